"""Fenced code blocks at the top level of a Markdown text, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OPENING = re.compile(r"^(?P<indent>[ >]*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")


@dataclass(frozen=True)
class Fence:
    """A fence: index of its opening and closing lines (end is None if never closed).

    swallows is the index of a line inside that looks like the opening of another fence, as is
    left by a forgotten closing line.
    """

    start: int
    end: int | None
    info: str
    swallows: int | None = None


def find_fences(lines: Sequence[str]) -> list[Fence]:
    """Return the fences of lines in order; indexes count from 0."""
    fences: list[Fence] = []
    position = 0
    while position < len(lines):
        opening = _OPENING.match(lines[position])
        if not opening:
            position += 1
            continue
        end = _closing(lines, position + 1, opening["mark"])
        after = len(lines) if end is None else end
        swallows = _opening(lines[position + 1 : after], opening["mark"], position + 1)
        fences.append(Fence(position, end, opening["info"].strip(), swallows))
        position = after + 1
    return fences


def fenced_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the indexes of the lines that a fence covers, its own marks included."""
    covered: set[int] = set()
    for fence in find_fences(lines):
        covered.update(range(fence.start, (len(lines) if fence.end is None else fence.end + 1)))
    return frozenset(covered)


def _opening(inside: Sequence[str], mark: str, offset: int) -> int | None:
    for index, line in enumerate(inside, offset):
        match = _OPENING.match(line)
        if match and match["mark"].startswith(mark) and match["info"].strip():
            return index
    return None


def _closing(lines: Sequence[str], start: int, mark: str) -> int | None:
    for index in range(start, len(lines)):
        text = lines[index].strip(" >")
        if len(text) >= len(mark) and not text.strip(mark[0]):
            return index
    return None
