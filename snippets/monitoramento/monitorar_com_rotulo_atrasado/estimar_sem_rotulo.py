"""Acurácia estimada sem rótulo (CBPE e M-CBPE) contra a que o rótulo revela depois."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_digits
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
ROWS, SPLITS = 5_000, range(5, 15)
# O modelo só vê quatro linhas de pixels da imagem; a vigilância vê as oito.
VISIBLE = slice(16, 48)


@dataclass(frozen=True)
class Window:
    """O que o log guarda (pixels e score) e o que só chega depois (o rótulo)."""

    pixels: Floats
    score: Floats
    label: Flags

    def pick(self, rows: NDArray[np.int64]) -> Window:
        return Window(self.pixels[rows], self.score[rows], self.label[rows])


# --8<-- [start:estimadores]
def cbpe(reference: Window, live: Window, weights: Floats | None = None) -> float:
    """Acurácia esperada: calibra o score na referência e soma a chance de cada acerto."""
    calibrator = IsotonicRegression(out_of_bounds="clip")
    calibrator.fit(reference.score, reference.label, sample_weight=weights)
    chance = calibrator.predict(live.score)
    return float(np.where(live.score >= 0.5, chance, 1 - chance).mean())


def density_ratio(reference: Window, live: Window) -> Floats:
    """Peso de cada linha da referência: quanto ela se parece com a produção."""
    origin = np.repeat([False, True], [len(reference.score), len(live.score)])
    pixels = np.vstack([reference.pixels, live.pixels])
    judge = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=500))
    odds = judge.fit(pixels, origin).predict_proba(reference.pixels)[:, 1]
    return odds / (1 - odds)


def m_cbpe(reference: Window, live: Window) -> float:
    """O mesmo CBPE, recalibrado para as linhas que hoje chegam."""
    return cbpe(reference, live, density_ratio(reference, live))


# --8<-- [end:estimadores]


def split(seed: int) -> tuple[Window, Window, NDArray[np.int64]]:
    """Referência e produção não entram no treino; devolve também o dígito da produção."""
    digits = load_digits()
    order = np.random.default_rng(seed).permutation(len(digits.target))
    train, past, now = order[:500], order[500:1150], order[1150:]
    label = digits.target >= 5
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.05, max_iter=500))
    model.fit(digits.data[train][:, VISIBLE], label[train])
    score = model.predict_proba(digits.data[:, VISIBLE])[:, 1]
    everything = Window(digits.data, score, label)
    return everything.pick(past), everything.pick(now), digits.target[now]


# --8<-- [start:cenarios]
def draw(pool: Window, tilt: Floats, seed: int = 1) -> Window:
    """Sorteia a produção; `tilt` depende só da imagem, então P(Y dado X) fica igual."""
    chance = np.exp(tilt - tilt.max())
    rng = np.random.default_rng(seed)
    return pool.pick(rng.choice(len(tilt), ROWS, p=chance / chance.sum()))


def scenarios(pool: Window, digit: NDArray[np.int64]) -> dict[str, Window]:
    still = np.zeros(len(digit))
    doubt = -6 * np.abs(pool.score - 0.5)
    unseen = 0.9 * (pool.pixels[:, :16].mean(axis=1) - pool.pixels[:, 48:].mean(axis=1))
    swapped = Window(pool.pixels, pool.score, pool.label ^ np.isin(digit, (3, 8)))
    return {
        "nada mudou": draw(pool, still),
        "X muda, no que o modelo vê": draw(pool, doubt),
        "X muda, fora do modelo": draw(pool, unseen),
        "P(Y dado X) muda": draw(swapped, still),
    }


# --8<-- [end:cenarios]


def effective_rows(weights: Floats) -> float:
    return float(weights.sum() ** 2 / (weights**2).sum())


def measure(reference: Window, live: Window) -> tuple[float, float, float]:
    real = float(((live.score >= 0.5) == live.label).mean())
    return cbpe(reference, live), m_cbpe(reference, live), real


def main() -> None:
    reference, pool, digit = split(SPLITS[0])
    rows: dict[str, tuple[float, float, float]] = {}
    print(f"{len(reference.label)} linhas de referência, {ROWS} sem rótulo por cenário")
    print("cenário                       CBPE  M-CBPE    real  linhas efetivas")
    for name, live in scenarios(pool, digit).items():
        rows[name] = measure(reference, live)
        plain, multi, real = rows[name]
        kept = effective_rows(density_ratio(reference, live))
        line = f"{name:28} {plain:5.1%}  {multi:6.1%}  {real:6.1%}  {kept:>15.0f}"
        print(line.replace(".", ","))
    check(rows)
    repeat()


def repeat() -> None:
    """Uma partição é pouco: o erro médio, em pontos, quando a divisão dos dados muda."""
    print(f"\nerro absoluto médio em {len(SPLITS)} partições  CBPE  M-CBPE")
    gaps: dict[str, list[tuple[float, float]]] = {}
    for seed in SPLITS:
        reference, pool, digit = split(seed)
        for name, live in scenarios(pool, digit).items():
            plain, multi, real = measure(reference, live)
            gaps.setdefault(name, []).append((abs(plain - real), abs(multi - real)))
    for name, pairs in gaps.items():
        plain, multi = 100 * np.mean(pairs, axis=0)
        print(f"{name:35} {plain:4.1f}  {multi:6.1f}".replace(".", ","))
    same, _, hidden, concept = (np.mean(pairs, axis=0) for pairs in gaps.values())
    assert hidden[0] > 1.5 * hidden[1], "em média, o peso ajuda"
    assert min(concept) > 3 * max(same), "e nenhum dos dois vê P(Y dado X)"


def check(rows: dict[str, tuple[float, float, float]]) -> None:
    same, seen, hidden, concept = rows.values()
    assert hidden[0] - hidden[2] > 0.08 > 3 * abs(hidden[1] - hidden[2]), "só o M-CBPE acompanha"
    assert abs(seen[0] - seen[2]) < abs(seen[1] - seen[2]), "e nem sempre ele é o melhor"
    assert concept[:2] == same[:2], "mesmo X, mesma estimativa"
    assert same[2] - concept[2] > 0.08, "e a acurácia real caiu"


if __name__ == "__main__":
    main()
