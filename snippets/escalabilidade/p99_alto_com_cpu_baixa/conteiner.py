"""O contêiner: o servidor de rotinas personalizadas (CPR) do Google e o preditor do time."""

from __future__ import annotations

import http.client
import json
import os
import runpy
import sys
from importlib.util import find_spec
from types import SimpleNamespace as Names
from typing import Any

# O SDK importa o pacote docker, com que constrói a imagem; o servidor não o usa.
if "docker" not in sys.modules and find_spec("docker") is None:
    docker = Names(models=Names(containers=Names(Container=object)))
    sys.modules["docker"] = docker  # type: ignore[assignment]

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from google.cloud.aiplatform.prediction.handler import PredictionHandler
from google.cloud.aiplatform.prediction.predictor import Predictor

SERVER = "google.cloud.aiplatform.prediction.model_server"


# --8<-- [start:preditor]
class CartPredictor(Predictor):
    """Busca as features do item e pontua; a busca bloqueia quem chamou."""

    def load(self, artifacts_uri: str, **_: object) -> None:
        self.loaded = "LAZY_LOAD" not in os.environ

    def predict(self, instances: dict[str, Any]) -> dict[str, Any]:
        item = instances["instances"][0]
        if not self.loaded:  # o erro clássico: a saúde já diz 200, e o modelo só chega agora
            fetch(f"/modelo/{item['id']}")
            self.loaded = True
        features = fetch(f"/itens/{item['id']}")
        return {"predictions": [features["score"]]}  # o custo do modelo, quem o conta é o ensaio


# --8<-- [end:preditor]


# --8<-- [start:conserto]
class ThreadedHandler(PredictionHandler):
    """O mesmo preditor, fora do laço de eventos: a espera de um não segura os outros."""

    async def handle(self, request: Request) -> Response:
        body = json.loads(await request.body())
        result = await run_in_threadpool(self._predictor.predict, body)
        return Response(json.dumps(result), media_type="application/json")


# --8<-- [end:conserto]


def fetch(path: str) -> dict[str, float]:
    """Uma ida ao serviço de features, síncrona."""
    connection = http.client.HTTPConnection(os.environ["FEATURES_HOST"])
    connection.request("GET", path)
    answer: dict[str, float] = json.load(connection.getresponse())
    connection.close()
    return answer


if __name__ == "__main__" and "AIP_HTTP_PORT" in os.environ:
    runpy.run_module(SERVER, run_name="__main__")
