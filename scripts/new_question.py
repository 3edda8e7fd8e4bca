"""Create the skeleton of a question; check.py refuses it until it is filled in."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.bank.loader import question_paths  # noqa: E402
from scripts.bank.question import QUESTIONS, SLUG  # noqa: E402
from scripts.bank.structure import HEADINGS  # noqa: E402
from scripts.bank.vocabulary import THEMES  # noqa: E402
from scripts.command_line import Parser, complain  # noqa: E402

_FRONT_MATTER = """---
id: {id}
title:
description:
levels: []
kind:
minutes:
tags: []
related: []
---
#
"""


def next_id(theme: str, root: Path) -> str:
    """Return the first id of the theme after the highest that a file of the bank claims."""
    prefix = THEMES[theme].prefix
    pattern = re.compile(rf"^id: {prefix}-(\d{{3}})", re.MULTILINE)
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in question_paths(root))
    used = [int(number) for text in texts for number in pattern.findall(text)]
    return f"{prefix}-{max(used, default=0) + 1:03}"


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Write the skeleton and print its path; return the exit code."""
    parser = Parser("Cria o esqueleto de uma pergunta.")
    parser.add_argument("theme", metavar="TEMA", help=", ".join(THEMES))
    parser.add_argument("slug", metavar="NOME", help="minúsculas sem acento com hifens")
    options = parser.parse_args(arguments)
    if options.theme not in THEMES:
        return _refuse(f"o tema “{options.theme}” não existe; use {', '.join(THEMES)}")
    if not SLUG.fullmatch(options.slug):
        return _refuse(f"o nome “{options.slug}” não é minúsculas sem acento com hifens")
    path = root / QUESTIONS / options.theme / f"{options.slug}.md"
    if path.exists():
        return _refuse(f"{path.relative_to(root)} já existe; escolha outro nome")
    path.parent.mkdir(parents=True, exist_ok=True)
    headings = "".join(f"\n## {heading}\n" for heading in HEADINGS)
    text = _FRONT_MATTER.format(id=next_id(options.theme, root)) + headings
    path.write_text(text, encoding="utf-8")
    print(path.relative_to(root))
    return 0


def _refuse(why: str) -> int:
    complain([why])
    return 1


if __name__ == "__main__":
    sys.exit(main())
