from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from scripts.site.overview import Overview, question_url
from tests.site.browser import visit
from tests.site.conftest import Opener
from tests.site.server import SiteServer

# What a Brazilian types, and the question that must be among the first three answers.
QUERIES = {
    "versao": "AUT-002",
    "versões": "AUT-002",
    "versoes de modelo": "AUT-002",
    "reverter": "AUT-002",
    "reversão": "AUT-002",
    "rollback": "AUT-002",
    "model registry": "AUT-002",
    "apelido default": "AUT-002",
    "implantacao": "AUT-002",
    "implantar versão anterior": "AUT-002",
    "deploy canário": "AUT-002",
    "terraform": "AUT-001",
    "cloud build": "AUT-001",
    "integração contínua": "AUT-001",
    "portao": "AUT-001",
    "kubeflow": "ORQ-001",
    "kuberntes": "ORQ-001",
    "pipelines": "ORQ-001",
    "ir yaml": "ORQ-001",
    "escalabilidade": "ORQ-002",
    "replicas": "ORQ-002",
    "autoscaling": "ORQ-002",
    "infraestrutura escalavel": "ORQ-002",
    "inferencia em lote": "ORQ-002",
    "concept drift": "MON-001",
    "desvio de conceito": "MON-001",
    "monitorar": "MON-001",
    "monitoramento": "MON-001",
    "rótulos atrasados": "MON-001",
    "metricas": "MON-002",
    "métrica": "MON-002",
    "slo": "MON-002",
    "latencia p99": "MON-002",
    "confiabilidade": "MON-002",
    "privacidade": "SEG-001",
    "lgpd": "SEG-001",
    "dados pessoais": "SEG-001",
    "criptografia": "SEG-001",
    "permissões": "SEG-002",
    "permissao": "SEG-002",
    "controle de acesso": "SEG-002",
    "conta de serviço": "SEG-002",
    "service account": "SEG-002",
    "menor privilégio": "SEG-002",
    "AUT-002": "AUT-002",
}
RESULTS = ".md-search-result__item > .md-search-result__link"


@pytest.fixture(scope="module")
def page(browser: Browser, site: SiteServer) -> Iterator[Page]:
    with visit(browser, site.url) as opened:
        opened.open("")
        yield opened.page


def ask(page: Page, query: str) -> list[str]:
    """Type query; return the pages found, best first, without anchors."""
    page.click(".md-search__input")
    for text, wanted in (("", "Digite"), (query, "encontrado")):
        page.fill(".md-search__input", text)
        page.keyboard.press("End")  # the theme listens for a key
        page.wait_for_function(
            "text => document.querySelector('.md-search-result__meta').textContent.includes(text)",
            arg=wanted,
        )
    links = page.locator(RESULTS).evaluate_all("all => all.map(a => new URL(a.href).pathname)")
    return list(dict.fromkeys(link.lstrip("/") for link in links))


@pytest.mark.parametrize(("query", "wanted"), QUERIES.items())
def test_search_finds(page: Page, bank: Overview, query: str, wanted: str) -> None:
    assert question_url(bank.bank.by_id(wanted)) in ask(page, query)[:3]


def test_nonsense_finds_nothing(page: Page) -> None:
    assert ask(page, "xyzzyplugh") == []


def test_what_is_typed_can_not_inject_html(page: Page) -> None:
    ask(page, "<img src=x onerror=document.title='broken'> pipeline")
    assert page.title() != "broken"
    assert page.locator(".md-search-result img").count() == 0


def test_found_words_are_marked(page: Page) -> None:
    ask(page, "versao")
    marks = page.locator(".md-search-result mark").all_inner_texts()
    assert {mark.lower() for mark in marks} & {"versão", "versões"}


def test_search_box_of_the_home_page_opens_the_search(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        visit.open("")
        visit.page.fill("#busca-inicial", "reverter")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_selector(RESULTS)
        first = visit.page.locator(RESULTS).first.get_attribute("href") or ""
        assert question_url(bank.bank.by_id("AUT-002")) in first
