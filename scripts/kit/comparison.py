"""Several interviewers' marks side by side: where they agree, and what to talk about."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from scripts.kit.filled import Filled
from scripts.kit.problem import KitError
from scripts.kit.scorecard import as_text

# Two points apart is the distance between two levels of the rubric with one between them.
FAR_APART = 2
_BOM = "\ufeff"


@dataclass(frozen=True)
class Compared:
    """The marks of a question in the order of the interviewers, None where there is none."""

    id: str
    marks: tuple[int | None, ...]

    @property
    def given(self) -> tuple[int, ...]:
        """The marks that were given."""
        return tuple(mark for mark in self.marks if mark is not None)

    @property
    def spread(self) -> int | None:
        """Highest minus lowest mark; None with fewer than two marks."""
        return max(self.given) - min(self.given) if len(self.given) > 1 else None

    @property
    def agreement(self) -> float | None:
        """Share of the pairs of interviewers that gave the same mark; None without a pair."""
        pairs = list(combinations(self.given, 2))
        return sum(a == b for a, b in pairs) / len(pairs) if pairs else None

    @property
    def mean(self) -> float | None:
        """Mean mark; None if one is missing, for a mean over who is left compares nothing."""
        return sum(self.given) / len(self.given) if None not in self.marks else None


@dataclass(frozen=True)
class Comparison:
    """The questions of a kit as several interviewers marked them."""

    kit: str
    interviewers: tuple[str, ...]
    questions: tuple[Compared, ...]

    def total(self, interviewer: int) -> int | None:
        """Sum of the marks of an interviewer; None if one is missing."""
        marks = [question.marks[interviewer] for question in self.questions]
        return None if None in marks else sum(mark for mark in marks if mark is not None)

    def blanks(self, interviewer: int) -> int:
        """How many questions an interviewer gave no mark."""
        return sum(question.marks[interviewer] is None for question in self.questions)


def compare(kit: str, sheets: Sequence[Filled]) -> Comparison:
    """Return the comparison of sheets, all of one kit; raises KitError on fewer than two."""
    names = [sheet.interviewer for sheet in sheets]
    if len(sheets) < 2:
        raise KitError("é preciso ao menos dois placares preenchidos; passe um por entrevistador")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise KitError(f"dois placares se chamam {', '.join(twice)}; dê a cada arquivo um nome")
    questions = tuple(
        Compared(name, tuple(sheet.marks[name] for sheet in sheets)) for name in sheets[0].marks
    )
    return Comparison(kit, tuple(names), questions)


def as_table(comparison: Comparison) -> list[list[str]]:
    """Return the comparison as rows of text, the header first and the sums last."""
    header = ["pergunta", *comparison.interviewers, "diferença", "acordo", "média"]
    rows = [
        [
            question.id,
            *("" if mark is None else str(mark) for mark in question.marks),
            "" if question.spread is None else str(question.spread),
            "" if question.agreement is None else f"{question.agreement:.0%}",
            "" if question.mean is None else f"{question.mean:.1f}".replace(".", ","),
        ]
        for question in comparison.questions
    ]
    totals = (comparison.total(number) for number in range(len(comparison.interviewers)))
    sums = ["soma", *("" if total is None else str(total) for total in totals), "", "", ""]
    return [header, *rows, sums]


def as_csv(comparison: Comparison) -> bytes:
    """Return the table as a CSV file that opens in a Portuguese spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([as_text(cell) for cell in row] for row in as_table(comparison))
    return (_BOM + text.getvalue()).encode()


def describe(comparison: Comparison) -> Iterator[str]:
    """Yield the lines that say what came of the comparison."""
    table = as_table(comparison)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    yield f"Kit {comparison.kit} · {len(comparison.interviewers)} entrevistadores"
    for row in table:
        cells = [row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]
        yield "  ".join(cells).rstrip()
    yield from _remarks(comparison)


def _remarks(comparison: Comparison) -> Iterator[str]:
    spreads = [q.spread for q in comparison.questions if q.spread is not None]
    if spreads:
        equal, near = spreads.count(0), sum(spread <= 1 for spread in spreads)
        yield (
            f"De {len(spreads)} perguntas com duas notas ou mais: {equal} com todas iguais,"
            f" {near} a no máximo 1 ponto."
        )
    far = [q.id for q in comparison.questions if q.spread is not None and q.spread >= FAR_APART]
    if far:
        yield f"Conversem primeiro sobre {', '.join(far)}: {FAR_APART} pontos ou mais de diferença."
    for number, name in enumerate(comparison.interviewers):
        blanks = comparison.blanks(number)
        if blanks:
            yield f"{name} deixou {blanks} em branco: sem soma, e sem média nessas perguntas."
