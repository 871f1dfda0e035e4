"""Antiderivatives by rules, as a tree of steps; each result is differentiated back by the verifier.

A sum is integrated term by term, constant factors stay outside, and elementary
functions stand in a table.  A function of an inner function times the slope of
the inner one is integrated by substitution, a product by parts, and a quotient
of polynomials by partial fractions.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp
from sympy import Add, Expr, Mul, Pow, Rational, Symbol, Tuple

from tutor.core.claims import AntiderivativeOf, Choice, DerivativeOf, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.core.written import written
from tutor.kit.calculus import quadratic_integrals, trigonometric_integrals
from tutor.kit.calculus.derivative import in_written_order
from tutor.kit.calculus.elementary_integrals import elementary
from tutor.kit.calculus.integration_by_parts import ByParts
from tutor.kit.calculus.integration_tree import antiderivative_of
from tutor.kit.calculus.new_variables import new_variables
from tutor.kit.domain import require
from tutor.kit.signs import sign
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, equation, light, replaced, times

DEEPEST = 9
Rule = Callable[[Expr, int], Step | None]


class Integration(ByParts):
    """Builds the tree of steps for one variable."""

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
            *(self._constant, self._table, self._cancelled, self._constant_factor, self._sum),
            *(self._half_disc, self._root_of_quadratic, self._trigonometric),
            *(self._linear_inside, self._substitution, self._power_of_e),
            *(self._squared_quadratic, self._rational, self._parts, self._cyclic),
            *(self._secant_cubed, self._new_variable, self._expanded),
        )

    def _constant(self, f: Expr, depth: int) -> Step | None:
        if f.has(self.x):
            return None
        return self._node("integrate_constant", f, self.x if f == 1 else times(f, self.x))

    def _table(self, f: Expr, depth: int) -> Step | None:
        found = elementary(f, self.x)
        return None if found is None else self._node(*found)

    def _cancelled(self, f: Expr, depth: int) -> Step | None:
        """A quotient of polynomials with a common factor above and below."""
        above, below = sp.fraction(f)
        if not all(part.is_polynomial(self.x) and part.has(self.x) for part in (above, below)):
            return None
        if not sp.gcd(above, below).has(self.x):
            return None
        return self._rewritten("cancel_common_factor", f, sp.cancel(above / below), depth)

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
            found = elementary(outer, u)
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
            outer = _in_terms_of(inner, _simplified(f / slope), u)
            if outer.has(self.x) and (power_there := _power_in(inner, self.x, u)) is not None:
                outer = sp.expand(_in_terms_of(inner, f / slope, u).subs(*power_there))
            if outer.has(self.x):
                outer = _simplified(_in_terms_of(inner, f / slope, u))
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
            result = tidy(constant * _put_back(antiderivative_of(part), u, inner))
            inside = step(
                "find_inner", DerivativeOf(inner, self.x, factor), self._equal(f, written)
            )
            parts = [inside] if plain == u else [inside, part]
            opened = result.replace(_is_positive_in_bars, lambda bars: bars.args[0])
            if opened != result:
                found = self._antiderivative(f, result)
                parts.append(step("drop_bars", Equal(result, opened), found))
            return self._node("substitute", f, opened, *parts)
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
            result = tidy(_put_back(antiderivative_of(part), u, inner))
            return self._node(
                "substitute_power_of_e",
                f,
                result,
                step("choose_power_of_e", Choice(named)),
                step("find_power_of_e", DerivativeOf(inner, x, slope)),
                step("show_slope_of_power", self._equal(f, times(rest, slope))),
                step("name_power_of_e", Substituted(rest, Tuple(named), outer)),
                part,
            )
        return None

    def _half_disc(self, f: Expr, depth: int) -> Step | None:
        """The root of r^2 - x^2: the area of a triangle and of a sector."""
        if not (isinstance(f, Pow) and f.exp == Rational(1, 2) and f.base.is_polynomial(self.x)):
            return None
        square = tidy(f.base + self.x**2)
        if square.has(self.x) or not square.is_positive:
            return None
        sector = square / 2 * sp.asin(self.x / sp.sqrt(square))
        return self._node("add_triangle_and_sector", f, added(self.x * f / 2, sector))

    def _trigonometric(self, f: Expr, depth: int) -> Step | None:
        found = trigonometric_integrals.rewritten(f, self.x)
        return None if found is None else self._rewritten(found.rule, f, found.form, depth)

    def _new_variable(self, f: Expr, depth: int) -> Step | None:
        """A root or a logarithm as the new variable, with which the old one can be written."""
        x, u = self.x, self.inner
        for inner, slope, integrand, given in new_variables(f, x, u):
            try:
                part = Integration(u).of(integrand, depth + 2)
            except Undefined:
                continue
            rest, named, back = (
                replaced(integrand, u, inner),
                equation(inner, u),
                equation(u, inner),
            )
            F = antiderivative_of(part)
            result = tidy(F.xreplace({u: inner}))
            alike = () if f.has(inner) else (step("write_in_one_root", _in_powers_of(inner, f)),)
            return self._node(
                "substitute_new_variable",
                f,
                result,
                *alike,
                step("choose_new_variable", Choice(named)),
                step("differentiate_new_variable", DerivativeOf(inner, x, slope, given)),
                step("show_slope_of_new_variable", Equal(f, times(rest, slope), given)),
                step("name_new_variable", Substituted(rest, Tuple(named), integrand)),
                part,
                step("put_old_variable_back", Substituted(F, Tuple(back), result), Choice(back)),
            )
        return None

    def _expanded(self, f: Expr, depth: int) -> Step | None:
        other = sp.expand(f)
        return None if other == f else self._rewritten("multiply_out", f, other, depth)


def _is_positive_in_bars(part: Expr) -> bool:
    return isinstance(part, sp.Abs) and sign(part.args[0]) == "positive"


def _put_back(F: Expr, u: Symbol, inner: Expr) -> Expr:
    """F with the inner function for u; a power of e needs no bars, and its logarithm is its exponent."""
    if not isinstance(inner, sp.exp):
        return F.xreplace({u: inner})
    positive = sp.Dummy(positive=True)
    logarithm = {sp.log(positive): inner.args[0], positive: inner}
    return F.xreplace({u: positive}).xreplace(logarithm)


def _simplified(f: Expr) -> Expr:
    """The simplest form; bars stay as they are, for SymPy would take them apart into cases."""
    bars = {part: sp.Dummy(real=True) for part in f.atoms(sp.Abs)}
    return sp.simplify(f.xreplace(bars)).xreplace({name: part for part, name in bars.items()})


def _in_powers_of(root: Pow, f: Expr) -> Equal:
    """That roots of the same base are powers of this one: sqrt(x) is the third power of x^(1/6)."""

    def is_power(part: Expr) -> bool:
        return isinstance(part, Pow) and part.base == root.base

    def as_power(part: Expr) -> Expr:
        return Pow(root, part.exp / root.exp, evaluate=False)

    return Equal(f, f.replace(is_power, as_power), require(">=", root.base))


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


def _power_in(inner: Expr, x: Symbol, u: Symbol) -> tuple[Expr, Expr] | None:
    """x^n and what it is if u = a x^n + b."""
    b, power = inner.as_independent(x, as_Add=True)
    a, power = power.as_independent(x, as_Add=False)
    is_power = isinstance(power, Pow) and power.base == x and power.exp.is_Integer and b != 0
    return (power, (u - b) / a) if is_power else None


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


def _no_rule(f: Expr) -> Undefined:
    if missing := _substitution_for(f):
        return Undefined(
            "no-antiderivative",
            f"An antiderivative of {written(f)} is found by {missing}, which is not covered here.",
            fix="Between two bounds, on an interval where it has values, it is approximated by a numerical method.",
        )
    return Undefined(
        "no-antiderivative",
        f"No rule here finds an antiderivative of {written(f)}.",
        fix="Some functions have none that can be written down, such as e^(-x^2). Try another form, or the integral between two bounds, which is approximated.",
    )


def _substitution_for(f: Expr) -> str:
    """The substitution that rationalises a root of a quadratic, or a quotient of sines and cosines.

    Nothing is said of other functions, which may have no antiderivative that can be written down.
    """
    letters = f.free_symbols
    if len(letters) != 1:
        return ""
    (x,) = letters
    roots = {p for p in f.atoms(Pow) if isinstance(p.exp, sp.Rational) and p.exp.q == 2}
    bases = {p.base for p in roots}
    t = sp.Dummy("t")
    if len(bases) == 1:
        (base,) = bases
        inner = f.xreplace({p: t ** (2 * p.exp) for p in roots})
        if base.is_polynomial(x) and sp.degree(base, x) == 2 and inner.is_rational_function(x, t):
            sign = sp.Poly(base, x).LC()
            way = "sine" if sign.is_negative else "tangent or a secant"
            return f"a trigonometric substitution, with a {way} as the new form of {x}"
    waves = {sp.sin(x): sp.Dummy("s"), sp.cos(x): sp.Dummy("c")}
    inner = f.xreplace(waves)
    if not inner.has(x) and inner.is_rational_function(*waves.values()) and f.has(*waves):
        return f"the substitution t = tan({x}/2)"
    return ""
