"""O conceito muda, P(X) não: quem percebe é quem olha o erro."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from river.drift import ADWIN, PageHinkley
from river.drift.binary import DDM
from scipy.spatial.distance import jensenshannon
from sklearn.datasets import load_digits
from sklearn.neighbors import KNeighborsClassifier

WEEK, WEEKS, CHANGE = 1_000, 8, 4_000
Flags = NDArray[np.bool_]


# --8<-- [start:mundo]
@dataclass(frozen=True)
class World:
    """Imagens que chegam em produção, a predição e o rótulo antes e depois da mudança."""

    pixels: NDArray[np.float64]
    predicted: Flags
    before: Flags
    after: Flags


def build_world() -> World:
    digits = load_digits()
    train, live = np.arange(0, 1797, 2), np.arange(1, 1797, 2)
    positive = digits.target >= 5
    model = KNeighborsClassifier().fit(digits.data[train], positive[train])
    # O conceito novo troca duas classes: o 3 passa a ser positivo e o 8, negativo.
    swapped = np.where(np.isin(digits.target, (3, 8)), ~positive, positive)
    return World(digits.data[live], model.predict(digits.data[live]), positive[live], swapped[live])


# --8<-- [end:mundo]


def stream(world: World, seed: int) -> tuple[NDArray[np.int64], Flags]:
    """Oito mil imagens sorteadas do mesmo conjunto e o erro de cada predição."""
    rows = np.random.default_rng(seed).integers(0, len(world.predicted), WEEKS * WEEK)
    label = np.where(np.arange(len(rows)) < CHANGE, world.before[rows], world.after[rows])
    return rows, world.predicted[rows] != label


# --8<-- [start:detectores]
def first_alarm(detector: ADWIN | DDM | PageHinkley, errors: Flags) -> int | None:
    for position, error in enumerate(errors):
        detector.update(bool(error))
        if detector.drift_detected:
            return position
    return None


def show_detectors(world: World) -> None:
    streams = [stream(world, seed)[1] for seed in range(30)]
    print("\nEm 30 fluxos      antes da mudança   atraso mediano")
    for name in ("ADWIN", "Page-Hinkley", "DDM"):
        alarms = [first_alarm(new_detector(name), errors) for errors in streams]
        early = sum(a is not None and a < CHANGE for a in alarms)
        delays = [a - CHANGE for a in alarms if a is not None and a >= CHANGE]
        print(f"{name:14}  {early:>12} de 30   {np.median(delays):>8.0f} rótulos")
        if name != "DDM":
            assert early == 0, f"{name} disparou antes da mudança"
            assert len(delays) == 30, f"{name} não disparou"


def new_detector(name: str) -> ADWIN | DDM | PageHinkley:
    """Um detector novo, com os parâmetros de fábrica; Page-Hinkley só para erro que sobe."""
    if name == "Page-Hinkley":
        return PageHinkley(mode="up")
    return ADWIN() if name == "ADWIN" else DDM()


# --8<-- [end:detectores]


def js(p: NDArray[np.intp], q: NDArray[np.intp]) -> float:
    return float(jensenshannon(p, q, base=2) ** 2)


def input_drift(reference: NDArray[np.float64], current: NDArray[np.float64]) -> float:
    """A maior divergência entre os 64 pixels, cujos valores vão de 0 a 16."""
    pairs = zip(reference.T.astype(int), current.T.astype(int), strict=True)
    return max(js(np.bincount(a, minlength=17), np.bincount(b, minlength=17)) for a, b in pairs)


def show_weeks(world: World) -> None:
    rows, errors = stream(world, seed=0)
    past = np.random.default_rng(99).integers(0, len(world.predicted), WEEK)
    baseline = np.bincount(world.predicted[past], minlength=2)
    print("semana  JS entradas  JS predição   erro")
    for week in range(WEEKS):
        now = slice(week * WEEK, (week + 1) * WEEK)
        inputs = input_drift(world.pixels[past], world.pixels[rows[now]])
        output = js(baseline, np.bincount(world.predicted[rows[now]], minlength=2))
        rate = errors[now].mean()
        print(f"{week + 1:>6}  {inputs:11.3f}  {output:11.3f}  {rate:5.1%}".replace(".", ","))
        assert max(inputs, output) < 0.02, "nenhuma distribuição se mexeu"
        assert (rate > 0.1) == (week >= 4), "o erro muda na quinta semana"


if __name__ == "__main__":
    digits_world = build_world()
    show_weeks(digits_world)
    show_detectors(digits_world)
