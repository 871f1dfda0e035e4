"""Plain text: what each row of `plain.rows` reads as, or which error it gives and where."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sympy as sp

from tutor.core.errors import NotUnderstood, OverLimit, TutorError, Undefined
from tutor.reading import data, events, matrices, plain
from tutor.reading.statement import bare

KINDS = {"": NotUnderstood, "over": OverLimit, "undefined": Undefined}


def column(text: str) -> sp.Tuple:
    named = re.match(r"\[(\w+)\] ", text)
    return data.column(text[named.end() :], named[1]) if named else data.column(text)


READERS: dict[str, Callable[[str], Any]] = {
    "expression": plain.expression,
    "equation": plain.equation,
    "equations": plain.equations,
    "number": data.number,
    "matrix": matrices.matrix,
    "vector": matrices.vector,
    "data": data.data,
    "column": column,
    "probabilities": events.probabilities,
    "labels": events.labels,
    "statement": lambda text: described(bare(text)),
}


class Row(NamedTuple):
    section: str
    text: str
    expected: str


def rows() -> list[Row]:
    found = []
    section = ""
    path = Path(__file__).with_name("plain.rows")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") or not line:
            continue
        if line[1:-1] in READERS:
            section = line[1:-1]
            continue
        text, arrow, expected = line.partition("  ⇒  ")
        assert arrow, line
        found.append(Row(section, unescaped(text), expected))
    return found


def unescaped(text: str) -> str:
    return re.sub(r"\\(u[0-9a-f]{4}|n|t|\\)", _character, text)


def _character(match: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t", "\\": "\\"}.get(match[1]) or chr(int(match[1][1:], 16))


def described(statement: Any) -> str:
    if statement is None:
        return "None"
    return " ".join((statement.shape, "; ".join(f"{k}: {v}" for k, v in statement.fields.items())))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.section}: {row.text!a:.60}")
def test_a_row(row: Row) -> None:
    read = READERS[row.section]
    if not row.expected.startswith("! "):
        value = read(row.text)
        shown = str(value)
        assert (shown if row.section == "statement" else shown.replace("**", "^")) == unescaped(
            row.expected
        )
        if isinstance(value, sp.Basic):
            assert not value.atoms(sp.Float)
        return
    match = re.fullmatch(r"! (?:(\w+) )?([\w-]+) at (\d+)", row.expected)
    assert match is not None
    with pytest.raises(TutorError) as caught:
        read(row.text)
    error = caught.value
    assert (type(error), error.code, error.at) == (KINDS[match[1] or ""], match[2], int(match[3]))
    assert error.message.endswith((".", "?"))
    assert error.fix.endswith((".", "?"))
    assert error.mark() is not None
    assert error.text is not None
    assert row.text.endswith(error.text)


def test_every_reader_has_rows_that_read_and_rows_that_do_not() -> None:
    for section in READERS:
        expected = [row.expected for row in rows() if row.section == section]
        assert any(e.startswith("! ") or e == "None" for e in expected), section
        assert any(not e.startswith("! ") for e in expected), section


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        ("1/2x", "1/2x can be read in two ways.", "Write (1/2)*x or 1/(2*x)."),
        ("x^2/3 y", "x^2/3 y can be read in two ways.", "Write (x^2/3)*y or x^2/(3*y)."),
        ("2*3/4x", "2*3/4x can be read in two ways.", "Write (2*3/4)*x or (2*3)/(4*x)."),
        ("sin x^2", "sin x^2 can be read in two ways.", "Write sin(x^2) or (sin(x))^2."),
        ("sin x y", "sin x y can be read in two ways.", "Write sin(x*y) or sin(x)*y."),
        ("ln x/2", "ln x/2 can be read in two ways.", "Write ln(x/2) or ln(x)/2."),
        ("√2x", "√2x can be read in two ways.", "Write sqrt(2*x) or sqrt(2)*x."),
        ("e^2x", "e^2x can be read in two ways.", "Write e^(2*x) or e^2*x."),
        (
            "sin^-1(x)",
            "This exponent of sin can mean a power or the inverse function.",
            "Write arcsin(x) or (sin(x))^(-1).",
        ),
        ("xy", "xy can be a product or one name.", "Write x*y or x_y."),
        ("xyz", "xyz can be a product or one name.", "Write x*y*z or x_yz."),
        (
            "sen(x)",
            "The function sen is not known here.",
            "Did you mean sin? For a product, write s*e*n.",
        ),
        ("lambd", "The name lambd is not known here.", "Did you mean lambda?"),
        (
            "х",
            "This character is CYRILLIC SMALL LETTER HA (U+0445). It is not read in formulas.",
            "Take it out, or type a Latin or Greek letter, a digit or a sign from the keyboard.",
        ),
    ],
)
def test_what_an_error_says(text: str, message: str, fix: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        plain.expression(text)
    assert (caught.value.message, caught.value.fix) == (message, fix)


def test_both_readings_of_a_doubtful_text_can_be_read() -> None:
    """What the fix of an ambiguity proposes is accepted when it is typed."""
    for row in rows():
        if row.section != "expression" or "! ambiguous" not in row.expected:
            continue
        with pytest.raises(NotUnderstood) as caught:
            plain.expression(row.text)
        first, second = caught.value.fix.removeprefix("Write ").removesuffix(".").split(" or ")
        if "..." not in first and "its inverse" not in first:
            assert plain.expression(first) != plain.expression(second), row.text


def test_the_ragged_row_is_named() -> None:
    with pytest.raises(NotUnderstood, match=r"Row 1 has 2 entries, and row 3 has 1\."):
        matrices.matrix("[1 2; 3 4; 5]")


def test_thirty_is_thirty_percent() -> None:
    with pytest.raises(Undefined) as caught:
        events.probabilities("P(A)=30")
    assert caught.value.fix == "Did you mean 30%? Write 30% or 3/10."


@pytest.mark.parametrize(
    "name",
    [*"NESIOQCij", "e", "pi", "beta", "lambda", "re", "is", "in", "as", "or", "not", "max", "LC"],
)
def test_a_declared_name_is_a_variable(name: str) -> None:
    assert plain.expression(f"{name} + 1", names=[name]) == sp.Symbol(name) + 1
    assert plain.equation(f"2{name} = {name}", names=[name]).rhs is sp.Symbol(name)


def test_symbols_carry_no_assumptions() -> None:
    assert plain.expression("x^2 + y_1 + λ").free_symbols == set(sp.symbols("x y1 lambda"))


def test_an_equation_stays_as_typed() -> None:
    assert plain.equation("x = x") == sp.Eq(sp.Symbol("x"), sp.Symbol("x"), evaluate=False)
    assert plain.equation("1 = 2").lhs == 1


def test_limits_hold_together() -> None:
    deep = "(" * 50 + "x" + ")" * 50
    assert plain.expression(deep[1:-1]) == sp.Symbol("x")
    for text, code in [
        (f"({deep})", "depth"),
        ("x" * 33, "name"),
        ("1" * 101, "digits"),
        ("+".join(f"x{k}" for k in range(31)), "variables"),
        ("1+" * 401 + "1", "tokens"),
        (" " * 2001, "characters"),
    ]:
        with pytest.raises(TutorError) as caught:
            plain.expression(text)
        assert caught.value.code == code
    assert len(plain.expression("+".join(f"x{k}" for k in range(30))).args) == 30
    assert plain.expression("1" * 100) == int("1" * 100)


def test_limits_of_matrices_and_data() -> None:
    large = "; ".join(" ".join("1" * 50) for _ in range(50))
    assert matrices.matrix(f"[{large}]").shape == (50, 50)
    for text in (f"[{large}; {' '.join('1' * 50)}]", f"[{' '.join('1' * 51)}]"):
        with pytest.raises(OverLimit):
            matrices.matrix(text)
    assert len(data.data(",".join(["1.5"] * 10_000))) == 10_000
    for text in (",".join(["1"] * 10_001), ",1" * 2_000_000):
        with pytest.raises(OverLimit):
            data.data(text)
    with pytest.raises(OverLimit):
        data.column("x\n" + "1\n" * 10_001)


def test_plain_and_latex_read_the_same() -> None:
    from tutor.reading import latex

    for typed, tex in [
        ("x^2/3", r"\frac{x^2}{3}"),
        ("sqrt(x+1)", r"\sqrt{x+1}"),
        ("λ_1 + σ^2", r"\lambda_1 + \sigma^2"),
        ("e^(2x)", "e^{2x}"),
        ("(-8)^(1/3)", r"\sqrt[3]{-8}"),
        ("ln(x)", r"\ln x"),
        ("|x-1|", r"\left|x-1\right|"),
        ("2(x+1)", "2(x+1)"),
    ]:
        assert plain.expression(typed) == latex.expression(tex)
    assert matrices.matrix("[1 2 | 3]") == latex.matrix(
        r"\left[\begin{array}{cc|c}1&2&3\end{array}\right]"
    )
    assert events.probabilities("P(D)=0.2, P(+|not D)=1/8") == latex.probabilities(
        r"P(D)=0.2, P(+ \mid \neg D)=\frac18"
    )
