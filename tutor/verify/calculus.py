"""Checks of derivatives, by difference quotients."""

from __future__ import annotations

from tutor.core.claims import DerivativeOf
from tutor.verify.numeric import NoValue, Point, close, slope
from tutor.verify.places import Check, Places, shown
from tutor.verify.report import Verdict


def derivative_of(claim: DerivativeOf, places: Places) -> Verdict:
    def test(at: Point) -> str:
        at.of(claim.function)
        quotient = slope(claim.function, claim.variable, at)
        try:
            value = at.of(claim.result)
        except NoValue:
            return f"{claim.result} has no value, and the derivative is {shown(quotient)}"
        return (
            ""
            if close(quotient, value)
            else f"the derivative is {shown(quotient)}, not {shown(value)}"
        )

    return places.everywhere(test, claim.given)


CHECKS: dict[type, Check] = {DerivativeOf: derivative_of}
