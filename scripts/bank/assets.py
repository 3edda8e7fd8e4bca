"""Files that are published as they are: pictures, style and the site's own scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from scripts.bank.svg import SVG_NAMESPACE

SUFFIXES = (".css", ".js", ".png", ".svg", ".webp")
MAX_PICTURE = 200_000  # bytes of an SVG; one that is drawn by hand is far below it
_DRAWN = frozenset(
    f"{{{SVG_NAMESPACE}}}{tag}"
    for tag in ("svg", "g", "path", "rect", "circle", "ellipse", "line", "polygon", "polyline",
                "title", "desc", "style")
)  # fmt: skip
_LOADS = re.compile(r"@import|url *\(|\\", re.IGNORECASE)


def asset_problems(path: Path) -> Iterator[str]:
    """Yield why the file may not be published: its kind, or what an SVG would run or load."""
    if path.suffix not in SUFFIXES:
        yield f"não é um destes tipos: {', '.join(SUFFIXES)}; converta-o ou apague-o"
    elif path.suffix == ".svg":
        yield from _svg_problems(path)


def _svg_problems(path: Path) -> Iterator[str]:
    text = path.read_bytes()[: MAX_PICTURE + 1]
    # A document type can define entities, which expand without end and hide what they hold.
    if len(text) > MAX_PICTURE or b"<!" in text or b"<?" in text:
        yield f"passa de {MAX_PICTURE} bytes ou tem <! ou <?; simplifique o desenho"
        return
    try:
        elements = list(ET.fromstring(text).iter())  # noqa: S314  (no entities: refused above)
    except (ET.ParseError, RecursionError):
        yield "não é um SVG bem formado; exporte o desenho de novo"
        return
    for element in elements:
        if element.tag not in _DRAWN or _LOADS.search(element.text or ""):
            yield f"o elemento {str(element.tag).rpartition('}')[2]} não é aceito; apague-o"
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or name.endswith("href") or _LOADS.search(value):
                yield f"o atributo {name.rpartition('}')[2]} não é aceito; apague-o"
