"""The command line of the comparison: read the sheets, print the table, keep it if asked to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scripts.command_line import Parser, complain
from scripts.kit.comparison import as_csv, compare, describe
from scripts.kit.filled import read_filled
from scripts.kit.manifest import read_manifest
from scripts.kit.problem import KitError, quote
from scripts.kit.write import explained

_FAILED = 1


def run(arguments: Sequence[str]) -> int:
    """Compare the sheets that arguments name; return the exit code."""
    parser = Parser("Compara os placares que vários entrevistadores preencheram do mesmo kit.")
    parser.add_argument("kit", type=Path, metavar="KIT.JSON", help="o kit.json do kit")
    parser.add_argument(
        "sheets", nargs="+", type=Path, metavar="PLACAR",
        help="placar preenchido, .csv ou .xlsx; o nome do arquivo diz de quem é",
    )  # fmt: skip
    parser.add_argument("--output", type=Path, metavar="CSV", help="grava a tabela neste arquivo")
    options = parser.parse_args(arguments)
    try:
        found = read_manifest(options.kit, "KIT.JSON")
        result = compare(found.kit, [read_filled(path, found) for path in options.sheets])
        if options.output:
            _keep(as_csv(result), options.output)
    except KitError as error:
        complain(error.lines)
        return _FAILED
    for line in describe(result):
        print(line)
    return 0


def _keep(content: bytes, path: Path) -> None:
    with explained(path):
        try:
            file = path.open("xb")
        except FileExistsError:
            raise KitError(f"{quote(path)} já existe; escolha outro nome com --output") from None
        try:
            with file:
                file.write(content)
        except BaseException:
            path.unlink()
            raise
