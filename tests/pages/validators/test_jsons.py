from __future__ import annotations

import json
from typing import Any

import pytest

from tests.pages.validators.conftest import Judge, Refusal
from tests.pages.validators.iam_names import member_problem, role_problem

POLICY: dict[str, Any] = {
    "version": 3,
    "bindings": [
        {
            "role": "roles/aiplatform.user",
            "members": ["serviceAccount:treino@p.iam.gserviceaccount.com"],
            "condition": {"title": "t", "expression": "true"},
        }
    ],
}
ROLE: dict[str, Any] = {
    "title": "Leitor",
    "stage": "GA",
    "includedPermissions": ["storage.buckets.get"],
}
ALERT: dict[str, Any] = {
    "displayName": "p99",
    "combiner": "OR",
    "conditions": [
        {
            "displayName": "p99 alto",
            "conditionThreshold": {
                "filter": 'metric.type="a"',
                "comparison": "COMPARISON_GT",
                "thresholdValue": 0.5,
                "duration": "300s",
            },
        }
    ],
}


@pytest.mark.parametrize(
    ("code", "line", "why"),
    [
        ('{"a": 1, "a": 2}', 11, "a chave “a” aparece duas vezes"),
        ('{\n"a": 1,\n}', 12, "JSON inválido"),
        ("[NaN]", 11, "NaN não é um valor"),
        ("", 11, "JSON inválido"),
        ("[" * 100_000, 11, "JSON inválido"),
    ],
)
def test_broken_json_is_refused(refusal: Refusal, code: str, line: int, why: str) -> None:
    message = refusal("json", code)

    assert why in message
    assert message.startswith("docs/p.md:")


def test_other_json_only_has_to_parse(judge: Judge) -> None:
    assert [tool.name for tool in judge("json", '{"a": [1, null]}', "a.json")] == ["Python"]


@pytest.mark.parametrize(
    ("value", "name"),
    [(POLICY, "a.policy.json"), (ROLE, "a.role.json"), (ALERT, "a.alertpolicy.json")],
)
def test_a_right_document_is_accepted(judge: Judge, value: Any, name: str) -> None:
    tools = [tool.name for tool in judge("json", json.dumps(value), name)]

    assert "google-api-python-client" in tools


@pytest.mark.parametrize(
    ("name", "old", "new", "why"),
    [
        ("a.policy.json", '"members"', '"member"', "não tem o campo “member”"),
        ("a.policy.json", '"version": 3', '"version": 1', "precisa de “version”: 3"),
        ("a.policy.json", '"title": "t", ', "", "a condition precisa de title"),
        ("a.policy.json", "roles/aiplatform.user", "roles/editor", "papel básico"),
        ("a.policy.json", "roles/aiplatform.user", "roles/aiplatform.usr", "não está na tabela"),
        ("a.policy.json", "serviceAccount:treino@", "treino@", "não segue a gramática"),
        ("a.role.json", "storage.buckets.get", "storage.buckets.gte", "não está na tabela"),
        ("a.role.json", '"GA"', '"GAA"', "use um destes: ALPHA"),
        ("a.role.json", '"title": "Leitor", ', "", "falta o campo title"),
        ("a.alertpolicy.json", '"OR"', '"ORR"', "$.combiner não pode ser “ORR”"),
        ("a.alertpolicy.json", '"filter"', '"filtro"', "não tem o campo “filtro”"),
        ("a.alertpolicy.json", '"300s"', '"5m"', "duração em segundos"),
        ("a.alertpolicy.json", "0.5", '"0.5"', "thresholdValue deve ser número"),
        ("a.alertpolicy.json", '"displayName": "p99", ', "", "falta o campo displayName"),
    ],
)
def test_a_wrong_document_is_refused(
    refusal: Refusal, name: str, old: str, new: str, why: str
) -> None:
    values = {"a.policy.json": POLICY, "a.role.json": ROLE, "a.alertpolicy.json": ALERT}
    text = json.dumps(values[name])
    assert old in text

    message = refusal("json", text.replace(old, new), name)

    assert why in message
    assert message.startswith(f"snippets/{name}:")


@pytest.mark.parametrize("name", ["a.policy.json", "a.role.json", "a.alertpolicy.json"])
@pytest.mark.parametrize(
    "code", ["[]", "3", "null", '"a"', "{}", '{"bindings": [3, {"members": 1}]}']
)
def test_any_other_value_is_refused_and_not_a_crash(refusal: Refusal, name: str, code: str) -> None:
    assert refusal("json", code, name)


@pytest.mark.parametrize(
    "member",
    [
        "user:ana@exemplo.com",
        "group:ml@exemplo.com",
        "serviceAccount:p.svc.id.goog[ns/ksa]",
        "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/s",
        "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/"
        "attribute.repository/a/b",
    ],
)
def test_each_kind_of_member_is_known(member: str) -> None:
    assert member_problem(member) is None


@pytest.mark.parametrize(
    "member", ["allUsers", "allAuthenticatedUsers", "ana", "user:", "user:a b@c.d"]
)
def test_everyone_and_malformed_members_are_refused(member: str) -> None:
    assert member_problem(member)


def test_a_role_of_the_project_is_accepted() -> None:
    assert role_problem("projects/p/roles/leitorDeModelos") is None
