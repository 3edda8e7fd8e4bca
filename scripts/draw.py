"""Draw into .cache/diagrams/ the diagrams that have no drawing yet."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.command_line import Parser  # noqa: E402
from scripts.site.diagrams import draw_fences  # noqa: E402


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Draw every diagram of docs/; return 1 if one can't be drawn."""
    Parser("Desenha os diagramas que ainda não têm desenho.").parse_args(arguments)
    broken = 0
    for path in sorted((root / "docs").rglob("*.md")):
        for error in draw_fences(path.read_text(encoding="utf-8")):
            broken += 1
            print(f"{path.relative_to(root)}:{error.line}: {error.message}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
