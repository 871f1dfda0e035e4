"""Vectors, lists of vectors, tables and rules of maps, in plain text and in LaTeX."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from sympy import Rational, Tuple, sqrt

from tutor.core import inputs
from tutor.core.errors import OverLimit, TutorError, Undefined
from tutor.core.inputs import Input
from tutor.core.matrix import Matrix
from tutor.reading import read
from tutor.reading.values import value_of

k, x, y, v1, v2 = sp.symbols("k x y v1 v2")
TURNED = Tuple(Tuple(v1, v2), Tuple(3 * v1, 0, -2 * v2))


def made(kind: type[Input], **more: Any) -> Input:
    return kind(name="A", about="an input", example="(1, 2)", **more)


VECTORS = [
    ("(1,2)", Tuple(1, 2)),
    ("[1,2]", Tuple(1, 2)),
    ("<1,2>", Tuple(1, 2)),
    ("[1;2]", Tuple(1, 2)),
    ("v=(1,-5,2,0,-3)", Tuple(1, -5, 2, 0, -3)),
    ("(sqrt(2), 1/2, k)", Tuple(sqrt(2), Rational(1, 2), k)),
    (r"\begin{pmatrix}1\\2\end{pmatrix}", Tuple(1, 2)),
    (r"\langle 1, 2\rangle", Tuple(1, 2)),
]
LISTS = [
    ("(1,1,0), (1,0,1)", Tuple(Tuple(1, 1, 0), Tuple(1, 0, 1))),
    ("{(1,2),(3,4)}", Tuple(Tuple(1, 2), Tuple(3, 4))),
    ("S = {(1,2); (3,4)}", Tuple(Tuple(1, 2), Tuple(3, 4))),
    ("v1=(1,0), v2=(0,1)", Tuple(Tuple(1, 0), Tuple(0, 1))),
    ("(1,2) and (3,4)", Tuple(Tuple(1, 2), Tuple(3, 4))),
    ("[1,2] [3,4]", Tuple(Tuple(1, 2), Tuple(3, 4))),
    ("[[1,2],[3,4]]", Tuple(Tuple(1, 2), Tuple(3, 4))),
    (r"A=\begin{bmatrix}1&2\\3&4\end{bmatrix}", Tuple(Tuple(1, 2), Tuple(3, 4))),
    ("<1,k>, <3,4>", Tuple(Tuple(1, k), Tuple(3, 4))),
    ("(1,2)", Tuple(Tuple(1, 2))),
    (r"\{(2,1,1),(1,0,2)\}", Tuple(Tuple(2, 1, 1), Tuple(1, 0, 2))),
    (r"v_1=(1,1,0),\ v_2=(1,0,1)", Tuple(Tuple(1, 1, 0), Tuple(1, 0, 1))),
    (
        r"\begin{pmatrix}1\\2\end{pmatrix}, \begin{pmatrix}3\\4\end{pmatrix}",
        Tuple(Tuple(1, 2), Tuple(3, 4)),
    ),
]
TABLES = [
    ("[1 2; 3 4]", [[1, 2], [3, 4]]),
    ("[[1, 2], [3, 4]]", [[1, 2], [3, 4]]),
    ("(1,5),(5,2)", [[1, 5], [5, 2]]),
    ("x=1,2,3; y=2,4,5", [[1, 2], [2, 4], [3, 5]]),
    ("x=-2.1,-1; y=3,1.1", [[Rational(-21, 10), 3], [-1, Rational(11, 10)]]),
    ("x=(1,2,3), y=(2,4,5)", [[1, 2], [2, 4], [3, 5]]),
    ("P={(1,5),(5,2)}", [[1, 5], [5, 2]]),
    ("x = 1 2 3\ny = 2 4 5", [[1, 2], [2, 4], [3, 5]]),
    ("a,b\n1,2\n3,4", [[1, 2], [3, 4]]),
    ("name,b,c\nu,1,2\nw,3,4", [[1, 2], [3, 4]]),
    (r"\begin{bmatrix}1&2\\3&4\end{bmatrix}", [[1, 2], [3, 4]]),
    (r"x=(-2.1,-1),\ y=(3,1.1)", [[Rational(-21, 10), 3], [-1, Rational(11, 10)]]),
]
RULES = [
    ("T(x,y)=(x+y,2x,0)", Tuple(Tuple(x, y), Tuple(x + y, 2 * x, 0))),
    ("T(v1,v2)=(3*v1,0,-2*v2)", TURNED),
    ("T(v_1,v_2)=(3v_1,0,-2v_2)", TURNED),
    ("T(x,y)=[x+y; 2x]", Tuple(Tuple(x, y), Tuple(x + y, 2 * x))),
    ("T(x,y)=(x+1)(y+2)", Tuple(Tuple(x, y), Tuple((x + 1) * (y + 2)))),
    ("f(x) = x^2", Tuple(Tuple(x), Tuple(x**2))),
    (r"T(x,y)=\left(\frac{x}{2},\ y^2\right)", Tuple(Tuple(x, y), Tuple(x / 2, y**2))),
    (
        r"T\begin{pmatrix}v_1\\v_2\end{pmatrix}=\begin{bmatrix}3v_1\\0\\-2v_2\end{bmatrix}",
        TURNED,
    ),
]


@pytest.mark.parametrize(("text", "value"), VECTORS)
def test_a_vector(text: str, value: Tuple) -> None:
    assert read(made(inputs.VectorInput), text) == value


@pytest.mark.parametrize(("text", "value"), LISTS)
def test_a_list_of_vectors(text: str, value: Tuple) -> None:
    assert read(made(inputs.VectorsInput), text) == value


@pytest.mark.parametrize(("text", "rows"), TABLES)
def test_a_table(text: str, rows: list[list[Any]]) -> None:
    assert read(made(inputs.TableInput), text) == Matrix.of(rows)


@pytest.mark.parametrize(("text", "value"), RULES)
def test_a_rule(text: str, value: Tuple) -> None:
    assert read(made(inputs.MapInput), text) == value


REFUSED = [
    (inputs.VectorInput, "(1, 2, 3) please", "after-vector", 10),
    (inputs.VectorInput, "(1,2", "bracket", 0),
    (inputs.VectorInput, "(1;2,3)", "not-a-vector", 0),
    (inputs.VectorInput, "", "empty", 0),
    (inputs.VectorsInput, "(1,2),(1,2,3)", "different-lengths", 6),
    (inputs.VectorsInput, "(1,2), x", "not-a-vector", 7),
    (inputs.VectorsInput, "(1,2), (3", "bracket", 7),
    (inputs.VectorsInput, "(1,,2)", "empty-entry", 2),
    (inputs.VectorsInput, "(1, 2), (3, 4@)", "character", 13),
    (inputs.TableInput, "x=1,2; y=3,a", "data-value", 11),
    (inputs.MapInput, "T(x,y)=(x+y,2x+)", "incomplete", 15),
    (inputs.VectorsInput, "", "empty", 0),
    (inputs.VectorsInput, "{}", "empty", 0),
    (inputs.VectorsInput, r"\{(1,2),(3,4,5)\}", "different-lengths", 0),
    (inputs.TableInput, "x=1,2; y=3", "different-lengths", 9),
    (inputs.TableInput, "[1 k; 2 3]", "letter-for-number", 3),
    (inputs.TableInput, "(1,5),(k,2)", "letter-for-number", 7),
    (inputs.TableInput, "a,b\nu,w\nu,w", "column", 0),
    (inputs.MapInput, "x+y", "not-a-rule", 0),
    (inputs.MapInput, "T(x,x)=(x,x)", "variable", 2),
    (inputs.MapInput, "T(x,y)=(x,,y)", "empty-entry", 10),
    (inputs.MapInput, r"T(\frac12,y)=(y,y)", "variable", 0),
    (inputs.MapInput, r"\frac{x}{y}", "not-a-rule", 0),
]


@pytest.mark.parametrize(("kind", "text", "code", "at"), REFUSED)
def test_what_is_refused_says_where(kind: type[Input], text: str, code: str, at: int) -> None:
    with pytest.raises(TutorError) as caught:
        read(made(kind), text)
    assert caught.value.code == code
    assert caught.value.fix
    assert caught.value.text == text
    if "\\" not in text:
        assert caught.value.at == at


def test_too_many_vectors_are_refused() -> None:
    with pytest.raises(OverLimit):
        read(made(inputs.VectorsInput), ", ".join(["(1, 2)"] * 51))


def test_too_few_are_refused() -> None:
    with pytest.raises(Undefined, match="At least 2"):
        read(made(inputs.VectorsInput, smallest=2), "(1, 2)")
    with pytest.raises(Undefined, match="At least 2"):
        read(made(inputs.TableInput, smallest=2), "(1, 2)")


def test_python_values_are_taken() -> None:
    assert value_of(made(inputs.VectorInput), [1, 0.5]) == Tuple(1, Rational(1, 2))
    assert value_of(made(inputs.VectorsInput), [[1, 2], [3, 4]]) == Tuple(Tuple(1, 2), Tuple(3, 4))
    assert value_of(made(inputs.TableInput), [[1, 2], [3, 4]]) == Matrix.of([[1, 2], [3, 4]])
