"""As medidas de drift e o quanto a mesma mudança vale em cada uma."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2, norm

Values = NDArray[np.float64]
Codes = NDArray[np.int64]


# --8<-- [start:tfdv]
@dataclass(frozen=True)
class Histogram:
    edges: Values
    counts: Values


def equal_width(values: Values) -> Histogram:
    """Dez faixas iguais, do mínimo ao máximo desta amostra."""
    counts, edges = np.histogram(values, bins=10)
    return Histogram(edges, counts.astype(float))


def shares(histogram: Histogram, edges: Values) -> Values:
    """Reparte as contagens em novas bordas, como se cada faixa fosse uniforme por dentro."""
    cumulative = np.append(0.0, np.cumsum(histogram.counts))
    return np.diff(np.interp(edges, histogram.edges, cumulative)) / cumulative[-1]


def js_divergence(a: Histogram, b: Histogram) -> float:
    edges = np.union1d(a.edges, b.edges)
    return float(jensenshannon(shares(a, edges), shares(b, edges), base=2) ** 2)


# --8<-- [end:tfdv]


def frequencies(train: Codes, week: Codes) -> tuple[Values, Values]:
    """Fração de cada código, nos dois lados e na mesma ordem."""
    size = int(max(train.max(), week.max())) + 1
    p, q = np.bincount(train, minlength=size), np.bincount(week, minlength=size)
    return p / p.sum(), q / q.sum()


def decile_shares(train: Values, week: Values) -> tuple[Values, Values]:
    edges = np.quantile(train, np.linspace(0.1, 0.9, 9))
    p, q = (np.bincount(np.searchsorted(edges, side), minlength=10) for side in (train, week))
    return p / p.sum(), q / q.sum()


def normal_js(shift: float) -> float:
    """Divergência, base 2, entre duas normais separadas por `shift` desvios-padrão."""

    def integrand(x: float) -> float:
        p, q = norm.pdf(x), norm.pdf(x - shift)
        return 0.5 * (p * np.log2(2 * p / (p + q)) + q * np.log2(2 * q / (p + q)))

    return quad(integrand, -8, 8 + shift)[0]


def shift_of(divergence: float) -> float:
    return brentq(lambda shift: normal_js(shift) - divergence, 1e-3, 5)


def show_same_pair() -> None:
    """O par de histogramas do teste DifferentBucketBoundaries, do TFDV."""
    a = Histogram(np.array([1.0, 2, 3]), np.array([2.0, 2]))
    b = Histogram(np.array([2.0, 4, 6]), np.array([2.0, 2]))
    edges = np.union1d(a.edges, b.edges)
    p, q = shares(a, edges), shares(b, edges)
    readings = {
        "TFDV: divergência, base 2": js_divergence(a, b),
        "SciPy: distância, base e": float(jensenshannon(p, q)),
        "NannyML: distância, base 2": float(jensenshannon(p, q, base=2)),
    }
    for name, value in readings.items():
        print(f"{name:27} {value:.3f}".replace(".", ","))
    assert abs(readings["TFDV: divergência, base 2"] - 0.65563906222) < 1e-11
    assert (p[-1], q[0]) == (0, 0), "o PSI divide por zero nestas faixas"


def show_equivalences() -> None:
    print("\nlimiar           dp  JS TFDV    SciPy  NannyML      PSI        D")
    limits = {
        "SciPy 0,1": shift_of(0.1**2 / np.log(2)),
        "PSI 0,1": 0.1**0.5,
        "PSI 0,25": 0.25**0.5,
        "JS TFDV 0,1": shift_of(0.1),
        "JS TFDV 0,3": shift_of(0.3),
    }
    for name, shift in limits.items():
        js = normal_js(shift)
        scales = (js, (js * np.log(2)) ** 0.5, js**0.5, shift**2, 2 * norm.cdf(shift / 2) - 1)
        cells = " ".join(f"{value:8.3f}" for value in scales)
        print(f"{name:11}  {shift:6.2f} {cells}".replace(".", ","))
    assert 1.4 < shift_of(0.3) < 1.5, "0,3 de divergência pede quase um desvio-padrão e meio"


# --8<-- [start:ruido]
def rows_needed(bins: int, limit: float) -> int:
    """Linhas por lado para o PSI sem mudança passar do limite em 1% das vezes."""
    return math.ceil(2 * chi2.ppf(0.99, bins - 1) / limit)


def psi(a: Codes, b: Codes) -> Values:
    """PSI de cada linha de contagens; meia observação a mais evita o logaritmo de zero."""
    p, q = ((side + 0.5) / (side + 0.5).sum(axis=1, keepdims=True) for side in (a, b))
    return np.sum((q - p) * np.log(q / p), axis=1)


# --8<-- [end:ruido]


def show_noise() -> None:
    rng = np.random.default_rng(3)
    print("\nlinhas por lado para o ruído do PSI caber em   0,1    0,25")
    for bins in (10, 50, 1_000):
        needed = [rows_needed(bins, limit) for limit in (0.1, 0.25)]
        print(f"{bins:26,} faixas         {needed[0]:9,} {needed[1]:7,}".replace(",", "."))
        for rows, limit in zip(needed, (0.1, 0.25), strict=True):
            same = rng.multinomial(rows, np.full(bins, 1 / bins), size=(2, 1_000))
            assert abs(np.quantile(psi(*same), 0.99) / limit - 1) < 0.1, (
                "a fórmula acerta o sorteio"
            )


if __name__ == "__main__":
    show_same_pair()
    show_equivalences()
    show_noise()
