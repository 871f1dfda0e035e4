"""Antiderivatives by rules, as a tree of steps; each result is differentiated back by the verifier.

A sum is integrated term by term, constant factors stay outside, and elementary
functions stand in a table.  A function of an inner function times the slope of
the inner one is integrated by substitution, a product by parts, and a quotient
of polynomials by partial fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp
from sympy import Add, Expr, Integer, Integral, Mul, Pow, Rational, Symbol, Tuple

from tutor.core.claims import AntiderivativeOf, Choice, DerivativeOf, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.core.written import written
from tutor.kit.calculus import quadratic_integrals
from tutor.kit.calculus.derivative import in_written_order
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, equation, light, negated, over, power, replaced, times

DEEPEST = 9
FIRST = (sp.log, sp.atan, sp.asin)  # what is differentiated first in a product
Rule = Callable[[Expr, int], Step | None]
NEXT = {"u": "v", "v": "w"}  # letters for inner functions


def antiderivative_of(part: Step) -> Expr:
    """The antiderivative that a step of the tree found."""
    return part.shown["result"]


class Integration:
    """Builds the tree of steps for one variable."""

    def __init__(self, x: Symbol) -> None:
        self.x = x
        self.inner = Symbol(NEXT.get(x.name, "u"))

    def of(self, f: Expr, depth: int = 0) -> Step:
        """The step that integrates f; raises `Undefined` if no rule applies."""
        if depth > DEEPEST:
            raise _no_rule(f)
        for rule in self._rules():
            found = rule(f, depth)
            if found is not None:
                return found
        raise _no_rule(f)

    def _rules(self) -> tuple[Rule, ...]:
        """The rules in the order in which they are tried."""
        return (
            *(self._constant, self._table, self._constant_factor, self._sum),
            *(self._half_disc, self._root_of_quadratic, self._by_pythagoras),
            *(self._linear_inside, self._substitution, self._power_of_e),
            *(self._rational, self._parts, self._cyclic, self._half_angle, self._expanded),
        )

    def _node(self, rule: str, f: Expr, result: Expr, *parts: Step) -> Step:
        return step(rule, AntiderivativeOf(f, self.x, result), substeps=parts)

    def _constant(self, f: Expr, depth: int) -> Step | None:
        if f.has(self.x):
            return None
        return self._node("integrate_constant", f, self.x if f == 1 else times(f, self.x))

    def _table(self, f: Expr, depth: int) -> Step | None:
        found = _elementary(f, self.x)
        return None if found is None else self._node(*found)

    def _constant_factor(self, f: Expr, depth: int) -> Step | None:
        constant, rest = f.as_independent(self.x, as_Add=False)
        if constant == 1 or not isinstance(f, Mul):
            return None
        part = self.of(rest, depth)  # the rest has no constant, so this ends
        return self._node("take_constant_out", f, tidy(constant * antiderivative_of(part)), part)

    def _sum(self, f: Expr, depth: int) -> Step | None:
        if not isinstance(f, Add):
            return None
        parts = [self.of(term, depth + 1) for term in in_written_order(f)]
        terms = [term for part in parts for term in Add.make_args(antiderivative_of(part))]
        return self._node("integrate_term_by_term", f, added(*terms), *parts)

    def _linear_inside(self, f: Expr, depth: int) -> Step | None:
        """F(a x + b) has the antiderivative of F at a x + b, over a."""
        u = self.inner
        for inner in _insides(f):
            slope = sp.diff(inner, self.x)
            outer = f.xreplace({inner: u})
            if slope.has(self.x) or inner == self.x or outer.has(self.x) or slope == 0:
                continue
            found = _elementary(outer, u)
            if found is None:
                continue
            rule, _, result = found
            table = step(rule, AntiderivativeOf(outer, u, result))
            whole = result.xreplace({u: inner})
            return self._node(
                "substitute_linear", f, whole if slope == 1 else tidy(whole / slope), table
            )
        return None

    def _substitution(self, f: Expr, depth: int) -> Step | None:
        """f = c F(g) g', with u = g."""
        u = self.inner
        for inner in sorted(_insides(f), key=sp.count_ops, reverse=True):
            slope = sp.diff(inner, self.x)
            if not slope.has(self.x) or inner == self.x:
                continue
            outer = _in_terms_of(inner, sp.simplify(f / slope), u)
            if outer.has(self.x):
                outer = sp.simplify(_in_terms_of(inner, f / slope, u))
            if outer.has(self.x):
                continue
            constant, plain = outer.as_independent(u, as_Add=False)
            try:
                part = Integration(u).of(plain, depth + 2)
            except Undefined:
                continue
            if not all(isinstance(n.claims[0], AntiderivativeOf) for n in part.walk()):
                continue  # what takes more than the table is no simpler
            factor = tidy(slope)
            written = light(times(constant, replaced(plain, u, inner), factor))
            result = tidy(constant * antiderivative_of(part).xreplace({u: inner}))
            inside = step("find_inner", DerivativeOf(inner, self.x, factor), Equal(f, written))
            parts = (inside,) if plain == u else (inside, part)
            return self._node("substitute", f, result, *parts)
        return None

    def _rational(self, f: Expr, depth: int) -> Step | None:
        above, below = sp.fraction(sp.together(f))
        if not below.has(self.x) or not (
            above.is_polynomial(self.x) and below.is_polynomial(self.x)
        ):
            return None
        pieces = sp.apart(f, self.x)
        if pieces != f and isinstance(pieces, Add):
            return self._rewritten("split_into_partial_fractions", f, pieces, depth)
        if pieces != f:
            return self._rewritten("write_in_factors", f, pieces, depth)
        return self._quadratic(f, above, below)

    def _quadratic(self, f: Expr, above: Expr, below: Expr) -> Step | None:
        """(m x + n) / (a x^2 + b x + c) without real zeros: a logarithm and an arctangent."""
        if sp.degree(below, self.x) != 2 or sp.degree(above, self.x) > 1:
            return None
        a, b, c = (below.coeff(self.x, k) for k in (2, 1, 0))
        if (split := quadratic_integrals.split_at_zeros(f, self.x)) is not None:
            return self._rewritten("split_at_irrational_zeros", f, split, depth=0)
        if not (4 * a * c - b**2).is_positive:
            return None
        m, n = above.coeff(self.x, 1), above.coeff(self.x, 0)
        root = sp.sqrt(4 * a * c - b**2)
        rest = n - m * b / (2 * a)
        angle = sp.atan((2 * a * self.x + b) / root)
        terms = [m / (2 * a) * sp.log(below), 2 * rest / root * angle]
        return self._node("complete_the_square", f, added(*(t for t in terms if t != 0)))

    def _rewritten(self, rule: str, f: Expr, other: Expr, depth: int) -> Step:
        part = self.of(other, depth + 1)
        written = step(f"{rule}_first", Equal(f, other))
        return self._node(rule, f, antiderivative_of(part), written, part)

    def _parts(self, f: Expr, depth: int) -> Step | None:
        """u v' has the antiderivative u v minus that of u' v; u is what gets simpler."""
        for u, dv in self._choices(f):
            try:
                v = antiderivative_of(self.of(dv, depth + 2))
            except Undefined:
                continue
            du = tidy(_slope(u, self.x))
            rest = tidy(du * v)
            falls = u.is_polynomial(self.x) and not isinstance(dv, Pow)  # its degree has an end
            try:
                part = self.of(rest, depth if falls else depth + 2)
            except Undefined:
                continue
            left = added(tidy(u * v), negated(Integral(rest, self.x)))
            factors = Mul.make_args(f)
            split = () if u in factors else (step("split_off_factor", Equal(f, times(u, dv))),)
            return self._node(
                "integrate_by_parts",
                f,
                tidy(u * v - antiderivative_of(part)),
                *split,
                step("choose_u", DerivativeOf(u, self.x, du)),
                step("choose_dv", AntiderivativeOf(dv, self.x, v)),
                step("put_parts_together", AntiderivativeOf(f, self.x, left)),
                part,
            )
        return None

    def _root_of_quadratic(self, f: Expr, depth: int) -> Step | None:
        """The root of a x^2 + b x + c by parts, and one over that root from the table."""
        x = self.x
        if (result := quadratic_integrals.of_inverse_root(f, x)) is not None:
            rule = (
                "integrate_to_logarithm_of_root" if result.has(sp.log) else "integrate_to_arcsine"
            )
            return self._node(rule, f, result)
        if (found := quadratic_integrals.of_root(f, x)) is None:
            return None
        first, factor, other = found
        again = negated(Integral(f, x))
        left = added(first, times(factor, Integral(other, x)), again)
        part = self.of(other, depth + 1)
        result = tidy(first / 2 + factor * antiderivative_of(part) / 2)
        back = step("meet_root_again", AntiderivativeOf(f, x, left))
        return self._node("integrate_root_by_parts", f, result, back, part)

    def _power_of_e(self, f: Expr, depth: int) -> Step | None:
        """A fraction of powers of e becomes a fraction of u = e^x, as du is e^x dx."""
        x, u = self.x, self.inner
        growing = [e for e in f.atoms(sp.exp) if e.args[0].is_polynomial(x)]
        for inner in sorted(growing, key=sp.count_ops):
            slope = sp.diff(inner, x)
            outer = sp.factor(_in_terms_of(inner, f / slope, u))
            if outer.has(x) or not outer.is_rational_function(u):
                continue
            try:
                part = Integration(u).of(outer, depth + 2)
            except Undefined:
                continue
            rest, named = replaced(outer, u, inner), equation(inner, u)
            result = tidy(_of_power(antiderivative_of(part), u, inner))
            return self._node(
                "substitute_power_of_e",
                f,
                result,
                step("choose_power_of_e", Choice(named)),
                step("find_power_of_e", DerivativeOf(inner, x, slope)),
                step("show_slope_of_power", Equal(f, times(rest, slope))),
                step("name_power_of_e", Substituted(rest, Tuple(named), outer)),
                part,
            )
        return None

    def _choices(self, f: Expr) -> Iterator[tuple[Expr, Expr]]:
        """What may be differentiated, and what is then integrated."""
        factors = list(Mul.make_args(f))
        logs = [u for u in factors if isinstance(u.base if isinstance(u, Pow) else u, FIRST)]
        if len(logs) == 1:
            yield logs[0], Mul(*(u for u in factors if u is not logs[0]))
        powers = [u for u in factors if u.is_polynomial(self.x)]
        rest = [u for u in factors if u not in powers]
        if powers and len(rest) == 1 and isinstance(rest[0], sp.exp | sp.sin | sp.cos | Pow):
            yield Mul(*powers), rest[0]
            if (
                isinstance(rest[0], sp.exp)
                and rest[0].args[0].has(self.x**2)
                and powers != [self.x]
            ):
                yield Mul(*powers) / self.x, self.x * rest[0]

    def _cyclic(self, f: Expr, depth: int) -> Step | None:
        """e^(ax) times a sine or cosine of bx: by parts twice the integral comes back."""
        x = self.x
        factors = Mul.make_args(f)
        grown = [u for u in factors if isinstance(u, sp.exp)]
        waves = [u for u in factors if isinstance(u, sp.sin | sp.cos)]
        if len(factors) != 2 or not grown or not waves:
            return None
        a, b = (sp.diff(u.args[0], x) for u in (grown[0], waves[0]))
        if a.has(x) or b.has(x):
            return None
        other = tidy(sp.diff(waves[0], x) / b)
        ratio = b / a
        first = tidy(f / a - ratio / a * grown[0] * other)
        again = Integral(f, x) if ratio**2 == 1 else times(ratio**2, Integral(f, x))
        back = step("meet_again", AntiderivativeOf(f, x, added(first, negated(again))))
        result = tidy(first / (1 + ratio**2))
        return self._node("integrate_by_parts_twice", f, result, back)

    def _half_disc(self, f: Expr, depth: int) -> Step | None:
        """The root of r^2 - x^2: the area of a triangle and of a sector."""
        if not (isinstance(f, Pow) and f.exp == Rational(1, 2) and f.base.is_polynomial(self.x)):
            return None
        square = tidy(f.base + self.x**2)
        if square.has(self.x) or not square.is_positive:
            return None
        sector = square / 2 * sp.asin(self.x / sp.sqrt(square))
        return self._node("add_triangle_and_sector", f, added(self.x * f / 2, sector))

    def _by_pythagoras(self, f: Expr, depth: int) -> Step | None:
        """The square of a tangent, and the third power of a sine or cosine."""
        if not (isinstance(f, Pow) and f.exp.is_Integer and f.exp > 1):
            return None
        wave, n = f.base, int(f.exp)
        if isinstance(wave, sp.tan) and n == 2:
            return self._rewritten("use_pythagoras", f, sp.cos(wave.args[0]) ** -2 - 1, depth)
        if n != 3 or not isinstance(wave, sp.sin | sp.cos):
            return None
        other = sp.cos(wave.args[0]) if isinstance(wave, sp.sin) else sp.sin(wave.args[0])
        return self._rewritten("use_pythagoras", f, times(wave, 1 - other**2), depth)

    def _half_angle(self, f: Expr, depth: int) -> Step | None:
        """The square of a sine or cosine by the double angle."""
        if not (isinstance(f, Pow) and f.exp == 2 and isinstance(f.base, sp.sin | sp.cos)):
            return None
        sign = 1 if isinstance(f.base, sp.cos) else -1
        other = Rational(1, 2) + sign * sp.cos(2 * f.base.args[0]) / 2
        return self._rewritten("use_double_angle", f, other, depth)

    def _expanded(self, f: Expr, depth: int) -> Step | None:
        other = sp.expand(f)
        return None if other == f else self._rewritten("multiply_out", f, other, depth)


def _slope(u: Expr, x: Symbol) -> Expr:
    """The derivative; that of ln|g| is g'/g, as is that of ln g."""
    return sp.diff(u.replace(lambda e: isinstance(e, sp.Abs), lambda e: e.args[0]), x)


def _of_power(F: Expr, u: Symbol, inner: Expr) -> Expr:
    """F with a power of e for u, without bars around what is then positive; ln(e^x) is x."""
    positive = sp.Dummy(positive=True)
    logarithm = {sp.log(positive): inner.args[0], positive: inner}
    return F.xreplace({u: positive}).xreplace(logarithm)


def _in_terms_of(inner: Expr, f: Expr, u: Symbol) -> Expr:
    """The expression with u for the inner function; x^4 is u^2 if x^2 is u, and e^(2x) if e^x is."""
    if isinstance(inner, sp.exp):
        f = f.replace(
            lambda e: isinstance(e, sp.exp) and (e.args[0] / inner.args[0]).is_Integer,
            lambda e: u ** (e.args[0] / inner.args[0]),
        )
    if isinstance(inner, Pow) and inner.exp.is_Integer:
        base, n = inner.args
        f = f.replace(
            lambda e: isinstance(e, Pow) and e.base == base and (e.exp / n).is_Integer,
            lambda e: u ** (e.exp / n),
        )
    return f.xreplace({inner: u})


def _insides(f: Expr) -> list[Expr]:
    """What stands inside functions, powers and below lines."""
    found: list[Expr] = []
    for part in sp.preorder_traversal(f):
        if isinstance(part, Pow):
            found += [part.base, part.exp, part]
            if part.exp.is_even and part.exp > 2:
                found.append(part.base ** (part.exp / 2))
        elif isinstance(part, sp.Function):
            found += [*part.args, part]
    return [u for u in dict.fromkeys(found) if u.free_symbols and u != f]


def _elementary(f: Expr, x: Symbol) -> tuple[str, Expr, Expr] | None:
    """The rule of the table for f, f itself, and the antiderivative."""
    if f == x:
        return "integrate_power", f, over(power(x, Integer(2)), Integer(2))
    if isinstance(f, Pow) and f.base == x and not f.exp.has(x):
        if f.exp == -1:
            return "integrate_reciprocal", f, sp.log(sp.Abs(x))
        return "integrate_power", f, x ** (f.exp + 1) / (f.exp + 1)
    if isinstance(f, Pow) and f.exp == x and not f.base.has(x) and f.base != sp.E:
        return "integrate_exponential", f, f / sp.log(f.base)
    results = {
        sp.exp(x): ("integrate_exponential", sp.exp(x)),
        sp.sin(x): ("integrate_sine", -sp.cos(x)),
        sp.cos(x): ("integrate_cosine", sp.sin(x)),
        sp.cos(x) ** -2: ("integrate_to_tangent", sp.tan(x)),
        sp.sec(x) ** 2: ("integrate_to_tangent", sp.tan(x)),
        1 / (1 + x**2): ("integrate_to_arctangent", sp.atan(x)),
        1 / sp.sqrt(1 - x**2): ("integrate_to_arcsine", sp.asin(x)),
        sp.sinh(x): ("integrate_hyperbolic", sp.cosh(x)),
        sp.cosh(x): ("integrate_hyperbolic", sp.sinh(x)),
        sp.sin(x) ** -2: ("integrate_to_cotangent", -sp.cot(x)),
        sp.csc(x) ** 2: ("integrate_to_cotangent", -sp.cot(x)),
        sp.tan(x): ("integrate_tangent", -sp.log(sp.Abs(sp.cos(x)))),
        sp.cot(x): ("integrate_cotangent", sp.log(sp.Abs(sp.sin(x)))),
        1 / sp.cos(x): ("integrate_secant", sp.log(sp.Abs(1 / sp.cos(x) + sp.tan(x)))),
        sp.sec(x): ("integrate_secant", sp.log(sp.Abs(sp.sec(x) + sp.tan(x)))),
        1 / sp.sin(x): ("integrate_cosecant", -sp.log(sp.Abs(1 / sp.sin(x) + sp.cot(x)))),
        sp.csc(x): ("integrate_cosecant", -sp.log(sp.Abs(sp.csc(x) + sp.cot(x)))),
    }
    found = results.get(f)
    return None if found is None else (found[0], f, found[1])


def _no_rule(f: Expr) -> Undefined:
    return Undefined(
        "no-antiderivative",
        f"No rule here finds an antiderivative of {written(f)}.",
        fix="Some functions have none that can be written down, such as e^(-x^2). Try another form, or a definite integral by a numerical method.",
    )
