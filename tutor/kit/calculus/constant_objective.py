"""A function that has one value wherever the constraints hold.

It is a number plus multiples of what the constraints set to zero.  Then there is nothing to
compare: every point that fulfils the constraints is a minimum and a maximum.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import sympy as sp
from sympy import Add, Expr, Integer, Rational, Tuple

from tutor.core.claims import Equal, Extremum
from tutor.core.errors import Undefined
from tutor.core.step import collect, step
from tutor.kit.calculus.candidates import Outcome
from tutor.kit.calculus.lagrangian import Lagrange, tuple_of
from tutor.kit.calculus.multipliers import Conclusion
from tutor.kit.polynomial_systems import Solver, Values
from tutor.kit.unevaluated import times, without_ones

TRIED = (*map(Integer, (0, 1, 2, -1, -2, 3)), Rational(1, 2))  # values of variables


Parts = tuple[list[Expr], Expr]


def parts(task: Lagrange) -> Parts | None:
    """The factors of what the constraints set to zero, and the number that is left; None if it is none.

    None also where there are as many constraints as variables: the single points can all be named.
    """
    if task.f.free_symbols and len(task.constraints) >= len(task.unknowns):
        return None
    if not task.f.is_polynomial(*task.unknowns):
        return None
    factors, rest = sp.reduced(task.f, task.differences, *task.unknowns, order="grevlex")
    return None if rest.free_symbols else (factors, rest)


def conclude_constant(
    task: Lagrange, found: Parts, kinds: tuple[str, ...], typed: Tuple
) -> Conclusion:
    """Show that the function, with these parts, has one value on the constraints, and a point that has it.

    What is said of the function holds under the constraints as they were `typed`.
    """
    factors, value = found
    multiples = [
        times(factor, zero) if factor != 1 else zero
        for factor, zero in zip(factors, task.differences, strict=True)
        if factor != 0
    ]
    written = Add(*map(without_ones, multiples), value, evaluate=False)
    if multiples:
        yield step("split_off_constraints", Equal(task.f, written))
    constant = Equal(task.f, value, tuple(typed))
    yield step("see_one_value" if multiples else "see_number", constant)
    outcome = Outcome({"constant": constant})
    point = tuple_of(_some_point(task, value), task.unknowns)
    for kind in kinds:
        claim = Extremum(
            task.f, Tuple(*task.unknowns), task.constraints, point, value, kind, task.given
        )
        yield step(f"name_some_{kind}", claim)
        outcome.goals[f"some_{kind}"] = claim
    return outcome


def _some_point(task: Lagrange, value: Expr) -> Values:
    """A point that fulfils the constraints, with fractions if one is found."""
    points = list(_points(task))
    if not points:
        raise Undefined(
            "constant-on-constraint",
            f"Where the constraint holds, the function is {value} everywhere, so every "
            "point is a minimum and a maximum. No such point was found.",
            fix="Give another function or another constraint.",
        )
    return next((p for p in points if all(v.is_Rational for v in p.values())), points[0])


def _points(task: Lagrange) -> Iterator[Values]:
    free = len(task.unknowns) - len(task.constraints)
    for values in product(TRIED, repeat=free):
        for chosen in combinations(task.unknowns, free):
            fixed = [u - v for u, v in zip(chosen, values, strict=True)]
            try:
                _, found = collect(Solver(task.unknowns).solve([*task.differences, *fixed]))
            except Undefined:
                continue
            yield from (p for p in found[:1] if len(p) == len(task.unknowns))
