"""Names of IAM: which roles and permissions exist (of those the project uses), which members."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "tables" / "iam.json"
RECORD = "python -m tests.pages.validators.record iam"
_CUSTOM_ROLE = re.compile(r"(?:projects|organizations)/[^/\s]+/roles/[a-zA-Z0-9_.]{3,64}")
_BASIC = frozenset(("roles/owner", "roles/editor"))
_EVERYONE = frozenset(("allUsers", "allAuthenticatedUsers"))
_EMAIL = r"[^@\s:/]+@[^@\s:/]+\.[^@\s:/]+"
_POOL = (
    r"//iam\.googleapis\.com/(?:projects/[^/\s]+/locations/global/workloadIdentityPools"
    r"|locations/global/workforcePools)/[^/\s]+"
)
_MEMBER = re.compile(
    rf"(?:user|group|serviceAccount):{_EMAIL}"
    r"|serviceAccount:[^\s:]+\.svc\.id\.goog\[[^/\]\s]+/[^\]\s]+\]"
    r"|domain:[^@\s:/]+\.[^@\s:/]+"
    rf"|principal:{_POOL}/subject/\S+"
    rf"|principalSet:{_POOL}/(?:group/\S+|attribute\.[a-z0-9_]+/\S+|\*)"
)  # fmt: skip


@dataclass(frozen=True)
class Names:
    """The recorded roles and permissions, and the source they were read from."""

    roles: frozenset[str]
    permissions: frozenset[str]
    source: str


@lru_cache
def load_names(path: Path = TABLE) -> Names:
    """Return the recorded names."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Names(frozenset(data["roles"]), frozenset(data["permissions"]), data["source"])


def role_problem(role: str) -> str | None:
    """Return why the role can't be granted here, or None."""
    if role in _BASIC:
        return f"“{role}” é um papel básico, amplo demais; conceda papéis predefinidos ou próprios"
    if role in load_names().roles or _CUSTOM_ROLE.fullmatch(role):
        return None
    return f"o papel “{role}” não está na tabela; confira o nome e rode {RECORD} para registrá-lo"


def permission_problem(permission: str) -> str | None:
    """Return why the permission is refused, or None."""
    if permission in load_names().permissions:
        return None
    return (
        f"a permissão “{permission}” não está na tabela; confira o nome e rode {RECORD} "
        "para registrá-la"
    )


def member_problem(member: str) -> str | None:
    """Return why a binding may not name the member, or None."""
    if member in _EVERYONE:
        return f"“{member}” abre o recurso para a internet; dê o papel a uma identidade sua"
    if _MEMBER.fullmatch(member):
        return None
    kinds = "user:, group:, serviceAccount:, domain:, principal:// ou principalSet://"
    return f"o membro “{member}” não segue a gramática do IAM; comece por {kinds}"
