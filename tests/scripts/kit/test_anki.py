"""The deck, as the program that imports it reads it."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

from scripts.kit.anki import DECK_ID, MODEL_ID, guid
from scripts.kit.formats import DECK, Model, make_files
from tests.scripts.kit.banks import SECRETS

BACK_ONLY = ("segredocurto", "segredofrase", "segredoporque", "segredoacessivel")


def notes(deck: bytes, folder: Path) -> list[tuple[str, list[str], str]]:
    """Return guid, fields and tags of each note of a deck."""
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        archive.extract("collection.anki2", folder)
    database = sqlite3.connect(folder / "collection.anki2")
    rows = database.execute("select guid, flds, tags from notes order by id").fetchall()
    database.close()
    return [(name, fields.split("\x1f"), tags) for name, fields, tags in rows]


def test_front_asks_and_back_answers(model: Model, tmp_path: Path) -> None:
    found = notes(make_files("anki", model).files[DECK], tmp_path)
    assert len(found) == len(model.kit.questions)
    for question, (_, fields, tags) in zip(model.kit.questions, found, strict=True):
        front, back = " ".join(fields[:3]), " ".join(fields[3:])
        assert fields[0] == question.id
        assert not [secret for secret in SECRETS if secret in front]
        assert all(word in back for word in BACK_ONLY)
        assert question.theme in tags.split()


def test_pictures_travel_with_the_deck_under_names_of_their_own(model: Model) -> None:
    with zipfile.ZipFile(io.BytesIO(make_files("anki", model).files[DECK])) as archive:
        media = json.loads(archive.read("media"))
        names = set(media.values())
        assert names == {f"engenheiro-mlops-gcp-{q.id}.svg" for q in model.kit.questions}
        assert archive.read("0").startswith(b"<svg")


def test_an_update_of_a_question_keeps_what_its_learner_knows(model: Model, tmp_path: Path) -> None:
    changed = tuple(replace(q, title="Outro título?") for q in model.kit.questions)
    later = replace(model, kit=replace(model.kit, questions=changed))
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before = notes(make_files("anki", model).files[DECK], tmp_path / "a")
    after = notes(make_files("anki", later).files[DECK], tmp_path / "b")
    assert [one[0] for one in before] == [one[0] for one in after]
    assert before[0][1] != after[0][1]


def test_the_numbers_that_learners_have_in_their_collections_never_change() -> None:
    assert (MODEL_ID, DECK_ID) == (1_710_260_423, 2_050_418_117)
    assert guid("AUT-002") == "fb5fc0e3ffbc2da083c4"


def test_two_runs_give_the_same_bytes(model: Model) -> None:
    assert make_files("anki", model).files == make_files("anki", model).files
