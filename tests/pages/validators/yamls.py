"""Check YAML: Cloud Build, Prometheus and Kubernetes by their own rules, any other by parsing."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.pages.model import MissingTool, ToolVersion
from tests.pages.validators.cloudbuild import build_commands, check_build
from tests.pages.validators.documents import read_yaml
from tests.pages.validators.gcloud import check_commands
from tests.pages.validators.simple import check_rule_tests, check_rules
from tests.pages.validators.source import Problem, Source, refuse


def check_yaml(source: Source, root: Path) -> list[ToolVersion]:
    """Check YAML code; the file name tells what it has to be. Raises ValidationError."""
    stem = source.name.removesuffix(".yml").removesuffix(".yaml")
    if stem.startswith("cloudbuild"):
        accepted = check_build(source)
        return accepted + check_commands(build_commands(source.text), source, root)
    if stem.endswith(".rules"):
        return check_rules(source)
    if stem.endswith(".test"):
        return check_rule_tests(source)
    return _check_documents(source)


def _check_documents(source: Source) -> list[ToolVersion]:
    documents = read_yaml(source)
    manifests = [document for document in documents if _is_manifest(document)]
    accepted = _check_manifests(manifests, source) if manifests else []
    return [ToolVersion("PyYAML", version("pyyaml")), *accepted]


def _is_manifest(document: Any) -> bool:
    return isinstance(document, dict) and "apiVersion" in document and "kind" in document


def _check_manifests(manifests: list[dict[str, Any]], source: Source) -> list[ToolVersion]:
    try:
        from tests.pages.validators.kubernetes_objects import manifest_problems, manifest_tool
    except ModuleNotFoundError as error:
        install = "rode pip install -r snippets/requirements.txt"
        raise MissingTool(f"falta o pacote kubernetes; {install}") from error
    found = [why for manifest in manifests for why in manifest_problems(manifest)]
    refuse(source, [Problem(1, why) for why in found])
    return [manifest_tool()]
