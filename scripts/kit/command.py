"""The command line of the kit: read the arguments, make the kit, say what came of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from scripts.bank import BankError, load_bank
from scripts.bank.vocabulary import KINDS, LEVELS, THEMES
from scripts.command_line import Parser, complain
from scripts.kit.export import FORMATS, Export, check_formats, export_kit, replay_kit
from scripts.kit.kit import make_kit
from scripts.kit.manifest import read_manifest
from scripts.kit.problem import KitError
from scripts.kit.progress import Progress
from scripts.kit.report import describe
from scripts.kit.request import (
    DEFAULT_LEVEL,
    DEFAULT_MINUTES,
    DEFAULT_SEED,
    MAX_MINUTES,
    read_request,
)
from scripts.kit.write import check_folder, reason, write_kit

OUTPUT = Path("build") / "kits"
_FAILED, _INTERRUPTED = 1, 130
_LISTS = {
    "--theme": ("TEMA", f"{', '.join(THEMES)} (padrão: todos)"),
    "--kind": ("TIPO", f"{', '.join(KINDS)} (padrão: todos)"),
    "--question": ("ID", "exatamente estas perguntas, nesta ordem, em vez de uma seleção"),
    "--format": ("FORMATO", f"{', '.join(FORMATS)} (padrão: pdf)"),
}
_VALUES = {
    "--level": ("NÍVEL", f"{', '.join(LEVELS)} (padrão: {DEFAULT_LEVEL})"),
    "--minutes": (
        "MIN",
        f"duração da entrevista inteira, de 1 a {MAX_MINUTES} (padrão: {DEFAULT_MINUTES})",
    ),
    "--seed": ("N", f"semente da seleção, um inteiro (padrão: {DEFAULT_SEED})"),
    "--output": ("PASTA", f"onde criar a pasta kit-<id> (padrão: {OUTPUT} do projeto)"),
    "--replay": ("KIT.JSON", "refaz um kit, byte a byte, a partir do kit.json dele"),
}
_REQUEST = ("level", "theme", "question", "kind", "minutes", "seed")


def run(arguments: Sequence[str], root: Path) -> int:
    """Make the kit that arguments ask for from the bank at root; return the exit code."""
    _print_anything()
    try:
        options = _parser().parse_args(arguments)
        export, target = _make(options, root)
        written = write_kit(export.files, target)
    except KitError as error:
        complain(error.lines)
        return _FAILED
    except BankError as error:
        complain(violation.render(root) for violation in error.violations)
        return _FAILED
    except OSError as error:
        complain([f"{error.filename or 'o kit'}: {reason(error)}; nada foi escrito"])
        return _FAILED
    except KeyboardInterrupt:
        complain(["interrompido; nenhum kit ficou pela metade"])
        return _INTERRUPTED
    complain(f"aviso: {warning}" for warning in export.warnings)
    _say(describe(export, _shown(target), written))
    return 0


def _parser() -> Parser:
    parser = Parser(
        "Monta um kit de entrevista: folha do candidato, guia do entrevistador, placar e"
        " kit.json. O mesmo pedido e a mesma semente dão o mesmo kit."
    )
    for option, (metavar, text) in _VALUES.items():
        parser.add_argument(option, metavar=metavar, help=text)
    for option, (metavar, text) in _LISTS.items():
        parser.add_argument(option, nargs="+", action="extend", metavar=metavar, help=text)
    return parser


def _make(options: argparse.Namespace, root: Path) -> tuple[Export, Path]:
    check_formats(options.format or FORMATS)
    folder = root / OUTPUT if options.output is None else Path(options.output)
    check_folder(folder)
    with Progress(sys.stderr) as progress:
        export = _export(options, root, progress)
    return export, folder / f"kit-{export.kit.id}"


def _export(options: argparse.Namespace, root: Path, progress: Progress) -> Export:
    if options.replay is not None:
        given = [f"--{name}" for name in _REQUEST if getattr(options, name) is not None]
        if given:
            raise KitError(f"--replay repete o pedido do kit.json; tire {', '.join(given)}")
        found = read_manifest(Path(options.replay))
        progress.step("Lendo o banco de perguntas")
        return replay_kit(found, load_bank(root), root, progress.step)
    request = read_request(
        level=options.level,
        minutes=options.minutes,
        seed=options.seed,
        themes=options.theme or (),
        kinds=options.kind or (),
        questions=options.question or (),
    )
    progress.step("Lendo o banco de perguntas")
    return export_kit(make_kit(load_bank(root).questions, request), root, progress.step)


def _shown(target: Path) -> Path:
    here = Path.cwd()
    return target.relative_to(here) if target.is_relative_to(here) else target


def _print_anything() -> None:
    # A terminal without UTF-8 shows an escape where it lacks a letter, and no traceback.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _say(lines: Iterable[str]) -> None:
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`| head -1`) left; the kit is written all the same.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
