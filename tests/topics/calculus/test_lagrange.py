"""Lagrange multipliers: no candidate is lost, and every extreme value has its reason."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sympy import Eq, Expr, Integer, Tuple, log, sqrt, symbols

from tutor.catalogue import problem
from tutor.core.claims import Equivalent, Extremum, Substituted
from tutor.core.errors import NotUnderstood, OverLimit, TutorError, Undefined
from tutor.core.step import Trace
from tutor.render import render
from tutor.solution import solve
from tutor.topics.calculus.lagrange import TOPIC
from tutor.verify import verify

from .. import solving

x, y, z, multiplier = symbols("x y z lambda")


def solved(text: str, method: str = "") -> Trace:
    solution = solving.solved(text, method, TOPIC.id)
    assert render(solution.trace, "text", report=solution.report, detail="why")
    return solution.trace


def rules(trace: Trace) -> list[str]:
    return [part.rule for part in trace.walk()]


def points(trace: Trace, kind: str) -> set[Tuple]:
    return set(trace.answer[f"{kind}_points"].solutions)


def test_a_line() -> None:
    trace = solved("Minimise x^2+y^2 subject to x+2y=5 with a Lagrange multiplier.")
    assert trace.answer["candidates"].solutions == Tuple(Tuple(1, 2, 2))
    assert trace.answer["minimum"].value == 5
    systems = [c.after for p in trace.walk() for c in p.claims if isinstance(c, Equivalent)]
    shown = {(e.lhs, e.rhs) for s in systems for e in s}
    assert {(2 * x, multiplier), (2 * y, 2 * multiplier)} <= shown


def test_an_ellipse_has_four_candidates() -> None:
    trace = solved("extrema of x y on x^2/8+y^2/2=1")
    assert len(trace.answer["candidates"].solutions) == 4
    assert trace.answer["maximum"].value == 2
    assert points(trace, "maximum") == {Tuple(2, 1), Tuple(-2, -1)}
    assert trace.answer["minimum"].value == -2
    assert points(trace, "minimum") == {Tuple(2, -1), Tuple(-2, 1)}
    assert "note_bounded_set" in rules(trace)


def test_a_point_without_gradient_is_found() -> None:
    trace = solved("lagrange: x*y with x^2+y^2=0")
    assert trace.answer["feasible"].solutions == Tuple(Tuple(0, 0))
    assert trace.answer["degenerate"].after == Tuple(0, 0)
    assert trace.answer["minimum_value"].after == trace.answer["maximum_value"].after == 0


def test_a_cusp_has_a_minimum_without_a_multiplier() -> None:
    trace = solved("min x subject to y^2=x^3")
    assert trace.answer["candidates"].solutions == Tuple()
    assert trace.answer["minimum"].point == Tuple(0, 0)
    assert "find_degenerate_point" in rules(trace)


def test_a_zero_multiplier_is_not_lost() -> None:
    trace = solved("extrema of x^2 y on x^2+y^2=3")
    words = " ".join(str(render(trace, "text")).split())
    assert (
        "the equations have 6 solutions (x, y, λ)" in words
    )  # and the formula of the step lists them
    found = set(trace.answer["candidates"].solutions)
    assert {Tuple(0, sqrt(3), 0), Tuple(0, -sqrt(3), 0)} <= found
    assert len(found) == 6
    assert trace.answer["local_minimum"].value == trace.answer["local_maximum"].value == 0


@pytest.mark.parametrize(
    "text",
    [
        "minimise x^2+y^2 subject to x+y=1, x+y=2",
        "minimise x+y subject to x^2+y^2=-1",
        "extrema of x on x^2+y^2=1 and y=2",
    ],
)
def test_contradictory_constraints_are_infeasible(text: str) -> None:
    trace = solved(text)
    assert trace.answer["infeasible"].solutions == Tuple()
    assert "infeasible" in render(trace, "text")


def test_no_maximum_is_reasoned() -> None:
    trace = solved("maximize x^2+y^2 subject to x+y=1")
    assert "maximum" not in trace.answer
    assert trace.answer["no_maximum"].relation == ">"
    assert "no largest value" in render(trace, "text")


def test_a_branch_that_runs_away_both_ways() -> None:
    trace = solved("extrema of x+y on x y=1")
    assert {"no_minimum", "no_maximum", "local_minimum", "local_maximum"} <= set(trace.answer)
    answer = str(render(trace, "text")).partition("Answer:")[2]
    assert "This holds" not in answer  # that it runs away is seen on a stretch only


def test_a_coercive_function_has_a_minimum_on_an_unbounded_curve() -> None:
    trace = solved("min x^2+y^2 s.t. x y=1")
    assert points(trace, "minimum") == {Tuple(1, 1), Tuple(-1, -1)}
    assert "note_squares_for_minimum" in rules(trace)


def test_three_variables() -> None:
    trace = solved("extrema of x+y+z on x^2+y^2+z^2=3")
    assert trace.answer["maximum"].value == 3
    assert trace.answer["minimum"].value == -3


def test_a_product_in_space_has_a_saddle() -> None:
    trace = solved("extrema of x y z on x+y+z=3")
    assert trace.answer["local_maximum"].point == Tuple(1, 1, 1)
    assert trace.answer["saddle"].value == 0
    assert len(trace.answer["candidates"].solutions) == 4


def test_every_point_that_is_classified_is_in_the_answer() -> None:
    trace = solved("maximize x*y subject to x^2+y^2=8")
    lows = {c.point for n, c in trace.goals if n.startswith("local_minimum")}
    assert lows == {Tuple(2, -2), Tuple(-2, 2)}
    said = str(render(trace, "text")).partition("Answer:")[2]
    assert "(2, −2) is a local minimum" in " ".join(said.split())
    assert "(−2, 2) is a local minimum" in " ".join(said.split())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("maximize x*y subject to x^2+y^2=8", "local_minimum_2"),
        ("extrema of x+y on x y=1", "local_maximum"),
        ("extrema of x y z on x+y+z=3", "local_maximum"),
        ("extrema of x y z on x+y+z=3", "saddle_3"),
    ],
)
def test_a_point_left_out_of_the_answer_is_refuted(text: str, name: str) -> None:
    trace = solved(text)
    short = replace(trace, goals=tuple((n, c) for n, c in trace.goals if n != name))
    assert len(short.goals) == len(trace.goals) - 1
    assert any("is not named" in f.verdict.why for f in verify(short).faults)


def test_two_constraints() -> None:
    trace = solved("max x+2y+3z s.t. x-y+z=1, x^2+y^2=1")
    assert trace.answer["maximum"].value == 3 + sqrt(29)


def test_as_many_constraints_as_variables() -> None:
    trace = solved("extrema of x+y on x=1, y^2=4")
    assert trace.answer["minimum_value"].after == -1
    assert trace.answer["maximum_value"].after == 3


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("minimise p ln p + q ln q subject to p + q = 1", "minimum", -log(2)),
        ("maximise -p ln p - q ln q - r ln r subject to p + q + r = 1", "maximum", log(3)),
    ],
)
def test_entropy_is_extreme_where_the_shares_are_equal(text: str, kind: str, value: Expr) -> None:
    solution = solve(text)
    assert solution.verified, solution.report.faults
    assert solution.answer[kind].value == value


def test_logarithms_and_their_domain() -> None:
    trace = solved("maximize ln(x)+ln(y) subject to x+2y=4")
    assert points(trace, "maximum") == {Tuple(2, 1)}
    assert set(trace.answer["maximum"].given) == {x > 0, y > 0}


@pytest.mark.parametrize(
    "text",
    ["min x^2+y^2 s.t. x+2y=5", "maximise x y subject to x+y=10", "extrema of x^4+y^4 on x+y=2"],
)
def test_substitution_reaches_the_same_goals(text: str) -> None:
    assert solved(text, "substitution").goals == solved(text, "multipliers").goals


@pytest.mark.parametrize(
    ("text", "error", "code"),
    [
        ("extrema of x^2+y^2 on x^2+y^2+z^2=4", Undefined, "infinitely-many"),
        ("minimize x + y subject to 0 = 1", Undefined, "false-constraint"),
        ("minimize x + y subject to x = x + 1", Undefined, "false-constraint"),
        ("minimize x + y subject to x = x", NotUnderstood, "not-equations"),
        (
            "minimize (x+y)/(x+y+1) subject to x + y = 1",
            Undefined,
            "constant-on-constraint",
        ),
        ("minimize log(x) + log(y) subject to x + y = 0", Undefined, "no-value-on-constraint"),
        ("minimize log(x) + y subject to x^2 + y^2 = 0", Undefined, "no-value-on-constraint"),
        ("minimize 1/x subject to y = 1", Undefined, "no-candidate"),
        ("minimise x + y^2 subject to x^2 = 4", Undefined, "undecided"),
        ("minimise x*y + 2y subject to x^2 = 4", Undefined, "infinitely-many"),
        ("min e^(x y) s.t. x+y=1", Undefined, "no-exact-solution"),
        ("max x^3+y^4 s.t. x^5+y^5+x y=1", Undefined, "no-exact-solution"),
        ("min x^2+y^2+z^2+w^2 s.t. x+y+z+w=1", OverLimit, "problem-size"),
        ("maximize a x + y subject to x^2+y^2=1", NotUnderstood, "which-variables"),
        ("lagrange: x^2+y^2 with x+2y<=5", NotUnderstood, "not-an-equation"),
        ("min x+y s.t. sin(x)+y=1", Undefined, "constraint-not-polynomial"),
    ],
)
def test_what_cannot_be_answered_is_said(text: str, error: type[TutorError], code: str) -> None:
    with pytest.raises(error) as caught:
        TOPIC.trace(problem(text)[1])
    if code != "not-an-equation":
        assert caught.value.code == code
    assert caught.value.fix


@pytest.mark.parametrize(
    "text",
    [
        "min x^2+y^2 s.t. x+2y=5",
        "minimize x^2+y^2 subject to x+2y=5",
        "find the minimum of x^2+y^2 subject to x+2y=5",
        "minimum of x^2+y^2 on x+2y=5",
        r"\min x^2+y^2 \text{ s.t. } x+2y=5",
        "use Lagrange multipliers to minimise x^2+y^2 subject to x+2y=5",
        "lagrange: f = x^2+y^2, g = x+2y=5, sense = min",
    ],
)
def test_ways_to_ask(text: str) -> None:
    topic, posed = problem(text)
    assert topic is TOPIC
    assert posed.f == x**2 + y**2
    assert posed.sense == "minimum"


def test_the_second_order_test_starts_where_the_gradient_is_not_zero() -> None:
    trace = solved("minimize x*y + z^2 subject to x^2+y^2+z^2=1")
    kinds = sorted(c.kind for c in trace.answer.values() if isinstance(c, Extremum))
    assert kinds == ["local maximum", "local maximum", "minimum", "saddle", "saddle"]


@pytest.mark.parametrize(
    "text",
    [
        "minimize 2x^2 + y^2 - x subject to x + y = 1",
        "minimize x^2 + y^2 + 1 subject to x + y = 1",
        "maximize x + y subject to x^2 - x + y^2 = 1",
        "minimize (x-1)^2 + y^2 subject to x + y = 3",
    ],
)
def test_squares_beside_lower_terms_are_a_lower_bound(text: str) -> None:
    assert solve(text).verified


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("minimise x^2+y^2 subject to (x+y-1)^2 = 0", "minimise x^2+y^2 subject to x+y = 1"),
        ("minimise x^2+y^2 subject to x+y=1, 2x+2y=2", "minimise x^2+y^2 subject to x+y=1"),
    ],
)
def test_constraints_that_say_no_more_are_made_plain(text: str, plain: str) -> None:
    trace = solved(text)
    assert points(trace, "minimum") == points(TOPIC.trace(problem(plain)[1]), "minimum")
    assert {"replace_power_by_base", "leave_out_constraint"} & set(rules(trace))


def test_the_multiplier_belongs_to_the_base_of_a_power() -> None:
    trace = solved("extrema of x^2 + y subject to y^3 = 0")
    words = " ".join(render(trace, "text").split())
    assert "a multiplier for y = 0, which takes the place of y³ = 0" in words
    simpler = trace.answer["simpler"]
    assert simpler.after == Tuple(Eq(y, 0, evaluate=False))
    wrong = replace(simpler, before=Tuple(Eq(y**5, 0, evaluate=False)))  # the base is the same
    goals = tuple((n, wrong if n == "simpler" else c) for n, c in trace.goals)
    report = verify(replace(trace, goals=goals))
    assert any("is not the constraint" in fault.verdict.why for fault in report.faults)


def test_a_constraint_that_splits_has_a_way_out_on_a_part() -> None:
    assert "no_minimum" in solved("minimise x*y subject to x^2 = 4").answer


@pytest.mark.parametrize(
    ("text", "value"), [("maximise 5 subject to x+y=1", 5), ("maximise x*y subject to x^2=0", 0)]
)
def test_a_function_with_one_value(text: str, value: int) -> None:
    assert solved(text).answer["some_maximum"].value == value


@pytest.mark.parametrize("letter", ["x", "y"])
def test_a_coordinate_has_no_largest_value_on_a_line(letter: str) -> None:
    assert solve(f"maximise {letter} subject to x + y = 1").verified


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("minimize x + y subject to x + y = 1", 1),
        ("minimize x^2+y^2 subject to x^2+y^2=4", 4),
        ("maximize (x^2+y^2)^2 + 3 subject to x^2+y^2=4", 19),
        ("extrema of x^2+y^2+z^2 subject to x^2+y^2+z^2=9, x+y=1", 9),
    ],
)
def test_a_function_with_one_value_on_the_constraint(text: str, value: int) -> None:
    solution = solve(text)
    assert solution.verified
    assert solution.answer["constant"].after == value
    wrong = replace(solution.answer["constant"], after=Integer(value + 1))
    goals = tuple((n, wrong if n == "constant" else g) for n, g in solution.trace.goals)
    assert not verify(replace(solution.trace, goals=goals)).ok


def test_one_value_needs_a_point_that_has_it() -> None:
    assert "infeasible" in solve("minimize x^2+y^2 subject to x^2+y^2=-4").answer


@pytest.mark.parametrize(
    ("text", "angles"),
    [
        ("extrema of x y subject to x^2/9 + y^2/4 = 2 by parametrisation", 4),
        ("maximum of 3x + 4y subject to x^2 + y^2 = 25 by parametrizing the circle", 2),
    ],
)
def test_an_angle_finds_the_same_points(text: str, angles: int) -> None:
    by_angle, usual = solve(text), solve(text.split(" by ")[0])
    assert by_angle.verified
    assert by_angle.answer == usual.answer
    (flat,) = (p for p in by_angle.trace.steps if p.rule == "find_flat_angles")
    assert len(flat.shown["solutions"].args) == angles


@pytest.mark.parametrize(
    "text",
    [
        "extrema of x y subject to x + y = 1 by parametrisation",
        "extrema of x^2 y subject to x^2 + y^2 = 1 by parametrisation",
    ],
)
def test_an_angle_does_not_fit_everywhere(text: str) -> None:
    with pytest.raises(TutorError) as refused:
        solve(text)
    assert refused.value.code == "method"


@pytest.mark.parametrize(
    ("question", "number", "other"),
    [
        ("minimise x^2 + y^2 subject to x + 2y = 7", '"-7"', '"5"'),
        ("minimise x^2 + y^2 + 3 subject to x + 2y = 7", '"3"', '"4"'),
    ],
)
def test_a_constant_in_the_lagrangian_is_checked(question: str, number: str, other: str) -> None:
    """It drops out of the derivatives with respect to the variables, so these do not show it."""
    before, mark, after = solve(question).trace.to_json().partition('"write_lagrangian"')
    changed = before + mark + after.replace(number, other, 1)
    assert not verify(Trace.from_json(changed)).ok


@pytest.mark.parametrize("sense", ["max", "min"])
def test_a_point_that_second_derivatives_do_not_decide_stays_open(sense: str) -> None:
    trace = solved(f"{sense} xy + z, s.t. x^2+y^2+z^2=1")
    assert {"leave_open", "see_zero_determinant"} <= set(rules(trace))


def test_a_bound_on_a_line_is_seen_from_a_square_and_the_multiplier_from_its_equation() -> None:
    trace = solved("max x y subject to x + y = 10")
    said = {part.rule: part for part in trace.walk()}
    assert said["complete_squares_on_constraint"].shown["after"].has(y - 5)
    assert "bound_maximum_by_squares" in said
    put_in = said["insert_point_for_multiplier"].shown
    assert put_in["after"].args == (5, multiplier)


def test_a_power_of_e_that_all_equations_share_is_cancelled() -> None:
    trace = solved("max e^{xy} s.t. x^2 + y^2 = 2")
    assert points(trace, "maximum") == {Tuple(1, 1), Tuple(-1, -1)}


def test_a_point_that_is_left_open_is_seen_to_satisfy_the_constraint() -> None:
    """The second derivatives hold x alone, so nothing else takes up that y is 1."""
    trace = solved("minimise x^3 subject to x + y = 1")
    (left,) = (part for part in trace.walk() if part.rule == "leave_open")
    assert any(isinstance(claim, Substituted) for claim in left.claims)
