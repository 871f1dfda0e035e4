"""Determinants of products, inverses, transposes and multiples, from the determinants of the parts.

The determinant of a product is the product of the determinants.  So an inverse
has the reciprocal and a power the power; a transpose has the same determinant,
and a number in front counts once for each row.  Where only determinants are
given, the rules are checked on examples that have them.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Basic, Expr, Integer

from tutor.core.claims import Claim, Equal
from tutor.core.expr import Det
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, DeterminantsInput, MatrixInput, NumberInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_formula import matrix_formula
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra.determinant_formulas import (
    determinant_given,
    evaluate,
    example,
    name_matrices,
    rows_of,
    used_letters,
)
from tutor.kit.linear_algebra.determinant_inputs import checked_size
from tutor.kit.linear_algebra.multiply_first import multiply_first
from tutor.kit.linear_algebra.pictures_of_matrices import area_in_two_steps, two_steps

LARGEST = 5
SIZES = {
    f"{n}{by}{n}": f"{n} rows and {n} columns"
    for by in ("x", " x ", " by ", r"\times")
    for n in range(1, 6)
}


Solution = Generator[Step, None, tuple[Expr, ...]]


def by_rules(problem: Problem) -> Solution:
    yield from name_matrices(problem)
    found = []
    for formula in map(matrix_formula, problem.wanted):
        found.append((yield from evaluate(problem, formula)))
    return tuple(found)


def by_multiplying_first(problem: Problem) -> Solution:
    yield from name_matrices(problem)
    matrices: dict[Basic, Matrix] = {
        letter: problem.values[str(letter)] for letter in used_letters(problem)
    }
    found = []
    for formula in map(matrix_formula, problem.wanted):
        found.append((yield from multiply_first(formula, matrices)))
    return tuple(found)


def suits(problem: Problem) -> tuple[str, ...]:
    known = all(problem.values[str(letter)] is not None for letter in used_letters(problem))
    return ("rules", *(["multiply_first"] if known else []))


def complete(problem: Problem) -> dict[str, Any]:
    size = checked_size(problem)
    return {} if size is None else {"size": size}


def make(rng: Random, level: int) -> dict[str, Any]:
    one = ("{c}A", "A^T", "A^-1", "A^2", "A^3", "{c}A^T")
    two = ("A*B", "A^-1*B", "{c}A*B", "(A*B)^T", "A^2*B", "A^T*B^-1")
    asked = rng.sample(one if level == 1 else two, 2)
    wanted = tuple(text.format(c=rng.choice((2, 3, -1, -2))) for text in asked)
    if level < 3:
        made: dict[str, Any] = {"wanted": wanted, "size": f"{rng.choice((2, 3))}x"}
        made["size"] += made["size"][0]
        names = ("A",) if level == 1 else ("A", "B")
        return made | {f"det_{name}": Integer(nice.nonzero(rng, 6)) for name in names}
    size = rng.choice((2, 2, 3))
    return {"wanted": wanted} | {
        name: nice.square_matrix(rng, size, largest_pivot=2) for name in "AB"
    }


def goals(problem: Problem, found: tuple[Expr, ...]) -> tuple[tuple[str, Claim], ...]:
    asked = (Det(matrix_formula(text)) for text in problem.wanted)
    known = (
        (f"given_{a}", Equal(Det(a), determinant_given(problem, a))) for a in used_letters(problem)
    )
    pairs = enumerate(zip(asked, found, strict=True), start=1)
    return *known, *((f"value_{k}", Equal(one, value)) for k, (one, value) in pairs)


def figures(problem: Problem, found: tuple[Expr, ...]) -> tuple[Figure, ...]:
    """How the first formula with two steps scales an area, where the matrices are 2 x 2."""
    if rows_of(problem) != 2:
        return ()
    values: dict[Basic, Matrix] = {
        a: problem.values[str(a)] or example(2, determinant_given(problem, a))
        for a in used_letters(problem)
    }
    for text, value in zip(problem.wanted, found, strict=True):
        formula = matrix_formula(text)
        if (maps := two_steps(formula, values)) is not None:
            claim = Equal(Det(formula), value)
            return (Figure("two_steps", claim, area_in_two_steps(*maps), "x", "y", equal=True),)
    return ()


TOPIC = Topic(
    id="linear_algebra.determinant_rules",
    covers=("linalg.det_props",),
    inputs=(
        DeterminantsInput(
            name="wanted", about="the determinants that are asked for", example="det(2A)"
        ),
        MatrixInput(
            name="A",
            about="the matrix A",
            example="[2 1; 4 3]",
            square=True,
            largest=LARGEST,
            optional=True,
        ),
        MatrixInput(
            name="B",
            about="the matrix B",
            example="[1 0; 2 5]",
            square=True,
            largest=LARGEST,
            optional=True,
        ),
        NumberInput(
            name="det_A",
            about="the determinant of A, if A is not given",
            example="5",
            optional=True,
        ),
        NumberInput(
            name="det_B",
            about="the determinant of B, if B is not given",
            example="3",
            optional=True,
        ),
        ChoiceInput(
            name="size",
            about="the size of the matrices",
            example="3x3",
            options=SIZES,
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|what is] {wanted} {with|for|where|if|when} A{=| = }{A}",
        "[find|compute] {wanted} {with|for|where} A={A}, B={B}",
        "[find|compute] {wanted} {with|for|where} A = {A}, B = {B}",
        "A={A}, B={B}. [find|compute] {wanted}",
        "[let] A = {A}{,| and|;} B = {B}{,|.|;} {find|compute|what is} {wanted}",
        r"{wanted},\\ A={A},\\ B={B}",
        r"A\\in\\mathbb R^\{{size}\},\\ \\det A={det_A}:\\ {wanted}",
    ),
    bare=("told determinants",),
    methods={"rules": by_rules, "multiply_first": by_multiplying_first},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
