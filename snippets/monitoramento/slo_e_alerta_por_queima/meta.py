"""Que meta o histórico sustenta, e o que 99,9% teria custado nas mesmas doze semanas."""

from __future__ import annotations

import numpy as np
from trimestre import BLOCK, DAY, INCIDENTS, Quarter, callers, replay, thousands

# O produto aceita perder 600 compras em 28 dias, e 3 em cada 100 sem prazo se perdem.
LOST_PURCHASES = 600
LOSS_PER_BAD = 0.03


# --8<-- [start:janelas]
def rolling(quarter: Quarter) -> tuple[np.ndarray, np.ndarray]:
    """Ruins e requisições dos 28 dias que terminam em cada dia."""
    bad, requests = (
        np.concatenate(([0], np.cumsum(series.reshape(-1, DAY).sum(axis=1))))
        for series in (quarter.bad, quarter.requests)
    )
    return bad[28:] - bad[:-28], requests[28:] - requests[:-28]


def frozen_days(goal: float, quarter: Quarter) -> int:
    """Dias em que a janela móvel já gastou mais que o orçamento."""
    bad, requests = rolling(quarter)
    return int(np.count_nonzero(bad > (1 - goal) * requests))


def needed_goal(quarter: Quarter) -> float:
    """A meta que o produto pede, em requisições e não em noves."""
    per_block = quarter.requests.sum() / (len(quarter.requests) / BLOCK)
    return float(1 - LOST_PURCHASES / LOSS_PER_BAD / per_block)


# --8<-- [end:janelas]


# --8<-- [start:contas]
def readings(quarter: Quarter) -> dict[str, float]:
    """Quatro contas do mesmo trimestre; só a última é a jornada."""
    rows = callers(quarter)
    checkout = rows[0]
    total, errors, refused = (
        sum(getattr(row, field) for row in rows) for field in ("requests", "errors", "refused")
    )
    return {
        "endpoint, 4xx conta como falha": 1 - (errors + refused) / total,
        "endpoint, sem os 4xx": 1 - errors / (total - refused),
        "só o checkout, 5xx": 1 - checkout.errors / checkout.requests,
        "checkout com prazo em 800 ms": 1 - checkout.bad / checkout.requests,
    }


# --8<-- [end:contas]


def percent(value: float, digits: int = 3) -> str:
    return f"{value:.{digits}%}".replace(".", ",")


def show_readings(quarter: Quarter) -> None:
    found = readings(quarter)
    for name, value in found.items():
        print(f"{name:30}  {percent(value)}")
    pessimist, flattering, _, journey = found.values()
    assert pessimist < journey < flattering, "a mesma métrica erra para os dois lados"
    print()


def show_history(quarter: Quarter) -> None:
    bad, requests = rolling(quarter)
    sli = 1 - bad / requests
    print(f"{len(sli)} janelas de 28 dias: pior {percent(sli.min())}, melhor {percent(sli.max())}")
    print(f"o produto pede ao menos {percent(needed_goal(quarter))}")
    print("\nmeta     orçamento  janelas cumpridas  dias congelados")
    for goal in (0.9995, 0.999, 0.998, 0.995):
        budget = thousands((1 - goal) * requests.mean())
        frozen = frozen_days(goal, quarter)
        print(f"{percent(goal, 2):7}  {budget:>9}  {len(sli) - frozen:>17}  {frozen:>15}")
    assert frozen_days(0.998, quarter) == 0, "99,8% se cumpre em todas as janelas"
    assert frozen_days(0.999, quarter) > len(sli) / 2, "99,9% congela mais da metade dos dias"
    assert 0.997 < needed_goal(quarter) <= 0.998, "99,8% atende o que o produto pede"


def show_spenders(quarter: Quarter, goal: float = 0.998) -> None:
    """Quanto do orçamento de 28 dias cada incidente gastou."""
    budget = (1 - goal) * quarter.requests.sum() / 3
    print(f"\norçamento de 28 dias, meta de {percent(goal, 1)}: quanto cada um gastou")
    spent = 0
    for incident in INCIDENTS:
        bad = int(quarter.bad[incident.start : incident.end].sum())
        spent += bad
        print(f"{incident.name:26}  {bad / budget:>5.0%}")
        assert bad > 0.02 * budget, "todos pedem gente"
    rest = int(quarter.bad.sum()) - spent
    print(f"{'fundo e picos, por 28 dias':26}  {rest / 3 / budget:>5.0%}")


if __name__ == "__main__":
    twelve_weeks = replay(240)
    show_readings(twelve_weeks)
    show_history(twelve_weeks)
    show_spenders(twelve_weeks)
