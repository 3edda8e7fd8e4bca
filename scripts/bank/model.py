"""A question as the site and the kit see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.bank.includes import expand_includes
from scripts.bank.parts import Probe, RedFlag, Source
from scripts.bank.snippets import expand
from scripts.bank.structure import DIAGRAM, FULL, SCENARIO, SHORT, Section


@dataclass(frozen=True)
class Question:
    """A valid question: its fields, its sections and the parts that the kit prints one by one."""

    id: str
    title: str
    description: str
    levels: tuple[str, ...]
    kind: str
    minutes: int
    tags: tuple[str, ...]
    related: tuple[str, ...]
    theme: str
    slug: str
    path: Path
    source: str
    root: Path
    sections: Mapping[str, Section]
    rubric: Mapping[str, str]
    probes: tuple[Probe, ...]
    red_flags: tuple[RedFlag, ...]
    sources: tuple[Source, ...]

    def section(self, heading: str) -> str:
        """Return the Markdown under heading with its code and partials in place ("" if absent)."""
        section = self.sections.get(heading)
        return (
            expand(expand_includes(section.body, self.root), self.root).strip("\n")
            if section
            else ""
        )

    @property
    def scenario(self) -> str:
        """What the candidate may read besides the title."""
        return self.section(SCENARIO)

    @property
    def short_answer(self) -> str:
        """What is said in 60 seconds."""
        return self.section(SHORT)

    @property
    def answer(self) -> str:
        """The full answer."""
        return self.section(FULL)

    @property
    def diagram(self) -> str:
        """The Mermaid source of the architecture."""
        body = self.section(DIAGRAM)
        return body.partition("```mermaid\n")[2].partition("\n```")[0]

    @property
    def latest_verification(self) -> date:
        """The newest day on which someone opened one of the sources."""
        return max(source.verified for source in self.sources)


@dataclass(frozen=True)
class Bank:
    """All questions, sorted by id."""

    questions: tuple[Question, ...]

    def by_id(self, question_id: str) -> Question:
        """Return the question with this id; raises KeyError where there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)
