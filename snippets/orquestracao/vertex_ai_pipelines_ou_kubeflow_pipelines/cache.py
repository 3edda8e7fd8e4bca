"""A armadilha do cache: o valor dado ao job apaga o que cada tarefa pediu."""

import tempfile
from pathlib import Path
from typing import Any

from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform
from kfp import compiler, dsl


@dsl.component(base_image="python:3.12")
def step(value: str) -> str:
    """Devolve o que recebeu; o que importa aqui é a opção de cache da tarefa."""
    return value


# --8<-- [start:pipeline]
@dsl.pipeline(name="cache-churn")
def pipeline(snapshot: str = "2026-11-23") -> None:
    """Três leituras e uma implantação, cada uma com a sua política de cache."""
    step(value=snapshot).set_display_name("ler-snapshot")

    latest = step(value="tabela de hoje").set_display_name("ler-ultima")
    latest.set_caching_options(False)

    keyed = step(value="tabela do dia").set_display_name("ler-com-chave")
    keyed.set_caching_options(True, cache_key="2026-11-23")

    with dsl.If(latest.output == "tabela de hoje"):
        deploy = step(value="implantar").set_display_name("implantar")
        deploy.set_caching_options(False)


# --8<-- [end:pipeline]


# --8<-- [start:override]
def caching_sent(ir_file: Path, enable_caching: bool | None) -> dict[str, dict[str, Any]]:
    """Opção de cache de cada tarefa no PipelineJob que seria enviado, dsl.If incluído."""
    job = aiplatform.PipelineJob(
        display_name="cache-churn",
        template_path=str(ir_file),
        pipeline_root="gs://meu-bucket/pipelines",
        enable_caching=enable_caching,
        project="meu-projeto",
        location="us-central1",
        credentials=AnonymousCredentials(),
    )
    spec = job.to_dict()["pipelineSpec"]
    dags = [part["dag"] for part in (spec["root"], *spec["components"].values()) if "dag" in part]
    tasks = [task for dag in dags for task in dag["tasks"].values()]
    return {task["taskInfo"]["name"]: task.get("cachingOptions", {}) for task in tasks}


# --8<-- [end:override]


def main() -> None:
    """Compila uma vez e compara None, True e False no mesmo arquivo."""
    names = ("ler-snapshot", "ler-ultima", "ler-com-chave", "implantar")
    with tempfile.TemporaryDirectory() as folder:
        ir_file = Path(folder, "cache-churn.yaml")
        compiler.Compiler().compile(pipeline, str(ir_file))
        sent = {choice: caching_sent(ir_file, choice) for choice in (None, True, False)}

    for choice, options in sent.items():
        print(f"enable_caching={choice}")
        for name in names:
            state = "usa cache" if options[name].get("enableCache") else "sempre executa"
            key = options[name].get("cacheKey")
            print(f"  {name:<14} {state}" + (f", cache_key={key}" if key else ""))

    assert sent[None]["implantar"] == {}
    assert all(sent[True][name] == {"enableCache": True} for name in names)
    assert all(sent[False][name] == {"enableCache": False} for name in names)


if __name__ == "__main__":
    main()
