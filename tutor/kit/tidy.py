"""Tidying: products worked out, like terms collected, common factors taken out or cancelled.

An expression is read as a sum of products of powers.  Of the forms that come
out (collected, expanded, with the common factor in front, over a common
denominator) the shortest is kept, as a person would.  Every step is exact for
all real values at which the expression is defined; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd, lcm

import sympy as sp
from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol

from tutor.kit.unevaluated import ZERO, times

Powers = dict[Expr, Expr]  # base to exponent
Monomial = tuple[Rational, Powers]
Terms = dict[frozenset[tuple[Expr, Expr]], Rational]

LARGEST_EXPANSION = 12  # terms; a longer sum is not easier to read than its factors
HIGHEST_EXPANDED_POWER = 3
CIRCULAR = ((sp.sin, sp.cos, 1, sp.tan, sp.cot), (sp.sinh, sp.cosh, -1, sp.tanh, None))

RECIPROCAL = {sp.sec: sp.cos, sp.csc: sp.sin}  # one over the other
SHARES = {sp.tan: (sp.cos, sp.sin), sp.cot: (sp.sin, sp.cos)}  # times the first it is the second


def tidy(expr: Expr) -> Expr:
    """The shortest form of the expression that collecting, factoring and cancelling lead to."""
    return _written(*_monomial(expr))


def _monomial(expr: Expr) -> Monomial:
    """The expression as a number times powers; a sum that has no common factor is one base."""
    if isinstance(expr, Rational):
        return expr, {}
    if isinstance(expr, Mul):
        number: Rational = Integer(1)
        powers: Powers = {}
        for factor in expr.args:
            n, inner = _monomial(factor)
            number = number * n
            _multiply(powers, inner)
        return _cancelled(number, powers)
    if isinstance(expr, Add):
        return _shortest(_collected(expr.args))
    if isinstance(expr, sp.exp):
        return Integer(1), {sp.E: expr.args[0]}
    if isinstance(expr, sp.Abs) and _is_product_of_letters(expr.args[0]):
        return Integer(1), {sp.Abs(letter): Integer(1) for letter in expr.args[0].args}
    if isinstance(expr, Pow):
        base, exponent = expr.args
        if isinstance(exponent, Integer):
            n, inner = _monomial(base)
            if n == 0:
                return (Integer(0), {}) if exponent > 0 else (Integer(1), {expr: Integer(1)})
            powers = {b: _product(e, exponent) for b, e in inner.items()}
            return _cancelled(n**exponent, powers)
        return _root(base, exponent)
    return Integer(1), {expr: Integer(1)}


def _root(base: Expr, exponent: Expr) -> Monomial:
    """A power that is not whole; the root of an even power of a letter is a power of its absolute value."""
    number, powers = _monomial(base) if isinstance(base, (Add, Mul, Pow)) else (ZERO, {})
    even = all(isinstance(b, Symbol) and _is_even(e) for b, e in powers.items())
    if powers and number > 0 and even and isinstance(exponent, Rational):
        sizes = {sp.Abs(b): e * exponent for b, e in powers.items()}
        n, inner = _monomial(number**exponent)
        _multiply(sizes, inner)
        return _cancelled(n, sizes)
    return Integer(1), {_written(number, powers) if isinstance(base, Add) else base: exponent}


def _is_product_of_letters(expr: Expr) -> bool:
    return isinstance(expr, Mul) and all(isinstance(factor, sp.Symbol) for factor in expr.args)


def _product(e: Expr, n: Expr) -> Expr:
    return tidy(times(n, e)) if isinstance(e, Add) else e * n


def _multiply(powers: Powers, more: Powers) -> None:
    for base, exponent in more.items():
        total = powers.get(base, ZERO) + exponent
        if total == 0:
            powers.pop(base, None)
        else:
            powers[base] = total


def _cancelled(number: Rational, powers: Powers) -> Monomial:
    """Secants, even powers of absolute values, powers of numbers, and denominators that divide a sum."""
    for base in [b for b in powers if type(b) in RECIPROCAL]:
        beside = RECIPROCAL[type(base)](base.args[0], evaluate=False)
        _multiply(powers, {base: -powers.pop(beside, ZERO)})
    for base in [b for b in powers if type(b) in SHARES]:
        below, above = (part(base.args[0], evaluate=False) for part in SHARES[type(base)])
        while _is_positive(powers.get(base)) and _is_positive(powers.get(below)):
            _multiply(powers, {base: Integer(-1), below: Integer(-1), above: Integer(1)})
    for base, exponent in list(powers.items()):
        if isinstance(base, sp.Abs) and _is_even(exponent):
            del powers[base]
            n, inner = _monomial(base.args[0])
            number = number * n**exponent
            _multiply(powers, {b: _product(e, exponent) for b, e in inner.items()})
        elif isinstance(base, sp.Abs) and _is_even(powers.get(base.args[0], ZERO)):
            _multiply(powers, {base: powers.pop(base.args[0], ZERO)})
        elif isinstance(base, sp.Abs) and exponent.is_negative and base.args[0] in powers:
            # an odd power over the absolute value: the even part of it has no need of the sign
            power = powers[base.args[0]]
            if isinstance(power, Integer) and power > 2:
                powers[base.args[0]] = Integer(1)
                _multiply(powers, {base: power - 1})
        elif isinstance(base, Rational) and isinstance(exponent, Integer):
            del powers[base]
            number = number * base**exponent
    below = [b for b, e in powers.items() if e.is_negative]
    for base in [b for b, e in powers.items() if isinstance(b, Add) and e == 1] if below else ():
        common = _common(_collected(base.args))
        if any(b in common for b in below) or any(e.is_negative for e in common.values()):
            del powers[base]
            n, inner = _with_common_factor(_collected(base.args))
            number = number * n
            _multiply(powers, inner)
    for divisor in [b for b in below if isinstance(b, Add)]:
        for base in [b for b, e in powers.items() if isinstance(b, Add) and e == 1]:
            while divisor in powers and (quotient := _divided(base, divisor)) is not None:
                del powers[base]
                _multiply(powers, {divisor: Integer(1)})
                n, inner = _monomial(quotient)
                number = number * n
                _multiply(powers, inner)
                base = quotient
                if powers.get(base) != 1 or not isinstance(base, Add):
                    break
    return number, powers


def _is_positive(exponent: Expr | None) -> bool:
    return isinstance(exponent, Integer) and exponent > 0


def _is_even(exponent: Expr) -> bool:
    return isinstance(exponent, Integer) and exponent % 2 == 0


def _collected(parts: Iterable[Expr]) -> Terms:
    """Like terms added up; a sum that stands alone in a term is opened."""
    terms: Terms = {}
    for part in parts:
        if isinstance(part, Add):
            for key, n in _collected(part.args).items():
                _add(terms, key, n)
            continue
        number, powers = _monomial(part)
        if len(powers) == 1 and isinstance(base := next(iter(powers)), Add) and powers[base] == 1:
            for key, n in _collected(base.args).items():
                _add(terms, key, n * number)
        else:
            _add(terms, frozenset(powers.items()), number)
    return _without_squares(_with_secants(terms))


def _with_secants(terms: Terms) -> Terms:
    """One over a cosine is a secant where another term has one, so that like terms meet; so with sines."""
    bases = {base for key in terms for base, _ in key}
    below = {
        RECIPROCAL[type(b)](b.args[0], evaluate=False): b for b in bases if type(b) in RECIPROCAL
    }
    if not below.keys() & bases:
        return terms
    found: Terms = {}
    for key, number in terms.items():
        powers: Powers = {}
        for base, exponent in key:
            turned = base in below and exponent.is_negative
            _multiply(powers, {below[base]: -exponent} if turned else {base: exponent})
        _add(found, frozenset(powers.items()), number)
    return found


def _add(terms: Terms, key: frozenset[tuple[Expr, Expr]], number: Rational) -> None:
    total = terms.get(key, Integer(0)) + number
    if total == 0:
        terms.pop(key, None)
    else:
        terms[key] = total


def _without_squares(terms: Terms) -> Terms:
    """Use sin^2 + cos^2 = 1 and cosh^2 - sinh^2 = 1, in the form 1 - sin^2 = cos^2 too."""
    for key in list(terms):
        for base, exponent in key:
            for one, other, sign, _, _ in CIRCULAR:
                if isinstance(base, other) and exponent == 2 and key in terms:
                    rest = key - {(base, exponent)}
                    partner = rest | {(one(base.args[0], evaluate=False), exponent)}
                    if terms.get(partner) == sign * terms[key]:
                        number = terms.pop(key)
                        del terms[partner]
                        _add(terms, rest, number)
    for key in list(terms):
        for base, exponent in key:
            for one, other, sign, _, _ in CIRCULAR:
                for had, left, share in ((one, other, sign), (other, one, 1)):
                    rest = key - {(base, exponent)}
                    opposed = key in terms and terms.get(rest) == -share * terms[key]
                    if opposed and isinstance(base, had) and exponent == 2:
                        del terms[key]
                        powers = dict(rest)
                        _multiply(powers, {left(base.args[0], evaluate=False): exponent})
                        number, powers = _cancelled(terms.pop(rest) * sign * share, powers)
                        _add(terms, frozenset(powers.items()), number)
    return terms


def _shortest(terms: Terms) -> Monomial:
    """A sum as one product: of all forms the one that is shortest to write."""
    if not terms:
        return Integer(0), {}
    if len(terms) == 1:
        ((key, number),) = terms.items()
        return number, dict(key)
    expanded = _expanded(terms)
    sums = [terms] if expanded is terms else [terms, expanded]
    forms = [*map(_bracket, sums), *(_with_common_factor(s) for s in sums if _common(s))]
    return min(forms, key=lambda form: _size(_written(*form))) if len(forms) > 1 else forms[0]


def _bracket(terms: Terms) -> Monomial:
    """The sum as a single base, its rational content taken out."""
    if not terms:
        return Integer(0), {}
    if len(terms) == 1:
        ((key, number),) = terms.items()
        return number, dict(key)
    numbers = list(terms.values())
    content = Rational(gcd(*(int(n.p) for n in numbers)), lcm(*(int(n.q) for n in numbers)))
    if all(n.p < 0 for n in numbers):
        content = -content
    rest = terms if content == 1 else {key: n / content for key, n in terms.items()}
    inside = Add(*(_written(n, dict(key)) for key, n in rest.items()))
    return content, {inside: Integer(1)}


def _with_common_factor(terms: Terms) -> Monomial:
    """The common factor, and the rest of the sum expanded and collected."""
    common = _common(terms)
    if not common:
        return _bracket(terms)
    rest: Terms = {}
    for key, number in terms.items():
        powers = dict(key)
        _multiply(powers, {b: -e for b, e in common.items()})
        _add(rest, frozenset(powers.items()), number)
    inner = _expanded(_without_squares(rest))
    number, powers = _bracket(inner)
    again = _common(inner)
    if again and len(inner) > 1:
        number, powers = _with_common_factor(inner)
    result = dict(common)
    _multiply(result, powers)
    return _cancelled(number, result)


def _common(terms: Terms) -> Powers:
    """For each base the least exponent in any term."""
    tables = [dict(key) for key in terms]
    common: Powers = {}
    for base in dict.fromkeys(b for table in tables for b in table):
        exponents = [table.get(base, ZERO) for table in tables]
        first = exponents[0]
        offsets = [e - first for e in exponents]
        if all(isinstance(o, Rational) for o in offsets):
            least = first + min(offsets)
            if least != 0:
                common[base] = least
    return common


def _expanded(terms: Terms) -> Terms:
    """Small positive powers of sums multiplied out; the same terms if there are none, or too many."""
    if not any(_opens(base, e) for key in terms for base, e in key):
        return terms
    opened: Terms = {}
    for key, number in terms.items():
        partial: Terms = {frozenset((b, e) for b, e in key if not _opens(b, e)): number}
        for base, exponent in key:
            if _opens(base, exponent):
                inside = _collected(base.args)
                for _ in range(int(exponent)):
                    partial = _multiplied(partial, inside)
                    if len(partial) > LARGEST_EXPANSION:
                        return terms
        for k, n in partial.items():
            _add(opened, k, n)
    return _without_squares(opened)


def _opens(base: Expr, exponent: Expr) -> bool:
    return (
        isinstance(base, Add)
        and isinstance(exponent, Integer)
        and 0 < exponent <= HIGHEST_EXPANDED_POWER
    )


def _multiplied(left: Terms, right: Terms) -> Terms:
    product: Terms = {}
    for one, n in left.items():
        for other, m in right.items():
            powers = dict(one)
            _multiply(powers, dict(other))
            number, powers = _cancelled(n * m, powers)
            _add(product, frozenset(powers.items()), number)
    return product


def _written(number: Rational, powers: Powers) -> Expr:
    if number == 0:
        return ZERO
    factors = [Pow(b, e) if e != 1 else b for b, e in _quotients(powers).items()]
    if number == 1 and len(factors) == 1:
        return factors[0]
    return Mul(number, *factors)


def _quotients(powers: Powers) -> Powers:
    """Sine over cosine is the tangent, and likewise for the others."""
    result = powers
    for base, exponent in powers.items():
        for one, other, _, quotient, inverse in CIRCULAR:
            if isinstance(base, one):
                partner = other(base.args[0], evaluate=False)
                if powers.get(partner) == -exponent and isinstance(exponent, Integer):
                    kind = quotient if exponent > 0 else inverse
                    if kind is not None:
                        result = {b: e for b, e in result.items() if b not in (base, partner)}
                        _multiply(result, {kind(base.args[0], evaluate=False): abs(exponent)})
    return result


def _size(expr: Expr) -> int:
    """How much there is to write, brackets and fraction lines included."""
    if isinstance(expr, Rational):
        return 1 if expr.q == 1 else 2
    if isinstance(expr, Mul):
        parts = [a for a in expr.args if a != -1]
        below = [a for a in parts if isinstance(a, Pow) and a.exp.is_negative]
        above = [a for a in parts if a not in below]
        brackets = len(above) > 1 and sum(isinstance(a, Add) for a in above)
        brackets += len(below) > 1 and sum(isinstance(a.base, Add) for a in below)
        return sum(map(_size, parts)) + int(brackets) + bool(below)
    if isinstance(expr, Pow):
        base, exponent = expr.args
        short = exponent == -1 or abs(exponent) == Rational(1, 2)
        return _size(base) + (0 if short else _size(exponent) + isinstance(base, Add))
    return (not isinstance(expr, Add)) + sum(map(_size, expr.args))


def _divided(dividend: Expr, divisor: Expr) -> Expr | None:
    """The quotient of two polynomials in one letter if it comes out even, else None."""
    letters = divisor.free_symbols
    if len(letters) != 1 or dividend.free_symbols != letters:
        return None
    (x,) = letters
    above, below = _coefficients(dividend, x), _coefficients(divisor, x)
    if above is None or below is None or len(above) < len(below):
        return None
    quotient: list[Rational] = []
    while len(above) >= len(below):
        factor = above[-1] / below[-1]
        shift = len(above) - len(below)
        quotient.append(factor)
        above = [a - factor * (below[k - shift] if k >= shift else 0) for k, a in enumerate(above)]
        above.pop()
    if any(above):
        return None
    degree = len(quotient) - 1
    return Add(*(n * x ** (degree - k) for k, n in enumerate(quotient)))


def _coefficients(expr: Expr, x: Symbol) -> list[Rational] | None:
    """The coefficients of a polynomial in x, the constant first, or None."""
    found: dict[int, Rational] = {}
    for term in expr.args if isinstance(expr, Add) else (expr,):
        number, powers = _monomial(term) if not isinstance(term, Add) else (Integer(0), {})
        if set(powers) - {x} or not isinstance(degree := powers.get(x, ZERO), Integer):
            return None
        if not 0 <= degree <= 100:
            return None
        found[int(degree)] = found.get(int(degree), ZERO) + number
    return [found.get(k, ZERO) for k in range(max(found) + 1)]
