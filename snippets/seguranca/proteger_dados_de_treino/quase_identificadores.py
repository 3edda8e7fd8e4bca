"""Sem nome e sem CPF, quantos pacientes continuam únicos, e quanto custa juntá-los."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import RepeatedKFold, cross_val_score

K = 5
PATIENTS = load_diabetes(as_frame=True, scaled=False)
SEVERE = PATIENTS.target > PATIENTS.target.median()


# --8<-- [start:k]
@dataclass(frozen=True)
class Risk:
    unique: int
    below_k: int
    revealed: int


def measure(table: pd.DataFrame, known: list[str]) -> Risk:
    """O risco para quem conhece as colunas `known` de um paciente."""
    groups = SEVERE.groupby([table[column] for column in known])
    size, share = groups.transform("size"), groups.transform("mean")
    # Grupo grande em que todos têm o mesmo desfecho: não diz quem é, e diz o que a pessoa tem.
    same = (size >= K) & share.isin((0.0, 1.0))
    return Risk(int((size == 1).sum()), int((size < K).sum()), int(same.sum()))


def generalize(years: int) -> pd.DataFrame:
    """Idade em faixas, IMC nas três classes usuais; o resto fica como veio."""
    classes = np.digitize(PATIENTS.data.bmi, [25, 30])
    return PATIENTS.data.assign(age=PATIENTS.data.age // years * years, bmi=classes)


# --8<-- [end:k]


def fit_quality(table: pd.DataFrame) -> float:
    folds = RepeatedKFold(n_splits=5, n_repeats=10, random_state=0)
    scores = cross_val_score(LinearRegression(), table, PATIENTS.target, cv=folds, scoring="r2")
    return float(scores.mean())


def show(label: str, table: pd.DataFrame, known: list[str]) -> Risk:
    risk = measure(table, known)
    numbers = f"{risk.unique:>6}{risk.below_k:>7}{risk.revealed:>10}{fit_quality(table):>7.2f}"
    print(f"{label:32}{numbers.replace('.', ',')}")
    return risk


if __name__ == "__main__":
    person = ["age", "sex", "bmi"]
    print(f"{len(SEVERE)} pacientes{'únicos':>25}{'k < 5':>7}{'revelados':>10}{'R²':>7}")
    raw = show("idade, sexo, IMC, como vieram", PATIENTS.data, person)
    decade = show("idade em 10 anos, classe de IMC", generalize(10), person)
    double = show("idade em 20 anos, classe de IMC", generalize(20), person)
    pressure = show("a de cima, e a pressão arterial", generalize(20), [*person, "bp"])
    assert raw.unique > 0.95 * len(SEVERE), "quase todos são únicos sem nenhum identificador"
    assert decade.revealed > 0, "grupo grande com um desfecho só também revela"
    assert (double.below_k, double.revealed) == (3, 0), "suprimir três linhas dá k = 5"
    assert pressure.unique > len(SEVERE) / 2, "uma coluna a mais desfaz o trabalho"
    assert fit_quality(PATIENTS.data) - fit_quality(generalize(20)) < 0.05
