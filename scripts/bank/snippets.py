"""References from a page to the real files under snippets/: `--8<-- "tema/pasta/arquivo.py:secao"`.

The form is the one of pymdownx.snippets; of what that extension accepts (line ranges, several
files, addresses, other numbers of dashes), only this one form is allowed, inside a fence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.bank.fences import fenced_lines
from scripts.bank.reading import read_text

FOLDER = "snippets"
_ANY_MARK = re.compile(r"-+8<-+")
_REFERENCE = re.compile(
    r'^(?P<indent>[ \t]*)--8<-- "(?P<file>[A-Za-z0-9_./-]+?)(?::(?P<section>[a-z0-9_-]+))?"[ \t]*$'
)
_SECTION_MARK = re.compile(
    r"^.*?-+8<-+[ \t]+\[[ \t]*(?P<type>start|end)[ \t]*:"
    r"[ \t]*(?P<name>[a-z][-_0-9a-z]*)[ \t]*\].*?$"
)


class SnippetError(ValueError):
    """A reference that can't be resolved; the message is in Portuguese, with the mend."""


@dataclass(frozen=True)
class Reference:
    """A reference on a page: line index from 0, indent, path below snippets/ and section."""

    index: int
    indent: str
    file: str
    section: str | None


def find_references(lines: Sequence[str]) -> Iterator[Reference]:
    """Yield the well-formed references of lines."""
    for index, line in enumerate(lines):
        match = _REFERENCE.match(line)
        if match:
            yield Reference(index, match["indent"], match["file"], match["section"])


def expand(markdown: str, root: Path) -> str:
    """Return markdown with each reference replaced by the code that it names.

    Raises SnippetError where a file or section is missing or lies outside snippets/.
    """
    lines = markdown.split("\n")
    for reference in find_references(lines):
        code = resolve(reference, root)
        lines[reference.index] = "\n".join(
            (reference.indent + line).rstrip() for line in code.split("\n")
        )
    return "\n".join(lines)


def resolve(reference: Reference, root: Path) -> str:
    """Return the code that the reference names, without its marks and without common indent.

    Raises SnippetError as expand does.
    """
    folder = root / FOLDER
    text, violations = read_text(folder / reference.file, folder)
    if violations:
        raise SnippetError(f"o snippet {reference.file}: {violations[0].message}")
    lines = text.rstrip("\n").split("\n")
    chosen = lines if reference.section is None else _section(lines, reference)
    return _dedent([line for line in chosen if not _SECTION_MARK.match(line)])


def check_references(text: str, root: Path) -> list[tuple[int, str]]:
    """Return (line from 1, message) for each reference of text that is not allowed."""
    lines = text.split("\n")
    covered = fenced_lines(lines)
    good = {reference.index: reference for reference in find_references(lines)}
    found = []
    for index, line in enumerate(lines):
        if not _ANY_MARK.search(line):
            continue
        problem = _problem(good.get(index), index in covered, root)
        if problem:
            found.append((index + 1, problem))
    return found


def _problem(reference: Reference | None, fenced: bool, root: Path) -> str | None:
    if reference is None:
        return 'a referência a código não segue --8<-- "tema/pasta/arquivo.py:secao"; corrija-a'
    if not fenced:
        return "a referência a código está fora de um bloco de código; ponha-a entre crases"
    try:
        resolve(reference, root)
    except SnippetError as error:
        return str(error)
    return None


def _section(lines: Sequence[str], reference: Reference) -> list[str]:
    chosen: list[str] = []
    inside = found = False
    for line in lines:
        mark = _SECTION_MARK.match(line)
        if mark and mark["name"] == reference.section:
            inside = mark["type"] == "start"
            found = found or inside
        elif inside:
            chosen.append(line)
    if not found or inside:
        why = "não fecha" if found else "não existe"
        raise SnippetError(
            f"a seção “{reference.section}” {why} em {reference.file}; confira os marcadores"
        )
    return chosen


def _dedent(lines: Sequence[str]) -> str:
    margins = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    margin = min(margins, default=0)
    return "\n".join(line[margin:] for line in lines).strip("\n")
