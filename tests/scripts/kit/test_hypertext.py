"""Markup becomes HTML in which nothing that was text is markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.kit.hypertext import html_of
from scripts.kit.markup import blocks, inline

ALLOWED = {
    "a", "aside", "blockquote", "br", "code", "div", "em", "figcaption", "figure", "h4", "h5", "h6",
    "hr", "li", "ol", "p", "pre", "s", "span", "strong", "table", "tbody", "td", "th", "thead",
    "tr", "ul",
}  # fmt: skip


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def tags_of(html: str) -> Tags:
    parser = Tags()
    parser.feed(html)
    parser.close()
    return parser


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**a** *b* `c<d`", "<p><strong>a</strong> <em>b</em> <code>c&lt;d</code></p>"),
        ("[a](https://x.y)", '<p><a href="https://x.y">a</a></p>'),
        ("[a](../b.md)", "<p>a</p>"),
        ("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("3. a", '<ol start="3"><li><p>a</p></li></ol>'),
        ("### a", "<h4>a</h4>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ('!!! note "T"\n    a', "<aside><p><strong>T</strong></p><p>a</p></aside>"),
    ],
)
def test_each_kind_of_markup_has_its_element(markdown: str, html: str) -> None:
    assert html_of(blocks(markdown)).replace("\n", "") == html


def test_code_keeps_title_text_and_colours() -> None:
    html = html_of(blocks('```python title="a.py"\ndef f():  # <x>\n    return 1\n```'))
    assert '<figure class="codigo"><figcaption>a.py</figcaption><pre><code>' in html
    assert "&lt;x&gt;" in html
    assert '<span class="k">def</span>' in html


def test_a_language_that_nobody_knows_is_plain_text() -> None:
    assert "<code>a&lt;b</code>" in html_of(blocks("```frobnicar\na<b\n```"))


def test_an_output_is_told_from_code() -> None:
    assert '<figure class="saida">' in html_of(blocks('```text title="Saída"\n1\n```'))


def test_a_table_keeps_its_alignment() -> None:
    html = html_of(blocks("| a | b |\n|---|--:|\n| 1 | 2 |"))
    assert '<th class="a-left">a</th><th class="a-right">b</th>' in html
    assert '<td class="a-right">2</td>' in html


@given(st.text(alphabet=st.sampled_from("<>&\"'/`*_[]()!#- \nax=:javscriptonhref"), max_size=120))
def test_no_text_becomes_an_element_or_an_address(text: str) -> None:
    for nodes in (blocks(text), inline(text)):
        found = tags_of(html_of(nodes))
        assert set(found.tags) <= ALLOWED
        assert {name for name, _ in found.attributes} <= {"href", "class", "start"}
        links = [value or "" for name, value in found.attributes if name == "href"]
        assert all(link.startswith("https://") for link in links)
