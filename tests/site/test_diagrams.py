from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Browser

from scripts.site import diagrams
from scripts.site.overview import Overview, question_url
from tests.site.browser import visit
from tests.site.conftest import Opener
from tests.site.server import serve

HOSTILE = """\
```mermaid
flowchart TD
  a["<img src=x onerror=document.title='broken'>"] --> b
  b["</text><script>document.title='broken'</script>"]
  c["<svg onload=document.title='broken'>"] -->|"<iframe src=https://example.com>"| a
  click a "javascript:document.title='broken'" "dica"
  click b href "https://example.com/" _blank
  style a fill:#ff0000
  classDef loud fill:#00ff00,stroke:#0000ff
  class b loud
```
"""


def test_a_drawing_follows_light_and_dark(open_site: Opener, bank: Overview) -> None:
    question = bank.bank.questions[0]
    seen = {}
    for scheme in ("light", "dark"):
        with open_site(scheme=scheme) as visit:
            visit.open(question_url(question))
            seen[scheme] = visit.page.evaluate(
                """() => ["text", ".node :is(rect, path, polygon, circle)", "path[marker-end]"]
                  .map(selector => document.querySelector(`.diagrama svg ${selector}`))
                  .filter(Boolean)
                  .map(one => getComputedStyle(one))
                  .flatMap(style => [style.fill, style.stroke])"""
            )
    assert seen["light"]
    assert seen["light"] != seen["dark"]


def test_a_drawing_follows_the_toggle(open_site: Opener, bank: Overview) -> None:
    fill = "getComputedStyle(document.querySelector('.diagrama text')).fill"
    with open_site() as visit:
        visit.open(question_url(bank.bank.questions[0]))
        before = visit.page.evaluate(fill)
        for _ in range(3):  # automatic, light, dark
            visit.page.locator("form[data-md-component=palette] label:visible").click()
            if visit.page.evaluate(fill) != before:
                return
    pytest.fail("nenhum dos três temas mudou a cor do diagrama")


def test_every_drawing_has_a_name_and_a_description(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        for question in bank.bank.questions:
            visit.open(question_url(question))
            drawings = visit.page.locator(".diagrama svg[role=img]")
            assert drawings.count() == 1
            assert drawings.get_attribute("aria-label")
            described = drawings.get_attribute("aria-describedby")
            assert visit.page.locator(f"[id='{described}']").text_content()


def test_text_on_a_line_has_an_opaque_ground(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        for question in bank.bank.questions:
            visit.open(question_url(question))
            grounds = visit.page.locator(".diagrama .edgeLabel rect").evaluate_all(
                "all => all.map(e => [getComputedStyle(e).fill, getComputedStyle(e).opacity])"
            )
            assert all("rgba" not in fill and opacity == "1" for fill, opacity in grounds)


def test_a_drawing_s_text_can_be_selected(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        visit.open(question_url(bank.bank.questions[0]))
        selected = visit.page.evaluate(
            """() => {
              const range = document.createRange()
              const texts = [...document.querySelectorAll(".diagrama svg text")]
              range.selectNodeContents(texts.find(text => text.textContent.trim()))
              getSelection().removeAllRanges()
              getSelection().addRange(range)
              return getSelection().toString()
            }"""
        )
        assert selected.strip()


def test_ids_are_unique_in_a_page(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        for question in bank.bank.questions:
            visit.open(question_url(question))
            ids = visit.page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
            assert sorted(ids) == sorted(set(ids)), question.id


def test_a_hostile_diagram_runs_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagrams, "CACHE", tmp_path / "cache")
    fences = [{"name": "mermaid", "class": "mermaid", "format": diagrams.fence}]
    body = markdown.markdown(
        HOSTILE,
        extensions=["pymdownx.superfences"],
        extension_configs={"pymdownx.superfences": {"custom_fences": fences}},
    )
    assert "<svg" in body
    page = f"<!doctype html><meta charset=utf-8><title>intact</title>{body}"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    with serve(tmp_path) as server, visit(browser, server.url) as hostile:
        hostile.open("", settle=True)
        for label in hostile.page.locator("svg .node").all():
            label.click()
        assert hostile.page.title() == "intact"
        assert hostile.foreign == []
        assert hostile.page.url == server.url
        assert hostile.page.locator("script, iframe, img, foreignObject, a").count() == 0
