"""How each kind of value is written: the tables of all heads, put together."""

from __future__ import annotations

from sympy import Symbol
from sympy.core.symbol import Str

from tutor.render.typeset import arithmetic, calculus, functions, linear_algebra, structures
from tutor.render.typeset.composer import Composer, Maker
from tutor.render.typeset.names import label, name
from tutor.render.typeset.style import Style

_SIGNED = {**arithmetic.SIGNED, **linear_algebra.SIGNED}
_MAKERS: dict[type, Maker] = {
    Symbol: lambda composer, value, small: name(value.name),
    Str: lambda composer, value, small: label(value.name),
    **arithmetic.MAKERS,
    **functions.MAKERS,
    **calculus.MAKERS,
    **linear_algebra.MAKERS,
    **structures.MAKERS,
}


def composer(style: Style) -> Composer:
    """A composer for everything that a trace may hold."""
    return Composer(style, _SIGNED, _MAKERS)
