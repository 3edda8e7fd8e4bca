"""The same guide printed by three engines in one run: `python tests/benchmarks/print_engines.py`.

Typst sets the PDF of the kit; WeasyPrint and Chromium print the kit's HTML of the same content.
Whole processes, interleaved; WeasyPrint is taken from $WEASYPRINT or the PATH, if it is there.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from scripts.bank import load_bank  # noqa: E402
from scripts.kit.export import GUIDE, make_model  # noqa: E402
from scripts.kit.formats import make_files  # noqa: E402
from scripts.kit.kit import assemble  # noqa: E402
from scripts.kit.plan import minutes_needed  # noqa: E402
from scripts.kit.request import Request  # noqa: E402
from scripts.site.chromium import HOW_TO_INSTALL, find_chromium  # noqa: E402

ROUNDS, QUESTIONS = 5, 8
TYPST = "--typst"


def kit_files(kind: str) -> Mapping[str, bytes]:
    """Return the files of one format of a kit of the first questions of the bank."""
    questions = load_bank(ROOT).questions[:QUESTIONS]
    minutes = minutes_needed(sum(question.minutes for question in questions))
    model = make_model(assemble(Request(minutes=minutes), questions), ROOT)
    return make_files(kind, model).files


def engines(page: Path, folder: Path) -> dict[str, list[str]]:
    """Return the command of each engine that this machine has, by name."""
    found = {"typst": [sys.executable, __file__, TYPST, str(folder / "typst.pdf")]}
    weasyprint = os.environ.get("WEASYPRINT") or shutil.which("weasyprint")
    if weasyprint:
        found["weasyprint"] = [weasyprint, "--quiet", str(page), str(folder / "weasyprint.pdf")]
    chromium = find_chromium()
    if chromium is None:
        print(HOW_TO_INSTALL, file=sys.stderr)
    else:
        found["chromium"] = [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'perfil'}", f"--print-to-pdf={folder / 'chromium.pdf'}",
            page.as_uri(),
        ]  # fmt: skip
    return found


def timed(command: list[str]) -> tuple[float, float]:
    """Return the seconds and the MiB of the largest process that a command took."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} terminou com código {status}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    """Print one line an engine: median seconds, ratio to Typst, peak memory, size of the PDF."""
    if sys.argv[1:2] == [TYPST]:
        Path(sys.argv[2]).write_bytes(kit_files("pdf")[GUIDE])
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = folder / "entrevistador.html"
        page.write_bytes(kit_files("html")[page.name])
        commands = engines(page, folder)
        runs: dict[str, list[tuple[float, float]]] = {engine: [] for engine in commands}
        for _ in range(ROUNDS):
            for engine, command in commands.items():
                runs[engine].append(timed(command))
        base = statistics.median(seconds for seconds, _ in runs["typst"])
        for engine, measured in runs.items():
            seconds = statistics.median(one for one, _ in measured)
            size = (folder / f"{engine}.pdf").stat().st_size / 1024
            peak = max(memory for _, memory in measured)
            print(f"{engine:11} {seconds:5.2f} s  {seconds / base:5.2f}×  {peak:4.0f} MiB"
                  f"  {size:5.0f} KiB")  # fmt: skip


if __name__ == "__main__":
    main()
