"""Other ways to write an expression, so that its limit can be seen.

A common factor is cancelled, a difference with roots is multiplied by its
conjugate, and everything is divided by the highest power at infinity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp
from sympy import Add, Expr, Mul, Pow, Rational, Symbol

from tutor.core.claims import Conditions
from tutor.kit.domain import require
from tutor.kit.unevaluated import ONE, added, divided, negated, over, power, times

HALF = Rational(1, 2)


def above_and_below(f: Expr) -> tuple[Expr, Expr]:
    """Numerator and denominator as they stand; 1 below if there is no line."""
    above, below = sp.fraction(f)
    return above, below


def in_factors(f: Expr, x: Symbol) -> tuple[Expr, Expr, Conditions] | None:
    """A quotient of polynomials in factors, cancelled, and where the cancelled factor is not zero."""
    above, below = above_and_below(sp.together(f))
    if not (above.is_polynomial(x) and below.is_polynomial(x)):
        return None
    if not below.has(x):  # all of the denominator can be cancelled
        own = above_and_below(f)[1]
        return (f, sp.factor(above / below), require("!=", own)) if own.has(x) else None
    common = sp.gcd(above, below)
    if not common.has(x):
        return None
    whole = sp.cancel(above / below)
    top, bottom = (sp.factor(part) for part in sp.fraction(whole))
    left, right = (sp.factor(part) for part in (above, below))
    factored = over(left, right)
    reduced = whole if isinstance(whole, Rational) else top if bottom == 1 else over(top, bottom)
    return factored, reduced, require("!=", sp.factor(common))


@dataclass(frozen=True)
class Conjugate:
    """A quotient with the conjugate above and below: `written` so, and with the squares worked out."""

    written: Expr
    partner: Expr
    factors: tuple[Expr, Expr]  # above and below, with the squares in place of the roots
    beside: tuple[Expr, Expr]  # what stands above and below beside these factors

    @property
    def is_positive(self) -> bool:
        """Whether the conjugate is a sum of roots and positive numbers, so that it is zero nowhere near."""
        return all(term.is_positive or _is_root(term) for term in Add.make_args(self.partner))

    @property
    def squares(self) -> Expr:
        return self._quotient(*self.factors)

    def in_factors(self, x: Symbol) -> tuple[Expr, Expr, Conditions] | None:
        """The quotient in factors, cancelled, and where the cancelled factor is not zero; None if there is none."""
        above, below = self.factors
        if not (above.is_polynomial(x) and below.is_polynomial(x)):
            return None
        common = sp.gcd(above, below)
        if not common.has(x):
            return None
        left = sp.fraction(sp.cancel(above / below))
        factored, reduced = (
            self._quotient(*map(sp.factor, parts)) for parts in (self.factors, left)
        )
        return factored, reduced, require("!=", sp.factor(common))

    def _quotient(self, above: Expr, below: Expr) -> Expr:
        top, bottom = map(_times, (above, below), self.beside)
        return top if bottom == 1 else over(top, bottom)


def conjugate(f: Expr, x: Symbol) -> Conjugate | None:
    """The quotient with the conjugate of a difference with roots, which is a side of it or a factor below."""
    above, below = above_and_below(f)
    for part, other, turned in ((above, below, False), (below, above, True)):
        if (found := _without_roots(part)) is None:
            continue
        partner, product = found
        if turned:
            written = divided(times(other, partner), times(part, partner))
            return Conjugate(written, partner, (other, product), (partner, ONE))
        written = divided(times(part, partner), _times(other, partner))
        return Conjugate(written, partner, (product, other), (ONE, partner))
    for part in below.args if isinstance(below, Mul) else ():
        rest = times(*(factor for factor in below.args if factor is not part))
        if (found := _without_roots(part)) is not None:
            partner, product = found
            written = divided(_times(above, partner), times(part, partner, rest))
            both = Conjugate(written, partner, (above, product), (partner, rest))
            if both.in_factors(x) is not None:
                return both
    return None


def _without_roots(part: Expr) -> tuple[Expr, Expr] | None:
    """The conjugate of a difference with roots, and the product of the two in factors."""
    if not isinstance(part, Add) or not any(map(has_root, part.args)):
        return None
    roots = [t for t in part.args if has_root(t)]
    first, rest = roots[0], [t for t in part.args if t is not roots[0]]
    difference = sp.expand(sp.expand(first**2) - sp.expand(Add(*rest) ** 2))
    if any(map(has_root, Add.make_args(difference))):
        return None
    if first.could_extract_minus_sign():  # the conjugate of x - sqrt(x + 2) is x + sqrt(x + 2)
        return added(*rest, negated(first)), sp.factor(-difference)
    return added(first, *map(negated, rest)), sp.factor(difference)


def _times(one: Expr, other: Expr) -> Expr:
    if one == 1 or other == 1:
        return one if other == 1 else other
    return times(one, other)


def has_power(term: Expr, x: Symbol) -> bool:
    """Whether a power with x in its exponent occurs."""
    return any(p.exp.has(x) for p in term.atoms(Pow, sp.exp))


def one_power(above: Expr, below: Expr) -> Expr | None:
    """The quotient of two powers of numbers with one exponent, as one power."""
    powers = [p for p in (above, below) if isinstance(p, Pow) and p.base.is_Rational]
    if len(powers) < 2 or above.exp != below.exp:
        return None
    return Pow(above.base / below.base, above.exp)


def one_root(above: Expr, below: Expr) -> tuple[Expr, Pow] | None:
    """A quotient of multiples of two square roots, as a number and one root of a quotient."""
    (c, top), (d, bottom) = above.as_coeff_Mul(), below.as_coeff_Mul()
    if not (_is_root(top) and _is_root(bottom)):
        return None
    return c / d, Pow(divided(top.base, bottom.base), HALF, evaluate=False)


def has_root(term: Expr) -> bool:
    """Whether a square root of something that varies occurs."""
    return any(_is_root(p) and p.base.free_symbols for p in term.atoms(Pow))


def _is_root(term: Expr) -> bool:
    return isinstance(term, Pow) and term.exp == HALF


def growth(f: Expr, x: Symbol) -> Rational | None:
    """The power of x that an algebraic expression grows like, if its parts say so."""
    if not f.has(x):
        return Rational(0)
    if f == x:
        return Rational(1)
    if isinstance(f, sp.sin | sp.cos):
        return Rational(0)
    if isinstance(f, Pow) and isinstance(f.exp, Rational):
        inner = growth(f.base, x)
        return None if inner is None else inner * f.exp
    if not isinstance(f, Add | Mul):
        return None
    found = [growth(part, x) for part in f.args]
    parts = [part for part in found if part is not None]
    if len(parts) < len(found):
        return None
    return sum(parts, Rational(0)) if isinstance(f, Mul) else max(parts)


def by_highest_power(f: Expr, x: Symbol, sign: int) -> Expr | None:
    """Numerator and denominator divided by the highest power of x below, for x of this sign."""
    above, below = above_and_below(f)
    degree = growth(below, x)
    if degree is None or degree <= 0 or growth(above, x) is None:
        return None
    return over(*(_divided(sp.expand(part), x, degree, sign) for part in (above, below)))


def _divided(f: Expr, x: Symbol, degree: Rational, sign: int) -> Expr:
    terms = [_term(term, x, degree, sign) for term in Add.make_args(f)]
    terms.sort(key=lambda t: bool(t.has(x)))
    return added(*terms)


def _term(term: Expr, x: Symbol, degree: Rational, sign: int) -> Expr:
    """One term over the power; a root takes the power below it."""
    number, rest = term.as_coeff_Mul()
    factors = list(Mul.make_args(rest))
    roots = [f for f in factors if isinstance(f, Pow) and f.exp == HALF and isinstance(f.base, Add)]
    inside = growth(roots[0].base, x) if len(roots) == 1 else None
    if inside is None or inside % 4 not in (0, 2):
        return term / x**degree
    half = int(inside / 2)
    terms = sorted((sp.expand(t / x**inside) for t in roots[0].base.args), key=lambda t: t.has(x))
    others = Mul(number * sign**half, *(f for f in factors if f not in roots), x ** (half - degree))
    root = power(added(*terms), HALF)
    return root if others == 1 else times(*Mul.make_args(others), root)


def highest_power_out(f: Expr, x: Symbol) -> Expr | None:
    """A sum as its highest power of x times the rest, which tends to a number; None without a power."""
    whole = sp.expand(f)
    factors = (part.as_base_exp() for term in Add.make_args(whole) for part in Mul.make_args(term))
    degree = max((e for b, e in factors if b == x and e.is_Rational), default=Rational(0))
    return times(x**degree, _divided(whole, x, degree, 1)) if degree > 0 else None


def _power_of(factor: Expr) -> tuple[Expr, Expr]:
    """Base and exponent, also of a power of a power."""
    base, exponent = factor.as_base_exp()
    inner, outer = base.as_base_exp()
    return inner, outer * exponent


def exponent_of_e(f: Expr, x: Symbol) -> tuple[list[Expr], Expr] | None:
    """What stands over e where powers with x in base and exponent are written so, and the bases,
    which have to be positive; None without such a power."""
    factors = [_power_of(part) for part in Mul.make_args(f)]
    if not any(b.has(x) and e.has(x) for b, e in factors):
        return None
    bases = [b for b, _ in factors if b != sp.E]
    terms = (
        e if b == sp.E else times(*Mul.make_args(e), sp.log(b, evaluate=False)) for b, e in factors
    )
    return bases, added(*terms)


def one_fraction(f: Expr) -> Expr:
    """A sum of fractions over one denominator, in factors."""
    above, below = sp.fraction(sp.together(f))
    return over(sp.expand(above), sp.factor(below))


def parts_of(f: Expr, x: Symbol) -> Iterator[Expr]:
    """The terms of a sum, the two sides of a fraction, or the factors of a product, that vary.

    The sides of a fraction go without their number where it stands before the fraction.
    """
    above, below = above_and_below(f)
    if isinstance(f, Add):
        yield from (t for t in f.args if t.has(x))
    elif below != 1 and below.has(x):
        written = set(sp.preorder_traversal(f))
        sides = (p for p in (above, below) if p.has(x))
        yield from (p if p in written else p.as_content_primitive()[1] for p in sides)
    elif isinstance(f, Mul | Pow):
        yield from (p for p in f.args if p.has(x))
