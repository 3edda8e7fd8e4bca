"""O servidor do Google sob carga: o que o painel mostra, janela a janela.

A fila é a do servidor, por HTTP; o relógio é lógico. Cada consulta e cada cálculo valem um
tempo fixo, e o relógio só anda quando o contêiner responde: o resultado não depende da máquina.
"""

from __future__ import annotations

import asyncio
import heapq
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from math import ceil
from typing import Any

ITEMS, APART, WINDOW = 30, 0.06, 4.0
CROSSED, CART, RETRY = 1_000, 2_000, 10_000
VCPUS, TARGET = 4, 60
OVERHEAD = "< 5"  # do enredo: nada é medido na frente do contêiner
HANDLER = "google.cloud.aiplatform.prediction.handler.PredictionHandler"
PREDICTOR = "conteiner.CartPredictor"
BEFORE, AFTER = ("14:05", 2, 46), ("14:15", 30, 48)
WINDOWS = (("14:00", 2, 47), BEFORE, ("14:10", 30, 47), AFTER)
LAZY_SECONDS = 0.9
START_SECONDS = 90.0
Make = Callable[[int], "Request"]
Exchange = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Request:
    """Um item a pontuar; `lookup` e `cpu` são os segundos que ele custa ao contêiner."""

    id: int
    lookup: float = 0.015
    cpu: float = 0.015
    timeout: float | None = None
    retry_of: int | None = None

    @property
    def is_item(self) -> bool:
        """Se é de um carrinho, e não um pedido avulso."""
        return self.id % RETRY >= CART

    def again(self) -> Request:
        """O mesmo pedido outra vez; o contêiner não sabe que é o mesmo."""
        return replace(self, id=self.id + RETRY, retry_of=self.id)

    def body(self) -> bytes:
        values = [round(self.id / 7 + column, 4) for column in range(60)]
        return json.dumps({"instances": [{"id": self.id, "valores": values}]}).encode()


@dataclass(frozen=True)
class Call:
    """Uma requisição atendida: entrou no contêiner, começou, terminou."""

    request: Request
    sent: float
    started: float
    ended: float
    size: int
    status: int

    @property
    def model(self) -> float:
        """Da entrega ao contêiner até a resposta: a espera e o código."""
        return self.ended - self.sent

    @property
    def code(self) -> float:
        """O que marca um cronômetro dentro do preditor."""
        return self.ended - self.started


@dataclass(frozen=True)
class Lookup:
    """Uma consulta que saiu do contêiner e espera resposta."""

    path: str
    answered: asyncio.Event

    @property
    def item(self) -> int:
        return int(self.path.rpartition("/")[2])


@dataclass
class Features:
    """O serviço de features: responde quando o relógio manda."""

    pending: asyncio.Queue[Lookup] = field(default_factory=asyncio.Queue)

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readline()).split()[1].decode()
        await reader.readuntil(b"\r\n\r\n")
        lookup = Lookup(path, asyncio.Event())
        self.pending.put_nowait(lookup)
        await lookup.answered.wait()
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{"score": 0.5}')
        writer.close()


@dataclass(frozen=True)
class Container:
    """Um contêiner no ar e o serviço que ele consulta."""

    port: int
    features: Features

    async def send(self, line: str, body: bytes = b"") -> Exchange:
        """Entrega a requisição; a resposta se lê depois."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        headers = (
            f"{line} HTTP/1.1\r\nHost: modelo\r\nConnection: close\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(headers.encode() + body)
        await writer.drain()
        return reader, writer


async def answer(exchange: Exchange) -> tuple[int, Any]:
    """O código e o corpo de uma resposta."""
    reader, writer = exchange
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    size = int(head.partition("content-length:")[2].split()[0])
    body = await reader.readexactly(size)
    writer.close()
    return int(head.split()[1]), json.loads(body)


@dataclass(frozen=True)
class Inside:
    """Uma requisição que está dentro do contêiner, esperando ou em atendimento."""

    request: Request
    sent: float
    size: int
    exchange: Exchange


@dataclass
class Trial:
    """A agenda de envios, o que está dentro do contêiner e o que já voltou."""

    container: Container
    now: float = 0.0
    peak: int = 0
    waiting: list[Request] = field(default_factory=list)
    agenda: list[tuple[float, int, Request]] = field(default_factory=list)
    inside: dict[int, Inside] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    order: count[int] = field(default_factory=count)

    def plan(self, at: float, request: Request) -> None:
        heapq.heappush(self.agenda, (at, next(self.order), request))

    def plan_window(self, parallel: int, singles: int, make: Make = Request) -> None:
        """Pedidos avulsos; depois um carrinho, `parallel` itens por vez, e três avulsos no meio."""
        for number in range(singles):
            self.plan(number * APART, make(number))
        start = singles * APART
        items = [make(CART + number) for number in range(ITEMS)]
        for item in items[:parallel]:
            self.plan(start, item)
        self.waiting = items[parallel:]
        for number in range(3):
            self.plan(start + 0.03 + 0.3 * number, make(CROSSED + number))

    async def send_until(self, limit: float) -> None:
        """Entrega o que chega até `limit`, mesmo que o contêiner esteja ocupado."""
        while self.agenda and self.agenda[0][0] <= limit:
            at, _, request = heapq.heappop(self.agenda)
            if request.retry_of is not None and request.retry_of not in self.inside:
                continue
            body = request.body()
            exchange = await self.container.send("POST /predict", body)
            self.inside[request.id] = Inside(request, at, len(body), exchange)
            self.peak = max(self.peak, len(self.inside))
            if request.timeout and request.id < CART + 2 * RETRY:
                self.plan(at + request.timeout, request.again())

    # --8<-- [start:relogio]
    async def serve(self) -> None:
        """Quem é atendido, o contêiner decide; o relógio anda o que o atendimento custa."""
        lookup = await self.container.features.pending.get()
        chosen, started = self.inside[lookup.item], self.now
        if lookup.path.startswith("/modelo"):
            self.now += LAZY_SECONDS
            lookup.answered.set()
            lookup = await self.container.features.pending.get()
        self.now += chosen.request.lookup + chosen.request.cpu
        await self.send_until(self.now)
        assert self.container.features.pending.empty(), "duas consultas ao mesmo tempo"
        lookup.answered.set()
        status, _ = await answer(chosen.exchange)
        self.finish(chosen, started, status)

    # --8<-- [end:relogio]

    def finish(self, chosen: Inside, started: float, status: int) -> None:
        """Anota a resposta; o app envia o próximo item do carrinho."""
        del self.inside[chosen.request.id]
        times = (chosen.sent, started, self.now)
        self.calls.append(Call(chosen.request, *times, chosen.size, status))
        if chosen.request.is_item and self.waiting:
            self.plan(self.now, self.waiting.pop(0))

    async def run(self) -> list[Call]:
        while self.agenda or self.inside:
            if not self.inside:
                self.now = max(self.now, self.agenda[0][0])
            await self.send_until(self.now)
            if self.inside:
                await self.serve()
        return self.calls


def percentile(values: Sequence[float], rank: int) -> int:
    """O valor da posição `rank` por cento, sem interpolar, em milissegundos."""
    return round(sorted(values)[ceil(len(values) * rank / 100) - 1] * 1000)


def cpu_per_call(calls: Sequence[Call]) -> float:
    """Segundos de CPU por requisição atendida, no relógio do ensaio."""
    return sum(call.request.cpu for call in calls) / len(calls)


@asynccontextmanager
async def container(**environment: str) -> AsyncIterator[Container]:
    """conteiner.py em outro processo, com um worker, até responder 200 na saúde."""
    features = Features()
    service = await asyncio.start_server(features, "127.0.0.1", 0)
    host, port = service.sockets[0].getsockname()
    running = Container(free_port(), features)
    process = start(running.port, {"FEATURES_HOST": f"{host}:{port}", **environment})
    try:
        await wait_until_ready(running, process)
        yield running
    finally:
        process.kill()
        process.wait(timeout=START_SECONDS)
        service.close()


def start(port: int, extra: dict[str, str]) -> subprocess.Popen[bytes]:
    """Inicia o contêiner com as variáveis que a plataforma e a imagem definem."""
    environment = {
        "AIP_HTTP_PORT": str(port),
        "AIP_HEALTH_ROUTE": "/health",
        "AIP_PREDICT_ROUTE": "/predict",
        "AIP_STORAGE_URI": "",
        **class_of("HANDLER", HANDLER),
        **class_of("PREDICTOR", PREDICTOR),
        "VERTEX_CPR_WEB_CONCURRENCY": "1",
    }
    return subprocess.Popen(
        [sys.executable, "conteiner.py"],
        env={**os.environ, **environment, **extra},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def class_of(role: str, path: str) -> dict[str, str]:
    """As duas variáveis que dizem ao servidor de CPR que classe importar."""
    module, _, name = path.rpartition(".")
    return {f"{role}_MODULE": module, f"{role}_CLASS": name}


def free_port() -> int:
    """Uma porta livre agora."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def wait_until_ready(running: Container, process: subprocess.Popen[bytes]) -> None:
    """Espera a rota de saúde dizer 200."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            status, _ = await answer(await running.send("GET /health"))
        except ConnectionError:
            await asyncio.sleep(0.05)
        else:
            assert status == 200
            return
    raise AssertionError("o contêiner não ficou pronto")


def row(hour: str, calls: Sequence[Call]) -> str:
    """A linha do painel de uma janela."""
    model = [call.model for call in calls]
    cpu = round(100 * cpu_per_call(calls) * len(calls) / WINDOW)
    replicas = ceil(1 * cpu / VCPUS / TARGET)
    failed = sum(call.status >= 500 for call in calls)
    size = sum(call.size for call in calls) / len(calls) / 1000
    return (
        f"{hour} {60 * len(calls) / WINDOW:8.0f} {percentile(model, 50):5}"
        f" {percentile(model, 99):5} {percentile(model, 99):6} {OVERHEAD:>9}"
        f" {cpu:3}% {f'1/{replicas}':>9} {failed:4} {size:7.2f}"
    ).replace(".", ",")


async def main() -> None:
    print("hora   req/min   p50   p99  model  overhead  CPU  réplicas  5xx  KB/req")
    async with container() as running:
        for hour, parallel, singles in WINDOWS:
            trial = Trial(running)
            trial.plan_window(parallel, singles)
            print(row(hour, await trial.run()))


if __name__ == "__main__":
    asyncio.run(main())
