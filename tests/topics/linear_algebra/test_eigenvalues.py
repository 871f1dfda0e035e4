"""Eigenvalues at their edges: repeated, defective, complex, irrational, numbered, and named maps."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
import sympy as sp
from msgspec.structs import replace
from sympy import I, Rational, sqrt

from tutor import solution as solutions
from tutor.core.errors import NotUnderstood, OverLimit, TutorError, Undefined
from tutor.core.matrix import Matrix
from tutor.solution import Solution, solve
from tutor.topics.linear_algebra import eigenvalues
from tutor.verify import verify
from tutor.verify.answers.eigen_cases import in_cases
from tutor.verify.report import Misfit

from .. import solving


def solved(matrix: str) -> Solution:
    return solving.solved(f"eigenvalues and eigenvectors of {matrix}")


def found(solution: Solution) -> dict[Any, int]:
    claim = solution.answer["eigenvalues"]
    return dict(zip(claim.roots.args, map(int, claim.multiplicities.args), strict=True))


@pytest.mark.parametrize(
    ("matrix", "values", "dimensions", "relation"),
    [
        ("[3 1; -1 1]", {2: 2}, [1], "<"),
        ("[2 0; 0 2]", {2: 2}, [2], "="),
        ("[0 0; 0 0]", {0: 2}, [2], "="),
        ("[1 2; 2 4]", {0: 1, 5: 1}, [1, 1], "="),
        ("[1 -2; 2 1]", {1 - 2 * I: 1, 1 + 2 * I: 1}, [1, 1], "="),
        ("[1 1; 1 0]", {(1 - sqrt(5)) / 2: 1, (1 + sqrt(5)) / 2: 1}, [1, 1], "="),
        ("[2 1 0; 0 2 1; 0 0 2]", {2: 3}, [1], "<"),
        ("[2 0 0; 0 2 1; 0 0 3]", {2: 2, 3: 1}, [2, 1], "="),
        ("[0 -1 0; 1 0 0; 0 0 3]", {3: 1, -I: 1, I: 1}, [1, 1, 1], "="),
        ("[1/2 1/3; 1/2 2/3]", {Rational(1, 6): 1, 1: 1}, [1, 1], "="),
        ("[7]", {7: 1}, [1], "="),
        ("[sqrt(2) 1; 0 sqrt(2)]", {sqrt(2): 2}, [1], "<"),
        ("[0 -1 0 0; 1 0 0 0; 0 0 0 -1; 0 0 1 0]", {-I: 2, I: 2}, [2, 2], "="),
    ],
)
def test_multiplicities(
    matrix: str, values: dict[Any, int], dimensions: list[int], relation: str
) -> None:
    solution = solved(matrix)
    got = found(solution)
    assert {sp.expand(v): m for v, m in got.items()} == {sp.expand(v): m for v, m in values.items()}
    spaces = [solution.answer[f"space{k}"] for k in range(1, len(got) + 1)]
    assert [len(s.vectors.args) for s in spaces] == dimensions
    assert solution.answer["diagonalizable"].relation == relation


@pytest.mark.parametrize(
    ("matrix", "name"),
    [
        ("[0 1; -1 0]", "rotation"),
        ("[3/5 -4/5; 4/5 3/5]", "rotation"),
        ("[1 -2; 2 1]", "rotation_and_stretch"),
        ("[1 2; 0 1]", "shear"),
        ("[0 1; 1 0]", "reflection"),
        ("[4/5 2/5; 2/5 1/5]", "projection"),
        ("[1 0 0; 0 1 0; 0 0 0]", "projection"),
        ("[3 0; 0 3]", "scaling"),
    ],
)
def test_a_map_with_a_name_is_recognised(matrix: str, name: str) -> None:
    solution = solved(matrix)
    assert name in solution.answer
    assert name.split("_")[0] in str(solution)


def test_a_pair_of_complex_eigenvalues_turns_and_stretches() -> None:
    answer = solved("[1 -2; 2 1]").answer
    assert answer["stretch"].after == sqrt(5)
    assert answer["angle"].value == Rational(6343, 100)


@pytest.mark.parametrize(
    ("matrix", "words"),
    [
        ("[0 -1; 1 0]", "The map stretches by 1 and turns counter-clockwise by 90 degrees"),
        ("[0 1; -1 0]", "The map stretches by 1 and turns clockwise by 90 degrees"),
        ("[-1 -1; 1 -1]", "turns counter-clockwise by 135 degrees"),
        ("[1 2; -2 1]", "turns clockwise by an angle, in degrees, of"),
        ("[2 -5; 1 -1]", "In suitable coordinates the map stretches by √3 and turns counter-clock"),
    ],
)
def test_the_direction_of_a_turn_is_told(matrix: str, words: str) -> None:
    solution = solved(matrix)
    assert words in " ".join(str(solution).split())
    wrong = replace(solution.answer["direction"], relation="=")
    goals = tuple((n, wrong if n == "direction" else g) for n, g in solution.trace.goals)
    assert not verify(replace(solution.trace, goals=goals)).ok


def test_roots_without_a_short_form_are_numbered() -> None:
    solution = solved("[1 1 0; 0 0 1; 1 0 0]")
    assert len(found(solution)) == 3
    assert all(isinstance(value, sp.CRootOf) for value in found(solution))
    page = str(solution)
    assert "Number them" in page
    assert "1.46557" in page


@pytest.mark.parametrize(
    ("matrix", "real"),
    [
        ("[1 1 0; 0 0 1; 1 0 0]", 1),  # the others are complex
        ("[1 2 3; 4 5 6; 7 8 10]", 3),
        ("[1 0 0 0; 0 0 0 2; 0 1 0 0; 0 0 1 0]", 1),  # and one that can be written
    ],
)
def test_numbered_roots_have_eigenvectors_of_cofactors(matrix: str, real: int) -> None:
    solution = solved(matrix)
    spaces = [goal for name, goal in solution.answer.items() if name.startswith("space")]
    assert len(spaces) == len(found(solution))
    assert all(len(space.vectors) == 1 for space in spaces)
    A = sp.Matrix([list(line) for line in dict(solution.trace.inputs)["A"].entries()])
    units = [
        sp.Matrix(part.claims[0].value)
        for part in solution.trace.steps
        if part.rule == "round_unit_vector"
    ]
    assert len(units) == real
    for u in units:
        assert abs(u.norm() - 1) < 1e-5
        assert (A * u - u.dot(A * u) * u).norm() < 1e-4


def test_double_roots_are_written_without_a_common_root_in_front() -> None:
    values = found(solved("[0 1 0 0; 0 0 1 0; 0 0 0 1; -1 0 5 0]"))
    assert (sp.sqrt(3) + sp.sqrt(7)) / 2 in {sp.expand(v) for v in values}
    assert all(isinstance(v, sp.Add) for v in values)


@pytest.mark.parametrize(
    ("matrix", "rule", "about"),
    [
        ("[4 1 0; 1 3 1; 0 1 -1]", "bound_eigenvalue", "4.66965"),
        ("[1 1 0; 0 0 1; 1 0 0]", "measure_error", "1.46651"),
    ],
)
def test_the_power_method_comes_near_and_says_how_near(matrix: str, rule: str, about: str) -> None:
    solution = solved(matrix)
    assert rule in {part.rule for part in solution.trace.steps}
    assert about in str(solution)


@pytest.mark.parametrize("matrix", ["[0 2 0; 0 0 1; 1 0 0]", "[0 -1 1; 1 0 0; 0 3 0]"])
def test_the_power_method_is_left_out_where_nothing_dominates(matrix: str) -> None:
    rules = {part.rule for part in solved(matrix).trace.steps}
    assert "start_power_method" not in rules


def test_a_defective_matrix_is_answered_with_a_reason() -> None:
    solution = solve("is [1 1; 0 1] diagonalizable?")
    assert solution.verified, solution.report.faults
    assert "cannot be diagonalised" in str(solution)


def test_trace_and_determinant_give_the_same() -> None:
    solution = solve("eigenvalues of [2 1; 1 2]", method="trace_and_determinant")
    assert solution.verified, solution.report.faults
    assert found(solution) == {1: 1, 3: 1}
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve("eigenvalues of [2 0 0; 0 1 0; 0 0 3]", method="trace_and_determinant")


@pytest.mark.parametrize(
    ("typed", "error", "says"),
    [
        ("eigenvalues of [1 2 3; 4 5 6]", Undefined, "square"),
        ("eigenvalues of [k 1 0; 1 k 0; 0 0 1]", NotUnderstood, "letter k"),
        (
            "eigenvalues of [0 1; -k -2]",
            NotUnderstood,
            r"-1 plus and minus the square root of 1 - k",
        ),
        ("eigenvalues of [sin(t) 1; 0 t]", NotUnderstood, "no letter stands there by itself"),
        ("eigenvalues of [a b c; 0 d e; 0 0 f]", OverLimit, "more than 6 cases"),
        ("eigenvalues of [" + "; ".join(["1 2 3 4 5 6 7 8 9"] * 9) + "]", OverLimit, "limit"),
        ("eigenvalues of [1 i; -i 1]", NotUnderstood, "imaginary unit is not read"),
    ],
)
def test_what_cannot_be_asked_is_refused(typed: str, error: type[TutorError], says: str) -> None:
    with pytest.raises(error, match=says):
        solve(typed)


def test_six_rows_with_complex_eigenvalues_are_answered() -> None:
    """The companion matrix of x^6 - x - 1, which has two real roots."""
    rows = "[0 0 0 0 0 1; 1 0 0 0 0 1; 0 1 0 0 0 0; 0 0 1 0 0 0; 0 0 0 1 0 0; 0 0 0 0 1 0]"
    solution = solved(rows)
    assert [value.is_real for value in found(solution)] == [True, True, False, False, False, False]
    spaces = [solution.answer[f"space{k}"] for k in range(1, 7)]
    assert all(len(space.vectors) == 1 for space in spaces)
    assert solution.answer["diagonalizable"].relation == "="


def test_roots_inside_roots_have_eigenvectors_of_cofactors() -> None:
    solution = solved("[0 0 0 -2; 1 0 0 0; 0 1 0 4; 0 0 1 0]")
    assert sp.sqrt(2 + sp.sqrt(2)) in found(solution)
    assert all(len(solution.answer[f"space{k}"].vectors) == 1 for k in range(1, 5))


def test_an_irrational_matrix_is_answered_where_its_polynomial_splits() -> None:
    assert list(found(solved("[1 2 0; 2 1 0; 0 0 sqrt(2)]"))) == [-1, sqrt(2), 3]
    with pytest.raises(Undefined, match="no simple exact form"):
        solve("eigenvalues of [sqrt(2) 1 0; 1 0 1; 0 1 1]")


BLOCKS = "[0 0 1 0 0 0; 1 0 1 0 0 0; 0 1 0 0 0 0; 0 0 0 0 0 {}; 0 0 0 1 0 1; 0 0 0 0 1 0]"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("entry", "dimensions"),
    [
        ("1", [2, 2, 2]),  # twice x^3 - x - 1
        ("2", 6 * [1]),  # and x^3 - x - 2
    ],
)
def test_numbered_roots_of_blocks_have_all_their_eigenvectors(
    entry: str, dimensions: list[int]
) -> None:
    solution = solved(BLOCKS.format(entry))
    spaces = [goal for name, goal in solution.answer.items() if name.startswith("space")]
    assert [len(space.vectors) for space in spaces] == dimensions
    assert solution.answer["diagonalizable"].relation == "="
    assert "the same with these in the place of λ₁" in " ".join(str(solution).split())


def test_solving_again_writes_the_roots_with_the_same_letter() -> None:
    text = "eigenvalues of [0 0 1; 1 0 1; 0 1 0]"
    assert str(solve(text)) == str(solve(text))


FIVE = "[4 1 0 1 2; 1 3 1 0 1; 0 1 5 1 1; 1 0 1 6 2; 2 1 1 2 7]"


@pytest.mark.slow
def test_five_rows_go_by_traces_and_an_adjugate() -> None:
    solution = solved(FIVE)
    rules = {part.rule for part in solution.trace.steps}
    assert {"take_trace", "write_polynomial_of_traces", "multiply_adjugate_column"} <= rules
    assert "expand_along_row" not in {part.rule for part in solution.trace.walk()}
    table = mpmath.matrix(
        [[4, 1, 0, 1, 2], [1, 3, 1, 0, 1], [0, 1, 5, 1, 1], [1, 0, 1, 6, 2], [2, 1, 1, 2, 7]]
    )
    wanted = [float(value) for value in mpmath.eigsy(table, eigvals_only=True)]
    assert sorted(map(float, found(solution))) == pytest.approx(wanted)


@pytest.mark.parametrize("matrix", ["[2 1 0; 1 3 1; 0 1 5]", "[0 1 0; 1 0 2; 0 2 1]"])
def test_all_eigenvalues_of_a_symmetric_matrix_are_bounded_by_residuals(matrix: str) -> None:
    solution = solved(matrix)
    steps = [part for part in solution.trace.steps if part.rule == "bound_by_residual"]
    assert len(steps) == 3
    sizes = [part.substeps[0].claims[0].value for part in steps]
    assert all(size < Rational(1, 10**5) for size in sizes)


def test_residuals_bound_no_eigenvalue_of_other_matrices() -> None:
    rules = {part.rule for part in solved("[1 2 3; 4 5 6; 7 8 10]").trace.steps}
    assert "measure_error" in rules
    assert not {"bound_by_residual", "bound_eigenvalue"} & rules


@pytest.mark.parametrize(
    ("matrix", "cases"),
    [
        ("[a b; b a]", ["For b ≠ 0 the eigenvalues are a − b and a + b", "For b = 0 the only eigenvalue is a, and every"]),
        (
            "[a b; 0 d]",
            [
                "For a ≠ d the eigenvalues are a and d",
                "For a = d and b ≠ 0 the only eigenvalue is a.",
                "The matrix cannot be diagonalised. For a = d and b = 0 the only eigenvalue is a, and every",
            ],
        ),
        (
            "[cos(t) -sin(t); sin(t) cos(t)]",
            [
                "For sin(t) ≠ 0 the eigenvalues are cos(t) − i sin(t) and cos(t) + i sin(t)",
                "For sin(t) = 0 the only eigenvalue is cos(t), and every",
            ],
        ),
        ("[a 1; 0 a]", ["For all values of the letters the only eigenvalue is a."]),
        ("[k+1 1; 2 k]", ["For all values of the letters the eigenvalues are k − 1 and k + 2."]),
        (
            "[1/a 1; 0 2]",
            ["For a ≠ 0 and a ≠ 1/2 the eigenvalues are 1/a and 2", "For a = 1/2 the only eigenvalue is 2."],
        ),
        ("[a 0 0; 0 a 1; 0 0 3]", ["For a ≠ 3 the eigenvalues are a and 3", "For a = 3 the only eigenvalue is 3"]),
    ],
)  # fmt: skip
def test_letters_are_told_apart_by_cases(matrix: str, cases: list[str]) -> None:
    said = " ".join(str(solved(matrix)).split("Answer:")[1].split())
    assert all(case in said for case in cases)
    assert said.count("For ") == len(cases)


def test_cases_that_leave_values_out_or_overlap_do_not_fit() -> None:
    trace = eigenvalues.TOPIC.trace(solutions.problem("eigenvalues of [a b; 0 d]"))
    wanted = in_cases(dict(trace.inputs)["A"])["eigenvalues_1"].fields["given"]
    assert wanted.rule(trace.answer) == trace.answer["eigenvalues_1"].given
    for number in (2, 3):
        kept = {
            name: goal for name, goal in trace.answer.items() if name.split("_")[1] != str(number)
        }
        with pytest.raises(Misfit, match="0 cases hold"):
            wanted.rule(kept)
        wider = replace(trace.answer[f"eigenvalues_{number}"], given=())
        with pytest.raises(Misfit, match="2 cases hold"):
            wanted.rule({**trace.answer, f"eigenvalues_{number}": wider})
    lacking = {name: goal for name, goal in trace.answer.items() if name != "space_1_2"}
    with pytest.raises(Misfit, match="a part of case 1 is missing"):
        wanted.rule(lacking)


@pytest.mark.parametrize(
    ("matrix", "seen"),
    [
        ("[0 1; 1 0]", ["turn_direction_around", "keep_direction"]),
        ("[-3/5 4/5; 4/5 3/5]", ["turn_direction_around", "keep_direction"]),
        ("[3 -4; 2 -3]", ["turn_direction_around", "keep_direction"]),  # oblique
        ("[1/5 2/5; 2/5 4/5]", ["lose_direction", "keep_direction"]),
        ("[0 1; 0 1]", ["lose_direction", "keep_direction"]),
        ("[1 0; 3 1]", ["keep_direction"]),
        ("[3 0; 0 3]", ["stretch_all_directions"]),
        ("[0 0; 0 0]", ["stretch_all_directions"]),
        ("[0 -1; 1 0]", ["multiply_by_complex_number"] * 2),
        ("[1 -2; 2 1]", ["multiply_by_complex_number"] * 2),
    ],
)
def test_geometry_sees_what_the_characteristic_equation_finds(matrix: str, seen: list[str]) -> None:
    usual, solution = solved(matrix), solved(f"{matrix} geometrically")
    rules = [part.rule for part in solution.trace.steps]
    assert [rule for rule in rules if rule in {*seen, "keep_direction"}] == seen
    assert solution.answer == usual.answer


def test_a_map_without_a_name_has_no_geometry() -> None:
    with pytest.raises(NotUnderstood, match="does not fit"):
        solve("eigenvalues of [1 2; 3 4]", method="geometry")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("reflection in the line y = x", {-1: 1, 1: 1}),
        ("projection onto the line y = 2x", {0: 1, 1: 1}),
        ("shear along the x axis by 2", {1: 2}),
        ("scaling by (2, 3)", {2: 1, 3: 1}),
        ("rotation by 90 degrees", {-I: 1, I: 1}),
        ("rotation by 180 degrees", {-1: 2}),
        (
            "rotation by 60 degrees",
            {Rational(1, 2) - sqrt(3) * I / 2: 1, Rational(1, 2) + sqrt(3) * I / 2: 1},
        ),
    ],
)
def test_a_map_is_given_by_its_name(name: str, values: dict[Any, int]) -> None:
    solution = solving.solved(f"eigenvalues of the {name}")
    assert found(solution) == values
    assert solution.answer["matrix"].after == dict(solution.trace.inputs)["A"]


def test_a_matrix_that_is_not_that_of_the_map_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="either a matrix A or a map"):
        solve("linear_algebra.eigenvalues", A="[1 2; 3 4]", map="rotation by 90 degrees")


def test_a_trace_whose_matrix_is_not_that_of_the_map_is_refuted() -> None:
    trace = solve("eigenvalues of the reflection in the line y = x").trace
    for rows in ([[0, 1]], [[0, 1], [1, 1]]):
        inputs = tuple((n, Matrix.of(rows) if n == "A" else v) for n, v in trace.inputs)
        assert not verify(replace(trace, inputs=inputs)).ok
