from __future__ import annotations

import pytest

from tests.pages.validators.conftest import Judge, Refusal

RULES = "groups:\n- name: a\n  rules:\n  - record: x:y\n    expr: sum(rate(a[5m]))\n"
RULE_TEST = """rule_files: [a.rules.yaml]
tests:
- interval: 1m
  input_series:
  - {series: a, values: 0+60x10}
  promql_expr_test:
  - expr: x:y
    eval_time: 10m
    exp_samples:
    - {labels: "x:y", value: VALUE}
"""


@pytest.mark.parametrize(
    ("language", "code", "tool"),
    [
        ("bash", 'echo "$HOME"', "shellcheck"),
        ("dockerfile", "FROM python:3.12-slim\nWORKDIR /app\n", "hadolint"),
        ("sql", "SELECT SAFE_DIVIDE(a, b) FROM `p.d.t` WHERE c", "sqlglot"),
        (
            "sql",
            "CREATE MODEL `d.m` OPTIONS(model_type='logistic_reg') AS SELECT 1 AS a",
            "sqlglot",
        ),
        ("promql", "sum(rate(a[5m]))\n\n# p99\nhistogram_quantile(0.99, b_bucket)", "promtool"),
    ],
)
def test_right_code_is_accepted(judge: Judge, language: str, code: str, tool: str) -> None:
    assert tool in {found.name for found in judge(language, code)}


@pytest.mark.parametrize(
    ("language", "code", "line", "why"),
    [
        ("bash", "true\nif true; then\n", 13, "bash -n recusa: syntax error"),
        ("bash", "true\necho $1", 12, "shellcheck SC2086"),
        ("dockerfile", "FROM python:3.12\nRUN cd /x && ls\n", 12, "hadolint DL3003"),
        ("dockerfile", "FRON python\n", 11, "hadolint DL1000"),
        ("sql", "SELECT a\nFROM WHERE b", 12, "perto de “WHERE”"),
        ("sql", "", 11, "não há nenhum comando"),
        ("sql", "EXPLAIN SELECT 1", 11, "não entende o comando EXPLAIN"),
        ("promql", "sum(rate(a[5m])", 11, "unclosed left parenthesis"),
    ],
)
def test_wrong_code_is_refused_on_its_line(
    refusal: Refusal, language: str, code: str, line: int, why: str
) -> None:
    message = refusal(language, code)

    assert message.startswith(f"docs/p.md:{line}: ")
    assert why in message


def test_rules_and_their_tests_are_run_by_promtool(judge: Judge, refusal: Refusal) -> None:
    judge("yaml", RULES, "a.rules.yaml")

    tools = judge("yaml", RULE_TEST.replace("VALUE", "1"), "a.test.yaml")

    assert [tool.name for tool in tools] == ["promtool"]
    wrong = refusal("yaml", RULE_TEST.replace("VALUE", "2"), "b.test.yaml")
    assert "exp:" in wrong
    assert "got:" in wrong


def test_a_wrong_rule_is_refused_on_its_line(refusal: Refusal) -> None:
    message = refusal("yaml", RULES.replace("[5m]))", "[5m])"), "a.rules.yaml")

    assert message.startswith("snippets/a.rules.yaml:5: promtool recusa")


def test_tests_of_rules_must_be_a_snippet(refusal: Refusal) -> None:
    assert "nada confere a linguagem cobol" in refusal("cobol", "DISPLAY 'a'")
