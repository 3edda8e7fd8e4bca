"""Take the pictures of the README from the built site, and of a kit where one is given."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.site.chromium import HOW_TO_INSTALL, find_chromium  # noqa: E402
from scripts.site.screenshots import (  # noqa: E402
    FOLDER,
    MAX_BYTES,
    photograph,
    photograph_kit,
)

PAGE = "perguntas/automacao/reverter-modelo/"


def main() -> int:
    """Parse the command line, take the pictures and tell their sizes."""
    arguments = _parser().parse_args()
    executable = find_chromium()
    if executable is None:
        return _fail(HOW_TO_INSTALL)
    if not (arguments.site / PAGE / "index.html").is_file():
        return _fail(f"{arguments.site} não tem a página {PAGE}; construa o site com: make site")
    pictures = photograph(arguments.site, PAGE, ROOT / FOLDER, executable)
    if arguments.kit:
        kit = photograph_kit(arguments.kit, arguments.page, ROOT / FOLDER / "kit-entrevistador.png")
        if kit is None:
            return _fail("falta o pdftoppm; no Debian e no Ubuntu: apt install poppler-utils")
        pictures.append(kit)
    for picture in pictures:
        print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size} bytes")
    heavy = [picture.name for picture in pictures if picture.stat().st_size > MAX_BYTES]
    return _fail(f"passam de {MAX_BYTES} bytes: {', '.join(heavy)}") if heavy else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Faz as imagens do README.")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="site construído")
    parser.add_argument("--kit", type=Path, help="entrevistador.pdf de um kit")
    parser.add_argument("--page", type=int, default=4, help="página do kit (padrão: 4)")
    return parser


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
