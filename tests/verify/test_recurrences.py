"""Iterations: every state is worked out from the start again, those that are not shown too."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Integer, Piecewise, Rational, Tuple, cos, exp, log, sqrt, symbols

from tutor.core.claims import Defines, Recurrence
from tutor.verify import CONFIRMATIONS, check, confirm
from tutor.verify.claims import recurrences
from tutor.verify.points.places import Places

x, y, a, f = symbols("x y a f")
NONE, ONE = Tuple(), Tuple(x)
HERON = Tuple(x / 2 + 1 / x)
DESCENT = Tuple(x - Rational(3, 10) * (exp(x) - 2))
VALLEY = Tuple(x * Rational(4, 5), y * Rational(-4, 5))
LOGISTIC = Tuple(4 * x * (1 - x))
THIRDS = Tuple(Piecewise((x - Rational(1, 3), x > 0), (1, True)))
MILLIONTH = Rational(1, 10**6)


def table(text: str) -> Tuple:
    """Rows of a table: numbers separated by spaces, rows by semicolons."""
    return Tuple(*(Tuple(*map(Rational, row.split())) for row in text.split(";")))


def iteration(
    step: Tuple, rows: Any, tolerance: Any = 0, columns: Tuple = NONE, names: Tuple = ONE
) -> Recurrence:
    made = table(rows) if isinstance(rows, str) else rows
    return Recurrence(names, step, columns, made, Rational(tolerance))


EXACT = {
    "Heron": iteration(HERON, "0 1; 1 3/2; 2 17/12; 3 577/408"),
    "with a column": iteration(HERON, "0 1 -1; 1 3/2 1/4", columns=Tuple(x**2 - 2)),
    "rows left out": iteration(HERON, "0 1; 3 577/408"),
    "two variables": iteration(VALLEY, "0 9 1; 1 36/5 -4/5; 2 144/25 16/25", names=Tuple(x, y)),
    "a cycle for ever": iteration(Tuple(-x), "0 3; 1 -3; 9999 -3; 10000 3"),
    "cases on the border": iteration(THIRDS, "0 1; 1 2/3; 2 1/3; 3 0; 4 1; 5 2/3; 300 1"),
}
NUMERIC = {
    "with an exponential": iteration(DESCENT, "0 0; 1 0.3; 2 0.495042; 5 0.677315", MILLIONTH),
    "an irrational start": iteration(
        HERON, Tuple(Tuple(0, sqrt(3)), Tuple(1, Rational("1.443376"))), MILLIONTH
    ),
    "irrational and exact": iteration(
        Tuple(x + sqrt(2)), Tuple(Tuple(0, Integer(0)), Tuple(2, 2 * sqrt(2)))
    ),
    "far away": iteration(Tuple(x**2 + exp(-x)), "0 3; 4 44989314", Rational(1, 1000)),
    "with letters": iteration(Tuple(a * x), Tuple(Tuple(0, a), Tuple(2, a**3))),
    "rounding that doubles": iteration(LOGISTIC, "0 0.3; 1 0.84; 200 0.876", Rational(1, 1000)),
    "to a fixed point": iteration(Tuple(cos(x)), "0 0; 300 0.739085", MILLIONTH),
}
FALSE = {
    "the other case on the border": iteration(THIRDS, "0 1/3; 1 0; 2 -1/3"),
    "a case that does not hold": iteration(THIRDS, "0 1/3; 1 1"),
    "another state": iteration(HERON, "0 1; 1 3/2; 2 18/12"),
    "a state off in the last digit": iteration(DESCENT, "0 0; 1 0.3; 2 0.495044", MILLIONTH),
    "another column": iteration(HERON, "0 1 -1; 1 3/2 1/5", columns=Tuple(x**2 - 2)),
    "another column at the start": iteration(
        DESCENT, "0 0 0.1; 1 0.3 0", MILLIONTH, columns=Tuple(x)
    ),
    "the wrong row left out": iteration(HERON, "0 1; 2 577/408"),
    "both updated one after the other": iteration(
        Tuple(x + y, x + y), "0 1 1; 1 2 3", names=Tuple(x, y)
    ),
    "a division by zero on the way": iteration(Tuple(1 / (x - 1)), "0 2; 1 1; 2 5"),
    "a logarithm that has no value": iteration(Tuple(log(x)), "0 1; 1 0; 2 -1", MILLIONTH),
    "numbers that fall": iteration(Tuple(-x), "0 3; 2 3; 1 -3"),
    "numbers that do not begin with 0": iteration(Tuple(-x), "1 3; 2 -3"),
    "no whole number": iteration(Tuple(-x), "0 3; 1/2 3"),
    "one row": iteration(Tuple(-x), "0 3"),
    "a value missing": iteration(VALLEY, "0 9 1; 1 36/5", names=Tuple(x, y)),
    "a formula missing": iteration(Tuple(x), "0 9 1; 1 9 1", names=Tuple(x, y)),
    "a variable twice": iteration(VALLEY, "0 9 1; 1 36/5 -4/5", names=Tuple(x, x)),
    "a wide tolerance": iteration(HERON, "0 1; 1 1.5", Rational(1, 100)),
    "a negative tolerance": iteration(HERON, "0 1; 1 1.5", Rational(-1, 1000)),
    "the variable in a row": iteration(Tuple(x), Tuple(Tuple(0, x), Tuple(1, x))),
    "a rounded start": iteration(HERON, "0 1.0000001; 1 1.5; 2 17/12"),
}
UNCHECKED = {
    "too many steps": iteration(Tuple(-x), "0 3; 1000000000 3"),
    "fractions that grow": iteration(Tuple(x**2 / 3 + 1), "0 1; 40 1"),
    "numbers beyond all bounds": iteration(Tuple(exp(x)), "0 9; 9 1", MILLIONTH),
}


def verdict(claim: Recurrence) -> str:
    return check(claim, Places(lambda: 3)).status


@pytest.mark.parametrize("name", EXACT)
def test_exact_tables_are_proved(name: str) -> None:
    assert verdict(EXACT[name]) == "proved"
    assert confirm(EXACT[name], Places(lambda: 3)).passes


@pytest.mark.parametrize("name", NUMERIC)
def test_other_tables_are_supported(name: str) -> None:
    assert verdict(NUMERIC[name]) == "supported"
    assert confirm(NUMERIC[name], Places(lambda: 3)).passes


@pytest.mark.parametrize("name", FALSE)
def test_wrong_tables_are_refuted(name: str) -> None:
    assert verdict(FALSE[name]) == "refuted"


@pytest.mark.parametrize("name", UNCHECKED)
def test_what_takes_too_long_is_no_pass(name: str) -> None:
    assert verdict(UNCHECKED[name]) == "unchecked"


def test_names_stand_for_what_they_were_defined_as() -> None:
    """Also where a name is defined by the variable."""
    places = Places(lambda: 3)
    for name, value in ((f, x**2 - 2), (a, Rational(1, 2))):
        check(Defines(name, value), places)
    claim = iteration(Tuple(x - a * f), "0 1 -1; 1 3/2 1/4", columns=Tuple(f))
    assert check(claim, places).status == "proved"
    assert check(iteration(Tuple(x - a * f), "0 1; 1 2"), places).status == "refuted"


def test_a_name_that_has_a_value_cannot_vary() -> None:
    places = Places(lambda: 3)
    check(Defines(x, Integer(1)), places)
    verdict = check(EXACT["Heron"], places)
    assert verdict.status == "refuted"
    assert "cannot vary" in verdict.why


def test_the_second_opinion_sees_single_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """It knows nothing of the rows; it refutes where the two ways to work out a step differ."""
    claim, places = NUMERIC["with an exponential"], Places(lambda: 3)
    assert CONFIRMATIONS[Recurrence](claim, places).passes
    monkeypatch.setattr(recurrences, "second_opinion", lambda formula, at: at.of(formula) + 1)
    assert CONFIRMATIONS[Recurrence](claim, places).status == "refuted"
