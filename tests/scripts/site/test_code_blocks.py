from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.site.code_blocks import FOLD_AFTER, count_lines, decorate

EXTENSIONS = ["pymdownx.highlight", "pymdownx.superfences"]


def page(body: str, *, title: str, language: str = "text") -> str:
    return markdown.markdown(f'```{language} title="{title}"\n{body}\n```', extensions=EXTENSIONS)


def test_a_title_shows_file_and_level_of_truth_apart() -> None:
    html = decorate(
        page("x = 1", title="a.py · executado com kfp 2.17.0 em 2026-11-23", language="python")
    )
    assert '<span class="arquivo">a.py</span>' in html
    assert (
        '<span class="verdade verdade--executado">executado com kfp 2.17.0 em 2026-11-23</span>'
        in html
    )


def test_a_title_without_a_file_shows_the_level_alone() -> None:
    html = decorate(page("ls", title="validado com shellcheck 0.11 em 2026-11-23"))
    assert '<span class="verdade verdade--validado">' in html
    assert "arquivo" not in html


@pytest.mark.parametrize("title", ["exemplo.txt", "Saída do job", "sem nível · de verdade"])
def test_another_title_is_left_as_it_is(title: str) -> None:
    html = page("x", title=title)
    assert decorate(html) == html


@given(st.integers(1, 30))
def test_only_an_output_over_twelve_lines_is_folded(lines: int) -> None:
    body = "\n".join(f"linha {number} &lt;b&gt;" for number in range(lines))
    html = decorate(page(body, title="Saída"))
    assert ("<details>" in html) == (lines > FOLD_AFTER)
    assert f"As {lines} linhas da saída" in html or lines <= FOLD_AFTER
    assert html.count("linha ") == lines


@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1), min_size=1))
def test_lines_are_counted_as_they_are_shown(lines: list[str]) -> None:
    text = "\n".join(lines).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert count_lines(f"<pre><span></span><code>{text}\n</code></pre>") == len(lines)


@given(st.text())
def test_a_page_without_code_is_unchanged(text: str) -> None:
    html = markdown.markdown(text)
    assert decorate(html) == html


def test_two_outputs_of_a_page_are_folded_apart() -> None:
    short, long = page("um", title="Saída"), page("\n".join("abcdefghijklmno"), title="Saída")
    html = decorate(short + long)
    assert html.count("saida--longa") == 1
    assert html.index("saida--longa") > html.index("um")
