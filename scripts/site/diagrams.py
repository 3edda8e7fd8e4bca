"""Mermaid fences as drawings inside the page, in the page's own colours.

A formatter of pymdownx.superfences, so that it also works where MkDocs hooks do not run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from html import escape
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pymdownx.superfences import SuperFencesException

from scripts.bank.diagrams import DiagramError, Palette, is_drawn, render_svg
from scripts.bank.fences import find_fences

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "diagrams"
PREVIEW_VARIABLE = "MERMAID_PREVIEW"
PAGE_PALETTE = Palette(
    ink="var(--diagram-ink)",
    line="var(--diagram-line)",
    node="var(--diagram-node)",
    group="var(--diagram-group)",
    page="var(--diagram-page)",
    accent="var(--diagram-accent)",
    accent_text="var(--diagram-accent-text)",
    font="inherit",
)
# Wider than this, in CSS pixels, a drawing may have to scroll on a phone of 320 px.
SCROLLS_FROM = 400


def fence(
    source: str,
    language: str,
    css_class: str,
    options: Mapping[str, Any],
    md: Any,  # noqa: ANN401  (Python-Markdown has no types)
    **kwargs: Any,  # noqa: ANN401
) -> str:
    """Return the HTML of a Mermaid fence, as superfences calls it.

    In the authoring preview a diagram that was not drawn yet is left to mermaid2, in the browser.
    Raises SuperFencesException where the source can't be drawn.
    """
    if is_preview() and not is_drawn(source, cache_dir=CACHE):
        return f'<pre><code class="language-mermaid">{escape(source)}</code></pre>'
    # Each fence of a page raises this counter, so the id is unique in the page.
    number = md.htmlStash.html_counter + 1
    try:
        svg = render_svg(
            source, cache_dir=CACHE, palette=PAGE_PALETTE, element_id=f"diagrama-{number}"
        )
    except DiagramError as error:
        raise SuperFencesException(str(error)) from error
    return _framed(svg)


def is_preview() -> bool:
    """Tell whether this is the authoring preview, which mermaid2 draws in the browser."""
    return os.environ.get(PREVIEW_VARIABLE, "").lower() == "true"


def draw_fences(markdown: str) -> Iterator[DiagramError]:
    """Draw the Mermaid fences of markdown into the cache; yield what can't be drawn.

    The lines of the errors count from 1 in markdown.
    """
    lines = markdown.split("\n")
    for block in find_fences(lines):
        if block.info != "mermaid" or block.end is None:
            continue
        source = "\n".join(lines[block.start + 1 : block.end])
        try:
            render_svg(source, cache_dir=CACHE, palette=PAGE_PALETTE)
        except DiagramError as error:
            yield DiagramError(block.start + 1 + error.line, error.message)


def draw_ahead(pages: Iterable[Path]) -> None:
    """Draw into the cache, a process a core, what the pages hold and was not drawn yet.

    A source that can't be drawn is passed over: who builds its page is told where it is.
    """
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in pages]
    waiting = [text for text in texts if any(map(_is_missing, _sources(text)))]
    if len(waiting) > 1:
        # Fresh processes: one forked after the engine has started waits for its threads for ever.
        with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
            list(pool.map(_draw_all, waiting))


def _is_missing(source: str) -> bool:
    return not is_drawn(source, cache_dir=CACHE)


def _draw_all(markdown: str) -> None:
    list(draw_fences(markdown))


def _sources(markdown: str) -> Iterator[str]:
    lines = markdown.split("\n")
    for block in find_fences(lines):
        if block.info == "mermaid" and block.end is not None:
            yield "\n".join(lines[block.start + 1 : block.end])


def _framed(svg: str) -> str:
    match = re.search(r' width="(\d+)"', svg)
    width = int(match[1]) if match else 0
    # Only what may scroll needs to be reached by the keyboard.
    focus = ' tabindex="0" role="group" aria-label="Diagrama"' if width > SCROLLS_FROM else ""
    return f'<div class="diagrama" style="--diagram-width:{width}px"{focus}>{svg}</div>'
