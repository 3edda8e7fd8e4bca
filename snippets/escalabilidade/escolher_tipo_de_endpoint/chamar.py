"""Para onde vai cada chamada, se leva token, se confere o certificado e quando desiste."""

from __future__ import annotations

import os
from collections.abc import Callable
from unittest.mock import patch

import certifi
from google.cloud import aiplatform
from google.cloud.aiplatform_v1 import PredictionServiceClient
from google.oauth2.credentials import Credentials
from registro import DEDICATED_HOST, PARENT, REGION, SHARED_HOST, Request, recording

TOKEN = Credentials(token="exemplo")
ROW = [0.3, 1.0]
PSC_NAME = f"1003-{REGION}-4242.prediction.p.vertexai.goog"


# --8<-- [start:formas]
def ways() -> dict[str, Callable[[], object]]:
    shared, dedicated = (aiplatform.Endpoint(f"{PARENT}/{n}") for n in ("1001", "1002"))
    psc, psa = (aiplatform.PrivateEndpoint(f"{PARENT}/{n}") for n in ("1003", "1004"))
    regional = PredictionServiceClient(
        credentials=TOKEN, transport="rest", client_options={"api_endpoint": SHARED_HOST}
    )
    bundle = {"REQUESTS_CA_BUNDLE": certifi.where()}
    return {
        "compartilhado, predict": lambda: shared.predict([ROW]),
        "dedicado, predict": lambda: dedicated.predict([ROW]),
        "dedicado, PredictionServiceClient": lambda: regional.predict(
            endpoint=f"{PARENT}/1002", instances=[ROW]
        ),
        "PSC, predict por IP": lambda: psc.predict([ROW], endpoint_override="10.10.0.5"),
        "PSC, predict por nome, com CA": lambda: with_environment(
            bundle, lambda: psc.predict([ROW], endpoint_override=PSC_NAME)
        ),
        "PSC, stream_raw_predict, com CA": lambda: with_environment(
            bundle, lambda: list(psc.stream_raw_predict(b"{}", {}, endpoint_override=PSC_NAME))
        ),
        "PSA, predict": lambda: psa.predict([ROW]),
    }


# --8<-- [end:formas]
def with_environment(extra: dict[str, str], call: Callable[[], object]) -> object:
    with patch.dict(os.environ, extra):
        return call()


def show(name: str, request: Request) -> None:
    yes_no = {True: "sim", False: "não"}
    limit = "sem limite" if request.gives_up is None else f"{request.gives_up:g} s"
    print(name)
    print(f"  {request.scheme}://{request.host}")
    print(f"  token {yes_no[request.token]}", end=", ")
    print(f"certificado {yes_no[request.checks_certificate]}, espera {limit}")


def main() -> None:
    aiplatform.init(project="acme", location=REGION, credentials=TOKEN, api_transport="rest")
    sent = {}
    for variable in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        os.environ.pop(variable, None)
    with recording() as seen:
        for name, call in ways().items():
            seen.clear()
            call()
            sent[name] = seen[-1]
            show(name, sent[name])
        seen.clear()
        aiplatform.PrivateEndpoint(f"{PARENT}/1003")
        print(f"antes, ao criar o objeto PrivateEndpoint\n  {seen[0].method} em {seen[0].host}")
        dedicated = aiplatform.Endpoint(f"{PARENT}/1002")
        dedicated.predict([ROW], use_dedicated_endpoint=True)
        assert seen[-1] == sent["dedicado, predict"]
    assert sent["dedicado, predict"].host == DEDICATED_HOST
    assert sent["dedicado, PredictionServiceClient"].host == SHARED_HOST
    by_address = sent["PSC, predict por IP"]
    assert by_address.token
    assert not by_address.checks_certificate


if __name__ == "__main__":
    main()
