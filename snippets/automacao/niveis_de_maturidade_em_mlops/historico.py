"""O histórico do time: commits em um repositório Git, versões do modelo e trocas de tráfego."""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

FIRST_MONDAY = datetime(2026, 5, 25)
WEEKS = 26
END = FIRST_MONDAY + timedelta(weeks=WEEKS)
SCHEDULE = timedelta(hours=4)
DURATION = timedelta(hours=3)
ROBOT = "treino@clinicas-ml.iam.gserviceaccount.com"
PEOPLE = ("ana@clinicas.example", "leo@clinicas.example")
TRAINING_FILE, SERVING_FILE = "treino/treino.py", "api/app.py"


@dataclass(frozen=True)
class Image:
    """Uma imagem de treino: de que commit saiu e quando ficou disponível."""

    commit: str
    built: datetime


@dataclass(frozen=True)
class Version:
    """Uma versão do registro e, se houve, a troca que lhe deu o tráfego."""

    number: int
    data_until: datetime
    trained: datetime
    trained_by: str
    image: Image
    served: datetime | None = None
    served_by: str = ""


@dataclass(frozen=True)
class History:
    repository: Path
    versions: tuple[Version, ...]

    @property
    def live(self) -> list[tuple[datetime, Version]]:
        """As trocas de tráfego, em ordem: quando, e para qual versão."""
        moved = [(each.served, each) for each in self.versions if each.served]
        return sorted(moved, key=lambda move: move[0])


def git(repository: Path, *arguments: str, when: datetime | None = None) -> str:
    """Roda o git sem a configuração da máquina; com data fixa, o hash também é fixo."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        settings |= {f"GIT_{role}_NAME": "time", f"GIT_{role}_EMAIL": "time@clinicas.example"}
        if when:
            settings[f"GIT_{role}_DATE"] = f"{when.isoformat()}+00:00"
    command = ["git", "-C", str(repository), *arguments]
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, check=True)
    return done.stdout.decode().strip()


def at_work(when: datetime) -> datetime:
    """O mesmo instante, empurrado para um dia útil, entre 9h e 17h."""
    day = when + timedelta(days=max(0, 7 - when.weekday()) if when.weekday() > 4 else 0)
    return day.replace(hour=9 + day.hour % 9)


def later(draw: random.Random, start: datetime, low: float, high: float) -> datetime:
    return at_work(start + timedelta(hours=round(24 * draw.uniform(low, high))))


def moments(draw: random.Random, low: float, high: float) -> list[datetime]:
    """Instantes de trabalho, um a cada low a high dias."""
    found = [later(draw, FIRST_MONDAY, low, high)]
    while found[-1] < END:
        found.append(later(draw, found[-1], low, high))
    return found[:-1]


def commit_all(draw: random.Random, repository: Path) -> None:
    """Grava os commits do treino e os da API, que são mais frequentes."""
    git(repository, "init", "--quiet", "--initial-branch=main", "--object-format=sha1")
    before = FIRST_MONDAY - timedelta(days=10)
    changes = [(before, TRAINING_FILE), (before, SERVING_FILE)]
    changes += [(when, TRAINING_FILE) for when in moments(draw, 8, 28)]
    changes += [(when, SERVING_FILE) for when in moments(draw, 2, 9)]
    for number, (when, path) in enumerate(sorted(changes)):
        file = repository / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"# mudança {number}\n", encoding="utf-8")
        git(repository, "add", path)
        git(repository, "commit", "--quiet", "-m", f"muda {path}", when=when)


def build_images(draw: random.Random, repository: Path) -> list[Image]:
    """A engenharia reconstrói a imagem à mão, a pedido; na última semana ninguém pediu."""
    asked = [when for when in moments(draw, 12, 35) if when < END - timedelta(weeks=1)]
    dates = [FIRST_MONDAY - timedelta(days=3), *asked]
    limits = [f"--before={when.isoformat()}+00:00" for when in dates]
    heads = [git(repository, "rev-list", "-1", limit, "main") for limit in limits]
    return [Image(head, when) for head, when in zip(heads, dates, strict=True)]


def train(images: list[Image]) -> list[Version]:
    """Toda segunda às 4h, com o dado até meia-noite e a imagem mais nova que existir."""
    versions = []
    for week in range(WEEKS):
        monday = FIRST_MONDAY + timedelta(weeks=week)
        start = monday + SCHEDULE
        image = [each for each in images if each.built < start][-1]
        versions.append(Version(week + 1, monday, start + DURATION, ROBOT, image))
    return versions


def promote(draw: random.Random, versions: list[Version]) -> tuple[Version, ...]:
    """Às vezes alguém compara a candidata mais nova e, dias depois, move o tráfego."""
    chosen = {}
    for start in moments(draw, 10, 28):
        newest = [each for each in versions if each.trained <= start][-1]
        moved = later(draw, start, 2, 8)
        if moved < END:
            chosen[newest.number] = {"served": moved, "served_by": draw.choice(PEOPLE)}
    return tuple(replace(each, **chosen.get(each.number, {})) for each in versions)


def history(seed: int = 7) -> History:
    draw = random.Random(seed)
    repository = Path(tempfile.mkdtemp())
    commit_all(draw, repository)
    images = build_images(draw, repository)
    return History(repository, promote(draw, train(images)))


def row(version: Version) -> str:
    """Uma linha do registro; antes do @, quem treinou e quem moveu o tráfego."""
    trained = f"{version.trained:%d/%m} {version.trained_by.split('@')[0]}@"
    image = f"{version.image.commit[:7]} {version.image.built:%d/%m}"
    moved = f"{version.served:%d/%m} {version.served_by.split('@')[0]}@" if version.served else "-"
    return f"{version.number:>2}  {trained}  {image}  {moved}"


if __name__ == "__main__":
    print(" v  treinada       imagem         tráfego")
    for each in history().versions[-10:]:
        print(row(each))
