"""The check command: one line a violation, exit code, and nothing else on a clean bank."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import check
from scripts.bank.loader import question_paths
from tests.scripts.bank.sample import change, write

ROOT = Path(__file__).resolve().parents[2]


def test_clean_bank_prints_one_summary_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path)
    assert check.main([], tmp_path) == 0
    assert capsys.readouterr().out == "1 perguntas sem problemas.\n"


def test_violation_prints_file_line_and_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, change("minutes: 12", "minutes: 0"))
    assert check.main([str(path)], tmp_path) == 1
    out = capsys.readouterr().out
    assert out.startswith("docs/perguntas/automacao/reverter.md:7: “minutes” é “0”; ")
    assert out.count("\n") == 1


def test_only_the_given_file_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, change("minutes: 12", "minutes: 0"))
    good = write(tmp_path, change("AUT-002", "AUT-003"), "docs/perguntas/automacao/boa.md")
    assert check.main([str(good)], tmp_path) == 0
    assert capsys.readouterr().out == "1 arquivo(s) sem problemas.\n"


@pytest.mark.parametrize(
    "place", ["nao-existe.md", "docs/nao-existe.md", "/etc/hostname", "/dev/null"]
)
def test_path_that_is_no_question_is_one_line(
    tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path)
    assert check.main([str(tmp_path / place)], tmp_path) == 1
    assert capsys.readouterr().out.count("\n") == 1


def test_folder_stands_for_the_files_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, change("minutes: 12", "minutes: 0"))
    assert check.main([str(tmp_path / "docs/perguntas/automacao")], tmp_path) == 1
    assert "“minutes”" in capsys.readouterr().out


def test_file_name_cannot_forge_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, place="docs/perguntas/automacao/a\nb.md")
    assert check.main([str(path)], tmp_path) == 1
    assert all(line.startswith("docs/") for line in capsys.readouterr().out.splitlines())


def test_coverage_tells_what_is_thin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    assert check.main(["--coverage"], tmp_path) == 0
    assert "Fino: orquestracao (0 de 4)" in capsys.readouterr().out


def test_stale_lists_old_questions_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = change("2026-11-23\n", "2024-02-03\n").replace("2026-11-22", "2024-02-02")
    write(tmp_path, old.replace("2026-11-21", "2024-02-01"))
    assert check.main(["--stale", "180"], tmp_path) == 1
    assert capsys.readouterr().out.startswith("docs/perguntas/automacao/reverter.md:64: AUT-002: ")
    assert check.main(["--stale", "99999"], tmp_path) == 0
    assert "nenhuma pergunta passou de 99999 dias" in capsys.readouterr().out


@pytest.mark.parametrize("option", [["--coverage"], ["--stale", "1"]])
def test_reports_on_a_broken_bank_say_what_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    write(tmp_path, change("minutes: 12", "minutes: 0"))
    assert check.main(option, tmp_path) == 1
    assert "“minutes” é “0”" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["--stale", "x"], ["--stale", "-1"], ["--stale"], ["--coverage", "x.md"]]
)
def test_bad_arguments_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    try:
        code = check.main(arguments, tmp_path)
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_command_runs_from_any_folder_on_the_real_bank(tmp_path: Path) -> None:
    count = len([*question_paths(ROOT)])
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/check.py"], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        f"{count} perguntas sem problemas.\n",
        "",
    )
