"""Drawings as PNG, for what can't show SVG; by the compiler of the PDFs, so with its fonts."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import typst

POINTS_PER_INCH = 72
PIXELS_PER_INCH = 192
_LARGEST = 480  # points: the width of the text of an A4 page, about


def png_of(svg: str) -> tuple[bytes, float]:
    """Return svg as a PNG with a white ground, and the width in points to show it at."""
    width = _width(svg)
    with tempfile.TemporaryDirectory(prefix="figura-") as folder:
        root = Path(folder)
        (root / "figura.svg").write_text(svg, encoding="utf-8", newline="\n")
        source = root / "figura.typ"
        source.write_text(
            "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
            f'#image("figura.svg", width: {width}pt, alt: "")\n',
            encoding="utf-8",
        )
        pages = typst.compile(
            source, root=root, format="png", ppi=PIXELS_PER_INCH, ignore_system_fonts=True
        )
    return (pages if isinstance(pages, bytes) else pages[0]), width


def _width(svg: str) -> float:
    found = re.search(r' width="(\d+)"', svg)
    # A drawing is made for a screen: three quarters of its pixels, in points, read well on paper.
    return min(_LARGEST, int(found[1]) * 0.66 if found else _LARGEST)
