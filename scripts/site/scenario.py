"""A long Cenário, folded on a phone so that the first screen still reaches the answer.

Works on the HTML of a page; the whole text is in it, and only a narrow screen folds it.
"""

from __future__ import annotations

import re

SCENARIO = re.compile(r"(?P<heading><h2 id=\"cenario\".*?</h2>)(?P<body>.*?)(?=<h2 )", re.DOTALL)
# Below this many letters, and without a table or code, it fits as it is.
SHORT = 480


def fold_scenario(html: str) -> str:
    """Return the HTML of a page with its Cenário wrapped, and foldable where it is long."""
    return SCENARIO.sub(_wrapped, html, count=1)


def _wrapped(match: re.Match[str]) -> str:
    body = match["body"]
    fold = ""
    if is_long(body):
        fold = "<details><summary>O cenário inteiro</summary></details>"
    text = f'<div class="cenario__texto">{body}</div>'
    return f'{match["heading"]}<div class="cenario">{fold}{text}</div>'


def is_long(body: str) -> bool:
    """Tell whether the HTML of a Cenário would push the answer off the first screen."""
    text = re.sub(r"<[^>]+>", "", body)
    return len(text) > SHORT or "<table" in body or "<pre" in body
