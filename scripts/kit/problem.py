"""What stops a kit, as one line for who asked for it."""

from __future__ import annotations

from scripts.bank.violation import printable, quote

__all__ = ["KitError", "quote"]


class KitError(Exception):
    """The kit can't be made; `lines` say in Portuguese what is wrong and how to mend it."""

    def __init__(self, *lines: str) -> None:
        self.lines = tuple(printable(line) for line in lines)
        super().__init__(" / ".join(self.lines))
