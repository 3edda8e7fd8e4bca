from __future__ import annotations

from tests.pages.fences import Scanner
from tests.pages.made_up import MadeUp
from tests.pages.orphans import find_orphans


def _orphans(project: MadeUp) -> list[str]:
    return find_orphans(project.root, Scanner(project.root))


def test_file_that_a_page_shows_is_no_orphan(project: MadeUp) -> None:
    project.snippet("tema/a.py", "print(1)\n")
    project.snippet("tema/__init__.py", "")
    project.snippet("requirements.in", "numpy\n")
    project.snippet("tema/__pycache__/a.pyc", "")
    for name in ("a.md", "b.md"):
        project.page('```python\n--8<-- "tema/a.py"\n```\n', name)
    assert _orphans(project) == []


def test_file_that_no_page_shows_is_an_orphan(project: MadeUp) -> None:
    project.snippet("tema/dados.csv", "1\n")
    (message,) = _orphans(project)
    assert message.startswith("snippets/tema/dados.csv: nenhuma página mostra")


def test_file_that_is_only_commented_out_is_an_orphan(project: MadeUp) -> None:
    project.snippet("tema/a.py", "print(1)\n")
    project.page('<!--\n```python\n--8<-- "tema/a.py"\n```\n-->\n')
    assert len(_orphans(project)) == 1


def test_output_that_no_page_shows_is_an_orphan(project: MadeUp) -> None:
    project.snippet("tema/a.py", "print(1)\n")
    project.snippet("tema/a.py.out", "1\n")
    project.page('```python\n--8<-- "tema/a.py"\n```\n')
    assert [message.split(":")[0] for message in _orphans(project)] == ["snippets/tema/a.py.out"]


def test_output_of_a_snippet_that_is_gone_is_an_orphan(project: MadeUp) -> None:
    project.snippet("tema/a.py.out", "1\n")
    (message,) = _orphans(project)
    assert "é a saída de a.py, que não existe" in message


def test_code_whose_output_is_shown_is_no_orphan_for_it_is_run(project: MadeUp) -> None:
    project.snippet("tema/a.py", "print(1)\n")
    project.snippet("tema/a.py.out", "1\n")
    project.page('```text title="Saída"\n--8<-- "tema/a.py.out"\n```\n')
    assert _orphans(project) == []
