"""Simula a autoescala documentada do endpoint num pico de tráfego de quinze minutos."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from fractions import Fraction

CYCLE, WINDOW = 15, 300  # segundos; os dois números são da documentação
HOUR, MONTH = 3600, 730  # segundos; horas
# Deste serviço, num teste de carga: requisições por segundo que uma réplica aguenta no SLO.
CAPACITY = 20
# Suposição: da decisão à réplica pronta (VM, imagem, modelo). Meça a sua.
START_UP = 180
BASE, PEAK, SPIKE_START, SPIKE_END = 30, 160, 600, 1500
PLANNED = 12  # 60% da capacidade: a folga que o alvo de CPU também deixa
ENOUGH = -(-PEAK // PLANNED)  # 14 réplicas
MAX_REPLICAS = 16


# --8<-- [start:formula]
def desired(current: int, measured: Fraction, target: Fraction) -> int:
    """Ceil(atual x medido / alvo), em frações: ponto flutuante erra o teto."""
    return math.ceil(current * measured / target)


def cpu(demand: int, ready: int) -> Fraction:
    """Uso de CPU, em %, se a capacidade ocupa todos os núcleos; satura em 100."""
    return min(Fraction(100), Fraction(100 * demand, ready * CAPACITY))


def requests(demand: int, ready: int) -> Fraction:
    """Requisições por minuto por réplica, contadas na chegada: não satura."""
    return Fraction(60 * demand, ready)


# --8<-- [end:formula]


# --8<-- [start:policies]
@dataclass(frozen=True)
class Policy:
    """Como o endpoint foi implantado; `raised` é um mínimo maior, em hora marcada."""

    name: str
    minimum: int
    by_requests: bool = False
    raised: int = 0

    def proposal(self, demand: int, ready: int) -> int:
        """O alvo de um ciclo, antes da janela e dos limites."""
        if self.by_requests:
            return desired(ready, requests(demand, ready), Fraction(60 * PLANNED))
        return desired(ready, cpu(demand, ready), Fraction(60))

    def floor(self, second: int) -> int:
        """O mínimo neste segundo: o reforço entra antes do pico e sai no fim dele."""
        early = SPIKE_START - 2 * START_UP
        return self.raised if self.raised and early <= second < SPIKE_END else self.minimum


SCHEDULED = Policy("CPU 60%, 3 e 14 agendado", 3, raised=ENOUGH)
POLICIES = [
    Policy("CPU 60%, mínimo 3", 3),
    Policy("CPU 60%, mínimo 6", 6),
    Policy("720 req/min, mínimo 3", 3, by_requests=True),
    SCHEDULED,
    Policy("CPU 60%, mínimo 14", ENOUGH),
]
# --8<-- [end:policies]


# --8<-- [start:simulate]
@dataclass
class Outcome:
    """O que aconteceu em uma hora."""

    excess: int = 0
    paid_seconds: int = 0
    changes: list[tuple[int, int]] = field(default_factory=list)


def simulate(policy: Policy) -> Outcome:
    """Uma hora, segundo a segundo; paga-se a réplica desde o pedido, não desde que está pronta."""
    proposals: deque[int] = deque(maxlen=WINDOW // CYCLE)
    # A autoescala já rodava antes da hora simulada, com o tráfego de base.
    replicas = steady(policy)
    starts: list[int] = [-START_UP] * replicas
    outcome = Outcome()
    for second in range(HOUR):
        demand = PEAK if SPIKE_START <= second < SPIKE_END else BASE
        ready = sum(second >= start + START_UP for start in starts)
        if second % CYCLE == 0:
            proposals.append(policy.proposal(demand, ready))
            # O maior alvo da janela, e não a média: sobe já, desce cinco minutos depois.
            wanted = min(MAX_REPLICAS, max(policy.floor(second), *proposals))
            if wanted != len(starts):
                outcome.changes.append((second, wanted))
            starts = starts[:wanted] + [second] * (wanted - len(starts))
        outcome.excess += max(0, demand - ready * CAPACITY)
        outcome.paid_seconds += len(starts)
    return outcome


# --8<-- [end:simulate]


def steady(policy: Policy) -> int:
    """Réplicas em que a política para com o tráfego de base."""
    replicas = max(policy.minimum, math.ceil(Fraction(BASE, CAPACITY)))
    while policy.proposal(BASE, replicas) > replicas:
        replicas = policy.proposal(BASE, replicas)
    return replicas


def minutes(second: int) -> str:
    """Tempo desde o começo do pico, como se lê num gráfico."""
    offset = second - SPIKE_START
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60}:{abs(offset) % 60:02d}"


def report(policy: Policy) -> Outcome:
    """Simula e imprime uma linha de resumo e uma de eventos."""
    outcome = simulate(policy)
    share = Fraction(outcome.excess, PEAK * (SPIKE_END - SPIKE_START))
    hours = Fraction(outcome.paid_seconds, HOUR)
    print(f"{policy.name:<24} {outcome.excess:>6} {float(share):>7.1%} {float(hours):>9.2f}")
    print(f"    {' '.join(f'{minutes(at)}→{count}' for at, count in outcome.changes) or 'fixo'}")
    return outcome


def main() -> None:
    """Confere os exemplos da documentação e compara as políticas."""
    assert desired(2, Fraction(100), Fraction(60)) == 4
    assert desired(10, Fraction(1), Fraction(60)) == 1
    print(f"{'política':<24} {'além':>6} {'do pico':>7} {'réplica-h':>9}")
    outcomes = {policy: report(policy) for policy in POLICIES}
    assert outcomes[SCHEDULED].excess == 0

    extra = Fraction(outcomes[SCHEDULED].paid_seconds, HOUR) - SCHEDULED.minimum
    always, daily = ENOUGH * MONTH, SCHEDULED.minimum * MONTH + 30 * extra
    print("\nréplica-horas num mês de 730 h, com um pico por dia")
    print(f"  mínimo 14 sempre       {always:>6}")
    print(f"  mínimo 3, 14 agendado  {float(daily):>6.0f}  {float(daily / always):.0%}")


if __name__ == "__main__":
    main()
