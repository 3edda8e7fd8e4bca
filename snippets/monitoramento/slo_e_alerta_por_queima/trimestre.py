"""Doze semanas do endpoint de frete, minuto a minuto, com incidentes e picos curtos."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DAY = 24 * 60
DAYS = 84
BLOCK = 28 * DAY
BACKGROUND = 0.0005

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Incident:
    """Começo e duração em minutos; `bad` é a fração sem prazo a tempo."""

    name: str
    start: int
    minutes: int
    bad: float

    @property
    def end(self) -> int:
        return self.start + self.minutes


def at(day: int, hour: int) -> int:
    return day * DAY + hour * 60


INCIDENTS = (
    Incident("deploy com erro", at(9, 15), 70, 0.08),
    Incident("apagão", at(24, 20), 9, 1.00),
    Incident("vazamento de memória", at(36, 1), 20 * 60, 0.009),
    Incident("banco de features lento", at(51, 16), 300, 0.02),
    Incident("réplicas insuficientes", at(63, 19), 40, 0.12),
    Incident("credencial vencida", at(76, 11), 12, 0.60),
)


@dataclass(frozen=True)
class Quarter:
    """Requisições do checkout por minuto, e quantas ficaram sem prazo a tempo."""

    requests: Counts
    bad: Counts


def shape() -> NDArray[np.float64]:
    """Madrugada vazia, pico às 20h, fim de semana 40% maior; a média é 1."""
    minute = np.arange(DAYS * DAY)
    daily = 1 + 0.9 * np.cos(2 * np.pi * (minute / DAY - 20 / 24))
    weekend = np.where((minute // DAY) % 7 >= 5, 1.4, 1.0)
    return np.asarray(daily * weekend / np.mean(daily * weekend))


def blips(rng: np.random.Generator, count: int) -> list[Incident]:
    """Picos de 2 a 4 minutos que somem sozinhos: réplica que reinicia, rede que pisca."""
    starts = rng.integers(0, DAYS * DAY - 10, count)
    minutes, bad = rng.integers(2, 5, count), rng.uniform(0.03, 0.12, count)
    return [
        Incident("pico", int(s), int(m), float(b))
        for s, m, b in zip(starts, minutes, bad, strict=True)
    ]


def replay(per_minute: float, seed: int = 84) -> Quarter:
    rng = np.random.default_rng(seed)
    rate = np.full(DAYS * DAY, BACKGROUND)
    for incident in (*blips(rng, 40), *INCIDENTS):
        span = slice(incident.start, incident.end)
        rate[span] = np.maximum(rate[span], incident.bad)
    requests = rng.poisson(per_minute * shape())
    return Quarter(requests, rng.binomial(requests, rate))


def thousands(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".")


@dataclass(frozen=True)
class Caller:
    """O que se contou de um chamador em doze semanas; `bad` só o checkout sabe."""

    name: str
    requests: int
    bad: int
    errors: int
    refused: int


def callers(quarter: Quarter) -> tuple[Caller, ...]:
    """Pouco menos da metade do que o checkout perde chega ao endpoint como 5xx."""
    rng = np.random.default_rng(28)
    requests, bad = int(quarter.requests.sum()), int(quarter.bad.sum())
    cache, partner = DAYS * 120 * 4_000, DAYS * 9_000
    return (
        Caller("checkout", requests, bad, int(rng.binomial(bad, 0.45)), 0),
        Caller("cache noturno", cache, 0, int(rng.poisson(2_000)), 0),
        Caller("parceiro", partner, 0, 0, int(rng.binomial(partner, 0.31))),
        Caller("sonda", DAYS * DAY, 0, int(rng.poisson(60)), 0),
    )


def show_callers(quarter: Quarter) -> None:
    print("chamador       requisições      5xx      4xx  sem prazo")
    for row in callers(quarter):
        cells = (row.requests, row.errors, row.refused)
        wide = "  ".join(
            f"{thousands(cell):>{w}}" for cell, w in zip(cells, (11, 7, 7), strict=True)
        )
        print(f"{row.name:13}  {wide}  {thousands(row.bad) if row.bad else '-':>9}")


if __name__ == "__main__":
    show_callers(replay(240))
