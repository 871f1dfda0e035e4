"""The slope of a curve that an equation in x and y describes.

Treat y as a function of x and differentiate both sides; each y brings its own
derivative y' by the chain rule.  The result is a linear equation for y'.
Where the derivative by y is zero the tangent is vertical.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Eq, Expr, Integer, Symbol, Tuple, expand

from tutor.core.claims import Claim, Conditions, Equal, Equivalent, SolutionSet, Substituted
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, EquationsInput, SymbolsInput, VectorInput
from tutor.core.matrix_expression import Dot
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.implicit_lines import normal, tangent, vertical_tangent
from tutor.kit.calculus.implicit_pictures import curve_with_line
from tutor.kit.calculus.partials import Gradient, differentiation
from tutor.kit.calculus.several_variables import numbers_only, point_of
from tutor.kit.calculus.slopeless_curves import refuse_slopeless
from tutor.kit.domain import combined, require
from tutor.kit.nice import nonzero
from tutor.kit.real_values import value_at
from tutor.kit.signs import sign
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, equation, negated, over, times

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
X, Y = Symbol("x"), Symbol("y")


def by_both_sides(problem: Problem) -> Solution:
    return (yield from _steps(problem, both_sides=True))


def by_partials(problem: Problem) -> Solution:
    return (yield from _steps(problem, both_sides=False))


def _steps(problem: Problem, both_sides: bool) -> Solution:
    (curve,), names, at = problem.curve, problem.variables, problem.at
    f = one_sided(curve)
    if curve.rhs != 0:
        moved = Equivalent(problem.curve, Tuple(equation(f, Integer(0))), names)
        yield step("move_to_one_side", moved)
    gradient = Gradient(f, names, "differentiate_partially")
    if at is not None:
        yield gradient.height("check_point", at)
    yield from gradient.steps
    if at is not None and gradient.at(at)[1] == 0:
        upright = yield from vertical_tangent(gradient, at)
        along = Tuple(Integer(0), Integer(1))
        return upright | ((yield from normal(names, at, along)) if problem.line else {})
    by_x, by_y = gradient.entries
    given = combined(gradient.given, require("!=", by_y))
    slope = Equal(negated(over(by_x, by_y)), tidy(-by_x / by_y), given)
    found: Goals = {"slope": slope}
    if both_sides:
        unknown = Symbol(f"{names[1]}'")
        moving = Dot(gradient.entries, Tuple(Integer(1), unknown))
        moved_y = unknown if by_y == 1 else times(by_y, unknown)
        total = added(by_x, moved_y)
        yield step("differentiate_both_sides", Equal(moving, total, gradient.given))
        system = Tuple(equation(total, Integer(0)))
        solved = SolutionSet(system, Tuple(unknown), Tuple(Tuple(slope.after)), given)
        if is_line(gradient):
            found = {"line_slope": solved}
            yield step("solve_for_slope", solved)
        else:
            yield step("solve_for_slope", solved, slope)
    else:
        yield step("divide_partials", slope)
    if problem.second is not None:
        found |= yield from _second(slope.after, names, given)
    if at is not None:
        found |= yield from _at_point(found, slope.after, problem)
    return found


def _second(slope: Expr, names: Tuple, given: Conditions) -> Solution:
    parts = [differentiation("differentiate_slope", slope, v, also=given) for v in names]
    yield from parts
    by_x, by_y = (p.claims[0].result for p in parts)  # type: ignore[union-attr]
    terms = [e for e in (by_x, times(by_y, slope) if by_y != 0 else by_y) if e != 0]
    second = Equal(added(*terms), expand(by_x + by_y * slope), given)
    yield step("differentiate_again", second)
    return {"second": second}


def _at_point(found: Goals, slope: Expr, problem: Problem) -> Solution:
    names, at = problem.variables, problem.at
    goals: Goals = {}
    place = dict(zip(names, at, strict=True))
    second = found.get("second")
    formulas = {"slope": slope} | ({"second": second.after} if isinstance(second, Equal) else {})
    values = {name: value_at(formula, place) for name, formula in formulas.items()}
    for name, formula in formulas.items():
        used = [equation(v, a) for v, a in place.items() if formula.has(v)]
        if used:
            goals[f"{name}_at"] = Substituted(formula, Tuple(*used), values[name])
            yield step(f"insert_point_in_{name}", goals[f"{name}_at"])
    if problem.line:
        return goals | (yield from normal(names, at, Tuple(Integer(1), values["slope"])))
    return goals | (yield from tangent(at, names[0], values["slope"]))


def is_line(gradient: Gradient) -> bool:
    """Whether both partial derivatives are numbers, so that the curve is a straight line."""
    return not gradient.entries.free_symbols


def one_sided(curve: Eq) -> Expr:
    return curve.lhs if curve.rhs == 0 else expand(curve.lhs - curve.rhs)


def complete(problem: Problem) -> dict[str, Any]:
    names = problem.variables or Tuple(X, Y)
    if len(names) != 2:
        raise Undefined(
            "two-variables",
            "A curve in the plane has two variables.",
            fix="Name two, such as x, y.",
        )
    f = one_sided(problem.curve[0])
    numbers_only(f, names)
    if "positive" in (sign(f), sign(expand(-f))):
        raise Undefined(
            "empty-curve",
            "No point fulfils this equation: one side is always larger than the other.",
            fix="Check the signs of the equation.",
        )
    gradient = Gradient(f, names, "differentiate_partially")
    if gradient.entries[1] == 0:
        raise Undefined(
            "vertical-lines",
            f"The equation does not depend on {names[1]}, so {names[1]} is no function of {names[0]}.",
            fix=f"Give an equation with {names[0]} and {names[1]}.",
        )
    if gradient.entries[0] == 0:
        raise Undefined(
            "horizontal-lines",
            f"The equation does not depend on {names[0]}, so {names[1]} is constant and its derivative is 0.",
            fix=f"Give an equation with {names[0]} and {names[1]}.",
        )
    refuse_slopeless(f, names)
    if problem.at is not None:
        _check_point(gradient, point_of(problem.at, names, "the slope"))
    return {"variables": names, "line": problem.line and "normal"}


def _check_point(gradient: Gradient, at: Tuple) -> None:
    slopes = gradient.at(at)
    value = value_at(gradient.f, dict(zip(gradient.variables, at, strict=True)))
    if value is None or not value.equals(0):
        raise Undefined(
            "not-on-curve",
            f"The point {at} is not on the curve: left side minus right side is {value} there.",
            fix="Choose a point whose coordinates fulfil the equation.",
        )
    if not any(slopes):
        raise Undefined(
            "singular-point",
            f"Both partial derivatives are zero at {at}, so they do not determine a tangent.",
            fix="Choose another point of the curve.",
        )


def suits(problem: Problem) -> tuple[str, ...]:
    gradient = Gradient(one_sided(problem.curve[0]), problem.variables, "differentiate_partially")
    return ("both_sides",) if is_line(gradient) else ("both_sides", "partials")


def make(rng: Random, level: int) -> dict[str, Any]:
    a, b = Integer(nonzero(rng, 3)), Integer(nonzero(rng, 3))
    p, q = rng.randint(1, 4), rng.randint(1, 4)
    if level == 1:
        left = p * X**2 + q * Y**2
    elif level == 2:
        left = p * X**2 + q * Y**2 + nonzero(rng, 3) * X * Y
    else:
        left = X**3 + p * X * Y + q * Y**2
    value = left.xreplace({X: a, Y: b})
    made = {"curve": Tuple(equation(left, value)), "variables": Tuple(X, Y)}
    has_line = any(left.diff(v).xreplace({X: a, Y: b}) for v in (X, Y))
    if level == 2 and not has_line:  # the curve may be a line twice, or the point alone
        return make(rng, level)
    if level > 1 and has_line:
        made["at"] = Tuple(a, b)
    if level == 2 and "at" in made and rng.random() < 0.4:
        made["line"] = "normal"
    return made | ({"second": "second"} if level == 3 else {})


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    name = next((n for n in ("normal", "tangent", "vertical") if n in found), "")
    claim = found.get(name)
    if problem.at is None or claim is None:
        return ()
    f, names = one_sided(problem.curve[0]), problem.variables
    slopes = Gradient(f, names, "").at(problem.at)
    marks = curve_with_line(f, names, problem.at, slopes, normal=name == "normal")
    x, y = map(str, names)
    return (Figure(WORDS[name], claim, marks, x, y, equal=True),) if marks else ()


WORDS = {
    "normal": "curve_and_normal",
    "tangent": "curve_and_tangent",
    "vertical": "curve_and_vertical_tangent",
}
SECOND = ("d2y/dx2", "d^2y/dx^2", "y''", "the second derivative", r"\frac{d^2y}{dx^2}")
TO_CURVE = " {of|to} [the curve|the circle|the ellipse|the hyperbola] {curve} at {at}"
TOPIC = Topic(
    id="calculus.implicit_derivative",
    covers=("calc.implicit_inverse",),
    inputs=(
        EquationsInput(
            name="curve", about="the equation of the curve", example="x^2 + y^2 = 25", largest=1
        ),
        VectorInput(name="at", about="a point on the curve", example="(3, 4)", optional=True),
        SymbolsInput(
            name="variables",
            about="the variables, the independent one first",
            example="x, y",
            optional=True,
        ),
        ChoiceInput(
            name="second",
            about="a word for the second derivative, if it is asked for",
            example="y''",
            optional=True,
            options=dict.fromkeys((*SECOND, "second"), "second"),
        ),
        ChoiceInput(
            name="line",
            about="the line at the point, if it is not the tangent",
            example="normal",
            optional=True,
            options={"normal": "normal", "normal line": "normal"},
        ),
    ),
    phrases=(
        r"[find|what is|compute] {dy/dx|\\frac\{dy\}\{dx\}} at {at} {for|if|when|where|on|of} {curve}",
        r"[find|what is|compute] {dy/dx|\\frac\{dy\}\{dx\}} {for|if|when|where|on|of} {curve} [at {at}]",
        r"[find|what is|compute] {dy/dx|\\frac\{dy\}\{dx\}}: {curve} [at {at}]",
        "{implicitly differentiate|implicit} {curve} [at {at}]",
        r"{for|on|if|given|let} {curve}[,| ] [find|compute|what is] {dy/dx|\\frac\{dy\}\{dx\}} [and {second}] [implicitly|by implicit differentiation] [at {at}]",
        r"[find|compute] {dy/dx|\\frac\{dy\}\{dx\}} by implicit differentiation{: | for | if | of }{curve} [at {at}]",
        "[find|compute] dy/dx and {second} {for|if|when|on|of} {curve} [at {at}]",
        "[find|compute] {second} [implicitly] {for|from|if|on|on the curve} {curve} [at {at}]",
        "[use] implicit differentiation {of |for |on |with |: |:}{curve} [at {at}]",
        "differentiate {curve} implicitly [at {at}]",
        "[find|compute|what is] [the] implicit derivative {of|for|on} {curve} [at {at}]",
        "[find|what is] [the] {slope|[equation of the] tangent [line]}" + TO_CURVE,
        "[find|what is] [the] [equation of the] {line}" + TO_CURVE,
    ),
    suits=suits,
    methods={"both_sides": by_both_sides, "partials": by_partials},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
