"""Cinco mundos e, em cada um, o erro de cada modelo possível em cada semana."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray
from river.datasets.synth import Agrawal
from sklearn.ensemble import RandomForestClassifier

ROWS, PAST, YEAR, WINDOW = 300, 42, 52, 8
CHANGE, CAR = 14, 4
Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class World:
    """Pedidos de empréstimo em ordem; `seen` é o rótulo que o time recebe, `true` o certo."""

    features: Matrix
    seen: Flags
    true: Flags


@dataclass(frozen=True)
class Pipeline:
    """Semanas até o rótulo; preço de um treino e de um ponto de erro durante uma semana."""

    name: str
    delay: int
    training: int
    point: int


ADVANCE = Pipeline("adiantamento", 1, 250, 1_500)
VEHICLES = Pipeline("veículos", 13, 9_000, 2_000)


def week_of_rows() -> NDArray[np.int64]:
    """A semana de cada linha; a 0 é a primeira do ano."""
    return np.arange((PAST + YEAR) * ROWS) // ROWS - PAST


def rows(first: int, after: int) -> slice:
    return slice((first + PAST) * ROWS, (after + PAST) * ROWS)


@cache
def requests() -> tuple[Matrix, Flags, Flags]:
    """Os mesmos pedidos, julgados por duas regras que discordam em um quinto deles."""
    pairs = list(Agrawal(classification_function=1, seed=7).take((PAST + YEAR) * ROWS))
    rule = Agrawal(classification_function=3)._classification_functions[3]
    old = np.array([label for _, label in pairs], dtype=bool)
    new = np.array([rule(*row.values()) for row, _ in pairs], dtype=bool)
    return np.array([list(row.values()) for row, _ in pairs]), old, new


# --8<-- [start:mundos]
def build(share_of_new_rule: Matrix) -> World:
    """Cada linha segue a regra nova com a probabilidade dada; 5% dos rótulos são ruído."""
    features, old, new = requests()
    draw = np.random.default_rng(3)
    chosen = np.where(draw.random(len(old)) < share_of_new_rule, new, old)
    label = chosen ^ (draw.random(len(old)) < 0.05)
    return World(features, label, label)


def campaign(world: World) -> World:
    """Da semana 14 em diante, só cinco das vinte marcas de carro; a regra não usa a marca."""
    features = world.features.copy()
    features[week_of_rows() >= CHANGE, CAR] %= 5
    return replace(world, features=features)


def broken(world: World) -> World:
    """Por quatro semanas, uma junção troca 60% dos rótulos positivos por negativos."""
    week = week_of_rows()
    lost = np.random.default_rng(9).random(len(week)) < 0.6
    return replace(world, seen=world.seen & ~((week >= CHANGE) & (week < CHANGE + 4) & lost))


# --8<-- [end:mundos]
def make(name: str) -> World:
    week = week_of_rows()
    share = {
        "súbito": (week >= CHANGE).astype(float),
        "gradual": np.clip((week - CHANGE) / 26, 0, 1),
    }.get(name, np.zeros(len(week)))
    change = {"campanha": campaign, "quebrado": broken}.get(name, replace)
    return change(build(share))


@cache
def train(features: bytes, labels: bytes) -> RandomForestClassifier:
    model = RandomForestClassifier(8, max_features=None, min_samples_leaf=5, random_state=0)
    return model.fit(np.frombuffer(features).reshape(-1, 9), np.frombuffer(labels, dtype=bool))


@dataclass(frozen=True)
class Errors:
    """Por modelo, o erro em cada semana depois dos dados dele: o que se mede e o de verdade."""

    seen: dict[int, Matrix]
    true: dict[int, Matrix]


def backtest(world: World, first: int = -PAST + WINDOW, last: int = YEAR - 1) -> Errors:
    """O modelo de chave i treina com as 8 semanas antes da semana i; prevê da i em diante."""
    result = Errors({}, {})
    for end in range(first, last + 1):
        past, future = rows(end - WINDOW, end), rows(end, YEAR)
        model = train(world.features[past].tobytes(), world.seen[past].tobytes())
        guess = model.predict(world.features[future])
        for kept, label in ((result.seen, world.seen), (result.true, world.true)):
            weekly = (guess != label[future]).reshape(-1, ROWS).mean(axis=1)
            kept[end] = np.concatenate([np.full(end + PAST, np.nan), weekly])
    return result
