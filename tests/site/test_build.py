from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.site.overview import Overview, in_words, question_url
from tests.site.conftest import ROOT, BuiltSite, Opener


def test_strict_build_says_nothing_but_what_it_does(built: BuiltSite) -> None:
    assert built.exit_code == 0, built.log
    assert [line for line in built.log.splitlines() if not line.startswith("INFO")] == []


def test_every_question_has_a_page_with_its_title(built: BuiltSite, bank: Overview) -> None:
    for question in bank.bank.questions:
        html = (built.folder / question_url(question) / "index.html").read_text(encoding="utf-8")
        assert question.title in html
        assert f'<span class="ficha__id">{question.id}</span>' in html


def test_navigation_labels_a_question_with_its_id(bank: Overview) -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for question in bank.bank.questions:
        path = question.path.relative_to(ROOT / "docs").as_posix()
        assert re.search(rf"^ +- {question.id} [^:]+: {re.escape(path)}$", navigation, re.M), (
            f"falta em nav, no mkdocs.yml: - {question.id} Um título curto: {path}"
        )


def test_published_pages_load_no_mermaid(built: BuiltSite) -> None:
    for page in built.folder.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        scripts = re.findall(r"<script[^>]*>.*?</script>", html, re.DOTALL)
        assert not [script for script in scripts if "mermaid" in script], page
    assert not [path for path in built.folder.rglob("*mermaid*") if path.is_file()]


def test_partials_and_front_matter_are_not_published(built: BuiltSite) -> None:
    assert not list(built.folder.rglob("*_includes*"))
    assert not list(built.folder.rglob("*.md"))


def test_a_partial_stands_in_more_than_one_page(built: BuiltSite) -> None:
    partial = (ROOT / "docs/_includes/nomes.md").read_text(encoding="utf-8").splitlines()[0]
    title = partial.split('"')[1]
    pages = [
        path for path in built.folder.rglob("*.html") if title in path.read_text(encoding="utf-8")
    ]
    assert len(pages) >= 2


def test_home_counts_what_the_bank_holds(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        visit.open("")
        text = visit.page.inner_text("article")
        for theme in bank.themes:
            row = visit.page.locator(".temas li", has_text=theme.theme.title).inner_text()
            assert not theme.questions or f"{theme.minutes} min" in row
        assert f"{bank.count} perguntas, {bank.minutes} minutos" in text
        assert bank.latest_verification is not None
        assert in_words(bank.latest_verification) in text


@pytest.mark.parametrize("path", ["nao/existe/", "nao-existe.html"])
def test_a_lost_reader_is_told_so_in_portuguese(open_site: Opener, path: str) -> None:
    with open_site() as visit:
        response = visit.page.goto(visit.site + path)
        assert response is not None
        assert response.status == 404
        assert visit.page.inner_text("h1") == "Página não encontrada"


def test_edit_button_leads_to_the_page_s_file(open_site: Opener, bank: Overview) -> None:
    question = bank.bank.questions[0]
    with open_site() as visit:
        visit.open(question_url(question))
        address = visit.page.get_attribute("a[rel=edit]", "href") or ""
        assert address.endswith("/edit/main/" + question.path.relative_to(ROOT).as_posix())


def test_tags_page_leads_from_a_tag_to_its_questions(open_site: Opener, bank: Overview) -> None:
    question = bank.bank.questions[0]
    with open_site() as visit:
        visit.open(question_url(question))
        visit.page.click(f".md-tag >> text='{question.tags[0]}'")
        visit.page.wait_for_url("**/tags/**")
        links = visit.page.locator("article a").evaluate_all("all => all.map(a => a.href)")
        assert visit.site + question_url(question) in links


def test_all_questions_are_listed_without_javascript(open_site: Opener, bank: Overview) -> None:
    with open_site(javascript=False) as visit:
        visit.open("perguntas/")
        links = visit.page.locator("article a").evaluate_all("all => all.map(a => a.href)")
        assert {visit.site + question_url(one) for one in bank.bank.questions} <= set(links)


def test_theme_without_a_question_says_so(open_site: Opener, bank: Overview) -> None:
    empty = [theme for theme in bank.themes if not theme.questions]
    with open_site() as visit:
        for theme in empty:
            visit.open(theme.url)
            assert "ainda não tem pergunta própria" in visit.page.inner_text("article")
            assert visit.page.locator(".lista-perguntas").count() == 0


def test_no_page_names_this_machine(built: BuiltSite) -> None:
    for path in built.folder.rglob("*.html"):
        assert str(Path.home()) not in path.read_text(encoding="utf-8")
        assert str(ROOT) not in path.read_text(encoding="utf-8")
