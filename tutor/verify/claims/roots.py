"""Checks of claims about all roots of a polynomial, real or not.

The polynomial has to agree with the product of its linear factors up to a
number, for every value of the unknown; so no root is looked for.  The second
opinion finds all roots by iteration and counts them.
"""

from __future__ import annotations

from itertools import combinations

from sympy import Add, Basic, CRootOf, Expr, Integer, Mul, Pow, Rational, Symbol

from tutor.core.claims import Compared, Roots
from tutor.core.matrix import Matrix
from tutor.verify.claims.equality import compared, same
from tutor.verify.points.places import Check, Places, shown
from tutor.verify.report import Verdict, all_of, refuted
from tutor.verify.values.complex_values import ComplexPoint
from tutor.verify.values.letters import letters_of
from tutor.verify.values.numeric import NoValue, Number, Point, context

AT = Rational(89, 97), Rational(-83, 101)  # hardly any polynomial has these roots
NEAR = context.mpf(10) ** -6  # the reach of iteration at a root of high multiplicity


def roots(claim: Roots, places: Places) -> Verdict:
    if fault := _misfit(claim, places):
        return refuted(fault)
    product = _product(claim)
    verdicts = []
    for left, right in combinations(claim.roots.args, 2):
        verdicts.append(compared(Compared(left, "!=", right, claim.given), places))
    for root in claim.roots.args:  # it has a value
        nothing = Mul(Integer(0), root, evaluate=False)
        verdicts.append(same(nothing, Integer(0), claim.given, places))
    # Let p(x) q(a) = p(a) q(x) for all x and two places a.  Unless p(a) is zero at both, p is a
    # multiple of q and not zero.
    values = [_put(claim.polynomial, claim.unknown, at) for at in AT]
    squares = Add(*(Pow(value, 2, evaluate=False) for value in values), evaluate=False)
    verdicts.append(compared(Compared(squares, "!=", Integer(0), claim.given), places))
    for at, value in zip(AT, values, strict=True):
        before = Mul(claim.polynomial, _put(product, claim.unknown, at), evaluate=False)
        verdicts.append(same(before, Mul(value, product, evaluate=False), claim.given, places))
    return all_of(verdicts)


def _misfit(claim: Roots, places: Places) -> str:
    """What is wrong with the form of the claim, or nothing."""
    found, often = claim.roots.args, claim.multiplicities.args
    if not isinstance(claim.unknown, Symbol) or claim.unknown in places.definitions:
        return f"{claim.unknown} is no unknown"
    if len(found) != len(often):
        return "every root needs a multiplicity"
    if not all(isinstance(m, Integer) and m > 0 for m in often):
        return "a multiplicity is a positive whole number"
    if any(not isinstance(r, Expr) for r in found):
        return "a root is a number"
    if any(claim.unknown in letters_of(r, places.definitions) for r in found):
        return "a root contains the unknown"
    return ""


def _product(claim: Roots) -> Expr:
    pairs = zip(claim.roots.args, claim.multiplicities.args, strict=True)
    return Mul(*(Pow(claim.unknown - root, often) for root, often in pairs))


def _put(expr: Basic, unknown: Symbol, value: Expr) -> Basic:
    """The expression with a value for the unknown, which a numbered root may also use inside."""
    if expr == unknown:
        return value
    if isinstance(expr, CRootOf) or unknown not in expr.free_symbols:
        return expr
    if isinstance(expr, Matrix):
        return Matrix.of([[_put(e, unknown, value) for e in line] for line in expr.entries()])
    return expr.func(*(_put(part, unknown, value) for part in expr.args))


def confirm_roots(claim: Roots, places: Places) -> Verdict:
    """All roots by mpmath, from values of the polynomial."""
    often = [int(m) for m in claim.multiplicities.args]
    claimed = claim.roots.args

    def test(at: Point) -> str:
        found = _iterated(claim, sum(often), at)
        for root, times in zip(claimed, often, strict=True):
            value = ComplexPoint(at).of(root)
            near = sum(abs(z - value) < NEAR * (1 + abs(value)) for z in found)
            if near != times:
                return f"{shown(value)} is a root {near} times and not {times} times"
        return ""

    return places.everywhere(test, claim.given, (claim.polynomial, *claimed))


def _iterated(claim: Roots, degree: int, at: Point) -> list[Number]:
    """The roots of the polynomial through degree + 1 of its values."""
    knots = [context.mpf(k - degree // 2) for k in range(degree + 1)]
    there = [ComplexPoint(at.moved({claim.unknown: knot})) for knot in knots]
    values = [place.of(claim.polynomial) for place in there]
    rows = context.matrix([[knot**k for k in range(degree, -1, -1)] for knot in knots])
    coefficients = list(context.lu_solve(rows, context.matrix(values)))
    if abs(coefficients[0]) < NEAR**4:
        raise NoValue("its degree is lower")
    return list(context.polyroots(coefficients, maxsteps=500, extraprec=8 * context.prec))


CHECKS: dict[type, Check] = {Roots: roots}
CONFIRMATIONS: dict[type, Check] = {Roots: confirm_roots}
