"""Seis causas para o mesmo sintoma, uma por vez, no mesmo contêiner: que coluna cada uma move."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from ensaio import (
    ITEMS,
    Call,
    Container,
    Make,
    Request,
    Trial,
    container,
    cpu_per_call,
    percentile,
)

SINGLES, CASES = 47, 47 + ITEMS + 3


# --8<-- [start:causas]
@dataclass(frozen=True)
class Cause:
    """O que muda em relação ao normal, que são dois itens do carrinho por vez."""

    name: str
    parallel: int = 2
    make: Make = Request


NORMAL = Cause("nada mudou")
COLD = Cause("réplica fria")
CAUSES = (
    NORMAL,
    Cause("rajada", ITEMS),
    Cause("rajada e repetição", ITEMS, lambda item: Request(item, timeout=0.3)),
    Cause("1 consulta em 40: 900 ms", make=lambda item: Request(item, lookup=tail(item))),
    Cause("todas as consultas: 60 ms", make=lambda item: Request(item, lookup=0.06)),
    Cause("modelo 4x mais caro", make=lambda item: Request(item, cpu=0.06)),
)
# --8<-- [end:causas]


def tail(item: int) -> float:
    """Uma consulta em cada quarenta é lenta."""
    return 0.9 if item % 40 == 7 else 0.015


async def observe(running: Container, cause: Cause) -> list[Call]:
    """Uma janela com a causa ligada."""
    trial = Trial(running)
    trial.plan_window(cause.parallel, SINGLES, cause.make)
    return await trial.run()


def line(cause: Cause, calls: Sequence[Call]) -> str:
    """Latências e CPU em milissegundos, por requisição atendida."""
    model = [call.model for call in calls]
    wait = percentile([call.started - call.sent for call in calls], 99)
    code = percentile([call.code for call in calls], 99)
    cpu = round(cpu_per_call(calls) * 1000)
    latency = f"{percentile(model, 50):5} {percentile(model, 99):5} {wait:7} {code:7}"
    return f"{cause.name:<25} {latency} {cpu:4} {len(calls) / CASES:9.1f}".replace(".", ",")


async def main() -> None:
    print(f"{'':<25}   p50   p99  espera  código  CPU  req/caso")
    async with container(LAZY_LOAD="1") as running:
        cold = await observe(running, COLD)  # a primeira requisição carrega o modelo
        for cause in CAUSES:
            print(line(cause, await observe(running, cause)))
    print(line(COLD, cold))


if __name__ == "__main__":
    asyncio.run(main())
