"""What is said about systems of equations: true claims pass, false ones are refuted with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import (
    Add,
    Eq,
    IndexedBase,
    Integer,
    Mul,
    Ne,
    Rational,
    Sum,
    Symbol,
    Tuple,
    atan,
    cos,
    exp,
    log,
    pi,
    sin,
    sqrt,
    symbols,
    sympify,
)

from tutor.core.claims import Equivalent, Implies, SolutionSet
from tutor.core.matrix import Matrix
from tutor.verify import check, confirm
from tutor.verify.points.places import Places

x, y, z, k, t, n, p, mu, sigma = symbols("x y z k t n p mu sigma")
X, i = IndexedBase("x"), Symbol("i")
total = Sum(X[i], (i, 1, n))
half = Rational(1, 2)
tiny = Rational(1, 10**25)
spread = Sum((X[i] - total / n) ** 2, (i, 1, n))


def eq(left: Any, right: Any) -> Eq:
    return Eq(sympify(left), sympify(right), evaluate=False)


def system(made: Any) -> Any:
    return made if isinstance(made, Matrix) else Tuple(*made)


def solution_set(equations: Any, unknowns: Any, solutions: Any, *given: Any) -> SolutionSet:
    found = Tuple(*(Tuple(*map(sympify, s)) for s in solutions))
    return SolutionSet(system(equations), Tuple(*unknowns), found, given)


lines = [eq(x + y, 3), eq(x - y, 1)]
circle = [eq(2 * x, 2 * t * x), eq(4 * y, 2 * t * y), eq(x**2 + y**2, 1)]
four = [(1, 0, 1), (-1, 0, 1), (0, 1, 2), (0, -1, 2)]
score_p = [eq(total / p - (n - total) / (1 - p), 0)]
score_normal = [
    eq(Sum(X[i] - mu, (i, 1, n)) / sigma**2, 0),
    eq(-n / sigma + Sum((X[i] - mu) ** 2, (i, 1, n)) / sigma**3, 0),
]

SOLVED = {
    "one point": solution_set(lines, [x, y], [(2, 1)]),
    "an augmented matrix": solution_set(Matrix.of([[1, 1, 3], [1, -1, 1]], 1), [x, y], [(2, 1)]),
    "nearly parallel": solution_set(
        [eq(x + y, 1), eq(x + (1 + tiny) * y, 1 + tiny)], [x, y], [(0, 1)]
    ),
    "very different sizes": solution_set([eq(x, 1), eq(tiny * y, tiny)], [x, y], [(1, 1)]),
    "more digits than forty": solution_set([eq(10**60 + x, 2)], [x], [(2 - 10**60,)]),
    "a line of solutions": solution_set([eq(x + y, 3)], [x, y], [(3 - y, y)]),
    "no solution": solution_set([eq(x + y, 3), eq(x + y, 4)], [x, y], []),
    "everything": solution_set([eq(x + y, y + x), eq(x, x)], [x, y], [(x, y)]),
    "a letter that is not zero": solution_set([eq(k * x, 1)], [x], [(1 / k,)], Ne(k, 0)),
    "a letter with a value": solution_set([eq((k - 3) * x, k - 3)], [x], [(x,)], Eq(k, 3)),
    "parallel for one letter": solution_set(
        [eq(x + k * y, 1), eq(x + 2 * y, 3)], [x, y], [], Eq(k, 2)
    ),
    "roots as coefficients": solution_set([eq(sqrt(2) * x, 2)], [x], [(sqrt(2),)]),
    "a square": solution_set([eq(x**2, 4)], [x], [(2,), (-2,)]),
    "a square, positive": solution_set([eq(x**2, 4)], [x], [(2,)], x > 0),
    "a double root on an edge": solution_set([eq(x**2 + y**2, 0)], [x, y], [], x > 0),
    "a very high degree": solution_set([eq(x**9999 + x**99 + x, 0)], [x], [(0,)]),
    "no root inside the condition": solution_set([eq(x, 1)], [x], [], x > 2),
    "no real root": solution_set([eq(x**2, -4)], [x], []),
    "irrational roots": solution_set([eq(x**2, 2)], [x], [(sqrt(2),), (-sqrt(2),)]),
    "a root with a letter": solution_set([eq(x**2, k)], [x], [(sqrt(k),), (-sqrt(k),)], k >= 0),
    "a double root": solution_set([eq(x**2 - 2 * x, -1)], [x], [(1,)]),
    "a root of a high multiplicity": solution_set([eq(x**98, 0)], [x], [(0,)]),
    "two roots of high multiplicities": solution_set(
        [eq(x**60 * (x - 1) ** 41 * exp(x), 0)], [x], [(0,), (1,)]
    ),
    "flatter than any power": solution_set([eq(exp(-1 / x**2), 0)], [x], []),
    "a pole is no root": solution_set([eq(1 / x, 0)], [x], []),
    "an exponential": solution_set([eq(exp(x), 2)], [x], [(log(2),)]),
    "an exponential never zero": solution_set([eq(exp(x), 0)], [x], []),
    "a logarithm": solution_set([eq(x * log(x), 0)], [x], [(1,)]),
    "a huge root": solution_set([eq(log(x), 200)], [x], [(exp(200),)]),
    "nearly zero far out": solution_set([eq(x * exp(-x), 0)], [x], [(0,)]),
    "digits that cancel far out": solution_set([eq(atan(x), pi / 2)], [x], []),
    "a Lagrangian": solution_set(circle, [x, y, t], four),
    "two lines": solution_set([eq(x * y, 0)], [x, y], [(0, y), (x, 0)]),
    "a score equation": solution_set(score_p, [p], [(total / n,)], total > 0, total < n),
    "two score equations": solution_set(
        score_normal, [mu, sigma], [(total / n, sqrt(spread / n))], sigma > 0
    ),
}
NOT_SOLVED = {
    "a wrong number": solution_set(lines, [x, y], [(2, 2)]),
    "a flat root omitted": solution_set([eq((x - 3) ** 98 * (exp(x) - 1), 0)], [x], [(0,)]),
    "a double root omitted": solution_set([eq(cos(x) * x - x, 0)], [x], [(0,)]),
    "a solution omitted": solution_set(lines, [x, y], []),
    "one point of a line": solution_set([eq(x + y, 3)], [x, y], [(2, 1)]),
    "a line that is too short": solution_set([eq(x + y + z, 3)], [x, y, z], [(3 - y, y, 0)]),
    "too few values": solution_set(lines, [x, y], [(2,)]),
    "too many values": solution_set(lines, [x, y], [(2, 1, 0)]),
    "two points of a linear system": solution_set([eq(x + y, 3)], [x, y], [(2, 1), (1, 2)]),
    "a letter that may be zero": solution_set([eq(k * x, 1)], [x], [(1 / k,)]),
    "the wrong letter excluded": solution_set(
        [eq((k - 3) * x, 1)], [x], [(1 / (k - 3),)], Ne(k, 0)
    ),
    "a special letter forgotten": solution_set([eq((k - 3) * x, k - 3)], [x], [(1,)]),
    "parallel only for one letter": solution_set([eq(x + k * y, 1), eq(x + 2 * y, 3)], [x, y], []),
    "an irrational letter": solution_set([eq((k**2 - 2) * x, 1)], [x], [(1 / (k**2 - 2),)]),
    "a letter in an exponential": solution_set([eq((exp(k) - 2) * x, 0)], [x], [(0,)]),
    "two letters on a circle": solution_set([eq((k**2 + t**2 - 1) * x, 0)], [x], [(0,)]),
    "two roots side by side": solution_set(
        [eq(exp(x) * ((x - 1) ** 2 - Rational(1, 10**10)), 0)], [x], [(1 + Rational(1, 10**5),)]
    ),
    "straight at whole numbers": solution_set([eq(x + 5 * sin(pi * x), 1)], [x], [(1,)]),
    "half of the roots": solution_set([eq(x**2, 4)], [x], [(2,)]),
    "a root outside the condition": solution_set([eq(x**2, 4)], [x], [(2,), (-2,)], x > 0),
    "the last of sixty digits": solution_set([eq(10**60 + x, 2)], [x], [(1 - 10**60,)]),
    "a root that is not real": solution_set([eq(x**2, k)], [x], [(sqrt(k),), (-sqrt(k),)]),
    "a root at a pole": solution_set([eq(Mul(x**2, 1 / x, evaluate=False), 0)], [x], [(0,)]),
    "a logarithm with two": solution_set([eq(x * log(x), 0)], [x], [(0,), (1,)]),
    "an exponential without": solution_set([eq(exp(x), 2)], [x], []),
    "a huge root omitted": solution_set([eq(log(x), 200)], [x], []),
    "a root beyond all floats omitted": solution_set([eq(log(x), 1000)], [x], []),
    "a tiny root omitted": solution_set([eq(log(x), -200)], [x], []),
    "a number beyond all floats": solution_set([eq(exp(x), Integer(10) ** 400)], [x], []),
    "one of many": solution_set([eq(sin(x), 0)], [x], [(0,)]),
    "a critical point omitted": solution_set(circle, [x, y, t], four[:3]),
    "one of two lines": solution_set([eq(x * y, 0)], [x, y], [(0, y)]),
    "n - 1 for n": solution_set(
        score_normal, [mu, sigma], [(total / n, sqrt(spread / (n - 1)))], sigma > 0
    ),
    "an unknown that does not occur": solution_set(lines, [z], [(1,)]),
    "an unknown twice": solution_set([eq(x, 1)], [x, x], [(1, 1)]),
    "no unknown": solution_set([eq(1, 1)], [], [()]),
    "an unknown that is not free": solution_set([eq(x + y, 3)], [x, y], [(3 - y, 3 - x)]),
    "the columns of another system": solution_set(Matrix.of([[1, 1, 3]], 1), [x], [(3,)]),
}
EQUIVALENT = {
    "solved": Equivalent(Tuple(*lines), Tuple(eq(x, 2), eq(y, 1)), Tuple(x, y)),
    "as a matrix with a letter": Equivalent(
        Tuple(eq(x + k * y, 1), eq(k * x + y, 2)),
        Matrix.of([[1, k, 1], [k, 1, 2]], 1),
        Tuple(x, y),
    ),
    "as a matrix": Equivalent(Tuple(*lines), Matrix.of([[1, 1, 3], [1, -1, 1]], 1), Tuple(x, y)),
    "both impossible": Equivalent(Tuple(eq(x, 1), eq(x, 2)), Tuple(eq(0, 5)), Tuple(x)),
    "a root on one side": Equivalent(Tuple(eq(x**2, 4)), Tuple(eq(x, 2)), Tuple(x), (x > 0,)),
    "divided by a letter": Equivalent(Tuple(eq(k * x, k)), Tuple(eq(x, 1)), Tuple(x), (Ne(k, 0),)),
    "powers of two planes": Equivalent(
        Tuple(eq((x + y - 2) ** 3, 0), eq((y - 1) ** 2 * y, 0)),
        Tuple(eq(x + y - 2, 0), eq(y * (y - 1), 0)),
        Tuple(x, y, k),
    ),
    "a sum of squares": Equivalent(
        Tuple(eq(x**2 - x * y + y**2, 0)), Tuple(eq(2 * x - y, 0), eq(y, 0)), Tuple(x, y)
    ),
    "a curve": Equivalent(Tuple(eq(x * y, 1)), Tuple(eq(y, 1 / x)), Tuple(x, y)),
    "a logarithm": Equivalent(Tuple(eq(log(x), 1)), Tuple(eq(x, exp(1))), Tuple(x)),
}
NOT_EQUIVALENT = {
    "a sum in a sum": Equivalent(
        Tuple(eq(4 * x + 3 * y, 0), eq(x**2 + y**2 - 100, 0)),
        Tuple(eq(4 * x + 3 * y, 0), eq(Add(x**2 + y**2 - 100, 1, evaluate=False), 0)),
        Tuple(x, y),
    ),
    "a factor left out": Equivalent(
        Tuple(eq((x + y - 2) ** 3, 0), eq((y - 1) ** 2 * y, 0)),
        Tuple(eq(x + y - 2, 0), eq(y - 1, 0)),
        Tuple(x, y),
    ),
    "a difference of squares": Equivalent(
        Tuple(eq(x**2 - y**2, 0)), Tuple(eq(x, 0), eq(y, 0)), Tuple(x, y)
    ),
    "a sum of squares and more": Equivalent(
        Tuple(eq(x**2 + y**2 - 1, 0)), Tuple(eq(x, 0), eq(y, 0)), Tuple(x, y)
    ),
    "a wrong number": Equivalent(Tuple(*lines), Tuple(eq(x, 2), eq(y, 2)), Tuple(x, y)),
    "a row that vanishes for one value": Equivalent(
        Tuple(eq(x + k * y, 1), eq(k * x + y, 2)),
        Matrix.of([[k - 3, k * (k - 3), k - 3], [k, 1, 2]], 1),
        Tuple(x, y),
    ),
    "a wrong entry": Equivalent(Tuple(*lines), Matrix.of([[1, 1, 3], [1, -1, 2]], 1), Tuple(x, y)),
    "an equation lost": Equivalent(Tuple(*lines), Tuple(lines[0]), Tuple(x, y)),
    "a solution lost by division": Equivalent(
        Tuple(eq(x * (x - 1), 0)), Tuple(eq(x - 1, 0)), Tuple(x)
    ),
    "a root forgotten": Equivalent(Tuple(eq(x**2, 4)), Tuple(eq(x, 2)), Tuple(x)),
    "a letter that may be zero": Equivalent(Tuple(eq(k * x, k)), Tuple(eq(x, 1)), Tuple(x)),
    "an irrational letter that may be zero": Equivalent(
        Tuple(eq((k**2 - 2) * x, 0)), Tuple(eq(x, 0)), Tuple(x)
    ),
    "a wave that may be zero": Equivalent(
        Tuple(eq((sin(k) - half) * x, 0)), Tuple(eq(x, 0)), Tuple(x)
    ),
    "a root far away": Equivalent(
        Tuple(eq(exp(x) * (x - 1) * (x - 5000), 0)), Tuple(eq(exp(x) * (x - 1), 0)), Tuple(x)
    ),
    "unknowns of something else": Equivalent(Tuple(eq(x, 3)), Tuple(eq(x, 4)), Tuple(y)),
    "columns exchanged": Equivalent(
        Tuple(*lines), Matrix.of([[1, 1, 3], [1, -1, 1]], 1), Tuple(y, x)
    ),
}
IMPLIED = {
    "squared": Implies(Tuple(eq(x, 2)), Tuple(eq(x**2, 4)), Tuple(x)),
    "a combination": Implies(Tuple(*lines), Tuple(eq(2 * x, 4)), Tuple(x, y)),
    "from a Lagrangian": Implies(Tuple(*circle), Tuple(eq(x * (1 - t), 0)), Tuple(x, y, t)),
}
NOT_IMPLIED = {
    "a root": Implies(Tuple(eq(x**2, 4)), Tuple(eq(x, 2)), Tuple(x)),
    "the other way": Implies(Tuple(eq(2 * x, 4)), Tuple(*lines), Tuple(x, y)),
    "a factor divided away": Implies(Tuple(*circle), Tuple(eq(1 - t, 0)), Tuple(x, y, t)),
}
TRUE = {**SOLVED, **EQUIVALENT, **{f"implies {name}": c for name, c in IMPLIED.items()}}
FALSE = {
    **NOT_SOLVED,
    **{f"equivalent {name}": c for name, c in NOT_EQUIVALENT.items()},
    **{f"implies {name}": c for name, c in NOT_IMPLIED.items()},
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_claim_passes(name: str) -> None:
    for verdict in (check(TRUE[name], Places()), confirm(TRUE[name], Places())):
        assert verdict.status in ("proved", "supported"), verdict


@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_is_refuted_with_a_reason(name: str) -> None:
    verdict = check(FALSE[name], Places())
    assert verdict.status == "refuted", verdict
    assert verdict.why


def test_constant_linear_systems_are_proved() -> None:
    for name in ("one point", "an augmented matrix", "a line of solutions", "no solution"):
        assert check(SOLVED[name], Places()).status == "proved", name


def test_a_claim_that_is_only_accidentally_about_impossible_systems_is_no_pass() -> None:
    one, other = Tuple(*lines), Tuple(lines[0], eq(x - y, 2))
    assert not check(Equivalent(one, other, Tuple(x)), Places()).passes


def test_conditions_that_nothing_satisfies_are_no_pass() -> None:
    claim = solution_set([eq(k * x, 1)], [x], [(1 / k,)], k > 1, k < 0)
    assert check(claim, Places()).status == "unchecked"


def test_the_counter_example_names_the_place() -> None:
    assert "k = 3" in check(NOT_SOLVED["a special letter forgotten"], Places()).why
    assert "x = -2" in check(NOT_SOLVED["half of the roots"], Places()).why
