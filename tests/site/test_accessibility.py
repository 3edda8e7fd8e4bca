from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from scripts.site.overview import Overview, question_url
from tests.site.browser import DESKTOP, Visit
from tests.site.conftest import Opener

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW = (320, 640)


def everything(bank: Overview) -> list[str]:
    """Each page of the site, one theme for all."""
    questions = [question_url(question) for question in bank.bank.questions]
    others = ["perguntas/", "tags/", "kits/", "monte-seu-kit/", "kits-na-linha-de-comando/"]
    return ["", bank.themes[0].url, *others, "glossario/", *questions]


def sample(bank: Overview) -> list[str]:
    """The home page, a theme, a page with wide tables and the longest question."""
    longest = max(bank.bank.questions, key=lambda question: len(question.source))
    return ["", bank.themes[0].url, "kits/", "monte-seu-kit/", question_url(longest)]


def check(opened: Visit, page: str) -> None:
    opened.open(page)
    result = Axe().run(opened.page, options={"runOnly": WCAG})
    assert result.violations_count == 0, f"{page}: {result.generate_report()}"


def test_axe_finds_no_violation_on_any_page(open_site: Opener, bank: Overview) -> None:
    with open_site() as opened:
        for page in everything(bank):
            check(opened, page)


@pytest.mark.parametrize("size", [NARROW, DESKTOP], ids=["narrow", "desktop"])
def test_axe_finds_no_violation_in_the_dark(
    open_site: Opener, bank: Overview, size: tuple[int, int]
) -> None:
    with open_site(size=size, scheme="dark") as opened:
        for page in sample(bank):
            check(opened, page)


def test_no_page_scrolls_sideways_on_a_narrow_screen(open_site: Opener, bank: Overview) -> None:
    with open_site(size=NARROW) as visit:
        for page in everything(bank):
            visit.open(page)
            width = visit.page.evaluate("document.documentElement.scrollWidth")
            assert width <= NARROW[0], page


def test_search_dialog_has_a_name(open_site: Opener) -> None:
    with open_site() as visit:
        visit.open("")
        assert visit.page.get_by_role("dialog", name="Busca no site").count() == 1
