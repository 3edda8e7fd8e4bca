"""Serviço local que decide como a documentação manda: o escopo do token, depois a permissão."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from googleapiclient.discovery_cache import get_static_doc

PROJECT = "acme-ml-prod"
NAME = f"projects/{PROJECT}/locations/us-central1/endpoints/1001"
PREDICT = "aiplatform.endpoints.predict"
# https://github.com/googleapis/google-cloud-java/issues/722
NOT_TESTABLE = "resourcemanager.projects.list"
ROW = [0.3, 1.0]
TABLE = yaml.safe_load(Path(__file__).with_name("permissoes.yaml").read_text(encoding="utf-8"))
METHODS = {
    method: frozenset(f"aiplatform.{name}" for name in needed)
    for method, needed in TABLE["metodos"].items()
}
# Seis nomes existem em dois serviços, com a mesma permissão.
RPCS = {method.partition(".")[2]: needed for method, needed in METHODS.items()}
SCOPES = "https://www.googleapis.com/auth/"
STANDARD = {"get": "Get", "create": "Create", "delete": "Delete", "patch": "Update"}


@dataclass(frozen=True)
class Caller:
    permissions: frozenset[str]
    scope: str = "cloud-platform"


def role(name: str) -> frozenset[str]:
    resources = TABLE["papeis"][name].items()
    return frozenset(f"{resource}.{verb}" for resource, verbs in resources for verb in verbs)


@cache
def routes() -> list[tuple[str, re.Pattern[str], str, frozenset[str]]]:
    """Verbo HTTP, caminho, RPC e escopos de cada método REST, da descrição da API."""
    document = json.loads(get_static_doc("aiplatform", "v1"))
    found = []
    for method in _methods(document["resources"]["projects"]["resources"]["locations"]):
        path = re.sub(r"\\{\w+\\}", "[^/:]+", re.escape(method["flatPath"]))
        scopes = frozenset(scope.removeprefix(SCOPES) for scope in method["scopes"])
        found.append((method["httpMethod"], re.compile(f"/{path}$"), _rpc(method["id"]), scopes))
    return found


def _methods(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from resource.get("methods", {}).values()
    for inner in resource.get("resources", {}).values():
        yield from _methods(inner)


def _rpc(method_id: str) -> str:
    resource, verb = method_id.split(".")[-2:]
    plural = resource[0].upper() + resource[1:]
    if verb == "list":
        return f"List{plural}"
    return STANDARD[verb] + plural.removesuffix("s") if verb in STANDARD else _capital(verb)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


# --8<-- [start:decide]
def decide(rpc: str, scopes: frozenset[str], caller: Caller) -> dict[str, Any] | None:
    """O ErrorInfo de uma recusa, ou None quando o pedido passa."""
    if caller.scope not in scopes:
        return {"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "domain": "googleapis.com"}
    missing = sorted(RPCS[rpc] - caller.permissions)
    if not missing:
        return None
    return {
        "reason": "IAM_PERMISSION_DENIED",
        "domain": "aiplatform.googleapis.com",
        "metadata": {"permission": missing[0], "resource": NAME},
    }


# --8<-- [end:decide]
@dataclass
class Service:
    address: str
    caller: Caller = field(default_factory=lambda: Caller(frozenset()))
    dedicated: bool = False
    seen: list[str] = field(default_factory=list)

    def rest(self, verb: str, path: str, body: bytes) -> tuple[int, dict[str, Any]]:
        if path.endswith(":testIamPermissions"):
            asked = json.loads(body)["permissions"]
            if NOT_TESTABLE in asked:
                return 400, {"error": {"code": 400, "status": "INVALID_ARGUMENT"}}
            return 200, {"permissions": sorted(self.caller.permissions.intersection(asked))}
        rpc, scopes = next(
            (rpc, scopes)
            for http, route, rpc, scopes in routes()
            if http == verb and route.match(path)
        )
        self.seen.extend(sorted(RPCS[rpc]))
        refusal = decide(rpc, scopes, self.caller)
        return (200, self._answer(rpc)) if refusal is None else (403, _error(refusal))

    def _answer(self, rpc: str) -> dict[str, Any]:
        if rpc in ("GetEndpoint", "UpdateEndpoint"):
            dns = {"dedicatedEndpointEnabled": True, "dedicatedEndpointDns": "1001.vertexai.goog"}
            endpoint = {"name": NAME, "createTime": "2026-11-02T12:00:00Z"}
            return endpoint | dns if self.dedicated else endpoint
        if rpc == "DeleteEndpoint":
            empty = {"@type": "type.googleapis.com/google.protobuf.Empty"}
            return {"name": f"{NAME}/operations/1", "done": True, "response": empty}
        return {} if rpc.startswith("List") else {"predictions": [0.7]}


def _error(info: dict[str, Any]) -> dict[str, Any]:
    detail = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", **info}
    error = {"code": 403, "message": info["reason"], "status": "PERMISSION_DENIED"}
    return {"error": error | {"details": [detail]}}


@contextmanager
def serve() -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, payload = service.rest(self.command, self.path.partition("?")[0], body)
            content = json.dumps(payload).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = do_DELETE = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Sem log: a saída é a tabela."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = Service(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield service
    server.shutdown()
