"""Curves F(x, y) = 0 with no point at which F_y is not zero, so that -F_x/F_y is no slope of theirs.

For polynomials this is decided exactly.  Where the square of a factor divides F, both partial derivatives are
zero on the zeros of the factor.  Otherwise the zeros of the discriminant cut the x-axis into intervals over which
the number of points does not change, and over which F_y is not zero on the curve.
"""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Poly, Rational, Symbol, Tuple
from sympy.polys.polyerrors import PolynomialError

from tutor.core.errors import Undefined
from tutor.core.written import written
from tutor.kit.signs import sign

MOST = 8  # degree of a polynomial whose discriminant is worked out


def refuse_slopeless(f: Expr, names: Tuple) -> None:
    """Raise `Undefined` if the formula for the slope has no place on the curve f = 0."""
    x, y = names
    poly = _polynomial(f, names)
    if poly is not None:
        _refuse_powers(poly, y)
    if poly is not None and poly.total_degree() <= MOST:
        content, upright = Poly(poly.as_expr(), y).primitive()
        if not _has_slope(content, upright, x):
            lines = f" and on lines on which {x} does not change" if content.has(x) else ""
            raise Undefined(
                "no-curve",
                f"The equation holds at single points at most{lines}. "
                f"So no part of it is a graph over {x}, and there is no derivative of {y}.",
                fix="Check the equation: x^2 + y^2 = 25 is a circle, and x^2 + y^2 = 0 is one point.",
            )
    elif sign(f) or sign(sp.expand(-f)):
        raise Undefined(
            "no-slope-formula",
            f"With all terms on one side, {written(f)} does not change its sign, so it is largest or smallest "
            f"where it is zero. Its derivative by {y} is zero there or does not exist, and implicit differentiation "
            "gives no slope.",
            fix="A single point has no slope. If this is a curve, write its equation in another way, "
            "for example x - y = 0 for |x - y| = 0.",
        )


def _polynomial(f: Expr, names: Tuple) -> Poly | None:
    try:
        poly = Poly(f, *names)
    except PolynomialError:
        return None
    return poly if all(c.is_Rational for c in poly.coeffs()) else None


def _refuse_powers(poly: Poly, y: Symbol) -> None:
    """Raise `Undefined` if the square of a factor with zeros divides the polynomial."""
    factors = sp.factor_list(poly.as_expr())[1]
    repeated = [p for p, power in factors if power > 1 and "positive" not in (sign(p), sign(-p))]
    if repeated:
        single = sp.Mul(*(p for p, _ in factors))
        raise Undefined(
            "repeated-factor",
            f"The square of {written(repeated[0])} is a factor of the equation. Where this factor is zero, the derivative "
            f"by {y} is zero too, so it gives no slope there.",
            fix=f"Write the curve without the square: {written(single)} = 0.",
        )


def _has_slope(content: Expr, upright: Poly, x: Symbol) -> bool:
    """Whether the curve of a product without repeated factors has a point with a slope.

    `content` has the factors in x alone, and `upright` is a polynomial in y.
    """
    if upright.degree() < 2:
        return upright.degree() == 1
    special = sp.expand(content * upright.LC() * upright.discriminant())
    zeros = sp.intervals([special], strict=True) if special.has(x) else []
    ends = [end for (low, high), _ in zeros for end in (low, high)]
    middles = [(a + b) / 2 for a, b in zip(ends[1::2], ends[2::2], strict=False)]
    places = [ends[0] - 1, *middles, ends[-1] + 1] if ends else [Rational(0)]
    y = upright.gen
    return any(Poly(upright.as_expr().xreplace({x: c}), y).count_roots() for c in places)
