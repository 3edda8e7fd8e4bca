"""Quanto cada conserto muda: o fim da rajada, o teto de CPU e o que a autoescala faz com ele."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from math import ceil

ITEMS, LOOKUP, CPU = 30, 15, 15
# A plataforma reserva cerca de 1 dos 4 vCPUs da réplica.
VCPUS, FREE, TARGET = 4, 3, 60


# --8<-- [start:conta]
@dataclass(frozen=True)
class Setup:
    """Quantos itens uma réplica atende juntos, em quantos núcleos, e quantas réplicas há."""

    name: str
    slots: int
    cores: int
    replicas: int = 1

    def last_item(self) -> int:
        """Quando sai o último item da rajada: cada vaga consulta e depois disputa um núcleo."""
        free, core = [0] * self.slots, [0] * self.cores
        for _ in range(ceil(ITEMS / self.replicas)):
            looked = heapq.heappop(free) + LOOKUP
            done = max(looked, heapq.heappop(core)) + CPU
            heapq.heappush(free, done)
            heapq.heappush(core, done)
        return max(free)

    def ceiling(self) -> float:
        """A CPU da máquina, em %, com todas as vagas ocupadas o tempo todo."""
        busy = min(self.cores, self.slots * CPU / (LOOKUP + CPU))
        return 100 * busy / VCPUS

    def asked(self) -> int:
        """O que a fórmula de autoescala pede com essa CPU, lida como fração da máquina."""
        return ceil(self.replicas * self.ceiling() / TARGET)


# --8<-- [end:conta]

SETUPS = (
    Setup("hoje: 1 worker", slots=1, cores=1),
    Setup("1 worker, threads", slots=ITEMS, cores=1),
    Setup("4 workers", slots=4, cores=FREE),
    Setup("4 workers, threads", slots=ITEMS, cores=FREE),
    Setup("4 réplicas, 1 worker", slots=1, cores=1, replicas=4),
)


def main() -> None:
    print(f"{'':<22} último item  CPU no teto  autoescala")
    for setup in SETUPS:
        change = f"{setup.replicas} → {setup.asked()}"
        top = f"{setup.ceiling():.1f}%".replace(".", ",")
        print(f"{setup.name:<22} {setup.last_item():8} ms {top:>12} {change:>11}")


if __name__ == "__main__":
    main()
