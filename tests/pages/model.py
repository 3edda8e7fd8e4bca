"""What the page harness and the validators of code share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Block:
    """One block of code of a page, as its reader sees it.

    `line` is the first line of the fence in `page` (1-based); `code` is the text with snippet
    references expanded; `file` is the absolute path of the snippet that the block shows, `None`
    for a block typed in the page; `section` is the named part of `file` that is shown.
    """

    page: Path
    line: int
    language: str
    title: str
    code: str
    file: Path | None
    section: str | None


@dataclass(frozen=True)
class ToolVersion:
    """A tool that ran or accepted a block, under the name that the page's label gives it."""

    name: str
    version: str


class ValidationError(Exception):
    """The code of a block is wrong; the message (in Portuguese) says file:line and the mend."""


class MissingTool(Exception):  # noqa: N818 (not an error of the code)
    """An optional tool is absent; the message (in Portuguese) says how to install it."""
