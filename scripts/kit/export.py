"""From a request to the files of a kit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.bank import Bank
from scripts.kit.candidate import candidate_sheet
from scripts.kit.figures import Figure, draw
from scripts.kit.formats import DEFAULT, Model, make_files
from scripts.kit.guide import guide, picture_name
from scripts.kit.kit import Kit
from scripts.kit.manifest import NAME, Manifest, check_files, manifest, restore
from scripts.kit.scorecard import scorecard

CANDIDATE, GUIDE = "candidato.pdf", "entrevistador.pdf"
SCORES, SPREADSHEET = "placar.csv", "placar.xlsx"

# Told what is being done, and which share of the work (0 to 1) is behind it.
Step = Callable[[str, float], None]


def _silent(_text: str, _done: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Export:
    """The files of a kit by name, and what whoever asked for it should know."""

    kit: Kit
    files: Mapping[str, bytes]
    warnings: tuple[str, ...]


def export_kit(
    kit: Kit,
    root: Path,
    step: Step = _silent,
    formats: Sequence[str] = (DEFAULT,),
) -> Export:
    """Return the files of kit, whose bank lies at root; step is told what is being done."""
    model = make_model(kit, root, step)
    files: dict[str, bytes] = {}
    warnings: list[str] = []
    for number, name in enumerate(formats):
        step(f"Compondo o formato {name}", (1 + number / len(formats)) / 2)
        made = make_files(name, model)
        files.update(made.files)
        warnings += [_warning(file, absent) for file, absent in made.absent.items()]
    # Loaded late: its library is large, and the compiler of the PDFs is done with by now.
    from scripts.kit.spreadsheet import spreadsheet

    files[SCORES], files[SPREADSHEET] = scorecard(kit), spreadsheet(kit)
    return Export(kit, {**files, NAME: manifest(kit, files, formats)}, tuple(warnings))


def make_model(kit: Kit, root: Path, step: Step = _silent) -> Model:
    """Return what every format of kit is made of, its diagrams drawn."""
    figures = _draw_all(kit, root, step)
    pictures = {
        picture_name(question): figure.svg
        for question, figure in zip(kit.questions, figures, strict=True)
    }
    return Model(kit, candidate_sheet(kit), guide(kit, figures), pictures)


def replay_kit(found: Manifest, bank: Bank, root: Path, step: Step = _silent) -> Export:
    """Return the same files again; raises KitError where they would not be the same bytes."""
    export = export_kit(restore(found, bank), root, step, found.formats)
    check_files(found, export.files)
    return export


def _draw_all(kit: Kit, root: Path, step: Step) -> list[Figure]:
    figures = []
    for number, question in enumerate(kit.questions, start=1):
        text = f"Desenhando o diagrama de {question.id} ({number} de {len(kit.questions)})"
        step(text, (number - 1) / len(kit.questions) / 2)
        figures.append(draw(question, root))
    return figures


def _warning(file: str, absent: Iterable[str]) -> str:
    shown = ", ".join(f"{text} ({_codes(text)})" for text in absent)
    return f"{file}: as fontes do PDF não têm {shown}; no lugar ficou �"


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text)
