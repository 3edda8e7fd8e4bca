"""The command that compares, as interviewers run it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.kit.compare_command import run
from scripts.kit.export import SCORES, Export
from scripts.kit.manifest import NAME

ROOT = Path(__file__).resolve().parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def kit(export: Export, tmp_path: Path) -> Path:
    """Return the folder of a kit with the sheets of Ana and Bia beside its own."""
    for name in (NAME, SCORES):
        (tmp_path / name).write_bytes(export.files[name])
    blank = export.files[SCORES].decode("utf-8-sig")
    (tmp_path / "ana.csv").write_text(blank.replace(";10;;;", ";10;3;;"), encoding="utf-8")
    (tmp_path / "bia.csv").write_text(blank.replace(";10;;;", ";10;1;;", 1), encoding="utf-8")
    return tmp_path


def test_the_command_prints_the_table_and_keeps_it(kit: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/compare_scores.py"), NAME, "ana.csv", "bia.csv",
         "--output", "comparação.csv"],
        cwd=kit, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 entrevistadores" in done.stdout
    assert "bia deixou 3 em branco" in done.stdout
    content = (kit / "comparação.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfpergunta;ana;bia;")


def test_a_file_that_is_there_is_not_overwritten(kit: Path, capsys: Capture) -> None:
    (kit / "x.csv").write_text("minha")
    sheets = [str(kit / NAME), str(kit / "ana.csv"), str(kit / "bia.csv")]
    assert run([*sheets, "--output", str(kit / "x.csv")]) == 1
    assert "já existe; escolha outro nome" in capsys.readouterr().err
    assert (kit / "x.csv").read_text() == "minha"


def test_a_folder_that_is_not_there_is_one_line(kit: Path, capsys: Capture) -> None:
    sheets = [str(kit / NAME), str(kit / "ana.csv"), str(kit / "bia.csv")]
    assert run([*sheets, "--output", str(kit / "nada" / "x.csv")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_one_sheet_is_not_a_comparison(kit: Path, capsys: Capture) -> None:
    assert run([str(kit / NAME), str(kit / "ana.csv")]) == 1
    assert "ao menos dois placares" in capsys.readouterr().err


def test_missing_arguments_are_told_in_portuguese(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stop:
        run([])
    assert stop.value.code == 2
    assert "falta o argumento" in capsys.readouterr().err
