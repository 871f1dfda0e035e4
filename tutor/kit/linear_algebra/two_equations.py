"""Two linear equations by substitution.

One equation is solved for one unknown.  Put into the other equation, it leaves
one unknown there, which is found first.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Eq, Expr, Symbol, Tuple, expand

from tutor.core.claims import Equivalent, Substituted
from tutor.core.step import Step, step
from tutor.kit.linear_algebra import linear
from tutor.kit.linear_algebra.solutions import solved_for


def substitute(system: Tuple, unknowns: Tuple) -> Generator[Step, None, dict[Symbol, Expr]]:
    """The values of two unknowns in two equations with exactly one solution; some unknown is in both."""
    k, unknown = places(system, unknowns)[0]
    first, second = system.args[k], system.args[1 - k]
    (other,) = (u for u in unknowns if u != unknown)
    expressed = Eq(unknown, solved_for(unknown, first), evaluate=False)
    if expressed != first:
        yield step("express_unknown", Equivalent(Tuple(first), Tuple(expressed), Tuple(unknown)))
    pairs = {unknown: expressed.rhs}
    sides = (linear.inserted(expand(side), pairs, unknowns) for side in second.args)
    left_over = Eq(*sides, evaluate=False)
    yield step("insert_expression", Substituted(second, Tuple(expressed), left_over))
    found = Eq(other, solved_for(other, left_over), evaluate=False)
    if found != left_over:
        yield step("solve_for_unknown", Equivalent(Tuple(left_over), Tuple(found), Tuple(other)))
    value = expressed.rhs
    if value.has(other):
        inserted = linear.inserted(value, {other: found.rhs}, unknowns)
        with_value = Eq(unknown, inserted, evaluate=False)
        yield step("insert_known_values", Substituted(expressed, Tuple(found), with_value))
        value = expand(value.xreplace({other: found.rhs}))
        solved = Eq(unknown, value, evaluate=False)
        if solved != with_value:
            yield step(
                "solve_for_unknown", Equivalent(Tuple(with_value), Tuple(solved), Tuple(unknown))
            )
    return {unknown: value, other: found.rhs}


def places(system: Tuple, unknowns: Tuple) -> list[tuple[int, Symbol]]:
    """Which equation can be solved for which unknown, to be put into the other one; easiest first."""
    sizes = {
        (k, u): abs(linear.difference(equation).coeff(u))
        for k, equation in enumerate(system)
        for u in unknowns
    }
    usable = [(k, u) for k, u in sizes if sizes[k, u] != 0 and sizes[1 - k, u] != 0]
    return sorted(usable, key=lambda place: (sizes[place] != 1, sizes[place]))
