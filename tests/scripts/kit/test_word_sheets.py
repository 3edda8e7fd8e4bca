"""Word documents: what is in them, and what LibreOffice makes of them."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document

from scripts.kit.formats import Made, Model, make_files
from tests.scripts.kit.banks import SECRETS
from tests.scripts.kit.office import convert
from tests.scripts.kit.pdfs import page_texts, whole_text

CANDIDATE, GUIDE = "candidato.docx", "entrevistador.docx"


@pytest.fixture(scope="module")
def made(model: Model) -> Made:
    return make_files("docx", model)


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def test_headings_are_headings_and_skip_no_level(made: Made) -> None:
    for content in made.files.values():
        styles = [p.style.name for p in opened(content).paragraphs if p.style is not None]
        levels = [int(name[-1]) for name in styles if name.startswith("Heading ")]
        assert styles[0] == "Title"
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_picture_says_in_words_what_it_shows(made: Made, model: Model) -> None:
    shapes = opened(made.files[GUIDE]).inline_shapes
    texts = [shape._inline.docPr.get("descr") for shape in shapes]
    assert texts == ["Nome com segredoacessivel. Descrição com segredodescrito."] * len(
        model.kit.questions
    )


def test_the_candidates_document_holds_no_word_of_an_answer(made: Made) -> None:
    # The archive is not compressed, so a word anywhere in it would show.
    content = made.files[CANDIDATE].decode("utf-8", errors="ignore")
    assert not [secret for secret in SECRETS if secret in content]
    assert "O canário recebe 10 % do tráfego" in content


def test_the_guide_holds_every_part_of_every_answer(made: Made, model: Model) -> None:
    content = made.files[GUIDE].decode("utf-8", errors="ignore")
    for secret in set(SECRETS) - {"segredonotitulo", "segredonodiagrama"}:
        assert content.count(secret) >= len(model.kit.questions), secret


def test_tables_repeat_their_header_and_keep_rows_whole(made: Made) -> None:
    tables = opened(made.files[GUIDE]).tables
    assert len(tables) > 5
    for table in tables:
        assert "<w:tblHeader" in table.rows[0]._tr.xml
        assert all("<w:cantSplit" in row._tr.xml for row in table.rows)


def test_language_and_dates_are_set(made: Made, model: Model) -> None:
    for content in made.files.values():
        properties = opened(content).core_properties
        assert properties.language == "pt-BR"
        assert properties.created is not None
        assert properties.created.date() == model.kit.verified
        assert model.kit.id in properties.title


def test_two_runs_give_the_same_bytes(made: Made, model: Model) -> None:
    assert make_files("docx", model).files == made.files


def test_libreoffice_reads_back_what_was_written(made: Made, model: Model, tmp_path: Path) -> None:
    for name, content in made.files.items():
        (tmp_path / name).write_bytes(content)
    candidate = convert(tmp_path / CANDIDATE, "pdf", tmp_path).read_bytes()
    guide = convert(tmp_path / GUIDE, "pdf", tmp_path).read_bytes()
    assert len(page_texts(candidate)) == 1 + len(model.kit.questions)
    assert not [secret for secret in SECRETS if secret in whole_text(candidate)]
    for secret in ("segredocurto", "segredocompleto", "segredosenior", "segredopratico"):
        assert whole_text(guide).count(secret) == len(model.kit.questions), secret
    assert "→ p99 ≥ 300 ms" in " ".join(page_texts(candidate)[1].split())
