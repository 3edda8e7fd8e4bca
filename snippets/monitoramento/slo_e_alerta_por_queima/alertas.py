"""Quatro desenhos de alerta nas mesmas doze semanas, com tráfego alto e baixo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from limiares import GOAL, RULES
from numpy.typing import NDArray
from trimestre import BLOCK, INCIDENTS, Counts, Quarter, replay

BUDGET = 1 - GOAL
FAST, SLOW, LEAK = (max(1.0, rule.burn(28)) for rule in RULES)

Firing = NDArray[np.bool_]
Design = Callable[[Quarter], Firing]


def last(minutes: int, counts: Counts) -> Counts:
    """Soma dos últimos minutos, minuto a minuto."""
    total = np.concatenate(([0], np.cumsum(counts)))
    end = np.arange(1, len(total))
    return np.asarray(total[end] - total[np.maximum(end - minutes, 0)])


# --8<-- [start:desenhos]
def over(quarter: Quarter, minutes: int, ratio: float) -> Firing:
    return np.asarray(last(minutes, quarter.bad) > ratio * last(minutes, quarter.requests))


def fixed(quarter: Quarter) -> Firing:
    return over(quarter, 5, 0.01)


def single(quarter: Quarter) -> Firing:
    return over(quarter, 60, FAST * BUDGET)


def multi(quarter: Quarter) -> Firing:
    fast = over(quarter, 60, FAST * BUDGET) & over(quarter, 5, FAST * BUDGET)
    slow = over(quarter, 360, SLOW * BUDGET) & over(quarter, 30, SLOW * BUDGET)
    return fast | slow


def counting(quarter: Quarter) -> Firing:
    """Conta ruins em vez de dividir: 2% do orçamento em 1 h, e nunca menos de 3."""
    budget = BUDGET * quarter.requests.sum() * BLOCK / len(quarter.requests)
    return (last(60, quarter.bad) >= max(3, 0.02 * budget)) & (last(5, quarter.bad) > 0)


def ticket(quarter: Quarter) -> Firing:
    return over(quarter, 4320, LEAK * BUDGET) & over(quarter, 360, LEAK * BUDGET)


# --8<-- [end:desenhos]


@dataclass(frozen=True)
class Score:
    """O que o desenho fez em várias repetições dos mesmos seis incidentes."""

    found: float
    wait: float
    false: float
    after: float


def starts(firing: Firing, gap: int = 15) -> Counts:
    """Começo de cada aviso; voltar em até 15 minutos é o mesmo aviso."""
    on = np.flatnonzero(firing)
    return np.asarray(on[np.diff(on, prepend=-gap - 2) > gap])


def during(firing: Firing) -> tuple[list[int], list[int]]:
    """Por incidente achado: minutos até avisar e, depois do fim, minutos até calar."""
    waits, after = [], []
    for incident in INCIDENTS:
        hit = np.flatnonzero(firing[incident.start : incident.end])
        if len(hit):
            waits.append(int(hit[0]) + 1)
            after.append(int(np.flatnonzero(~firing[incident.end :])[0]))
    return waits, after


def false_pages(firing: Firing) -> int:
    """Avisos que começam fora dos seis incidentes."""
    real = np.zeros(len(firing), dtype=bool)
    for incident in INCIDENTS:
        real[incident.start : incident.end] = True
    return int(np.count_nonzero(~real[starts(firing)]))


def score(design: Design, quarters: list[Quarter]) -> Score:
    fired = [design(quarter) for quarter in quarters]
    waits, after = zip(*(during(firing) for firing in fired), strict=True)
    return Score(
        found=sum(map(len, waits)) / len(fired),
        wait=float(np.median(np.concatenate(waits))),
        false=sum(map(false_pages, fired)) / len(fired),
        after=float(np.median(np.concatenate(after))),
    )


DESIGNS: dict[str, Design] = {
    "fixo: 1% em 5 min": fixed,
    "uma janela: 1 h": single,
    "pares 1 h/5 min, 6 h/30 min": multi,
    "contagem em 1 h": counting,
    "ticket 3 d/6 h": ticket,
}


def show(per_minute: float, repeats: int = 12) -> dict[str, Score]:
    quarters = [replay(per_minute, seed) for seed in range(repeats)]
    hour = f"{per_minute * 60:,.0f}".replace(",", ".")
    print(f"{hour} requisições por hora; média de {repeats} repetições do trimestre")
    print("desenho                      acha de 6  avisa em   falsos    cala em")
    scores = {name: score(design, quarters) for name, design in DESIGNS.items()}
    for name, row in scores.items():
        cells = f"{row.found:>9.1f}  {row.wait:>4.1f} min  {row.false:>7.1f}  {row.after:>5.1f} min"
        print(f"{name:27}  {cells}".replace(".", ","))
    return scores


def show_today() -> None:
    """O alerta de hoje no trimestre do cenário, e quanto os pares teriam esperado."""
    quarter = replay(240)
    firing, pairs = fixed(quarter), multi(quarter)
    print(f"hoje: {len(starts(firing))} avisos, {false_pages(firing)} fora dos incidentes")
    print("com os pares, minutos até avisar:")
    for incident in INCIDENTS:
        hit = np.flatnonzero(pairs[incident.start : incident.end])
        print(f"  {incident.name:24}  {hit[0] + 1 if len(hit) else 'não avisa':>9}")
    lasts = int(np.count_nonzero(firing[INCIDENTS[1].start : INCIDENTS[1].end + 15]))
    print(f"apagão: a condição de hoje dura {lasts} minutos")
    assert lasts < 15, "exigir 15 minutos seguidos perderia o apagão"
    print()


def main() -> None:
    show_today()
    high = show(240)
    print()
    low = show(1)
    pairs, count, one = "pares 1 h/5 min, 6 h/30 min", "contagem em 1 h", "uma janela: 1 h"
    assert high["fixo: 1% em 5 min"].false > 40, "o limiar fixo acorda a cada pico"
    assert high[pairs].false < 1, "dois pares, nenhum alarme falso"
    assert high[pairs].found > high[one].found, "o par lento acha mais um"
    assert high[pairs].after < high[one].after, "a janela curta cala antes"
    assert low[pairs].false > 5 > 1 > low[count].false, "com pouco tráfego a razão mente"


if __name__ == "__main__":
    main()
