"""Named functions: sin(x), ln(x), |x|, n!.

The argument always stands in brackets, so that a reader sees where it ends.  Powers of the
trigonometric functions are written as sin²(x), all others outside brackets.
"""

from __future__ import annotations

import sympy as sp
from sympy import Expr

from tutor.render.typeset.composer import Composer, Maker
from tutor.render.typeset.layout import (
    APPLY,
    ATOM,
    COMMA,
    Fenced,
    Fraction,
    Ident,
    Node,
    Operator,
    Row,
    Said,
    bound,
    parenthesized,
    separated,
)

_NAMES: dict[type, str] = {
    sp.log: "ln",
    sp.asin: "arcsin",
    sp.acos: "arccos",
    sp.atan: "arctan",
    sp.acot: "arccot",
    sp.asec: "arcsec",
    sp.acsc: "arccsc",
    sp.asinh: "arsinh",
    sp.acosh: "arcosh",
    sp.atanh: "artanh",
    sp.sign: "sgn",
    sp.gamma: "Γ",
    sp.Max: "max",
    sp.Min: "min",
}
_OWN_NAMES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc, sp.sinh, sp.cosh, sp.tanh, sp.erf)
_FENCES: dict[type, tuple[str, str, str]] = {
    sp.Abs: ("|", "|", "absolute value"),
    sp.floor: ("⌊", "⌋", "floor"),
    sp.ceiling: ("⌈", "⌉", "ceiling"),
}


def call(name: str, *arguments: Node) -> Node:
    """A function and its arguments in brackets."""
    inside = arguments[0] if len(arguments) == 1 else separated(list(arguments), COMMA)
    return Row((Ident(name, function=True), APPLY, parenthesized(inside)))


def _function(composer: Composer, value: Expr, small: bool) -> Node:
    name = _NAMES.get(type(value)) or type(value).__name__
    return call(name, *(composer.node(argument, small) for argument in value.args))


def _fenced(composer: Composer, value: Expr, small: bool) -> Node:
    opening, closing, phrase = _FENCES[type(value)]
    body = composer.node(value.args[0], small)
    return Said(Fenced(opening, closing, body), phrase, (body,))


def _factorial(composer: Composer, value: Expr, small: bool) -> Node:
    body = composer.node(value.args[0], small)
    return Said(Row((bound(body, ATOM), Operator("!"))), "factorial", (body,))


def _binomial(composer: Composer, value: Expr, small: bool) -> Node:
    above, below = (composer.node(part, small) for part in value.args)
    return Said(Fraction(above, below, "none"), "binomial", (above, below))


MAKERS: dict[type, Maker] = {
    **dict.fromkeys((*_NAMES, *_OWN_NAMES), _function),
    **dict.fromkeys(_FENCES, _fenced),
    sp.factorial: _factorial,
    sp.binomial: _binomial,
}
