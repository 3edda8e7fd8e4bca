"""What stops a kit, as one line for who asked for it."""

from __future__ import annotations


class KitError(Exception):
    """The kit can't be made; `lines` say in Portuguese what is wrong and how to mend it."""

    def __init__(self, *lines: str) -> None:
        self.lines = tuple(_printable(line) for line in lines)
        super().__init__(" / ".join(self.lines))


def quote(text: object, limit: int = 60) -> str:
    """Return what a user typed, shortened and quoted, safe to print on one line."""
    plain = str(text)
    shortened = plain if len(plain) <= limit else plain[: limit - 1] + "…"
    return f"“{_printable(shortened)}”"


def _printable(text: str) -> str:
    # Neither an argument nor a file name may forge a second line or recolour the terminal.
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
