"""Each format of a kit: the files it consists of, from the same data of the two sheets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.kit.kit import Kit
from scripts.kit.problem import KitError, quote
from scripts.kit.render import Sheet, print_sheet

# The libraries of a format are loaded where it is made: who asks for a PDF does not wait for them.
CANDIDATE, GUIDE, DECK = "candidato", "entrevistador", "perguntas.apkg"
DEFAULT = "pdf"


@dataclass(frozen=True)
class Model:
    """What every format is made of: the data of both sheets, and the drawings by name."""

    kit: Kit
    candidate: dict[str, Any]
    guide: dict[str, Any]
    pictures: Mapping[str, str]


@dataclass(frozen=True)
class Made:
    """The files of a format by name; absent: characters that it can't show, by file."""

    files: Mapping[str, bytes]
    absent: Mapping[str, tuple[str, ...]]


def check_formats(formats: Iterable[str]) -> tuple[str, ...]:
    """Return formats in one order; raises KitError on one that does not exist."""
    wanted = set(formats)
    for name in sorted(wanted - FORMATS.keys()):
        raise KitError(f"o formato {quote(name)} não existe; use --format {' '.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in wanted)


def make_files(name: str, model: Model) -> Made:
    """Return the files of the format called name; raises KitError if they can't be made."""
    return FORMATS[name](model)


def _pdf(model: Model) -> Made:
    day = model.kit.verified
    printed = {
        f"{CANDIDATE}.pdf": print_sheet(Sheet("candidato.typ", model.candidate, {}), day),
        f"{GUIDE}.pdf": print_sheet(Sheet("entrevistador.typ", model.guide, model.pictures), day),
    }
    return Made(
        {name: sheet.pdf for name, sheet in printed.items()},
        {name: sheet.absent for name, sheet in printed.items() if sheet.absent},
    )


def _docx(model: Model) -> Made:
    from scripts.kit.word_sheets import candidate_document, guide_document

    day = model.kit.verified
    return _complete(
        {
            f"{CANDIDATE}.docx": candidate_document(model.candidate, day),
            f"{GUIDE}.docx": guide_document(model.guide, model.pictures, day),
        }
    )


def _html(model: Model) -> Made:
    from scripts.kit.webpage import web_page

    return _complete(
        {
            f"{CANDIDATE}.html": web_page("candidato.html.j2", model.candidate, {}),
            f"{GUIDE}.html": web_page("entrevistador.html.j2", model.guide, model.pictures),
        }
    )


def _anki(model: Model) -> Made:
    from scripts.kit.anki import deck_file

    alts = [question["picture"]["alt"] for question in model.guide["questions"]]
    return _complete({DECK: deck_file(model.kit, model.pictures, alts)})


def _json(model: Model) -> Made:
    sheets = {CANDIDATE: model.candidate, GUIDE: model.guide}
    return _complete({f"{name}.json": _dumped(data) for name, data in sheets.items()})


def _dumped(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _complete(files: Mapping[str, bytes]) -> Made:
    return Made(files, {})


FORMATS: Mapping[str, Callable[[Model], Made]] = {
    "pdf": _pdf,
    "docx": _docx,
    "html": _html,
    "anki": _anki,
    "json": _json,
}
