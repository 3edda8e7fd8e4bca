"""O que uma agenda guarda do PipelineJob, e o que o SDK manda depois."""

import inspect
import json
import logging
import tempfile
from pathlib import Path
from typing import Any

from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform
from kfp import compiler, dsl
from registro import Recorder, service

JOB_NAME, JOB_ID = "retreino de veículos", "veiculos-2026-11-23"


@dsl.component(base_image="python:3.11")
def train(labels_until: str) -> str:
    return f"modelo com rótulos até {labels_until}"


@dsl.pipeline(name="veiculos")
def pipeline(labels_until: str) -> None:
    train(labels_until=labels_until)


# --8<-- [start:agenda]
def schedule(template: str, **limits: int) -> aiplatform.PipelineJobSchedule:
    job = aiplatform.PipelineJob(
        display_name=JOB_NAME,
        job_id=JOB_ID,
        template_path=template,
        pipeline_root="gs://financeira-ml/runs",
        parameter_values={"labels_until": dsl.PIPELINE_JOB_SCHEDULE_TIME_UTC_PLACEHOLDER},
        labels={"commit": "4f2a9c1"},
    )
    return job.create_schedule(
        display_name="veículos, trimestral",
        cron="TZ=America/Sao_Paulo 0 4 1 1,4,7,10 *",
        service_account="treino@financeira.iam.gserviceaccount.com",
        **limits,
    )


# --8<-- [end:agenda]
def leaves(value: object, path: str = "") -> dict[str, Any]:
    """Os campos do pedido; o IR do pipeline vira uma linha."""
    if path.endswith("pipelineSpec"):
        return {path: "(o IR inteiro)"}
    if not isinstance(value, dict):
        return {path: value}
    found: dict[str, Any] = {}
    for key, inner in value.items():
        found |= leaves(inner, f"{path}.{key}" if path else key)
    return found


def last() -> tuple[str, dict[str, Any]]:
    call, body = Recorder.requests[-1]
    return call.replace("projects/financeira/locations/us-central1/", ""), body


def main() -> None:
    logging.disable()
    with service() as address, tempfile.TemporaryDirectory() as folder:
        aiplatform.init(
            project="financeira",
            location="us-central1",
            credentials=AnonymousCredentials(),
            api_endpoint=address,
            api_transport="rest",
        )
        template = str(Path(folder) / "veiculos.yaml")
        compiler.Compiler().compile(pipeline, template)
        show_create(template)
        show_later(schedule(template, max_concurrent_active_run_count=1))


def show_create(template: str) -> None:
    schedule(template)
    call, body = last()
    print(call)
    for path, value in leaves(body).items():
        print(f"  {path.replace('createPipelineJobRequest.', '')}: {value}")
    missing = [
        each for each in (JOB_NAME, JOB_ID) if each not in json.dumps(body, ensure_ascii=False)
    ]
    print("  ficaram de fora:", ", ".join(missing))
    assert missing == [JOB_NAME, JOB_ID]
    assert "maxConcurrentActiveRunCount" not in body


def show_later(created: aiplatform.PipelineJobSchedule) -> None:
    print("maxConcurrentActiveRunCount:", last()[1]["maxConcurrentActiveRunCount"])
    created.update(cron="TZ=America/Sao_Paulo 0 4 1 * *")
    print("update: ", last()[0])
    created.pause()
    created.resume(catch_up=True)
    print("resume: ", *last())
    editable = inspect.signature(created.update).parameters
    print("update aceita:", ", ".join(editable))
    assert last()[1] == {}, "catch_up não vai no pedido"
    assert not {"template_path", "parameter_values"} & set(editable)


if __name__ == "__main__":
    main()
