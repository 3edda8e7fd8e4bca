"""How long a kit takes, on the real bank: `python tests/benchmarks/kit.py`."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from scripts.bank import Question, load_bank  # noqa: E402
from scripts.bank.vocabulary import KINDS, THEMES  # noqa: E402
from scripts.kit.export import GUIDE, export_kit  # noqa: E402
from scripts.kit.kit import assemble  # noqa: E402
from scripts.kit.plan import minutes_needed  # noqa: E402
from scripts.kit.request import Request  # noqa: E402
from scripts.kit.selection import select  # noqa: E402

RUNS = 3
LARGE = "100"


def best(job: Callable[[], object]) -> float:
    """Return the seconds of the fastest of a few runs of job, after one that warms the caches."""
    job()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


def repeated(questions: tuple[Question, ...], count: int) -> list[Question]:
    """Return count questions, those given over and over, each with an id and theme of its own."""
    themes, kinds = list(THEMES.values()), KINDS
    return [
        replace(
            question,
            id=f"{themes[number % len(themes)].prefix}-{number:03}",
            theme=themes[number % len(themes)].slug,
            kind=kinds[number % len(kinds)],
        )
        for number, question in enumerate(islice(cycle(questions), count))
    ]


def export(questions: tuple[Question, ...]) -> None:
    """Run the command as a user does, for the questions given, into a folder of its own."""
    ids = [question.id for question in questions]
    minutes = minutes_needed(sum(question.minutes for question in questions))
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["--question", *ids, "--minutes", str(minutes), "--output", folder]
        run(str(ROOT / "scripts" / "export_kit.py"), *arguments)


def large_kit(questions: list[Question]) -> int:
    """Make the files of a kit of all questions; return the size of the guide in bytes."""
    minutes = minutes_needed(sum(question.minutes for question in questions))
    kit = assemble(Request(minutes=minutes), questions)
    return len(export_kit(kit, ROOT).files[GUIDE])


def run(*arguments: str) -> str:
    """Run Python in a process of its own, whose memory is nobody else's; return its output."""
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def peak() -> str:
    """Return the largest memory of a child process so far."""
    kibibytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return f"{kibibytes / 1024:.0f} MiB"


def main() -> None:
    """Print one line a measurement, with the limit it is held to where there is one."""
    questions = load_bank(ROOT).questions[:8]
    if sys.argv[1:] == [LARGE]:
        print(f"{large_kit(repeated(questions, 100)) / 1024 / 1024:.1f} MiB")
        return
    many = repeated(questions, 10_000)
    print(f"seleção em 10.000 perguntas: {best(lambda: select(many, Request())):.2f} s (< 0,3)")
    seconds = best(lambda: export(questions))
    print(f"comando, {len(questions)} perguntas: {seconds:.2f} s (< 2), {peak()} (< 300)")
    seconds = best(lambda: run(__file__, LARGE))
    print(
        f"kit de 100 perguntas: {seconds:.2f} s, {peak()}, guia de {run(__file__, LARGE)}", end=""
    )


if __name__ == "__main__":
    main()
