"""A sheet as one HTML file that needs nothing beside it and prints on A4."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pygments.formatters import HtmlFormatter

from scripts.kit.hypertext import html_of
from scripts.kit.printable import clean, map_texts

TEMPLATES = Path(__file__).with_name("templates")
_STYLE = "folha.css"


def web_page(template: str, data: dict[str, Any], pictures: Mapping[str, str]) -> bytes:
    """Return the HTML of template for the data of a sheet; pictures are SVG drawings by name."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["nodes"] = html_of
    drawn = {name: _drawing(svg) for name, svg in pictures.items()}
    page = environment.get_template(template).render(
        data=map_texts(data, clean),
        pictures=drawn,
        style=Markup(_style()),  # noqa: S704  (our own file)
    )
    return page.encode()


def _style() -> str:
    ours = (TEMPLATES / _STYLE).read_text(encoding="utf-8")
    return ours + str(HtmlFormatter(style="bw").get_style_defs(".codigo"))


def _drawing(svg: str) -> Markup:
    # The drawing was made by allowing only what is harmless (scripts/bank/svg.py).
    width = re.search(r' width="(\d+)"', svg)
    return Markup('<div class="desenho" style="max-width:{}px">{}</div>').format(
        round(int(width[1]) * 0.75) if width else 600,
        Markup(svg),  # noqa: S704
    )
