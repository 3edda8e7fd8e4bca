"""A page that is no question has front matter too, and MkDocs prints it unescaped."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.bank.loader import check_bank
from scripts.bank.page_fields import read_page_fields
from tests.scripts.bank.sample import TODAY, write

PAGES = ("docs/sobre.md", "docs/perguntas/automacao/index.md")
HOSTILE = [
    "description: '\"><script>alert(1)</script>'",
    'title: "<img src=x onerror=alert(1)>"',
    "title: '&lt;img src=x&gt;'",
    "template: ../../../etc/passwd",
    "template: main.html",
    "theme: ../seguranca",
    "hide: [navigation, sidebar]",
    "hide: toc",
    "layout: outro",
    "title: !!python/object/apply:os.system [ls]",
    "title: &a x",
    "title: x\ntitle: y",
    "title: [",
    "- uma\n- lista",
]


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize("fields", HOSTILE)
def test_hostile_front_matter_is_refused(tmp_path: Path, place: str, fields: str) -> None:
    write(tmp_path, f"---\n{fields}\n---\n# Sobre\n", place)
    found = check_bank(tmp_path, today=TODAY)
    assert [violation.path.name for violation in found] == [Path(place).name]


def test_front_matter_that_never_ends_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: Sobre\n# Sobre\n", "docs/sobre.md")
    assert "não termina" in check_bank(tmp_path, today=TODAY)[0].message


@pytest.mark.parametrize("first", ["description: x", "  Title: x", "template:"])
def test_metadata_without_a_fence_is_refused(tmp_path: Path, first: str) -> None:
    write(tmp_path, f"{first}\n\n# Sobre\n", "docs/sobre.md")
    assert "metadado" in check_bank(tmp_path, today=TODAY)[0].message


def test_the_fields_of_the_site_s_own_pages_are_accepted(tmp_path: Path) -> None:
    fields = "title: A\ndescription: B\ntemplate: theme-page.html\ntheme: automacao\nhide: [toc]"
    write(tmp_path, f"---\n{fields}\nsearch:\n  exclude: true\n---\n# A\n", "docs/a.md")
    assert check_bank(tmp_path, today=TODAY) == []


@given(st.text(max_size=200))
def test_no_text_crashes_the_reader(text: str) -> None:
    skipped, _ = read_page_fields(Path("docs/x.md"), text)
    assert 0 <= skipped <= text.count("\n") + 1


@given(st.text(max_size=200))
def test_no_front_matter_crashes_the_reader(fields: str) -> None:
    read_page_fields(Path("docs/x.md"), f"---\n{fields}\n---\n")
