"""A sheet as one HTML file: whole, silent, and the candidate's without a word of an answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from scripts.kit.formats import Model, make_files
from tests.scripts.kit.banks import SECRETS
from tests.scripts.kit.pdfs import whole_text

SHEETS = ("candidato.html", "entrevistador.html")


@pytest.fixture(scope="module")
def pages(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("folhas")
    for name, content in make_files("html", model).files.items():
        (folder / name).write_bytes(content)
    return folder


def test_the_candidates_file_holds_no_word_of_an_answer(pages: Path) -> None:
    text = (pages / "candidato.html").read_text(encoding="utf-8")
    assert not [secret for secret in SECRETS if secret in text]
    assert "O canário recebe 10 % do tráfego" in text


def test_the_guide_holds_every_part_of_every_answer(pages: Path, model: Model) -> None:
    text = (pages / "entrevistador.html").read_text(encoding="utf-8")
    for secret in set(SECRETS) - {"segredonotitulo"}:
        assert text.count(secret) >= len(model.kit.questions), secret


@pytest.mark.parametrize("name", SHEETS)
def test_a_file_runs_nothing_and_asks_for_nothing(pages: Path, name: str) -> None:
    text = (pages / name).read_text(encoding="utf-8")
    assert "<script" not in text
    assert not re.findall(r"(?:src|@import|url\()\s*=?\s*[\"']?https?:", text)
    assert "default-src 'none'" in text
    assert '<html lang="pt-BR">' in text


@pytest.mark.parametrize("name", SHEETS)
def test_a_browser_shows_it_without_complaint(browser: Browser, pages: Path, name: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url))
    page.goto((pages / name).as_uri())
    assert said == [(pages / name).as_uri()]
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
    page.close()


@pytest.mark.parametrize("name", SHEETS)
def test_axe_finds_no_violation(browser: Browser, pages: Path, name: str) -> None:
    # The sheet's own policy lets no script in; the checker has to come in all the same.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((pages / name).as_uri())
    result = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert result.violations_count == 0, result.generate_report()
    context.close()


def test_printed_by_a_browser_each_question_starts_a_page(
    browser: Browser, pages: Path, model: Model
) -> None:
    page = browser.new_page()
    page.goto((pages / "candidato.html").as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    text = whole_text(pdf)
    assert f"página1de{1 + len(model.kit.questions)}" in text
