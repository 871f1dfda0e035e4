"""Relations, systems, matrices, vectors, data, probabilities and bare statements in LaTeX."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from sympy import Eq, Rational, Symbol, Tuple

from tutor.core.errors import NotUnderstood, OverLimit, TutorError, Undefined
from tutor.core.expr import Probability
from tutor.core.matrix import Matrix
from tutor.reading import events, latex, matrices, plain

from ..matrices import AUGMENTED

a, b, x, y, z = sp.symbols("a b x y z")
x1, x2 = sp.symbols("x1 x2")
SYSTEM = Tuple(Eq(x + y, 3, evaluate=False), Eq(x - y, 1, evaluate=False))


@pytest.mark.parametrize(
    "text",
    [
        r"\begin{cases}x+y=3\\x-y=1\end{cases}",
        r"\begin{cases}x+y&=3\\x-y&=1\end{cases}",
        r"\begin{cases} x+y=3, \\ x-y=1. \end{cases}",
        r"\begin{aligned}x+y&=3\\x-y&=1\end{aligned}",
        r"\begin{align*}x+y&=3&x-y&=1\end{align*}",
        r"\left\{\begin{array}{l}x+y=3\\x-y=1\end{array}\right.",
        r"\left\{\begin{array}{rcrcl}x&+&y&=&3\\x&-&y&=&1\end{array}\right.",
        r"\left\{\begin{matrix}x+y=3\\x-y=1\end{matrix}\right.",
        r"x+y=3 \\ x-y=1",
        "x+y=3, x-y=1",
        "x+y=3; x-y=1",
        r"x+y=3,\quad x-y=1",
        r"x+y=3 \quad x-y=1",
        r"x+y=3 \text{ and } x-y=1",
        "$x+y=3$, $x-y=1$",
    ],
)
def test_a_system_reads_in_every_layout(text: str) -> None:
    assert latex.equations(text) == SYSTEM
    assert latex.statement(text) == ("system", {"system": text.strip("$")})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2x+1=5", Eq(2 * x + 1, 5, evaluate=False)),
        ("x=x", Eq(x, x, evaluate=False)),
        (r"x\le 1", sp.Le(x, 1)),
        (r"x \geq y", sp.Ge(x, y)),
        (r"x\ne 0", sp.Ne(x, 0)),
        ("x<=2", sp.Le(x, 2)),
        (r"2\lt 3", sp.Lt(2, 3, evaluate=False)),
    ],
)
def test_a_relation_stays_as_typed(text: str, expected: Any) -> None:
    found = latex.equation(text)
    assert found == expected
    assert isinstance(found, sp.core.relational.Relational)


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (latex.equation, "x", "no-relation"),
        (latex.equation, "a<b<c", "chain"),
        (latex.equation, "x=1, y=2", "several"),
        (latex.equation, "x=", "missing"),
        (latex.equation, "f(x)=x^2", "function-value"),
        (latex.equations, r"\begin{cases}x & x>0\\-x & x\le 0\end{cases}", "column"),
        (latex.equations, r"\begin{cases}x & -x>0\\-x & x\le 0\end{cases}", "column"),
        (latex.equations, r"\begin{cases}x=1\end{cases}, y=2", "no-relation"),
        (latex.matrix, "x+1", "not-a-matrix"),
        (latex.matrix, r"\begin{pmatrix}1&2\\3\end{pmatrix}", "ragged"),
        (latex.matrix, r"\begin{pmatrix}\end{pmatrix}", "missing"),
        (latex.matrix, r"\begin{pmatrix}1&\\3&4\end{pmatrix}", "missing"),
        (latex.matrix, r"\begin{pmatrix}1\end{bmatrix}", "mismatch"),
        (latex.matrix, r"\begin{array}{c|c|c}1&2&3\end{array}", "array-columns"),
        (latex.matrix, r"\begin{array}1\end{array}", "array-columns"),
        (latex.vector, r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "not-a-vector"),
        (latex.vector, "1, 2", "not-a-vector"),
        (latex.number, "2x", "letter-for-number"),
        (latex.number, r"\int_0^1x\,dx", "operator-inside"),
        (latex.matrix, r"\begin{pmatrix}\lim_{x\to1}x\end{pmatrix}", "operator-inside"),
        (latex.probabilities, r"P(A)=\frac{d}{dx}(e)", "operator-inside"),
        (latex.data, r"1, \sqrt2", "data-value"),
        (latex.data, "1,,2", "missing"),
        (latex.probabilities, "x=2", "probability"),
        (latex.probabilities, "P(A)=?", "probability"),
        (latex.probabilities, "P(A|B|C)=0.2", "probability"),
        (latex.probabilities, "P()=0.2", "event"),
    ],
)
def test_what_does_not_fit_is_refused(read: Any, text: str, code: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        read(text)
    assert caught.value.code == code
    assert caught.value.text == text
    assert caught.value.fix


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", [[1, 2], [3, 4]]),
        (r"A=\begin{bmatrix}1&2\\3&4\end{bmatrix}", [[1, 2], [3, 4]]),
        (r"\left[\begin{matrix}1&2\\3&4\end{matrix}\right]", [[1, 2], [3, 4]]),
        (r"\begin{vmatrix}1&2\\3&4\\\end{vmatrix}", [[1, 2], [3, 4]]),
        (r"\begin{bmatrix}1&2\\3&4\end{bmatrix}^T", [[1, 3], [2, 4]]),
        (r"\begin{bmatrix}1&2\\3&4\end{bmatrix}^{\top}", [[1, 3], [2, 4]]),
        (
            r"\begin{pmatrix}\frac12&-a\\ \sqrt2&0.5\end{pmatrix}",
            [[Rational(1, 2), -a], [sp.sqrt(2), Rational(1, 2)]],
        ),
    ],
)
def test_a_matrix_reads_entry_by_entry(text: str, expected: Any) -> None:
    assert latex.matrix(text) == Matrix.of(expected)


@pytest.mark.parametrize(
    "text",
    [
        r"\begin{array}{cc|c}1&2&3\\4&5&6\end{array}",
        r"\left[\begin{array}{rr|r}1&2&3\\4&5&6\end{array}\right]",
        r"\left(\begin{array}{c c | c}1&2&3\\\hline 4&5&6\end{array}\right)",
    ],
)
def test_the_bar_of_an_array_is_the_bar_of_the_matrix(text: str) -> None:
    assert latex.matrix(text) == AUGMENTED


def test_a_matrix_over_the_limit_is_refused() -> None:
    with pytest.raises(OverLimit) as caught:
        latex.matrix(r"\begin{pmatrix}" + "1&" * 60 + r"1\end{pmatrix}")
    assert caught.value.code == "matrix-size"


@pytest.mark.parametrize(
    "text",
    [
        "(1,-2)",
        r"\vec v=(1,-2)",
        r"\langle 1,-2\rangle",
        r"\begin{pmatrix}1\\-2\end{pmatrix}",
        "(1,-2)^T",
    ],
)
def test_a_vector_reads_in_every_notation(text: str) -> None:
    assert latex.vector(text) == Tuple(1, -2)


@pytest.mark.parametrize(
    "text", ["3, 2.5, -1", r"\{3, 2.5, -1\}", r"x=(3,\frac52,-1)", r"3;2{,}5;-1", r"3\\2.5\\-1,"]
)
def test_data_are_exact(text: str) -> None:
    assert latex.data(text) == Tuple(3, Rational(5, 2), -1)


def test_many_data_read_soon_and_too_many_not() -> None:
    assert len(latex.data(", ".join(["1.25"] * 10_000))) == 10_000
    with pytest.raises(OverLimit):
        latex.data(", ".join(["1"] * 10_001))


@pytest.mark.parametrize(
    "text",
    [
        r"P(+\mid D')=5\%",
        r"P(+|\bar D)=0.05",
        r"P(+\mid\overline{D})=\frac{1}{20}",
        r"P(+\mid D^c)=0.05",
        r"P(+\mid\neg D)=0.05",
        r"P(+\mid \text{not D})=.05",
    ],
)
def test_a_complement_has_one_name(text: str) -> None:
    expected = Eq(Probability("+", "not D"), Rational(1, 20), evaluate=False)
    assert latex.probabilities(text) == Tuple(expected)


def test_events_may_be_words_or_joined_and_a_question_has_no_number() -> None:
    text = r"P(\text{spam})=0.2;\ P(w \mid A\cap B)=\frac14,\quad P(\text{spam}\mid w)=?"
    assert latex.probabilities(text) == Tuple(
        Eq(Probability("spam"), Rational(1, 5), evaluate=False),
        Eq(Probability("w", "A and B"), Rational(1, 4), evaluate=False),
        Probability("spam", "w"),
    )


def test_a_number_above_one_is_no_probability() -> None:
    with pytest.raises(Undefined) as caught:
        latex.probabilities("P(A)=0.2, P(B)=3")
    assert caught.value.at == 15


STATEMENTS: list[tuple[str, tuple[str, dict[str, str]] | None]] = [
    (r"\begin{vmatrix}1\end{vmatrix}", ("determinant", {"A": r"\begin{vmatrix}1\end{vmatrix}"})),
    (
        r"\det\begin{pmatrix}1\end{pmatrix}=?",
        ("determinant", {"A": r"\begin{pmatrix}1\end{pmatrix}"}),
    ),
    (
        r"\left|\begin{array}{c}1\end{array}\right|",
        ("determinant", {"A": r"\begin{array}{c}1\end{array}"}),
    ),
    (r"\frac{d}{dx}\left(x^2+1\right)", ("derivative", {"f": "x^2+1", "x": "x"})),
    (r"\nabla (x^2 y)", ("gradient", {"f": "x^2 y"})),
    (r"\nabla\left(x^2+y\right)", ("gradient", {"f": "x^2+y"})),
    (r"\nabla xy^2", ("gradient", {"f": "xy^2"})),
    (r"\partial_x (x^2 y)", ("derivative", {"f": "x^2 y", "x": "x"})),
    (r"\partial_{x_1} x_1^2", ("derivative", {"f": "x_1^2", "x": "x_1"})),
    (r"\frac{d}{dt} t\sin t", ("derivative", {"f": r"t\sin t", "x": "t"})),
    (r"\frac{d^2}{dx^2}(x^3)", ("higher derivative", {"f": "x^3", "x": "x", "order": "2"})),
    (r"\frac{d}{dx}x^2+1", ("expression", {"f": r"\frac{d}{dx}x^2+1"})),
    ("f(x)=x^2", ("function", {"f": "x^2", "x": "x"})),
    ("g(x_1,y)=x_1y", ("function", {"f": "x_1y", "x": "x_1,y"})),
    ("P(x)=x^2+1", ("function", {"f": "x^2+1", "x": "x"})),
    ("P(D)=0.2, P(A|D)=0.5", ("probabilities", {"statements": "P(D)=0.2, P(A|D)=0.5"})),
    (
        r"\min_{x,y} x^2+y^2 \text{ s.t. } x+2y=5",
        ("optimisation", {"sense": "min", "g": "x+2y=5", "f": "x^2+y^2"}),
    ),
    (
        r"\text{maximise } xy \text{ subject to } x+y=1",
        ("optimisation", {"sense": "max", "g": "x+y=1", "f": "xy"}),
    ),
    (r"\min_x (x-2)^2", ("extremum", {"sense": "min", "f": "(x-2)^2"})),
    (r"\max(a,b)", ("expression", {"f": r"\max(a,b)"})),
    (r"A=\begin{bmatrix}1\end{bmatrix}", ("matrix", {"A": r"\begin{bmatrix}1\end{bmatrix}"})),
    ("$x^2=4$", ("equation", {"equation": "x^2=4"})),
    (r"\[x^2+1\]", ("expression", {"f": "x^2+1"})),
    ("2x+1=", ("expression", {"f": "2x+1"})),
    (r"\int_0^1 x\,dx", ("integral", {"f": r"\int_0^1 x\,dx"})),
    (r"\lim_{x\to0}x", ("limit", {"f": r"\lim_{x\to0}x"})),
    ("1, 2, 3", None),
    ("(1,2)", None),
    ("a<b<c", None),
    (r"f(x)=x,\ x_0=1", None),
]


@pytest.mark.parametrize(("text", "expected"), STATEMENTS, ids=[t for t, _ in STATEMENTS])
def test_a_bare_statement_is_recognised(
    text: str, expected: tuple[str, dict[str, str]] | None
) -> None:
    assert latex.statement(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\frac12", True),
        ("x^{2}", True),
        ("x_{1}", True),
        ("$x$", True),
        ("x^2+1", False),
        ("{1, 2}", False),
        ("P(A|B)=0.2", False),
        ("", False),
    ],
)
def test_latex_is_told_from_plain_text(text: str, expected: bool) -> None:
    assert latex.is_latex(text) is expected


# The problems of the course say the same in LaTeX and in plain text


def course(*topics: str) -> list[dict[str, Any]]:
    path = Path(__file__).parents[1] / "cases" / "course.jsonl"
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    found = [row for row in rows if row["topic"] in topics]
    assert found
    return found


SYSTEMS = ("linalg.system2", "linalg.system_classify", "linalg.elimination")


@pytest.mark.parametrize(
    "row", course(*SYSTEMS, "linalg.system_infinite"), ids=lambda row: row["id"]
)
def test_course_systems_say_the_same(row: dict[str, Any]) -> None:
    kind, parts = latex.statement(row["latex"]) or ("", {})
    assert kind == "system"
    assert latex.equations(parts["system"]) == plain.equations(row["math"])


@pytest.mark.parametrize("row", course("linalg.det"), ids=lambda row: row["id"])
def test_course_matrices_say_the_same(row: dict[str, Any]) -> None:
    assert latex.matrix(row["latex"]) == matrices.matrix(row["math"].partition("=")[2])


@pytest.mark.parametrize(
    "row",
    course("calc.diff_rules", "calc.product_quotient", "calc.chain_rule"),
    ids=lambda row: row["id"],
)
def test_course_functions_say_the_same(row: dict[str, Any]) -> None:
    kind, parts = latex.statement(row["latex"]) or ("", {})
    assert kind == "function"
    assert latex.expression(parts["f"]) == plain.expression(row["math"].partition("=")[2])


@pytest.mark.parametrize("row", course("calc.lagrange"), ids=lambda row: row["id"])
def test_course_lagrangians_are_built_of_the_plain_parts(row: dict[str, Any]) -> None:
    found = latex.equation(row["latex"])
    f = plain.expression(row["given"]["f"])
    (g,) = (plain.expression(text) for text in row["given"]["g"])
    assert sp.expand(found.rhs - (f - Symbol("lambda") * g)) == 0


@pytest.mark.parametrize("row", course("prob.bayes"), ids=lambda row: row["id"])
def test_course_probabilities_say_the_same(row: dict[str, Any]) -> None:
    kind, parts = latex.statement(row["latex"]) or ("", {})
    assert kind == "probabilities"
    stated = (s for s in latex.probabilities(parts["statements"]) if isinstance(s, Eq))
    assert Tuple(*stated) == events.probabilities(row["math"])


@pytest.mark.parametrize(
    "row",
    [
        json.loads(line)
        for line in (Path(__file__).parents[1] / "cases" / "course.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    ],
    ids=lambda row: row["id"],
)
def test_no_course_problem_breaks_the_reader(row: dict[str, Any]) -> None:
    for read in (latex.statement, latex.expression, latex.equations, latex.matrix, latex.vector):
        try:
            read(row["latex"])
        except TutorError as error:
            shown = error
        else:
            continue
        assert shown.at is not None
        assert shown.fix
