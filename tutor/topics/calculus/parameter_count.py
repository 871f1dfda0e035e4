"""How many weights and biases a dense network has.

Every unit of a layer has one weight for each unit of the layer before, and one bias.  So a layer
has as many parameters as the product of the two numbers of units, plus its own number of units.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import pairwise
from random import Random
from typing import Any

from sympy import Expr, Integer, Symbol, Tuple

from tutor.core.claims import Claim, Defines, Equal
from tutor.core.inputs import LayerSizesInput
from tutor.core.matrix_expression import Entry
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.unevaluated import added, times

Goals = tuple[tuple[str, Claim], ...]


def by_layers(problem: Problem) -> Generator[Step, None, Goals]:
    n = Symbol("n")
    yield step("count_units", Defines(n, problem.shape))
    names = [Entry(n, k) for k in range(1, len(problem.shape) + 1)]
    letters = [_layer(*pair) for pair in pairwise(names)]
    numbers = [_layer(*pair) for pair in pairwise(problem.shape)]
    counts = [before * units + units for before, units in pairwise(problem.shape)]
    for written, inserted, count in zip(letters, numbers, counts, strict=True):
        yield step("count_layer", Equal(inserted, count), Equal(written, inserted))
    whole = added(*numbers)
    claim = Equal(whole, sum(counts, Integer(0)))
    if len(counts) > 1:
        parts = added(*counts)
        reasons = Equal(added(*letters), whole), Equal(whole, parts), Equal(parts, claim.after)
        yield step("add_layers", claim, *reasons)
    return (("parameters", claim),)


def _layer(before: Expr, units: Expr) -> Expr:
    return added(times(before, units), units)


def make(rng: Random, level: int) -> dict[str, Any]:
    """Level 1 has one layer, 2 two of them, 3 three or four."""
    length = {1: 2, 2: 3, 3: rng.choice((4, 5))}[level]
    return {"shape": Tuple(*(Integer(rng.randint(1, 4 * level)) for _ in range(length)))}


def goals(problem: Problem, found: Goals) -> Goals:
    return found


TOPIC = Topic(
    id="calculus.parameter_count",
    covers=("calc.backprop",),
    inputs=(
        LayerSizesInput(
            name="shape",
            about="the numbers of units, from the inputs to the last layer",
            example="3-3-2-1",
        ),
    ),
    phrases=(
        "how many {parameters|weights and biases} {has|does} [a|the] [dense|fully connected] [neural] network "
        "[with] [the] [layers|shape] {shape} [have] [(weights and biases)]",
        "[find|what is] [the] number of {parameters|weights and biases} {of|in} [a|the] [dense|fully connected] [neural] "
        "network [with] [the] [layers|shape] {shape}",
        "[find|what is] [the] number of {parameters|weights and biases} {of|in} [a|the] {shape} [neural] network",
        "how many {parameters|weights and biases} {has|does} a {shape} [neural] network [have]",
    ),
    methods={"layers": by_layers},
    make=make,
    goals=goals,
)
