from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from pymdownx.superfences import SuperFencesException

from scripts.site import diagrams

SIMPLE = "```mermaid\nflowchart TD\n  a --> b\n```\n"
BROKEN = "```mermaid\nflowchart TD\n  a[x (y)] --> b\n```\n"
WIDE = "```mermaid\nflowchart LR\n  a --> b --> c --> d --> e --> f --> g --> h\n```\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(diagrams, "CACHE", tmp_path)
    monkeypatch.delenv(diagrams.PREVIEW_VARIABLE, raising=False)
    return tmp_path


def convert(text: str) -> str:
    fences = [{"name": "mermaid", "class": "mermaid", "format": diagrams.fence}]
    return markdown.markdown(
        text,
        extensions=["pymdownx.superfences"],
        extension_configs={"pymdownx.superfences": {"custom_fences": fences}},
    )


def test_a_fence_becomes_a_drawing_in_the_page_s_colours() -> None:
    html = convert(SIMPLE)
    assert html.startswith('<div class="diagrama" style="--diagram-width:')
    assert "var(--diagram-ink)" in html
    assert "flowchart TD" not in html


def test_the_same_drawing_twice_in_a_page_has_two_ids() -> None:
    html = convert(SIMPLE + "\n" + SIMPLE)
    assert html.count('<svg xmlns="http://www.w3.org/2000/svg" id="diagrama-1"') == 1
    assert html.count('id="diagrama-2"') == 1


def test_only_a_wide_drawing_can_be_reached_by_the_keyboard() -> None:
    assert 'tabindex="0"' in convert(WIDE)
    assert "tabindex" not in convert(SIMPLE)


def test_a_syntax_error_stops_the_conversion() -> None:
    with pytest.raises(SuperFencesException, match="linha 2 do diagrama"):
        convert(BROKEN)


def test_errors_are_found_with_their_line_in_the_page() -> None:
    errors = list(diagrams.draw_fences(f"# Título\n\n{SIMPLE}\n{BROKEN}"))
    assert [error.line for error in errors] == [10]


def test_preview_leaves_a_new_diagram_to_the_browser_with_its_source_escaped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(diagrams.PREVIEW_VARIABLE, "true")
    html = convert('```mermaid\nflowchart TD\n  a["<img src=x onerror=alert(1)>"]\n```\n')
    assert '<code class="language-mermaid">' in html
    assert "<img" not in html


def test_preview_shows_what_is_already_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = convert(SIMPLE)
    monkeypatch.setenv(diagrams.PREVIEW_VARIABLE, "true")
    assert convert(SIMPLE) == drawn
