"""What a validator reads: the text, where its lines are, and how to refuse one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.pages.model import Block, ValidationError


@dataclass(frozen=True)
class Source:
    """Code to validate: `place` is its file as a reader names it, `first` its first line there.

    `name` is the file name ("" for code typed in a page), `folder` where its relative paths start.
    """

    text: str
    place: str
    first: int
    name: str
    folder: Path

    def at(self, line: int) -> str:
        """Return `file:line` for a line (from 1) of the text."""
        return f"{self.place}:{self.first + line - 1}"


@dataclass(frozen=True)
class Problem:
    """What is wrong in a line (from 1) of a source, in Portuguese, with the mend."""

    line: int
    message: str


def source_of(block: Block, root: Path) -> Source:
    """Return what is to be validated: the whole snippet a block shows, or the typed code.

    A section alone often is not a program: its variables are set in the lines above it.
    """
    if block.file is None:
        return Source(block.code, _shown(block.page, root), block.line + 1, "", block.page.parent)
    text = block.file.read_text(encoding="utf-8")
    return Source(text, _shown(block.file, root), 1, block.file.name, block.file.parent)


def refuse(source: Source, problems: Iterable[Problem]) -> None:
    """Raise ValidationError with every problem, one a line; do nothing where there is none."""
    lines = [f"{source.at(problem.line)}: {problem.message}" for problem in problems]
    if lines:
        raise ValidationError("\n".join(dict.fromkeys(lines)))


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
