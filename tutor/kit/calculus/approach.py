"""How a letter approaches a place, and what an expression tends to there.

What is estimated here only chooses the next step of a derivation; what the
step claims is checked by other means.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Limit, Rational, Symbol, oo

from tutor.core.claims import Compared, Conditions
from tutor.kit import cases
from tutor.kit.real_values import columns, value_at

INFINITE = (oo, -oo)
NEAR = (1e-2, 1e-3, 1e-4, 1e-6, 1e-8)
FAR = (10.0, 30.0, 60.0, 120.0, 300.0)
DISTANCES = (Rational(1, 100), Rational(1, 1000), Rational(1, 10**6))
REACHES = (Rational(1), Rational(1, 2), Rational(1, 10), Rational(1, 100), Rational(1, 1000))
STEPPED = (
    sp.floor,
    sp.ceiling,
    sp.sign,
    sp.Piecewise,
)  # not continuous everywhere they have values


class Approach(NamedTuple):
    """The letter, the place, and the side: `+`, `-`, or `+-` for both."""

    x: Symbol
    place: Expr
    side: str = "+-"

    def of(self, f: Expr) -> Limit:
        """The limit of an expression, not worked out."""
        return Limit(f, self.x, self.place, self.side)

    @property
    def far(self) -> bool:
        return self.place in INFINITE

    @property
    def both(self) -> bool:
        return self.side == "+-" and not self.far

    def from_side(self, side: str) -> Approach:
        return self._replace(side=side)

    def apart(self) -> Conditions:
        """That the letter is near the place and not at it."""
        if self.far:
            return (sp.Gt(self.x, 0),) if self.place == oo else (sp.Lt(self.x, 0),)
        if self.side == "+":
            return (sp.Gt(self.x, self.place),)
        if self.side == "-":
            return (sp.Lt(self.x, self.place),)
        return (sp.Ne(self.x, self.place),)

    def trials(self) -> list[list[float]]:
        """Places on each side that counts, closer and closer."""
        if self.far:
            return [[d if self.place == oo else -d for d in FAR]]
        start = float(self.place)
        signs = {"+": (1,), "-": (-1,)}.get(self.side, (-1, 1))
        return [[start + s * d for d in NEAR] for s in signs]

    def is_defined(self, f: Expr) -> bool:
        """Whether an expression has values near the place."""
        signs = {"+": (1,), "-": (-1,)}.get(self.side, (-1, 1))
        if self.far:
            places = [(1 if self.place == oo else -1) / d for d in DISTANCES]
        else:
            places = [self.place + s * d for s in signs for d in DISTANCES]
        f = f.replace(  # a power has a value where this has; its exact value may have many digits
            lambda e: isinstance(e, sp.Pow) and e.exp.has(self.x),
            lambda e: e.exp * sp.log(e.base),
        )
        return all(value_at(f, {self.x: place}) is not None for place in places)

    def sign(self, f: Expr) -> int:
        """The sign of an expression near the place, 0 if it is not the same all the way."""
        f = _of_same_sign(f)
        found = [v for places in self.trials() for v in columns(f, self.x, places) if v == v]
        if len(found) < 2:
            return 0
        return 1 if all(v > 0 for v in found) else -1 if all(v < 0 for v in found) else 0

    def close(self, f: Expr) -> Conditions | None:
        """Conditions near the place under which an expression keeps its sign; None if none is found."""
        x, a, f = self.x, self.place, _of_same_sign(f)
        if self.far:
            for bound in (1, 10, 1000):
                there = [bound * k * (1 if a == oo else -1) for k in (1.01, 1.5, 3.0, 10.0, 30.0)]
                if _same_sign(columns(f, x, there)):
                    return (sp.Gt(x, bound),) if a == oo else (sp.Lt(x, -bound),)
            return None
        for reach in REACHES:
            sides = [d for d in (1, -1) if self.side in ("+-", "+" if d > 0 else "-")]
            parts = (0.001, 0.05, 0.2, 0.4, 0.6, 0.8, 0.99)
            groups = [
                columns(f, x, [float(a) + d * float(reach) * p for p in parts]) for d in sides
            ]
            if all(map(_same_sign, groups)):
                low = (sp.Gt(x, a - reach),) if -1 in sides else (sp.Gt(x, a),)
                high = (sp.Lt(x, a + reach),) if 1 in sides else (sp.Lt(x, a),)
                return (*low, *high, *((sp.Ne(x, a),) if len(sides) > 1 else ()))
        return None

    def keeps_sign(self, f: Expr, relation: str = "") -> Compared | None:
        """That an expression is positive, negative, or not zero, near the place."""
        given = self.close(f)
        if given is None:
            return None
        sign = self.sign(f)
        return Compared(f, relation or (">" if sign > 0 else "<"), sp.Integer(0), given)

    def inserted(self, f: Expr) -> Expr | None:
        """The value at the place, where the expression is continuous."""
        if self.far or f.has(*STEPPED) or not self.is_defined(f):
            return None
        for part in f.atoms(sp.Pow):
            base = value_at(part.base, {self.x: self.place})
            if part.exp.has(self.x) and (base is None or not base.is_positive):
                return None
        return value_at(f, {self.x: self.place})

    def case(self, f: Expr) -> Expr | None:
        """The expression with its case near the place; None if the sides that count have different ones."""
        if self.far:
            last = [sp.Integer(0), *cases.numbers(f)]
            ends = [n + 1 for n in last] if self.place == oo else [n - 1 for n in last]
            return cases.beside(
                f, max(ends, key=lambda n: float(n) * (1 if self.place == oo else -1)), 1
            )
        found = {cases.beside(f, self.place, side) for side in self.signs}
        return found.pop() if len(found) == 1 else None

    @property
    def signs(self) -> tuple[int, ...]:
        return {"+": (1,), "-": (-1,)}.get(self.side, (-1, 1))

    def around(self, f: Expr) -> Conditions:
        """Where the expression has the case that it has near the place."""
        if self.far:
            bounds = cases.numbers(f)
            if self.place == oo:
                return (sp.Gt(self.x, bounds[-1], evaluate=False),)
            return (sp.Lt(self.x, bounds[0], evaluate=False),)
        return cases.between(f, self.x, self.place, self.signs)

    def tends(self, f: Expr) -> Expr | None:
        """What an expression tends to, infinite perhaps; None if that is not known or does not exist."""
        if self.x not in f.free_symbols:
            return f
        if not self.is_defined(f):
            return None
        value = self.inserted(f)
        if value is not None:
            return value
        sides = ("-", "+") if self.both else (self.side if not self.far else "+",)
        found = {_limit(f, self.x, self.place, side) for side in sides}
        return found.pop() if len(found) == 1 else None


def _of_same_sign(f: Expr) -> Expr:
    """The expression without its factors exp(u), which are positive and soon too large for a float."""
    return sp.Mul(*(part for part in sp.Mul.make_args(f) if not isinstance(part, sp.exp)))


def _same_sign(values: list[float]) -> bool:
    return all(v > 0 for v in values) or all(v < 0 for v in values)


@cache
def _limit(f: Expr, x: Symbol, place: Expr, side: str) -> Expr | None:
    real = sp.Dummy("x", real=True)
    if (value := _of_terms(f, x, place, side)) is not None:
        return value
    plain = _with_base_e(_without_bars(f.doit(), x, place, side), x)
    try:
        value = sp.limit(plain.xreplace({x: real}), real, place, side)
    except (NotImplementedError, ValueError, TypeError, RecursionError, sp.PoleError):
        return None
    if isinstance(value, sp.AccumBounds) or value.has(Limit, sp.I, sp.zoo, sp.nan, real):
        return None
    return value if value in INFINITE or value.is_finite else None


def _of_terms(f: Expr, x: Symbol, place: Expr, side: str) -> Expr | None:
    """The limit of a sum from those of its terms, which are found much faster; None if they do not decide."""
    if not isinstance(f, sp.Add):
        return None
    values = []
    for term in f.args:
        value = _limit(term, x, place, side)
        if value is None or (-value in values and value in INFINITE):
            return None
        values.append(value)
    return sp.Add(*values)


def _with_base_e(f: Expr, x: Symbol) -> Expr:
    """The expression with exp(x ln 2) for 2^x, which SymPy takes for infinite at minus infinity."""
    return f.replace(
        lambda e: isinstance(e, sp.Pow) and e.exp.has(x) and e.base.is_number,
        lambda e: sp.exp(e.exp * sp.log(e.base)),
    )


def _without_bars(f: Expr, x: Symbol, place: Expr, side: str) -> Expr:
    """The expression as it is on one side: its case there, bars and odd roots of negative numbers written out."""
    if f.has(sp.Piecewise):
        f = cases.beside(f, place, -1 if side == "-" else 1) or f
    at = Approach(x, place, side)
    for bar in f.atoms(sp.Abs, sp.sign):
        sign = at.sign(bar.args[0])
        if sign:
            f = f.xreplace(
                {bar: sign * bar.args[0] if isinstance(bar, sp.Abs) else sp.Integer(sign)}
            )
    for power in f.atoms(sp.Pow):
        base, exponent = power.args
        if (
            isinstance(exponent, Rational)
            and exponent.q % 2
            and exponent.q > 1
            and at.sign(base) < 0
        ):
            f = f.xreplace({power: (-1) ** exponent.p * sp.Pow(-base, exponent)})
    return f
