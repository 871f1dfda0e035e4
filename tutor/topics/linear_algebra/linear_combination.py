"""Sums, differences and multiples of vectors: a linear combination.

Multiply each vector by its number, then add the results component by component:
first components with first components, and so on.  As arrows, the multiples are
set tip to tail; with two of them the sum is the diagonal of a parallelogram.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any

from sympy import Basic, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Claim, Defines, Equal
from tutor.core.errors import Undefined, counted
from tutor.core.figure import Arrow, Curve, Figure, Mark
from tutor.core.inputs import VectorInput, VectorsInput
from tutor.core.matrix_expression import MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra.arrows import ROLES
from tutor.kit.linear_algebra.vectors import simple
from tutor.kit.unevaluated import added, without_ones

Solution = Generator[Step, None, Tuple]


def by_multiples(problem: Problem) -> Solution:
    multiples = yield from multiply(problem)
    if len(multiples) == 1:
        if problem.coefficients is None:
            yield step("take_vector", Equal(combination(problem), multiples[0]))
        return multiples[0]
    total = MatrixSum(*multiples)
    if problem.coefficients is not None:
        yield step("insert_multiples", Equal(combination(problem), total))
    sums = Tuple(*(added(*entries) for entries in zip(*multiples, strict=True)))
    yield step("add_matching_components", Equal(total, sums))
    return (yield from work_out(sums))


def multiply(problem: Problem) -> Generator[Step, None, list[Tuple]]:
    """Each vector times its number."""
    multiples = [scaled(c, v) for c, v in pairs(problem)]
    for (c, v), multiple in zip(pairs(problem), multiples, strict=True):
        if c != 1:
            yield step("multiply_vector", Equal(ScalarMultiple(c, v), multiple))
    return multiples


def by_parallelogram(problem: Problem) -> Solution:
    multiples = yield from multiply(problem)
    total = MatrixSum(*multiples)
    if problem.coefficients is not None:
        yield step("insert_multiples", Equal(combination(problem), total))
    half, m, doubled = Rational(1, 2), Symbol("m"), ScalarMultiple(Integer(2), Symbol("m"))
    middle = Tuple(*(simple(half * (a + b)) for a, b in zip(*multiples, strict=True)))
    yield step("draw_parallelogram", Defines(m, ScalarMultiple(half, total)))
    yield step("find_middle", Equal(m, middle))
    yield step("double_to_corner", Equal(total, doubled))
    value = scaled(2, middle)
    yield step("work_out_corner", Equal(doubled, value))
    return value


def by_components(problem: Problem) -> Solution:
    lines = zip(*problem.vectors, strict=True)
    sums = Tuple(*(added(*map(without_ones, coefficients(problem), line)) for line in lines))
    yield step("combine_each_component", Equal(combination(problem), sums))
    return (yield from work_out(sums))


def work_out(sums: Tuple) -> Solution:
    value = Tuple(*(simple(s.doit()) for s in sums))
    if value != sums:
        yield step("work_out_components", Equal(sums, value))
    return value


def coefficients(problem: Problem) -> Tuple:
    """The numbers of the vectors; all are 1 in a sum."""
    return problem.coefficients or Tuple(*[Integer(1)] * len(problem.vectors))


def pairs(problem: Problem) -> list[tuple[Any, Tuple]]:
    return list(zip(coefficients(problem), problem.vectors, strict=True))


def scaled(c: Any, vector: Tuple) -> Tuple:
    return Tuple(*(simple(c * e) for e in vector))


def combination(problem: Problem) -> Basic:
    """The combination as written; a number 1 is left out."""
    terms = [v if c == 1 else ScalarMultiple(c, v) for c, v in pairs(problem)]
    return terms[0] if len(terms) == 1 else MatrixSum(*terms)


def complete(problem: Problem) -> Mapping[str, Any]:
    numbers = coefficients(problem)
    if len(numbers) != len(problem.vectors):
        raise Undefined(
            "different-lengths",
            f"There are {counted(len(numbers), 'number', 'numbers')} for "
            f"{counted(len(problem.vectors), 'vector', 'vectors')}.",
            fix="Give one number for each vector.",
        )
    return {"coefficients": None} if set(numbers) == {1} else {}


def suits(problem: Problem) -> tuple[str, ...]:
    """The parallelogram needs two arrows in the plane that do not lie on one line."""
    multiples = [scaled(c, v) for c, v in pairs(problem)]
    plane = len(multiples) == 2 and len(multiples[0]) == 2 and not Tuple(*multiples).free_symbols
    if plane and simple(multiples[0][0] * multiples[1][1] - multiples[0][1] * multiples[1][0]) != 0:
        return ("multiples", "components", "parallelogram")
    return ("multiples", "components")


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 adds two vectors, 2 combines two with whole numbers, 3 three with a half."""
    size, count = (2, 2) if level == 1 else (3, level)
    numbers = [
        Integer(1 if level == 1 else rng.choice((-3, -2, -1, 2, 3, 4))) for _ in range(count)
    ]
    vectors = [[Integer(rng.randint(-5, 5)) for _ in range(size)] for _ in range(count)]
    if level == 3:
        numbers[0] = rng.choice((Rational(1, 2), Rational(-1, 2), Rational(3, 2)))
        vectors[0] = [2 * e for e in vectors[0]]
    found = {"vectors": Tuple(*(Tuple(*v) for v in vectors))}
    return found if level == 1 else {**found, "coefficients": Tuple(*numbers)}


def goals(problem: Problem, value: Tuple) -> tuple[tuple[str, Claim], ...]:
    return (("combination", Equal(combination(problem), value)),)


def figures(problem: Problem, value: Tuple) -> tuple[Figure, ...]:
    multiples = [scaled(c, v) for c, v in pairs(problem)]
    drawable = len(value) == 2 and 1 < len(multiples) < 4 and not Tuple(*multiples).free_symbols
    if not drawable or not all(map(any, (*multiples, value))):
        return ()
    at = (0.0, 0.0)
    marks: list[Mark] = []
    for k, (multiple, role) in enumerate(zip(multiples, ROLES, strict=False), start=1):
        tip = (at[0] + float(multiple[0]), at[1] + float(multiple[1]))
        marks.append(Arrow(at, tip, f"multiple {k}", role))
        at = tip
    if len(multiples) == 2:
        a, b = float(multiples[1][0]), float(multiples[1][1])
        marks.append(Curve(((0.0, 0.0), (a, b), at), "", "muted", dashed=True))
    marks.append(Arrow((0.0, 0.0), at, "sum", "accent"))
    claim = Equal(combination(problem), value)
    return (Figure("tip_to_tail", claim, tuple(marks), "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.linear_combination",
    covers=("linalg.vec_ops",),
    inputs=(
        VectorsInput(name="vectors", about="the vectors", example="(1, 2), (3, -1)"),
        VectorInput(
            name="coefficients",
            about="a number for each vector, 1 if left out",
            example="(3, -2)",
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] sum of [the] [vectors] {vectors}",
        "[find|compute] [the] linear combination of {vectors} with [the] [numbers|coefficients] {coefficients}",
        "add [the] [vectors] {vectors}",
    ),
    bare=("linear combination",),
    methods={
        "multiples": by_multiples,
        "components": by_components,
        "parallelogram": by_parallelogram,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
