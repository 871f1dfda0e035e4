"""Activations of networks as formulas: sigmoid, tanh, ReLU, step and softmax.

They are written with exponentials, a maximum and a sign, so that whatever holds for
formulas holds for networks.  A step is 1 for z > 0 and 0 otherwise; the slope of ReLU
at 0 is taken to be 0, as programs do.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import sympy as sp
from sympy import Add, Expr, Integer, Max, Rational, exp

from tutor.kit.unevaluated import ONE, ZERO, added, negated, over

Number: TypeAlias = Expr  # a Rational, or a Float of DIGITS digits
DIGITS: Final = 60  # of the numbers from which decimals are rounded

OPTIONS: Final = {
    "identity": "no activation: the weighted sum itself",
    "sigmoid": "1/(1 + e^(-z))",
    "tanh": "the hyperbolic tangent",
    "relu": "the larger one of z and 0",
    "step": "1 for z > 0, else 0",
    "softmax": "exponentials of all sums, divided by their total",
}


def formulas(activation: str, sums: Sequence[Expr]) -> list[Expr]:
    """The activation of the weighted sums of a layer, as written."""
    if activation == "softmax":
        powers = [exp(z, evaluate=False) for z in sums]
        return [over(p, added(*powers)) for p in powers]
    return [_FORMULAS[activation](z) for z in sums]


def sigmoid(z: Expr) -> Expr:
    return over(ONE, added(ONE, exp(negated(z), evaluate=False)))


_FORMULAS: Final[dict[str, Callable[[Expr], Expr]]] = {
    "identity": lambda z: z,
    "sigmoid": sigmoid,
    "tanh": lambda z: sp.tanh(z, evaluate=False),
    "relu": lambda z: Max(ZERO, z, evaluate=False),
    "step": lambda z: Max(ZERO, sp.sign(z, evaluate=False), evaluate=False),
}


def values(activation: str, sums: Sequence[Number]) -> list[Number]:
    """The numbers that the activation gives, rational where it keeps rational numbers so."""
    if activation == "softmax":
        return [_decimal(1 / Add(*(exp(other - z) for other in sums))) for z in sums]
    return [_VALUES[activation](z) for z in sums]


def sigmoid_height(t: float) -> float:
    """The sigmoid for a picture; far from zero no power of e overflows."""
    tail = math.exp(-abs(t))
    return 1 / (1 + tail) if t >= 0 else tail / (1 + tail)


def _decimal(value: Expr) -> Any:
    return value if isinstance(value, Rational) else value.evalf(DIGITS)


_VALUES: Final[dict[str, Callable[[Any], Any]]] = {
    "identity": lambda z: z,
    "sigmoid": lambda z: _decimal(1 / (1 + exp(-z))),
    "tanh": lambda z: _decimal(sp.tanh(z)),
    "relu": lambda z: z if z > 0 else Integer(0),
    "step": lambda z: Integer(bool(z > 0)),
}
