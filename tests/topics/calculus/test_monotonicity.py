"""Where functions increase and decrease, at their edges."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import E, S, Tuple

from tutor.core.errors import TutorError
from tutor.solution import Solution, solve
from tutor.verify import verify


@pytest.mark.parametrize(
    ("text", "places", "signs"),
    [
        ("where is x^3 increasing", [0], "++"),
        ("where is 3x + 1 increasing", [], "+"),
        ("where is abs(x) decreasing", [0], "-+"),
        ("where is 1/x decreasing", [0], "--"),
        ("where does ln(x)/x increase", [E], "+-"),
        ("where is sqrt(x) increasing", [], "+"),
        ("where is x^2 increasing on [0, 2]", [], "+"),
        ("where is x^3 - 3x decreasing on [0, 4]", [1], "-+"),
    ],
)
def test_signs_of_the_slope(text: str, places: list[object], signs: str) -> None:
    solution = solve(text)
    assert solution.verified
    table = solution.answer["table"]
    assert table.places == Tuple(*map(S, places))
    assert "".join("+" if s == "positive" else "-" for s in table.signs) == signs


def said(solution: Solution) -> str:
    return " ".join(str(solution).split("Answer: ")[1].split("\n\n")[0].split())


def test_the_answer_passes_level_places_and_stops_at_gaps() -> None:
    assert said(solve("where is x^3 increasing")).startswith("The function increases for all x.")
    assert "decreases for x < 0 and for x > 0" in said(solve("where is 1/x decreasing"))


def test_the_answer_passes_vertical_tangents() -> None:
    solution = solve("monotonicity of (x^2-1)^(1/3)")
    assert solution.verified, solution.report.faults
    assert said(solution) == "The function increases for x > 0. It decreases for x < 0."
    kept = tuple(g for g in solution.trace.goals if g[0] != "passed_2")
    assert not verify(replace(solution.trace, goals=kept)).ok


def test_a_table_of_a_part_of_the_line_is_refuted() -> None:
    whole = solve("where is x^3 - 3x increasing").trace
    part = solve("where is x^3 - 3x increasing on [0, 2]").trace
    goals = tuple((n, part.answer["table"] if n == "table" else c) for n, c in whole.goals)
    assert not verify(replace(whole, goals=goals)).ok


@pytest.mark.parametrize("text", ["where is 5 increasing", "where is sin x increasing"])
def test_what_has_no_such_intervals_is_refused(text: str) -> None:
    with pytest.raises(TutorError):
        solve(text)
