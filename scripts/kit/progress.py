"""Tell who waits what is going on, but only once the wait is noticeable."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import TextIO

PATIENCE = 1.0


class Progress:
    """Writes the current step to a stream, a line each, from one second on."""

    def __init__(self, stream: TextIO, patience: float = PATIENCE) -> None:
        """Write to stream once patience (seconds) is over."""
        self._stream = stream
        self._current = ""
        self._late = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(patience, self._begin)
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
        """Stop the clock."""
        self._timer.cancel()

    def step(self, text: str) -> None:
        """Say that text is being done from now on."""
        with self._lock:
            self._current = text
            if self._late:
                self._show()

    def _begin(self) -> None:
        with self._lock:
            self._late = True
            if self._current:
                self._show()

    def _show(self) -> None:
        print(f"{self._current}…", file=self._stream, flush=True)
