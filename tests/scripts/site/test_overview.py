from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from scripts.bank import Bank, Question
from scripts.bank.vocabulary import THEMES
from scripts.site.overview import in_words, overview, question_url


def question(identifier: str, theme: str, minutes: int, verified: date) -> Question:
    values = {"id": identifier, "theme": theme, "minutes": minutes, "slug": identifier.lower()}
    return cast("Question", SimpleNamespace(**values, latest_verification=verified))


ONE = question("AUT-001", "automacao", 10, date(2026, 1, 31))
TWO = question("AUT-002", "automacao", 12, date(2026, 3, 1))
BANK = Bank((ONE, TWO))


def test_every_theme_is_listed_an_empty_one_included() -> None:
    view = overview(BANK)
    assert [theme.theme.slug for theme in view.themes] == list(THEMES)
    assert view.of_theme("escalabilidade").questions == ()
    assert view.of_theme("automacao").questions == (ONE, TWO)


def test_counts_add_up() -> None:
    view = overview(BANK)
    assert (view.count, view.minutes) == (2, 22)
    assert view.of_theme("automacao").minutes == 22
    assert view.latest_verification == date(2026, 3, 1)


def test_an_empty_bank_has_no_date() -> None:
    assert overview(Bank(())).latest_verification is None


def test_related_questions_keep_their_order() -> None:
    assert overview(BANK).related(["AUT-002", "AUT-001"]) == [TWO, ONE]


def test_an_unknown_theme_is_an_error() -> None:
    with pytest.raises(KeyError):
        overview(BANK).of_theme("culinaria")


def test_a_question_s_address_follows_its_file() -> None:
    assert question_url(TWO) == "perguntas/automacao/aut-002/"


def test_a_day_is_written_as_brazilians_do() -> None:
    assert in_words(date(2026, 3, 1)) == "1º de março de 2026"
    assert in_words(date(2026, 11, 23)) == "23 de novembro de 2026"
