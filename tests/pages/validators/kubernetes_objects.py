"""Check Kubernetes manifests against the models of the official Python client."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from kubernetes.client import Configuration, models  # type: ignore[import-untyped]

from tests.pages.model import ToolVersion

_LISTS = re.compile(r"list\[(\w+)\]")
_MAPS = re.compile(r"dict\(str, (\w+)\)")
_PLAIN: Mapping[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "bool": bool,
    "float": (int, float),
}


def manifest_problems(document: dict[str, Any]) -> list[str]:
    """Return what is wrong with a Kubernetes object, each with its path."""
    metadata = document.get("metadata")
    if not isinstance(metadata, dict) or not (metadata.get("name") or metadata.get("generateName")):
        return ["falta metadata.name; acrescente"]
    group, _, release = str(document["apiVersion"]).rpartition("/")
    if group and "." in group and not group.endswith(".k8s.io"):
        # A resource of an extension: its schema lives in the cluster, only the frame is known.
        return [] if isinstance(document.get("spec"), dict) else ["falta spec; acrescente"]
    model = release.capitalize() + str(document["kind"])
    if not hasattr(models, model):
        return [f"o Kubernetes não tem {document['kind']} em {document['apiVersion']}; confira"]
    return list(_problems(document, model, str(document["kind"])))


def manifest_tool() -> ToolVersion:
    """Return the package whose models were compared."""
    return ToolVersion("kubernetes", version("kubernetes"))


def _problems(value: Any, kind: str, path: str) -> Iterator[str]:
    listed, mapped = _LISTS.fullmatch(kind), _MAPS.fullmatch(kind)
    if listed:
        yield from _items(value, listed[1], path)
    elif mapped:
        if not isinstance(value, dict):
            yield f"{path} deve ser um mapa; corrija"
    elif kind in _PLAIN:
        if not isinstance(value, _PLAIN[kind]) or (kind != "bool" and isinstance(value, bool)):
            yield f"{path} deve ser {kind}, e não “{value}”; corrija"
    elif hasattr(models, kind):
        yield from _fields(value, getattr(models, kind), path)


def _items(value: Any, kind: str, path: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{path} deve ser uma lista; corrija"
        return
    for index, item in enumerate(value):
        yield from _problems(item, kind, f"{path}[{index}]")


def _fields(value: Any, model: Any, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path} deve ser um objeto; corrija"
        return
    names = {
        shown: (name, model.openapi_types[name]) for name, shown in model.attribute_map.items()
    }
    for key, item in value.items():
        if key not in names:
            yield f"{path} não tem o campo “{key}”; há: {', '.join(sorted(names))}"
        else:
            yield from _problems(item, names[key][1], f"{path}.{key}")
    yield from _missing(value, names, model, path)


def _missing(
    value: dict[str, Any], names: dict[str, tuple[str, str]], model: Any, path: str
) -> Iterator[str]:
    for shown, (name, _) in names.items():
        if value.get(shown) is None and _refuses_none(model, name):
            yield f"{path} exige {shown}; acrescente"


def _refuses_none(model: Any, name: str) -> bool:
    # The generated models say what is required only by refusing None.
    unchecked = Configuration()
    unchecked.client_side_validation = False
    blank = model(local_vars_configuration=unchecked)
    blank.local_vars_configuration = Configuration()
    try:
        setattr(blank, name, None)
    except ValueError:
        return True
    return False
