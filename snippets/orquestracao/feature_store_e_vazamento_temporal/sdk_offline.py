"""A consulta que o SDK do Google escreve, sobre as mesmas tabelas."""

from __future__ import annotations

from types import SimpleNamespace

import duckdb
import pandas as pd
import sqlglot
from google.cloud.aiplatform_v1 import BigQuerySource, FeatureGroup
from junta import training_rows
from mundo import DAILY, HOURLY, daily_rows, hourly_rows, simulate
from vertexai.resources.preview.feature_store import _offline_store_impl as impl
from vertexai.resources.preview.feature_store.offline_store import _feature_to_data_source

Row = tuple[int | str | None, ...]


# --8<-- [start:fonte]
def source(table: str, column: str, timestamp_column: str = "") -> impl.DataSource:
    """O que fetch_historical_feature_values deriva de um FeatureGroup registrado."""
    group = FeatureGroup.BigQuery(
        big_query_source=BigQuerySource(input_uri=f"bq://loja.features.{table}"),
        entity_id_columns=["entity_id"],
        time_series=FeatureGroup.BigQuery.TimeSeries(timestamp_column=timestamp_column),
    )
    registered = SimpleNamespace(name=table, _gca_resource=FeatureGroup(big_query=group))
    feature = SimpleNamespace(name=column, version_column_name=column)
    return _feature_to_data_source(registered, feature)


def lookup(db: duckdb.DuckDBPyConnection, purchases: str, *features: impl.DataSource) -> list[Row]:
    """Entidades e instantes de um lado, features do outro."""
    entities = impl.DataSource("entity_df", purchases, ["compra_id", "entity_id"], "instante")
    query = impl.render_pitl_query(entities, list(features))
    translated = sqlglot.transpile(query, read="bigquery", write="duckdb")[0]
    return db.execute(f"SELECT * EXCLUDE (instante) FROM ({translated})").fetchall()


# --8<-- [end:fonte]


def load(db: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    db.register("entrada", rows)
    db.execute(f"CREATE OR REPLACE TABLE loja.features.{table} AS SELECT * FROM entrada")


def same_as_ours(db: duckdb.DuckDBPyConnection, clock: str) -> tuple[int, int]:
    """Linhas em que o SDK e treino.sql escolhem os mesmos valores, e o total."""
    shop = simulate()
    daily, hourly = daily_rows(shop, DAILY), hourly_rows(shop, HOURLY)
    ours = training_rows(shop, daily, hourly, clock)
    for table, rows in (("conta_dia", daily), ("conta_hora", hourly)):
        load(db, table, rows.rename(columns={clock: "feature_timestamp"}))
    load(db, "compras", shop.rename(columns={"conta": "entity_id", "comprado_em": "instante"}))
    found = lookup(
        db,
        "SELECT compra_id, entity_id, instante FROM loja.features.compras",
        source("conta_dia", "contestacoes_180d"),
        source("conta_hora", "compras_24h"),
    )
    theirs = {row[0]: (row[2] or 0, row[3] or 0) for row in found}
    values = ours[["compra_id", "contestacoes_180d", "compras_24h"]].itertuples(index=False)
    return sum(theirs[key] == (day, hour) for key, day, hour in values), len(ours)


def null_example(db: duckdb.DuckDBPyConnection) -> Row:
    """As duas linhas que a referência da API usa para explicar dense."""
    moments = pd.to_datetime(["2020-01-01 10:00", "2020-02-01 10:00"])
    rows = {"entity_id": ["e1", "e1"], "feature_timestamp": moments, "f0": [10, 20]}
    load(db, "exemplo", pd.DataFrame({**rows, "f1": pd.array([15, None], dtype="Int64")}))
    entity = "SELECT 1 AS compra_id, 'e1' AS entity_id, TIMESTAMP '2020-03-01' AS instante"
    [found] = lookup(db, entity, source("exemplo", "f0"), source("exemplo", "f1"))
    return found[2:4]


if __name__ == "__main__":
    connection = duckdb.connect()
    connection.execute("ATTACH ':memory:' AS loja; CREATE SCHEMA loja.features")
    print("linhas iguais às de treino.sql, sem atraso")
    for column in ("inicio_da_janela", "gravado_em"):
        equal, total = same_as_ours(connection, column)
        print(f"  feature_timestamp = {column:16}  {equal} de {total}")
        assert equal == total
    example = null_example(connection)
    print(f"exemplo da referência, (f0, f1) no treino: {example}")
    assert example == (20, None)
    declared = source("conta_dia", "contestacoes_180d", timestamp_column="gravado_em")
    print("grupo com timestamp_column = gravado_em; a fonte da consulta:")
    print(declared.sql)
    assert declared.timestamp_column == "feature_timestamp"
