"""Why no feasible point is better than a candidate: a formula that shows it.

The function is its value at the candidate plus (minus) terms that are not negative where the
constraints hold, or the constraints bound the cube of the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import sympy as sp
from sympy import Add, Dummy, Expr, Integer, Poly, Rational, Tuple

from tutor.core.claims import Equal
from tutor.kit.calculus.kkt import Program, value
from tutor.kit.calculus.lagrangian import tuple_of
from tutor.kit.polynomial_systems import Values
from tutor.kit.sums_of_squares import squares_around
from tutor.kit.unevaluated import ZERO, added, negated, power, times, without_ones

PRODUCTS = [*map(Integer, range(1, 7)), *(Rational(1, q) for q in range(2, 7))]  # their factors


class Certificate(NamedTuple):
    """The function in its new form, and whether `products` of two constraints or `cubes` of one are needed."""

    shown: Expr
    needs: str


def certificate(
    program: Program, kind: str, best: Expr, point: Values, solutions: Sequence[Tuple]
) -> Certificate | None:
    """The function as its value at the point plus (minus) terms that are not negative, if it is.

    These are squares, the multiples of the constraints in the Lagrangian, and perhaps a product of two constraints
    or a constraint with both sides cubed.
    """
    size, count = len(program.unknowns), len(program.sides)
    here = tuple_of(point, program.unknowns)
    values = next((s[size:] for s in solutions if Tuple(*s[:size]) == here), None)
    side = 1 if kind == "minimum" else -1
    if values is None or any(v.free_symbols for v in values):
        values = [ZERO] * (count + len(program.equations))
    if not all(v.is_Rational for v in values):
        return None
    # f = best + side * (squares + multiples of what is at least 0) + multiples of the equations
    turn = 1 if program.whole.plus else -side
    weights = [turn * v for v in values[:count]]
    if not program.f.is_polynomial(*program.unknowns) or any(w < 0 for w in weights):
        return None
    differences = [
        added(large, negated(small)) if small != 0 else large
        for small, large in ((c.lts, c.gts) for c in program.inequalities)
    ]
    fixed = [
        without_ones(-v if program.whole.plus else v, h)
        for v, h in zip(values[count:], program.whole.sides[count:], strict=True)
        if v != 0
    ]
    ways = [
        ("", ((weights, []),)),
        ("products", _with_products(program, weights, differences, point)),
        ("cubes", _with_cubes(program, weights, point)),
    ]
    for needs, left, more in ((n, *way) for n, found in ways for way in found):
        terms = [without_ones(w, d) for w, d in zip(left, differences, strict=True) if w != 0]
        terms += more
        rest = sp.expand(side * (program.f - best - sum(fixed)) - sum(terms))
        if (squares := squares_around(rest, point)) is not None:
            shown = [*squares, *terms]
            signed = shown if side > 0 else [negated(t) for t in shown]
            whole = added(*([best] if best != 0 else []), *signed, *fixed)
            return Certificate(whole, needs)
    return None


def _with_products(
    program: Program, weights: list[Expr], differences: list[Expr], point: Values
) -> Iterator[tuple[list[Expr], list[Expr]]]:
    """Smaller multipliers where a product of two constraints takes their place.

    Only a product that is zero at the point leaves the value there; the multipliers make up for its slope.
    """
    if Poly(program.f, *program.unknowns).total_degree() != 2:
        return
    heights = [value(d, point) for d in differences]
    sides = (Poly(g, *program.unknowns) for g in program.sides)
    linear = [k for k, side in enumerate(sides) if side.total_degree() == 1]
    for i, j in combinations(linear, 2):
        for factor in PRODUCTS if 0 in (heights[i], heights[j]) else ():
            left = list(weights)
            left[i] -= factor * heights[j]
            left[j] -= factor * heights[i]
            if all(w >= 0 for w in left):
                yield left, [without_ones(factor, times(differences[i], differences[j]))]


def _with_cubes(
    program: Program, weights: list[Expr], point: Values
) -> Iterator[tuple[list[Expr], list[Expr]]]:
    """One constraint small <= large, with equality at the point, with the cubes of both sides instead.

    A cube rises with its base, so small^3 <= large^3 says the same; the factor gives it the same slope at the point.
    """
    for k, constraint in enumerate(program.inequalities):
        small, large = constraint.lts, constraint.gts
        here = value(large, point)
        if weights[k] == 0 or here == 0 or value(small, point) != here:
            continue
        third = [s**3 if s.is_number else power(s, Integer(3)) for s in (large, small)]
        rest = [ZERO if j == k else w for j, w in enumerate(weights)]
        yield rest, [without_ones(weights[k] / (3 * here**2), added(third[0], negated(third[1])))]


def cube(program: Program, kind: str, best: Expr, point: Values) -> Equal | None:
    """A sum of multiples of the sides, which are at most 0, as the cube of the gain over the best value plus squares.

    Then the gain is at most 0 as well.
    """
    f, unknowns = program.f, program.unknowns
    if program.equations or not best.is_Rational or not f.is_polynomial(*unknowns):
        return None
    gain = added(*(t for t in ((f, -best) if kind == "maximum" else (best, negated(f))) if t != 0))
    weights = [Dummy() for _ in program.sides]
    total = Add(*(w * g for w, g in zip(weights, program.sides, strict=True)))
    rest = sp.expand(total - gain**3)
    # What is left must be squares, with a zero at the point.
    rows = [c for m, c in Poly(rest, *unknowns).terms() if sum(m) > 2]
    rows += [value(e, point) for e in (rest, *(rest.diff(u) for u in unknowns))]
    for found in sp.linsolve(rows, *weights):
        chosen = found.xreplace(dict.fromkeys(weights, ZERO))
        if not all(w.is_Rational and w >= 0 for w in chosen):
            continue
        squares = squares_around(
            sp.expand(rest.xreplace(dict(zip(weights, chosen, strict=True)))), point
        )
        if squares is not None:
            pairs = zip(chosen, program.names, strict=True)
            named = added(*(without_ones(w, name) for w, name in pairs if w != 0))
            return Equal(named, added(power(gain, Integer(3)), *squares))
    return None


def with_tangents(f: Expr, kind: str, best: Expr, point: Values) -> Expr | None:
    """What f does not exceed (for a minimum, fall below): each logarithm becomes its tangent at the point.

    None if a term is neither a polynomial nor a logarithm of a linear formula that bends the right way.
    """
    terms, unknowns = list[Expr](), tuple(point)
    for term in Add.make_args(f):
        factor, rest = term.as_independent(*unknowns)
        if term.is_polynomial(*unknowns):
            terms.append(sp.expand(term - term.xreplace(point)))
            continue
        inner = rest.args[0] if isinstance(rest, sp.log) else term
        bends_right = factor > 0 if kind == "maximum" else factor < 0
        if not bends_right or not inner.is_polynomial(*unknowns):
            return None
        if Poly(inner, *unknowns).total_degree() != 1:
            return None
        here = inner.xreplace(point)
        terms.append(without_ones(factor / here, sp.expand(inner - here)))
    return added(*(t for t in (best, *terms) if t != 0))
