"""O SLI de latência quando 800 ms cai no meio de uma faixa do histograma."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LIMIT = 800.0
DOUBLING = 2.0 ** np.arange(14)
CHOSEN = np.array([0, 100, 200, 400, 600, 800, 1_200, 2_400, 10_000], dtype=float)

Values = NDArray[np.float64]


def traffic(slow_at: float, share: float = 0.04, size: int = 100_000) -> Values:
    """Quase tudo perto de 120 ms; uma parte espera a consulta lenta."""
    rng = np.random.default_rng(800)
    values = rng.lognormal(np.log(120), 0.35, size)
    slow = rng.random(size) < share
    values[slow] = rng.normal(slow_at, 20, int(slow.sum()))
    return values


# --8<-- [start:faixas]
def bounds(values: Values, edges: Values) -> tuple[float, float, float]:
    """O mínimo, o máximo e a interpolação linear da fração até 800 ms."""
    counts, _ = np.histogram(values, edges)
    below = np.concatenate(([0], np.cumsum(counts))) / counts.sum()
    low = below[edges <= LIMIT][-1]
    high = below[edges >= LIMIT][0]
    return float(low), float(high), float(np.interp(LIMIT, edges, below))


# --8<-- [end:faixas]


def percent(value: float) -> str:
    return f"{value:7.2%}".replace(".", ",")


def show(name: str, values: Values) -> None:
    true = float((values <= LIMIT).mean())
    low, high, guess = bounds(values, DOUBLING)
    exact = bounds(values, CHOSEN)[2]
    cells = (true, guess, low, high, exact)
    print(f"{name:20}  " + "  ".join(percent(cell) for cell in cells))
    assert low <= true <= high
    assert abs(exact - true) < 1e-4, "com borda em 800, a fração é exata"


if __name__ == "__main__":
    fine, broken = traffic(620), traffic(920)
    print("4% das respostas em    medida  interpo.   mínimo   máximo  borda 800")
    show("620 ms", fine)
    show("920 ms", broken)
    assert bounds(fine, DOUBLING) == bounds(broken, DOUBLING), "as faixas não veem a piora"
