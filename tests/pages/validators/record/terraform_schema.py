"""Record the schema of the Terraform resources that the project uses.

The source is the JSII description inside the wheel `cdktf-cdktf-provider-google`, which pip can
download anywhere; HashiCorp stopped publishing it at provider 6.50. With access to the Terraform
registry, `terraform providers schema -json` of a newer provider is read instead.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

WHEEL = "cdktf-cdktf-provider-google==16.12.1"
_USED = re.compile(r'^\s*(resource|data)\s+"(google_\w+)"', re.MULTILINE)
_DOCS = re.compile(r"registry\.terraform\.io/providers/hashicorp/google/([\d.]+)/docs/"
                   r"(resources|data-sources)/(\w+)(?:#(\w+))?")  # fmt: skip
# Always recorded: what the tests use, and what answers are likely to use next.
ALWAYS = (
    "resource google_artifact_registry_repository",
    "resource google_artifact_registry_repository_iam_member",
    "resource google_bigquery_dataset",
    "resource google_project_iam_custom_role",
    "resource google_project_iam_member",
    "resource google_service_account",
    "resource google_service_account_iam_member",
    "resource google_storage_bucket",
    "resource google_storage_bucket_iam_member",
    "resource google_vertex_ai_endpoint",
    "data google_project",
)


def used_resources(root: Path) -> set[str]:
    """Return "resource NAME" and "data NAME" of each google one in the snippets and pages."""
    files = [*(root / "snippets").rglob("*.tf"), *(root / "docs").rglob("*.md")]
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in files)
    return {" ".join(found) for text in texts for found in _USED.findall(text)}


def record_terraform(
    root: Path, schema: Path | None = None, version: str | None = None
) -> tuple[dict[str, Any], list[str]]:
    """Return the table of the resources that the project in root uses, and the unknown ones.

    schema: output of `terraform providers schema -json` of the provider's `version`; without it,
    pip downloads the wheel.
    """
    wanted = {*ALWAYS, *used_resources(root)}
    if schema is None:
        version, found = _from_wheel(wanted)
    else:
        found = _from_schema(schema, wanted)
    table = {
        "provider": "hashicorp/google",
        "version": version,
        "resources": _of_kind("resource", found),
        "data": _of_kind("data", found),
    }
    return table, sorted(wanted - found.keys())


def _of_kind(kind: str, found: Mapping[str, Any]) -> dict[str, Any]:
    return {key.split(" ")[1]: found[key] for key in sorted(found) if key.startswith(f"{kind} ")}


def _from_wheel(wanted: Iterable[str]) -> tuple[str, dict[str, Any]]:
    types = _download()
    version, found = "", {}
    for name, entry in types.items():
        link = _DOCS.search(entry.get("docs", {}).get("summary", ""))
        config = types.get(f"{name}Config")
        if link and config:
            kind = "resource" if link[2] == "resources" else "data"
            key = f"{kind} google_{link[3]}"
            if key in wanted:
                version, found[key] = link[1], _interface(config, types)
    return version, found


def _download() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder]
        subprocess.run([*command, WHEEL], check=True)
        wheel = next(Path(folder).glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            inner = next(name for name in archive.namelist() if name.endswith(".jsii.tgz"))
            with archive.open(inner) as packed, tarfile.open(fileobj=packed) as assembly:
                description = assembly.extractfile("package/.jsii")
                if description is None:
                    raise FileNotFoundError("package/.jsii")
                types: dict[str, Any] = json.load(description)["types"]
                return types


def _interface(entry: Mapping[str, Any], types: Mapping[str, Any]) -> dict[str, Any]:
    attributes, blocks = {}, {}
    for item in entry.get("properties", ()):
        # The link stands in the remarks, or in the summary of what has no description.
        texts = (text for text in item["docs"].values() if isinstance(text, str))
        link = _DOCS.search(" ".join(texts))
        if not (link and link[4]):
            continue
        required = {} if item.get("optional") else {"required": True}
        nested = next((n for n in _names(item["type"]) if types.get(n, {}).get("properties")), None)
        if item["docs"].get("summary", "").endswith(" block.") and nested:
            blocks[link[4]] = {**_interface(types[nested], types), **required}
        else:
            attributes[link[4]] = {"type": _type(item["type"], nested), **required}
    return {"attributes": attributes, **({"blocks": blocks} if blocks else {})}


def _names(kind: Mapping[str, Any]) -> Iterator[str]:
    if "fqn" in kind:
        yield str(kind["fqn"])
    elif "collection" in kind:
        yield from _names(kind["collection"]["elementtype"])
    for inner in kind.get("union", {}).get("types", ()):
        yield from _names(inner)


def _type(kind: Mapping[str, Any], nested: str | None) -> str:
    if nested:
        return "object"
    options = [kind, *kind.get("union", {}).get("types", ())]
    for option in options:
        if "collection" in option:
            return "list" if option["collection"]["kind"] == "array" else "map"
        if option.get("primitive") in ("string", "number", "boolean"):
            return "bool" if option["primitive"] == "boolean" else str(option["primitive"])
    return "object"


def _from_schema(path: Path, wanted: Iterable[str]) -> dict[str, Any]:
    document = json.loads(path.read_text(encoding="utf-8"))
    provider = document["provider_schemas"]["registry.terraform.io/hashicorp/google"]
    found = {}
    for key in wanted:
        kind, name = key.split(" ")
        entry = provider[f"{kind.replace('data', 'data_source')}_schemas"].get(name)
        if entry:
            found[key] = _block(entry["block"])
    return found


def _block(block: Mapping[str, Any]) -> dict[str, Any]:
    settable = {
        name: item
        for name, item in block.get("attributes", {}).items()
        if item.get("required") or item.get("optional")
    }
    attributes = {
        name: {"type": _official(item["type"]), **_mark(bool(item.get("required")))}
        for name, item in settable.items()
    }
    blocks = {
        name: {**_block(item["block"]), **_mark(item.get("min_items", 0) > 0)}
        for name, item in block.get("block_types", {}).items()
    }
    return {"attributes": attributes, **({"blocks": blocks} if blocks else {})}


def _official(kind: Any) -> str:
    if isinstance(kind, str):
        return kind
    if kind[0] in ("list", "set"):
        return "object" if isinstance(kind[1], list) else "list"
    return str(kind[0])


def _mark(required: bool) -> dict[str, bool]:
    return {"required": True} if required else {}
