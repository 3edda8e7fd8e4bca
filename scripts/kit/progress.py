"""Tell who waits what is going on, but only once the wait is noticeable."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import TextIO

PATIENCE = 1.0
WIDTH = 20
_CLEAR = "\r\x1b[K"


class Progress:
    """Shows the current step on a stream, behind a bar, from one second on."""

    def __init__(self, stream: TextIO, patience: float | None = None) -> None:
        """Write to stream once patience (seconds; PATIENCE if None) is over."""
        self._stream = stream
        self._terminal = stream.isatty()
        self._current = ""
        self._done = 0.0
        self._late = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE if patience is None else patience, self._begin)
        self._timer.daemon = True

    def __enter__(self) -> Progress:
        """Start the clock."""
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the clock and take the bar off a terminal."""
        self._timer.cancel()
        with self._lock:
            if self._late and self._terminal:
                print(_CLEAR, end="", file=self._stream, flush=True)

    def step(self, text: str, done: float) -> None:
        """Say that text is being done from now on, with a share of done (0 to 1) behind it."""
        with self._lock:
            self._current, self._done = text, done
            if self._late:
                self._show()

    def _begin(self) -> None:
        with self._lock:
            self._late = True
            if self._current:
                self._show()

    def _show(self) -> None:
        full = round(self._done * WIDTH)
        line = f"[{'#' * full}{'.' * (WIDTH - full)}] {self._current}…"
        # A terminal keeps one line; a file, or who reads aloud, gets a line each.
        start, end = (_CLEAR, "") if self._terminal else ("", "\n")
        print(f"{start}{line}", end=end, file=self._stream, flush=True)
