"""Characters without a glyph are found, whatever they hide among."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scripts.kit.printable import clean, clusters, map_texts, missing, substitute, texts


def test_clean_composes_and_drops_what_has_no_picture() -> None:
    assert clean("a\u0303\tb\u200b\u202e\x00\x1b\ue000\ud800") == "ã    b\ufffd\ufffd"
    assert clean("linha\noutra — µ “é” → ≥") == "linha\noutra — µ “é” → ≥"


def test_clusters_are_uncommon_characters_with_their_marks() -> None:
    assert list(clusters("aé→b😀t\u0359\u0300c\u0303")) == ["→", "😀", "t\u0359\u0300", "c\u0303"]


@given(st.sets(st.characters()), st.sets(st.characters()))
def test_missing_finds_exactly_the_refused(good: set[str], bad: set[str]) -> None:
    found = missing(good | bad, lambda group: not bad.intersection(group))
    assert sorted(found) == sorted(bad)


@given(st.text())
def test_substitute_reaches_every_text_of_nested_data(text: str) -> None:
    data = {"a": [text, {"b": text, "n": 1}], "c": None}
    changed = substitute(data, {"→"})
    assert "→" not in "".join(texts(changed))
    assert list(texts(changed)) == [text.replace("→", "\ufffd")] * 2
    assert substitute(data, set()) is data


def test_map_texts_keeps_keys_and_other_values() -> None:
    assert map_texts({"chave": ["x", 1, True, None]}, str.upper) == {"chave": ["X", 1, True, None]}
