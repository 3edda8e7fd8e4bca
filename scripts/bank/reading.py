"""Read a file that a stranger sent: regular, small, UTF-8, without invisible characters."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from scripts.bank.violation import Violation

MAX_BYTES = 256 * 1024
_BOM = b"\xef\xbb\xbf"
# Control characters, and the bidi controls that make a line read otherwise than it runs
# (CVE-2021-42574). Tab and line feed are the only ones a text needs.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def read_text(path: Path, folder: Path) -> tuple[str, list[Violation]]:
    """Read path, which must lie inside folder.

    Returns the text ("" where it can't be used) and the violations found; never raises on
    the content or kind of the file.
    """
    refused = _refuse_kind(path, folder)
    if refused:
        return "", [Violation(path, 1, refused)]
    try:
        data = path.read_bytes()
    except OSError as error:
        return "", [
            Violation(
                path, 1, f"não foi possível ler o arquivo ({error.strerror}); veja as permissões"
            )
        ]
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [
            Violation(path, line, "não está em UTF-8; salve o arquivo com a codificação UTF-8")
        ]
    return _normalise(text), _encoding_violations(path, data, text)


def _refuse_kind(path: Path, folder: Path) -> str | None:
    try:
        info = path.lstat()
        inside = path.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return "o arquivo não existe ou é um link quebrado; confira o caminho"
    if stat.S_ISLNK(info.st_mode):
        return "é um link simbólico; ponha o próprio arquivo no lugar dele"
    if not stat.S_ISREG(info.st_mode):
        return "não é um arquivo comum; aponte para um arquivo de texto"
    if not inside:
        return f"fica fora de {folder.name}/; mova o arquivo para dentro da pasta"
    if info.st_size > MAX_BYTES:
        return f"tem {info.st_size} bytes e o limite é {MAX_BYTES}; divida ou encurte o arquivo"
    return None


def _normalise(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding_violations(path: Path, data: bytes, text: str) -> list[Violation]:
    found = []
    if data.startswith(_BOM):
        found.append(Violation(path, 1, "começa com BOM; salve como “UTF-8 sem BOM”"))
    if b"\r" in data:
        line = data.count(b"\n", 0, data.index(b"\r")) + 1
        found.append(Violation(path, line, "usa fim de linha CRLF; salve com LF (padrão Unix)"))
    invisible = _INVISIBLE.search(_normalise(text))
    if invisible:
        line = _normalise(text).count("\n", 0, invisible.start()) + 1
        code = f"U+{ord(invisible.group()):04X}"
        found.append(Violation(path, line, f"contém o caractere invisível {code}; apague-o"))
    return found
