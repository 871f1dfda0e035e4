"""Traces that are wrong although each claim is true: the line from the problem to the goals."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

import pytest
from sympy import (
    Add,
    Eq,
    I,
    IndexedBase,
    Integer,
    Mul,
    Pow,
    Rational,
    Sum,
    Symbol,
    Tuple,
    acos,
    pi,
    symbols,
)

from tutor.core.claims import (
    FIELDS,
    KINDS,
    Added,
    Approximates,
    Choice,
    Claim,
    Compared,
    Defines,
    DerivativeOf,
    Echelon,
    Equal,
    Equivalent,
    Roots,
    Scaled,
    SolutionSet,
    TailProbability,
)
from tutor.core.expr import Det, Distribution, Probability
from tutor.core.figure import Figure
from tutor.core.matrix import Matrix, Row
from tutor.core.matrix_expression import (
    Columns,
    Dot,
    Entry,
    Identity,
    MatrixProduct,
    Rank,
    Transpose,
)
from tutor.core.step import Trace, step
from tutor.verify import check, seed_of, verify
from tutor.verify.line.sources import TABLE
from tutor.verify.line.walk import faults
from tutor.verify.points.places import Places

from ..matrices import A

x, y, n, k, xbar = symbols("x y n k xbar")
X, i = IndexedBase("x"), Symbol("i")
K = Matrix.of([[k, 0], [0, 1]])
lines = Tuple(Eq(x + y, 3), Eq(x - y, 1))
solved = Tuple(Tuple(Integer(2), Integer(1)))
solution = SolutionSet(lines, Tuple(x, y), solved)
data = Tuple(Integer(2), Integer(3), Integer(7))
mean = Equal(xbar, Integer(4))
p_value = TailProbability(
    Distribution("normal", 0, 1), Rational("1.96"), "right", Rational("0.025"), Rational("0.0001")
)


def trace(inputs: dict[str, Any], claims: list[Claim], goal: Claim, *figures: Figure) -> Trace:
    steps = tuple(step("reason", claim) for claim in claims)
    return Trace("field.topic", "method", tuple(inputs.items()), steps, (("goal", goal),), figures)


def averaged(*more: Claim, values: Tuple = data, size: int = 3) -> list[Claim]:
    return [
        Defines(X, values),
        Defines(n, Integer(size)),
        Defines(xbar, Sum(X[i], (i, 1, n)) / n),
        mean,
        *more,
    ]


GOOD = {
    "a derivative": trace(
        {"f": x**2}, [DerivativeOf(x**2, x, 2 * x)], DerivativeOf(x**2, x, 2 * x)
    ),
    "the parts of complex numbers, and an angle in degrees": trace(
        {"f": x**2 - 2 * x + 5},
        [
            Roots(x**2 - 2 * x + 5, x, Tuple(1 - 2 * I, 1 + 2 * I), Tuple(1, 1)),
            Compared(Integer(2), ">", Integer(0)),
            Approximates(
                Mul(
                    acos(Integer(0), evaluate=False),
                    Mul(Integer(180), Pow(pi, -1), evaluate=False),
                    evaluate=False,
                ),
                Integer(90),
                Rational(1, 100),
            ),
        ],
        Roots(x**2 - 2 * x + 5, x, Tuple(1 - 2 * I, 1 + 2 * I), Tuple(1, 1)),
    ),
    "a vector of letters": trace(
        {"A": A},
        [
            Equal(Dot(Tuple(x, y), MatrixProduct(A, Tuple(x, y))), x**2 + 5 * x * y + 4 * y**2),
        ],
        Equal(Dot(Tuple(x, y), MatrixProduct(A, Tuple(x, y))), x**2 + 5 * x * y + 4 * y**2),
    ),
    "a determinant": trace(
        {"A": A},
        [
            Equal(Det(A), Add(4, -6, evaluate=False)),
            Equal(Add(4, -6, evaluate=False), Integer(-2)),
        ],
        Equal(Det(A), Integer(-2)),
    ),
    "a system": trace(
        {"system": lines, "unknowns": Tuple(x, y)},
        [Equivalent(lines, Tuple(Eq(x, 2), Eq(y, 1)), Tuple(x, y)), solution],
        solution,
    ),
    "a mean": trace({"data": data}, averaged(), mean),
    "a decision": trace(
        {"data": data},
        averaged(Compared(xbar, "<", Integer(30))),
        Compared(xbar, "<", Integer(30)),
    ),
    "a product of known matrices with letters": trace(
        {"A": K},
        [Equal(MatrixProduct(K, K), Matrix.of([[k**2, 0], [0, 1]]))],
        Equal(MatrixProduct(K, K), Matrix.of([[k**2, 0], [0, 1]])),
    ),
    "the numbers of the problem stand in a matrix inside a product": trace(
        {"u": Tuple(*map(Integer, (3, 5)))},
        [
            Equal(Columns(Tuple(3, 5)), Matrix.of([[3], [5]])),
            Equal(MatrixProduct(Transpose(Matrix.of([[3], [5]])), Tuple(1, 0)), Tuple(3)),
        ],
        Equal(MatrixProduct(Transpose(Matrix.of([[3], [5]])), Tuple(1, 0)), Tuple(3)),
    ),
    "checks against standard values": trace(
        {"A": A},
        [
            Equal(Det(A), Integer(-2)),
            Compared(MatrixProduct(A, A), "!=", Identity(2)),
            Compared(MatrixProduct(A, A, Tuple(1, 0)), "!=", Tuple(0, 0)),
            Compared(Entry(A, 2, 2), "!=", Integer(0)),
        ],
        Equal(Det(A), Integer(-2)),
    ),
}
other = Tuple(Eq(x + y, 3), Eq(x - y, 2))
BAD = {
    "no goal": (
        Trace("t", "m", (("f", x**2),), (step("s", DerivativeOf(x**2, x, 2 * x)),), ()),
        "has no goal",
    ),
    "the goal is not reached": (
        trace({"f": x**2}, [Choice(x**2)], DerivativeOf(x**2, x, 2 * x)),
        "no step reaches",
    ),
    "a letter from nowhere": (
        trace(
            {"f": x**2},
            [DerivativeOf(x**2, x, 2 * x), Equal(k + k, 2 * k)],
            DerivativeOf(x**2, x, 2 * x),
        ),
        "starts from",
    ),
    "a probability from nowhere": (
        trace(
            {"f": x**2},
            [DerivativeOf(x**2, x, 2 * x), Equal(Probability("A"), Probability("A"))],
            DerivativeOf(x**2, x, 2 * x),
        ),
        "starts from",
    ),
    "a letter of the problem gets a value": (
        trace(
            {"f": x**2, "x": x},
            [Defines(x, Integer(0)), Equal(x**2, 2 * x)],
            Equal(x**2, 2 * x),
        ),
        "cannot be defined anew",
    ),
    "a name changes its meaning": (
        trace({"data": data}, averaged(Defines(n, Integer(4))), mean),
        "already stands for",
    ),
    "a definition of no use": (
        trace({"data": data}, averaged(Defines(k, Integer(41))), mean),
        "nothing takes up",
    ),
    "a number compared from nowhere": (
        trace(
            {"data": data},
            averaged(Compared(Rational(1, 7), "<", Integer(30))),
            Compared(Rational(1, 7), "<", Integer(30)),
        ),
        "starts from 1/7",
    ),
    "a number announced from nowhere": (
        trace({"data": data}, averaged(Choice(Tuple(Integer(41), Integer(17)))), mean),
        "nothing takes up",
    ),
    "another system is solved": (
        trace({"system": other, "unknowns": Tuple(x, y)}, [solution], solution),
        "starts from (Eq",
    ),
    "an equation is added": (
        trace({"system": Tuple(Eq(x + y, 3)), "unknowns": Tuple(x, y)}, [solution], solution),
        "starts from (Eq",
    ),
    "a matrix appears": (
        trace(
            {"A": A},
            [
                Added(Matrix.of([[1, 1], [1, 2]]), 2, 1, Integer(-1), Matrix.of([[1, 1], [0, 1]])),
                Equal(Det(A), Integer(-2)),
            ],
            Equal(Det(A), Integer(-2)),
        ),
        "starts from Matrix",
    ),
    "a figure that shows something false": (
        trace({"data": data}, averaged(), mean, Figure("dots", Equal(xbar, Integer(5)), ())),
        "is not 5",
    ),
    "an equation as condition": (
        trace(
            {"f": x**2, "x": x},
            [DerivativeOf(x**2, x, 2 * x), DerivativeOf(x**2, x, Integer(4), (Eq(x, 2),))],
            DerivativeOf(x**2, x, Integer(4), (Eq(x, 2),)),
        ),
        "which the problem does not say",
    ),
    "a condition without need": (
        trace(
            {"f": x**2, "x": x},
            [DerivativeOf(x**2, x, 2 * x), DerivativeOf(x**2, x, 2 * x, (x > 5,))],
            DerivativeOf(x**2, x, 2 * x, (x > 5,)),
        ),
        "has a derivative where",
    ),
    "a step that is false": (
        trace({"data": data}, averaged(Equal(n, Integer(4))), mean),
        "3 is not 4",
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_sound_trace_has_no_fault_but_that_nobody_answers_its_topic(name: str) -> None:
    report = verify(GOOD[name])
    assert [(f.path, f.verdict.status) for f in report.faults] == [(("goal", "goal"), "unchecked")]


@pytest.mark.parametrize("name", BAD)
def test_a_trace_with_a_gap_is_refuted(name: str) -> None:
    wrong, why = BAD[name]
    report = verify(wrong)
    assert not report.ok
    assert why in "; ".join(f.verdict.why for f in report.faults if f.verdict.status == "refuted")


def test_a_report_counts_its_verdicts() -> None:
    report = verify(GOOD["a mean"])
    assert report.counts == {"no claim": 3, "proved": 1, "unchecked": 1}
    assert verify(BAD["a step that is false"][0]).counts["refuted"] == 1


def test_points_and_vectors_cannot_be_foreseen() -> None:
    def about(k: int) -> Trace:
        claim = Equal((x + k) ** 2, x**2 + 2 * k * x + k**2)
        return trace({"f": (x + k) ** 2}, [claim], claim)

    drawn = [next(Places(partial(seed_of, about(k))).inside(())) for k in (1, 2)]
    assert drawn[0].symbol(x) != drawn[1].symbol(x)
    # A wrong row that had the right product with a vector drawn from a constant.
    length = 13
    generator = Random(length)
    first, second, *_ = (generator.getrandbits(44) for _ in range(length))
    wrong = [1 + second, 1 - first, *[1] * (length - 2)]
    before = Matrix.of([[1] * length, [2] * length])
    after = before.with_row(1, Row(tuple(wrong)))
    assert check(Scaled(before, 1, Integer(1), after), Places()).status == "refuted"


def test_verifying_twice_says_the_same() -> None:
    for good in GOOD.values():
        assert verify(good) == verify(good)


def test_every_kind_of_claim_has_sources() -> None:
    assert set(TABLE) == set(KINDS.values())
    for kind, entry in TABLE.items():
        assert {*entry.starts, *entry.establishes} <= set(FIELDS[kind])
        assert entry.starts or entry.establishes


SQUARE = Matrix.of([[2, 3, 5], [7, 11, 13], [4, 6, 10]])


@pytest.mark.parametrize(
    ("minor", "known"),
    [
        ([[2, 5], [4, 10]], True),
        ([[11]], True),
        ([[3, 5], [2, 3]], False),  # of no two columns
        ([[4, 10], [2, 5]], False),  # the rows in another order
        ([[2, 3], [7, 12]], False),
    ],
)
def test_a_minor_of_the_matrix_of_the_problem_is_known(minor: list[list[int]], known: bool) -> None:
    value = Det(Matrix.of(minor))
    goal = Equal(Rank(SQUARE), Integer(2))
    small = Compared(value, "=" if minor == [[2, 5], [4, 10]] else "!=", Integer(0))
    found = faults(trace({"A": SQUARE}, [small, goal], goal))
    assert any("starts from" in f.verdict.why for f in found) is not known


def test_row_operations_that_lead_to_a_rank_are_taken_up() -> None:
    start = Matrix.of([[1, 2], [2, 4]])
    after = Matrix.of([[1, 2], [0, 0]])
    cleared = Added(start, 2, 1, Integer(-2), after)
    goal = Equal(Rank(start), Integer(1))
    counted = Echelon(start, after, Tuple(Integer(1)))
    assert list(faults(trace({"A": start}, [cleared, counted, goal], goal))) == []
    other = Equal(Rank(SQUARE), Integer(2))
    loose = faults(trace({"A": start, "B": SQUARE}, [cleared, other], other))
    assert any("nothing takes up" in f.verdict.why for f in loose)


@pytest.mark.parametrize("text", ["9" * 5000, "1/" + "9" * 5000, "\u0663"])
def test_a_text_with_a_number_that_is_none_or_too_long_is_judged(text: str) -> None:
    goal = Equal(Det(SQUARE), Integer(0))
    assert not verify(trace({"A": SQUARE, "maps": (text,)}, [goal], goal)).ok
