"""LibreOffice without a window, to see a file as somebody who opens it does."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

HOW_TO_INSTALL = (
    "Falta o LibreOffice. No Debian e no Ubuntu: "
    "apt install libreoffice-writer-nogui libreoffice-calc-nogui"
)


def convert(path: Path, kind: str, folder: Path) -> Path:
    """Convert the file at path to another kind (pdf, xlsx…) in folder; return the new path."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip(HOW_TO_INSTALL)
    with tempfile.TemporaryDirectory(prefix="office-") as profile:
        subprocess.run(
            [
                office, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
                "--convert-to", kind, "--outdir", str(folder), str(path),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    made = folder / f"{path.stem}.{kind}"
    assert made.is_file(), f"o LibreOffice não converteu {path.name}"
    return made
