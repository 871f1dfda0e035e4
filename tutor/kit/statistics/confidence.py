"""The confidence level of an interval: the share of all samples whose interval holds the parameter."""

from __future__ import annotations

from sympy import Rational, Symbol

from tutor.core.inputs import NumberInput
from tutor.kit.distributions import SMALLEST_LEVEL

confidence = Symbol("C")

CONFIDENCE = NumberInput(
    name="conf",
    about="the confidence level",
    example="95%",
    default=Rational(19, 20),
    minimum=SMALLEST_LEVEL,
    maximum=1 - SMALLEST_LEVEL,
)
