"""Orçamento de erro: quando cada alerta dispara, quanto já se gastou e quando ele mente."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GOAL = 0.999
BUDGET = 1 - GOAL
PERIOD = 30 * 24 * 60

Counts = NDArray[np.int64]


# --8<-- [start:pares]
@dataclass(frozen=True)
class Pair:
    """Duas janelas, em minutos, e a fração do orçamento que a longa deixa gastar."""

    name: str
    long: int
    short: int
    share: float

    @property
    def burn(self) -> float:
        return self.share * PERIOD / self.long

    def minutes_to_fire(self, error_rate: float) -> float | None:
        """Erro constante depois de um passado limpo; a janela longa é a última a passar."""
        actual = error_rate / BUDGET
        return self.long * self.burn / actual if actual > self.burn else None


FAST = Pair("rápida 1h/5m", 60, 5, 0.02)
SLOW = Pair("lenta 6h/30m", 360, 30, 0.05)
LEAK = Pair("ticket 3d/6h", 4320, 360, 0.10)
# --8<-- [end:pares]


def first_alert(error_rate: float, pairs: tuple[Pair, ...]) -> tuple[Pair, float] | None:
    fired = [(pair, pair.minutes_to_fire(error_rate)) for pair in pairs]
    times = [(pair, minutes) for pair, minutes in fired if minutes is not None]
    return min(times, key=lambda found: found[1], default=None)


def duration(minutes: float) -> str:
    return f"{minutes:.1f} min" if minutes < 180 else f"{minutes / 60:.1f} h"


def counted(error_rate: float, pair: Pair) -> int:
    """O minuto em que o par dispara, contando requisições em vez de usar a fórmula."""
    requests = np.full(2 * pair.long, 8_000)
    errors = np.repeat([0, round(8_000 * error_rate)], pair.long)
    return int(np.argmax(over(pair, requests, errors))) - pair.long + 1


def show_detection() -> None:
    print("erro     queima  orçamento acaba em  1º alerta     dispara em  gasto até lá")
    for error_rate in (1.0, 0.10, 0.02, 0.01, 0.005, 0.002, 0.001):
        burn = error_rate / BUDGET
        head = f"{error_rate:<6.1%}  {burn:7.1f}  {duration(PERIOD / burn):>18}"
        found = first_alert(error_rate, (FAST, SLOW, LEAK))
        if found is None:
            print(f"{head}  nenhum".replace(".", ","))
            continue
        pair, minutes = found
        spent = minutes * burn / PERIOD
        assert counted(error_rate, pair) == math.floor(minutes) + 1, "a fórmula erra o minuto"
        print(f"{head}  {pair.name}  {duration(minutes):>10}  {spent:>12.0%}".replace(".", ","))


# --8<-- [start:simulacao]
def last(window: int, counts: Counts) -> Counts:
    """Soma dos últimos `window` minutos, minuto a minuto."""
    total = np.concatenate(([0], np.cumsum(counts)))
    start = np.maximum(np.arange(1, len(total)) - window, 0)
    return total[1:] - total[start]


def over(pair: Pair, requests: Counts, errors: Counts) -> NDArray[np.bool_]:
    """Os minutos em que as duas janelas passam do limiar."""
    limit = pair.burn * BUDGET
    long, short = (
        last(window, errors) > limit * last(window, requests) for window in (pair.long, pair.short)
    )
    return long & short


def pages(requests: Counts, errors: Counts, floor: int) -> int:
    """Quantas vezes o alerta dispara; abaixo de `floor` erros na janela longa, nenhuma."""
    firing = np.zeros(len(requests), dtype=bool)
    for pair in (FAST, SLOW):
        firing |= over(pair, requests, errors) & (last(pair.long, errors) >= floor)
    return int(np.count_nonzero(firing[1:] & ~firing[:-1]))


# --8<-- [end:simulacao]


def show_false_alarms(months: int = 50) -> None:
    print("\nServiço saudável (0,05% de erro, metade do orçamento): despertares por mês")
    print("req/hora  erros/mês  sem piso  piso de 3 erros")
    loose, strict = {}, {}
    for per_hour in (30, 150, 720, 14_400):
        rng = np.random.default_rng(2026)
        requests = rng.poisson(per_hour / 60, months * PERIOD)
        errors = rng.binomial(requests, BUDGET / 2)
        loose[per_hour] = pages(requests, errors, floor=1) / months
        strict[per_hour] = pages(requests, errors, floor=3) / months
        line = f"{per_hour:>8}  {errors.sum() / months:>9.1f}  {loose[per_hour]:>8.2f}"
        print(f"{line}  {strict[per_hour]:>15.2f}".replace(".", ","))
    assert loose[30] > 5, "com 30 por hora, cada erro acorda alguém"
    assert loose[14_400] == 0, "com 14.400 por hora, o ruído não acorda ninguém"
    assert max(strict.values()) < 0.25, "o piso tira quase todo alarme falso"


def show_outage(day: int = 8_000, night: int = 240) -> None:
    """O orçamento é de requisições: o mesmo apagão custa mais de dia."""
    budget = BUDGET * 30 * (16 * 60 * day + 8 * 60 * night)
    print(f"\nOrçamento do mês: {budget:,.0f} requisições".replace(",", "."))
    for name, per_minute in (("de dia", day), ("de madrugada", night)):
        print(
            f"apagão {name:12}  gasta tudo em {duration(budget / per_minute):>8}".replace(".", ",")
        )
    assert budget / day < BUDGET * PERIOD < budget / night, "43 minutos supõem tráfego uniforme"


if __name__ == "__main__":
    show_detection()
    show_outage()
    show_false_alarms()
