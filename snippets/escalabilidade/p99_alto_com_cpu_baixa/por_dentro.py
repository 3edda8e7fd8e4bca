"""As mesmas duas janelas, vistas de dentro do contêiner e por quem o chama."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from ensaio import (
    AFTER,
    BEFORE,
    CART,
    CROSSED,
    ITEMS,
    START_SECONDS,
    WINDOW,
    Container,
    Request,
    Trial,
    answer,
    class_of,
    container,
    percentile,
)

THREADS = class_of("HANDLER", "conteiner.ThreadedHandler")


def inside(trial: Trial) -> dict[str, float]:
    """O que o painel do endpoint não mostra; latências em milissegundos."""
    calls = trial.calls
    items = [call for call in calls if call.request.is_item]
    others = [call.model for call in calls if CROSSED <= call.request.id < CART]
    cart = max(call.ended for call in items) - min(call.sent for call in items)
    return {
        "requisições dentro, em média": round(sum(call.model for call in calls) / WINDOW, 1),
        "requisições dentro, no máximo": trial.peak,
        "espera antes do código, p99": percentile([call.started - call.sent for call in calls], 99),
        "cronômetro no código, p99": percentile([call.code for call in calls], 99),
        "avulso no meio do carrinho, pior": percentile(others, 100),
        "carrinho inteiro pronto em": round(cart * 1000),
    }


async def health_behind(running: Container) -> int:
    """Quantas predições saem antes da resposta a um GET de saúde feito com o carrinho dentro."""
    trial, served = Trial(running), 0
    trial.plan_window(ITEMS, 0)
    await trial.send_until(0)
    health = asyncio.create_task(answer(await running.send("GET /health")))
    while running.features.pending.empty():
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)
    assert running.features.pending.qsize() == 1, "mais de uma consulta em andamento"
    while trial.agenda or trial.inside:
        await trial.serve()
        served += not health.done()
    assert (await health)[0] == 200
    return served


async def abandoned_is_served(running: Container) -> bool:
    """De três na fila, o cliente desiste da segunda; diz se o contêiner a atende assim mesmo."""
    exchanges = [await running.send("POST /predict", Request(item).body()) for item in range(3)]
    exchanges[1][1].close()
    await exchanges[1][1].wait_closed()
    seen = []
    for _ in range(3):
        lookup = await asyncio.wait_for(running.features.pending.get(), START_SECONDS)
        seen.append(lookup.item)
        lookup.answered.set()
    assert {(await answer(exchanges[item]))[0] for item in (0, 2)} == {200}
    return 1 in seen


# --8<-- [start:threads]
async def lookups_at_once(running: Container) -> int:
    """Todo o carrinho entra; conta as consultas em curso antes de responder a qualquer uma."""
    bodies = [Request(CART + number).body() for number in range(ITEMS)]
    exchanges = [await running.send("POST /predict", body) for body in bodies]
    pending = running.features.pending
    lookups = [await asyncio.wait_for(pending.get(), START_SECONDS) for _ in range(ITEMS)]
    assert (await answer(await running.send("GET /health")))[0] == 200
    for lookup in lookups:
        lookup.answered.set()
    assert {(await answer(exchange))[0] for exchange in exchanges} == {200}
    return len(lookups)


# --8<-- [end:threads]


async def compare(running: Container, windows: Sequence[tuple[str, int, int]]) -> None:
    """Imprime as janelas lado a lado."""
    columns = []
    for _, parallel, singles in windows:
        trial = Trial(running)
        trial.plan_window(parallel, singles)
        await trial.run()
        columns.append(inside(trial))
    print(f"{'':<34}" + "".join(f"{hour:>7}" for hour, *_ in windows))
    for name in columns[0]:
        values = "".join(f"{column[name]:7}" for column in columns)
        print(f"{name:<34}{values}".replace(".", ","))


async def main() -> None:
    async with container() as running:
        await compare(running, (BEFORE, AFTER))
        assert await health_behind(running) >= ITEMS - 1
        print("CPR padrão: 1 consulta por vez; a saúde espera o carrinho inteiro")
        assert await abandoned_is_served(running)
        print("CPR padrão: a requisição que o cliente abandonou é atendida")
    async with container(**THREADS) as running:
        together = await lookups_at_once(running)
        print(f"com ThreadedHandler: {together} consultas juntas; a saúde responde no meio")


if __name__ == "__main__":
    asyncio.run(main())
