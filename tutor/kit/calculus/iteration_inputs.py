"""What iterations are given in common, and how students say it: a start, a rate, a number of steps."""

from __future__ import annotations

from typing import Any

from sympy import Integer

from tutor.core.inputs import NumberInput
from tutor.kit.calculus.iterations import LONGEST
from tutor.kit.unevaluated import ONE

_BEGINNINGS = (
    *(
        " from ",
        " starting from ",
        " starting at ",
        " starting with ",
        " from the start ",
        " with start ",
        " beginning at ",
    ),
    *(
        ", start ",
        ", start at ",
        ", from ",
        ", starting at ",
        ", starting from ",
        ", starting with ",
    ),
)
_LETTERS = ("", "x = ", "x=", "x0 = ", "x0=", "x_0 = ", "x_0=")
START = (
    "{"
    + "|".join(begin + letter for begin in _BEGINNINGS for letter in _LETTERS)
    + "|, x0 = |, x0=|, x_0 = |, x_0=|; x0 = | with x0 = | with x0=| with x_0 = | with x_0=}{x0}"
)
POINT = (
    "{"
    + "|".join(
        begin + point for begin in _BEGINNINGS for point in ("", "the point ", "(x0, y0) = ")
    )
    + "|, x0 = |, x0=|, x_0 = |, x_0=|; x0 = |, (x0, y0) = }{p0}"
)
RATE = (
    "{, | with |, with | and |, and | using |, using |; }[the |a ]{rate|learning rate|step size|step length|alpha}"
    "{ | = |=| of | alpha = | alpha=|: }{alpha}"
)
STEPS = "[{, |; | and | for | in | with |, and |, for |, with |, n = |, n=}{n}[ steps| step| iterations| iteration| updates]]"
INSIDE = (  # a point whose bracket is part of the words, so that a comma behind it is no part of it
    "{ from (| from the point (| starting from (| starting at (| starting at the point (| with start (|, start (|,"
    " start at (|, from (|, start=(|, start = (|, (x0, y0) = (|, x0 = (}{p0})"
)


NUMBERED = (  # steps that are counted first
    "[do|perform|run|take|carry out|make|compute|calculate|find|apply|use] {n} {steps|iterations|step|iteration} of "
)


def rate(example: str) -> NumberInput:
    """The rate of a descent."""
    return NumberInput(
        name="alpha",
        about="the rate, by which each slope is multiplied",
        example=example,
        minimum=Integer(0),
        open_below=True,
    )


def descent_steps(name: str, example: str) -> NumberInput:
    """The number of steps of a descent, ten if nothing is said."""
    return _steps(name, "the number of steps", example, default=Integer(10))


def newton_steps(example: str) -> NumberInput:
    """The number of steps of Newton's method, which stops by itself."""
    about = "the number of steps; without it, until the points settle"
    return _steps("n", about, example, optional=True)


def _steps(name: str, about: str, example: str, **left_out: Any) -> NumberInput:
    return NumberInput(
        name=name,
        about=about,
        example=example,
        minimum=ONE,
        maximum=Integer(LONGEST),
        whole=True,
        **left_out,
    )


def descent_phrases(start: str) -> tuple[str, ...]:
    """How a descent on a function is asked for; `start` says where it begins."""
    return (
        "gradient descent for {f}" + start + RATE + STEPS,
        "[use |apply |run |do |perform ]gradient{-| }descent{ on | of | for | to minimize | to minimise |: |, }{f}"
        + start
        + RATE
        + STEPS,
        "{minimize |minimise |minimum of |find the minimum of |use gradient descent to minimize |"
        "use gradient descent to minimise |use gradient descent to find the minimum of }{f}"
        "[ by gradient descent| with gradient descent| using gradient descent]"
        + start
        + RATE
        + STEPS,
        "gradient descent{ for | on |: }{f}" + RATE + start + STEPS,
        "gradient descent for {f}" + RATE + STEPS,  # what is missing is asked for
        "gradient descent for {f}" + start + STEPS,
        *(
            NUMBERED + "gradient descent"
            "{ for | on | of | to minimize | to minimise | applied to |: }{f}" + said
            for said in (start + RATE, RATE + start)
        ),
    )
