"""Cinco maneiras de ler o p99 das mesmas 200 mil requisições; uma está certa."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Latency = NDArray[np.float64]
LIMIT = 200.0


@dataclass(frozen=True)
class Series:
    """Uma série de prediction_latencies: versão e latency_type."""

    version: str
    latency_type: str
    values: Latency


def simulate(rng: np.random.Generator, version: str, size: int, slow: float) -> list[Series]:
    """Cada requisição aparece em três séries; `slow` é a fração que espera 250 ms a mais."""
    model = rng.lognormal(np.log(40), 0.3, size) + 250 * (rng.random(size) < slow)
    overhead = rng.lognormal(np.log(10), 0.6, size)
    kinds = {"model": model, "overhead": overhead, "total": model + overhead}
    return [Series(version, kind, values) for kind, values in kinds.items()]


def merged(series: list[Series], kind: str = "") -> Latency:
    return np.concatenate([s.values for s in series if kind in ("", s.latency_type)])


def p99(values: Latency) -> float:
    return float(np.percentile(values, 99))


# --8<-- [start:leituras]
def readings(series: list[Series]) -> dict[str, float]:
    each = [p99(s.values) for s in series if s.latency_type == "total"]
    return {
        "total, séries somadas antes (certo)": p99(merged(series, "total")),
        "média do p99 das duas versões": float(np.mean(each)),
        "sem filtrar latency_type": p99(merged(series)),
        "p99 de model + p99 de overhead": p99(merged(series, "model"))
        + p99(merged(series, "overhead")),
        "média do total": float(merged(series, "total").mean()),
    }


# --8<-- [end:leituras]


def slow_share(values: Latency) -> float:
    return float((values > LIMIT).mean())


def histogram_p99(values: Latency, edges: Latency) -> float:
    """O p99 que sai das faixas, com interpolação linear dentro da faixa."""
    counts, _ = np.histogram(values, edges)
    total = np.concatenate(([0], np.cumsum(counts)))
    return float(np.interp(0.99 * total[-1], total, edges))


def line(name: str, value: str) -> None:
    print(f"{name:35} {value:>8}".replace(".", ","))


def show(series: list[Series]) -> None:
    found = readings(series)
    for name, value in found.items():
        line(name, f"{value:.0f} ms")
    total = merged(series, "total")
    canary = merged([s for s in series if s.version == "2002"], "total")
    line("p99 só da versão 2002", f"{p99(canary):.0f} ms")
    line("total em faixas que dobram", f"{histogram_p99(total, 2.0 ** np.arange(12)):.0f} ms")
    line("acima de 200 ms, no total", f"{slow_share(total):.2%}")
    line("acima de 200 ms, na versão 2002", f"{slow_share(canary):.2%}")
    right = found["total, séries somadas antes (certo)"]
    assert right < found["média do p99 das duas versões"] / 1.5, "média de percentis exagera"
    assert found["sem filtrar latency_type"] < right, "as três séries juntas escondem a cauda"
    assert slow_share(total) < 0.01 < slow_share(canary) / 10, "o total cumpre o SLO, a 2002 não"


if __name__ == "__main__":
    generator = np.random.default_rng(99)
    traffic = simulate(generator, "1001", 190_000, 0.0) + simulate(generator, "2002", 10_000, 0.15)
    show(traffic)
