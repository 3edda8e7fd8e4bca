"""The rules of each front-matter field of a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from scripts.bank.front_matter import Field
from scripts.bank.violation import Violation, quote
from scripts.bank.vocabulary import KINDS, LEVELS, MAX_MINUTES, MIN_MINUTES, THEMES, load_tags

ID_PATTERN = re.compile(r"[A-Z]{3}-[0-9]{3}")
MAX_TITLE, MAX_DESCRIPTION, MAX_TAGS = 240, 160, 10
Rule = Callable[[object, str], Iterator[str]]

# MkDocs fills the page's <title> and <meta> with these two without escaping them.
_MARKUP = re.compile(r"[<>\"]|&#?\w+;")


def check_fields(path: Path, theme: str, fields: dict[str, Field]) -> list[Violation]:
    """Return every violation of the fields of the question at path, of the given theme."""
    found = []
    for key, rule in _RULES.items():
        if key not in fields:
            found.append(Violation(path, 1, f"falta o campo “{key}” no cabeçalho; acrescente-o"))
            continue
        field = fields[key]
        found += [Violation(path, field.line, f"“{key}” {why}") for why in rule(field.value, theme)]
    for key in fields.keys() - _RULES.keys():
        message = f"o campo {quote(key)} não existe; use {', '.join(_RULES)}"
        found.append(Violation(path, fields[key].line, message))
    return found


def _id(value: object, theme: str) -> Iterator[str]:
    if not isinstance(value, str) or not ID_PATTERN.fullmatch(value):
        yield f"é {quote(value)}; escreva três maiúsculas, hífen e três algarismos (AUT-002)"
    elif theme in THEMES and not value.startswith(THEMES[theme].prefix + "-"):
        yield f"é {quote(value)}, mas as perguntas de {theme}/ começam com {THEMES[theme].prefix}-"


def text_up_to(limit: int) -> Rule:
    """Return the rule of a text of one line, up to limit characters, without markup."""

    def rule(value: object, _theme: str) -> Iterator[str]:
        if not isinstance(value, str) or not value.strip():
            yield "precisa ser um texto; escreva-o entre aspas se tiver dois-pontos"
            return
        if len(value) > limit:
            yield f"tem {len(value)} caracteres e o limite é {limit}; encurte-o"
        if "\n" in value:
            yield "ocupa mais de uma linha; escreva-o em uma só"
        if _MARKUP.search(value):
            yield 'contém <, >, " ou uma entidade HTML; escreva por extenso'

    return rule


def choice(allowed: Collection[str]) -> Rule:
    """Return the rule of a value out of allowed."""

    def rule(value: object, _theme: str) -> Iterator[str]:
        if value not in allowed:
            yield f"é {quote(value)}; use um destes: {', '.join(allowed)}"

    return rule


def choices(allowed: Callable[[], Collection[str]], hint: str, limit: int) -> Rule:
    """Return the rule of a list of 1 to limit values out of allowed; hint is the mend."""

    def rule(value: object, _theme: str) -> Iterator[str]:
        yield from _list_problems(value, minimum=1, limit=limit)
        for item in value if isinstance(value, tuple) else ():
            if item not in allowed():
                yield f"tem o valor desconhecido {quote(item)}; {hint}"

    return rule


def _minutes(value: object, _theme: str) -> Iterator[str]:
    if not isinstance(value, int) or not MIN_MINUTES <= value <= MAX_MINUTES:
        yield f"é {quote(value)}; escreva um número inteiro de {MIN_MINUTES} a {MAX_MINUTES}"


def _related(value: object, _theme: str) -> Iterator[str]:
    yield from _list_problems(value, minimum=0, limit=10)
    for item in value if isinstance(value, tuple) else ():
        if not ID_PATTERN.fullmatch(item):
            yield f"tem {quote(item)}, que não é um id; escreva ids como AUT-001"


def _list_problems(value: object, *, minimum: int, limit: int) -> Iterator[str]:
    if not isinstance(value, tuple):
        yield "precisa ser uma lista de textos, como [a, b]"
    elif not minimum <= len(value) <= limit:
        yield f"tem {len(value)} itens; escreva de {minimum} a {limit}"
    elif len(set(value)) < len(value):
        yield "repete um item; deixe só um de cada"


_RULES: dict[str, Rule] = {
    "id": _id,
    "title": text_up_to(MAX_TITLE),
    "description": text_up_to(MAX_DESCRIPTION),
    "levels": choices(lambda: LEVELS, f"use {', '.join(LEVELS)}", len(LEVELS)),
    "kind": choice(KINDS),
    "minutes": _minutes,
    "tags": choices(load_tags, "use uma tag de scripts/bank/tags.txt", MAX_TAGS),
    "related": _related,
}
