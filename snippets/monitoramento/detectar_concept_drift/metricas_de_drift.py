"""PSI, KS e Jensen-Shannon em dados reais: o que cada limiar enxerga."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import jensenshannon
from scipy.stats import ks_2samp
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

Values = NDArray[np.float64]
PAIRS = 99


# --8<-- [start:metricas]
@dataclass(frozen=True)
class Drift:
    psi: float
    js: float
    ks_d: float
    ks_p: float


def shares(edges: Values, values: Values) -> Values:
    """Fração por faixa; a meia observação a mais evita o logaritmo de zero."""
    counts = np.bincount(np.searchsorted(edges, values), minlength=len(edges) + 1) + 0.5
    return counts / counts.sum()


def measure(reference: Values, current: Values) -> Drift:
    # As faixas são os decis da referência: não se mexem quando a produção se mexe.
    edges = np.quantile(reference, np.linspace(0.1, 0.9, 9))
    p, q = shares(edges, reference), shares(edges, current)
    ks = ks_2samp(reference, current, method="asymp")
    return Drift(
        psi=float(np.sum((q - p) * np.log(q / p))),
        # O SciPy devolve a distância; ao quadrado ela é a divergência, de 0 a 1 em base 2.
        js=float(jensenshannon(p, q, base=2) ** 2),
        ks_d=float(ks.statistic),
        ks_p=float(ks.pvalue),
    )


# --8<-- [end:metricas]


def compare_samples(feature: Values, size: int, factor: float) -> list[Drift]:
    """Pares de amostras da mesma coluna; `factor` multiplica a segunda de cada par."""
    rng = np.random.default_rng(7)
    return [
        measure(rng.choice(feature, size), factor * rng.choice(feature, size)) for _ in range(PAIRS)
    ]


def show_sample_size(feature: Values) -> None:
    print("mudança    linhas  PSI med.  PSI>0,1  JS med.  D med.  p<0,05")
    for factor, size in ((1.0, 200), (1.0, 20_000), (1.01, 200), (1.01, 20_000)):
        pairs = compare_samples(feature, size, factor)
        psi, js, ks_d = np.median([(w.psi, w.js, w.ks_d) for w in pairs], axis=0)
        by_psi, by_p = sum(w.psi > 0.1 for w in pairs), sum(w.ks_p < 0.05 for w in pairs)
        change = "nenhuma" if factor == 1.0 else "1% a mais"
        line = f"{change:9}  {size:>6}  {psi:8.3f}  {by_psi:>7}  {js:7.3f}  {ks_d:6.3f}  {by_p:>6}"
        print(line.replace(".", ","))
        if (factor, size) == (1.0, 200):
            assert by_psi > PAIRS / 4, "com 200 linhas, o PSI dispara sem nada ter mudado"
        if (factor, size) == (1.01, 20_000):
            assert (by_psi, by_p) == (0, PAIRS), "com 20 mil, só o p acusa 1%, e acusa sempre"


def show_relevance() -> None:
    data = load_breast_cancer()
    train, test = data.data[::2], data.data[1::2]
    sick = data.target == 0
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(train, sick[::2])
    found = int(model.predict(test)[sick[1::2]].sum())
    weights = np.abs(model[-1].coef_[0])
    print(f"\ncoluna deslocada      peso   PSI    JS  doentes achados (eram {found})")
    for column, loses in ((int(weights.argmin()), False), (int(weights.argmax()), True)):
        moved = test.copy()
        moved[:, column] -= train[:, column].std()
        drift = measure(train[:, column], moved[:, column])
        still = int(model.predict(moved)[sick[1::2]].sum())
        numbers = f"{weights[column]:4.2f}  {drift.psi:4.2f}  {drift.js:4.2f}".replace(".", ",")
        print(f"{data.feature_names[column]:20}  {numbers}  {still:>15}")
        assert (still < found) == loses, "perde qualidade só quem mexe em coluna que pesa"
        assert drift.psi > 0.25, "pela convenção do PSI, as duas disparam"
        assert drift.js < 0.3, "pelo limiar 0,3, nenhuma das duas"


if __name__ == "__main__":
    show_sample_size(load_breast_cancer().data[:, 1])
    show_relevance()
