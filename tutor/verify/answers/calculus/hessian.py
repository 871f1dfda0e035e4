"""The Hessian matrix, from second derivatives that SymPy takes, each in the other order of the variables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Tuple

from tutor.core.claims import Definite, Equal, Substituted
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answer, Answers, Says, Value, Wherever
from tutor.verify.answers.eigenvalues import definiteness
from tutor.verify.values.real_derivative import off_breaks, real_derivative, varies


def answers(given: Mapping[str, Any]) -> Answers:
    f, variables, at = given["f"], given["variables"], given.get("at")
    rows = [[real_derivative(f, y, x) for y in variables] for x in variables]
    where = Wherever(Tuple(f, *(slope for row in rows for slope in row)))
    whole = Value(Matrix.of(rows), given=off_breaks(f))
    made: dict[str, Answer] = {"hessian": Says(Equal, after=whole, given=where)}
    if at is not None:
        place = dict(zip(variables, at, strict=True))
        here = [[entry.xreplace(place) for entry in row] for row in rows]
        changing = any(varies(entry, *variables) for row in rows for entry in row)
        kind = Substituted if changing else Equal
        made["at"] = Says(kind, after=Value(Matrix.of(here)))
        rows = here
    if given.get("asked") is not None:
        numbers = Matrix.of(rows)
        made["kind"] = Says(Definite, matrix=numbers, kind=definiteness(numbers), given=())
    return made
