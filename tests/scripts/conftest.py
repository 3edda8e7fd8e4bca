"""One small bank and its kit, made once for the tests that only look at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.bank import Bank
from scripts.kit.export import Export, export_kit, make_model
from scripts.kit.formats import Model
from scripts.kit.kit import make_kit
from scripts.kit.request import Request
from tests.scripts.kit.banks import make_bank


@pytest.fixture(scope="session")
def bank_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a bank of one question a theme, in a folder with a space and accents."""
    return tmp_path_factory.mktemp("banco de questões")


@pytest.fixture(scope="session")
def bank(bank_root: Path) -> Bank:
    """Return that bank, loaded."""
    return make_bank(bank_root)


@pytest.fixture(scope="session")
def export(bank: Bank, bank_root: Path) -> Export:
    """Return the files of its kit for the default request."""
    return export_kit(make_kit(bank.questions, Request()), bank_root)


@pytest.fixture(scope="session")
def model(bank: Bank, bank_root: Path) -> Model:
    """Return what every format of that kit is made of."""
    return make_model(make_kit(bank.questions, Request()), bank_root)
