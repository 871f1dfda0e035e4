"""The best approximation of degree one at a point: a tangent line, or a tangent plane.

It has the value of the function at the point, and its slopes.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from functools import cached_property
from math import hypot, isfinite

import sympy as sp
from msgspec.structs import replace
from sympy import Expr, Integer, Limit, Rational, Symbol, Tuple

from tutor.core.claims import Claim, Defines, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.figure import Curve, Dots, Figure, Mark
from tutor.core.matrix_expression import Dot
from tutor.core.step import Step, step
from tutor.core.written import written
from tutor.kit.calculus.curve_pictures import curve
from tutor.kit.calculus.gradient_pictures import contours_around
from tutor.kit.calculus.partials import Gradient
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.real_values import value_at
from tutor.kit.real_zeros import has_value
from tutor.kit.unevaluated import MINUS, ZERO, added, divided, negated, times

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
REACH = 2.0  # of the pictures, from the point to their edges


def require_point_with_slope(f: Expr, x: Symbol, at: Expr, value: Expr | None) -> None:
    """Raise `Undefined` unless the curve has this point, and the rules give a slope there."""
    if not has_value(f, x, at):
        raise Undefined(
            "outside-domain",
            f"The function has no value at {x} = {at}, so there is no point of the curve.",
            fix="Choose a point where the function is defined.",
        )
    if value is not None and value != value_at(f, {x: at}):
        raise Undefined(
            "not-on-curve",
            f"The point ({written(at)}, {written(value)}) is not on the curve.",
            fix=f"Name the place alone: at {x} = {written(at)}.",
        )
    try:
        Gradient(f, (x,), "differentiate", at=at).at((at,))
    except Undefined as bad:
        raise Undefined(
            "no-slope",
            f"The rules give no slope at {x} = {at}: there may be a corner, or a vertical tangent.",
            fix=f"Ask whether the function is differentiable there: is {written(f)} "
            f"differentiable at {x} = {at}?",
        ) from bad


class Linearization:
    """The function of degree one that touches a graph at a point."""

    def __init__(self, gradient: Gradient, at: Sequence[Expr]) -> None:
        self.gradient = gradient
        self.at = tuple(at)
        self.slopes = gradient.at(at)
        self.value = gradient.value(at)

    @property
    def pairs(self) -> list[tuple[Symbol, Expr]]:
        return list(zip(self.gradient.variables, self.at, strict=True))

    @property
    def away(self) -> Tuple:
        """The way from the point, variable by variable."""
        return Tuple(*(_away(x, a) for x, a in self.pairs))

    @cached_property
    def written(self) -> Expr:
        """value + slope (x - a) + ..., as written; zeros and ones stand only where nothing else would."""
        slopes = list(zip(self.slopes, self.pairs, strict=True))
        terms = [
            _away(x, a) if slope == 1 else times(slope, _away(x, a))
            for slope, (x, a) in slopes
            if slope != 0
        ]
        short = added(*([] if self.value == 0 and terms else [self.value]), *terms)
        if short != sp.expand(short):
            return short
        full = (times(slope, added(x, times(MINUS, a))) for slope, (x, a) in slopes)
        return added(self.value, *full)

    @cached_property
    def expanded(self) -> Expr:
        return sp.expand(self.written)

    def prepare(self, rule: str = "find_point_of_contact") -> Solution:
        """The value and the slopes at the point; `rule` finds the value."""
        height = self.gradient.height(rule, self.at)
        goals: Goals = {"height": height.claims[0]}
        yield height
        yield from self.gradient.steps
        goals |= {f"slope_{k}": c for k, c in enumerate(self.gradient.claims, start=1)}
        there = self.gradient.put_in("insert_point_in_gradient", self.at)
        if there is not None:
            yield there
            goals["slopes"] = there.claims[0]
        return goals

    def write(self, rule: str) -> Solution:
        """The approximation with its terms, and worked out."""
        claim = Equal(self.written, self.expanded)
        origin = Dot(Tuple(self.value, *self.slopes), Tuple(Integer(1), *self.away))
        yield step(rule, claim, Equal(origin, self.written))
        return {"tangent": claim}

    def expand(self) -> Solution:
        """The approximation as the Taylor polynomial of degree 1, and how closely it follows f.

        This is for one variable; the goals are those of `write`.
        """
        (x, a), name = self.pairs[0], Symbol("T_1")
        named = Defines(name, self.written)
        found = Equal(name, self.expanded)
        yield step("add_terms_up_to_degree_1", named)
        yield step("multiply_terms_out", found)
        rest = divided(added(self.gradient.f, negated(name)), self.away[0])
        yield step("see_distance_vanish", Equal(Limit(rest, x, a, "+-"), ZERO))
        return {"tangent": Equal(self.written, self.expanded)}

    def estimate(self, near: Sequence[Expr] | None) -> Solution:
        """The approximation at another point, beside the function there."""
        if near is None:
            return {}
        place = dict(zip(self.gradient.variables, near, strict=True))
        used = self.gradient.used(self.expanded, near)
        value = sp.expand(self.expanded.xreplace(place))
        estimated = Substituted(self.expanded, used, value)
        yield step("estimate", estimated)
        if not isinstance(value, Integer):
            yield step("round_estimate", six_digits(value))
        goals: Goals = {"estimate": estimated}
        exact = value_at(self.gradient.f, place)
        if exact is not None:
            inside = self.gradient.used(self.gradient.f, near)
            there = Substituted(self.gradient.f, inside, exact)
            digits = () if isinstance(exact, Rational) else (six_digits(exact),)
            yield step("compare_with_function", there, *digits)
            if digits:
                yield step("round_function", digits[0])
        return goals


def _away(x: Symbol, a: Expr) -> Expr:
    return added(x, negated(a)) if a != 0 else x


def line_figure(line: Linearization, goals: Mapping[str, Claim]) -> tuple[Figure, ...]:
    """The curve with its tangent."""
    x, place = line.pairs[0][0], float(line.at[0])
    ends = (place - REACH, place + REACH)
    height = float(line.value)
    graph = curve(line.gradient.f, x, ends, [height], "f")
    if graph is None or not isfinite(height):
        return ()
    known = [v for _, v in graph.points if v is not None]
    low, high = min(known), max(known)
    room = 0.3 * (high - low or 1.0)
    slope = float(line.slopes[0])
    points = [(p, height + slope * (p - place)) for p, _ in graph.points]
    tangent = tuple((p, v if low - room <= v <= high + room else None) for p, v in points)
    marks: tuple[Mark, ...] = (
        graph,
        Curve(tangent, "tangent", "second", dashed=True),
        Dots(((place, height),), label="point of contact"),
    )
    return (Figure("curve_with_tangent", goals["tangent"], marks, str(x), f"f({x})"),)


def normal_figure(line: Linearization, goals: Mapping[str, Claim]) -> tuple[Figure, ...]:
    """The curve with its tangent and its normal, in a square in which right angles look right."""
    x, place = line.pairs[0][0], float(line.at[0])
    height, slope = float(line.value), float(line.slopes[0])
    graph = curve(line.gradient.f, x, (place - REACH, place + REACH), [height], "f")
    if graph is None:
        return ()
    near = tuple(
        (p, v if v is not None and abs(v - height) <= REACH else None) for p, v in graph.points
    )
    length = hypot(1, slope) / REACH
    across, up = 1 / length, slope / length
    marks: tuple[Mark, ...] = (
        replace(graph, points=near),
        Curve(
            ((place - across, height - up), (place + across, height + up)),
            "tangent",
            "muted",
            dashed=True,
        ),
        Curve(((place + up, height - across), (place - up, height + across)), "normal", "second"),
        Dots(((place, height),), label="point of the curve"),
    )
    upright = goals.get("horizontal_tangent")
    name = "curve_with_vertical_normal" if upright else "curve_with_normal"
    return (Figure(name, upright or goals["normal"], marks, str(x), f"f({x})", equal=True),)


def plane_figure(plane: Linearization, goals: Mapping[str, Claim]) -> tuple[Figure, ...]:
    """Level curves of the function and of its tangent plane around the point."""
    marks = level_curves(plane, plane.expanded, "plane") if plane.expanded.free_symbols else ()
    x, y, *_ = [*map(str, plane.gradient.variables), ""]
    return (Figure("levels_of_plane", goals["tangent"], marks, x, y, equal=True),) if marks else ()


def level_curves(at: Linearization, approximation: Expr, what: str) -> tuple[Mark, ...]:
    """Level curves of the function around the point, and one of an approximation, of the same level.

    Nothing where there are not two variables, or the approximation has no such curve.
    """
    variables, level = at.gradient.variables, float(at.value)
    if len(variables) != 2 or not approximation.free_symbols:
        return ()
    centre = (float(at.at[0]), float(at.at[1]))
    surface = contours_around(at.gradient.f, variables, centre, REACH)
    flat = contours_around(approximation, variables, centre, REACH)
    if surface is None or flat is None:
        return ()
    return (
        replace(surface, label="level curves of the function"),
        replace(surface, levels=(level,), label="level curve through the point", role="first"),
        replace(flat, levels=(level,), label=f"the same level of the {what}", role="second"),
        Dots((centre,), label="point of contact"),
    )
