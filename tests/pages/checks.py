"""Check one block: run or validate its code, then hold its label against what that showed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.pages.blocks import OUTPUT_TITLE, is_output
from tests.pages.imports import imported_modules, is_installed, provides
from tests.pages.labels import (
    EXECUTED,
    VALIDATED,
    Label,
    earned_problems,
    parse_label,
    wording_problems,
)
from tests.pages.model import Block, MissingTool, ToolVersion, ValidationError
from tests.pages.outputs import Outputs, is_executed
from tests.pages.runner import Runner
from tests.pages.versions import LOCKS

Tried = tuple[list[str], list[ToolVersion]]
Validate = Callable[[Block, Path], Sequence[ToolVersion]]
_RULE_TEST = (".test.yaml", ".test.yml")


@dataclass(frozen=True)
class Checker:
    """Checks blocks of the project in `root`; `versions` and `today` are what labels may name."""

    root: Path
    runner: Runner
    outputs: Outputs
    versions: Mapping[str, str]
    today: date
    validate: Validate

    def check(self, block: Block) -> None:
        """Raise ValidationError with every problem of the block, or MissingTool."""
        if block.file and is_output(block.file):
            problems = self._placed(block, self._output_problems(block.title, block.file))
        elif block.language == "mermaid":
            self.validate(block, self.root)
            return
        else:
            problems = self._labelled_problems(block)
        if problems:
            raise ValidationError("\n".join(problems))

    def _placed(self, block: Block, problems: Iterable[str]) -> list[str]:
        page = block.page.relative_to(self.root).as_posix()
        return [f"{page}:{block.line}: {why}" for why in problems]

    def _output_problems(self, title: str, output: Path) -> list[str]:
        file = output.with_suffix("")
        if title != OUTPUT_TITLE:
            return [f'o título da saída deve ser title="{OUTPUT_TITLE}"; corrija-o']
        if file.suffix not in (".py", ".sh"):
            return [f"{output.name} não é saída de um .py ou .sh, os que são executados; apague-o"]
        if not file.is_file():
            return [f"{output.name} não tem o snippet {file.name} ao lado; apague-o"]
        return self.outputs.problems(file, self.runner.run_file(file))

    def _labelled_problems(self, block: Block) -> list[str]:
        label = parse_label(block.title)
        wording = wording_problems(block, label, self.versions, self.today)
        problems = self._placed(block, wording)
        try:
            wrong, accepted = self._try(block, label)
        except MissingTool:
            if not problems:
                raise
            return problems
        if label and not wrong:
            earned = earned_problems(label, earned_level(block), accepted, self.versions)
            wrong = self._placed(block, earned)
        return [*problems, *wrong]

    def _try(self, block: Block, label: Label | None) -> Tried:
        """Return what is wrong with the code, and the tools that ran or accepted it."""
        if block.language == "python":
            problems, accepted = self._run_python(block, label)
            return self._placed(block, problems), accepted
        try:
            accepted = list(self.validate(block, self.root))
        except ValidationError as error:
            return [str(error)], []
        if not (block.file and is_executed(block.file)):
            return [], accepted
        problems = self.outputs.problems(block.file, self.runner.run_file(block.file))
        return self._placed(block, problems), accepted

    def _run_python(self, block: Block, label: Label | None) -> Tried:
        packages = [name for name in (label.tools if label else ()) if name.lower() != "python"]
        self._need_installed(packages)
        if block.file:
            problems = self.outputs.problems(block.file, self.runner.run_file(block.file))
            source = block.file.read_text(encoding="utf-8")
        else:
            problems = list(self.runner.run_typed(block.code).problems)
            source = block.code
        if problems:
            return problems, []
        modules = imported_modules(source, block.file.parent if block.file else None)
        used = [name for name in packages if is_installed(name) and provides(name, modules)]
        return [], [ToolVersion(name, self.versions.get(name, "")) for name in ("Python", *used)]

    def _need_installed(self, packages: Sequence[str]) -> None:
        for name in packages:
            if name.lower() in self.versions and not is_installed(name):
                locks = " ".join(f"-r {lock}" for lock in LOCKS)
                raise MissingTool(f"falta o pacote {name}; rode pip install {locks}")


def earned_level(block: Block) -> str:
    """Return the level of truth that a block which passed has earned."""
    if block.language == "python":
        return EXECUTED
    if block.file is None:
        return VALIDATED
    return (
        EXECUTED if is_executed(block.file) or block.file.name.endswith(_RULE_TEST) else VALIDATED
    )
