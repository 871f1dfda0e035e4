"""The area between two curves.

The curves meet where the two functions are equal; there one of them may pass below the other.  At each
place the height of the region is the distance between the functions, so the area is the integral
of the upper minus the lower one, piece by piece.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import pairwise
from random import Random
from typing import Any

import sympy as sp
from sympy import Abs, Expr, Gt, Integer, Integral, Lt, Symbol, Tuple

from tutor.core.claims import Claim, Compared, Defines, Equal, Equivalent, SolutionSet
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, NumberInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import areas, bar_cases, bar_integrals, function_pictures
from tutor.kit.calculus.one_variable import the_variable
from tutor.kit.nice import nonzero
from tutor.kit.polynomial_systems import Solver, polynomial_of
from tutor.kit.real_roots import real_roots
from tutor.kit.real_values import columns
from tutor.kit.real_zeros import place_between, real_zeros
from tutor.kit.unevaluated import ZERO, added, equation, negated

TRIED = 2_000  # places at which the sign of a difference is looked at

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]


def by_pieces(problem: Problem) -> Solution:
    f, g, x = problem.f, problem.g, problem.x
    goals: Goals = {}
    low, high = problem.a, problem.b
    if low is None:
        goals["crossings"] = crossings = yield from _meet(f, g, x)
        places = [s[0] for s in crossings.solutions.args]
        low, high = places[0], places[-1]
    real = sp.Dummy(real=True)  # of a complex letter SymPy writes the absolute value of e^x anew
    distance = Abs(sp.expand(f - g).xreplace({x: real})).xreplace({real: x})
    whole = Integral(distance, (x, low, high))
    yield step("write_area", Defines(_letter("ARS", x), whole))
    cuts = _inside(problem, low, high)
    for start, end in pairwise([low, *cuts, high]):
        (height,) = columns(f - g, x, [float(place_between(start, end))])
        above, below = (f, g) if height > 0 else (g, f)
        upper = Compared(above, ">", below, (Gt(x, start), Lt(x, end)))
        yield step("see_upper_curve", upper)
    corners = [c for c in bar_cases.corners(f - g, x, (low, high)) if c not in cuts]
    value = yield from bar_integrals.find(distance, x, low, high, [*cuts, *corners])
    goals["area"] = Equal(whole, value)
    return goals


def _meet(f: Expr, g: Expr, x: Symbol) -> Generator[Step, None, SolutionSet]:
    """The places where the difference of the functions is zero, in increasing order."""
    difference, polynomial = sp.expand(f - g), _polynomial(f, g, x)
    name, start = _letter("DEH", x), Tuple(equation(difference, ZERO))
    written = f if g == 0 else added(f, negated(g))
    yield step("subtract_functions", Defines(name, written))
    if written != difference:
        yield step("collect_difference", Equal(name, difference))
    if polynomial is None:
        places = real_zeros(difference, x)
    else:
        if polynomial != difference:
            shorter = Tuple(equation(polynomial, ZERO))
            yield step("divide_by_number", Equivalent(start, shorter, Tuple(x)))
        found = yield from Solver((x,)).solve([polynomial])
        places = sorted((p[x] for p in found), key=float)
    claim = SolutionSet(start, Tuple(x), Tuple(*map(Tuple, places)))
    yield step("list_crossings", claim)
    return claim


def _letter(letters: str, x: Symbol) -> Symbol:
    """The first of these letters that is not the variable."""
    return next(s for s in map(Symbol, letters) if s != x)


def _polynomial(f: Expr, g: Expr, x: Symbol) -> Expr | None:
    """The difference with whole coefficients; None if it is no polynomial with rational numbers."""
    return polynomial_of(f - g, (x,)) if (f - g).is_polynomial(x) else None


def _crossings(f: Expr, g: Expr, x: Symbol) -> list[Expr]:
    """Where the curves meet; raises `Undefined` if one of them has a gap in between."""
    polynomial = _polynomial(f, g, x)
    if polynomial is not None:
        return real_roots(polynomial, x)
    try:
        places = real_zeros(sp.expand(f - g), x)
    except Undefined as unsolved:
        raise Undefined(
            "no-exact-crossings",
            "The places where the two curves meet have no simple exact form, or there are too many of them.",
            fix="Name bounds, for example: area between sin x and cos x from 0 to pi.",
        ) from unsolved
    if len(places) > 1:
        _refuse_gaps(f - g, x, places[0], places[-1])
    return places


def _refuse_gaps(difference: Expr, x: Symbol, low: Expr, high: Expr) -> None:
    areas.refuse_undefined(difference, x, low, high)
    if gaps := areas.gaps(difference, x, low, high):
        raise Undefined(
            "no-value",
            f"One of the functions has no value at {x} = {gaps[0]}.",
            fix="Choose bounds between which both functions have values.",
        )


def _inside(problem: Problem, low: Expr, high: Expr) -> list[Expr]:
    """The places between the ends where the curves meet."""
    h, x = problem.f - problem.g, problem.x
    try:
        return [r for r in real_zeros(h, x, (), (low, high)) if low < r < high]
    except Undefined:
        if not _keeps_sign(h, x, float(low), float(high)):
            raise
        return []  # as for e^x - x, which has no zero


def _keeps_sign(h: Expr, x: Symbol, low: float, high: float) -> bool:
    """Whether the difference has one sign at many places; a crossing in between is left to the verifier."""
    width = (high - low) / TRIED
    heights = columns(h, x, [low + (k + 0.5) * width for k in range(TRIED)])
    return all(height > 0 for height in heights) or all(height < 0 for height in heights)


def complete(problem: Problem) -> dict[str, Any]:
    f, g = problem.f, ZERO if problem.g is None else problem.g
    both = Tuple(f, g)
    x = the_variable(both, problem.x) if both.free_symbols else Symbol("x")
    if sp.expand(f - g) == 0:
        raise Undefined(
            "same-curve",
            "The two functions are the same, so there is no region between them.",
            fix="Give two different functions.",
        )
    a, b = problem.a, problem.b
    places = _crossings(f, g, x) if a is None else []
    if a is None and len(places) < 2:
        met = "nowhere" if not places else f"only at {x} = {places[0]}"
        raise Undefined(
            "no-region",
            f"The curves meet {met}, so they enclose no region.",
            fix="Name two bounds, for example: area between x^2 and x + 5 from 0 to 1.",
        )
    if a is not None and not a < b:
        raise Undefined(
            "order-of-bounds",
            f"The left end {a} is not to the left of the right end {b}.",
            fix="Exchange them.",
        )
    if a is not None:
        _refuse_gaps(f - g, x, a, b)
    return {"x": x, "g": g}


def make(rng: Random, level: int) -> dict[str, Any]:
    """The crossings are chosen first: a parabola and a line, two parabolas, or a cubic with three."""
    x = Symbol("x")
    low = Integer(rng.randint(-2, 1))
    high = low + rng.randint(1, 3)
    line = rng.randint(-2, 2) * x + rng.randint(-3, 3)
    if level == 1:
        return {"f": sp.expand(line - (x - low) * (x - high)), "g": line, "x": x}
    if level == 2:
        bowl = x**2 + line
        return {"f": sp.expand(bowl + nonzero(rng, 2) * (x - low) * (x - high)), "g": bowl, "x": x}
    bounds = {"a": low - 1, "b": high} if rng.random() < 0.5 else {}
    return {"f": sp.expand(line + (x - low) * (x - high)), "g": line, "x": x, **bounds}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    area = found["area"]
    assert isinstance(area, Equal)
    low, high = area.before.args[1].args[1:]
    marks = function_pictures.between(problem.f, problem.g, problem.x, low, high)
    return (Figure("region_between", area, marks, str(problem.x), "y"),) if marks else ()


BOUNDS = "[{ from | from x = | between x = | between | for x from }{a}{ to | to x = | and x = | and }{b}]"
TOPIC = Topic(
    id="calculus.area_between",
    covers=("calc.integral",),
    inputs=(
        ExpressionInput(name="f", about="the one function", example="x^2"),
        ExpressionInput(
            name="g", about="the other function; without it, the axis", example="x", optional=True
        ),
        NumberInput(name="a", about="the left end, if there is one", example="0", optional=True),
        NumberInput(name="b", about="the right end", example="2", optional=True),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
    ),
    phrases=(
        "[find|compute|what is] [the] area {between|enclosed by|bounded by} [the] [curves|graphs|graphs of|curve] "
        "[y = |y=]{f} and [y = |y=]{g}" + BOUNDS,
        "[find|compute|what is] [the] area of the region {between|enclosed by|bounded by} [the] [curves|graphs|graphs of|curve] "
        "[y = |y=]{f} and [y = |y=]{g}" + BOUNDS,
        "[find|compute|what is] [the] area {between|enclosed by|bounded by} [the] [curve|graph of] [y = |y=]{f} and the {x-axis|x axis}"
        + BOUNDS,
        "[find|compute|what is] [the] area of the region {between|enclosed by|bounded by} [the] [curve|graph of] [y = |y=]{f} and the {x-axis|x axis}"
        + BOUNDS,
    ),
    methods={"pieces": by_pieces},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
