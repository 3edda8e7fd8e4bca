"""Which characters of a kit the embedded fonts can print; the others become a mark.

PDF/UA refuses a file that shows a character without a glyph, so it has to be known before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar, cast

SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
_TAB = "    "
# Invisible, private, lone halves of a pair, not assigned.
_DROPPED = frozenset({"Cc", "Cf"})
_UNKNOWN = frozenset({"Co", "Cs", "Cn"})
_Data = TypeVar("_Data")


def clean(text: str) -> str:
    """Return text composed (NFC) and without characters that no font has a picture for."""
    composed = unicodedata.normalize("NFC", text.replace("\t", _TAB))
    if composed.isascii() and composed.isprintable():
        return composed
    return "".join(map(_visible, composed))


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if char == "\n" or category not in _DROPPED | _UNKNOWN:
        return char
    return SUBSTITUTE if category in _UNKNOWN else ""


def clusters(text: str) -> Iterator[str]:
    """Yield each character beyond Latin-1, and each with the marks that sit on it."""
    cluster = ""
    for char in text:
        if unicodedata.category(char).startswith("M"):
            cluster += char
            continue
        if _is_uncommon(cluster):
            yield cluster
        cluster = char
    if _is_uncommon(cluster):
        yield cluster


def _is_uncommon(cluster: str) -> bool:
    return max(cluster, default="") > "\xff"


def missing(candidates: Collection[str], prints: Callable[[list[str]], bool]) -> list[str]:
    """Return those of candidates that prints refuses, asked in as few groups as it takes."""
    pending, found = [sorted(candidates)], []
    while pending:
        group = pending.pop()
        if not group or prints(group):
            continue
        if len(group) == 1:
            found += group
            continue
        middle = len(group) // 2
        pending += [group[middle:], group[:middle]]
    return found


def substitute(data: _Data, absent: Collection[str]) -> _Data:
    """Return data (nested lists and mappings) with each absent cluster as SUBSTITUTE."""
    if not absent:
        return data
    pattern = re.compile("|".join(map(re.escape, sorted(absent, key=len, reverse=True))))
    return map_texts(data, lambda text: pattern.sub(SUBSTITUTE, text))


def map_texts(data: _Data, change: Callable[[str], str]) -> _Data:
    """Return data (lists, mappings) with change applied to each text; keys stay."""
    changed: object = data
    if isinstance(data, str):
        changed = change(data)
    elif isinstance(data, Mapping):
        changed = {key: map_texts(value, change) for key, value in data.items()}
    elif isinstance(data, list):
        changed = [map_texts(value, change) for value in data]
    return cast("_Data", changed)


def texts(data: object) -> Iterator[str]:
    """Yield each text in data; keys of mappings are left out."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)
