"""Linear systems by determinants (Cramer's rule).

If the determinant of the coefficients is not zero, each unknown is a quotient
of two determinants.  Above the line the column of the unknown is replaced by
the right sides; below it stands the determinant of the coefficients.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Eq, Expr, Symbol, Tuple, factor

from tutor.core.claims import Conditions, Equal, Equivalent
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.unevaluated import divided

LARGEST = 3  # unknowns; four need five determinants of four rows


def coefficients(augmented: Matrix) -> Matrix:
    """The columns to the left of the bar."""
    return Matrix.of([line[:-1] for line in augmented.entries()])


def replaced(augmented: Matrix, k: int) -> Matrix:
    """The coefficients with the right sides in place of column k."""
    lines = augmented.entries()
    return Matrix.of([[*line[: k - 1], line[-1], *line[k:-1]] for line in lines])


def divide_determinants(
    system: Tuple, unknowns: Tuple, augmented: Matrix, below: Expr, given: Conditions = ()
) -> Generator[Step, None, dict[Symbol, Expr]]:
    """Find every unknown; `below` is the determinant of the coefficients, not zero where `given` holds."""
    A = coefficients(augmented)
    tops = [replaced(augmented, k) for k in range(1, len(unknowns) + 1)]
    quotients = [
        Eq(u, divided(Det(top), Det(A)), evaluate=False)
        for u, top in zip(unknowns, tops, strict=True)
    ]
    yield step("apply_cramer", Equivalent(system, Tuple(*quotients), unknowns, given))
    values: dict[Symbol, Expr] = {}
    for unknown, top, quotient in zip(unknowns, tops, quotients, strict=True):
        work, above = collect(expand_along_emptiest_line(top))
        yield step("find_replaced_determinant", Equal(Det(top), above), substeps=work)
        values[unknown] = factor(above / below)
        solved = Tuple(Eq(unknown, values[unknown], evaluate=False))
        claim = Equivalent(Tuple(quotient), solved, Tuple(unknown), given)
        yield step("divide_determinants", claim)
    return values
