"""Extreme values under one equation that solves for a variable.

The solution is put into the function, which leaves a function of one variable.
Where its derivative is zero are the candidates.
"""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Tuple

from tutor.core.claims import Choice, DerivativeOf, Equivalent, SolutionSet, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus import constrained
from tutor.kit.calculus.derivative import Differentiation, conditions_of
from tutor.kit.calculus.lagrangian import Lagrange, partial, tuple_of
from tutor.kit.calculus.multipliers import is_infeasible, no_value_on_constraint
from tutor.kit.domain import combined, refuse_empty
from tutor.kit.polynomial_systems import Solver, Values, polynomial_of, tidying
from tutor.kit.unevaluated import ZERO, equation


def is_plain_graph(task: Lagrange) -> bool:
    """Whether the one constraint of two variables solves for one, without roots and fractions."""
    if len(task.unknowns) != 2 or len(task.constraints) != 1 or is_infeasible(task):
        return False
    graph = constrained.graph(task.f, task.differences, task.unknowns)
    if graph is None or any(e.rhs.has(sp.Pow) and not e.rhs.is_polynomial() for e in graph.solved):
        return False
    return bool(graph.restricted.is_polynomial() and task.f.is_polynomial())


def candidates_on_graph(task: Lagrange) -> Generator[Step, None, list[Values]]:
    """The points where the derivative along the constraint is zero."""
    graph = constrained.graph(task.f, task.differences, task.unknowns)
    assert graph is not None
    ((solved,), (t,)) = graph.solved.args, graph.free
    (constraint,) = task.constraints
    if constraint != solved:
        claim = Equivalent(Tuple(constraint), Tuple(solved), Tuple(solved.lhs))
        yield step("solve_constraint", claim, Choice(constraint))
    yield step("insert_constraint", Substituted(task.f, Tuple(solved), graph.restricted))
    slope = partial(graph.restricted, t)
    yield step("differentiate_restricted", DerivativeOf(graph.restricted, t, slope))
    polynomial = polynomial_of(slope, (t,))
    assert polynomial is not None
    if polynomial.has(t):
        if polynomial != slope:
            zero = Tuple(equation(slope, ZERO)), Tuple(equation(polynomial, ZERO))
            yield tidying(*zero, Tuple(t))
        found = yield from Solver((t,)).solve([polynomial])
    else:
        found = []
        yield step(
            "find_no_flat_place", SolutionSet(Tuple(equation(slope, ZERO)), Tuple(t), Tuple())
        )
    points: list[Values] = []
    for place in found:
        value = sp.expand(solved.rhs.xreplace(place))
        back = Tuple(equation(t, place[t]))
        if solved.rhs.has(t):
            inserted = equation(solved.lhs, value)
            yield step("insert_back", Substituted(solved, back, inserted))
        points.append({**place, solved.lhs: value})
    if points:
        listed = Tuple(*(tuple_of(p, task.unknowns) for p in points))
        flat = Tuple(equation(slope, ZERO), *task.constraints)
        yield step("list_points", SolutionSet(flat, Tuple(*task.unknowns), listed))
    return points


def refuse_valueless(task: Lagrange) -> None:
    """Raise `Undefined` if the function has no value, or only one, where the constraint holds.

    Looked at are constraints that solve for a variable.
    """
    graph = constrained.graph(task.f, task.differences, task.unknowns)
    if graph is None:
        return
    try:
        trees = [Differentiation(u, graph.restricted).of(graph.restricted) for u in graph.free]
        refuse_empty(combined(*map(conditions_of, trees)))
    except Undefined as empty:
        raise no_value_on_constraint() from empty
    if graph.free and not graph.restricted.free_symbols and not task.f.is_polynomial():
        raise Undefined(
            "constant-on-constraint",
            f"Where the constraint holds, the function is {graph.restricted} everywhere, so every "
            "point is a minimum and a maximum.",
            fix="Give another function or another constraint.",
        )
