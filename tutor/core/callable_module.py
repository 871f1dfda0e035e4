"""Lets a package be called like the function it is named after.

`tutor.verify` and `tutor.render` are rooms of the house and the names under
which Python users call what these rooms do; importing the room would hide the
function, so the room itself answers the call.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class CallableModule(ModuleType):
    """A module whose call is a call of the function with the module's own name.

    `inspect` and `help` find the signature of the function in `__signature__`.
    """

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._function(*arguments, **options)

    @property
    def __signature__(self) -> Any:
        from inspect import signature

        return signature(self._function)

    @property
    def _function(self) -> Any:
        return getattr(self, self.__name__.rpartition(".")[2])


def make_callable(module: str) -> None:
    """Let the module of this name be called."""
    sys.modules[module].__class__ = CallableModule
