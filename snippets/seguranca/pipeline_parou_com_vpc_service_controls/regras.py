"""Confere cada proposta no esquema da API e a repete sobre os pedidos que o log guardou."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import yaml
from googleapiclient.discovery_cache import get_static_doc
from registro import FOLDER, Denial, denials

Rule = dict[str, Any]
SCHEMAS = json.loads(get_static_doc("accesscontextmanager", "v1"))["schemas"]
KINDS = {"string": str, "array": list, "object": dict}
CONFIRMED = {"qBBsTD", "oPDjVA", "dkBAeG"}  # o dono de cada fluxo reconheceu o pedido
STRANGER = "x@outra-empresa.iam.gserviceaccount.com"


# --8<-- [start:regra]
def same_identity(side: Rule, request: Denial) -> bool:
    kind = side.get("identityType")
    if kind == "ANY_SERVICE_ACCOUNT":  # de qualquer organização
        return request.principal.endswith(".gserviceaccount.com")
    return kind == "ANY_IDENTITY" or f"serviceAccount:{request.principal}" in side["identities"]


def same_origin(side: Rule, request: Denial) -> bool:
    enforced = side.get("sourceRestriction") == "SOURCE_RESTRICTION_ENABLED"
    if request.direction == "egress" and not enforced:
        return True  # sem ela, sources não restringe
    places = {"*", request.source, *request.levels}
    return any(value in places for source in side["sources"] for value in source.values())


def same_operation(operation: Rule, request: Denial) -> bool:
    if operation["serviceName"] != request.service:
        return bool(operation["serviceName"] == "*")
    methods = {one.get("method") for one in operation["methodSelectors"]}
    granted = {one.get("permission") for one in operation["methodSelectors"]}
    needed = request.permissions or {"desconhecida"}  # sem a lista, nenhuma permissão basta
    return bool(methods & {"*", request.method}) or needed <= granted


def allows(rule: Rule, request: Denial) -> bool:
    if f"{request.direction}From" not in rule:
        return False
    origin, target = rule[f"{request.direction}From"], rule[f"{request.direction}To"]
    return (
        same_identity(origin, request)
        and same_origin(origin, request)
        and bool({"*", request.target} & set(target["resources"]))
        and any(same_operation(operation, request) for operation in target["operations"])
    )


# --8<-- [end:regra]
# --8<-- [start:vizinhos]
def neighbours(request: Denial) -> Iterator[Denial]:
    """O mesmo pedido com uma coisa trocada: ninguém pediu para liberar estes."""
    write = {"bigquery.googleapis.com": "bigquery.tables.updateData"}
    verb = write.get(request.service, "storage.objects.delete")
    yield replace(request, principal=STRANGER)
    yield replace(request, source="projects/999999999999", levels=frozenset())
    yield replace(request, target="projects/888888888888")
    yield replace(request, method="outro", permissions=frozenset({verb}))


# --8<-- [end:vizinhos]
# --8<-- [start:esquema]
def misfits(value: object, schema: Rule, path: str) -> Iterator[str]:
    """O que a descrição da API não aceita: campo, tipo ou valor."""
    schema = SCHEMAS.get(schema.get("$ref", ""), schema)
    if not isinstance(value, KINDS[schema["type"]]):
        yield f"{path} deve ser {schema['type']}"
    elif isinstance(value, list):
        for item in value:
            yield from misfits(item, schema["items"], path)
    elif isinstance(value, dict):
        for name, inner in value.items():
            field = schema["properties"].get(name)
            yield from misfits(inner, field, f"{path}.{name}") if field else [f"{path}.{name}"]
    elif value not in schema.get("enum", [value]):
        yield f"{path} não pode ser {value}"


def problems(rule: Rule) -> list[str]:
    name = "IngressPolicy" if "ingressFrom" in rule else "EgressPolicy"
    return list(misfits(rule, {"$ref": name}, name))


# --8<-- [end:esquema]
# --8<-- [start:ensaio]
def passes(rules: list[Rule], request: Denial) -> bool:
    return any(allows(rule, request) for rule in rules)


def dry_run_log(asked: list[Denial], enforced: list[Rule] | None, spec: list[Rule]) -> int:
    """Só entra no log o que a configuração aplicada deixa passar e a de ensaio nega."""
    let_through = [one for one in asked if enforced is None or passes(enforced, one)]
    return sum(not passes(spec, one) for one in let_through)


# --8<-- [end:ensaio]
def load(name: str) -> list[Rule]:
    content = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    lists = content.values() if isinstance(content, dict) else [content]
    return [rule for rules in lists for rule in rules]


def with_identity(rules: list[Rule], kind: str) -> list[Rule]:
    found = deepcopy(rules)
    for rule in found:
        side = rule.get("ingressFrom") or rule["egressFrom"]
        del side["identities"]
        side["identityType"] = kind
    return found


def with_any_method(rules: list[Rule]) -> list[Rule]:
    found = deepcopy(rules)
    for rule in found:
        side = rule.get("ingressTo") or rule["egressTo"]
        side["operations"][0]["methodSelectors"] = [{"method": "*"}]
    return found


def silencing(requests: list[Denial]) -> list[Rule]:
    """Uma regra por negação que tem conta, de qualquer origem: o log se cala."""
    named = [request for request in requests if "@" in request.principal]
    restriction = {"egress": {"sourceRestriction": "SOURCE_RESTRICTION_ENABLED"}}
    return [
        {
            f"{one.direction}From": {
                "identities": [f"serviceAccount:{one.principal}"],
                "sources": [{"accessLevel": "*"}],
                **restriction.get(one.direction, {}),
            },
            f"{one.direction}To": {
                "resources": [one.target],
                "operations": [
                    {"serviceName": one.service, "methodSelectors": [{"method": one.method}]}
                ],
            },
        }
        for one in named
    ]


def proposals(requests: list[Denial]) -> dict[str, list[Rule]]:
    minimal = load("entrada.yaml") + load("saida.yaml")
    return {
        "entrada.yaml e saida.yaml": minimal,
        "com ANY_SERVICE_ACCOUNT": with_identity(minimal, "ANY_SERVICE_ACCOUNT"),
        'com method: "*"': with_any_method(minimal),
        "uma regra por negação": silencing(requests),
        "larga.yaml": load("larga.yaml"),
    }


def judge(requests: list[Denial], rules: list[Rule]) -> tuple[int, int, int]:
    good = [one for one in requests if one.unique_id[:6] in CONFIRMED]
    bad = [one for one in requests if one not in good]
    near = [other for one in good for other in neighbours(one)]
    assert not any(problems(rule) for rule in rules)
    good_in, bad_in, near_in = (
        sum(passes(rules, one) for one in group) for group in (good, bad, near)
    )
    return good_in, bad_in, near_in


def main() -> None:
    unique = {(one.principal, one.reason, one.caller_ip): one for one in reversed(denials())}
    requests = [one for one in unique.values() if one.direction]
    tried = proposals(requests)
    print(f"{'proposta, aceita pelo esquema':<30} certos  alheios  vizinhos")
    for name, rules in tried.items():
        good, bad, near = judge(requests, rules)
        verdict = "aceita" if (good, bad, near) == (3, 0, 0) else "recusada"
        assert (verdict == "aceita") == name.startswith("entrada")
        print(f"{name:<30} {good} de 3   {bad} de 2   {near:>2} de 12  {verdict}")
    typo = with_identity(load("saida.yaml"), "ANY_IDENTITY")[0]
    typo["egressFrom"]["identityTypes"] = typo["egressFrom"].pop("identityType")
    print(f"campo que o esquema recusa: {', '.join(problems(typo))}\n")
    print(f"{'linhas no log de dry-run':<30} sem regra  mínima  larga")
    specs = [[], tried["entrada.yaml e saida.yaml"], tried["larga.yaml"]]
    for name, enforced in {"só dry-run, nada aplicado": None, "perímetro já aplicado": []}.items():
        counts = [dry_run_log(requests, enforced, spec) for spec in specs]
        print(f"{name:<30} {counts[0]:>9}{counts[1]:>8}{counts[2]:>7}")


if __name__ == "__main__":
    main()
