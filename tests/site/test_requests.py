from __future__ import annotations

from scripts.site.overview import Overview, question_url
from tests.site.browser import PHONE
from tests.site.conftest import Opener
from tests.site.server import SiteServer

FIRST_VISIT_LIMIT = 110_000  # bytes, compressed, all requests of a first visit
OTHER_PAGES = (
    *("", "perguntas/", "tags/", "kits/", "monte-seu-kit/", "kits-na-linha-de-comando/"),
    *("glossario/", "contribuir/", "sobre/", "nada/"),
)


def test_no_page_asks_another_host_or_leaves_a_cookie(open_site: Opener, bank: Overview) -> None:
    pages = [question_url(question) for question in bank.bank.questions]
    pages += [theme.url for theme in bank.themes]
    with open_site() as visit:
        for page in [*pages, *OTHER_PAGES]:
            visit.open(page, settle=True)
        assert visit.foreign == []
        assert visit.context.cookies() == []


def test_pages_write_nothing_to_the_console(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        for page in ["", *(question_url(question) for question in bank.bank.questions)]:
            visit.open(page)
        assert visit.errors == []


def test_first_visit_of_a_question_is_light(
    open_site: Opener, site: SiteServer, bank: Overview
) -> None:
    for question in bank.bank.questions:
        site.sent.clear()
        with open_site(size=PHONE) as visit:
            visit.open(question_url(question), settle=True)
        assert sum(site.sent.values()) <= FIRST_VISIT_LIMIT, (question.id, site.sent)
        assert not [path for path in site.sent if "documents.json" in path]


def test_instant_navigation_keeps_the_page(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        visit.open("perguntas/", settle=True)
        visit.page.evaluate("window.kept = true")
        visit.page.click(f"article a >> text='{bank.bank.questions[0].title}'")
        visit.page.wait_for_url(f"**/{question_url(bank.bank.questions[0])}")
        visit.page.wait_for_selector("#resposta-curta")
        assert visit.page.evaluate("window.kept") is True
        visit.page.wait_for_selector(".diagrama svg")
