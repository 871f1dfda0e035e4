"""The tangent and the normal at a point of a curve that an equation describes.

Where there is a slope the tangent is a point and this slope; where there is none it is vertical.
The normal is at a right angle to the tangent, so a dot product is zero on it, whatever its slope.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from sympy import Expr, Integer, Symbol, Tuple, expand, radsimp

from tutor.core.claims import Claim, Equal, SolutionSet
from tutor.core.matrix_expression import Dot
from tutor.core.step import Step, step
from tutor.kit.calculus.partials import Gradient
from tutor.kit.unevaluated import added, equation, negated, times

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]


def tangent(at: Tuple, x: Symbol, slope: Expr) -> Solution:
    """The height of the tangent with this slope."""
    line = _line(at, x, slope)
    height = Equal(line, expand(line))
    parts = Dot(Tuple(Integer(1), slope), Tuple(at[1], _away(x, at[0])))
    yield step("write_tangent", height, Equal(parts, line))
    return {"tangent": height}


def vertical_tangent(gradient: Gradient, at: Tuple) -> Solution:
    """The tangent where the second partial derivative is zero, and that it is."""
    there = gradient.put_in("find_no_slope", at)
    assert there is not None  # a derivative by y that is zero everywhere was refused
    yield there
    line = yield from _at_right_angle("multiply_with_way", gradient.variables, at, gradient.at(at))
    x = gradient.variables[0]
    vertical = SolutionSet(Tuple(equation(line, Integer(0))), Tuple(x), Tuple(Tuple(at[0])))
    yield step("write_vertical_tangent", vertical)
    return {"gradient_at": there.claims[0], "vertical": vertical}


def normal(variables: Sequence[Symbol], at: Tuple, along: Tuple) -> Solution:
    """The normal, where the tangent has the direction `along`."""
    line = yield from _at_right_angle("multiply_with_tangent", variables, at, along)
    x, y = variables
    run, rise = along
    unknown, value = (
        (x, at[0]) if rise == 0 else (y, expand(at[1] - radsimp(run / rise) * (x - at[0])))
    )
    found = SolutionSet(Tuple(equation(line, Integer(0))), Tuple(unknown), Tuple(Tuple(value)))
    yield step("solve_for_normal", found)
    return {"normal": found}


def _at_right_angle(
    rule: str, variables: Sequence[Symbol], at: Tuple, direction: Tuple
) -> Generator[Step, None, Expr]:
    """What is zero on the line through the point at a right angle to a direction."""
    away = Tuple(*(_away(v, a) for v, a in zip(variables, at, strict=True)))
    terms = [
        way if part == 1 else times(part, way)
        for part, way in zip(direction, away, strict=True)
        if part != 0
    ]
    line = added(*terms)
    yield step(rule, Equal(Dot(direction, away), line))
    return line


def _line(at: Tuple, x: Symbol, slope: Expr) -> Expr:
    rise = _away(x, at[0]) if slope == 1 else times(slope, _away(x, at[0]))
    return rise if at[1] == 0 and slope != 0 else added(at[1], *([rise] if slope != 0 else []))


def _away(x: Symbol, a: Expr) -> Expr:
    return added(x, negated(a)) if a != 0 else x
