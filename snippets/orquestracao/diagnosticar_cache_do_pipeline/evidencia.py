"""De que execução é o modelo registrado, e o que acontece depois de uma noite sem cache."""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml
from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform
from kfp import compiler
from noites import run_night, write_source
from pipeline import pipeline

NIGHTS = (
    ("2026-11-23", 300, None),
    ("2026-11-24", 442, None),
    ("2026-11-25", 442, False),
    ("2026-11-26", 442, None),
)


def override(ir_file: Path, enable_caching: bool | None) -> Path:
    """Grava o IR que o SDK do Vertex AI enviaria com este enable_caching."""
    job = aiplatform.PipelineJob(
        display_name="treino-progressao",
        template_path=str(ir_file),
        pipeline_root="gs://meu-bucket/pipelines",
        parameter_values={"day": "2026-11-25"},
        enable_caching=enable_caching,
        project="meu-projeto",
        location="us-central1",
        credentials=AnonymousCredentials(),
    )
    target = ir_file.with_name(f"{enable_caching}.yaml")
    target.write_text(yaml.safe_dump(job.to_dict()["pipelineSpec"]), encoding="utf-8")
    return target


# --8<-- [start:origem]
def trail(folder: Path, ir_file: Path) -> list[tuple[str, str, int]]:
    """Etiqueta, execução que gravou o modelo e linhas com que ele foi treinado, por noite."""
    found = []
    for day, count, enable_caching in NIGHTS:
        write_source(folder / "atual.csv", count)
        night = run_night(override(ir_file, enable_caching), folder, day)
        written_by = night.model.relative_to(folder / "root").parts[0]
        found.append((night.label, written_by, int(night.model.read_text().split()[-1])))
    return found


# --8<-- [end:origem]


def main() -> None:
    """Imprime a trilha das quatro noites."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compiler.Compiler().compile(pipeline, str(folder / "treino.yaml"))
        found = trail(folder, folder / "treino.yaml")
    print("enable_caching  etiqueta    modelo gravado em  linhas no modelo  no arquivo")
    for (_, count, choice), (label, written_by, used) in zip(NIGHTS, found, strict=True):
        print(f"{choice!s:<15} {label}  {written_by:<17}  {used:<16}  {count}")
    assert [used for _, _, used in found] == [300, 300, 442, 300]


if __name__ == "__main__":
    main()
