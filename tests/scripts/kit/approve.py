"""Take the pictures that test_looks.py compares with: python -m tests.scripts.kit.approve."""

from __future__ import annotations

import tempfile
from pathlib import Path

from scripts.kit.export import export_kit
from scripts.kit.kit import make_kit
from scripts.kit.request import Request
from tests.scripts.kit.banks import make_bank
from tests.scripts.kit.looks import APPROVED, picture
from tests.scripts.kit.test_looks import PAGES


def main() -> None:
    """Write a picture of each page, for somebody to look at before committing it."""
    APPROVED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        export = export_kit(make_kit(make_bank(root).questions, Request()), root)
    for name, (file, page) in PAGES.items():
        path = APPROVED / f"{name}.png"
        picture(export.files[file], page).quantize(64).save(path, optimize=True)
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
