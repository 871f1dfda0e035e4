"""The arrow of a row operation, with what is done over it, and the matrix behind it."""

from __future__ import annotations

from sympy import Integer, Rational

from tutor.core import claims
from tutor.core.matrix import Matrix
from tutor.render.typeset import Typesetter

from ..matrices import AUGMENTED, REDUCED, TALL


def test_row_operation_stands_over_the_arrow() -> None:
    claim = claims.Added(AUGMENTED, 2, 1, Integer(-4), REDUCED)
    assert (
        Typesetter()
        .latex(claim)
        .startswith(r"\xrightarrow{\;R_{2}\,\leftarrow\,R_{2}\,-\,4R_{1}\;} \left[")
    )
    assert (
        Typesetter()
        .spoken(claim)
        .startswith("by row 2 becomes row 2 minus 4 times row 1, the 2 by 3")
    )


def test_arrow_leaves_the_rows_of_the_matrix_in_line() -> None:
    claim = claims.Added(AUGMENTED, 2, 1, Integer(-4), REDUCED)
    drawing = Typesetter().plain(claim, display=True).split("\n")
    assert drawing == [
        "  R₂ ← R₂ − 4R₁",
        " ───────────────→ ⎡ 1   2 │  3 ⎤",
        "                  ⎣ 0  −3 │ −6 ⎦",
    ]


def test_sums_of_rows_stand_below_one_another_on_the_arrow() -> None:
    after = Matrix.of([[1, 2], [1, -4], [0, Rational(2, 3)]])
    claim = claims.Cleared(TALL, 1, Matrix.of([[0, -2, Rational(1, 3)]]), after)
    assert Typesetter().plain(claim, display=True).split("\n") == [
        "  R₂ ← R₂ − 2R₁,",
        "  R₃ ← R₃ + (1/3) R₁   ⎡ 1    2 ⎤",
        " ────────────────────→ ⎢ 1   −4 ⎥",
        "                       ⎣ 0  2/3 ⎦",
    ]
    assert (
        Typesetter()
        .spoken(claim)
        .startswith("by row 2 becomes row 2 minus 2 times row 1, row 3 becomes row 3 plus")
    )
    assert "<mover>" not in Typesetter().mathml(claim)  # an arrow is not stretched below a table
    small = (
        r"\begin{array}{l} \scriptstyle R_{2}\,\leftarrow\,R_{2}\,-\,2R_{1},  \\ \scriptstyle R_{3}"
    )
    assert small in Typesetter().latex(claim)
