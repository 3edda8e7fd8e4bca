"""Marks side by side, and nothing computed over what is not there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.kit.comparison import Compared, as_csv, as_table, compare, describe
from scripts.kit.filled import Filled
from scripts.kit.problem import KitError

MARKS = st.none() | st.integers(1, 4)


def sheet(name: str, *marks: int | None) -> Filled:
    return Filled(name, {f"AUT-{number:03}": mark for number, mark in enumerate(marks, 1)})


def test_agreement_is_the_share_of_pairs_with_the_same_mark() -> None:
    assert Compared("x", (3, 3, 3)).agreement == 1
    assert Compared("x", (3, 3, 2)).agreement == pytest.approx(1 / 3)
    assert Compared("x", (1, 2, 3)).agreement == 0
    assert Compared("x", (3, None)).agreement is None


def test_spread_is_highest_minus_lowest() -> None:
    assert Compared("x", (1, 4, None)).spread == 3
    assert Compared("x", (2, None)).spread is None


def test_a_mean_needs_every_mark() -> None:
    assert Compared("x", (2, 3)).mean == 2.5
    assert Compared("x", (2, 3, None)).mean is None


@given(st.lists(MARKS, min_size=2, max_size=6))
def test_what_is_computed_stays_within_its_bounds(marks: list[int | None]) -> None:
    question = Compared("x", tuple(marks))
    assert question.spread is None or 0 <= question.spread <= 3
    assert question.agreement is None or 0 <= question.agreement <= 1
    assert question.mean is None or 1 <= question.mean <= 4
    assert (question.spread == 0) == (question.agreement == 1)


def test_a_sum_is_given_only_to_who_marked_everything() -> None:
    result = compare("k", [sheet("ana", 1, 2), sheet("bia", 4, None)])
    assert (result.total(0), result.total(1)) == (3, None)
    assert as_table(result)[-1] == ["soma", "3", "", "", "", ""]


def test_the_table_has_a_row_a_question_and_a_column_an_interviewer() -> None:
    result = compare("k", [sheet("ana", 3, 1), sheet("bia", 4, 3)])
    assert as_table(result)[:3] == [
        ["pergunta", "ana", "bia", "diferença", "acordo", "média"],
        ["AUT-001", "3", "4", "1", "0%", "3,5"],
        ["AUT-002", "1", "3", "2", "0%", "2,0"],
    ]


def test_who_reads_it_learns_what_to_talk_about() -> None:
    said = "\n".join(describe(compare("k", [sheet("ana", 3, 1, 2), sheet("bia", 3, 3, None)])))
    assert "De 2 perguntas com duas notas ou mais: 1 com todas iguais, 1 a no máximo 1" in said
    assert "Conversem primeiro sobre AUT-002: 2 pontos ou mais" in said
    assert "bia deixou 1 em branco" in said


def test_a_name_that_looks_like_a_formula_is_text_in_the_csv() -> None:
    content = as_csv(compare("k", [sheet("=1+1", 1), sheet("bia", 1)])).decode("utf-8-sig")
    assert content.startswith("pergunta;'=1+1;bia;")


@pytest.mark.parametrize("names", [[], ["ana"], ["ana", "ana"]])
def test_too_few_or_the_same_twice_is_refused(names: list[str]) -> None:
    with pytest.raises(KitError):
        compare("k", [sheet(name, 1) for name in names])
