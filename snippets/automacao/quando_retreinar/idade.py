"""O backtest do ano passado: quanto erra, na mesma semana, um modelo novo e um velho."""

from __future__ import annotations

import numpy as np
from mundo import ADVANCE, PAST, VEHICLES, YEAR, Errors, Pipeline, backtest, make

AGES = (0, 1, 2, 4, 8, 13)


# --8<-- [start:idade]
def by_age(errors: Errors, pipeline: Pipeline) -> list[float]:
    """Fixa a semana avaliada e varia a idade; os rótulos param `delay` semanas antes do treino."""
    return [
        float(
            np.mean([errors.seen[week - pipeline.delay - age][PAST + week] for week in range(YEAR)])
        )
        for age in AGES
    ]


# --8<-- [end:idade]
def main() -> None:
    print("semanas desde o treino" + "".join(f"{age:>7}" for age in AGES))
    for pipeline, name in ((ADVANCE, "súbito"), (VEHICLES, "gradual")):
        first, last = -pipeline.delay - max(AGES), YEAR - 1 - pipeline.delay
        curve = by_age(backtest(make(name), first, last), pipeline)
        cells = "".join(f"{100 * each:6.1f}%" for each in curve).replace(".", ",")
        print(f"{pipeline.name:<22}{cells}")
        assert curve == sorted(curve), "modelo mais velho erra mais"


if __name__ == "__main__":
    main()
