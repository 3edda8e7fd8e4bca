"""Um ano de cada gatilho em cada mundo e, depois, o que mudam a cadência, a pausa e os freios."""

from __future__ import annotations

from dataclasses import dataclass

from ano import TRIGGERS, Brakes, Result, Trigger, first_monday, play, quarterly_or_metric
from mundo import ADVANCE, CHANGE, VEHICLES, YEAR, Pipeline, backtest, make

WORLDS = {
    name: (world := make(name), backtest(world))
    for name in ("parado", "súbito", "gradual", "campanha", "quebrado")
}
FREE = Brakes()
OWN = {ADVANCE: "súbito", VEHICLES: "gradual"}


@dataclass(frozen=True)
class Policy:
    trigger: Trigger
    brakes: Brakes = FREE


# --8<-- [start:escolha]
CHOICE = {
    ADVANCE: Policy(TRIGGERS["dado novo"], Brakes(validate=True)),
    VEHICLES: Policy(quarterly_or_metric, Brakes(pause=2, validate=True)),
}
# --8<-- [end:escolha]
BRAKES = {
    "sem freio": FREE,
    "portão": Brakes(gate=True),
    "validação do dado": Brakes(validate=True),
    "os dois": Brakes(validate=True, gate=True),
}


def both(policies: dict[Pipeline, Policy], name: str | None = None) -> dict[Pipeline, Result]:
    """Os dois pipelines no mundo dado ou, sem ele, cada um no seu."""
    found = {}
    for pipeline, policy in policies.items():
        now, limit = first_monday(*WORLDS[name or OWN[pipeline]], pipeline.delay)
        found[pipeline] = play(now, limit, policy.trigger, policy.brakes)
    return found


def same(trigger: Trigger, brakes: Brakes = FREE) -> dict[Pipeline, Policy]:
    return dict.fromkeys(OWN, Policy(trigger, brakes))


def show(label: str, results: dict[Pipeline, Result]) -> None:
    cells = []
    for pipeline, each in results.items():
        cost = f"{each.cost(pipeline):,.0f}".replace(",", ".")
        error = f"{100 * each.error:4.1f}%".replace(".", ",")
        cells.append(f"{each.trainings:>5}  {error}{cost:>7}")
    print(f"  {label:<22}" + "  ".join(cells))


def show_worlds() -> None:
    print(f"{'':<22}{'adiantamento':>20}{'veículos':>20}")
    print(f"{'':<22}" + "  treinos erro R$ mil" * 2)
    for name in WORLDS:
        print(f"\n{name}")
        for label, trigger in TRIGGERS.items():
            show(label, both(same(trigger), name))
        show("escolha", both(CHOICE, name))


def every(weeks: int) -> Trigger:
    return lambda now, limit: now.week % weeks == 0


def show_brakes() -> None:
    print("\nagenda, no mundo de cada um; a cada")
    for weeks in (1, 2, 4, 6, 8, 13, 26):
        show(f"{weeks} sem.", both(same(every(weeks))))
    print("\nmétrica reavaliada, súbito; pausa de")
    for pause in (1, 2, 4, 8, 13):
        show(f"{pause} sem.", both(same(TRIGGERS["métrica reavaliada"], Brakes(pause)), "súbito"))
    print("\ndado novo, quebrado; trocas de campeão")
    for label, brakes in BRAKES.items():
        results = both(same(TRIGGERS["dado novo"], brakes), "quebrado")
        (changes,) = {len(each.promoted) for each in results.values()}
        show(f"{label}: {changes}", results)


def check() -> None:
    """O que a página afirma."""
    quiet, blind, noisy = (
        both(same(TRIGGERS["drift"]), name) for name in ("parado", "súbito", "campanha")
    )
    for pipeline in OWN:
        assert blind[pipeline].trainings == quiet[pipeline].trainings, "não vê a virada"
        assert noisy[pipeline].trainings >= YEAR - CHANGE - 1, "dispara toda semana"
    logged = both(same(TRIGGERS["métrica do que serviu"]), "súbito")[VEHICLES].trainings
    rescored = both(same(TRIGGERS["métrica reavaliada"]), "súbito")[VEHICLES].trainings
    assert logged > 2 * rescored, "a métrica do que serviu ecoa durante a espera do rótulo"
    gated = both(same(TRIGGERS["dado novo"], Brakes(gate=True)), "quebrado")
    for result in gated.values():
        assert CHANGE < result.promoted[0] < CHANGE + 4, "treinado e testado com rótulo quebrado"


if __name__ == "__main__":
    show_worlds()
    show_brakes()
    check()
