"""The course problems of the topics that exist, typed as a student types them.

Every answer is compared item by item and every quantity that a teacher wants to see is looked for in
the derivation.  A case without an entry in `cases/` fails, so a new topic brings its cases along.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from sympy import Basic, Expr, I, Rational, Symbol, Tuple, sympify

from tutor.catalogue import TOPICS
from tutor.core.claims import Basis
from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Span
from tutor.reading.plain import expression
from tutor.solution import solve
from tutor.verify import check
from tutor.verify.claims.equality import same
from tutor.verify.points.places import Places

from .all_cases import CASES

COVERED = {row for topic in TOPICS.values() for row in topic.covers}
ROWS = {
    row["id"]: row
    for line in (Path(__file__).parents[1] / "cases" / "course.jsonl")
    .read_text("utf-8")
    .splitlines()
    if (row := json.loads(line))["topic"] in COVERED
}


def number(text: str) -> Expr:
    read = expression(text.replace("**", "^").replace("lam", "lambda").replace("log", "ln"))
    return read.xreplace({Symbol("I"): I})


def equal(found: Basic, wanted: Basic) -> bool:
    """Equal as the verifier decides it, inside the domain where both have values."""
    return same(sympify(found), wanted, (), Places()).passes


def matches(found: Any, wanted: dict[str, Any]) -> bool:
    match wanted:
        case {"text": text}:
            return found == text
        case {"classified": kinds}:
            return found == kinds
        case {"bool": truth}:
            return found is truth
        case {"exact": text}:
            return equal(found, number(text))
        case {"value": value, "tol": tolerance}:
            return abs(float(found) - value) <= tolerance
        case {"dict": items}:
            return set(found) == set(items) and all(
                equal(found[k], number(v)) for k, v in items.items()
            )
        case {"names": names}:
            return found == names
        case {"vector": items}:
            return len(found) == len(items) and all(map(equal, found, map(number, items)))
        case {"matrix": lines}:
            entries = Matrix.of([[number(e) for e in line] for line in lines])
            return equal(found, entries)
        case {"span": vectors}:
            wanted = [Tuple(*map(number, v)) for v in vectors]
            basis = Basis(Span(*wanted), Tuple(*found))
            return check(basis, Places()).passes
        case {"list": items}:
            return len(found) == len(items) and all(map(matches, found, items))
        case {"set": items}:
            return len(found) == len(items) and all(
                any(equal(f, number(item)) for f in found) for item in items
            )
        case {"eigenspaces": spaces}:
            return len(found) == len(spaces) and all(
                any(equal(f, number(value)) and matches(v, {"span": vectors}) for f, v in found)
                for value, vectors in spaces.items()
            )
        case {"points": places}:
            return len(found) == len(places) and all(
                any(all(map(equal, f, map(number, p))) for f in found) for p in places
            )
    raise AssertionError(f"no comparison for {wanted}")


def test_every_covered_case_is_typed_and_compared() -> None:
    assert set(CASES) >= set(ROWS)
    for name, row in ROWS.items():
        assert len(CASES[name].shown) == len(row["must_show"]) or "error" in row["answer"], name


@pytest.mark.parametrize(
    ("name", "typed"), [(n, t) for n in ROWS if n in CASES for t in CASES[n].typed]
)
def test_course_case(name: str, typed: str) -> None:
    case, row = CASES[name], ROWS[name]
    if "error" in row["answer"]:
        with pytest.raises(TutorError) as caught:
            solve(typed)
        assert all(
            re.search(pattern, caught.value.message, re.IGNORECASE) for pattern in case.shown
        )
        return
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert row["topic"] in TOPICS[solution.trace.topic].covers
    for item, find in case.answers.items():
        found = find(solution.trace)
        assert matches(found, row["answer"][item]), f"{item}: {found} is not {row['answer'][item]}"
    pages = (solution.to(form, detail=case.detail) for form in ("markdown", "text"))
    # Only text shows the words of figures; Markdown has dollar signs around formulas in sentences.
    page = re.sub(r"[\s$]+", "", "".join(map(str, pages)))
    for pattern, quantity in zip(case.shown, row["must_show"], strict=True):
        assert re.search(pattern, page), f"not shown: {quantity}"


def test_comparison_tells_wrong_answers() -> None:
    x = Symbol("x")
    assert matches(x + 1, {"exact": "1+x"})
    assert not matches(x, {"exact": "1+x"})
    assert not matches([Rational(1, 2)], {"vector": ["1/2", "1/2"]})
    assert not matches(0.1, {"value": 0.2, "tol": 0.01})
    assert matches(Matrix.of([[1, 2]]), {"matrix": [["1", "2"]]})
    assert not matches(Matrix.of([[1, 2]]), {"matrix": [["1", "3"]]})
    assert matches([Tuple(2, 2)], {"span": [["1", "1"]]})
    assert not matches([Tuple(2, 1)], {"span": [["1", "1"]]})
    assert matches([3, 1], {"set": ["1", "3"]})
    assert not matches([1, 1], {"set": ["1", "3"]})
    assert matches([(3, [Tuple(2, 2)])], {"eigenspaces": {"3": [["1", "1"]]}})
    assert not matches([(2, [Tuple(2, 2)])], {"eigenspaces": {"3": [["1", "1"]]}})


@pytest.mark.parametrize("typed", ["solve x + y + z = 3", "solve x + y = 3; 2x + 2y = 6"])
def test_single_equation_keeps_its_free_unknowns(typed: str) -> None:
    solution = solve(typed)
    assert solution.verified, solution.report.faults
    assert "infinitely many" in str(solution)
