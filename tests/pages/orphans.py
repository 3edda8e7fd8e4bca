"""Files under snippets/ that no page shows: code that nobody reads is code that nobody checks."""

from __future__ import annotations

from pathlib import Path

from scripts.bank.snippets import FOLDER
from tests.pages.blocks import is_output, pages, read_page
from tests.pages.fences import Scanner
from tests.pages.model import Block

_NOT_SNIPPETS = ("requirements.in", "requirements.txt", "README.md", "__init__.py")


def find_orphans(root: Path, scanner: Scanner) -> list[str]:
    """Return a message in Portuguese for each file of root/snippets that no page shows or runs."""
    shown = {
        found.file
        for page in pages(root)
        for found in read_page(page, root, scanner)
        if isinstance(found, Block)
    }
    # What made an output that a page shows is run with it, even where its code is not shown.
    orphans = [
        path
        for path in _snippets(root / FOLDER)
        if path not in shown and path.with_name(f"{path.name}.out") not in shown
    ]
    return [f"{path.relative_to(root).as_posix()}: {_why(path)}" for path in orphans]


def _snippets(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name not in _NOT_SNIPPETS
    )


def _why(path: Path) -> str:
    if is_output(path) and not path.with_suffix("").exists():
        return f"é a saída de {path.with_suffix('').name}, que não existe; apague-a"
    return "nenhuma página mostra este arquivo; mostre-o em um bloco de código ou apague-o"
