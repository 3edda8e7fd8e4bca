"""`placar.csv`: one row a question, for the interviewer to fill in.

Excel in Portuguese separates by semicolon, because the comma marks decimals, and reads UTF-8 only
behind a BOM; LibreOffice understands both. The last column tells whose kit the row is.
"""

from __future__ import annotations

import csv
import io

from scripts.bank.vocabulary import THEMES
from scripts.kit.kit import Kit

COLUMNS = ("id", "tema", "minutos", "nota", "evidência", "kit")
_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def scorecard(kit: Kit) -> bytes:
    """Return the score sheet of kit as a CSV file, marks and evidence still empty."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in score_rows(kit):
        writer.writerow([as_text(cell) for cell in row])
    return (_BOM + text.getvalue()).encode()


def score_rows(kit: Kit) -> list[tuple[str, ...]]:
    """Return the row of each question, in the order of COLUMNS."""
    return [
        (question.id, THEMES[question.theme].title, str(question.minutes), "", "", kit.id)
        for question in kit.questions
    ]


def as_text(cell: str) -> str:
    """Return cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
