"""Markdown as a tree that any sheet can print: JSON of plain dicts, text kept apart from form.

A node is `{"kind": …}` with, by kind, `text` (literal), `nodes` (children) and a few attributes.
Text never becomes code of a template, so nothing in a question can run when a sheet is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from scripts.kit.admonition import admonitions
from scripts.kit.printable import clean
from scripts.kit.problem import KitError, quote

Node = dict[str, Any]

_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_PARSER.use(admonitions)
_LANGUAGE = re.compile(r"[\w+-]*")
_TITLE = re.compile(r'\btitle="([^"]*)"')
# Names on the site that the highlighter knows by another.
_LANGUAGES = {"hcl": "tf", "text": "", "promql": ""}
_WRAPPERS = {
    "paragraph": "paragraph",
    "strong": "strong",
    "em": "emphasis",
    "s": "strike",
    "blockquote": "quote",
    "list_item": "item",
}


def blocks(markdown: str, *, heading_level: int = 3) -> list[Node]:
    """Return the blocks of markdown; its headings start at heading_level and skip no level.

    Raises KitError if its formatting is nested beyond reason.
    """
    with _shallow(markdown):
        nodes = _blocks(SyntaxTreeNode(_PARSER.parse(markdown)).children)
        _level(nodes, heading_level)
    return nodes


def inline(markdown: str) -> list[Node]:
    """Return the inline nodes of markdown that is one line, such as a cell or a title."""
    with _shallow(markdown):
        return _content(SyntaxTreeNode(_PARSER.parseInline(markdown)))


@contextmanager
def _shallow(markdown: str) -> Iterator[None]:
    try:
        yield
    except RecursionError:
        where = quote(markdown.strip())
        raise KitError(f"formatação aninhada demais em {where}; simplifique o texto") from None


def _block(node: SyntaxTreeNode) -> Node:
    kind = node.type
    if kind in ("fence", "code_block"):
        return _code(node)
    if kind == "table":
        return _table(node)
    if kind in ("bullet_list", "ordered_list"):
        start = int(node.attrs.get("start", 1)) if kind == "ordered_list" else 0
        return {"kind": "list", "start": start, "nodes": _blocks(node.children)}
    if kind == "heading":
        return {"kind": "heading", "level": int(node.tag[1:]), "nodes": _content(node)}
    if kind == "admonition":
        title = inline(node.meta["title"])
        return {"kind": "admonition", "title": title, "nodes": _blocks(node.children)}
    if kind == "hr":
        return {"kind": "rule"}
    return {"kind": _WRAPPERS[kind], "nodes": _content(node)}


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> list[Node]:
    found = [_block(node) for node in nodes]
    # A heading that says nothing is refused by PDF/UA, and missed by nobody.
    return [node for node in found if node["kind"] != "heading" or _says_something(node)]


def _says_something(node: Node) -> bool:
    return bool(clean(node.get("text", "")).strip()) or any(
        map(_says_something, node.get("nodes", ()))
    )


def _content(node: SyntaxTreeNode) -> list[Node]:
    """Return the children of a block, seeing through the `inline` node that holds text."""
    found: list[Node] = []
    for child in node.children:
        found += _inlines(child.children) if child.type == "inline" else _blocks([child])
    return found


def _inlines(nodes: Iterable[SyntaxTreeNode], within: frozenset[str] = frozenset()) -> list[Node]:
    return [made for node in nodes for made in _inline(node, within)]


def _inline(node: SyntaxTreeNode, within: frozenset[str]) -> Iterator[Node]:
    if node.type == "softbreak":
        yield {"kind": "text", "text": " "}
    elif node.type == "hardbreak":
        yield {"kind": "break"}
    elif node.type == "code_inline":
        yield {"kind": "mono", "text": node.content}
    elif node.type == "link":
        yield _link(node, within)
    elif node.type in within:
        # Bold in bold looks like bold; a thousand of them would be a thousand levels deep.
        yield from _inlines(node.children, within)
    elif node.type in _WRAPPERS:
        inner = _inlines(node.children, within | {node.type})
        yield {"kind": _WRAPPERS[node.type], "nodes": inner}
    else:
        # Pictures are not part of the format: what is left of one is its text.
        yield {"kind": "text", "text": node.content}


def _link(node: SyntaxTreeNode, within: frozenset[str]) -> Node:
    url = str(node.attrs.get("href", ""))
    content = _inlines(node.children, within)
    # A link to another page of the site leads nowhere on paper.
    if not url.startswith("https://"):
        return {"kind": "span", "nodes": content}
    return {"kind": "link", "url": url, "nodes": content}


def _code(node: SyntaxTreeNode) -> Node:
    language = _LANGUAGE.match(node.info.strip())
    name = language[0] if language else ""
    title = _TITLE.search(node.info)
    return {
        "kind": "code",
        "language": _LANGUAGES.get(name, name),
        "title": title[1] if title else "",
        "text": node.content.rstrip("\n"),
    }


def _table(node: SyntaxTreeNode) -> Node:
    rows = [row for part in node.children for row in part.children]
    cells = [[_content(cell) for cell in row.children] for row in rows]
    styles = [str(cell.attrs.get("style", "")) for cell in rows[0].children]
    aligned = [style.removeprefix("text-align:") or "left" for style in styles]
    return {"kind": "table", "align": aligned, "header": cells[0], "rows": cells[1:]}


def _level(nodes: Iterable[Node], first: int) -> None:
    # A reader of screens moves by headings, and PDF/UA refuses a level that is skipped.
    shift: int | None = None
    last = first - 1
    for heading in _headings(nodes):
        shift = first - heading["level"] if shift is None else shift
        last = max(first, min(heading["level"] + shift, last + 1))
        heading["level"] = last


def _headings(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node["kind"] == "heading":
            yield node
        elif node["kind"] in ("list", "item", "quote", "admonition"):
            yield from _headings(node["nodes"])
