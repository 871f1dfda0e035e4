"""The perceptron learning rule: a line between two classes, found example by example.

The examples take turns.  One that stands on the wrong side of the line moves the weights by
the rate times itself, and the bias by the rate; one on the right side moves nothing.  If any
line separates the classes, an epoch without a mistake comes and ends the training.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from sympy import Integer, Rational, Tuple

from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, DataInput, NumberInput, TableInput, VectorInput
from tutor.core.matrix import Matrix
from tutor.core.topic import Problem, Topic
from tutor.kit.network_layers import starting_weights
from tutor.kit.perceptron_steps import USUAL_EPOCHS, Goals, Trained, by_epochs
from tutor.kit.pictures_of_networks import separated
from tutor.kit.unevaluated import ONE, ZERO

MOST_EXAMPLES, MOST_INPUTS = 12, 4
MOST_EPOCHS = 200
CASES = Matrix.of([[0, 0], [0, 1], [1, 0], [1, 1]])
GATES = {
    "and": (0, 0, 0, 1),
    "or": (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "nor": (1, 0, 0, 0),
    "xor": (0, 1, 1, 0),
}


def complete(problem: Problem) -> Mapping[str, Any]:
    X, labels = problem.X, problem.y
    if problem.gate is not None:
        X, labels = CASES, Tuple(*map(Integer, GATES[problem.gate]))
    if X is None or labels is None or X.shape[0] != len(labels):
        raise NotUnderstood(
            "points-and-labels",
            "Each point needs its label, and each label its point.",
            fix="For example: perceptron on (2, 1), (0, 0), (3, 2) with labels 1, 0, 1.",
        )
    size, inputs = X.shape
    if size > MOST_EXAMPLES or inputs > MOST_INPUTS:
        raise OverLimit(
            "examples",
            f"There are {size} points with {inputs} coordinates. "
            f"The limit is {MOST_EXAMPLES} points with {MOST_INPUTS} coordinates.",
            fix="Give fewer points.",
        )
    if not set(labels) <= {ZERO, ONE} and not set(labels) <= {Integer(-1), ONE}:
        raise Undefined(
            "labels",
            "The labels are 0 and 1, or -1 and 1.",
            fix="Write 1 for one class, and 0 or -1 for the other.",
        )
    w = starting_weights(problem.w, problem.b, inputs, "points", "coordinate")
    return {"X": X, "y": labels, "w": w, "gate": None}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Points on both sides of a line that is made first; at level 3 the labels are -1 and 1."""
    a, c = rng.choice(((1, 1), (1, -1), (2, 1), (1, 2)))
    offset, low = rng.randint(-1, 1), -1 if level == 3 else 0
    around = [(u, v) for u in range(-2, 3) for v in range(-2, 3)]
    above = [(u, v) for u, v in around if a * u + c * v > offset]
    below = [(u, v) for u, v in around if a * u + c * v < offset]
    count = rng.randint(1, 1 + level)
    chosen = [(p, 1) for p in rng.sample(above, count)]
    chosen += [(p, low) for p in rng.sample(below, 2 + level - count)]
    rng.shuffle(chosen)
    return {
        "X": Matrix.of([list(map(Integer, point)) for point, _ in chosen]),
        "y": Tuple(*(Integer(label) for _, label in chosen)),
        "rate": ONE if level == 1 else Rational(1, 2),
    }


def goals(problem: Problem, found: Trained) -> Goals:
    return found.goals


def figures(problem: Problem, found: Trained) -> tuple[Figure, ...]:
    """The points of both classes, and the line that was found."""
    if problem.X.shape[1] != 2:
        return ()
    points = [(float(p), float(q)) for p, q in problem.X.entries()]
    *weights, bias = found.training.states[-1]
    marks = separated(
        points,
        [bool(label == 1) for label in problem.y],
        (float(weights[0]), float(weights[1])),
        float(bias),
        ("label 1", f"label {min(*problem.y, ZERO)}"),
    )
    words = "line_found" if found.training.separated else "last_line"
    return (Figure(words, found.goals[0][1], marks, "x1", "x2", equal=True),)


ON = (
    "{ on | for | learning rule on | learning rule for | rule on | rule for | algorithm on | algorithm for"
    " | learning algorithm on | learning algorithm for | classifier on | classifier for | classification on"
    " | classification of | with step activation on | with step activation for }"
)
LABELS = (
    "{ with labels | with targets | with classes | with the labels | with the targets | and labels |, labels |, targets "
    "|, with labels |, with targets |, labels = |, labels=|, y = |, y=}{y}"
)
START = (
    "[{ from w = |, w = |, w=| starting from w = | starting at w = | with w = | with weights | from weights |, weights "
    "|, start w = }{w}[{ and b = |, b = |, b=| and bias |, bias }{b}]]"
)
RATE = (
    "[{ with rate |, rate |, rate = |, rate=| with learning rate |, learning rate |, learning rate = | and rate "
    "| and learning rate |, alpha = |, alpha=}{rate}]"
)
EPOCHS = "[{ for |, for |, at most | for at most | in | in at most }{epochs}{ epochs| epoch}]"
TOPIC = Topic(
    id="calculus.perceptron_classification",
    covers=(),
    inputs=(
        TableInput(name="X", about="the points", example="(2, 1), (0, 0), (3, 2)", optional=True),
        DataInput(name="y", about="the label of each point", example="1, 0, 1", optional=True),
        ChoiceInput(
            name="gate",
            about="a function of two bits that is to be learned",
            example="and",
            options={
                name: f"its values at (0, 0), (0, 1), (1, 0), (1, 1) are {values}"
                for name, values in GATES.items()
            },
            optional=True,
        ),
        VectorInput(name="w", about="the weights at the start", example="(0, 0)", optional=True),
        NumberInput(name="b", about="the bias at the start", example="0", default=ZERO),
        NumberInput(
            name="rate",
            about="the learning rate",
            example="1",
            default=ONE,
            minimum=ZERO,
            open_below=True,
        ),
        NumberInput(
            name="epochs",
            about=f"the number of epochs after which the training is given up; without it, {USUAL_EPOCHS}",
            example="10",
            optional=True,
            minimum=ONE,
            maximum=Integer(MOST_EPOCHS),
            whole=True,
        ),
    ),
    phrases=(
        "[train|run|apply|use] [a|the] perceptron" + ON + "{X}" + LABELS + START + RATE + EPOCHS,
        "[train|run] [a|the] perceptron{ on | for | to learn | that learns }[the |the gate ]{gate}[ gate| function]"
        + RATE
        + EPOCHS,
        "[can] [a|the] perceptron learn [the] {gate}[ gate| function]",
        "perceptron with [a] step [activation]{: |, | }x={X}, w={w}, b={b}, y={y}" + RATE,
    ),
    methods={"epochs": by_epochs},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
