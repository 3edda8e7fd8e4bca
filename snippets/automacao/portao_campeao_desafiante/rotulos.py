"""Quantos formulários rotulados cada prova pede, com a variância do caso do Cenário."""

from __future__ import annotations

from math import ceil, sqrt

import numpy as np
from notas import Case, Flags, Scores, auc, grades, low, placements, recent
from portao import BRIER_MARGIN, MARGIN, SLICES
from scipy.stats import norm

A_DAY, GAIN = 400, 0.004
# 5% bilateral e 80% de poder.
POWER = float(norm.ppf(0.975) + norm.ppf(0.8)) ** 2


# --8<-- [start:conta]
def per_row(parts: tuple[Scores, Scores], positives: float) -> float:
    """A variância da AUC, vezes o número de linhas."""
    above, below = (float(part.var(ddof=1)) for part in parts)
    return above / positives + below / (1 - positives)


def same_rows(old: tuple[Scores, Scores], new: tuple[Scores, Scores], positives: float) -> int:
    """Holdout novo ou sombra: os dois modelos pontuam cada formulário."""
    both = (new[0] - old[0], new[1] - old[1])
    return ceil(POWER * per_row(both, positives) / GAIN**2)


def two_arms(
    old: tuple[Scores, Scores], new: tuple[Scores, Scores], positives: float, share: float
) -> int:
    """Canário: cada formulário é pontuado por um modelo só."""
    variance = per_row(old, positives) / (1 - share) + per_row(new, positives) / share
    return ceil(POWER * variance / GAIN**2)


def brier_margin(drop: Scores) -> int:
    """Não perder a margem de Brier, se de fato nada mudou."""
    return ceil(POWER * float(drop.var(ddof=1)) / BRIER_MARGIN**2)


def slice_margin(disagree: float, share: float) -> int:
    """O mesmo, para o acerto em uma fatia; em formulários ao todo."""
    return ceil(POWER * disagree / MARGIN**2 / share)


# --8<-- [end:conta]
def power(forms: int, needed: int) -> float:
    """A chance de aprovar com menos linhas do que a conta pede para 80%."""
    return float(norm.cdf(sqrt(POWER * forms / needed) - norm.ppf(0.975)))


def show(name: str, forms: int) -> int:
    total = f"{forms:,}".replace(",", ".")
    print(f"{name:34}{total:>12}{ceil(forms / A_DAY):>8}")
    return forms


def main() -> None:
    case = Case()
    choice, new_rows = recent(case.split_seed)
    best = int(np.argmax(auc(low(choice), case.challengers(choice))))
    rows = np.concatenate([choice, new_rows])
    label, pair = low(rows), (case.champion(rows), case.challengers(rows)[best])
    old, new = (placements(label, each) for each in pair)
    positives = float(label.mean())
    print(f"{'0,4 ponto de AUC':34}{'formulários':>12}{'dias':>8}")
    paired = show("os dois modelos em cada um", same_rows(old, new, positives))
    for share in (0.5, 0.05, 0.01):
        forms = show(f"canário de {share:.0%}", two_arms(old, new, positives, share))
        assert forms > 8 * paired, "cada formulário do canário só tem um dos dois scores"
    print(f"com os {len(new_rows)} novos, poder de {power(len(new_rows), paired):.0%}")
    print("\nnão perder além da margem")
    brier = show("Brier, 0,2 ponto", brier_margin((pair[0] - label) ** 2 - (pair[1] - label) ** 2))
    changed: Flags = (pair[0] >= 0.5) != (pair[1] >= 0.5)
    for first, last in SLICES:
        part = (grades(rows) >= first) & (grades(rows) <= last)
        forms = slice_margin(float(changed[part].mean()), float(part.mean()))
        show(f"acerto, notas {first} a {last}, 2 pontos", forms)
    print(f"com a amostra da AUC, poder do Brier de {power(paired, brier):.0%}")
    assert power(paired, brier) < 0.2, "a amostra da AUC não basta para o portão inteiro"


if __name__ == "__main__":
    main()
