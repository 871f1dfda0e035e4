"""Products of matrices, transposes, norms, ranks and spaces.

A vector is written (1, 2) by itself and as a column beside a matrix; a
product of matrices has no sign between its factors.
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy import Basic, Integer, Rational, Tuple

from tutor.core import matrix_expression as heads
from tutor.core.matrix import Matrix
from tutor.render.typeset.composer import Composer, Maker, Signed, SignedMaker
from tutor.render.typeset.condensing import DOTS_DOWN
from tutor.render.typeset.functions import call
from tutor.render.typeset.layout import (
    APPLY,
    COMMA,
    CROSS,
    DOT,
    MINUS,
    NEGATE,
    NEGATIVE,
    PLUS,
    PRODUCT,
    SUM,
    TIMES,
    Fenced,
    Ident,
    Node,
    Number,
    Row,
    Said,
    Subscript,
    Superscript,
    Table,
    TableRow,
    bound,
    negative,
    parenthesized,
    separated,
)
from tutor.render.typeset.numbers import approximate

_CALLS: dict[type, str] = {
    heads.Trace: "tr",
    heads.Rank: "rank",
    heads.Dimension: "dim",
    heads.Adjugate: "adj",
    heads.NullSpace: "Null",
    heads.ColumnSpace: "Col",
    heads.RowSpace: "Row",
}


def has_columns(value: Any) -> bool:
    """Whether the vectors of a value are written as columns: where a matrix is multiplied."""
    if isinstance(value, heads.MatrixProduct):
        return True
    sums = heads.MatrixSum | heads.ScalarMultiple
    return isinstance(value, sums) and any(map(has_columns, value.args))


def vector_or_matrix(composer: Composer, value: Any, columns: bool, small: bool = False) -> Node:
    """The layout of a value in which vectors are columns, or are not."""
    is_negative, body = _signed(composer, value, columns, small)
    return negative(body) if is_negative else body


def column(composer: Composer, components: Any) -> Table:
    """A vector as a column."""
    rows = [TableRow((composer.node(c),)) for c in components]
    return Table(tuple(composer.ends(rows, TableRow((DOTS_DOWN,)))), "matrix")


def decimals(value: Any, tolerance: Rational, columns: bool = False) -> Node:
    """A number as a decimal, or a vector or a matrix of decimals, as short as the tolerance allows."""
    if isinstance(value, Rational):
        bounds = int(tolerance.p), int(tolerance.q)
        return approximate(int(value.p), int(value.q), bounds)
    if isinstance(value, sp.Expr):
        return _complex_decimals(value, tolerance)
    table = value.entries() if isinstance(value, Matrix) else [(e,) for e in value.args]
    rows = [tuple(decimals(e, tolerance) for e in line) for line in table]
    if columns or isinstance(value, Matrix):
        return Table(tuple(map(TableRow, rows)), "matrix")
    components = [cell for row in rows for cell in row]
    return Said(parenthesized(separated(components, COMMA)), "tuple", tuple(components))


def _complex_decimals(value: sp.Expr, tolerance: Rational) -> Node:
    real, imaginary = value.as_real_imag()
    times_i = Row((decimals(abs(imaginary), tolerance), TIMES, Ident("i")), PRODUCT)
    if real == 0:
        return negative(times_i) if imaginary < 0 else times_i
    sign = MINUS if imaginary < 0 else PLUS
    return Row((decimals(real, tolerance), sign, times_i), SUM)


def _signed(composer: Composer, value: Any, columns: bool, small: bool = False) -> Signed:
    if columns and isinstance(value, Tuple):
        return False, column(composer, value.args)
    if isinstance(value, heads.MatrixSum):
        return False, _terms(composer, value, columns, small)
    if isinstance(value, heads.ScalarMultiple):
        return _multiple(composer, value, columns, small)
    return composer.signed(value, small)


def _terms(composer: Composer, value: heads.MatrixSum, columns: bool, small: bool) -> Node:
    children: list[Node] = []
    for term in value.args:
        is_negative, body = _signed(composer, term, columns, small)
        if children:
            children.append(MINUS if is_negative else PLUS)
        elif is_negative:
            children.append(NEGATE)
        children.append(bound(body, NEGATIVE + 1))
    return Row(tuple(children), SUM)


def _multiple(
    composer: Composer, value: heads.ScalarMultiple, columns: bool, small: bool
) -> Signed:
    factor, what = value.args
    body = bound(vector_or_matrix(composer, what, columns, small), PRODUCT)
    is_negative, number = composer.signed(factor, small)
    if factor is sp.S.NegativeOne:
        return True, body
    number = bound(number, PRODUCT)
    sign = DOT if isinstance(what, Tuple) and not columns else TIMES
    return is_negative, Row((number, sign, body), PRODUCT)


def _sum(composer: Composer, value: heads.MatrixSum, small: bool) -> Node:
    return _terms(composer, value, has_columns(value), small)


def _signed_multiple(composer: Composer, value: heads.ScalarMultiple, small: bool) -> Signed:
    return _multiple(composer, value, has_columns(value), small)


def _product(composer: Composer, value: heads.MatrixProduct, small: bool) -> Node:
    children: list[Node] = []
    for factor in value.args:
        node = vector_or_matrix(composer, factor, True, small)
        holds = PRODUCT + 1 if isinstance(factor, heads.ScalarMultiple) else PRODUCT
        children += [TIMES, bound(node, holds)] if children else [bound(node, holds)]
    return Row(tuple(children), PRODUCT)


def _raised(composer: Composer, value: Basic, exponent: Node) -> Superscript:
    base = vector_or_matrix(composer, value, True)
    is_single = isinstance(base, Ident | Table | Subscript) or (
        isinstance(base, Said) and isinstance(base.shown, Subscript)
    )
    return Superscript(base if is_single else parenthesized(base), exponent)


def _transpose(composer: Composer, value: Basic, small: bool) -> Node:
    shown = _raised(composer, value.args[0], Ident("T"))
    return Said(shown, "transpose", (shown.base,))


def _inverse(composer: Composer, value: Basic, small: bool) -> Node:
    shown = _raised(composer, value.args[0], negative(Number("1")))
    return Said(shown, "inverse", (shown.base,))


def _power(composer: Composer, value: Basic, small: bool) -> Node:
    return _raised(composer, value.args[0], composer.node(value.args[1], True))


def _called(composer: Composer, value: Basic, small: bool) -> Node:
    return call(_CALLS[type(value)], composer.node(value.args[0]))


def _determinant(composer: Composer, value: heads.Det, small: bool) -> Node:
    (matrix,) = value.args
    if isinstance(matrix, Matrix):
        return composer.matrix(matrix, "determinant")
    return call("det", composer.node(matrix))


def _identity(composer: Composer, value: Basic, small: bool) -> Node:
    size = composer.node(value.args[0])
    return Said(Subscript(Ident("I"), size), "identity matrix", (size,))


def _columns(composer: Composer, value: Basic, small: bool) -> Node:
    """Columns of numbers side by side are a matrix; names stand in one row."""
    if all(isinstance(v, Tuple) for v in value.args) and len(set(map(len, value.args))) == 1:
        lines = zip(*(v.args for v in value.args), strict=True)
        rows = [TableRow(tuple(map(composer.node, line))) for line in lines]
        dots = TableRow((DOTS_DOWN,) * len(value.args))
        return Table(tuple(composer.ends(rows, dots)), "matrix")
    cells = tuple(vector_or_matrix(composer, v, True) for v in value.args)
    return Said(Table((TableRow(cells),), "matrix"), "columns", (separated(list(cells), COMMA),))


def _projection(composer: Composer, value: Basic, small: bool) -> Node:
    vector, space = (composer.node(part) for part in value.args)
    name = Subscript(Ident("proj", function=True), space)
    inside = vector if isinstance(value.args[0], Tuple) else parenthesized(vector)
    return Said(Row((name, APPLY, inside)), "projection", (vector, space))


def _dot(composer: Composer, value: Basic, small: bool) -> Node:
    left, right = (bound(composer.node(part), PRODUCT + 1) for part in value.args)
    return Said(Row((left, DOT, right), PRODUCT), "dot product", (left, right))


def _cross(composer: Composer, value: Basic, small: bool) -> Node:
    left, right = (bound(composer.node(part), PRODUCT + 1) for part in value.args)
    return Said(Row((left, CROSS, right), PRODUCT), "cross product", (left, right))


def _norm(composer: Composer, value: Basic, small: bool) -> Node:
    vector, p = value.args
    body = composer.node(vector)
    shown: Node = Fenced("‖", "‖", body)
    if p == 2:
        return Said(shown, "norm", (body,))
    index = composer.node(p)
    return Said(Subscript(shown, index), "p-norm", (body, index))


def _frobenius(composer: Composer, value: Basic, small: bool) -> Node:
    body = composer.node(value.args[0])
    return Said(Subscript(Fenced("‖", "‖", body), Ident("F")), "Frobenius norm", (body,))


def _entry(composer: Composer, value: Basic, small: bool) -> Node:
    what, *place = value.args
    indices = [composer.node(k) for k in place]
    base = composer.node(what)
    shown = base if isinstance(base, Ident | Table) else parenthesized(base)
    phrase = "entry" if len(place) == 2 else "component"
    return Said(Subscript(shown, separated(indices, COMMA)), phrase, (base, *indices))


def _span(composer: Composer, value: Basic, small: bool) -> Node:
    vectors = [composer.node(v) for v in value.args]
    inside = separated(vectors, COMMA)
    return Said(
        Row((Ident("span", function=True), APPLY, Fenced("{", "}", inside))), "span", (inside,)
    )


def _eigenspace(composer: Composer, value: Basic, small: bool) -> Node:
    matrix, number = composer.node(value.args[0]), composer.node(value.args[1])
    shown = Row((Subscript(Ident("E"), number), APPLY, parenthesized(matrix)))
    return Said(shown, "eigenspace", (matrix, number))


def _coordinate_space(composer: Composer, value: Basic, small: bool) -> Node:
    size = composer.node(value.args[0])
    return Said(Superscript(Ident("ℝ"), size), "coordinate space", (size,))


def _root(composer: Composer, value: Any, small: bool) -> Node:
    """Root 1, 2, ... of a polynomial, in the order in which its roots are numbered."""
    polynomial, index = value.args
    number, body = composer.node(index + Integer(1)), composer.node(polynomial)
    name = Subscript(Ident("root", function=True), number)
    return Said(Row((name, APPLY, parenthesized(body))), "root of polynomial", (number, body))


SIGNED: dict[type, SignedMaker] = {heads.ScalarMultiple: _signed_multiple}
MAKERS: dict[type, Maker] = {
    **dict.fromkeys(_CALLS, _called),
    heads.MatrixProduct: _product,
    heads.MatrixSum: _sum,
    heads.MatrixPower: _power,
    heads.Transpose: _transpose,
    heads.Inverse: _inverse,
    heads.Det: _determinant,
    heads.Identity: _identity,
    heads.Columns: _columns,
    heads.Projection: _projection,
    heads.Dot: _dot,
    heads.Cross: _cross,
    heads.Norm: _norm,
    heads.FrobeniusNorm: _frobenius,
    heads.Entry: _entry,
    heads.Span: _span,
    heads.Eigenspace: _eigenspace,
    heads.CoordinateSpace: _coordinate_space,
    sp.CRootOf: _root,
}
