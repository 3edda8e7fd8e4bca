"""The gcloud commands that the prose of a page cites in inline code.

A page teaches with wrong commands too: what stands under “Sinais de alerta” or in a warning is not
collected. Elsewhere a command is held to the same rules as one in a block of code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.bank.fences import fenced_lines
from tests.pages.validators.shell import UNKNOWN, gcloud_commands

_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(?P<code>(?:(?!\n[ \t]*\n)[\s\S])+?)(?<!`)\1(?!`)")
_HEADING = re.compile(r"#{1,6} +(?P<text>.*?)\s*#*$")
_WARNING = re.compile(r"(?P<indent> *)(?:!!!|\?\?\?\+?) +(?:warning|danger|failure)\b")
_TEACHES = "Sinais de alerta"
_PLACEHOLDER = re.compile(r"<[^<>\s]+>")
_CUT = ("…", "...")


def cited_commands(page_text: str) -> list[tuple[int, str]]:
    """Return (line from 1, command) for each `gcloud …` in inline code outside teaching places."""
    lines = page_text.split("\n")
    skipped = fenced_lines(lines) | frozenset(_teaching_lines(lines))
    kept = "\n".join("" if index in skipped else line for index, line in enumerate(lines))
    found = []
    for span in _SPAN.finditer(kept):
        command = " ".join(span["code"].split())
        if command == "gcloud" or command.startswith("gcloud "):
            found.append((kept.count("\n", 0, span.start()) + 1, command))
    return found


def is_cut(command: str) -> bool:
    """Tell whether the command is cited only in part, with an ellipsis."""
    return any(mark in command for mark in _CUT)


def words_of(command: str) -> tuple[str, ...]:
    """Return the words of a cited command; each `<PLACEHOLDER>` becomes UNKNOWN."""
    found = gcloud_commands(_PLACEHOLDER.sub(UNKNOWN, command))
    return found[0].words if found else ("gcloud",)


def _teaching_lines(lines: list[str]) -> Iterator[int]:
    """Yield the indexes of the lines of that section and of every warning."""
    section, margin = False, -1
    for index, line in enumerate(lines):
        heading, warning = _HEADING.match(line), _WARNING.match(line)
        if heading and line.startswith("## "):
            section = heading["text"] == _TEACHES
        if warning:
            margin = len(warning["indent"])
        elif line.strip() and len(line) - len(line.lstrip(" ")) <= margin:
            margin = -1
        if section or margin >= 0:
            yield index
