"""O portão sobre o caso do Cenário: nas 450 linhas da escolha e nas 447 novas."""

from __future__ import annotations

from math import sqrt

import numpy as np
from notas import Case, Flags, Gain, Rows, Scores, auc, auc_gain, grades, low, recent
from scipy.stats import bootstrap

CASE = Case()
SLICES = ((0, 2), (3, 4), (5, 7), (8, 9))
MARGIN, BRIER_MARGIN = 0.02, 0.002
Results = dict[str, tuple[Gain, str]]


# --8<-- [start:vereditos]
def verdict(gain: Gain, bound: float) -> str:
    """Superioridade com `bound` zero; não inferioridade com `bound` negativo."""
    if gain.low > bound:
        return "aprova"
    return "reprova" if gain.high < bound else "inconclusivo"


def hit_gain(champion: Flags, challenger: Flags) -> Gain:
    """Acertos pareados: só pesam as linhas em que os dois discordam."""
    # Meia linha a mais em cada casa: sem discordância, o erro não pode ser zero.
    won = int((challenger & ~champion).sum()) + 0.5
    lost = int((champion & ~challenger).sum()) + 0.5
    size = len(champion) + 2
    return Gain((won - lost) / size, sqrt(won + lost - (won - lost) ** 2 / size) / size)


# --8<-- [end:vereditos]


def mean_gain(champion: Scores, challenger: Scores) -> Gain:
    """Quanto a perda média cai, linha a linha."""
    drop = champion - challenger
    return Gain(float(drop.mean()), float(drop.std(ddof=1) / sqrt(len(drop))))


# --8<-- [start:portao]
def gate(rows: Rows, champion: Scores, challenger: Scores) -> Results:
    label, grade = low(rows), grades(rows)
    area = auc_gain(label, champion, challenger)
    brier = mean_gain((champion - label) ** 2, (challenger - label) ** 2)
    results = {"AUC": (area, verdict(area, 0.0)), "Brier": (brier, verdict(brier, -BRIER_MARGIN))}
    old, new = ((each >= 0.5) == label for each in (champion, challenger))
    for first, last in SLICES:
        part = (grade >= first) & (grade <= last)
        hits = hit_gain(old[part], new[part])
        name = f"acerto, notas {first} a {last} ({part.sum()})"
        results[name] = (hits, verdict(hits, -MARGIN))
    return results


def decide(results: Results) -> str:
    """Um reprova barra; um inconclusivo também não promove."""
    rulings = {ruling for _, ruling in results.values()}
    return next(each for each in ("reprova", "inconclusivo", "aprova") if each in rulings)


# --8<-- [end:portao]
def bootstrap_gain(rows: Rows, champion: Scores, challenger: Scores) -> tuple[float, float]:
    """Reamostra as linhas; `paired` leva junto os dois scores e o rótulo de cada uma."""
    result = bootstrap(
        (low(rows), champion, challenger),
        lambda y, a, b, axis: auc(y, b, axis) - auc(y, a, axis),
        paired=True,
        n_resamples=2_000,
        rng=np.random.default_rng(0),
    )
    return float(result.confidence_interval.low), float(result.confidence_interval.high)


def line(name: str, value: float, low_end: float, high_end: float, ruling: str) -> None:
    points = f"{100 * value:+6.2f} [{100 * low_end:+6.2f}; {100 * high_end:+6.2f}]"
    print(f"{name:27}{points.replace('.', ',')} {ruling}".rstrip())


def show(title: str, rows: Rows, champion: Scores, challenger: Scores) -> Results:
    print(title)
    results = gate(rows, champion, challenger)
    low_end, high_end = bootstrap_gain(rows, champion, challenger)
    line("AUC, por bootstrap", results["AUC"][0].value, low_end, high_end, "")
    for name, (gain, ruling) in results.items():
        line(name, gain.value, gain.low, gain.high, ruling)
    changed = int(((champion >= 0.5) != (challenger >= 0.5)).sum())
    print(f"decisões que mudam: {changed}; portão: {decide(results)}")
    return results


def main() -> None:
    choice, new = recent(CASE.split_seed)
    best = int(np.argmax([auc(low(choice), each) for each in CASE.challengers(choice)]))
    chosen = show("450 da escolha", choice, CASE.champion(choice), CASE.challengers(choice)[best])
    print()
    fresh = show("447 novos", new, CASE.champion(new), CASE.challengers(new)[best])
    assert chosen["AUC"][1] == "aprova", "no holdout em que foi escolhido, ele passa"
    assert fresh["AUC"][0].value < 0 < fresh["AUC"][0].high, "no dado novo, não há ganho"
    assert decide(fresh) == "inconclusivo"
    same = np.ones(89, dtype=bool)
    assert verdict(hit_gain(same, same), -MARGIN) == "inconclusivo", "89 linhas não provam 2 pontos"


if __name__ == "__main__":
    main()
