"""Set a sheet in type: data and pictures in, PDF/UA-1 out, the same bytes everywhere."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import typst

from scripts.kit.printable import SUBSTITUTE, clean, clusters, map_texts, missing, substitute, texts
from scripts.kit.problem import KitError

TEMPLATES = Path(__file__).with_name("templates")
DATA = "dados.json"
_PROBE_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Sheet:
    """A template's name, its data, and the SVG pictures that the data names by file."""

    template: str
    data: dict[str, Any]
    pictures: Mapping[str, str]


@dataclass(frozen=True)
class Printed:
    """A PDF and the characters that its fonts lack, which it shows as a mark."""

    pdf: bytes
    absent: tuple[str, ...]


def print_sheet(sheet: Sheet, day: date) -> Printed:
    """Return the PDF of sheet, dated day. Raises KitError if it can't be set."""
    data, pictures = map_texts(sheet.data, clean), map_texts(sheet.pictures, clean)
    shown = {cluster for text in texts([data, pictures]) for cluster in clusters(text)}
    absent = missing(shown - {SUBSTITUTE}, _prints)
    files = {DATA: substitute(data, absent), **substitute(pictures, absent)}
    try:
        pdf = _compile(sheet.template, files, day)
    except typst.TypstError as error:
        reason = error.message.splitlines()[0]
        raise KitError(f"o PDF não pôde ser composto: {reason}") from error
    return Printed(pdf, tuple(absent))


def _prints(group: list[str]) -> bool:
    try:
        _compile("sonda.typ", {DATA: group}, _PROBE_DAY)
    except typst.TypstError:
        return False
    return True


def _compile(template: str, files: Mapping[str, Any], day: date) -> bytes:
    # The folder is the root of the compiler: no path can lead out of it.
    with tempfile.TemporaryDirectory(prefix="kit-") as folder:
        root = Path(folder)
        for source in TEMPLATES.iterdir():
            shutil.copyfile(source, root / source.name)
        for name, content in files.items():
            text = content if name.endswith(".svg") else json.dumps(content)
            (root / name).write_text(text, encoding="utf-8", newline="\n")
        return typst.compile(
            root / template,
            root=root,
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            timestamp=_noon(day),
        )


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.utc)
