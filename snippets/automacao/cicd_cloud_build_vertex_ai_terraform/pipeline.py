"""Pipeline de treino cujo portão só publica o desafiante que vence o campeão com folga."""

import os
import sys
import tempfile
from pathlib import Path

import yaml
from kfp import compiler, dsl

# O CD informa a imagem pelo digest; a tag abaixo serve só para compilar no laptop.
IMAGE = os.environ.get("PIPELINE_IMAGE", "us-central1-docker.pkg.dev/meu-projeto/ml/treino:teste")


# A imagem já traz o kfp: nenhum passo instala pacotes durante a execução.
@dsl.component(base_image=IMAGE, install_kfp_package=False)
def fit(train: dsl.Input[dsl.Dataset], c: float, model: dsl.Output[dsl.Model]) -> None:
    import joblib
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows = np.loadtxt(train.path, delimiter=",")
    model_type = LogisticRegression(C=c, tol=1e-6, max_iter=5000)
    estimator = make_pipeline(StandardScaler(), model_type)
    joblib.dump(estimator.fit(rows[:, :-1], rows[:, -1].astype(int)), model.path)


# --8<-- [start:portao]
@dsl.component(base_image=IMAGE, install_kfp_package=False)
def gate(
    champion: dsl.Input[dsl.Model],
    challenger: dsl.Input[dsl.Model],
    holdout: dsl.Input[dsl.Dataset],
    margin: float,
    metrics: dsl.Output[dsl.Metrics],
) -> str:
    import joblib
    import numpy as np

    rows = np.loadtxt(holdout.path, delimiter=",")
    features, target = rows[:, :-1], rows[:, -1].astype(int)

    def log_loss(model: dsl.Model) -> np.ndarray:
        chances = joblib.load(model.path).predict_proba(features).clip(1e-15)
        return -np.log(chances[np.arange(len(target)), target])

    # Ganho pareado: perda do campeão menos a do desafiante, nas mesmas linhas.
    gain = log_loss(champion) - log_loss(challenger)
    rng = np.random.default_rng(7)
    means = [rng.choice(gain, len(gain)).mean() for _ in range(4000)]
    low, high = np.quantile(means, [0.025, 0.975])
    for name, value in (("mean", gain.mean()), ("low", low), ("high", high)):
        metrics.log_metric(name, float(value))
    if low > margin:
        return "aprova"
    return "reprova" if high < margin else "inconclusivo"


# --8<-- [end:portao]
@dsl.component(base_image=IMAGE, install_kfp_package=False)
def publish(challenger: dsl.Input[dsl.Model], candidate: dsl.Output[dsl.Model]) -> None:
    import shutil

    shutil.copy(challenger.path, candidate.path)


# --8<-- [start:pipeline]
@dsl.pipeline(name="treino-com-portao")
def training(
    train_uri: str, holdout_uri: str, champion_uri: str, c: float = 1.0, margin: float = 0.0
) -> None:
    train = dsl.importer(artifact_uri=train_uri, artifact_class=dsl.Dataset)
    holdout = dsl.importer(artifact_uri=holdout_uri, artifact_class=dsl.Dataset)
    champion = dsl.importer(artifact_uri=champion_uri, artifact_class=dsl.Model)
    challenger = fit(train=train.output, c=c).output
    # As mesmas linhas de holdout julgam os dois modelos.
    verdict = gate(
        champion=champion.output, challenger=challenger, holdout=holdout.output, margin=margin
    )
    with dsl.If(verdict.outputs["Output"] == "aprova"):
        publish(challenger=challenger)


# --8<-- [end:pipeline]
def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "pipeline.yaml"
        compiler.Compiler().compile(training, str(target))
        spec = next(yaml.safe_load_all(target.read_text(encoding="utf-8")))
    tasks = spec["root"]["dag"]["tasks"]
    executors = spec["deploymentSpec"]["executors"].values()
    images = {step["container"]["image"] for step in executors if "container" in step}
    [guarded] = [name for name, task in tasks.items() if "triggerPolicy" in task]
    print("sempre rodam:", ", ".join(sorted(tasks.keys() - {guarded})))
    print("atrás do portão:", ", ".join(spec["components"][f"comp-{guarded}"]["dag"]["tasks"]))
    print("condição:", tasks[guarded]["triggerPolicy"]["condition"])
    print("imagem de todos os passos:", *sorted(images))


if __name__ == "__main__":
    main()
