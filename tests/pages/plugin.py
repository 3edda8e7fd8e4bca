"""The pytest plugin: each page is a module, each of its blocks of code an item."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.pages.blocks import Defect, is_item, read_page
from tests.pages.checks import Checker
from tests.pages.fences import Scanner
from tests.pages.labels import latest_today
from tests.pages.model import Block, MissingTool, ToolVersion, ValidationError
from tests.pages.outputs import Outputs
from tests.pages.runner import Runner
from tests.pages.versions import reference_versions

_CITED = re.compile(r"`\s*gcloud\b")
_SESSION = pytest.StashKey["_Session"]()


@dataclass(frozen=True)
class _Session:
    scanner: Scanner
    checker: Checker


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites the committed outputs."""
    parser.addoption(
        "--rewrite-outputs",
        action="store_true",
        help="reescreve os arquivos .out dos snippets com o que eles imprimem agora",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PageModule | None:
    """Collect the Markdown pages under docs/ of the project."""
    docs = parent.config.rootpath / "docs"
    if file_path.suffix == ".md" and file_path.is_relative_to(docs):
        return PageModule.from_parent(parent, path=file_path)
    return None


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name the outputs that were rewritten."""
    session = config.stash.get(_SESSION, None)
    for path in sorted(set(session.checker.outputs.rewritten)) if session else ():
        terminalreporter.write_line(f"reescrito: {path.relative_to(config.rootpath).as_posix()}")


class PageModule(pytest.File):
    """A page of the site."""

    def collect(self) -> Iterator[PageItem]:
        """Yield an item for each block of the page, and one for the gcloud of its prose."""
        root = self.config.rootpath
        session = _session(self.config)
        for found in read_page(self.path, root, session.scanner):
            if isinstance(found, Defect):
                check = partial(_fail, found, root)
            elif is_item(found):
                check = partial(session.checker.check, found)
            else:
                continue
            yield PageItem.from_parent(self, name=_name(found), line=found.line, check=check)
        if _cites_gcloud(self.path):
            check = partial(_validate_prose, self.path, root)
            yield PageItem.from_parent(self, name="gcloud-na-prosa", line=1, check=check)


class PageItem(pytest.Item):
    """Something of a page that `check` accepts, or refuses with ValidationError or MissingTool."""

    def __init__(self, *, line: int, check: Callable[[], object], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.line = line
        self.check = check

    def runtest(self) -> None:
        """Check it."""
        try:
            self.check()
        except MissingTool as missing:
            pytest.skip(str(missing))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show what is wrong with a page as its message alone, without a traceback."""
        if isinstance(excinfo.value, ValidationError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return file, line (from 0) and name."""
        return self.path, self.line - 1, self.name


def _session(config: pytest.Config) -> _Session:
    if _SESSION not in config.stash:
        root = config.rootpath
        outputs = Outputs(rewrite=config.getoption("--rewrite-outputs"))
        versions = reference_versions(root)
        checker = Checker(root, Runner(), outputs, versions, latest_today(), _validate)
        config.stash[_SESSION] = _Session(Scanner(root), checker)
    return config.stash[_SESSION]


def _fail(defect: Defect, root: Path) -> None:
    place = defect.page.relative_to(root).as_posix()
    raise ValidationError(f"{place}:{defect.line}: {defect.message}")


# The validators are imported late: every run of pytest loads this plugin, and few need a parser for
# each language.
def _validate(block: Block, root: Path) -> Sequence[ToolVersion]:
    from tests.pages.validators import validate

    return validate(block, root)


def _validate_prose(page: Path, root: Path) -> None:
    from tests.pages.validators import validate_inline

    validate_inline(page, root)


def _cites_gcloud(page: Path) -> bool:
    return bool(_CITED.search(page.read_text(encoding="utf-8", errors="replace")))


def _name(found: Block | Defect) -> str:
    if isinstance(found, Defect):
        return f"L{found.line}-defeito"
    if found.file is None:
        return f"L{found.line}-{found.language}"
    return f"L{found.line}-{found.file.name}{f':{found.section}' if found.section else ''}"
