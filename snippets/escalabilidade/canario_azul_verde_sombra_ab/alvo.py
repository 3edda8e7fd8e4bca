"""Que chamada de um endpoint escolhe o DeployedModel, segundo a descrição da API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from googleapiclient.discovery_cache import get_static_doc

ABSENT = ("shadow", "mirror", "sessionAffinity", "sticky", "header", "canary")
Json = dict[str, Any]


# --8<-- [start:metodos]
def inference_methods(endpoints: Json) -> Iterator[tuple[str, Json]]:
    """`explain` e os métodos da família `predict`."""
    for name, method in endpoints["methods"].items():
        if name == "explain" or name.lower().endswith("predict"):
            yield name, method


def body_fields(method: Json, schemas: Json) -> set[str]:
    return set(schemas[method["request"]["$ref"]]["properties"])


# --8<-- [end:metodos]


def all_fields(schema: Json, schemas: Json, seen: set[str]) -> Iterator[str]:
    """Os campos de uma mensagem e das que ela contém."""
    for name, value in schema.get("properties", {}).items():
        yield name
        inner = value.get("$ref") or value.get("items", {}).get("$ref")
        if inner and inner not in seen:
            seen.add(inner)
            yield from all_fields(schemas[inner], schemas, seen)


def show_methods(endpoints: Json, schemas: Json) -> None:
    methods = dict(inference_methods(endpoints))
    chosen = {n for n, m in methods.items() if "deployedModelId" in body_fields(m, schemas)}
    invoke = endpoints["resources"]["deployedModels"]["resources"]["invoke"]["methods"]["invoke"]
    print(f"  deployedModelId no corpo: {', '.join(sorted(chosen))}")
    print(f"  deployedModelId no caminho: {invoke['path'].split('{+endpoint}')[1]}")
    print(f"  sem ele: {', '.join(sorted(set(methods) - chosen))}")
    assert chosen == {"explain"}
    assert invoke["parameters"]["deployedModelId"]["location"] == "path"


def show_fields(endpoint: Json, schemas: Json) -> None:
    names = set(all_fields(endpoint, schemas, set()))
    traffic = [name for name in sorted(names) if "traffic" in name.lower()]
    text = " ".join(names).lower()
    print(f"  em Endpoint, de tráfego: {', '.join(traffic)}; nada com {', '.join(ABSENT)}")
    assert traffic == ["trafficSplit"]
    assert not [word for word in ABSENT if word.lower() in text]


if __name__ == "__main__":
    for version in ("v1", "v1beta1"):
        document = json.loads(get_static_doc("aiplatform", version))
        projects = document["resources"]["projects"]["resources"]
        print(f"{version}, revisão {document['revision']}")
        show_methods(projects["locations"]["resources"]["endpoints"], document["schemas"])
        prefix = f"GoogleCloudAiplatform{version.capitalize()}"
        show_fields(document["schemas"][f"{prefix}Endpoint"], document["schemas"])
