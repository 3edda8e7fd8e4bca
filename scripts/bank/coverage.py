"""What the bank covers and where it is thin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scripts.bank.model import Bank, Question
from scripts.bank.vocabulary import KINDS, LEVELS, THEMES

# Below these, an interview can't vary from one candidate to the next.
ENOUGH_A_THEME, ENOUGH_A_LEVEL, ENOUGH_A_KIND = 4, 8, 3

# The question set that the bank grew from, in its order.
SEED = ("ORQ-001", "ORQ-002", "AUT-001", "AUT-002", "MON-001", "MON-002", "SEG-001", "SEG-002")

GUIDE_URL = "https://cloud.google.com/learn/certification/machine-learning-engineer"
DOMAINS_FILE = Path(__file__).with_name("exam_domains.txt")


@dataclass(frozen=True)
class Row:
    """A theme, level or kind: its name, its questions, and how many would be enough."""

    name: str
    questions: tuple[Question, ...]
    enough: int

    @property
    def minutes(self) -> int:
        """What asking all of them takes."""
        return sum(question.minutes for question in self.questions)

    @property
    def is_thin(self) -> bool:
        """Whether there are fewer than enough."""
        return len(self.questions) < self.enough

    def of(self, level: str, kind: str = "") -> tuple[Question, ...]:
        """Return the questions that fit a level, and a kind where one is given."""
        return tuple(
            question
            for question in self.questions
            if level in question.levels and kind in ("", question.kind)
        )


@dataclass(frozen=True)
class Coverage:
    """The bank by theme, level, kind, seed question and domain of the exam."""

    bank: Bank
    themes: tuple[Row, ...]
    levels: tuple[Row, ...]
    kinds: tuple[Row, ...]
    domains: tuple[Row, ...]
    missing_seed: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """What asking every question takes."""
        return sum(question.minutes for question in self.bank.questions)


def coverage(bank: Bank) -> Coverage:
    """Return what the questions of bank cover."""

    def rows(
        names: Sequence[str], enough: int, fits: Callable[[Question, str], bool]
    ) -> tuple[Row, ...]:
        return tuple(
            Row(name, tuple(q for q in bank.questions if fits(q, name)), enough) for name in names
        )

    known = {question.id for question in bank.questions}
    domains = exam_domains()
    return Coverage(
        bank,
        rows(tuple(THEMES), ENOUGH_A_THEME, lambda question, slug: question.theme == slug),
        rows(LEVELS, ENOUGH_A_LEVEL, lambda question, level: level in question.levels),
        rows(KINDS, ENOUGH_A_KIND, lambda question, kind: question.kind == kind),
        rows(tuple(domains), 1, lambda question, name: bool(domains[name] & {*question.tags})),
        tuple(question_id for question_id in SEED if question_id not in known),
    )


@cache
def exam_domains() -> dict[str, frozenset[str]]:
    """Return the tags of each domain of the exam, read from exam_domains.txt."""
    lines = DOMAINS_FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ") for line in lines if not line.startswith("#"))
    return {name: frozenset(tags.split()) for name, tags in pairs}


def describe_coverage(found: Coverage) -> Iterator[str]:
    """Yield the lines that tell a maintainer what the bank covers."""
    yield f"{len(found.bank.questions)} perguntas, {found.minutes} minutos"
    yield ""
    yield from _grid(found)
    yield ""
    for title, rows in (("Níveis", found.levels), ("Tipos", found.kinds)):
        counts = (f"{row.name} {len(row.questions)} ({row.minutes} min)" for row in rows)
        yield f"{title}: {', '.join(counts)}"
    seed = ", ".join(found.missing_seed)
    yield f"Perguntas de origem: {f'faltam {seed}' if seed else f'as {len(SEED)} estão no banco'}"
    yield ""
    yield f"Domínios do guia Professional Machine Learning Engineer ({GUIDE_URL}):"
    for row in found.domains:
        ids = ", ".join(question.id for question in row.questions)
        yield f"  {row.name}: {ids or 'nenhuma pergunta'}"
    yield ""
    yield from _thin(found)


def _grid(found: Coverage) -> Iterator[str]:
    """Yield theme × level × kind: how many questions, and their minutes."""
    yield _line("tema", [level for level in LEVELS for _ in KINDS], "min")
    yield _line("", [kind[:6] for _ in LEVELS for kind in KINDS], "")
    for row in found.themes:
        cells = [str(len(row.of(level, kind)) or "·") for level in LEVELS for kind in KINDS]
        yield _line(row.name, cells, str(row.minutes))


def _line(name: str, cells: Sequence[str], minutes: str) -> str:
    return f"{name:14}{''.join(f'{cell:>7}' for cell in cells)}{minutes:>6}".rstrip()


def _thin(found: Coverage) -> Iterator[str]:
    rows = [*found.themes, *found.levels, *found.kinds, *found.domains]
    thin = [f"{row.name} ({len(row.questions)} de {row.enough})" for row in rows if row.is_thin]
    empty = [
        f"{row.name} para {level}"
        for row in found.themes
        for level in LEVELS
        if row.questions and not row.of(level)
    ]
    if thin:
        yield f"Fino: {', '.join(thin)}"
    if empty:
        yield f"Sem nenhuma: {', '.join(empty)}"
    if not thin and not empty:
        yield "Nada fino: todo tema, nível e tipo tem o bastante."
