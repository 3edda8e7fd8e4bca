"""Check question files and pages: one line a violation, exit code 1."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.bank import check_bank  # noqa: E402
from scripts.bank.loader import question_paths  # noqa: E402
from scripts.command_line import Parser  # noqa: E402


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Check the given files, or the whole bank; print what is wrong and return the exit code."""
    parser = Parser("Confere as perguntas e páginas do banco.")
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="ARQUIVO",
        help="arquivos a conferir; sem nenhum, confere tudo",
    )
    files = parser.parse_args(arguments).files
    violations = check_bank(root, files)
    for violation in violations:
        print(violation.render(root))
    if violations:
        return 1
    count = len(files) or sum(1 for _ in question_paths(root))
    print(f"{count} arquivo(s) sem problemas." if files else f"{count} perguntas sem problemas.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
