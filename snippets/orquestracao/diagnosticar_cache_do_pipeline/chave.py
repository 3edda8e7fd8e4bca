"""Que mudança troca a chave de cache de cada passo, pela lista documentada e pelo IR compilado."""

from __future__ import annotations

import json
import runpy
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import kfp
import yaml
from kfp import compiler
from kfp.local.cache import LocalCache

IR = dict[str, Any]
Parts = dict[str, Any]
SOURCE = Path(__file__).with_name("pipeline.py").read_text(encoding="utf-8")
PARAMETERS = {"day": "2026-11-23", "source": "/gcs/meu-bucket/pacientes/atual.csv"}
STEPS = ("extract", "train")


# --8<-- [start:chave]
def key_parts(ir: IR, step: str, parameters: dict[str, str]) -> Parts:
    """Separa do IR o que a documentação do Vertex AI põe na chave de um passo."""
    task = ir["root"]["dag"]["tasks"][step]
    component = ir["components"][task["componentRef"]["name"]]
    container = ir["deploymentSpec"]["executors"][component["executorLabel"]]["container"]
    return {
        "nome do pipeline": ir["pipelineInfo"]["name"],
        "entradas": inputs(ir, task, parameters),
        "saídas": {kind: sorted(names) for kind, names in component["outputDefinitions"].items()},
        "imagem": container["image"],
        "comando": container["command"] + container["args"],
        "ambiente": container.get("env", []),
    }


def inputs(ir: IR, task: IR, parameters: dict[str, str]) -> Parts:
    """Valor de cada parâmetro e ID de cada artefato: passo refeito dá artefato com outro ID."""
    found: Parts = {}
    for name, given in task["inputs"].get("parameters", {}).items():
        found[name] = parameters[given["componentInputParameter"]]
    for name, given in task["inputs"].get("artifacts", {}).items():
        producer = given["taskOutputArtifact"]["producerTask"]
        found[name] = digest(key_parts(ir, producer, parameters))
    return found


def digest(parts: Parts) -> str:
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


# --8<-- [end:chave]


def compiled(source: str) -> IR:
    """Compila o pipeline.py editado."""
    with tempfile.TemporaryDirectory() as name:
        module, target = Path(name, "pipeline.py"), Path(name, "pipeline.yaml")
        module.write_text(source, encoding="utf-8")
        compiler.Compiler().compile(runpy.run_path(str(module))["pipeline"], str(target))
        ir: IR = yaml.safe_load(target.read_text(encoding="utf-8"))
    return ir


def edit(old: str, new: str) -> Callable[[], IR]:
    """Devolve o IR de pipeline.py com o trecho trocado."""
    assert old in SOURCE
    return lambda: compiled(SOURCE.replace(old, new))


def on_train(call: str) -> Callable[[], IR]:
    """Acrescenta uma chamada à tarefa train."""
    line = '    trained = train(rows=extracted.outputs["rows"])\n'
    return edit(line, f"{line}    trained.{call}\n")


def other_sdk() -> IR:
    """Troca a versão do kfp que o compilador escreveu no comando."""
    text = json.dumps(compiled(SOURCE))
    assert f"kfp=={kfp.__version__}" in text
    ir: IR = json.loads(text.replace(f"kfp=={kfp.__version__}", "kfp==9.9.9"))
    return ir


OTHER_DAY = "outro valor de day"
CHANGES: dict[str, Callable[[], IR]] = {
    OTHER_DAY: lambda: compiled(SOURCE),
    "memória de train": on_train('set_memory_limit("16G")'),
    "nome de exibição de train": on_train('set_display_name("treinar")'),
    "variável de ambiente": on_train('set_env_variable("OMP_NUM_THREADS", "4")'),
    "comentário em train": edit("    slope, intercept =", "    # reta\n    slope, intercept ="),
    "comentário em register": edit('    return f"{day}', '    # etiqueta\n    return f"{day}'),
    "imagem de base": edit("python:3.12", "python:3.13"),
    "versão do SDK do kfp": other_sdk,
    "nome do pipeline": edit('name="treino-progressao"', 'name="treino-progressao-v2"'),
}


def changed(before: IR, after: IR, step: str, day: str) -> list[str]:
    """Partes da chave que mudaram."""
    old = key_parts(before, step, PARAMETERS)
    new = key_parts(after, step, {**PARAMETERS, "day": day})
    return [part for part in old if old[part] != new[part]]


def kfp_key(ir: IR, step: str, parameters: dict[str, str]) -> str:
    """A chave do kfp.local, que não inclui o nome do pipeline."""
    parts = key_parts(ir, step, parameters)
    with tempfile.TemporaryDirectory() as folder:
        return LocalCache(folder).compute_key(
            component_name=f"comp-{step}",
            image=parts["imagem"],
            full_command=parts["comando"],
            arguments=parts["entradas"],
            env_vars={variable["name"]: variable["value"] for variable in parts["ambiente"]},
        )


def main() -> None:
    """Imprime, para cada mudança, se o passo ainda encontra a entrada antiga."""
    before = compiled(SOURCE)
    print(f"{'mudança':<26} {'extract':<18} train")
    for name, change in CHANGES.items():
        after, day = change(), "2026-11-24" if name == OTHER_DAY else PARAMETERS["day"]
        row = []
        for step in STEPS:
            parts = changed(before, after, step, day)
            same = kfp_key(before, step, PARAMETERS) == kfp_key(
                after, step, {**PARAMETERS, "day": day}
            )
            assert "nome do pipeline" in parts or same == (not parts)
            row.append(", ".join(parts) or "mesma chave")
        print(f"{name:<26} {row[0]:<18} {row[1]}")


if __name__ == "__main__":
    main()
