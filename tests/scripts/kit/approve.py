"""Take what test_looks and test_same_bytes compare with: python -m tests.scripts.kit.approve."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from scripts.kit.export import export_kit
from scripts.kit.kit import make_kit
from scripts.kit.request import Request
from tests.scripts.kit.banks import make_bank
from tests.scripts.kit.looks import APPROVED, picture
from tests.scripts.kit.test_looks import PAGES
from tests.scripts.kit.test_same_bytes import HASHES, hashes


def main() -> None:
    """Write a picture of each page, for somebody to look at before committing it."""
    APPROVED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        bank = make_bank(root)
        export = export_kit(make_kit(bank.questions, Request()), root)
        HASHES.write_text(json.dumps(hashes(bank, root), indent=1) + "\n", encoding="utf-8")
    for name, (file, page) in PAGES.items():
        path = APPROVED / f"{name}.png"
        picture(export.files[file], page).quantize(64).save(path, optimize=True)
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
