"""The values of a letter for which a determinant with that letter is zero.

The determinant is expanded and factored; a product is zero exactly where one
of its factors is.  For all other values the matrix is not singular.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Basic, Eq, Expr, Integer, Ne, Symbol, Tuple, factor

from tutor.core.claims import Conditions, Equal, SolutionSet
from tutor.core.errors import NotUnderstood
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.real_roots import real_roots


def the_letter(matrix: Matrix) -> Symbol:
    """The letter in the entries; raises `NotUnderstood` if there are several or one divides."""
    letters = sorted(matrix.free_symbols, key=str)
    if len(letters) > 1:
        raise NotUnderstood(
            "several-letters",
            f"The letters {', '.join(map(str, letters))} stand where numbers are needed. "
            "Cases can be told apart for one letter.",
            fix=f"Give values to all letters but one, for example {letters[-1]} = 2.",
        )
    (letter,) = letters
    if not all(entry.is_polynomial(letter) for line in matrix.entries() for entry in line):
        raise NotUnderstood(
            "letter-below-line",
            f"The letter {letter} stands below a fraction line or inside a function.",
            fix=f"Multiply by the denominator, or give {letter} a value.",
        )
    assert isinstance(letter, Symbol)
    return letter


def check_parameter(matrix: Matrix, parameter: Tuple) -> None:
    """Refuse a letter that is asked for and is not the one of the matrix."""
    if not matrix.free_symbols:
        raise NotUnderstood(
            "parameter",
            f"There is no {parameter[0]} in the matrix.",
            fix="Put the letter where it belongs in the matrix, or leave it out of the question.",
        )
    letter = the_letter(matrix)
    if parameter != Tuple(letter):
        raise NotUnderstood(
            "parameter",
            f"The letter of the matrix is {letter}, and not {parameter[0]}.",
            fix=f"Ask for the values of {letter}.",
        )


def expand_determinant(matrix: Matrix) -> Generator[Step, None, Expr]:
    """The determinant of a matrix, in factors if it has letters."""
    work, value = collect(expand_along_emptiest_line(matrix))
    yield step("find_determinant", Equal(Det(matrix), value), substeps=work)
    if (product := factor(value)) != value:
        yield step("factor_determinant", Equal(value, product))
        return product
    return value


def find_zeros(
    matrix: Matrix, determinant: Expr, letter: Symbol
) -> Generator[Step, None, tuple[Expr, ...]]:
    """The values of the letter for which the determinant is zero, in increasing order."""
    claim = zeros(matrix, determinant, letter)
    yield step("find_special_values", claim)
    return tuple(solution.args[0] for solution in claim.solutions.args)


def decide_zeros(matrix: Matrix, determinant: Expr) -> Generator[Step, None, None]:
    """Factor a determinant with one letter, and find the values for which it is zero."""
    product = factor(determinant)
    if product != determinant:
        yield step("factor_determinant", Equal(determinant, product))
    yield from find_zeros(matrix, product, the_letter(matrix))


def singular_for(matrix: Matrix) -> SolutionSet | None:
    """For which values of its letter a matrix is singular; None if its determinant has no letter.

    Raises `TutorError` for several letters, and for zeros that have no short form.
    """
    letter = the_letter(matrix)
    determinant = collect(expand_along_emptiest_line(matrix))[1]
    return zeros(matrix, factor(determinant), letter) if determinant.has(letter) else None


def zeros(matrix: Matrix, determinant: Expr, letter: Symbol) -> SolutionSet:
    """The claim that says for which values of the letter the determinant is zero.

    A determinant that is the letter alone stays a determinant: k = 0 would say nothing of it.
    """
    left = Det(matrix) if determinant == letter else determinant
    equation = Tuple(Eq(left, Integer(0), evaluate=False))
    found = Tuple(*(Tuple(root) for root in real_roots(determinant, letter)))
    return SolutionSet(equation, Tuple(letter), found)


def others(letter: Symbol, values: tuple[Expr, ...]) -> Conditions:
    """The condition that the letter has none of these values."""
    return tuple(Ne(letter, value, evaluate=False) for value in values)


def at(letter: Symbol, value: Expr) -> Conditions:
    """The condition that the letter has this value."""
    return (Eq(letter, value, evaluate=False),)


def inserted(matrix: Matrix, letter: Symbol, value: Expr) -> Matrix:
    """The matrix with a value in place of its letter."""
    placed: Basic = matrix.xreplace({letter: value})
    assert isinstance(placed, Matrix)
    return placed
