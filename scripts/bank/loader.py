"""The whole bank: every file of docs/, and the rules that need more than one question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from scripts.bank.assets import asset_problems
from scripts.bank.duplicates import duplicates
from scripts.bank.guard import check_page
from scripts.bank.includes import FOLDER as INCLUDES
from scripts.bank.includes import check_includes
from scripts.bank.model import Bank
from scripts.bank.page_fields import read_page_fields
from scripts.bank.question import INDEX, QUESTIONS, Reading, read_question
from scripts.bank.reading import read_text
from scripts.bank.snippets import check_references
from scripts.bank.violation import BankError, Violation, quote

DOCS = Path("docs")
ASSETS = DOCS / "assets"


def load_bank(root: Path, today: date | None = None) -> Bank:
    """Return the bank of the repository at root; raises BankError with every violation."""
    readings = _read_questions(root, today or date.today())
    violations = [violation for reading in readings for violation in reading.violations]
    violations += _across(readings)
    if violations:
        raise BankError(violations)
    questions = (reading.question for reading in readings if reading.question)
    return Bank(tuple(sorted(questions, key=lambda question: question.id)))


def check_bank(
    root: Path, files: Sequence[Path] = (), today: date | None = None
) -> list[Violation]:
    """Return the violations of the whole bank, or of the given files and folders alone.

    Rules across questions (ids, related) are always checked against the whole bank; of them,
    those of other files than the given ones are left out.
    """
    wanted = {_absolute(file) for file in files}
    readings = {reading.path: reading for reading in _read_questions(root, today or date.today())}
    for path in wanted - readings.keys():
        if not path.is_dir() and not _is_other_page(path, root):
            readings[path] = read_question(path, root, today or date.today())
    found = [violation for reading in readings.values() for violation in reading.violations]
    found += _across(list(readings.values()))
    # A repeated question is a matter for its author, not a reason to build no site.
    found += duplicates([one.question for one in readings.values() if one.question])
    found += _other_pages(root, wanted, readings.keys())
    return sorted({violation for violation in found if _selected(violation.path, wanted)})


def _absolute(file: Path) -> Path:
    # Not resolve(): a symbolic link must be seen as one, not followed.
    return file.parent.resolve() / file.name


def question_paths(root: Path) -> Iterator[Path]:
    """Yield the paths of the question files, theme pages (index.md) left out."""
    return (path for path in sorted((root / QUESTIONS).rglob("*.md")) if path.name != INDEX)


def _read_questions(root: Path, today: date) -> list[Reading]:
    return [read_question(path, root, today) for path in question_paths(root)]


def _is_other_page(path: Path, root: Path) -> bool:
    question = path.is_relative_to(root / QUESTIONS) and path.name != INDEX
    return path.exists() and path.is_relative_to(root / DOCS) and not question


def _selected(path: Path, wanted: set[Path]) -> bool:
    return not wanted or path in wanted or not wanted.isdisjoint(path.parents)


def _across(readings: Sequence[Reading]) -> list[Violation]:
    first: dict[object, Path] = {}
    found = []
    for reading in readings:
        field = reading.fields.get("id")
        if field and field.value in first:
            other = first[field.value].name
            found.append(
                Violation(
                    reading.path,
                    field.line,
                    f"o id {quote(field.value)} já é de {other}; use outro",
                )
            )
        elif field:
            first[field.value] = reading.path
    return found + [
        violation for reading in readings for violation in _unknown_related(reading, first.keys())
    ]


def _unknown_related(reading: Reading, known: Iterable[object]) -> Iterator[Violation]:
    field, own = reading.fields.get("related"), reading.fields.get("id")
    if field is None or not isinstance(field.value, tuple):
        return
    for item in field.value:
        if own and item == own.value:
            yield Violation(reading.path, field.line, "“related” cita a própria pergunta; apague-a")
        elif item not in set(known):
            message = f"“related” cita {quote(item)}, que não existe; corrija o id"
            yield Violation(reading.path, field.line, message)


def _other_pages(root: Path, wanted: set[Path], done: Iterable[Path]) -> Iterator[Violation]:
    """Check what is published besides the questions: pages, partials and stray files."""
    questions = set(done)
    paths = (path for path in sorted((root / DOCS).rglob("*")) if path not in questions)
    for path in paths:
        if not _selected(path, wanted):
            continue
        if path.is_symlink():
            yield Violation(path, 1, "é um link simbólico; ponha o próprio arquivo no lugar dele")
        elif path.is_dir():
            continue
        elif path.is_relative_to(root / ASSETS):
            yield from (Violation(path, 1, why) for why in asset_problems(path))
        elif path.suffix != ".md":
            yield Violation(
                path,
                1,
                f"não é uma página .md e seria publicado; mova-o para {ASSETS}/ ou apague-o",
            )
        else:
            yield from _check_page_file(path, root)


def _check_page_file(path: Path, root: Path) -> Iterator[Violation]:
    text, violations = read_text(path, root / DOCS)
    yield from violations
    skip, violations = read_page_fields(path, text)
    yield from violations
    problems = check_page(text, skip) + check_references(text, root)
    if not path.is_relative_to(root / INCLUDES):
        problems += check_includes(text, root)
    for line, why in problems:
        yield Violation(path, line, why)
