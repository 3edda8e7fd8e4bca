"""Validators of the code on pages: what accepts a block, by its language and file name.

`validate` is for blocks, `validate_inline` for the `gcloud …` in the prose of a page (one item a
page that has any: `inline_commands(text)` is not empty).
"""

from __future__ import annotations

from pathlib import Path

from tests.pages.model import Block, ToolVersion

__all__ = ["inline_commands", "validate", "validate_inline"]


def validate(block: Block, root: Path) -> list[ToolVersion]:
    """Return the tools that accepted the code of the block, of the project in root.

    A block that shows a snippet is judged by the whole file. Raises ValidationError with every
    problem found (`file:line: what, and how to mend it`, in Portuguese), or MissingTool when what
    could be checked is right and a tool is absent.
    """
    # The parsers of all languages together take over a second to import; most runs need few.
    from tests.pages.validators.dispatch import validate_source
    from tests.pages.validators.source import source_of

    return validate_source(source_of(block, root), block.language, root)


def validate_inline(page: Path, root: Path) -> list[ToolVersion]:
    """Check the `gcloud …` of the prose of a page; return [gcloud], or [] if it cites none.

    A name alone (`gcloud ai models upload`) or a command cut with “…” only has to exist.
    Raises as validate does.
    """
    from tests.pages.validators.gcloud import check_prose

    return check_prose(page, root)


def inline_commands(page_text: str) -> list[tuple[int, str]]:
    """Return (line from 1, command) for each `gcloud …` in inline code outside teaching places."""
    from tests.pages.validators.prose import cited_commands

    return cited_commands(page_text)
