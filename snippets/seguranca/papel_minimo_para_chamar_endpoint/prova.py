"""A prova: uma chamada que passa, quatro que o IAM nega, e uma lista em que só `predict` volta."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from google.api_core.client_options import ClientOptions
from google.api_core.exceptions import Forbidden, GoogleAPICallError
from google.auth.credentials import AnonymousCredentials, Credentials
from google.auth.transport.requests import AuthorizedSession
from google.cloud import aiplatform_v1
from google.protobuf.struct_pb2 import Value
from servico import NAME, NOT_TESTABLE, PREDICT, PROJECT, ROW, Caller, Service, role, serve
from teste_do_colega import connect, run

BEFORE = role("roles/aiplatform.user")
# O projeto não a testa, e uma só dessas faz a chamada inteira dar 400.
ASKED = BEFORE - {NOT_TESTABLE}
GROUP = role("roles/aiplatform.viewer")
PARENT = NAME.partition("/endpoints/")[0]


@dataclass(frozen=True)
class Checks:
    control: Callable[[], object]
    probes: dict[str, Callable[[], object]]
    held: Callable[[Iterable[str]], set[str]]


# --8<-- [start:lista]
def held(session: AuthorizedSession, base: str, names: Iterable[str]) -> set[str]:
    """As permissões da lista que a conta do token tem no projeto."""
    asked, found = sorted(names), set()
    for start in range(0, len(asked), 100):
        body = {"permissions": asked[start : start + 100]}
        answer = session.post(f"{base}/v3/projects/{PROJECT}:testIamPermissions", json=body)
        answer.raise_for_status()
        found.update(answer.json().get("permissions", ()))
    return found


# --8<-- [end:lista]
def checks(credentials: Credentials, address: str | None) -> Checks:
    """Sem `address`, os mesmos clientes chamam o Google Cloud."""
    regional = ClientOptions(api_endpoint=address or "us-central1-aiplatform.googleapis.com")
    given = {"credentials": credentials, "transport": "rest", "client_options": regional}
    predictions = aiplatform_v1.PredictionServiceClient(**given)
    endpoints = aiplatform_v1.EndpointServiceClient(**given)
    models = aiplatform_v1.ModelServiceClient(**given)
    session = AuthorizedSession(credentials)
    base = address or "https://cloudresourcemanager.googleapis.com"
    row = Value()
    row.list_value.extend(ROW)
    return Checks(
        control=lambda: predictions.predict(endpoint=NAME, instances=[row]),
        probes={
            "aiplatform.endpoints.get": lambda: endpoints.get_endpoint(name=NAME),
            "aiplatform.endpoints.list": lambda: endpoints.list_endpoints(parent=PARENT),
            "aiplatform.endpoints.explain": lambda: predictions.explain(
                endpoint=NAME, instances=[row]
            ),
            "aiplatform.models.list": lambda: models.list_models(parent=PARENT),
        },
        held=lambda names: held(session, base, names),
    )


# --8<-- [start:prova]
def verdict(call: Callable[[], object]) -> str:
    """“passa”, o que o IAM negou, ou o motivo de uma recusa que não é do IAM."""
    try:
        call()
    except GoogleAPICallError as error:
        if error.reason == "IAM_PERMISSION_DENIED":
            return f"IAM nega {error.metadata['permission']}"
        return error.reason or f"erro {error.code}"
    return "passa"


def problems(found: Checks) -> list[str]:
    answer = verdict(found.control)
    wrong = [] if answer == "passa" else [f"predict: {answer}"]
    for permission, call in found.probes.items():
        answer = verdict(call)
        if answer != f"IAM nega {permission}":
            wrong.append(f"{permission.removeprefix('aiplatform.')}: {answer}")
    kept = found.held(ASKED)
    # Igual, não só “nada a mais”: para um recurso que não existe, a resposta é vazia.
    if kept != {PREDICT}:
        wrong.append(f"tem {', '.join(sorted(kept)) or 'nenhuma'}")
    return wrong


# --8<-- [end:prova]
def status_only(found: Checks) -> bool:
    """A versão que só olha o código: predict passa, e o resto dá 403."""

    def refused(call: Callable[[], object]) -> bool:
        try:
            call()
        except Forbidden:
            return True
        return False

    return not refused(found.control) and all(map(refused, found.probes.values()))


SITUATIONS = {
    "só o papel": Caller(frozenset({PREDICT})),
    "só o grupo": Caller(GROUP),
    "o papel e o grupo": Caller(GROUP | {PREDICT}),
    "os dois, token de leitura": Caller(GROUP | {PREDICT}, "cloud-platform.read-only"),
    "aiplatform.user": Caller(BEFORE),
    "papel com customJobs.create": Caller(frozenset({PREDICT, "aiplatform.customJobs.create"})),
}


def main() -> None:
    greens = []
    print(f"{'a conta tem':<29}{'colega':<10}{'só 403':<10}{'prova':<10}o primeiro problema")
    with serve() as service:
        connect(service)
        found = checks(AnonymousCredentials(), service.address)
        for name, service.caller in SITUATIONS.items():
            wrong = problems(found)
            verdicts = (_all_ok(service), status_only(found), not wrong)
            colours = "".join(f"{'verde' if green else 'vermelho':<10}" for green in verdicts)
            print(f"{name:<29}{colours}{wrong[0] if wrong else '—'}")
            greens.append(verdicts)
    assert [proof for *_, proof in greens] == [True, False, False, False, False, False]


def _all_ok(service: Service) -> bool:
    return all(passed for *_, passed in run(service))


if __name__ == "__main__":
    main()
