"""O que cada linter vê em oito versões de treino.yml, e o que só uma regra nossa vê."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import yaml

WORKFLOW = Path("treino.yml").read_text(encoding="utf-8")
PROVIDER = re.compile(
    r"projects/\d+/locations/global/workloadIdentityPools/[\w-]+/providers/[\w-]+"
)
AUTH_STEP = re.compile(r"      - id: auth\n.*?(?=      - )", re.DOTALL)
CHECKOUT_STEP = re.compile(r"      - uses: actions/checkout.*?(?=      (?:#|- ))", re.DOTALL)


# --8<-- [start:regra]
def our_rule(text: str) -> list[str]:
    [job] = yaml.safe_load(text)["jobs"].values()
    steps = [step.get("uses", step.get("run", "")) for step in job["steps"]]

    def position(what: str) -> int:
        return next(index for index, step in enumerate(steps) if what in step)

    auth = position("google-github-actions/auth@")
    checks = {
        "sem id-token: write": job["permissions"].get("id-token") == "write",
        "checkout depois do auth": position("actions/checkout@") < auth,
        "credencial na imagem": position("docker build") < auth,
        "provedor incompleto": PROVIDER.fullmatch(
            job["steps"][auth]["with"]["workload_identity_provider"]
        ),
    }
    return [name for name, passed in checks.items() if not passed]


# --8<-- [end:regra]
def edit(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def move(step: re.Pattern[str], before: str) -> Callable[[str], str]:
    def moved(text: str) -> str:
        found = step.search(text)
        assert found
        rest = text.replace(found[0], "", 1)
        return rest.replace(before, found[0] + before, 1)

    return moved


# --8<-- [start:versoes]
VERSIONS: dict[str, Callable[[str], str]] = {
    "como publicado": edit("", ""),
    "sem id-token: write": edit("id-token: write", "packages: read"),
    "auth pela tag v3": edit("auth@7c6bc770dae815cd3e89ee6cdf493a5fab2cc093 # v3.0.0", "auth@v3"),
    "gatilho pull_request_target": edit("push:\n    branches: [main]", "pull_request_target:"),
    "mensagem do commit no run": edit(
        "run: docker", "run: echo '${{ github.event.head_commit.message }}'; docker"
    ),
    "auth antes do build": move(AUTH_STEP, "      # Antes do auth"),
    "checkout depois do auth": move(CHECKOUT_STEP, "      - env:\n          TOKEN"),
    "pool no lugar do provedor": edit("/providers/churn", ""),
}


# --8<-- [end:versoes]
def findings(tool: str, *options: str, field: str, file: Path) -> list[str]:
    done = subprocess.run([tool, *options, file], capture_output=True, text=True, check=False)
    return sorted({found[field] for found in json.loads(done.stdout)})


def main() -> None:
    print(f"{'':30}{'actionlint':13}{'zizmor':22}regra nossa")
    for name, change in VERSIONS.items():
        text = change(WORKFLOW)
        assert (text == WORKFLOW) == (name == "como publicado")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "treino.yml"
            file.write_text(text, encoding="utf-8")
            lint = findings("actionlint", "-format", "{{json .}}", field="kind", file=file)
            audit = findings("zizmor", "--offline", "--format=json", field="ident", file=file)
        cells = [", ".join(found) or "-" for found in (lint, audit, our_rule(text))]
        print(f"{name:30}{cells[0]:13}{cells[1]:22}{cells[2]}")


if __name__ == "__main__":
    main()
