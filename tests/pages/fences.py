"""Find the code blocks of a page as the site shows them.

The page is rendered with the site's own Markdown extensions and a formatter that only takes notes,
so that what counts as a fence (in lists, quotes, admonitions, tabs; with braces; nested) is decided
by the parser that publishes it and not by a second one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load

# These two replace text before fences are looked for, and would shift every line number. Partials
# are pages of their own for the harness, and references are resolved after the scan.
_NOT_WANTED = ("markdown_include", "pymdownx.snippets")
# What MkDocs adds to every site.
_BUILT_IN = ("toc", "tables", "fenced_code")
_OPENING = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:`{3,}|~{3,})(?P<info>[^`]*)$")
_MARK = "data-fence"


@dataclass(frozen=True)
class Fence:
    """A block of code: line of its opening (from 1), info string's parts and its text."""

    line: int
    language: str
    title: str
    source: str


@dataclass(frozen=True)
class Scan:
    """The blocks of a page in reading order, and the lines where something is not a fence.

    `indented`: code without a fence; `broken`: what looks like a fence and is not shown as one.
    """

    fences: tuple[Fence, ...]
    indented: tuple[int, ...]
    broken: tuple[int, ...]


class Scanner:
    """Scans pages with the Markdown extensions of the mkdocs.yml in the folder `root`."""

    def __init__(self, root: Path) -> None:
        self._markdown = build_markdown(root, without=_NOT_WANTED)
        self._found: list[tuple[Fence, range]] = []
        self._lines = range(0)
        self._take_notes()

    def scan(self, text: str) -> Scan:
        """Return the blocks of code of a page, given its whole text, front matter included."""
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        body = get_data(plain)[0]
        skipped = plain.count("\n") - body.count("\n")
        self._found.clear()
        shown = _Shown()
        shown.feed(self._markdown.reset().convert(body))
        shown.close()
        lines = body.split("\n")
        fences = [self._found[int(mark)][0] for mark in shown.marks]
        first = skipped + 1
        return Scan(
            tuple(replace(fence, line=first + fence.line) for fence in fences),
            tuple(first + _line_of(code, lines) for code in shown.unmarked),
            tuple(first + index for index in self._leftovers(lines)),
        )

    def _take_notes(self) -> None:
        preprocessor: Any = self._markdown.preprocessors["fenced_code_block"]
        close = preprocessor.process_nested_block

        def note_lines(ws: str, content: str, start: int, end: int) -> None:
            self._lines = range(start, end)
            close(ws, content, start, end)

        preprocessor.process_nested_block = note_lines
        for entry in preprocessor.extension.superfences:
            entry["formatter"] = self._note_fence

    def _note_fence(self, src: str, language: str, options: dict[str, str], **_: Any) -> str:
        fence = Fence(self._lines.start, language or "", options.get("title", ""), src)
        self._found.append((fence, self._lines))
        return f'<pre {_MARK}="{len(self._found) - 1}"></pre>'

    def _leftovers(self, lines: list[str]) -> Iterator[int]:
        covered = {index for _, taken in self._found for index in taken}
        opened = False
        for index, line in enumerate(lines):
            opening = None if index in covered else _OPENING.match(line)
            if not opening:
                continue
            closing = opened and not opening["info"].strip()
            if not closing:
                yield index
            opened = not closing


def build_markdown(root: Path, without: tuple[str, ...] = ()) -> Markdown:
    """Return the Markdown of the mkdocs.yml in root, less the extensions that start so."""
    with (root / "mkdocs.yml").open("rb") as source:
        listed = yaml_load(source).get("markdown_extensions", [])
    configs: dict[str, dict[str, Any]] = {name: {} for name in _BUILT_IN}
    for entry in listed:
        configs.update({entry: {}} if isinstance(entry, str) else entry)
    names = [name for name in configs if not name.startswith(without)] if without else list(configs)
    return Markdown(
        extensions=names, extension_configs={name: configs[name] or {} for name in names}
    )


class _Shown(HTMLParser):
    """Collects the `<pre>` of a page: the numbers of the noted ones, the text of the others."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[str] = []
        self.unmarked: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "pre":
            return
        mark = dict(attrs).get(_MARK)
        if mark is None:
            self._inside = True
            self.unmarked.append("")
        else:
            self.marks.append(mark)

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.unmarked[-1] += data


def _line_of(code: str, lines: list[str]) -> int:
    first = next((line.strip() for line in code.split("\n") if line.strip()), "")
    return next((index for index, line in enumerate(lines) if first and first in line), 0)
