"""Which extreme value is wanted: the smallest, the largest, or both."""

from __future__ import annotations

from tutor.core.inputs import ChoiceInput

WANTED = {"minimum": ("minimum",), "maximum": ("maximum",), "both": ("minimum", "maximum")}
WORDS = {
    **dict.fromkeys(("min", "minimum", "minimize", "minimise", "smallest", "least"), "minimum"),
    **dict.fromkeys(("max", "maximum", "maximize", "maximise", "largest", "greatest"), "maximum"),
    **dict.fromkeys(("both", "extrema", "extreme values", "optimize", "optimise"), "both"),
    **dict.fromkeys(
        ("maximum and minimum", "minimum and maximum", "max and min", "min and max"), "both"
    ),
}

ALSO_WANTED = ChoiceInput(
    name="sense",
    about="whether its smallest or largest value of all is wanted too",
    example="minimize",
    options=WORDS,
    optional=True,
)

SENSE = ChoiceInput(
    name="sense",
    about="whether the smallest value, the largest value or both are wanted",
    example="minimize",
    options=WORDS,
    default="both",
)
