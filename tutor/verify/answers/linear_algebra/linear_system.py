"""A linear system: the solutions are claimed of the very equations and unknowns of the problem.

That claim speaks of nothing else, so checking it is checking the answer: the
verifier ranks the equations itself and puts the solutions into them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.core.claims import SolutionSet
from tutor.verify.answers import Answers, Says


def answers(given: Mapping[str, Any]) -> Answers:
    system, unknowns = given["system"], given["unknowns"]
    return {"solution": Says(SolutionSet, system=system, unknowns=unknowns, given=())}
