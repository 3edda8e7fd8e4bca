"""Safras de crédito na mesma idade: o que se observa e o que o score prometia."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from rotulos_seletivos import approve, build_book
from sklearn.isotonic import IsotonicRegression

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
TODAY, WAIT, MONTHS = date(2026, 11, 24), 60, (6, 7, 8, 9, 10, 11)
BROKEN = 10


@dataclass(frozen=True)
class Vintage:
    """Um mês de contratos: idade hoje, score, desfecho final e o dia em que o atraso aparece."""

    month: int
    age: Floats
    score: Floats
    bad: Flags
    day: Floats

    @property
    def known(self) -> Flags:
        return self.bad & (self.day <= self.age)

    @property
    def mature(self) -> bool:
        return bool(self.age.min() >= WAIT)


def simulate(month: int) -> Vintage:
    """De outubro em diante, 40% dos 9 aprovados deixam de pagar: P(Y dado X) muda, X não."""
    book = build_book(seed=7_000 + month)
    approved = approve(book, 0.7)
    rng = np.random.default_rng(100 + month)
    start = date(2026, month, 1)
    days = ((start + timedelta(days=32)).replace(day=1) - start).days
    age = (TODAY - start).days - rng.integers(0, days, approved.sum()).astype(float)
    turned = (book.digit == 9) & (month >= BROKEN) & (rng.random(len(approved)) < 0.4)
    bad = (book.bad | turned)[approved]
    alive = age > 0
    day = np.where(bad, 15 + 45 * rng.beta(1.5, 1.5, len(bad)), WAIT)
    return Vintage(month, age[alive], book.score[approved][alive], bad[alive], day[alive])


# --8<-- [start:curva]
def kaplan_meier(vintage: Vintage, horizon: float) -> float:
    """Inadimplência acumulada até a idade `horizon`; contrato jovem sai do risco, não é bom."""
    seen = np.minimum(vintage.day, vintage.age)
    alive = 1.0
    for day in np.sort(vintage.day[vintage.known & (vintage.day <= horizon)]):
        alive *= 1 - 1 / (seen >= day).sum()
    return 1 - alive


def expected(mature: list[Vintage], vintage: Vintage, horizon: float) -> float:
    """O que o score prometia para essa idade, pelas safras já maduras."""
    score = np.concatenate([old.score for old in mature])
    bad = np.concatenate([old.bad for old in mature])
    day = np.concatenate([old.day for old in mature])
    curve = IsotonicRegression(out_of_bounds="clip").fit(score, bad & (day <= horizon))
    return float(curve.predict(vintage.score).mean())


# --8<-- [end:curva]
def show_same_age(vintages: list[Vintage], horizon: float = 30) -> None:
    mature = [v for v in vintages if v.mature]
    print(f"safra   até {horizon:.0f} dias  prometido  razão")
    ratios = {}
    for v in vintages:
        if v.age.max() < horizon:
            print(f"{v.month:02}/2026  ninguém chegou a essa idade")
            continue
        real, promised = kaplan_meier(v, horizon), expected(mature, v, horizon)
        ratios[v.month] = real / promised
        line = f"{v.month:02}/2026 {real:>11.1%}  {promised:>9.1%}  {real / promised:>5.2f}"
        print(line.replace(".", ","))
    broken = next(v for v in vintages if v.month == BROKEN)
    ready = int((broken.age >= horizon).sum())
    due = ready * expected(mature, broken, horizon)
    band = 1.96 / due**0.5
    print(f"outubro: {ready} já têm {horizon:.0f} dias, {due:.0f} eventos prometidos, ±{band:.0%}")
    others = [abs(ratio - 1) for month, ratio in ratios.items() if month != BROKEN]
    assert ratios[BROKEN] - 1 > 2 * band > 2 * max(others), "só outubro sai da faixa"


# --8<-- [start:proxy]
def show_proxy(vintage: Vintage) -> None:
    """Um lembrete adia o atraso em oito dias e não evita nenhum."""
    late = np.minimum(vintage.day + 8, WAIT)
    before, after = (vintage.bad & (day <= 30) for day in (vintage.day, late))
    link = np.corrcoef(before, vintage.bad)[0, 1]
    print(f"\nproxy 'atraso até 30 dias': correlação {link:.2f} com o final".replace(".", ","))
    for name, flag in (("sem lembrete", before), ("com lembrete", after)):
        print(f"{name}  proxy {flag.mean():.1%}  final {vintage.bad.mean():.1%}".replace(".", ","))
    assert after.mean() < 0.6 * before.mean(), "o proxy melhora, e o desfecho é o mesmo"


# --8<-- [end:proxy]
if __name__ == "__main__":
    history = [simulate(month) for month in MONTHS]
    show_same_age(history)
    show_proxy(history[0])
