"""A mesma receita com outra semente: com que frequência cada regra a promove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from notas import Gain, Rows, Scores, auc, auc_gain, low, recent, scores
from scipy.stats import norm

POOL, DRAWS, RIVALS, WEEKS = 120, 300, 10, (1, 4, 13, 26, 52)


# --8<-- [start:sorteio]
@dataclass(frozen=True)
class Trial:
    """O ganho de cada desafiante sobre o campeão, na escolha e no dado novo."""

    choice: list[Gain]
    new: list[Gain]

    @property
    def best(self) -> int:
        return int(np.argmax([each.value for each in self.choice]))


def draw(pool: Scores, seed: int) -> Trial:
    """Campeão e dez desafiantes saem do mesmo saco: só a semente da floresta muda."""
    champion, *rivals = np.random.default_rng(seed).choice(len(pool), RIVALS + 1, replace=False)
    return Trial(*(gains(pool, rows, champion, rivals) for rows in recent(seed)))


# --8<-- [end:sorteio]


def gains(pool: Scores, rows: Rows, champion: int, rivals: list[int]) -> list[Gain]:
    columns = rows - 900
    old = pool[champion, columns]
    return [auc_gain(low(rows), old, pool[each, columns]) for each in rivals]


# --8<-- [start:regras]
# Ganho na escolha, ganho no dado novo e quantos desafiantes disputaram.
RULES: dict[str, Callable[[Gain, Gain, int], bool]] = {
    "AUC maior": lambda choice, new, k: choice.value > 0,
    "AUC 0,4 ponto maior": lambda choice, new, k: choice.value >= 0.004,
    "IC de 95% acima de zero": lambda choice, new, k: choice.low > 0,
    "IC corrigido por k": lambda choice, new, k: choice.value > choice.error * z(k),
    "IC de 95% no dado novo": lambda choice, new, k: new.low > 0,
}


def z(rivals: int) -> float:
    """Bonferroni: 2,5% de erro, dividido por quantos disputaram."""
    return float(norm.ppf(1 - 0.025 / rivals))


# --8<-- [end:regras]
def show_rules(trials: list[Trial]) -> None:
    print(f"{'mesma receita, outra semente':30}{'um só':>8}{'o melhor de 10':>17}")
    for name, rule in RULES.items():
        one = np.mean([rule(t.choice[0], t.new[0], 1) for t in trials])
        ten = np.mean([rule(t.choice[t.best], t.new[t.best], RIVALS) for t in trials])
        print(f"{name:30}{one:>8.0%}{ten:>17.0%}")
    champions = [t for t in trials if t.choice[t.best].value >= 0.004]
    seen = 100 * np.mean([t.choice[t.best].value for t in champions])
    kept = 100 * np.mean([t.new[t.best].value for t in champions])
    where = f"{seen:+.2f} na escolha, {kept:+.2f} no dado novo".replace(".", ",")
    print(f"o melhor de 10, quando tem 0,4:\n  {where}")
    assert seen > 3 * kept, "a maior parte do ganho era da escolha"


# --8<-- [start:reuso]
def reuse(pool: Scores, seed: int) -> list[tuple[float, float]]:
    """Um desafiante por semana, nas mesmas 450 linhas; fica quem tem a maior AUC."""
    order = np.random.default_rng(seed).choice(len(pool), WEEKS[-1] + 1, replace=False)
    seen, real = (auc(low(rows), pool[order][:, rows - 900]) for rows in recent(seed))
    champions = [int(np.argmax(seen[: week + 1])) for week in WEEKS]
    return [(seen[each] - seen[0], real[each] - real[0]) for each in champions]


# --8<-- [end:reuso]
def show_reuse(pool: Scores) -> None:
    path = 100 * np.mean([reuse(pool, seed) for seed in range(DRAWS)], axis=0)
    print(f"\n{'semanas com as mesmas linhas':30}" + "".join(f"{week:>7}" for week in WEEKS))
    for name, gain in zip(("a AUC do painel subiu", "no dado novo subiu"), path.T, strict=True):
        print(f"{name:30}" + "".join(f"{each:+7.2f}" for each in gain).replace(".", ","))
    assert path[-1, 0] > 3 * path[-1, 1], "o holdout gasto mede a si mesmo"


def main() -> None:
    pool = np.array([scores(900, seed, np.arange(900, 1797)) for seed in range(POOL)])
    show_rules([draw(pool, seed) for seed in range(DRAWS)])
    show_reuse(pool)


if __name__ == "__main__":
    main()
