"""Which extreme value is wanted: the smallest, the largest, or both."""

from __future__ import annotations

from tutor.core.inputs import ChoiceInput

WANTED = {"minimum": ("minimum",), "maximum": ("maximum",), "both": ("minimum", "maximum")}
_SMALLEST = ("smallest", "lowest", "least", "minimum", "minimal", "min")
_LARGEST = ("largest", "greatest", "biggest", "highest", "maximum", "maximal", "max")
WORDS = {
    **dict.fromkeys((*_SMALLEST, "minimize", "minimise"), "minimum"),
    **dict.fromkeys((*_LARGEST, "maximize", "maximise"), "maximum"),
    **dict.fromkeys(
        ("both", "extrema", "extreme values", "optimize", "optimise", "extremize"), "both"
    ),
    **{
        f"{one} and {'the ' * the}{other}": "both"
        for small in _SMALLEST
        for large in _LARGEST
        for one, other in ((small, large), (large, small))
        for the in (False, True)
    },
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
