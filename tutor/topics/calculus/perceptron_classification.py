"""The perceptron learning rule: a line between two classes, found example by example.

The examples take turns.  One that stands on the wrong side of the line moves the weights by
the rate times itself, and the bias by the rate; one on the right side moves nothing.  If any
line separates the classes, an epoch without a mistake comes and ends the training.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any, NamedTuple

from sympy import Expr, Ge, Gt, IndexedBase, Integer, Le, Piecewise, Rational, Symbol, Tuple

from tutor.core.claims import (
    Choice,
    Claim,
    Compared,
    Defines,
    Equal,
    Recurrence,
    Substituted,
)
from tutor.core.errors import NotUnderstood, OverLimit, Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, DataInput, NumberInput, TableInput, VectorInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Dot, MatrixProduct, MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.network_layers import starting_weights
from tutor.kit.perceptron_rule import Training, table_rows, train, weighted_sum, wrong
from tutor.kit.pictures_of_networks import separated
from tutor.kit.unevaluated import ONE, ZERO, added, equation, negated, times

MOST_EXAMPLES, MOST_INPUTS = 12, 4
USUAL_EPOCHS, MOST_EPOCHS = 100, 200
y, i, n = IndexedBase("y"), Symbol("i"), Symbol("n")
z, yhat, e, alpha, b = (Symbol(name) for name in ("z", "yhat", "e", "alpha", "b"))


Goals = tuple[tuple[str, Claim], ...]
CASES = Matrix.of([[0, 0], [0, 1], [1, 0], [1, 1]])
GATES = {
    "and": (0, 0, 0, 1),
    "or": (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "nor": (1, 0, 0, 0),
    "xor": (0, 1, 1, 0),
}
RIGHT_SIDE_FAILS = {1: "<=", 0: ">", -1: ">="}  # how the sum of a wrong example stands to 0


class Trained(NamedTuple):
    """What the training gave, and the goals."""

    training: Training
    goals: Goals


class Names(NamedTuple):
    """The coordinates of the examples, and the weights of these."""

    data: tuple[IndexedBase, ...]
    weights: tuple[Symbol, ...]


def names_for(size: int) -> Names:
    ends = [""] if size == 1 else [str(k) for k in range(1, size + 1)]
    return Names(tuple(IndexedBase(f"x{k}") for k in ends), tuple(Symbol(f"w{k}") for k in ends))


def by_epochs(problem: Problem) -> Generator[Step, None, Trained]:
    points, size = problem.X.entries(), len(problem.y)
    bipolar, names = _is_bipolar(problem), names_for(len(points[0]))
    for name, values in zip(names.data, zip(*points, strict=True), strict=True):
        yield step("name_coordinate", Defines(name, Tuple(*values)))
    yield step("name_signs" if bipolar else "name_classes", Defines(y, problem.y))
    yield step("count_examples", Defines(n, Integer(size)))
    total = added(*(times(w, x[i]) for w, x in zip(names.weights, names.data, strict=True)), b)
    yield step("write_sum", Defines(z, total))
    columns = [z, e]
    if bipolar:
        wrong = Le(times(y[i], z), ZERO, evaluate=False)
        yield step("write_mistake", Defines(e, Piecewise((y[i], wrong), (ZERO, True))))
    else:
        positive = Gt(z, ZERO, evaluate=False)
        yield step("write_prediction", Defines(yhat, Piecewise((ONE, positive), (ZERO, True))))
        yield step("write_error", Defines(e, added(y[i], negated(yhat))))
        columns.insert(1, yhat)
    yield step("name_rate", Defines(alpha, problem.rate))
    rules: list[Expr] = []
    for w, x in zip(names.weights, names.data, strict=True):
        rules.append(added(w, times(alpha, e, x[i])))
        yield step("write_weight_rule", Defines(Symbol(f"{w}_new"), rules[-1]))
    rules.append(added(b, times(alpha, e)))
    yield step("write_bias_rule", Defines(Symbol("b_new"), rules[-1]))
    last = Ge(i, n, evaluate=False)
    turn = Piecewise((ONE, last), (added(i, ONE), True))
    yield step("write_turn_rule", Defines(Symbol("i_new"), turn))
    start = (*problem.w, problem.b)
    epochs = USUAL_EPOCHS if problem.epochs is None else int(problem.epochs)
    training = train(points, problem.y, start, problem.rate, epochs)
    yield from _first_mistake(problem, training, names, total, rules)
    table = Recurrence(
        Tuple(i, *names.weights, b),
        Tuple(turn, *rules),
        Tuple(*columns),
        table_rows(training, problem.X, problem.y),
        ZERO,
    )
    return Trained(training, (yield from _conclude(problem, training, table)))


def _first_mistake(
    problem: Problem, training: Training, names: Names, total: Expr, rules: list[Expr]
) -> Generator[Step, None, None]:
    """The sum and the new weights for the first example on the wrong side."""
    k = next((k for k, move in enumerate(training.moves) if move), None)
    if k is None:
        return
    turn = Integer(k % len(problem.y) + 1)
    here = dict(zip((*names.weights, b), (*problem.w, problem.b), strict=True))
    point = problem.X.entries()[int(turn) - 1]
    value = weighted_sum(here.values(), point)
    at = [equation(letter, number) for letter, number in here.items()]
    its_turn = equation(i, turn)
    found = Substituted(total, Tuple(its_turn, *at), value)
    yield step("find_first_mistake", found, Choice(its_turn))
    moved = Integer(training.moves[k])
    for letter, rule, new in zip(here, rules, training.weights(k + 1), strict=True):
        put = [equation(letter, here[letter]), equation(e, moved)]
        if rule.has(i):
            put.insert(0, its_turn)
        yield step("move_first_time", Substituted(rule, Tuple(*put), new))


def _is_bipolar(problem: Problem) -> bool:
    return Integer(-1) in problem.y


def _conclude(
    problem: Problem, training: Training, table: Recurrence
) -> Generator[Step, None, Goals]:
    points, size = problem.X.entries(), len(problem.y)
    if training.repeats is not None:
        yield step("repeat_until_weights_return", table)
        counts = training.moved_since(training.repeats, size)
        parts = [
            Tuple(*point, ONE) if c == 1 else ScalarMultiple(Integer(c), Tuple(*point, ONE))
            for c, point in zip(counts, points, strict=True)
            if c
        ]
        balance = Equal(MatrixSum(*parts), Tuple(*[ZERO] * (len(points[0]) + 1)))
        yield step("see_balance", balance)
        return (("iterates", table), ("balance", balance))
    rule = "train_all_epochs"
    if training.separated:
        rule = "train_until_no_mistake" if any(training.moves) else "make_no_mistake"
    yield step(rule, table)
    weights = training.weights(-1)
    product = MatrixProduct(problem.X, Tuple(*weights[:-1]))
    sums = Tuple(*(weighted_sum(weights, point) for point in points))
    all_sums = Equal(MatrixSum(product, Tuple(*[weights[-1]] * size)), sums)
    goals: Goals = (("iterates", table), ("sums", all_sums))
    for total, label, point in zip(sums, problem.y, points, strict=True):
        if wrong(total, int(label), bipolar=_is_bipolar(problem)):
            written = added(Dot(Tuple(*weights[:-1]), Tuple(*point)), weights[-1])
            mistake = Compared(written, RIGHT_SIDE_FAILS[int(label)], ZERO)
            yield step("classify_some", all_sums)
            yield step("find_mistake_below" if label == 1 else "find_mistake_above", mistake)
            return (*goals, ("mistake", mistake))
    yield step("classify_all_by_sign" if _is_bipolar(problem) else "classify_all", all_sums)
    return goals


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
