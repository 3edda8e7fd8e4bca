"""What the bank covers is counted from its questions."""

from __future__ import annotations

from pathlib import Path

from scripts.bank import load_bank
from scripts.bank.coverage import SEED, coverage, describe_coverage, exam_domains
from scripts.bank.vocabulary import KINDS, LEVELS, THEMES, load_tags
from tests.scripts.bank.sample import TODAY
from tests.scripts.kit.banks import Entry, make_bank

ROOT = Path(__file__).resolve().parents[3]


def test_counts_by_theme_level_and_kind(tmp_path: Path) -> None:
    entries = [Entry(number=1), Entry(number=2, kind="cenário"), Entry("seguranca", minutes=7)]
    found = coverage(make_bank(tmp_path, entries))
    assert [len(row.questions) for row in found.themes] == [0, 2, 0, 0, 1]
    assert {row.name: row.minutes for row in found.levels} == {
        "júnior": 0,
        "pleno": 27,
        "sênior": 27,
    }
    assert {row.name: len(row.questions) for row in found.kinds}["prática"] == 2
    automacao = found.themes[1]
    assert [q.id for q in automacao.of("pleno", "cenário")] == ["AUT-002"]
    assert automacao.is_thin
    assert found.missing_seed == tuple(name for name in SEED if name not in {
        "AUT-001", "AUT-002", "SEG-001"})  # fmt: skip


def test_the_lines_name_what_is_thin(tmp_path: Path) -> None:
    said = "\n".join(describe_coverage(coverage(make_bank(tmp_path, [Entry()]))))
    assert "1 perguntas, 10 minutos" in said
    assert "automacao (1 de 4)" in said
    assert "júnior (0 de 8)" in said
    assert "faltam ORQ-001, ORQ-002, AUT-002" in said
    assert "automacao para júnior" in said


def test_the_real_bank_has_enough_of_everything_and_every_question_of_its_origin() -> None:
    found = coverage(load_bank(ROOT, TODAY.max))
    assert found.missing_seed == ()
    thin = [row.name for row in (*found.themes, *found.levels, *found.kinds) if row.is_thin]
    assert thin == []
    assert len(found.themes) == len(THEMES)
    assert [len(rows) for rows in (found.levels, found.kinds)] == [len(LEVELS), len(KINDS)]


def test_most_domains_of_the_exam_are_touched_and_their_tags_are_real() -> None:
    known = load_tags() | {"automl", "bigquery-ml"}
    assert all(tags <= known for tags in exam_domains().values())
    touched = [row.name for row in coverage(load_bank(ROOT, TODAY.max)).domains if row.questions]
    assert len(touched) >= 5
