from __future__ import annotations

import pytest

from tests.pages.made_up import MadeUp
from tests.pages.outputs import Outputs, is_executed
from tests.pages.runner import Run


def test_output_equal_to_the_committed_one_is_no_problem(project: MadeUp) -> None:
    file = project.snippet("tema/a.py", "print(1)\n")
    project.snippet("tema/a.py.out", "1\n")
    assert Outputs().problems(file, Run(b"1\n", ())) == []


@pytest.mark.parametrize(
    ("printed", "shown"),
    [(b"2\n", "'+2\\n'"), (b"1", "'+1'"), (b"1\r\n", "'+1\\r\\n'"), (b"1\n\n", "'+\\n'")],
)
def test_any_other_byte_is_a_problem_that_shows_the_difference(
    project: MadeUp, printed: bytes, shown: str
) -> None:
    file = project.snippet("tema/a.py", "")
    project.snippet("tema/a.py.out", "1\n")
    (problem,) = Outputs().problems(file, Run(printed, ()))
    assert "não imprime o que está em a.py.out" in problem
    assert shown in problem


def test_missing_output_is_a_problem_that_names_the_mend(project: MadeUp) -> None:
    file = project.snippet("tema/a.py", "print(1)\n")
    (problem,) = Outputs().problems(file, Run(b"1\n", ()))
    assert "falta a.py.out; rode make outputs" in problem


def test_snippet_that_prints_nothing_needs_no_output(project: MadeUp) -> None:
    file = project.snippet("tema/a.py", "")
    assert Outputs().problems(file, Run(b"", ())) == []
    project.snippet("tema/a.py.out", "")
    assert "não imprime nada" in Outputs().problems(file, Run(b"", ()))[0]


def test_rewriting_writes_what_was_printed_and_says_so(project: MadeUp) -> None:
    file = project.snippet("tema/a.py", "")
    expected = project.snippet("tema/a.py.out", "velho\n")
    outputs = Outputs(rewrite=True)
    assert outputs.problems(file, Run("é\n".encode(), ())) == []
    assert expected.read_bytes() == "é\n".encode()
    assert outputs.rewritten == [expected]


def test_failed_run_is_never_written(project: MadeUp) -> None:
    file = project.snippet("tema/a.py", "")
    expected = project.snippet("tema/a.py.out", "velho\n")
    assert Outputs(rewrite=True).problems(file, Run(b"novo\n", ("quebrou",))) == ["quebrou"]
    assert expected.read_text(encoding="utf-8") == "velho\n"


def test_shell_snippet_is_executed_only_if_its_output_is_kept(project: MadeUp) -> None:
    file = project.snippet("tema/a.sh", "ls\n")
    assert not is_executed(file)
    project.snippet("tema/a.sh.out", "")
    assert is_executed(file)
