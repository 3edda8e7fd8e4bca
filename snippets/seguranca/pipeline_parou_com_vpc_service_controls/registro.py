"""As negações do VPC Service Controls, como o Cloud Logging as devolve."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
OUR_DOMAIN = ".iam.gserviceaccount.com"


# --8<-- [start:negacao]
@dataclass(frozen=True)
class Denial:
    """O que uma regra do perímetro lê de um pedido, mais o que o log diz da negação."""

    unique_id: str
    time: str
    reason: str
    principal: str
    caller_ip: str
    direction: str  # "ingress", "egress" ou "" quando a entrada não traz lista
    source: str
    target: str
    service: str
    method: str
    permissions: frozenset[str]
    levels: frozenset[str]
    key: str


def read_entry(entry: dict[str, Any]) -> Denial:
    payload = entry["protoPayload"]
    metadata, caller = payload["metadata"], payload["authenticationInfo"]
    lists = [name for name in ("ingress", "egress") if f"{name}Violations" in metadata]
    violation = metadata[f"{lists[0]}Violations"][0] if lists else {}
    return Denial(
        unique_id=metadata["vpcServiceControlsUniqueId"],
        time=entry["timestamp"],
        reason=metadata["violationReason"],
        principal=caller["principalEmail"],
        caller_ip=payload["requestMetadata"]["callerIp"],
        direction=lists[0] if lists else "",
        source=violation.get("source", ""),
        target=violation.get("targetResource", ""),
        service=payload["serviceName"],
        method=payload["methodName"],
        permissions=frozenset(violation.get("targetResourcePermissions", ())),
        levels=frozenset(metadata.get("accessLevels", ())),
        key=caller.get("serviceAccountKeyName", ""),
    )


# --8<-- [end:negacao]
def denials() -> list[Denial]:
    text = (FOLDER / "negados.yaml").read_text(encoding="utf-8")
    return [read_entry(entry) for entry in yaml.safe_load_all(text) if entry]


def short(denial: Denial) -> str:
    """A conta sem o domínio e o projeto: treino@ml-prod."""
    return denial.principal.removesuffix(OUR_DOMAIN)
