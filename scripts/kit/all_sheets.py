"""Both sheets with every question of the bank, from which a page of the site picks a kit's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.bank import Question
from scripts.kit.export import make_model
from scripts.kit.formats import make_files
from scripts.kit.kit import assemble, content_hash
from scripts.kit.plan import minutes_needed
from scripts.kit.request import Request


def all_sheets(questions: Sequence[Question], root: Path) -> dict[str, bytes]:
    """Return the HTML of both sheets, by file name, of a kit of all questions."""
    minutes = minutes_needed(sum(question.minutes for question in questions))
    kit = assemble(Request(minutes=minutes), questions)
    return dict(make_files("html", make_model(kit, root)).files)


def catalogue(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Return what choosing among questions takes, for a program in another language."""
    return [
        {
            "id": question.id,
            "theme": question.theme,
            "kind": question.kind,
            "levels": list(question.levels),
            "minutes": question.minutes,
            "title": question.title,
            "hash": content_hash(question),
        }
        for question in questions
    ]
