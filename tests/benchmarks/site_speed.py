"""Time the site on a copy of the repository: first build, second build, and an edit in serve.

Run by hand (python tests/benchmarks/site_speed.py); prints one line a measure, in seconds.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("docs", "snippets", "scripts", "mkdocs.yml")
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
TIMEOUT = 120
EDITS = 5


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_tree(Path(folder))
        page = next((tree / "docs" / "perguntas").glob("*/[!i]*.md"))
        report("primeira construção, diagramas inclusos", timed(lambda: build(tree)))
        edit_text(page)
        report("construção após editar uma pergunta", timed(lambda: build(tree)))
        edit_diagram(page)
        report("construção após editar um diagrama", timed(lambda: build(tree)))
        with serving(tree) as address:
            texts = [seen_after(edit_text, tree, page, address) for _ in range(EDITS)]
            report("serve: edição de texto visível (mediana)", sorted(texts)[EDITS // 2])
            drawings = [seen_after(edit_diagram, tree, page, address) for _ in range(EDITS)]
            report("serve: edição de diagrama visível (mediana)", sorted(drawings)[EDITS // 2])


def copy_tree(folder: Path) -> Path:
    """Copy what a build needs, without anything built before."""
    for name in NEEDED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    return folder


def build(tree: Path) -> None:
    """Build strictly; raise CalledProcessError if that fails."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=tree, env=ENVIRONMENT, check=True)


def edit_text(page: Path) -> str:
    """Add a mark to the short answer; return the mark."""
    mark = f"marca{time.monotonic_ns()}"
    text = page.read_text(encoding="utf-8")
    heading = "## Resposta curta\n\n"
    page.write_text(text.replace(heading, f"{heading}{mark} "), encoding="utf-8")
    return mark


def edit_diagram(page: Path) -> str:
    """Add a mark to the description of the diagram, so that it has to be drawn again."""
    mark = f"marca{time.monotonic_ns()}"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("accDescr: ", f"accDescr: {mark} ", 1), encoding="utf-8")
    return mark


def seen_after(edit: Callable[[Path], str], tree: Path, page: Path, address: str) -> float:
    """Edit page and return the seconds until the server shows the edit."""
    url = f"{address}{page.relative_to(tree / 'docs').with_suffix('').as_posix()}/"
    time.sleep(1)
    mark = edit(page)
    return timed(lambda: wait_for(url, mark))


@contextmanager
def serving(tree: Path) -> Iterator[str]:
    """Run `mkdocs serve` as `make serve` does; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--quiet"]
    server = subprocess.Popen(
        [*command, "--dev-addr", f"127.0.0.1:{port}"],
        cwd=tree,
        env={**ENVIRONMENT, "MERMAID_PREVIEW": "true"},
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/", "<title>")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def wait_for(url: str, text: str) -> None:
    """Ask for url until the answer holds text; raise TimeoutError after two minutes."""
    end = time.monotonic() + TIMEOUT
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url) as answer:
                if text in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise TimeoutError(url)


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that action takes."""
    start = time.monotonic()
    action()
    return time.monotonic() - start


def report(what: str, seconds: float) -> None:
    """Print one measure."""
    print(f"{seconds:6.2f} s  {what}", flush=True)


if __name__ == "__main__":
    main()
