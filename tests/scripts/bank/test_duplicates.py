"""A question that another one asks or answers already is refused."""

from __future__ import annotations

from pathlib import Path

from scripts.bank import check_bank, load_bank
from scripts.bank.duplicates import duplicates
from tests.scripts.bank.sample import TODAY, change, write

ROOT = Path(__file__).resolve().parents[3]
OTHER = "docs/perguntas/automacao/outra.md"
# What the sample says in its own words; backwards, it says nothing that it said.
SENTENCES = (
    "O canário recebe 10 % do tráfego.",
    "Devolva o tráfego à versão anterior.",
    "Leia o `trafficSplit`.",
    "Só então faça o *undeploy*.",
    '"Reimplanto a versão anterior."',
    '"Mudo o tráfego, que já está implantado."',
    '"Congelo o retreino antes de mudar o tráfego."',
    "E se a versão 1 já saiu do endpoint?",
    "Reimplantar custa minutos.",
    "O que mais volta?",
    "Quem decide?",
    "Quem está de plantão.",
    "Apagar não tem volta.",
    "O alias não muda o que está implantado.",
    "O tráfego volta para a versão 1.",
)


def found(root: Path, text: str) -> list[str]:
    write(root)
    write(root, text, OTHER)
    return [violation.message for violation in check_bank(root, today=TODAY)]


def test_a_copied_answer_under_another_title_is_refused(tmp_path: Path) -> None:
    text = change("id: AUT-002", "id: AUT-003").replace(
        "Como reverter um modelo?", "Que métrica vigia o endpoint?"
    )
    (message,) = found(tmp_path, text)
    assert message.startswith("a resposta repete 100% de AUT-002; junte as duas")


def test_the_same_title_in_other_order_and_accents_is_refused(tmp_path: Path) -> None:
    text = change("id: AUT-002", "id: AUT-003").replace(
        "Como reverter um modelo?", "E um modelo, como se reverte o reverter?"
    )
    said = found(tmp_path, text)
    assert "o título repete 100% de AUT-002; junte as duas ou mude o recorte" in said


def test_another_question_is_no_duplicate(tmp_path: Path) -> None:
    other = change("id: AUT-002", "id: AUT-003").replace("Como reverter um modelo?", "E o drift?")
    for sentence in SENTENCES:
        other = other.replace(sentence, sentence[::-1].strip('"').replace("|", "/"))
    assert found(tmp_path, other) == []


def test_no_two_questions_of_the_real_bank_are_alike() -> None:
    assert list(duplicates(load_bank(ROOT, TODAY.max).questions)) == []
