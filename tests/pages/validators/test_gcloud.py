from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.pages.model import MissingTool, ValidationError
from tests.pages.validators.conftest import Judge, Refusal
from tests.pages.validators.gcloud import check_commands
from tests.pages.validators.gcloud_lint import lint_text, run_linter
from tests.pages.validators.gcloud_table import load_table, read_call
from tests.pages.validators.shell import gcloud_commands
from tests.pages.validators.source import Source

IMAGE = "us-docker.pkg.dev/vertex-ai/prediction/sklearn-cpu.1-6:latest"
UPLOAD = "gcloud ai models upload --region=us-central1 --display-name=churn"
DEPLOY = "gcloud ai endpoints deploy-model 123 --region=us-central1 --model=churn@2"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (f"{UPLOAD} --container-image-uri=gcr.io/cloud-aiplatform/prediction/tf2-cpu", "gcr.io"),
        (f"{UPLOAD} --version-aliases=v2", "exige --container-image-uri"),
        ("gcloud ai models versions delete v2 --model=m", "“versions” não existe"),
        ("gcloud ai endpoints deploy-model --model=m --display-name=m", "exige ENDPOINT"),
        (f"{DEPLOY} --deployed-model-display-name=m", "--deployed-model-display-name"),
        (f"{DEPLOY} --display-name=m --traffic-split=0=10", "soma 10"),
    ],
)
def test_each_wrong_command_of_the_first_draft_is_refused(
    refusal: Refusal, command: str, why: str
) -> None:
    assert why in refusal("bash", command)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("gcloud frobnicate list", "“frobnicate” não existe em `gcloud`"),
        ("gcloud ai pipelines list", "“pipelines” não existe em `gcloud ai`"),
        ("gcloud compute instances list", "record gcloud"),
        ("gcloud ai models list --regio=x", "talvez --region"),
        ("gcloud ai models list extra", "não espera o argumento “extra”"),
        ("gcloud ai models list --region", "--region precisa de um valor"),
        ("gcloud ai models list --region=", "--region está sem valor"),
        ("gcloud ai models list --verbosity=alta", "use um destes: debug"),
        ("gcloud ai models list --quiet=sim", "--quiet não leva valor"),
        ("gcloud ai models delete-version churn", "churn@NÚMERO_DA_VERSÃO"),
        ("gcloud builds submit . --config=a.yaml --tag=b", "juntos; escolha um"),
        (f"{DEPLOY} --display-name=m --min-replica-count=dois", "número inteiro, e não “dois”"),
        (f"{DEPLOY} --display-name=m --accelerator=gpu", "pares chave=valor"),
        (f"{DEPLOY} --display-name=m --traffic-split=0=10,1=89.5", "não é inteiro"),
        (f"{UPLOAD} --container-image-uri={IMAGE} --version-aliases=V2", "alias de versão “V2”"),
        (f"{UPLOAD} --container-image-uri={IMAGE.replace('latest', 'v1')}", ":latest no fim"),
        (
            "gcloud projects add-iam-policy-binding p --member=user:a@b.c --role=roles/owner",
            "amplo",
        ),
        ("gcloud projects add-iam-policy-binding p --member=user:a@b.c --role=roles/x.y", "tabela"),
        ('f() { gcloud "$@"; }', "escreva-o por extenso"),
    ],
)
def test_says_what_is_wrong_with_a_command(refusal: Refusal, command: str, why: str) -> None:
    message = refusal("bash", command)

    assert why in message
    assert message.startswith("docs/p.md:11: ")


def test_a_right_command_is_accepted_by_the_recorded_version(judge: Judge) -> None:
    code = f"{DEPLOY} --display-name=c --traffic-split=0=10,987=90 --min-replica-count=1"

    tools = {tool.name: tool.version for tool in judge("bash", code)}

    assert tools["gcloud"] == load_table().version
    assert {"bash", "shellcheck"} <= tools.keys()


@pytest.mark.parametrize(
    "command",
    [
        "gcloud projects add-iam-policy-binding p --member=user:a@b.c --role=roles/aiplatform.user"
        " --condition=None",
        "gcloud builds submit . --config=cloudbuild.yaml --timeout=90m",
    ],
)
def test_an_absent_condition_and_a_duration_are_values_like_others(
    judge: Judge, command: str
) -> None:
    assert "gcloud" in {tool.name for tool in judge("bash", command)}


def test_variables_are_allowed_where_the_linter_wants_numbers(judge: Judge) -> None:
    code = (
        'gcloud ai endpoints deploy-model "$E" --project="$P" --region="$R" --model="$M@2" \\\n'
        '  --display-name="$N" --min-replica-count="$MIN" --traffic-split="0=$A,$OLD=$((100 - A))"'
    )

    assert "gcloud" in {tool.name for tool in judge("bash", code)}


def test_flags_may_stand_before_the_positional(judge: Judge) -> None:
    code = "gcloud builds submit --async --config cloudbuild.yaml ."

    assert "gcloud" in {tool.name for tool in judge("bash", code)}


def test_a_script_is_judged_whole_and_the_line_is_of_the_script(refusal: Refusal) -> None:
    message = refusal("bash", "#!/bin/bash\nset -eu\ngcloud ai models lst\n", "a.sh")

    assert message.startswith("snippets/a.sh:3: “lst” não existe")


def test_every_wrong_command_is_reported(refusal: Refusal) -> None:
    assert len(refusal("bash", "gcloud foo a\ngcloud ai bar\n").splitlines()) == 2


@pytest.mark.skipif(not shutil.which("gcloud"), reason="falta o gcloud; instale-o para este teste")
def test_the_linter_refuses_what_the_table_can_not_know() -> None:
    good, bad = run_linter(
        [f"{DEPLOY} --display-name=a", f"{DEPLOY} --display-name=a --accelerator=frob=1"]
    )

    assert good["success"]
    assert "frob" in bad["error_message"]


def test_the_linter_gets_each_value_in_one_piece() -> None:
    command = gcloud_commands("gcloud builds submit --async . --tag='a # b'")[0]

    text = lint_text(read_call(command.words, load_table()))

    assert text == "gcloud builds submit . --async '--tag=a - b'"


def test_without_gcloud_the_table_still_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    source = Source("", "p.md", 1, "", tmp_path)

    with pytest.raises(ValidationError, match="não existe"):
        check_commands(gcloud_commands("gcloud ai frob"), source, tmp_path)
    with pytest.raises(MissingTool, match="falta o gcloud; instale"):
        check_commands(gcloud_commands("gcloud ai models list"), source, tmp_path)
