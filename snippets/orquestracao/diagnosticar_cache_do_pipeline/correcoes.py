"""Quatro formas de ligar extract ao dado, e o que cada uma faz em quatro execuções."""

import tempfile
from pathlib import Path
from types import SimpleNamespace

from kfp import compiler, dsl
from noites import run, write_source
from pipeline import extract, train


@dsl.component(base_image="python:3.12")
def extract_on(source: str, day: str, rows: dsl.Output[dsl.Dataset]) -> None:
    """Recebe o dia e lê o arquivo como está agora: o dia só entra na chave."""
    from pathlib import Path

    Path(rows.path).write_bytes(Path(source).read_bytes())


# --8<-- [start:versao]
@dsl.component(base_image="python:3.12")
def fingerprint(source: str) -> str:
    """Impressão digital do arquivo. Barata, e sem cache."""
    from hashlib import sha256
    from pathlib import Path

    return sha256(Path(source).read_bytes()).hexdigest()


@dsl.component(base_image="python:3.12")
def extract_version(source: str, version: str, rows: dsl.Output[dsl.Dataset]) -> None:
    """Lê o arquivo e falha se não é a versão pedida: nada errado entra no cache."""
    from hashlib import sha256
    from pathlib import Path

    data = Path(source).read_bytes()
    if sha256(data).hexdigest() != version:
        raise RuntimeError("o arquivo mudou depois da impressão digital")
    Path(rows.path).write_bytes(data)


@dsl.pipeline(name="com-versao")
def with_version(day: str, source: str) -> dsl.Model:
    version = fingerprint(source=source)
    version.set_caching_options(False)
    extracted = extract_version(source=source, version=version.output)
    return train(rows=extracted.outputs["rows"]).outputs["model"]


# --8<-- [end:versao]


@dsl.pipeline(name="so-caminho")
def path_only(day: str, source: str) -> dsl.Model:
    return train(rows=extract(source=source).outputs["rows"]).outputs["model"]


@dsl.pipeline(name="com-dia")
def with_day(day: str, source: str) -> dsl.Model:
    extracted = extract_on(source=source, day=day)
    return train(rows=extracted.outputs["rows"]).outputs["model"]


@dsl.pipeline(name="sem-cache")
def uncached(day: str, source: str) -> dsl.Model:
    extracted = extract(source=source)
    extracted.set_caching_options(False)
    return train(rows=extracted.outputs["rows"]).outputs["model"]


PIPELINES = {
    "só o caminho": path_only,
    "caminho e dia": with_day,
    "extract sem cache": uncached,
    "impressão digital": with_version,
}
EVENTS = (
    ("23, primeira", "2026-11-23", 300),
    ("23, corrigido", "2026-11-23", 310),
    ("24, cresceu", "2026-11-24", 442),
    ("25, igual", "2026-11-25", 442),
)


def expected_model(folder: Path) -> str:
    """O modelo que um treino sobre o arquivo de agora daria."""
    model = SimpleNamespace(path=str(folder / "esperado"))
    train.python_func(rows=SimpleNamespace(path=str(folder / "atual.csv")), model=model)
    return Path(model.path).read_text()


def verdict(trained: bool, used: str, previous: str, expected: str) -> str:
    """Diz se a execução treinou e se o modelo é o do arquivo de agora."""
    if used != expected:
        return "DADO VELHO"
    if not trained:
        return "reusou"
    return "treinou à toa" if used == previous else "treinou"


def verdicts(ir_file: Path, folder: Path) -> list[str]:
    """Executa os quatro momentos, com o mesmo cache."""
    found, previous = [], ""
    for _, day, count in EVENTS:
        source = folder / "atual.csv"
        write_source(source, count)
        outputs, log = run(ir_file, folder, day=day, source=str(source))
        used = Path(outputs["Output"].path).read_text()
        trained = "Task train cache hit" not in log
        found.append(verdict(trained, used, previous, expected_model(folder)))
        previous = used
    return found


def main() -> None:
    """Imprime a tabela e confere o que a página diz de cada linha."""
    print(f"{'':<18}" + "".join(f"{name:<15}" for name, _, _ in EVENTS).rstrip())
    table = {}
    for name, wiring in PIPELINES.items():
        with tempfile.TemporaryDirectory() as folder:
            ir_file = Path(folder, "treino.yaml")
            compiler.Compiler().compile(wiring, str(ir_file))
            table[name] = verdicts(ir_file, Path(folder))
        print(f"{name:<18}" + "".join(f"{cell:<15}" for cell in table[name]).rstrip())
    assert table["só o caminho"][1:] == ["DADO VELHO"] * 3
    assert table["caminho e dia"][1] == "DADO VELHO"
    assert table["extract sem cache"] == ["treinou", "treinou", "treinou", "treinou à toa"]
    assert table["impressão digital"] == ["treinou", "treinou", "treinou", "reusou"]


if __name__ == "__main__":
    main()
