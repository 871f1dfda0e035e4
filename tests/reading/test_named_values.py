"""Matrices and vectors that a problem names first, and asks about by their names."""

from __future__ import annotations

import pytest

from tutor.core.errors import NotUnderstood, TutorError
from tutor.reading.named_values import named_values
from tutor.solution import problem

A, B = "[1 2; 3 4]", "[0 1; 1 0]"


@pytest.mark.parametrize(
    ("text", "question", "inserted"),
    [
        (f"A = {A}, B = {B}, find A*B", "find A*B", f"find {A}*{B}"),
        (f"Let A = {A} and B = {B}. Compute BA.", "Compute BA", f"Compute {B} {A}"),
        (f"Given the matrix A = {A}, diagonalize A", "diagonalize A", f"diagonalize {A}"),
        ("u = (1,2), v = (3,4). What is u . v?", "What is u . v", "What is (1,2) . (3,4)"),
        (f"A = {A}; det(A) = ?", "det(A)", f"det({A})"),
        (f"inverse of A where A = {A}", "inverse of A", f"inverse of {A}"),
    ],
)
def test_values_are_put_where_their_names_are(text: str, question: str, inserted: str) -> None:
    assert named_values(text) == (question, inserted)


@pytest.mark.parametrize(
    "text",
    [f"det {A}", f"A = {A}, find BC", f"A = {A}", f"A = {A}, A = {B}, find A", "x = 3, find x"],
)
def test_nothing_is_put_in_where_no_name_is_asked_for(text: str) -> None:
    assert named_values(text) is None


READS = {
    f"A = {A}, B = {B}, find A*B": "matrix_product",
    f"A = {A}, B = {B}, A B": "matrix_product",
    f"Let A = {A} and B = {B}. Compute BA.": "matrix_product",
    f"A={A}, x = (1, 2), compute A x": "matrix_product",
    f"A = {A}, find A^-1": "inverse",
    f"A = {A}, find A^{{-1}}": "inverse",
    f"A = {A}, find A^10": "matrix_power",
    f"A = {A}, find A^n": "matrix_power",
    f"let A = {A}. Find the inverse of A": "inverse",
    f"A = {A}, B = {B}, find det(A B)": "determinant_rules",
    f"A = {A}; det(A)": "determinant",
    f"A = {A}, find the rank of A": "rank",
    f"Let A = {A}. Find the eigenvalues of A.": "eigenvalues",
    f"A = {A}, b = (5, 6), solve A x = b": "linear_system",
    "u = (1,2), v = (3,4). What is the angle between u and v?": "vector_angle",
    r"A = \begin{pmatrix}1&2\\3&4\end{pmatrix}, B = \begin{pmatrix}0&1\\1&0\end{pmatrix}, AB = ?": (
        "matrix_product"
    ),
}


@pytest.mark.parametrize("text", READS)
def test_a_question_with_names_finds_its_topic(text: str) -> None:
    assert problem(text).topic == f"linear_algebra.{READS[text]}"


def test_the_order_of_a_product_is_that_of_the_question() -> None:
    posed = problem(f"A = {A}, B = {B}, find B A")
    assert (posed.A.entries(), posed.B.entries()) == (((0, 1), (1, 0)), ((1, 2), (3, 4)))


@pytest.mark.parametrize("question", ["A + C", "e^A", "A^k + B"])
def test_what_no_topic_works_out_is_named_with_its_place(question: str) -> None:
    text = f"A = {A}, B = {B}, find {question}"
    with pytest.raises(NotUnderstood, match="No topic works out") as caught:
        problem(text)
    assert caught.value.at == len(text) - len(question)


def test_a_right_side_of_another_length_is_refused() -> None:
    with pytest.raises(TutorError, match="2 rows, and the right side has 3"):
        problem(f"A = {A}, b = (5, 6, 7), solve A x = b")
