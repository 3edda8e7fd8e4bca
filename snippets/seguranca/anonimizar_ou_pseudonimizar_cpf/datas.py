"""O desvio de datas por pessoa guarda os intervalos, e os intervalos guardam o calendário."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

BOUND = 100  # cada pessoa recebe um desvio de -100 a +100 dias
DUE_DAYS = frozenset({5, 10, 15, 20, 25})
MONTHS = [date(year, month, 1) for year in (2023, 2024, 2025) for month in range(1, 13)]


# --8<-- [start:ataque]
def instalments(start: date, day: int, count: int) -> list[date]:
    """Vencimentos mensais no mesmo dia."""
    months = range(start.year * 12 + start.month - 1, start.year * 12 + start.month - 1 + count)
    return [date(index // 12, index % 12 + 1, day) for index in months]


def shifted(dates: Iterable[date], days: int) -> list[date]:
    return [one + timedelta(days) for one in dates]


def possible(seen: list[date], due_days: frozenset[int]) -> list[date]:
    """As primeiras datas que cabem: só sobra desvio que devolve todas a um dia de vencimento."""
    starts = []
    for days in range(-BOUND, BOUND + 1):
        original = shifted(seen, -days)
        if len({one.day for one in original}) == 1 and original[0].day in due_days:
            starts.append(original[0])
    return starts


# --8<-- [end:ataque]


@dataclass(frozen=True)
class Leak:
    contracts: int
    month_known: int
    day_known: int
    options: float


def attack(count: int, due_days: frozenset[int], source: random.Random) -> Leak:
    """Todo mês de três anos e todo dia de vencimento, com um desvio sorteado por contrato."""
    found = []
    for start in MONTHS:
        for day in sorted(due_days):
            days = source.randint(-BOUND, BOUND)
            starts = possible(shifted(instalments(start, day, count), days), due_days)
            assert start.replace(day=day) in starts
            found.append(starts)
    months = [len({one.replace(day=1) for one in starts}) for starts in found]
    exact = sum(len(starts) == 1 for starts in found)
    return Leak(len(found), months.count(1), exact, median(map(len, found)))


def show(label: str, leak: Leak) -> None:
    month, day = 100 * leak.month_known / leak.contracts, 100 * leak.day_known / leak.contracts
    print(f"{label:<35}{month:>7.0f}%{day:>9.0f}%{leak.options:>12.0f}")


if __name__ == "__main__":
    rng = random.Random(2026)
    print(f"{'vencimentos visíveis':<35}{'mês certo':>8}{'dia certo':>10}{'opções, de 201':>16}")
    for number in (3, 6, 12):
        show(f"{number}, em um de cinco dias do mês", attack(number, DUE_DAYS, rng))
    year = attack(12, DUE_DAYS, rng)
    single = attack(12, frozenset({10}), rng)
    show("12, sempre no dia 10", single)
    assert year.month_known == year.contracts, "doze parcelas entregam o mês de qualquer contrato"
    assert single.day_known == single.contracts, "com um só dia de vencimento, entregam a data"
