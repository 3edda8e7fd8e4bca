"""What a reader needs around a code block: its level of truth, and long outputs folded.

Works on the HTML of a page; where it does not run, the page still holds every word of it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

FOLD_AFTER = 12
OUTPUT_TITLE = "Saída"
TITLE = re.compile(r'<span class="filename">(?P<title>[^<]*)</span>')
TRUTH = re.compile(r"(?:(?P<name>.+) · )?(?P<truth>(?P<level>executado|validado) com .+)\Z")
OUTPUT = re.compile(
    r'<div class="(?P<classes>[^"]*\bhighlight\b[^"]*)"><span class="filename">'
    + OUTPUT_TITLE
    + r"</span>(?P<body><pre.*?</pre>)</div>",
    re.DOTALL,
)


def decorate(html: str) -> str:
    """Return the HTML of a page with truth levels marked and outputs over twelve lines folded."""
    return TITLE.sub(_marked, OUTPUT.sub(_folded, html))


def _marked(match: re.Match[str]) -> str:
    found = TRUTH.match(match["title"])
    if not found:
        return match[0]
    name = f'<span class="arquivo">{found["name"]}</span> ' if found["name"] else ""
    truth = f'<span class="verdade verdade--{found["level"]}">{found["truth"]}</span>'
    return f'<span class="filename">{name}{truth}</span>'


def _folded(match: re.Match[str]) -> str:
    lines = count_lines(match["body"])
    title = f'<span class="filename">{OUTPUT_TITLE}</span>'
    if lines <= FOLD_AFTER:
        return f'<div class="{match["classes"]} saida">{title}{match["body"]}</div>'
    fold = f"<details><summary>As {lines} linhas da saída</summary></details>"
    return f'<div class="{match["classes"]} saida saida--longa">{title}{fold}{match["body"]}</div>'


def count_lines(pre: str) -> int:
    """Return how many lines the text of a `<pre>` shows."""
    text = _Text()
    text.feed(pre)
    text.close()
    return len("".join(text.parts).rstrip("\n").split("\n"))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
