"""Derivatives by the rules, as a tree of steps that follows the tree of the expression.

A sum is differentiated term by term, a product, a quotient and a nested
function by their rules, and the elementary functions by a table.  Each step
says where it holds; the steps below it differentiate the parts.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp
from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol

from tutor.core.claims import Conditions, DerivativeOf, Equal
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.core.written import written
from tutor.kit.calculus.derivative_table import (
    LOGARITHM_OF_ABSOLUTE,
    SQUARE_ROOT,
    TABLE,
    Entry,
    exponential_with_base,
    logarithm_to_base,
    negative_power,
    power_of_absolute_value,
    power_with_exponent,
)
from tutor.kit.domain import coefficients, combined, require
from tutor.kit.unevaluated import (
    MINUS,
    ONE,
    ZERO,
    added,
    factors_of,
    light,
    negated,
    over,
    power,
    raised_to_minus,
    times,
    without_ones,
)


def derivative_of(part: Step) -> Expr:
    """The derivative that a step of the tree found."""
    return part.shown["result"]


def conditions_of(part: Step) -> Conditions:
    """Where a step of the tree holds."""
    return part.shown["given"]


class Differentiation:
    """Builds the tree of steps for one variable; all other letters are constants.

    `whole` is the function of the problem; a step that shows it in another
    shape says that the two are equal.
    """

    def __init__(self, x: Symbol, whole: Expr) -> None:
        self.x = x
        self.whole = whole
        self._varies: dict[Expr, bool] = {x: True}

    def varies(self, expr: Expr) -> bool:
        """Whether the variable occurs."""
        known = self._varies.get(expr)
        if known is None:
            known = any(self.varies(a) for a in expr.args)
            self._varies[expr] = known
        return known

    def of(self, f: Expr) -> Step:
        """The step that differentiates f."""
        if not self.varies(f):
            return step("differentiate_constant", DerivativeOf(f, self.x, ZERO))
        if f == self.x:
            return step("differentiate_variable", DerivativeOf(f, self.x, ONE))
        if isinstance(f, Add):
            return self._sum(f)
        if isinstance(f, Mul):
            return self._product(f)
        if isinstance(f, Pow) and isinstance(f.base, sp.Abs) and _is_smooth_power(f.exp):
            n, u = f.exp, f.base.args[0]
            return self._composed(
                f,
                power_of_absolute_value(n),
                u,
                lambda u: power(sp.Abs(u, evaluate=False), n),
                "_to_power_of_absolute_value",
            )
        if isinstance(f, Pow):
            return self._power(f)
        if isinstance(f, sp.log) and isinstance(f.args[0], sp.Abs):
            u = f.args[0].args[0]
            return self._composed(f, LOGARITHM_OF_ABSOLUTE, u, _log_of_absolute, "_to_logarithm")
        if isinstance(f, sp.Max | sp.Min) and len(f.args) == 2:
            return self._larger_or_smaller(f)
        entry = TABLE.get(type(f))
        if entry is None:
            raise Undefined(
                "no-derivative-rule",
                f"There is no rule here for the derivative of {written(f)}.",
                fix="Ask for each part alone, where it is the one that counts."
                if isinstance(f, sp.Max | sp.Min)
                else "Use powers, roots, exponentials, logarithms, trigonometric and hyperbolic functions.",
            )
        kind = type(f)
        return self._composed(f, entry, f.args[0], lambda u: kind(u, evaluate=False))

    def _node(
        self, rule: str, f: Expr, shape: Expr, result: Expr, own: Conditions, parts: list[Step]
    ) -> Step:
        """A step for f, which is shown in the given shape."""
        given = combined(own, *map(conditions_of, parts))
        return self._tied(f, step(rule, DerivativeOf(shape, self.x, result, given), substeps=parts))

    def _tied(self, f: Expr, part: Step) -> Step:
        """The step, with a claim that its function is the one of the problem if it looks different."""
        shape, given = part.shown["function"], conditions_of(part)
        if f is not self.whole or shape == f:
            return part
        return step(part.rule, *part.claims, Equal(f, shape, given), substeps=part.substeps)

    def _larger_or_smaller(self, f: Expr) -> Step:
        """Where the two parts differ, one of them counts; where they meet, there may be a corner."""
        u, v = f.args if self.varies(f.args[0]) else reversed(f.args)
        parts = [self.of(u), self.of(v)]
        first, second = (sp.Gt, sp.Lt) if isinstance(f, sp.Max) else (sp.Lt, sp.Gt)
        cases = zip(map(derivative_of, parts), (first, second), strict=True)
        result = sp.Piecewise(
            *((light(slope), counts(u, v, evaluate=False)) for slope, counts in cases),
            evaluate=False,
        )
        rule = f"differentiate_{'larger' if isinstance(f, sp.Max) else 'smaller'}"
        return self._node(
            rule, f, f, result, require("!=", u if v == 0 else added(u, negated(v))), parts
        )

    def _sum(self, f: Expr) -> Step:
        terms = in_written_order(f)
        slope = None if f is self.whole else coefficients(f, self.x)
        if slope is not None and len(slope) == 2:
            return step("differentiate_linear", DerivativeOf(added(*terms), self.x, slope[1]))
        parts = [self.of(term) for term in terms]
        result = added(*map(derivative_of, parts))
        return self._node("differentiate_term_by_term", f, added(*terms), result, (), parts)

    def _product(self, f: Expr) -> Step:
        constants, above, below = self._sorted(f)
        logs = [b for b in constants if isinstance(b, Pow) and isinstance(b.base, sp.log)]
        if logs and not below and len(above) == 1 and isinstance(above[0], sp.log):
            constants.remove(logs[0])
            inner = times(above[0], logs[0])
        else:
            inner = over(times(*above), times(*below)) if below else times(*above)
        if constants:
            return self._constant_factor(f, constants, inner)
        if logs:
            b = logs[0].base.args[0]
            shape = times(above[0], logs[0])
            outer = lambda u: times(sp.log(u, evaluate=False), logs[0])  # noqa: E731
            entry, u = logarithm_to_base(b), above[0].args[0]
            return self._tied(f, self._composed(shape, entry, u, outer, "_to_logarithm"))
        if below:
            return self._quotient(f, above, below)
        return self._factors(f, above)

    def _sorted(self, f: Expr) -> tuple[list[Expr], list[Expr], list[Expr]]:
        """Constant factors, varying factors, and varying factors below the fraction line."""
        number, constants, above, below = Rational(1), [], [], []
        for factor in factors_of(f):
            if isinstance(factor, Rational):
                number = number * factor
            elif not self.varies(factor):
                constants.append(factor)
            elif isinstance(factor, Pow) and isinstance(factor.exp, Rational) and factor.exp < 0:
                below.append(power(factor.base, -factor.exp))
            else:
                above.append(factor)
        above.sort(key=_place)
        return ([] if number == 1 else [number]) + constants, above, below

    def _constant_factor(self, f: Expr, constants: list[Expr], inner: Expr) -> Step:
        c = times(*constants)
        if inner == self.x:
            return self._node("differentiate_multiple", f, times(c, inner), c, (), [])
        part = self.of(inner)
        result = times(c, derivative_of(part))
        if part.rule == "apply_power_rule" and not part.substeps:
            own = conditions_of(part)
            rule = "apply_power_rule_to_multiple"
            return self._node(rule, f, times(c, inner), result, own, [])
        return self._node("keep_constant_factor", f, times(c, inner), result, (), [part])

    def _factors(self, f: Expr, factors: list[Expr]) -> Step:
        parts = [self.of(u) for u in factors]
        terms = [
            without_ones(*factors[:k], light(derivative_of(part)), *factors[k + 1 :])
            for k, part in enumerate(parts)
        ]
        rule = "apply_product_rule" if len(factors) == 2 else "apply_product_rule_to_several"
        return self._node(rule, f, times(*factors), added(*terms), (), parts)

    def _quotient(self, f: Expr, above: list[Expr], below: list[Expr]) -> Step:
        v = times(*below)
        if not above:
            if isinstance(v, Pow) or v == self.x:
                return self._power(f)
            return self._reciprocal(f, v)
        u = times(*above)
        parts = [self.of(u), self.of(v)]
        du, dv = (light(derivative_of(p)) for p in parts)
        numerator = added(without_ones(du, v), negated(without_ones(u, dv)))
        result = times(numerator, power(v, Integer(-2)))
        shape = times(u, power(v, MINUS))
        return self._node("apply_quotient_rule", f, shape, result, require("!=", v), parts)

    def _reciprocal(self, f: Expr, v: Expr) -> Step:
        part = self.of(v)
        result = times(negated(light(derivative_of(part))), power(v, Integer(-2)))
        shape = power(v, MINUS)
        return self._node("apply_reciprocal_rule", f, shape, result, require("!=", v), [part])

    def _power(self, f: Expr) -> Step:
        base, exponent = f.args
        if self.varies(exponent):
            if self.varies(base):
                return self._power_of_functions(f, base, exponent)
            entry = exponential_with_base(base)
            outer = lambda u: power(base, u)  # noqa: E731
            return self._composed(f, entry, exponent, outer, "_to_exponential")
        if isinstance(exponent, Mul) and all(isinstance(e, Rational) for e in exponent.args):
            n = -Mul(*exponent.args)
            return self._composed(f, negative_power(n), base, lambda u: raised_to_minus(u, n))
        if exponent == Rational(1, 2):
            return self._composed(f, SQUARE_ROOT, base, lambda u: power(u, exponent))
        if exponent == -1 and base != self.x:
            return self._reciprocal(f, base)
        return self._composed(f, power_with_exponent(exponent), base, lambda u: power(u, exponent))

    def _power_of_functions(self, f: Expr, base: Expr, exponent: Expr) -> Step:
        """f = (ln f)' f, where ln f = exponent * ln base is a product."""
        product = times(exponent, sp.log(base, evaluate=False))
        given = combined(require(">", base))
        part = self.of(product)
        rewrite = step("take_logarithm_of_power", Equal(sp.log(f, evaluate=False), product, given))
        slope = derivative_of(part)
        inner = light(slope)
        result = times(f, inner)
        whole = combined(given, conditions_of(part))
        lighter = [] if inner == slope else [step("tidy_derivative", Equal(slope, inner, whole))]
        return step(
            "differentiate_by_logarithm",
            DerivativeOf(f, self.x, result, whole),
            substeps=[rewrite, part, *lighter],
        )

    def _composed(
        self, f: Expr, entry: Entry, u: Expr, outer: Callable[[Expr], Expr], form: str = ""
    ) -> Step:
        """F(u): from the table if u is the variable, else by the chain rule for this form of F."""
        own = entry.needs(u)
        if u == self.x:
            result = entry.derivative(u)
            return step(entry.rule, DerivativeOf(f, self.x, result, combined(own)))
        x = self.x
        alone = outer(x)
        table = step(
            entry.rule, DerivativeOf(alone, x, entry.derivative(x), combined(entry.needs(x)))
        )
        inner = self.of(u)
        result = without_ones(entry.derivative(u), light(derivative_of(inner)))
        given = combined(own, conditions_of(inner))
        claim = DerivativeOf(f, x, result, given)
        return step(f"apply_chain_rule{form}", claim, substeps=[table, inner])


def in_written_order(total: Expr) -> list[Expr]:
    """The terms of a sum: polynomials by falling degree, then the rest, numbers last.

    The positive one of two comes first.  Terms that somebody put in another order than SymPy stay in it.
    """
    if total != total.func(*total.args):
        return list(total.args)
    terms = sorted(total.args, key=lambda t: (not t.free_symbols, -_degree(t)))
    signs = [term.could_extract_minus_sign() for term in terms]
    return terms[::-1] if signs == [True, False] else terms


def _degree(term: Expr) -> int:
    if isinstance(term, Symbol):
        return 1
    if isinstance(term, Pow):
        exponent = term.exp
        return int(exponent) * _degree(term.base) if isinstance(exponent, Integer) else 0
    return sum(map(_degree, term.args)) if isinstance(term, Mul) else 0


def _place(factor: Expr) -> int:
    """Letters stand before powers of e, other functions and brackets in a product."""
    base = factor.base if isinstance(factor, Pow) else factor
    if isinstance(base, Symbol):
        return 0
    return 3 if isinstance(base, Add) else 1 if isinstance(base, sp.exp) else 2


def _log_of_absolute(u: Expr) -> Expr:
    return sp.log(sp.Abs(u, evaluate=False), evaluate=False)


def _is_smooth_power(n: Expr) -> bool:
    """Whether the n-th power of an absolute value has a slope where it is zero, with a short formula."""
    return isinstance(n, Rational) and n >= 2
