"""Check gcloud commands: against the recorded table, our own rules and gcloud's linter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from tests.pages.model import ToolVersion
from tests.pages.validators.corpus import project_commands
from tests.pages.validators.gcloud_arguments import argument_problems
from tests.pages.validators.gcloud_lint import lint_call, lint_text
from tests.pages.validators.gcloud_rules import rule_problems
from tests.pages.validators.gcloud_table import (
    Call,
    UnknownPartError,
    check_path,
    is_name,
    load_table,
    read_call,
)
from tests.pages.validators.prose import cited_commands, is_cut, words_of
from tests.pages.validators.shell import SPLAT, Command
from tests.pages.validators.source import Problem, Source, refuse


def check_commands(commands: Sequence[Command], source: Source, root: Path) -> list[ToolVersion]:
    """Return [gcloud] if every command is right, [] if there is none.

    Raises ValidationError; and MissingTool if the table accepts them but there is no gcloud to ask.
    """
    if not commands:
        return []
    refuse(source, [Problem(c.line, why) for c in commands for why in _table_problems(c)])
    refuse(source, [Problem(c.line, why) for c in commands for why in _lint_problems(c, root)])
    return [ToolVersion("gcloud", load_table().version)]


def check_prose(page: Path, root: Path) -> list[ToolVersion]:
    """Check the `gcloud …` of the prose of a page, as validate_inline says."""
    text = page.read_text(encoding="utf-8")
    source = Source(text, page.relative_to(root).as_posix(), 1, page.name, page.parent)
    cited = cited_commands(text)
    names = [(line, words_of(command)) for line, command in cited if _is_name(command)]
    refuse(source, [Problem(line, why) for line, words in names for why in _unknown(words)])
    whole = [Command(line, words_of(text)) for line, text in cited if not _is_name(text)]
    accepted = check_commands(whole, source, root)
    return accepted or [ToolVersion("gcloud", load_table().version)] * bool(names)


def _is_name(command: str) -> bool:
    return is_cut(command) or is_name(words_of(command), load_table())


def _unknown(words: tuple[str, ...]) -> Iterator[str]:
    try:
        check_path(words, load_table())
    except UnknownPartError as error:
        yield str(error)


def _table_problems(command: Command) -> list[str]:
    if command.words[-1] == SPLAT and len(command.words) == 2:
        return ["só uma execução diria que comando do gcloud é este; escreva-o por extenso"]
    try:
        call = read_call(command.words, load_table())
    except UnknownPartError as error:
        return [str(error)]
    return [*argument_problems(call), *rule_problems(call)]


def _lint_problems(command: Command, root: Path) -> Iterator[str]:
    call = read_call(command.words, load_table())
    if SPLAT in command.words:
        return
    refused = lint_call(call, _project_texts(root))
    if refused:
        yield f"o linter do gcloud recusa `gcloud {call.spec.path}`: {refused}; corrija o comando"


@lru_cache
def _project_texts(root: Path) -> tuple[str, ...]:
    calls = [call for command in project_commands(root) for call in _readable(command)]
    return tuple(lint_text(call) for call in calls)


def _readable(command: Command) -> list[Call]:
    try:
        return [read_call(command.words, load_table())]
    except UnknownPartError:
        return []
