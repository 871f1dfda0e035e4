"""Checks of shares, tail probabilities and quantiles."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Add, Expr, Integer, Mul

from tutor.core.claims import Compared, Normalised, Quantile, TailProbability
from tutor.core.written import written
from tutor.verify.claims.equality import compared, same, too_wide
from tutor.verify.points.places import Check, Places, shown
from tutor.verify.report import Verdict, all_of, refuted
from tutor.verify.values.distributions import Family, family
from tutor.verify.values.matrix_values import is_matrix_valued
from tutor.verify.values.numeric import NoValue, Number, Point

TAILS = ("left", "right", "two")


def normalised(claim: Normalised, places: Places) -> Verdict:
    weights, shares = claim.weights.args, claim.shares.args
    numbers = (*weights, *shares, claim.total)
    if not weights or len(weights) != len(shares):
        return refuted("every weight needs one share")
    if any(not isinstance(v, Expr) or is_matrix_valued(v, places.definitions) for v in numbers):
        return refuted("a weight, a share and the total are numbers")
    verdicts = [same(Add(*weights, evaluate=False), claim.total, (), places)]
    for weight, share in zip(weights, shares, strict=True):
        verdicts.append(compared(Compared(weight, ">=", Integer(0)), places))
        verdicts.append(same(Mul(share, claim.total, evaluate=False), weight, (), places))
    verdicts.append(compared(Compared(claim.total, ">", Integer(0)), places))
    return all_of(verdicts)


def confirm_normalised(claim: Normalised, places: Places) -> Verdict:
    """The shares add up to one and stand in the same ratios as the weights."""
    weights, shares = claim.weights.args, claim.shares.args
    verdicts = [same(Add(*shares, evaluate=False), Integer(1), (), places)]
    for k in range(1, len(weights)):
        left = Mul(shares[k], weights[k - 1], evaluate=False)
        right = Mul(shares[k - 1], weights[k], evaluate=False)
        verdicts.append(same(left, right, (), places))
    return all_of(verdicts)


def tail_probability(claim: TailProbability, places: Places) -> Verdict:
    return _tail(claim, places, by_area=True)


def confirm_tail(claim: TailProbability, places: Places) -> Verdict:
    return _tail(claim, places, by_area=False)


def _tail(claim: TailProbability, places: Places, by_area: bool) -> Verdict:
    if claim.tail not in TAILS:
        return refuted(f"{claim.tail} is no tail")
    if fault := too_wide(claim.value, claim.tolerance):
        return refuted(fault)

    def test(at: Point) -> str:
        law = _law(claim, at)
        if isinstance(law, str):
            return law
        below, above = _routes(law, by_area)
        x = at.of(claim.statistic)
        if claim.tail == "two":
            if not law.symmetric:
                return "two tails need a distribution that is symmetric about zero"
            true = 2 * above(abs(x))
        else:
            true = below(x) if claim.tail == "left" else above(x)
        off = abs(true - at.of(claim.value)) > at.of(claim.tolerance)
        return f"the probability is {shown(true)}" if off else ""

    return places.everywhere(test, (), (claim.distribution, claim.statistic))


def quantile(claim: Quantile, places: Places) -> Verdict:
    return _quantile(claim, places, by_area=True)


def confirm_quantile(claim: Quantile, places: Places) -> Verdict:
    return _quantile(claim, places, by_area=False)


def _quantile(claim: Quantile, places: Places, by_area: bool) -> Verdict:
    if fault := too_wide(claim.value, claim.tolerance):
        return refuted(fault)

    def test(at: Point) -> str:
        law = _law(claim, at)
        if isinstance(law, str):
            return law
        level, value, tolerance = at.of(claim.level), at.of(claim.value), at.of(claim.tolerance)
        if not 0 < level < 1:
            return "the level must lie between 0 and 1"
        below, _ = _routes(law, by_area)
        low, high = below(value - tolerance), below(value + tolerance)
        if low <= level <= high:
            return ""
        return f"the probability at or below {written(claim.value)} is {shown(below(value))}"

    return places.everywhere(test, (), (claim.distribution, claim.level))


def _law(claim: TailProbability | Quantile, at: Point) -> Family | str:
    """The distribution, or what is wrong with it."""
    try:
        return family(claim.distribution, at)
    except NoValue as why:
        return str(why)


def _routes(
    law: Family, by_area: bool
) -> tuple[Callable[[Number], Number], Callable[[Number], Number]]:
    """The probabilities at or below, and at or above, a number, by one of the two routes."""
    return (law.area_below, law.area_above) if by_area else (law.below, law.above)


CHECKS: dict[type, Check] = {
    Normalised: normalised,
    TailProbability: tail_probability,
    Quantile: quantile,
}
CONFIRMATIONS: dict[type, Check] = {
    Normalised: confirm_normalised,
    TailProbability: confirm_tail,
    Quantile: confirm_quantile,
}
