"""argparse that speaks Portuguese: its own words come in English and can't be configured."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

from scripts.bank.violation import printable

USAGE_ERROR = 2
_ERRORS = (
    (r"argument (\S+): expected .*", r"\1: falta o valor"),
    (r"argument (\S+): ignored explicit argument (.*)", r"\1 não recebe valor"),
    (r"argument (\S+): (.*)", r"\1: \2"),
    (r"unrecognized arguments: (.*)", r"argumento desconhecido: \1"),
    (r"the following arguments are required: (.*)", r"falta o argumento: \1"),
)


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "uso: ")


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose help and errors are in Portuguese, one line an error."""

    def __init__(self, description: str) -> None:
        """Make a parser with -h and without abbreviations."""
        super().__init__(
            description=description, add_help=False, allow_abbrev=False, formatter_class=_Formatter
        )
        # argparse's own name for this group; there is no other way in.
        self._optionals.title = "opções"
        self._positionals.title = "argumentos"
        self.add_argument("-h", "--help", action="help", help="mostra esta ajuda e sai")

    def error(self, message: str) -> NoReturn:
        """Print one line in Portuguese and exit with code 2."""
        complain([f"{translate(message)}; veja {self.prog} --help"])
        sys.exit(USAGE_ERROR)


def translate(message: str) -> str:
    """Return an error of argparse in Portuguese."""
    for pattern, portuguese in _ERRORS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return match.expand(portuguese)
    return "argumento inválido"


def complain(lines: Iterable[str]) -> None:
    """Print each line of an error to stderr, control characters taken out."""
    for line in lines:
        print(printable(line), file=sys.stderr)
