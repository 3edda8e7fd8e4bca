"""The Portuguese that readers see is spelled as the dictionary spells it.

The dictionary is VERO, as Hunspell's pt_BR; names and words of the trade that it does not know are
in words.txt, in alphabetical order, one a line.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.bank.fences import fenced_lines

ROOT = Path(__file__).resolve().parents[1]
WORDS = Path(__file__).with_name("words.txt")
HOW_TO_INSTALL = "Falta o Hunspell. No Debian e no Ubuntu: apt install hunspell hunspell-pt-br"
NOT_PROSE = re.compile(
    r"`[^`]*`"  # code
    r"|^- \[.*\]\([^ ]*\) — verificado em [0-9-]+$"  # sources, in their own language
    r"|\]\([^)]*\)|https?://\S+"  # addresses
    r"|\{![^}]*!\}"  # includes
    r"|^## In English$.*?(?=^## |\Z)",  # the English part of the README
    re.MULTILINE | re.DOTALL,
)


def prose(text: str) -> str:
    """Return what of a Markdown text is Portuguese prose, title and description included."""
    lines = text.split("\n")
    front = lines.index("---", 1) if lines[0] == "---" else -1
    fields = (line.partition(":") for line in lines[1 : max(front, 1)])
    told = [value for key, _, value in fields if key in ("title", "description")]
    covered = fenced_lines(lines)
    body = [line for number, line in enumerate(lines) if number > front and number not in covered]
    return NOT_PROSE.sub(" ", "\n".join([*told, *body]))


def texts() -> Iterator[Path]:
    yield from sorted((ROOT / "docs").rglob("*.md"))
    yield from (ROOT / name for name in ("README.md", "CONTRIBUTING.md"))


def unknown(text: str) -> set[str]:
    """Return the words of text that the dictionary does not know."""
    if shutil.which("hunspell") is None:
        pytest.skip(HOW_TO_INSTALL)
    command = ["hunspell", "-d", "pt_BR", "-i", "utf-8", "-l"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
    assert "Can't open" not in done.stderr, HOW_TO_INSTALL
    return set(done.stdout.split())


def known() -> list[str]:
    return WORDS.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", [*texts()], ids=lambda path: path.stem)
def test_every_word_is_in_the_dictionary_or_in_the_list(path: Path) -> None:
    strange = unknown(prose(path.read_text(encoding="utf-8"))) - set(known())
    assert not strange, (
        f"{path.relative_to(ROOT)}: {', '.join(sorted(strange))}; corrija a grafia, ou acrescente a"
        f" palavra a {WORDS.relative_to(ROOT)}"
    )


def test_a_misspelt_word_is_found() -> None:
    assert unknown(prose("# Título\n\nA implantassão do modêlo, com hífens.\n")) == {
        "implantassão",
        "modêlo",
        "hífens",
    }


def test_code_addresses_and_sources_are_not_prose() -> None:
    text = "`xqz` [a](https://xqz.yy) https://xqz.zz\n\n```text\nxqz\n```\n\n"
    source = "- [Um xqz](https://x.y) — verificado em 2026-01-01\n"
    assert "xqz" not in prose(text + source)


def test_the_list_is_sorted_and_holds_no_word_that_the_dictionary_knows() -> None:
    words = known()
    assert words == sorted(set(words))
    assert set(words) == unknown("\n".join(words))
