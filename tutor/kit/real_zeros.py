"""All real zeros of an expression in one letter, in exact form, inside conditions.

A product is zero where a factor is.  A factor is a polynomial, or becomes one
when a power of e, a logarithm, a root, an absolute value or a wave is given a
name.  Whether a zero was missed is then asked of the signs of the values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import isfinite

import sympy as sp
from sympy import Dummy, Expr, Integer, Poly, Rational, Symbol
from sympy.polys.polyerrors import PolynomialError

from tutor.core.claims import Conditions
from tutor.core.errors import TutorError, Undefined
from tutor.core.written import written
from tutor.kit.domain import holds_at
from tutor.kit.exponential_zeros import exponential_zeros
from tutor.kit.real_roots import real_roots, tidied
from tutor.kit.real_values import columns, value_at
from tutor.kit.signs import sign

Interval = tuple[Expr, Expr]
WHOLE: Interval = (-sp.oo, sp.oo)
SCANNED = 400  # places in each of the scans
REACHES = (1e-3, 1e-1, 1.0, 10.0, 1e3)  # of scans on the whole line, around zero
SAME = 1e-6  # relative distance of two zeros that are the same
WAVES = (sp.sin, sp.cos, sp.tan)
MOST = 60  # zeros of a wave in an interval


def real_zeros(
    expr: Expr, x: Symbol, given: Conditions = (), within: Interval = WHOLE
) -> list[Expr]:
    """The different zeros in increasing order, those at the ends of the interval among them.

    Polynomials may have numbered roots.  Raises `Undefined` if a zero has no exact form here, or
    if there are infinitely many.
    """
    found: list[Expr] = []
    seen: list[float] = []  # also those that the conditions leave out
    for zero in _candidates(expr, x, within):
        seen.append(float(zero))
        if _counts(zero, expr, x, given, within) and zero not in found:
            found.append(zero)
    found.sort(key=lambda z: float(z))
    _refuse_missing(expr, x, given, within, seen)
    return found


def written_zeros(expr: Expr, x: Symbol, given: Conditions = ()) -> list[Expr] | None:
    """The zeros if all of them have a closed form; None if one has not, or is not found."""
    try:
        found = real_zeros(expr, x, given)
    except (TutorError, PolynomialError, NotImplementedError):
        return None
    return None if any(z.has(sp.CRootOf) for z in found) else found


def _counts(zero: Expr, expr: Expr, x: Symbol, given: Conditions, within: Interval) -> bool:
    low, high = (float(end) for end in within)
    inside = low - 1e-12 <= float(zero) <= high + 1e-12
    return inside and all(holds_at(c, x, zero) for c in given) and has_value(expr, x, zero)


def has_value(expr: Expr, x: Symbol, at: Expr) -> bool:
    """Whether an expression has a real value at a place, which may be a numbered root."""
    if at.has(sp.CRootOf):
        return isfinite(columns(expr, x, [float(at)])[0])
    return value_at(expr, {x: at}) is not None


def _candidates(expr: Expr, x: Symbol, within: Interval) -> Iterator[Expr]:
    whole = _by_exponentials(expr, x)  # 1.5^x - 1 as it is, before it becomes 3^x - 2^x over 2^x
    if whole is not None:
        yield from whole
        return
    numerator = sp.factor(_without_even_bars(sp.together(expr))).as_numer_denom()[0]
    for factor in sp.Mul.make_args(numerator):
        yield from _zeros(factor, x, within)


def _without_even_bars(expr: Expr) -> Expr:
    """The expression with u^2 for |u|^2."""
    return expr.replace(
        lambda e: isinstance(e, sp.Pow) and isinstance(e.base, sp.Abs) and e.exp.is_even is True,
        lambda e: e.base.args[0] ** e.exp,
    )


def _by_exponentials(expr: Expr, x: Symbol) -> list[Expr] | None:
    with_powers = any(p.exp.has(x) and p.base.is_number for p in expr.atoms(sp.Pow))
    return exponential_zeros(expr, x) if with_powers else None


def _zeros(factor: Expr, x: Symbol, within: Interval) -> Iterator[Expr]:
    base, exponent = factor.as_base_exp()
    if exponent.is_number and exponent != 1:
        factor = base
    if isinstance(factor, sp.Abs):  # zero where what is between the bars is
        factor = factor.args[0]
    if not factor.has(x) or sign(factor) == "positive":
        return
    if isinstance(factor, sp.Pow) and factor.exp.has(x):  # as x^x, which has values for x > 0 only
        return
    if factor.is_polynomial(x):
        yield from polynomial_zeros(factor, x)
        return
    exponentials = _by_exponentials(factor, x)
    if exponentials is not None:
        yield from exponentials
        return
    kernel = _kernel(factor, x)
    if kernel is None and factor.has(sp.Abs):
        yield from _by_cases(factor, x, within)
        return
    if kernel is None:
        parts = _in_one_angle(factor, x)
        if not parts:
            raise _no_exact_form(factor)
        for part in parts:
            yield from _zeros(part, x, within)
        return
    t = Dummy("t", real=True)
    inner = sp.expand(factor.xreplace(_powers_of(kernel, factor, t)))
    if inner.has(x):
        yield from _squared(factor, kernel, inner, t, x)
        return
    try:
        values = polynomial_zeros(sp.numer(sp.together(inner)), t)
    except (PolynomialError, Undefined) as bad:
        raise _no_exact_form(factor) from bad
    for value in values:
        yield from _preimages(kernel, value, x, within)


def _in_one_angle(factor: Expr, x: Symbol) -> list[Expr]:
    """The factors of a sum of waves of several angles, if one angle and one of its waves are left in each.

    2 cos(2x) - 2 sin(x) is 2 - 4 sin(x)^2 - 2 sin(x).
    """
    expanded = sp.expand(sp.expand_trig(factor))
    angles = {wave.args[0] for wave in expanded.atoms(sp.sin, sp.cos) if wave.has(x)}
    if len(angles) != 1 or expanded == factor:
        return []
    (u,) = angles
    sine, cosine = sp.sin(u), sp.cos(u)
    for first, other in ((cosine, sine), (sine, cosine)):
        if not expanded.is_polynomial(first, other):
            continue
        _, rest = sp.reduced(expanded, [first**2 + other**2 - 1], first, other)
        parts = [base for base, _ in sp.factor_list(rest, first, other)[1]]
        if all(not part.has(first) or part == first for part in parts):
            return parts
    return []


def _by_cases(factor: Expr, x: Symbol, within: Interval) -> Iterator[Expr]:
    """Zeros of an expression with several bars: on each piece of the line where no bar changes its sign."""
    bars = sorted((b for b in factor.atoms(sp.Abs) if b.has(x)), key=str)
    corners = {z for b in bars for z in _zeros(b.args[0], x, within)}
    low, high = within
    inside = sorted((c for c in corners if low < c < high), key=float)
    for start, end in pairwise((low, *inside, high)):
        opened = sp.expand(opened_bars(factor, x, (start, end)))
        if opened == 0:
            raise Undefined(
                "zero-throughout",
                f"The equation {written(factor)} = 0 holds at every place {told(x, (start, end))}, "
                "so its solutions cannot be listed.",
                fix="Where a slope is zero throughout, the function is constant: ask for its extrema, "
                "or for an interval on one side of the corners.",
            )
        yield from (z for z in _zeros(opened, x, (start, end)) if start <= z <= end)
    yield from (c for c in inside if value_at(factor, {x: c}) == 0)


def opened_bars(f: Expr, x: Symbol, within: Interval) -> Expr:
    """The expression without bars, on an interval in which none of them changes its sign."""
    middle = place_between(*within)
    signs = {b: columns(b.args[0], x, [float(middle)])[0] for b in f.atoms(sp.Abs) if b.has(x)}
    return f.xreplace(
        {b: b.args[0] if value > 0 else sp.expand(-b.args[0]) for b, value in signs.items()}
    )


def place_between(low: Expr, high: Expr) -> Expr:
    """A place between two bounds, of which each may be infinite."""
    if low.is_finite and high.is_finite:
        return (low + high) / 2
    return (
        Integer(0) if low == -sp.oo and high == sp.oo else (low + 1 if low.is_finite else high - 1)
    )


def told(x: Symbol, within: Interval) -> str:
    """An interval in words."""
    low, high = within
    if low.is_finite and high.is_finite:
        return f"between {x} = {low} and {x} = {high}"
    return f"with {x} > {low}" if low.is_finite else f"with {x} < {high}"


def _squared(factor: Expr, kernel: Expr, inner: Expr, t: Symbol, x: Symbol) -> Iterator[Expr]:
    """Zeros of a + b sqrt(u): those of a^2 - b^2 u at which the signs of a and b sqrt(u) differ.

    So it is with the size of u, the root of u^2.
    """
    rational = inner.is_polynomial(x, t) and Poly(inner, t).degree() == 1
    root = isinstance(kernel, sp.Pow) and kernel.exp.q == 2
    if not rational or not (root or isinstance(kernel, sp.Abs)):
        raise _no_exact_form(factor)
    b, a = Poly(inner, t).all_coeffs()
    square = kernel.base if root else kernel.args[0] ** 2
    for zero in polynomial_zeros(sp.expand(a**2 - b**2 * square), x):
        (value,) = columns(factor, x, [float(zero)])
        if abs(value) < SAME:
            yield zero


def polynomial_zeros(polynomial: Expr, x: Symbol) -> list[Expr]:
    """The different real zeros; roots without a simple form are numbered ones."""
    try:
        return real_roots(polynomial, x)
    except Undefined:
        poly = Poly(polynomial, x)
        if not all(c.is_Rational for c in poly.coeffs()):
            raise
        return list(dict.fromkeys(sp.real_roots(poly)))


def _kernel(factor: Expr, x: Symbol) -> Expr | None:
    """The innermost part with the letter that is no polynomial: one that all the others are powers of."""
    parts = [p for p in sp.preorder_traversal(factor) if p.has(x) and _is_kernel(p)]
    outer = [p for p in parts if not any(p != q and q.has(p) for q in parts)]
    if not outer:
        return None
    exponentials = [p for p in outer if isinstance(p, sp.exp)]
    if exponentials and len(exponentials) == len(outer):
        rates = [p.args[0] for p in outer]
        ratios = [sp.cancel(r / rates[0]) for r in rates]
        if not all(isinstance(r, Rational) for r in ratios):
            return None
        unit = sp.gcd_list(ratios)
        return sp.exp(rates[0] * abs(unit))
    roots = [p for p in outer if isinstance(p, sp.Pow)]
    if roots and len(roots) == len(outer) and len({p.base for p in roots}) == 1:
        return sp.Pow(roots[0].base, Rational(1, sp.ilcm(1, *(p.exp.q for p in roots))))
    if len(set(outer)) == 1:
        return outer[0]
    if {type(p) for p in outer} == {sp.sin, sp.cos} and len({p.args[0] for p in outer}) == 1:
        return sp.tan(outer[0].args[0])
    return None


def _is_kernel(part: Expr) -> bool:
    if isinstance(part, sp.Pow):
        return isinstance(part.exp, Rational) and part.exp.q != 1
    return isinstance(part, (*WAVES, sp.exp, sp.log, sp.Abs, sp.atan, sp.tanh, sp.sinh))


def _powers_of(kernel: Expr, factor: Expr, t: Symbol) -> dict[Expr, Expr]:
    """How the parts of the factor are written with t in the place of the kernel."""
    if isinstance(kernel, sp.exp):
        parts = factor.atoms(sp.exp)
        return {p: t ** sp.cancel(p.args[0] / kernel.args[0]) for p in parts}
    if isinstance(kernel, sp.Pow):
        parts = {p for p in factor.atoms(sp.Pow) if p.base == kernel.base}
        powers = {p: t ** (p.exp / kernel.exp) for p in parts}
        return {**powers, kernel.base: t ** (1 / kernel.exp)} if kernel.base.is_Symbol else powers
    if isinstance(kernel, sp.tan) and not factor.has(sp.tan):
        u = kernel.args[0]
        linear = Poly(factor, sp.sin(u), sp.cos(u))
        if linear.total_degree() == 1 and linear.nth(0, 0) == 0:
            return {sp.sin(u): t, sp.cos(u): Integer(1)}  # divided by the cosine, zero with neither
    return {kernel: t}


def _preimages(kernel: Expr, value: Expr, x: Symbol, within: Interval) -> Iterator[Expr]:
    """Where the kernel has this value."""
    if isinstance(kernel, sp.Pow):
        q = kernel.exp.q
        if q % 2 == 0 and value.is_negative:
            return
        yield from _zeros(kernel.base - tidied(value**q), x, within)
    elif isinstance(kernel, WAVES):
        yield from _waves(kernel, value, x, within)
    elif isinstance(kernel, sp.Abs):
        if not value.is_negative:
            for side in dict.fromkeys((value, -value)):
                yield from _zeros(kernel.args[0] - side, x, within)
    else:
        inverse = INVERSES[type(kernel)](value)
        if inverse is not None:
            yield from _zeros(sp.expand(kernel.args[0] - inverse), x, within)


INVERSES: dict[type, Callable[[Expr], Expr | None]] = {
    sp.exp: lambda v: sp.expand_log(sp.log(v)) if v.is_positive else None,
    sp.log: sp.exp,
    sp.sinh: sp.asinh,
    sp.tanh: lambda v: sp.atanh(v) if abs(v) < 1 else None,
    sp.atan: lambda v: sp.tan(v) if abs(float(v)) < float(sp.pi) / 2 else None,
}


def _waves(kernel: Expr, value: Expr, x: Symbol, within: Interval) -> Iterator[Expr]:
    """All places in the interval where a sine, cosine or tangent has a value."""
    u = kernel.args[0]
    slope, start = u.coeff(x), u.subs(x, 0)
    if sp.expand(u - slope * x - start) != 0 or not slope.is_number:
        raise _no_exact_form(kernel)
    if not isinstance(kernel, sp.tan) and abs(float(value)) > 1:
        return
    if sp.oo in within or -sp.oo in within:
        raise Undefined(
            "infinitely-many",
            "A wave comes back again and again, so there are infinitely many such places.",
            fix="Give an interval, for example 0 <= x <= 2pi.",
        )
    first = {sp.sin: sp.asin, sp.cos: sp.acos, sp.tan: sp.atan}[type(kernel)](value)
    period = sp.pi if isinstance(kernel, sp.tan) else 2 * sp.pi
    bases = {sp.sin: (first, sp.pi - first), sp.cos: (first, -first), sp.tan: (first,)}
    for angle in dict.fromkeys(bases[type(kernel)]):
        ends = [float((slope * end + start - angle) / period) for end in within]
        low, high = min(ends), max(ends)
        if high - low > MOST:
            raise _too_many()
        for k in range(int(low) - 1, int(high) + 2):
            if low - 1e-12 <= k <= high + 1e-12:
                yield sp.expand((angle + k * period - start) / slope)


def _refuse_missing(
    expr: Expr, x: Symbol, given: Conditions, within: Interval, found: list[float]
) -> None:
    """Raise `Undefined` if the sign of the expression changes where no zero was found.

    A pole also changes the sign; there the values grow on both sides.
    """
    ends = [float(end) for end in within]
    if all(map(isfinite, ends)):
        spans = [(ends[0], ends[1])]
    else:
        spans = [(max(-r, ends[0]), min(r, ends[1])) for r in REACHES]
    for low, high in spans:
        if low >= high:
            continue
        places = [low + (high - low) * (k + 0.37) / SCANNED for k in range(SCANNED)]
        values = columns(expr, x, places)
        for (a, fa), (b, fb) in pairwise(zip(places, values, strict=True)):
            if not (isfinite(fa) and isfinite(fb)) or fa * fb >= 0:
                continue
            zero = _halved(expr, x, a, b, fa)
            if zero is None or not all(holds_at(c, x, Rational(zero)) for c in given):
                continue
            if not any(abs(zero - f) <= SAME * max(1, abs(f)) for f in found):
                raise _no_exact_form(expr)


def _halved(expr: Expr, x: Symbol, a: float, b: float, fa: float) -> float | None:
    """The zero between two places, or None where the values do not become small."""
    start = abs(fa)
    for _ in range(60):
        middle = (a + b) / 2
        (value,) = columns(expr, x, [middle])
        if not isfinite(value):
            return None
        if value == 0:
            return middle
        if (value > 0) == (fa > 0):
            a = middle
        else:
            b = middle
    (value,) = columns(expr, x, [(a + b) / 2])
    return (a + b) / 2 if abs(value) <= max(start, 1e-9) else None


def _no_exact_form(part: Expr) -> Undefined:
    shown = "an equation with cases" if part.has(sp.Piecewise) else f"{written(part)} = 0"
    return Undefined(
        "no-exact-solution",
        f"No exact solution of {shown} is found here.",
        fix="Change the numbers of the problem, or find the solution with Newton's method.",
    )


def _too_many() -> Undefined:
    return Undefined(
        "too-many-places",
        f"There are more than {MOST} such places in the interval.",
        fix="Choose a shorter interval.",
    )
