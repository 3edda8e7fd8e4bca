"""The YAML block at the top of a question: flat, without anchors, with line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from scripts.bank.violation import Violation, quote

_MAX_DEPTH = 2
_MAX_CHARS = 8_000
_PLAIN_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")
_INTEGER = "tag:yaml.org,2002:int"
_STRING = "tag:yaml.org,2002:str"


@dataclass(frozen=True)
class Field:
    """A value of the front matter: text, integer, list of texts, or None if of another type."""

    value: str | int | tuple[str, ...] | None
    line: int


@dataclass(frozen=True)
class FrontMatter:
    """The fields by key, and the number of lines that the block takes, fences included."""

    fields: dict[str, Field]
    lines: int


class _RefusedError(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def parse_front_matter(path: Path, text: str) -> tuple[FrontMatter | None, list[Violation]]:
    """Parse the front matter of text. Returns None and why, where there is none to use."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, [
            Violation(path, 1, "falta o cabeçalho YAML; comece o arquivo com uma linha ---")
        ]
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return None, [Violation(path, 1, "o cabeçalho YAML não termina; feche-o com uma linha ---")]
    try:
        return FrontMatter(_read_fields("\n".join(lines[1:end])), end + 1), []
    except _RefusedError as refused:
        return None, [Violation(path, refused.line, refused.message)]


def _read_fields(source: str) -> dict[str, Field]:
    if len(source) > _MAX_CHARS:
        raise _RefusedError(2, f"o cabeçalho YAML passa de {_MAX_CHARS} caracteres; encurte-o")
    try:
        _refuse_dangerous_events(source)
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise _broken(error) from None
    if not isinstance(node, yaml.MappingNode):
        raise _RefusedError(
            2, "o cabeçalho YAML não é uma lista de “chave: valor”; escreva um campo por linha"
        )
    return dict(_pairs(node))


def _refuse_dangerous_events(source: str) -> None:
    """Refuse anchors, aliases, tags and depth, before anything follows or expands them."""
    depth = 0
    for event in yaml.parse(source, Loader=yaml.SafeLoader):
        line = (event.start_mark.line if event.start_mark else 0) + 2
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(
                line,
                "o cabeçalho usa âncora ou alias de YAML (& ou *); escreva o valor por extenso",
            )
        if getattr(event, "tag", None):
            raise _RefusedError(
                line, "o cabeçalho usa uma tag de YAML (!); escreva o valor sem ela"
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            raise _RefusedError(
                line, "o cabeçalho aninha valores demais; use só texto, número ou lista simples"
            )


def _broken(error: yaml.YAMLError) -> _RefusedError:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 2 if mark else 2
    return _RefusedError(
        line, "o cabeçalho YAML está malformado; confira aspas, dois-pontos e recuos desta linha"
    )


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[str, Field]]:
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode):
            raise _RefusedError(line, "uma chave do cabeçalho não é texto; escreva “chave: valor”")
        if key.value in seen:
            raise _RefusedError(
                line, f"a chave {quote(key.value)} aparece duas vezes; deixe só uma"
            )
        seen.add(key.value)
        yield key.value, Field(_value(value), line)


def _value(node: yaml.Node) -> str | int | tuple[str, ...] | None:
    if isinstance(node, yaml.SequenceNode):
        texts = tuple(item.value for item in node.value if item.tag == _STRING)
        return texts if len(texts) == len(node.value) else None
    if node.tag == _STRING:
        return str(node.value)
    # Of what YAML calls an integer, only the plain form: to YAML 014 is twelve.
    if node.tag == _INTEGER and _PLAIN_INTEGER.fullmatch(node.value):
        return int(node.value)
    return None
