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
from scripts.kit.export import Export, export_kit, replay_kit
from scripts.kit.formats import DEFAULT, FORMATS, check_formats
from scripts.kit.kit import Kit, make_kit
from scripts.kit.manifest import read_manifest
from scripts.kit.problem import KitError
from scripts.kit.progress import Progress
from scripts.kit.report import describe, summary
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
    "--format": ("FORMATO", f"{', '.join(FORMATS)} (padrão: {DEFAULT})"),
    "--exclude": ("KIT.JSON", "não repete perguntas destes kits, já usados com o candidato"),
}
_SWITCHES = {
    "--plan": "mostra as perguntas e o tempo, sem escrever nada",
    "--strict": "recusa o kit que não atende a tudo o que foi pedido",
    "--force": "troca o kit de mesmo id que já existe, mesmo diferente",
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
_REQUEST = ("level", "theme", "question", "kind", "minutes", "seed", "exclude", "format")


def run(arguments: Sequence[str], root: Path) -> int:
    """Make the kit that arguments ask for from the bank at root; return the exit code."""
    _print_anything()
    try:
        lines = _act(_parser().parse_args(arguments), root)
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
    _say(lines)
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
    for option, text in _SWITCHES.items():
        parser.add_argument(option, action="store_true", help=text)
    return parser


def _act(options: argparse.Namespace, root: Path) -> list[str]:
    """Do what was asked for; return what there is to say about it."""
    formats = check_formats(options.format or (DEFAULT,))
    folder = root / OUTPUT if options.output is None else Path(options.output)
    if not options.plan:
        check_folder(folder)
    with Progress(sys.stderr) as progress:
        progress.step("Lendo o banco de perguntas", 0)
        if options.replay is not None:
            export = _replayed(options, root, progress)
        else:
            kit = _kit(options, root)
            if options.plan:
                return list(summary(kit))
            export = export_kit(kit, root, progress.step, formats)
    target = folder / f"kit-{export.kit.id}"
    written = write_kit(export.files, target, force=options.force)
    complain(f"aviso: {warning}" for warning in export.warnings)
    return list(describe(export, _shown(target), written))


def _replayed(options: argparse.Namespace, root: Path, progress: Progress) -> Export:
    given = [f"--{name}" for name in _REQUEST if getattr(options, name) is not None]
    given += [name for name in ("--plan", "--strict") if getattr(options, name[2:])]
    if given:
        raise KitError(f"--replay repete o pedido do kit.json; tire {', '.join(given)}")
    found = read_manifest(Path(options.replay), "--replay")
    return replay_kit(found, load_bank(root), root, progress.step)


def _kit(options: argparse.Namespace, root: Path) -> Kit:
    used = [read_manifest(Path(path), "--exclude") for path in options.exclude or ()]
    request = read_request(
        level=options.level,
        minutes=options.minutes,
        seed=options.seed,
        themes=options.theme or (),
        kinds=options.kind or (),
        questions=options.question or (),
        excluded=[question for found in used for question in found.questions],
    )
    kit = make_kit(load_bank(root).questions, request)
    if options.strict and kit.shortfalls:
        raise KitError(*kit.shortfalls, "nada foi escrito; mude o pedido ou tire --strict")
    return kit


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
