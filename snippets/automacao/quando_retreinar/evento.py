"""Uma semana de eventos e três formas de escolher o ID do PipelineJob."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from google.api_core.exceptions import Conflict
from google.auth.credentials import AnonymousCredentials
from google.cloud.aiplatform_v1 import PipelineJob, PipelineServiceClient
from registro import Recorder, service

PARENT = "projects/financeira/locations/us-central1"
TEMPLATE = "https://us-central1-kfp.pkg.dev/financeira/ml/veiculos/sha256:" + "4f2a9c1d" * 8
PARTS, OLD, NEW = 40, "2026-11-16", "2026-11-23"


@dataclass(frozen=True)
class Event:
    """O ID que a entrega repetida conserva; o arquivo que chegou, se foi um arquivo."""

    id: str
    arrived: str = ""


def week() -> list[Event]:
    """40 arquivos, o marcador do fim, três entregas repetidas e sete alertas de drift."""
    files = [Event(f"a{n:02}", f"rotulos/{NEW}/part-{n:02}") for n in range(PARTS)]
    alerts = [Event(f"d{n}") for n in range(7)]
    return [*files, *files[:3], Event("fim", f"rotulos/{NEW}/_SUCCESS"), *alerts]


# --8<-- [start:chaves]
def by_event(event: Event, bucket: list[str]) -> str:
    return f"veiculos-{event.id}"


def by_newest(event: Event, bucket: list[str]) -> str:
    return f"veiculos-{max(each.split('/')[1] for each in bucket)}-{TEMPLATE[-8:]}"


def by_complete(event: Event, bucket: list[str]) -> str:
    """O último corte com marcador: a mesma chave para qualquer gatilho."""
    done = [each for each in bucket if each.endswith("/_SUCCESS")]
    return by_newest(event, done)


def retrain(client: PipelineServiceClient, job_id: str) -> bool:
    """Cria a execução; devolve False se ela já existe."""
    job = PipelineJob(
        display_name="retreino de veículos",
        template_uri=TEMPLATE,
        runtime_config={
            "gcs_output_directory": "gs://financeira-ml/runs",
            "parameter_values": {"labels_until": job_id.removeprefix("veiculos-")[:10]},
        },
        service_account="treino@financeira.iam.gserviceaccount.com",
    )
    try:
        client.create_pipeline_job(parent=PARENT, pipeline_job=job, pipeline_job_id=job_id)
    except Conflict:  # no gRPC chega como AlreadyExists, que é um Conflict
        return False
    return True


# --8<-- [end:chaves]
Key = Callable[[Event, list[str]], str]


@dataclass(frozen=True)
class Week:
    asked: int
    created: int
    parts: int


def replay(client: PipelineServiceClient, key: Key) -> Week:
    """Repete a semana; `parts` é quantos arquivos novos havia na primeira criação."""
    Recorder.stored.clear()
    bucket = [f"rotulos/{OLD}/part-{n:02}" for n in range(PARTS)] + [f"rotulos/{OLD}/_SUCCESS"]
    retrain(client, key(Event("semana-passada"), bucket))
    created, parts = 0, 0
    for event in week():
        if event.arrived and event.arrived not in bucket:
            bucket.append(event.arrived)
        if retrain(client, key(event, bucket)):
            created += 1
            parts = parts or sum(f"{NEW}/part" in each for each in bucket)
    return Week(len(week()), created, parts)


def main() -> None:
    print("ID do job          pedidos  criados  arquivos no primeiro treino")
    with service() as address:
        client = PipelineServiceClient(
            credentials=AnonymousCredentials(),
            transport="rest",
            client_options={"api_endpoint": address},
        )
        keys = {"do evento": by_event, "corte mais novo": by_newest, "corte completo": by_complete}
        found = {name: replay(client, key) for name, key in keys.items()}
    for name, each in found.items():
        print(f"{name:<18}{each.asked:>8}{each.created:>9}{each.parts:>8} de {PARTS}")
    assert found["corte mais novo"] == Week(len(week()), 1, 1), "treinou com o lote pela metade"
    assert found["corte completo"] == Week(len(week()), 1, PARTS)


if __name__ == "__main__":
    main()
