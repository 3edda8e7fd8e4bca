"""Conta as chamadas HTTP de cada forma de pedir uma predição e as submete a dois papéis."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from google.api_core.exceptions import Forbidden
from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform
from google.cloud.aiplatform_v1 import PredictionServiceClient
from google.protobuf.struct_pb2 import Value

NAME = "projects/acme-credito-prod/locations/us-central1/endpoints/1001"
ENDPOINTS = "aiplatform.endpoints."
ROW = [0.3, 1.0]
ANSWERS = {
    "GET": {"name": NAME, "createTime": "2026-11-02T12:00:00Z"},
    "POST": {"predictions": [0.7], "deployedModelId": "11"},
}


# --8<-- [start:registro]
class Recorder(BaseHTTPRequestHandler):
    """Anota a permissão que cada chamada exige e responde 403 se o papel não a tem."""

    seen: ClassVar[list[str]] = []
    granted: ClassVar[frozenset[str]] = frozenset()

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        method = self.path.partition("?")[0].rpartition(":")[2]
        permission = ENDPOINTS + ("get" if self.command == "GET" else method)
        self.seen.append(permission)
        allowed = permission in self.granted
        body = json.dumps(ANSWERS[self.command] if allowed else {"error": {"code": 403}}).encode()
        self.send_response(200 if allowed else 403)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Sem log: a saída é a tabela."""


# --8<-- [end:registro]
@contextmanager
def local_service() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


# --8<-- [start:formas]
def ways(address: str) -> dict[str, Callable[[], object]]:
    low_level = PredictionServiceClient(
        credentials=AnonymousCredentials(),
        transport="rest",
        client_options={"api_endpoint": address},
    )
    row = Value()
    row.list_value.extend(ROW)
    one = aiplatform.Endpoint(NAME)
    return {
        "Endpoint.predict, um objeto": lambda: one.predict([ROW]),
        "Endpoint.predict, objeto novo": lambda: aiplatform.Endpoint(NAME).predict([ROW]),
        "Endpoint.explain, objeto novo": lambda: aiplatform.Endpoint(NAME).explain([ROW]),
        "PredictionServiceClient.predict": lambda: low_level.predict(
            endpoint=NAME, instances=[row]
        ),
    }


def attempt(call: Callable[[], object], granted: frozenset[str], times: int) -> str:
    Recorder.seen.clear()
    Recorder.granted = granted
    try:
        for _ in range(times):
            call()
    except Forbidden:
        return "403 no " + Recorder.seen[-1].removeprefix(ENDPOINTS)
    return "passa"


# --8<-- [end:formas]
def roles() -> dict[str, frozenset[str]]:
    file = Path(__file__).with_name("chamador.role.json")
    role = json.loads(file.read_text(encoding="utf-8"))["includedPermissions"]
    return {"o papel": frozenset(role), "só predict": frozenset({f"{ENDPOINTS}predict"})}


def main() -> None:
    verbs = ("get", "predict", "explain")
    everything = frozenset(ENDPOINTS + verb for verb in verbs)
    print(f"{'100 vezes':<33}{'get':>4}{'predict':>9}{'explain':>9}  {'o papel':<16}só predict")
    with local_service() as address:
        aiplatform.init(
            credentials=AnonymousCredentials(), api_endpoint=address, api_transport="rest"
        )
        verdicts = {}
        for name, call in ways(address).items():
            assert attempt(call, everything, times=100) == "passa"
            counts = Counter(Recorder.seen)
            # Objetos novos a cada papel: um Endpoint que já leu o recurso não o lê de novo.
            verdicts[name] = [
                attempt(ways(address)[name], granted, times=1) for granted in roles().values()
            ]
            numbers = [counts[ENDPOINTS + verb] for verb in verbs]
            print(f"{name:<33}{numbers[0]:>4}{numbers[1]:>9}{numbers[2]:>9}", end="  ")
            print(f"{verdicts[name][0]:<16}{verdicts[name][1]}")
    assert verdicts["Endpoint.predict, um objeto"] == ["passa", "403 no get"]
    assert verdicts["PredictionServiceClient.predict"] == ["passa", "passa"]


if __name__ == "__main__":
    main()
