"""O pedido contra o esquema da API, e contra o que só a descrição dos campos diz."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from googleapiclient.discovery_cache import get_static_doc

Json = dict[str, Any]
PREFIX = "GooglePrivacyDlpV2"
SCHEMAS: Json = json.loads(get_static_doc("dlp", "v2"))["schemas"]
KINDS = {"string": str, "array": list, "object": dict, "integer": int, "boolean": bool}
REQUEST: Json = json.loads(Path(__file__).with_name("pedido.json").read_text(encoding="utf-8"))


def misfits(value: object, schema: Json) -> Iterator[str]:
    """O nome ou o valor que o esquema não conhece."""
    schema = SCHEMAS.get(schema.get("$ref", ""), schema)
    if not isinstance(value, KINDS[schema["type"]]):
        yield f"o tipo de {value}"
    elif isinstance(value, list):
        for item in value:
            yield from misfits(item, schema["items"])
    elif isinstance(value, dict):
        for name, inner in value.items():
            field = schema["properties"].get(name)
            yield from misfits(inner, field) if field else [name]
    elif value not in schema.get("enum", [value]):
        yield str(value)


# --8<-- [start:armadilhas]
@dataclass(frozen=True)
class Trap:
    field: str
    sentence: str  # está na descrição do campo, palavra por palavra
    effect: str
    fallen: Callable[[Json], bool]


def found(value: object, name: str) -> list[Json]:
    """Tudo o que se chama `name`, em qualquer altura do pedido."""
    if isinstance(value, list):
        return [one for item in value for one in found(item, name)]
    if not isinstance(value, dict):
        return []
    below = [one for inner in value.values() for one in found(inner, name)]
    return below + ([value[name]] if name in value else [])


def lost_context(request: Json) -> bool:
    columns = {one["name"] for one in request["item"].get("table", {}).get("headers", [])}
    tokens = found(request, "cryptoDeterministicConfig")
    return any(one["context"]["name"] not in columns for one in tokens if "context" in one)


def unmarked(request: Json) -> bool:
    in_text = found(found(request, "infoTypeTransformations"), "cryptoDeterministicConfig")
    return any("surrogateInfoType" not in one for one in in_text)


def loose_shift(request: Json) -> bool:
    shifts = found(request, "dateShiftConfig")
    return any("context" in one and "cryptoKey" not in one for one in shifts)


TRAPS = (
    Trap(
        "CryptoDeterministicConfig.context",
        "the field is not present when transforming a given value, plaintext would be used as is",
        "cifra sem o contexto",
        lost_context,
    ),
    Trap(
        "CryptoDeterministicConfig.surrogateInfoType",
        "necessary for re-identification in free form text",
        "não volta no texto livre",
        unmarked,
    ),
    Trap(
        "DateShiftConfig.context",
        "If set, must also set cryptoKey",
        "context exige cryptoKey",
        loose_shift,
    ),
)
# --8<-- [end:armadilhas]


def with_step(index: int, **transformation: Json) -> Json:
    """O pedido com outra transformação em uma das colunas."""
    changed = deepcopy(REQUEST)
    steps = changed["deidentifyConfig"]["recordTransformations"]["fieldTransformations"]
    steps[index] = {"fields": steps[index]["fields"], **transformation}
    return changed


def in_column(index: int, method: str, **config: object) -> Json:
    return with_step(index, primitiveTransformation={method: config})


def in_text(index: int, method: str, **config: object) -> Json:
    inner = [{"primitiveTransformation": {method: config}}]
    return with_step(index, infoTypeTransformations={"transformations": inner})


def variants() -> dict[str, Json]:
    key = found(REQUEST, "cryptoKey")[0]
    token, days = "cryptoDeterministicConfig", {"lowerBoundDays": -100, "upperBoundDays": 100}
    wrong, person = {"name": "proposito"}, {"name": "cpf"}
    return {
        "pedido.json": REQUEST,
        "hash com salt": in_column(0, "cryptoHashConfig", cryptoKey=key, salt="x"),
        "FPE com alfabeto DIGITS": in_column(
            0, "cryptoReplaceFfxFpeConfig", cryptoKey=key, commonAlphabet="DIGITS"
        ),
        "contexto em coluna que não há": in_column(0, token, cryptoKey=key, context=wrong),
        "token no texto, sem marca": in_text(2, token, cryptoKey=key),
        "desvio por pessoa, sem chave": in_column(1, "dateShiftConfig", **days, context=person),
    }


def check_shape() -> None:
    """A expressão do pedido contra as formas em que se escreve; RE2 só vê letras ASCII."""
    (regex,) = found(REQUEST["inspectConfig"], "regex")
    shape = re.compile(regex["pattern"], re.ASCII)
    for text in (
        "52998224725",
        "cpf52998224752x",
        "529.982.247-52 529 982 247 25",
        "529.982.24725, e só",
    ):
        digits = "".join(re.findall(r"\d", "".join(shape.findall(text))))
        assert digits == "".join(re.findall(r"\d", text)), text
    assert not shape.search("pedido 123456789012"), "doze dígitos não têm a forma"


def main() -> None:
    check_shape()
    for trap in TRAPS:
        schema, field = trap.field.split(".")
        assert trap.sentence in SCHEMAS[PREFIX + schema]["properties"][field]["description"]
    print(f"{'pedido':<31}{'esquema':<16}descrição do campo")
    for label, request in variants().items():
        refused = list(misfits(request, {"$ref": f"{PREFIX}DeidentifyContentRequest"}))
        fallen = [trap.effect for trap in TRAPS if trap.fallen(request)]
        schema = f"recusa {refused[0]}" if refused else "aceita"
        print(f"{label:<31}{schema:<16}{'; '.join(fallen) or '-'}")
        assert (label == "pedido.json") == (not refused and not fallen)


if __name__ == "__main__":
    main()
