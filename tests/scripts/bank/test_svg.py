from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.bank.svg import ATTRIBUTES, ELEMENTS, SVG_NAMESPACE, Colours, sanitise

INK, SHAPE, LINE = "#000001", "#000002", "#000003"
COLOURS = Colours([INK, SHAPE, LINE], shape=SHAPE, line=LINE, text=INK)


def clean(inside: str, attributes: str = "") -> str:
    svg = f'<svg xmlns="{SVG_NAMESPACE}" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>'
    return ET.tostring(sanitise(f"{svg}{inside}</svg>", COLOURS), encoding="unicode")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        "<foreignObject><p>x()</p></foreignObject>",
        "<image href='https://example.com/x.png'/>",
        "<use href='#x'/>",
        "<animate onbegin='x()'/>",
        "<g xmlns='http://www.w3.org/1999/xhtml'><script>x()</script></g>",
        "<iframe xmlns='http://www.w3.org/1999/xhtml' src='https://example.com'/>",
        "<filter id='f'><feImage href='https://example.com'/></filter>",
        "<style>@import url(https://example.com/x.css);</style>",
        "<style>#my-svg .a{background:url(https://example.com)}</style>",
        "<style>#my-svg rect{fill:url(https://example.com)}</style>",
        "<style>body{fill:#000001}</style><rect onclick='x()'/>",
        "<rect onload='x()' href='https://example.com' style='fill:url(https://example.com)'/>",
        "<rect fill='url(https://example.com#x)' marker-end='url(https://example.com#x)'/>",
        "<a xlink:href='javascript:x()' href='https://example.com' target='_blank'><rect/></a>",
        "<path d='M0 0' transform='url(https://example.com)'/>",
    ],
)
def test_nothing_that_runs_or_asks_another_host_remains(inside: str) -> None:
    result = clean(inside, "onload='x()'")
    assert not re.search(r"x\(\)|example|javascript|href|script|@import", result)


def test_a_document_type_is_refused() -> None:
    bomb = f'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="{SVG_NAMESPACE}">&a;</svg>'
    with pytest.raises(ET.ParseError):
        sanitise(bomb, COLOURS)


def test_a_link_leaves_its_drawing_in_place() -> None:
    result = clean("<a xlink:href='https://example.com' transform='translate(5, 6)'><rect/></a>")
    assert '<g transform="translate(5, 6)"><rect /></g>' in result


def test_foreign_colours_become_the_palette_s() -> None:
    result = clean(
        "<rect fill='red' stroke='#123456'/><text fill='rgb(1, 2, 3)'>a</text>"
        "<rect fill='rgb(0, 0, 2)' stroke='none'/><rect style='fill:red;stroke-width:2'/>"
    )
    assert f'<rect fill="{SHAPE}" stroke="{LINE}" />' in result
    assert f'<text fill="{INK}">a</text>' in result
    assert f'<rect fill="{SHAPE}" stroke="none" />' in result
    assert '<rect style="stroke-width:2" />' in result


def test_rules_that_match_nothing_are_left_out() -> None:
    style = (
        "<style>#my-svg .used{fill:#000001}#my-svg .unused{fill:#000001}"
        "#my-svg span{fill:#000001}@keyframes k{to{stroke:#000001}}"
        '#my-svg [data-look="neo"].used{fill:#000001}</style>'
    )
    result = clean(style + "<rect class='used'/>")
    assert re.findall(r"\.\w+|span|to|neo", result.partition("</style>")[0]) == [".used"]


def test_only_markers_in_use_remain() -> None:
    markers = "<defs><marker id='used'/><marker id='unused'/></defs>"
    result = clean(markers + "<path marker-end='url(#used)'/>")
    assert 'id="used"' in result
    assert "unused" not in result


def test_words_of_one_weight_become_one_text_and_others_stay() -> None:
    plain = "<tspan font-weight='normal'>Cloud</tspan><tspan font-style='normal'> Build</tspan>"
    strong = "<tspan font-weight='bold'>forte</tspan>"
    result = clean(
        f"<text><tspan>{plain}</tspan></text><text><tspan>{plain}{strong}</tspan></text>"
    )
    assert "<tspan>Cloud Build</tspan>" in result
    assert '<tspan font-weight="bold">forte</tspan>' in result


def test_titles_of_subgraphs_are_drawn_after_the_lines() -> None:
    result = clean(
        "<g><g class='clusters'><g class='cluster'><g class='cluster-label'/></g></g>"
        "<g class='edgePaths'/><g class='edgeLabels'/></g>"
    )
    assert result.index("cluster-label") > result.index("edgePaths")


names = st.sampled_from(["rect", "g", "a", "script", "text", "style", "image", "svg", "set"])
keys = st.sampled_from(["onclick", "href", "style", "fill", "class", "id", "d", "src", "transform"])
values = st.sampled_from(
    [
        "javascript:x()",
        "url(https://example.com)",
        "red",
        "none",
        "fill:red",
        "M0 0",
        "a b",
        "url(#a)",
    ]
)
elements: st.SearchStrategy[Any] = st.recursive(
    st.builds(lambda n, a: (n, a, []), names, st.dictionaries(keys, values, max_size=3)),
    lambda children: st.tuples(
        names, st.dictionaries(keys, values, max_size=3), st.lists(children, max_size=3)
    ),
    max_leaves=8,
)


def build(parent: ET.Element, tree: tuple[str, dict[str, str], list]) -> None:  # type: ignore[type-arg]
    name, attributes, children = tree
    element = ET.SubElement(parent, f"{{{SVG_NAMESPACE}}}{name}", attributes)
    element.text = "#a{fill:url(https://example.com)}"
    for child in children:
        build(element, child)


@given(elements)
def test_any_tree_is_reduced_to_allowed_parts(tree: tuple[str, dict[str, str], list]) -> None:  # type: ignore[type-arg]
    root = ET.Element(f"{{{SVG_NAMESPACE}}}svg")
    build(root, tree)
    result = sanitise(ET.tostring(root, encoding="unicode"), COLOURS)
    for element in result.iter():
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES | {"style"}
        assert not re.search(r"javascript|example", " ".join(element.attrib.values()))
    assert not [style for style in result.iter("style") if "example" in (style.text or "")]
