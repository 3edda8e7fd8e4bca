"""Markup nodes as HTML: every text escaped, no script, nothing asked of another host."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from scripts.kit.markup import Node

# Headings of an answer stand below the title of the sheet (1) and of the question (2).
_DEEPER = 1
_DEEPEST = 6
_TAGS = {
    "paragraph": "p",
    "strong": "strong",
    "emphasis": "em",
    "strike": "s",
    "quote": "blockquote",
    "item": "li",
}
_LEXERS = {"tf": "terraform", "": "text"}


def html_of(nodes: Iterable[Node]) -> Markup:
    """Return the HTML of markup nodes."""
    return Markup("").join(_html(node) for node in nodes)


def _html(node: Node) -> Markup:
    kind = node["kind"]
    if kind in _TAGS:
        return _element(_TAGS[kind], html_of(node["nodes"]))
    return _OTHERS[kind](node)


def _element(tag: str, content: str, attributes: Mapping[str, Any] | None = None) -> Markup:
    given = Markup("").join(
        Markup(' {}="{}"').format(name, value) for name, value in (attributes or {}).items()
    )
    name = escape(tag)
    return Markup("<{0}{1}>{2}</{0}>").format(name, given, content)


def _heading(node: Node) -> Markup:
    return _element(f"h{min(node['level'] + _DEEPER, _DEEPEST)}", html_of(node["nodes"]))


def _list(node: Node) -> Markup:
    start = node["start"]
    if not start:
        return _element("ul", html_of(node["nodes"]))
    return _element("ol", html_of(node["nodes"]), {"start": start} if start != 1 else None)


def _admonition(node: Node) -> Markup:
    title = _element("p", _element("strong", html_of(node["title"]))) if node["title"] else ""
    return _element("aside", title + html_of(node["nodes"]))


def _code(node: Node) -> Markup:
    caption = _element("figcaption", escape(node["title"])) if node["title"] else Markup("")
    kind = "saida" if node["title"] == "Saída" else "codigo"
    shown = _element("pre", _element("code", _coloured(node["text"], node["language"])))
    return _element("figure", caption + shown, {"class": kind})


def _coloured(text: str, language: str) -> Markup:
    try:
        lexer = get_lexer_by_name(_LEXERS.get(language, language), stripnl=False)
    except ClassNotFound:
        return escape(text)
    return Markup(highlight(text, lexer, HtmlFormatter(nowrap=True)))  # noqa: S704  (it escapes)


def _table(node: Node) -> Markup:
    def row(tag: str, cells: Iterable[list[Node]]) -> Markup:
        aligned = zip(cells, node["align"], strict=True)
        made = (_element(tag, html_of(cell), {"class": f"a-{align}"}) for cell, align in aligned)
        return _element("tr", Markup("").join(made))

    head = _element("thead", row("th", node["header"]))
    body = _element("tbody", Markup("").join(row("td", cells) for cells in node["rows"]))
    return _element("div", _element("table", head + body), {"class": "rola"})


_OTHERS: dict[str, Callable[[Node], Markup]] = {
    "text": lambda node: escape(node["text"]),
    "mono": lambda node: _element("code", escape(node["text"])),
    "break": lambda _: Markup("<br>"),
    "rule": lambda _: Markup("<hr>"),
    "span": lambda node: html_of(node["nodes"]),
    "link": lambda node: _element("a", html_of(node["nodes"]), {"href": node["url"]}),
    "heading": _heading,
    "list": _list,
    "admonition": _admonition,
    "code": _code,
    "table": _table,
}
