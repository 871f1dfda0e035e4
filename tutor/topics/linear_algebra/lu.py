"""The factors of a square matrix: A = LU, PA = LU or A = LDU.

Elimination leads to an upper triangular matrix U.  The multipliers, each kept
at the place that it cleared, are a lower triangular matrix L with ones on its
diagonal, and L undoes the elimination: LU is the matrix.  A zero pivot needs an
exchange of rows, which a permutation matrix P carries out beforehand.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any, NamedTuple

from sympy import Basic, Expr, Integer, Tuple

from tutor.core.claims import Added, Claim, Compared, Defines, Factored, Swapped
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, MatrixInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra import rows
from tutor.kit.linear_algebra.naming import name_for
from tutor.kit.linear_algebra.pictures_of_matrices import pattern

FORMS = {
    "lu": "A = LU, with exchanges of rows only where a pivot is zero",
    "plu": "PA = LU with the largest possible pivots",
    "ldu": "A = LDU with ones on both diagonals",
}
SPELLINGS = {
    f"{left}{gap}={gap}{right}": form
    for gap in ("", " ")
    for left, right, form in (("a", "lu", "lu"), ("pa", "lu", "plu"), ("a", "ldu", "ldu"))
} | {"lup": "plu"}
KINDS = {"lu": ("unit lower", "upper"), "ldu": ("unit lower", "diagonal", "unit upper")}


class Answer(NamedTuple):
    """The permutation, None if no rows were exchanged, and the factors."""

    permutation: Matrix | None
    factors: Tuple


Solution = Generator[Step, None, Answer]


def by_elimination(problem: Problem) -> Solution:
    A, size = problem.A, problem.A.shape[0]
    U, order = A, list(range(size))
    multipliers: list[dict[int, Expr]] = [{} for _ in range(size)]
    for k in range(1, size):
        pivot = pivot_row(U, k, largest=problem.form == "plu")
        if pivot != k:
            after = rows.swap(U, k, pivot)
            rule = "swap_to_largest" if problem.form == "plu" else "swap_rows"
            yield step(rule, Swapped(U, k, pivot, after))
            U = after
            exchange(order, k, pivot)
            exchange(multipliers, k, pivot)
        for i in range(k + 1, size + 1):
            if U[i, k] != 0:
                factor = rows.clearing_factor(U, i, k, k)
                after = rows.add(U, i, k, factor)
                yield step("subtract_multiple", Added(U, i, k, factor, after))
                U = after
                multipliers[i - 1][k - 1] = -factor
    L = Matrix.of(
        [
            [Integer(1) if i == j else multipliers[i].get(j, Integer(0)) for j in range(size)]
            for i in range(size)
        ]
    )
    exchanged = problem.form == "plu" or order != list(range(size))
    P = Matrix.of([[int(j == k) for j in range(size)] for k in order]) if exchanged else None
    if P is not None:
        defined = Defines(name_for("P"), P)
        yield step("write_permutation", defined, Factored(P, Tuple(P), ("permutation",)))
    target: Basic = A if P is None else MatrixProduct(P, A)
    yield step("collect_multipliers", Factored(target, Tuple(L, U), KINDS["lu"]))
    yield step("check_product", Compared(MatrixProduct(L, U), "=", target))
    if problem.form != "ldu":
        return Answer(P, Tuple(L, U))
    D, V = split_diagonal(U)
    yield step("divide_by_pivots", Factored(U, Tuple(D, V), KINDS["ldu"][1:]))
    yield step("insert_factors", Factored(target, Tuple(L, D, V), KINDS["ldu"]))
    return Answer(P, Tuple(L, D, V))


def exchange(items: list[Any], i: int, j: int) -> None:
    items[i - 1], items[j - 1] = items[j - 1], items[i - 1]


def pivot_row(U: Matrix, k: int, *, largest: bool) -> int:
    """The row whose entry in column k becomes the pivot; row k itself if it can stay."""
    below = range(k, U.shape[0] + 1)
    if largest:
        return max(below, key=lambda i: (abs(U[i, k]), -i))
    return next((i for i in below if U[i, k] != 0), k)


def split_diagonal(U: Matrix) -> tuple[Matrix, Matrix]:
    """U as a diagonal matrix times one with ones on its diagonal."""
    pivots = [U[k, k] for k in range(1, U.shape[0] + 1)]
    if 0 in pivots:
        raise Undefined(
            "zero-pivot",
            "A pivot is zero, so the matrix is singular, and dividing by the pivots is not possible.",
            fix="Ask for the LU factorisation.",
        )
    lines = zip(U.entries(), pivots, strict=True)
    V = Matrix.of([[e / pivot for e in line] for line, pivot in lines])
    size = range(len(pivots))
    return Matrix.of([[pivots[i] if i == j else 0 for j in size] for i in size]), V


def complete(problem: Problem) -> dict[str, Any]:
    if problem.A.free_symbols:
        letter = min(map(str, problem.A.free_symbols))
        raise Undefined(
            "letter-for-number",
            f"The letter {letter} stands in the matrix. A factorisation needs numbers: whether a "
            "pivot is zero decides what is done.",
            fix=f"Give {letter} a value.",
        )
    return {"form": SPELLINGS.get(problem.form, problem.form)}


def make(rng: Random, level: int) -> dict[str, Any]:
    form = rng.choice(("lu", "lu", "plu", "ldu")) if level > 1 else "lu"
    singular = form != "ldu" and rng.random() < 0.15
    return {"A": nice.square_matrix(rng, level + 1, singular=singular), "form": form}


def goals(problem: Problem, answer: Answer) -> tuple[tuple[str, Claim], ...]:
    A, (P, factors) = problem.A, answer
    kinds = KINDS["ldu" if len(factors) == 3 else "lu"]
    if P is None:
        return (("factors", Factored(A, factors, kinds)),)
    found = Factored(MatrixProduct(P, A), factors, kinds)
    return ("permutation", Factored(P, Tuple(P), ("permutation",))), ("factors", found)


def figures(problem: Problem, answer: Answer) -> tuple[Figure, ...]:
    marks = pattern(answer.factors, "LDU" if len(answer.factors) == 3 else "LU")
    return (Figure("pattern", goals(problem, answer)[-1][1], marks, equal=True),)


TOPIC = Topic(
    id="linear_algebra.lu",
    covers=("linalg.lu",),
    inputs=(
        MatrixInput(
            name="A",
            about="a square matrix of numbers",
            example="[2 1; 4 5]",
            square=True,
            largest=MATRIX_WITH_STEPS,
        ),
        ChoiceInput(
            name="form",
            about="which factors are wanted",
            example="lu",
            default="lu",
            options=FORMS | {spelling: FORMS[form] for spelling, form in SPELLINGS.items()},
        ),
    ),
    phrases=(
        "[find|compute|what is] [the] {form} {factorisation|factorization|decomposition} of {A}",
        "{factor|factorise|factorize|decompose} {A} {into|as} {form} [without row exchanges]",
        "[find] {form} [of] {A}",
        "[find] [matrices] {L, D and U|L, D, U|L, D, and U} {with|such that|so that|for} {form} {of|for} {A}",
        "[find] [matrices] {P, L and U|P, L, U|P, L, and U} {with|such that|so that|for} {form} {of|for} {A}",
        "[find] [matrices] L and U {of|for|such that A = LU for|with A = LU for} {A}",
    ),
    methods={"elimination": by_elimination},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
