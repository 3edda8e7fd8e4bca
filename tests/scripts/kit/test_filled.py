"""A filled score sheet, as spreadsheet programs save it, and as a stranger spoils it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from scripts.kit.export import SCORES, SPREADSHEET, Export
from scripts.kit.filled import MAX_BYTES, read_filled
from scripts.kit.manifest import NAME, Manifest, read_manifest
from scripts.kit.problem import KitError


@pytest.fixture(scope="module")
def found(export: Export, tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    path = tmp_path_factory.mktemp("kit") / NAME
    path.write_bytes(export.files[NAME])
    return read_manifest(path, "KIT.JSON")


@pytest.fixture(scope="module")
def blank(export: Export) -> str:
    return export.files[SCORES].decode("utf-8-sig")


def ids(found: Manifest) -> list[str]:
    return list(found.questions)


def fill(blank: str, marks: dict[str, str]) -> str:
    lines = []
    for line in blank.splitlines():
        cells = line.split(";")
        cells[3] = marks.get(cells[0], cells[3])
        lines.append(";".join(cells))
    return "\r\n".join(lines) + "\r\n"


def read(folder: Path, content: str | bytes, found: Manifest, name: str = "ana.csv") -> object:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_filled(path, found).marks


def refusal(folder: Path, content: str | bytes, found: Manifest, name: str = "ana.csv") -> str:
    with pytest.raises(KitError) as caught:
        read(folder, content, found, name)
    return "\n".join(caught.value.lines)


def test_marks_are_read_by_question_and_a_blank_is_no_mark(
    tmp_path: Path, blank: str, found: Manifest
) -> None:
    first, second, *others = ids(found)
    marks = read(tmp_path, fill(blank, {first: "4", second: " 1 "}), found)
    assert marks == {first: 4, second: 1, **dict.fromkeys(others)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
def test_what_spreadsheets_make_of_the_file_is_read(
    tmp_path: Path, blank: str, found: Manifest, encoding: str, separator: str
) -> None:
    content = fill(blank, {ids(found)[0]: "2"}).replace(";", separator).encode(encoding)
    assert read(tmp_path, content, found) == {**dict.fromkeys(ids(found)), ids(found)[0]: 2}


def test_an_excel_sheet_is_read(tmp_path: Path, export: Export, found: Manifest) -> None:
    book = load_workbook(io.BytesIO(export.files[SPREADSHEET]))
    book["Notas"]["D2"] = 3
    book["Notas"]["D3"] = 2.0
    book.save(tmp_path / "bia.xlsx")
    filled = read_filled(tmp_path / "bia.xlsx", found)
    assert filled.interviewer == "bia"
    assert [filled.marks[name] for name in ids(found)][:3] == [3, 2, None]


@pytest.mark.parametrize("mark", ["5", "0", "2,5", "2.5", "-1", "três", "=1+1", "٣", "1 2"])
def test_a_mark_that_is_none_of_the_four_is_refused_at_its_line(
    tmp_path: Path, blank: str, found: Manifest, mark: str
) -> None:
    said = refusal(tmp_path, fill(blank, {ids(found)[1]: mark}), found)
    assert "linha 3: a nota" in said
    assert "use de 1 a 4, ou nada" in said


def test_a_sheet_of_another_kit_is_refused(tmp_path: Path, blank: str, found: Manifest) -> None:
    said = refusal(tmp_path, blank.replace(found.kit, "0123456789"), found)
    assert f"é do kit “0123456789”, e não {found.kit}" in said


def test_every_problem_is_told(tmp_path: Path, blank: str, found: Manifest) -> None:
    lines = fill(blank, {ids(found)[0]: "9"}).splitlines()
    lines[2] = lines[1]
    said = refusal(tmp_path, "\r\n".join(lines), found)
    assert said.count("a nota “9”") == 2
    assert "aparece duas vezes" in said
    assert f"não tem {ids(found)[1]}" in said


def test_a_question_of_no_kit_is_refused(tmp_path: Path, blank: str, found: Manifest) -> None:
    assert "não é deste kit" in refusal(tmp_path, blank.replace(ids(found)[0], "XXX-001"), found)


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (60 * 1024 * 1024))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "não começa com as colunas"),
        (b"a;b\n1;2\n", "não começa com as colunas"),
        (b"PK\x03\x04 nada", "não é um placar"),
        (bomb(), "grande demais por dentro"),
        (b"x" * (MAX_BYTES + 1), "passa de"),
        (b"\x00\xff" * 50, "não"),
    ],
)
def test_what_is_no_score_sheet_is_one_line(
    tmp_path: Path, found: Manifest, content: bytes, said: str
) -> None:
    line = refusal(tmp_path, content, found)
    assert said in line
    assert "\n" not in line


@pytest.mark.parametrize("path", ["nada.csv", "."])
def test_a_path_that_is_no_file_is_refused(tmp_path: Path, found: Manifest, path: str) -> None:
    with pytest.raises(KitError, match="não é um arquivo"):
        read_filled(tmp_path / path, found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_no_content_ends_in_a_traceback(
    tmp_path: Path, blank: str, found: Manifest, content: bytes, begins_well: bool
) -> None:
    head = blank.splitlines()[0].encode() + b"\r\n" if begins_well else b""
    assert refusal(tmp_path, head + content, found)
