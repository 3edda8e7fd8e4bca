"""Validators that hand the code to one tool: bash, hadolint, sqlglot and promtool."""

from __future__ import annotations

import json
import logging
import re
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any

import sqlglot
import yaml
from sqlglot import exp
from sqlglot.errors import SqlglotError

from tests.pages.model import ToolVersion, ValidationError
from tests.pages.validators.documents import read_yaml
from tests.pages.validators.source import Problem, Source, refuse
from tests.pages.validators.tools import Outcome, find, run, version

_BASH_LINE = re.compile(r"line (\d+): (.*)")


def check_bash(source: Source) -> list[ToolVersion]:
    """Check shell code by `bash -n` and ShellCheck, down to its remarks on style."""
    parsed = run([find("bash"), "-n"], text=source.text)
    if parsed.code:
        found = _BASH_LINE.findall(parsed.stderr) or [("1", parsed.stderr.strip())]
        refuse(source, [Problem(int(n), f"bash -n recusa: {why}; corrija") for n, why in found])
    options = ["--norc", "--shell=bash", "--severity=style", "--format=json", "-"]
    _ask_linter("shellcheck", options, source)
    return [ToolVersion("bash", version("bash")), ToolVersion("shellcheck", version("shellcheck"))]


def check_dockerfile(source: Source) -> list[ToolVersion]:
    """Check a Dockerfile by hadolint."""
    _ask_linter("hadolint", ["--no-color", "--format", "json", "-"], source)
    return [ToolVersion("hadolint", version("hadolint"))]


def check_sql(source: Source) -> list[ToolVersion]:
    """Check SQL by parsing it in BigQuery's dialect."""
    # sqlglot logs, and takes for an opaque command, what its grammar does not know.
    logging.getLogger("sqlglot").disabled = True
    try:
        statements = sqlglot.parse(source.text, dialect="bigquery")
    except SqlglotError as error:
        refuse(source, [_sql_problem(error)])
    finally:
        logging.getLogger("sqlglot").disabled = False
    refuse(source, [Problem(1, why) for why in _sql_problems(statements)])
    return [ToolVersion("sqlglot", package_version("sqlglot"))]


def _sql_problem(error: SqlglotError) -> Problem:
    details = (getattr(error, "errors", None) or [{}])[0]
    why = str(details.get("description") or error).split(" <Token")[0].splitlines()[0]
    near = details.get("highlight")
    place = f" perto de “{near}”" if near else ""
    return Problem(details.get("line") or 1, f"o sqlglot (BigQuery) recusa{place}: {why}; corrija")


def _sql_problems(statements: Sequence[exp.Expr | None]) -> Iterator[str]:
    if not any(statements):
        yield "não há nenhum comando SQL; escreva um ou marque o bloco como text"
    for statement in statements:
        for command in statement.find_all(exp.Command) if statement else ():
            name = str(command.this)
            yield f"o sqlglot não entende o comando {name} do BigQuery; use text ou outro comando"


def check_promql(source: Source) -> list[ToolVersion]:
    """Check PromQL expressions, one a paragraph, by promtool inside rules of their own."""
    rules = [
        {"record": f"pagina:expressao{number}", "expr": expression}
        for number, expression in enumerate(_expressions(source.text))
    ]
    text = yaml.safe_dump({"groups": [{"name": "pagina", "rules": rules}]})
    return _promtool("check", text, source)


def check_rules(source: Source) -> list[ToolVersion]:
    """Check a file of Prometheus rules by `promtool check rules`."""
    read_yaml(source)
    return _promtool("check", source.text, source)


def check_rule_tests(source: Source) -> list[ToolVersion]:
    """Run a file of tests of Prometheus rules by `promtool test rules`, in its own folder."""
    read_yaml(source)
    if not source.name:
        raise ValidationError(f"{source.at(1)}: testes de regras devem ser um arquivo de snippets/")
    outcome = run([find("promtool"), "test", "rules", source.name], folder=source.folder)
    if outcome.code:
        refuse(source, [Problem(1, f"promtool test rules falhou: {_brief(outcome)}")])
    return [ToolVersion("promtool", version("promtool"))]


def _expressions(text: str) -> list[str]:
    plain = re.sub(r"(?m)^\s*#.*$", "", text)
    return [part.strip() for part in re.split(r"\n\s*\n", plain) if part.strip()]


def _promtool(verb: str, text: str, source: Source) -> list[ToolVersion]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "regras.yaml"
        file.write_text(text, encoding="utf-8")
        outcome = run([find("promtool"), verb, "rules", str(file)])
    if outcome.code:
        match = re.search(r"regras\.yaml: (\d+):\d+", outcome.stdout + outcome.stderr)
        line = int(match[1]) if match and source.text == text else 1
        refuse(source, [Problem(line, f"promtool recusa: {_brief(outcome)}; corrija")])
    return [ToolVersion("promtool", version("promtool"))]


def _brief(outcome: Outcome) -> str:
    lines = [line.strip() for line in (outcome.stderr + outcome.stdout).splitlines()]
    told = [line for line in lines if line and not line.startswith(("Checking", "Unit Testing"))]
    return re.sub(r"/\S*/regras\.yaml: ", "", " ".join(told))


def _ask_linter(tool: str, options: list[str], source: Source) -> None:
    outcome = run([find(tool), *options], text=source.text)
    if not outcome.code:
        return
    try:
        remarks = json.loads(outcome.stdout)
    except ValueError:
        refuse(source, [Problem(1, f"{tool} falhou: {outcome.stderr.strip()}")])
        return
    refuse(source, [_remark(tool, remark) for remark in remarks])


def _remark(tool: str, remark: dict[str, Any]) -> Problem:
    code = remark["code"]
    name = f"SC{code}" if isinstance(code, int) else code
    why = " ".join(str(remark["message"]).split())
    return Problem(remark["line"], f"{tool} {name}: {why}; corrija")
