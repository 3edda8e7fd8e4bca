"""Mostra o que o alias default decide, e o que não decide, durante um rollback."""

from __future__ import annotations

import re
from collections.abc import Mapping

from google.cloud.aiplatform_v1.types import MergeVersionAliasesRequest

MODEL = "projects/meu-projeto/locations/us-central1/models/churn"
# O guia só aceita minúsculas; a referência REST, maiúsculas no meio: vale o mais estrito.
ALIAS = re.compile(r"[a-z][a-z0-9-]{0,126}[a-z0-9]")
Registry = dict[str, set[str]]  # versão -> aliases


# --8<-- [start:merge]
def merge_request(version: str, changes: list[str]) -> MergeVersionAliasesRequest:
    """Aliases a pôr na versão; com "-" na frente, a tirar dela."""
    for change in changes:
        alias = change.removeprefix("-")
        if not ALIAS.fullmatch(alias):
            raise ValueError(f"alias inválido: {alias}")
        if change == "-default":
            raise ValueError("default não se tira: põe-se em outra versão")
    return MergeVersionAliasesRequest(name=f"{MODEL}@{version}", version_aliases=changes)


def merge(registry: Registry, request: MergeVersionAliasesRequest) -> Registry:
    """O registro depois do pedido: um alias fica em uma versão só, a última que o recebeu."""
    target = request.name.rpartition("@")[2]
    added = {change for change in request.version_aliases if not change.startswith("-")}
    removed = {change[1:] for change in request.version_aliases if change.startswith("-")}
    merged = {version: aliases - added for version, aliases in registry.items()}
    merged[target] = (registry[target] | added) - removed
    return merged


# --8<-- [end:merge]


def resolve(registry: Registry, reference: str) -> str:
    """A versão que `churn`, `churn@2` ou `churn@candidata` implantaria agora."""
    wanted = reference.partition("@")[2] or "default"
    if wanted in registry:
        return wanted
    return next(version for version, aliases in registry.items() if wanted in aliases)


def report(step: str, registry: Registry, traffic: Mapping[str, int]) -> None:
    """Uma linha: aliases por versão, quem atende e quem o próximo deploy sem @ traria."""
    names = [" ".join(sorted(registry[version])) or "-" for version in ("1", "2")]
    serving = max(traffic, key=traffic.__getitem__)
    print(f"{step:<20} {names[0]:<8} {names[1]:<18} v{serving:<7} v{resolve(registry, 'churn')}")


def main() -> None:
    """Percorre upload, promoção e rollback."""
    print(f"{'passo':<20} {'versão 1':<8} {'versão 2':<18} {'tráfego':<8} deploy de churn")
    registry: Registry = {"1": {"default"}, "2": {"candidata"}}
    report("upload da versão 2", registry, {"1": 100, "2": 0})

    registry = merge(registry, merge_request("2", ["default"]))
    report("promoção", registry, {"1": 0, "2": 100})

    # O rollback de tráfego não toca no registro: daqui, um deploy sem @ traria a versão 2 de volta.
    report("rollback do tráfego", registry, {"1": 100, "2": 0})
    assert resolve(registry, "churn") == "2"

    requests = [
        merge_request("1", ["default"]),
        merge_request("2", ["-candidata", "reprovada"]),
    ]
    for request in requests:
        registry = merge(registry, request)
    report("aliases devolvidos", registry, {"1": 100, "2": 0})
    assert resolve(registry, "churn") == "1"
    assert registry == {"1": {"default"}, "2": {"reprovada"}}

    print("\nmodels.mergeVersionAliases")
    for request in requests:
        print(
            f"  …/{request.name.rpartition('/')[2]}  versionAliases: {[*request.version_aliases]}"
        )
    for wrong in (["estável"], ["2"], ["-default"]):
        try:
            merge_request("1", wrong)
        except ValueError as error:
            print(f"  {wrong}  recusado: {error}")


if __name__ == "__main__":
    main()
