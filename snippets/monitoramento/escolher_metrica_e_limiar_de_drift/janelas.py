"""O limiar tirado de linhas embaralhadas e o tirado de janelas na ordem em que vieram."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_digits

WINDOW, WINDOWS, SHUFFLES = 138, 13, 200
COLUMNS, WEEKS = 20, 52

Values = NDArray[np.float64]

IMAGES = load_digits().data
PIXELS = [pixel for pixel in range(64) if np.unique(IMAGES[:, pixel]).size >= 5]


# --8<-- [start:historico]
def ks_distances(images: Values) -> Values:
    """D do KS de cada pixel: a primeira janela contra cada uma das doze seguintes."""
    windows = images[: WINDOW * WINDOWS, PIXELS].reshape(WINDOWS, WINDOW, -1)
    # O pixel vai de 0 a 16: a distribuição acumulada só dá degrau nesses valores.
    cumulative = np.stack([(windows <= level).mean(axis=1) for level in range(17)])
    return np.abs(cumulative[:, 1:] - cumulative[:, :1]).max(axis=0)


def shuffled_limit(rng: np.random.Generator) -> Values:
    """Quantil 98% por pixel, com as imagens fora de ordem."""
    shuffled = [ks_distances(rng.permutation(IMAGES)) for _ in range(SHUFFLES)]
    return np.quantile(np.concatenate(shuffled), 0.98, axis=0)


def exceeded_after(history: int, real: Values) -> float:
    """Fração das janelas seguintes acima da maior distância das `history` primeiras."""
    return float((real[history:] > real[:history].max(axis=0)).mean())


# --8<-- [end:historico]


def show_limits(real: Values) -> None:
    print(f"limiar, em {len(PIXELS)} pixels         promete  acontece")
    shuffled = float((real > shuffled_limit(np.random.default_rng(0))).mean())
    print(f"98% das imagens embaralhadas  {0.02:7.0%}  {shuffled:8.0%}")
    for history in (2, 4, 6, 8, 10):
        promised, kept = 1 / (history + 1), exceeded_after(history, real)
        print(f"maior de {history:2} janelas passadas  {promised:7.0%}  {kept:8.0%}")
        assert abs(kept - promised) < 0.06, "a promessa das janelas passadas se cumpre"
    assert shuffled > 0.2, "a das embaralhadas falha por mais de dez vezes"


def show_budget() -> None:
    print(f"\nhistórico    por coluna e semana  em {COLUMNS} colunas, por ano")
    for history in (26, 52, 104):
        rate = 1 / (history + 1)
        line = f"{history:3} semanas  {rate:19.1%}  {rate * COLUMNS * WEEKS:22.0f}"
        print(line.replace(".", ","))
    needed = math.ceil(COLUMNS * WEEKS / 12 - 1)
    fit = math.floor(12 * (WEEKS + 1) / WEEKS)
    print(f"um por mês: {needed} semanas de histórico, ou só {fit} colunas com {WEEKS}")
    # As duas semanas novas são as duas maiores entre as WEEKS + 2.
    twice = COLUMNS * WEEKS / math.comb(WEEKS + 2, 2)
    print(f"alertar na segunda seguida, com {WEEKS}: {twice:.1f} por ano".replace(".", ","))


if __name__ == "__main__":
    show_limits(ks_distances(IMAGES))
    show_budget()
