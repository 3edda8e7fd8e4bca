"""O teste do cenário, e o que ele imprime quando a conta só tem o papel do grupo."""

from __future__ import annotations

import logging

from formas import BODY, JSON, endpoint
from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform
from servico import ROW, Caller, Service, role, serve


# --8<-- [start:teste]
def run(service: Service) -> list[tuple[str, str, bool]]:
    calls = {
        "raw_predict": (lambda: endpoint(service).raw_predict(BODY, JSON), "permitido"),
        "explain": (lambda: endpoint(service).explain([ROW]), "negado"),
        "update": (lambda: endpoint(service).update(description="teste"), "negado"),
        "delete": (lambda: endpoint(service).delete(), "negado"),
    }
    lines = []
    for name, (call, expected) in calls.items():
        try:
            call()
            got = "permitido"
        except Exception:
            got = "negado"
        lines.append((name, got, got == expected))
    return lines


# --8<-- [end:teste]
def connect(service: Service) -> None:
    logging.disable(logging.INFO)
    aiplatform.init(
        credentials=AnonymousCredentials(), api_endpoint=service.address, api_transport="rest"
    )


def main() -> None:
    with serve() as service:
        connect(service)
        service.caller = Caller(role("roles/aiplatform.viewer"))
        lines = run(service)
    for name, got, passed in lines:
        print(f"{name:<12}{got:<11}{'ok' if passed else 'FALHOU'}")
    print(f"{sum(passed for *_, passed in lines)} de {len(lines)} ok")
    assert all(passed for *_, passed in lines)


if __name__ == "__main__":
    main()
