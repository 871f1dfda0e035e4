"""Determinants as sums of products: along the diagonals, or by cofactors.

A determinant of two rows is one product minus another; three rows have three
products on either side (Sarrus).  Larger ones are expanded along a row or a
column into smaller determinants, best where most entries are zero.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Add, Expr, Integer, cos, cosh, expand, sin, sinh

from tutor.core.claims import Equal
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.step import Step, collect, step
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import MINUS, multiplied, times

Solution = Generator[Step, None, Expr]
Line = list[tuple[int, int]]  # places of entries
IDENTITIES = {"use_circle": (sin, cos), "use_hyperbola": (sinh, cosh)}


def expand_along_emptiest_line(M: Matrix) -> Solution:
    """Expand the determinant of M; the smaller determinants are worked out in substeps."""
    if M.shape[0] == 2:
        product = diagonal_products(M)
        yield step("multiply_diagonals", Equal(Det(M), product))
        return (yield from simplify(product))
    return (yield from expand_along(M, emptiest_line(M), "expand_along"))


def expand_along(M: Matrix, line: Line, rule: str) -> Solution:
    """Expand the determinant of M along a line of places; the rule says how it was chosen."""
    size = M.shape[0]
    if size == 1:
        yield step("take_single_entry", Equal(Det(M), M[1, 1]))
        return M[1, 1]
    minors = [(M[i, j], (-1) ** (i + j), M.without(i, j)) for i, j in line if M[i, j] != 0]
    if not minors:
        yield step("find_line_of_zeros", Equal(Det(M), Integer(0)))
        return Integer(0)
    written = Add(*(signed(s, a, Det(m)) for a, s, m in minors), evaluate=False)
    in_row = line[0][0] == line[1][0]
    yield step(f"{rule}_row" if in_row else f"{rule}_column", Equal(Det(M), written))
    values = []
    for _, _, minor in minors:
        parts, value = collect(expand_along_emptiest_line(minor))
        yield step("evaluate_minor", Equal(Det(minor), value), substeps=parts)
        values.append(value)
    terms = [signed(s, a, v) for (a, s, _), v in zip(minors, values, strict=True)]
    inserted = Add(*terms, evaluate=False)
    yield step("insert_minors", Equal(written, inserted))
    return (yield from simplify(inserted))


def diagonal_products(M: Matrix) -> Expr:
    """The products along the diagonals, down to the right minus down to the left (Sarrus)."""
    size = M.shape[0]
    if size == 1:
        return M[1, 1]
    starts = range(1, size + 1) if size == 3 else (1,)
    falling = [[M[1 + k, (j + k - 1) % size + 1] for k in range(size)] for j in starts]
    rising = [[M[size - k, (j + k - 1) % size + 1] for k in range(size)] for j in starts]
    terms = [signed(1, *line) for line in falling] + [signed(-1, *line) for line in rising]
    return Add(*terms, evaluate=False)


def simplify(product: Expr) -> Solution:
    # Numbers are added one by one: the rules of `Add` would load SymPy's tensors for them.
    value = expand(sum((term.doit() for term in Add.make_args(product)), Integer(0)))
    if value != product:
        yield step("work_out", Equal(product, value))
    for rule, functions in IDENTITIES.items():
        shorter = expand(tidy(value)) if value.has(*functions) else value
        if len(Add.make_args(shorter)) < len(Add.make_args(value)):
            yield step(rule, Equal(value, shorter))
            value = shorter
    return value


def signed(sign: int, *factors: Expr) -> Expr:
    return times(MINUS, *factors) if sign < 0 else multiplied(*factors)


def emptiest_line(M: Matrix) -> Line:
    """The places of the row or column with the most zeros, rows first, from the top or the left."""
    size = M.shape[0]
    lines = [line_of(M, kind, k) for kind in ("row", "column") for k in range(1, size + 1)]
    return max(lines, key=lambda line: sum(M[place] == 0 for place in line))


def line_of(M: Matrix, kind: str, number: int) -> Line:
    """The places of a row or of a column."""
    size = range(1, M.shape[0] + 1)
    return [(number, j) if kind == "row" else (j, number) for j in size]
