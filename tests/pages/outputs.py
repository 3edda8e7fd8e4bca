"""What a snippet printed, committed beside it, compared with what it prints now."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from pathlib import Path

from tests.pages.blocks import OUTPUT_SUFFIX
from tests.pages.runner import Run

_SHOWN_LINES = 60
_REWRITE = "rode make outputs e confira a diferença"


def output_of(file: Path) -> Path:
    """Return where the output of a snippet is committed."""
    return file.with_name(file.name + OUTPUT_SUFFIX)


def is_executed(file: Path) -> bool:
    """Tell whether the snippet runs: every `.py`, and a `.sh` whose output is kept."""
    return file.suffix == ".py" or (file.suffix == ".sh" and output_of(file).exists())


@dataclass(frozen=True)
class Outputs:
    """Compares outputs, or writes them where `rewrite` is true; `rewritten` names those."""

    rewrite: bool = False
    rewritten: list[Path] = field(default_factory=list)

    def problems(self, file: Path, run: Run) -> list[str]:
        """Return what is wrong with the run of the file or with its committed output."""
        if run.problems:
            return list(run.problems)
        expected = output_of(file)
        committed = expected.read_bytes() if expected.exists() else b""
        if committed == run.stdout and expected.exists() == bool(run.stdout):
            return []
        if not run.stdout:
            return [f"não imprime nada, mas {expected.name} existe; apague-o ou imprima algo"]
        if self.rewrite:
            expected.write_bytes(run.stdout)
            self.rewritten.append(expected)
            return []
        return [_difference(expected, committed, run.stdout)]


def _difference(expected: Path, committed: bytes, printed: bytes) -> str:
    if not expected.exists():
        return f"imprime algo, mas falta {expected.name}; {_REWRITE}"
    # With their ends: a last line without one is a difference too.
    old, new = (
        text.decode("utf-8", "replace").splitlines(keepends=True) for text in (committed, printed)
    )
    lines = difflib.unified_diff(old, new, n=1)
    shown = "\n".join(f"    {line!r}" for line in list(lines)[2 : _SHOWN_LINES + 2])
    return f"não imprime o que está em {expected.name}; {_REWRITE}:\n{shown}"
