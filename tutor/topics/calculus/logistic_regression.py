"""Training a sigmoid unit on several rows of data by gradient descent: logistic regression.

The prediction for a row is the sigmoid of a weighted sum.  The cost is the mean of the losses of all
rows, and so its slopes are means over the rows: with the log loss, of the error times the
input.  All weights and the bias move against their slopes at once.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import Integer, Rational, Tuple

from tutor.core.claims import Claim
from tutor.core.errors import NotUnderstood, OverLimit, Undefined, counted
from tutor.core.figure import Curve, Dots, Figure, Mark
from tutor.core.inputs import ChoiceInput, DataInput, NumberInput, TableInput, VectorInput
from tutor.core.matrix import Matrix
from tutor.core.step import Step
from tutor.core.topic import Problem, Topic
from tutor.kit.activations import sigmoid_height
from tutor.kit.calculus import iteration_inputs, iteration_pictures
from tutor.kit.calculus.descent import Descended, descend
from tutor.kit.calculus.iteration_ends import Goals
from tutor.kit.calculus.iteration_inputs import RATE, STEPS
from tutor.kit.calculus.logistic_cost import COST, LOG, SQUARED, Rows
from tutor.kit.network_layers import starting_weights
from tutor.kit.unevaluated import ONE, ZERO

MOST_ROWS, MOST_INPUTS = 8, 3
LOSSES = {
    **dict.fromkeys(("log", "log loss", "cross-entropy", "cross entropy"), LOG),
    **dict.fromkeys(("squared", "squared error", "mean squared error", "squared loss"), SQUARED),
}


@dataclass(frozen=True)
class Outcome:
    """What the descent found, and the goals."""

    descended: Descended
    goals: Goals


def by_descent(problem: Problem) -> Generator[Step, None, Outcome]:
    rows = Rows(problem.X, problem.y, problem.loss)
    yield from rows.named()
    cost, slopes = yield from rows.set_up()
    start = (*problem.w, problem.b)
    found = yield from descend(cost, slopes, start, problem.alpha, int(problem.steps), COST)
    return Outcome(found, found.goals)


def complete(problem: Problem) -> Mapping[str, Any]:
    X, labels = problem.X, problem.y
    if X is None and problem.x is not None:
        X = Matrix.of([[value] for value in problem.x])
    if X is None or labels is None or X.shape[0] != len(labels) or len(labels) < 2:
        raise NotUnderstood(
            "rows-and-labels",
            "Each row needs its label, and each label its row. Two rows are the least.",
            fix="For example: logistic regression on x = 0, 1, 2 with labels 0, 0, 1, rate 0.5, 2 steps.",
        )
    size, width = X.shape
    if size > MOST_ROWS or width > MOST_INPUTS:
        raise OverLimit(
            "rows",
            f"There are {size} rows with {counted(width, 'value', 'values')}. "
            f"The limit is {MOST_ROWS} rows with {MOST_INPUTS} values.",
            fix="Give fewer rows.",
        )
    if not set(labels) <= {ZERO, ONE}:
        raise Undefined(
            "labels",
            "The labels are 0 and 1, because the sigmoid lies between them.",
            fix="Write 1 for one class and 0 for the other.",
        )
    w = starting_weights(problem.w, problem.b, width, "rows", "value")
    return {"X": X, "x": None, "w": w, "loss": LOSSES.get(problem.loss, LOG)}


def make(rng: Random, level: int) -> dict[str, Any]:
    """Rows on both sides of a place, one of them on the wrong side at level 2."""
    values = rng.sample(range(-2, 4), 2 + level if level < 3 else 3)
    place = sorted(values)[len(values) // 2]
    labels = [int(v >= place) for v in values]
    if level == 2:
        k = rng.randrange(len(labels))
        labels[k] = 1 - labels[k]
    rows = [[v] for v in values] if level < 3 else [[v, rng.randint(-1, 1)] for v in values]
    return {
        "X": Matrix.of([list(map(Integer, row)) for row in rows]),
        "y": Tuple(*map(Integer, labels)),
        "alpha": Rational(1, 2) if level < 3 else ONE,
        "steps": Integer((1, 5, 3)[level - 1]),
        "loss": rng.choice((LOG, LOG, SQUARED)),
    }


def goals(problem: Problem, found: Outcome) -> tuple[tuple[str, Claim], ...]:
    return found.goals


def figures(problem: Problem, found: Outcome) -> tuple[Figure, ...]:
    table, run = found.descended.table, found.descended.run
    if table is None or run.ended == "far":
        return ()
    cost = Figure("cost_curve", table, iteration_pictures.falling_cost(run), "k", "L")
    if problem.X.shape[1] != 1:
        return (cost,)
    data = tuple(
        (float(x), float(y)) for (x,), y in zip(problem.X.entries(), problem.y, strict=True)
    )
    left, right = min(x for x, _ in data), max(x for x, _ in data)
    room = max((right - left) / 4, 1.0)
    places = [left - room + (right - left + 2 * room) * k / 60 for k in range(61)]
    marks: list[Mark] = [Dots(data, label="data", role="first")]
    for k, name, role in iteration_pictures.drawn_states(run):
        w, b = run.state(k)
        marks.append(Curve(tuple((v, sigmoid_height(w * v + b)) for v in places), name, role))
    return (Figure("sigmoids_through_data", table, tuple(marks), "x", "yhat"), cost)


LABELS = (
    "{ with labels | with targets | with classes | with the labels | and labels |, labels |, targets |, with labels "
    "|, labels = |, labels=|, y = |, y=| and y = | and y=| with y = }{y}"
)
BEGIN = (
    "[{ from w = |, w = |, w=| starting from w = | starting at w = | with w = | with weights |, weights |, start w = }{w}"
    "[{ and b = |, b = |, b=| and bias |, bias }{b}]]"
)
LOSS = "[{ with the | with | and the |, }{loss}[ loss| cost]]"
MODEL = (
    "{logistic regression|a logistic regression|a logistic regression model|a sigmoid neuron|a sigmoid unit"
    "|a sigmoid perceptron|a perceptron with sigmoid activation|a perceptron with sigmoid|the sigmoid neuron|sigmoid regression}"
)
ROWS = "{ on | for | with | to | on the rows | on the points | on the data }"
FOR_STEPS = STEPS.replace("{n}", "{steps}")
DESCENT = "[use |run |apply |do ]gradient{ |-}descent{ for | on | to train | to fit }"
TOPIC = Topic(
    id="calculus.logistic_regression",
    covers=("calc.logloss_grad",),
    inputs=(
        TableInput(name="X", about="the rows", example="(0, 1), (1, 0), (2, 2)", optional=True),
        DataInput(
            name="x", about="the rows, if each is one number", example="0, 1, 2", optional=True
        ),
        DataInput(
            name="y", about="the label of each row, 0 or 1", example="0, 0, 1", optional=True
        ),
        VectorInput(name="w", about="the weights at the start", example="(0)", optional=True),
        NumberInput(name="b", about="the bias at the start", example="0", default=ZERO),
        iteration_inputs.rate("0.5"),
        iteration_inputs.descent_steps("steps", "3"),
        ChoiceInput(
            name="loss",
            about="the loss of one row",
            example="log",
            options=LOSSES,
            optional=True,
        ),
    ),
    phrases=(
        *(
            f"{start}{MODEL}{rows}{LABELS}{LOSS}{BEGIN}{RATE}{FOR_STEPS}"
            for start in (DESCENT, "[train |fit ]")
            for rows in (f"{ROWS}{{X}}", "{ on x = | on x=| for x = | with x = | to x = }{x}")
        ),
    ),
    methods={"descent": by_descent},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
