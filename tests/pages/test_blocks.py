from __future__ import annotations

import pytest

from tests.pages.blocks import Defect, is_item
from tests.pages.made_up import MadeUp
from tests.pages.model import Block


def _reference(target: str, language: str = "python") -> str:
    return f'```{language} title="t"\n--8<-- "{target}"\n```\n'


def test_reference_is_expanded_as_the_reader_sees_it(project: MadeUp) -> None:
    file = project.snippet(
        "tema/a.py",
        """\
        import os
        # --8<-- [start:corpo]
        if os:
            print(1)
        # --8<-- [end:corpo]
        """,
    )
    block = project.only_block(f"# T\n\n{_reference('tema/a.py:corpo')}")
    assert block == Block(
        project.root / "docs" / "pagina.md",
        3,
        "python",
        "t",
        "if os:\n    print(1)",
        file,
        "corpo",
    )


def test_typed_block_has_no_file(project: MadeUp) -> None:
    block = project.only_block("```bash\nls\n```\n")
    assert (block.code, block.file, block.section) == ("ls", None, None)


def test_plain_text_is_no_item(project: MadeUp) -> None:
    assert not is_item(project.only_block("```text\nqualquer coisa\n```\n"))


def test_data_file_shown_as_text_is_no_item(project: MadeUp) -> None:
    project.snippet("tema/dados.csv", "1,2\n")
    assert not is_item(project.only_block(_reference("tema/dados.csv", "text")))


def test_committed_output_is_an_item(project: MadeUp) -> None:
    project.snippet("tema/a.py.out", "1\n")
    assert is_item(project.only_block(_reference("tema/a.py.out", "text")))


def test_output_that_is_still_to_be_written_is_an_item(project: MadeUp) -> None:
    project.snippet("tema/a.py", "print(1)\n")
    assert is_item(project.only_block(_reference("tema/a.py.out", "text")))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("```\nls\n```\n", "não diz a linguagem"),
        ("```ruby\nputs 1\n```\n", "nada confere a linguagem “ruby”"),
        ("texto\n\n    ls\n", "código recuado"),
        ("```python\naberto\n", "não mostra isto como bloco"),
        ("```python\n\n```\n", "vazio"),
        ('```text title="Saída"\n1\n```\n', "foi digitada"),
        ('```text title="a · executado com x 1"\n1\n```\n', "nada confere um bloco text"),
        ('```mermaid title="Fluxo"\nflowchart TD\n```\n', "tire o título"),
        (_reference("tema/nada.py"), "snippets|não existe"),
        (_reference("tema/a.py:nada"), "seção “nada” não existe"),
        (_reference("../pyproject.toml", "text"), "não existe|fora"),
        (_reference("tema/a.py", "text"), "escreva ```python"),
        (_reference("tema/a.py.out", "python"), "escreva ```text"),
        ('```python\n--8<-- "tema/a.py"\nprint(2)\n```\n', "uma só linha"),
        ('```python\n--8<-- "tema/a.py:1:2"\n```\n', "uma só linha"),
        ("```python\n--8<--\ntema/a.py\n--8<--\n```\n", "uma só linha"),
    ],
)
def test_code_that_nothing_can_check_is_a_defect(project: MadeUp, text: str, why: str) -> None:
    project.snippet("tema/a.py", "print(1)\n")
    message = project.only_defect(text)
    assert any(part in message for part in why.split("|")), message


@pytest.mark.parametrize(
    ("name", "language"),
    [("Dockerfile", "dockerfile"), ("main.tf", "hcl"), ("a.yml", "yaml"), ("dados.csv", "text")],
)
def test_language_follows_from_the_name_of_the_file(
    project: MadeUp, name: str, language: str
) -> None:
    project.snippet(f"tema/{name}", "x\n")
    assert project.only_block(_reference(f"tema/{name}", language)).language == language


def test_blocks_and_defects_come_in_reading_order(project: MadeUp) -> None:
    page = project.page("```ruby\nx\n```\n\n```bash\nls\n```\n\n```\nx\n```\n")
    found = project.read(page)
    assert [(type(each), each.line) for each in found] == [(Defect, 1), (Block, 5), (Defect, 9)]


def test_page_in_another_encoding_is_a_defect(project: MadeUp) -> None:
    page = project.page("x")
    page.write_bytes("```bash\nls # não\n```".encode("latin-1"))
    (found,) = project.read(page)
    assert isinstance(found, Defect)
    assert "UTF-8" in found.message
