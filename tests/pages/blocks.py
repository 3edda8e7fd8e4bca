"""The blocks of a page, and the defects that keep code from being checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.bank.snippets import FOLDER, Reference, SnippetError, find_references, resolve
from tests.pages.fences import Fence, Scanner
from tests.pages.model import Block

CHECKED = (
    "python", "bash", "sql", "yaml", "json", "hcl", "promql", "dockerfile", "mermaid",
)  # fmt: skip
PLAIN = "text"
OUTPUT_SUFFIX = ".out"
OUTPUT_TITLE = "Saída"
LANGUAGES = {
    ".py": "python",
    ".sh": "bash",
    ".sql": "sql",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".tf": "hcl",
    ".hcl": "hcl",
    ".promql": "promql",
    ".mmd": "mermaid",
}
_CLAIM = re.compile(r"\b(?:executado|validado)\b", re.IGNORECASE)
_MARK = re.compile(r"^[ \t]*;*-+8<-+", re.MULTILINE)


@dataclass(frozen=True)
class Defect:
    """A place of a page whose code nothing can check; the message says why and how to mend it."""

    page: Path
    line: int
    message: str


def pages(root: Path) -> list[Path]:
    """Return every Markdown page under root/docs, partials included, in a fixed order."""
    return sorted((root / "docs").rglob("*.md"))


def read_page(page: Path, root: Path, scanner: Scanner) -> list[Block | Defect]:
    """Return every block of the page, `text` included, and its defects, in reading order."""
    try:
        text = page.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return [Defect(page, 1, "não está em UTF-8; salve o arquivo com a codificação UTF-8")]
    found = scanner.scan(text)
    blocks = [_read_fence(page, fence, root) for fence in found.fences]
    return sorted([*blocks, *_misplaced(page, found.indented, found.broken)], key=_line)


def is_item(block: Block) -> bool:
    """Tell whether the block has to be run or validated: all but plain text."""
    return block.language != PLAIN or (block.file is not None and is_output(block.file))


def is_output(path: Path) -> bool:
    """Tell whether path holds what a snippet printed."""
    return path.suffix == OUTPUT_SUFFIX


def language_of(path: Path) -> str:
    """Return the language in which a fence must show the snippet at path."""
    if path.name.split(".")[0] == "Dockerfile" and not is_output(path):
        return "dockerfile"
    return LANGUAGES.get(path.suffix, PLAIN)


def _line(found: Block | Defect) -> int:
    return found.line


def _misplaced(page: Path, indented: tuple[int, ...], broken: tuple[int, ...]) -> Iterator[Defect]:
    for line in indented:
        yield Defect(page, line, "há código recuado, sem crases; ponha-o entre ```linguagem e ```")
    for line in broken:
        why = "o site não mostra isto como bloco de código; feche-o e confira o recuo e o título"
        yield Defect(page, line, why)


def _read_fence(page: Path, fence: Fence, root: Path) -> Block | Defect:
    problem = _language_problem(fence) or _title_problem(fence)
    if problem:
        return Defect(page, fence.line, problem)
    if not _MARK.search(fence.source):
        return _typed(page, fence)
    references = list(find_references(fence.source.split("\n")))
    if len(references) != 1 or len(fence.source.strip().split("\n")) != 1:
        why = 'o bloco deve ter uma só linha, --8<-- "tema/pasta/arquivo.py:secao"; separe o resto'
        return Defect(page, fence.line, why)
    return _referred(page, fence, references[0], root)


def _language_problem(fence: Fence) -> str | None:
    if fence.language in (*CHECKED, PLAIN):
        return None
    allowed = ", ".join((*CHECKED, PLAIN))
    if not fence.language:
        return f"o bloco de código não diz a linguagem; escreva uma depois das crases: {allowed}"
    return f"nada confere a linguagem “{fence.language}”; use uma destas: {allowed}"


def _title_problem(fence: Fence) -> str | None:
    if fence.language == PLAIN and _CLAIM.search(fence.title):
        return f"nada confere um bloco {PLAIN}; tire “executado” ou “validado” do título dele"
    if fence.language == "mermaid" and fence.title:
        return "com título, o site mostra o diagrama como código; tire o título"
    return None


def _typed(page: Path, fence: Fence) -> Block | Defect:
    if fence.language == PLAIN and fence.title.startswith(OUTPUT_TITLE):
        why = f'a “{OUTPUT_TITLE}” foi digitada; mostre o arquivo: --8<-- "tema/pasta/nome.py.out"'
        return Defect(page, fence.line, why)
    if not fence.source.strip():
        return Defect(page, fence.line, "o bloco de código está vazio; escreva-o ou apague-o")
    return Block(page, fence.line, fence.language, fence.title, fence.source, None, None)


def _referred(page: Path, fence: Fence, reference: Reference, root: Path) -> Block | Defect:
    file = root / FOLDER / reference.file
    expected = language_of(file)
    if fence.language != expected:
        why = f"o arquivo {reference.file} é mostrado como {fence.language}; escreva ```{expected}"
        return Defect(page, fence.line, why)
    try:
        code = "" if _to_be_written(file) else resolve(reference, root)
    except SnippetError as error:
        return Defect(page, fence.line, str(error))
    return Block(page, fence.line, fence.language, fence.title, code, file, reference.section)


def _to_be_written(file: Path) -> bool:
    # An output that is not there yet is what its item, once run, is there to say or to mend.
    return is_output(file) and not file.exists() and file.with_suffix("").exists()
