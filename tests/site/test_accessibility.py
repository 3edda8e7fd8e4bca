from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from scripts.site.overview import Overview, question_url
from tests.site.browser import Scheme
from tests.site.conftest import Opener

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW = (320, 640)


def sample(bank: Overview) -> list[str]:
    """The home page, a theme, the other pages, and each question."""
    questions = [question_url(question) for question in bank.bank.questions]
    return ["", bank.themes[0].url, "perguntas/", "kits/", "glossario/", "sobre/", *questions]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(open_site: Opener, bank: Overview, scheme: Scheme) -> None:
    with open_site(scheme=scheme) as visit:
        for page in sample(bank):
            visit.open(page)
            result = Axe().run(visit.page, options={"runOnly": WCAG})
            assert result.violations_count == 0, f"{page}: {result.generate_report()}"


def test_axe_finds_no_violation_on_a_phone(open_site: Opener, bank: Overview) -> None:
    with open_site(size=NARROW) as visit:
        for page in sample(bank):
            visit.open(page)
            result = Axe().run(visit.page, options={"runOnly": WCAG})
            assert result.violations_count == 0, f"{page}: {result.generate_report()}"


def test_no_page_scrolls_sideways_on_a_narrow_screen(open_site: Opener, bank: Overview) -> None:
    with open_site(size=NARROW) as visit:
        for page in sample(bank):
            visit.open(page)
            width = visit.page.evaluate("document.documentElement.scrollWidth")
            assert width <= NARROW[0], page


def test_search_dialog_has_a_name(open_site: Opener) -> None:
    with open_site() as visit:
        visit.open("")
        assert visit.page.get_by_role("dialog", name="Busca no site").count() == 1
