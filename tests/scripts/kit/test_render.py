"""Any text is set in type, none is run, and the bytes depend on nothing but the data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject, StreamObject

from scripts.kit import render
from scripts.kit.candidate import CandidateQuestion, sheet_data
from scripts.kit.problem import KitError
from scripts.kit.render import Printed, Sheet, print_sheet
from tests.scripts.kit.pdfs import page_texts, reader

DAY = date(2026, 11, 23)
SIGNS = "#$[]{}()*_@<>\"'~/\\`|!^&%=+-:;,.?"
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def printed(scenario: str, title: str = "Título") -> Printed:
    question = CandidateQuestion("AUT-001", title, 10, scenario)
    return print_sheet(Sheet("candidato.typ", sheet_data("k", "pleno", 60, (question,)), {}), DAY)


def shown(scenario: str) -> str:
    return "".join("".join(page_texts(printed(scenario).pdf)[1:]).split())


@FEW
@given(st.text(), st.text(), st.text())
def test_any_text_can_be_printed(title: str, prose: str, code: str) -> None:
    scenario = f"{prose}\n\n~~~~~~ python\n{code}\n~~~~~~"
    assert printed(scenario, f"T{title}").pdf.startswith(b"%PDF-1.7")


@FEW
@given(st.text(alphabet="abfilç→≥µ“”—0 " + SIGNS, min_size=1, max_size=120))
def test_every_sign_of_a_code_block_is_printed_as_it_is(code: str) -> None:
    assert "".join(code.split()) in shown(f"~~~~~~ text\n{code}\n~~~~~~")


@pytest.mark.parametrize(
    "attack",
    [
        '#read("/etc/passwd")',
        '#eval("1+1")',
        "#{ 6 * 7 }",
        '#image("/etc/hostname")',
        '#import "@preview/cetz:0.3.1"',
        '] #panic("x") [',
        '" + read("dados.json") + "',
        "\\u{41} $x^2$ /* nota */ // fim",
        '#include "/etc/passwd"',
        "#set page(width: 1pt)",
    ],
)
def test_code_of_the_typesetter_is_printed_and_not_run(attack: str) -> None:
    everywhere = f"`` {attack} ``\n\n```text\n{attack}\n```\n\n| a |\n|---|\n| `` {attack} `` |"
    assert shown(everywhere).count("".join(attack.split())) == 3


@pytest.mark.parametrize("path", ["/etc/passwd", "../../../../../etc/passwd", "/proc/self/environ"])
def test_not_even_a_template_can_read_outside_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    (tmp_path / "candidato.typ").write_text(f'#set document(title: "x")\n#read("{path}")')
    monkeypatch.setattr(render, "TEMPLATES", tmp_path)
    with pytest.raises(KitError, match="não pôde ser composto"):
        printed("cenário")


def test_a_character_without_glyph_is_marked_and_reported() -> None:
    result = printed("antes 😀 中 depois", "t\u0359\u20dd")
    assert set(result.absent) >= {"😀", "中"}
    assert "antes � � depois" in "".join(page_texts(result.pdf))


def test_the_signs_of_portuguese_prose_print() -> None:
    signs = "ãõáéíóúâêôçÃÇ → ≥ ≤ µ “ ” ‘ ’ — – … × ± º ª § €"
    result = printed(signs)
    assert result.absent == ()
    assert "".join(signs.split()) in "".join("".join(page_texts(result.pdf)).split())


def test_only_embedded_fonts_are_used_and_all_are_inside() -> None:
    fonts = set()
    for page in reader(printed("`mono` **negrito** *itálico*").pdf).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object()
            assert set(inner["/FontDescriptor"].get_object()) & {"/FontFile2", "/FontFile3"}
            fonts.add(font["/BaseFont"].split("+")[1].split("-")[0])
    assert fonts == {"LibertinusSerif", "DejaVuSansMono"}


def test_the_file_is_tagged_a4_in_portuguese_and_claims_pdf_ua() -> None:
    document = reader(printed("cenário").pdf)
    root = document.root_object
    marks, metadata = root["/MarkInfo"], root["/Metadata"].get_object()
    assert isinstance(marks, DictionaryObject)
    assert isinstance(metadata, StreamObject)
    assert marks["/Marked"]
    assert str(root["/Lang"]) == "pt-BR"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata.get_data()
    assert [round(side) for side in document.pages[0].mediabox[2:]] == [595, 842]


def test_same_data_same_bytes_whatever_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = printed("cenário")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert printed("cenário") == before
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_that_can_not_be_set_is_one_line_in_portuguese() -> None:
    broken = Sheet("candidato.typ", {"kit": "k"}, {})
    with pytest.raises(KitError, match="o PDF não pôde ser composto"):
        print_sheet(broken, DAY)
