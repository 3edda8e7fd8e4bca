"""The bank as the templates list it: themes, their questions, counts and minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scripts.bank import Bank, Question
from scripts.bank.vocabulary import THEMES, Theme

MONTHS = (
    *("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho"),
    *("agosto", "setembro", "outubro", "novembro", "dezembro"),
)


@dataclass(frozen=True)
class ThemeOverview:
    """A theme and its questions, in the order of their ids."""

    theme: Theme
    questions: tuple[Question, ...]

    @property
    def url(self) -> str:
        """Address of the theme's page, relative to the site's root."""
        return f"perguntas/{self.theme.slug}/"

    @property
    def minutes(self) -> int:
        """What asking all of its questions takes."""
        return sum(question.minutes for question in self.questions)


@dataclass(frozen=True)
class Overview:
    """All themes, in the order of the vocabulary, an empty one included."""

    themes: tuple[ThemeOverview, ...]
    bank: Bank

    @property
    def count(self) -> int:
        """Number of questions in the bank."""
        return len(self.bank.questions)

    @property
    def minutes(self) -> int:
        """What asking every question takes."""
        return sum(theme.minutes for theme in self.themes)

    @property
    def latest_verification(self) -> date | None:
        """The newest day on which a source was opened; None for an empty bank."""
        dates = [question.latest_verification for question in self.bank.questions]
        return max(dates, default=None)

    def of_theme(self, slug: str) -> ThemeOverview:
        """Return the theme with this slug; raises KeyError where there is none."""
        for theme in self.themes:
            if theme.theme.slug == slug:
                return theme
        raise KeyError(slug)

    def related(self, ids: list[str]) -> list[Question]:
        """Return the questions with these ids, in their order."""
        return [self.bank.by_id(question_id) for question_id in ids]


def overview(bank: Bank) -> Overview:
    """Return the bank grouped by theme."""
    return Overview(
        tuple(
            ThemeOverview(theme, tuple(q for q in bank.questions if q.theme == slug))
            for slug, theme in THEMES.items()
        ),
        bank,
    )


def question_url(question: Question) -> str:
    """Return the address of a question's page, relative to the site's root."""
    return f"perguntas/{question.theme}/{question.slug}/"


def in_words(day: date) -> str:
    """Return a day as Brazilians write it: 3 de março de 2026."""
    ordinal = "1º" if day.day == 1 else str(day.day)
    return f"{ordinal} de {MONTHS[day.month - 1]} de {day.year}"
