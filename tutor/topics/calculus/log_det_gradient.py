"""The gradient of ln det X: the inverse of X, transposed.

The determinant has the entry in row i and column j once, times its cofactor.  So the slope of
the determinant by this entry is the cofactor, and by the chain rule the slope of its logarithm
is the cofactor over the determinant.  These slopes, as a matrix, are the transposed inverse.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Derivative, Expr, Gt, Symbol, Tuple, expand, log, symbols

from tutor.core.claims import Choice, Claim, Defines, DerivativeOf, Equal, Substituted
from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.inputs import ChoiceInput, MatrixInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Det, Inverse, Transpose
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.partials import differentiation
from tutor.kit.nice import square_matrix
from tutor.kit.unevaluated import ONE, ZERO, equation, over, times

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
A, D, L, X = map(Symbol, "ADLX")
LARGEST = 3


def by_cofactors(problem: Problem) -> Solution:
    letters = letters_of(problem.X)
    rows, places = sp.Matrix(letters.entries()), range(letters.shape[0])
    entries = [e for row in letters.entries() for e in row]
    determinant = expand(rows.det())
    cofactors = [expand(rows.cofactor(i, j)) for i in places for j in places]
    slopes, given = [over(c, D) for c in cofactors], (Gt(D, ZERO, evaluate=False),)
    if letters != problem.X:
        yield step("name_given_matrix", Defines(A, problem.X))
    yield step("name_entries", Defines(X, letters))
    yield step("write_determinant", Defines(D, determinant), Equal(Det(X), D))
    function = Equal(L, log(D))
    yield step("take_logarithm_of_determinant", Defines(L, log(D)), function)
    first, (cofactor, *_) = entries[0], cofactors
    yield differentiation("differentiate_determinant", determinant, first, lambda _: cofactor)
    product = Equal(times(over(ONE, D), cofactor), slopes[0], given)
    yield step("divide_by_determinant", DerivativeOf(log(D), first, slopes[0], given), product)
    listed = Equal(
        Tuple(*(Derivative(L, x, evaluate=False) for x in entries)), Tuple(*slopes), given
    )
    reasons = [DerivativeOf(log(D), x, s, given) for x, s in zip(entries, slopes, strict=True)]
    yield step("collect_cofactors", listed, *reasons)
    goals: Goals = {"function": function, "slopes": listed}
    if letters == problem.X:
        inverse = Equal(Transpose(Inverse(X)), arranged(slopes), given)
        yield step("recognise_inverse", inverse)
        return {**goals, "inverse": inverse}
    values = [e for row in problem.X.entries() for e in row]
    place = dict(zip(entries, values, strict=True))
    return {**goals, **(yield from _at(determinant, Tuple(*cofactors), place))}


def _at(determinant: Expr, cofactors: Tuple, place: dict[Expr, Expr]) -> Solution:
    """The slopes at a matrix, and the transposed inverse that they are the entries of."""
    chosen = Choice(Tuple(*(equation(x, a) for x, a in place.items())))
    there, value = Tuple(*(c.xreplace(place) for c in cofactors)), determinant.xreplace(place)
    used = Tuple(*(e for e in chosen.shown.args if cofactors.has(e.args[0])))
    yield step("put_in_cofactors", Substituted(cofactors, used, there), chosen)
    at = Substituted(determinant, chosen.shown, value)
    yield step("put_in_determinant", at)
    inverse = Equal(Transpose(Inverse(A)), arranged([c / value for c in there]))
    yield step("recognise_inverse_there", inverse)
    return {"place": chosen, "determinant": at, "inverse": inverse}


def arranged(slopes: list[Expr]) -> Matrix:
    """The slopes as a matrix, row by row."""
    width = 2 if len(slopes) == 4 else 3
    return Matrix.of([slopes[k : k + width] for k in range(0, len(slopes), width)])


def letters_of(matrix: Matrix) -> Matrix:
    """The matrix itself if its entries are different letters, else one of letters of its size."""
    entries = [e for row in matrix.entries() for e in row]
    if all(isinstance(e, Symbol) for e in entries) and len(set(entries)) == len(entries):
        return matrix
    size = range(1, matrix.shape[0] + 1)
    return Matrix.of([[Symbol(f"x{i}{j}") for j in size] for i in size])


def complete(problem: Problem) -> dict[str, Any]:
    matrix = problem.X
    if matrix is None:
        size = range(1, int((problem.size or "2")[0]) + 1)
        return {"X": Matrix.of([[Symbol(f"x{i}{j}") for j in size] for i in size]), "size": None}
    rows, columns = matrix.shape
    if rows != columns:
        raise Undefined(
            "not-square",
            f"The matrix is {rows} by {columns}. Only a square matrix has a determinant.",
            fix="Give as many columns as rows.",
        )
    if not 2 <= rows <= LARGEST:
        raise OverLimit(
            "matrix-size",
            f"The matrix is {rows} by {rows}. Here 2 by 2 and 3 by 3 are worked out.",
            fix="Use a matrix with 2 or 3 rows.",
        )
    letters = letters_of(matrix)
    taken = {A, D, L, X} | (letters.free_symbols if letters != matrix else set())
    if clash := sorted(map(str, matrix.free_symbols & taken)):
        raise NotUnderstood(
            "reserved-name",
            f"The name {clash[0]} is needed for something else here.",
            fix="Use other letters, for example a, b, c, d.",
        )
    determinant = expand(sp.Matrix(matrix.entries()).det())
    if determinant.is_zero:
        raise Undefined(
            "singular",
            "The determinant of this matrix is 0, and 0 has no logarithm.",
            fix="Give a matrix with a positive determinant.",
        )
    if determinant.is_negative:
        raise Undefined(
            "negative-determinant",
            "The determinant of this matrix is negative, so it has no real logarithm.",
            fix="Give a matrix with a positive determinant; two rows exchanged change its sign.",
        )
    return {"size": None}


def make(rng: Random, level: int) -> dict[str, Any]:
    if level == 3:
        a, b, c, d = symbols("a:d")
        return {"X": Matrix.of([[a, b], rng.choice(([c, d], [b, d]))])}
    first, second = square_matrix(rng, 2, largest_pivot=1 if level == 1 else 4).entries()
    positive = first[0] * second[1] > first[1] * second[0]
    return {"X": Matrix.of([first, second] if positive else [second, first])}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


SIZES = ("2x2", "3x3", "2 by 2", "3 by 3", "2×2", "3×3", "2 x 2", "3 x 3")
LOG_DET = (
    "{log det|ln det|log-det|log determinant|logarithm of the determinant|log of the determinant}"
)
OF_X = "{log det X|ln det X|log det(X)|ln det(X)|log(det X)|ln(det X)|log(det(X))|ln(det(X))|log-det|log\\|X\\||ln\\|X\\|}"
ASKED = "[find|compute|derive|what is] [the] {gradient|derivative} of [the] "
TOPIC = Topic(
    id="calculus.log_det_gradient",
    covers=("calc.matrix_gradient",),
    inputs=(
        MatrixInput(name="X", about="the matrix", example="[2 1; 1 3]", optional=True),
        ChoiceInput(
            name="size",
            about="the size of a matrix of letters",
            example="2x2",
            options={said: f"{said[0]} rows and columns" for said in SIZES},
            optional=True,
        ),
    ),
    phrases=(
        ASKED + LOG_DET + " [{of|for|at}] {X}",
        ASKED + OF_X + " {for|at|with|where|when|if} [{X = |X=}]{X}",
        ASKED + OF_X + " [{for|of|with} a [general|symmetric] {size} matrix] [X]",
        ASKED + LOG_DET + " [of] [a|X for a] [general|symmetric] {size} matrix [X]",
        r"\\nabla_X{ \\log| \\ln|\\log|\\ln}{ \\det|\\det}{ X|(X)}[,\\ X={X}|, X={X}|, X = {X}]",
    ),
    methods={"cofactors": by_cofactors},
    complete=complete,
    make=make,
    goals=goals,
)
