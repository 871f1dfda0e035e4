"""The normal equations by calculus: the sum of squared residuals is least where its derivatives are zero."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Eq, Integer, Symbol, Tuple, diff, expand

from tutor.core.claims import Defines, DerivativeOf, Equal, Equivalent
from tutor.core.matrix import Matrix
from tutor.core.step import Step, step
from tutor.kit.unevaluated import added, power

S = Symbol("S")


def set_derivatives_to_zero(
    table: Matrix, right: Tuple, names: Tuple, normal: Matrix
) -> Generator[Step, None, None]:
    """Write the sum of the squares of b - A x, derive it, and bring the equations to the form `normal`."""
    rests = (
        e - sum((a * x for a, x in zip(line, names, strict=True)), Integer(0))
        for line, e in zip(table.entries(), right, strict=True)
    )
    squares = added(*(power(rest, Integer(2)) for rest in rests))
    value = expand(squares)
    yield step("write_sum_of_squares", Defines(S, squares))
    yield step("multiply_squares_out", Equal(squares, value))
    slopes = [diff(value, x) for x in names]
    for x, slope in zip(names, slopes, strict=True):
        yield step("derive_sum", DerivativeOf(value, x, slope))
    system = Tuple(*(Eq(slope, 0, evaluate=False) for slope in slopes))
    yield step("set_slopes_to_zero", Equivalent(system, normal, names))
