"""A consulta de treino, o serving online e o modelo, em um lugar só."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import sqlglot
from mundo import DAILY, FEATURES, HOURLY, TEST, TRAIN
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

BIGQUERY = Path(__file__).with_name("treino.sql").read_text(encoding="utf-8")
DUCKDB = sqlglot.transpile(BIGQUERY, read="bigquery", write="duckdb")[0]


def training_rows(
    purchases: pd.DataFrame,
    daily: pd.DataFrame,
    hourly: pd.DataFrame,
    clock: str,
    delays: tuple[float, float] = (0, 0),
    cutoff: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """A mesma consulta; `clock` diz qual coluna o time chamou de feature_timestamp."""
    db = duckdb.connect()
    db.execute("SET preserve_insertion_order = true; CREATE SCHEMA loja; CREATE SCHEMA features")
    keys = purchases.assign(entity_id=purchases.conta, corte=cutoff or purchases.comprado_em)
    tables = {
        "loja.compras": keys,
        "features.conta_dia": daily.rename(columns={clock: "feature_timestamp"}),
        "features.conta_hora": hourly.rename(columns={clock: "feature_timestamp"}),
    }
    for name, frame in tables.items():
        db.register("entrada", frame)
        db.execute(f"CREATE TABLE {name} AS SELECT * FROM entrada")
    return db.execute(DUCKDB, dict(zip(("atraso_dia", "atraso_hora"), delays, strict=True))).df()


# --8<-- [start:serving]
def served_rows(purchases: pd.DataFrame, daily: pd.DataFrame, hourly: pd.DataFrame) -> pd.DataFrame:
    """O que o endpoint leu: cada sincronização troca o valor, cada compra lê o que está lá."""
    writes = [
        (seen, 0, entity, feature, value)
        for rows, feature in ((daily, DAILY.feature), (hourly, HOURLY.feature))
        for seen, entity, value in zip(rows.visivel_em, rows.entity_id, rows[feature], strict=True)
    ]
    reads = [
        (when, 1, entity, "", 0)
        for when, entity in zip(purchases.comprado_em, purchases.conta, strict=True)
    ]
    store: dict[tuple[int, str], float] = {}
    answers = []
    for _, reading, entity, feature, value in sorted(writes + reads):
        if reading:
            answers.append([store.get((entity, f), 0) for f in (DAILY.feature, HOURLY.feature)])
        else:
            store[entity, feature] = value
    served = purchases.copy()
    served[[DAILY.feature, HOURLY.feature]] = np.array(answers)
    return served


# --8<-- [end:serving]


def between(rows: pd.DataFrame, period: tuple[pd.Timestamp, pd.Timestamp]) -> pd.DataFrame:
    return rows[(rows.comprado_em >= period[0]) & (rows.comprado_em < period[1])]


def fit(rows: pd.DataFrame) -> Pipeline:
    model = make_pipeline(FunctionTransformer(np.log1p), StandardScaler(), LogisticRegression())
    train = between(rows, TRAIN)
    return model.fit(train[list(FEATURES)].to_numpy(float), train.fraude)


def auc(model: Pipeline, rows: pd.DataFrame) -> float:
    test = between(rows, TEST)
    return float(roc_auc_score(test.fraude, scores(model, test)))


def scores(model: Pipeline, rows: pd.DataFrame) -> np.ndarray:
    return model.decision_function(rows[list(FEATURES)].to_numpy(float))


def different(rows: pd.DataFrame, served: pd.DataFrame) -> float:
    """Fração das compras de teste cujo vetor não é o que o endpoint leu."""
    columns = list(FEATURES)
    ours, theirs = between(rows, TEST), between(served, TEST)
    assert list(ours.compra_id) == list(theirs.compra_id)
    return float((ours[columns].to_numpy(float) != theirs[columns].to_numpy(float)).any(1).mean())
