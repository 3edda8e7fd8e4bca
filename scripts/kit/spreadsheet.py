"""`placar.xlsx`: the score sheet that accepts only 1 to 4, and adds up by itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from scripts.bank.vocabulary import THEMES
from scripts.kit.archive import normalised
from scripts.kit.kit import Kit
from scripts.kit.scorecard import COLUMNS, as_text, score_rows

SCORES, SUMMARY = "Notas", "Soma"
LOWEST, HIGHEST = 1, 4
_WIDTHS = (12, 34, 10, 8, 70, 14)
_MARK, _EVIDENCE = COLUMNS.index("nota") + 1, COLUMNS.index("evidência") + 1
_HEAD = PatternFill("solid", fgColor="F6F3EC")


def spreadsheet(kit: Kit) -> bytes:
    """Return the score sheet of kit as an Excel file, marks and evidence still empty."""
    book = Workbook()
    scores = book.active
    assert isinstance(scores, Worksheet)
    scores.title = SCORES
    _fill_scores(scores, score_rows(kit))
    _fill_summary(book.create_sheet(SUMMARY), kit, len(kit.questions) + 1)
    day = datetime(kit.verified.year, kit.verified.month, kit.verified.day, 12)
    book.properties.created = book.properties.modified = day
    book.properties.creator = "Engenheiro MLOps na GCP"
    book.properties.title = f"Placar · kit {kit.id}"
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    # Workbook.save would date the file with the moment of saving.
    ExcelWriter(book, zipfile.ZipFile(file, "w")).save()
    return normalised(file.getvalue())


def _fill_scores(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() else as_text(cell) for cell in row])
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
        sheet.cell(1, number).fill = _HEAD
    for line in range(2, len(rows) + 2):
        for column in (_MARK, _EVIDENCE):
            sheet.cell(line, column).protection = Protection(locked=False)
        sheet.cell(line, _EVIDENCE).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    sheet.protection.sheet = True
    _accept_marks_only(sheet, len(rows))


def _accept_marks_only(sheet: Worksheet, count: int) -> None:
    letter = get_column_letter(_MARK)
    rule = DataValidation(
        type="whole",
        operator="between",
        formula1=str(LOWEST),
        formula2=str(HIGHEST),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Nota de 1 a 4",
        error="Escreva 1, 2, 3 ou 4; deixe em branco a pergunta que não foi feita.",
    )
    rule.add(f"{letter}2:{letter}{count + 1}")
    sheet.add_data_validation(rule)


def _fill_summary(sheet: Worksheet, kit: Kit, last: int) -> None:
    sheet.append(("tema", "perguntas feitas", "soma", "de"))
    marks, themes = f"{SCORES}!$D$2:$D${last}", f"{SCORES}!$B$2:$B${last}"
    titles = [theme.title for slug, theme in THEMES.items()
              if any(question.theme == slug for question in kit.questions)]  # fmt: skip
    for line, title in enumerate(titles, start=2):
        asked = f'=COUNTIFS({themes},A{line},{marks},">=1")'
        total = f'=IF(B{line}=0,"",SUMIF({themes},A{line},{marks}))'
        sheet.append((title, asked, total, f"={HIGHEST}*B{line}"))
    end = len(titles) + 1
    sheet.append(("Total", f"=SUM(B2:B{end})", f'=IF(B{end + 1}=0,"",SUM(C2:C{end}))',
                  f"=SUM(D2:D{end})"))  # fmt: skip
    for column, width in zip("ABCD", (34, 18, 8, 8), strict=True):
        sheet.column_dimensions[column].width = width
        sheet[f"{column}1"].font = Font(bold=True)
        sheet[f"{column}1"].fill = _HEAD
        sheet[f"{column}{end + 1}"].font = Font(bold=True)
    sheet.protection.sheet = True
