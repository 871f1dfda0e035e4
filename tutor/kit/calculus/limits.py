"""Limits step by step: insert the point, and where that says nothing, write the expression anew.

A quotient 0/0 is factored, multiplied by a conjugate, or differentiated above
and below (l'Hopital); at infinity all is divided by the highest power.  A
product 0 times infinity becomes a quotient, and a power is written with its
logarithm.  Every step says that two limits are equal.
"""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Add, Expr, Integer, Mul, Pow, oo

from tutor.core.claims import Claim, Compared, Conditions, DerivativeOf, Equal
from tutor.core.errors import Undefined
from tutor.core.step import Step, collect, step
from tutor.core.written import written as typed
from tutor.kit import cases
from tutor.kit.calculus import growth
from tutor.kit.calculus import limit_forms as forms
from tutor.kit.calculus.approach import INFINITE, Approach
from tutor.kit.calculus.derivative import Differentiation, conditions_of, derivative_of
from tutor.kit.calculus.squeeze import squeezed
from tutor.kit.domain import combined
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import (
    ONE,
    ZERO,
    added,
    divided,
    light,
    looks_like,
    negated,
    replaced,
    times,
)

Steps = Generator[Step, None, Expr]
DEEPEST = 6  # applications of l'Hopital and rewritings in a row
LARGEST = 120  # operations in a quotient of derivatives; nobody reads a longer one, and it grows with each step


def find(f: Expr, at: Approach, hopital: bool = False, depth: int = 0) -> Steps:
    """Yield the steps from the limit of f to its value, and return the value."""
    if depth > DEEPEST:
        raise not_found(f, at)
    if at.x not in f.free_symbols:
        yield step("keep_constant", Equal(at.of(f), f))
        return f
    if f.has(sp.Piecewise):
        case = at.case(f)
        if case is None:
            raise not_found(f, at)
        yield _anew("choose_case", f, case, at, at.around(f))
        return (yield from find(case, at, hopital, depth + 1))
    if (bars := _without_bars(f, at)) is not None:
        yield _anew(_without_bars_by(f, at), f, bars, at, _signs_kept(f, at))
        return (yield from find(bars, at, hopital, depth + 1))
    if (value := at.inserted(f)) is not None:
        yield from _insert(f, at, value)
        return value
    if (found := squeezed(f, at)) is not None:
        yield from found
        return ZERO
    above, below = forms.above_and_below(f)
    if below.has(at.x):
        return (yield from _quotient(f, above, below, at, hopital, depth))
    if isinstance(f, Pow) and (over_e := forms.exponent_of_e(f, at.x)) is not None:
        return (yield from _power(f, *over_e, at, hopital, depth))
    if isinstance(f, Mul) and (parts := _opposed(f, at)) is not None:
        if (over_e := forms.exponent_of_e(f, at.x)) is not None:
            return (yield from _power(f, *over_e, at, hopital, depth))
        if f.is_rational_function(at.x) and (together := forms.one_fraction(f)) != f:
            yield _anew("bring_to_one_fraction", f, together, at, at.apart())
            return (yield from find(together, at, hopital, depth + 1))
        given = at.close(forms.above_and_below(parts)[1])
        if given is None:
            raise not_found(f, at)
        yield _anew("write_as_quotient", f, parts, at, given)
        return (yield from find(parts, at, hopital, depth + 1))
    if isinstance(f, Add) and _grow_apart(f, at):
        return (yield from _difference(f, at, hopital, depth))
    return (yield from _by_parts(f, at))


def _anew(rule: str, f: Expr, written: Expr, at: Approach, given: Conditions = ()) -> Step:
    """The step that writes f in another way; both are equal near the place."""
    return step(rule, Equal(at.of(f), at.of(written)), Equal(f, written, given))


def _signs_kept(f: Expr, at: Approach) -> Conditions:
    """Where everything between bars keeps its sign."""
    kept = [at.close(bar.args[0]) for bar in f.atoms(sp.Abs) if at.sign(bar.args[0])]
    return combined(*(given for given in kept if given is not None))


def not_found(f: Expr, at: Approach) -> Undefined:
    return Undefined(
        "limit-not-found",
        f"No way was found to see what {typed(f)} tends to as {at.x} goes to {typed(at.place)}.",
        fix="Write the expression in another form, or ask for one side only.",
    )


def _without_bars(f: Expr, at: Approach) -> Expr | None:
    bars = [b for b in f.atoms(sp.Abs) if at.sign(b.args[0])]
    if not bars:
        return None
    signs = {b: b.args[0] if at.sign(b.args[0]) > 0 else negated(b.args[0]) for b in bars}
    return light(f.xreplace(signs))


def _without_bars_by(f: Expr, at: Approach) -> str:
    signs = {at.sign(bar.args[0]) for bar in f.atoms(sp.Abs)} - {0}
    if len(signs) > 1:
        return "remove_bars"
    return "remove_bars_of_positive" if signs == {1} else "remove_bars_of_negative"


def _insert(f: Expr, at: Approach, value: Expr) -> Generator[Step, None, None]:
    written = replaced(f, at.x, at.place)
    if written == value or f == at.x:
        yield step("insert_point", Equal(at.of(f), value))
        return
    yield step("insert_point", Equal(at.of(f), written))
    yield step("work_out_value", Equal(written, value))


def _quotient(f: Expr, above: Expr, below: Expr, at: Approach, hopital: bool, depth: int) -> Steps:
    top, bottom = at.tends(above), at.tends(below)
    if (one := forms.one_power(above, below)) is not None:
        yield _anew("combine_powers", f, one, at)
        return (yield from find(one, at, hopital, depth + 1))
    if bottom is None and at.both and at.tends(1 / below) == 0:
        bottom = oo  # of either sign
    if top is None or bottom is None:
        return (yield from _by_parts(f, at))
    undecided = top == bottom == 0 or (top in INFINITE and bottom in INFINITE)
    if undecided and (over_e := forms.exponent_of_e(f, at.x)) is not None:
        return (yield from _power(f, *over_e, at, hopital, depth))
    if top == 0 and bottom == 0:
        yield _form("meet_zero_over_zero", above, below, at, ZERO, ZERO)
        if (root := forms.one_root(above, below)) is not None:
            return (yield from _raised("write_as_root", f, *root, at, False, depth))
        if not hopital:
            rewritten = yield from _rewritten(f, at)
            if rewritten is not None:
                return (yield from find(rewritten, at, hopital, depth + 1))
        return (yield from _hopital(f, above, below, at, depth))
    if top in INFINITE and bottom in INFINITE:
        if forms.has_power(below, at.x) and f != (written := divided(above, below)):
            yield _anew("write_as_quotient", f, written, at)  # e^-x is read as a factor
            f = written
        yield _form("meet_infinity_over_infinity", above, below, at, top, bottom)
        if (rooted := growth.as_power(above, below, at)) is not None:
            return (yield from _raised("write_as_power", f, *rooted, at, hopital, depth))
        if (shares := growth.by_fastest(above, below, at)) is not None and shares != f:
            yield _anew("divide_by_fastest", f, shares, at, at.apart())
            return (yield from find(shares, at, hopital, depth + 1))
        divided_by = None
        if not hopital and at.far:
            divided_by = forms.by_highest_power(f, at.x, 1 if at.place == oo else -1)
        if divided_by is not None and divided_by != f:
            yield _anew("divide_by_highest_power", f, divided_by, at, at.apart())
            return (yield from find(divided_by, at, hopital, depth + 1))
        return (yield from _hopital(f, above, below, at, depth))
    if bottom == 0:
        return (yield from _pole(f, above, below, at))
    return (yield from _by_parts(f, at))


def _raised(
    rule: str, f: Expr, factor: Expr, rooted: Pow, at: Approach, hopital: bool, depth: int
) -> Steps:
    """The limit of a number times a power from that of the base."""
    written = rooted if factor == 1 else times(factor, rooted)
    yield _anew(rule, f, written, at, at.close(rooted.base) or at.apart())
    inner = yield from find(rooted.base, at, hopital, depth + 1)
    value = factor * inner**rooted.exp
    yield step(
        "raise_limit", Equal(at.of(written), value), Compared(at.of(rooted.base), "=", inner)
    )
    return value


def _form(rule: str, above: Expr, below: Expr, at: Approach, top: Expr, bottom: Expr) -> Step:
    return step(rule, Compared(at.of(above), "=", top), Compared(at.of(below), "=", bottom))


def _rewritten(f: Expr, at: Approach) -> Generator[Step, None, Expr | None]:
    """Cancel a common factor, or use the conjugate; None if neither applies."""
    if (found := forms.in_factors(f, at.x)) is not None:
        return (yield from _cancelled(f, *found, at))
    if (both := forms.conjugate(f, at.x)) is not None:
        squares = yield from _without_root(f, both, at)
        if (found := both.in_factors(at.x)) is not None:
            return (yield from _cancelled(squares, *found, at))
        return squares
    return None


def _without_root(f: Expr, both: forms.Conjugate, at: Approach) -> Steps:
    """The quotient or difference with its conjugate, and with the difference of squares."""
    kept = None if both.is_positive else at.close(both.partner)
    yield _anew("multiply_by_conjugate", f, both.written, at, kept or at.apart())
    yield _anew("use_difference_of_squares", both.written, both.squares, at)
    return both.squares


def _cancelled(f: Expr, factored: Expr, reduced: Expr, given: Conditions, at: Approach) -> Steps:
    """Both parts in factors where they are not yet, and without the common one."""
    if looks_like(factored, f):
        factored = f
    else:
        yield _anew("factor_both", f, factored, at)
    yield _anew("cancel_factor", factored, reduced, at, given)
    return reduced


def _hopital(f: Expr, above: Expr, below: Expr, at: Approach, depth: int) -> Steps:
    """Differentiate above and below, after all conditions are checked."""
    rules = Differentiation(at.x, f)
    trees = [rules.of(part) for part in (above, below)]
    top, bottom = (tidy(derivative_of(tree)) for tree in trees)
    if not cases.are_told_by_numbers(top + bottom):
        raise not_found(f, at)
    keeps = at.keeps_sign(bottom, "!=")
    if keeps is None or sp.count_ops(top) + sp.count_ops(bottom) > LARGEST:
        raise not_found(f, at)
    quotient = divided(top, bottom)
    slopes = [
        DerivativeOf(part, at.x, slope, conditions_of(tree))
        for part, slope, tree in zip((above, below), (top, bottom), trees, strict=True)
    ]
    shorter = tidy(quotient)
    if sp.fraction(shorter) == (top, bottom):  # there is nothing to tidy up that a reader could see
        if top.as_coeff_Mul()[0] == 1 and not forms.has_power(bottom, at.x):
            quotient = shorter
        else:  # a power stays below the line, where it is seen to grow
            shorter = quotient
    yield step("apply_lhopital", Equal(at.of(f), at.of(quotient)), *slopes, keeps)
    if shorter != quotient:
        below = {p.base for p in quotient.atoms(Pow) if p.exp.is_negative and p.base.has(at.x)}
        below |= {sp.cos(t.args[0]) for t in quotient.atoms(sp.tan, sp.sec)}
        near = (at.close(part) for part in sorted(below, key=str))
        given = combined(keeps.given, *(where for where in near if where is not None))
        yield _anew("tidy_quotient", quotient, shorter, at, given)
    return (yield from find(shorter, at, True, depth + 1))


def _pole(f: Expr, above: Expr, below: Expr, at: Approach) -> Steps:
    """A numerator that keeps its sign over a denominator that vanishes."""
    signs = [at.keeps_sign(above) if above.has(at.x) else None, at.keeps_sign(below)]
    sign = at.sign(above) * at.sign(below)
    if sign == 0 or signs[1] is None:
        raise not_found(f, at)
    value = sign * oo
    claims: list[Claim] = [Compared(at.of(below), "=", ZERO), *(s for s in signs if s is not None)]
    yield step("divide_by_vanishing", Equal(at.of(f), value), *claims)
    return value


def _opposed(f: Expr, at: Approach) -> Expr | None:
    """A product of something that vanishes and something that grows, as a quotient."""
    small = [u for u in f.args if at.tends(u) == 0]
    large = [u for u in f.args if at.tends(u) in INFINITE]
    if not small or not large:
        return None
    logs = [u for u in (*small, *large) if u.has(sp.log)]
    powers = all(u.as_base_exp()[1].is_Rational and u.as_base_exp()[0] == at.x for u in large)
    powers = powers and not any(_has_falling_power(u, at) for u in small)
    first = logs or ([u for u in f.args if u not in large] if powers else large)
    rest = Mul(*(u for u in f.args if u not in first))
    return divided(Mul(*first), Pow(rest, -1, evaluate=not forms.has_root(rest)))


def _has_falling_power(f: Expr, at: Approach) -> bool:
    """Whether a power with the letter in its exponent vanishes in it."""
    return any(p.exp.has(at.x) and at.tends(p) == 0 for p in f.atoms(Pow, sp.exp))


def _power(
    f: Expr, bases: list[Expr], exponent: Expr, at: Approach, hopital: bool, depth: int
) -> Steps:
    """b^e as the exponential of e ln b, alone or times others."""
    inner = at.of(exponent)
    keeps = [keep for base in bases if (keep := at.keeps_sign(base)) is not None]
    if len(keeps) < len(bases):
        raise not_found(f, at)
    given = combined(*(keep.given for keep in keeps))
    written = sp.exp(exponent, evaluate=False)
    yield step("take_logarithm", Equal(f, written, given), *keeps)
    value = yield from find(exponent, at, hopital, depth + 1)
    yield step("state_exponent", Equal(inner, value))
    if value in INFINITE:
        result = oo if value == oo else ZERO
        yield step("undo_logarithm_far", Equal(at.of(f), result), Compared(inner, "=", value))
        return result
    result = sp.exp(value)
    yield step("undo_logarithm", Equal(at.of(f), sp.exp(inner, evaluate=False)))
    yield step("insert_limits", Equal(sp.exp(inner, evaluate=False), result))
    return result


def _grow_apart(f: Add, at: Approach) -> bool:
    """Whether one term grows without bound and another one falls without bound."""
    sides = [at, *(at.from_side(s) for s in "+-" if at.both)]
    return {oo, -oo} <= {side.tends(term) for term in f.args for side in sides}


def _difference(f: Add, at: Approach, hopital: bool, depth: int) -> Steps:
    """A difference of two things that grow, in a form in which nothing grows against another."""
    fastest = None if f.is_polynomial(at.x) else _fastest(f, at)
    together = forms.one_fraction(f)
    if fastest is None and (both := forms.conjugate(f, at.x)) is not None:
        written = yield from _without_root(f, both, at)
    elif all(isinstance(t.as_coeff_Mul()[1], sp.log) for t in f.args):
        written = sp.logcombine(f, force=True)
        yield _anew("combine_logarithms", f, written, at, at.apart())
    elif not f.is_polynomial(at.x) and forms.above_and_below(together)[1].has(at.x):
        written = together
        yield _anew("bring_to_one_fraction", f, written, at, at.apart())
    elif fastest is not None:
        return (yield from _beside(fastest, f, at, hopital, depth))
    elif at.far and (product := forms.highest_power_out(f, at.x)) is not None:
        written = product
        yield _anew("take_out_highest_power", f, written, at, at.apart())
    else:
        return (yield from _by_parts(f, at))
    return (yield from find(written, at, hopital, depth + 1))


def _fastest(f: Add, at: Approach) -> Expr | None:
    """The term beside which all others vanish."""
    for term in f.args:
        if all(at.tends(other / term) == 0 for other in f.args if other != term):
            return term
    return None


def _beside(fastest: Expr, f: Add, at: Approach, hopital: bool, depth: int) -> Steps:
    """A sum as its fastest term times what tends to 1, with the reason."""
    shares = [other / fastest for other in f.args if other != fastest]
    given = at.close(fastest)
    if given is None:
        raise not_found(f, at)
    written = times(*Mul.make_args(fastest), added(ONE, *shares))
    yield _anew("take_out_fastest", f, written, at, given)
    for share in shares:
        why, value = collect(find(share, at, hopital, depth + 1))
        seen = why if len(why) > 1 else ()  # one step would say the same
        yield step("compare_growth", Equal(at.of(share), value), substeps=seen)
    return (yield from _by_parts(written, at))


def _by_parts(f: Expr, at: Approach) -> Steps:
    """The limit from those of the parts, or read off where there are none."""
    value = at.tends(f)
    if value is None:
        raise not_found(f, at)
    parts = [(p, at.tends(p)) for p in dict.fromkeys(forms.parts_of(f, at.x))]
    if not parts or any(v is None for _, v in parts):
        yield step("read_off", Equal(at.of(f), value))
    elif isinstance(f, Add) and {oo, -oo} <= {v for _, v in parts}:
        raise not_found(f, at)
    elif any(v in INFINITE for _, v in parts):
        known = [
            Compared(at.of(p), "=", v) for p, v in parts if v in INFINITE or isinstance(v, Integer)
        ]
        if len(parts) > 1:  # where a part goes that is no single letter or power is worth a line
            yield from (step("follow_part", c) for c in known if _is_composed(c.left.args[0]))
        yield step("weigh_parts", Equal(at.of(f), value), *known)
    elif len(parts) == 1 and parts[0][0] == f:
        yield step("read_off", Equal(at.of(f), value))
    else:
        by_parts = f.xreplace({p: at.of(p) for p, _ in parts})
        if at.x in by_parts.free_symbols:
            raise not_found(f, at)
        yield step("apply_limit_laws", Equal(at.of(f), by_parts))
        known_values = [Equal(at.of(p), v) for p, v in parts]
        yield step("insert_limits", Equal(by_parts, value), *known_values)
    return value


def _is_composed(part: Expr) -> bool:
    return isinstance(part, Add) or any(e.args[0].has(Pow, Add) for e in part.atoms(sp.Function))
