"""Who waits is told, who does not wait is left alone."""

from __future__ import annotations

import io
import threading

from scripts.kit.progress import Progress


class Said(io.StringIO):
    """A stream that tells when something was written."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = threading.Event()

    def write(self, text: str) -> int:
        written = super().write(text)
        self.heard.set()
        return written


def test_a_quick_job_is_silent() -> None:
    stream = Said()
    with Progress(stream, patience=60) as progress:
        progress.step("Desenhando", 0)
    assert stream.getvalue() == ""


def test_a_slow_job_says_what_is_being_done_and_then_each_step() -> None:
    stream = Said()
    with Progress(stream, patience=0.01) as progress:
        progress.step("Desenhando", 0)
        assert stream.heard.wait(10)
        progress.step("Compondo", 0.5)
    empty, half = "[....................]", "[##########..........]"
    assert stream.getvalue() == f"{empty} Desenhando…\n{half} Compondo…\n"


def test_a_terminal_keeps_one_line_and_ends_without_it() -> None:
    stream = Said()
    stream.isatty = lambda: True  # type: ignore[method-assign]
    with Progress(stream, patience=0.01) as progress:
        progress.step("Desenhando", 1)
        assert stream.heard.wait(10)
    assert stream.getvalue() == f"\r\x1b[K[{'#' * 20}] Desenhando…\r\x1b[K"
