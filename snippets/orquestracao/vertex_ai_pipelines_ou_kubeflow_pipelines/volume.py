"""Onde a portabilidade acaba: um volume do Kubernetes vira um segundo documento YAML."""

import tempfile
import textwrap
from pathlib import Path
from typing import Any

import yaml
from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform
from kfp import compiler, dsl


@dsl.component(base_image="python:3.12")
def count(folder: str) -> str:
    """Recebe o caminho do volume compartilhado."""
    return folder


# --8<-- [start:volume]
VOLUME = dsl.PipelineConfig(workspace=dsl.WorkspaceConfig(size="10Gi"))


@dsl.pipeline(name="com-volume", pipeline_config=VOLUME)
def pipeline() -> None:
    """Um passo que usa um PersistentVolumeClaim criado para a execução."""
    count(folder=dsl.WORKSPACE_PATH_PLACEHOLDER)


def send_to_vertex(ir_file: Path) -> None:
    """Tenta montar o PipelineJob com o arquivo de dois documentos."""
    aiplatform.PipelineJob(
        display_name="com-volume",
        template_path=str(ir_file),
        pipeline_root="gs://meu-bucket/pipelines",
        project="meu-projeto",
        location="us-central1",
        credentials=AnonymousCredentials(),
    )


# --8<-- [end:volume]


def main() -> None:
    """Mostra o segundo documento e a recusa do SDK do Vertex AI."""
    with tempfile.TemporaryDirectory() as folder:
        ir_file = Path(folder, "com-volume.yaml")
        compiler.Compiler().compile(pipeline, str(ir_file))
        documents: list[dict[str, Any]] = list(yaml.safe_load_all(ir_file.read_text()))
        assert len(documents) == 2
        print("Segundo documento do arquivo:")
        print(textwrap.indent(yaml.safe_dump(documents[1]).rstrip(), "  "))
        try:
            send_to_vertex(ir_file)
        except yaml.composer.ComposerError as error:
            print("O SDK do Vertex AI recusa:", error.context)
        else:
            raise AssertionError("o SDK aceitou o arquivo de dois documentos")


if __name__ == "__main__":
    main()
