"""What the interviewer reads and fills in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scripts.bank import Question
from scripts.bank.structure import DIAGRAM, PRACTICE
from scripts.bank.vocabulary import LEVELS, THEMES
from scripts.kit.figures import Figure
from scripts.kit.kit import Kit
from scripts.kit.markup import Node, blocks, inline
from scripts.kit.wording import BELOW, guide_wording


def guide(kit: Kit, figures: Sequence[Figure]) -> dict[str, Any]:
    """Return the data of the guide; figures belong to the questions, in order."""
    questions = zip(kit.questions, figures, strict=True)
    return {
        "kit": kit.id,
        "level": kit.request.level,
        "minutes": kit.request.minutes,
        "verified": kit.verified.isoformat(),
        "opening": kit.plan.opening,
        "closing": kit.plan.closing,
        "plan": _plan(kit),
        "wording": guide_wording(len(kit.questions), kit.request.minutes, kit.plan.closing),
        "shortfalls": list(kit.shortfalls),
        "questions": [_question(kit, question, figure) for question, figure in questions],
        "themes": _themes(kit.questions),
    }


def picture_name(question: Question) -> str:
    """Return the name under which the guide asks for the diagram of question."""
    return f"{question.id}.svg"


def _plan(kit: Kit) -> list[dict[str, Any]]:
    titles = {question.id: inline(question.title) for question in kit.questions}
    return [
        {
            "start": f"{step.start // 60}:{step.start % 60:02}",
            "label": step.label,
            "title": titles.get(step.label, []),
            "minutes": step.minutes,
        }
        for step in kit.plan.steps()
    ]


def _themes(questions: Sequence[Question]) -> list[dict[str, Any]]:
    return [
        {
            "title": theme.title,
            "ids": [question.id for question in questions if question.theme == theme.slug],
        }
        for theme in THEMES.values()
        if any(question.theme == theme.slug for question in questions)
    ]


def _question(kit: Kit, question: Question, figure: Figure) -> dict[str, Any]:
    return {
        "id": question.id,
        "title": inline(question.title),
        "theme": THEMES[question.theme].title,
        "kind": question.kind,
        "levels": ", ".join(question.levels),
        "minutes": question.minutes,
        "scenario": blocks(question.scenario),
        "short": blocks(question.short_answer),
        "picture": {"file": picture_name(question), "alt": figure.alt},
        "scores": _scores(question, kit.request.level),
        "probes": [_pair(probe.question, probe.adds) for probe in question.probes],
        "flags": [_pair(flag.statement, flag.why) for flag in question.red_flags],
        **_appendix(question),
    }


def _scores(question: Question, level: str) -> list[dict[str, Any]]:
    anchors = [("abaixo", BELOW), *((name, question.rubric[name]) for name in LEVELS)]
    return [
        {"points": points, "level": name, "heard": inline(heard), "expected": name == level}
        for points, (name, heard) in enumerate(anchors, start=1)
    ]


def _pair(lead: str, rest: str) -> dict[str, list[Node]]:
    return {"lead": inline(lead), "rest": inline(rest)}


def _appendix(question: Question) -> dict[str, Any]:
    drawn = [
        node for node in blocks(question.section(DIAGRAM)) if node.get("language") != "mermaid"
    ]
    return {
        "answer": blocks(question.answer),
        "architecture": drawn,
        "practice": blocks(question.section(PRACTICE)),
        "sources": [
            {
                "title": inline(source.title),
                "url": source.url,
                "verified": source.verified.isoformat(),
            }
            for source in question.sources
        ],
    }
