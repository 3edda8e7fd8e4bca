"""O mesmo job, rodado de novo em novembro para as noites de junho a setembro."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from junta import auc, between, different, fit, served_rows, training_rows
from mundo import DAILY, EXTRACTED, HOURLY, TEST, daily_rows, hourly_rows, simulate

SYNC = (DAILY.sync_after, HOURLY.sync_after)


@dataclass(frozen=True)
class Result:
    offline: float
    online: float
    gap: float
    changed: int  # linhas de treino que mudaram


# --8<-- [start:versoes]
def versions(purchases: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Três destinos para o reprocessamento da tabela diária."""
    as_it_ran = daily_rows(purchases, DAILY)
    rerun = daily_rows(purchases, DAILY, rerun=True)
    today = rerun.groupby("entity_id").tail(1).assign(gravado_em=EXTRACTED)
    return {
        "sem reprocessar": as_it_ran,
        "sobrescrever, datas originais": rerun,
        "acrescentar, data de hoje": pd.concat([as_it_ran, today]),
        "só o valor novo, data de hoje": today,
    }


# --8<-- [end:versoes]


def measure(purchases: pd.DataFrame) -> dict[str, Result]:
    hourly, tables = hourly_rows(purchases, HOURLY), versions(purchases)
    served = served_rows(purchases, tables["sem reprocessar"], hourly)
    frozen = training_rows(purchases, tables["sem reprocessar"], hourly, "gravado_em", SYNC)
    results = {}
    for name, daily in tables.items():
        rows = training_rows(purchases, daily, hourly, "gravado_em", SYNC)
        model = fit(rows)
        changed = int((rows != frozen).any(axis=1).sum())
        gap = different(rows, served)
        results[name] = Result(auc(model, rows), auc(model, served), gap, changed)
    return results


def check(results: dict[str, Result]) -> None:
    before, rewritten, appended, erased = results.values()
    assert rewritten.offline > before.offline + 0.05, "a consulta certa voltou a vazar"
    assert abs(rewritten.online - before.online) < 0.02, "e a produção não ganhou nada"
    assert rewritten.changed > 0
    assert appended.changed == 0
    assert appended.offline == before.offline
    assert erased.offline < before.offline, "sem passado, a feature não existe no treino"


if __name__ == "__main__":
    shop = simulate()
    outcome = measure(shop)
    print(f"linhas de treino e teste: {len(shop)}; de teste: {len(between(shop, TEST))}\n")
    print(f"{'tabela diária':30} offline  produção  vetor ≠ lido  linhas que mudaram")
    for label, r in outcome.items():
        print(f"{label:30} {r.offline:7.3f}  {r.online:8.3f}  {r.gap:12.1%}  {r.changed:18}")
    check(outcome)
