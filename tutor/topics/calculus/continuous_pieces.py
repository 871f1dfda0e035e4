"""For which values of a letter a function given by cases is continuous.

Inside each case the formula is continuous, so only the places where one case ends and the next begins
count.  There the values from the left, from the right and at the place itself must be the same;
these are equations for the letters.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Eq, Expr, Integer, Piecewise, Symbol, Tuple

from tutor.core.claims import Claim, Equal, Equivalent, SolutionSet, Substituted
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.inputs import ExpressionInput, SymbolsInput
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.approach import Approach
from tutor.kit.calculus.limits import find
from tutor.kit.cases import beside, case_at, numbers
from tutor.kit.nice import nonzero
from tutor.kit.polynomial_systems import Solver, polynomial_of
from tutor.kit.unevaluated import ZERO, equation

Goals = dict[str, Claim]
APART = {"-": "tend_from_left", "+": "tend_from_right"}
TOGETHER = {"+-": "tend_from_both_sides"}  # the same formula holds on both


def by_equations(problem: Problem) -> Generator[Step, None, Goals]:
    f, x, letters = problem.f, problem.x, tuple(problem.letters)
    equations: list[Eq] = []
    for place in numbers(f):
        equations += yield from _meet(f, x, place)
    start = Tuple(*equations)
    polynomials = [polynomial_of(e.lhs - e.rhs, letters) for e in equations]
    shorter = Tuple(*(equation(p, ZERO) for p in polynomials))
    if shorter != start:
        yield step("bring_to_one_side", Equivalent(start, shorter, Tuple(*letters)))
    solver = Solver(letters)
    found = yield from solver.solve(polynomials)
    claim = SolutionSet(start, Tuple(*letters), solver.set_of(found, letters))
    yield step("list_values" if found else "find_no_value", claim)
    return {"solutions": claim}


def _meet(f: Piecewise, x: Symbol, place: Expr) -> Generator[Step, None, list[Eq]]:
    """What must be equal at a place where a case ends, as equations that are not true anyway."""
    left, right = (beside(f, place, side) for side in (-1, 1))
    tends: list[Expr] = []
    for side, rule in (APART if left != right else TOGETHER).items():
        formula, at = right if side == "+" else left, Approach(x, place, side)
        value = _inserted(formula, x, place)
        if value is None:
            parts, value = collect(find(formula, at))
            yield from parts
        tends.append(value)
        yield step(rule, Equal(at.of(f), value))
    here = case_at(f, place)
    assert here is not None  # the problem was checked
    value = sp.expand(here.xreplace({x: place}))
    if value not in tends:
        yield step("insert_place", Substituted(f, Tuple(equation(x, place)), value))
    pairs = ((tends[0], tends[-1]), (tends[0], value))
    return [equation(a, b) for a, b in dict.fromkeys(pairs) if sp.expand(a - b) != 0]


def _inserted(formula: Expr, x: Symbol, place: Expr) -> Expr | None:
    """The value of a formula that is continuous there; None if it has a denominator that vanishes."""
    below = sp.denom(sp.together(formula)).xreplace({x: place})
    return None if sp.expand(below) == 0 else sp.expand(formula.xreplace({x: place}))


def complete(problem: Problem) -> dict[str, Any]:
    f, letters = problem.f, problem.letters
    if not isinstance(f, Piecewise):
        raise Undefined(
            "no-cases",
            "The function is not given by cases.",
            fix="Write them, for example x^2 + c for x < 1, 2x for x >= 1.",
        )
    others = f.free_symbols - set(letters)
    if missing := [c for c in letters if c not in f.free_symbols]:
        raise NotUnderstood(
            "parameter",
            f"There is no {missing[0]} in the function.",
            fix="Ask for a letter that is in it.",
        )
    x = problem.x[0] if problem.x is not None else next(iter(others), None)
    if x is None or others != {x}:
        raise NotUnderstood(
            "which-variable",
            f"Besides {', '.join(map(str, letters))} there must be one letter, the variable.",
            fix="Name all letters that are sought, for example: for which a, b is f continuous.",
        )
    for place in numbers(f):
        cases = (beside(f, place, -1), beside(f, place, 1), case_at(f, place))
        if any(case is None for case in cases):
            raise Undefined(
                "no-value",
                f"The function has no value at {x} = {place} or beside it, so it cannot be continuous there.",
                fix="Give a case for it.",
            )
        if any(c is not None and not c.is_rational_function(x, *letters) for c in cases):
            raise Undefined(
                "no-rational-pieces",
                "Only polynomials and fractions of them are compared here.",
                fix="Compare the limits from both sides by hand, or ask for one place: is f continuous at 1.",
            )
    if all(not equations for equations in _equations(f, x)):
        raise Undefined(
            "always-continuous",
            "The pieces meet for every value of the letters, so the function is always continuous.",
            fix="Ask for its derivative, or change a piece.",
        )
    return {"x": x}


def _equations(f: Piecewise, x: Symbol) -> list[list[Eq]]:
    return [collect(_meet(f, x, place))[1] for place in numbers(f)]


def make(rng: Random, level: int) -> dict[str, Any]:
    """The letter is chosen first, and the second piece then meets the first."""
    x, c, d = map(Symbol, "xcd")
    place, value, slope = Integer(rng.randint(-2, 3)), nonzero(rng, 4), nonzero(rng, 3)
    first = x**2 + slope * x
    if level == 1:
        pieces = (first + c, sp.expand(slope * x + value))
    elif level == 2:
        pieces = (c * x + value, first + 1) if place else (c + x, first + value)
    else:
        left = Piecewise(
            (c * x + d, sp.Lt(x, place)),
            (first, sp.And(sp.Ge(x, place), sp.Lt(x, place + 2))),
            (sp.Integer(value) + d, sp.Ge(x, place + 2)),
        )
        if place:
            return {"letters": Tuple(c, d), "f": left, "x": Tuple(x)}
        pieces = (c + slope * x, first + value)
    f = Piecewise((pieces[0], sp.Lt(x, place)), (pieces[1], sp.Ge(x, place)))
    return {"letters": Tuple(c), "f": f, "x": Tuple(x)}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


VALUES = (
    "[the] [value|values|constant|constants] [of] [the] [constant|constants|parameter] {letters}"
)
FOR = "for {which|what} " + VALUES
TOPIC = Topic(
    id="calculus.continuous_pieces",
    covers=(),
    inputs=(
        SymbolsInput(name="letters", about="the letters that are sought", example="c"),
        ExpressionInput(
            name="f", about="the function", example="x^2 + c for x < 1, 2x for x >= 1", cases=True
        ),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
    ),
    phrases=(
        FOR
        + " is [the function] f continuous[ everywhere]{, |; |: | if | where | for | when | with |? }f({x}){ = |=}{f}",
        FOR + " is [the function] [f({x}) = |f({x})=]{f} continuous [everywhere]",
        "find "
        + VALUES
        + " {so that|such that|for which} [the function] [f({x}) = |f({x})=]{f} is continuous [everywhere]",
        "find "
        + VALUES
        + " {that|which} {makes|make} [the function] [f({x}) = |f({x})=]{f} continuous [everywhere]",
        "f({x}){ = |=}{f}{. |; |, }" + FOR + " is f continuous [everywhere]",
        "f({x}){ = |=}{f}{. |; |, }find "
        + VALUES
        + " {so that|such that|for which} f is continuous [everywhere]",
    ),
    methods={"equations": by_equations},
    complete=complete,
    make=make,
    goals=goals,
)
