"""Lê as políticas de permissão de uns projetos e diz quem pode virar quem, e com que alcance."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

# --8<-- [start:papeis]
ACT_AS = "iam.serviceAccounts.actAs"
TOKEN = "iam.serviceAccounts.getAccessToken"
KEY = "iam.serviceAccountKeys.create"
JOB = "aiplatform.customJobs.create"
PIPELINE = "aiplatform.pipelineJobs.create"
READ = "storage.objects.get"
OWN = "resourcemanager.projects.setIamPolicy"

# De cada papel, só as permissões acima (catálogo de 2026-08-22; gcloud iam roles describe PAPEL).
ROLES = {
    "roles/editor": {ACT_AS, KEY, JOB, PIPELINE},
    "roles/aiplatform.user": {JOB, PIPELINE},
    "roles/aiplatform.customCodeServiceAgent": {TOKEN, JOB, PIPELINE, READ},
    "roles/iam.serviceAccountUser": {ACT_AS},
    "roles/iam.workloadIdentityUser": {TOKEN},
    "roles/resourcemanager.projectIamAdmin": {OWN},
    "roles/storage.objectViewer": {READ},
    "projects/acme-credito-prod/roles/submeteTreino": {PIPELINE},
    "projects/acme-credito-prod/roles/executaTreino": set(),
    "projects/acme-credito-prod/roles/chamadorEndpoint": set(),
}
# --8<-- [end:papeis]
BASIC = {"roles/owner", "roles/editor", "roles/viewer"}
PUBLIC = {"allUsers", "allAuthenticatedUsers"}
PROJECT = "//cloudresourcemanager.googleapis.com/projects/"
BUCKET = "//storage.googleapis.com/projects/_/buckets/acme-clientes"
ACCOUNT = "/serviceAccounts/"
DEFAULT_ACCOUNT = "-compute@developer.gserviceaccount.com"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Grant:
    project: str
    resource: str
    role: str
    member: str

    @property
    def on_project(self) -> bool:
        return self.resource.startswith(PROJECT)


@dataclass(frozen=True)
class Step:
    """A passagem de um principal para a conta que ele pode usar."""

    target: str
    how: str


@dataclass(frozen=True)
class Account:
    project: str
    member: str

    @property
    def resource(self) -> str:
        email = self.member.removeprefix("serviceAccount:")
        return f"//iam.googleapis.com/projects/{self.project}{ACCOUNT}{email}"


@dataclass(frozen=True)
class Access:
    grants: tuple[Grant, ...]
    accounts: tuple[Account, ...]
    scoped: bool = True  # o token do agente vem sem o escopo OAuth cloud-platform

    def can(self, member: str, permission: str, project: str, resource: str) -> bool:
        """Um papel vale no recurso em que foi dado e, se é o projeto, em tudo que ele contém."""
        return any(
            grant.member == member and permission in ROLES[grant.role]
            for grant in self.grants
            if grant.project == project and (grant.on_project or grant.resource == resource)
        )


def read(file: Path) -> Access:
    grants, accounts = [], []
    for project, resources in json.loads(file.read_text(encoding="utf-8")).items():
        for resource, policy in resources.items():
            if ACCOUNT in resource:
                email = resource.rpartition("/")[2]
                accounts.append(Account(project, f"serviceAccount:{email}"))
            for binding in policy.get("bindings", ()):
                for member in binding["members"]:
                    grants.append(Grant(project, resource, binding["role"], member))
    return Access(tuple(grants), tuple(accounts))


# --8<-- [start:recusas]
def refusal(grant: Grant) -> str | None:
    """Por que a concessão é recusada, olhada sozinha."""
    service_agent = "@gcp-sa-" in grant.member
    powers = ROLES[grant.role]
    reasons = {
        "papel básico": grant.role in BASIC,
        "aberto à internet": grant.member in PUBLIC,
        "conta padrão com papel": grant.member.endswith(DEFAULT_ACCOUNT),
        "papel de agente de serviço": grant.role.endswith("ServiceAgent") and not service_agent,
        "cria chaves": KEY in powers,
        "vale para qualquer conta": grant.on_project and bool(powers & {ACT_AS, TOKEN}),
        "o pool inteiro": grant.member.startswith("principalSet:") and grant.member.endswith("/*"),
    }
    return next((why for why, applies in reasons.items() if applies and not service_agent), None)


# --8<-- [end:recusas]
# --8<-- [start:passos]
def takeover(access: Access, member: str, account: Account) -> str | None:
    """Como o principal passa a agir com a conta, se consegue."""
    project = PROJECT + account.project

    def can(permission: str, resource: str) -> bool:
        return access.can(member, permission, account.project, resource)

    ways = {
        "getAccessToken": can(TOKEN, account.resource),
        "cria chave": can(KEY, account.resource),
        "actAs + job": can(ACT_AS, account.resource)
        and (can(JOB, project) or can(PIPELINE, project)),
        "concede a si": can(OWN, project),
    }
    return next((how for how, works in ways.items() if works), None)


def steps(access: Access, member: str) -> Iterator[Step]:
    """As identidades que o principal assume com uma só passagem."""
    if is_agent(member) and access.scoped:
        return
    for account in access.accounts:
        if how := takeover(access, member, account):
            yield Step(account.member, how)
    for grant in access.grants:
        # Sem conta no pedido, o job roda como o agente do projeto, e actAs não entra na história.
        agent_here = is_agent(grant.member) and grant.on_project
        if agent_here and access.can(member, JOB, grant.project, grant.resource):
            yield Step(grant.member, "job sem conta")


def paths(access: Access, start: str) -> dict[str, tuple[Step, ...]]:
    """O caminho mais curto até cada identidade que o principal alcança, ele mesmo incluído."""
    found: dict[str, tuple[Step, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        member = waiting.popleft()
        for step in steps(access, member):
            if step.target not in found:
                found[step.target] = (*found[member], step)
                waiting.append(step.target)
    return found


# --8<-- [end:passos]
def is_agent(member: str) -> bool:
    return "@gcp-sa-aiplatform-cc." in member


def reach(access: Access, permission: str, project: str, resource: str) -> list[str]:
    """Uma linha por principal que chega à permissão, com o caminho mais curto até ela."""
    lines = []
    for member in sorted({grant.member for grant in access.grants} - PUBLIC, key=short):
        for target, way in paths(access, member).items():
            if access.can(target, permission, project, resource):
                links = "".join(f" -[{step.how}]-> {short(step.target)}" for step in way)
                lines.append(short(member) + links)
                break
    return lines


def short(member: str) -> str:
    if is_agent(member):
        return "agente-cc"
    if member.startswith("principalSet:"):
        return "github/" + member.rpartition("/")[2]
    if member.endswith(DEFAULT_ACCOUNT):
        return "conta-padrão"
    return member.partition(":")[2].partition("@")[0] or member


def show(title: str, lines: list[str]) -> list[str]:
    print(f"  {title}")
    print(*(f"    {line}" for line in lines), sep="\n")
    return lines


def check_before(access: Access) -> None:
    print("recusado, uma concessão por vez")
    for grant in access.grants:
        if why := refusal(grant):
            role = grant.role.rpartition("/")[2].rpartition(".")[2]
            print(f"  {short(grant.member):<13}{role:<24}{why}")
    print("\nacessos_atuais.json")
    owners = show("muda o IAM de acme-ml", reach(access, OWN, "acme-ml", PROJECT + "acme-ml"))
    show("lê gs://acme-clientes", reach(access, READ, "acme-ml", BUCKET))
    assert "github/* -[getAccessToken]-> ci -[actAs + job]-> terraform" in owners


def check_linted(access: Access) -> None:
    """O que sobra quando some tudo o que se recusa olhando uma concessão por vez."""
    kept = replace(access, grants=tuple(grant for grant in access.grants if not refusal(grant)))
    print("\nacessos_atuais.json sem o que foi recusado")
    show("muda o IAM de acme-ml", reach(kept, OWN, "acme-ml", PROJECT + "acme-ml"))
    readers = show("lê gs://acme-clientes", reach(kept, READ, "acme-ml", BUCKET))
    assert "checkout -[job sem conta]-> agente-cc" in readers
    unscoped = reach(replace(kept, scoped=False), OWN, "acme-ml", PROJECT + "acme-ml")
    show("mudaria o IAM, se o token do agente tivesse cloud-platform", unscoped)


def check_after(access: Access) -> None:
    print("\nacessos_corrigidos.json")
    assert not [grant for grant in access.grants if refusal(grant)]
    project = "acme-credito-prod"
    owners = show(f"muda o IAM de {project}", reach(access, OWN, project, PROJECT + project))
    readers = show("lê gs://acme-clientes", reach(access, READ, "acme-dados", BUCKET))
    assert owners == ["terraform"]
    assert [line.partition(" ")[0] for line in readers] == [
        "github/260064828",
        "terraform",
        "treino",
    ]


def main() -> None:
    before = read(HERE / "acessos_atuais.json")
    check_before(before)
    check_linted(before)
    check_after(read(HERE / "acessos_corrigidos.json"))


if __name__ == "__main__":
    main()
