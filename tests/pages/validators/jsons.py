"""Check JSON: any by parsing it, IAM policies, custom roles and alert policies by their schema."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from typing import Any

from tests.pages.model import ToolVersion
from tests.pages.validators.discovery import discovery_tool, load_api
from tests.pages.validators.documents import read_json
from tests.pages.validators.iam_names import member_problem, permission_problem, role_problem
from tests.pages.validators.source import Problem, Source, refuse

_NEEDED = {
    "Role": ("title", "includedPermissions"),
    "AlertPolicy": ("displayName", "combiner", "conditions"),
}


def check_json(source: Source) -> list[ToolVersion]:
    """Check JSON code; the file name tells what it has to be. Raises ValidationError."""
    value = read_json(source)
    parsed = ToolVersion("Python", platform.python_version())
    if source.name.endswith(".policy.json"):
        found = [*_schema(value, "iam.v1", "Policy"), *_policy_problems(value)]
    elif source.name.endswith(".role.json"):
        found = [*_schema(value, "iam.v1", "Role"), *_role_problems(value)]
    elif source.name.endswith(".alertpolicy.json"):
        found = _schema(value, "monitoring.v3", "AlertPolicy")
    else:
        return [parsed]
    refuse(source, [Problem(_line(source.text, why), why) for why in found])
    return [parsed, discovery_tool()]


def _schema(value: Any, api: str, schema: str) -> list[str]:
    missing = [
        f"falta o campo {name}; acrescente-o"
        for name in _NEEDED.get(schema, ())
        if isinstance(value, dict) and not value.get(name)
    ]
    return [*load_api(api).problems(value, schema), *missing]


def _policy_problems(policy: Any) -> Iterator[str]:
    bindings = policy.get("bindings") if isinstance(policy, dict) else None
    if not isinstance(bindings, list) or not bindings:
        yield "a política não tem bindings; conceda ao menos um papel"
        return
    for binding in bindings:
        if isinstance(binding, dict):
            yield from _binding_problems(binding, policy.get("version"))


def _binding_problems(binding: dict[str, Any], version: Any) -> Iterator[str]:
    why = role_problem(str(binding.get("role", "")))
    if why:
        yield why
    members = binding.get("members")
    if not members or not isinstance(members, list):
        yield f"o papel {binding.get('role')} não tem members; diga a quem ele é dado"
        return
    yield from (why for member in members if (why := member_problem(str(member))))
    if "condition" in binding:
        yield from _condition_problems(binding["condition"], version)


def _condition_problems(condition: Any, version: Any) -> Iterator[str]:
    if version != 3:
        yield "uma política com condition precisa de “version”: 3; acrescente"
    for name in ("title", "expression"):
        if not isinstance(condition, dict) or not condition.get(name):
            yield f"a condition precisa de {name}; acrescente"


def _role_problems(role: Any) -> Iterator[str]:
    permissions = role.get("includedPermissions") if isinstance(role, dict) else None
    for permission in permissions if isinstance(permissions, list) else ():
        why = permission_problem(str(permission))
        if why:
            yield why


def _line(text: str, message: str) -> int:
    """Return the line of the text that holds what the message quotes, 1 if none does."""
    for quoted in message.split("“")[1:]:
        position = text.find(quoted.split("”")[0])
        if position >= 0:
            return text.count("\n", 0, position) + 1
    return 1
