"""A definite quadratic function as its value at the level point and squares, by completing the square."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import sympy as sp
from sympy import Dummy, Expr, Poly, Symbol, Tuple

from tutor.core.claims import Equal, Extremum, Substituted
from tutor.core.step import Step, step
from tutor.kit.real_values import value_at
from tutor.kit.sums_of_squares import squares_of
from tutor.kit.unevaluated import ZERO, added, equation, negated

SEEN = {1: "see_squares_above", -1: "see_squares_below"}


def judge(f: Expr, variables: Sequence[Symbol], point: Tuple) -> Generator[Step, None, Extremum]:
    """Yield the steps that complete the squares at the level point; returns what kind it is of."""
    value = value_at(f, dict(zip(variables, point, strict=True)))
    assert value is not None
    used = Tuple(*(equation(v, a) for v, a in zip(variables, point, strict=True)))
    yield step("compute_height", Substituted(f, used, value))
    yield step("complete_squares", Equal(f, completed(f, variables, point, value)))
    sign = sign_of_form(f, variables)
    kind = "local minimum" if sign > 0 else "local maximum"
    claim = Extremum(f, Tuple(*variables), Tuple(), point, value, kind)
    yield step(SEEN[sign], claim)
    return claim


def completed(f: Expr, variables: Sequence[Symbol], point: Tuple, value: Expr) -> Expr:
    """The value of f at its level point plus or minus squares of ways from there."""
    sign, (squares, ways) = _squares(f, variables)
    shifts = {
        d: v if a == 0 else added(v, negated(a))
        for d, v, a in zip(ways, variables, point, strict=True)
    }
    terms = [t.xreplace(shifts) if sign > 0 else negated(t.xreplace(shifts)) for t in squares]
    return added(*([value] if value != 0 else []), *terms)


def is_definite_quadratic(f: Expr, variables: Sequence[Symbol]) -> bool:
    """Whether f is a quadratic polynomial whose form of degree two is positive or negative throughout."""
    if not f.is_polynomial(*variables) or Poly(f, *variables).total_degree() != 2:
        return False
    return sign_of_form(f, variables) != 0


def sign_of_form(f: Expr, variables: Sequence[Symbol]) -> int:
    """1 or -1 if the form of degree two of a quadratic polynomial is positive or negative throughout, else 0."""
    rows = sp.hessian(f, list(variables))
    return 1 if rows.is_positive_definite else -1 if rows.is_negative_definite else 0


def _squares(f: Expr, variables: Sequence[Symbol]) -> tuple[int, tuple[list[Expr], list[Dummy]]]:
    """The sign of the form of degree two, and the squares that it is, in letters for the ways from the point."""
    sign, ways = sign_of_form(f, variables), [Dummy(str(v)) for v in variables]
    poly = Poly(f, *variables)
    form = sum(
        (
            c * sp.prod(w**k for w, k in zip(ways, powers, strict=True))
            for powers, c in poly.terms()
            if sum(powers) == 2
        ),
        ZERO,
    )
    found = squares_of(sign * form, ways)
    assert found is not None
    return sign, (found, ways)
