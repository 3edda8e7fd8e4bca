"""Check what a gcloud command is given against what its entry in the table says it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.pages.validators.gcloud_table import Call, Flag
from tests.pages.validators.shell import SPLAT, UNKNOWN

Node = Mapping[str, Any]
_NUMBER = {"int": re.compile(r"-?\d+"), "float": re.compile(r"-?\d+(\.\d+)?")}
# gcloud's own tree calls these integers; they take 90s, 2h or 1d.
_DURATIONS = {"--freshness", "--timeout", "--ttl"}
_DURATION = re.compile(r"(\d+[smhdw]?)+")
# A binding that has no condition, among others that have one.
_NO_CONDITION = "None"
_WORD = {"int": "um número inteiro", "float": "um número"}


def argument_problems(call: Call) -> list[str]:
    """Return what is wrong with the arguments of the call, in Portuguese."""
    return [*_count_problems(call), *_value_problems(call), *_tree_problems(call)]


def _count_problems(call: Call) -> Iterator[str]:
    if SPLAT in call.positionals:
        # xargs and "$@" leave the number of words open; what they are only a run would tell.
        return
    taken = call.spec.positionals()
    many = any(node.get("many") for node in taken)
    if len(call.positionals) > len(taken) and not many:
        extra = call.positionals[len(taken)].replace(UNKNOWN, "…")
        yield f"`gcloud {call.spec.path}` não espera o argumento “{extra}”; tire-o ou confira-o"


def _value_problems(call: Call) -> Iterator[str]:
    for name, value in call.flags:
        flag = call.spec.flags.get(name)
        if flag and value is not None and UNKNOWN not in value and SPLAT not in value:
            yield from _one_value(flag, value)


def _one_value(flag: Flag, value: str) -> Iterator[str]:
    pattern = _DURATION if flag.name in _DURATIONS else _NUMBER.get(flag.type)
    if pattern and not pattern.fullmatch(value):
        wanted = _WORD.get(flag.type, "uma duração")
        yield f"{flag.name} espera {wanted}, e não “{value}”; corrija o valor"
    if flag.choices and value.lower() not in map(str.lower, flag.choices):
        yield f"{flag.name} não aceita “{value}”; use um destes: {', '.join(flag.choices)}"
    if flag.type == "bool" and value not in ("true", "false"):
        yield f"{flag.name} não leva valor; tire “={value}”"
    if flag.name == "--condition" and value == _NO_CONDITION:
        return
    if flag.type == "dict" and any("=" not in item for item in split_items(value)):
        yield f"{flag.name} espera pares chave=valor separados por vírgula; “{value}” não é"
    if not value and flag.type != "bool":
        yield f"{flag.name} está sem valor; escreva {flag.name}=VALOR"


def split_items(value: str) -> list[str]:
    """Split the value of a list or dict flag as gcloud does: by `,`, or by X after a `^X^`."""
    custom = re.match(r"\^([^^]+)\^", value)
    if custom:
        return value[custom.end() :].split(custom[1])
    return value.split(",") if value else []


def _tree_problems(call: Call) -> list[str]:
    if SPLAT in call.positionals:
        return []
    names = [node["positional"] for node in call.spec.positionals()]
    given = {_base(name) for name, _ in call.flags} | set(names[: len(call.positionals)])
    return list(_group_problems({"arguments": call.spec.arguments}, given, call.spec.path))


def _base(name: str) -> str:
    return "--" + name[5:] if name.startswith("--no-") else name


def _group_problems(group: Node, given: set[str], path: str) -> Iterator[str]:
    arguments: Sequence[Node] = group["arguments"]
    present = [node for node in arguments if _names(node) & given]
    if group.get("mutex") and len(present) > 1:
        both = " e ".join(sorted(_names(node) & given)[0] for node in present)
        yield f"`gcloud {path}` não aceita {both} juntos; escolha um"
    for node in arguments:
        if node in present or node.get("required"):
            yield from _missing(node, given, path, mutex=bool(group.get("mutex")))


def _missing(node: Node, given: set[str], path: str, *, mutex: bool) -> Iterator[str]:
    names = _names(node)
    if names & given:
        if "arguments" in node:
            yield from _group_problems(node, given, path)
    elif not mutex:
        needed = _needed(node)
        what = needed[0] if len(needed) == 1 else f"um destes: {', '.join(sorted(needed))}"
        yield f"`gcloud {path}` exige {what}; acrescente"


def _needed(node: Node) -> list[str]:
    required = [child for child in node.get("arguments", ()) if child.get("required")]
    chosen = required[:1] or node.get("arguments", [node])
    return sorted({name for child in chosen for name in _names(child)})


def _names(node: Node) -> set[str]:
    if "arguments" in node:
        return {name for child in node["arguments"] for name in _names(child)}
    return {node.get("flag") or node["positional"]}
