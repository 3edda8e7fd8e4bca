"""Quantos casos cada estratégia precisa para ver a mudança que decide a troca."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from numpy.random import Generator
from scipy.stats import norm

RATE = 10  # requisições por segundo, na média do dia
REQUESTS = RATE * 86_400
CUSTOMERS = REQUESTS // 8
ORDERS = round(CUSTOMERS * 0.03)
SHARES = (0.01, 0.05, 0.25, 0.50)
POWER = float(norm.ppf(0.8))


@dataclass(frozen=True)
class Change:
    """Uma taxa que sai de `old` para `new`; `sides` = 1 quando só a piora interessa."""

    name: str
    per_day: int
    old: float
    new: float
    sides: int

    @property
    def delta(self) -> float:
        return abs(self.new - self.old)


ERRORS = Change("erro 5xx, por requisição", REQUESTS, 0.005, 0.010, sides=1)
LATE = Change("atraso, por pedido", ORDERS, 0.08, 0.07, sides=2)
BUYS = Change("compra, por cliente", CUSTOMERS, 0.030, 0.033, sides=2)


# --8<-- [start:contas]
def critical(change: Change) -> float:
    return float(norm.ppf(1 - 0.05 / change.sides))


def group_cases(change: Change, share: float) -> int:
    """Casos na versão nova quando o resto do tráfego fica na antiga."""
    ratio = (1 - share) / share
    pooled = (change.new + ratio * change.old) / (1 + ratio)
    noise_equal = sqrt(pooled * (1 - pooled) * (1 + 1 / ratio))
    noise = sqrt(change.new * (1 - change.new) + change.old * (1 - change.old) / ratio)
    return ceil(((critical(change) * noise_equal + POWER * noise) / change.delta) ** 2)


def shadow_cases(change: Change, discordant: float) -> int:
    """Casos quando as duas versões respondem a todos: só contam os discordantes."""
    noise = sqrt(discordant - change.delta**2)
    top = critical(change) * sqrt(discordant) + POWER * noise
    return ceil((top / change.delta) ** 2)


# --8<-- [end:contas]


def wait(days: float) -> str:
    if days < 1 / 12:
        return f"{days * 1440:.0f} min"
    return f"{days * 24:.0f} h" if days < 2 else f"{days:.0f} d"


def detected(change: Change, share: float, cases: int, rng: Generator) -> float:
    """Fração de 20 mil ensaios em que o teste acusa a mudança: o poder, sem fórmula."""
    control = round(cases * (1 - share) / share)
    new = rng.binomial(cases, change.new, 20_000) / cases
    old = rng.binomial(control, change.old, 20_000) / control
    pooled = (cases * new + control * old) / (cases + control)
    error = np.sqrt(pooled * (1 - pooled) * (1 / cases + 1 / control))
    toward = 1 if change.new > change.old else -1
    return float(np.mean(toward * (new - old) / error > critical(change)))


def show_groups(rng: Generator) -> None:
    print("casos na versão nova e espera" + "".join(f"{share:>15.0%}" for share in SHARES))
    for change in (ERRORS, LATE, BUYS):
        cells = []
        for share in SHARES:
            cases = group_cases(change, share)
            cells.append(f"{cases:>8}{wait(cases / share / change.per_day):>7}")
            power = detected(change, share, cases, rng)
            assert 0.78 < power < 0.83, f"a conta promete 80% e o ensaio deu {power:.0%}"
        print(f"{change.name:<29}" + "".join(cells))


def detected_by_pairs(change: Change, discordant: float, cases: int, rng: Generator) -> float:
    """O mesmo ensaio com pares: consertados e estragados, pelo teste de McNemar."""
    fixed, broken = (discordant + change.delta) / 2, (discordant - change.delta) / 2
    drawn = rng.multinomial(cases, [fixed, broken, 1 - discordant], 20_000)
    z = (drawn[:, 0] - drawn[:, 1]) / np.sqrt(drawn[:, 0] + drawn[:, 1])
    return float(np.mean(z > critical(change)))


def show_shadow(rng: Generator) -> None:
    print("\natraso na sombra, com as duas versões em todos os pedidos")
    for discordant in (0.015, 0.03, 0.06):
        cases = shadow_cases(LATE, discordant)
        share = f"{discordant:.1%}".replace(".", ",")
        print(f"discordam em {share}: {cases:>5} pedidos, {wait(cases / ORDERS):>5} de pedidos")
        power = detected_by_pairs(LATE, discordant, cases, rng)
        assert 0.78 < power < 0.86, f"a conta promete 80% e o ensaio deu {power:.0%}"
        assert cases < group_cases(LATE, 0.5), "o par precisa de menos casos que dois grupos"


def false_alarms(looks: int) -> float:
    """Versões iguais: a chance de |z| passar de 1,96 em alguma das espiadas.

    A soma anda um passo normal por espiada; o que sai da faixa já acusou e não volta.
    """
    grid = np.linspace(-1.96 * sqrt(looks), 1.96 * sqrt(looks), 1_201)
    width = grid[1] - grid[0]
    step = norm.pdf(grid[:, None] - grid) * width
    silent = norm.pdf(grid) * (np.abs(grid) <= 1.96)
    for look in range(2, looks + 1):
        silent = step @ silent * (np.abs(grid) <= 1.96 * sqrt(look))
    return float(1 - silent.sum() * width)


def simulated_alarms(looks: int, rng: Generator) -> float:
    """O mesmo, sem fórmula: 5 mil ensaios com 3% de conversão nas duas versões."""
    batch, rate, trials = 20_000 // looks, 0.03, 5_000
    sums = rng.binomial(batch, rate, (2, trials, looks)).cumsum(axis=2)
    seen = batch * np.arange(1, looks + 1)
    pooled = sums.sum(axis=0) / (2 * seen)
    z = (sums[1] - sums[0]) / np.sqrt(2 * seen * pooled * (1 - pooled))
    return float((np.abs(z) > 1.96).any(axis=1).mean())


def show_peeking(rng: Generator) -> None:
    once, daily = false_alarms(1), false_alarms(14)
    print(f"\nversões iguais, p < 0,05: uma leitura no fim acusa em {once:.0%};", end="")
    print(f" uma por dia, por 14 dias, em {daily:.0%}")
    for looks, value in ((1, once), (14, daily)):
        trial = simulated_alarms(looks, rng)
        assert abs(trial - value) < 0.02, f"a conta diz {value:.0%} e o ensaio deu {trial:.0%}"
    assert daily > 4 * once, "espiar multiplica o falso alarme"


if __name__ == "__main__":
    print(f"por dia: {REQUESTS} requisições, {CUSTOMERS} clientes, {ORDERS} pedidos\n")
    generator = np.random.default_rng(5)
    show_groups(generator)
    show_shadow(generator)
    show_peeking(generator)
