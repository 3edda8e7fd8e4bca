"""The contributor's guide names what the validators ask for."""

from __future__ import annotations

import re
from pathlib import Path

from scripts.bank.structure import HEADINGS, OPTIONAL
from scripts.bank.vocabulary import KINDS, LEVELS, MAX_MINUTES, MIN_MINUTES, THEMES

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_headings_of_the_guide_are_those_of_the_format_in_order() -> None:
    assert tuple(re.findall(r"^\| `## (.+?)` \|", GUIDE, re.MULTILINE)) == HEADINGS
    assert all(f"`{heading}`" in GUIDE for heading in OPTIONAL)


def test_vocabularies_of_the_guide_are_those_of_the_bank() -> None:
    assert all(f"`{word}`" in GUIDE for word in (*KINDS, *LEVELS, *THEMES))
    assert all(f"`{theme.slug}` ({theme.prefix})" in GUIDE for theme in THEMES.values())
    assert f"de {MIN_MINUTES} a {MAX_MINUTES}" in GUIDE


def test_make_targets_named_in_the_texts_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    texts = GUIDE + (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z]+)", texts)) <= targets
