from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from scripts.bank import diagrams
from scripts.bank.diagrams import DiagramError, Palette, is_drawn, render_svg

PAPER = Palette(
    ink="#111111",
    line="#222222",
    node="#333333",
    group="#444444",
    page="#555555",
    accent="#666666",
    accent_text="#777777",
    font="Serif",
)
KINDS = {
    "flowchart": 'flowchart TD\n a(["É"]) -->|"sim"| b{"x?"}\n'
    ' subgraph s["S"]\n b --> c[("C")]\n end',
    "sequence": "sequenceDiagram\n actor u as Usuário\n u->>+a: pede\n Note over a: é\n"
    " alt bom\n a-->>-u: dá\n end\n rect rgb(200, 0, 0)\n u->>a: y\n end",
    "state": "stateDiagram-v2\n [*] --> A\n A --> B: vai\n state B {\n [*] --> C\n }\n"
    " note right of A: nota",
    "class": "classDiagram\n A <|-- B : herda\n class A {\n +int x\n }",
    "er": "erDiagram\n A ||--o{ B : tem\n A {\n string id PK\n }",
}
NAMED = "flowchart TD\n  accTitle: O título\n  accDescr: O que a figura diz\n  a --> b"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("diagrams")


@pytest.mark.parametrize("kind", KINDS)
def test_every_colour_comes_from_the_palette(cache: Path, kind: str) -> None:
    svg = render_svg(KINDS[kind], cache_dir=cache, palette=PAPER)
    colours = set(re.findall(r"#[0-9a-f]{6}\b|rgba?\([^)]*\)|hsla?\([^)]*\)", svg))
    assert colours <= {"#111111", "#222222", "#333333", "#444444", "#555555", "#666666", "#777777"}
    assert {"#111111", "#222222", "#333333"} <= colours
    named = re.findall(r'(?:fill|stroke)(?:="|:)([a-z]+)', svg)
    assert set(named) <= {"none", "transparent", "inherit"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_is_small_plain_svg(cache: Path, kind: str) -> None:
    svg = render_svg(KINDS[kind], cache_dir=cache, palette=PAPER)
    root = ET.fromstring(svg)
    assert root.tag.endswith("svg")
    assert root.get("role") == "img"
    assert float(root.get("width", "0")) > 0
    assert len(svg) < 25_000
    assert "foreignObject" not in svg


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_source_gives_the_same_bytes(tmp_path: Path, kind: str) -> None:
    drawings = {
        render_svg(KINDS[kind], cache_dir=tmp_path / name, palette=PAPER)
        for name in ("one", "other")
    }
    assert len(drawings) == 1


def test_name_and_description_come_from_the_source(cache: Path) -> None:
    root = ET.fromstring(render_svg(NAMED, cache_dir=cache, palette=PAPER))
    assert root.get("aria-label") == "O título"
    described = [e for e in root.iter() if e.get("id") == root.get("aria-describedby")]
    assert [element.text for element in described] == ["O que a figura diz"]


def test_ids_start_with_the_id_asked_for(cache: Path) -> None:
    svg = render_svg(KINDS["flowchart"], cache_dir=cache, palette=PAPER, element_id="um-id")
    ids = re.findall(r' id="([^"]*)"', svg)
    assert ids
    assert all(one.startswith("um-id") for one in ids)
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(ids)


def test_text_on_a_line_has_an_opaque_ground(cache: Path) -> None:
    svg = render_svg(KINDS["flowchart"], cache_dir=cache, palette=PAPER)
    assert re.search(r"\.edgeLabel rect\{fill:#555555\}", svg)
    assert "opacity" not in svg


def test_a_second_drawing_comes_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_drawn(NAMED, cache_dir=tmp_path)
    first = render_svg(NAMED, cache_dir=tmp_path, palette=PAPER)
    assert is_drawn(NAMED, cache_dir=tmp_path)
    monkeypatch.delattr("mermaidx.render")  # no engine any more
    assert render_svg(NAMED, cache_dir=tmp_path, palette=PAPER) == first
    assert [path.suffix for path in tmp_path.iterdir()] == [".svg"]


def test_another_renderer_version_is_another_drawing(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render_svg(NAMED, cache_dir=cache, palette=PAPER)
    monkeypatch.setattr(diagrams, "DRAWING_VERSION", "of tomorrow")
    assert not is_drawn(NAMED, cache_dir=cache)


def test_a_browser_s_variables_may_be_the_colours(cache: Path) -> None:
    page = replace(PAPER, ink="var(--c0)", font='"A b", serif')
    svg = render_svg(NAMED, cache_dir=cache, palette=page)
    assert "var(--c0)" in svg
    assert "font-family:'A b', serif" in svg
    ET.fromstring(svg)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("graph TD\n a-->b\n c[API (x)] --> b", 3),
        ("%% comentário\n\ngraph TD\n %% outro\n a --> b c d", 5),
        ("sequenceDiagram\n a->>b\n", 2),
        ("classDiagram\n class {", 2),
        ("erDiagram\n A ||--- B : x", 2),
        ("\npie\n a: 1", 2),
        ("", 1),
        ("%% só um comentário", 1),
        ("graph TD\n%%{init: {'theme': 'dark'}}%%\na-->b", 2),
        ("---\nconfig:\n  theme: dark\n---\ngraph TD\na-->b", 1),
        ("graph TD\n" + "a-->b\n" * 5000, 1),
    ],
)
def test_what_can_not_be_drawn_is_explained_with_its_line(
    tmp_path: Path, source: str, line: int
) -> None:
    with pytest.raises(DiagramError) as caught:
        render_svg(source, cache_dir=tmp_path, palette=PAPER)
    assert caught.value.line == line
    assert len(caught.value.message.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
