"""Equations without powers of factors, and without those that follow from another one.

Where an equation says that a power is zero, its gradient is zero at every point of it, and so are
the determinants of two equations that say the same.  Then the multiplier rule says nothing.
The base is zero at the same points, and one of the equations is enough.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

import sympy as sp
from sympy import Eq, Expr, Symbol, Tuple

from tutor.core.claims import Equivalent
from tutor.core.step import Step, step
from tutor.kit.polynomial_systems import polynomial_of
from tutor.kit.unevaluated import ZERO, equation


def plain(constraints: Tuple, unknowns: Sequence[Symbol]) -> Tuple:
    """Equations with the same solutions, as few and of as low degree as this module makes them."""
    return _independent(_without_powers(constraints, unknowns), unknowns)


def write_plainly(
    constraints: Tuple, unknowns: Sequence[Symbol]
) -> Generator[Step, None, Equivalent | None]:
    """The steps from the equations to their plain form; none if they have it.

    Returns which bases took the place of powers, if any did: the multipliers belong to them.
    """
    bases, letters = _without_powers(constraints, unknowns), Tuple(*unknowns)
    factored = Tuple(
        *(
            e if e == base else equation(sp.factor(e.lhs - e.rhs), ZERO)
            for e, base in zip(constraints, bases, strict=True)
        )
    )
    if factored != constraints:
        yield step("factor_equation", Equivalent(constraints, factored, letters))
    simpler = None if bases == factored else Equivalent(factored, bases, letters)
    if simpler is not None:
        yield step("replace_power_by_base", simpler)
    left = _independent(bases, unknowns)
    if left != bases:
        yield step("leave_out_constraint", Equivalent(bases, left, letters))
    return simpler


def _without_powers(constraints: Tuple, unknowns: Sequence[Symbol]) -> Tuple:
    return Tuple(*(_base(e, unknowns) for e in constraints))


def _base(constraint: Eq, unknowns: Sequence[Symbol]) -> Eq:
    difference = constraint.lhs - constraint.rhs
    whole = polynomial_of(difference, unknowns)
    if whole is None or not difference.is_polynomial(*unknowns):
        return constraint
    if all(k == 1 for _, k in sp.factor_list(whole, *unknowns)[1]):
        return constraint
    return equation(polynomial_of(sp.sqf_part(whole), unknowns), ZERO)


def _independent(constraints: Tuple, unknowns: Sequence[Symbol]) -> Tuple:
    """Without an equation whose difference is a multiple of another one's; of two such, the first stays."""
    sides = [sp.expand(e.lhs - e.rhs) for e in constraints]
    for j, k in ((j, k) for k in range(len(sides)) for j in range(len(sides)) if j != k):
        first = j < k or not _divides(sides[k], sides[j], unknowns)
        if first and _divides(sides[j], sides[k], unknowns):
            return _independent(Tuple(*constraints[:k], *constraints[k + 1 :]), unknowns)
    return constraints


def _divides(one: Expr, whole: Expr, unknowns: Sequence[Symbol]) -> bool:
    if not one.free_symbols or not (
        one.is_polynomial(*unknowns) and whole.is_polynomial(*unknowns)
    ):
        return False
    return bool(sp.reduced(whole, [one], *unknowns)[1] == 0)
