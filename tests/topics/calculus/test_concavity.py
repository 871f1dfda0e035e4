"""Inflection points at their edges: zeros without a change of sign, missing second derivatives."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import S, Tuple, sqrt, symbols

from tutor.core.claims import Compared
from tutor.core.errors import TutorError
from tutor.solution import solve
from tutor.verify import verify


@pytest.mark.parametrize(
    ("f", "places"),
    [
        ("x^3 - x + 1", {0}),
        ("x^5 - 5x^4", {3}),
        ("x^4", set()),
        ("e^(-x^2)", {-sqrt(2) / 2, sqrt(2) / 2}),
        ("cbrt(x)", {0}),
        ("|x^2-1|", set()),  # corners have no tangent
        ("x + 1/x", set()),
        ("x^2 - 3x", set()),
        ("2x + 1", set()),
        ("ln(x)", set()),
    ],
)
@pytest.mark.parametrize("method", ["sign_table", "third_derivative"])
def test_inflection_points(f: str, places: set[object], method: str) -> None:
    solution = solve(f"inflection points of {f}", method=method)
    assert solution.verified
    found = {g.values[0].rhs for n, g in solution.answer.items() if n.startswith("inflection")}
    assert found == set(map(S, places))


def test_a_zero_of_the_second_derivative_alone_is_no_inflection() -> None:
    trace = solve("inflection points of x^4").trace
    assert "find_no_inflection" in [part.rule for part in trace.walk()]
    assert trace.answer["bend"].solutions == Tuple(Tuple(0))


@pytest.mark.parametrize(
    ("f", "convex", "concave"),
    [
        ("x^2-|x|", False, False),
        ("x^2+3|x|", True, False),
        ("-|x|", False, True),
        ("3x+2", True, True),
        ("x^(2/3)", False, False),
        ("x|x-1|", False, False),
        ("1/x^2", False, False),
    ],
)
def test_corners_and_gaps_decide_with_the_second_derivative(
    f: str, convex: bool, concave: bool
) -> None:
    solution = solve(f"is {f} convex")
    assert solution.verified
    assert ("convex" in solution.answer, "concave" in solution.answer) == (convex, concave)


@pytest.mark.parametrize(
    ("text", "goal"),
    [("is |x| concave", "not_concave"), ("is 1/x convex", "not_convex")],
)
def test_a_chord_shows_that_it_is_not(text: str, goal: str) -> None:
    solution = solve(text)
    assert solution.verified
    assert goal in solution.answer


def test_a_corner_that_was_forgotten_is_noticed() -> None:
    """As it was once: a second derivative of 2, and so x^2 - |x| should be convex."""
    trace = solve("is x^2-|x| convex").trace
    f, (u, v) = trace.answer["derivative"].function, symbols("u v")
    (x,) = f.free_symbols
    mean = (f.subs(x, u) + f.subs(x, v)) / 2
    convex = {"convex": Compared(f.subs(x, (u + v) / 2), "<=", mean)}
    kept = {n: g for n, g in trace.goals if not n.startswith(("chord", "not"))}
    bare = {n: g for n, g in kept.items() if not n.startswith("slope")}
    for goals, why in ((bare | convex, "corner"), (kept | convex, "a chord shows")):
        faults = verify(replace(trace, goals=tuple(goals.items()))).faults
        assert any(why in fault.verdict.why for fault in faults)


def test_a_graph_that_is_straight_in_part_is_refused_with_the_reason() -> None:
    with pytest.raises(TutorError) as raised:
        solve("is x^2 + x|x| convex")
    assert raised.value.code == "straight-piece"
