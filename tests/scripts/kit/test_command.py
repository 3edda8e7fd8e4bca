"""The command line: what it writes, what it says, and how it refuses."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.bank import Bank
from scripts.bank.vocabulary import KINDS, LEVELS, THEMES
from scripts.kit import command, progress
from scripts.kit.command import run
from scripts.kit.export import CANDIDATE, GUIDE, SCORES, SPREADSHEET
from scripts.kit.manifest import NAME
from tests.scripts.kit.banks import Entry, write_bank, write_entry

Capture = pytest.CaptureFixture[str]
# Words of argparse, of Python and of the system that a Portuguese reader must not meet.
ENGLISH = ("usage:", "options:", "optional", "argument ", "expected", "required", "invalid",
           "unrecognized", "show this", "Traceback", "Error", "No such", "denied")  # fmt: skip


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say nothing of a slow machine's progress: what is on stderr here is what went wrong."""
    monkeypatch.setattr(progress, "PATIENCE", 3600)


@pytest.fixture
def root(bank: Bank, bank_root: Path, tmp_path: Path) -> Path:
    """Return a copy of the bank's root to spoil, with the drawings that exist already."""
    for folder in ("docs", ".cache"):
        if (bank_root / folder).exists():
            shutil.copytree(bank_root / folder, tmp_path / "banco" / folder)
    return tmp_path / "banco"


def kits(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_kit_with_the_defaults(root: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(["--output", str(tmp_path / "kits")], root) == 0
    (kit,) = kits(tmp_path / "kits")
    assert sorted(path.name for path in kit.iterdir()) == sorted(
        [CANDIDATE, GUIDE, SCORES, SPREADSHEET, NAME]
    )
    assert kit.name == f"kit-{json.loads((kit / NAME).read_text(encoding='utf-8'))['kit']}"
    out = capsys.readouterr().out
    assert out.startswith(f"Kit {kit.name[4:]} · pleno · 60 min · 4 perguntas · semente 42\n")
    assert "5 abertura + 40 perguntas + 5 perguntas do candidato + 10 reserva = 60 min" in out
    assert f"Escrito em {kit}: {CANDIDATE}, {GUIDE}, {SCORES}, {SPREADSHEET}, {NAME}" in out
    assert "Não atendido: falta 1 pergunta de" in out


def test_without_output_the_kit_goes_to_build_of_the_project(root: Path, capsys: Capture) -> None:
    assert run(["--theme", "seguranca", "--minutes", "30"], root) == 0
    assert len(kits(root / "build" / "kits")) == 1
    assert "1 pergunta ·" in capsys.readouterr().out


def test_a_second_run_finds_the_same_bytes_and_touches_nothing(root: Path, capsys: Capture) -> None:
    assert run([], root) == 0
    before = {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*")}
    assert run([], root) == 0
    assert {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*")} == before
    assert "Já estava em" in capsys.readouterr().out


def test_replay_writes_the_same_bytes_elsewhere(root: Path, tmp_path: Path) -> None:
    assert run(["--seed", "7"], root) == 0
    (kit,) = kits(root / "build" / "kits")
    arguments = ["--replay", str(kit / NAME), "--output", str(tmp_path / "outra")]
    assert run(arguments, root) == 0
    (again,) = kits(tmp_path / "outra")
    assert again.name == kit.name
    for path in kit.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes()


def test_replay_after_a_change_names_the_question_and_writes_nothing(
    root: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert run(["--question", "AUT-001", "SEG-001"], root) == 0
    (kit,) = kits(root / "build" / "kits")
    write_entry(root, Entry("seguranca", title="Outra pergunta?"))
    capsys.readouterr()
    assert run(["--replay", str(kit / NAME), "--output", str(tmp_path / "outra")], root) == 1
    assert capsys.readouterr().err.startswith("SEG-001 mudou desde que o kit foi feito\nnada foi")
    assert kits(tmp_path / "outra") == []


def test_a_filled_score_sheet_is_never_overwritten(root: Path, capsys: Capture) -> None:
    assert run([], root) == 0
    (kit,) = kits(root / "build" / "kits")
    (kit / SCORES).write_text("preenchido")
    assert run([], root) == 1
    assert f"{SCORES} é outro; não toquei em nada; mova ou apague" in capsys.readouterr().err
    assert (kit / SCORES).read_text() == "preenchido"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--minutes", "3"], "3 minutos não bastam"),
        (["--minutes", "abc"], "não é um número inteiro"),
        (["--minutes", "-5"], "não serve; use de 1 a 480"),
        (["--minutes"], "--minutes: falta o valor"),
        (["--theme"], "--theme: falta o valor"),
        (["--theme", "xyz"], "tema desconhecido: “xyz”"),
        (["--level", "xyz"], "nível desconhecido: “xyz”"),
        (["--kind", "xyz"], "tipo desconhecido: “xyz”"),
        (["--question", "AUT-999"], "a pergunta “AUT-999” não existe"),
        (["--question", "AUT-001", "--minutes", "12"], "use --minutes 18"),
        (["--format", "odt"], "o formato “odt” não existe; use --format pdf docx html anki json"),
        (["--format", "pdf", "epub"], "o formato “epub” não existe"),
        (["--plan=x"], "--plan não recebe valor"),
        (["--exclude", "/nada/kit.json"], "--exclude “/nada/kit.json” não é um arquivo"),
        (["--replay", "x", "--plan"], "tire --plan"),
        (["--replay", "x", "--format", "docx"], "tire --format"),
        (["--seed", "x"], "--seed “x” não é um número inteiro"),
        (["--frobnicar"], "argumento desconhecido: --frobnicar"),
        (["AUT-001"], "argumento desconhecido: AUT-001"),
        (["--help=x"], "-h/--help não recebe valor"),
        (["--lev", "pleno"], "argumento desconhecido: --lev pleno"),
        (["--replay", "/nada/kit.json"], "não é um arquivo"),
        (["--replay", "x", "--seed", "1", "--level", "pleno"], "tire --level, --seed"),
        (["--output", "/dev/null"], "é um arquivo; escolha outra pasta"),
        (["--output", "/dev/null/x"], "há um arquivo no meio do caminho"),
        (["--output", "/proc/kits"], "não foi possível escrever em “/proc/kits”"),
        (["--output", "a\0b"], "caractere nulo"),
    ],
)
def test_a_request_that_can_not_be_met_is_one_line(
    root: Path, capsys: Capture, arguments: list[str], message: str
) -> None:
    try:
        code = run(arguments, root)
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    assert code in (1, 2)
    assert out == ""
    assert message in err
    assert err.count("\n") == 1
    assert not [word for word in ENGLISH if word in err]
    assert not (root / "build").exists()


def test_help_is_in_portuguese(root: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stop:
        run(["--help"], root)
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith("uso: ")
    assert "opções:" in out
    assert "mostra esta ajuda e sai" in out
    assert not [word for word in ENGLISH if word in out]


def test_a_malformed_question_gives_every_violation_one_a_line(root: Path, capsys: Capture) -> None:
    write_entry(root, Entry("seguranca", minutes=0, kind="enigma"))
    assert run([], root) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("docs/perguntas/seguranca/pergunta-1.md:") for line in lines)


def test_an_empty_bank_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    assert run([], tmp_path) == 1
    assert capsys.readouterr().err == (
        "o banco não tem pergunta para pleno; peça menos restrições\n"
    )


def test_a_diagram_that_can_not_be_drawn_names_its_question(root: Path, capsys: Capture) -> None:
    path = write_entry(root, Entry("seguranca"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('a["segredonodiagrama"]', "a[(("), encoding="utf-8")
    assert run(["--question", "SEG-001"], root) == 1
    err = capsys.readouterr().err
    assert err.startswith("SEG-001: o diagrama não pôde ser desenhado: linha ")
    assert not (root / "build").exists()


def test_an_interruption_says_so_and_leaves_nothing(
    root: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "write_kit", interrupt)
    assert run([], root) == 130
    assert capsys.readouterr().err == "interrompido; nenhum kit ficou pela metade\n"
    assert not (root / "build").exists()


def test_a_temporary_folder_that_is_full_is_one_line(
    root: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, *_arguments: object, **_options: object) -> None:
        raise OSError(28, "no words in English", "/tmp/x")

    monkeypatch.setattr(Path, "write_text", full)
    assert run([], root) == 1
    assert capsys.readouterr().err == "/tmp/x: o disco está cheio; nada foi escrito\n"


def test_a_character_without_glyph_is_a_warning(root: Path, capsys: Capture) -> None:
    write_entry(root, Entry("seguranca", scenario="Um emoji 😀 no cenário."))
    assert run(["--question", "SEG-001"], root) == 0
    err = capsys.readouterr().err
    assert "aviso: candidato.pdf: as fontes do PDF não têm 😀 (U+1F600); no lugar ficou �" in err


DRAWINGS = tempfile.mkdtemp(prefix="desenhos-")
BANKS = st.lists(
    st.builds(
        Entry,
        theme=st.sampled_from(tuple(THEMES)),
        number=st.integers(1, 99),
        minutes=st.integers(3, 45),
        kind=st.sampled_from(KINDS),
        levels=st.sets(st.sampled_from(LEVELS), min_size=1).map(tuple),
    ),
    max_size=6,
    unique_by=lambda entry: entry.id,
)
WORDS = st.sampled_from(
    ["--level", "--theme", "--kind", "--question", "--minutes", "--seed", "--format", "--replay",
     "--exclude", "--plan", "--strict", "--force", "pleno", "sênior", "automacao", "seguranca",
     "prática", "AUT-001", "SEG-001", "60", "90", "1", "html", "json", "kit.json", "/", ""]
)  # fmt: skip


@pytest.fixture(scope="module")
def written_root(bank: Bank, bank_root: Path) -> Path:
    """Return the root of the bank, its files there; not the bank, which hypothesis would print."""
    assert bank.questions
    return bank_root


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(WORDS | st.text(max_size=8), max_size=6))
def test_no_arguments_end_in_a_traceback(
    written_root: Path, tmp_path: Path, capsys: Capture, arguments: list[str]
) -> None:
    try:
        code = run([*arguments, f"--output={tmp_path / 'kits'}"], written_root)
    except SystemExit as stop:
        code = int(stop.code or 0)
    err = capsys.readouterr().err
    assert code in (0, 1, 2)
    assert bool(err) == (code != 0)


@settings(max_examples=25, deadline=None)
@given(
    BANKS.filter(bool),
    st.lists(WORDS, max_size=5),
    st.sampled_from(["--plan", "--format=json", "--format=html", "--strict"]),
)
def test_no_bank_ends_in_a_traceback(entries: list[Entry], arguments: list[str], last: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write_bank(Path(folder) / "banco", entries)
        # The drawing is the same on all of them: it is made once.
        (root / ".cache").symlink_to(DRAWINGS)
        out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = run([*arguments, last, f"--output={folder}/kits"], root)
            except SystemExit as stop:
                code = int(stop.code or 0)
        assert code in (0, 1, 2)
        err.flush()
        said = err.buffer.getvalue()
        assert b"Traceback" not in said
        assert code == 0 or said


def test_the_plan_is_shown_and_nothing_is_written(root: Path, capsys: Capture) -> None:
    assert run(["--plan", "--output", "/dev/null"], root) == 0
    out = capsys.readouterr().out
    assert "5 abertura + 40 perguntas + 5 perguntas do candidato + 10 reserva = 60 min" in out
    assert "Escrito" not in out
    assert not (root / "build").exists()


def test_strict_refuses_what_can_not_be_met(root: Path, capsys: Capture) -> None:
    assert run(["--strict", "--level", "sênior"], root) == 1
    err = capsys.readouterr().err
    assert err.startswith("falta 1 pergunta de ")
    assert err.endswith("nada foi escrito; mude o pedido ou tire --strict\n")
    assert not (root / "build").exists()
    assert run(["--strict", "--theme", "automacao", "--minutes", "18"], root) == 0


def test_a_second_kit_leaves_out_the_questions_of_the_first(root: Path, capsys: Capture) -> None:
    assert run(["--minutes", "40"], root) == 0
    (kit,) = kits(root / "build" / "kits")
    used = {entry["id"] for entry in json.loads((kit / NAME).read_text())["questions"]}
    assert run(["--minutes", "40", "--exclude", str(kit / NAME)], root) == 0
    (other,) = set(kits(root / "build" / "kits")) - {kit}
    data = json.loads((other / NAME).read_text(encoding="utf-8"))
    assert data["request"]["excluded"] == sorted(used)
    assert not used & {entry["id"] for entry in data["questions"]}
    assert run(["--replay", str(other / NAME), "--output", str(root / "outra")], root) == 0
    named = sorted(used)[0]
    assert run(["--question", named, "--exclude", str(kit / NAME)], root) == 1
    assert f"{named} já está no kit de --exclude" in capsys.readouterr().err


def test_force_replaces_a_kit_and_nothing_else(root: Path, capsys: Capture) -> None:
    assert run([], root) == 0
    (kit,) = kits(root / "build" / "kits")
    (kit / SCORES).write_text("preenchido")
    assert run(["--force"], root) == 0
    assert (kit / SCORES).read_bytes().startswith(b"\xef\xbb\xbfid;")
    assert kits(root / "build" / "kits") == [kit]
    (kit / NAME).unlink()
    (kit / SCORES).write_text("não é mais um kit")
    assert run(["--force"], root) == 1
    assert (kit / SCORES).read_text() == "não é mais um kit"


def test_every_format_comes_from_one_command_and_replays(root: Path, tmp_path: Path) -> None:
    formats = ["json", "anki", "html", "docx", "pdf"]
    assert run(["--format", *formats], root) == 0
    (kit,) = kits(root / "build" / "kits")
    names = {path.name for path in kit.iterdir()}
    assert names == {
        "candidato.pdf", "entrevistador.pdf", "candidato.docx", "entrevistador.docx",
        "candidato.html", "entrevistador.html", "perguntas.apkg", "candidato.json",
        "entrevistador.json", "placar.csv", "placar.xlsx", "kit.json",
    }  # fmt: skip
    assert run(["--replay", str(kit / NAME), "--output", str(tmp_path / "outra")], root) == 0
    (again,) = kits(tmp_path / "outra")
    for path in kit.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_cache_that_can_not_be_written_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    root = write_bank(tmp_path / "banco", [Entry()])
    (root / ".cache").write_text("um arquivo no lugar da pasta")
    assert run(["--output", str(tmp_path / "kits")], root) == 1
    assert capsys.readouterr().err.endswith("; nada foi escrito\n")
    assert kits(tmp_path / "kits") == []
