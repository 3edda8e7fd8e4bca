"""What is wrong with a file of the bank, as one line for its author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Violation:
    """A broken rule: the file, its line (from 1) and a message in Portuguese with the mend."""

    path: Path
    line: int
    message: str

    def render(self, root: Path) -> str:
        """Return `file:line: message`, the file relative to root where it lies inside it."""
        path = self.path.relative_to(root) if self.path.is_relative_to(root) else self.path
        return printable(f"{path}:{self.line}: {self.message}")


class BankError(Exception):
    """The bank can't be used; holds every violation found, not just the first."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self.violations = tuple(sorted(violations))
        super().__init__(f"{len(self.violations)} violações no banco de perguntas")


def quote(text: object, limit: int = 60) -> str:
    """Return text of an author shortened and quoted, safe to print on one line."""
    if text is None:
        return "um valor de outro tipo"
    plain = str(text)
    shortened = plain if len(plain) <= limit else plain[: limit - 1] + "…"
    return f"“{printable(shortened)}”"


def printable(text: str) -> str:
    """Return text with each control character replaced, so that it stays one plain line."""
    # A control or bidi character in a file name or value must not forge a second line
    # or recolour the terminal that shows the message.
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
