"""The confidence level of an interval: the share of all samples whose interval holds the parameter."""

from __future__ import annotations

from sympy import Integer, Rational, Symbol

from tutor.core.inputs import NumberInput

confidence = Symbol("C")

CONFIDENCE = NumberInput(
    name="conf",
    about="the confidence level",
    example="95%",
    default=Rational(19, 20),
    minimum=Integer(0),
    maximum=Integer(1),
    open_below=True,
    open_above=True,
)
