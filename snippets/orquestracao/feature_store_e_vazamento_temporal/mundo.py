"""Um marketplace de junho a setembro: compras, contestações e as features que os jobs publicam."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

HOUR, DAY = 60.0, 1440.0
START = pd.Timestamp("2026-06-01")
TRAIN = (pd.Timestamp("2026-07-01"), pd.Timestamp("2026-09-01"))
TEST = (pd.Timestamp("2026-09-01"), pd.Timestamp("2026-10-01"))
EXTRACTED = pd.Timestamp("2026-11-20")
HONEST, RING = 1500, 300
FEATURES = ("valor", "minutos_desde_a_ultima", "contestacoes_180d", "compras_24h")

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Job:
    """Calcula uma janela por vez; tempos em minutos."""

    feature: str
    window: float
    runs_after: float  # do fim da janela até a linha no BigQuery
    sync_after: float  # da linha no BigQuery até o serving online


@dataclass(frozen=True)
class Sample:
    account: int
    day: pd.Timestamp


SAMPLE = Sample(1554, pd.Timestamp("2026-09-05"))
DAILY = Job("contestacoes_180d", DAY, 180, 15)
HOURLY = Job("compras_24h", HOUR, 5, 10)


def moment(minutes: object) -> pd.Series:
    return START + pd.to_timedelta(pd.Series(minutes), unit="min").dt.round("us")


def sessions(
    rng: np.random.Generator, owner: Integers, start: Numbers, extra: float, gap: float
) -> tuple[Integers, Numbers]:
    """Cada início vira uma sessão: o primeiro evento e, em média, mais `extra`."""
    size = 1 + rng.poisson(extra, owner.size)
    owners, first = np.repeat(owner, size), np.repeat(start, size)
    order = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    waits = np.where(order == 0, 0, rng.exponential(gap, owners.size))
    total = np.cumsum(waits)
    return owners, first + total - np.repeat(total[np.cumsum(size) - size], size)


def simulate(seed: int = 3) -> pd.DataFrame:
    """As 300 contas fraudulentas têm poucas compras próprias e sessões de fraude por dias."""
    rng, days = np.random.default_rng(seed), 122
    pace = np.r_[rng.lognormal(np.log(0.25), 0.6, HONEST), np.full(RING, 0.125)]
    owner = np.repeat(np.arange(HONEST + RING), rng.poisson(pace * days))
    honest = sessions(rng, owner, rng.uniform(0, days * DAY, owner.size), 0.4, 20)
    ring = np.arange(HONEST, HONEST + RING)
    fraud = sessions(rng, ring, rng.uniform(0, days * DAY, RING), 2.5, 3 * DAY)
    fraud = sessions(rng, *fraud, 1.2, 20)
    sizes = honest[0].size, fraud[0].size
    table = pd.DataFrame({
        "conta": np.r_[honest[0], fraud[0]],
        "minuto": np.r_[honest[1], fraud[1]],
        "valor": np.r_[rng.lognormal(4.6, 0.8, sizes[0]), rng.lognormal(4.9, 0.8, sizes[1])],
        "fraude": np.repeat([False, True], sizes),
    })  # fmt: skip
    table = table[table.minuto < days * DAY].sort_values("minuto", ignore_index=True)
    return dispute(rng, table)


def dispute(rng: np.random.Generator, table: pd.DataFrame) -> pd.DataFrame:
    """Toda fraude é contestada, uma em cinco no mesmo dia; 0,4% das boas também são."""
    quick, slow = rng.uniform(10, 540, len(table)), rng.uniform(0.5, 45, len(table)) * DAY
    wait = np.where(rng.random(len(table)) < 0.2, quick, slow)
    disputed = table.fraude | (rng.random(len(table)) < 0.004)
    last = table.groupby("conta").minuto.diff().fillna(30 * DAY)
    return table.assign(
        compra_id=np.arange(len(table)),
        contestado=np.where(disputed, table.minuto + wait, np.inf),
        minutos_desde_a_ultima=last,
        comprado_em=moment(table.minuto),
    )


# --8<-- [start:job]
def daily_rows(purchases: pd.DataFrame, job: Job, rerun: bool = False) -> pd.DataFrame:
    """Contestações de compras feitas até o fim da janela, entre as que a tabela tem ao rodar."""
    seen = purchases[np.isfinite(purchases.contestado)]
    bought = seen.minuto // job.window
    arrived = np.ceil((seen.contestado - job.runs_after) / job.window) - 1
    # Na noite certa o job não tinha como ler o que ainda não chegara; reprocessado, tem.
    window = bought if rerun else np.maximum(bought, arrived)
    return publish(job, seen.conta, window, np.ones(len(seen)))


# --8<-- [end:job]


def hourly_rows(purchases: pd.DataFrame, job: Job) -> pd.DataFrame:
    """Compras das 24 horas que terminam com a janela: cada compra entra e, um dia depois, sai."""
    window = np.r_[purchases.minuto, purchases.minuto + DAY] // job.window
    change = np.repeat([1, -1], len(purchases))
    return publish(job, np.tile(purchases.conta, 2), window, change)


def publish(job: Job, account: object, window: object, change: object) -> pd.DataFrame:
    """Uma linha por conta e janela em que o valor muda, com o valor completo."""
    rows = pd.DataFrame({"conta": account, "janela": window, "mudou": change})
    rows = rows.groupby(["conta", "janela"], as_index=False).mudou.sum()
    written = (rows.janela + 1) * job.window + job.runs_after
    return pd.DataFrame({
        "entity_id": rows.conta,
        job.feature: rows.groupby("conta").mudou.cumsum(),
        "inicio_da_janela": moment(rows.janela * job.window),
        "gravado_em": moment(written),
        "visivel_em": moment(written + job.sync_after),
    })  # fmt: skip
