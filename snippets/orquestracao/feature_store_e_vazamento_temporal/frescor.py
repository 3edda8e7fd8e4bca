"""Quanto vale atualizar mais cedo: a junção honesta com a disponibilidade de cada cadência."""

from __future__ import annotations

import numpy as np
import pandas as pd
from junta import between, fit, scores, training_rows
from mundo import DAILY, HOUR, HOURLY, TEST, Job, daily_rows, hourly_rows, simulate
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

Scores = NDArray[np.float64]
RESAMPLES = 100


CADENCES = {
    "contestações 1 dia,  compras 1 h": (DAILY, HOURLY),
    "contestações 1 h,    compras 1 h": (Job(DAILY.feature, HOUR, 5, 10), HOURLY),
    "contestações 1 min,  compras 1 h": (Job(DAILY.feature, 1, 0, 0), HOURLY),
    "contestações 1 dia,  compras 1 min": (DAILY, Job(HOURLY.feature, 1, 0, 0)),
}


def score_with(purchases: pd.DataFrame, jobs: tuple[Job, Job]) -> Scores:
    tables = daily_rows(purchases, jobs[0]), hourly_rows(purchases, jobs[1])
    rows = training_rows(purchases, *tables, "visivel_em")
    return scores(fit(rows), between(rows, TEST))


def interval(test: pd.DataFrame, new: Scores, base: Scores) -> tuple[float, float]:
    """Ganho de AUC, reamostrando contas: as compras de uma conta andam juntas."""
    rng = np.random.default_rng(1)
    accounts, position = np.unique(test.conta, return_inverse=True)
    gains = []
    for _ in range(RESAMPLES):
        drawn = np.bincount(rng.integers(0, accounts.size, accounts.size), minlength=accounts.size)
        weight = drawn[position]
        after = roc_auc_score(test.fraude, new, sample_weight=weight)
        gains.append(after - roc_auc_score(test.fraude, base, sample_weight=weight))
    low, high = np.percentile(gains, [2.5, 97.5])
    return float(low), float(high)


if __name__ == "__main__":
    shop = simulate()
    september = between(shop, TEST)
    found = {name: score_with(shop, jobs) for name, jobs in CADENCES.items()}
    day, hour, minute, live = found
    print("AUC de setembro, por cadência")
    for name, values in found.items():
        print(f"  {name:36}{roc_auc_score(september.fraude, values):.3f}")
    print("\nganho, IC 95% por conta")
    steps = {
        "contestações: 1 dia para 1 h": (hour, day),
        "contestações: 1 h para 1 min": (minute, hour),
        "compras: 1 h para 1 min": (live, day),
    }
    ends = [interval(september, found[new], found[base]) for new, base in steps.values()]
    for name, (low, high) in zip(steps, ends, strict=True):
        print(f"  {name:36}{low:+.3f} a {high:+.3f}")
    assert ends[0][0] > 0, "de dia para hora há ganho"
    assert ends[1][1] < 0.005, "de hora para minuto, quase nada"
    assert ends[2][0] < 0 < ends[2][1], "compras por minuto: não se distingue de zero"
