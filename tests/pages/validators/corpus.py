"""Every gcloud command of the project, so that they can be recorded and linted together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.bank.fences import find_fences
from tests.pages.validators.cloudbuild import build_commands
from tests.pages.validators.prose import cited_commands, is_cut, words_of
from tests.pages.validators.shell import Command, gcloud_commands


def project_commands(root: Path) -> Iterator[Command]:
    """Yield the gcloud commands of the snippets and pages of the project in root.

    Broken files are left out here: they are refused one by one, with their own message.
    """
    for file in sorted((root / "snippets").rglob("*.sh")):
        yield from gcloud_commands(_text(file))
    for file in sorted((root / "snippets").rglob("cloudbuild*.yaml")):
        yield from build_commands(_text(file))
    for page in pages(root):
        yield from page_commands(_text(page))


def pages(root: Path) -> list[Path]:
    """Return the Markdown pages of the project in root."""
    return sorted((root / "docs").rglob("*.md"))


def page_commands(text: str) -> Iterator[Command]:
    """Yield the gcloud commands of a page: of its typed blocks of bash, and of its prose."""
    lines = text.split("\n")
    for fence in find_fences(lines):
        if fence.info.split(" ")[0] == "bash":
            yield from gcloud_commands("\n".join(lines[fence.start + 1 : fence.end]))
    for line, command in cited_commands(text):
        if not is_cut(command):
            yield Command(line, words_of(command))


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")
