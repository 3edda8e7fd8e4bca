"""A kit: the questions for a request, their plan and the name that follows from both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from scripts.bank import Question
from scripts.kit.plan import Plan, make_plan
from scripts.kit.request import Request
from scripts.kit.selection import select

_ID_LENGTH = 10


@dataclass(frozen=True)
class Kit:
    """What is printed. hashes holds the content hash of each question, in order."""

    id: str
    request: Request
    questions: tuple[Question, ...]
    hashes: tuple[str, ...]
    plan: Plan
    shortfalls: tuple[str, ...]

    @property
    def verified(self) -> date:
        """The newest day on which a source of one of the questions was opened."""
        return max(question.latest_verification for question in self.questions)


def make_kit(bank: Sequence[Question], request: Request) -> Kit:
    """Return the kit of bank for request; raises KitError where it can't be met."""
    selection = select(bank, request)
    return assemble(request, selection.questions, selection.shortfalls)


def assemble(
    request: Request, questions: Sequence[Question], shortfalls: Sequence[str] = ()
) -> Kit:
    """Return the kit of these questions, in this order; raises KitError if they don't fit."""
    plan = make_plan(request.minutes, [(question.id, question.minutes) for question in questions])
    hashes = tuple(content_hash(question) for question in questions)
    identity = [asdict(request), [[q.id, h] for q, h in zip(questions, hashes, strict=True)]]
    return Kit(
        id=_digest(identity)[:_ID_LENGTH],
        request=request,
        questions=tuple(questions),
        hashes=hashes,
        plan=plan,
        shortfalls=tuple(shortfalls),
    )


def content_hash(question: Question) -> str:
    """Return a hash of all that a kit prints of question, code of its snippets included."""
    return _digest(
        {
            "id": question.id,
            "theme": question.theme,
            "title": question.title,
            "levels": question.levels,
            "kind": question.kind,
            "minutes": question.minutes,
            "sections": {heading: question.section(heading) for heading in question.sections},
        }
    )


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
