"""Every violation is found, at its line, in one Portuguese line, and none crashes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.bank import BankError, check_bank, load_bank
from tests.scripts.bank.sample import PLACE, TODAY, VALID, change, violations, write


def line_of(text: str) -> int:
    return VALID[: VALID.index(text)].count("\n") + 1


def test_valid_question_has_no_violation_and_all_its_parts(tmp_path: Path) -> None:
    assert violations(tmp_path, VALID) == []
    question = load_bank(tmp_path, TODAY).by_id("AUT-002")
    assert question.levels == ("pleno", "sênior")
    assert question.minutes == 12
    assert question.theme == "automacao"
    assert question.scenario == "O canário recebe 10 % do tráfego."
    assert "### Depois" in question.answer
    assert question.diagram.startswith("flowchart TD")
    assert list(question.rubric) == ["júnior", "pleno", "sênior"]
    assert question.probes[1].adds == "As features e o limiar."
    assert question.red_flags[0].statement == '"Apago a versão ruim."'
    assert question.sources[2].url == "https://docs.cloud.google.com/c_(d)"
    assert question.latest_verification == TODAY


BROKEN_FIELDS = [
    ("id: AUT-002", "id: MON-002", "começam com AUT-"),
    ("id: AUT-002", "id: aut-2", "três maiúsculas"),
    ("id: AUT-002", "id: 2", "três maiúsculas"),
    ("levels: [pleno, sênior]", "levels: [pleno, mestre]", "“mestre”"),
    ("levels: [pleno, sênior]", "levels: []", "0 itens"),
    ("levels: [pleno, sênior]", "levels: pleno", "lista de textos"),
    ("levels: [pleno, sênior]", "levels: [pleno, pleno]", "repete"),
    ("levels: [pleno, sênior]", "levels: [pleno, 3]", "lista de textos"),
    ("kind: prática", "kind: teoria", "“teoria”"),
    ("kind: prática", "kind: [prática]", "use um destes"),
    ("minutes: 12", "minutes: 0", "“0”"),
    ("minutes: 12", "minutes: -5", "“-5”"),
    ("minutes: 12", "minutes: doze", "“doze”"),
    ("minutes: 12", "minutes: 10000", "“10000”"),
    ("minutes: 12", "minutes: 1.5", "número inteiro"),
    ("minutes: 12", "minutes: 014", "número inteiro"),
    ("minutes: 12", "minutes: true", "número inteiro"),
    ("minutes: 12", "minutes: " + "9" * 5000, "número inteiro"),
    ("tags: [gcloud, rollback]", "tags: [gcloud, banana]", "“banana”"),
    ("tags: [gcloud, rollback]", "tags: [[gcloud]]", "aninha"),
    ("related: []", "related: [AUT-999]", "“AUT-999”"),
    ("related: []", "related: [AUT-002]", "própria pergunta"),
    ("related: []", "related: [outra]", "não é um id"),
    ("description: Reverter sem apagar nada.", "description: " + "a" * 161, "161 caracteres"),
    ("description: Reverter sem apagar nada.", "description: 2026-11-23", "precisa ser um texto"),
    ("description: Reverter sem apagar nada.", "description: '<img src=x>'", "contém <"),
    ("description: Reverter sem apagar nada.", "description: '\" onload=\"x'", 'contém <, >, "'),
    ("description: Reverter sem apagar nada.", "description: '&lt;b&gt;'", "entidade HTML"),
    ("related: []", "related: []\ntemplate: outro.html", "“template”"),
]


@pytest.mark.parametrize(("old", "new", "message"), BROKEN_FIELDS)
def test_broken_field_is_named_at_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    found = violations(tmp_path, change(old, new))
    assert [violation for violation in found if message in violation.message]
    line = line_of(old) + new.count("\n")
    assert line in {violation.line for violation in found}


@pytest.mark.parametrize(
    "key", ["id", "title", "description", "levels", "kind", "minutes", "tags", "related"]
)
def test_missing_field_is_named(tmp_path: Path, key: str) -> None:
    lines = [line for line in VALID.split("\n") if not line.startswith(f"{key}:")]
    assert any(
        f"falta o campo “{key}”" in found.message
        for found in violations(tmp_path, "\n".join(lines))
    )


BROKEN_FRONT_MATTER = [
    (VALID.split("---\n", 2)[2], 1, "falta o cabeçalho"),
    ("", 1, "vazio"),
    ("---\nid: AUT-002\n", 1, "não termina"),
    (change("id: AUT-002", "id: [AUT-002"), 3, "malformado"),
    (change("id: AUT-002", "id: 'AUT"), 0, "malformado"),
    ("---\n- id\n- title\n---\n# x\n", 2, "chave: valor"),
    ("---\n---\n# x\n", 2, "chave: valor"),
    (change("kind: prática", "kind: prática\nkind: cenário"), 7, "duas vezes"),
    (change("kind: prática", "kind: &a prática"), 6, "âncora"),
    (change("kind: prática", "kind: !!python/name:os.system"), 6, "tag de YAML"),
    (change("related: []", "related: " + "[" * 3000 + "]" * 3000), 9, "aninha"),
    (change("related: []", "? [a, b]\n: c"), 9, "não é texto"),
    (change("related: []", "related: []\nx: " + "a" * 9000), 2, "caracteres"),
]


@pytest.mark.parametrize(("text", "line", "message"), BROKEN_FRONT_MATTER)
def test_broken_front_matter_is_one_violation(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    (found,) = violations(tmp_path, text)
    assert message in found.message
    assert line in (0, found.line)


BROKEN_STRUCTURE = [
    ("## Resposta curta\n", "## Resumo\n", "falta a seção “## Resposta curta”"),
    ("## Resposta curta\n", "## Resumo\n", "“Resumo” não existe"),
    ("## Arquitetura\n", "## Cenário\n", "aparece mais de uma vez"),
    ("## Sinais de alerta\n", "## Na prática\n", "fora de ordem"),
    ("Devolva o tráfego à versão anterior.", "", "“## Resposta curta” está vazia"),
    ("# Como reverter um modelo?\n", "# Outro título\n", "difere do campo"),
    ("# Como reverter um modelo?\n", "", "falta o título"),
    ("## Cenário\n", "# Cenário\n", "mais de um título"),
    ("## Cenário\n", "##Cenário\n", "falta um espaço"),
    ("## Cenário\n", "Cenário\n-------\n", "sublinhado"),
    ("```\n\n## Na prática", "\n\n## Na prática", "não fecha"),
    ("| Pleno | ", "| Mestre | ", "Júnior, Pleno ou Sênior"),
    ("| Pleno | \"Mudo o tráfego, que já está implantado.\" |\n", "", "falta a linha Pleno"),
    ("| Pleno | ", "| Júnior | ", "duas vezes na tabela"),
    ('"Mudo o tráfego, que já está implantado."', "", "o nível Pleno está vazio"),
    ("| Nível | O que se ouve |", "| A | B |", "não começa com a tabela"),
    ("|---|---|\n", "", "|---|---|"),
    ("3. **Quem decide?** Quem está de plantão.\n", "", "tem 2 perguntas"),
    ("3. **Quem decide?** Quem", "3. Quem decide? Quem", "não segue"),
    ("3. **Quem decide?** Quem", "- **Quem decide?** Quem", "numerada"),
    ('- **"Movo o alias."** O alias não muda o que está implantado.\n', "", "tem 1 sinais"),
    ("  accTitle: Rollback\n", "", "accTitle"),
    ("```mermaid\n", "```text\n", "exatamente um bloco"),
    (" — verificado em 2026-11-21", "", "não segue “[Título]"),
    ("2026-11-21", "2026-11-24", "futuro"),
    ("2026-11-21", "2026-13-41", "não existe"),
    ("2026-11-21", "2019-01-01", "velha demais"),
    ("(https://docs.cloud.google.com/a)", "(http://docs.cloud.google.com/a)", "https:// válido"),
    ("(https://docs.cloud.google.com/a)", "(javascript:alert`1`)", "https:// válido"),
    ("(https://docs.cloud.google.com/a)", "(https://docs.cloud.google.com/b)", "mesma fonte"),
    ("- [Alias](https://docs.cloud.google.com/b) — verificado em 2026-11-22\n", "", "tem 2 fontes"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), BROKEN_STRUCTURE)
def test_broken_structure_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert any(message in found.message for found in violations(tmp_path, change(old, new)))


def test_all_violations_are_reported_sorted_not_just_the_first(tmp_path: Path) -> None:
    text = VALID.replace("minutes: 12", "minutes: 0").replace("2026-11-21", "2027-01-01")
    found = violations(tmp_path, text.replace("kind: prática", "kind: x"))
    assert [violation.line for violation in found] == sorted(violation.line for violation in found)
    assert len(found) == 3


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xef\xbb\xbf" + VALID.encode(), "BOM"),
        (VALID.replace("\n", "\r\n").encode(), "CRLF"),
        (VALID.encode("latin-1", "replace"), "UTF-8"),
        (VALID.encode() + b"a" * 5_000_000, "limite"),
        (VALID.encode() + b"\x00", "U+0000"),
        (VALID.replace("tráfego", "trá\u202efego").encode(), "U+202E"),
        (VALID.encode("utf-16"), "UTF-8"),
    ],
)
def test_bytes_that_are_not_plain_utf8_are_refused(
    tmp_path: Path, data: bytes, message: str
) -> None:
    assert any(message in found.message for found in violations(tmp_path, data))


def test_symlink_out_of_the_folder_is_refused_without_being_read(tmp_path: Path) -> None:
    outside = write(tmp_path, "segredo", "fora.md")
    link = tmp_path / PLACE
    link.parent.mkdir(parents=True)
    link.symlink_to(outside)
    (found,) = check_bank(tmp_path, today=TODAY)
    assert "link simbólico" in found.message
    assert "segredo" not in found.message


def test_folder_linked_from_outside_is_refused(tmp_path: Path) -> None:
    write(tmp_path, VALID, "fora/reverter.md")
    (tmp_path / "docs" / "perguntas").mkdir(parents=True)
    (tmp_path / "docs" / "perguntas" / "automacao").symlink_to(tmp_path / "fora")
    assert any("link simbólico" in found.message for found in check_bank(tmp_path, today=TODAY))


def test_fifo_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / PLACE
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    assert "arquivo comum" in check_bank(tmp_path, today=TODAY)[0].message


def test_file_outside_a_theme_or_with_a_bad_name_is_refused(tmp_path: Path) -> None:
    assert (
        "não está em" in violations(tmp_path, VALID, "docs/perguntas/culinaria/bolo.md")[0].message
    )
    assert "não está em" in violations(tmp_path / "b", VALID, "docs/perguntas/solta.md")[0].message
    assert (
        "renomeie"
        in violations(tmp_path / "c", VALID, "docs/perguntas/automacao/Ação 1.md")[0].message
    )


def test_duplicate_id_names_the_other_file(tmp_path: Path) -> None:
    write(tmp_path, VALID, "docs/perguntas/automacao/antes.md")
    assert any("já é de antes.md" in found.message for found in violations(tmp_path, VALID))


def test_broken_bank_does_not_load_and_says_everything(tmp_path: Path) -> None:
    write(tmp_path, change("minutes: 12", "minutes: 0"))
    with pytest.raises(BankError) as error:
        load_bank(tmp_path, TODAY)
    assert len(error.value.violations) == 1


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.binary(max_size=400), st.integers(0, len(VALID.encode())), st.integers(0, 300))
def test_no_bytes_crash_the_reader(tmp_path: Path, junk: bytes, position: int, length: int) -> None:
    data = VALID.encode()
    for found in violations(tmp_path, data[:position] + junk + data[position + length :]):
        assert "\n" not in found.render(tmp_path)
        assert found.line >= 1


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(alphabet="#|-*[](){}!<>`:~\"' \nabçé1.&;=+_\\/", max_size=200))
def test_no_markup_crashes_the_reader(tmp_path: Path, body: str) -> None:
    violations(tmp_path, change("Leia o `trafficSplit`.", body))
