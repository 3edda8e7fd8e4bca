"""O modelo, sozinho, diz quem estava no treino?"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.base import ClassifierMixin
from sklearn.datasets import load_diabetes
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SPLITS = 30
FEATURES, progression = load_diabetes(return_X_y=True)
SEVERE = (progression > np.median(progression)).astype(int)
Rows = NDArray[np.intp]


# --8<-- [start:ataque]
@dataclass(frozen=True)
class Result:
    attack: float
    quality: float


def confidence(model: ClassifierMixin, rows: Rows) -> NDArray[np.float64]:
    """A probabilidade que o modelo dá ao desfecho verdadeiro de cada paciente."""
    return model.predict_proba(FEATURES[rows])[np.arange(len(rows)), SEVERE[rows]]


def attack(model: ClassifierMixin, seed: int) -> Result:
    """Metade treina; quem ataca separa as metades só pela confiança do modelo."""
    order = random.Random(seed).sample(range(len(SEVERE)), len(SEVERE))
    inside, outside = np.split(np.array(order), 2)
    model.fit(FEATURES[inside], SEVERE[inside])
    guess = np.concatenate([confidence(model, inside), confidence(model, outside)])
    member = np.repeat([1, 0], len(inside))
    quality = roc_auc_score(SEVERE[outside], model.predict_proba(FEATURES[outside])[:, 1])
    return Result(roc_auc_score(member, guess), quality)


# --8<-- [end:ataque]


def default(seed: int) -> ClassifierMixin:
    return GradientBoostingClassifier(random_state=seed)


def stumps(seed: int) -> ClassifierMixin:
    return GradientBoostingClassifier(n_estimators=30, max_depth=1, random_state=seed)


def logistic(_: int) -> ClassifierMixin:
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1))


def show(label: str, build: Callable[[int], ClassifierMixin]) -> Result:
    results = [attack(build(seed), seed) for seed in range(SPLITS)]
    mean = Result(*np.mean([(r.attack, r.quality) for r in results], axis=0))
    print(f"{label:34}{mean.attack:>6.2f}{mean.quality:>14.2f}".replace(".", ","))
    return mean


if __name__ == "__main__":
    print(f"{'Área sob a curva ROC':34}ataque  fora do treino")
    loose = show("boosting padrão (100 árvores)", default)
    tight = show("boosting de 30 árvores, um corte", stumps)
    linear = show("regressão logística", logistic)
    assert loose.attack > 0.65, "o modelo padrão decora"
    assert max(tight.attack, linear.attack) < 0.6, "o regularizado quase não distingue"
    assert min(tight.quality, linear.quality) > loose.quality, "e prevê melhor"
