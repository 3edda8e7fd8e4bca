"""O que se sabe em cada segunda-feira, os gatilhos e um ano de decisões."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from mundo import (
    PAST,
    ROWS,
    WINDOW,
    YEAR,
    Errors,
    Matrix,
    Pipeline,
    World,
    rows,
)

CALM, NOISE = 20, 0.05


def js(reference: Matrix, current: Matrix, edges: Matrix) -> float:
    """Jensen-Shannon entre duas amostras de uma coluna."""
    p, q = (np.histogram(each, edges)[0] / len(each) for each in (reference, current))
    middle = (p + q) / 2
    halves = [np.sum(r[r > 0] * np.log2(r[r > 0] / middle[r > 0])) for r in (p, q)]
    return float(sum(halves) / 2)


@cache
def drift(world: World, week: int, end: int) -> float:
    """A maior distância, entre as nove colunas, da semana à janela que acaba em `end`."""
    everything = world.features
    parts = everything[rows(end - WINDOW, end)], everything[rows(week, week + 1)], everything
    columns = zip(*(part.T for part in parts), strict=True)
    return max(js(a, b, np.linspace(c.min(), c.max(), 11)) for a, b, c in columns)


@dataclass
class Monday:
    """O que se sabe na segunda-feira; `champion` é a chave do modelo que atende."""

    world: World
    errors: Errors
    delay: int
    week: int = 0
    champion: int = 0
    served: dict[int, float] = field(default_factory=dict)

    @property
    def ripe(self) -> int:
        """A última semana com todos os rótulos."""
        return self.week - self.delay - 1

    def seen(self, model: int, week: int) -> float:
        return float(self.errors.seen[model][PAST + week])

    def valid(self, end: int) -> bool:
        """A fração de positivos de cada semana da janela está a 4 desvios da história calma."""
        calm = self.world.seen[rows(-PAST, -CALM)].mean()
        weeks = self.world.seen[rows(end - WINDOW, end)].reshape(-1, ROWS).mean(axis=1)
        return bool((np.abs(weeks - calm) < 4 * np.sqrt(calm * (1 - calm) / ROWS)).all())


@dataclass(frozen=True)
class Limits:
    """O pior valor de vinte semanas calmas, antes do ano."""

    error: float
    drift: float


def first_monday(world: World, errors: Errors, delay: int) -> tuple[Monday, Limits]:
    now = Monday(world, errors, delay, champion=-delay)
    calm = range(-CALM, 0)
    now.served = {week: now.seen(week - delay, week) for week in calm}
    farthest = max(drift(world, week, -CALM) for week in calm)
    return now, Limits(max(now.served.values()), farthest)


@dataclass(frozen=True)
class Brakes:
    """Intervalo mínimo entre treinos, em semanas; validação do dado; portão."""

    pause: int = 1
    validate: bool = False
    gate: bool = False


@dataclass(frozen=True)
class Result:
    """`promoted` guarda, de cada campeão novo, a semana em que acabam os dados dele."""

    trainings: int
    promoted: tuple[int, ...]
    error: float

    def cost(self, pipeline: Pipeline) -> float:
        """Treinos mais os pontos de erro acima do ruído, em milhares de reais por ano."""
        points = 100 * (self.error - NOISE) * YEAR
        return (self.trainings * pipeline.training + points * pipeline.point) / 1_000


Trigger = Callable[[Monday, Limits], bool]
# --8<-- [start:gatilhos]
TRIGGERS: dict[str, Trigger] = {
    "nunca": lambda now, limit: False,
    "agenda, 4 semanas": lambda now, limit: now.week % 4 == 0,
    "dado novo": lambda now, limit: True,
    "métrica do que serviu": lambda now, limit: now.served[now.ripe] > limit.error,
    "métrica reavaliada": lambda now, limit: now.seen(now.champion, now.ripe) > limit.error,
    "drift": lambda now, limit: drift(now.world, now.week - 1, 0) > limit.drift,
}


def quarterly_or_metric(now: Monday, limit: Limits) -> bool:
    return now.week % 13 == 0 or TRIGGERS["métrica reavaliada"](now, limit)


# --8<-- [end:gatilhos]
def play(now: Monday, limit: Limits, trigger: Trigger, brakes: Brakes) -> Result:
    last, trainings, promoted, real = -YEAR, 0, (), []
    for now.week in range(YEAR):
        # O portão guarda a semana madura mais nova para o teste.
        end = now.ripe if brakes.gate else now.ripe + 1
        wanted = trigger(now, limit) and now.week - last >= brakes.pause
        if wanted and (not brakes.validate or now.valid(end)):
            last, trainings = now.week, trainings + 1
            gain = now.seen(now.champion, now.ripe) - now.seen(end, now.ripe) if brakes.gate else 1
            if gain > 0.01:
                now.champion, promoted = end, (*promoted, end)
        now.served[now.week] = now.seen(now.champion, now.week)
        real.append(now.errors.true[now.champion][PAST + now.week])
    return Result(trainings, promoted, float(np.mean(real)))
