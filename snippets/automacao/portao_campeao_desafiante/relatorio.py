"""O relatório que o pipeline mostra na segunda-feira."""

from __future__ import annotations

import numpy as np
from notas import Case, Flags, Scores, grades, low, recent
from sklearn.metrics import brier_score_loss, roc_auc_score

CASE = Case()
CHOICE, _ = recent(CASE.split_seed)
LABEL = low(CHOICE)


def wrong(score: Scores, only: Flags) -> int:
    return int((((score >= 0.5) != LABEL) & only).sum())


def show(name: str, *values: float | int) -> None:
    cells = (f"{each:11.4f}" if isinstance(each, float) else f"{each:11}" for each in values)
    print(f"{name:24}{''.join(cells)}".replace(".", ","))


def main() -> None:
    champion, every = CASE.champion(CHOICE), CASE.challengers(CHOICE)
    aucs = [float(roc_auc_score(LABEL, each)) for each in every]
    best = every[int(np.argmax(aucs))]
    print(f"{'':24}{'campeão':>11}{'desafiante':>11}")
    show("AUC", float(roc_auc_score(LABEL, champion)), max(aucs))
    show("Brier", *(float(brier_score_loss(LABEL, each)) for each in (champion, best)))
    show("ligações", *(int((each >= 0.5).sum()) for each in (champion, best)))
    for first, last in ((0, 9), (0, 2), (3, 4), (5, 7), (8, 9)):
        only = (grades(CHOICE) >= first) & (grades(CHOICE) <= last)
        name = f"erros, notas {first} a {last} ({only.sum()})"
        show(name, wrong(champion, only), wrong(best, only))
    print("\nAUC das dez sementes:")
    print(" ".join(f"{each:.4f}" for each in aucs).replace(".", ","))
    current = roc_auc_score(LABEL, champion)
    assert round(100 * (max(aucs) - current), 1) == 0.4
    assert sum(each > current for each in aucs) == 6, "o campeão é o sétimo dos onze"


if __name__ == "__main__":
    main()
