"""Um pipeline KFP v2 compilado uma vez: o mesmo IR YAML no laptop, no Vertex AI e no GKE."""

import contextlib
import inspect
import io
import json
import re
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kfp
import yaml
from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform
from kfp import compiler, components, dsl, local


# --8<-- [start:pipeline]
@dsl.component(base_image="python:3.12")
def prepare(rows: int, table: dsl.Output[dsl.Dataset]) -> None:
    """Grava uma tabela em table.path: quem decide onde isso fica é o back end."""
    from pathlib import Path

    Path(table.path).write_text("".join(f"{n},{2 * n + 1}\n" for n in range(rows)))


@dsl.component(base_image="python:3.12")
def train(table: dsl.Input[dsl.Dataset], model: dsl.Output[dsl.Model]) -> float:
    """Ajusta uma reta por mínimos quadrados e devolve a inclinação."""
    from pathlib import Path
    from statistics import linear_regression

    rows = [line.split(",") for line in Path(table.path).read_text().splitlines()]
    slope, _ = linear_regression([float(row[0]) for row in rows], [float(row[1]) for row in rows])
    Path(model.path).write_text(str(slope))
    return slope


@dsl.pipeline(name="treino-churn")
def pipeline(rows: int = 10) -> float:
    """Dois passos ligados por um artefato."""
    prepared = prepare(rows=rows)
    return train(table=prepared.outputs["table"]).outputs["Output"]


# --8<-- [end:pipeline]


# --8<-- [start:ir]
BACKENDS = re.compile(r"gs://|google|vertex|aiplatform|kubernetes|\bargo\b", re.IGNORECASE)


def describe_ir(ir_file: Path) -> dict[str, Any]:
    """Mostra as seções do IR e confere que nenhuma cita um back end."""
    text = ir_file.read_text(encoding="utf-8")
    mentions = BACKENDS.findall(text)
    assert not mentions, mentions
    ir: dict[str, Any] = yaml.safe_load(text)
    print("Seções do IR:", ", ".join(sorted(ir)))
    for name, task in ir["root"]["dag"]["tasks"].items():
        executor = ir["components"][task["componentRef"]["name"]]["executorLabel"]
        image = ir["deploymentSpec"]["executors"][executor]["container"]["image"]
        after = ", ".join(task.get("dependentTasks", [])) or "nada"
        print(f"  {name}: depois de {after}; {executor} em {image}")
    print("  menções a Google Cloud ou Kubernetes:", len(mentions))
    return ir


# --8<-- [end:ir]


# --8<-- [start:backends]
def run_on_laptop(ir_file: Path, root: Path) -> float:
    """Executa o próprio arquivo compilado, sem nuvem e sem contêiner."""
    local.init(local.SubprocessRunner(use_venv=False), pipeline_root=str(root))
    with contextlib.redirect_stdout(io.StringIO()):  # o log do kfp tem cores e horários
        run = components.load_component_from_file(str(ir_file))(rows=10)
    return float(run.outputs["Output"])


def vertex_request(ir_file: Path) -> dict[str, Any]:
    """Monta o PipelineJob que seria enviado: construir o objeto não faz requisição."""
    job = aiplatform.PipelineJob(
        display_name="treino-churn",
        template_path=str(ir_file),
        pipeline_root="gs://meu-bucket/pipelines",
        parameter_values={"rows": 1000},
        failure_policy="fast",
        project="meu-projeto",
        location="us-central1",
        credentials=AnonymousCredentials(),
    )
    return dict(job.to_dict())


# --8<-- [end:backends]


def show_arguments(label: str, method: Callable[..., Any], expected: set[str]) -> None:
    """Imprime os argumentos de um método real, depois de conferir os que a página cita."""
    names = [name for name in inspect.signature(method).parameters if name != "self"]
    assert expected <= set(names)
    print(f"{label}:")
    print(textwrap.indent(textwrap.fill(", ".join(names), 70), "  "))


def main() -> None:
    """Compila uma vez e mostra o que cada back end recebe."""
    with tempfile.TemporaryDirectory() as folder:
        ir_file = Path(folder, "treino-churn.yaml")
        compiler.Compiler().compile(pipeline, str(ir_file))
        ir = describe_ir(ir_file)
        slope = run_on_laptop(ir_file, Path(folder, "root"))
        request = vertex_request(ir_file)

    assert abs(slope - 2.0) < 1e-9
    print(f"\nLaptop, kfp.local: inclinação {slope:.1f}")

    assert request.pop("pipelineSpec") == ir
    assert "serviceAccount" not in request
    print("\nVertex AI, PipelineJob: pipelineSpec idêntico ao IR, mais")
    print(textwrap.indent(json.dumps(request, indent=2, sort_keys=True), "  "))
    show_arguments("submit", aiplatform.PipelineJob.submit, {"service_account", "network"})

    print("\nGKE, kfp.Client:")
    run_package = kfp.Client.create_run_from_pipeline_package
    show_arguments(run_package.__name__, run_package, {"namespace", "service_account"})


if __name__ == "__main__":
    main()
