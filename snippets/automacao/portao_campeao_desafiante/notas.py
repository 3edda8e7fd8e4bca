"""Notas manuscritas de 0 a 9: os modelos, e a diferença entre dois deles nas mesmas linhas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata
from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier

Scores = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
CHOICE, Z = 450, 1.96


@cache
def digits() -> tuple[Scores, Rows]:
    data = load_digits()
    return data.data, data.target


def grades(rows: Rows) -> Rows:
    return digits()[1][rows]


def low(rows: Rows) -> Flags:
    """O rótulo: nota de 0 a 4."""
    return grades(rows) < 5


@cache
def forest(trained_on: int, seed: int) -> RandomForestClassifier:
    """A receita; só mudam quantos formulários ela viu, do mais antigo em diante, e a semente."""
    pixels = digits()[0][:trained_on]
    model = RandomForestClassifier(n_estimators=30, random_state=seed)
    return model.fit(pixels, low(np.arange(trained_on)))


def scores(trained_on: int, seed: int, rows: Rows) -> Scores:
    return forest(trained_on, seed).predict_proba(digits()[0][rows])[:, 1]


def recent(seed: int) -> tuple[Rows, Rows]:
    """Os 897 formulários que nenhum treino viu: 450 para a escolha e 447 novos."""
    rows = np.random.default_rng(seed).permutation(np.arange(900, len(digits()[0])))
    return rows[:CHOICE], rows[CHOICE:]


@dataclass(frozen=True)
class Case:
    """O caso do Cenário."""

    champion_seed: int = 7
    split_seed: int = 6

    def champion(self, rows: Rows) -> Scores:
        return scores(600, self.champion_seed, rows)

    def challengers(self, rows: Rows) -> Scores:
        return np.array([scores(900, 100 + each, rows) for each in range(10)])


def auc(label: Flags, score: Scores, axis: int = -1) -> Scores:
    """Pela soma dos postos dos positivos; aceita uma pilha de scores ou de reamostras."""
    positive = label.sum(axis=axis)
    ranks = (rankdata(score, axis=axis) * label).sum(axis=axis)
    return (ranks - positive * (positive + 1) / 2) / (positive * (label.shape[axis] - positive))


# --8<-- [start:delong]
def placements(label: Flags, score: Scores) -> tuple[Scores, Scores]:
    """Por positivo, a fração de negativos abaixo dele; por negativo, a de positivos acima."""
    rank, positive, negative = rankdata(score), score[label], score[~label]
    above = (rank[label] - rankdata(positive)) / len(negative)
    below = 1 - (rank[~label] - rankdata(negative)) / len(positive)
    return above, below


@dataclass(frozen=True)
class Gain:
    """Quanto o desafiante supera o campeão, com um intervalo de 95%."""

    value: float
    error: float

    @property
    def low(self) -> float:
        return self.value - Z * self.error

    @property
    def high(self) -> float:
        return self.value + Z * self.error


def auc_gain(label: Flags, champion: Scores, challenger: Scores) -> Gain:
    """DeLong pareado: a variância é a da diferença, linha a linha."""
    old, new = placements(label, champion), placements(label, challenger)
    parts = [b - a for a, b in zip(old, new, strict=True)]
    error = sqrt(sum(part.var(ddof=1) / len(part) for part in parts))
    return Gain(float(parts[0].mean()), error)


# --8<-- [end:delong]
