"""Check a Mermaid diagram by drawing it, and that it has a text for who does not see it."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

from scripts.bank.diagrams import DiagramError, Palette, render_svg
from tests.pages.model import ToolVersion
from tests.pages.validators.source import Problem, Source, refuse

# The same folder as the site and the kit: a drawing is made once, whatever its colours.
CACHE = ".cache/diagrams"
_PALETTE = Palette(
    ink="#000000", line="#333333", node="#ffffff", group="#eeeeee", page="#ffffff",
    accent="#0000ff", accent_text="#ffffff", font="sans-serif",
)  # fmt: skip


def check_mermaid(source: Source, root: Path) -> list[ToolVersion]:
    """Check the diagram in source; draws it into the cache of the project in root."""
    missing = [
        name
        for name in ("accTitle", "accDescr")
        if not re.search(rf"^\s*{name}\s*(?::\s*\S|\{{\s*[^\s}}])", source.text, re.MULTILINE)
    ]
    why = "falta {}: escreva {}: e o texto que um leitor de tela dirá"
    refuse(source, [Problem(1, why.format(name, name)) for name in missing])
    try:
        render_svg(source.text, cache_dir=root / CACHE, palette=_PALETTE)
    except DiagramError as error:
        refuse(source, [Problem(error.line, error.message)])
    return [ToolVersion("mermaid", version("mermaidx"))]
