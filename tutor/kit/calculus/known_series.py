"""A Taylor polynomial from known series: put something into them, multiply them, add them.

Known are the series of exp, sin, cos, log(1 + u), 1/(1 - u) and (1 + u)^a.  A
function is brought into such a form, with a u that is 0 at the centre.  Then what is
put in for u starts with a power of the distance from the centre, and powers of u
beyond the order bring nothing.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import NamedTuple

import sympy as sp
from sympy import Expr, Integer, Limit, Symbol, Tuple

from tutor.core.claims import Choice, Claim, Conditions, Defines, Equal, Substituted
from tutor.core.step import Step, step
from tutor.kit.calculus.curve import inserted, value_of
from tutor.kit.calculus.taylor import Taylor
from tutor.kit.domain import require
from tutor.kit.unevaluated import (
    ONE,
    ZERO,
    added,
    divided,
    equation,
    looks_like,
    negated,
    power,
    replaced,
    times,
    without_ones,
)

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
MOST = 3  # known series in one problem
RULES = {
    sp.exp: "recall_exponential_series",
    sp.sin: "recall_sine_series",
    sp.cos: "recall_cosine_series",
    sp.log: "recall_logarithm_series",
}


class Form(NamedTuple):
    """A function as `before + factor * known`, where the known function has its letter at `inside`."""

    known: Expr
    inside: Expr
    factor: Expr = ONE
    before: Expr = ZERO

    def written(self, u: Symbol, inside: Expr) -> Expr:
        """The whole, with an expression in the place of the letter of the known function."""
        product = without_ones(self.factor, replaced(self.known, u, inside))
        return product if self.before == 0 else added(self.before, product)


class KnownSeries:
    """The way by known series to a Taylor polynomial."""

    def __init__(self, taylor: Taylor) -> None:
        self.taylor = taylor
        self.x, self.c, self.n = taylor.x, taylor.c, taylor.n
        self.u = next(s for s in map(Symbol, "uv") if s != self.x)
        self.pieces: dict[Expr, Symbol] = {}  # the names of what is known of a function
        self.values: dict[Symbol, Expr] = {}  # and what they stand for
        self.recalled: dict[tuple[Expr, int], Symbol] = {}  # known series, by function and order

    def is_suited(self) -> bool:
        """Whether the function is made of known series, and not of too many."""
        taylor = self.taylor
        if taylor.missing is not None or self.n == 0 or taylor.at_breaks or not self.c.is_real:
            return False
        found = list(self._kernels(taylor.f))
        alone = {g: sp.Dummy() for g in found}
        rest = taylor.f.xreplace(alone)
        nested = all(self._form(g) is not None for g in self._all(taylor.f))
        return nested and 0 < len(found) <= MOST and rest.is_polynomial(self.x, *alone.values())

    def _all(self, f: Expr) -> Iterator[Expr]:
        """The functions that need a series, also inside one another."""
        for g in self._kernels(f):
            yield g
            yield from self._all(g.args[0])

    def _kernels(self, f: Expr) -> Iterator[Expr]:
        """The outermost functions that need a series, each once."""
        whole = isinstance(f, sp.Pow) and isinstance(f.exp, Integer) and f.exp > 0
        if isinstance(f, sp.Pow | sp.Function) and f.has(self.x) and not whole:
            yield f
        else:
            yield from dict.fromkeys(g for part in f.args for g in self._kernels(part))

    def _form(self, g: Expr) -> Form | None:
        """The form in which the series of a function is known; None if there is none."""
        w, u = g.args[0], self.u
        start = value_of(w, self.x, self.c)
        if start is None or (isinstance(g, sp.Pow) and g.exp.has(self.x)):
            return None
        moved = w if start == 0 else sp.expand(w - start)
        if isinstance(g, sp.exp):
            return Form(sp.exp(u), moved, sp.exp(start))
        if isinstance(g, sp.sin | sp.cos):
            other = sp.cos if isinstance(g, sp.sin) else sp.sin
            sign = 1 if isinstance(g, sp.sin) else -1  # of the sine of u in the addition theorem
            if other(start) == 0:
                return Form(sp.cos(u), moved, g.func(start))
            if g.func(start) == 0:
                return Form(sp.sin(u), moved, sign * other(start))
            return None
        if isinstance(g, sp.log) and start.is_positive:
            return Form(sp.log(1 + u), sp.expand(moved / start), ONE, sp.log(start))
        if isinstance(g, sp.Pow) and (start.is_positive or g.exp == -1):
            ratio, factor = sp.expand(moved / start), start**g.exp
            if g.exp == -1:
                return Form(1 / (1 - u), -ratio, factor) if start != 0 else None
            return Form((1 + u) ** g.exp, ratio, factor)
        return None

    def steps(self) -> Solution:
        """From the known series to the polynomial, which is named and compared with the function."""
        taylor, f = self.taylor, self.taylor.f
        height = inserted("find_value_at_centre", f, self.x, self.c, taylor.values[0])
        yield height
        for g in self._kernels(f):
            yield from self._expand(g, whole=g == f)
        named = Defines(taylor.name("T"), taylor.polynomial)
        found = Equal(named.name, taylor.polynomial)
        reasons = [self._vanishes(f, named.name)]
        if f not in self.pieces and not isinstance(f, sp.Function) and self.pieces:
            letter = next(s for s in map(Symbol, "PG") if s != self.x)
            whole = Defines(letter, self._put_together(f))
            yield step("put_series_together", whole, self._vanishes(f, whole.name))
            reasons.append(self._vanishes(whole.name, named.name))
        yield step("keep_powers_up_to_order", named, found, *reasons)
        return {"height": height.claims[0], "polynomial": found}

    def _put_together(self, f: Expr) -> Expr:
        """The function with the pieces in the place of its functions, as written."""
        if f in self.pieces:
            return self.values[self.pieces[f]]
        if not f.has(self.x) or f == self.x:
            return f
        parts = [self._put_together(part) for part in f.args]
        if isinstance(f, sp.Add):
            return added(*parts)
        return times(*parts) if isinstance(f, sp.Mul) else power(*parts)

    def _expand(self, g: Expr, whole: bool) -> Generator[Step, None, None]:
        """The known series of one function, what is put into it, and what that gives."""
        form = self._form(g)
        assert form is not None
        for inner in self._kernels(g.args[0]):
            yield from self._expand(inner, whole=False)
        if form.inside == self.x and form.known.xreplace({self.u: self.x}) == g:
            self.pieces[g] = yield from self._recall(g, self.x, self.n)
            return
        put_in, lowest = self._polynomial_of(form.inside)
        polynomial = form.inside.is_polynomial(self.x)
        rewritten = form.written(self.u, put_in if polynomial else form.inside)
        if not looks_like(rewritten, g):
            yield step("write_for_series", Equal(g, rewritten, _domain(g)))
        name = yield from self._recall(form.known, self.u, self.n // lowest)
        series, here = self.values[name], equation(self.u, put_in)
        value = replaced(series, self.u, put_in)
        yield step("put_into_series", Substituted(series, Tuple(here), value), Choice(here))
        if not whole:
            self.pieces[g] = Symbol(f"Q_{len(self.values) + 1 - len(self.recalled)}")
            self.values[self.pieces[g]] = Taylor(g, self.x, self.c, self.n).polynomial
            named = Defines(self.pieces[g], self.values[self.pieces[g]])
            yield step("name_piece", named, self._vanishes(g, named.name))

    def _recall(self, known: Expr, u: Symbol, order: int) -> Generator[Step, None, Symbol]:
        """The name of the known series up to an order; it is recalled once."""
        if (known, order) not in self.recalled:
            name = Symbol(f"S_{len(self.recalled) + 1}")
            self.recalled[known, order] = name
            self.values[name] = Taylor(known, u, ZERO, order).polynomial
            rest = divided(added(known, negated(name)), power(u, Integer(order)))
            vanishes = Equal(Limit(rest, u, 0, "+-"), ZERO)
            geometric = isinstance(known, sp.Pow) and known.exp == -1
            rule = RULES.get(known.func, "recall_binomial_series")
            rule = "recall_geometric_series" if geometric else rule
            yield step(rule, Defines(name, self.values[name]), vanishes)
        return self.recalled[known, order]

    def _polynomial_of(self, inside: Expr) -> tuple[Expr, int]:
        """What is put in for u, in powers of the distance from the centre, and the lowest of them."""
        order = int(sp.degree(inside, self.x)) if inside.is_polynomial(self.x) else self.n
        taylor = Taylor(inside, self.x, self.c, order)
        powers = [k for k, a in enumerate(taylor.coefficients) if a != 0]
        return taylor.polynomial, max(1, min(powers, default=self.n))

    def _vanishes(self, f: Expr, name: Symbol) -> Equal:
        """The claim that f and what the name stands for differ by less than the highest power."""
        rest = divided(added(f, negated(name)), power(self.taylor.away, Integer(self.n)))
        return Equal(Limit(rest, self.x, self.c, "+-"), ZERO)


def _domain(g: Expr) -> Conditions:
    """Where a logarithm or a power has values."""
    if isinstance(g, sp.log):
        return require(">", g.args[0])
    if isinstance(g, sp.Pow):
        return require("!=" if g.exp == -1 else ">", g.base)
    return ()
