"""A cópia para a sombra não pode custar nada a quem espera a resposta."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import httpx
from fastapi import FastAPI, HTTPException

Send = Callable[[str], Awaitable[httpx.Response]]
CUSTOMERS, LIMIT, DEADLINE = 40, 10, 2.0


# --8<-- [start:espelho]
class Mirror:
    """Copia pedidos para a sombra: não espera, não repete, não passa de `limit` em voo."""

    def __init__(self, send: Send, limit: int, timeout: float) -> None:
        self._send, self._limit, self._timeout = send, limit, timeout
        # Sem esta referência, o asyncio pode recolher a tarefa no meio.
        self._flying: set[asyncio.Task[None]] = set()
        self.counts: Counter[str] = Counter()

    def copy(self, order: str) -> None:
        if len(self._flying) >= self._limit:
            self.counts["descartadas"] += 1
            return
        task = asyncio.create_task(self._deliver(order))
        self._flying.add(task)
        task.add_done_callback(self._flying.discard)

    async def _deliver(self, order: str) -> None:
        try:
            answer = await asyncio.wait_for(self._send(order), self._timeout)
            self.counts["gravadas" if answer.is_success else "com erro"] += 1
        except (TimeoutError, asyncio.TimeoutError, httpx.HTTPError):
            self.counts["sem resposta"] += 1

    async def drain(self) -> None:
        await asyncio.gather(*self._flying)


# --8<-- [end:espelho]


def serving(behaviour: str) -> FastAPI:
    app = FastAPI()

    @app.post("/predict/{order}")
    async def predict(order: str) -> dict[str, str]:
        if behaviour == "quebrada":
            raise HTTPException(500)
        if behaviour == "travada":
            await asyncio.Event().wait()
        await asyncio.sleep(0)
        return {"pedido": order, "prazo": "3 dias"}

    return app


def caller(app: FastAPI) -> Send:
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://modelo")
    return lambda order: client.post(f"/predict/{order}")


async def waits_for_both(current: Send, shadow: Send, order: str) -> bool:
    """A cópia ingênua: responde quando as duas respondem."""
    calls = asyncio.gather(current(order), shadow(order))
    try:
        return all(answer.is_success for answer in await asyncio.wait_for(calls, DEADLINE))
    except asyncio.TimeoutError:
        return False


async def waits_for_current(current: Send, mirror: Mirror, order: str) -> bool:
    answer = await current(order)
    mirror.copy(order)
    return answer.is_success


async def show(behaviour: str) -> None:
    current, shadow = caller(serving("sã")), caller(serving(behaviour))
    orders = [f"pedido-{number}" for number in range(CUSTOMERS)]
    naive = await asyncio.gather(*(waits_for_both(current, shadow, o) for o in orders))
    mirror = Mirror(shadow, LIMIT, DEADLINE)
    served = [await waits_for_current(current, mirror, order) for order in orders]
    await mirror.drain()
    copies = ", ".join(f"{count} {name}" for name, count in sorted(mirror.counts.items()))
    print(
        f"{behaviour:<10}{sum(naive):>7} de {CUSTOMERS}{sum(served):>10} de {CUSTOMERS}   {copies}"
    )
    assert all(served), "a sombra não tira resposta de ninguém"
    assert sum(mirror.counts.values()) == CUSTOMERS, "toda cópia tem um destino contado"
    stuck = mirror.counts["sem resposta"]
    assert behaviour != "travada" or stuck == LIMIT, "só LIMIT em voo, e ninguém espera por elas"
    assert all(naive) == (behaviour == "sã")
    assert behaviour == "sã" or not any(naive), "quem espera as duas cai junto com a sombra"


if __name__ == "__main__":
    print("sombra    espera as duas   só a versão 1   cópias")
    for state in ("sã", "quebrada", "travada"):
        asyncio.run(show(state))
