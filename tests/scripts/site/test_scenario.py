"""A long Cenário is wrapped with a fold; nothing of its text is lost."""

from __future__ import annotations

import pytest

from scripts.site.scenario import SHORT, fold_scenario

PAGE = (
    '<h1>T</h1><h2 id="cenario">Cenário<a href="#cenario">¶</a></h2>{}'
    '<h2 id="resposta-curta">R</h2>'
)


@pytest.mark.parametrize(
    "body",
    ["<p>" + "a" * (SHORT + 1) + "</p>", "<table><tr><td>1</td></tr></table>", "<pre>x</pre>"],
)
def test_a_long_one_gets_a_fold_before_its_text(body: str) -> None:
    html = fold_scenario(PAGE.format(body))
    fold = "<details><summary>O cenário inteiro</summary></details>"
    assert f'<div class="cenario">{fold}<div class="cenario__texto">{body}</div></div><h2' in html


def test_a_short_one_has_none() -> None:
    html = fold_scenario(PAGE.format("<p>curto</p>"))
    assert "<details>" not in html
    assert '<div class="cenario__texto"><p>curto</p></div>' in html


def test_a_page_without_one_stays_as_it_is() -> None:
    page = '<h1>T</h1><h2 id="resposta-curta">R</h2>'
    assert fold_scenario(page) == page
