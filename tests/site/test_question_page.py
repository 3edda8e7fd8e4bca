from __future__ import annotations

from scripts.site.overview import Overview, question_url
from tests.site.browser import PHONE
from tests.site.conftest import Opener


def test_first_screen_of_a_phone_reaches_the_short_answer(
    open_site: Opener, bank: Overview
) -> None:
    with open_site(size=PHONE) as visit:
        for question in bank.bank.questions:
            visit.open(question_url(question))
            for selector in (".ficha__id", "h1", "#resposta-curta", "#resposta-curta + p"):
                box = visit.page.locator(selector).first.bounding_box()
                assert box is not None
                assert box["y"] + 20 < PHONE[1], (question.id, selector, box)


def test_rubric_is_three_blocks_on_a_phone_and_a_table_elsewhere(
    open_site: Opener, bank: Overview
) -> None:
    rows = "#como-avaliar ~ * tbody tr"
    with open_site(size=PHONE) as visit:
        for question in bank.bank.questions:
            visit.open(question_url(question))
            lefts = [cell["x"] for cell in boxes(visit.page.locator(f"{rows} td").all())]
            assert len(lefts) == 6
            assert max(lefts) - min(lefts) < 1
    with open_site() as visit:
        visit.open(question_url(bank.bank.questions[0]))
        first, second = boxes(visit.page.locator(f"{rows} >> nth=0 >> td").all())
        assert second["x"] > first["x"]
        assert second["y"] == first["y"]


def boxes(locators: list) -> list[dict[str, float]]:  # type: ignore[type-arg]
    return [locator.bounding_box() for locator in locators]


def test_every_code_block_can_be_copied(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        for question in bank.bank.questions:
            visit.open(question_url(question))
            blocks = visit.page.locator(".highlight pre").count()
            buttons = visit.page.locator(".highlight [data-clipboard-target]").count()
            assert blocks == buttons, question.id


def test_a_snippet_carries_its_file_and_level_of_truth(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        for question in bank.bank.questions:
            visit.open(question_url(question))
            titles = visit.page.locator(".highlight > .filename").all_inner_texts()
            marked = visit.page.locator(".highlight > .filename .verdade").count()
            assert marked == len([title for title in titles if title != "Saída"]), question.id


def test_a_long_output_shows_twelve_lines_until_it_is_opened(
    open_site: Opener, bank: Overview
) -> None:
    folded = 0
    with open_site(javascript=False) as visit:
        for question in bank.bank.questions:
            visit.open(question_url(question))
            for output in visit.page.locator(".saida--longa").all():
                code = output.locator("code")
                line = float(code.evaluate("e => parseFloat(getComputedStyle(e).lineHeight)"))
                before = code.bounding_box()
                output.locator("summary").click()
                after = code.bounding_box()
                assert before is not None
                assert after is not None
                assert 12 * line <= before["height"] < 15 * line
                assert after["height"] > before["height"]
                folded += 1
    assert folded > 0


def test_long_answers_have_a_table_of_contents(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        for question in bank.bank.questions:
            visit.open(question_url(question))
            entries = visit.page.locator("[data-md-component=toc] a").all_inner_texts()
            assert {"Resposta curta", "Como avaliar", "Fontes"} <= {e.strip() for e in entries}


def test_related_questions_are_linked(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        for question in bank.bank.questions:
            visit.open(question_url(question))
            links = visit.page.locator(".rodape-pergunta li a").all_inner_texts()
            assert [link.split(" · ")[0] for link in links] == list(question.related)


def test_lines_of_text_are_65_to_75_characters_long(open_site: Opener, bank: Overview) -> None:
    with open_site() as visit:
        visit.open(question_url(bank.bank.questions[0]))
        width, average = visit.page.evaluate(
            """() => {
              const p = [...document.querySelectorAll("article > p")]
                .sort((a, b) => b.innerText.length - a.innerText.length)[0]
              const probe = document.createElement("span")
              probe.style.whiteSpace = "nowrap"
              probe.textContent = p.innerText.slice(0, 300)
              p.append(probe)
              const result = [p.clientWidth, probe.getBoundingClientRect().width / 300]
              probe.remove()
              return result
            }"""
        )
        assert 65 <= width / average <= 75
