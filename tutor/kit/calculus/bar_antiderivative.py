"""An antiderivative of a function with absolute values, by cases.

Between two corners one formula without bars holds, and it is integrated there.  An antiderivative has
no jumps, so each case gets a constant with which it meets the case before it.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Abs, Add, Expr, Symbol, Tuple

from tutor.core.claims import AntiderivativeOf, Choice, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.step import Step, step
from tutor.kit.calculus import bar_cases
from tutor.kit.calculus.integration import Integration
from tutor.kit.calculus.integration_tree import antiderivative_of
from tutor.kit.real_values import value_at
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import added, equation


def find(f: Expr, x: Symbol) -> Generator[Step, None, Expr]:
    """Yield the steps to a continuous antiderivative, and return it."""
    places, formulas = _pieces(f, x)
    if places:
        yield step("write_integrand_by_cases", Equal(f, bar_cases.written(formulas, x, places)))
    else:
        yield step("open_bars_everywhere", Equal(f, formulas[0]))
    trees = [Integration(x).of(formula) for formula in formulas]
    yield from dict.fromkeys(trees)
    found = [antiderivative_of(tree) for tree in trees]
    for k, place in enumerate(places, start=1):
        yield from _meet(formulas[k], found, k, x, place)
    whole = bar_cases.written(found, x, places)
    yield step("join_cases_of_integral", AntiderivativeOf(f, x, whole))
    return whole


def _meet(
    formula: Expr, found: list[Expr], k: int, x: Symbol, place: Expr
) -> Generator[Step, None, None]:
    """Yield the steps that add a constant to antiderivative k, so that it meets the one before it."""
    here = equation(x, place)
    left, right = (value_at(F, {x: place}) for F in found[k - 1 : k + 1])
    assert left is not None  # continuous pieces have values at their ends
    assert right is not None
    yield step("insert_corner_before", Substituted(found[k - 1], Tuple(here), left), Choice(here))
    after = Substituted(found[k], Tuple(here), right)
    if left == right:
        yield step("see_cases_of_integral_meet", after)
        return
    yield step("insert_corner_behind", after)
    found[k] = added(*Add.make_args(found[k]), tidy(left - right))
    shifted = AntiderivativeOf(formula, x, found[k])
    yield step("shift_case_of_integral", shifted, Substituted(found[k], Tuple(here), left))


def covers(f: Expr, x: Symbol) -> bool:
    """Whether there are bars, and every case has an antiderivative here."""
    if not any(bar.has(x) for bar in f.atoms(Abs)):
        return False
    try:
        places, formulas = _pieces(f, x)
        for formula in formulas:
            Integration(x).of(formula)
    except Undefined:
        return False
    return all(value_at(g, {x: c}) is not None for g in (f, *formulas) for c in places)


def _pieces(f: Expr, x: Symbol) -> tuple[list[Expr], list[Expr]]:
    """The corners where the formula changes, and the formulas between them."""
    places = bar_cases.corners(f, x)
    formulas = bar_cases.pieces(f, x, places)
    kept = [k for k in range(len(places)) if formulas[k] != formulas[k + 1]]
    return [places[k] for k in kept], [formulas[0], *(formulas[k + 1] for k in kept)]
