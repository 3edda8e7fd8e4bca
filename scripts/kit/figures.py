"""The diagrams of a kit as pictures for paper, and what they say to who can't see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from scripts.bank import Question
from scripts.bank.diagrams import DiagramError, Palette, render_svg
from scripts.kit.problem import KitError

CACHE = Path(".cache") / "diagrams"
PRINT_PALETTE = Palette(
    ink="#1d2225",
    line="#6f675c",
    node="#f9f5ee",
    group="#efe9df",
    page="#ffffff",
    accent="#8a3b12",
    accent_text="#ffffff",
    font="Libertinus Serif",
)
_NAME = re.compile(r"^\s*accTitle\s*:\s*(?P<text>.+)$", re.MULTILINE)
_DESCRIPTION = re.compile(
    r"^\s*accDescr\s*(?::\s*(?P<line>.+)$|\{(?P<block>[^}]*)\})", re.MULTILINE
)


@dataclass(frozen=True)
class Figure:
    """An SVG drawing and the text that stands for it."""

    svg: str
    alt: str


def draw(question: Question, root: Path) -> Figure:
    """Return the diagram of question, from the cache of root where it is there.

    Raises KitError, naming the question, if it can't be drawn.
    """
    try:
        svg = render_svg(
            question.diagram,
            cache_dir=root / CACHE,
            palette=PRINT_PALETTE,
            element_id=f"diagrama-{question.id}",
        )
    except DiagramError as error:
        raise KitError(f"{question.id}: o diagrama não pôde ser desenhado: {error}") from error
    return Figure(svg, alternative_text(question.diagram))


def alternative_text(source: str) -> str:
    """Return the accTitle and accDescr of a Mermaid source as one text."""
    name, description = _NAME.search(source), _DESCRIPTION.search(source)
    texts = [name["text"]] if name else []
    if description:
        texts.append(description["line"] or description["block"])
    return ". ".join(" ".join(text.split()).rstrip(".") for text in texts) + "."
