"""What the tests of the validators share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.model import Block, MissingTool, ToolVersion, ValidationError
from tests.pages.validators import validate

Judge = Callable[..., list[ToolVersion]]
Refusal = Callable[..., str]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Validate code as a block of a page (its fence on line 10), or as the snippet `name`."""

    def validate_code(language: str, code: str, name: str = "") -> list[ToolVersion]:
        file = tmp_path / "snippets" / name if name else None
        if file:
            file.parent.mkdir(exist_ok=True)
            file.write_text(code, encoding="utf-8")
        block = Block(tmp_path / "docs" / "p.md", 10, language, "", code, file, None)
        try:
            return validate(block, tmp_path)
        except MissingTool as missing:
            pytest.skip(str(missing))

    return validate_code


@pytest.fixture
def refusal(judge: Judge) -> Refusal:
    """Return the message with which code is refused."""

    def message(language: str, code: str, name: str = "") -> str:
        with pytest.raises(ValidationError) as refused:
            judge(language, code, name)
        return str(refused.value)

    return message
