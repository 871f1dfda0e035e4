"""Traces in which a value comes from nowhere, or stops short of one, although each claim is true."""

from __future__ import annotations

import pytest
from sympy import (
    Add,
    Eq,
    IndexedBase,
    Integer,
    Integral,
    Max,
    Mul,
    Pow,
    Rational,
    Sum,
    Symbol,
    Tuple,
    cos,
    pi,
    sqrt,
)

from tutor.core.claims import (
    Approximates,
    Choice,
    Claim,
    Defines,
    DerivativeOf,
    Equal,
    Equivalent,
    SolutionSet,
    Substituted,
)
from tutor.core.expr import Probability
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Det, MatrixProduct, MatrixSum, Norm, ScalarMultiple
from tutor.core.step import Trace, step
from tutor.verify.line.walk import faults

x, n, k, i, xbar = (Symbol(name) for name in ("x", "n", "k", "i", "xbar"))
X, Y = IndexedBase("x"), IndexedBase("y")
A, B = Matrix.of([[1, 2], [3, 4]]), Matrix.of([[1, 2], [3, 5]])
half = Rational(1, 2)
four_minus_six = Add(4, -6, evaluate=False)
both = Tuple(Probability("A"), Probability("B"))
halves = Equal(both, Tuple(half, half))
fraction_of_det = Tuple(Eq(x, Det(A) / 2))
data = Tuple(Integer(2), Integer(3), Integer(7))
u, v, w = (Symbol(name) for name in ("u", "v", "w"))
integral = Integral(2 * x + 1, (x, 1, 3))
upper, lower = (Add(Integer(b), Pow(Integer(b), 2, evaluate=False), evaluate=False) for b in (3, 1))
difference = Add(upper, Mul(-1, lower, evaluate=False), evaluate=False)
expansion = Add(Det(A) * Det(B), 0, evaluate=False)
slope = DerivativeOf(x * (x + 1), x, 2 * x + 1)
in_parts = DerivativeOf(x**2 + k**2 + 2, x, 2 * x)
constants = [DerivativeOf(part, x, Integer(0)) for part in (k**2, Integer(2))]
tidied = Equal(Add(x, Add(x, 1, evaluate=False), evaluate=False), 2 * x + 1)
mean = Equal(xbar, Integer(4))
named = [Defines(X, data), Defines(n, Integer(3)), Defines(xbar, Sum(X[i], (i, 1, n)) / n)]


def trace(inputs: dict[str, object], claims: list[Claim], *, together: bool = False) -> Trace:
    """A trace with a step for each claim, or one for all, which leads to the first of them."""
    steps = tuple(step("reason", claim) for claim in claims)
    if together:
        steps = (step("reason", *claims),)
    goal = claims[0 if together else -1]
    return Trace("field.topic", "method", tuple(inputs.items()), steps, (("goal", goal),))


GOOD = {
    "a calculation with its value": trace(
        {"A": A},
        [
            Equal(Det(A), four_minus_six),
            Equal(four_minus_six, Integer(-2)),
            Equal(Det(A), Integer(-2)),
        ],
    ),
    "a name goes on with its value": trace(
        {"data": data},
        [
            *named,
            mean,
            Defines(k, 2 * xbar),
            Equal(k, Integer(8)),
            Approximates(k + xbar, Integer(12), Rational(1, 100)),
        ],
    ),
    "two rules start from the same letter of the problem": trace(
        {"f": k**2, "at": Integer(3)},
        [
            Defines(Symbol("k_new"), k - k / 4),
            Substituted(Symbol("k_new"), Tuple(Eq(k, 3)), Rational(9, 4)),
            Defines(Symbol("k_next"), k - k**2 / (2 * k)),
            Substituted(Symbol("k_next"), Tuple(Eq(k, 3)), Rational(3, 2)),
        ],
    ),
    "determinants are replaced by their values": trace(
        {"A": A, "B": B},
        [
            Equal(Det(A), Integer(-2)),
            Equal(Det(B), Integer(-1)),
            Equal(Det(A) * Det(B), Integer(2)),
        ],
    ),
    "an equation is solved with a determinant": trace(
        {"A": A, "system": fraction_of_det},
        [
            Equal(Det(A), Integer(-2)),
            Equivalent(fraction_of_det, Tuple(Eq(x, -1)), Tuple(x)),
        ],
    ),
    "the largest of all values": trace(
        {"data": data}, [Equal(Max(*data, evaluate=False), Integer(7))]
    ),
    "a function by its name": trace(
        {"f": k**2 + n}, [Defines(x, k**2 + n), DerivativeOf(x, k, 2 * k)]
    ),
    "a table with columns": trace(
        {"points": Tuple(Tuple(2, 1), Tuple(3, 4), Tuple(7, 1))},
        [*named, Defines(Y, Tuple(1, 4, 1)), Equal(Tuple(xbar, Y[1]), Tuple(4, 1)), mean],
    ),
    "values are announced and put in": trace(
        {"T": Tuple(k, n)},
        [
            Substituted(Tuple(k, n), Tuple(Eq(k, 0), Eq(n, 1)), Tuple(0, 1)),
            Choice(Eq(k, 0)),
            Choice(Eq(n, 1)),
        ],
        together=True,
    ),
    "a list of hypotheses": trace(
        {"prior": Tuple(half, half)},
        [*(Defines(name, half) for name in both), Choice(both), halves],
    ),
}
BAD = {
    "a sum of determinants whose values nobody puts in": (
        trace(
            {"A": A, "B": B},
            [
                Equal(Det(MatrixProduct(A, B)), expansion),
                Equal(Det(A), Integer(-2)),
                Equal(Det(B), Integer(-1)),
                Equal(Det(MatrixProduct(A, B)), Integer(2)),
            ],
        ),
        "no step works out",
    ),
    "a vector whose formula nobody works out": (
        trace(
            {"u": Tuple(3, 4), "v": Tuple(1, 1)},
            [
                Defines(u, Tuple(3, 4)),
                Defines(v, Tuple(1, 1)),
                Defines(w, MatrixSum(u, ScalarMultiple(1, v))),
                Equal(MatrixSum(Tuple(3, 4), Tuple(1, 1)), Tuple(4, 5)),
                Equal(Norm(w, Integer(2)), sqrt(41)),
            ],
        ),
        "starts from w",
    ),
    "an antiderivative that nobody found": (
        trace(
            {"integral": integral},
            [
                Equal(integral, difference),
                Substituted(x**2 + x, Tuple(Eq(x, 3)), upper),
                Substituted(x**2 + x, Tuple(Eq(x, 1)), lower),
                Equal(difference, Integer(10)),
            ],
        ),
        "starts from x",
    ),
    "the slope of another letter for a letter": (
        trace(
            {"f": x**2 - k * x},
            [
                DerivativeOf(x**2, x, 2 * x),
                DerivativeOf(k * x, x, k),
                DerivativeOf(x**2 - k * x, x, 2 * x - k),
                SolutionSet(Tuple(Eq(k, 2 * x)), Tuple(k), Tuple(Tuple(2 * x))),
            ],
        ),
        "starts from",
    ),
    "a quotient of slopes of which one is known": (
        trace(
            {"f": x**2 + 3 * x * k + k**2},
            [
                DerivativeOf(x**2 + 3 * x * k + k**2, x, 2 * x + 3 * k),
                Equal((2 * x + 3 * k) / (3 * x + 2 * k), (3 * k + 2 * x) / (2 * k + 3 * x)),
                Equal((2 * x + 3 * k) / (3 * x + 2 * k), 1 + (k - x) / (3 * x + 2 * k)),
            ],
        ),
        "starts from",
    ),
    "a slope of which nothing is derived": (
        Trace(
            "field.topic",
            "method",
            (("f", x * (x + 1)),),
            (step("derive", slope, substeps=[step("tidy", tidied)]),),
            (("goal", slope),),
        ),
        "do not derive",
    ),
    "a slope of which the one part that varies is not derived": (
        Trace(
            "field.topic",
            "method",
            (("f", x**2 + k**2 + 2),),
            (step("derive", in_parts, substeps=[step("keep", c) for c in constants]),),
            (("goal", in_parts),),
        ),
        "do not derive all parts",
    ),
    "a calculation with numbers from nowhere": (
        trace({"data": data}, [*named, Equal(Add(3, 7, evaluate=False), Integer(10)), mean]),
        "starts from",
    ),
    "a calculation that stops before its value": (
        trace({"A": A}, [Equal(Det(A), four_minus_six), Equal(Det(A), Integer(-2))]),
        "no step works out",
    ),
    "a name goes on with a value that nobody found": (
        trace(
            {"data": data},
            [
                *named,
                mean,
                Defines(k, 2 * xbar),
                Approximates(k + xbar, Integer(12), Rational(1, 100)),
            ],
        ),
        "starts from k",
    ),
    "a number is put into a formula of names that nobody worked out": (
        trace({"data": data}, [*named, Defines(k, xbar - 1), Equal(k, Integer(3))]),
        "starts from xbar",
    ),
    "determinants are replaced by values that nobody found": (
        trace(
            {"A": A, "B": B},
            [Equal(Det(A), Integer(-2)), Equal(Det(A) * Det(B), Integer(2))],
        ),
        "starts from Det",
    ),
    "an equation is solved with a determinant that nobody found": (
        trace(
            {"A": A, "system": fraction_of_det},
            [Equivalent(fraction_of_det, Tuple(Eq(x, -1)), Tuple(x))],
        ),
        "starts from Det",
    ),
    "a list in another order": (
        trace({"data": data}, [Defines(X, Tuple(*reversed(data))), *named[1:], mean]),
        "starts from (7, 3, 2)",
    ),
    "the largest of some values only": (
        trace({"data": data}, [Equal(Max(2, 7, evaluate=False), Integer(7))]),
        "starts from Max",
    ),
    "a number is added to what the problem gives": (
        trace(
            {"f": k**2 + n},
            [Defines(x, Add(k**2 + n, 1, evaluate=False)), DerivativeOf(x, k, 2 * k)],
        ),
        "starts from 1",
    ),
    "a term of the problem is left out": (
        trace({"f": k**2 + n + 3}, [DerivativeOf(k**2 + n, k, 2 * k)]),
        "no step starts from the whole of",
    ),
    "an entry of a table is replaced where it is multiplied by zero": (
        trace(
            {"W": Tuple(Tuple(1, 2), Tuple(2, 1)), "x": Tuple(1, 0)},
            [Equal(MatrixProduct(Matrix.of([[1, 1], [2, 1]]), Tuple(1, 0)), Tuple(1, 2))],
        ),
        "no step starts from the whole of",
    ),
    "an angle has lost its sign": (
        trace({"map": "rotation by 180"}, [Defines(x, -pi), Equal(cos(x), Integer(-1))]),
        "starts from -pi",
    ),
    "another value is announced than is put in": (
        trace(
            {"T": Tuple(k, n)},
            [
                Substituted(Tuple(k, n), Tuple(Eq(k, 0), Eq(n, 1)), Tuple(0, 1)),
                Choice(Eq(k, 0)),
                Choice(Eq(k, 0)),
            ],
            together=True,
        ),
        "nothing takes up what this Choice",
    ),
    "a second pass is worked out in another way": (
        trace(
            {"z": Tuple(2, 3)},
            [
                Defines(Symbol("z_plus"), Integer(2)),
                Defines(Symbol("z_minus"), Integer(3)),
                Defines(Symbol("a_plus"), Max(0, Symbol("z_plus"), evaluate=False)),
                Defines(Symbol("a_minus"), Max(1, Symbol("z_minus"), evaluate=False)),
                Equal(Symbol("a_plus") + Symbol("a_minus"), Integer(5)),
            ],
        ),
        "a_minus is not worked out as in the other passes",
    ),
    "a function with a name in the place of a letter": (
        trace(
            {"f": (k - n) ** 2 / 2, "value": Integer(3)},
            [
                Defines(xbar, Integer(3)),
                DerivativeOf((xbar - n) ** 2 / 2, n, n - 3),
            ],
        ),
        "starts from",
    ),
    "a list of hypotheses is cut short": (
        trace(
            {"prior": Tuple(half, half)},
            [*(Defines(name, half) for name in both), Choice(Tuple(both[0])), halves],
        ),
        "nothing takes up what this Choice",
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_values_that_were_found_are_gone_on_with(name: str) -> None:
    assert list(faults(GOOD[name])) == []


@pytest.mark.parametrize("name", BAD)
def test_a_value_from_nowhere_is_refuted(name: str) -> None:
    wrong, why = BAD[name]
    assert any(why in fault.verdict.why for fault in faults(wrong))
