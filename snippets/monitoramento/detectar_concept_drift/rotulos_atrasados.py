"""Executa a consulta do BigQuery em doze semanas de pedidos simulados."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import sqlglot

TODAY = date(2026, 11, 23)
# Segunda-feira, meia-noite em São Paulo, em UTC.
FIRST_WEEK = datetime(2026, 8, 31, 3)
WEEKS, CALLS, PER_CALL = 12, 700, 2
CHANGED_WEEK = 4
LOG = '"minha-loja".predicoes.request_response_logging'
OUTCOMES = '"minha-loja".pedidos.desfechos'

Row = tuple[date, int, float, bool, float, float, float]


@dataclass(frozen=True)
class Order:
    order_id: str
    score: float
    predicted_at: datetime
    returned: bool
    labeled_at: datetime


def simulate(rng: np.random.Generator) -> list[Order]:
    """Dos sinalizados voltam 80% e, da quinta semana em diante, 65%."""
    orders = []
    for number in range(WEEKS * CALLS * PER_CALL):
        week, moment = divmod(number // PER_CALL, CALLS)
        predicted_at = FIRST_WEEK + timedelta(weeks=week, minutes=14 * moment)
        flagged = bool(rng.random() < 0.4)
        rate = (0.80 if week < CHANGED_WEEK else 0.65) if flagged else 0.05
        returned = bool(rng.random() < rate)
        # Devolução aparece em 2 a 20 dias; "não devolvido" só se sabe quando o prazo fecha.
        wait = timedelta(days=float(rng.uniform(2, 20))) if returned else timedelta(days=28)
        score = 0.9 if flagged else 0.1
        orders.append(Order(f"p{number}", score, predicted_at, returned, predicted_at + wait))
    return orders


def create_tables(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("ATTACH ':memory:' AS \"minha-loja\"")
    db.execute('CREATE SCHEMA "minha-loja".predicoes')
    db.execute('CREATE SCHEMA "minha-loja".pedidos')
    db.execute(
        f"CREATE TABLE {LOG}"
        " (logging_time TIMESTAMP, request_payload VARCHAR[], response_payload VARCHAR[])"
    )
    db.execute(
        f"CREATE TABLE {OUTCOMES} (pedido_id VARCHAR, devolvido BOOLEAN, rotulado_em TIMESTAMP)"
    )


def load_calls(db: duckdb.DuckDBPyConnection, orders: list[Order]) -> None:
    calls = [orders[i : i + PER_CALL] for i in range(0, len(orders), PER_CALL)]
    columns = [
        [call[0].predicted_at for call in calls],
        [[json.dumps({"pedido_id": order.order_id}) for order in call] for call in calls],
        [[json.dumps({"score": order.score}) for order in call] for call in calls],
    ]
    db.execute(f"INSERT INTO {LOG} SELECT unnest(?), unnest(?), unnest(?)", columns)


def load_labels(db: duckdb.DuckDBPyConnection, orders: list[Order]) -> None:
    """Só os rótulos que já chegaram hoje; 3% se perdem no caminho."""
    rng = np.random.default_rng(12)
    arrived = [o for o in orders if o.labeled_at.date() < TODAY and rng.random() < 0.97]
    columns = [
        [order.order_id for order in arrived],
        [order.returned for order in arrived],
        [order.labeled_at for order in arrived],
    ]
    db.execute(f"INSERT INTO {OUTCOMES} SELECT unnest(?), unnest(?), unnest(?)", columns)


# --8<-- [start:execucao]
def run(db: duckdb.DuckDBPyConnection) -> list[Row]:
    bigquery = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    query = sqlglot.transpile(bigquery, read="bigquery", write="duckdb")[0]
    return db.execute(query, {"run_date": TODAY}).fetchall()


# --8<-- [end:execucao]


def show(rows: list[Row]) -> None:
    print("semana  sinalizados  cobertura  precisão  IC 95%")
    for week, flagged, coverage, mature, precision, low, high in rows:
        verdict = f"{low:.0%} a {high:.0%}" if mature else "imatura"
        print(f"{week:%d/%m}   {flagged:>11}  {coverage:>9.0%}  {precision:>8.0%}  {verdict}")


def check(rows: list[Row]) -> None:
    before = rows[:CHANGED_WEEK]
    after = [row for row in rows[CHANGED_WEEK:] if row[3]]
    partial = [row for row in rows if row[2] < 0.9]
    assert len(after) == 3, "três semanas maduras depois da mudança"
    assert min(row[5] for row in before) > max(row[6] for row in after), "os ICs se separam"
    assert min(row[2] for row in before + after) > 0.95, "semana madura tem rótulo"
    assert not any(row[3] for row in partial), "semana sem rótulo não é madura"
    assert all(row[4] > 0.95 for row in partial), "só as devoluções chegaram: precisão falsa"


def check_outage(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(f"DELETE FROM {OUTCOMES}")
    rows = run(db)
    assert [row[2] for row in rows] == [0] * WEEKS, "coleta parada aparece como cobertura 0"
    assert not any(row[4] for row in rows), "sem rótulo não há precisão"


if __name__ == "__main__":
    history = simulate(np.random.default_rng(11))
    connection = duckdb.connect()
    create_tables(connection)
    load_calls(connection, history)
    load_labels(connection, history)
    result = run(connection)
    show(result)
    check(result)
    check_outage(connection)
