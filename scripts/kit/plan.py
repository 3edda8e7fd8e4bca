"""How the minutes of an interview are spent; the parts always add up to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.kit.problem import KitError

# The least and the most minutes of a part, whatever the length of the interview.
_OPENING, _CLOSING = (3, 5), (3, 10)


@dataclass(frozen=True)
class Step:
    """A part of the interview: when it starts and how long it takes, in minutes."""

    label: str
    start: int
    minutes: int


@dataclass(frozen=True)
class Plan:
    """Minutes of each part. reserve holds the buffer and what no question could use."""

    total: int
    opening: int
    questions: tuple[tuple[str, int], ...]
    closing: int
    reserve: int

    @property
    def asking(self) -> int:
        """Minutes of all questions together."""
        return sum(minutes for _, minutes in self.questions)

    def steps(self) -> list[Step]:
        """Return the parts in order, each starting where the one before it ends."""
        parts = [
            ("Abertura", self.opening),
            *self.questions,
            ("Perguntas do candidato", self.closing),
            ("Reserva", self.reserve),
        ]
        steps: list[Step] = []
        clock = 0
        for label, minutes in parts:
            steps.append(Step(label, clock, minutes))
            clock += minutes
        return steps


def opening_minutes(total: int) -> int:
    """Return the minutes for the opening script in an interview of total minutes."""
    return _between(_OPENING, total // 10)


def closing_minutes(total: int) -> int:
    """Return the minutes kept for the candidate's own questions."""
    # Half a step apart from the opening: a minute more never leaves less for questions.
    return _between(_CLOSING, (total - 5) // 10)


def buffer_minutes(total: int) -> int:
    """Return a tenth of total, rounded up: answers take longer than planned."""
    return -(-total // 10)


def _between(limits: tuple[int, int], minutes: int) -> int:
    low, high = limits
    return max(low, min(high, minutes))


def minutes_for_questions(total: int) -> int:
    """Return what an interview of total minutes leaves for questions (may be negative)."""
    return total - opening_minutes(total) - closing_minutes(total) - buffer_minutes(total)


def minutes_needed(asking: int) -> int:
    """Return the shortest interview that leaves asking minutes for questions."""
    total = asking
    while minutes_for_questions(total) < asking:
        total += 1
    return total


def make_plan(total: int, questions: Sequence[tuple[str, int]]) -> Plan:
    """Return the plan for questions (label, minutes); raises KitError if they don't fit."""
    asking = sum(minutes for _, minutes in questions)
    left = minutes_for_questions(total) - asking
    if left < 0:
        raise KitError(
            f"as perguntas pedem {asking} min e, em {total}, cabem {max(0, left + asking)}"
            f"; use --minutes {minutes_needed(asking)} ou menos perguntas"
        )
    reserve = buffer_minutes(total) + left
    return Plan(total, opening_minutes(total), tuple(questions), closing_minutes(total), reserve)
