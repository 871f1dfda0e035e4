"""The steps of the perceptron learning rule: the rules that are written, the first mistake, and how the training ends.

A rule is written once for every example: the sum, its class or the sign that it has, the error and the
new weights.  The whole training is then one table, and the last weights are held against all examples.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Final, NamedTuple

from sympy import Expr, Ge, Gt, IndexedBase, Integer, Le, Piecewise, Symbol, Tuple

from tutor.core.claims import Choice, Claim, Compared, Defines, Equal, Recurrence, Substituted
from tutor.core.matrix_expression import Dot, MatrixProduct, MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.core.topic import Problem
from tutor.kit.perceptron_rule import Training, table_rows, train, weighted_sum, wrong
from tutor.kit.unevaluated import ONE, ZERO, added, equation, negated, times

USUAL_EPOCHS: Final = 100
y, i, n = IndexedBase("y"), Symbol("i"), Symbol("n")
z, yhat, e, alpha, b = (Symbol(name) for name in ("z", "yhat", "e", "alpha", "b"))
RIGHT_SIDE_FAILS = {1: "<=", 0: ">", -1: ">="}  # how the sum of a wrong example stands to 0
Goals = tuple[tuple[str, Claim], ...]


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
    rule = "find_first_wrong_sign" if _is_bipolar(problem) else "find_first_mistake"
    yield step(rule, found, Choice(its_turn))
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
