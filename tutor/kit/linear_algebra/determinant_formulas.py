"""Determinants of formulas in matrices, from the determinants of their letters.

The determinant of a product is the product of the determinants, an inverse has the reciprocal,
a power the power and a transpose the same one; a number in front counts once for each row.
A letter of a problem has a matrix, or its determinant alone under the name det_A.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Basic, Expr, Integer, Pow, Symbol

from tutor.core.claims import Defines, Equal
from tutor.core.errors import Undefined
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Inverse,
    MatrixPower,
    MatrixProduct,
    ScalarMultiple,
)
from tutor.core.matrix_formula import matrix_formula
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.unevaluated import power, times


def name_matrices(problem: Problem) -> Generator[Step, None, None]:
    """Name each matrix, or an example of one that has the given determinant, and say its determinant."""
    size = rows_of(problem)
    for letter in used_letters(problem):
        M = problem.values[str(letter)]
        if M is None:
            known = determinant_given(problem, letter)
            yield step("take_example", Defines(letter, example(size, known)))
            yield step("note_determinant", Equal(Det(letter), known))
        else:
            yield step("name_matrix", Defines(letter, M))
            parts, value = collect(_determinant_of(letter, M))
            yield step("find_determinant", Equal(Det(letter), value), substeps=parts)


def evaluate(problem: Problem, formula: Basic) -> Generator[Step, None, Expr]:
    """Split the determinant of a formula, evaluate those of the parts, and put the values in."""
    if isinstance(formula, Symbol):
        return determinant_given(problem, formula)
    rule, written = _split(formula, rows_of(problem))
    yield step(rule, Equal(Det(formula), written))
    values: dict[Basic, Expr] = {}
    for determinant in sorted(written.atoms(Det), key=str):
        values[determinant] = yield from evaluate(problem, determinant.args[0])
    value: Expr = written.xreplace(values)
    yield step("insert_values", Equal(written, value), Equal(Det(formula), value))
    return value


def _determinant_of(letter: Symbol, M: Matrix) -> Generator[Step, None, Expr]:
    yield step("insert_matrix", Equal(Det(letter), Det(M)))
    return (yield from expand_along_emptiest_line(M))


def _split(formula: Basic, size: int) -> tuple[str, Expr]:
    """The rule that splits the determinant of a formula, and what it makes of it."""
    first, *others = formula.args
    match formula:
        case ScalarMultiple():
            return "take_out_factor", times(Pow(first, size, evaluate=False), Det(others[0]))
        case MatrixProduct():
            return "split_product", times(*map(Det, formula.args))
        case Inverse():
            return "take_reciprocal", power(Det(first), Integer(-1))
        case MatrixPower():
            return "raise_determinant", power(Det(first), others[0])
    return "drop_transpose", Det(first)


def value_of(problem: Problem, formula: Basic, size: int) -> Expr:
    """The determinant of a formula in numbers; raises `Undefined` for the inverse of a singular matrix."""
    if isinstance(formula, Symbol):
        return determinant_given(problem, formula)
    parts = [
        value_of(problem, p, size) for p in formula.args if not isinstance(p, Expr) or p.is_Symbol
    ]
    match formula:
        case ScalarMultiple(args=(number, _)):
            return number**size * parts[0]
        case MatrixProduct():
            product = Integer(1)
            for part in parts:
                product *= part
            return product
        case Inverse() | MatrixPower(args=(_, Integer(is_negative=True))) if parts[0] == 0:
            inside = "".join(sorted(map(str, formula.args[0].free_symbols)))
            zero = ", ".join(
                f"det {a} = 0"
                for a in sorted(formula.args[0].free_symbols, key=str)
                if determinant_given(problem, a) == 0
            )
            raise Undefined(
                "singular-matrix",
                f"{zero}{f', so det({inside}) = 0' if len(inside) > 1 else ''}: "
                f"{inside} is singular and has no inverse.",
                fix="Ask for the determinant without the inverse.",
            )
        case Inverse():
            return 1 / parts[0]
        case MatrixPower(args=(_, exponent)):
            return parts[0] ** exponent
    return parts[0]


def determinant_given(problem: Problem, letter: Symbol) -> Expr:
    """The determinant of a letter."""
    M = problem.values[str(letter)]
    if M is None:
        number: Expr = problem.values[f"det_{letter}"]
        return number
    return collect(expand_along_emptiest_line(M))[1]


def example(size: int, determinant: Expr) -> Matrix:
    """A matrix with this determinant: ones below the diagonal times ones above it, and one pivot."""
    places = range(1, size + 1)
    table = [[Integer(min(i, j)) for j in places] for i in places]
    table[-1][-1] += determinant - 1
    return Matrix.of(table)


def used_letters(problem: Problem) -> list[Symbol]:
    """The matrices that the formulas speak of."""
    found = set().union(*(matrix_formula(text).free_symbols for text in problem.wanted))
    return sorted(found, key=str)


def rows_of(problem: Problem) -> int:
    """How many rows the matrices have."""
    sizes = [M.shape[0] for M in (problem.A, problem.B) if M is not None]
    return sizes[0] if sizes else int(problem.size[0])
