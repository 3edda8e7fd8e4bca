from __future__ import annotations

from pathlib import Path

import pytest

from scripts import draw
from scripts.site import diagrams


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(diagrams, "CACHE", tmp_path / "cache")
    (tmp_path / "docs").mkdir()
    return tmp_path


def write(root: Path, name: str, source: str) -> None:
    text = f"# Página\n\n```mermaid\n{source}\n```\n"
    (root / "docs" / name).write_text(text, encoding="utf-8")


def test_draws_each_diagram_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "um.md", "flowchart TD\n a --> b")
    write(root, "dois.md", "flowchart TD\n a --> c")
    assert draw.main([], root) == 0
    assert capsys.readouterr() == ("", "")
    assert len(list((root / "cache").glob("*.svg"))) == 2


def test_tells_file_and_line_of_what_can_not_be_drawn(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "ruim.md", "flowchart TD\n a[x (y)] --> b")
    assert draw.main([], root) == 1
    assert capsys.readouterr().err.startswith(f"{Path('docs', 'ruim.md')}:5: erro de sintaxe")
