"""Work that is stopped from outside: the memory it may use, and what to say when it has ended."""

from __future__ import annotations

from contextlib import suppress
from enum import Enum

from tutor.core import limits


class Cause(Enum):
    """Why a process ended before its work was done."""

    TIME = "timeout"
    MEMORY = "memory"
    CRASH = "crashed"


def limit_memory() -> None:
    """Let this process take no more than `limits.WORKER_MEMORY`; the next request fails.

    What counts is memory that can be written: the JavaScript engine reserves far more addresses
    than it uses.  Windows has no such limit.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limits.WORKER_MEMORY, limits.WORKER_MEMORY))


def cause_of(status: int) -> Cause:
    """Why a process ended, from its exit status, or minus the signal that ended it.

    Where memory is short, Linux kills the process that has most of it, with signal 9.
    """
    return {-14: Cause.TIME, -9: Cause.MEMORY}.get(status, Cause.CRASH)


def told(
    cause: Cause, seconds: float, steps: int | None = None, detail: str = ""
) -> tuple[str, str, str]:
    """The code, the message and the fix for work that ended early, after steps that were counted."""
    after = f" after {steps} step{'s' * (steps != 1)}" if steps else " before the first step"
    after = "" if steps is None else after
    if cause is Cause.CRASH:
        fix = "Please report it, with the problem as you typed it."
        return "crashed", f"The work failed{after}{detail and ': '}{detail}.", fix
    if cause is Cause.MEMORY:
        size = f"{limits.WORKER_MEMORY / 1024**3:g} GB"
        message = f"The work was stopped{after}: it needed more memory than the {size} it may use."
        return "memory", message, "Make the problem smaller."
    message = f"The work was stopped{after}: the time limit of {seconds:g} s was reached."
    return "timeout", message, "Allow more time with --timeout, or make the problem smaller."
