"""The front matter of the pages that are not questions: a stranger may edit these too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.bank.fields import MAX_DESCRIPTION, MAX_TITLE, choice, choices, text_up_to
from scripts.bank.front_matter import Field, parse_front_matter
from scripts.bank.violation import Violation, quote
from scripts.bank.vocabulary import THEMES

TEMPLATES = (
    "home.html",
    "all-questions.html",
    "theme-page.html",
    "kits.html",
    "kit-builder.html",
    "coverage.html",
)
HIDEABLE = ("navigation", "toc")
# Without a --- line, MkDocs reads the first paragraph as metadata where it looks like `key: value`.
_LOOSE_FIELD = re.compile(r" {0,3}[A-Za-z0-9_-]+:")


def read_page_fields(path: Path, text: str) -> tuple[int, list[Violation]]:
    """Check the front matter of a page. Returns how many lines it takes, and its violations."""
    first = text.split("\n", 1)[0]
    if _LOOSE_FIELD.match(first):
        message = "a primeira linha seria lida como metadado; comece por um título ou por ---"
        return 0, [Violation(path, 1, message)]
    if first.rstrip() != "---":
        return 0, []
    matter, problems = parse_front_matter(path, text)
    if matter is None:
        return 0, problems
    for key, field in matter.fields.items():
        problems += [Violation(path, field.line, why) for why in _problems(key, field)]
    return matter.lines, problems


def _problems(key: str, field: Field) -> Iterator[str]:
    if key not in _RULES:
        yield f"o campo {quote(key)} não existe nesta página; use {', '.join(_RULES)}"
    else:
        yield from (f"“{key}” {why}" for why in _RULES[key](field.value, ""))


def _anything(_value: object, _theme: str) -> Iterator[str]:
    # What the search plugin is told never reaches the page.
    yield from ()


_RULES: dict[str, Callable[[object, str], Iterator[str]]] = {
    "title": text_up_to(MAX_TITLE),
    "description": text_up_to(MAX_DESCRIPTION),
    "template": choice(TEMPLATES),
    "theme": choice(THEMES),
    "hide": choices(lambda: HIDEABLE, f"use {', '.join(HIDEABLE)}", len(HIDEABLE)),
    "search": _anything,
}
