"""Mede quanto o dado e o código esperam para chegar à produção, e o que cada passo encurta."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from statistics import fmean

from historico import END, SCHEDULE, History, Image, Version, git, history

DAY = timedelta(days=1)
BROKEN = 17  # treinada com a coluna vazia: a conferência do dado pararia a execução


# --8<-- [start:codigo]
LOG = "log --reverse --first-parent --format=%H,%ct main -- treino"


def training_commits(past: History) -> dict[str, datetime]:
    """Só os commits que mexem em treino/, menos o primeiro, que já estava no ar."""
    log = git(past.repository, *LOG.split())
    rows = [row.split(",") for row in log.splitlines()[1:]]
    when = {name: datetime.fromtimestamp(int(at), timezone.utc) for name, at in rows}
    return {name: at.replace(tzinfo=None) for name, at in when.items()}


def first_with(past: History, commit: str) -> Version | None:
    """A primeira versão com tráfego cuja imagem contém o commit, direto ou por herança."""
    for _, version in past.live:
        if git(past.repository, "merge-base", commit, version.image.commit) == commit:
            return version
    return None


# --8<-- [end:codigo]


# --8<-- [start:dado]
def age_in_production(past: History, since: datetime) -> float:
    """Idade do dado do modelo que atende, em dias: a média de todas as horas até o fim."""
    hours = range((END - since) // timedelta(hours=1))
    instants = [since + timedelta(hours=hour) for hour in hours]
    serving = [[each for when, each in past.live if when <= now][-1] for now in instants]
    return fmean(
        (now - version.data_until) / DAY for now, version in zip(instants, serving, strict=True)
    )


# --8<-- [end:dado]


@dataclass(frozen=True)
class Trip:
    """O caminho de um commit, em dias."""

    to_image: float
    to_training: float
    to_traffic: float

    @property
    def whole(self) -> float:
        return self.to_image + self.to_training + self.to_traffic


def trips(past: History) -> dict[str, Trip]:
    """O caminho de cada commit que já chegou ao tráfego."""
    found = {}
    for commit, at in training_commits(past).items():
        version = first_with(past, commit)
        if version and version.served:
            stops = [at, version.image.built, version.trained, version.served]
            found[commit] = Trip(*((end - start) / DAY for start, end in pairwise(stops)))
    return found


# --8<-- [start:passos]
def gated(past: History, approved: Callable[[Version], bool]) -> History:
    """O veredito sai na própria execução; um dia de canário substitui a fila."""

    def move(version: Version) -> Version:
        return replace(version, served=version.trained + DAY if approved(version) else None)

    return replace(past, versions=tuple(move(each) for each in past.versions))


def delivered(past: History) -> History:
    """Cada commit do treino vira imagem em um dia; o resto do caminho não muda."""
    built = [Image(name, at + DAY) for name, at in training_commits(past).items()]

    def rebuild(version: Version) -> Version:
        ready = [each for each in built if each.built < version.data_until + SCHEDULE]
        newest = max([version.image, *ready], key=lambda image: image.built)
        return replace(version, image=newest)

    return replace(past, versions=tuple(rebuild(each) for each in past.versions))


# --8<-- [end:passos]


def who(addresses: list[str]) -> str:
    kinds = Counter(
        "conta de serviço" if each.endswith("gserviceaccount.com") else "pessoa"
        for each in addresses
    )
    return ", ".join(f"{count} por {kind}" for kind, count in kinds.items())


def number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def line(name: str, values: list[float]) -> str:
    return f"{name:<20}{number(fmean(values)):>7}{number(max(values)):>7}"


def evidence(past: History, found: dict[str, Trip]) -> list[str]:
    """Quem apertou cada botão, e quanto cada trecho esperou."""
    commits = training_commits(past)
    built = {each.image.built for each in past.versions} - {past.versions[0].image.built}
    carriers = {first_with(past, commit) for commit in found}
    waited = [(when - version.data_until) / DAY for when, version in past.live]
    return [
        f"treinos: {who([each.trained_by for each in past.versions])}",
        f"trocas de tráfego: {who([each.served_by for _, each in past.live])}",
        f"trocas que levaram código novo de treino: {len(carriers)}",
        f"commits de treino: {len(commits)}, dos quais {len(found)} chegaram ao tráfego",
        f"imagens refeitas à mão e usadas: {len(built)}",
        "\nespera, em dias       média   pior",
        line("commit -> imagem", [trip.to_image for trip in found.values()]),
        line("imagem -> treino", [trip.to_training for trip in found.values()]),
        line("treino -> tráfego", [trip.to_traffic for trip in found.values()]),
        line("commit -> tráfego", [trip.whole for trip in found.values()]),
        line("dado   -> tráfego", waited),
    ]


def compare(pasts: dict[str, History], commits: set[str], since: datetime) -> Iterator[str]:
    """Os dois relógios de cada histórico, com os mesmos commits e a mesma janela."""
    for name, past in pasts.items():
        whole = [trip.whole for commit, trip in trips(past).items() if commit in commits]
        assert len(whole) == len(commits)
        age = number(age_in_production(past, since))
        yield f"{name:<22}{age:>8}{number(fmean(whole)):>11}"


def main() -> None:
    today = history()
    found = trips(today)
    since = today.live[0][0]
    promoted = {version.number for _, version in today.live}
    few = promoted - {BROKEN} | {BROKEN + 1}
    same = gated(today, lambda version: version.number in few)
    every = gated(today, lambda version: version.number != BROKEN)
    assert BROKEN in promoted
    assert BROKEN + 1 not in promoted
    assert age_in_production(delivered(today), since) == age_in_production(today, since)
    print("\n".join(evidence(today, found)))
    print("\nem dias                idade do  commit ->")
    print("                           dado    tráfego")
    pasts = {
        "hoje": today,
        f"portão, {len(same.live)} versões": same,
        f"portão, {len(every.live)} versões": every,
        "CI/CD, sem portão": delivered(today),
        f"os dois, {len(every.live)} versões": delivered(every),
    }
    print("\n".join(compare(pasts, set(found), since)))


if __name__ == "__main__":
    main()
