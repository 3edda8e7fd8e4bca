"""O SLO para a API, com três SLIs, e o que o SLI por janelas esconde."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alertas import BUDGET, FAST, SLOW
from google.auth.credentials import AnonymousCredentials
from googleapiclient.discovery import build
from googleapiclient.discovery_cache import get_static_doc
from limiares import GOAL
from trimestre import INCIDENTS, Incident, Quarter, replay

Body = dict[str, Any]
SERVICE = "projects/meu-projeto/services/frete"
POLICY = Path(__file__).with_name("queima.alertpolicy.json")
WINDOW = 5


# --8<-- [start:slos]
def metric(name: str, *labels: str) -> str:
    chosen = ['resource.type="prometheus_target"', *labels]
    return " ".join([f'metric.type="prometheus.googleapis.com/{name}"', *chosen])


def slo(name: str, goal: float, sli: Body) -> Body:
    period = f"{28 * 86_400}s"
    return {
        "displayName": name,
        "goal": goal,
        "rollingPeriod": period,
        "serviceLevelIndicator": sli,
    }


def ratio() -> Body:
    """O contador do checkout, o mesmo do alerta."""
    total = "frete_pedidos_total/counter"
    return {
        "totalServiceFilter": metric(total),
        "badServiceFilter": metric(total, 'metric.labels.prazo="nao"'),
    }


def journey() -> Body:
    return slo("99,8% com prazo em 800 ms", GOAL, {"requestBased": {"goodTotalRatio": ratio()}})


def latency() -> Body:
    """Histograma do checkout, em segundos: borda em 0,8 e falhas acima dela."""
    cut = {
        "distributionFilter": metric("frete_espera_segundos/histogram"),
        "range": {"min": 0, "max": 0.8},
    }
    return slo("99,8% em até 800 ms", GOAL, {"requestBased": {"distributionCut": cut}})


def windows(threshold: float) -> Body:
    """Janelas de 5 minutos: boa é a que tem a fração pedida de requisições boas."""
    good = {"performance": {"goodTotalRatio": ratio()}, "threshold": threshold}
    sli = {"windowPeriod": f"{WINDOW * 60}s", "goodTotalRatioThreshold": good}
    return slo(f"99,8% das janelas, {threshold:.0%}", GOAL, {"windowsBased": sli})


# --8<-- [end:slos]


# --8<-- [start:consulta]
def burning(window: str, burn: float) -> str:
    bad = f'sum(rate(frete_pedidos_total{{prazo="nao"}}[{window}]))'
    return f"{bad} / sum(rate(frete_pedidos_total[{window}])) > {burn * BUDGET:.5f}"


def query() -> str:
    """Os dois pares que acordam, com os limiares de 28 dias."""
    pairs = ((FAST, "1h", "5m"), (SLOW, "6h", "30m"))
    return " or ".join(
        f"({burning(long, burn)} and {burning(short, burn)})" for burn, long, short in pairs
    )


# --8<-- [end:consulta]


def unknown(value: object, schema: Body, schemas: Body) -> Iterator[str]:
    """Campos e enums que o esquema publicado da API não tem."""
    name = schema.get("$ref", "")
    schema = schemas.get(name, schema)
    if isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        for key, item in value.items():
            if key in known:
                yield from unknown(item, known[key], schemas)
            else:
                yield f"{name} não tem “{key}”"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"“{value}” não está no enum"


def show_requests() -> None:
    schemas = json.loads(get_static_doc("monitoring", "v3"))["schemas"]
    anonymous = AnonymousCredentials()
    client = build("monitoring", "v3", credentials=anonymous, static_discovery=True)
    bodies = {"jornada": journey(), "latencia": latency(), "janelas": windows(0.95)}
    for identifier, body in bodies.items():
        assert not list(unknown(body, {"$ref": "ServiceLevelObjective"}, schemas))
        request = (
            client.services()
            .serviceLevelObjectives()
            .create(parent=SERVICE, serviceLevelObjectiveId=identifier, body=body)
        )
        print(request.method, request.uri.partition("?")[2].partition("&")[0], "campos conhecidos")
    wrong = latency()
    wrong["calendarPeriod"] = "28_DAYS"
    wrong["serviceLevelIndicator"]["requestBased"]["distributionCut"]["range"]["maximum"] = 0.8
    print(*unknown(wrong, {"$ref": "ServiceLevelObjective"}, schemas), sep="\n")


def show_policy() -> None:
    policy = json.loads(POLICY.read_text(encoding="utf-8"))
    (condition,) = policy["conditions"]
    assert condition["conditionPrometheusQueryLanguage"]["query"] == query()


def spent(quarter: Quarter, incident: Incident, threshold: float) -> tuple[float, float]:
    """Parte do orçamento de 28 dias gasta, por requisição e por janela de 5 minutos."""
    span = slice(incident.start // WINDOW * WINDOW, -(-incident.end // WINDOW) * WINDOW)
    bad, requests = quarter.bad[span], quarter.requests[span]
    good = 1 - bad.reshape(-1, WINDOW).sum(1) / requests.reshape(-1, WINDOW).sum(1)
    by_window = float((good < threshold).sum()) / (BUDGET * 28 * 24 * 60 / WINDOW)
    return float(bad.sum() / (BUDGET * quarter.requests.sum() / 3)), by_window


def show_windows() -> None:
    quarter = replay(240)
    print("\ngasto do orçamento          requisição  janela ≥ 95%  janela ≥ 99,5%")
    for incident in INCIDENTS:
        by_request, loose = spent(quarter, incident, 0.95)
        strict = spent(quarter, incident, 0.995)[1]
        print(f"{incident.name:26}  {by_request:>10.0%}  {loose:>12.0%}  {strict:>14.0%}")
    leak = INCIDENTS[2]
    assert spent(quarter, leak, 0.95)[1] == 0, "a janela de 95% não vê o vazamento"
    assert spent(quarter, leak, 0.995)[1] > 1, "janela apertada transforma 10% em estouro"


if __name__ == "__main__":
    show_requests()
    show_policy()
    show_windows()
