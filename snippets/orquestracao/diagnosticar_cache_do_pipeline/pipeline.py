"""O pipeline do cenário: lê um arquivo, treina, avisa se o erro é alto e registra o modelo."""

from kfp import dsl


@dsl.component(base_image="python:3.12")
def extract(source: str, rows: dsl.Output[dsl.Dataset]) -> None:
    """Copia o arquivo de origem para o artefato."""
    from pathlib import Path

    Path(rows.path).write_bytes(Path(source).read_bytes())


@dsl.component(base_image="python:3.12")
def train(rows: dsl.Input[dsl.Dataset], model: dsl.Output[dsl.Model]) -> float:
    """Ajusta uma reta por mínimos quadrados e devolve o erro absoluto médio."""
    from pathlib import Path
    from statistics import fmean, linear_regression

    table = [line.split(",") for line in Path(rows.path).read_text().splitlines()]
    feature, target = ([float(row[column]) for row in table] for column in (0, 1))
    slope, intercept = linear_regression(feature, target)
    Path(model.path).write_text(f"{slope:.3f} {intercept:.3f} {len(table)}")
    return fmean(abs(slope * x + intercept - y) for x, y in zip(feature, target, strict=True))


@dsl.component(base_image="python:3.12")
def alert(error: float) -> None:
    """Escreve no log que o erro passou do limite."""
    print(f"erro alto: {error:.1f}")


@dsl.component(base_image="python:3.12")
def register(model: dsl.Input[dsl.Model], day: str) -> str:
    """Devolve o que iria para o Model Registry: a etiqueta do dia e o endereço do modelo."""
    return f"{day} {model.uri}"


# --8<-- [start:pipeline]
@dsl.pipeline(name="treino-progressao")
def pipeline(day: str, source: str = "/gcs/meu-bucket/pacientes/atual.csv") -> str:
    extracted = extract(source=source)
    trained = train(rows=extracted.outputs["rows"])
    with dsl.If(trained.outputs["Output"] > 60.0):
        alert(error=trained.outputs["Output"])
    registered = register(model=trained.outputs["model"], day=day)
    registered.set_caching_options(False)
    return registered.output


# --8<-- [end:pipeline]
