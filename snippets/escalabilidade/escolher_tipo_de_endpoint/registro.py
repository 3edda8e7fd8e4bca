"""Anota cada pedido no último passo antes do soquete e responde o que a API responderia."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from unittest.mock import patch

from urllib3.connectionpool import HTTPConnectionPool
from urllib3.response import HTTPResponse
from urllib3.util import Timeout

REGION = "us-central1"
PARENT = f"projects/acme/locations/{REGION}/endpoints"
SHARED_HOST = f"{REGION}-aiplatform.googleapis.com"
DEDICATED_HOST = f"1002.{REGION}-4242.prediction.vertexai.goog"
PSA_URL = "http://1004.aiplatform.googleapis.com/v1/models/11:predict"
# O que endpoints.get devolve de cada tipo: compartilhado, dedicado, PSC e PSA.
KINDS: dict[str, dict[str, Any]] = {
    "1001": {},
    "1002": {"dedicatedEndpointEnabled": True, "dedicatedEndpointDns": DEDICATED_HOST},
    "1003": {"privateServiceConnectConfig": {"enablePrivateServiceConnect": True}},
    "1004": {
        "network": "projects/4242/global/networks/vpc-vendas",
        "deployedModels": [{"id": "11", "privateEndpoints": {"predictHttpUri": PSA_URL}}],
    },
}


# --8<-- [start:pedido]
@dataclass(frozen=True)
class Request:
    """O que um pedido leva à rede, e como o cliente o protege."""

    method: str
    scheme: str
    host: str
    body: bytes
    token: bool
    checks_certificate: bool
    gives_up: float | None


def read_request(pool: HTTPConnectionPool, method: str, sent: dict[str, Any]) -> Request:
    body, limit = sent.get("body") or b"", sent.get("timeout")
    return Request(
        method=method,
        scheme=str(pool.scheme),
        host=pool.host,
        body=body if isinstance(body, bytes) else body.encode(),
        token=any(name.lower() == "authorization" for name in sent.get("headers") or {}),
        checks_certificate=getattr(pool, "cert_reqs", None) == "CERT_REQUIRED",
        gives_up=limit.read_timeout if isinstance(limit, Timeout) else None,
    )


# --8<-- [end:pedido]
def resource(number: str) -> dict[str, Any]:
    return {"name": f"{PARENT}/{number}", "createTime": "2026-11-02T12:00:00Z", **KINDS[number]}


def answer(method: str, path: str) -> dict[str, Any]:
    if method == "GET":
        return resource(path.rpartition("/")[2])
    if path.endswith("/endpoints"):
        kind = "type.googleapis.com/google.cloud.aiplatform.v1.Endpoint"
        return {"name": "op", "done": True, "response": {"@type": kind, **resource("1001")}}
    return {"predictions": [0.7], "deployedModelId": "11"}


@contextmanager
def recording() -> Iterator[list[Request]]:
    """Enquanto dura, os pedidos vão para a lista em vez da rede."""
    seen: list[Request] = []

    def urlopen(pool: HTTPConnectionPool, method: str, url: str, **sent: object) -> HTTPResponse:
        seen.append(read_request(pool, method, sent))
        text = json.dumps(answer(method, url.partition("?")[0])).encode()
        headers = {"content-type": "application/json"}
        return HTTPResponse(BytesIO(text), headers, 200, preload_content=False)

    with patch.object(HTTPConnectionPool, "urlopen", urlopen):
        yield seen
