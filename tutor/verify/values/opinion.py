"""A second opinion on values: SymPy's own numerical evaluation.

`numeric.Point` is the first.  The two share no code, so an error in the rules
of one does not pass unseen.  What matrices mean stands in `matrix_opinion`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sympy as sp
from sympy import Basic, Symbol, Tuple

from tutor.core import matrix_expression as heads
from tutor.core.written import written
from tutor.verify.values import matrix_opinion
from tutor.verify.values.complex_values import is_complex
from tutor.verify.values.matrix_values import Table, Vector
from tutor.verify.values.numeric import DIGITS, NoValue, Number, Point, context
from tutor.verify.values.root_values import root_value

OPINION_DIGITS = 30
CURVED = (sp.exp, sp.log, sp.tanh)
Known = dict[Basic, Basic]


def second_opinion(expr: Basic, at: Point) -> Number:
    """The value of an expression at a place by `evalf`; raises `NoValue` if it is not real."""
    closed = _closed(expr, at, {})
    try:
        value = closed.evalf(OPINION_DIGITS)
    except (ZeroDivisionError, ValueError, TypeError) as bad:
        raise NoValue(str(bad)) from bad
    if value.is_Float:
        return context.make_mpf(value._mpf_)
    if value.is_Rational:
        return context.mpf(value.p) / value.q
    if is_complex((expr,), at.definitions) and value.is_number:
        real, imaginary = value.as_real_imag()
        return context.mpc(
            *(context.make_mpf(sp.Float(p, DIGITS)._mpf_) for p in (real, imaginary))
        )
    raise NoValue(f"{written(expr)} has no real value")


def second_table(value: Basic, at: Point) -> Table | Vector:
    """The entries of a matrix or vector by this route, as numbers of the working precision."""
    found = matrix_opinion.dense(value, closed_at(at), at.definitions)
    rows = [[_number(e) for e in row] for row in found.tolist()]
    is_vector = isinstance(_meaning(value, at), Tuple)
    return Vector(row[0] for row in rows) if is_vector else rows


def closed_at(at: Point, known: Known | None = None) -> Callable[[Basic], Basic]:
    """Gives an expression its letters' values at a place; `known` keeps what was worked out there."""
    kept: Known = {} if known is None else known
    return lambda expr: _closed(expr, at, kept)


def _closed(expr: Basic, at: Point, known: Known) -> Basic:
    """The expression with fractions for its letters and its data, and sums written out."""
    if isinstance(expr, Symbol | heads.MatrixScalar):  # names rest on names, so each only once
        if expr not in known:
            known[expr] = _meant(expr, at, known)
        return known[expr]
    if isinstance(expr, sp.Sum | sp.Product):
        body, *limits = expr.args
        (index, first, last) = limits[0] if len(limits) == 1 else (None, None, None)
        if index is None:
            raise NoValue("a sum over several indices")
        start, end = (int(_closed(e, at, known)) for e in (first, last))
        named = [name for name in body.free_symbols if name in at.definitions and name != index]
        if not any(index in at.definitions[name].free_symbols for name in named):
            body = body.xreplace({name: _closed(name, at, known) for name in named})
        parts = [
            _closed(body.xreplace({index: sp.Integer(k)}), at, known) for k in range(start, end + 1)
        ]
        return sp.Add(*parts) if isinstance(expr, sp.Sum) else sp.Mul(*parts)
    if isinstance(expr, sp.Indexed):
        name, index = expr.args[0], int(_closed(expr.args[1], at, known))
        table = at.definitions.get(name)
        if table is not None:
            if not 1 <= index <= len(table.args):
                raise NoValue(f"{name} has no entry {index}")
            return _closed(table.args[index - 1], at, known)
        drawn = at.draws.datum(str(name), index)
        return sp.Rational(drawn.numerator, drawn.denominator)
    if isinstance(expr, sp.CRootOf):
        return _as_sympy(root_value(expr, context))
    if isinstance(expr, sp.Derivative | sp.Limit | sp.Integral):
        raise NoValue("a derivative, a limit or an integral")
    if not expr.args:
        return expr
    return rebuilt(expr, [_closed(a, at, known) for a in expr.args])


def rebuilt(expr: Basic, parts: Sequence[Basic]) -> Basic:
    """The expression with other parts; left as it stands where SymPy would ask long sums for their signs."""
    curved = isinstance(expr, CURVED) and not parts[0].is_Rational
    if curved or (isinstance(expr, sp.Mul) and 0 in parts):
        return expr.func(*parts, evaluate=False)
    return expr.func(*parts)


def _meant(expr: Basic, at: Point, known: Known) -> Basic:
    """What a letter, or a number made from matrices, stands for."""
    if isinstance(expr, heads.MatrixScalar):
        return matrix_opinion.scalar(expr, closed_at(at, known), at.definitions)
    if expr in at.fixed:
        return sp.Float(context.nstr(at.fixed[expr], DIGITS), DIGITS)
    if expr in at.definitions:
        return _closed(at.definitions[expr], at, known)
    drawn = at.draws.symbol(expr)
    return sp.Rational(drawn.numerator, drawn.denominator)


def _as_sympy(value: Number) -> Basic:
    real, imaginary = (sp.Float(context.nstr(p, DIGITS), DIGITS) for p in (value.real, value.imag))
    return real + sp.I * imaginary if imaginary else real


def _meaning(value: Basic, at: Point) -> Basic:
    """What tells whether a value is a vector: its last factor, its term, its definition."""
    while True:
        if isinstance(value, heads.Projection):
            value = value.args[0]
        elif isinstance(value, heads.MatrixProduct | heads.MatrixSum | heads.ScalarMultiple):
            value = value.args[-1]
        elif isinstance(value, Symbol) and value in at.definitions:
            value = at.definitions[value]
        else:
            return Tuple() if isinstance(value, Tuple | heads.Cross) else value


def _number(value: Basic) -> Any:
    parts = value.evalf(DIGITS).as_real_imag()
    real, imaginary = (context.make_mpf(sp.Float(p, DIGITS)._mpf_) for p in parts)
    return context.mpc(real, imaginary) if imaginary else real
