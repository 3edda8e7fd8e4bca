"""Agrupa as negações por causa e diz, para cada uma, onde está o conserto."""

from __future__ import annotations

import ipaddress
from collections import defaultdict

from registro import Denial, denials, short

BLOCKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
PRIVATE = [ipaddress.ip_network(block) for block in BLOCKS]


# --8<-- [start:causa]
def from_internet(caller_ip: str) -> bool:
    try:
        address = ipaddress.ip_address(caller_ip)
    except ValueError:  # "private", "gce-internal-ip"
        return False
    return not any(address in block for block in PRIVATE)


def cause(denial: Denial) -> str:
    if denial.reason == "SERVICE_NOT_ALLOWED_FROM_VPC":
        return "serviço fora da lista acessível à VPC"
    if denial.reason.startswith("RESOURCE"):  # com ou sem o S
        return "dois recursos no pedido, um de fora"
    if denial.direction == "egress":
        return "rede de dentro, recurso de fora"
    if denial.source:
        return "rede de fora do perímetro"
    if not from_internet(denial.caller_ip):
        return "serviço do Google, talvez sem suporte"
    return "chave usada na internet" if denial.key else "cliente na internet, sem regra"


# --8<-- [end:causa]
FIX = {
    "serviço fora da lista acessível à VPC": "vpcAccessibleServices; regra não resolve",
    "dois recursos no pedido, um de fora": "regra de saída",
    "rede de dentro, recurso de fora": "regra de saída",
    "rede de fora do perímetro": "regra de entrada com o projeto da rede",
    "serviço do Google, talvez sem suporte": "nenhuma regra: falta identidade a nomear",
    "chave usada na internet": "nenhuma regra: o perímetro funcionou",
    "cliente na internet, sem regra": "regra de entrada com nível de acesso",
}


def main() -> None:
    found = denials()
    groups: dict[str, list[Denial]] = defaultdict(list)
    for denial in found:
        groups[cause(denial)].append(denial)
    for name, members in groups.items():
        print(f"{members[0].unique_id[:6]} {len(members)}x {short(members[0])}: {name}")
        print(f"    -> {FIX[name]}")
    reasons = {denial.reason for denial in found}
    print(f"{len(found)} entradas, {len(reasons)} motivos, {len(groups)} causas")
    vague = [cause(d) for d in found if d.reason == "NO_MATCHING_ACCESS_LEVEL"]
    print(f"causas sob NO_MATCHING_ACCESS_LEVEL: {len(set(vague))}")
    assert len(set(vague)) == 3


if __name__ == "__main__":
    main()
