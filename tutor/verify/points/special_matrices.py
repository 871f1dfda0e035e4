"""Special values of letters in matrices, where a rank drops or an inverse ceases to exist.

At random letters every matrix has its largest rank.  Where the rank is lower,
all minors of that size are zero, and so is one random combination of them: its
real zeros are tried, and those of the denominators.  How a letter gets its
special value, and the random minor, are those for systems in `critical`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import sympy as sp
from sympy import Basic, Expr, Poly, Symbol, preorder_traversal

from tutor.core import matrix_expression as heads
from tutor.core.claims import Conditions
from tutor.core.matrix import Matrix
from tutor.verify.points.critical import SMALL, placed, random_minor
from tutor.verify.points.places import Places
from tutor.verify.values.letters import letters_of
from tutor.verify.values.linear import polynomials_at
from tutor.verify.values.matrix_numbers import NotExact
from tutor.verify.values.matrix_values import Element, Table, Values, Vector
from tutor.verify.values.numeric import Point

BASES = 2
LARGEST = 6  # rows of a minor with a letter
HIGHEST = 8  # degree of a polynomial whose real roots are tried


def special_points(
    parts: Sequence[Basic], given: Conditions, places: Places
) -> Iterator[tuple[Point, str]]:
    """Places inside the conditions where one letter of these values is special."""
    letters = set().union(*(letters_in(part, places) for part in parts))
    if not letters:
        return
    for base in islice(places.inside(given), BASES):
        for letter in sorted(letters, key=str):
            if letter in base.definitions or letter in places.whole:
                continue
            values = Values(polynomials_at(base, (letter,)))
            special: list[Expr] = list(SMALL)
            for part in parts:
                for polynomial in _vanishing(part, values, base.draws.seed):
                    special += [r for r in _real_roots(polynomial, letter) if r not in special]
            yield from placed(base, letter, special, given)


def letters_in(value: Basic, places: Places) -> set[Symbol]:
    """The letters that a value depends on and that no definition explains."""
    found = letters_of(value, places.definitions)
    return {s for s in found if s not in places.definitions}


def _vanishing(value: Basic, values: Values, seed: int) -> Iterator[Element]:
    """Polynomials in the letter, at whose zeros a matrix inside the value is special."""
    for part in preorder_traversal(value):
        try:
            rows = _table(part, values)
        except (NotExact, ZeroDivisionError):
            continue
        if not rows or not rows[0]:
            continue
        ring = rows[0][0].numer.ring
        over = ring.one
        for row in rows:
            for entry in row:
                over = over.lcm(entry.denom)
        yield over
        rank = values.numbers.rank(rows)
        if 0 < rank <= LARGEST:
            whole = [[e.numer * over.exquo(e.denom) for e in row] for row in rows]
            yield random_minor(whole, rank, seed)


def _table(part: Basic, values: Values) -> Table:
    """The matrix that a part of a value is made from, or none."""
    if isinstance(part, heads.NullSpace | heads.Eigenspace):
        return values.equations(part) or []
    if isinstance(part, heads.Span | heads.ColumnSpace | heads.RowSpace):
        return [list(v) for v in values.spanning(part)[0]]
    if isinstance(part, heads.Rank | heads.Inverse | heads.MatrixPower):
        return values.table(part.args[0])
    if isinstance(part, heads.MatrixExpression | Matrix | sp.Tuple):
        found = values.of(part)
        return [list(found)] if isinstance(found, Vector) else found
    return []


def _real_roots(polynomial: Element, letter: Symbol) -> list[Expr]:
    if polynomial.is_ground or polynomial.degree() > HIGHEST:
        return []
    # `Poly.real_roots` writes its roots with x, and SymPy's cache would hand them to the solver
    # when it numbers the roots of the same polynomial next time.
    poly = Poly.from_dict(dict(polynomial.terms()), letter, domain=sp.QQ).sqf_part()
    return [sp.CRootOf(poly, k) for k in range(poly.count_roots())]
