from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.model import MissingTool, ValidationError
from tests.pages.validators.conftest import Judge, Refusal
from tests.pages.validators.source import Source
from tests.pages.validators.terraform import check_terraform

BUCKET = """resource "google_storage_bucket" "b" {
  for_each = toset(["a"])
  name     = "x-${each.key}"
  location = "US"
  labels   = { a = "b" }

  versioning {
    enabled = true
  }
  dynamic "cors" {
    for_each = [60]
    content {
      max_age_seconds = cors.value
    }
  }
  lifecycle {
    prevent_destroy = true
  }
}

resource "google_storage_bucket_iam_member" "m" {
  bucket = google_storage_bucket.b["a"].name
  role   = "roles/storage.objectViewer"
  member = "user:a@b.c"
}
"""


def test_right_terraform_is_accepted(judge: Judge) -> None:
    tools = [tool.name for tool in judge("hcl", BUCKET)]

    assert tools == ["terraform", "terraform-provider-google", "python-hcl2"]


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ('"google_storage_bucket" "b"', '"google_storage_buckett" "b"', 11, "talvez google_"),
        ("  location =", "  localtion =", 14, "não tem o argumento localtion; há: location"),
        ('  location = "US"\n', "", 11, "google_storage_bucket exige location"),
        ("versioning {", "versionin {", 17, "não tem o bloco versionin; há: versioning"),
        ("    enabled", "    enable", 18, "versioning não tem o argumento enable;"),
        ("max_age_seconds", "max_age", 23, "cors não tem o argumento max_age;"),
        ("versioning {\n    enabled = true\n  }", "versioning = { enabled = true }", 17, "é bloco"),
        ('labels   = { a = "b" }', 'labels {\n    a = "b"\n  }', 15, "é argumento"),
        ('location = "US"', "location = [1]", 14, "location espera string"),
        ("roles/storage.objectViewer", "roles/editor", 33, "papel básico"),
        ("roles/storage.objectViewer", "roles/storage.nada", 33, "não está na tabela"),
        ('resource "google_storage_bucket"', 'resourse "x"', 11, "o Terraform não tem resourse"),
        ('labels   = { a = "b" }', 'labels = { a = "b" }', 15, "o terraform fmt escreveria"),
    ],
)  # fmt: skip
def test_wrong_terraform_is_refused_on_its_line(
    refusal: Refusal, old: str, new: str, line: int, why: str
) -> None:
    assert old in BUCKET

    message = refusal("hcl", BUCKET.replace(old, new, 1))

    assert why in message
    assert f"docs/p.md:{line}: " in message


def test_a_block_that_is_not_closed_is_refused(refusal: Refusal) -> None:
    assert "HCL inválido" in refusal("hcl", BUCKET.rstrip("}\n"))


def test_without_terraform_the_table_still_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(MissingTool, match="falta o terraform; instale"):
        check_terraform(Source(BUCKET, "a.tf", 1, "a.tf", tmp_path))
    with pytest.raises(ValidationError, match="exige location"):
        check_terraform(Source(BUCKET.replace("location", "#"), "a.tf", 1, "a.tf", tmp_path))


@given(
    st.lists(
        st.sampled_from(["resource ", '"a" ', "{", "}", "\n", "x = ", "1", "[", "]", "${", "é"])
    )
)
def test_any_text_is_read_or_refused(parts: list[str]) -> None:
    source = Source("".join(parts), "a.tf", 1, "a.tf", Path())

    with pytest.MonkeyPatch.context() as patch:
        # Without terraform, whose start is slow, text that our own checks take ends in MissingTool.
        patch.setenv("PATH", "")
        with pytest.raises((ValidationError, MissingTool)):
            check_terraform(source)
