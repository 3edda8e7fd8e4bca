"""The score sheet as Excel and LibreOffice see it."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from scripts.kit.export import SPREADSHEET, Export
from scripts.kit.spreadsheet import SCORES, SUMMARY, spreadsheet
from tests.scripts.kit.office import convert


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_one_row_a_question_with_marks_left_to_fill_in(export: Export) -> None:
    sheet = opened(export.files[SPREADSHEET])[SCORES]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("id", "tema", "minutos", "nota", "evidência", "kit")
    assert [row[0] for row in rows[1:]] == [question.id for question in export.kit.questions]
    assert {(row[3], row[4], row[5]) for row in rows[1:]} == {(None, None, export.kit.id)}


def test_only_the_four_points_are_accepted_and_only_marks_can_be_changed(export: Export) -> None:
    sheet = opened(export.files[SPREADSHEET])[SCORES]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.operator, rule.formula1, rule.formula2) == (
        "whole",
        "between",
        "1",
        "4",
    )
    assert str(rule.sqref) == f"D2:D{1 + len(export.kit.questions)}"
    assert rule.showErrorMessage
    assert sheet.protection.sheet
    assert not sheet["D2"].protection.locked
    assert sheet["A2"].protection.locked


def test_the_sums_are_right_where_a_mark_is_missing(export: Export, tmp_path: Path) -> None:
    book = opened(export.files[SPREADSHEET])
    for line, mark in enumerate([4, 2, None, 3], start=2):
        book[SCORES][f"D{line}"] = mark
    book.save(tmp_path / "cheio.xlsx")
    convert(tmp_path / "cheio.xlsx", "ods", tmp_path)
    convert(tmp_path / "cheio.ods", "xlsx", tmp_path)
    summary = load_workbook(tmp_path / "cheio.xlsx", data_only=True)[SUMMARY]
    rows = list(summary.iter_rows(min_row=2, values_only=True))
    themes = [question.theme for question in export.kit.questions]
    assert len(rows) == len(set(themes)) + 1
    assert rows[-1] == ("Total", 3, 9, 12)
    assert sorted(str(row[2] or "") for row in rows[:-1]) == ["", "2", "3", "4"]


def test_two_runs_give_the_same_bytes(export: Export) -> None:
    assert spreadsheet(export.kit) == export.files[SPREADSHEET]


def test_it_was_not_changed_since_the_sources_were_opened(export: Export) -> None:
    properties = opened(export.files[SPREADSHEET]).properties
    assert properties.modified is not None
    assert properties.modified.date() == export.kit.verified
    assert properties.creator == "Engenheiro MLOps na GCP"
