"""A function whose second derivatives are numbers: its exact stationary point, and its bend in all directions.

The gradient is then linear, so the point solves a linear system.  The
eigenvalues of the Hessian say how strongly the function bends along its axes:
their signs tell the kind of point, and 2 over the largest bounds the rate.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from sympy import Add, Expr, Symbol, Tuple

from tutor.core.claims import Compared, Defines, Equal, Extremum, SolutionSet
from tutor.core.matrix import Matrix
from tutor.core.step import Step, collect, step
from tutor.kit.calculus.descent import Slopes, differentiated_in_two, rate_letter
from tutor.kit.calculus.iteration_ends import Goals
from tutor.kit.linear_algebra.eigen import find_eigenvalues
from tutor.kit.linear_algebra.elimination import gauss
from tutor.kit.linear_algebra.solutions import substitute_back, write_augmented_matrix
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import ONE, ZERO, added, divided, equation, negated, times

HESSIAN, UNKNOWN, CONDITION = Symbol("H"), Symbol("lambda"), Symbol("kappa")


@dataclass(frozen=True)
class Hessian:
    """The second derivatives as a matrix, and the steps that find them."""

    matrix: Matrix
    steps: tuple[Step, ...]

    @property
    def is_constant(self) -> bool:
        return not self.matrix.free_symbols


def hessian(slopes: Slopes) -> Hessian:
    """All second partial derivatives; the mixed ones are found once."""
    names, found = slopes.names, dict[tuple[int, int], Expr]()
    steps: list[Step] = []
    for i, j in combinations_with_replacement(range(len(names)), 2):
        made, second = collect(differentiated_in_two(slopes.partials[i], names[j]))
        steps += made
        found[i, j] = found[j, i] = second.result
    size = range(len(names))
    return Hessian(Matrix.of([[found[i, j] for j in size] for i in size]), tuple(steps))


def solve_gradient(slopes: Slopes) -> Generator[Step, None, tuple[Tuple | None, Goals]]:
    """The one point where a linear gradient is zero, if there is one."""
    system = Tuple(*(equation(p, ZERO) for p in slopes.partials))
    unknowns = Tuple(*slopes.names)
    written, matrix = collect(write_augmented_matrix(system, unknowns))
    reduced, echelon = collect(gauss(matrix))
    if len(echelon.pivots) < len(slopes.names) or max(echelon.pivots) > len(slopes.names):
        return None, ()
    back, values = collect(substitute_back(echelon, unknowns))
    point = Tuple(*(values[x] for x in slopes.names))
    solved = SolutionSet(system, unknowns, Tuple(point))
    yield step("solve_gradient", solved, substeps=(*written, *reduced, *back))
    return point, (("stationary", solved),)


def judge_rate(
    f: Expr, alpha: Expr, bend: Hessian
) -> Generator[Step, None, tuple[tuple[Expr, ...], Goals]]:
    """The eigenvalues, the largest rate that works, and the factor of each direction."""
    made, found = collect(find_eigenvalues(bend.matrix, UNKNOWN))
    values = tuple(root.value for root in found)
    write = step("write_hessian", Defines(HESSIAN, bend.matrix))
    parts = (*bend.steps, write, *made)
    rate, largest = rate_letter(f), values[-1]
    goals: Goals = ()
    if largest.is_positive:
        limit = Symbol(f"{rate}_max")
        bound = Defines(limit, 2 / largest)
        gap = alpha - 2 / largest
        relation = "=" if gap == 0 else "<" if gap.is_negative else ">"
        judged = Compared(rate, relation, limit)
        yield step("bound_rate", bound, substeps=parts)
        yield step("judge_rate", judged)
        goals = (("limit", bound), ("rate", judged))
    else:
        downward = Compared(largest, "<=", ZERO)
        yield step("note_no_upward_bend", downward, substeps=parts)
        goals = (("downward", downward),)
    for k, value in enumerate(values, start=1):
        factor = Equal(added(ONE, negated(times(rate, value))), Add(ONE, -alpha * value))
        yield step("find_factor_of_direction", factor)
        goals += ((f"factor_{k}", factor),)
    if values[0].is_positive and len(values) > 1:
        ratio = divided(largest, values[0])
        condition = Equal(ratio, largest / values[0])
        yield step("find_condition_number", condition, Defines(CONDITION, ratio))
        goals += (("condition", condition),)
    return values, goals


def classify(
    f: Expr,
    names: Sequence[Symbol],
    point: Tuple,
    values: Sequence[Expr],
    reasons: Sequence[Step] = (),
) -> Generator[Step, None, Goals]:
    """Which kind of point it is, by the signs of the eigenvalues; none of them is zero."""
    up, down = (any(sign * v > 0 for v in values) for sign in (1, -1))
    kind = "saddle" if up and down else "minimum" if up else "maximum"
    value = value_at(f, dict(zip(names, point.args, strict=True)))
    claim = Extremum(f, Tuple(*names), Tuple(), point, value, kind)
    yield step(f"classify_{kind}_by_eigenvalues", claim, substeps=reasons)
    return (("extremum", claim),)
