"""Read YAML and JSON strictly: no duplicate key, and errors that name their line."""

from __future__ import annotations

import json
from collections.abc import Hashable
from typing import Any

import yaml

from tests.pages.validators.source import Problem, Source, refuse


class _StrictLoader(yaml.SafeLoader):
    """PyYAML keeps the last of two equal keys without a word; this one refuses the second."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            if key_node.tag == "tag:yaml.org,2002:merge":
                continue
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, Hashable):
                if key in seen:
                    raise yaml.MarkedYAMLError(
                        problem=_twice(key), problem_mark=key_node.start_mark
                    )
                seen.add(key)
        return super().construct_mapping(node, deep)


def read_yaml(source: Source) -> list[Any]:
    """Return the documents of a YAML text; raise ValidationError with the line of the error."""
    try:
        return list(yaml.load_all(source.text, Loader=_StrictLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        refuse(source, [Problem(line, f"YAML inválido: {error.problem}; corrija esta linha")])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        why = f"YAML inválido: {str(error).splitlines()[0]}; corrija o texto"
        refuse(source, [Problem(1, why)])
    return []


def read_json(source: Source) -> Any:
    """Return the value of a JSON text; raise ValidationError with the line of the error."""
    try:
        return json.loads(source.text, object_pairs_hook=_unique, parse_constant=_constant)
    except json.JSONDecodeError as error:
        refuse(source, [Problem(error.lineno, f"JSON inválido: {error.msg}; corrija o texto")])
    except (ValueError, RecursionError) as error:
        refuse(source, [Problem(1, f"JSON inválido: {error}")])
    return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(_twice(key))
        found[key] = value
    return found


def _constant(name: str) -> None:
    raise ValueError(f"{name} não é um valor de JSON; escreva um número ou null")


def _twice(key: object) -> str:
    return f"a chave “{key}” aparece duas vezes; deixe uma só"
