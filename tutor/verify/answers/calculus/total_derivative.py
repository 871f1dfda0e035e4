"""The derivative of nested functions, from the function that is left when all of them are put in.

The names are replaced one after another until none is left, and SymPy differentiates what
results; no product along a branch is formed.  At a point, a difference quotient over a tiny
step gives the slope.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Add, Expr, Symbol, Tuple

from tutor.core.claims import Choice, DerivativeOf, Substituted
from tutor.core.insertion import inserted
from tutor.verify.answers import Answer, Answers, Says, Value, Wherever
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context
from tutor.verify.values.real_derivative import off_breaks, real_derivative

GOALS = "derivative", "second", "third"
STEP = context.mpf(10) ** -30
CLOSE = context.mpf(10) ** -15


def answers(given: Mapping[str, Any]) -> Answers:
    formulas = {f.lhs: f.rhs for f in given["functions"]}
    (of,) = given["of"]
    inner = dict(formulas)
    for _ in formulas:  # no way through them is longer
        inner = {name: inserted(f, formulas) for name, f in inner.items()}
    f = inner[of]
    if f.free_symbols & formulas.keys():
        raise Misfit("a function depends on itself")
    everywhere = Wherever(Add(*inner.values(), evaluate=False))  # e^ln(t) needs ln(t)
    needed = _inside(formulas, of)
    listed = sorted((e for e in given["functions"] if e.lhs in needed), key=lambda e: e.lhs != of)
    made: dict[str, Answer] = {"dependencies": Says(Choice, shown=Tuple(*listed))}
    for name, letter in zip(GOALS, given["by"], strict=False):
        slope = real_derivative(f, letter)
        made[name] = Says(
            DerivativeOf,
            function=Value(f),
            variable=letter,
            result=Value(slope, given=off_breaks(f)),
            given=everywhere,
        )
        if "at" in given:
            made[f"{name}_at"] = _at(f, slope, letter, given["at"])
    return made


def _inside(formulas: Mapping[Symbol, Expr], outer: Symbol) -> set[Symbol]:
    """A function and all that stand in its formula, at any depth."""
    found, new = {outer}, {outer}
    while new:
        new = set().union(*(formulas[name].free_symbols for name in new)) & formulas.keys() - found
        found |= new
    return found


def _at(f: Expr, slope: Expr, letter: Symbol, at: Tuple) -> Answer:
    place = {e.lhs: e.rhs for e in at}
    if f.free_symbols <= place.keys():
        value = Value(_quotient(f, letter, place), within=CLOSE)
    else:
        value = Value(slope.subs(place, simultaneous=True))
    if slope.simplify().free_symbols & place.keys():
        return Says(Substituted, before=Value(slope, given=off_breaks(f)), after=value)
    return Says(DerivativeOf, function=Value(f), variable=letter, result=value)


def _quotient(f: Expr, letter: Symbol, place: Mapping[Symbol, Expr]) -> Number:
    with context.workdps(150):
        origin = Point(Draws(0), {})
        start = {s: origin.of(value) for s, value in place.items()}

        def height(side: int) -> Number:
            return origin.moved({**start, letter: start[letter] + side * STEP}).of(f)

        return (height(1) - height(-1)) / (2 * STEP)
