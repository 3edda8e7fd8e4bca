"""What the candidate reads. Nothing here can reach an answer: the type has no place for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scripts.bank import Question
from scripts.kit.kit import Kit
from scripts.kit.markup import blocks, inline
from scripts.kit.wording import candidate_wording


@dataclass(frozen=True)
class CandidateQuestion:
    """The part of a question that may leave the interviewer's hands."""

    id: str
    title: str
    minutes: int
    scenario: str


def for_candidate(question: Question) -> CandidateQuestion:
    """Return question without anything that helps to answer it."""
    return CandidateQuestion(question.id, question.title, question.minutes, question.scenario)


def candidate_sheet(kit: Kit) -> dict[str, Any]:
    """Return the data of the candidate's sheet."""
    return sheet_data(
        kit.id,
        kit.request.level,
        kit.request.minutes,
        tuple(for_candidate(question) for question in kit.questions),
    )


def sheet_data(
    kit_id: str, level: str, minutes: int, questions: tuple[CandidateQuestion, ...]
) -> dict[str, Any]:
    """Return the data of a sheet: title page and questions, all text as markup nodes."""
    return {
        "kit": kit_id,
        "level": level,
        "minutes": minutes,
        "steps": candidate_wording(),
        "questions": [
            {
                "id": question.id,
                "title": inline(question.title),
                "minutes": question.minutes,
                "scenario": blocks(question.scenario, heading_level=4),
            }
            for question in questions
        ],
    }
