"""Sorteio por requisição contra balde por cliente: quem vê as duas versões."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256

import numpy as np
from scipy.stats import binomtest

CUSTOMERS = [f"cliente-{number}" for number in range(40_000)]
RAMP = (0.01, 0.05, 0.25, 0.50)
SALT = "prazo-v2"


# --8<-- [start:balde]
def bucket(customer: str, salt: str) -> int:
    """Um balde de 0 a 9.999, igual em qualquer processo, máquina ou linguagem."""
    digest = sha256(f"{salt}:{customer}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % 10_000


def gets_new(customer: str, share: float, salt: str = SALT) -> bool:
    """Limiar sobre o mesmo balde: quem entrou com 5% continua com 25%."""
    return bucket(customer, salt) < round(share * 10_000)


# --8<-- [end:balde]


def in_new(share: float, salt: str = SALT) -> set[str]:
    return {customer for customer in CUSTOMERS if gets_new(customer, share, salt)}


def in_new_by_builtin(seed: str) -> set[str]:
    """O que outra réplica do mesmo programa decide com `hash()`, a 5%."""
    code = "import sys; [print(c) for c in sys.stdin.read().split() if hash(c) % 100 < 5]"
    child = subprocess.run(
        [sys.executable, "-c", code],
        input="\n".join(CUSTOMERS),
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(child.stdout.split())


def draws(share: float, requests: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Quantas respostas cada cliente recebe da versão nova, se cada uma é sorteada."""
    return rng.binomial(requests, share)


def saw_both(share: float, requests: np.ndarray, rng: np.random.Generator) -> float:
    new = draws(share, requests, rng)
    return float(np.mean((new > 0) & (new < requests)))


def effect_left(requests: np.ndarray, rng: np.random.Generator) -> float:
    """Quanto do efeito sobra ao comparar clientes pela versão da última resposta, 50/50.

    Premissa: o efeito é proporcional à fração de respostas da versão nova.
    """
    last = rng.random(len(requests)) < 0.5
    exposure = (draws(0.5, requests - 1, rng) + last) / requests
    return float(exposure[last].mean() - exposure[~last].mean())


def show_mixing(requests: np.ndarray, rng: np.random.Generator) -> None:
    print("clientes que veem as duas versões no dia")
    print("versão nova com          " + "".join(f"{share:>6.0%}" for share in RAMP))
    mixed = [saw_both(share, requests, rng) for share in RAMP]
    print("sorteio por requisição   " + "".join(f"{value:>6.0%}" for value in mixed))
    assert mixed[1] > 0.25, "5% de sorteio já alcança um cliente em cada quatro"
    assert mixed[3] > 0.9
    left = effect_left(np.repeat(requests, 10), rng)
    print(f"efeito que sobra no 50/50 por requisição: {left:.0%};", end="")
    print(f" clientes a mais para vê-lo: {1 / left**2:.0f} vezes")
    assert 0.1 < left < 0.2


def show_ramp() -> None:
    print("\nde 5% para 25%: quem perde a versão nova que já tinha")
    first = in_new(0.05)
    for name, second in {
        "mesmo balde, limiar maior": in_new(0.25),
        "balde novo a cada etapa": in_new(0.25, salt="etapa-2"),
    }.items():
        print(f"{name:<27}{len(first - second) / len(first):>5.0%}")
    replicas = [in_new_by_builtin(seed) for seed in ("1", "2", "3")]
    exposed = len(set.union(*replicas)) / len(CUSTOMERS)
    kept = len(set.intersection(*replicas)) / len(CUSTOMERS)
    # O hash() de texto muda com a versão do Python: a saída traz a conta; o ensaio a confere.
    print(f"três réplicas com hash(), 5% em cada: {1 - 0.95**3:.0%} dos clientes", end="")
    print(" em alguma, menos de 0,1% em todas")
    assert not first - in_new(0.25), "o limiar só acrescenta clientes"
    assert abs(exposed - (1 - 0.95**3)) < 0.01
    assert kept < 0.001


def show_salt() -> None:
    treated = in_new(0.05)
    same, other = (len(treated & in_new(0.05, salt)) / len(treated) for salt in (SALT, "frete-v3"))
    print(f"\noutro experimento com 5%: sobrepõe {same:.0%} com o mesmo sal, {other:.0%} com outro")
    test = binomtest(len(treated), len(CUSTOMERS), 0.05)
    print(f"baldes a 5%: {len(treated)} de {len(CUSTOMERS)}; p da proporção = ", end="")
    print(f"{test.pvalue:.2f}".replace(".", ","))
    fixed = [bucket(customer, SALT) for customer in CUSTOMERS[:3]]
    assert fixed == [1162, 7273, 1574], "o balde não pode mudar com o processo"
    assert same == 1, "o mesmo sal põe os mesmos clientes nos dois experimentos"
    assert other < 0.08
    assert test.pvalue > 0.05


if __name__ == "__main__":
    generator = np.random.default_rng(8)
    visits = 1 + generator.poisson(7, len(CUSTOMERS))
    show_mixing(visits, generator)
    show_ramp()
    show_salt()
