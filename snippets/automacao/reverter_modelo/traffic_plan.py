"""Planeja canário e rollback a partir do mapa que o endpoint tem agora."""

from __future__ import annotations

from collections.abc import Mapping

from google.cloud.aiplatform_v1.types import (
    DedicatedResources,
    DeployedModel,
    DeployModelRequest,
    Endpoint,
    MachineSpec,
    UndeployModelRequest,
    UpdateEndpointRequest,
)

NEW = "0"  # a chave do DeployedModel que a própria chamada vai criar
LOCATION = "projects/meu-projeto/locations/us-central1"
Split = Mapping[str, int]


# --8<-- [start:check]
def refusals(split: Split, deployed: set[str]) -> list[str]:
    """Por que o mapa não pode ser enviado; vazio se puder."""
    problems = [f"{key} não é um DeployedModel daqui" for key in split if key not in deployed]
    if any(share < 0 for share in split.values()):
        problems.append("há percentual negativo")
    if sum(split.values()) != 100:
        problems.append(f"soma {sum(split.values())}, e não 100")
    return problems


def silenced(current: Split, split: Split) -> list[str]:
    """Quem atende hoje e, com o mapa novo, deixaria de atender."""
    return [key for key, share in current.items() if share and not split.get(key)]


# --8<-- [end:check]


# --8<-- [start:plan]
def canary(current: Split, donor: str, share: int) -> dict[str, int]:
    """O mapa inteiro, com `share` pontos de `donor` para o modelo que vai entrar."""
    return {**current, donor: current[donor] - share, NEW: share}


def rollback(current: Split, bad: str, good: str) -> dict[str, int]:
    """O mapa inteiro, com o tráfego de `bad` devolvido a `good`."""
    rest = {key: share for key, share in current.items() if key != bad}
    return {**rest, good: rest.get(good, 0) + current[bad]}


# --8<-- [end:plan]


def traffic(endpoint: Endpoint) -> dict[str, int]:
    """O mapa de agora, em ordem: o mapa de uma mensagem protobuf não tem ordem definida."""
    return dict(sorted(endpoint.traffic_split.items()))


def deployed_ids(endpoint: Endpoint) -> set[str]:
    """Os ids que podem ser chave do mapa deste endpoint."""
    return {model.id for model in endpoint.deployed_models}


# --8<-- [start:requests]
def deploy_request(endpoint: Endpoint, version: str, split: Split) -> DeployModelRequest:
    """Implanta uma versão nomeada; `churn` sem @ implantaria a que tem o alias default."""
    machine = MachineSpec(machine_type="n2-standard-4")
    return DeployModelRequest(
        endpoint=endpoint.name,
        deployed_model=DeployedModel(
            id="2002",
            model=f"{LOCATION}/models/churn@{version}",
            dedicated_resources=DedicatedResources(
                machine_spec=machine, min_replica_count=2, max_replica_count=5
            ),
        ),
        traffic_split=split,
    )


def update_request(endpoint: Endpoint, split: Split) -> UpdateEndpointRequest:
    """Troca só o mapa; com o etag, a escrita só vale sobre o estado que se leu."""
    return UpdateEndpointRequest(
        endpoint=Endpoint(name=endpoint.name, etag=endpoint.etag, traffic_split=split),
        update_mask={"paths": ["traffic_split"]},
    )


# --8<-- [end:requests]


def verdict(typed: Mapping[str, int | float], endpoint: Endpoint) -> str:
    """O que aconteceria com o mapa, se alguém o passasse a deployModel."""
    current = traffic(endpoint)
    try:
        request = DeployModelRequest(endpoint=endpoint.name, traffic_split=typed)
    except TypeError:
        return "recusado: o percentual não é inteiro"
    split = dict(sorted(request.traffic_split.items()))
    if not split:
        return "passa, e o modelo novo fica sem tráfego"
    problems = refusals(split, deployed_ids(endpoint) | {NEW})
    if problems:
        return f"recusado: {'; '.join(problems)}"
    lost = silenced(current, split)
    return f"passa, e zera {' e '.join(lost)}" if lost else "passa"


def show(split: Mapping[str, int | float]) -> str:
    """O mapa como se digita em --traffic-split."""
    return ",".join(f"{key}={share}" for key, share in split.items()) or "(vazio)"


def body(request: DeployModelRequest | UpdateEndpointRequest | UndeployModelRequest) -> str:
    """A mensagem em JSON."""
    text: str = type(request).to_json(
        request, sort_keys=True, indent=2, always_print_fields_with_no_presence=False
    )
    return text


def main() -> None:
    """Compara mapas de canário, monta as requisições e confere o rollback."""
    before = Endpoint(
        name=f"{LOCATION}/endpoints/1234567890",
        etag="lido-antes-do-canario",
        deployed_models=[DeployedModel(id="1001"), DeployedModel(id="1777")],
        traffic_split={"1001": 80, "1777": 20},
    )
    current = traffic(before)
    planned = canary(current, donor="1001", share=10)
    typed: list[Mapping[str, int | float]] = [
        {NEW: 100},
        {NEW: 10, "1001": 90},
        {NEW: 10},
        {NEW: 10, "1": 90},
        {NEW: 0.5, "1001": 79.5, "1777": 20},
        canary(current, donor="1001", share=90),
        {},
        planned,
    ]
    print(f"deployModel; o endpoint tem {show(current)}")
    for split in typed:
        print(f"  {show(split):<26} {verdict(split, before)}")
    assert not refusals(planned, deployed_ids(before) | {NEW})
    assert not silenced(current, planned)

    deploy = deploy_request(before, "2", planned)
    # O serviço troca a chave "0" pelo id do DeployedModel criado.
    after = Endpoint(
        name=before.name,
        etag="lido-antes-do-rollback",
        deployed_models=[*before.deployed_models, DeployedModel(id="2002")],
        traffic_split={"1001": 70, "1777": 20, "2002": 10},
    )
    back = rollback(traffic(after), bad="2002", good="1001")
    assert back == current
    assert not refusals(back, deployed_ids(after))
    assert refusals(planned, deployed_ids(after)), 'em update, "0" não é ninguém'
    undeploy = UndeployModelRequest(endpoint=before.name, deployed_model_id="2002")
    for method, request in (
        ("deployModel, o canário", deploy),
        ("patch, o rollback", update_request(after, back)),
        ("undeployModel, depois da observação", undeploy),
    ):
        print(f"\nendpoints.{method}\n{body(request)}")


if __name__ == "__main__":
    main()
