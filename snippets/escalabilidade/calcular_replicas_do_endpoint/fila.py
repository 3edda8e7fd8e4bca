"""O p99 de uma réplica em função da carga: Erlang C e uma simulação que a confere."""

from __future__ import annotations

import math
from heapq import heapreplace
from random import Random

SERVICE = 0.05  # segundos de um núcleo por requisição, em média
LIMIT = 0.3  # o SLO: p99 em segundos
REQUESTS, SEED = 400_000, 1
# A plataforma reserva perto de 1 vCPU por réplica: sobra um worker por vCPU restante.
MACHINES = {"n2-standard-2": 2, "n2-standard-4": 4, "n2-standard-8": 8, "n2-standard-16": 16}


# --8<-- [start:erlang]
def erlang_c(workers: int, busy: float) -> float:
    """Chance de chegar e encontrar todos os workers ocupados; `busy` é carga x serviço."""
    blocked = 1.0
    for k in range(1, workers + 1):
        blocked = busy * blocked / (k + busy * blocked)
    return blocked / (1 - busy / workers * (1 - blocked))


def slower_than(seconds: float, workers: int, rate: float) -> float:
    """Fração de requisições que passa de `seconds`, somando espera e serviço."""
    served, drained = 1 / SERVICE, workers / SERVICE - rate
    alone, queued = math.exp(-served * seconds), math.exp(-drained * seconds)
    gap = drained - served
    extra = (alone - queued) / gap if abs(gap) > 1e-6 else seconds * alone
    return alone + erlang_c(workers, rate * SERVICE) * served * extra


def p99(workers: int, rate: float) -> float:
    """O tempo que só 1% das requisições ultrapassa."""
    low, high = 0.0, 100.0
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (middle, high) if slower_than(middle, workers, rate) > 0.01 else (low, middle)
    return high


# --8<-- [end:erlang]


# --8<-- [start:simulacao]
def load_test(workers: int, rate: float) -> tuple[float, float]:
    """Núcleos ocupados e p99 com chegadas e serviços sorteados, em ordem de chegada."""
    draw = Random(SEED)
    free_at, now, busy, took = [0.0] * workers, 0.0, 0.0, []
    for _ in range(REQUESTS):
        now -= math.log(1 - draw.random()) / rate
        service = -math.log(1 - draw.random()) * SERVICE
        end = max(now, free_at[0]) + service
        heapreplace(free_at, end)
        busy += service
        took.append(end - now)
    return busy / now, sorted(took)[int(0.99 * REQUESTS)]


# --8<-- [end:simulacao]


def capacity(workers: int) -> float:
    """A maior carga, em requisições por segundo, com o p99 dentro do SLO."""
    low, high = 0.0, workers / SERVICE
    while high - low > 1e-4:
        middle = (low + high) / 2
        low, high = (middle, high) if p99(workers, middle) <= LIMIT else (low, middle)
    return low


def show_load_test() -> None:
    print("n2-standard-4, 3 workers, 50 ms de CPU por requisição")
    print("req/s  gráfico  ÷ 4 vCPUs  ÷ 3 workers  p99 simulado  Erlang C")
    for rate in (24, 36, 40, 44, 48, 52):
        cores, measured = load_test(3, rate)
        expected = p99(3, rate)
        # A lei de Little: núcleos ocupados = chegadas por segundo x segundos em serviço.
        assert math.isclose(cores, rate * SERVICE, rel_tol=0.01)
        assert math.isclose(measured, expected, rel_tol=0.03)
        print(
            f"{rate:>5} {cores:>8.0%} {cores / 4:>10.0%} {cores / 3:>12.0%}"
            f" {measured * 1000:>10.0f} ms {expected * 1000:>6.0f} ms"
        )


def show_machines() -> None:
    print("\no maior uso com p99 de até 300 ms, por máquina")
    print("máquina         workers  req/s  por vCPU  meta de CPU  p99 com a meta em 60%")
    for name, vcpus in MACHINES.items():
        workers = vcpus - 1
        rate = capacity(workers)
        default = 0.6 * vcpus / SERVICE
        # Com um worker, 60% de 2 vCPUs é mais do que ele consegue usar: a fila não tem fim.
        tail = (
            f"{p99(workers, default) * 1000:.0f} ms" if default < workers / SERVICE else "sem fim"
        )
        print(
            f"{name:<15} {workers:>7} {rate:>6.1f} {rate / vcpus:>9.1f}"
            f" {rate * SERVICE / vcpus:>12.0%} {tail:>22}"
        )


if __name__ == "__main__":
    show_load_test()
    show_machines()
