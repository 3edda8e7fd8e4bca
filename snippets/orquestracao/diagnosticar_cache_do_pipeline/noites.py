"""Executa o pipeline em duas noites seguidas e lista o estado de cada tarefa."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from google.cloud.aiplatform_v1.types import PipelineTaskDetail
from kfp import compiler, components, local
from pipeline import pipeline
from sklearn.datasets import load_diabetes

State = PipelineTaskDetail.State
PATIENTS = load_diabetes()


@dataclass(frozen=True)
class Night:
    """Uma execução: o estado das tarefas e o que o passo register gravou."""

    tasks: list[PipelineTaskDetail]
    label: str
    model: Path

    def digest(self) -> str:
        """Começo do sha256 dos bytes do modelo registrado."""
        return sha256(self.model.read_bytes()).hexdigest()[:12]


def write_source(source: Path, count: int) -> None:
    """Grava os primeiros pacientes: índice de massa corporal e progressão em um ano."""
    pairs = zip(PATIENTS.data[:count, 2], PATIENTS.target, strict=False)
    source.write_text("".join(f"{index:.6f},{target:.1f}\n" for index, target in pairs))


# --8<-- [start:estados]
def states(ir: dict[str, Any], log: str) -> list[PipelineTaskDetail]:
    """Lê do log o que houve com cada tarefa, com os nomes de estado do Vertex AI."""
    ran = set(re.findall(r"Executing task \S*?'([\w-]+)'", log))
    hit = set(re.findall(r"Task ([\w-]+) cache hit", log))
    untriggered = set(re.findall(r"Skipping conditional task ([\w-]+)", log))
    tasks = ir["root"]["dag"]["tasks"]
    order = TopologicalSorter(
        {name: task.get("dependentTasks", []) for name, task in tasks.items()}
    )
    assert ran | hit | untriggered == set(tasks)
    assert not ran & hit
    found = {
        **dict.fromkeys(ran, State.SUCCEEDED),
        **dict.fromkeys(hit, State.SKIPPED),
        **dict.fromkeys(untriggered, State.NOT_TRIGGERED),
    }
    return [PipelineTaskDetail(task_name=name, state=found[name]) for name in order.static_order()]


def show(tasks: Iterable[PipelineTaskDetail]) -> None:
    """Serve também para aiplatform.PipelineJob.get("id-da-execução").task_details."""
    for task in tasks:
        print(f"  {task.task_name:<12} {task.state.name}")


# --8<-- [end:estados]


def without_install(ir: dict[str, Any]) -> dict[str, Any]:
    """Tira do comando de cada passo o pip install do kfp, que aqui já está instalado."""
    for executor in ir["deploymentSpec"]["executors"].values():
        command = executor["container"]["command"]
        assert command[:2] == ["sh", "-c"]
        assert "pip install" in command[2]
        del command[:3]
    return ir


def run(ir_file: Path, folder: Path, **arguments: str) -> tuple[dict[str, Any], str]:
    """Executa o IR com cache; devolve as saídas e o log."""
    ir = without_install(yaml.safe_load(ir_file.read_text(encoding="utf-8")))
    local.init(
        local.SubprocessRunner(use_venv=False),
        pipeline_root=str(folder / "root" / arguments["day"]),
        enable_caching=True,
        cache_root=str(folder / "cache"),
    )
    log = io.StringIO()
    logging.basicConfig(stream=log, level=logging.INFO, force=True)
    with contextlib.redirect_stdout(log):
        outputs = components.load_component_from_text(yaml.safe_dump(ir))(**arguments).outputs
    return outputs, log.getvalue()


def run_night(ir_file: Path, folder: Path, day: str) -> Night:
    """Executa uma noite sobre folder/atual.csv."""
    outputs, log = run(ir_file, folder, day=day, source=str(folder / "atual.csv"))
    ir = yaml.safe_load(ir_file.read_text(encoding="utf-8"))
    label, uri = outputs["Output"].split(" ", 1)
    return Night(states(ir, log), label, Path(uri))


def main() -> None:
    """Primeira noite com 300 pacientes; na segunda, o arquivo tem 442."""
    digests = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compiler.Compiler().compile(pipeline, str(folder / "treino.yaml"))
        for day, count in (("2026-11-23", 300), ("2026-11-24", 442)):
            write_source(folder / "atual.csv", count)
            night = run_night(folder / "treino.yaml", folder, day)
            print(f"{day}: atual.csv com {count} linhas")
            show(night.tasks)
            print(f"  registrado   etiqueta {night.label}, sha256 {night.digest()}")
            digests.append(night.digest())
    assert digests[0] == digests[1]


if __name__ == "__main__":
    main()
