"""The command as a user runs it: another folder, locale, mask, clock, or a disk that is full."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.bank import load_bank
from scripts.kit.candidate import for_candidate, sheet_data
from scripts.kit.export import CANDIDATE, GUIDE
from scripts.kit.formats import FORMATS
from scripts.kit.render import Sheet, print_sheet
from tests.scripts.kit.banks import Entry, write_bank
from tests.scripts.kit.pdfs import page_texts
from tests.scripts.kit.test_candidate import leaks

ROOT = Path(__file__).resolve().parents[2]
Result = subprocess.CompletedProcess[str]
EVERY_FORMAT = ("--format", *FORMATS)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the command with a bank of its own, its drawings made."""
    root = tmp_path_factory.mktemp("cópia do projeto")
    shutil.copytree(ROOT / "scripts", root / "scripts")
    write_bank(root, [Entry("automacao", minutes=12), Entry("seguranca", scenario="Só isto.")])
    assert export(root, "--output", str(root / "primeiro"), *EVERY_FORMAT).returncode == 0
    return root


def export(
    root: Path,
    *arguments: str,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    mask: int = 0o022,
    largest_file: int | None = None,
) -> Result:
    """Run the command of the checkout at root and return what came of it."""

    def prepare() -> None:
        os.umask(mask)
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    return subprocess.run(
        [sys.executable, str(root / "scripts" / "export_kit.py"), *arguments],
        cwd=folder or root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        preexec_fn=prepare,
        timeout=120,
        check=False,
    )


def without_progress(said: str) -> str:
    """Return what a command said on stderr but for its bar, which only a slow machine shows."""
    return re.sub(r"^\[[#.]+\] .*\n", "", said, flags=re.MULTILINE)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("environment", "mask", "place"),
    [
        ({"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"}, 0o077, "/"),
        ({"LC_ALL": "pt_BR.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}, 0o002, None),
        ({"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Apia", "SOURCE_DATE_EPOCH": "1"}, 0o022, "/usr"),
    ],
)
def test_the_bytes_are_the_same_everywhere(
    checkout: Path,
    tmp_path: Path,
    environment: dict[str, str],
    mask: int,
    place: str | None,
) -> None:
    result = export(
        checkout,
        "--output",
        str(tmp_path / "kits"),
        *EVERY_FORMAT,
        folder=Path(place) if place else tmp_path,
        environment=environment,
        mask=mask,
    )
    assert result.returncode == 0, result.stderr
    assert contents(tmp_path / "kits") == contents(checkout / "primeiro")


def test_drawing_again_gives_the_same_bytes(checkout: Path, tmp_path: Path) -> None:
    copy = tmp_path / "outra cópia"
    shutil.copytree(checkout, copy, ignore=shutil.ignore_patterns(".cache", "primeiro"))
    assert export(copy, "--output", "kits", *EVERY_FORMAT).returncode == 0
    assert contents(copy / "kits") == contents(checkout / "primeiro")


def test_a_relative_output_is_relative_to_where_the_user_is(checkout: Path, tmp_path: Path) -> None:
    result = export(checkout, "--output", "aqui", folder=tmp_path)
    assert "Escrito em aqui/kit-" in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["aqui"]


def test_a_terminal_without_utf_8_gets_escapes_and_no_traceback(
    checkout: Path, tmp_path: Path
) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = export(checkout, "--output", str(tmp_path / "kits"), environment=ascii_only)
    assert result.returncode == 0
    assert "\\xb7 pleno" in result.stdout


def test_a_reader_that_leaves_early_does_not_matter(checkout: Path, tmp_path: Path) -> None:
    command = f'"{sys.executable}" scripts/export_kit.py --output "$0" | true'
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command, str(tmp_path / "kits")],
        cwd=checkout, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert (result.returncode, without_progress(result.stderr)) == (0, "")
    assert [path.name for path in (tmp_path / "kits").iterdir()] == [
        path.name for path in (checkout / "primeiro").iterdir()
    ]


def test_a_file_that_the_system_cuts_off_leaves_nothing(checkout: Path, tmp_path: Path) -> None:
    sizes = (len(data) for name, data in contents(checkout / "primeiro").items()
             if name.endswith(".pdf"))  # fmt: skip
    size = min(sizes)
    result = export(checkout, "--output", str(tmp_path / "kits"), largest_file=size - 1)
    assert result.returncode == 1
    assert "o arquivo passa do tamanho permitido" in result.stderr
    assert without_progress(result.stderr).count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_real_bank_gives_the_default_kit_on_facing_pages(tmp_path: Path) -> None:
    result = export(ROOT, "--output", str(tmp_path))
    assert result.returncode == 0, result.stderr
    (kit,) = tmp_path.iterdir()
    guide = page_texts((kit / GUIDE).read_bytes())
    questions = len(page_texts((kit / CANDIDATE).read_bytes())) - 1
    assert questions >= 3
    starts = [number for number, text in enumerate(guide, 1) if "RESPOSTA CURTA" in text]
    # A question with a table in its Cenário may take a spread more; none begins on a right page.
    assert len(starts) == questions
    assert all(start % 2 == 0 for start in starts)


def test_no_answer_of_the_real_bank_reaches_the_candidate() -> None:
    questions = load_bank(ROOT).questions
    assert questions
    for question in questions:
        data = sheet_data("kit", "pleno", 60, (for_candidate(question),))
        printed = print_sheet(Sheet("candidato.typ", data, {}), question.latest_verification)
        assert leaks(question, printed.pdf) == set(), question.id
        assert printed.absent == (), question.id
