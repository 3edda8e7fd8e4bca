"""The guide holds what an interviewer needs, each question on two pages that face each other."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.kit.export import GUIDE, Export
from scripts.kit.figures import alternative_text
from tests.scripts.kit.banks import SECRETS
from tests.scripts.kit.pdfs import hidden_strings, page_texts, reader, squeezed, whole_text

OPENING_PAGES = 3
POINTS_PER_MM = 72 / 25.4
# Width of every letter of DejaVu Sans Mono, in ems.
ADVANCE = 0.602


def test_every_part_of_every_answer_is_printed(export: Export) -> None:
    text = whole_text(export.files[GUIDE])
    count = len(export.kit.questions)
    for secret in set(SECRETS) - {"segredoacessivel", "segredodescrito", "segredonotitulo"}:
        assert text.count(secret) == count, secret


def test_each_picture_has_its_title_and_description_as_alternative_text(export: Export) -> None:
    alt = "Nome com segredoacessivel. Descrição com segredodescrito."
    assert hidden_strings(export.files[GUIDE]).count(alt) == len(export.kit.questions)


def test_a_question_is_a_spread_that_starts_on_a_left_page(export: Export) -> None:
    pages = page_texts(export.files[GUIDE])
    for position, question in enumerate(export.kit.questions):
        left = OPENING_PAGES + 2 * position
        assert left % 2 == 1  # counted from 0: an even page, on the left of an open booklet
        assert "RESPOSTA CURTA" in pages[left]
        assert "O QUE SE OUVE" in pages[left + 1]
        assert "EVIDÊNCIA OUVIDA" in pages[left + 1]
        assert question.id in pages[left]
        assert question.id in pages[left + 1]


def test_the_opening_says_purpose_notes_retention_and_rights(export: Export) -> None:
    text = page_texts(export.files[GUIDE])[0]
    for said in ("Objetivo.", "Anotações.", "apagadas em", "vê-las ou corrigi-las", "LGPD"):
        assert said in text
    assert "escreva o código" in " ".join(text.split())


def test_the_plan_adds_up_on_paper(export: Export) -> None:
    text = page_texts(export.files[GUIDE])[1]
    plan = export.kit.plan
    for step in plan.steps():
        assert f"{step.minutes} min" in text
    assert "60 min" in text
    assert f"0:{plan.opening:02}" in text


def test_the_level_of_the_kit_is_marked_once_in_each_rubric(export: Export) -> None:
    pages = page_texts(export.files[GUIDE])
    for position in range(len(export.kit.questions)):
        right = pages[OPENING_PAGES + 2 * position + 1]
        assert right.count("esperada") == 1
        assert right.index("pleno") < right.index("esperada") < right.index("segredopleno")


def test_the_closing_lists_each_question_under_its_theme_with_the_largest_sum(
    export: Export,
) -> None:
    (page,) = [page for page in page_texts(export.files[GUIDE]) if "Fechamento" in page]
    for question in export.kit.questions:
        assert question.id in page
    assert f"de {4 * len(export.kit.questions)}" in page


def test_what_the_request_does_not_get_is_printed(export: Export) -> None:
    text = squeezed(page_texts(export.files[GUIDE])[1])
    assert export.kit.shortfalls
    for shortfall in export.kit.shortfalls:
        assert squeezed(shortfall) in text


def test_every_page_has_kit_and_number_and_bookmarks_lead_to_questions(export: Export) -> None:
    document = reader(export.files[GUIDE])
    for number, text in enumerate(page_texts(export.files[GUIDE]), start=1):
        assert f"página {number} de {len(document.pages)}" in text
        assert export.kit.id in text
    assert len(document.outline) >= 2 * len(export.kit.questions)


def test_no_line_of_code_runs_off_the_page(export: Export) -> None:
    edges = list(code_edges(export.files[GUIDE]))
    assert len(edges) > 50
    assert max(edges) < (210 - 24) * POINTS_PER_MM + 0.5


def code_edges(pdf: bytes) -> Iterator[float]:
    """Yield where each run of the fixed-width font ends, in points from the left."""
    edges: list[float] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if isinstance(font, dict) and "DejaVu" in font.get("/BaseFont", "") and text.strip():
            width = len(text.rstrip("\n")) * ADVANCE * size
            edges.append(cm[0] * (tm[4] + tm[0] * width) + cm[4])

    for page in reader(pdf).pages:
        page.extract_text(visitor_text=visit)
        yield from edges


def test_alternative_text_reads_both_forms_of_a_description() -> None:
    block = "flowchart TD\n  accTitle: Um nome\n  accDescr {\n    Duas\n    linhas.\n  }\n  a-->b"
    assert alternative_text(block) == "Um nome. Duas linhas."
    line = "flowchart TD\n  accTitle: Um nome.\n  accDescr: Uma linha.\n  a-->b"
    assert alternative_text(line) == "Um nome. Uma linha."
