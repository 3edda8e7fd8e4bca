"""Testa o portão em duas camadas: a regra, como função; o fluxo, com kfp.local."""

from __future__ import annotations

import contextlib
import io
import tempfile
import warnings
from pathlib import Path

import numpy as np
from kfp import dsl, local
from pipeline import fit, gate, training
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

# Sem Docker, os passos rodam neste interpretador, e não na imagem declarada.
warnings.filterwarnings("ignore", message="You may be attemping to run a task", module="kfp")


def save_data(folder: Path) -> tuple[dsl.Dataset, dsl.Dataset]:
    data = load_breast_cancer()
    rows = np.column_stack([data.data, data.target])
    parts = train_test_split(rows, test_size=0.4, stratify=data.target, random_state=7)
    for name, part in zip(("train", "holdout"), parts, strict=True):
        np.savetxt(folder / name, part, delimiter=",")
    return dsl.Dataset(uri=str(folder / "train")), dsl.Dataset(uri=str(folder / "holdout"))


# --8<-- [start:unidade]
def train_with(train: dsl.Dataset, c: float) -> dsl.Model:
    model = dsl.Model(uri=f"{train.path}-{c}.joblib")
    fit.python_func(train=train, c=c, model=model)
    return model


def check_rule(train: dsl.Dataset, holdout: dsl.Dataset, champion: dsl.Model) -> None:
    cases = {1.0: "aprova", 20.0: "inconclusivo", 0.001: "reprova"}
    for c, expected in cases.items():
        metrics = dsl.Metrics()
        challenger = train_with(train, c)
        verdict = gate.python_func(champion, challenger, holdout, margin=0.0, metrics=metrics)
        assert verdict == expected
        mean, low, high = (metrics.metadata[name] for name in ("mean", "low", "high"))
        print(f"C={c:<6} ganho {mean:+.2f} [{low:+.2f}; {high:+.2f}] {verdict}")


# --8<-- [end:unidade]
# --8<-- [start:fluxo]
def steps_run(root: Path, margin: float, **uris: str) -> list[str]:
    local.init(local.SubprocessRunner(use_venv=False), pipeline_root=str(root))
    with contextlib.redirect_stdout(io.StringIO()):  # o kfp escreve o log dos passos aqui
        training(c=1.0, margin=margin, **uris)
    # "SUCCESS" não prova nada: conta só o passo que deixou o resultado em disco.
    return sorted(path.parent.name for path in root.rglob("executor_output.json"))


def check_flow(folder: Path, **uris: str) -> None:
    for margin, expected in ((0.0, ["fit", "gate", "publish"]), (0.2, ["fit", "gate"])):
        steps = steps_run(folder / str(margin), margin, **uris)
        assert steps == expected
        assert len(list(folder.glob(f"{margin}/*/publish/candidate"))) == steps.count("publish")
        print(f"margem {margin:.1f}: rodaram {', '.join(steps)}")


# --8<-- [end:fluxo]
def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        train, holdout = save_data(Path(name))
        champion = train_with(train, c=0.005)
        check_rule(train, holdout, champion)
        check_flow(
            Path(name), train_uri=train.uri, holdout_uri=holdout.uri, champion_uri=champion.uri
        )


if __name__ == "__main__":
    main()
