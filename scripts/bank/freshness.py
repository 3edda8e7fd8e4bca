"""Sources age: which questions nobody has checked against them for too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scripts.bank.model import Bank
from scripts.bank.violation import Violation


def stale(bank: Bank, days: int, today: date) -> Iterator[Violation]:
    """Yield a line for each question whose newest verification is more than days old."""
    for question in bank.questions:
        age = (today - question.latest_verification).days
        if age > days:
            yield Violation(
                question.path,
                question.sections["Fontes"].line,
                f"{question.id}: a fonte mais recente foi verificada há {age} dias"
                f" ({question.latest_verification}); abra as fontes de novo e atualize as datas",
            )
