from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.pages.labels import (
    EXECUTED,
    VALIDATED,
    Label,
    earned_problems,
    latest_today,
    parse_label,
    wording_problems,
)
from tests.pages.made_up import TODAY
from tests.pages.model import Block, ToolVersion

VERSIONS = {"numpy": "2.5.5", "scikit-learn": "1.9.1", "shellcheck": "0.11.0"}
SHELLCHECK = ToolVersion("shellcheck", "0.11.0")


def _problems(title: str, file: str | None = "a.py") -> list[str]:
    path = Path("/projeto/snippets") / file if file else None
    block = Block(Path("/projeto/docs/p.md"), 1, "python", title, "x", path, None)
    return wording_problems(block, parse_label(title), VERSIONS, TODAY)


def test_label_is_read_in_its_parts() -> None:
    title = "a.py · executado com numpy 2.5.5, scikit-learn 1.9.1 em 2026-11-23"
    tools = {"numpy": "2.5.5", "scikit-learn": "1.9.1"}
    assert parse_label(title) == Label("a.py", EXECUTED, tools, "2026-11-23")


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("a.py · executado com numpy 2.5.5 em 2026-11-23", "a.py"),
        ("validado com shellcheck 0.11.0 em 2026-01-01", None),
        ("a.py · executado com Scikit_Learn 1.9.1 em 2026-11-23", "a.py"),
    ],
)
def test_true_label_is_accepted(title: str, file: str | None) -> None:
    assert _problems(title, file) == []


@pytest.mark.parametrize(
    "title",
    [
        "",
        "a.py",
        "a.py · testado com numpy 2.5.5 em 2026-11-23",
        "a.py - executado com numpy 2.5.5 em 2026-11-23",
        "a.py · executado com numpy em 2026-11-23",
        "a.py · executado com numpy 2.5.5",
        "a.py · executado com numpy 2.5.5 em 23/11/2026",
        "a.py · executado com numpy 2.5.5 em ２０２６-11-23",
        "a.py · executado em 2026-11-23",
        "a.py · executado com numpy 2.5.5 em 2026-11-23.",
    ],
)
def test_label_off_the_grammar_is_refused(title: str) -> None:
    assert "não segue o formato" in _problems(title)[0]


@pytest.mark.parametrize(
    ("title", "file", "why"),
    [
        ("b.py · executado com numpy 2.5.5 em 2026-11-23", "a.py", "mas o bloco mostra a.py"),
        ("executado com numpy 2.5.5 em 2026-11-23", "a.py", "cita nenhum arquivo"),
        ("a.py · executado com numpy 2.5.5 em 2026-11-23", None, "foi digitado"),
        ("a.py · executado com numpy 2.4.6 em 2026-11-23", "a.py", "a versão usada é a 2.5.5"),
        ("a.py · executado com numpy 2.5.5 em 2026-11-24", "a.py", "futuro"),
        ("a.py · executado com numpy 2.5.5 em 2025-12-31", "a.py", "anterior a 2026-01-01"),
        ("a.py · executado com numpy 2.5.5 em 2026-02-30", "a.py", "não existe"),
    ],
)
def test_label_that_lies_is_refused(title: str, file: str | None, why: str) -> None:
    (problem,) = _problems(title, file)
    assert why in problem


def test_level_that_was_not_earned_is_refused() -> None:
    label = Label("a.sh", EXECUTED, {"shellcheck": "0.11.0"}, "2026-11-23")
    assert earned_problems(label, EXECUTED, [SHELLCHECK], VERSIONS) == []
    (problem,) = earned_problems(label, VALIDATED, [SHELLCHECK], VERSIONS)
    assert "diz “executado”" in problem


def test_tool_that_did_not_accept_the_code_is_refused() -> None:
    label = Label("a.sh", VALIDATED, {"gcloud": "528.0.0"}, "2026-11-23")
    (problem,) = earned_problems(label, VALIDATED, [SHELLCHECK], VERSIONS)
    assert "cita gcloud, mas quem conferiu este código foi: shellcheck" in problem


def test_newer_tool_on_this_machine_does_not_make_a_label_wrong() -> None:
    newer = ToolVersion("shellcheck", "0.12.0")
    label = Label("a.sh", VALIDATED, {"shellcheck": "0.11.0"}, "2026-11-23")
    assert earned_problems(label, VALIDATED, [newer], VERSIONS) == []


def test_tool_outside_the_locks_has_the_version_that_its_validator_answers() -> None:
    gcloud = ToolVersion("gcloud", "528.0.0")
    label = Label("a.sh", VALIDATED, {"gcloud": "578.0.0"}, "2026-11-23")
    (problem,) = earned_problems(label, VALIDATED, [gcloud], VERSIONS)
    assert "a versão usada é a 528.0.0" in problem


def test_no_author_is_ahead_of_the_latest_date() -> None:
    assert latest_today() >= date.today()
