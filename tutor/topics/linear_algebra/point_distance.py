"""The distance from a point to a line of the plane, or to a plane of space.

The numbers before the letters are a normal vector, which stands at a right angle to the line or
plane.  The left side at the point, divided by the length of this vector, says how far away the
point is, and the way back along the normal vector ends at the closest point.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Abs, Eq, Integer, Symbol, Tuple

from tutor.core.claims import Claim, Compared, Defines, Equal, Equivalent, Substituted
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Arrow, Curve, Dots, Figure, Plane, SpacePoint
from tutor.core.inputs import ChoiceInput, SystemInput, VectorInput, VectorsInput
from tutor.core.matrix_expression import Dot, MatrixSum, Norm, ScalarMultiple
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra.linear import augmented, difference, unknowns_of
from tutor.kit.linear_algebra.lines_and_planes import line_through
from tutor.kit.linear_algebra.numbers_only import numbers_only
from tutor.kit.linear_algebra.orthogonal import find_norm, length
from tutor.kit.linear_algebra.vectors import dot, simple
from tutor.kit.unevaluated import ZERO, added, divided, over

SHAPES = {2: "line", 3: "plane"}
NORMAL = Symbol("n")
Goals = dict[str, Claim]


def by_normal(problem: Problem) -> Generator[Step, None, Goals]:
    P = problem.point
    X = letters_of(problem.equation, len(P))
    (equation,) = problem.equation
    left = difference(equation)
    normal = Tuple(*(left.coeff(x) for x in X))
    if equation != Eq(left, ZERO, evaluate=False):
        ordered = Tuple(Eq(left, ZERO, evaluate=False))
        yield step("order_equation", Equivalent(Tuple(equation), ordered, X))
    rest = left.subs(dict.fromkeys(X, ZERO))
    named = added(Dot(normal, X), *([] if rest == 0 else [rest]))
    yield step("name_normal", Defines(NORMAL, normal), Equal(left, named))
    places = [(x, p) for x, p in zip(X, P, strict=True) if left.has(x)]
    value = simple(left.subs(places))
    used = Tuple(*(Eq(x, p, evaluate=False) for x, p in places))
    yield step("insert_point", Substituted(left, used, value))
    size = length(normal)
    yield step("find_norm", Equal(Norm(NORMAL), size), substeps=find_norm(Norm(NORMAL), normal))
    far = Equal(divided(Abs(value, evaluate=False), Norm(NORMAL)), simple(abs(value) / size))
    yield step("divide_by_norm", far)
    square = dot(normal, normal)
    yield step("square_normal", Equal(Dot(NORMAL, NORMAL), square))
    factor = over(-value, Dot(NORMAL, NORMAL))
    foot = Tuple(*(simple(p - value * n / square) for p, n in zip(P, normal, strict=True)))
    back = MatrixSum(P, ScalarMultiple(factor, NORMAL))
    closest = Equal(back, foot)
    yield step("go_back_to_closest", closest)
    there = added(Dot(NORMAL, foot), *([] if rest == 0 else [rest]))
    yield step("check_closest", Compared(there, "=", ZERO))
    return {"distance": far, "closest": closest}


def letters_of(equation: Tuple, size: int) -> Tuple:
    """x, y and perhaps z, or the letters of the equation where these are as many."""
    usual = Tuple(*map(Symbol, "xyz"[:size]))
    found = unknowns_of(equation)
    return usual if set(found) <= set(usual) or len(found) != len(usual) else found


def complete(problem: Problem) -> dict[str, Any]:
    if (problem.equation is None) == (problem.points is None):
        raise NotUnderstood(
            "missing-input",
            "Give either the equation of the line or plane, or two points of the line.",
            fix="For example equation = 3x + 4y = 5.",
        )
    if problem.points is not None:
        P = problem.point or Tuple(ZERO, ZERO)
        numbers_only(P, *problem.points)
        return {"point": P, "equation": Tuple(line_through(problem.points)), "points": None}
    P = problem.point or _origin(problem)
    numbers_only(P)
    shape = SHAPES.get(len(P))
    if shape is None or problem.shape not in (None, shape) or len(problem.equation) != 1:
        raise Undefined(
            "dimensions",
            "A line of the plane needs a point with two coordinates, a plane of space a point with "
            "three, and one equation.",
            fix="For example: distance from (1, 2) to the line 3x + 4y = 5, or from (1, 2, 3) to the "
            "plane x + 2y + 2z = 5.",
        )
    X = letters_of(problem.equation, len(P))
    numbers_only(*(Tuple(*row) for row in augmented(problem.equation, X).entries()))
    if not difference(problem.equation[0]).has(*X):
        raise Undefined(
            "no-direction",
            f"This equation has no letter, so it is no {shape}.",
            fix=f"Give a {shape} such as x + y = 1.",
        )
    return {"shape": None, "point": P}


def _origin(problem: Problem) -> Tuple:
    space = problem.shape == "plane" or len(unknowns_of(problem.equation)) == 3
    return Tuple(*[ZERO] * (3 if space else 2))


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has lines of the plane with a whole distance, 2 planes of space, 3 distances with roots."""
    x, y, z = map(Symbol, "xyz")
    if level == 3:
        n = [Integer(rng.choice((-3, -2, -1, 1, 2, 3))) for _ in "xyz"][: rng.choice((2, 3))]
    else:
        n = [*map(Integer, rng.choice(((3, 4), (4, -3), (5, 12)) if level == 1 else NORMALS))]
    X = (x, y, z)[: len(n)]
    foot = [Integer(rng.randint(-3, 3)) for _ in n]
    t = rng.choice((-2, -1, 1, 2))
    right = sum((a * f for a, f in zip(n, foot, strict=True)), ZERO)
    left = sum((a * v for a, v in zip(n, X, strict=True)), ZERO)
    point = Tuple(*(f + t * a for f, a in zip(foot, n, strict=True)))
    return {"point": point, "equation": Tuple(Eq(left, right))}


NORMALS = ((1, 2, 2), (2, -1, 2), (2, 3, 6), (-2, 2, 1))


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    claim = found["closest"]
    assert isinstance(claim, Equal)
    left = difference(problem.equation[0])
    X = letters_of(problem.equation, len(problem.point))
    normal = [float(left.coeff(x)) for x in X]
    P, F = (tuple(map(float, v)) for v in (problem.point, claim.after))
    names = tuple(map(str, X))
    if len(P) == 3:
        a, b, c = normal
        level = -float(left.subs(dict.fromkeys(X, ZERO)))
        marks: tuple[Any, ...] = (
            Plane((a, b, c, level), "plane"),
            SpacePoint((P[0], P[1], P[2]), "P"),
            SpacePoint((F[0], F[1], F[2]), "F"),
        )
        return (Figure("plane", claim, marks, names[0], names[1], names[2], equal=True),)
    (a, b), size = normal, max(1.0, abs(P[0] - F[0]) + abs(P[1] - F[1]))
    reach = 1.5 * size / (a * a + b * b) ** 0.5
    ends = ((F[0] - b * reach, F[1] + a * reach), (F[0] + b * reach, F[1] - a * reach))
    marks = (
        Curve(ends, "line"),
        Arrow((P[0], P[1]), (F[0], F[1]), "shortest way", "second"),
        Dots(((P[0], P[1]), (F[0], F[1])), names=("P", "F"), label="the point and the closest one"),
    )
    return (Figure("line", claim, marks, names[0], names[1], equal=True),)


POINT = "[the] [point] {point}"
FLAT = "[the] [{shape}] {equation}"
LINE = "[the] line {through|joining|connecting|passing through|that passes through} [the] [two] [points] {points}"
TOPIC = Topic(
    id="linear_algebra.point_distance",
    covers=(),
    inputs=(
        VectorInput(
            name="point",
            about="the point, the origin if none is given",
            example="(1, 2)",
            optional=True,
        ),
        SystemInput(
            name="equation",
            about="the equation of the line or plane",
            example="3x + 4y = 5",
            optional=True,
        ),
        VectorsInput(
            name="points",
            about="two points of a line of the plane, instead of its equation",
            example="(0, 2), (2, 0)",
            optional=True,
        ),
        ChoiceInput(
            name="shape",
            about="what the equation describes",
            example="line",
            options={name: name for name in SHAPES.values()},
            optional=True,
        ),
    ),
    phrases=(
        f"[find|what is] [the] [shortest|perpendicular] distance {{from|of|between}} {POINT} {{to|from|and}} {FLAT}",
        "[find|what is] [the] [shortest|perpendicular] distance {from|of|between} [the] {shape} {equation} {to|from|and} [the] point {point}",
        "[find|what is] [the] [shortest|perpendicular] distance {from|of|between} [the] origin {to|from|and} "
        f"{FLAT}",
        "[find|what is] [the] [shortest|perpendicular] distance {from|of|between} [the] {shape} {equation} {to|from|and} [the] origin",
        f"how far is {POINT} {{from|away from}} {FLAT}",
        f"[find|what is] [the] [shortest|perpendicular] distance {{from|of|between}} {POINT} {{to|from|and}} {LINE}",
        f"[find|what is] [the] [shortest|perpendicular] distance {{from|of|between}} [the] origin {{to|from|and}} {LINE}",
        f"how far is {POINT} {{from|away from}} {LINE}",
        f"[orthogonally] project {POINT} {{on|onto|to}} {LINE}",
        f"[find|compute|calculate|what is] [the] [orthogonal] projection of {POINT} {{on|onto|to}} {LINE}",
        f"[find|what is] [the] point on {LINE} {{closest|nearest}} to {POINT}",
    ),
    methods={"normal": by_normal},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
