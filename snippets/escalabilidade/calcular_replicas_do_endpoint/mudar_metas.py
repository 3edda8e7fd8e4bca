"""Muda o mínimo e as metas de um DeployedModel sem implantar de novo."""

from __future__ import annotations

import json

from google.auth.credentials import AnonymousCredentials
from google.protobuf import field_mask_pb2, json_format
from googleapiclient.discovery import build
from googleapiclient.http import HttpRequest

REGION = "southamerica-east1"
ENDPOINT = f"projects/meu-projeto/locations/{REGION}/endpoints/1234567890"
ONLINE = "aiplatform.googleapis.com/prediction/online"


# --8<-- [start:pedido]
BODY = {
    "deployedModel": {
        "id": "20261124",
        "dedicatedResources": {
            "minReplicaCount": 3,
            "autoscalingMetricSpecs": [
                {"metricName": f"{ONLINE}/cpu/utilization", "target": 50},
                {"metricName": f"{ONLINE}/request_count", "target": 2400},
            ],
        },
    },
    "updateMask": ",".join(
        f"dedicatedResources.{field}" for field in ("minReplicaCount", "autoscalingMetricSpecs")
    ),
}


def build_request() -> HttpRequest:
    """Monta a chamada; no projeto, troque as credenciais e chame execute()."""
    service = build(
        "aiplatform",
        "v1",
        credentials=AnonymousCredentials(),
        client_options={"api_endpoint": f"https://{REGION}-aiplatform.googleapis.com"},
    )
    endpoints = service.projects().locations().endpoints()
    return endpoints.mutateDeployedModel(endpoint=ENDPOINT, body=BODY)


# --8<-- [end:pedido]


def read_mask(mask: object) -> str:
    """Lê a máscara com a biblioteca oficial, como JSON de um FieldMask."""
    try:
        return ", ".join(json_format.ParseDict(mask, field_mask_pb2.FieldMask()).paths)
    except json_format.ParseError as error:
        return f"recusada: {str(error).split(':')[0]}"


def main() -> None:
    """Mostra o método, o endereço e como cada forma de máscara é lida."""
    request = build_request()
    assert json.loads(request.body) == BODY
    print(request.method, request.uri.split("?")[0].split("/v1/")[1])
    print("esta máscara:    ", read_mask(BODY["updateMask"]))
    print("a do guia:       ", read_mask({"paths": ["dedicated_resources.min_replica_count"]}))


if __name__ == "__main__":
    main()
