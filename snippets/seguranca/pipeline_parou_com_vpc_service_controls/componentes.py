"""Compila quatro versões do mesmo passo e lê o que cada contêiner baixa antes de rodar."""

import re
import tempfile
from pathlib import Path

import yaml
from kfp import compiler, dsl

REPO = "https://us-central1-python.pkg.dev/ml-prod/pacotes/simple"


# --8<-- [start:versoes]
IMAGE = "us-central1-docker.pkg.dev/ml-prod/imagens/base:2026-11"


def check(rows: int) -> int:
    return rows


VERSIONS = {
    "imagem pública": {"base_image": "python:3.12"},
    "imagem própria": {"base_image": IMAGE},
    "pip_index_urls": {"base_image": IMAGE, "pip_index_urls": [REPO]},
    "install_kfp_package=False": {"base_image": IMAGE, "install_kfp_package": False},
}
# --8<-- [end:versoes]


def container(options: dict[str, object]) -> dict[str, object]:
    step = dsl.component(check, **options)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "passo.yaml"
        compiler.Compiler().compile(step, str(file))
        spec = yaml.safe_load(file.read_text(encoding="utf-8"))
    (executor,) = spec["deploymentSpec"]["executors"].values()
    return executor["container"]


# --8<-- [start:leitura]
def downloads(options: dict[str, object]) -> tuple[str, str]:
    """A imagem, e o que o comando instala e de onde."""
    built = container(options)
    command = " ".join(built["command"])
    installed = re.findall(r"pip install .*?'([^']+==[^']+)'", command)
    index = re.search(r"--index-url (\S+)", command)
    place = "pkg.dev" if index else "pypi.org"
    return built["image"], f"{installed[0]} de {place}" if installed else "nada"


# --8<-- [end:leitura]
def main() -> None:
    print(f"{'componente':<27}{'imagem de':<13}pede ao iniciar")
    for name, options in VERSIONS.items():
        image, what = downloads(options)
        print(f"{name:<27}{'pkg.dev' if 'pkg.dev' in image else 'Docker Hub':<13}{what}")
    assert downloads(VERSIONS["imagem própria"])[1].endswith("pypi.org")
    assert downloads(VERSIONS["install_kfp_package=False"])[1] == "nada"


if __name__ == "__main__":
    main()
