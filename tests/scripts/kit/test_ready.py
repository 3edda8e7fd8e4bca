"""The ready-made kits: from the code of the command, and kept while nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.bank import Bank
from scripts.kit import ready
from scripts.kit.all_sheets import all_sheets, catalogue
from scripts.kit.export import CANDIDATE, GUIDE, export_kit
from scripts.kit.kit import content_hash
from scripts.kit.ready import READY, make_ready, plan_ready


def test_there_is_one_a_level_and_one_a_theme() -> None:
    assert [one.slug for one in READY] == [
        "junior-45", "pleno-60", "senior-90",
        "orquestracao", "automacao", "escalabilidade", "monitoramento", "seguranca",
    ]  # fmt: skip
    assert [(one.request.level, one.request.minutes) for one in READY[:3]] == [
        ("júnior", 45), ("pleno", 60), ("sênior", 90),
    ]  # fmt: skip


def test_what_the_bank_can_not_give_is_said(bank: Bank) -> None:
    planned = {one.ready.slug: one for one in plan_ready(bank.questions)}
    assert planned["junior-45"].kit is None
    assert "o banco não tem pergunta para júnior" in planned["junior-45"].reason
    assert planned["seguranca"].kit is not None


def test_the_files_are_those_of_the_command(bank: Bank, bank_root: Path, tmp_path: Path) -> None:
    planned = plan_ready(bank.questions)
    make_ready(planned, bank_root, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        one.ready.slug for one in planned if one.kit
    }
    for one in planned:
        if one.kit:
            files = export_kit(one.kit, bank_root).files
            for name, content in files.items():
                assert (tmp_path / one.ready.slug / name).read_bytes() == content, name


def test_a_kit_that_did_not_change_is_not_made_again(
    bank: Bank, bank_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = [one for one in plan_ready(bank.questions) if one.ready.slug == "seguranca"]
    make_ready(planned, bank_root, tmp_path / "a")
    monkeypatch.setattr(ready, "export_kit", None)
    make_ready(planned, bank_root, tmp_path / "b")
    for name in (CANDIDATE, GUIDE):
        first, second = (tmp_path / part / "seguranca" / name for part in "ab")
        assert first.read_bytes() == second.read_bytes()


def test_the_catalogue_tells_each_question_s_content_apart(bank: Bank) -> None:
    entries = catalogue(bank.questions)
    assert [entry["hash"] for entry in entries] == [content_hash(q) for q in bank.questions]
    assert "segredo" not in str(entries)


def test_the_sheets_hold_every_question_once(bank: Bank, bank_root: Path) -> None:
    sheets = all_sheets(bank.questions, bank_root)
    assert set(sheets) == {"candidato.html", "entrevistador.html"}
    candidate = sheets["candidato.html"].decode()
    for question in bank.questions:
        assert candidate.count(f'data-pergunta="{question.id}"') == 1
    assert "segredocompleto" not in candidate
