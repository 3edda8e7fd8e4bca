"""O que o painel mostra hoje: o que já se registrou, por mês de aprovação."""

from __future__ import annotations

from safras import MONTHS, WAIT, Vintage, simulate
from sklearn.metrics import roc_auc_score


def show_today(vintages: list[Vintage]) -> None:
    print("safra   aprovados  com 60 dias  já inadimplentes  AUC")
    for v in vintages:
        auc = f"{roc_auc_score(v.bad, v.score):.2f}" if v.mature else "-"
        share, ready = v.known.mean(), (v.age >= WAIT).mean()
        line = f"{v.month:02}/2026 {len(v.age):>10}  {ready:>11.0%}  {share:>16.1%}  {auc}"
        print(line.replace(".", ","))


if __name__ == "__main__":
    show_today([simulate(month) for month in MONTHS])
