"""A fórmula de autoescala aplicada à carga do cenário, com uma e com duas metas."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from fila import SERVICE, p99

VCPUS, WORKERS = 4, 3
CORE = Fraction(SERVICE).limit_denominator(1000)  # segundos de núcleo por requisição
CEILING = Fraction(100 * WORKERS, VCPUS)  # três workers nunca passam de 75% de quatro vCPUs
MINIMUM, MAXIMUM = 2, 10  # os limites de hoje
LOADS = {70: 8, 165: 12, 240: 4}  # requisições por segundo e horas por dia


# --8<-- [start:formula]
@dataclass(frozen=True)
class Metric:
    """O que se mediu em cada réplica, em média, e a meta, na mesma unidade."""

    measured: Fraction
    target: int

    def proposal(self, current: int) -> int:
        """Ceil(réplicas x medido / meta)."""
        return math.ceil(current * self.measured / self.target)


def decide(current: int, metrics: Iterable[Metric], recent: Iterable[int] = ()) -> int:
    """A maior proposta, de qualquer métrica e dos últimos 5 minutos, dentro dos limites."""
    proposals = [*recent, *(metric.proposal(current) for metric in metrics)]
    return min(MAXIMUM, max(MINIMUM, *proposals))


# --8<-- [end:formula]


# --8<-- [start:cenario]
def machine_cpu(rate: int, replicas: int) -> Fraction:
    """Uso da máquina em %, pela lei de Little: chegadas x segundos de núcleo."""
    return min(CEILING, 100 * Fraction(rate, replicas) * CORE / VCPUS)


def settle(rate: int, target: int, current: int) -> list[int]:
    """As réplicas prontas a cada degrau, até a fórmula parar de pedir mais."""
    steps = [current]
    while (wanted := decide(steps[-1], [Metric(machine_cpu(rate, steps[-1]), target)])) > steps[-1]:
        steps.append(wanted)
    return steps


# --8<-- [end:cenario]


def show_now() -> None:
    chart, per_minute = Fraction(275), Fraction(3300)
    print("agora: 3 réplicas, CPU em 275% no gráfico, 3300 requisições/min por réplica,", end="")
    print(f" p99 de {p99(WORKERS, 55) * 1000:.0f} ms")
    for name, metric in {
        "CPU ÷ 4 vCPUs, meta 60": Metric(chart / 4, 60),
        "CPU ÷ 3, se a reserva não conta": Metric(chart / 3, 60),
        "CPU sem dividir, meta 60": Metric(chart, 60),
        "requisições/min, meta 2400": Metric(per_minute, 2400),
    }.items():
        ask, apply = metric.proposal(3), decide(3, [metric])
        print(f"  {name:<32} {float(metric.measured):>7.2f}  propõe {ask:>2}  aplica {apply:>2}")
    both = decide(3, [Metric(chart / 4, 60), Metric(per_minute, 2400)])
    assert both == 5
    print(f"  as duas metas: {both}")


def show_loads() -> None:
    print("\nonde a meta de CPU para, e o p99 ali")
    print("req/s  meta 60%           meta 50%")
    for rate in LOADS:
        cells = []
        for target in (60, 50):
            replicas = settle(rate, target, MINIMUM)[-1]
            tail = p99(WORKERS, rate / replicas) * 1000
            cells.append(f"{replicas} réplicas, {tail:.0f} ms")
        print(f"{rate:>5}  {cells[0]:<18} {cells[1]}")
    # 50% de 4 vCPUs e 2400 por minuto são a mesma meta: 40 requisições por segundo.
    assert Fraction(2400, 60) == 50 * VCPUS / (100 * CORE)


def show_steps() -> None:
    by_cpu = settle(240, 60, 3)
    at_once = decide(3, [Metric(Fraction(60 * 240, 3), 2400)])
    assert by_cpu[-1] < at_once
    # Com a CPU saturada, um degrau não passa de 75/60 da frota.
    assert all(b <= math.ceil(a * CEILING / 60) for a, b in pairwise(by_cpu))
    print("\nde 165 a 240 req/s de repente, com 3 réplicas")
    print(f"  CPU 60%, teto de 75%: {' → '.join(map(str, by_cpu))}")
    print(f"  2400 requisições/min: 3 → {at_once}")


def show_gpu() -> None:
    cpu, duty_cycle = Metric(Fraction(18), 60), Metric(Fraction(95), 60)
    print("\n4 réplicas com GPU em 95% e CPU em 18%")
    print(f"  só cpu-usage=60:           {decide(4, [cpu])}")
    print(f"  as duas, em 60 (o padrão): {decide(4, [cpu, duty_cycle])}")


def show_cost() -> None:
    fleets = {rate: max(3, settle(rate, 50, MINIMUM)[-1]) for rate in LOADS}
    scaled = sum(fleets[rate] * hours for rate, hours in LOADS.items())
    fixed = max(fleets.values()) * sum(LOADS.values())
    work = sum(rate * hours for rate, hours in LOADS.items()) * CORE
    print("\num dia, com mínimo 3 e meta de 50%")
    print(f"  réplica-horas: {scaled}, contra {fixed} com a frota do pico ligada sempre")
    print(f"  vCPU-horas pagas {scaled * VCPUS}, usadas {float(work):.0f}", end="")
    print(f" ({float(work / (scaled * VCPUS)):.0%})")


def main() -> None:
    """Confere os exemplos da documentação e responde ao cenário."""
    assert Metric(Fraction(100), 60).proposal(2) == 4
    assert Metric(Fraction(1), 60).proposal(10) == 1
    show_now()
    show_loads()
    show_steps()
    show_gpu()
    show_cost()


if __name__ == "__main__":
    main()
