"""A question whose sources nobody opened for too long is named."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from scripts.bank import load_bank
from scripts.bank.freshness import stale
from tests.scripts.bank.sample import TODAY, VALID, write


def test_age_counts_from_the_newest_verification(tmp_path: Path) -> None:
    write(tmp_path)
    bank = load_bank(tmp_path, TODAY)
    assert list(stale(bank, 180, TODAY + timedelta(days=180))) == []
    (found,) = stale(bank, 180, TODAY + timedelta(days=181))
    assert found.message.startswith("AUT-002: a fonte mais recente foi verificada há 181 dias")
    assert VALID.split("\n")[found.line - 1] == "## Fontes"
