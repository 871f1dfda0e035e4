"""A power of a square matrix, by squaring it again and again, or by diagonalisation.

Few products reach a low power.  With A = P D P^-1 the inner factors of A A ... A cancel, and only
the numbers on the diagonal are raised to the power, which is best for a high power if these numbers
are fractions.  For two rows the theorem of Cayley and Hamilton is a third way.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Basic, Expr, Integer

from tutor.core.claims import Claim, Equal
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, ExpressionInput, MatrixInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixPower, MatrixProduct
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import matrix_powers as powers
from tutor.kit.linear_algebra import nice_eigenvalues as nice
from tutor.kit.linear_algebra import nilpotent_part as nilpotent
from tutor.kit.linear_algebra import pictures_of_eigenvalues as pictures
from tutor.kit.linear_algebra.diagonal import (
    decimals,
    eigenpairs,
    factors,
    has_short_eigenvalues,
    require_diagonalizable,
)
from tutor.kit.linear_algebra.eigen import numbers_only

LARGEST_EXPONENT = 200
MOST_MULTIPLIED = 5  # the exponent up to which a few products are always less work
MOST_COMBINATIONS = 12  # powers that Cayley and Hamilton give one after the other

DIAGONALIZE = ("diagonalise", "diagonalize", "diagonalisation", "diagonalization")

Solution = Generator[Step, None, Basic]


def diagonalization(problem: Problem) -> Solution:
    return (yield from powers.by_diagonalization(problem.A, problem.n))


def repeated_squaring(problem: Problem) -> Solution:
    return (yield from powers.by_squaring(problem.A, int(problem.n)))


def cayley_hamilton(problem: Problem) -> Solution:
    return (yield from powers.by_cayley_hamilton(problem.A, int(problem.n)))


def nilpotent_part(problem: Problem) -> Solution:
    return (yield from nilpotent.by_nilpotent_part(problem.A, problem.n))


def suits(problem: Problem) -> tuple[str, ...]:
    A, n = problem.A, problem.n
    if n.is_Symbol:
        return ("diagonalization" if nilpotent.nilpotent_part(A) is None else "nilpotent_part",)
    ways = ["repeated_squaring"]
    if n > 1 and (roots := short_roots(A)):
        if powers.is_long(A, n, roots):
            return ("diagonalization",)
        friendly = n > MOST_MULTIPLIED and all(root.is_rational for root in roots)
        ways.insert(0 if friendly or problem.way else 1, "diagonalization")
    if A.shape == (2, 2) and 2 <= n <= MOST_COMBINATIONS:
        ways.append("cayley_hamilton")
    return tuple(ways)


def short_roots(A: Matrix) -> list[Expr]:
    """The eigenvalues of a matrix that can be diagonalised, if all of them can be written."""
    try:
        require_diagonalizable(A)
    except Undefined:
        return []
    return [eigen.value for eigen in eigenpairs(A)] if has_short_eigenvalues(A) else []


def complete(problem: Problem) -> dict[str, Any]:
    numbers_only(problem.A)
    n = problem.n
    if n.is_Symbol and nilpotent.nilpotent_part(problem.A) is None:
        require_diagonalizable(problem.A, "Give a number for the exponent, for example 20.")
    elif not n.is_Symbol and (not n.is_Integer or not 0 <= n <= LARGEST_EXPONENT):
        raise (NotUnderstood if n.free_symbols else Undefined)(
            "exponent",
            f"The exponent is {n}. It must be a whole number from 0 to {LARGEST_EXPONENT}, or a letter.",
            fix="For example n = 20."
            if not n.is_negative
            else "Find the inverse first, then raise it to the power without the minus sign.",
        )
    return {"way": "diagonalization" if problem.way else None}


def make(rng: Random, level: int) -> dict[str, Any]:
    values = nice.distinct(rng, min(level + 1, 3), 2)
    table = nice.jordan(values[0], []) if level == 2 and rng.random() < 0.2 else None
    blocks = table or nice.diagonal(values[:2] if level == 2 else values)
    return {"A": nice.similar(rng, blocks), "n": Integer(rng.randint(3, 4 + 2 * level))}


def goals(problem: Problem, result: Basic) -> tuple[tuple[str, Claim], ...]:
    A, n = problem.A, problem.n
    made: list[tuple[str, Claim]] = [("power", Equal(MatrixPower(A, n), result))]
    if n.is_Integer and isinstance(result, MatrixProduct):
        made.append(("rounded", powers.rounded(A, n)))
    if n.is_Symbol and "diagonalization" in suits(problem):
        found = eigenpairs(A)
        made += decimals(found)
        if (corner := powers.corner(A, factors(found)[1], n)) is not None:
            made.append(("corner", corner))
    return tuple(made)


def figures(problem: Problem, result: Basic) -> tuple[Figure, ...]:
    if "diagonalization" not in suits(problem) or problem.A.shape != (2, 2):
        return ()
    P, _ = factors(eigenpairs(problem.A))
    if not all(e.is_real for line in P.entries() for e in line):
        return ()
    claim = Equal(MatrixPower(problem.A, problem.n), result)
    return (Figure("iterates", claim, pictures.iterates(problem.A, P), "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.matrix_power",
    covers=("linalg.diagonalize",),
    inputs=(
        MatrixInput(
            name="A",
            about="a square matrix",
            example="[1 1; 1 0]",
            square=True,
            largest=4,
        ),
        ExpressionInput(name="n", about="the exponent, a whole number or a letter", example="20"),
        ChoiceInput(
            name="way",
            about="the way that is asked for",
            example="diagonalise",
            options=dict.fromkeys(DIAGONALIZE, "diagonalization"),
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] {n}th power of [the matrix] {A}",
        "[find|compute|what is] [the] power {n} of [the matrix] {A}",
        "[find|compute|what is] {A} to the power [of] {n}",
        "[find|compute|what is] A^{n} for {A}",
        "[find|compute] A^{n} where {A}",
        "{way} {A} and {find|compute} A^{n}",
        "find A^{n} by {way} [for] {A}",
    ),
    bare=("matrix power",),
    methods={
        "diagonalization": diagonalization,
        "repeated_squaring": repeated_squaring,
        "cayley_hamilton": cayley_hamilton,
        "nilpotent_part": nilpotent_part,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
