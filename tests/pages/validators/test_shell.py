from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.validators.shell import SPLAT, UNKNOWN, gcloud_commands

HOSTILE = st.lists(
    st.sampled_from(
        ["gcloud ", "gcloud", "$(", ")", "`", '"', "'", "\\", "\n", "<<EOF", "EOF", "|", ";", "&&",
         "${", "}", "${x:-", "((", "[[", "#", "é", "\x00", "\ud800", "bash -c ", "eval ", "a=(",
         "@", "for i in ", "do ", "done ", "rm -rf / "]
    )
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("gcloud a b --c=d", "a b --c=d"),
        ("gcloud a \\\n  --b \\\n  c", "a --b c"),
        ("x=$(gcloud a b | head -1)", "a b"),
        ("CLOUDSDK_X=1 gcloud a >/dev/null 2>&1", "a"),
        ("f() { gcloud a; }", "a"),
        ("for i in 1 2; do gcloud a; done", "a"),
        ("if ! gcloud a --quiet; then exit 1; fi", "a --quiet"),
        ("gcloud a # gcloud b", "a"),
        ("gcloud a --b='c # d'", "a --b=c # d"),
        ("sudo gcloud a", "a"),
        ("retry() { \"$@\"; }\nretry gcloud a", "a"),
        ("bash -c 'gcloud a'", "a"),
        ("cat <<EOF | gcloud a -\ngcloud b\nEOF", "a -"),
        ("gcloud a > out.txt --b", "a --b"),
        ("/usr/bin/gcloud a", "a"),
    ],
)  # fmt: skip
def test_finds_the_command_wherever_the_shell_would_run_it(script: str, words: str) -> None:
    assert [" ".join(found.words) for found in gcloud_commands(script)] == [f"gcloud {words}"]


@pytest.mark.parametrize(
    "script",
    ["echo gcloud a", "# gcloud a", "grep gcloud file", "command -v gcloud", "x='gcloud a'", ""],
)
def test_leaves_out_what_only_mentions_gcloud(script: str) -> None:
    assert gcloud_commands(script) == []


def test_finds_several_on_a_line_and_says_their_lines() -> None:
    found = gcloud_commands("gcloud a && gcloud b\n\ngcloud c || true\n")

    assert [(command.line, command.words[1]) for command in found] == [(1, "a"), (1, "b"), (3, "c")]


def test_replaces_the_variables_that_the_script_sets() -> None:
    script = 'R=x-1\nA=(--b="$R" --c)\ngcloud a "${A[@]}" --d="$R/${S:-y}"\n'

    assert gcloud_commands(script)[0].words == ("gcloud", "a", "--b=x-1", "--c", "--d=x-1/y")


@pytest.mark.parametrize("value", ["$X", "${X}", "$(date)", "$((1 + 2))", "$1"])
def test_marks_what_only_a_run_would_tell(value: str) -> None:
    assert gcloud_commands(f'gcloud a "p-{value}"')[0].words[-1] == f"p-{UNKNOWN}"


def test_a_variable_that_is_set_twice_is_not_known() -> None:
    assert gcloud_commands('X=1\nX=2\ngcloud a "$X"')[0].words[-1] == UNKNOWN


@pytest.mark.parametrize("value", ['"$@"', '"${nada[@]}"'])
def test_marks_any_number_of_words(value: str) -> None:
    assert gcloud_commands(f"gcloud a {value}")[0].words[-1] == SPLAT


@given(HOSTILE | st.text())
def test_any_text_is_read_without_an_error(script: str) -> None:
    for command in gcloud_commands(script):
        assert command.words[0] == "gcloud"
        assert 1 <= command.line <= script.count("\n") + 1


def test_nothing_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"

    gcloud_commands(f"gcloud $(touch {mark}) `touch {mark}`; touch {mark}; eval 'touch {mark}'")

    assert not mark.exists()


def test_deep_nesting_is_read_without_an_error() -> None:
    assert isinstance(gcloud_commands("$(" * 5000 + "gcloud a" + ")" * 5000), list)
