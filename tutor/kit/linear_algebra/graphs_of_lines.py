"""Two linear equations as lines in the plane, and the point in which they cross.

Each equation is solved for the second unknown, y = m x + q; one without it is a vertical line.
Where the lines cross, both say the same of that unknown.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Eq, Expr, Symbol, Tuple

from tutor.core.claims import Compared, Equivalent, SolutionSet, Substituted
from tutor.core.matrix import Matrix
from tutor.core.step import Step, step
from tutor.kit.linear_algebra import linear
from tutor.kit.linear_algebra.solutions import solved_for, tell_solutions, write_augmented_matrix

Solutions = Generator[Step, None, Tuple]


def has_graphs(start: Matrix) -> bool:
    """Whether an augmented matrix holds two lines that are not both horizontal, nor both vertical."""
    if start.shape != (2, 3) or not start.is_rational:
        return False
    x, y = start.column(1), start.column(2)
    return all(map(any, zip(x, y, strict=True))) and any(x) and any(y)


def cross_lines(system: Tuple, unknowns: Tuple) -> Solutions:
    """The solutions of two equations with `has_graphs`, by setting their lines equal."""
    x, y = unknowns
    upright = [e for e in system if linear.difference(e).coeff(y) == 0]
    if upright:
        (other,) = (e for e in system if e not in upright)
        values = yield from _cross_vertical(upright[0], other, unknowns)
        return (yield from tell_solutions(system, unknowns, values))
    lines = []
    for equation in system:
        lines.append((yield from _isolated(y, equation, "write_as_line")))
    first, second = lines
    if first == second:
        yield step("find_same_line", Compared(first.rhs, "=", second.rhs))
        found = yield from _isolated(x, system[0], "solve_for_unknown")
        yield from write_augmented_matrix(system, unknowns)  # whose null space has the direction
        values = {x: found.rhs}
        return (yield from tell_solutions(system, unknowns, values, "move_along_line"))
    if first.rhs.coeff(x) == second.rhs.coeff(x):
        yield step("find_parallel_lines", Compared(first.rhs, "!=", second.rhs))
        yield step("state_no_solution", SolutionSet(system, unknowns, Tuple()))
        return Tuple()
    level = Eq(first.rhs, second.rhs, evaluate=False)
    yield step("set_lines_equal", Substituted(second, Tuple(first), level))
    place = yield from _isolated(x, level, "solve_for_unknown")
    height = yield from _height(first, place, unknowns)
    return (yield from tell_solutions(system, unknowns, {x: place.rhs, y: height}))


def _cross_vertical(
    upright: Eq, other: Eq, unknowns: Tuple
) -> Generator[Step, None, dict[Symbol, Expr]]:
    x, y = unknowns
    place = yield from _isolated(x, upright, "write_as_vertical_line")
    line = yield from _isolated(y, other, "write_as_line")
    return {x: place.rhs, y: (yield from _height(line, place, unknowns))}


def _height(line: Eq, place: Eq, unknowns: Tuple) -> Generator[Step, None, Expr]:
    """The value of the second unknown on a line, at a value of the first one."""
    x, y = unknowns
    if not line.rhs.has(x):
        return line.rhs
    inserted = linear.inserted(line.rhs, {x: place.rhs}, unknowns)
    there = Eq(y, inserted, evaluate=False)
    yield step("insert_place", Substituted(line, Tuple(place), there))
    return (yield from _isolated(y, there, "solve_for_unknown")).rhs


def _isolated(unknown: Symbol, equation: Eq, rule: str) -> Generator[Step, None, Eq]:
    """The equation solved for an unknown; no step if it is already."""
    solved = Eq(unknown, solved_for(unknown, equation), evaluate=False)
    if solved != equation:
        yield step(rule, Equivalent(Tuple(equation), Tuple(solved), Tuple(unknown)))
    return solved
