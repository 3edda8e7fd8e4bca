"""Rajadas de um minuto contra uma janela de cinco: quem paga e quem é atendido."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction

from replicas import Metric

CYCLE, WINDOW = 15, 300  # segundos; os dois números são da documentação
START_UP = 180  # suposição: da decisão à réplica pronta (VM, imagem, modelo)
BASE, BURST, LASTS = 70, 240, 60  # requisições por segundo; segundos de rajada
TARGET, MINIMUM = 2400, 3
ENOUGH = Metric(Fraction(60 * BURST), TARGET).proposal(1)  # réplicas que a rajada pede


@dataclass(frozen=True)
class Day:
    """Como a frota passou um dia de rajadas iguais."""

    paid_hours: Fraction
    served: Fraction  # fração dos segundos de rajada com réplicas prontas que bastam


# --8<-- [start:dia]
def simulate(period: int) -> Day:
    """Um dia com uma rajada a cada `period` segundos, contado depois da primeira hora."""
    recent: deque[int] = deque(maxlen=WINDOW // CYCLE)
    asked_at = [-START_UP] * MINIMUM  # quando cada réplica foi pedida
    paid = bursts = served = 0
    for second in range(25 * 3600):
        demand = BURST if second % period < LASTS else BASE
        ready = sum(second >= asked + START_UP for asked in asked_at)
        if second % CYCLE == 0:
            recent.append(Metric(Fraction(60 * demand, ready), TARGET).proposal(ready))
            # O maior alvo da janela: sobe já, desce cinco minutos depois.
            wanted = max(MINIMUM, *recent)
            asked_at = asked_at[:wanted] + [second] * (wanted - len(asked_at))
        if second >= 3600:
            paid += len(asked_at)
            bursts += demand == BURST
            served += demand == BURST and ready >= ENOUGH
    return Day(Fraction(paid, 24 * 3600), Fraction(served, bursts))


# --8<-- [end:dia]


def flat(period: int) -> int:
    """Réplicas que bastam se a mesma carga chega espalhada por todo o período."""
    average = Fraction(BASE * (period - LASTS) + BURST * LASTS, period)
    return max(MINIMUM, Metric(60 * average, TARGET).proposal(1))


def main() -> None:
    """Compara os intervalos entre rajadas, dos mais curtos aos mais longos."""
    print(f"a rajada pede {ENOUGH} réplicas; o mínimo é {MINIMUM}")
    print("a cada   réplicas pagas  rajada com réplicas que bastam  se a carga fosse espalhada")
    days = {minutes: simulate(minutes * 60) for minutes in (3, 5, 6, 10, 30)}
    for minutes, day in days.items():
        print(
            f"{minutes:>3} min {float(day.paid_hours):>16.3f} {float(day.served):>31.0%}"
            f" {flat(minutes * 60):>27}"
        )
    assert days[5].served == 1
    assert days[6].served == days[10].served == 0
    assert days[6].paid_hours > Fraction(97, 100) * days[5].paid_hours


if __name__ == "__main__":
    main()
