"""The recorded table of gcloud commands: what exists, and what each command takes.

`tables/gcloud.json` holds, for the commands that the project uses, what gcloud itself says of them
(see record/gcloud.py). It is what stands in for gcloud on a machine that has none or another one.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "tables" / "gcloud.json"
RECORD = "python -m tests.pages.validators.record gcloud"
_SHORT = {"-q": "--quiet", "-h": "--help"}


@dataclass(frozen=True)
class Flag:
    """A flag: its type (string, int, float, bool, list, dict or other) and fixed choices."""

    name: str
    type: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spec:
    """A command: path, flags by name, and the tree of its arguments as gcloud gives it.

    A node of the tree is a flag (`flag`, `required`), a positional (`positional`, `required`,
    `many`) or a group (`arguments`, `required`, `mutex`).
    """

    path: str
    flags: Mapping[str, Flag]
    arguments: Sequence[Mapping[str, Any]]

    def positionals(self) -> list[Mapping[str, Any]]:
        """Return the positional arguments in order, those inside of groups too."""
        return [node for node in walk(self.arguments) if "positional" in node]


@dataclass(frozen=True)
class Table:
    """The recorded commands, the members of each recorded group, and gcloud's version."""

    version: str
    commands: Mapping[str, Spec]
    groups: Mapping[str, frozenset[str]]
    global_flags: Mapping[str, Flag]


@dataclass(frozen=True)
class Call:
    """A command taken apart: what it is, its positional words and its flags with their values.

    A flag without a value has None.
    """

    spec: Spec
    positionals: tuple[str, ...]
    flags: tuple[tuple[str, str | None], ...]

    def values(self, name: str) -> list[str]:
        """Return every value that the call gives to the flag."""
        return [value for flag, value in self.flags if flag == name and value is not None]


class UnknownPartError(Exception):
    """A word of a command is not in the table; the message is in Portuguese, with the mend."""


@lru_cache
def load_table(path: Path = TABLE) -> Table:
    """Return the recorded table."""
    data = json.loads(path.read_text(encoding="utf-8"))
    shared = _flags(data["global_flags"])
    commands = {
        name: Spec(name, {**shared, **_flags(entry["flags"])}, entry["arguments"])
        for name, entry in data["commands"].items()
    }
    groups = {name: frozenset(members) for name, members in data["groups"].items()}
    return Table(data["gcloud"], commands, groups, shared)


def walk(arguments: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield every flag and positional of a tree of arguments, in order."""
    for node in arguments:
        if "arguments" in node:
            yield from walk(node["arguments"])
        else:
            yield node


def is_name(words: Sequence[str], table: Table) -> bool:
    """Tell whether the words only name a group or a command, with nothing to run it with."""
    path = " ".join(words[1:])
    return path in table.groups or path in table.commands


def read_call(words: Sequence[str], table: Table) -> Call:
    """Take a command apart; words[0] is "gcloud". Raises UnknownPartError."""
    flags, rest = _leading_flags(list(words[1:]), table)
    spec, rest = _find(rest, table)
    positionals: list[str] = []
    while rest:
        word = rest.pop(0)
        if word == "--":
            break
        if word.startswith("-") and word != "-":
            flags.append(_take_flag(word, rest, spec.flags, spec.path, table))
        else:
            positionals.append(word)
    return Call(spec, tuple(positionals), tuple(flags))


def check_path(words: Sequence[str], table: Table) -> None:
    """Raise UnknownPartError unless the words start with the name of a recorded group or command.

    What follows the name may be a cut: an ellipsis, arguments, flags.
    """
    path = list(takewhile(lambda word: not word.startswith(("-", "…", "...")), words[1:]))
    prefixes = [" ".join(path[: size + 1]) for size in range(len(path))]
    if not any(prefix in table.commands for prefix in prefixes) and (
        " ".join(path) not in table.groups
    ):
        raise UnknownPartError(_unknown_path(path, table))


def _leading_flags(rest: list[str], table: Table) -> tuple[list[tuple[str, str | None]], list[str]]:
    flags = []
    while rest and rest[0].startswith("-"):
        word = rest.pop(0)
        flags.append(_take_flag(word, rest, table.global_flags, "", table))
    return flags, rest


def _find(rest: list[str], table: Table) -> tuple[Spec, list[str]]:
    for size in range(len(rest), 0, -1):
        spec = table.commands.get(" ".join(rest[:size]))
        if spec:
            return spec, rest[size:]
    raise UnknownPartError(_unknown_path(rest, table))


def _missing_part(path: Sequence[str], table: Table) -> str:
    """Return the first word that no recorded group has, "" where none is known to be wrong."""
    for size, word in enumerate(path):
        members = table.groups.get(" ".join(path[:size]))
        if members is None or word.startswith("-"):
            return ""
        if word not in members:
            return word
    return ""


def _unknown_path(rest: Sequence[str], table: Table) -> str:
    wrong = _missing_part(rest, table)
    if wrong:
        group = " ".join(("gcloud", *rest[: list(rest).index(wrong)]))
        members = sorted(table.groups[group.removeprefix("gcloud").strip()])
        near = difflib.get_close_matches(wrong, members, n=3, cutoff=0.4) or members[:8]
        return f"“{wrong}” não existe em `{group}` (gcloud {table.version}); há: {', '.join(near)}"
    path = " ".join(word for word in rest[:5] if not word.startswith("-"))
    return (
        f"o comando `gcloud {path}` não está na tabela de comandos (gcloud {table.version}); "
        f"confira o nome e rode {RECORD} para registrá-lo"
    )


def _take_flag(
    word: str, rest: list[str], flags: Mapping[str, Flag], path: str, table: Table
) -> tuple[str, str | None]:
    name, equals, value = word.partition("=")
    name = _SHORT.get(name, name)
    flag = flags.get(name)
    if flag is None and name.startswith("--no-") and (positive := flags.get("--" + name[5:])):
        flag = positive if positive.type == "bool" else None
    if flag is None:
        raise UnknownPartError(_unknown_flag(name, flags, path, table))
    if equals or flag.type == "bool":
        return name, value if equals else None
    if not rest or (rest[0].startswith("--") and len(rest[0]) > 2):
        raise UnknownPartError(f"{name} precisa de um valor; escreva {name}=VALOR")
    return name, rest.pop(0)


def _unknown_flag(name: str, flags: Mapping[str, Flag], path: str, table: Table) -> str:
    near = difflib.get_close_matches(name, flags, n=3, cutoff=0.5)
    hint = f"talvez {' ou '.join(near)}" if near else "veja as que existem com --help"
    return f"`gcloud {path}` não tem a opção {name} (gcloud {table.version}); {hint}"


def _flags(entries: Mapping[str, Any]) -> dict[str, Flag]:
    return {
        name: Flag(name, entry["type"], tuple(entry.get("choices", ())))
        for name, entry in entries.items()
    }
