"""Check JSON against the schemas of Google's APIs, as the discovery documents describe them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from tests.pages.model import MissingTool, ToolVersion

_PYTHON: Mapping[str, type | tuple[type, ...]] = {
    "string": str, "boolean": bool, "integer": int, "number": (int, float),
    "object": dict, "array": list,
}  # fmt: skip
_NAMES = {
    "string": "texto", "boolean": "true ou false", "integer": "número inteiro",
    "number": "número", "object": "objeto", "array": "lista",
}  # fmt: skip

_FORMS = {
    "google-duration": 'duração em segundos, como "60s"',
    "int64": "número inteiro",
    "uint64": "número inteiro",
}


@dataclass(frozen=True)
class Api:
    """The schemas of one API by name."""

    schemas: Mapping[str, Any]

    def problems(self, value: Any, schema: str) -> list[str]:
        """Return what keeps value from being a `schema` of the API, each with its path."""
        return list(self._check(value, {"$ref": schema}, "$"))

    def _check(self, value: Any, schema: Mapping[str, Any], path: str) -> Iterator[str]:
        if "$ref" in schema:
            schema = self.schemas[schema["$ref"]]
        kind = schema.get("type", "any")
        if kind == "any":
            return
        if not _is_kind(value, kind, schema.get("format", "")):
            yield f"{path} deve ser {_FORMS.get(schema.get('format', ''), _NAMES[kind])}; corrija"
        elif kind == "object":
            yield from self._check_object(value, schema, path)
        elif kind == "array":
            for index, item in enumerate(value):
                yield from self._check(item, schema["items"], f"{path}[{index}]")
        elif "enum" in schema and value not in schema["enum"]:
            allowed = ", ".join(name for name in schema["enum"] if not name.endswith("UNSPECIFIED"))
            yield f"{path} não pode ser “{value}”; use um destes: {allowed}"

    def _check_object(
        self, value: Mapping[str, Any], schema: Mapping[str, Any], path: str
    ) -> Iterator[str]:
        known = schema.get("properties", {})
        others = schema.get("additionalProperties")
        for key, item in value.items():
            inner = known.get(key, others)
            if inner is None:
                yield f"{path} não tem o campo “{key}”; há: {', '.join(sorted(known))}"
            else:
                yield from self._check(item, inner, f"{path}.{key}")


@lru_cache
def load_api(name: str) -> Api:
    """Return the API of a discovery document such as `iam.v1`."""
    try:
        folder = files("googleapiclient") / "discovery_cache" / "documents"
    except ModuleNotFoundError as error:
        install = "rode pip install -r snippets/requirements.txt"
        raise MissingTool(f"falta o google-api-python-client; {install}") from error
    document = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return Api(document["schemas"])


def discovery_tool() -> ToolVersion:
    """Return the package whose discovery documents were read."""
    name = "google-api-python-client"
    return ToolVersion(name, version(name))


def _is_kind(value: Any, kind: str, form: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if kind == "string" and form in ("int64", "uint64"):
        # JSON has no 64-bit integers: Google writes them as text, and reads either.
        return isinstance(value, int) or bool(re.fullmatch(r"-?\d+", str(value)))
    if kind == "string" and form == "google-duration":
        return isinstance(value, str) and bool(re.fullmatch(r"\d+(\.\d{1,9})?s", value))
    return isinstance(value, _PYTHON[kind])
