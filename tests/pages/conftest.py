"""What the tests of the page harness share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.made_up import MadeUp, make


@pytest.fixture
def project(tmp_path: Path) -> MadeUp:
    """Return a project with no page, in a folder whose name has a space and an accent."""
    root = tmp_path / "máquina de alguém"
    root.mkdir()
    return make(root)
