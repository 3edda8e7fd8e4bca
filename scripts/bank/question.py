"""One question file, from bytes to a Question or to everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from scripts.bank.fences import find_fences
from scripts.bank.fields import check_fields
from scripts.bank.front_matter import Field, FrontMatter, parse_front_matter
from scripts.bank.guard import check_page
from scripts.bank.includes import check_includes
from scripts.bank.model import Question
from scripts.bank.parts import Problem, read_flags, read_probes, read_rubric, read_sources
from scripts.bank.reading import read_text
from scripts.bank.snippets import check_references
from scripts.bank.structure import (
    DIAGRAM,
    FLAGS,
    PROBES,
    RUBRIC,
    SOURCES,
    Section,
    check_structure,
    split_sections,
)
from scripts.bank.violation import Violation, quote
from scripts.bank.vocabulary import THEMES

QUESTIONS = Path("docs") / "perguntas"
INDEX = "index.md"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_Part = TypeVar("_Part")


@dataclass(frozen=True)
class Reading:
    """What came of one file: the question where it is valid, its fields and its violations."""

    path: Path
    fields: dict[str, Field]
    question: Question | None
    violations: tuple[Violation, ...]


def read_question(path: Path, root: Path, today: date) -> Reading:
    """Read the question file at path, in the repository at root. Never raises on its content."""
    text, found = read_text(path, root / QUESTIONS)
    if not text:
        found = found or [
            Violation(path, 1, "o arquivo está vazio; comece por um modelo de pergunta")
        ]
        return Reading(path, {}, None, tuple(found))
    found += _check_place(path, root)
    matter, problems = parse_front_matter(path, text)
    found += problems
    if matter is None:
        return Reading(path, {}, None, tuple(found))
    found += check_fields(path, path.parent.name, matter.fields)
    title = matter.fields["title"].value if "title" in matter.fields else None
    found += check_structure(path, text, matter.lines, title)
    found += [Violation(path, line, why) for line, why in _content_problems(text, matter, root)]
    parts = _Parts(split_sections(text, matter.lines), path, found)
    question = parts.build(path, root, text, matter.fields, today)
    return Reading(path, matter.fields, None if found else question, tuple(found))


def _check_place(path: Path, root: Path) -> list[Violation]:
    parts = (
        path.relative_to(root / QUESTIONS).parts if path.is_relative_to(root / QUESTIONS) else ()
    )
    if len(parts) != 2 or parts[0] not in THEMES:
        themes = ", ".join(THEMES)
        return [Violation(path, 1, f"não está em {QUESTIONS}/<tema>/; os temas são {themes}")]
    if not SLUG.fullmatch(path.stem):
        return [
            Violation(
                path,
                1,
                f"o nome {quote(path.name)} não é minúsculas sem acento com hifens; renomeie-o",
            )
        ]
    return []


def _content_problems(text: str, matter: FrontMatter, root: Path) -> list[Problem]:
    return (
        check_page(text, matter.lines) + check_references(text, root) + check_includes(text, root)
    )


class _Parts:
    """Reads the parts of a question and adds what is wrong with them to found."""

    def __init__(self, sections: dict[str, Section], path: Path, found: list[Violation]) -> None:
        self.sections, self.path, self.found = sections, path, found

    def build(
        self, path: Path, root: Path, text: str, fields: dict[str, Field], today: date
    ) -> Question | None:
        parts: dict[str, Any] = {
            "rubric": self._read(RUBRIC, read_rubric),
            "probes": self._read(PROBES, read_probes),
            "red_flags": self._read(FLAGS, read_flags),
            "sources": self._read(SOURCES, lambda section: read_sources(section, today)),
        }
        self._check_diagram()
        if self.found:
            return None
        values: dict[str, Any] = {key: field.value for key, field in fields.items()}
        place: dict[str, Any] = {
            "theme": path.parent.name,
            "slug": path.stem,
            "path": path,
            "root": root,
            "source": text,
        }
        return Question(**values, **place, **parts, sections=self.sections)

    def _read(
        self, heading: str, reader: Callable[[Section], tuple[_Part, list[Problem]]]
    ) -> _Part | None:
        section = self.sections.get(heading)
        if section is None or not section.body.strip():
            return None
        part, problems = reader(section)
        self.found += [Violation(self.path, line, f"{heading}: {why}") for line, why in problems]
        return part

    def _check_diagram(self) -> None:
        section = self.sections.get(DIAGRAM)
        if section is None or not section.body.strip():
            return
        lines = section.body.split("\n")
        drawn = [fence for fence in find_fences(lines) if fence.info == "mermaid"]
        if len(drawn) != 1 or lines[drawn[0].start] != "```mermaid":
            why = f"{DIAGRAM}: precisa de exatamente um bloco ```mermaid, no começo da linha"
            self.found.append(Violation(self.path, section.line, why))
