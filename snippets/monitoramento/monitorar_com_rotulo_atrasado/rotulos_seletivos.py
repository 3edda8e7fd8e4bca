"""O rótulo só existe para quem foi aprovado: o que cada conta da AUC enxerga."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
APPLICANTS, ROUNDS = 9_000, 120
# O modelo vê duas das oito linhas de pixels: erra, como um modelo de crédito erra.
VISIBLE = slice(24, 40)
BAD = (3, 8)


@dataclass(frozen=True)
class Book:
    """As propostas de um mês. `bad` só é conhecido de quem recebeu o crédito."""

    features: Floats
    score: Floats
    bad: Flags
    digit: NDArray[np.int64]


def build_book(size: int = APPLICANTS, seed: int = 2) -> Book:
    """As imagens fazem o papel de clientes; os dígitos 3 e 8 são os inadimplentes."""
    digits = load_digits()
    features, bad = digits.data[:, VISIBLE], np.isin(digits.target, BAD)
    order = np.random.default_rng(2).permutation(len(bad))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=500))
    model.fit(features[order[:600]], bad[order[:600]])
    rows = np.random.default_rng(seed).choice(order[600:], size)
    score = model.predict_proba(features)[:, 1]
    return Book(features[rows], score[rows], bad[rows], digits.target[rows])


def approve(book: Book, rate: float) -> Flags:
    """Aprova os de menor score, até a taxa pedida."""
    return book.score <= np.quantile(book.score, rate)


def break_rejected(book: Book, approved: Flags) -> Book:
    """Entre os recusados, o 8 passa a pagar e o 9, a não pagar."""
    return replace(book, bad=book.bad ^ (~approved & np.isin(book.digit, (8, 9))))


# --8<-- [start:contas]
def auc_approved(book: Book, approved: Flags) -> float:
    return float(roc_auc_score(book.bad[approved], book.score[approved]))


def auc_reject_inference(book: Book, approved: Flags) -> float:
    """Cada recusado entra duas vezes, com a chance que um modelo dos aprovados lhe dá."""
    judge = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=500))
    judge.fit(book.features[approved], book.bad[approved])
    chance = np.where(approved, book.bad, judge.predict_proba(book.features)[:, 1])
    twice = np.repeat([True, False], len(chance))
    weights = np.concatenate([chance, 1 - chance])
    return float(roc_auc_score(twice, np.tile(book.score, 2), sample_weight=weights))


def auc_explored(book: Book, approved: Flags, share: float, seed: int, weigh: bool) -> float:
    """Sorteia uma fração dos recusados; cada um representa 1/share iguais a ele."""
    drawn = np.random.default_rng(seed).random(len(approved)) < share
    seen = approved | drawn
    weights = np.where(approved, 1.0, 1 / share) if weigh else np.ones(len(approved))
    return float(roc_auc_score(book.bad[seen], book.score[seen], sample_weight=weights[seen]))


# --8<-- [end:contas]
def decimal(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")


def show_fixed(before: Book, after: Book, approved: Flags) -> None:
    print("conta da AUC                 antes  depois")
    truth = [float(roc_auc_score(book.bad, book.score)) for book in (before, after)]
    naive = [auc_approved(book, approved) for book in (before, after)]
    strict = [auc_approved(book, approve(book, 0.5)) for book in (before, after)]
    inferred = [auc_reject_inference(book, approved) for book in (before, after)]
    names = "todos (ninguém a vê)", "só os 70%", "só os 50%", "inferência de recusados"
    for name, (old, new) in zip(names, (truth, naive, strict, inferred), strict=True):
        print(f"{name:27} {decimal(old)}   {decimal(new)}")
    assert (naive[0], inferred[0]) == (naive[1], inferred[1]), "as duas contas não se mexem"
    assert truth[0] - truth[1] > 0.04, "e a AUC de todos caiu"
    assert naive[0] - strict[0] > 0.02, "um corte mais duro baixa a AUC do mesmo modelo"


def show_explored(after: Book, approved: Flags) -> None:
    truth = float(roc_auc_score(after.bad, after.score))
    print(f"\nsorteio repetido {ROUNDS} vezes, depois da mudança")
    print("sorteados  contratos  inadimplentes  AUC média  faixa de 95%")
    for share, weigh in ((0.02, True), (0.05, True), (0.10, True), (0.10, False)):
        values = [auc_explored(after, approved, share, seed, weigh) for seed in range(ROUNDS)]
        low, high = np.quantile(values, [0.025, 0.975])
        extra, loss = share * (~approved).sum(), share * after.bad[~approved].sum()
        label = f"{share:.0%}" if weigh else f"{share:.0%} s/ peso"
        span = f"{decimal(low)} a {decimal(high)}"
        mean = float(np.mean(values))
        print(f"{label:11} {extra:>7.0f}  {loss:>13.0f}  {decimal(mean):>9}  {span}")
        error = float(np.std(values)) / ROUNDS**0.5
        assert (abs(mean - truth) < 3 * error + 0.001) == weigh, "com peso, a média acerta"


if __name__ == "__main__":
    portfolio = build_book()
    granted = approve(portfolio, 0.7)
    changed = break_rejected(portfolio, granted)
    show_fixed(portfolio, changed, granted)
    show_explored(changed, granted)
