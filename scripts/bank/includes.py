"""Prose partials: `{!nome.md!}` on a line of its own takes docs/_includes/nome.md.

markdown-include itself reads any path, follows links, works inside code and is silent on some
mistakes; so what is not exactly this form is refused before a build.
"""

from __future__ import annotations

import re
from pathlib import Path

from scripts.bank.fences import fenced_lines
from scripts.bank.reading import read_text

FOLDER = Path("docs") / "_includes"
_INCLUDE = re.compile(r"^\{!(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*\.md)!\}$")
_MARK = "{!"


def expand_includes(markdown: str, root: Path) -> str:
    """Return markdown with each include replaced by its partial; call check_includes before."""
    lines = markdown.split("\n")
    for index, line in enumerate(lines):
        match = _INCLUDE.match(line)
        if match:
            lines[index] = read_text(root / FOLDER / match["name"], root / FOLDER)[0].strip("\n")
    return "\n".join(lines)


def check_includes(text: str, root: Path) -> list[tuple[int, str]]:
    """Return (line from 1, message) for each include of text that is not allowed."""
    lines = text.split("\n")
    covered = fenced_lines(lines)
    found = []
    for index, line in enumerate(lines):
        if _MARK in line:
            problem = _problem(line, index in covered, root)
            if problem:
                found.append((index + 1, problem))
    return found


def _problem(line: str, fenced: bool, root: Path) -> str | None:
    match = _INCLUDE.match(line)
    if fenced:
        return "há {! em um bloco de código, que também seria incluído; separe os dois caracteres"
    if not match:
        return f"a inclusão não é {{!nome.md!}} sozinha na linha, de um arquivo de {FOLDER}/"
    folder = root / FOLDER
    text, violations = read_text(folder / match["name"], folder)
    if violations:
        return f"a inclusão {match['name']}: {violations[0].message}"
    if _MARK in text or "8<-" in text:
        return f"a inclusão {match['name']} contém outra inclusão; deixe só texto nela"
    return None
