"""The Hessian matrix at its edges."""

from __future__ import annotations

import pytest

from tutor.core.errors import OverLimit, TutorError, Undefined
from tutor.solution import solve

from ..solving import solved


def test_the_hessian_is_the_answer_and_has_a_value_at_a_point() -> None:
    solution = solve("hessian of x^2*y + y^3 at (1, 2)")
    assert solution.verified
    assert (
        solution.answer["hessian"].after.entries()
        == solve("hessian of x^2*y + y^3").answer["hessian"].after.entries()
    )
    assert solution.answer["at"].after.entries() == ((4, 2), (2, 12))


def test_a_constant_hessian_is_said_to_be_constant() -> None:
    solution = solve("hessian of x^2 + 3x*y at (1, 2)")
    assert solution.verified
    assert solution.trace.steps[-1].rule == "note_constant_hessian"


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("hessian of x^2", Undefined, "one-variable"),
        ("hessian of a*b*c*d*e*x", TutorError, "which-variables"),
        ("hessian of r*s*t*u*v", OverLimit, "variables"),
        ("hessian of ln(x) + y at (-1, 2)", Undefined, "outside-domain"),
        ("hessian of cbrt(x)^4 + y at (0, 2)", Undefined, "no-second-derivatives"),
        ("hessian of x*y at (1, 2, 3)", TutorError, "different-lengths"),
    ],
)
def test_what_has_no_hessian_is_refused(text: str, kind: type[TutorError], code: str) -> None:
    with pytest.raises(kind) as caught:
        solve(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("f", "given"),
    [("|x| + y^2", {"Ne(x, 0)"}), ("sqrt(x y)", {"x*y > 0", "Ne(x, 0)", "Ne(y, 0)"})],
)
def test_the_answer_says_where_the_function_bends(f: str, given: set[str]) -> None:
    solution = solve(f"hessian of {f}")
    assert solution.verified
    assert {str(c) for c in solution.answer["hessian"].given} == given


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hessian of ln(x+y)", "−1/(x + y)², −1/(x + y)²"),
        ("hessian of sqrt(x^2+y^2)", "y²/(x² + y²)^(3/2), −x y/(x² + y²)^(3/2)"),
        ("hessian of abs(x*y)", "[0, x y/(|x| |y|); x y/(|x| |y|), 0]"),
        ("hessian of e^(-x^2-y^2)", "4x y e^(−x² − y²)"),
        ("hessian of arctan(y/x)", "[2x y/(x² + y²)², (y² − x²)/(x² + y²)²;"),
        ("gradient of abs(x*y)", "(x |y|/|x|, y |x|/|y|)"),
    ],
)
def test_second_derivatives_are_written_short(text: str, says: str) -> None:
    solution = solved(text)
    assert says in " ".join(str(solution).split())
