"""Markdown becomes a tree in which text is only text."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.kit.markup import Node, blocks, inline
from scripts.kit.problem import KitError


def texts(nodes: list[Node]) -> str:
    return "".join(node.get("text", "") + texts(node.get("nodes", [])) for node in nodes)


def levels(nodes: list[Node]) -> Iterator[int]:
    for node in nodes:
        if node["kind"] == "heading":
            yield node["level"]
        yield from levels(node.get("nodes", []))


@given(st.text())
def test_any_markdown_is_a_tree_that_json_can_carry(markdown: str) -> None:
    nodes = blocks(markdown)
    assert json.loads(json.dumps(nodes)) == nodes


@given(st.lists(st.integers(1, 6), max_size=12), st.integers(1, 5))
def test_headings_start_at_the_level_asked_for_and_skip_none(found: list[int], first: int) -> None:
    got = list(levels(blocks("\n\n".join("#" * n + " Título" for n in found), heading_level=first)))
    assert len(got) == len(found)
    assert all(level >= first for level in got)
    assert all(after <= before + 1 for before, after in zip([first - 1, *got], got, strict=False))


def test_headings_in_lists_count_and_empty_ones_are_left_out() -> None:
    assert list(levels(blocks("- ### a\n\n###\n\n##### b\n\n### \u200b"))) == [3, 4]


def test_raw_html_stays_text() -> None:
    assert texts(blocks("a <b onclick=x>c</b>\n\n<script>d</script>")) == (
        "a <b onclick=x>c</b><script>d</script>"
    )


def test_only_https_links_lead_somewhere() -> None:
    nodes = inline("[a](https://example.com/x) [b](../outra.md) [c](http://d.e) [f](javascript:1)")
    assert [node["kind"] for node in nodes if node["kind"] != "text"] == ["link", "span", "span"]
    assert nodes[0]["url"] == "https://example.com/x"


def test_a_fence_keeps_its_language_title_and_lines() -> None:
    (node,) = blocks(
        '```hcl title="a.tf · validado com terraform 1.11.4" hl_lines="1"\na {\n\n}\n```'
    )
    assert node == {
        "kind": "code",
        "language": "tf",
        "title": "a.tf · validado com terraform 1.11.4",
        "text": "a {\n\n}",
    }


def test_a_table_keeps_its_header_rows_and_alignment() -> None:
    (node,) = blocks("| a | b | c |\n|---|:-:|--:|\n| **1** | `2` | 3 |\n| 4 | 5 | 6 |")
    assert node["align"] == ["left", "center", "right"]
    assert [texts(cell) for cell in node["header"]] == ["a", "b", "c"]
    assert [[texts(cell) for cell in row] for row in node["rows"]] == [
        ["1", "2", "3"],
        ["4", "5", "6"],
    ]


def test_an_admonition_holds_blocks_and_ends_where_the_indent_does() -> None:
    source = (
        '!!! note "Um `título`"\n    corpo\n\n    ```python\n    if x:\n        y\n    ```\nfora'
    )
    box, after = blocks(source)
    assert box["kind"] == "admonition"
    assert texts(box["title"]) == "Um título"
    assert [node["kind"] for node in box["nodes"]] == ["paragraph", "code"]
    assert box["nodes"][1]["text"] == "if x:\n    y"
    assert texts([after]) == "fora"


@pytest.mark.parametrize(
    ("opening", "title"),
    [("!!! warning", "Atenção"), ("??? tip", "Dica"), ('!!! note ""', ""), ("!!! outro", "Outro")],
)
def test_an_admonition_without_title_is_named_by_its_kind(opening: str, title: str) -> None:
    (box,) = blocks(f"{opening}\n    corpo")
    assert texts(box["title"]) == title


def test_an_admonition_inside_a_list_or_a_fence_is_read_as_such() -> None:
    (outer,) = blocks("- item\n\n    !!! note\n        corpo")
    assert outer["nodes"][0]["nodes"][1]["kind"] == "admonition"
    (fence,) = blocks("```\n!!! note\n    corpo\n```")
    assert fence["text"] == "!!! note\n    corpo"


def test_a_numbered_list_keeps_its_first_number() -> None:
    (node,) = blocks("7. a\n8. b")
    assert (node["start"], len(node["nodes"])) == (7, 2)


def test_bold_in_bold_is_flat_and_endless_nesting_is_one_line() -> None:
    assert json.dumps(inline("**a __b__ c**")).count("strong") == 1
    with pytest.raises(KitError, match=r"formatação aninhada demais em “[*]+…”; simplifique"):
        blocks("*" * 20_000 + "a" + "*" * 20_000)
