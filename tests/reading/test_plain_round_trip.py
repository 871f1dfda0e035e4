"""Random formulas, matrices and samples printed as text read back as what they were."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Expr, Integer, Rational, Symbol, Tuple

from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.kit.unevaluated import looks_like
from tutor.reading import data, exact, matrices, plain

SPELLINGS = {
    "x": ["x"],
    "y": ["y"],
    "x1": ["x1", "x_1", "x_{1}", "x₁"],
    "x_n": ["x_n", "x_{n}"],
    "lambda": ["lambda", "λ"],
    "sigma2": ["sigma2", "sigma_2", "σ_2", "σ₂"],
}
MINUS = ["-", "−"]
TIMES = ["*", " * ", "·", "×", "⋅"]
POWERS = {2: ["^2", "**2", "²", "^(2)"], 3: ["^3", "³"], -1: ["^-1", "⁻¹", "^(-1)"]}
FUNCTIONS = {"sin": ["sin"], "arctan": ["arctan", "atan"], "exp": ["exp"], "cosh": ["cosh"]}


class Printed(NamedTuple):
    """A text and its value; `whole` if it can stand anywhere without brackets."""

    text: str
    value: Expr
    whole: bool = True

    @property
    def bracketed(self) -> str:
        return self.text if self.whole else f"({self.text})"


@st.composite
def numbers(draw: st.DrawFn) -> Printed:
    value = draw(st.integers(0, 10**30))
    places = draw(st.integers(0, 12))
    if places == 0:
        return Printed(str(value), Integer(value))
    digits = str(value).rjust(places + 1, "0")
    return Printed(f"{digits[:-places]}.{digits[-places:]}", Rational(value, 10**places))


@st.composite
def letters(draw: st.DrawFn) -> Printed:
    name = draw(st.sampled_from(sorted(SPELLINGS)))
    return Printed(draw(st.sampled_from(SPELLINGS[name])), Symbol(name))


@st.composite
def larger(draw: st.DrawFn, parts: st.SearchStrategy[Printed]) -> Printed:
    first, second = draw(parts), draw(parts)
    match draw(
        st.sampled_from(["sum", "difference", "product", "quotient", "power", "call", "abs"])
    ):
        case "sum":
            text = f"{first.text} + {second.bracketed}"
            return Printed(text, exact.total([first.value, second.value]), False)
        case "difference":
            text = f"{first.text}{draw(st.sampled_from(MINUS))}{second.bracketed}"
            negative = exact.product([Integer(-1), second.value])  # of 0/x it is -0/x, as typed
            return Printed(text, exact.total([first.value, negative]), False)
        case "product":
            text = first.bracketed + draw(st.sampled_from(TIMES)) + second.bracketed
            return Printed(text, exact.product([first.value, second.value]), False)
        case "quotient":
            text = f"({first.text})/({second.text})"
            return Printed(text, exact.quotient(first.value, second.value), False)
        case "power":
            exponent = draw(st.sampled_from(sorted(POWERS)))
            text = f"({first.text}){draw(st.sampled_from(POWERS[exponent]))}"
            return Printed(text, exact.power(first.value, Integer(exponent)), False)
        case "call":
            name = draw(st.sampled_from(sorted(FUNCTIONS)))
            text = f"{draw(st.sampled_from(FUNCTIONS[name]))}({first.text})"
            return Printed(text, exact.call(name, [first.value]))
    doubled = first.text[0] == first.text[-1] == "|"  # two bars are those of a norm
    bars = f"abs({first.text})" if doubled else f"|{first.text}|"
    return Printed(bars, exact.call("abs", [first.value]), False)


@st.composite
def trees(draw: st.DrawFn) -> Printed:
    parts: st.SearchStrategy[Printed] = st.one_of(numbers(), letters())
    for _ in range(draw(st.integers(0, 3))):
        parts = st.one_of(parts, larger(parts))
    try:
        return draw(parts)
    except TutorError:  # a division by zero, for example
        assume(False)
        raise


@settings(max_examples=300, deadline=None)
@given(trees())
def test_formulas_come_back(printed: Printed) -> None:
    assert looks_like(plain.expression(printed.text), printed.value)


@settings(max_examples=150, deadline=None)
@given(trees())
def test_what_is_printed_by_a_computer_algebra_system_comes_back(printed: Printed) -> None:
    products = printed.value.atoms(sp.Mul)
    assume(not any(0 in product.args for product in products))  # 0/x is printed for several trees
    text = sp.sstr(printed.value)
    assume(re.search(r"\bE\b", text) is None)  # exp(1), which is a letter when it is typed
    back = plain.expression(text)
    # In 2*(x + 1)/y, read from the left, SymPy multiplies the number into the sum; |1| is worked out.
    assert looks_like(back, printed.value) or sp.expand((back - printed.value).doit()) == 0


@settings(max_examples=100, deadline=None)
@given(st.lists(trees(), min_size=1, max_size=4), st.sampled_from(["; ", ", ", "\n", " and "]))
def test_systems_come_back(sides: list[Printed], separator: str) -> None:
    text = separator.join(f"{s.text} = 0" for s in sides)
    expected = Tuple(*(sp.Eq(s.value, 0, evaluate=False) for s in sides))
    assert looks_like(plain.equations(text), expected)


FRACTIONS = st.fractions(max_denominator=50).map(lambda f: f.limit_denominator(50))


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(FRACTIONS, min_size=n, max_size=n), min_size=1, max_size=5)
    ),
    st.sampled_from(["spaces", "commas", "lists", "lines"]),
    st.booleans(),
)
def test_matrices_come_back(rows: list[list[Fraction]], notation: str, barred: bool) -> None:
    bar = 1 if barred and len(rows[0]) > 1 and notation != "lists" else 0
    comma = "," if notation in ("commas", "lists") else " "
    lines = []
    for row in rows:
        left, right = row[: len(row) - bar], row[len(row) - bar :]
        halves = [comma.join(map(str, half)) for half in (left, right) if half]
        lines.append(" | ".join(halves))
    if notation == "lists":
        text = "[" + ", ".join(f"[{line}]" for line in lines) + "]"
    else:
        bare = notation == "lines" and rows != [[rows[0][0]]]  # a number alone is no matrix
        text = "\n".join(lines) if bare else "[" + "; ".join(lines) + "]"
    entries = [[Rational(f.numerator, f.denominator) for f in row] for row in rows]
    assert matrices.matrix(text) == Matrix.of(entries, bar)


@settings(max_examples=150, deadline=None)
@given(st.lists(FRACTIONS, min_size=1, max_size=40), st.sampled_from([", ", "; ", " ", "\n", "\t"]))
def test_samples_come_back(values: list[Fraction], separator: str) -> None:
    text = separator.join(map(str, values))
    assert data.data(text) == Tuple(*(Rational(v.numerator, v.denominator) for v in values))
