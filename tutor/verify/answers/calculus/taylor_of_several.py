"""A Taylor polynomial of several variables, from how closely it follows the function along lines.

At a distance of 10^-60 from the centre, in many directions, its distance from the
function is smaller than that power by far.  The gradient is held against tiny differences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

from sympy import Expr, Poly, Symbol

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answer, Answers, Follows, Says, Wherever
from tutor.verify.answers.linearizations import linearization
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Point, context
from tutor.verify.values.real_derivative import real_derivative

FAR = 60  # exponent of the distance
SHIFTS = [[context.mpf(k * m % 17 - 8) / 1000 for m in (3, 5, 7, 11, 2, 6)] for k in range(1, 5)]
CLOSE = context.mpf(10) ** -10  # of the coefficients


def answers(given: Mapping[str, Any]) -> Answers:
    f, variables, at = given["f"], tuple(given["variables"]), tuple(given["at"])
    found = linearization(f, variables, at, None)
    del found["tangent"]
    if given["n"] == "2":
        found["hessian"] = Follows(_bends(f, variables, at))
    return {**found, "polynomial": Follows(_follows(f, variables, at, int(given["n"])))}


def _bends(
    f: Expr, variables: Sequence[Symbol], at: Sequence[Expr]
) -> Callable[[Mapping[str, Any]], Answer]:
    """The entries of the Hessian have the values of the second derivatives around the centre."""

    def rule(goals: Mapping[str, Any]) -> Answer:
        matrix, start = goals["hessian"].after, Point(Draws(0), {})
        size = len(variables)
        if not isinstance(matrix, Matrix) or matrix.shape != (size, size):
            raise Misfit("it is no matrix of second derivatives")
        for shift in SHIFTS:
            moved = [start.of(a) + s for a, s in zip(at, shift, strict=False)]
            there = start.moved(dict(zip(variables, moved, strict=True)))
            for i, j in product(range(size), repeat=2):
                wanted = there.of(real_derivative(f, variables[i], variables[j]))
                if abs(there.of(matrix[i + 1, j + 1]) - wanted) > CLOSE * max(1, abs(wanted)):
                    raise Misfit("an entry is not that second derivative")
        return Says(Equal, after=matrix, given=Wherever(f))

    return rule


def _follows(
    f: Expr, variables: Sequence[Symbol], at: Sequence[Expr], n: int
) -> Callable[[Mapping[str, Any]], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        polynomial = goals["polynomial"].after
        if polynomial.free_symbols - set(variables) or not polynomial.is_polynomial(*variables):
            raise Misfit("it is no polynomial in the variables")
        if Poly(polynomial.doit(), *variables).total_degree() > n:
            raise Misfit(f"its degree is larger than {n}")
        with context.workdps(FAR * (n + 2) + 40):
            start, size = Point(Draws(0), {}), context.mpf(10) ** -FAR
            centre = [start.of(a) for a in at]
            for direction in product((0, 1, -1), repeat=len(centre)):
                moved = [c + d * size for c, d in zip(centre, direction, strict=True)]
                there = start.moved(dict(zip(variables, moved, strict=True)))
                if abs(there.of(f) - there.of(polynomial)) > size**n * CLOSE:
                    raise Misfit("it does not follow the function closely enough")
        return Says(Equal, before=Symbol(f"T_{n}"))

    return rule
