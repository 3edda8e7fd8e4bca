"""The skeleton has the format's headings, takes a free id and is refused until it is filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import new_question
from scripts.bank import check_bank
from tests.scripts.bank.sample import TODAY, write


def test_skeleton_takes_the_next_id_and_is_refused_until_filled(tmp_path: Path) -> None:
    write(tmp_path)
    assert new_question.main(["automacao", "promover-modelo"], tmp_path) == 0
    path = tmp_path / "docs/perguntas/automacao/promover-modelo.md"
    assert "id: AUT-003\n" in path.read_text(encoding="utf-8")
    messages = [found.message for found in check_bank(tmp_path, [path], TODAY)]
    assert any("“title” precisa ser um texto" in message for message in messages)
    assert sum("está vazia" in message for message in messages) == 9
    assert not any("falta a seção" in message or "fora de ordem" in message for message in messages)


@pytest.mark.parametrize(
    "arguments", [["culinaria", "x"], ["automacao", "../x"], ["automacao", "Ação"]]
)
def test_bad_request_is_one_line_and_writes_nothing(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_question.main(arguments, tmp_path) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_existing_file_is_left_alone(tmp_path: Path) -> None:
    path = write(tmp_path)
    before = path.read_bytes()
    assert new_question.main(["automacao", "reverter"], tmp_path) == 1
    assert path.read_bytes() == before
