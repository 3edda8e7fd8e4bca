"""Estatística com mínimo por grupo: o que revela a edição seguinte, sem uma pessoa."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_diabetes

MINIMUM, REPEATS = 20, 500
PATIENTS = load_diabetes(as_frame=True, scaled=False)
SEVERE = (PATIENTS.target > PATIENTS.target.median()).to_numpy(dtype=int)


# --8<-- [start:ataque]
@dataclass(frozen=True)
class Group:
    outcomes: NDArray[np.int_]

    @property
    def published(self) -> bool:
        """Continua publicado depois que uma pessoa sai."""
        return len(self.outcomes) > MINIMUM


def groups() -> Iterator[Group]:
    """Idade em faixas de 20 anos e sexo."""
    keys = list(zip(PATIENTS.data.age // 20, PATIENTS.data.sex, strict=True))
    for key in sorted(set(keys)):
        yield Group(SEVERE[[key == one for one in keys]])


def guessed(epsilon: float | None, source: np.random.Generator) -> float:
    """Subtrai as duas edições: era grave quem, ao sair, derrubou a contagem em mais de meio."""
    right = []
    for group in filter(lambda one: one.published, groups()):
        severe = group.outcomes[:, None] == 1
        before = np.full((len(severe), REPEATS), float(severe.sum()))
        after = before - severe
        if epsilon:
            before += source.laplace(0, 1 / epsilon, before.shape)
            after += source.laplace(0, 1 / epsilon, after.shape)
        right.append((before - after > 0.5) == severe)
    return float(np.concatenate(right).mean())


# --8<-- [end:ataque]


def ceiling(epsilon: float) -> float:
    """O melhor acerto possível contra uma edição com esse épsilon, se metade é grave."""
    return float(np.exp(epsilon) / (1 + np.exp(epsilon)))


def show(label: str, epsilon: float | None, source: np.random.Generator) -> float:
    share = guessed(epsilon, source)
    error = 1 / epsilon if epsilon else 0  # a média do módulo de um Laplace é a sua escala
    print(f"{label:<24}{100 * share:>13.0f}%{error:>14.0f}")
    return share


def main() -> None:
    outcomes = [group.outcomes for group in groups() if group.published]
    sizes = sorted(map(len, outcomes))
    severe = sorted(int(one.sum()) for one in outcomes)
    chance = float(np.concatenate(outcomes).mean())
    source = np.random.default_rng(2026)
    print(f"{sum(sizes)} pessoas em {len(sizes)} grupos, de {sizes[0]} a {sizes[-1]}")
    print(f"{100 * chance:.0f}% são casos graves: de {severe[0]} a {severe[-1]} em cada grupo\n")
    print(f"{'contagem publicada':<24}{'desfecho certo':>14}{'erro médio':>14}")
    exact = show("exata", None, source)
    loose = show("com ruído, épsilon 1", 1, source)
    tight = show("com ruído, épsilon 0,1", 0.1, source)
    assert exact == 1, "o mínimo por grupo vale nas duas edições, e não segura a diferença"
    assert chance < tight < ceiling(0.1) < loose < ceiling(1)


if __name__ == "__main__":
    main()
