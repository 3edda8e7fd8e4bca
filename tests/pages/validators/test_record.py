from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.pages.model import MissingTool
from tests.pages.validators.gcloud_table import TABLE, load_table
from tests.pages.validators.record.gcloud_tree import record_gcloud
from tests.pages.validators.record.iam_dataset import record_iam
from tests.pages.validators.record.terraform_schema import record_terraform, used_resources
from tests.pages.validators.tools import version


def test_recording_again_gives_the_same_commands(tmp_path: Path) -> None:
    """A project of one wrong command records the samples, and gcloud says of them what it said."""
    script = tmp_path / "snippets" / "a.sh"
    script.parent.mkdir()
    script.write_text("gcloud ai frob --x\n", encoding="utf-8")
    try:
        installed = version("gcloud")
        table, left_out = record_gcloud(tmp_path)
    except MissingTool as missing:
        pytest.skip(str(missing))

    recorded = json.loads(TABLE.read_text(encoding="utf-8"))
    assert left_out == ["gcloud ai frob --x"]
    assert table["commands"].keys() <= recorded["commands"].keys()
    # Another release of gcloud may take other flags; only the recorded one can be compared.
    if installed == load_table().version:
        assert all(recorded["commands"][name] == spec for name, spec in table["commands"].items())


def test_only_the_resources_in_use_are_taken_from_the_schema(tmp_path: Path) -> None:
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets" / "a.tf").write_text('resource "google_redis_instance" "r" {\n}\n')
    body = {
        "attributes": {
            "name": {"type": "string", "required": True},
            "labels": {"type": ["map", "string"], "optional": True},
            "rules": {"type": ["list", ["object", {"a": "string"}]], "optional": True},
            "uid": {"type": "string", "computed": True},
        },
        "block_types": {"policy": {"block": {"attributes": {}}, "min_items": 1}},
    }
    schemas = {"resource_schemas": {"google_redis_instance": {"block": body}},
               "data_source_schemas": {}}  # fmt: skip
    schema = tmp_path / "schema.json"
    key = "registry.terraform.io/hashicorp/google"
    schema.write_text(json.dumps({"provider_schemas": {key: schemas}}), encoding="utf-8")

    table, left_out = record_terraform(tmp_path, schema, "9.0.0")

    assert used_resources(tmp_path) == {"resource google_redis_instance"}
    assert table["version"] == "9.0.0"
    assert table["resources"] == {
        "google_redis_instance": {
            "attributes": {
                "name": {"type": "string", "required": True},
                "labels": {"type": "map"},
                "rules": {"type": "object"},
            },
            "blocks": {"policy": {"attributes": {}, "required": True}},
        }
    }
    assert "resource google_storage_bucket" in left_out


def test_only_the_names_in_use_that_exist_are_taken_from_the_dataset(tmp_path: Path) -> None:
    checkout, root = tmp_path / "dados", tmp_path / "projeto"
    roles, pages = checkout / "gcp" / "roles", root / "docs"
    roles.mkdir(parents=True)
    pages.mkdir(parents=True)
    (pages / "p.md").write_text("`roles/a.user`, `roles/a.nada`, `aa.models.get` e `aa.models.x`")
    role = {"name": "roles/a.user", "includedPermissions": ["aa.models.get", "aa.models.list"]}
    (roles / "a.user.json").write_text(json.dumps(role, indent=2))
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "a"]):
        subprocess.run(["git", "-C", checkout, *command], check=True)

    table, left_out = record_iam(root, checkout)

    assert table["roles"] == ["roles/a.user"]
    assert table["permissions"] == ["aa.models.get"]
    assert "roles/a.nada" in left_out
