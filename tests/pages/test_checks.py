from __future__ import annotations

import pytest

from tests.pages.made_up import MadeUp, refusing
from tests.pages.model import MissingTool, ValidationError

DAY = "em 2026-11-23"


def _shown(name: str, label: str, language: str = "python") -> str:
    return f'# T\n\n```{language} title="{label}"\n--8<-- "tema/{name}"\n```\n'


@pytest.fixture
def snippet(project: MadeUp) -> MadeUp:
    project.snippet("tema/a.py", "import yaml\nprint(yaml.safe_load('1'))\n")
    project.snippet("tema/a.py.out", "1\n")
    return project


def test_snippet_that_ran_has_earned_its_label(snippet: MadeUp) -> None:
    assert snippet.complaint(_shown("a.py", f"a.py · executado com PyYAML 6.0.3 {DAY}")) == ""


def test_snippet_without_packages_is_labelled_with_python(project: MadeUp) -> None:
    project.snippet("tema/b.py", "assert 1\n")
    assert project.complaint(_shown("b.py", f"b.py · executado com Python 3.12 {DAY}")) == ""


def test_complaint_names_page_and_line(snippet: MadeUp) -> None:
    assert snippet.complaint(_shown("a.py", "a.py")).startswith("docs/pagina.md:3: o título")


@pytest.mark.parametrize(
    ("label", "why"),
    [
        (f"a.py · validado com PyYAML 6.0.3 {DAY}", "o que se fez com o código foi: executado"),
        (f"a.py · executado com sqlglot 30.30.0 {DAY}", "cita sqlglot, mas quem conferiu"),
        (f"a.py · executado com PyYAML 6.0.1 {DAY}", "a versão usada é a 6.0.3"),
    ],
)
def test_lying_label_of_a_good_snippet_is_refused(snippet: MadeUp, label: str, why: str) -> None:
    assert why in snippet.complaint(_shown("a.py", label))


def test_wrong_output_is_refused_at_the_code_and_at_the_output(snippet: MadeUp) -> None:
    snippet.snippet("tema/a.py.out", "2\n")
    label = f"a.py · executado com PyYAML 6.0.3 {DAY}"
    assert "não imprime o que está em a.py.out" in snippet.complaint(_shown("a.py", label))
    assert "a.py.out" in snippet.complaint(_shown("a.py.out", "Saída", "text"))


def test_true_output_is_accepted(snippet: MadeUp) -> None:
    assert snippet.complaint(_shown("a.py.out", "Saída", "text")) == ""


def test_output_that_changes_with_every_run_is_refused(project: MadeUp) -> None:
    project.snippet("tema/b.py", "import time\nprint(time.time_ns())\n")
    project.snippet("tema/b.py.out", "1795392000000000000\n")
    assert "não imprime" in project.complaint(_shown("b.py.out", "Saída", "text"))


def test_output_goes_by_one_title(snippet: MadeUp) -> None:
    complaint = snippet.complaint(_shown("a.py.out", "Resultado", "text"))
    assert 'deve ser title="Saída"' in complaint


@pytest.mark.parametrize("name", ["a.sql.out", "sumiu.py.out"])
def test_output_that_no_run_can_give_is_refused(project: MadeUp, name: str) -> None:
    project.snippet("tema/a.sql", "select 1\n")
    project.snippet(f"tema/{name}", "1\n")
    assert "apague-o" in project.complaint(_shown(name, "Saída", "text"))


def test_every_problem_is_told_at_once(snippet: MadeUp) -> None:
    snippet.snippet("tema/a.py.out", "2\n")
    complaint = snippet.complaint(_shown("a.py", f"b.py · executado com PyYAML 6.0.3 {DAY}"))
    assert "mostra a.py" in complaint
    assert "não imprime" in complaint


def test_shell_snippet_without_output_is_validated(project: MadeUp) -> None:
    project.snippet("tema/a.sh", "exit 1\n")
    page = _shown("a.sh", f"a.sh · validado com shellcheck 0.11.0 {DAY}", "bash")
    assert project.complaint(page, "shellcheck") == ""


def test_shell_snippet_with_output_is_executed(project: MadeUp) -> None:
    project.snippet("tema/a.sh", "echo 1\n")
    project.snippet("tema/a.sh.out", "1\n")
    page = _shown("a.sh", f"a.sh · executado com bash 5.2, shellcheck 0.11.0 {DAY}", "bash")
    assert project.complaint(page, "bash", "shellcheck") == ""
    project.snippet("tema/a.sh", "echo 1; exit 3\n")
    assert "código 3" in project.complaint(page, "shellcheck")


def test_rule_tests_are_executed_by_their_tool(project: MadeUp) -> None:
    project.snippet("tema/slo.test.yaml", "tests: []\n")
    label = f"slo.test.yaml · executado com promtool 2.42.0 {DAY}"
    assert project.complaint(_shown("slo.test.yaml", label, "yaml"), "promtool") == ""


def test_typed_python_is_executed(project: MadeUp) -> None:
    page = f'```python title="executado com Python 3.12 {DAY}"\n{{}}\n```\n'
    assert project.complaint(page.format("print(1)")) == ""
    assert "NameError" in project.complaint(page.format("print(x)"))


def test_diagram_is_validated_and_needs_no_label(project: MadeUp) -> None:
    page = "```mermaid\nflowchart TD\n```\n"
    assert project.complaint(page, "mermaidx") == ""
    checker = refusing(project.checker(), ValidationError("docs/pagina.md:2: não desenha"))
    with pytest.raises(ValidationError, match="não desenha"):
        checker.check(project.only_block(page))


def test_code_that_its_tool_refuses_is_refused(project: MadeUp) -> None:
    block = project.only_block(f'```sql title="validado com sqlglot 30.30.0 {DAY}"\nselec\n```\n')
    checker = refusing(project.checker(), ValidationError("docs/pagina.md:2: SQL inválido"))
    with pytest.raises(ValidationError, match="SQL inválido"):
        checker.check(block)


def test_missing_tool_does_not_hide_a_wrong_label(project: MadeUp) -> None:
    checker = refusing(project.checker(), MissingTool("instale o terraform"))
    right = f'```hcl title="validado com terraform 1.11.4 {DAY}"\na = 1\n```\n'
    with pytest.raises(MissingTool, match="instale o terraform"):
        checker.check(project.only_block(right))
    wrong = right.replace("1.11.4", "1.0.0")
    with pytest.raises(ValidationError, match=r"a versão usada é a 1\.11\.4"):
        checker.check(project.only_block(wrong))


def test_package_of_the_lock_that_is_not_installed_is_a_missing_tool(project: MadeUp) -> None:
    project.snippet("requirements.txt", "pacote-que-nao-existe==1.0 \\\n    --hash=sha256:00\n")
    project.snippet("tema/b.py", "import pacote_que_nao_existe\n")
    page = _shown("b.py", f"b.py · executado com pacote-que-nao-existe 1.0 {DAY}")
    with pytest.raises(MissingTool, match="rode pip install"):
        project.checker().check(project.only_block(page))
