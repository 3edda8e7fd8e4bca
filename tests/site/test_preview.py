"""The authoring preview, as `make serve` builds it, with a diagram that was not drawn yet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.site.overview import Overview, question_url
from tests.site.browser import visit
from tests.site.conftest import ROOT
from tests.site.server import serve


@pytest.fixture
def preview(tmp_path: Path) -> Path:
    """A preview of a copy of the repository, where no diagram was drawn before."""
    for name in ("docs", "snippets", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "MERMAID_PREVIEW": "true"}
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=tmp_path,
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (result.returncode, result.stdout + result.stderr) == (0, "")
    return tmp_path / "site"


def test_mermaid2_draws_the_preview_with_a_local_library(
    browser: Browser, preview: Path, bank: Overview
) -> None:
    with serve(preview) as server, visit(browser, server.url) as opened:
        opened.open(question_url(bank.bank.questions[0]), settle=True)
        opened.page.wait_for_selector("div.mermaid svg .node")
        assert opened.foreign == []
        assert opened.errors == []


def test_a_page_without_a_diagram_does_not_pay_for_the_library(preview: Path) -> None:
    assert "mermaid" not in (preview / "index.html").read_text(encoding="utf-8")
    assert (preview / "assets/preview/mermaid.js").is_file()
