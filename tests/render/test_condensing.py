"""Large problems: what is shown of them in every format, and that the answer is complete."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
import sympy as sp
from sympy import Eq, Expr, Integer, Rational, Symbol, Tuple

from tutor.core.claims import Added, Choice, Equal, SolutionSet
from tutor.core.expr import Det
from tutor.core.matrix import Matrix
from tutor.core.step import Trace, step
from tutor.render import prose, text
from tutor.render.document import LeftOut, Steps, document
from tutor.render.large import condensed, is_large
from tutor.render.typeset import Condensed, Typesetter
from tutor.render.typeset.block import columns
from tutor.render.typeset.condensing import MOST, kept


def counted(rows: int, across: int, bar: int = 0) -> Matrix:
    entries = [[Integer(100 * i + j) for j in range(1, across + 1)] for i in range(1, rows + 1)]
    return Matrix.of(entries, bar=bar)


@pytest.mark.parametrize(
    ("count", "also", "expected"),
    [
        (MOST, (), list(range(MOST))),
        (13, (), [0, 1, None, 11, 12]),
        (50, (7,), [0, 1, None, 7, None, 48, 49]),
        (50, (2, 3), [0, 1, 2, 3, None, 48, 49]),
        (50, (0, 47), [0, 1, None, 47, 48, 49]),
    ],
)
def test_ends_and_changed_rows_are_kept(count: int, also: Any, expected: Any) -> None:
    assert kept(count, also) == expected


def test_corners_of_a_matrix_are_shown_in_every_format() -> None:
    written = Typesetter()
    A = Condensed(counted(14, 15, bar=1))
    assert written.plain(A, display=True).split("\n") == [
        "⎡  101   102  ⋯   113   114 │  115 ⎤",
        "⎢  201   202  ⋯   213   214 │  215 ⎥",
        "⎢    ⋮     ⋮  ⋱     ⋮     ⋮ │    ⋮ ⎥",
        "⎢ 1301  1302  ⋯  1313  1314 │ 1315 ⎥",
        "⎣ 1401  1402  ⋯  1413  1414 │ 1415 ⎦",
    ]
    assert r"\vdots & \vdots & \ddots & \vdots & \vdots & \vdots" in written.latex(A)
    assert "{ccccc|c}" in written.latex(A)
    assert written.mathml(A).count("<mi>⋮</mi>") == 5
    spoken = written.spoken(A)
    assert spoken.startswith("the 14 by 15 matrix, row 1: 101, 102, and so on, 113, 114, bar, 115;")
    assert "; and so on; row 13: 1301" in spoken


def test_rows_that_a_step_changes_are_shown() -> None:
    A = counted(20, 20)
    shown = Typesetter().plain(Condensed(Added(A, 9, 3, Integer(2), A)), display=True)
    assert "301" in shown
    assert "901" in shown
    assert "401" not in shown


x = sp.symbols("x1:21")
LONG: list[tuple[Any, str]] = [
    (Tuple(*map(Integer, range(20))), "(0, 1, ⋯, 18, 19)"),
    (sp.Add(*(k * v for k, v in enumerate(x, start=1)), evaluate=False), "x₁ + 2x₂ + ⋯ + 19x₁₉ + 20x₂₀"),
    (sp.Mul(*map(Integer, range(2, 20)), evaluate=False), "2 · 3 ⋯ 18 · 19"),
    (Integer(2) ** 50, "112…624"),
    (-Rational(10**12, 3), "−100…000/3"),
    (Integer(10**11), "100000000000"),
    (SolutionSet(Tuple(), Tuple(*x), Tuple(Tuple(*range(20)))), "x₁ = 0,  x₂ = 1,  ⋯,  x₁₉ = 18,  x₂₀ = 19"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "shown"), LONG, ids=lambda v: str(v)[:20])
def test_long_formulas_are_cut_in_the_middle_if_asked(value: Any, shown: str) -> None:
    written = Typesetter()
    assert " ".join(written.plain(Condensed(value)).split()) == " ".join(shown.split())
    assert "⋯" not in written.plain(value)
    assert "…" not in written.plain(value)


def system(size: int) -> Tuple:
    unknowns = [Symbol(f"x{k}") for k in range(1, size + 1)]
    return Tuple(*(Eq(u, 1, evaluate=False) for u in unknowns))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (counted(12, 13), False),
        (counted(13, 13), True),
        (counted(40, 3), False),  # observations of three variables
        (counted(41, 3), True),
        (system(12), False),
        (system(13), True),
        (Tuple(*map(Integer, range(40))), False),
        (Tuple(*map(Integer, range(41))), True),
        (Integer(2) ** 100, False),
    ],
)
def test_large_is_what_fits_no_page(sample: Any, value: Any, expected: bool) -> None:
    trace = sample.trace()
    given = Trace(trace.topic, "", (("A", value),), trace.steps, trace.goals)
    assert is_large(given) is expected


def large(sample: Any) -> Trace:
    rng = Random(2)
    trace = sample.trace()
    rows: list[list[Expr]] = [[Integer(rng.getrandbits(200)) for _ in range(50)] for _ in range(50)]
    A = Matrix.of(rows)
    steps = (
        *(step("add_row", Added(A, k, 1, rows[0][k - 1], A)) for k in range(2, 50)),
        step("multiply_diagonal", Equal(Det(A), rows[0][0])),
        *(step("add_row", Added(A, k, 1, rows[0][k - 1], A)) for k in range(2, 30)),
    )
    goals = (("determinant", Equal(Det(A), rows[0][0])), trace.goals[1])
    return Trace(trace.topic, "", (("A", A), *trace.inputs[1:]), steps, goals)


@pytest.mark.parametrize("detail", ["brief", "normal", "why"])
def test_large_problem_fits_the_lines_and_its_answer_is_complete(sample: Any, detail: str) -> None:
    trace = large(sample)
    page = text.write(document(trace, detail=detail))
    assert max(map(columns, page.splitlines())) <= 80
    assert len(page) < 20_000
    assert "This problem is large" in page
    answer = dict(trace.goals)["determinant"]
    assert isinstance(answer, Equal)
    assert str(answer.after) in re.sub(r"\s", "", page)
    assert "This problem is large" not in text.write(document(sample.trace()))


def test_step_of_another_kind_among_many_is_not_left_out(sample: Any) -> None:
    (steps,) = (b for b in document(large(sample)).parts[0].blocks if isinstance(b, Steps))
    left_out = [item.count for item in steps.items if isinstance(item, LeftOut)]
    numbers = [item.number for item in steps.items if not isinstance(item, LeftOut)]
    assert left_out == [38, 18]
    assert numbers[10] == "49"


@pytest.mark.parametrize(
    ("count", "shown"),
    [(102, "98, 99, 100, 101 and 102."), (103, "The values are 1, 2, 3, 4, 5, …, 102 and 103.")],
)
def test_a_long_list_is_cut_in_a_sentence(sample: Any, count: int, shown: str) -> None:
    sample.reword("Call it {{ shown|m }}.", "The values are {{ shown|listed }}.")
    part = step("name_it", Choice(Tuple(*range(1, count + 1))))
    runs = condensed(prose.sentence("sample.problem", part))
    assert prose.plain_words(runs, lambda value: str(value.value)).endswith(shown)
