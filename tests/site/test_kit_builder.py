"""“Monte seu kit”: the browser chooses as the command line does, and prints what it chose."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.bank.vocabulary import KINDS, LEVELS, THEMES
from scripts.kit.kit import make_kit
from scripts.kit.problem import KitError
from scripts.kit.request import Request
from scripts.site.overview import Overview
from tests.site.browser import PHONE, visit
from tests.site.conftest import Opener
from tests.site.server import SiteServer

PATH = "monte-seu-kit/"
REQUESTS = 200
PRINT = "window.print = () => { window.top.printed = document.documentElement.outerHTML }"


@pytest.fixture(scope="module")
def page(browser: Browser, site: SiteServer) -> Iterator[Page]:
    with visit(browser, site.url) as opened:
        opened.page.add_init_script(PRINT)
        opened.open(PATH)
        yield opened.page


def in_browser(page: Page, request: Request) -> dict[str, Any]:
    asked = {
        "level": request.level,
        "minutes": request.minutes,
        "seed": str(request.seed),
        "themes": list(request.themes),
        "kinds": list(request.kinds),
    }
    found: dict[str, Any] = page.evaluate(
        """request => monteSeuKit.choose(
            JSON.parse(document.querySelector("[data-banco]").dataset.banco), request)""",
        asked,
    )
    return found


def drawn(chance: Random) -> Request:
    def some(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(value for value in values if chance.random() < 0.3)

    return Request(
        level=chance.choice(LEVELS),
        minutes=chance.randint(1, 240),
        seed=chance.choice([chance.randint(-5, 100), chance.randint(-(10**17), 10**17)]),
        themes=some(tuple(THEMES)),
        kinds=some(KINDS),
    )


def test_two_hundred_requests_get_what_the_command_line_gives(page: Page, bank: Overview) -> None:
    chance = Random(4)
    met = 0
    for _ in range(REQUESTS):
        request = drawn(chance)
        found = in_browser(page, request)
        try:
            kit = make_kit(bank.bank.questions, request)
        except KitError:
            assert "problem" in found, request
            continue
        met += 1
        assert [question["id"] for question in found["questions"]] == [q.id for q in kit.questions]
        assert found["id"] == kit.id, request
        assert found["shortfalls"] == list(kit.shortfalls), request
        steps = [(step["label"], step["start"], step["minutes"]) for step in found["plan"]]
        assert steps == [(step.label, step.start, step.minutes) for step in kit.plan.steps()]
    assert met > REQUESTS / 4


def test_the_plan_and_the_address_follow_the_form(open_site: Opener) -> None:
    with open_site() as visit:
        visit.open(PATH)
        plan = visit.page.locator("[data-plano]")
        expect(plan).to_contain_text("pleno · 60 min")
        visit.page.select_option("[name=nivel]", "sênior")
        visit.page.fill("[name=minutos]", "90")
        visit.page.check("[name=tema][value=seguranca]")
        expect(plan).to_contain_text("sênior · 90 min")
        assert "nivel=s%C3%AAnior&minutos=90&semente=42&tema=seguranca" in visit.page.url
        expect(visit.page.locator("[data-comando]")).to_have_text(
            "python scripts/export_kit.py --level sênior --minutes 90 --seed 42 --theme seguranca"
        )


def test_a_link_opens_the_same_request(open_site: Opener) -> None:
    with open_site() as visit:
        visit.open(f"{PATH}?nivel=sênior&minutos=75&semente=7&tema=automacao&tipo=prática")
        expect(visit.page.locator("[data-plano]")).to_contain_text("sênior · 75 min")
        assert visit.page.input_value("[name=semente]") == "7"
        assert visit.page.is_checked("[name=tema][value=automacao]")
        assert visit.page.is_checked("[name=tipo][value=prática]")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("minutos=3", "minutos não bastam"),
        ("minutos=0", "de 1 a 480"),
        ("minutos=9999", "de 1 a 480"),
        ("semente=abc", "número inteiro"),
        ("nivel=mestre&tema=xyz&tipo=<script>", "pleno · 60 min"),
    ],
)
def test_a_request_that_can_not_be_met_is_said(open_site: Opener, query: str, said: str) -> None:
    with open_site() as visit:
        visit.open(f"{PATH}?{query}")
        expect(visit.page.locator("[data-plano]")).to_contain_text(said)
        assert visit.page.locator("[data-acoes]").is_visible() == ("60 min" in said)
        assert visit.errors == []


def printed(page: Page, button: str) -> str:
    page.evaluate("delete window.printed")
    page.click(f"text={button}")
    page.wait_for_function("window.printed")
    html: str = page.evaluate("window.printed")
    return html


def test_the_printed_sheets_are_those_of_the_kit(page: Page, bank: Overview) -> None:
    page.goto(page.url.split("?")[0] + "?nivel=sênior&minutos=60&semente=3")
    expect(page.locator("[data-plano]")).to_contain_text("sênior")
    kit = make_kit(bank.bank.questions, Request("sênior", 60, 3))
    candidate = printed(page, "Imprimir a folha do candidato")
    guide = printed(page, "Imprimir o guia do entrevistador")
    for question in bank.bank.questions:
        chosen = question in kit.questions
        assert (f'data-pergunta="{question.id}"' in candidate) == chosen
        assert guide.count(f'data-pergunta="{question.id}"') == 3 * chosen
    places = [candidate.index(f'data-pergunta="{q.id}"') for q in kit.questions]
    assert places == sorted(places)
    assert kit.id in candidate
    assert kit.id in guide
    assert f'data-quantas="">{len(kit.questions)}<' in candidate
    assert guide.count('class="esperada"') == len(kit.questions)
    assert "Resposta curta" not in candidate


def test_it_works_by_keyboard(open_site: Opener) -> None:
    with open_site() as visit:
        visit.open(PATH)
        visit.page.focus("[name=nivel]")
        visit.page.keyboard.press("s")
        expect(visit.page.locator("[data-plano]")).to_contain_text("sênior · 60 min")
        for name in ("minutos", "semente"):
            visit.page.keyboard.press("Tab")
            assert visit.page.evaluate("document.activeElement.name") == name
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Space")
        visit.page.wait_for_url("**tema=orquestracao")


def test_without_javascript_the_ready_made_kits_remain(open_site: Opener, built: object) -> None:
    with open_site(javascript=False) as visit:
        visit.open(PATH)
        assert not visit.page.locator("[data-monte-seu-kit]").is_visible()
        links = visit.page.locator(".kits-prontos a[download]")
        assert links.count() >= 15
        address = links.first.get_attribute("href") or ""
        response = visit.context.request.get(visit.page.evaluate(
            "address => new URL(address, location).href", address))  # fmt: skip
        assert response.body().startswith(b"%PDF")


def test_instant_navigation_starts_it_too(open_site: Opener) -> None:
    with open_site() as visit:
        visit.open("kits/", settle=True)
        visit.page.evaluate("window.kept = true")
        visit.page.click("article a >> text=monte o seu")
        expect(visit.page.locator("[data-plano]")).to_contain_text("pleno · 60 min")
        assert visit.page.evaluate("window.kept") is True
        assert visit.errors == []


def test_a_phone_shows_it_whole(open_site: Opener) -> None:
    with open_site(size=PHONE) as visit:
        visit.open(PATH)
        expect(visit.page.locator("[data-plano]")).to_contain_text("pleno")
        wide = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0


def test_the_data_in_the_page_holds_no_answer(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        visit.open(PATH)
        text = visit.page.locator("[data-banco]").get_attribute("data-banco") or ""
        assert len(json.loads(text)["questions"]) == bank.count
        for question in bank.bank.questions:
            assert question.rubric["pleno"] not in text
