"""The score sheet opens right in a spreadsheet and runs nothing there."""

from __future__ import annotations

import csv
import io

import pytest

from scripts.kit.export import SCORES, Export
from scripts.kit.scorecard import as_text


def test_one_row_a_question_with_marks_left_to_fill_in(export: Export) -> None:
    content = export.files[SCORES]
    assert content.startswith(b"\xef\xbb\xbfid;tema;minutos;nota;")
    assert content.endswith(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert [row["id"] for row in rows] == [question.id for question in export.kit.questions]
    assert {row["nota"] + row["evidência"] for row in rows} == {""}
    assert {row["kit"] for row in rows} == {export.kit.id}
    assert {row["minutos"] for row in rows} == {"10"}
    assert "CI/CD para Machine Learning" in {row["tema"] for row in rows}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_cell_that_looks_like_a_formula_becomes_text(cell: str) -> None:
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["AUT-001", "10", "", "a=b"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert as_text(cell) == cell
