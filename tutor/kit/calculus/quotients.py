"""The difference quotient with a step h, simplified until h can be cancelled."""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Add, Expr, Mul, Symbol, Tuple

from tutor.core.claims import Choice, Conditions, Equal, Substituted
from tutor.core.step import Step, step
from tutor.kit.calculus import limit_forms as forms
from tutor.kit.calculus.cancelled_places import cancelled
from tutor.kit.domain import combined
from tutor.kit.real_values import value_at
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import (
    added,
    equation,
    light,
    looks_like,
    negated,
    over,
    replaced,
    times,
    without_ones,
)

H = Symbol("h")


def step_letter(f: Expr) -> Symbol:
    """h, or k where h is a letter of the function."""
    return H if H not in f.free_symbols else Symbol("k")


def forward(f: Expr, x: Symbol, place: Expr, h: Symbol) -> Generator[Step, None, Expr]:
    """Yield the steps that form (f(a + h) - f(a)) / h; returns it as written."""
    beside = yield from _beside(f, x, _sum(place, h), "take_step")
    if place == x or not f.has(x):
        return over(added(beside, negated(f)), h)
    here = at_place(f, x, place)
    yield step("insert_place", here)
    return over(beside if here.after == 0 else added(beside, negated(here.after)), h)


def inserted(f: Expr, x: Symbol, place: Expr, h: Symbol) -> Expr:
    """The function at the end of a step h, as written."""
    return _inserted(f, x, _sum(place, h))


def _sum(place: Expr, distance: Expr) -> Expr:
    return distance if place == 0 else added(place, distance)


def at_place(f: Expr, x: Symbol, place: Expr) -> Substituted:
    """The value of the function at a place."""
    value = value_at(f, {x: place})
    return Substituted(
        f, Tuple(equation(x, place)), replaced(f, x, place) if value is None else value
    )


def central(f: Expr, x: Symbol, place: Expr, h: Symbol) -> Generator[Step, None, Expr]:
    """Yield the steps that form (f(a + h) - f(a - h)) / 2h; returns it as written."""
    right = yield from _beside(f, x, _sum(place, h), "take_step")
    left = yield from _beside(f, x, _sum(place, negated(h)), "take_step_back")
    return over(added(right, negated(left)), times(sp.Integer(2), h))


def _beside(f: Expr, x: Symbol, place: Expr, rule: str) -> Generator[Step, None, Expr]:
    """The function at the end of a step."""
    if not f.has(x):
        return f
    moved = equation(x, place)
    value = _inserted(f, x, place)
    yield step(rule, Substituted(f, Tuple(moved), value), Choice(moved))
    return value


def _inserted(f: Expr, x: Symbol, place: Expr) -> Expr:
    """The function with a sum in place of its variable, as written, without brackets inside sums."""
    if f == x or not f.has(x):
        return place if f == x else f
    parts = [_inserted(part, x, place) for part in f.args]
    if isinstance(f, Add):
        return added(
            *(t for p in parts for t in (p.args if p is place and isinstance(p, Add) else (p,)))
        )
    return times(*parts) if isinstance(f, Mul) else f.func(*parts, evaluate=False)


def simplified(quotient: Expr, h: Symbol) -> Generator[Step, None, Expr]:
    """Yield the steps until h is cancelled; returns what is left, or the quotient itself."""
    given: Conditions = (sp.Ne(h, 0),)
    above, below = forms.above_and_below(quotient)
    if any(forms.has_root(term) for term in above.args):
        both = forms.conjugate(quotient, h)
        if both is not None:
            yield step("use_conjugate", Equal(quotient, both.written))
            yield step("use_squares", Equal(both.written, both.squares))
            return (yield from _cancelled(both.squares, h, given))
    if not sp.together(quotient).is_rational_function(h):
        bars = {bar: sp.Abs(sp.expand(bar.args[0].doit())) for bar in quotient.atoms(sp.Abs)}
        shorter = tidy(light(quotient.xreplace(bars)))
        if looks_like(shorter, quotient):
            yield step("form_quotient", Choice(quotient))
            return quotient
        stays = forms.above_and_below(shorter)[1].has(h)
        rule = "collect_quotient" if stays else "cancel_step"
        yield step(rule, _equal(quotient, shorter, given))
        return shorter
    top, bottom = sp.fraction(sp.together(above))
    if bottom.has(h):
        written = over(sp.factor(sp.expand(top)), sp.factor(bottom * below))
        if (joined := _over_one_line(above, below)) is not None:
            yield step("use_common_denominator", _equal(quotient, joined))
            yield step("work_out_numerator", _equal(joined, written))
        else:
            yield step("join_fractions", _equal(quotient, written))
        return (yield from _cancelled(written, h, given))
    expanded = over(sp.expand(above), below)
    if expanded != quotient:
        yield step("expand_quotient", _equal(quotient, expanded))
    return (yield from _cancelled(expanded, h, given))


def _over_one_line(above: Expr, below: Expr) -> Expr | None:
    """A difference of two fractions over one line, each numerator times the other denominator; None for other sums."""
    parts = [forms.above_and_below(term) for term in above.args]
    if len(parts) != 2 or any(bottom == 1 for _, bottom in parts):
        return None
    (a, b), (c, d) = parts
    if c.could_extract_minus_sign():
        second = negated(without_ones(negated(c), b))
    else:
        second = without_ones(c, b)
    line = times(d, below, b) if d.is_number else times(below, b, d)
    return over(added(without_ones(a, d), second), line)


def _equal(before: Expr, after: Expr, given: Conditions = ()) -> Equal:
    letters = sorted(before.free_symbols, key=str)
    return Equal(before, after, combined(given, *(cancelled(before, after, s) for s in letters)))


def _cancelled(quotient: Expr, h: Symbol, given: Conditions) -> Generator[Step, None, Expr]:
    reduced = sp.factor_terms(sp.cancel(quotient)) if not quotient.has(sp.sqrt) else quotient
    above, below = sp.fraction(sp.together(reduced))
    reduced = sp.factor(above) / sp.factor(below) if below != 1 else sp.expand(above)
    if reduced != quotient:
        yield step("cancel_step", _equal(quotient, reduced, given))
    return reduced
