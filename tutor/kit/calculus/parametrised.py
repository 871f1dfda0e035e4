"""Extreme values on a circle or an ellipse, with an angle in the place of both variables.

On a x^2 + b y^2 = c the point is (A cos t, B sin t) with A = sqrt(c/a) and B = sqrt(c/b), and
once around is 0 <= t < 2 pi.  The function becomes one of t, and where its derivative is zero are
the candidates.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import sympy as sp
from sympy import Expr, Poly, Symbol, Tuple, cos, pi, sin

from tutor.core.claims import Choice, SolutionSet, Substituted
from tutor.core.errors import TutorError
from tutor.core.step import Step, collect, step
from tutor.kit.calculus.lagrangian import Lagrange, tuple_of
from tutor.kit.calculus.multipliers import solve_equations, write_equations
from tutor.kit.calculus.partials import differentiation
from tutor.kit.polynomial_systems import Values
from tutor.kit.real_roots import tidied
from tutor.kit.real_zeros import real_zeros
from tutor.kit.unevaluated import ZERO, equation

ONCE = (ZERO, 2 * pi)


@dataclass(frozen=True)
class Angle:
    """The letter, what it makes of the variables, and the function and its slope along the curve."""

    t: Symbol
    coordinates: Tuple
    restricted: Expr
    slope: Step
    flat: list[Expr]

    @classmethod
    def of(cls, task: Lagrange) -> Angle | None:
        """None if the constraint is no circle or ellipse around the origin, or the angles have no short form."""
        axes = _axes(task)
        if axes is None or not task.f.is_polynomial(*task.unknowns):
            return None
        t = Symbol("t" if Symbol("t") not in task.unknowns else "s")
        turning = (cos(t), sin(t))
        values = [a * e for a, e in zip(axes, turning, strict=True)]
        pairs = zip(task.unknowns, values, strict=True)
        coordinates = Tuple(*(equation(u, v) for u, v in pairs))
        restricted = sp.expand(task.f.xreplace(dict(e.args for e in coordinates)))
        if not restricted.has(t):
            return None
        slope = differentiation("differentiate_along_curve", restricted, t)
        try:
            zeros = real_zeros(slope.shown["result"], t, (), ONCE)
        except TutorError:
            return None
        return cls(t, coordinates, restricted, slope, [z for z in zeros if z != ONCE[1]])

    def point(self, angle: Expr) -> Values:
        return {e.lhs: tidied(e.rhs.xreplace({self.t: angle})) for e in self.coordinates}


def _axes(task: Lagrange) -> tuple[Expr, Expr] | None:
    """A and B, if the one constraint of two variables is a x^2 + b y^2 = c."""
    if len(task.unknowns) != 2 or len(task.constraints) != 1 or task.given:
        return None
    poly = Poly(task.differences[0], *task.unknowns)
    if set(poly.monoms()) != {(2, 0), (0, 2), (0, 0)} or not all(
        c.is_Rational for c in poly.coeffs()
    ):
        return None
    a, b, c = (poly.coeff_monomial(m) for m in ((2, 0), (0, 2), (0, 0)))
    squares = -c / a, -c / b
    return (sp.sqrt(squares[0]), sp.sqrt(squares[1])) if min(squares) > 0 else None


def candidates_by_angle(task: Lagrange, angle: Angle) -> Generator[Step, None, list[Values]]:
    """The points where the derivative along the curve is zero, and that the equations of Lagrange hold there."""
    (constraint,) = task.constraints
    put = dict(e.args for e in angle.coordinates)
    sides = (sp.expand(side.xreplace(put)) for side in constraint.args)
    around = Substituted(constraint, angle.coordinates, equation(*sides))
    yield step("parametrise_constraint", around, Choice(angle.coordinates))
    used = Tuple(*(e for e in angle.coordinates if task.f.has(e.lhs)))
    yield step("insert_parametrisation", Substituted(task.f, used, angle.restricted))
    yield angle.slope
    t, once = angle.t, (sp.Ge(angle.t, ZERO), sp.Lt(angle.t, ONCE[1]))
    system = Tuple(equation(angle.slope.shown["result"], ZERO))
    flat = Tuple(*(Tuple(z) for z in angle.flat))
    yield step("find_flat_angles", SolutionSet(system, Tuple(t), flat, once))
    points: list[Values] = []
    for z in angle.flat:
        point = angle.point(z)
        for e in angle.coordinates:
            found = Substituted(e, Tuple(equation(t, z)), equation(e.lhs, point[e.lhs]))
            yield step("insert_angle", found)
        points.append(point)
    yield from write_equations(task)
    for claim in task.eliminations:
        yield step("eliminate_multiplier", claim, *task.derivatives_in(claim))
    _, usual = collect(solve_equations(task, task.eliminated, task.polynomials()))
    points.sort(key=usual.index)  # the order in which these equations give them
    listed = Tuple(*(tuple_of(p, task.unknowns) for p in points))
    yield step("list_points", SolutionSet(task.eliminated, Tuple(*task.unknowns), listed))
    return points
