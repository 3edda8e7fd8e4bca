"""Pages of the real guide end and begin well: no heading is left alone at a foot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.bank import load_bank
from scripts.kit.export import GUIDE, make_model
from scripts.kit.formats import make_files
from scripts.kit.kit import assemble
from scripts.kit.plan import minutes_needed
from scripts.kit.request import Request
from tests.scripts.kit.pdfs import page_texts, squeezed

ROOT = Path(__file__).resolve().parents[3]
LABELS = (
    "Cenário", "Resposta curta", "Arquitetura", "O que se ouve", "Para aprofundar", "Fontes",
    "Sinais de alerta", "Resposta completa", "Sobre o diagrama", "Na prática",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> list[str]:
    questions = load_bank(ROOT).questions[:8]
    minutes = minutes_needed(sum(question.minutes for question in questions))
    model = make_model(assemble(Request(minutes=minutes), questions), ROOT)
    return page_texts(make_files("pdf", model).files[GUIDE])


def last_line(page: str) -> str:
    """Return the last line of a page above its footer."""
    lines = [line for line in page.split("\n") if line.strip()]
    foot = next(n for n, line in enumerate(lines) if line.startswith("Guia do entrevistador ·"))
    return lines[foot - 1] if foot else ""


def test_no_heading_ends_a_page(pages: list[str]) -> None:
    headings = {squeezed(label) for label in LABELS}
    for question in load_bank(ROOT).questions[:8]:
        text = f"{question.answer}\n{question.section('Na prática')}"
        headings |= {squeezed(one) for one in re.findall(r"^#{3,4} (.+)$", text, re.MULTILINE)}
    assert len(headings) > 30
    left = [last_line(page) for page in pages if squeezed(last_line(page)) in headings]
    assert left == []


def test_no_page_but_the_first_is_nearly_empty(pages: list[str]) -> None:
    short = [number for number, page in enumerate(pages[1:], 2) if len(page.strip()) < 60]
    # A left page may stay empty, so that each question begins on one.
    assert len(short) <= 1, short
