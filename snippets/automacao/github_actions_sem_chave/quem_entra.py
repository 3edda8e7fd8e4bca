"""Quem cada condição de atributo deixa entrar, dos doze jobs que pedem um token."""

from __future__ import annotations

import base64
import json
import re
import shlex
from pathlib import Path

from tokens import Issuer, Job, claims

# --8<-- [start:porta]
TERM = re.compile(r"assertion\.(\w+) == '([^']*)'")


def read_condition(text: str) -> dict[str, str]:
    # Só “e” de igualdades, como as daqui. O resto da CEL é recusado, não interpretado.
    terms = [TERM.fullmatch(term) for term in text.split(" && ")]
    if None in terms:
        raise ValueError(f"não é um “e” de igualdades: {text}")
    return {term[1]: term[2] for term in terms if term}


def admits(condition: dict[str, str], token: dict[str, str]) -> bool:
    return all(token.get(name) == value for name, value in condition.items())


# --8<-- [end:porta]
SCRIPT = Path("federar.sh").read_text(encoding="utf-8").replace("\\\n", "")
WORDS = shlex.split(SCRIPT, comments=True)
WORKFLOW = Path("treino.yml").read_text(encoding="utf-8")


def flag(name: str) -> str:
    [value] = [word.split("=", 1)[1] for word in WORDS if word.startswith(f"--{name}=")]
    return value


POOL = next(word.removeprefix("POOL=") for word in WORDS if word.startswith("POOL="))
AUDIENCE = f"https://iam.googleapis.com/{POOL}/providers/churn"
MAPPING = dict(pair.split("=") for pair in flag("attribute-mapping").split(","))
MEMBERS = f"principalSet://iam.googleapis.com/{POOL}"
REPO = next(word.removeprefix("REPO=") for word in WORDS if word.startswith("REPO="))
REPO = REPO.replace("$POOL", POOL)


# --8<-- [start:casos]
EVA = {"owner": "eva", "owner_id": "90417733", "repo_id": "988123450", "new_sub": True}
JOBS = (
    Job("push na main, treino.yml"),
    Job("idem, repositório com o sub novo", new_sub=True),
    Job("disparo manual na main", "workflow_dispatch"),
    Job("push em outro branch", ref="refs/heads/teste"),
    Job("pull_request", "pull_request", "refs/pull/7/merge"),
    Job("pull_request_target, PR de fork", "pull_request_target", workflow="rotular.yml"),
    Job("comentário de um estranho", "issue_comment", workflow="responder.yml"),
    Job("push na main, lint.yml", workflow="lint.yml"),
    Job("workflow reutilizável alheio", called="util/ci/.github/workflows/x.yml@refs/heads/main"),
    Job("outro repositório da acme", repo="site", repo_id="731999001"),
    Job("acme de outro dono, repo novo", **{**EVA, "owner": "acme"}),
    Job("fork na conta de um estranho", **EVA),
)
CONDITIONS = {
    "nome": "assertion.repository_owner == 'acme' && assertion.ref == 'refs/heads/main'",
    "sub": "assertion.sub == 'repo:acme/churn:ref:refs/heads/main'",
    "IDs": "assertion.repository_owner_id == '52100417' && "
    "assertion.repository_id == '731904226' && assertion.ref == 'refs/heads/main'",
    "justa": flag("attribute-condition"),
}


# --8<-- [end:casos]
# --8<-- [start:papel]
def members(token: dict[str, str]) -> set[str]:
    # O que o token admitido é para o IAM: um membro do pool e um de cada atributo mapeado.
    attributes = {
        f"{MEMBERS}/{name}/{token[source.removeprefix('assertion.')]}"
        for name, source in MAPPING.items()
    }
    return {f"{MEMBERS}/*", *attributes}


# --8<-- [end:papel]
def tamper(token: bytes, **changes: str) -> bytes:
    head, body, signature = token.split(b".")
    payload = json.loads(base64.urlsafe_b64decode(body + b"=="))
    forged = json.dumps({**payload, **changes}).encode()
    return b".".join((head, base64.urlsafe_b64encode(forged).rstrip(b"="), signature))


def refused(issuer: Issuer, token: bytes) -> bool:
    try:
        issuer.verify(token, AUDIENCE)
    except ValueError:
        return True
    return False


def main() -> None:
    issuer = Issuer()
    signed = [issuer.sign(claims(job, AUDIENCE)) for job in JOBS]
    tokens = [issuer.verify(token, AUDIENCE) for token in signed]
    print(f"assinatura, emissor e audience válidos: {len(tokens)} de {len(JOBS)}")
    assert refused(issuer, tamper(signed[-1], repository_id="731904226"))
    print("repository_id trocado depois de assinar: recusado\n")
    conditions = {name: read_condition(text) for name, text in CONDITIONS.items()}
    print(f"{'':34}" + "".join(f"{name:>7}" for name in conditions))
    for job, token in zip(JOBS, tokens, strict=True):
        marks = ("entra" if admits(tests, token) else "-" for tests in conditions.values())
        print(f"{job.who:34}" + "".join(f"{mark:>7}" for mark in marks))
    admitted = [token for token in tokens if admits(conditions["nome"], token)]
    print("\ncom a condição “nome”, ganham o papel:")
    for label, member in (("/*", f"{MEMBERS}/*"), ("attribute.repository_id", REPO)):
        winners = [token for token in admitted if member in members(token)]
        print(f"  binding em {label:24}{len(winners):>2} de {len(admitted)}")
    # Toda claim da condição está no mapeamento, e o workflow aponta para este provedor.
    assert {f"assertion.{name}" for name in conditions["justa"]} <= set(MAPPING.values())
    assert f"workload_identity_provider: {POOL}/providers/churn\n" in WORKFLOW
    inside = [admits(conditions["justa"], token) for token in tokens]
    assert inside == [True, True] + [False] * 10


if __name__ == "__main__":
    main()
