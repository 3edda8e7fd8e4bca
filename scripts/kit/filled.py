"""Read a score sheet that an interviewer filled in, as a spreadsheet program saved it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from scripts.kit.manifest import Manifest
from scripts.kit.problem import KitError, quote
from scripts.kit.scorecard import COLUMNS
from scripts.kit.spreadsheet import HIGHEST, LOWEST, SCORES

MAX_BYTES = 2 * 1024 * 1024
# What a zip of so few rows may unfold to: a hostile one unfolds to gigabytes.
_MAX_UNFOLDED = 50 * 1024 * 1024
_MAX_ROWS = 2_000
Row = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Filled:
    """The marks of one interviewer by question id; None where a question was not asked."""

    interviewer: str
    marks: Mapping[str, int | None]


def read_filled(path: Path, found: Manifest) -> Filled:
    """Return the sheet at path, of the kit of a manifest.

    Raises KitError with every problem: another kit, a mark that is none of 1 to 4, a question
    that is missing, twice there or not of the kit.
    """
    rows = _rows(path)
    if not rows or [cell.strip().lower() for cell in rows[0][1]] != list(COLUMNS):
        raise KitError(f"{quote(path)} não começa com as colunas {', '.join(COLUMNS)}; "
                       "use o placar que veio com o kit")  # fmt: skip
    marks: dict[str, int | None] = {}
    problems: list[str] = []
    for line, cells in rows[1:]:
        record = dict(zip(COLUMNS, (cell.strip().lstrip("'") for cell in cells), strict=True))
        problems += [
            f"{quote(path)}, linha {line}: {why}" for why in _refusals(record, marks, found)
        ]
        marks[record["id"]] = _mark(record["nota"])
    missing = [name for name in found.questions if name not in marks]
    if missing:
        problems.append(f"{quote(path)} não tem {', '.join(missing)}; devolva a linha, sem nota")
    if problems:
        raise KitError(*problems)
    return Filled(path.stem, {name: marks[name] for name in found.questions})


def _refusals(record: Mapping[str, str], seen: Iterable[str], found: Manifest) -> Iterable[str]:
    if record["kit"] != found.kit:
        yield f"é do kit {quote(record['kit'])}, e não {found.kit}; compare placares do mesmo kit"
    elif record["id"] not in found.questions:
        yield f"a pergunta {quote(record['id'])} não é deste kit; apague a linha"
    elif record["id"] in seen:
        yield f"{record['id']} aparece duas vezes; deixe uma linha"
    if record["nota"] and _mark(record["nota"]) is None:
        yield f"a nota {quote(record['nota'])} não existe; use de {LOWEST} a {HIGHEST}, ou nada"


def _mark(text: str) -> int | None:
    allowed = {str(mark): mark for mark in range(LOWEST, HIGHEST + 1)}
    return allowed.get(text)


def _rows(path: Path) -> list[Row]:
    try:
        if not path.is_file():
            raise KitError(f"{quote(path)} não é um arquivo; aponte para um placar preenchido")
        if path.stat().st_size > MAX_BYTES:
            raise KitError(f"{quote(path)} passa de {MAX_BYTES // 1024} KiB; não é um placar")
        content = path.read_bytes()
    except (OSError, ValueError):
        raise KitError(f"{quote(path)} não pôde ser lido; confira o caminho") from None
    rows = _excel_rows(path, content) if content.startswith(b"PK") else _text_rows(path, content)
    return [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]


def _excel_rows(path: Path, content: bytes) -> list[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNFOLDED:
                raise KitError(f"{quote(path)} é grande demais por dentro; não é um placar")
        book = load_workbook(io.BytesIO(content), data_only=True)
        sheet = book[SCORES]
        cells = sheet.iter_rows(max_row=_MAX_ROWS, max_col=len(COLUMNS), values_only=True)
        return [(line, [_text(cell) for cell in row]) for line, row in enumerate(cells, start=1)]
    except KitError:
        raise
    except Exception:  # a stranger's file in a third party's parser: any failure is a refusal
        raise _unreadable(path) from None


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _text_rows(path: Path, content: bytes) -> list[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel saves “CSV (separado por vírgulas)” in the code page of Windows.
        text = content.decode("cp1252", errors="replace")
    separator = ";" if ";" in text.partition("\n")[0] else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise _unreadable(path) from None
    if len(rows) > _MAX_ROWS:
        raise _unreadable(path)
    width = len(COLUMNS)
    return [(line, [*row[:width], *[""] * (width - len(row))])
            for line, row in enumerate(rows, start=1)]  # fmt: skip


def _unreadable(path: Path) -> KitError:
    return KitError(f"{quote(path)} não é um placar .csv ou .xlsx; salve-o de novo na planilha")
