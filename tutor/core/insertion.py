"""Values put in the place of letters, with nothing worked out.

SymPy's own `xreplace` and `subs` cancel and multiply on the way: with h + 1 for x they make h + 1
of x^2/x, which loses that the quotient has no value at h = -1.
"""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Add, Basic, Function, Mul, Pow

from tutor.core.matrix import Matrix


def inserted(expr: Basic, values: Mapping[Basic, Basic]) -> Basic:
    """The expression with all these values in place at once, and otherwise as it is written."""
    if expr in values:
        return values[expr]
    if isinstance(expr, Matrix):  # its entries are values, worked out
        return expr.xreplace(values)
    parts = [inserted(part, values) for part in expr.args]
    if all(new is old for new, old in zip(parts, expr.args, strict=True)):
        return expr
    if isinstance(expr, Add | Mul | Pow | Function):
        return expr.func(*parts, evaluate=False)
    return expr.func(*parts)
