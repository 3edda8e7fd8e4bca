"""The site, built once for all browser tests and served on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.bank import load_bank
from scripts.site.overview import Overview, overview
from tests.site.browser import Visit, visit
from tests.site.server import SiteServer, serve

ROOT = Path(__file__).resolve().parents[2]
Opener = Callable[..., AbstractContextManager[Visit]]


@dataclass(frozen=True)
class BuiltSite:
    """A site built strictly from the repository: its folder, and what the build said."""

    folder: Path
    log: str
    exit_code: int


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    environment.pop("MERMAID_PREVIEW", None)
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return BuiltSite(folder, result.stdout + result.stderr, result.returncode)


@pytest.fixture(scope="session")
def site(built: BuiltSite) -> Iterator[SiteServer]:
    assert built.exit_code == 0, built.log
    with serve(built.folder) as server:
        yield server


@pytest.fixture
def open_site(browser: Browser, site: SiteServer) -> Opener:
    """Open a fresh visit: `with open_site(size=PHONE, scheme="dark") as visit`."""
    return partial(visit, browser, site.url)


@pytest.fixture(scope="session")
def bank() -> Overview:
    return overview(load_bank(ROOT))
