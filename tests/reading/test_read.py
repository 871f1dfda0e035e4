"""`read` chooses the reader by the kind of input, for plain text and for LaTeX."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from sympy import Eq, Integer, Rational, Tuple

from tutor.core import inputs
from tutor.core.errors import NotUnderstood, OverLimit, TutorError, Undefined
from tutor.core.expr import Probability
from tutor.core.inputs import Input
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Identity, MatrixSum, ScalarMultiple
from tutor.reading import is_latex, plain, read
from tutor.reading.matrices import matrix
from tutor.reading.statement import bare

x, y, x1, x2, lam = sp.symbols("x y x1 x2 lambda")


def made(kind: type[Input], **more: Any) -> Input:
    return kind(name="A", about="an input", example="1", **more)


def eq(left: Any, right: Any) -> Eq:
    return Eq(left, right, evaluate=False)


def ge(left: Any, right: Any) -> sp.Ge:
    return sp.Ge(left, right, evaluate=False)


def le(left: Any, right: Any) -> sp.Le:
    return sp.Le(left, right, evaluate=False)


SIDES = {"two_sided": "both tails", "left": "the lower tail", "less": "the same"}

READS: list[tuple[Input, str, Any]] = [
    (made(inputs.MatrixInput), "[1 2; 3 4]", Matrix.of([[1, 2], [3, 4]])),
    (
        made(inputs.MatrixInput),
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
        Matrix.of([[1, 2], [3, 4]]),
    ),
    (made(inputs.LimitInput), "sin(x)/x as x -> 0", sp.Limit(sp.sin(x) / x, x, 0, "+-")),
    (made(inputs.IntegralInput), "x^2 from 0 to 1", sp.Integral(x**2, (x, 0, 1))),
    (made(inputs.IntervalInput), "[0, 3)", sp.Interval.Ropen(0, 3)),
    (made(inputs.DeterminantsInput), "det(2A), det A^-1", ("2A", "A^-1")),
    (made(inputs.DeterminantsInput), r"\det(A^{T}),\ \det((AB)^{-1})", ("A^T", "(AB)^-1")),
    (
        made(inputs.MatrixFormulaInput),
        "2[1 2; 3 4] + I",
        MatrixSum(ScalarMultiple(2, Matrix.of([[1, 2], [3, 4]])), Identity(2)),
    ),
    (made(inputs.RowOperationsInput), "R1 <-> R2", ("swap rows 1 and 2",)),
    (made(inputs.LayerSizesInput), "3-3-2-1", Tuple(3, 3, 2, 1)),
    (made(inputs.LayerSizesInput), r"3\to3\to 2 \to1", Tuple(3, 3, 2, 1)),
    (
        made(inputs.NamedMapsInput),
        "a rotation by 90° clockwise, then reflection about y = -x",
        ("rotation by -90 degrees", "reflection in the line through (1, -1)"),
    ),
    (made(inputs.VectorInput), "(1, 2)", Tuple(1, 2)),
    (made(inputs.VectorInput), r"\tfrac{1}{4}", Tuple(Rational(1, 4))),
    (made(inputs.VectorsInput), "(1, 2), (3, 4)", Tuple(Tuple(1, 2), Tuple(3, 4))),
    (made(inputs.VectorsInput), "[1 2; 3 4]", Tuple(Tuple(1, 2), Tuple(3, 4))),
    (made(inputs.VectorsInput), "[1; 2]", Tuple(Tuple(1, 2))),
    (made(inputs.TableInput), "x = 1, 2; y = 3, 4", Matrix.of([[1, 3], [2, 4]])),
    (made(inputs.MapInput), "T(x, y) = (x + y, 2x)", Tuple(Tuple(x, y), Tuple(x + y, 2 * x))),
    (made(inputs.SystemInput), "x+y=1; x-y=2", Tuple(eq(x + y, 1), eq(x - y, 2))),
    (made(inputs.SystemInput), "x+y=1, 2x=2", Tuple(eq(x + y, 1), eq(2 * x, 2))),
    (made(inputs.SystemInput), "0x=1", Tuple(eq(Integer(0), 1))),
    (
        made(inputs.SystemInput),
        "[1 2 | 3; 4 5 | 6]",
        Tuple(eq(x1 + 2 * x2, 3), eq(4 * x1 + 5 * x2, 6)),
    ),
    (made(inputs.SystemInput), "1 0 | 3\n0 1 | 6", Tuple(eq(x1, 3), eq(x2, 6))),
    (made(inputs.SystemInput), "[0 0 | 3]", Tuple(eq(Integer(0), 3))),
    (made(inputs.SystemInput), "|x| = 1", Tuple(eq(sp.Abs(x), 1))),
    (
        made(inputs.SystemInput),
        r"\begin{cases}x+y=1\\x-y=2\end{cases}",
        Tuple(eq(x + y, 1), eq(x - y, 2)),
    ),
    (
        made(inputs.SystemInput),
        r"\left[\begin{array}{cc|c}1&2&3\\4&5&6\end{array}\right]",
        Tuple(eq(x1 + 2 * x2, 3), eq(4 * x1 + 5 * x2, 6)),
    ),
    (made(inputs.EquationsInput), "x+2y=5", Tuple(eq(x + 2 * y, 5))),
    (made(inputs.FunctionsInput), "x = 2y, y(x1) = x1", Tuple(eq(x, 2 * y), eq(y, x1))),
    (made(inputs.ConstraintsInput), "x+2y>=5", Tuple(ge(x + 2 * y, 5))),
    (made(inputs.ConstraintsInput), "0 <= x <= 2; y=1", Tuple(le(0, x), le(x, 2), eq(y, 1))),
    (
        made(inputs.ConstraintsInput),
        "x, y >= 0 and x+y<=3",
        Tuple(ge(x, 0), ge(y, 0), le(x + y, 3)),
    ),
    (made(inputs.ConstraintsInput), r"x, y \ge 0", Tuple(ge(x, 0), ge(y, 0))),
    (made(inputs.ConstraintsInput), r"0 \le x \leq 2", Tuple(le(0, x), le(x, 2))),
    (
        made(inputs.ConstraintsInput),
        r"\begin{cases} x+y\ge 4 \\ x\ge 0\end{cases}",
        Tuple(ge(x + y, 4), ge(x, 0)),
    ),
    (made(inputs.ExpressionInput), "x^2", x**2),
    (made(inputs.ExpressionInput), "f(x) = x^2", x**2),
    (made(inputs.ExpressionInput), r"f(x) = \frac{x}{2}", x / 2),
    (made(inputs.ExpressionInput), r"\frac{1}{2}x", x / 2),
    (made(inputs.ExpressionInput), "x_{1}", x1),
    (made(inputs.SymbolsInput), "x, y", Tuple(x, y)),
    (made(inputs.SymbolsInput), "(x y)", Tuple(x, y)),
    (made(inputs.SymbolsInput), "λ, x_1, x", Tuple(lam, x1, x)),
    (made(inputs.SymbolsInput), r"\lambda, x_{1}", Tuple(lam, x1)),
    (made(inputs.NumberInput), "5%", Rational(1, 20)),
    (made(inputs.NumberInput), "sqrt(2)", sp.sqrt(2)),
    (made(inputs.NumberInput), r"\frac{3}{4}", Rational(3, 4)),
    (made(inputs.DataInput), "3, 5, 2.5", Tuple(3, 5, Rational(5, 2))),
    (made(inputs.DataInput), "age\n3\n4", Tuple(3, 4)),
    (made(inputs.DataInput), r"\{3, 5\}", Tuple(3, 5)),
    (made(inputs.ProbabilitiesInput), "P(D)=0.2", Tuple(eq(Probability("D"), Rational(1, 5)))),
    (
        made(inputs.ProbabilitiesInput),
        r"P(D \mid +) = 0.2",
        Tuple(eq(Probability("D", "+"), Rational(1, 5))),
    ),
    (made(inputs.ChoiceInput, options=SIDES), "two_sided", "two_sided"),
    (made(inputs.ChoiceInput, options=SIDES), " Two-Sided ", "two_sided"),
    (made(inputs.ChoiceInput, options=SIDES), "two", "two_sided"),
    (made(inputs.LabelsInput), "H0, H1", ("H0", "H1")),
    (made(inputs.TextInput), "  the mean\tsleep of  Zoë ", "the mean sleep of Zoë"),
]


@pytest.mark.parametrize(("kind", "text", "value"), READS, ids=lambda v: str(v)[:50])
def test_text_becomes_the_value_of_its_input(kind: Input, text: str, value: Any) -> None:
    assert read(kind, text) == value


REFUSED: list[tuple[Input, str, type[TutorError], str]] = [
    (made(inputs.MatrixInput, square=True), "[1 2]", Undefined, "not-square"),
    (made(inputs.MatrixInput, largest=2), "[1 2 3]", OverLimit, "matrix-size"),
    (made(inputs.MatrixInput), "", NotUnderstood, "empty"),
    (made(inputs.SystemInput), "[1 2; 3 4]", NotUnderstood, "no-bar"),
    (made(inputs.SystemInput), "x < 1", NotUnderstood, "not-an-equation"),
    (made(inputs.SystemInput), r"x \le 1", NotUnderstood, "not-an-equation"),
    (made(inputs.EquationsInput), "x=1;y=1;z=1;w=1", OverLimit, "equations"),
    (made(inputs.ConstraintsInput), "x=1", NotUnderstood, "no-inequality"),
    (made(inputs.ConstraintsInput), "x", NotUnderstood, "no-relation"),
    (made(inputs.ConstraintsInput), "x >= 0, y < 3", Undefined, "strict-inequality"),
    (made(inputs.ConstraintsInput), r"0 \le x < 3", Undefined, "strict-inequality"),
    (made(inputs.ExpressionInput), "x=1", NotUnderstood, "relation"),
    (made(inputs.ExpressionInput), "1/2x", NotUnderstood, "ambiguous"),
    (made(inputs.SymbolsInput), "x+y", NotUnderstood, "variable"),
    (made(inputs.SymbolsInput), "2", NotUnderstood, "variable"),
    (made(inputs.SymbolsInput), "sin", NotUnderstood, "variable"),
    (made(inputs.SymbolsInput), " ", NotUnderstood, "empty"),
    (made(inputs.NumberInput, maximum=1), "3", Undefined, "out-of-range"),
    (made(inputs.NumberInput, whole=True), "2.5", Undefined, "not-whole"),
    (made(inputs.NumberInput), "x", NotUnderstood, "letter-for-number"),
    (made(inputs.NumberInput), "oo", NotUnderstood, "letter-for-number"),
    (made(inputs.ExpressionInput), "oo", Undefined, "infinite"),
    (made(inputs.DataInput, smallest=2), "5", Undefined, "too-few-data"),
    (made(inputs.DataInput), "a,b\n1,2", NotUnderstood, "column"),
    (made(inputs.ProbabilitiesInput), "P(D)=30", Undefined, "probability-range"),
    (made(inputs.ProbabilitiesInput), r"P(D \mid A)=30", Undefined, "probability-range"),
    (made(inputs.ChoiceInput, options=SIDES), "l", NotUnderstood, "choice"),
    (made(inputs.ChoiceInput, options=SIDES), "up", NotUnderstood, "choice"),
    (made(inputs.ChoiceInput, options=SIDES), "", NotUnderstood, "choice"),
    (made(inputs.LabelsInput), "<b>", NotUnderstood, "event"),
    (made(inputs.TextInput), "a\x00b", NotUnderstood, "character"),
    (made(inputs.TextInput), "a\u202eb", NotUnderstood, "character"),
    (made(inputs.TextInput), "a" * 121, OverLimit, "characters"),
    (made(inputs.TextInput), " ", NotUnderstood, "empty"),
]


@pytest.mark.parametrize(
    ("kind", "text", "error", "code"), REFUSED, ids=[f"{r[3]}: {r[1]!a:.40}" for r in REFUSED]
)
def test_what_does_not_fit_is_refused_with_its_place(
    kind: Input, text: str, error: type[TutorError], code: str
) -> None:
    with pytest.raises(error) as caught:
        read(kind, text)
    assert caught.value.code == code
    assert caught.value.message
    assert caught.value.fix
    assert caught.value.text == text
    assert caught.value.at is not None
    assert caught.value.mark() is not None


def test_every_kind_of_input_is_read() -> None:
    kinds = {k for k in vars(inputs).values() if isinstance(k, type) and issubclass(k, Input)}
    assert {type(kind) for kind, _, _ in READS} == kinds - {Input}


def test_declared_names_are_variables() -> None:
    value = read(made(inputs.ExpressionInput), "rate * e", names=["rate", "e"])
    assert value == sp.Symbol("rate") * sp.Symbol("e")


def test_latex_is_told_by_its_signs() -> None:
    assert [is_latex(t) for t in (r"\frac12", "$x$", "x^{2}", "x_{1}", "x^2", "{1, 2}")] == [
        *(True, True, True, True),
        *(False, False),
    ]


# Formulas of the course whose notation is not that of a formula typed by a student.
PROGRAM_NOTATION = {"ca-nd-02"}


def course() -> list[dict[str, Any]]:
    path = Path(__file__).parents[1] / "cases" / "course.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", course(), ids=lambda case: case["id"])
def test_what_a_course_gives_is_read(case: dict[str, Any]) -> None:
    """Formulas, systems and matrices of the course read; their form is recognised or left alone."""
    given = case["given"]
    if case["id"] not in PROGRAM_NOTATION and isinstance(given.get("f"), str):
        plain.expression(given["f"])
    if "equations" in given:
        assert len(plain.equations("; ".join(given["equations"]))) == len(given["equations"])
        assert set(map(str, plain.equations(case["math"]).free_symbols)) == set(given["unknowns"])
    table = given.get("A")
    if isinstance(table, list) and isinstance(table[0], list) and case["math"].startswith("A=[["):
        typed = Matrix.of([[sp.Rational(str(e)) for e in row] for row in table])
        statement = bare(case["math"])
        if statement is not None:
            assert matrix(statement.fields["A"]) == typed
        assert matrix(str(table).replace("'", "")) == typed


def test_reading_is_quick() -> None:
    texts = [
        *("2x+3", "x^2*sin(x)", "(x+1)(x-1)/(x^2+1)", "e^(-x^2/2)", "sqrt(2)/2", "5!", "|x-3|"),
        *("14m^2+3b^2+38+12m*b-42m-20b", "x^4+0.8y^4+4x^2+2y^2-x*y-0.2x^2y", "1/2x", "xy", "(x"),
    ]
    times = []
    for _ in range(5):
        for text in texts:
            start = time.perf_counter()
            with suppress(TutorError):
                plain.expression(text)
            times.append(time.perf_counter() - start)
    assert statistics.median(times) < 0.003  # usually 0.2 ms


def test_importing_loads_nothing_heavy() -> None:
    program = "import sys, tutor.reading.statement; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"latex2sympy2", "antlr4", "tutor.reading.latex", "scipy", "matplotlib", "numpy"}
    assert not heavy & set(loaded)
    assert "tutor.reading" in loaded
