"""`kit.json`: what a kit was made of, so that it can be made again or told from another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scripts.bank import Bank, Question
from scripts.kit.formats import check_formats
from scripts.kit.kit import Kit, assemble, content_hash
from scripts.kit.problem import KitError, quote
from scripts.kit.request import Request, read_request

NAME = "kit.json"
SCHEMA = 1
TOOLS = (
    "genanki",
    "jinja2",
    "markdown-it-py",
    "mermaidx",
    "openpyxl",
    "pygments",
    "python-docx",
    "typst",
)
_MAX_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """A kit.json: hashes by question id in order, hashes by file name, versions by tool."""

    kit: str
    request: Request
    questions: Mapping[str, str]
    shortfalls: tuple[str, ...]
    formats: tuple[str, ...]
    tools: Mapping[str, str]
    files: Mapping[str, str]


def tool_versions() -> dict[str, str]:
    """Return the installed version of each tool that the bytes of a kit depend on."""
    return {tool: version(tool) for tool in TOOLS}


def file_hash(content: bytes) -> str:
    """Return the SHA-256 of content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest(kit: Kit, files: Mapping[str, bytes], formats: Sequence[str]) -> bytes:
    """Return the kit.json of kit in these formats, whose other files are given."""
    data = {
        "schema": SCHEMA,
        "kit": kit.id,
        "request": asdict(kit.request),
        "questions": [
            {"id": question.id, "sha256": digest}
            for question, digest in zip(kit.questions, kit.hashes, strict=True)
        ],
        "shortfalls": list(kit.shortfalls),
        "formats": list(formats),
        "tools": tool_versions(),
        "files": {name: file_hash(content) for name, content in sorted(files.items())},
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(path: Path, option: str) -> Manifest:
    """Return the kit.json at path, given with option; raises KitError if it is not one."""
    try:
        data = json.loads(_read(path, option))
    except (ValueError, RecursionError):
        raise _broken(path, "não é JSON válido") from None
    if not isinstance(data, dict):
        raise _broken(path, "não é um objeto JSON")
    if data.get("schema") != SCHEMA or isinstance(data["schema"], bool):
        raise _broken(path, f"tem o esquema {quote(data.get('schema'))}, e não {SCHEMA}")
    try:
        return _manifest(data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _broken(path, f"tem um campo faltando ou de outro tipo ({error})") from None


def restore(found: Manifest, bank: Bank) -> Kit:
    """Return the kit of a manifest; raises KitError naming each question that changed."""
    known = {question.id: question for question in bank.questions}
    changed = [
        f"{question_id} {why}"
        for question_id, digest in found.questions.items()
        for why in _changes(known.get(question_id), digest)
    ]
    if changed:
        hint = "nada foi escrito; volte o banco à versão do kit, ou faça um kit novo sem --replay"
        raise KitError(*changed, hint)
    questions = [known[question_id] for question_id in found.questions]
    kit = assemble(found.request, questions, found.shortfalls)
    if kit.id != found.kit:
        raise KitError(f"o {NAME} foi alterado depois de escrito; use uma cópia do original")
    return kit


def check_files(found: Manifest, files: Mapping[str, bytes]) -> None:
    """Raise KitError unless files are, byte for byte, those of the manifest."""
    different = [
        name for name, digest in found.files.items() if file_hash(files.get(name, b"")) != digest
    ]
    if not different:
        return
    now = tool_versions()
    tools = [
        f"{tool} {found.tools.get(tool)} então e {now[tool]} agora"
        for tool in now
        if found.tools.get(tool) != now[tool]
    ]
    reason = ", ".join(tools) or "o programa que imprime o kit mudou"
    raise KitError(
        f"{', '.join(different)} não sairia idêntico ({quote(reason, 200)}); nada foi escrito"
        f"; volte às versões do kit, ou faça um kit novo sem --replay"
    )


def _changes(question: Question | None, digest: str) -> Iterable[str]:
    if question is None:
        yield "não está mais no banco"
    elif content_hash(question) != digest:
        yield "mudou desde que o kit foi feito"


def _read(path: Path, option: str) -> bytes:
    try:
        if not path.is_file():
            raise KitError(f"{option} {quote(path)} não é um arquivo; aponte para um {NAME}")
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except (OSError, ValueError):
        raise KitError(f"{option} {quote(path)} não pôde ser lido; confira o caminho") from None
    if len(content) > _MAX_BYTES:
        raise _broken(path, f"passa de {_MAX_BYTES // 1024} KiB")
    return content


def _broken(path: Path, why: str) -> KitError:
    return KitError(f"{quote(path)} {why}; use o {NAME} que veio com o kit")


def _manifest(data: Mapping[str, Any]) -> Manifest:
    return Manifest(
        kit=_text(data["kit"]),
        request=_request(data["request"]),
        questions={
            _text(entry["id"]): _text(entry["sha256"]) for entry in _list(data["questions"])
        },
        shortfalls=tuple(_text(line) for line in _list(data["shortfalls"])),
        formats=check_formats(_text(name) for name in _list(data["formats"])),
        tools={_text(tool): _text(found) for tool, found in data["tools"].items()},
        files={_text(name): _text(digest) for name, digest in data["files"].items()},
    )


def _request(data: Mapping[str, Any]) -> Request:
    typed = {**data, "minutes": str(data["minutes"]), "seed": str(data["seed"])}
    request = read_request(**typed)
    if json.dumps(asdict(request)) != json.dumps(data):
        raise ValueError("request")
    return request


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("lista")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("texto")
    return value
