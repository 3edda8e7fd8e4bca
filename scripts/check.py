"""Check question files and pages: one line a violation, exit code 1."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.bank import BankError, check_bank, load_bank  # noqa: E402
from scripts.bank.coverage import coverage, describe_coverage  # noqa: E402
from scripts.bank.freshness import stale  # noqa: E402
from scripts.bank.loader import question_paths  # noqa: E402
from scripts.bank.violation import Violation  # noqa: E402
from scripts.command_line import Parser, complain  # noqa: E402


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Check the given files, or the whole bank; print what is wrong and return the exit code."""
    options = _parser().parse_args(arguments)
    if options.files and (options.coverage or options.stale is not None):
        complain(["--coverage e --stale olham o banco inteiro; tire os arquivos"])
        return 2
    try:
        if options.coverage:
            print("\n".join(describe_coverage(coverage(load_bank(root)))))
            return 0
        if options.stale is not None:
            found = list(stale(load_bank(root), options.stale, date.today()))
            clean = f"nenhuma pergunta passou de {options.stale} dias sem verificação."
            return _report(found, clean, root)
    except BankError as error:
        return _report(list(error.violations), "", root)
    count = len(options.files) or sum(1 for _ in question_paths(root))
    clean = f"{count} {'arquivo(s)' if options.files else 'perguntas'} sem problemas."
    return _report(check_bank(root, options.files), clean, root)


def _parser() -> Parser:
    parser = Parser("Confere as perguntas e páginas do banco.")
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="ARQUIVO",
        help="arquivos a conferir; sem nenhum, confere tudo",
    )
    parser.add_argument(
        "--coverage", action="store_true", help="mostra o que o banco cobre e onde está fino"
    )
    parser.add_argument(
        "--stale",
        type=_days,
        metavar="DIAS",
        help="lista as perguntas sem fonte verificada nesse prazo",
    )
    return parser


def _days(text: str) -> int:
    if not text.isdecimal() or len(text) > 5:
        raise argparse.ArgumentTypeError("use um número de dias, como 180")
    return int(text)


def _report(violations: list[Violation], clean: str, root: Path) -> int:
    for violation in violations:
        print(violation.render(root))
    if not violations:
        print(clean)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
