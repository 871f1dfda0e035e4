"""Whether a map is linear.

A linear map keeps sums and multiples: T(u + v) = T(u) + T(v) and T(c u) = c T(u) for all
vectors u, v and all numbers c.  The zero vector is tried first, because c = 0 shows that
a linear map sends it to the zero vector.  For yes both rules are worked out in letters; for
no a single example with numbers is enough.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any

from sympy import Abs, Integer, Symbol, Tuple

from tutor.core.claims import Choice, Compared, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MapInput
from tutor.core.matrix_expression import MatrixProduct, MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra.conditions_of_linearity import (
    Goals,
    Solution,
    disprove,
    names_beside,
    prove,
)
from tutor.kit.linear_algebra.counterexamples import counterexample
from tutor.kit.linear_algebra.map_rules import coefficients, image_at, settings
from tutor.kit.linear_algebra.pictures_of_maps import grid_and_image


def by_conditions(problem: Problem) -> Solution:
    letters, values = problem.T.args
    vectors = Choice(letters)
    yield step("read_letters", vectors)
    if not values.has(*letters):
        return (("letters", vectors), *(yield from constant(problem.T)))
    zeros = Tuple(*(Integer(0) for _ in letters))
    found = coefficients(problem.T)
    at_zero = image_at(problem.T, zeros) if found is None else found[1]
    if at_zero is not None and any(at_zero):
        goals = yield from moved_zero(problem.T, zeros, at_zero)
    else:
        if at_zero is not None:
            places = settings(problem.T, zeros)
            yield step("keep_zero", Substituted(values, places, at_zero))
        goals = yield from prove(problem.T) if found else disprove(problem.T)
    return (("letters", vectors), *goals)


def constant(rule: Tuple) -> Solution:
    """All vectors have one image, which must be the zero vector."""
    values = rule.args[1]
    if any(values):
        zeros = Tuple(*(Integer(0) for _ in values))
        differs = Compared(values, "!=", zeros)
        yield step("compare_with_zero", differs)
        affine = yield from named_affine(rule)
        return (("differs", differs), ("affine", affine))
    both = Equal(values, MatrixSum(values, values))
    yield step("add_zeros", both)
    multiple = Equal(values, ScalarMultiple(names_beside(rule)[2], values))
    yield step("multiply_zeros", multiple)
    return (("sum", both), ("multiple", multiple))


def moved_zero(rule: Tuple, zeros: Tuple, image: Tuple) -> Solution:
    """The zero vector does not stay; an affine map is named."""
    values = rule.args[1]
    there = Substituted(values, settings(rule, zeros), image)
    yield step("move_zero", there)
    differs = Compared(image, "!=", Tuple(*(Integer(0) for _ in image)))
    yield step("compare_with_zero", differs)
    if coefficients(rule) is None:
        return (("zero", there), ("differs", differs))
    affine = yield from named_affine(rule)
    return (("zero", there), ("differs", differs), ("affine", affine))


def named_affine(rule: Tuple) -> Generator[Step, None, Equal]:
    letters, values = rule.args
    found = coefficients(rule)
    assert found is not None
    affine = Equal(values, MatrixSum(MatrixProduct(found[0], letters), found[1]))
    yield step("name_affine", affine)
    return affine


def complete(problem: Problem) -> Mapping[str, Any]:
    letters, values = problem.T.args
    found = coefficients(problem.T)
    parameters = sorted(values.free_symbols - set(letters), key=str)
    if parameters and (found is None or any(found[1])):
        raise Undefined(
            "depends",
            f"Whether this map is linear depends on {', '.join(map(str, parameters))}.",
            fix=f"Put a number in the place of {parameters[0]}.",
        )
    if found is None:
        at_zero = image_at(problem.T, Tuple(*(Integer(0) for _ in letters)))
        if (at_zero is None or not any(at_zero)) and counterexample(problem.T) is None:
            raise Undefined(
                "undecided",
                "No counter-example was found, and the components are no sums of multiples "
                f"of {', '.join(map(str, letters))} as they stand.",
                fix="Simplify the components of the rule.",
            )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has sums and shifts in the plane, 2 products, squares and distances, 3 disguised rules."""
    x, y = Symbol("x"), Symbol("y")
    a, b, c = (Integer(rng.choice((-3, -2, 2, 3, 4))) for _ in "abc")
    plain = [a * x, b * y, a * x + y, x + b * y, a * x + b * y]
    spoiled = {
        1: [x + c, a * x + b * y, b * y - c, y],
        2: [a * x * y, x**2, Abs(x), a * x + y, b * x**2 + y, x + a * y],
        3: [(x + a) ** 2 - x**2 - a**2, (x + y) ** 2 - x**2, a * (x + b) - a * b, Abs(x + y)],
    }[level]
    size = 2 if level < 3 else rng.choice((2, 3))
    values = [rng.choice(plain) for _ in range(size)]
    values[rng.randrange(size)] = rng.choice(spoiled)
    return {"T": Tuple(Tuple(x, y), Tuple(*values))}


def goals(problem: Problem, found: Goals) -> Goals:
    return found


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    letters, values = problem.T.args
    if len(letters) != 2 or len(values) != 2 or values.free_symbols - set(letters):
        return ()
    marks = grid_and_image(problem.T)
    return (Figure("grid", Choice(values), marks, "x", "y", equal=True),) if marks else ()


TOPIC = Topic(
    id="linear_algebra.linearity",
    covers=("linalg.is_linear",),
    inputs=(MapInput(name="T", about="the rule of the map", example="T(x, y) = (x + 2y, 3x)"),),
    phrases=(
        "is [the] [map|transformation|function] {T} [a] linear [map|transformation|function] [or not]"
        "[? Verify both conditions|? Verify both properties|? Prove it|? Why|? Justify]",
        "[show|prove|check|decide|determine|test] {that|whether|if} [the] [map|transformation|function] {T} "
        "{is|is not} [a] linear [map|transformation|function] [or not]",
        "[the] [map|transformation|function] {T}[.] is {it|T} [a] linear [map|transformation|function] [or not]",
        "linearity of {T}",
    ),
    methods={"conditions": by_conditions},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
