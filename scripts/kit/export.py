"""From a request to the files of a kit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.bank import Bank
from scripts.kit.candidate import candidate_sheet
from scripts.kit.figures import Figure, draw
from scripts.kit.guide import guide, picture_name
from scripts.kit.kit import Kit
from scripts.kit.manifest import NAME, Manifest, check_files, manifest, restore
from scripts.kit.problem import KitError, quote
from scripts.kit.render import Printed, Sheet, print_sheet
from scripts.kit.scorecard import scorecard

FORMATS = ("pdf",)
CANDIDATE, GUIDE, SCORES = "candidato.pdf", "entrevistador.pdf", "placar.csv"

Step = Callable[[str], None]


@dataclass(frozen=True)
class Export:
    """The files of a kit by name, and what whoever asked for it should know."""

    kit: Kit
    files: Mapping[str, bytes]
    warnings: tuple[str, ...]


def check_formats(formats: Iterable[str]) -> None:
    """Raise KitError on a format that does not exist."""
    for name in formats:
        if name not in FORMATS:
            raise KitError(f"o formato {quote(name)} não existe; use --format {' '.join(FORMATS)}")


def export_kit(kit: Kit, root: Path, step: Step = lambda _: None) -> Export:
    """Return the files of kit, whose bank lies at root; step is told what is being done."""
    figures = _draw_all(kit, root, step)
    pictures = {
        picture_name(question): figure.svg
        for question, figure in zip(kit.questions, figures, strict=True)
    }
    step("Compondo os PDFs")
    printed = {
        CANDIDATE: print_sheet(Sheet("candidato.typ", candidate_sheet(kit), {}), kit.verified),
        GUIDE: print_sheet(Sheet("entrevistador.typ", guide(kit, figures), pictures), kit.verified),
    }
    files = {name: sheet.pdf for name, sheet in printed.items()}
    files[SCORES] = scorecard(kit)
    return Export(kit, {**files, NAME: manifest(kit, files)}, tuple(_warnings(printed)))


def replay_kit(found: Manifest, bank: Bank, root: Path, step: Step = lambda _: None) -> Export:
    """Return the same files again; raises KitError where they would not be the same bytes."""
    export = export_kit(restore(found, bank), root, step)
    check_files(found, export.files)
    return export


def _draw_all(kit: Kit, root: Path, step: Step) -> list[Figure]:
    figures = []
    for number, question in enumerate(kit.questions, start=1):
        step(f"Desenhando o diagrama de {question.id} ({number} de {len(kit.questions)})")
        figures.append(draw(question, root))
    return figures


def _warnings(printed: Mapping[str, Printed]) -> Iterable[str]:
    for name, sheet in printed.items():
        if sheet.absent:
            shown = ", ".join(f"{text} ({_codes(text)})" for text in sheet.absent)
            yield f"{name}: as fontes do PDF não têm {shown}; no lugar ficou �"


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text)
