"""A conta 1554 nas três tabelas, em 5 de setembro e depois."""

from __future__ import annotations

import pandas as pd
from mundo import DAILY, HOURLY, SAMPLE, daily_rows, hourly_rows, moment, simulate


def clock(when: pd.Timestamp) -> str:
    return f"{when:%d/%m %Hh%M}"


def purchase_lines(purchases: pd.DataFrame) -> list[str]:
    day = purchases[purchases.comprado_em.dt.date == SAMPLE.day.date()]
    disputed = moment(day.contestado)
    return [
        f"{clock(row.comprado_em):15}{row.valor:8.2f}  {clock(when)}"
        for row, when in zip(day.itertuples(), disputed, strict=True)
    ]


def feature_lines(rows: pd.DataFrame, feature: str) -> list[str]:
    since = rows[rows.inicio_da_janela >= SAMPLE.day]
    moments = zip(since.inicio_da_janela, since.gravado_em, since[feature], strict=True)
    return [f"{clock(start):19}{clock(end):14}{value:.0f}" for start, end, value in moments]


if __name__ == "__main__":
    shop = simulate()
    mine = shop[shop.conta == SAMPLE.account]
    print("compras        valor     contestada em", *purchase_lines(mine), sep="\n")
    days, hours = daily_rows(shop, DAILY), hourly_rows(shop, HOURLY)
    for table, job, rows in (("conta_dia", DAILY, days), ("conta_hora", HOURLY, hours)):
        print(f"\n{table}\nfeature_timestamp  gravado_em    {job.feature}")
        lines = feature_lines(rows[rows.entity_id == SAMPLE.account], job.feature)
        assert lines, "a conta tem linhas nas duas tabelas"
        print(*lines[:5], sep="\n")
