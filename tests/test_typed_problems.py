"""What students type, with slips and in many notations: read rightly, asked back, or refused.

A row of `typed.jsonl` has the problem that the text is read as, with its values, or the code of
the error; "unanswered" is the code of the error of a problem that was read.  Every error has a fix, and its place in the text unless it is about the whole of it.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tutor.core.errors import TutorError
from tutor.solution import problem, solve

FILE = Path(__file__).parent / "cases" / "typed.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
WITHOUT_PLACE = {  # about what was read rather than how it is written
    *("letter-not-in-function", "constant-objective", "limit-of-a-sum", "other-letter"),
    *("several-integrals", "height-for-place"),
    *("empty", "missing-input", "not-linear", "letter-for-number", "no-unknown", "always-true"),
    *("which-variable", "higher-derivative", "outside-domain", "matrix-roots", "reserved-name"),
    *(
        "other-space",
        "dimensions",
        "line-of-points",
        "no-direction",
        "vectors-and-space",
        "shape-mismatch",
    ),
    *("sample", "given-twice", "priors-sum", "missing-probability", "n-too-small", "zero-variance"),
    *("outside-support", "successes", "number-size", "no-derivative-rule", "parameter", "question"),
    *("different-hypotheses", "no-model", "no-maximum", "probability-range", "not-on-curve"),
    *(
        "no-second-derivatives",
        "one-variable",
        "equation-for-function",
        "missing-point",
        "technique",
        "no-exact-crossings",
        "constant-function",
        "letters-in-limit",
        "no-value",
        "value-size",
        "no-formula",
        "area-or-integral",
        "missing-bounds",
        "whole-numbers-only",
    ),
}


def text_of(row: dict[str, Any]) -> str:
    return "".join(part * count for part, count in row.get("repeat", [(row.get("text"), 1)]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: text_of(row)[:60])
def test_a_typed_problem(row: dict[str, Any]) -> None:
    start = time.perf_counter()
    if "reads" in row:
        posed = problem(text_of(row))
        given = {name: str(v) for name, v in posed.values.items() if v is not None}
        assert (posed.topic, given) == (row["topic"], row["reads"])
        assert posed.method == row.get("method", "")
    else:
        with pytest.raises(TutorError) as caught:
            problem(text_of(row))
        error = caught.value
        assert error.code == row["code"]
        assert error.message
        assert error.fix
        assert error.mark() or error.code in WITHOUT_PLACE
        assert row.get("says", "") in str(error)
        assert row.get("unsaid", "\0") not in str(error)
        assert row.get("at", error.at) == error.at
    assert time.perf_counter() - start < 15  # on a busy machine; what hangs takes for ever


@pytest.mark.slow
@pytest.mark.parametrize(
    "row", [r for r in ROWS if "reads" in r], ids=lambda row: text_of(row)[:60]
)
def test_what_is_read_is_answered_and_verified(row: dict[str, Any]) -> None:
    if "unanswered" in row:  # read rightly, and found to have no answer, with the reason
        with pytest.raises(TutorError) as refused:
            solve(text_of(row))
        assert refused.value.code == row["unanswered"]
        assert refused.value.fix
    else:
        solution = solve(text_of(row))
        assert solution.verified, solution.report.faults
