"""The Taylor polynomial, from how closely it follows the function.

It is the only polynomial of degree n at most whose distance from the function
shrinks faster than h^n.  This is seen at a distance of 10^-100 with many digits;
nothing is differentiated for it.  The bound of the next derivative is held
against its values at many places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import factorial
from typing import Any

from sympy import Abs, Add, Expr, Ge, Le, Poly, Symbol, diff

from tutor.core.claims import Compared, Equal, Substituted
from tutor.verify.answers import Answer, Answers, Follows, Says, Value
from tutor.verify.values.numeric import Draws, Number, Point, context

SIDES = (1, -1, 2, -2, 3)
TINY = 100  # exponent of the distance from the centre
CLOSE = context.mpf(10) ** -10  # of the coefficients
WIDER = context.mpf(1) / 10  # by so much an interval may reach beyond its places
PLACES = 200
LOOSE = 1.001  # a bound is the largest value, up to the distance of the places


def answers(given: Mapping[str, Any]) -> Answers:
    f, x, c, n = given["f"], given["x"], given["at"], int(given["n"])
    found: dict[str, Answer] = {
        "height": Says(Substituted, before=f, after=Value(f.xreplace({x: c}))),
        "polynomial": Follows(_follows(f, x, c, n)),
    }
    same = f.is_polynomial(x) and Poly(f, x).degree() <= n
    if same:
        found["same"] = Follows(
            lambda goals: Says(
                Compared, left=f, relation="=", right=goals["polynomial"].after, given=()
            )
        )
    b = given.get("near")
    if b is None:
        return found
    found["estimate"] = Follows(_estimated(x, b))
    if not same:
        found["bound"] = Follows(_bounded(f, x, c, b, n))
        found["error"] = Follows(_error(c, b, n))
    return found


def _follows(f: Expr, x: Symbol, c: Expr, n: int) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        polynomial = goals["polynomial"].after
        if polynomial.free_symbols - {x} or not polynomial.is_polynomial(x):
            raise ValueError(f"it is no polynomial in {x}")
        if Poly(polynomial, x).degree() > n:
            raise ValueError(f"its degree is larger than {n}")
        with context.workdps(TINY * (n + 2) + 40):
            start = Point(Draws(0), {})
            centre, size = start.of(c), context.mpf(10) ** -TINY
            for side in SIDES:
                there = start.moved({x: centre + side * size})
                apart = abs(there.of(f) - there.of(polynomial))
                if apart > size**n * CLOSE:
                    raise ValueError("it does not follow the function closely enough at the centre")
        names = (Symbol(f"T_{n}"), Symbol("T_n"))
        return Says(Equal, before=next(name for name in names if name != x))

    return rule


def _estimated(x: Symbol, b: Expr) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        polynomial = goals["polynomial"].after
        return Says(Substituted, before=polynomial, after=Value(polynomial.xreplace({x: b})))

    return rule


def _bounded(f: Expr, x: Symbol, c: Expr, b: Expr, n: int) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        following, start = diff(f, x, n + 1), Point(Draws(0), {})
        low, high = (condition.args[1] for condition in goals["bound"].given)
        left, right = sorted((start.of(c), start.of(b)))
        ends = start.of(low), start.of(high)
        if not left - WIDER <= ends[0] <= left < right <= ends[1] <= right + WIDER:
            raise ValueError("this is not an interval around the centre and the point")

        def size(k: int) -> Number:
            place = ends[0] + (ends[1] - ends[0]) * k / PLACES
            return abs(start.moved({x: place}).of(following))

        if start.of(goals["bound"].right) > LOOSE * max(map(size, range(PLACES + 1))):
            raise ValueError("the derivative is smaller than this bound everywhere in between")
        between = (Ge(x, low, evaluate=False), Le(x, high, evaluate=False))
        left_side = Value(Abs(following, evaluate=False))
        return Says(Compared, left=left_side, relation="<=", given=between)

    return rule


def _error(c: Expr, b: Expr, n: int) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        distance = Abs(Add(b, -c))
        return Value(goals["bound"].right * distance ** (n + 1) / factorial(n + 1))

    return rule
