"""Quantos métodos documentados da API v1 cada papel abre, e o que o papel antigo dava a mais."""

from __future__ import annotations

from collections import Counter

from servico import METHODS, PREDICT, TABLE, role

# --8<-- [start:contar]
ROLES = {
    "só predict": frozenset({PREDICT}),
    "predict e get": frozenset({PREDICT, "aiplatform.endpoints.get"}),
    "roles/aiplatform.viewer": role("roles/aiplatform.viewer"),
    "roles/aiplatform.user": role("roles/aiplatform.user"),
}


def opened(granted: frozenset[str]) -> list[str]:
    return [method for method, needed in METHODS.items() if needed <= granted]


def main() -> None:
    undocumented = sum(len(names) for names in TABLE["sem_permissao_documentada"].values())
    print(f"{'papel':<25}{'permissões':>10}{'métodos':>9}, de {len(METHODS)} documentados")
    for name, granted in ROLES.items():
        print(f"{name:<25}{len(granted):>10}{len(opened(granted)):>9}")
    print(f"sem permissão na referência: {undocumented} métodos")
    excess = ROLES["roles/aiplatform.user"] - ROLES["só predict"]
    verbs = Counter(name.rpartition(".")[2] for name in excess)
    common = ", ".join(f"{verb} {count}" for verb, count in verbs.most_common(5))
    print(f"a mais em aiplatform.user: {len(excess)} ({common}…)")


# --8<-- [end:contar]
if __name__ == "__main__":
    main()
    assert len(opened(ROLES["só predict"])) == 15
    assert not any("Endpoint" in method for method in opened(ROLES["só predict"]))
