"""Contêiner de predição que cumpre o contrato de contêiner próprio do Vertex AI."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import joblib
import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

CONTRACT = {
    "AIP_HTTP_PORT": "a porta em que o servidor escuta",
    "AIP_HEALTH_ROUTE": "o caminho do GET de saúde: 200 só com o modelo carregado",
    "AIP_PREDICT_ROUTE": "o caminho do POST de predição",
    "AIP_STORAGE_URI": "gs://… com uma cópia do artefato, ou vazio se ele está na imagem",
}
# O prefixo AIP_ é reservado à plataforma; o caminho na imagem usa outro nome.
MODEL_IN_IMAGE = "MODEL_DIR"
log = logging.getLogger("uvicorn.error")
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]


# --8<-- [start:load]
@dataclass
class Loading:
    """O modelo, quando houver; ou por que ele nunca vai chegar."""

    model: Any = None
    failure: str = ""

    def run(self, environment: Mapping[str, str]) -> None:
        """Carrega fora da thread do servidor: a porta abre antes do modelo."""
        try:
            with tempfile.TemporaryDirectory() as scratch:
                folder = artifact_folder(environment, Path(scratch))
                # joblib executa código ao ler: só abra artefato do seu próprio treino.
                self.model = joblib.load(folder / "model.joblib")
        except Exception as error:
            log.exception("o modelo não carregou")
            self.failure = type(error).__name__


def artifact_folder(environment: Mapping[str, str], scratch: Path) -> Path:
    """A pasta com o artefato: baixada de AIP_STORAGE_URI ou, se vazia, a da imagem."""
    uri = environment["AIP_STORAGE_URI"]
    if not uri:
        return Path(environment.get(MODEL_IN_IMAGE, "/app/model"))
    # Só quem lê do Cloud Storage paga esta importação no início a frio.
    from google.cloud import storage

    bucket, _, prefix = uri.removeprefix("gs://").partition("/")
    name = f"{prefix.rstrip('/')}/model.joblib".lstrip("/")
    storage.Client().bucket(bucket).blob(name).download_to_filename(str(scratch / "model.joblib"))
    return scratch


# --8<-- [end:load]


# --8<-- [start:routes]
class PredictRequest(BaseModel):
    """O corpo do contrato; `parameters` é opcional, e este modelo o ignora."""

    instances: list[list[Number]] = Field(min_length=1)
    parameters: dict[str, Any] | None = None


def create_app(environment: Mapping[str, str], loading: Loading) -> FastAPI:
    """O servidor com as duas rotas nos caminhos que a plataforma escolheu."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get(environment["AIP_HEALTH_ROUTE"])
    async def health() -> JSONResponse:
        ready = loading.model is not None
        state = "pronto" if ready else loading.failure or "carregando"
        return JSONResponse({"estado": state}, status_code=200 if ready else 503)

    # def, e não async def: roda em outra thread, e a rota de saúde segue respondendo.
    @app.post(environment["AIP_PREDICT_ROUTE"])
    def predict(body: PredictRequest) -> dict[str, list[float]]:
        if loading.model is None:
            raise HTTPException(503, "modelo ainda não carregado")
        width = loading.model.n_features_in_
        wrong = [i for i, row in enumerate(body.instances) if len(row) != width]
        if wrong:
            raise HTTPException(400, f"instances.{wrong[0]}: esperados {width} números")
        scores = loading.model.predict_proba(body.instances)[:, 1]
        return {"predictions": scores.tolist()}

    @app.exception_handler(RequestValidationError)
    async def refuse(_: Request, error: RequestValidationError) -> JSONResponse:
        # O padrão do FastAPI é 422, com o corpo de volta; dado de cliente não vai para log alheio.
        first = error.errors()[0]
        inside = [] if first["type"] == "json_invalid" else first["loc"][1:]
        place = ".".join(map(str, inside)) or "corpo"
        return JSONResponse({"detail": f"{place}: {first['type']}"}, status_code=400)

    return app


# --8<-- [end:routes]


def serve(environment: Mapping[str, str]) -> None:
    """Escuta até receber SIGTERM; termina as requisições em curso antes de sair."""
    # Um processo só: com mais, cada um carrega o modelo, e um 200 prova só o que respondeu.
    loading = Loading()
    threading.Thread(target=loading.run, args=[environment], daemon=True).start()
    port = int(environment["AIP_HTTP_PORT"])
    app = create_app(environment, loading)
    uvicorn.run(app, host="0.0.0.0", port=port, log_level="warning", access_log=False)


def main() -> int:
    """Serve; sem nenhuma variável AIP_, só diz de quais precisa."""
    missing = [name for name in CONTRACT if name not in os.environ]
    if not missing:
        serve(os.environ)
        return 0
    if len(missing) < len(CONTRACT):
        print(f"servidor.py: falta {', '.join(missing)}; defina e reinicie", file=sys.stderr)
        return 2
    print("No Vertex AI, a plataforma define antes de iniciar o contêiner:")
    for name, meaning in CONTRACT.items():
        print(f"  {name:<18} {meaning}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
