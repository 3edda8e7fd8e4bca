"""The bytes of a kit are the same on every supported Python: CI compares each with these hashes.

After a change that is meant: `python -m tests.scripts.kit.approve`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.bank import Bank
from scripts.kit.export import export_kit
from scripts.kit.formats import FORMATS
from scripts.kit.kit import make_kit
from scripts.kit.manifest import NAME, file_hash
from scripts.kit.request import Request
from tests.scripts.kit.looks import APPROVED

HASHES = APPROVED / "hashes.json"


def hashes(bank: Bank, root: Path) -> dict[str, str]:
    """Return the hash of each file of a kit in every format, kit.json left out."""
    files = export_kit(make_kit(bank.questions, Request()), root, formats=tuple(FORMATS)).files
    # kit.json names the versions of the tools; what they made is compared here.
    return {name: file_hash(content) for name, content in files.items() if name != NAME}


@pytest.fixture(scope="module")
def now(bank: Bank, bank_root: Path) -> dict[str, str]:
    return hashes(bank, bank_root)


def test_every_file_has_the_bytes_that_were_approved(now: dict[str, str]) -> None:
    assert now == json.loads(HASHES.read_text(encoding="utf-8"))
