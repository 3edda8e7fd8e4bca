from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.site.chromium import HOW_TO_INSTALL, find_chromium
from scripts.site.overview import Overview, question_url
from scripts.site.screenshots import MAX_BYTES, PICTURES
from tests.site.conftest import ROOT, BuiltSite


def test_the_readme_s_pictures_can_be_taken_again(
    built: BuiltSite, bank: Overview, tmp_path: Path
) -> None:
    executable = find_chromium()
    if executable is None:
        pytest.skip(HOW_TO_INSTALL)
    # In a process of its own: this one already has a browser.
    page = question_url(bank.bank.by_id("AUT-002"))
    script = (
        "import sys; from pathlib import Path; from scripts.site.screenshots import photograph;"
    )
    script += " photograph(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4])"
    arguments = [str(built.folder), page, str(tmp_path), executable]
    subprocess.run([sys.executable, "-c", script, *arguments], cwd=ROOT, check=True)
    for picture in PICTURES:
        content = (tmp_path / picture.name).read_bytes()
        assert struct.unpack(">II", content[16:24]) == (picture.width, picture.height)
        assert len(content) <= MAX_BYTES
