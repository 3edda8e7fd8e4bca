from __future__ import annotations

import pytest

from tests.pages.validators.cloudbuild import build_commands
from tests.pages.validators.conftest import Judge, Refusal

DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata: {name: churn}
spec:
  replicas: 2
  selector: {matchLabels: {app: churn}}
  template:
    metadata: {labels: {app: churn}}
    spec:
      containers:
      - name: churn
        image: us-docker.pkg.dev/p/r/churn:1
        resources: {limits: {memory: 1Gi}}
"""
BUILD = """steps:
- id: teste
  name: python:3.12
  script: pytest
- id: envia
  name: google/cloud-sdk
  waitFor: [teste]
  entrypoint: gcloud
  args: [ai, models, list, "--region=$_REGION"]
"""


@pytest.mark.parametrize(
    ("code", "line", "why"),
    [
        ("a: 1\na: 2", 12, "a chave “a” aparece duas vezes"),
        ("a: [1", 11, "YAML inválido"),
        ("a: b: c", 11, "YAML inválido"),
        ("a: !!python/object:os.system x", 11, "YAML inválido"),
        ("a: 2026-99-99", 11, "YAML inválido"),
        ("[" * 5000, 11, "YAML inválido"),
    ],
)
def test_broken_yaml_is_refused(refusal: Refusal, code: str, line: int, why: str) -> None:
    message = refusal("yaml", code)

    assert message.startswith(f"docs/p.md:{line}: ")
    assert why in message


def test_other_yaml_only_has_to_parse(judge: Judge) -> None:
    code = "a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n---\nb: 2"

    assert [tool.name for tool in judge("yaml", code)] == ["PyYAML"]


def test_a_right_build_and_its_gcloud_steps_are_accepted(judge: Judge) -> None:
    tools = {tool.name for tool in judge("yaml", BUILD, "cloudbuild.yaml")}

    assert {"check-jsonschema", "gcloud"} <= tools


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("name: python", "nam: python", 1, "'nam' was unexpected"),
        ("[teste]", "[tset]", 7, "waitFor cita “tset”"),
        ("id: envia", "id: teste", 2, "dois passos têm o id “teste”"),
        ("--region=$", "--regio=$", 8, "não tem a opção --regio"),
        ("steps:", "---\n---\nsteps:", 1, "esquema do Cloud Build"),
    ],
)
def test_a_wrong_build_is_refused(
    refusal: Refusal, old: str, new: str, line: int, why: str
) -> None:
    message = refusal("yaml", BUILD.replace(old, new), "cloudbuild-cd.yaml")

    assert message.startswith(f"snippets/cloudbuild-cd.yaml:{line}: ")
    assert why in message


def test_the_scripts_of_a_build_are_searched_for_commands() -> None:
    text = (
        "steps:\n- name: a\n  entrypoint: bash\n  args:\n  - -c\n  - |\n    X=1\n    gcloud a $$X\n"
        "- name: b\n  script: gcloud b\n"
    )

    found = [(command.line, command.words[1:]) for command in build_commands(text)]

    assert found == [(8, ("a", "1")), (10, ("b",))]


@pytest.mark.parametrize("text", ["", "[", "a", "steps: 3", "steps: [1, {args: 2}]"])
def test_what_is_not_a_build_has_no_commands(text: str) -> None:
    assert build_commands(text) == []


def test_a_right_manifest_is_accepted(judge: Judge) -> None:
    resource = (
        "---\napiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\n"
        "metadata: {name: a}\nspec: {}\n"
    )

    assert "kubernetes" in {tool.name for tool in judge("yaml", DEPLOYMENT + resource)}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("replicas: 2", 'replicas: "2"', "Deployment.spec.replicas deve ser int"),
        ("containers:", "container:", "não tem o campo “container”"),
        ("  selector: {matchLabels: {app: churn}}\n", "", "Deployment.spec exige selector"),
        ("{name: churn}", "{}", "falta metadata.name"),
        ("kind: Deployment", "kind: Deploiment", "não tem Deploiment em apps/v1"),
        ("- name: churn", "- nome: churn", "containers[0] exige name"),
        ("{labels: {app: churn}}", "[]", "template.metadata deve ser um objeto"),
    ],
)
def test_a_wrong_manifest_is_refused(refusal: Refusal, old: str, new: str, why: str) -> None:
    assert why in refusal("yaml", DEPLOYMENT.replace(old, new))
