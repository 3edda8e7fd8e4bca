"""Replay do log em uma versão candidata: o que o par de respostas mostra."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest, norm
from sklearn.datasets import load_digits
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

TRAIN = 600
Flags = NDArray[np.bool_]
Model = KNeighborsClassifier | SVC


# --8<-- [start:replay]
@dataclass(frozen=True)
class Logged:
    """Uma linha do log de requisição e resposta, com a chave que a aplicação mandou."""

    request_payload: str
    response_payload: str


def replay(rows: list[Logged], model: Model) -> dict[str, tuple[int, int]]:
    """Por chave: o que a versão no ar respondeu e o que `model` responde à mesma entrada."""
    instances = [json.loads(row.request_payload) for row in rows]
    answers = model.predict([instance["pixels"] for instance in instances])
    return {
        instance["chave"]: (json.loads(row.response_payload)["digito"], int(answer))
        for row, instance, answer in zip(rows, instances, answers, strict=True)
    }


# --8<-- [end:replay]


def write_log(model: Model, pixels: NDArray[np.float64]) -> Iterator[Logged]:
    """O tráfego de um dia: imagens que o modelo não viu, em ordem de chegada."""
    for number, (image, answer) in enumerate(zip(pixels, model.predict(pixels), strict=True)):
        request = {"chave": f"req-{number}", "pixels": image.tolist()}
        yield Logged(json.dumps(request), json.dumps({"digito": int(answer)}))


def show_pairs(pairs: dict[str, tuple[int, int]], labels: dict[str, int]) -> tuple[Flags, Flags]:
    old = np.array([served == labels[key] for key, (served, _) in pairs.items()])
    new = np.array([candidate == labels[key] for key, (_, candidate) in pairs.items()])
    differ = sum(served != candidate for served, candidate in pairs.values())
    fixed, broken = int((~old & new).sum()), int((old & ~new).sum())
    p = binomtest(fixed, fixed + broken).pvalue
    print(f"respostas diferentes: {differ} de {len(pairs)}: só elas precisam de rótulo")
    print(f"  consertadas {fixed}, estragadas {broken}, erradas nas duas {differ - fixed - broken}")
    print(f"acerto: {old.mean():.1%} -> {new.mean():.1%}; McNemar p = {p:.3f}".replace(".", ","))
    assert int(new.sum()) - int(old.sum()) == fixed - broken, "o acordo não muda a diferença"
    assert abs(fixed - broken) <= differ, "sem rótulo, o desacordo já é o teto da diferença"
    assert p < 0.05
    return old, new


def show_slices(old: Flags, new: Flags, digits: NDArray[np.int64]) -> None:
    gain = {d: int(new[digits == d].sum()) - int(old[digits == d].sum()) for d in range(10)}
    worst, best = min(gain, key=gain.__getitem__), max(gain, key=gain.__getitem__)
    fixed = int((~old & new)[digits == worst].sum())
    p = binomtest(fixed, 2 * fixed - gain[worst]).pvalue
    print(f"por dígito: {best} ganha {gain[best]} acertos; {worst} perde {-gain[worst]}", end="")
    print(f" (p = {p:.2f})".replace(".", ","))
    assert gain[worst] < 0, "a média sobe e uma fatia cai"


# --8<-- [start:poder]
def unpaired_sees(old: Flags, new: Flags, share: float, rng: np.random.Generator) -> bool:
    """Cada requisição cai em uma versão só; compara as duas proporções."""
    canary = rng.random(len(old)) < share
    a, b = old[~canary], new[canary]
    pooled = np.concatenate([a, b]).mean()
    error = np.sqrt(pooled * (1 - pooled) * (1 / len(a) + 1 / len(b)))
    return bool(2 * norm.sf(abs(b.mean() - a.mean()) / error) < 0.05)


def paired_sees(old: Flags, new: Flags) -> bool:
    """As duas versões respondem a todas; conta só as que mudaram de certo para errado."""
    fixed, broken = int((~old & new).sum()), int((old & ~new).sum())
    return fixed + broken > 0 and binomtest(fixed, fixed + broken).pvalue < 0.05


# --8<-- [end:poder]


def show_power(old: Flags, new: Flags) -> None:
    rng, trials = np.random.default_rng(3), 500
    found = {"sombra": 0, "50/50": 0, "canário 5%": 0}
    for _ in range(trials):
        rows = rng.integers(0, len(old), len(old))
        found["sombra"] += paired_sees(old[rows], new[rows])
        found["50/50"] += unpaired_sees(old[rows], new[rows], 0.5, rng)
        found["canário 5%"] += unpaired_sees(old[rows], new[rows], 0.05, rng)
    print(f"em {trials} reamostragens de {len(old)} requisições, quem vê a diferença:", end="")
    print(";".join(f" {name} {count / trials:.0%}" for name, count in found.items()))
    assert found["sombra"] > 2 * found["50/50"] > 2 * found["canário 5%"]


if __name__ == "__main__":
    data = load_digits()
    train, target = data.data[:TRAIN], data.target[:TRAIN]
    current = KNeighborsClassifier().fit(train, target)
    candidate = SVC(gamma=0.001).fit(train, target)
    traffic = list(write_log(current, data.data[TRAIN:]))
    truth = {f"req-{number}": int(label) for number, label in enumerate(data.target[TRAIN:])}

    control = replay(traffic, current)
    changed = sum(served != again for served, again in control.values())
    print(f"controle, a versão 1 contra o próprio log: {changed} diferenças")
    assert changed == 0, "se a própria versão 1 difere, o replay está errado"
    before, after = show_pairs(replay(traffic, candidate), truth)
    show_slices(before, after, data.target[TRAIN:])
    show_power(before, after)
