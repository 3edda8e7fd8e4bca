"""The candidate's sheet can't leak: not in its text, not behind it."""

from __future__ import annotations

from dataclasses import fields

from scripts.bank import Bank, Question
from scripts.bank.structure import HEADINGS, SCENARIO
from scripts.kit.candidate import CandidateQuestion, for_candidate, sheet_data
from scripts.kit.export import CANDIDATE, GUIDE, Export
from scripts.kit.render import Sheet, print_sheet
from tests.scripts.bank.sample import TODAY
from tests.scripts.kit.banks import SECRETS
from tests.scripts.kit.pdfs import (
    hidden_strings,
    page_texts,
    reader,
    shingles,
    squeezed,
    whole_text,
)


def leaks(question: Question, pdf: bytes) -> set[str]:
    """Return the five-word runs of the answer of question that pdf says; none is the aim."""
    said, allowed = whole_text(pdf), squeezed(f"{question.title} {question.scenario}")
    answer = "\n".join(question.section(name) for name in HEADINGS if name != SCENARIO)
    return {run for run in shingles(answer) if run not in allowed and run in said}


def test_no_run_of_five_words_of_an_answer_is_in_the_sheet(bank: Bank, export: Export) -> None:
    for question in bank.questions:
        assert leaks(question, export.files[CANDIDATE]) == set()


def test_the_same_search_finds_the_answers_in_the_guide(bank: Bank, export: Export) -> None:
    for question in export.kit.questions:
        assert len(leaks(question, export.files[GUIDE])) > 40


def test_no_marked_word_is_anywhere_in_the_file(export: Export) -> None:
    hidden = hidden_strings(export.files[CANDIDATE])
    assert "Folha do candidato" in hidden
    for secret in SECRETS:
        assert secret not in whole_text(export.files[CANDIDATE])
        assert secret not in hidden
    assert "rollback" not in hidden + whole_text(export.files[CANDIDATE])


def test_the_same_search_finds_alt_texts_in_the_guide(export: Export) -> None:
    assert "segredoacessivel" in hidden_strings(export.files[GUIDE])


def test_metadata_outline_and_attachments_hold_no_more_than_titles(export: Export) -> None:
    document = reader(export.files[CANDIDATE])
    assert set(document.metadata or {}) == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    titles = {item.title for item in flat(document.outline)}
    assert titles == {"Folha do candidato"} | {q.title for q in export.kit.questions}
    assert document.attachments == {}


def flat(outline: list) -> list:  # type: ignore[type-arg]
    found = []
    for item in outline:
        found += flat(item) if isinstance(item, list) else [item]
    return found


def test_the_type_has_no_place_for_an_answer(bank: Bank) -> None:
    names = {field.name for field in fields(CandidateQuestion)}
    assert names == {"id", "title", "minutes", "scenario"}
    question = bank.questions[0]
    assert for_candidate(question) == CandidateQuestion(
        question.id, question.title, question.minutes, question.scenario
    )


def test_each_question_has_a_page_with_id_time_scenario_and_place(export: Export) -> None:
    pages = page_texts(export.files[CANDIDATE])
    assert len(pages) == 1 + len(export.kit.questions)
    for number, (text, question) in enumerate(zip(pages[1:], export.kit.questions, strict=True), 2):
        assert text.count(question.id) == 2
        assert f"{question.minutes} min" in text
        assert "O canário recebe 10 % do tráfego → p99 ≥ 300 ms, “assim” — 5 µs." in text
        assert f"página {number} de {len(pages)}" in text


def test_the_title_page_has_kit_level_minutes_and_no_name(export: Export) -> None:
    text = page_texts(export.files[CANDIDATE])[0]
    for shown in (export.kit.id, "pleno", "60 minutos", "Seu código", "Não escreva seu nome"):
        assert shown in text
    assert f"página 1 de {1 + len(export.kit.questions)}" in text


def test_a_long_scenario_goes_on_and_still_leaves_space_to_write() -> None:
    long = CandidateQuestion("AUT-001", "Título", 10, "Uma frase do cenário. " * 220)
    data = sheet_data("k", "pleno", 60, (long, long))
    pages = page_texts(print_sheet(Sheet("candidato.typ", data, {}), TODAY).pdf)
    assert len(pages) == 5
    assert all("AUT-001" in page for page in pages[1:])
