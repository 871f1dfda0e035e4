"""Integration by parts, also where the same integral comes back."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy import Expr, Integer, Integral, Mul, Pow

from tutor.core.claims import AntiderivativeOf, DerivativeOf
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus import quadratic_integrals
from tutor.kit.calculus.integration_tree import Tree, antiderivative_of, slope
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, negated, over, times

FIRST = (sp.log, sp.atan, sp.asin, sp.acos)  # what is differentiated first in a product
_WAVES = sp.exp | sp.sin | sp.cos | sp.sinh | sp.cosh


class ByParts(Tree):
    """The rules that take a product apart."""

    def _parts(self, f: Expr, depth: int) -> Step | None:
        """u v' has the antiderivative u v minus that of u' v; u is what gets simpler."""
        for u, dv in self._choices(f):
            try:
                v = antiderivative_of(self.of(dv, depth + 2))
            except Undefined:
                continue
            du = tidy(slope(u, self.x))
            rest = tidy(du * v)
            falls = u.is_polynomial(self.x) and not isinstance(dv, Pow)  # its degree has an end
            try:
                part = self.of(rest, depth if falls else depth + 2)
            except Undefined:
                continue
            left = added(tidy(u * v), negated(Integral(rest, self.x)))
            factors = Mul.make_args(f)
            split = (
                () if u in factors else (step("split_off_factor", self._equal(f, times(u, dv))),)
            )
            return self._node(
                "integrate_by_parts",
                f,
                tidy(u * v - antiderivative_of(part)),
                *split,
                step("choose_u", DerivativeOf(u, self.x, du)),
                step("choose_dv", self._antiderivative(dv, v)),
                step("put_parts_together", self._antiderivative(f, left)),
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
        back = step("meet_root_again", self._antiderivative(f, left))
        return self._node("integrate_root_by_parts", f, result, back, part)

    def _choices(self, f: Expr) -> Iterator[tuple[Expr, Expr]]:
        """What may be differentiated, and what is then integrated."""
        factors = list(Mul.make_args(f))
        logs = [u for u in factors if isinstance(u.base if isinstance(u, Pow) else u, FIRST)]
        if len(logs) == 1:
            yield logs[0], Mul(*(u for u in factors if u is not logs[0]))
        powers = [u for u in factors if u.is_polynomial(self.x)]
        rest = [u for u in factors if u not in powers]
        if powers and len(rest) == 1 and isinstance(rest[0], _WAVES | Pow) and not _nested(rest[0]):
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

    def _secant_cubed(self, f: Expr, depth: int) -> Step | None:
        """By parts with sec x and sec^2 x: the same integral comes back."""
        wave, n = f.as_base_exp()
        if n != 3 or wave != sp.sec(self.x):
            return None
        first = wave * sp.tan(self.x)
        part = self.of(wave, depth + 1)
        left = added(first, Integral(wave, self.x), negated(Integral(f, self.x)))
        back = step("meet_secant_again", self._antiderivative(f, left))
        result = tidy(first / 2 + antiderivative_of(part) / 2)
        return self._node("integrate_secant_by_parts", f, result, back, part)

    def _squared_quadratic(self, f: Expr, depth: int) -> Step | None:
        """One over (x^2 + a)^2, and x^2 over it: by parts, with x and x over the square."""
        x = self.x
        above, below = sp.fraction(sp.together(f))
        if not (isinstance(below, Pow) and below.exp == 2) or above not in (1, x**2):
            return None
        a = below.base - x**2
        if a.has(x) or not a.is_positive:
            return None
        if above == 1:
            pieces = added(over(1 / below.base, a), negated(over(x**2 / below, a)))
            return self._rewritten("split_off_square", f, pieces, depth)
        dv, v = x / below, -1 / (2 * below.base)
        left = added(tidy(x * v), negated(Integral(v, x)))
        part = self.of(v, depth + 1)
        return self._node(
            "integrate_by_parts",
            f,
            tidy(x * v - antiderivative_of(part)),
            step("split_off_factor", self._equal(f, times(x, dv))),
            step("choose_u", DerivativeOf(x, x, Integer(1))),
            step("choose_dv", self._antiderivative(dv, v)),
            step("put_parts_together", self._antiderivative(f, left)),
            part,
        )


def _nested(f: Expr) -> bool:
    """Whether a root stands inside a power, as in 1 / (1 + sqrt(x)): parts make that no simpler."""
    return isinstance(f, Pow) and any(not p.exp.is_Integer for p in f.base.atoms(Pow))
