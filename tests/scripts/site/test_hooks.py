"""What the hooks refuse, in a real build of a small site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CONFIG = """\
site_name: Pequeno
theme: {name: mkdocs}
plugins: [search]
hooks: [scripts/site/hooks.py]
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:scripts.site.diagrams.fence
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Início\n", encoding="utf-8")
    return tmp_path


def build(tree: Path, *options: str, preview: bool = False) -> tuple[int, str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    environment["MERMAID_PREVIEW"] = str(preview).lower()
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *(options or ["--strict", "--quiet"])],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return result.returncode, result.stdout + result.stderr


def test_a_broken_diagram_stops_the_build_with_file_and_line(tree: Path) -> None:
    page = "---\ntitle: Um\n---\n\n# Um\n\n```mermaid\nflowchart TD\n  a[x (y)] --> b\n```\n"
    (tree / "docs" / "um.md").write_text(page, encoding="utf-8")
    code, output = build(tree)
    assert code != 0
    assert f"{Path('docs', 'um.md')}:9: erro de sintaxe do Mermaid" in output
    assert "Traceback" not in output


def add_malformed_question(tree: Path) -> str:
    path = tree / "docs" / "perguntas" / "automacao" / "ruim.md"
    path.parent.mkdir(parents=True)
    path.write_text("# Sem cabeçalho\n", encoding="utf-8")
    return f"{path.relative_to(tree)}:1: "


def test_a_malformed_question_stops_the_build_with_file_and_line(tree: Path) -> None:
    place = add_malformed_question(tree)
    code, output = build(tree)
    assert code != 0
    assert place in output
    assert "Traceback" not in output


def test_preview_shows_a_page_whose_question_is_still_malformed(tree: Path) -> None:
    place = add_malformed_question(tree)
    code, output = build(tree, "--no-strict", preview=True)
    assert code == 0, output
    assert place in output
    assert (tree / "site/perguntas/automacao/ruim/index.html").is_file()


def test_a_good_page_is_built_with_its_drawing(tree: Path) -> None:
    page = "# Um\n\n```mermaid\nflowchart TD\n  a --> b\n```\n"
    (tree / "docs" / "um.md").write_text(page, encoding="utf-8")
    code, output = build(tree)
    assert (code, output) == (0, "")
    assert '<div class="diagrama"' in (tree / "site/um/index.html").read_text(encoding="utf-8")
