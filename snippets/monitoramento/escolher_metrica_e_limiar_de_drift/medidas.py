"""A mesma semana, com outras medidas e o limiar tirado de 52 semanas sem defeito."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from reguas import Codes, Values, equal_width, frequencies, js_divergence
from scipy.spatial.distance import jensenshannon
from scipy.stats import ks_2samp
from semana import SENTINEL, Week, draw_week, fixture, l_infinity

HISTORY = 52


@dataclass(frozen=True)
class Measure:
    column: str
    title: str
    read: Callable[..., float]
    digits: int = 4

    def __call__(self, train: Week, week: Week) -> float:
        return float(self.read(getattr(train, self.column), getattr(week, self.column)))


def js_equal_width(train: Values, week: Values) -> float:
    return js_divergence(equal_width(train), equal_width(week))


def ks_distance(train: Values, week: Values) -> float:
    return ks_2samp(train, week, method="asymp").statistic


# --8<-- [start:medidas]
def out_of_range(train: Values, week: Values) -> int:
    return int(np.sum((week < train.min()) | (week > train.max())))


def js_measured(train: Values, week: Values) -> float:
    """Dez faixas iguais, sem o 9.999, que se conta à parte."""
    return js_equal_width(train[train != SENTINEL], week[week != SENTINEL])


def null_as_code(train: Codes, week: Codes) -> float:
    return l_infinity(train + 1, week + 1)  # o nulo, que era -1, vira o código 0


def js_codes(train: Codes, week: Codes) -> float:
    return jensenshannon(*frequencies(train, week), base=2) ** 2


def js_top_50(train: Codes, week: Codes) -> float:
    ranked = (np.argsort(-np.bincount(side), kind="stable")[:50] for side in (train, week))
    return js_codes(*(s[np.isin(s, top)] for s, top in zip((train, week), ranked, strict=True)))


def vanished(train: Codes, week: Codes) -> int:
    return np.setdiff1d(train, week).size


# --8<-- [end:medidas]


PROVIDER = [
    Measure("prestador", "L-infinito", l_infinity),
    Measure("prestador", "JS", js_codes),
    Measure("prestador", "JS dos 50 mais comuns", js_top_50),
    Measure("prestador", "códigos sumidos", vanished, digits=0),
]
ALL = [
    Measure("imc", "JS", js_equal_width),
    Measure("imc", "D do KS", ks_distance),
    Measure("pressao", "D do KS", ks_distance),
    Measure("pressao", "linhas fora da faixa", out_of_range, digits=0),
    Measure("glicose", "JS sem o 9.999", js_measured),
    Measure("canal", "L-infinito", l_infinity),
    Measure("canal", "L-infinito com nulo", null_as_code),
    *PROVIDER,
]


def show(measures: list[Measure], train: Week, week: Week, past: list[Week]) -> list[str]:
    """Imprime limiar e valor; devolve as medidas que alertam."""
    alerts = []
    for measure in measures:
        # O limiar é a maior distância do histórico.
        limit, value = max(measure(train, calm) for calm in past), measure(train, week)
        verdict = "alerta" if value > limit else "-"
        numbers = f"{limit:7.{measure.digits}f}  {value:7.{measure.digits}f}".replace(".", ",")
        column = measure.column.replace("pressao", "pressão")
        print(f"{column:9}  {measure.title:21}  {numbers}  {verdict}")
        alerts += [measure.title] if value > limit else []
    return alerts


def hot_code(rng: np.random.Generator) -> Week:
    """Uma semana em que um código de prestador salta de 0,1% para 5%."""
    week = draw_week(rng)
    hot = np.where(rng.random(week.prestador.size) < 0.049, 500, week.prestador)
    return replace(week, prestador=hot)


if __name__ == "__main__":
    baseline, broken = fixture()
    history = [draw_week(np.random.default_rng(100 + week)) for week in range(HISTORY)]
    print("coluna     medida                  limiar   semana")
    seen = show(ALL, baseline, broken, history)
    assert seen.count("D do KS") == 1, "uma linha em 5.000 não move o KS"
    assert "JS dos 50 mais comuns" not in seen, "só as 50 mais comuns não bastam"
    print("\noutra semana: um código de prestador vai a 5%")
    exploded = show(PROVIDER, baseline, hot_code(np.random.default_rng(2)), history)
    assert exploded == ["L-infinito", "JS"], "as duas distâncias veem; a contagem, não"
