"""Values put in the place of letters, with nothing worked out.

SymPy's own `xreplace` and `subs` cancel and multiply on the way: with h + 1 for x they make h + 1
of x^2/x, which loses that the quotient has no value at h = -1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sympy import Add, Basic, Function, Integer, Mul, Pow, Rational, Symbol
from sympy.core.function import Application
from sympy.core.relational import Relational

from tutor.core.matrix import Matrix


def as_written(expr: Basic, values: Mapping[Basic, Basic]) -> Basic:
    """The expression with all these values in place at once, and otherwise as it is written."""
    return _rebuilt(expr, values, _written)


def inserted(expr: Basic, values: Mapping[Basic, Basic]) -> Basic:
    """The same, with sums and products of letters and numbers collected: they have values everywhere."""
    return _rebuilt(expr, values, _collected)


def _rebuilt(
    expr: Basic, values: Mapping[Basic, Basic], build: Callable[[Basic, list[Basic]], Basic]
) -> Basic:
    """The expression with its changed parts put together by `build`."""
    if expr in values:
        return values[expr]
    if isinstance(expr, Matrix):  # its entries are values, worked out
        return expr.xreplace(values)
    parts = [_rebuilt(part, values, build) for part in expr.args]
    if all(new is old for new, old in zip(parts, expr.args, strict=True)):
        return expr
    return build(expr, parts)


def _written(expr: Basic, parts: list[Basic]) -> Basic:
    if isinstance(expr, Add | Mul | Pow | Application | Relational):
        return expr.func(*parts, evaluate=False)
    return expr.func(*parts)


def _collected(expr: Basic, parts: list[Basic]) -> Basic:
    if isinstance(expr, Add | Mul) and all(map(_is_plain, parts)):
        return expr.func(*parts)
    if isinstance(expr, Add | Mul | Pow | Function):
        return expr.func(*parts, evaluate=False)
    return expr.func(*parts)


def _is_plain(part: Basic) -> bool:
    """Whether a part is made of letters and rational numbers by adding and multiplying."""
    if isinstance(part, Add | Mul):
        return all(map(_is_plain, part.args))
    if isinstance(part, Pow):
        return isinstance(part.exp, Integer) and part.exp > 0 and _is_plain(part.base)
    return isinstance(part, Symbol | Rational)
