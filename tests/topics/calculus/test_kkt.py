"""Inequalities by the KKT conditions: no candidate is lost, and every extreme value has its reason."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Expr, Integer, Rational, Tuple, log, sqrt, symbols

from tutor.catalogue import problem
from tutor.core.claims import Extremum
from tutor.core.errors import NotUnderstood, OverLimit, TutorError, Undefined
from tutor.core.step import Trace
from tutor.render import render
from tutor.topics.calculus.kkt import TOPIC
from tutor.verify import verify

from .. import solving

x, y = symbols("x y")
TRIANGLE = "x + y <= 4, x >= 0, y >= 0"


def solved(text: str, method: str = "") -> Trace:
    solution = solving.solved(text, method, TOPIC.id)
    assert render(solution.trace, "text", report=solution.report, detail="why")
    return solution.trace


def rules(trace: Trace) -> list[str]:
    return [part.rule for part in trace.walk()]


def points(trace: Trace, kind: str) -> set[Tuple]:
    return {c.point for c in trace.answer.values() if isinstance(c, Extremum) and c.kind == kind}


def answer(trace: Trace) -> str:
    return " ".join(str(render(trace, "text")).partition("Answer:")[2].split())


def test_an_active_constraint() -> None:
    trace = solved("minimize x^2 + y^2 subject to x + y >= 4")
    assert trace.answer["candidates"].solutions == Tuple(Tuple(2, 2, 4))
    assert trace.answer["minimum"].value == 8
    found = rules(trace)
    assert found.count("solve_case") == 2
    assert {"reject_point_outside", "accept_point", "note_squares_for_minimum"} <= set(found)
    assert "This holds" not in answer(trace)


def test_no_constraint_is_active() -> None:
    trace = solved("minimize x^2 + y^2 subject to x + y >= -1")
    assert trace.answer["candidates"].solutions == Tuple(Tuple(0, 0, 0))
    assert "reject_negative_multiplier" in rules(trace)


def test_a_disc_has_roots() -> None:
    trace = solved("minimize (x-2)^2 + (y-1)^2 subject to x^2 + y^2 <= 1")
    assert trace.answer["minimum"].value == 6 - 2 * sqrt(5)
    assert points(trace, "minimum") == {Tuple(2 / sqrt(5), 1 / sqrt(5))}
    assert "note_bounded_set" in rules(trace)


def test_a_triangle_bounds_its_variables() -> None:
    trace = solved("maximize x*y subject to x + 2y <= 8, x >= 0, y >= 0")
    assert points(trace, "maximum") == {Tuple(4, 2)}
    assert set(trace.answer["candidates"].solutions) == {
        Tuple(0, 0, 0, 0, 0),
        Tuple(4, 2, 2, 0, 0),
    }
    assert rules(trace).count("narrow_family") == 2
    assert "note_box" in rules(trace)


def test_a_vertex_of_a_linear_program() -> None:
    trace = solved(f"maximize 3x + 2y subject to {TRIANGLE}")
    assert trace.answer["candidates"].solutions == Tuple(Tuple(4, 0, 3, 0, 1))
    assert "find_slope_that_is_not_zero" in rules(trace)


def test_a_linear_program_with_four_constraints() -> None:
    trace = solved("max 3x+2y s.t. x+y<=4, x+3y<=6, x>=0, y>=0")
    assert trace.answer["candidates"].solutions == Tuple(Tuple(4, 0, 3, 0, 0, 1))
    found = rules(trace)
    assert found.count("solve_case_of_four") == 11  # of 16: five contain a corner that is outside
    assert found.count("reject_corner_outside") == 2
    said = " ".join(str(render(trace, "text")).split())
    assert "bound y from above by 2" in said


def test_opposite_sides_of_a_box_are_never_active_together() -> None:
    trace = solved("minimize (x-2)^2 + (y-3)^2 subject to 0 <= x <= 1, 0 <= y <= 2")
    assert points(trace, "minimum") == {Tuple(1, 2)}
    found = rules(trace)
    assert found.count("exclude_pair") == 2
    assert found.count("solve_case_of_four") == 9


def test_six_constraints() -> None:
    text = "maximize 2x + y subject to x>=0, y>=0, x<=3, y<=3, x+y<=5, x - y <= 2"
    assert points(solved(text), "maximum") == {Tuple(3, 2)}


def test_a_case_left_out_is_refuted() -> None:
    trace = solved("find the maximum and minimum of x*y on the square -1 <= x <= 1, -1 <= y <= 1")
    assert points(trace, "maximum") == {Tuple(1, 1), Tuple(-1, -1)}
    listed = trace.answer["candidates"]
    for k in range(len(listed.solutions)):
        short = Tuple(*listed.solutions[:k], *listed.solutions[k + 1 :])
        goals = tuple(
            (n, replace(c, solutions=short) if n == "candidates" else c) for n, c in trace.goals
        )
        assert not verify(replace(trace, goals=goals)).ok


def test_multipliers_of_different_signs_belong_to_no_extreme_point() -> None:
    trace = solved("find the minimum and maximum of 2x - y on x >= 0, y >= 0, x + 2y <= 6")
    assert {tuple(s[:2]) for s in trace.answer["candidates"].solutions} == {(0, 3), (6, 0)}
    assert "reject_mixed_multipliers" in rules(trace)


def test_vertices_are_compared() -> None:
    trace = solved("max 3x+2y s.t. x+y<=4, x+3y<=6, x>=0, y>=0", "vertices")
    found = rules(trace)
    assert found.count("intersect_borders") == 6
    assert found.count("keep_vertex") == 4
    assert trace.answer["candidates"].solutions == Tuple(Tuple(4, 0, 3, 0, 0, 1))


@pytest.mark.parametrize(
    "text",
    [
        f"maximize 3x + 2y subject to {TRIANGLE}",
        "minimize x + y subject to x >= 0, y >= 0, x <= 3, y <= 3, x + y >= 2",
        "find the minimum and maximum of 2x - y on x>=0, y>=0, x+2y<=6, x - y <= 1",
    ],
)
def test_vertices_and_cases_agree(text: str) -> None:
    assert solved(text, "vertices").answer == solved(text).answer


@pytest.mark.parametrize(
    "text",
    [
        f"maximize x*y subject to {TRIANGLE}",
        "maximize x + y subject to x + y >= 4",
        f"find the minimum and maximum of x + y on {TRIANGLE}",
        "maximize x + 2y subject to x <= 2, y <= 3, x + y <= 5, x >= 0, y >= 0",
        "maximize x + y subject to x <= 1, 2x <= 2, x >= 0, y >= 0, y <= 1",
    ],
)
def test_vertices_are_not_offered(text: str) -> None:
    assert TOPIC.suitable(problem(text)[1]) == ("cases",)


def test_a_whole_side_is_best() -> None:
    trace = solved(f"maximize x + y subject to {TRIANGLE}")
    assert points(trace, "maximum") == {Tuple(4, 0), Tuple(0, 4)}
    assert trace.answer["level"].after == 4
    assert "at all feasible points with x = 4 − y" in answer(trace)


def test_interior_and_border_with_several_points() -> None:
    trace = solved("find the maximum and minimum of x*y on x^2 + y^2 <= 8")
    assert len(trace.answer["candidates"].solutions) == 5
    assert points(trace, "maximum") == {Tuple(2, 2), Tuple(-2, -2)}
    assert points(trace, "minimum") == {Tuple(2, -2), Tuple(-2, 2)}


def test_an_extreme_point_left_out_is_refuted() -> None:
    trace = solved("maximize x*y subject to x^2 + y^2 <= 8")
    short = replace(trace, goals=tuple((n, c) for n, c in trace.goals if n != "maximum_2"))
    assert any("is not named" in f.verdict.why for f in verify(short).faults)


def test_a_worse_point_is_refuted() -> None:
    trace = solved("maximize x*y subject to x^2 + y^2 <= 8")
    worse = replace(trace.answer["maximum"], point=Tuple(0, 0), value=Integer(0))
    goals = tuple((n, worse if n == "maximum" else c) for n, c in trace.goals)
    assert not verify(replace(trace, goals=goals)).ok


def test_several_kkt_points_of_which_one_is_best() -> None:
    trace = solved("minimize x^2 - y^2 subject to x^2 + y^2 <= 4, y >= -1")
    assert points(trace, "minimum") == {Tuple(0, 2)}
    found = {tuple(s[:2]) for s in trace.answer["candidates"].solutions}
    assert {(0, 0), (0, 2), (0, -1)} <= found  # a flat place, the best point, a local minimum


def test_a_multiplier_that_is_zero_on_the_border() -> None:
    trace = solved("minimize (x-1)^2 + y^2 subject to x >= 1")
    assert trace.answer["candidates"].solutions == Tuple(Tuple(1, 0, 0))


def test_a_cusp_has_no_multiplier_and_is_not_lost() -> None:
    trace = solved("minimize x subject to y^2 <= x^3, x^2 + y^2 <= 2")
    assert trace.answer["candidates"].solutions == Tuple()
    assert points(trace, "minimum") == {Tuple(0, 0)}
    assert "find_degenerate_point" in rules(trace)


def test_what_is_not_shown_is_not_claimed() -> None:
    trace = solved("minimize x subject to y^2 <= x^5")
    assert "minimum" not in trace.answer
    assert "is not claimed" in answer(trace)
    point = trace.answer["open_minimum_point"]
    assert point.after == Tuple(0, 0)  # all of it, though the function has x alone
    second = point.values.args[1]
    for place, why in (
        (1, "another candidate is better"),
        (-1, "the point does not satisfy the constraints"),
    ):
        first = second.func(x, place)
        wrong = replace(point, values=Tuple(first, second), after=Tuple(place, 0))
        height = replace(trace.answer["open_minimum"], values=Tuple(first), after=Integer(place))
        goals = {**trace.answer, "open_minimum": height, "open_minimum_point": wrong}
        report = verify(replace(trace, goals=tuple(goals.items())))
        assert why in {fault.verdict.why for fault in report.faults}


@pytest.mark.parametrize(
    "text",
    [
        "minimize x^2 + y^2 subject to x + y <= 1, x + y >= 3",
        "maximize x + y subject to x^2 + y^2 <= 1, x + y >= 4",
        "maximize x subject to x^2 + y^2 <= -1",
        "minimize y subject to x >= 1, x <= 0",  # a side that is a letter alone
        "minimize x + y subject to x >= 0, y >= 0, x >= 3, y <= 3, x + y <= 2",
    ],
)
def test_an_empty_feasible_set(text: str) -> None:
    trace = solved(text)
    assert trace.answer["infeasible"].relation == ">"
    assert "infeasible" in answer(trace)


def test_an_invented_contradiction_is_refuted() -> None:
    trace = solved("maximize x subject to x^2 + y^2 <= -1")
    wrong = replace(trace.answer["infeasible"], left=x**2 + y**2 + 2)
    assert not verify(replace(trace, goals=(("infeasible", wrong),))).ok


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("maximize x + y subject to x + y >= 4", "maximum"),
        ("maximize x*y subject to x + y >= 4, x >= 0", "maximum"),
        ("minimize x subject to y >= x", "minimum"),
        ("minimize x - y subject to 2x - 3y >= 1", "minimum"),
        ("minimize x^2 - 3x*y subject to x^2 + y^2 >= 1, x >= 0", "minimum"),
    ],
)
def test_an_unbounded_function(text: str, kind: str) -> None:
    trace = solved(text)
    assert f"no_{kind}" in trace.answer
    assert "stay_feasible" in rules(trace)


def test_a_path_that_leaves_the_set_is_refuted() -> None:
    trace = solved("maximize x + y subject to x + y >= 4")
    path = trace.answer["path_without_maximum"]
    (first, second) = path.values.args
    off = path.values.func(first.func(x, -first.rhs - second.rhs), second)
    goals = tuple(
        (n, replace(c, values=off) if n == "path_without_maximum" else c) for n, c in trace.goals
    )
    assert not verify(replace(trace, goals=goals)).ok


def test_squares_show_a_minimum_without_growth() -> None:
    trace = solved("minimize x + y subject to x*1 >= 1, y >= 2")
    assert trace.answer["minimum"].value == 3
    assert "certify_minimum" in rules(trace)


def test_more_active_constraints_than_variables() -> None:
    trace = solved("maximize x*y subject to x <= 2, y <= 3, x + y <= 5")
    assert "keep_crowded_point" in rules(trace)
    assert "candidates" not in trace.answer  # the multipliers are not determined there


def test_a_logarithm_brings_its_domain() -> None:
    trace = solved("maximize ln(x) + ln(y) subject to x + 2y <= 4")
    assert trace.answer["candidates"].solutions == Tuple(Tuple(2, 1, Rational(1, 2)))
    assert {x > 0, y > 0} <= set(trace.answer["candidates"].given)


@pytest.mark.parametrize(
    ("text", "kind", "best"),
    [
        ("maximize ln(x) + ln(y) subject to x + 2y <= 4", "maximum", log(2)),
        ("maximize ln(x) + ln(y) subject to x^2 + y^2 <= 2", "maximum", Integer(0)),
        ("maximize ln(1+x) + ln(2+y) subject to x + y <= 5, x, y >= 0", "maximum", 4 * log(2)),
        ("minimize -ln(x) - 4ln(y) subject to x + y <= 5", "minimum", -8 * log(2)),
    ],
)
def test_tangents_of_logarithms_show_the_best_value(text: str, kind: str, best: Expr) -> None:
    trace = solved(text)
    assert trace.answer[kind].value == best
    assert f"replace_by_tangents_for_{kind}" in rules(trace)


@pytest.mark.parametrize(
    "text",
    [
        "maximize ln(x) + y^2 subject to x + y <= 2, y >= 0",  # there is no largest value
        "maximize ln(x y) subject to x + y <= 2",
        "maximize y - ln(x) subject to x + y <= 2, x >= 1",
    ],
)
def test_logarithms_that_bend_the_wrong_way_show_nothing(text: str) -> None:
    assert "open_maximum" in solved(text).answer


def test_multiples_of_an_equation_show_a_maximum() -> None:
    trace = solved("maximize x + 2y subject to x + y = 4, x >= 0")
    assert trace.answer["maximum"].value == 8
    assert "certify_maximum" in rules(trace)


def test_an_equation_beside_an_inequality() -> None:
    trace = solved("minimize x^2 + y^2 subject to x + y = 2, x >= 3")
    assert points(trace, "minimum") == {Tuple(3, -1)}
    assert trace.answer["candidates"].solutions == Tuple(Tuple(3, -1, 8, 2))


def test_three_variables() -> None:
    trace = solved("minimize x^2 + y^2 + z^2 subject to x + y + z >= 3, z >= 2")
    assert points(trace, "minimum") == {Tuple(Rational(1, 2), Rational(1, 2), 2)}


@pytest.mark.parametrize(
    ("text", "error", "code"),
    [
        ("minimize x^2+y^2 subject to x + y > 4", Undefined, "strict-inequality"),
        ("minimize x^2+y^2 subject to x^2 + y^2 <= 0", Undefined, "equation-in-disguise"),
        ("minimize x + y subject to 1 >= 0, x >= 1, y >= 0", Undefined, "constant-constraint"),
        ("minimize x^2 subject to x^2 >= 1", NotUnderstood, "one-variable"),
        (
            "minimize x + y subject to 0 <= x <= 2, 0 <= y <= 2, x + y <= 3, x - y <= 1, y - x <= 1",
            OverLimit,
            "problem-size",
        ),
        ("minimize x + y subject to sin(x) + y <= 1", Undefined, "constraint-not-polynomial"),
        ("minimize e^(x y) subject to x + y >= 1", Undefined, "no-exact-solution"),
        ("minimize 5 + 0x subject to x + y >= 1", Undefined, "constant-objective"),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, error: type[TutorError], code: str) -> None:
    with pytest.raises(error) as caught:
        TOPIC.trace(problem(text)[1])
    assert caught.value.code == code
    assert caught.value.fix


def test_letters_with_two_meanings_are_asked_back() -> None:
    with pytest.raises(NotUnderstood) as caught:
        problem("maximize a x + y subject to x^2 + y^2 <= 1")
    assert caught.value.code == "which-variables"


@pytest.mark.parametrize(
    "text",
    [
        "min x^2+y^2 s.t. x+y>=4",
        "minimise x^2+y^2 subject to x+y≥4",
        "find the minimum of x^2+y^2 subject to x+y>=4",
        "find the minimum of f(x,y) = x^2+y^2 given x+y>=4",
        r"\min_{x,y} x^2+y^2 \text{ s.t. } x+y\ge 4",
        "use the KKT conditions to minimize x^2+y^2 subject to x+y>=4",
        "KKT: minimize x^2+y^2 subject to x+y>=4",
        "minimize x^2+y^2 subject to x+y>=4 using the KKT conditions",
        "Minimize x^2+y^2 under the constraint x+y>=4.",
        "find the absolute minimum of x^2+y^2 on x+y>=4",
        "find the minimum value of x^2+y^2 on the region x+y>=4",
        "kkt: f = x^2+y^2, g = x+y>=4, sense = min",
    ],
)
def test_ways_to_ask(text: str) -> None:
    topic, posed = problem(text)
    assert topic is TOPIC
    assert posed.f == x**2 + y**2
    assert posed.sense == "minimum"
    assert posed.g == Tuple(x + y >= 4)
