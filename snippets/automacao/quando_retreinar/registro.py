"""Um serviço local que anota cada pedido do cliente e guarda o que foi criado."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

TAKEN = {"code": 409, "status": "ALREADY_EXISTS", "message": "Job already exists."}


class Recorder(BaseHTTPRequestHandler):
    """Responde como a API a create, get, patch e aos métodos que devolvem um objeto vazio."""

    requests: ClassVar[list[tuple[str, dict[str, Any]]]] = []
    stored: ClassVar[dict[str, dict[str, Any]]] = {}

    def answer(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        target = urlsplit(self.path)
        query = {key: value[0] for key, value in parse_qs(target.query).items() if key[0] != "$"}
        verb = f"{self.command} {target.path.removeprefix('/v1/')}"
        self.requests.append((" ".join([verb, *query.values()]), body))
        self.reply(*self.outcome(target.path.removeprefix("/v1/"), query, body))

    # --8<-- [start:respostas]
    def outcome(
        self, path: str, query: dict[str, str], body: dict[str, Any]
    ) -> tuple[int, dict[str, Any]]:
        if self.command != "POST":
            return HTTPStatus.OK, self.stored[path]
        if ":" in path:
            return HTTPStatus.OK, {}
        name = f"{path}/{query.get('pipelineJobId', len(self.stored))}"
        if name in self.stored:
            return HTTPStatus.CONFLICT, {"error": TAKEN}
        state = {"state": "ACTIVE"} if path.endswith("/schedules") else {}
        self.stored[name] = {**body, **state, "name": name}
        return HTTPStatus.OK, self.stored[name]

    # --8<-- [end:respostas]
    def reply(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Sem log: a saída é a dos programas."""


@contextmanager
def service() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
