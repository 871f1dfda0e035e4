"""The Taylor polynomial, from how closely it follows the function.

It is the only polynomial of degree n at most whose distance from the function
shrinks faster than h^n.  This is seen at a distance of 10^-100 with many digits;
nothing is differentiated for it.  The bound of the next derivative is held
against its values at many places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from math import factorial
from typing import Any

from sympy import (
    Abs,
    Add,
    Expr,
    Function,
    Ge,
    Le,
    Limit,
    Max,
    Poly,
    Pow,
    Symbol,
    cos,
    exp,
    expand,
    log,
    oo,
    preorder_traversal,
    sin,
)

from tutor.core.claims import Compared, Equal, Substituted
from tutor.verify.answers import Answer, Answers, Follows, Forms, Perhaps, Says, Value
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Number, Point, context
from tutor.verify.values.real_derivative import real_derivative

SIDES = (1, -1, 2, -2, 3)
TINY = 100  # exponent of the distance from the centre
CLOSE = context.mpf(10) ** -10  # of the coefficients
WIDER = context.mpf(1) / 10  # by so much an interval may reach beyond its places
PLACES = 200
STEP = 12  # exponent of the steps between values, from which coefficients are found
EARLY, LATE = range(11, 17), range(25, 31)  # orders whose coefficients show how a series grows
ENTIRE = 1.15  # the roots of coefficients shrink by that, if the series converges everywhere
K = Symbol("k")
RATIOS = {  # of the size of a coefficient to that of the next one
    exp: K + 1,
    sin: (2 * K + 2) * (2 * K + 3),
    cos: (2 * K + 1) * (2 * K + 2),
}
SHARES = (0.7, 1.8)  # of the radius: what late coefficients may point to
LARGE = 1000  # times as large much nearer to the centre, and a quotient has no bound
LOOSE = 1.001  # a bound is the largest value, up to the distance of the places


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    f, x, c, n = given["f"], given["x"], given["at"], int(given["n"])
    height = Says(Substituted, before=f, after=Value(f.xreplace({x: c})))
    found: dict[str, Answer] = {"height": height, "polynomial": Follows(_follows(f, x, c, n))}
    same = f.is_polynomial(x) and Poly(f, x).degree() <= n
    if same:
        found["same"] = Follows(
            lambda goals: Says(
                Compared, left=f, relation="=", right=goals["polynomial"].after, given=()
            )
        )
    b, on = given.get("near"), given.get("on")
    if b is None and on is None:
        reaches = Follows(_reaches(f, x, c))
        found["radius"] = reaches if _is_known(f, x, c) else Perhaps(reaches)
        lower: tuple[Answers, ...] = tuple(
            {
                "height": height,
                "polynomial": Follows(_follows(f, x, c, k)),
                "no_derivative": Follows(_ends(f, x, c, k)),
            }
            for k in range(n)
        )
        return found, *lower
    if on is None:
        found["estimate"] = Follows(_estimated(x, b))
    if not same:
        ends = (b, b) if on is None else (on.start, on.end)
        found["bound"] = Follows(_bounded(f, x, (c, *ends), n))
        found["error"] = Follows(_error(c, ends, n))
        if on is not None:
            found["everywhere"] = Follows(_everywhere(f, x, ends))
    return found


def _follows(f: Expr, x: Symbol, c: Expr, n: int) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        polynomial = goals["polynomial"].after
        if polynomial.free_symbols - {x} or not polynomial.is_polynomial(x):
            raise Misfit(f"it is no polynomial in {x}")
        if Poly(polynomial.doit(), x).degree() > n:
            raise Misfit(f"its degree is larger than {n}")
        with context.workdps(TINY * (n + 2) + 40):
            start = Point(Draws(0), {})
            centre, size = start.of(c), context.mpf(10) ** -TINY
            for side in SIDES:
                there = start.moved({x: centre + side * size})
                apart = abs(there.of(f) - there.of(polynomial))
                if apart > size**n * CLOSE:
                    raise Misfit("it does not follow the function closely enough at the centre")
        names = (Symbol(f"T_{n}"), Symbol("T_n"))
        return Says(Equal, before=next(name for name in names if name != x))

    return rule


def _ends(f: Expr, x: Symbol, c: Expr, n: int) -> Callable[[Mapping[str, Any]], Answer]:
    """Beyond order n there is no polynomial: the rest, divided by h^(n + 1), has no limit."""

    def rule(goals: Mapping[str, Any]) -> Answer:
        claim, polynomial = goals["no_derivative"], goals["polynomial"].after
        with context.workdps(TINY * (n + 3) + 40):
            start = Point(Draws(0), {})
            centre = start.of(c)

            def rest(distance: Number) -> Number:
                there = start.moved({x: centre + distance})
                return (there.of(f) - there.of(polynomial)) / distance ** (n + 1)

            near, nearer = context.mpf(10) ** -TINY, context.mpf(10) ** (-2 * TINY)
            grows = abs(rest(nearer)) > LARGE * max(abs(rest(near)), CLOSE)
            if not grows and abs(rest(nearer) - rest(-nearer)) < CLOSE:
                raise Misfit(f"there is a polynomial of order {n + 1}")
        if isinstance(claim, Equal):
            return Says(Equal, after=oo if claim.after == oo else -oo, given=())
        return Says(Compared, relation="!=", given=())

    return rule


def _is_known(f: Expr, x: Symbol, c: Expr) -> bool:
    """Whether one known function of a x + b, times a number, is all but a polynomial in f."""
    functions = {g for g in preorder_traversal(f) if isinstance(g, Pow | Function) and g.has(x)}
    functions = {g for g in functions if not g.is_polynomial(x)}
    if len(functions) != 1:
        return False
    (g,) = functions
    inner, number = g.args[0], f.coeff(g)
    rest = expand(f - number * g)
    known = isinstance(g, exp | sin | cos | log) or (isinstance(g, Pow) and g.exp.is_Rational)
    linear = inner.is_polynomial(x) and Poly(inner, x).degree() == 1
    at_break = isinstance(g, log | Pow) and inner.xreplace({x: c}) == 0
    return known and linear and number.is_number and rest.is_polynomial(x) and not at_break


def _reaches(f: Expr, x: Symbol, c: Expr) -> Callable[[Mapping[str, Any]], Answer]:
    """The radius is the distance of the nearest break, and the coefficients grow accordingly."""

    def rule(goals: Mapping[str, Any]) -> Answer:
        claimed, start = goals["radius"].after, Point(Draws(0), {})
        near, far = _roots_of_coefficients(f, x, c)
        breaks = list(_breaks(f, x))
        if claimed == oo:
            if breaks or far < ENTIRE * near:
                raise Misfit("the coefficients of the series shrink too slowly for that")
            quotient = goals["radius"].before.args[0]
            if not any(f.has(g) and expand(quotient - ratio) == 0 for g, ratio in RATIOS.items()):
                raise Misfit("this is not the quotient of neighbouring coefficients")
            return Says(Equal, before=Limit(quotient, K, oo, "-"), after=oo, given=())
        value = start.of(claimed)
        centre = start.of(c)
        if not breaks or abs(min(abs(z - centre) for z in breaks) - value) > CLOSE * value:
            raise Misfit("the nearest break is at another distance")
        if not SHARES[0] * value < far < SHARES[1] * value:
            raise Misfit(f"the coefficients of the series point to {context.nstr(far, 3)}")
        return Says(Equal, after=claimed, given=())

    return rule


def _breaks(f: Expr, x: Symbol) -> Iterator[Number]:
    """The complex zeros of what stands below a line, under a root or in a logarithm."""
    for part in preorder_traversal(f):
        natural = isinstance(part, Pow) and part.exp.is_Integer and part.exp > 0
        if isinstance(part, Pow | log) and not natural and part.args[0].has(x):
            yield from map(context.mpmathify, Poly(part.args[0], x).nroots(n=30))


@lru_cache(maxsize=64)
def _roots_of_coefficients(f: Expr, x: Symbol, c: Expr) -> tuple[Number, Number]:
    """One over the k-th root of the size of the k-th coefficient, the smallest for early and late k.

    A coefficient is a difference of order k over steps of 10^-STEP, with enough digits.
    """
    last = LATE[-1] + 1
    with context.workdps(STEP * (last + 4)):
        start = Point(Draws(0), {})
        centre, size = start.of(c), context.mpf(10) ** -STEP
        values = [start.moved({x: centre + k * size}).of(f) for k in range(last + 1)]
        sizes: list[Number] = []
        for order in range(1, last + 1):
            values = [b - a for a, b in pairwise(values)]
            sizes.append(abs(values[0]) / size**order / factorial(order))
        noise = context.mpf(10) ** (-STEP / 2)  # a coefficient zero is mixed with the next one

        def smallest(orders: range) -> Number:
            there = [k for k in orders if sizes[k - 1] > noise * sizes[k]]
            return min(sizes[k - 1] ** (-context.one / k) for k in there)

        return smallest(EARLY), smallest(LATE)


def _estimated(x: Symbol, b: Expr) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        polynomial = goals["polynomial"].after
        return Says(Substituted, before=polynomial, after=Value(polynomial.xreplace({x: b})))

    return rule


def _bounded(
    f: Expr, x: Symbol, around: tuple[Expr, ...], n: int
) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        following, start = real_derivative(f, *[x] * (n + 1)), Point(Draws(0), {})
        low, high = (condition.args[1] for condition in goals["bound"].given)
        left, *_, right = sorted(map(start.of, around))
        ends = start.of(low), start.of(high)
        if not left - WIDER <= ends[0] <= left < right <= ends[1] <= right + WIDER:
            raise Misfit("this is not an interval around the centre and the point")

        def size(k: int) -> Number:
            place = ends[0] + (ends[1] - ends[0]) * k / PLACES
            return abs(start.moved({x: place}).of(following))

        if start.of(goals["bound"].right) > LOOSE * max(map(size, range(PLACES + 1))):
            raise Misfit("the derivative is smaller than this bound everywhere in between")
        between = (Ge(x, low, evaluate=False), Le(x, high, evaluate=False))
        left_side = Value(Abs(following, evaluate=False))
        return Says(Compared, left=left_side, relation="<=", given=between)

    return rule


def _error(c: Expr, ends: tuple[Expr, Expr], n: int) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        distance = Max(*(Abs(Add(end, -c)) for end in ends))
        return Value(goals["bound"].right * distance ** (n + 1) / factorial(n + 1))

    return rule


def _everywhere(
    f: Expr, x: Symbol, ends: tuple[Expr, Expr]
) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        apart = Abs(f - goals["polynomial"].after, evaluate=False)
        between = (Ge(x, ends[0], evaluate=False), Le(x, ends[1], evaluate=False))
        most = Value(goals["error"].after)
        return Says(Compared, left=Value(apart), relation="<=", right=most, given=between)

    return rule
