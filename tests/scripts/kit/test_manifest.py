"""kit.json makes the same kit again, or says what keeps it from doing so."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.bank import Bank
from scripts.kit.export import CANDIDATE, Export, replay_kit
from scripts.kit.kit import content_hash
from scripts.kit.manifest import NAME, check_files, read_manifest, restore
from scripts.kit.problem import KitError
from tests.scripts.kit.banks import Entry, make_bank, write_entry

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def data_of(export: Export) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(export.files[NAME])
    return data


@pytest.fixture
def written(export: Export) -> dict[str, Any]:
    return data_of(export)


def refusal(folder: Path, content: str | bytes) -> str:
    path = folder / NAME
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(KitError) as caught:
        read_manifest(path, "--replay")
    (line,) = caught.value.lines
    return line


def test_it_holds_request_ids_hashes_and_versions(export: Export) -> None:
    data = data_of(export)
    assert data["kit"] == export.kit.id
    assert data["request"] == {
        "level": "pleno", "minutes": 60, "seed": 42, "themes": [], "kinds": [], "questions": [],
        "excluded": [],
    }  # fmt: skip
    assert [entry["id"] for entry in data["questions"]] == [q.id for q in export.kit.questions]
    assert data["formats"] == ["pdf"]
    assert {"markdown-it-py", "mermaidx", "typst", "python-docx"} <= set(data["tools"])
    assert set(data["files"]) == set(export.files) - {NAME}


def test_replay_gives_the_same_bytes(
    export: Export, bank: Bank, bank_root: Path, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(export.files[NAME])
    again = replay_kit(read_manifest(tmp_path / NAME, "--replay"), bank, bank_root)
    assert again.files == export.files


def test_replay_stops_where_the_bytes_would_differ(
    written: dict[str, Any], bank: Bank, bank_root: Path, tmp_path: Path
) -> None:
    files = {**written["files"], CANDIDATE: "0" * 64}
    (tmp_path / NAME).write_text(json.dumps({**written, "files": files}))
    with pytest.raises(KitError, match="o programa que imprime o kit mudou"):
        replay_kit(read_manifest(tmp_path / NAME, "--replay"), bank, bank_root)


def test_replay_does_not_mind_what_else_the_bank_holds(export: Export, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(export.files[NAME])
    entries = [Entry(q.theme, number) for q in export.kit.questions for number in (1, 2)]
    kit = restore(
        read_manifest(tmp_path / NAME, "--replay"), make_bank(tmp_path / "banco", entries)
    )
    assert kit.id == export.kit.id


def test_replay_names_each_question_that_changed_or_left(export: Export, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(export.files[NAME])
    first, second, *others = (Entry(question.theme) for question in export.kit.questions)
    bank = make_bank(tmp_path / "banco", [Entry(second.theme, scenario="Outro cenário."), *others])
    with pytest.raises(KitError) as caught:
        restore(read_manifest(tmp_path / NAME, "--replay"), bank)
    assert caught.value.lines == (
        f"{first.id} não está mais no banco",
        f"{second.id} mudou desde que o kit foi feito",
        "nada foi escrito; volte o banco à versão do kit, ou faça um kit novo sem --replay",
    )


def test_a_snippet_that_changed_changes_its_question(tmp_path: Path) -> None:
    fence = '```python\n--8<-- "automacao/um/codigo.py"\n```'
    write_entry(tmp_path, Entry(scenario=fence))
    hashes = []
    for code in ("print(1)\n", "print(2)\n"):
        snippet = tmp_path / "snippets" / "automacao" / "um" / "codigo.py"
        snippet.parent.mkdir(parents=True, exist_ok=True)
        snippet.write_text(code)
        hashes.append(content_hash(make_bank(tmp_path, [Entry(scenario=fence)]).questions[0]))
    assert hashes[0] != hashes[1]


def test_files_that_would_differ_are_named_with_the_reason(export: Export, tmp_path: Path) -> None:
    data = data_of(export)
    data["tools"]["typst"] = "0.14.0"
    (tmp_path / NAME).write_text(json.dumps(data))
    found = read_manifest(tmp_path / NAME, "--replay")
    check_files(found, export.files)
    with pytest.raises(KitError, match=rf"{CANDIDATE} não sairia idêntico .“typst 0\.14\.0 então"):
        check_files(found, {**export.files, CANDIDATE: b"outro"})


def test_a_file_that_is_no_kit_is_one_line(export: Export, tmp_path: Path) -> None:
    data = data_of(export)
    assert "não é JSON válido" in refusal(tmp_path, "{")
    assert "não é JSON válido" in refusal(tmp_path, b"\xff\xfe\x00")
    assert "não é JSON válido" in refusal(tmp_path, "[" * 100_000)
    assert "não é JSON válido" in refusal(tmp_path, "9" * 10_000)
    assert "não é um objeto JSON" in refusal(tmp_path, "[]")
    assert "passa de 1024 KiB" in refusal(tmp_path, " " * (1024 * 1024 + 1))
    assert "tem o esquema “2”, e não 1" in refusal(tmp_path, json.dumps({**data, "schema": 2}))
    assert "tem o esquema “True”" in refusal(tmp_path, json.dumps({**data, "schema": True}))


@pytest.mark.parametrize("key", ["kit", "request", "questions", "shortfalls", "tools", "files"])
@pytest.mark.parametrize("value", [None, 3, "x", [[]], {"x": 1}])
def test_a_key_that_is_missing_or_of_another_type_is_one_line(
    export: Export, tmp_path: Path, key: str, value: object
) -> None:
    data = data_of(export)
    if key != "kit" or value != "x":
        assert "use o kit.json que veio com o kit" in refusal(
            tmp_path, json.dumps({**data, key: value})
        )
    del data[key]
    assert f"'{key}'" in refusal(tmp_path, json.dumps(data))


@pytest.mark.parametrize(
    "request_",
    [{"minutes": 61.5}, {"level": "PLENO"}, {"themes": ["seguranca", "automacao"]}, {"seed": "42"}],
)
def test_a_request_not_written_by_the_kit_is_refused(
    export: Export, tmp_path: Path, request_: dict[str, object]
) -> None:
    data = data_of(export)
    data["request"] = {**data["request"], **request_}
    assert refusal(tmp_path, json.dumps(data))


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.dictionaries(st.sampled_from(["request", "questions", "tools", "files"]), JSON))
def test_whatever_stands_in_it_no_other_error_comes_out(
    written: dict[str, object], tmp_path: Path, changes: dict[str, object]
) -> None:
    (tmp_path / NAME).write_text(json.dumps({**written, **changes}))
    with suppress(KitError):
        assert read_manifest(tmp_path / NAME, "--replay").kit == written["kit"]


def test_an_edited_manifest_is_refused(export: Export, bank: Bank, tmp_path: Path) -> None:
    data = data_of(export)
    data["request"]["seed"] = 43
    (tmp_path / NAME).write_text(json.dumps(data))
    with pytest.raises(KitError, match=r"o kit\.json foi alterado depois de escrito"):
        restore(read_manifest(tmp_path / NAME, "--replay"), bank)


@pytest.mark.parametrize("path", ["/dev/zero", "/", "/nada/aqui", "a\0b", "x" * 300])
def test_a_path_that_is_no_file_is_one_line(path: str) -> None:
    with pytest.raises(KitError, match="--replay"):
        read_manifest(Path(path), "--replay")
