"""A mesma consulta, com quatro sentidos para feature_timestamp."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from junta import auc, between, different, fit, served_rows, training_rows
from mundo import DAILY, EXTRACTED, HOURLY, SAMPLE, TEST, daily_rows, hourly_rows, simulate


@dataclass(frozen=True)
class Case:
    name: str
    clock: str
    delays: tuple[float, float] = (0, 0)
    cutoff: pd.Timestamp | None = None


@dataclass(frozen=True)
class Result:
    sample: tuple[int, int]  # contestacoes_180d e compras_24h na última compra da amostra
    offline: float
    online: float
    gap: float


# --8<-- [start:casos]
CASES = (
    Case("linha mais recente da conta", "gravado_em", cutoff=EXTRACTED),
    Case("início da janela <= compra", "inicio_da_janela"),
    Case("gravação <= compra", "gravado_em"),
    Case("gravação + sync <= compra", "gravado_em", (DAILY.sync_after, HOURLY.sync_after)),
)


def compare(purchases: pd.DataFrame) -> list[Result]:
    tables = daily_rows(purchases, DAILY), hourly_rows(purchases, HOURLY)
    served = served_rows(purchases, *tables)
    results = []
    for case in CASES:
        rows = training_rows(purchases, *tables, case.clock, case.delays, case.cutoff)
        model, gap = fit(rows), different(rows, served)
        results.append(Result(sample(rows, purchases), auc(model, rows), auc(model, served), gap))
    return results


# --8<-- [end:casos]


def sample(rows: pd.DataFrame, purchases: pd.DataFrame) -> tuple[int, int]:
    mine = purchases[purchases.conta == SAMPLE.account]
    last = mine[mine.comprado_em.dt.date == SAMPLE.day.date()].compra_id.max()
    found = rows.set_index("compra_id").loc[last]
    return int(found.contestacoes_180d), int(found.compras_24h)


def check(results: list[Result]) -> None:
    naive, window, written, visible = results
    assert naive.offline > window.offline > visible.offline + 0.05, "relógio errado infla"
    assert window.online < naive.online, "o conserto pela metade serve pior que o vazamento"
    assert abs(written.offline - visible.offline) < 0.005, "o AUC não vê o atraso do sync"
    assert written.gap > 0.03, "a comparação linha a linha vê"
    assert visible.gap == 0, "treino e endpoint leram a mesma coisa"
    assert visible.offline == visible.online


if __name__ == "__main__":
    shop = simulate()
    test = between(shop, TEST)
    print(f"setembro: {len(test)} compras, {test.fraude.sum()} fraudes\n")
    print(f"{'linha que entra':29}21h26  offline  produção  vetor ≠ lido")
    outcome = compare(shop)
    for case, r in zip(CASES, outcome, strict=True):
        seen = f"{r.sample[0]}, {r.sample[1]}"
        print(f"{case.name:29}{seen:>5}  {r.offline:7.3f}  {r.online:8.3f}  {r.gap:12.1%}")
    check(outcome)
