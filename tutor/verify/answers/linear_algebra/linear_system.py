"""A linear system: the solutions are claimed of the very equations and unknowns of the problem.

That claim speaks of nothing else, so checking it is checking the answer: the
verifier ranks the equations itself and puts the solutions into them.  Where
unknowns are free, by ranks modulo a prime, the directions are claimed of the coefficients.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Tuple, linear_eq_to_matrix
from sympy.core.symbol import Str
from sympy.polys.domains import QQ

from tutor.core.claims import Basis, Choice, SolutionSet
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import NullSpace
from tutor.verify.answers import Answers, Forms, Says
from tutor.verify.values.exact import modular_rank


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    system, unknowns = given["system"], given["unknowns"]
    A, b = (Matrix.of(part.tolist()) for part in linear_eq_to_matrix(list(system), *unknowns))
    point = {"solution": Says(SolutionSet, system=system, unknowns=unknowns, given=())}
    if "meanings" in given:
        point["meanings"] = Says(Choice, shown=Tuple(*map(Str, given["meanings"])))
    family = {**point, "directions": Says(Basis, space=NullSpace(A), given=())}
    if not (A.is_rational and b.is_rational):
        return point, family
    rows = [list(line) for line in A.entries()]
    both = [[*line, *right] for line, right in zip(rows, b.entries(), strict=True)]
    rank, whole = (modular_rank([[QQ(e.p, e.q) for e in r] for r in t]) for t in (rows, both))
    return family if rank == whole < len(unknowns) else point
