"""The pictures of the README, taken from the built site and from a kit."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.site.chromium import launch

FOLDER = Path("docs") / "assets" / "imagens"
MAX_BYTES = 150_000


@dataclass(frozen=True)
class Picture:
    """A picture of a page: its file name, the window in CSS pixels and the colour scheme."""

    name: str
    width: int
    height: int
    dark: bool = False


PICTURES = (
    Picture("pergunta-desktop.png", 1060, 680),
    Picture("pergunta-celular.png", 390, 760),
    Picture("pergunta-celular-escuro.png", 390, 760, dark=True),
)


def photograph(site: Path, page: str, folder: Path, executable: str) -> list[Path]:
    """Take PICTURES of a page of the built site into folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with _served(site) as address, sync_playwright() as playwright:
        browser = launch(playwright, executable)
        return [_take(browser, address + page, picture, folder) for picture in PICTURES]


def photograph_kit(pdf: Path, number: int, picture: Path) -> Path | None:
    """Turn page `number` of a PDF into a picture; None where pdftoppm is not installed."""
    if shutil.which("pdftoppm") is None:
        return None
    span = ["-f", str(number), "-l", str(number), "-singlefile"]
    command = ["pdftoppm", "-png", "-r", "80", *span, str(pdf), str(picture.with_suffix(""))]
    subprocess.run(command, check=True)
    return picture


def _take(browser: Browser, url: str, picture: Picture, folder: Path) -> Path:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    path = folder / picture.name
    page.screenshot(path=path)
    context.close()
    return path


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""
