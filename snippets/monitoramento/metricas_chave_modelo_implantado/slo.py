"""Os corpos do serviço e dos SLOs, montados com o cliente da API do Cloud Monitoring."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from google.auth.credentials import AnonymousCredentials
from googleapiclient.discovery import build
from googleapiclient.discovery_cache import get_static_doc

SERVICE = "projects/meu-projeto/services/fraude"
ENDPOINT = (
    'resource.type="aiplatform.googleapis.com/Endpoint" resource.labels.endpoint_id="1234567890"'
)
PREFIX = "aiplatform.googleapis.com/prediction/online"
Body = dict[str, Any]


# --8<-- [start:slos]
def metric(name: str, **labels: str) -> str:
    chosen = " ".join(f'metric.labels.{label}="{value}"' for label, value in labels.items())
    return f'metric.type="{PREFIX}/{name}" {chosen} {ENDPOINT}'


def slo(name: str, goal: float, sli: Body) -> Body:
    return {
        "displayName": name,
        "goal": goal,
        "rollingPeriod": "2592000s",
        "serviceLevelIndicator": {"requestBased": sli},
    }


def availability() -> Body:
    """Boas e ruins somam o total: o que é 4xx fica de fora."""
    good = metric("response_count", response_code="2xx")
    bad = metric("response_count", response_code="5xx")
    ratio = {"goodServiceFilter": good, "badServiceFilter": bad}
    return slo("99,9% sem 5xx em 30 dias", 0.999, {"goodTotalRatio": ratio})


def latency(version: str) -> Body:
    """A fração sai da distribuição; sem latency_type, model e overhead contariam junto."""
    total = metric("prediction_latencies", latency_type="total", deployed_model_id=version)
    cut = {"distributionFilter": total, "range": {"min": 0, "max": 200}}
    return slo(f"99% em até 200 ms, versão {version}", 0.99, {"distributionCut": cut})


# --8<-- [end:slos]


def bodies() -> dict[str, Body]:
    versions = {f"latencia-{version}": latency(version) for version in ("1001", "2002")}
    return {"disponibilidade": availability(), **versions}


def unknown_fields(value: Body, schema: str, schemas: Mapping[str, Any]) -> Iterator[str]:
    """Os campos que o esquema publicado da API não tem."""
    known = schemas[schema].get("properties", {})
    for name, item in value.items():
        if name not in known:
            yield f"{schema} não tem “{name}”"
        elif "$ref" in known[name]:
            yield from unknown_fields(item, known[name]["$ref"], schemas)


def show_requests() -> None:
    services = build(
        "monitoring", "v3", credentials=AnonymousCredentials(), static_discovery=True
    ).services()
    objectives = services.serviceLevelObjectives()
    for identifier, body in bodies().items():
        request = objectives.create(parent=SERVICE, serviceLevelObjectiveId=identifier, body=body)
        print(request.method, request.uri.partition(".com")[2])


def show_schema() -> None:
    schemas = json.loads(get_static_doc("monitoring", "v3"))["schemas"]
    for body in bodies().values():
        assert not list(unknown_fields(body, "ServiceLevelObjective", schemas))
    wrong = availability()
    wrong["rollingPeriodDays"] = 30
    print(*unknown_fields(wrong, "ServiceLevelObjective", schemas))


if __name__ == "__main__":
    show_requests()
    show_schema()
