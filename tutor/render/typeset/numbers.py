"""Numbers: whole, as a fraction, or as a decimal.

A rational number has a terminating decimal expansion exactly when its lowest denominator has no
prime factors but 2 and 5; then the number of places is the larger of the two exponents.
"""

from __future__ import annotations

from math import gcd

from tutor.render.typeset import condensing
from tutor.render.typeset.layout import (
    DOT,
    NEGATE,
    NEGATIVE,
    PRODUCT,
    Fraction,
    Node,
    Number,
    Row,
    Superscript,
)
from tutor.render.typeset.style import Style

LONGEST_EXPANSION = 8  # places of a decimal that is still easier to read than its fraction
SIGNIFICANT = 6  # digits, after its first zeros, of a decimal that may have more places
SMALL = 10_000  # below 1/SMALL a decimal is written with a power of ten
SMALLEST = 60  # places down to which such a number is still looked at


def places(denominator: int, largest: int = LONGEST_EXPANSION) -> int | None:
    """How many decimals 1/denominator needs, or None if they do not end or are more than `largest`."""
    if denominator == 1:
        return 0
    count, rest = 0, 10**largest
    if rest % denominator:
        return None
    while 10**count % denominator:
        count += 1
    return count


def fixed(numerator: int, denominator: int, digits: int) -> str:
    """The number without its sign, rounded half up to so many decimals."""
    scaled = (2 * abs(numerator) * 10**digits + denominator) // (2 * denominator)
    text = str(scaled).rjust(digits + 1, "0")
    return f"{text[:-digits]}.{text[-digits:]}" if digits else text


def whole(n: int, style: Style) -> Number:
    """The natural number n."""
    return condensing.digits(n) if style.condensed else Number(str(n))


def magnitude(p: int, q: int, style: Style, small: bool) -> Node:
    """The number p/q, neither negative and in lowest terms; `small` asks for a slash."""
    decimals = style.decimals
    if q == 1:
        return whole(p, style)
    if decimals and p and p * SMALL < q and places(q, SMALLEST) is not None:
        return approximate(p, q, (0, 1))
    zeros = next((k for k in range(5) if p * 10 ** (k + 1) >= q), 0)
    longest = max(LONGEST_EXPANSION, zeros + SIGNIFICANT)
    if decimals and (digits := places(q, longest)) is not None:
        return Number(fixed(p, q, digits))
    return Fraction(whole(p, style), whole(q, style), "slash" if small else "bar")


def signed(p: int, q: int, style: Style, small: bool = False) -> Node:
    """The number p/q with its sign."""
    node = magnitude(abs(p), q, style, small)
    return Row((NEGATE, node), NEGATIVE) if p < 0 else node


def approximate(p: int, q: int, tolerance: tuple[int, int]) -> Node:
    """The number p/q as a decimal, rounded only where its tolerance allows it.

    Numbers below 1/SMALL are written with a power of ten.
    """
    size = abs(p)
    if size and size * SMALL < q:
        exponent = 0
        while size * 10**exponent < q:
            exponent += 1
        mantissa = _decimal(size * 10**exponent, q, (tolerance[0] * 10**exponent, tolerance[1]))
        power = Superscript(Number("10"), Row((NEGATE, Number(str(exponent))), NEGATIVE))
        node: Node = power if mantissa == Number("1") else Row((mantissa, DOT, power), PRODUCT)
    else:
        node = _decimal(size, q, tolerance)
    return Row((NEGATE, node), NEGATIVE) if p < 0 else node


def _decimal(p: int, q: int, tolerance: tuple[int, int]) -> Number:
    common = gcd(p, q)
    p, q = p // common, q // common
    digits = places(q, 12)
    if digits is None:
        above, below = tolerance
        digits = 0
        while digits < 12 and (above == 0 or above * 10**digits < below):
            digits += 1
    return Number(fixed(p, q, digits))


def in_table(p: int, q: int, tolerance: tuple[int, int]) -> Node:
    """The number p/q with as many decimals as its tolerance is worth, from a million on in powers of ten.

    All numbers of a column then have their points below one another.
    """
    above, below = tolerance
    digits = 0
    while digits < LONGEST_EXPANSION + 4 and 2 * above * 10**digits < below:
        digits += 1
    size, exponent = abs(p), 0
    if size >= 10**6 * q:
        exponent = len(str(size // q)) - 1
        q *= 10**exponent
    node: Node = Number(fixed(size, q, digits))
    if exponent:
        node = Row((node, DOT, Superscript(Number("10"), Number(str(exponent)))), PRODUCT)
    return Row((NEGATE, node), NEGATIVE) if p < 0 else node
