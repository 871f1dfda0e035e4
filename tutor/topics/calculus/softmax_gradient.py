"""The Jacobian matrix of softmax, and the gradients of log-sum-exp and of the cross entropy.

Softmax turns numbers into shares: powers of e, divided by their total.  A share grows with its
own number, at the rate s (1 - s), and shrinks as the others grow.  The gradient of log-sum-exp
is softmax itself, and that of the cross entropy is softmax minus the target.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Derivative, Integer, Rational, Symbol, Tuple, log

from tutor.core.claims import Choice, Claim, Compared, Defines, DerivativeOf, Equal, Substituted
from tutor.core.figure import Bars, Figure
from tutor.core.inputs import ChoiceInput, NumberInput, VectorInput
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.partials import differentiation
from tutor.kit.calculus.softmax import FUNCTIONS, LARGEST, SAID, Softmax, complete, rounded
from tutor.kit.linear_algebra.decimals import rounded_matrix
from tutor.kit.unevaluated import ONE, ZERO, added, light, negated, times

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
J, L, P, Q, S = map(Symbol, "JLpQs")


def by_quotient_rule(problem: Problem) -> Solution:
    soft = Softmax(problem.z, S)
    yield step("name_softmax", Defines(S, soft.shares))
    yield soft.differentiation("differentiate_own_share", 0)
    yield step("name_own_slope", Equal(soft.slope(0, 0), soft.named_slope(0, 0)))
    yield soft.differentiation("differentiate_other_share", 1)
    yield step("name_other_slope", Equal(soft.slope(0, 1), soft.named_slope(0, 1)))
    return (yield from _collect(problem, soft))


def by_logarithm(problem: Problem) -> Solution:
    soft = Softmax(problem.z, S)
    yield step("name_softmax", Defines(S, soft.shares))
    share = soft.shares[0]
    logarithm = added(soft.letters[0], negated(log(soft.total)))
    yield step("take_logarithm_of_share", Equal(log(share), logarithm))
    for j, whose in enumerate(("own", "other")):
        part = differentiation(f"differentiate_logarithm_by_{whose}", logarithm, soft.letters[j])
        yield part
        product = times(soft.named[0], part.shown["result"])
        slope = DerivativeOf(share, soft.letters[j], soft.named_slope(0, j))
        yield step(f"multiply_{whose}_by_share", Equal(product, slope.result), slope)
    return (yield from _collect(problem, soft))


def _collect(problem: Problem, soft: Softmax) -> Solution:
    """All slopes as a matrix, and the matrix at numbers."""
    size = range(len(soft.letters))
    matrix = soft.matrix()
    reasons = [
        DerivativeOf(soft.shares[i], soft.letters[j], matrix.entries()[i][j])
        for i in size
        for j in size
    ]
    equal = Equal(J, matrix)
    yield step("collect_softmax_matrix", Defines(J, matrix), equal, *reasons)
    ones, zeros = (Tuple(*(number for _ in size)) for number in (ONE, ZERO))
    yield step("check_rows_of_softmax", Compared(MatrixProduct(J, ones), "=", zeros))
    goals: Goals = {"jacobian": equal}
    if problem.at is not None:
        goals |= yield from _at(soft.shares, soft, problem.at, soft.values(problem.at))
        goals |= yield from _matrix_at(soft, problem.at)
    return goals


def _matrix_at(soft: Softmax, at: Tuple) -> Solution:
    """The matrix with the components at numbers in the place of those in letters."""
    there, shares = Softmax(soft.letters, P), soft.values(at)
    rows = [[a * (int(i == j) - b) for j, b in enumerate(shares)] for i, a in enumerate(shares)]
    exact = all(isinstance(e, Rational) for e in shares)
    claim = Equal(Q, Matrix.of(rows)) if exact else rounded_matrix(Q, rows)
    yield step("put_into_matrix", Defines(Q, there.matrix()))
    yield step("work_out_matrix" if exact else "round_matrix", claim)
    return {"jacobian_at": claim}


def _at(formula: Tuple, soft: Softmax, at: Tuple, values: Tuple) -> Solution:
    """The components of a formula at numbers, in decimals where they are not rational."""
    decimals = rounded(P, values)
    claim = Equal(P, values) if decimals is None else decimals
    put = Substituted(formula, soft.place(at), values)
    yield step("put_in_numbers", put, Defines(P, values), *([claim] if decimals is None else []))
    if decimals is not None:
        yield step("round_components", claim)
    return {"at": claim}


def by_components(problem: Problem) -> Solution:
    soft = Softmax(problem.z, S)
    f, target, gradient = log(soft.total), problem.y, soft.shares
    if target is None:
        function = Equal(L, f)
        yield step("write_log_sum_exp", Defines(L, f), function)
    else:
        pairs = list(zip(target, soft.letters, soft.shares, strict=True))
        loss = added(*(negated(light(times(y, log(s)))) for y, _, s in pairs if y != 0))
        f = added(f, *(negated(light(times(y, z))) for y, z, _ in pairs if y != 0))
        function = Equal(L, f)
        yield step("write_cross_entropy", Defines(L, loss))
        yield step("split_logarithms", function)
        gradient = Tuple(*(s if y == 0 else added(s, negated(y)) for y, _, s in pairs))
    for z, slope in zip(soft.letters, gradient, strict=True):
        shape: Any = lambda _, found=slope: found  # noqa: E731
        yield differentiation("differentiate_log_of_sum", f, z, shape)
    slopes = Tuple(*(Derivative(L, z, evaluate=False) for z in soft.letters))
    collected = Equal(slopes, gradient)
    if target is None:
        yield step("collect_shares", collected)
        yield step("check_sum_of_shares", Compared(added(*soft.shares), "=", ONE))
    else:
        yield step("collect_shares_less_target", collected)
    goals: Goals = {"function": function, "gradient": collected}
    if problem.at is not None:
        values = soft.values(problem.at)
        if target is not None:
            values = Tuple(*(s - y for s, y in zip(values, target, strict=True)))
        goals |= yield from _at(gradient, soft, problem.at, values)
    return goals


def suits(problem: Problem) -> tuple[str, ...]:
    return ("quotient_rule", "logarithm") if problem.function == "softmax" else ("components",)


def make(rng: Random, level: int) -> dict[str, Any]:
    size = 2 if level == 1 else 3
    if level == 1:
        weights = [Integer(rng.randint(1, 5)) for _ in range(size)]
        return {"function": "softmax", "z": Tuple(*map(log, weights))}
    numbers = Tuple(*(Integer(n) for n in rng.sample(range(-2, 4), size)))
    if level == 2:
        return {"function": "log_sum_exp", "z": numbers}
    right = rng.randrange(size)
    return {
        "function": "cross_entropy",
        "z": numbers,
        "y": Tuple(*(Integer(k == right) for k in range(size))),
    }


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    """The components of softmax at the numbers, beside the target if there is one."""
    if problem.at is None:
        return ()
    names = tuple(map(str, problem.at))
    heights = tuple(float(e) for e in Softmax(problem.z, S).values(problem.at))
    bars = [Bars(names, heights, "softmax")]
    if problem.y is not None:
        bars.append(Bars(names, tuple(map(float, problem.y)), "target", "muted"))
    return (Figure("bars_of_softmax", Choice(problem.at), tuple(bars), "z", "share"),)


TOPIC = Topic(
    id="calculus.softmax_gradient",
    covers=("calc.matrix_gradient",),
    inputs=(
        ChoiceInput(
            name="function",
            about="what is differentiated",
            example="softmax",
            options=FUNCTIONS | SAID,
            default="softmax",
        ),
        VectorInput(name="z", about="the letters or numbers", example="(1, 2, 3)", optional=True),
        VectorInput(name="at", about="the point", example="(0, 0, 1)", optional=True),
        VectorInput(name="y", about="the target", example="(0, 1, 0)", optional=True),
        NumberInput(
            name="n",
            about="the number of components",
            example="3",
            minimum=Integer(2),
            maximum=Integer(LARGEST),
            whole=True,
            optional=True,
        ),
    ),
    phrases=(
        "[find|compute|derive|what is] [the] {gradient|jacobian|derivative} [matrix] of [the] {function} [function|loss] [{of|at|for|with} {z}] [at {at}]",
        "[find|compute|derive|what is] [the] {gradient|jacobian|derivative} [matrix] of [the] {function} [function|loss] {with|of|for} {n} {components|letters|classes}",
        "[find|compute|derive|what is] [the] {gradient|derivative} of [the] {function} [loss] {of|at|for|with} {z}{,| and| with} [the] {target [y =]|y =} {y}",
        "[find|compute|derive|what is] [the] {gradient|derivative} of [the] {function} [loss] with [the] target {y} {at|for} {z}",
        "{function} {gradient|jacobian|derivative} {of|at|for} {z}",
        "{function} {gradient|derivative} {of|at|for} {z}{,| and| with} [the] {target [y =]|y =} {y}",
    ),
    suits=suits,
    methods={
        "quotient_rule": by_quotient_rule,
        "logarithm": by_logarithm,
        "components": by_components,
    },
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
