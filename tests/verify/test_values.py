"""Claims about values and derivatives: equal, substituted, approximate, compared, defined."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import (
    Abs,
    Add,
    Basic,
    CRootOf,
    Derivative,
    Eq,
    Float,
    I,
    IndexedBase,
    Integer,
    Max,
    Mul,
    Ne,
    Piecewise,
    Pow,
    Product,
    Rational,
    Sum,
    Symbol,
    Tuple,
    cos,
    exp,
    floor,
    log,
    nan,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
    zoo,
)

from tutor.core.claims import (
    Added,
    Approximates,
    Claim,
    Compared,
    Defines,
    DerivativeOf,
    Equal,
    Scaled,
    Substituted,
    Swapped,
)
from tutor.core.expr import Det
from tutor.core.matrix import Matrix, Row
from tutor.core.matrix_expression import Columns, MatrixProduct
from tutor.verify import check, confirm
from tutor.verify.points.places import Places

from ..matrices import A

x, y, a, n, k, mu, p = symbols("x y a n k mu p")
X, i = IndexedBase("x"), Symbol("i")
B = Matrix.of([[a, 2], [3, 4]])
C = Matrix.of([[a, 1], [1, a]])
D = Matrix.of([[sqrt(2), 2], [1, sqrt(2)]])
BELOW = Row(tuple(map(D.domain.from_sympy, (Integer(1), sqrt(2)))), D.domain.from_sympy(sqrt(2)))
third = Rational(1, 3)
THIRDS = Matrix.of([[third, 2 * third], [0, 2 * third]])
UPPER, TINY = CRootOf(x**3 - x - 1, 2), Rational("0.000005")
DECIMALS = Tuple(Rational("3.142"), Rational("0.333"))


def product(*factors: Any) -> Basic:
    return Mul(*factors, evaluate=False)


def power(base: Any, exponent: Any) -> Basic:
    return Pow(base, exponent, evaluate=False)


KEPT = product(x, x, power(x, -1))  # without a value at 0

TRUE: dict[str, Claim] = {
    "arithmetic": Equal(Add(product(2, 3), 4, evaluate=False), Integer(10)),
    "a fraction": Equal(product(6, power(8, -1)), Rational(3, 4)),
    "a binomial": Equal((x + y) ** 2, x**2 + 2 * x * y + y**2),
    "roots": Equal(sqrt(8), 2 * sqrt(2)),
    "a sine": Equal(sin(2 * x), 2 * sin(x) * cos(x)),
    "a logarithm under its condition": Equal(log(x**2), 2 * log(x), (x > 0,)),
    "a root under its condition": Equal(sqrt(x**2), x, (x >= 0,)),
    "a cancelled fraction": Equal((x**2 - 1) / (x - 1), x + 1, (Ne(x, 1),)),
    "a fraction that keeps its hole": Equal(
        (x**3 - x) / (x**2 - x), product(x + 1, x, power(x, -1)), (Ne(x, 1),)
    ),
    "a sum that keeps its domain": Equal(log(x) + product(x, 1 / x), log(x) + 1),
    "a quotient that is never zero below": Equal(product(exp(x), power(exp(x), -1)), Integer(1)),
    "a hole where there is another": Equal(product(x, power(x, -1), 1 / x), 1 / x),
    "a tower": Equal(exp(exp(x) + 1), exp(1) * exp(exp(x))),
    "terms that cancel": Equal(
        sqrt(10**100 + x**2) - 10**50, x**2 / (sqrt(10**100 + x**2) + 10**50)
    ),
    "cases that meet": Equal(Piecewise((x, x < 5000), (x**2 / 5000, Eq(x, 5000)), (x, True)), x),
    "an expanded fraction": Equal(x + 1, (x**2 - 1) / (x - 1), (Ne(x, 1),)),
    "an equation as condition": Equal(x**2, Integer(9), (Eq(x, 3),)),
    "a circle as condition": Equal(x**2 + y**2, Integer(1), (Eq(x**2 + y**2, 1),)),
    "a determinant": Equal(Det(A), Integer(-2)),
    "a determinant with a letter": Equal(Det(B), 4 * a - 6),
    "vectors": Equal(Tuple(x + x, Integer(1)), Tuple(2 * x, product(1, 1))),
    "matrices": Equal(A, Matrix.of([[1, 2], [3, 4]])),
    "a sum over a sample": Equal(Sum(a * X[i], (i, 1, n)), a * Sum(X[i], (i, 1, n))),
    "a likelihood": Equal(log(Product(exp(-a * X[i]), (i, 1, n))), -a * Sum(X[i], (i, 1, n))),
    "a constant summed": Equal(Sum(a, (i, 1, n)), n * a),
    "a derivative written": Equal(Derivative(x**3, x), 3 * x**2),
    "a second derivative": Equal(Derivative(x**3, (x, 2)), 6 * x),
    "a mixed derivative": Equal(Derivative(x**2 * y**3, x, y), 6 * x * y**2),
    "cases": Equal(Piecewise((x, x > 0), (-x, True)), Abs(x)),
    "cases with conditions": Equal(
        Piecewise((x**2, x < 1), (2 * x - 1, x >= 1), evaluate=False), x**2, (x <= 1,)
    ),
    "a slope where cases meet": DerivativeOf(
        Piecewise((x**2, x < 1), (2 * x - 1, x >= 1), evaluate=False), x, Integer(2), (Eq(x, 1),)
    ),
    "a slope at one point": DerivativeOf(x * Abs(x), x, Integer(0), (Eq(x, 0),)),
    "a power rule": DerivativeOf(x**5, x, 5 * x**4),
    "a logarithm": DerivativeOf(log(x), x, 1 / x),
    "the absolute value": DerivativeOf(Abs(x), x, sign(x)),
    "a general power": DerivativeOf(x**x, x, x**x * (log(x) + 1)),
    "one over": DerivativeOf(1 / (x - 1), x, -1 / (x - 1) ** 2),
    "by a parameter": DerivativeOf(
        Sum((X[i] - mu) ** 2, (i, 1, n)), mu, -2 * Sum(X[i] - mu, (i, 1, n))
    ),
    "steep": DerivativeOf(exp(40 * x), x, 40 * exp(40 * x)),
    "very steep": DerivativeOf(exp(10**8 * x), x, 10**8 * exp(10**8 * x)),
    "steep as a tower": DerivativeOf(exp(x**50), x, 50 * x**49 * exp(x**50)),
    "a fast wave": DerivativeOf(sin(10**10 * x), x, 10**10 * cos(10**10 * x)),
    "a wave ever faster": DerivativeOf(sin(x**100), x, 100 * x**99 * cos(x**100)),
    "many poles": DerivativeOf(tan(10**6 * x), x, 10**6 * (1 + tan(10**6 * x) ** 2)),
    "insert": Substituted(x**2 + y, Tuple(Eq(x, 3), Eq(y, 2)), Integer(11)),
    "insert into an equation": Substituted(Eq(x + y, 5), Tuple(Eq(x, 3)), Eq(3 + y, 5)),
    "insert into a fraction": Substituted(
        KEPT, Tuple(Eq(x, y + 1)), product(y + 1, y + 1, power(y + 1, -1))
    ),
    "insert what has no value at 0": Substituted(sin(1 / x), Tuple(Eq(x, 1 / y)), sin(y)),
    "exchange at once": Substituted(x - y, Tuple(Eq(x, y), Eq(y, x)), y - x),
    "a decimal": Approximates(pi, Rational("3.1416"), Rational("0.00005")),
    "complex decimals": Approximates(UPPER, Rational("-0.66236") + Rational("0.56228") * I, TINY),
    "decimals of a root of -2": Approximates(sqrt(2) * I, Rational("1.41421") * I, TINY),
    "an exact decimal": Approximates(third, Rational("0.333"), Rational("0.0005")),
    "decimals of a vector": Approximates(Tuple(pi, third), DECIMALS, Rational("0.0005")),
    "decimals of exact fractions": Approximates(
        MatrixProduct(THIRDS, Tuple(1, 1)), Tuple(1, Rational("0.667")), Rational("0.0005")
    ),
    "decimals of a matrix": Approximates(
        Columns(Tuple(pi, third)), Matrix.of([[DECIMALS[0]], [DECIMALS[1]]]), Rational("0.0005")
    ),
    "less": Compared(sqrt(2), "<", Rational(3, 2)),
    "equal": Compared(sqrt(8), "=", 2 * sqrt(2)),
    "under a condition": Compared(x**2, ">", Integer(0), (Ne(x, 0),)),
    "never equal": Compared(x**2, ">", 2 * x - Rational(1001, 1000)),
    "equal at a point": Compared((x - 7) ** 2, ">=", Integer(0)),
    "far below": Compared(exp(-(x**2)), ">", Integer(0)),
    "a corner has no slope": DerivativeOf(Abs(x - 1000), x, sign(x - 1000)),
    "no slope at all": DerivativeOf(Abs(sin(x) ** 2 + cos(x) ** 2), x, Integer(0)),
    "a tiny slope": DerivativeOf(x / 10**30, x, Rational(1, 10**30)),
    "insert a solution": Substituted(
        Eq(x + y, 5), Tuple(Eq(x, 3), Eq(y, 2)), Eq(Integer(5), Integer(5), evaluate=False)
    ),
    "a letter that is never zero": Scaled(
        C, 1, a**2 + 1, Matrix.of([[a**3 + a, a**2 + 1], [1, a]])
    ),
    "a multiple that may be zero": Added(C, 2, 1, -a, Matrix.of([[a, 1], [1 - a**2, 0]])),
    "a root scaled away": Scaled(
        Matrix.of([[sqrt(2), 0], [0, 1]]), 1, sqrt(2) / 2, Matrix.of([[1, 0], [0, 1]])
    ),
    "a root scaled away from two": Scaled(
        Matrix.of([[sqrt(2), 1], [0, sqrt(3) - sqrt(2)]]),
        2,
        sqrt(2) + sqrt(3),
        Matrix.of([[sqrt(2), 1], [0, 1]]),
    ),
    "a root scaled in": Scaled(A, 1, sqrt(2), Matrix.of([[sqrt(2), 2 * sqrt(2)], [3, 4]])),
    "a root added": Added(A, 2, 1, sqrt(2), Matrix.of([[1, 2], [3 + sqrt(2), 4 + 2 * sqrt(2)]])),
    "rows exchanged": Swapped(A, 1, 2, Matrix.of([[3, 4], [1, 2]])),
    "a row scaled": Scaled(A, 2, third, Matrix.of([[1, 2], [1, Rational(4, 3)]])),
}
FALSE: dict[str, Claim] = {
    "arithmetic": Equal(Add(product(2, 3), 4, evaluate=False), Integer(11)),
    "a binomial": Equal((x + y) ** 2, x**2 + y**2),
    "a zero cancelled": Equal(product(x, power(x, -1)), Integer(1)),
    "a factor cancelled": Equal((x**2 - 1) / (x - 1), x + 1),
    "an irrational hole": Equal(product(x**2 - 2, power(x**2 - 2, -1)), Integer(1)),
    "a hole brought in": Equal(x, product(x, exp(x) - 2, power(exp(x) - 2, -1))),
    "a sine cancelled": Equal(product(sin(x), power(sin(x), -1)), Integer(1)),
    "a logarithm cancelled": Equal(product(x, log(x), power(log(x), -1)), x, (x > 0,)),
    "a condition without a value": Equal(
        Piecewise((1, log(x) > 0), (1, True), evaluate=False), Integer(1)
    ),
    "the case beyond a border": Equal(
        Piecewise((x**2, x < 1), (3 * x - 1, x >= 1), evaluate=False), x**2, (x <= 1,)
    ),
    "another slope where cases meet": DerivativeOf(
        Piecewise((x**2, x < 1), (2 * x - 1, x >= 1), evaluate=False), x, Integer(1), (Eq(x, 1),)
    ),
    "a case far away": Equal(x, Piecewise((x, x < 5000), (x + 1, True))),
    "a case in a short interval": Equal(
        x, Piecewise((x, Abs(x) > Rational(1, 1000)), (x + 1, True))
    ),
    "a case at a point": Equal(x, Piecewise((x + 1, Eq(x, 7)), (x, True))),
    "a maximum far away": Equal(Max(x, 1000), Integer(1000)),
    "a root far away": Equal(sqrt((x + 1000) ** 2), x + 1000),
    "a logarithm far away": Equal(log((x + 1000) ** 2), 2 * log(x + 1000)),
    "a sign far away": Equal(sign(x - 10**6), Integer(-1)),
    "a floor": Equal(floor(x / 10**6) * floor(-x / 10**6), Integer(0)),
    "almost the same": Equal(x, x + Rational(1, 10**30)),
    "the same in relation": Equal(x, x * (1 + Rational(1, 10**27))),
    "two tiny waves": Equal(sin(x) / 10**40, cos(x) / 10**40),
    "almost zero": Equal(exp(-10000 * x**2 - 1000), Integer(0)),
    "almost a constant": Equal(pi + exp(-100), pi),
    "almost whole": Equal(exp(pi * sqrt(163)), Integer(262537412640768744)),
    "domain loss": Equal(log(x**2), 2 * log(x)),
    "domain loss in a product": Equal(log(x * y), log(x) + log(y)),
    "a root": Equal(sqrt(x**2), x),
    "a root of a sum": Equal(sqrt(x + y), sqrt(x) + sqrt(y)),
    "an absolute value": Equal(Abs(x), x),
    "a maximum": Equal(Max(x, y), x),
    "a sign": Equal(sign(x), Integer(1)),
    "a step": Equal(floor(x), x - Rational(1, 2)),
    "a hole in the result": Equal(x + 1, (x**2 - 1) / (x - 1)),
    "a fraction divided by zero": Equal(product(1, power(0, -1)), Integer(1)),
    "zero by zero": Equal(product(0, power(0, -1)), Integer(0)),
    "not a number": Equal(nan, nan),
    "infinite": Equal(zoo, zoo),
    "a float": Equal(Float(0.5), Float(0.5)),
    "a float inside": Equal(Float(0.5) * x, x / 2),
    "nearly": Equal(pi, Rational("3.14159265358979323846")),
    "tiny numbers": Equal(Rational(1, 10**30), Rational(2, 10**30)),
    "tiny roots": Equal(sqrt(2) / 10**24, sqrt(3) / 10**24),
    "a determinant": Equal(Det(A), Integer(2)),
    "a determinant with a letter": Equal(Det(B), 4 * a + 6),
    "a determinant that is not square": Equal(Det(Matrix.of([[1, 2]])), Integer(1)),
    "vectors of different length": Equal(Tuple(x, y), Tuple(x)),
    "a vector and a number": Equal(Tuple(x), x),
    "matrices of different shape": Equal(A, Matrix.of([[1, 2, 3, 4]])),
    "another entry": Equal(A, Matrix.of([[1, 2], [3, 5]])),
    "n and n - 1": Equal(Sum(a, (i, 1, n)), (n - 1) * a),
    "relations": Equal(Eq(x, y), Ne(x, y)),
    "a power rule": DerivativeOf(x**5, x, 5 * x**5),
    "a chain forgotten": DerivativeOf(sin(x**2), x, cos(x**2)),
    "a sign forgotten": DerivativeOf(cos(x), x, sin(x)),
    "another variable": DerivativeOf(x * y, x, x),
    "no variable": DerivativeOf(x**2, Integer(2), 2 * x),
    "a tower nearly": DerivativeOf(exp(x**50), x, (50 + Rational(1, 10**9)) * x**49 * exp(x**50)),
    "a factor forgotten": DerivativeOf(exp(40 * x), x, exp(40 * x)),
    "insert": Substituted(x**2 + y, Tuple(Eq(x, 3), Eq(y, 2)), Integer(12)),
    "insert what is no solution": Substituted(
        Eq(x + y, 5), Tuple(Eq(x, 3), Eq(y, 1)), Eq(Integer(4), Integer(5), evaluate=False)
    ),
    "cancel while inserting": Substituted(KEPT, Tuple(Eq(x, y + 1)), y + 1),
    "insert two values": Substituted(x**2, Tuple(Eq(x, 3), Eq(x, 2)), Integer(4)),
    "insert an inequality": Substituted(x**2, Tuple(x < 3), Integer(9)),
    "a letter that may be zero": Scaled(C, 1, a, Matrix.of([[a**2, a], [1, a]])),
    "a letter below": Added(C, 2, 1, -1 / a, Matrix.of([[a, 1], [0, a - 1 / a]])),
    "another root scaled away": Scaled(
        Matrix.of([[sqrt(2), 1], [0, sqrt(3) - sqrt(2)]]),
        2,
        sqrt(3) - sqrt(2),
        Matrix.of([[sqrt(2), 1], [0, 1]]),
    ),
    "a root scaled in once": Scaled(A, 1, sqrt(2), Matrix.of([[sqrt(2), 2], [3, 4]])),
    "a root below a row": Scaled(D, 1, sqrt(2) / 2, D.with_row(1, BELOW)),
    "insert what is not there": Substituted(x**2, Tuple(Eq(x, 3), Eq(y, 2)), Integer(9)),
    "a decimal": Approximates(pi, Rational("3.15"), Rational("0.005")),
    "one component off": Approximates(Tuple(pi, 2 * third), DECIMALS, Rational("0.0005")),
    "one fraction off": Approximates(
        MatrixProduct(THIRDS, Tuple(1, 1)), Tuple(1, Rational("0.66")), Rational("0.0005")
    ),
    "a component too many": Approximates(Tuple(pi), DECIMALS, Rational("0.0005")),
    "a vector for a matrix": Approximates(Columns(Tuple(pi, third)), DECIMALS, Rational("0.0005")),
    "the conjugate": Approximates(UPPER, Rational("-0.66236") - Rational("0.56228") * I, TINY),
    "another imaginary part": Approximates(
        UPPER, Rational("-0.66236") + Rational("0.56226") * I, TINY
    ),
    "a real part alone": Approximates(UPPER, Rational("-0.66236"), TINY),
    "an imaginary part too much": Approximates(pi, Rational("3.14159") + I / 1000, TINY),
    "a complex decimal that is none": Approximates(UPPER, Rational("-0.66236") + pi * I, TINY),
    "a tolerance too wide for a complex number": Approximates(
        UPPER, Rational("-0.66236") + Rational("0.56228") * I, Rational("0.04")
    ),
    "a tolerance too wide for all": Approximates(Tuple(pi, third), DECIMALS, Rational("0.04")),
    "a root as decimal": Approximates(Tuple(sqrt(2)), Tuple(sqrt(2)), Rational("0.0005")),
    "a tolerance too wide": Approximates(pi, Rational("3"), Rational("0.2")),
    "a negative tolerance": Approximates(pi, Rational("3.1416"), Rational("-0.1")),
    "a float as tolerance": Approximates(pi, Rational("3.1416"), 0.0001),
    "less": Compared(sqrt(2), ">", Rational(3, 2)),
    "equal is not less": Compared(sqrt(8), "<", 2 * sqrt(2)),
    "no relation": Compared(Integer(1), "=<", Integer(2)),
    "everywhere": Compared(x**2, ">", x),
    "not in a short interval": Compared(x**2, ">=", x / 10**8),
    "not at one point": Compared((x - 7) ** 2, ">", Integer(0)),
    "not at an irrational point": Compared((x**2 - 2) ** 2, "!=", Integer(0)),
    "not far away": Compared(x, "<", Integer(10**6)),
    "not where it is very large": Compared(exp(x), "<", Integer(10) ** 200),
    "almost equal": Compared(pi, "=", pi + exp(-80)),
    "a little more": Compared(pi + exp(-80), "<=", pi),
    "hardly a slope": DerivativeOf(Piecewise((x / 10**30, x < 9), (x, True)), x, Integer(0)),
    "another slope far away": DerivativeOf(Abs(x - 1000), x, Integer(-1)),
    "a case of the result": DerivativeOf(x, x, Piecewise((1, x < 5000), (2, True))),
    "a hole in the slope": DerivativeOf(x**2, x, product(2, x, x - 1, power(x - 1, -1))),
    "a row with itself": Swapped(A, 1, 1, A),
    "a row that is not there": Swapped(A, 1, 3, A),
    "a row scaled by zero": Scaled(A, 1, Integer(0), Matrix.of([[0, 0], [3, 4]])),
    "another row changed": Scaled(A, 1, Integer(2), Matrix.of([[2, 4], [3, 5]])),
    "the wrong row added": Added(A, 2, 1, Integer(-3), Matrix.of([[1, 2], [0, 2]])),
    "a factor that stands as written": Scaled(
        Matrix.of([[I, 1], [0, 1]]),
        1,
        Add(1, Mul(-1, I, evaluate=False), evaluate=False),
        Matrix.of([[1, -I], [0, 1]]),
    ),
    "a factor with another root than the rows": Added(
        Matrix.of([[sqrt(2), 1], [2, 2]]),
        2,
        1,
        -sqrt(3),
        Matrix.of([[sqrt(2), 1], [0, 2 - sqrt(2)]]),
    ),
    "a row added to itself": Added(A, 1, 1, Integer(1), Matrix.of([[2, 4], [3, 4]])),
    "a row over zero": Scaled(A, 1, Integer(2), A.with_row(1, Row((0, 0), 0))),
    "a row too short": Scaled(A, 2, Integer(1), A.with_row(2, Row((3,), 1))),
    "rows of another matrix": Swapped(A, 1, 2, Matrix.of([[3, 4], [1, 2]], 1)),
    "nothing that is a claim": Equal("x", "x"),  # type: ignore[arg-type]
    "no name": Defines(Integer(2), Integer(2)),
    "defined by itself": Defines(x, x + 1),
}
# Nothing says whether these hold, and that is no pass.
UNDECIDED: dict[str, Claim] = {
    "the sine of a giant": Equal(sin(exp(exp(20 + x**2))), x),
    "a derivative of high order": Equal(Derivative(sin(x) * exp(x), (x, 100)), x),
    "never, and the same": Equal(x, x, (x > 1, x < 0)),
    "never, and numbers": Equal(Add(1, 1, evaluate=False), Integer(2), (x > 1, x < 0)),
    "never, and compared": Compared(Integer(1), "<", Integer(2), (Eq(x**2, -1),)),
    "no point inside": Equal(x, x + 0 * y + power(x, 1), (x > 1, x < 0)),
    "no value anywhere": Equal(log(-1 - x**2), log(-2 - x**2)),
    "no value at all": Compared(log(-1 - x**2), "<", log(-2 - x**2)),
    "a function of no value": DerivativeOf(log(-1 - x**2), x, 2 * x),
    "the mean of two slopes at a corner": DerivativeOf(Abs(x), x, Integer(0), (Eq(x, 0),)),
    "the mean of two slopes where cases meet": DerivativeOf(
        Piecewise((x**2, x <= 1), (x, x > 1), evaluate=False), x, Rational(3, 2), (Eq(x, 1),)
    ),
    "a slope at a jump": DerivativeOf(
        Piecewise((x, x < 1), (x + 1, x >= 1), evaluate=False), x, Integer(1), (Eq(x, 1),)
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_claim_passes_and_is_confirmed(name: str) -> None:
    for verdict in (check(TRUE[name], Places()), confirm(TRUE[name], Places())):
        assert verdict.status in ("proved", "supported"), verdict


@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_is_refuted_with_a_reason(name: str) -> None:
    verdict = check(FALSE[name], Places())
    assert verdict.status == "refuted", verdict
    assert verdict.why


@pytest.mark.parametrize("name", UNDECIDED)
def test_what_cannot_be_decided_is_unchecked(name: str) -> None:
    verdict = check(UNDECIDED[name], Places())
    assert verdict.status == "unchecked", verdict
    assert verdict.why


def test_exact_arithmetic_proves() -> None:
    for name in ("arithmetic", "a fraction", "a binomial", "a determinant with a letter"):
        assert check(TRUE[name], Places()).status == "proved", name


def test_a_counter_example_has_a_place() -> None:
    assert "x = " in check(FALSE["a binomial"], Places()).why
    assert "x = 1" in check(FALSE["a hole in the result"], Places()).why
