"""A time limit and a memory limit for a command, held by the operating system.

Before anything large is loaded, the program makes a copy of itself that goes on with the command.
The copy sets an alarm that nothing in it handles, so that the system ends it even inside
arithmetic on large numbers.  The program waits for the copy and says what became of it.
"""

from __future__ import annotations

import math
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

import click

from tutor.cli.progress import clear
from tutor.core import limits
from tutor.core.errors import TookTooLong
from tutor.core.stopping import cause_of, limit_memory, told

HAS_ALARM = hasattr(os, "fork") and hasattr(signal, "setitimer")  # Windows has neither
_PASSED_ON = (signal.SIGINT, signal.SIGTERM)


class Seconds(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A finite number of seconds above 0."""

    name = "seconds"

    def convert(
        self, value: Any, parameter: click.Parameter | None, context: click.Context | None
    ) -> float:
        try:
            seconds = float(value)
        except ValueError:
            seconds = math.nan
        if not 0 < seconds <= limits.LONGEST:
            self.fail(
                f"{value} is no time limit. Give seconds, for example 30, "
                f"up to {limits.LONGEST:,}.",
                parameter,
                context,
            )
        return seconds


timeout_option = click.option(
    "--timeout",
    type=Seconds(),
    default=limits.SECONDS,
    show_default=True,
    help="Seconds after which the work is stopped.",
)


def hold(seconds: float, rescue: Callable[[list[str]], None] | None = None) -> IO[str] | None:
    """Return in a copy of this process, which is ended after `seconds`; the rest happens there.

    What the copy writes, a line at a time, to the file that is returned is handed to `rescue` if
    the copy is stopped, with time of its own.  Nothing happens, and None is returned, where the command was called from
    Python rather than as a program, or where the system has no alarms.
    """
    if not HAS_ALARM or not click.get_current_context().find_root().obj:
        return None
    kept = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
    status = _of_copy(seconds)
    if status is None:
        return kept
    if status >= 0 or -status in _PASSED_ON:
        sys.exit(status if status >= 0 else 128 - status)
    clear()
    kept.seek(0)
    lines = [line for line in kept if line.endswith("\n")]  # the last one may be cut
    failed: int | None = 0
    if rescue is not None and lines:
        failed = _of_copy(limits.WRITING)
        if failed is None:
            rescue(lines)
            sys.exit()
    steps = None if rescue is None else len(lines)
    code, message, fix = told(cause_of(status), seconds, steps, _signal(status))
    if failed or steps == 0:
        message += " Nothing was written."
    raise TookTooLong(code, message, fix=fix)


def _of_copy(seconds: float) -> int | None:
    """None in the copy; in the program, how the copy ended: its exit status or minus a signal."""
    copy = os.fork()
    if copy == 0:
        limit_memory()
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        return None

    def pass_on(number: int, frame: Any) -> None:
        with suppress(ProcessLookupError):
            os.kill(copy, number)

    before = {s: signal.signal(s, pass_on) for s in _PASSED_ON}
    try:
        return os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _signal(status: int) -> str:
    return signal.strsignal(-status) or f"signal {-status}"
