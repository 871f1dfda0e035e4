"""Worked mathematics: a typed problem becomes a derivation in which every step is verified.

    >>> import tutor
    >>> solution = tutor.solve("determinant of [2 1; 4 3]")
    >>> print(solution.answer["determinant"].after)
    2

The names are loaded when they are first used, so that importing the package
costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tutor.core.errors import (
        NotUnderstood,
        OverLimit,
        Several,
        TookTooLong,
        TutorError,
        Undefined,
    )
    from tutor.core.step import Step, Trace
    from tutor.render import render
    from tutor.solution import Solution, problem, solve
    from tutor.verify import verify
    from tutor.worker import StoppedEarly

__version__ = "0.1.0"
__all__ = [
    "NotUnderstood",
    "OverLimit",
    "Several",
    "Solution",
    "Step",
    "StoppedEarly",
    "TookTooLong",
    "Trace",
    "TutorError",
    "Undefined",
    "problem",
    "render",
    "solve",
    "verify",
]

_HOMES = {
    "NotUnderstood": "tutor.core.errors",
    "OverLimit": "tutor.core.errors",
    "Several": "tutor.core.errors",
    "Solution": "tutor.solution",
    "Step": "tutor.core.step",
    "StoppedEarly": "tutor.worker",
    "TookTooLong": "tutor.core.errors",
    "Trace": "tutor.core.step",
    "TutorError": "tutor.core.errors",
    "Undefined": "tutor.core.errors",
    "problem": "tutor.solution",
    "render": "tutor.render",
    "solve": "tutor.solution",
    "verify": "tutor.verify",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'tutor' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted((*__all__, "__version__"))
