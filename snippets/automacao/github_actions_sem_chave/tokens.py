"""Os tokens que o GitHub assina para um job, pela regra que a documentação dele descreve."""

from __future__ import annotations

import time
from dataclasses import dataclass

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import crypt, jwt

ISSUER = "https://token.actions.githubusercontent.com"
PULL_REQUESTS = ("pull_request", "pull_request_target")


# --8<-- [start:claims]
@dataclass(frozen=True)
class Job:
    who: str
    event: str = "push"
    ref: str = "refs/heads/main"
    workflow: str = "treino.yml"
    called: str = ""  # workflow reutilizável de outro repositório
    owner: str = "acme"
    owner_id: str = "52100417"
    repo: str = "churn"
    repo_id: str = "731904226"
    new_sub: bool = False  # criado, renomeado ou transferido depois de 15/07/2026


def subject(job: Job) -> str:
    names = f"{job.owner}/{job.repo}"
    if job.new_sub:
        names = f"{job.owner}@{job.owner_id}/{job.repo}@{job.repo_id}"
    context = "pull_request" if job.event in PULL_REQUESTS else f"ref:{job.ref}"
    return f"repo:{names}:{context}"


def claims(job: Job, audience: str) -> dict[str, str]:
    repository = f"{job.owner}/{job.repo}"
    own = f"{repository}/.github/workflows/{job.workflow}@{job.ref}"
    return {
        "iss": ISSUER,
        "aud": audience,  # quem pede o token escolhe
        "sub": subject(job),
        "repository": repository,
        "repository_id": job.repo_id,
        "repository_owner": job.owner,
        "repository_owner_id": job.owner_id,
        "ref": job.ref,
        "event_name": job.event,
        "job_workflow_ref": job.called or own,
    }


# --8<-- [end:claims]
class Issuer:
    """Um emissor OIDC: uma chave só assina os tokens de todos os repositórios."""

    def __init__(self) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        self._signer = crypt.RSASigner.from_string(
            key.private_bytes(pem, pkcs8, serialization.NoEncryption()), "chave-1"
        )
        spki = serialization.PublicFormat.SubjectPublicKeyInfo
        self._certs = {"chave-1": key.public_key().public_bytes(pem, spki)}

    def sign(self, payload: dict[str, str]) -> bytes:
        now = int(time.time())
        return jwt.encode(self._signer, {**payload, "iat": now, "exp": now + 300})

    def verify(self, token: bytes, audience: str) -> dict[str, str]:
        """Confere assinatura, validade, audience e emissor. ValueError se algo falha."""
        payload = dict(jwt.decode(token, certs=self._certs, audience=audience))
        if payload["iss"] != ISSUER:
            raise ValueError("outro emissor")
        return payload
