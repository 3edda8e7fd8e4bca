"""Submete o PipelineJob do template compilado; sem --send, ensaia sem sair da máquina."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from google.auth.credentials import AnonymousCredentials, Credentials
from google.cloud import aiplatform

PROJECT = os.environ.get("PROJECT_ID", "meu-projeto")
COMMIT = os.environ.get("COMMIT_SHA", "4f2a9c1d7e8b3056a1c4d9e2f7b80a6c5d3e1f94")
BUCKET = f"gs://{PROJECT}-ml"
DATA = f"{BUCKET}/{os.environ.get('_DATA', 'dados/2026-11-01')}"
CHAMPION = f"{BUCKET}/{os.environ.get('_CHAMPION', 'modelos/v7/model')}"
RUNNER = f"treino-run@{PROJECT}.iam.gserviceaccount.com"


# --8<-- [start:montar]
def require_digests(template: Path) -> None:
    spec = next(yaml.safe_load_all(template.read_text(encoding="utf-8")))
    for name, executor in spec["deploymentSpec"]["executors"].items():
        container = executor.get("container")
        if container and "@sha256:" not in container.get("image", ""):
            raise SystemExit(f"{name}: imagem sem digest ({container.get('image')})")


def build_job(template: Path, credentials: Credentials | None = None) -> aiplatform.PipelineJob:
    require_digests(template)
    return aiplatform.PipelineJob(
        display_name="treino-com-portao",
        template_path=str(template),
        # O id sai do commit: repetir o build não inicia um segundo treino.
        job_id=f"treino-{COMMIT[:12]}",
        pipeline_root=f"{BUCKET}/runs",
        parameter_values={
            "train_uri": f"{DATA}/train",
            "holdout_uri": f"{DATA}/holdout",
            "champion_uri": CHAMPION,
        },
        labels={"commit": COMMIT},
        project=PROJECT,
        location="us-central1",
        credentials=credentials,
    )


def send(template: Path) -> None:
    # Sem service_account, os passos rodariam como a conta padrão do Compute Engine.
    build_job(template).submit(service_account=RUNNER)


# --8<-- [end:montar]
def compile_with(image: str, target: Path) -> Path:
    command = [sys.executable, "pipeline.py", str(target)]
    environment = {**os.environ, "PIPELINE_IMAGE": image}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return target


def rehearse(folder: Path) -> None:
    image = f"us-central1-docker.pkg.dev/{PROJECT}/ml/treino"
    try:
        build_job(compile_with(f"{image}:latest", folder / "tag.yaml"), AnonymousCredentials())
    except SystemExit as refusal:
        print("recusado:", refusal)
    pinned = compile_with(f"{image}@sha256:{'0' * 64}", folder / "digest.yaml")
    job = build_job(pinned, AnonymousCredentials())
    request = job.to_dict()
    assert request["runtimeConfig"]["parameterValues"]["champion_uri"] == CHAMPION
    print("aceito:", request["pipelineSpec"]["pipelineInfo"]["name"])
    print("  job_id:", job.job_id)
    print("  commit:", request["labels"]["commit"])
    print("  pipeline_root:", request["runtimeConfig"]["gcsOutputDirectory"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--send", metavar="TEMPLATE", type=Path, help="envia este template")
    template = parser.parse_args().send
    if template:
        if missing := {"PROJECT_ID", "COMMIT_SHA"} - os.environ.keys():
            parser.error(f"falta no ambiente: {', '.join(sorted(missing))}")
        send(template)
    else:
        with tempfile.TemporaryDirectory() as folder:
            rehearse(Path(folder))


if __name__ == "__main__":
    main()
