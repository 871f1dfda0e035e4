"""Limits of difference quotients with a letter for the place, which ask for a derivative.

`lim h->0 ((x+h)^2 - x^2)/h` asks for the derivative of x^2 from the definition, and so does
`lim x->a (x^2 - a^2)/(x - a)`, in the letter a.
"""

from __future__ import annotations

import re
from typing import Final

import sympy as sp
from sympy import Add, Expr, Symbol

from tutor.core.errors import TutorError
from tutor.core.written import written
from tutor.reading.limit_notation import limit

_ASKED: Final = re.compile(
    r"^\s*(?:find |evaluate |compute |calculate |what is )?(?:the )?(?:limit(?: of |: ?| (?=\\|\$)))?",
    re.IGNORECASE,
)


def derivative_asked(text: str) -> str:
    """The text, or if it is the limit of a difference quotient, the question for the derivative."""
    if "lim" not in text.lower():
        return text
    try:
        quotient, variable, place, *_ = limit(_ASKED.sub("", text)).args
    except TutorError:
        return text
    found = _function(quotient, variable, place)
    return text if found is None else f"derivative of {written(found)} from the definition"


def _function(quotient: Expr, variable: Symbol, place: Expr) -> Expr | None:
    """The function of which this is the difference quotient, in the letter of the place; None if it is none."""
    above, below = sp.fraction(quotient)
    if not isinstance(above, Add):
        return None
    here = Add(*(-term for term in above.args if not term.has(variable)))
    there = Add(*(term for term in above.args if term.has(variable)))
    letters = here.free_symbols
    if len(letters) != 1:
        return None
    (x,) = letters
    step = place == 0 and below == variable
    if not step and (place != x or sp.expand(below - variable + x) != 0):
        return None
    moved = here.xreplace({x: x + variable if step else variable})
    apart = variable if step else variable - x
    slope = sp.cancel(_in_order(there - moved) / apart)  # of a linear part, whose letters are gone
    return here + slope * x if slope.is_number else None


def _in_order(f: Expr) -> Expr:
    """The expression multiplied out, with the terms of all sums in one order."""
    return sp.expand(f.replace(lambda part: part.is_Add, lambda part: Add(*part.args)))
