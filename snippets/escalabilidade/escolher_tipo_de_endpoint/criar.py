"""O corpo que o SDK manda para criar cada tipo, e o que a API diz dos corpos do guia."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

import proto
from google.cloud import aiplatform, aiplatform_v1, aiplatform_v1beta1
from google.oauth2.credentials import Credentials
from google.protobuf import json_format
from registro import REGION, recording

PscConfig = aiplatform_v1.types.PrivateServiceConnectConfig
VERSIONS = (aiplatform_v1.types.Endpoint, aiplatform_v1beta1.types.Endpoint)


# --8<-- [start:criar]
def creations() -> dict[str, Callable[[], object]]:
    create, private = aiplatform.Endpoint.create, aiplatform.PrivateEndpoint.create
    psc = PscConfig(
        enable_private_service_connect=True, project_allowlist=["acme-ml", "acme-vendas"]
    )
    return {
        "sem opção": lambda: create("relato"),
        "só o timeout": lambda: create("vistoria", inference_timeout=180),
        "dedicado e timeout": lambda: create(
            "vistoria", dedicated_endpoint_enabled=True, inference_timeout=180
        ),
        "PSC e timeout": lambda: private(
            "cotacao", private_service_connect_config=psc, inference_timeout=5
        ),
    }


# --8<-- [end:criar]
# --8<-- [start:guia]
SECONDS = {"inferenceTimeout": {"seconds": 180}}
PSC = {"enablePrivateServiceConnect": True}
BODIES: dict[str, dict[str, Any]] = {
    "create-public-endpoint, timeout": {"clientConnectionConfig": SECONDS},
    "private-service-connect, timeout": {
        "privateServiceConnectConfig": {**PSC, "clientConnectionConfig": SECONDS}
    },
    "PSC seguro": {
        "privateServiceConnectConfig": {**PSC, "enableSecurePrivateServiceConnect": True}
    },
}


def verdict(body: Mapping[str, Any], endpoint: type[proto.Message]) -> str:
    """Lê o corpo com o analisador do protobuf, contra o tipo que a versão da API publica."""
    try:
        json_format.ParseDict(body, endpoint.pb(endpoint()))
    except json_format.ParseError:
        return "recusado"
    return "aceito"


# --8<-- [end:guia]
def show_bodies() -> dict[str, dict[str, Any]]:
    bodies = {}
    for name, create in creations().items():
        with recording() as seen:
            create()
        bodies[name] = json.loads(seen[0].body)
        print(name)
        for field, value in sorted(bodies[name].items()):
            print(f"  {field}: {json.dumps(value)}")
    return bodies


def main() -> None:
    logging.disable(logging.INFO)
    aiplatform.init(
        project="acme",
        location=REGION,
        credentials=Credentials(token="exemplo"),
        api_transport="rest",
    )
    bodies = show_bodies()
    assert bodies["só o timeout"] == {"displayName": "vistoria"}
    print(f"\n{'corpo':<34}{'v1':<10}v1beta1")
    for name, body in {
        "dedicado e timeout, do SDK": bodies["dedicado e timeout"],
        **BODIES,
    }.items():
        first, second = (verdict(body, version) for version in VERSIONS)
        print(f"{name:<34}{first:<10}{second}")


if __name__ == "__main__":
    main()
