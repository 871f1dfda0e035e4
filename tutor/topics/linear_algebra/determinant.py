"""The determinant of a square matrix, and whether the matrix is singular.

Row reduction brings the matrix to triangular form: a swap of two rows changes
the sign, adding a multiple of one row to another changes nothing, and the
determinant of a triangular matrix is the product of its diagonal.  Cofactors
expand along the emptiest row or column; for two or three rows the products
along the diagonals are quicker.  With one letter in the matrix, it is singular for the
zeros of the determinant, which is a polynomial in the letter.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Expr, Integer, Mul

from tutor.core.claims import Added, Claim, Compared, Equal, Swapped
from tutor.core.errors import OverLimit, TutorError, Undefined
from tutor.core.expr import Det
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, MatrixInput, SymbolsInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.conditional import conditional, entries_defined, under
from tutor.kit.linear_algebra import pictures, rows
from tutor.kit.linear_algebra.expansion import (
    diagonal_products,
    expand_along,
    expand_along_emptiest_line,
    line_of,
    simplify,
)
from tutor.kit.linear_algebra.special_values import check_parameter, decide_zeros, singular_for
from tutor.kit.ordinals import ORDINALS, short

LARGEST_EXPANSION = 5  # an n x n expansion has n!/2 determinants of two rows

Solution = Generator[Step, None, Expr]


def by_row_reduction(problem: Problem) -> Solution:
    M, sign = problem.A, 1
    size = M.shape[0]
    for column in range(1, size):
        pivot = next((r for r in range(column, size + 1) if M[r, column] != 0), None)
        if pivot is None:
            yield step("find_no_pivot", Equal(det(sign, M), Integer(0)))
            return (yield from conclude(problem, Integer(0)))
        if pivot != column:
            N = rows.swap(M, column, pivot)
            equal = Equal(det(sign, M), det(-sign, N))
            yield step("swap_rows", Swapped(M, column, pivot, N), equal)
            M, sign = N, -sign
        for row in range(column + 1, size + 1):
            if M[row, column] != 0:
                factor = rows.clearing_factor(M, row, column, column)
                N = rows.add(M, row, column, factor)
                equal = Equal(det(sign, M), det(sign, N))
                yield step("add_multiple_of_row", Added(M, row, column, factor, N), equal)
                M = N
    diagonal = [M[k, k] for k in range(1, size + 1)]
    product = Mul(*([Integer(-1)] if sign < 0 else []), *diagonal, evaluate=False)
    yield step("multiply_diagonal", Equal(det(sign, M), product))
    return (yield from work_out(problem, product))


def by_cofactors(problem: Problem) -> Solution:
    return (yield from under(entries_defined(problem.A), cofactors(problem)))


def cofactors(problem: Problem) -> Solution:
    if problem.line is None:
        value = yield from expand_along_emptiest_line(problem.A)
    else:
        line = line_of(problem.A, *_named_line(problem))
        value = yield from expand_along(problem.A, line, "expand_along_asked")
    return (yield from conclude(problem, value))


def _named_line(problem: Problem) -> tuple[str, int]:
    """Whether a row or a column is asked for, and its number."""
    kind, number = LINES[problem.line].split()
    return kind, problem.A.shape[0] if number == "last" else int(number)


def by_diagonals(problem: Problem) -> Solution:
    return (yield from under(entries_defined(problem.A), diagonals(problem)))


def diagonals(problem: Problem) -> Solution:
    product = diagonal_products(problem.A)
    rule = "multiply_wrapped_diagonals" if problem.A.shape[0] == 3 else "multiply_diagonals"
    yield step(rule, Equal(Det(problem.A), product))
    return (yield from work_out(problem, product))


def work_out(problem: Problem, product: Expr) -> Solution:
    value = yield from simplify(product)
    return (yield from conclude(problem, value))


def conclude(problem: Problem, value: Expr) -> Solution:
    if not value.free_symbols:
        yield step("decide_singularity", singularity(problem.A, value))
    elif problem.parameter:
        yield from decide_zeros(problem.A, value)
    return value


def singularity(A: Matrix, value: Expr) -> Compared:
    return Compared(Det(A), "=" if value == 0 else "!=", Integer(0))


def det(sign: int, M: Matrix) -> Expr:
    """The running value, written and not worked out: |M| or -|M|."""
    return Det(M) if sign > 0 else Mul(Integer(-1), Det(M), evaluate=False)


def suits(problem: Problem) -> tuple[str, ...]:
    size = problem.A.shape[0]
    if problem.line is not None:
        return ("cofactors",)
    if size <= 3:
        small = ("diagonals", "cofactors")
        return small if problem.A.free_symbols else (small[0], "row_reduction", small[1])
    if problem.A.free_symbols:
        return ("cofactors",)
    return ("row_reduction", "cofactors") if size <= LARGEST_EXPANSION else ("row_reduction",)


def complete(problem: Problem) -> dict[str, Any]:
    """The row or column by its number, and the one letter of the matrix, if it can be singular for it."""
    return {**_line(problem), **_parameter(problem)}


def _parameter(problem: Problem) -> dict[str, Any]:
    """The letter, if the values for which the matrix is singular can be found."""
    if problem.parameter is not None:
        check_parameter(problem.A, problem.parameter)
        return {} if singular_for(problem.A) else {"parameter": None}
    if not problem.A.free_symbols:
        return {}
    try:
        values = singular_for(problem.A)
    except TutorError:
        return {}  # several letters, or zeros without a short form: the determinant is found alone
    return {"parameter": values.unknowns if values else None}


def _line(problem: Problem) -> dict[str, Any]:
    """The line that is asked for; a `TutorError` if there is none, or too much to write."""
    if problem.line is None:
        return {}
    kind, number = _named_line(problem)
    size = problem.A.shape[0]
    if size > LARGEST_EXPANSION:
        raise OverLimit(
            "expansion",
            f"An expansion is written for up to {LARGEST_EXPANSION} rows, and here are {size}.",
            fix=f"Leave {kind} {number} out.",
        )
    if number > size:
        raise Undefined(
            "dimensions",
            f"The matrix has {size} {kind}s, and {kind} {number} is asked for.",
            fix=f"Name a {kind} from 1 to {size}.",
        )
    return {"line": f"{kind} {number}"}


def make(rng: Random, level: int) -> dict[str, Any]:
    A = nice.square_matrix(rng, level + 1, singular=rng.random() < 0.2)
    if level != 2 or rng.random() < 0.6:
        return {"A": A}
    return {"A": A, "line": rng.choice(("row {}", "column {}")).format(rng.randint(1, 3))}


def goals(problem: Problem, value: Expr) -> tuple[tuple[str, Claim], ...]:
    given = entries_defined(problem.A)
    determinant = ("determinant", Equal(Det(problem.A), value, given))
    if problem.parameter:
        special = singular_for(problem.A)
        assert special is not None
        return determinant, ("special", special)
    if value.free_symbols:
        return (determinant,)
    return determinant, ("singular", conditional(singularity(problem.A, value), given))


def figures(problem: Problem, value: Expr) -> tuple[Figure, ...]:
    if problem.A.shape != (2, 2) or problem.A.free_symbols:
        return ()
    marks = pictures.parallelogram(problem.A)
    return (Figure("parallelogram", Equal(Det(problem.A), value), marks, "x", "y", equal=True),)


LINES = (
    {  # as they are asked for: row 2, the 2nd row, the second row, the last row
        words.format(kind): f"{kind} {number}"
        for number, ordinal in enumerate(ORDINALS[:LARGEST_EXPANSION], start=1)
        for kind in ("row", "column")
        for words in (f"{{}} {number}", f"{ordinal} {{}}", f"{short(number)} {{}}")
    }
    | {
        f"{place} {line.split()[0]}": line
        for line, places in (
            ("row last", "last bottom"),
            ("row 1", "top"),
            ("column last", "last right rightmost"),
            ("column 1", "left leftmost"),
        )
        for place in places.split()
    }
)
DECIDED = (
    "[not] {singular|invertible|nonsingular|non-singular|noninvertible|non-invertible|regular}"
)
TOPIC = Topic(
    id="linear_algebra.determinant",
    covers=("linalg.det",),
    inputs=(
        MatrixInput(
            name="A",
            about="a square matrix",
            example="[2 1; 4 3]",
            square=True,
            largest=MATRIX_WITH_STEPS,
        ),
        SymbolsInput(
            name="parameter",
            about="the letter that stands for a number",
            example="k",
            optional=True,
        ),
        ChoiceInput(
            name="line",
            about="the row or the column to expand along",
            example="row 2",
            optional=True,
            options=LINES,
        ),
    ),
    phrases=(
        "[find|compute|evaluate|calculate|what is] [the] determinant of [the [2x2|3x3|4x4] matrix] {A}",
        "[find|compute|evaluate|calculate|what is] {det|\\\\det|determinant} {A}",
        "[find|compute|evaluate|calculate|what is] {det|\\\\det}({A})",
        "[find|compute] [the] {determinant of|det} [the matrix] {A}{ |, |, by | by | using | with | by cofactor | using cofactor }"
        "{expanding|expansion|expanded|cofactors} [along|about|by|on] [the] {line}",
        "[find|compute] [the] {determinant of|det} [the matrix] {A}{ |, }along [the] {line}",
        "[find|compute] [the] {determinant|det} {by|using} [cofactor] {expanding|expansion} [along|about] [the] {line}{: | of }{A}",
        "use [the] {cofactor|laplace} expansion [along|about|by|on|down] [the] {line} to {find|compute|evaluate|calculate} "
        "{det|the determinant of} [the matrix] {A}",
        "expand [the] {determinant of|det} [the matrix] {A} {along|about|by} [the] {line}",
        "{is|is the matrix|decide if|determine if|determine whether|check if|show that|show that the matrix|prove that|prove that the matrix|verify that|check that} {A}{ is | is not | }{singular|invertible|nonsingular|non-singular|regular}",
        "[find|determine] {parameter} {such that|so that|for which|if} [the matrix] {A} is [not] {singular|invertible|nonsingular|regular}",
        f"for {{which|what}} [value of|values of|value(s) of] {{parameter}} is [the matrix] {{A}} {DECIDED}",
        f"[find|determine] [the|all] {{value of|values of}} {{parameter}} {{for which|such that|so that|that make}} "
        f"[the matrix] {{A}} [is] {DECIDED}",
        "[find|solve for] {parameter} {if|such that|so that|when} {det|the determinant of} [the matrix] {A} {= 0|is 0|is zero|equals 0}",
        "[find|solve for] {parameter} {if|such that|so that|when} det({A}){ = 0|=0| is 0| is zero}",
        "solve {det|the determinant of} [the matrix] {A}{ = 0| =0|=0} for {parameter}",
        "solve det({A}){ = 0|=0} for {parameter}",
        "for {which|what} [value of|values of] {parameter} is {det|the determinant of} [the matrix] {A} {= 0|zero|equal to 0|0}",
        "for {which|what} [value of|values of] {parameter} is det({A}){ = 0|=0| zero| equal to 0}",
        "for {which|what} [value of|values of] {parameter} does [the matrix] {A} [not] have {an|no} inverse",
        "does [the matrix] {A} have an inverse",
        "[find] [the] {determinant|det} of [the matrix] {A}{,| and|, and} {decide|determine|say|state} "
        "{if|whether|for which values} {it|the matrix|A} is {singular|invertible|nonsingular|regular}",
        "find the determinant and decide whether the matrix is singular: {A}",
        "[find|compute|what is] {det(A)|det A|det (A)} {with|for|where|if|when} A{=| = }{A}",
    ),
    bare=("determinant",),
    methods={
        "row_reduction": by_row_reduction,
        "cofactors": by_cofactors,
        "diagonals": by_diagonals,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
