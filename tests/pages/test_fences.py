from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.fences import Fence, Scan, Scanner, build_markdown
from tests.pages.made_up import MKDOCS, MadeUp

CONTAINERS = {
    "page": "",
    "admonition": '!!! note "Nota"\n',
    "details": '??? note "Nota"\n',
    "tab": '=== "Aba"\n',
    "list": "- um item\n",
    "ordered list": "1. um item\n",
}


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Scanner:
    return Scanner(_root(tmp_path_factory))


def _root(factory: pytest.TempPathFactory) -> Path:
    root = factory.mktemp("site")
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    return root


def _fences(scanner: Scanner, text: str) -> list[Fence]:
    scan = scanner.scan(textwrap.dedent(text))
    assert scan == Scan(scan.fences, (), ())
    return list(scan.fences)


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("mark", ["```", "~~~", "````"])
def test_fence_is_found_in_each_container(scanner: Scanner, container: str, mark: str) -> None:
    code = f'{mark}python title="a.py"\nfor i in x:\n\n    print(i)\n{mark}\n'
    body = textwrap.indent(code, "    ") if CONTAINERS[container] else code
    text = f"# T\n\n{CONTAINERS[container]}\n{body}\nfim\n"
    line = 3 + CONTAINERS[container].count("\n") + 1
    expected = Fence(line, "python", "a.py", "for i in x:\n\n    print(i)")
    assert _fences(scanner, text) == [expected]


def test_fence_in_a_quote_is_found(scanner: Scanner) -> None:
    assert _fences(scanner, "> ```json\n> {}\n> ```\n") == [Fence(1, "json", "", "{}")]


def test_info_string_in_braces_is_read(scanner: Scanner) -> None:
    fences = _fences(scanner, '``` { .python title="a.py · b" }\nx\n```\n')
    assert fences == [Fence(1, "python", "a.py · b", "x")]


def test_fence_inside_a_longer_fence_is_its_text(scanner: Scanner) -> None:
    fences = _fences(scanner, "````text\n```python\nx\n```\n````\n")
    assert fences == [Fence(1, "text", "", "```python\nx\n```")]


def test_fence_in_a_comment_is_not_shown(scanner: Scanner) -> None:
    assert _fences(scanner, "<!--\n```python\nx\n```\n-->\n\ntexto\n") == []


def test_front_matter_counts_for_the_lines(scanner: Scanner) -> None:
    fences = _fences(scanner, "---\ntitle: x\n---\n\n```sql\nselect 1\n```\n")
    assert [fence.line for fence in fences] == [5]


def test_windows_line_ends_do_not_shift_the_lines(scanner: Scanner) -> None:
    fences = scanner.scan("a\r\n\r\n```sql\r\nselect 1\r\n```\r\n").fences
    assert fences == (Fence(3, "sql", "", "select 1"),)


def test_diagram_is_a_fence(scanner: Scanner) -> None:
    fences = _fences(scanner, "```mermaid\nflowchart TD\n  a --> b\n```\n")
    assert fences == [Fence(1, "mermaid", "", "flowchart TD\n  a --> b")]


def test_inline_code_at_the_start_of_a_line_is_not_broken(scanner: Scanner) -> None:
    assert _fences(scanner, "``` x ``` abre um bloco.\n") == []


def test_indented_code_is_reported(scanner: Scanner) -> None:
    assert scanner.scan("texto\n\n    rm -rf x\n\nfim\n") == Scan((), (3,), ())


def test_fence_inside_indented_code_is_reported_as_indented(scanner: Scanner) -> None:
    scan = scanner.scan("texto\n\n    código\n\n    ```python\n    x\n    ```\n")
    assert (scan.fences, scan.indented) == ((), (3,))


@pytest.mark.parametrize(
    "text",
    [
        "```python\naberto\n",
        '```python title="a.py" extra=b\nx\n```\n',
        "```python qualquer-coisa\nx\n```\n",
        "- ```python\n  x\n  ```\n",
    ],
    ids=["unclosed", "unknown option", "words", "beside a bullet"],
)
def test_what_the_site_does_not_show_as_a_fence_is_reported_once(
    scanner: Scanner, text: str
) -> None:
    assert scanner.scan(f"# T\n\n{text}") == Scan((), (), (3,))


_LINE = st.characters(
    codec="utf-8", categories=["L", "N", "Po", "Zs"], exclude_characters="\x85`~\t{!<>:"
)
_CODE = st.lists(st.text(_LINE).map(lambda line: line.strip() or "x"), min_size=1, max_size=4).map(
    "\n".join
)
_LANGUAGE = st.sampled_from(["python", "bash", "sql", "yaml", "text", "mermaid"])
_PROSE = st.sampled_from(["Uma frase.", "## Um título", "| a | b |\n|---|---|\n| 1 | 2 |", "- x"])
_PLACED = st.tuples(st.sampled_from(sorted(CONTAINERS)), st.sampled_from(["```", "~~~", "`````"]))


@given(st.lists(st.tuples(_PROSE, _PLACED, _LANGUAGE, _CODE), max_size=4))
def test_every_fence_of_a_page_is_found_where_it_stands(
    tmp_path_factory: pytest.TempPathFactory,
    parts: list[tuple[str, tuple[str, str], str, str]],
) -> None:
    text, expected = "", []
    for prose, (container, mark), language, code in parts:
        lead = CONTAINERS[container]
        block = f"{mark}{language}\n{code}\n{mark}\n"
        # A line between, so that a fence after a list is not taken for a part of it.
        text += f"{prose}\n\n---\n\nfrase\n\n{lead}\n"
        expected.append(Fence(text.count("\n") + 1, language, "", code))
        text += (textwrap.indent(block, "    ") if lead else block) + "\n"
    root = _root(tmp_path_factory)
    assert Scanner(root).scan(text) == Scan(tuple(expected), (), ())
    html = build_markdown(root, without=("pymdownx.snippets",)).convert(text)
    assert html.count('<div class="highlight">') + html.count('class="mermaid"') == len(parts)


@given(st.text(alphabet="`~{}=\"'abc .>-\n\t!-<#", max_size=200))
def test_any_text_is_scanned_without_a_crash(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    scan = Scanner(_root(tmp_path_factory)).scan(text)
    lines = range(1, text.count("\n") + 2)
    assert all(fence.line in lines for fence in scan.fences)


def test_page_read_twice_gives_the_same(project: MadeUp) -> None:
    page = project.page("```text\nx\n```\n")
    assert project.read(page) == project.read(page)
