"""Uma semana com cinco defeitos, um por coluna, e o que duas ferramentas mostram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from reguas import Codes, Values, decile_shares, equal_width, frequencies, js_divergence
from scipy.spatial.distance import jensenshannon
from sklearn.datasets import load_diabetes

ROWS, PROVIDERS = 5_000, 1_000
MISSING, SENTINEL = -1, 9_999.0
CHANNELS = (0.40, 0.25, 0.15, 0.12, 0.08)

PATIENTS = load_diabetes(scaled=False)


@dataclass(frozen=True)
class Week:
    imc: Values
    pressao: Values
    glicose: Values
    canal: Codes
    prestador: Codes


def real_column(name: str) -> Values:
    return PATIENTS.data[:, PATIENTS.feature_names.index(name)]


IMC, PRESSAO, GLICOSE = map(real_column, ("bmi", "bp", "s6"))


def draw_week(rng: np.random.Generator) -> Week:
    """Uma semana normal: linhas sorteadas, e um 9.999 onde a glicose faltou."""
    glicose = rng.choice(GLICOSE, ROWS)
    glicose[0] = SENTINEL
    return Week(
        imc=rng.choice(IMC, ROWS),
        pressao=rng.choice(PRESSAO, ROWS),
        glicose=glicose,
        canal=rng.choice(len(CHANNELS), ROWS, p=CHANNELS),
        prestador=rng.integers(0, PROVIDERS, ROWS),
    )


# --8<-- [start:defeitos]
def break_week(week: Week, rng: np.random.Generator) -> Week:
    pressao = week.pressao.copy()
    pressao[0] = SENTINEL  # uma linha em 5.000
    measured = week.glicose != SENTINEL
    return replace(
        week,
        imc=week.imc + 0.3 * IMC.std(),
        pressao=pressao,
        # O laboratório mudou de método; o 9.999 de sempre continua lá.
        glicose=week.glicose + GLICOSE.std() * measured,
        # O aplicativo deixou de mandar o canal em 30% dos pedidos, de qualquer canal.
        canal=np.where(rng.random(ROWS) < 0.3, MISSING, week.canal),
        # Uma junção nova troca cada código ímpar pelo par vizinho.
        prestador=week.prestador - week.prestador % 2,
    )


# --8<-- [end:defeitos]


def l_infinity(train: Codes, week: Codes) -> float:
    """A maior diferença de frequência, só entre as linhas que têm valor."""
    p, q = frequencies(train[train != MISSING], week[week != MISSING])
    return float(np.abs(p - q).max())


def panel(train: Values | Codes, week: Values | Codes) -> float:
    """O que o TFDV calcula, com as opções de fábrica."""
    if train.dtype == np.float64:
        return js_divergence(equal_width(train), equal_width(week))
    return l_infinity(train, week)


def notebook(train: Values | Codes, week: Values | Codes) -> float:
    """A distância do SciPy, com o logaritmo de fábrica."""
    if train.dtype == np.float64:
        return float(jensenshannon(*decile_shares(train, week)))
    return float(jensenshannon(*frequencies(train[train != MISSING], week[week != MISSING])))


def facts(train: Values | Codes, week: Values | Codes) -> str:
    nulls = f"{np.mean(train == MISSING):.0%} → {np.mean(week == MISSING):.0%}"
    if train.dtype != np.float64:
        return f"{nulls:9}  {'–':14}"
    highest = f"{train.max():,.0f} → {week.max():,.0f}".replace(",", ".")
    return f"{nulls:9}  {highest:14}"


def fixture() -> tuple[Week, Week]:
    """O treino e a semana com os defeitos."""
    train = draw_week(np.random.default_rng(0))
    rng = np.random.default_rng(1)
    return train, break_week(draw_week(rng), rng)


def show(train: Week, week: Week) -> None:
    print("coluna     nulos      máximo          painel  notebook")
    for name in Week.__dataclass_fields__:
        sides = getattr(train, name), getattr(week, name)
        readings = f"{panel(*sides):6.2f}  {notebook(*sides):8.2f}".replace(".", ",")
        print(f"{name.replace('pressao', 'pressão'):9}  {facts(*sides)}  {readings}")


def alarms(read: Callable[..., float], train: Week, week: Week) -> set[str]:
    names = Week.__dataclass_fields__
    return {name for name in names if read(getattr(train, name), getattr(week, name)) > 0.3}


if __name__ == "__main__":
    fixture_train, fixture_week = fixture()
    show(fixture_train, fixture_week)
    assert alarms(panel, fixture_train, fixture_week) == {"pressao"}
    assert alarms(notebook, fixture_train, fixture_week) == {"glicose", "prestador"}
