"""What the answer to a problem must say, computed from its inputs alone.

A claim is checked under the names that its trace defines, so a solver that is
wrong in a consistent way would pass.  Therefore each topic has a module here,
at its own path, with a function `answers(given)`: it works the answer out
again from the inputs, by a route of its own, and says for every goal by name
what that goal must be.  It sees nothing of the trace but the inputs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from importlib import import_module
from typing import Any

from msgspec import Struct
from sympy import Basic

from tutor.core.claims import FIELDS, Claim, Conditions
from tutor.verify.values.numeric import Number

TOPIC = re.compile(r"[a-z][a-z_]*\.[a-z][a-z0-9_]*")


class Value(Struct, frozen=True):
    """A quantity has this value, whatever it is called, up to `within`.

    The number is exact (int, `Fraction`, SymPy, also with letters or a tuple)
    or an mpf of `tutor.verify.values.numeric.context`.  With `written` the quantity
    must also be written like that.  Besides the conditions of the goal those in `given` are
    taken to hold.

    For a whole goal: it is an `Equal` whose sides both have this value, or
    with `rounded` an `Approximates` of it, with a tolerance of at most `coarsest`, if that is given.
    """

    number: Basic | Fraction | int | Number
    within: Any = 0
    written: Basic | None = None
    rounded: bool = False
    given: Conditions = ()
    coarsest: Any = None


class Says:
    """The goal is a claim of this kind, and these fields of it are as given.

    A field is given by a `Value`, a `Wherever`, a `Follows`, or by what must
    stand there exactly: `Det(A)`, the system of the problem, a word.  A field
    left out is bound by the claim itself: if the rest of it is about the
    inputs, checking the claim is checking the answer.
    """

    __slots__ = ("fields", "kind")

    def __init__(self, kind: type[Claim], /, **fields: Any) -> None:
        if strangers := set(fields) - set(FIELDS[kind]):
            raise TypeError(f"{kind.__name__} has no field {min(strangers)}")
        self.kind = kind
        self.fields = fields


class Wherever(Struct, frozen=True):
    """For the field `given`: the conditions hold wherever this expression has a value.

    Single points may be left out, such as a corner.
    """

    expression: Basic


class Follows(Struct, frozen=True):
    """What must stand here depends on other goals, which are bound by themselves.

    `rule` takes the goals by name and returns an `Answer`, or what must stand
    in a field.  It may raise `Misfit` to say what is wrong with them; any other
    exception leaves the goal unchecked.
    """

    rule: Callable[[Mapping[str, Any]], Any]


class Perhaps(Struct, frozen=True):
    """The goal may be missing; if it is there it must say this."""

    answer: Value | Says | Follows


Answer = Value | Says | Follows | Perhaps
Answers = Mapping[str, Answer]  # what each goal must say, by name
Forms = tuple[Answers, ...]  # a problem may be answered in one of several forms


def answers_to(topic: str) -> Callable[[Mapping[str, Any]], Answers | Forms] | None:
    """The function `answers` of a topic, or None if it has none.

    The name comes from a file that anybody may have written, so nothing but
    `field.topic` in small letters is looked up, and below this package only.
    """
    if TOPIC.fullmatch(topic) is None:
        return None
    name = f"{__name__}.{topic}"
    try:
        found: Callable[[Mapping[str, Any]], Answers | Forms] = import_module(name).answers
    except ModuleNotFoundError as missing:
        if missing.name is not None and name.startswith(missing.name):
            return None
        raise
    return found
