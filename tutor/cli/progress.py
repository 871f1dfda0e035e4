"""What long work is doing, on standard error of a terminal.

Nothing is shown for the first half second, and nothing at all where standard error is no terminal.
"""

from __future__ import annotations

import json
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from tutor.core.errors import counted

if TYPE_CHECKING:
    from rich.status import Status

DELAY = 0.5  # seconds of quick work that nobody has to be told about
_CLEAR = "\r\x1b[K\x1b[?25h"  # empties the line and brings the cursor back


class Progress:
    """A line that says how many steps are found and what is being done; a context."""

    def __init__(self) -> None:
        self._found = 0
        self._words = "Reading the problem"
        self._status: Status | None = None
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            self._timer = threading.Timer(DELAY, self._show)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._timer = None
            if self._status is not None:
                self._status.stop()

    def found(self, part: str) -> None:
        """One more step, as the JSON of a trace that holds it alone."""
        self._found += 1
        if self._status is not None:
            rule = json.loads(part)["steps"][0]["rule"].replace("_", " ")
            self.say(f"{counted(self._found, 'step', 'steps')} found: {rule}")
        else:
            self._words = f"{counted(self._found, 'step', 'steps')} found"

    def say(self, words: str) -> None:
        """What is being done from here on."""
        self._words = words
        with self._lock:
            if self._status is not None:
                self._status.update(self._words)

    def checking(self) -> None:
        """All steps are found, and the verifier begins."""
        self.say(f"Checking {counted(self._found, 'step', 'steps')}")

    def _show(self) -> None:
        from rich.console import Console

        status = Console(stderr=True).status(self._words)
        with self._lock:
            if self._timer is not None:  # the work may have ended meanwhile
                self._status = status
                status.start()


def clear() -> None:
    """Tidy the terminal after a process that was stopped while its progress was shown."""
    if sys.stderr.isatty():
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()
