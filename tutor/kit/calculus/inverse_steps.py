"""Steps about an inverse function: where a value is taken, the inverse written out, its slope from it."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, Integer, Tuple

from tutor.core.claims import Claim, DerivativeOf, Equal, SolutionSet
from tutor.core.step import Step, step
from tutor.kit.calculus.curve import inserted, name_places
from tutor.kit.calculus.inverse_function import InverseFunction
from tutor.kit.domain import combined, require
from tutor.kit.unevaluated import equation, looks_like, over, replaced

Solution = Generator[Step, None, dict[str, Claim]]


def find_preimages(inverse: InverseFunction, value: Expr) -> Solution:
    """All places at which the function takes the value."""
    places = inverse.preimages(value)
    solutions = Tuple(*(Tuple(p) for p in places))
    claim = SolutionSet(
        Tuple(equation(inverse.f, value)), Tuple(inverse.x), solutions, inverse.domain
    )
    rules = ("find_no_preimage", "find_preimage", "find_preimages")
    yield step(rules[min(len(places), 2)], claim)
    yield from name_places(inverse.x, places)
    return {"preimage": claim}


def write_inverse(inverse: InverseFunction) -> Solution:
    """Solve the equation of the function for its variable."""
    system, solved = Tuple(equation(inverse.f, inverse.y)), Tuple(Tuple(inverse.written))
    claim = SolutionSet(system, Tuple(inverse.x), solved, inverse.given)
    yield step("write_inverse", claim)
    return {"inverse": claim}


def insert_inverse(inverse: InverseFunction) -> Solution:
    """One over the slope of the function, at the place that the inverse gives."""
    slope, there = inverse.curve.slope, inverse.slope_there
    given = combined(inverse.values, require("!=", there))
    if slope.has(inverse.x):
        put_in = replaced(slope, inverse.x, inverse.written)
        yield inserted("insert_inverse", slope, inverse.x, inverse.written, put_in)
        if not looks_like(put_in, there):
            yield step("shorten_slope", Equal(put_in, there, given))
    claim = inverse.derivative("differentiate_inverse").claims[0]
    assert isinstance(claim, DerivativeOf)
    yield step("take_reciprocal", claim, Equal(over(Integer(1), there), claim.result, given))
    return {"derivative": claim}
