"""Whether a function has a derivative at a point, and what keeps it from having one.

A function that jumps has none, so continuity is looked at first.  Then the
difference quotients from the left and from the right decide: they tend to one
number, to two (a corner), or grow beyond every bound (a vertical tangent, or a
cusp if the signs differ).  Without a point, the places where the rules of differentiation say
nothing are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any, NamedTuple

import sympy as sp
from sympy import Expr, Integer, Piecewise, Rational, Symbol, Tuple

from tutor.core.claims import Choice, Claim, Compared, DerivativeOf, Substituted
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, NumberInput, SymbolsInput
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import (
    case_quotients,
    doubtful_places,
    function_pictures,
    one_sided_slopes,
    quotients,
    two_sides,
)
from tutor.kit.calculus.approach import STEPPED, Approach
from tutor.kit.calculus.limits import find
from tutor.kit.calculus.one_variable import the_only_letter
from tutor.kit.nice import nonzero
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import ZERO, equation


class Found(NamedTuple):
    """The goals, and the slopes to the left and to the right where these are numbers."""

    goals: tuple[tuple[str, Claim], ...]
    slopes: tuple[Expr, ...] = ()


Solution = Generator[Step, None, Found]


def by_quotients(problem: Problem) -> Solution:
    return (yield from _by_quotients(problem.f, problem.x, problem.at))


def _by_quotients(f: Expr, x: Symbol, a: Expr) -> Solution:
    here = quotients.at_place(f, x, a)
    jump = yield from _continuity(f, x, here)
    if jump is not None:
        return jump
    if isinstance(f, Piecewise):
        quotient, found = yield from case_quotients.by_cases(f, x, a, here.after)
        return (yield from _conclude(f, x, quotient, here, found))
    h = quotients.step_letter(f)
    quotient = yield from quotients.forward(f, x, a, h)
    reduced = yield from quotients.simplified(quotient, h)
    found = yield from two_sides.from_both_sides(reduced, Approach(h, ZERO))
    return (yield from _conclude(f, x, reduced, here, found))


def by_slopes(problem: Problem) -> Solution:
    return (yield from _by_slopes(problem.f, problem.x, problem.at))


def _by_slopes(f: Expr, x: Symbol, a: Expr) -> Solution:
    here = quotients.at_place(f, x, a)
    jump = yield from _continuity(f, x, here)
    if jump is not None:
        return jump
    h = quotients.step_letter(f)
    if isinstance(f, Piecewise):
        quotient = yield from case_quotients.formed(f, x, a, here.after)
    else:
        written = yield from quotients.forward(f, x, a, h)
        quotient = yield from quotients.simplified(written, h)
    both = one_sided_slopes.find_both(f, Approach(x, a), quotient, Approach(h, ZERO))
    return (yield from _conclude(f, x, quotient, here, (yield from both)))


def by_places(problem: Problem) -> Solution:
    """The rules hold everywhere but at a few places, and each of these is decided by itself."""
    f, x = problem.f, problem.x
    rules = doubtful_places.elsewhere(f, x)
    yield rules
    goals: list[tuple[str, Claim]] = [("elsewhere", rules.claims[0])]
    places = doubtful_places.find(f, x)
    if places:
        yield step("list_doubtful_places", Choice(Tuple(*(equation(x, a) for a in places))))
    for k, a in enumerate(places, start=1):
        here = quotients.at_place(f, x, a)
        decide = _by_slopes if _has_slopes(f, Approach(x, a)) else _by_quotients
        (*parts, verdict), decided = collect(decide(f, x, a))
        yield step("look_at_place", here, substeps=parts)
        yield verdict
        goals += [(f"here_{k}", here)] if "here" not in dict(decided.goals) else []
        goals += [(f"{name}_{k}", claim) for name, claim in decided.goals]
    return Found(tuple(goals))


def _continuity(f: Expr, x: Symbol, here: Substituted) -> Generator[Step, None, Found | None]:
    """Yield the steps that show the function to be continuous at the point; returns the jump if it is not."""
    whole = Approach(x, here.values[0].rhs)
    if not f.has(*STEPPED):
        yield step("see_continuity", Compared(whole.of(f), "=", here.after), here)
        return None
    yield step("insert_place", here)
    for side in "-+":
        beside = whole.from_side(side)
        if (yield from find(f, beside)) != here.after:
            jump = Compared(beside.of(f), "!=", here.after)
            yield step("see_jump", jump)
            return Found((("jump", jump), ("here", here)))
    if isinstance(f, Piecewise):
        yield step("see_cases_meet", Compared(whole.of(f), "=", here.after))
    return None


def _conclude(
    f: Expr, x: Symbol, quotient: Expr, here: Substituted, found: two_sides.Found
) -> Solution:
    """The derivative if the quotient has a limit, else what it tends to on both sides."""
    (at_place,) = here.values
    if found.value is not None and found.value.is_finite:
        claim = DerivativeOf(f, x, found.value, (at_place,))
        yield step("call_it_derivative", claim)
        return Found((("derivative", claim),), (found.value,))
    sides = tuple(v for v in (found.left, found.right) if v is not None and v.is_finite)
    at = Approach(quotients.step_letter(f), ZERO)
    return Found((*two_sides.goals_of(quotient, at, found), ("here", here)), sides)


def complete(problem: Problem) -> dict[str, Any]:
    f, x = problem.f, the_only_letter(problem.f, problem.x)
    told = {str(s) for p in f.atoms(Piecewise) for _, c in p.args for s in c.free_symbols}
    if told and str(x) not in told:
        raise Undefined(
            "other-letter",
            f"The cases are told apart by {min(told)}, so {min(told)} is the variable, and not {x}.",
            fix=f"Ask where the function is differentiable for {min(told)}. For which {x} the pieces meet is another question: "
            "for which c is f continuous, f(x) = x^2 + c for x < 1, 2x for x >= 1.",
        )
    if problem.at is None:
        doubtful_places.find(f, x)
        return {"x": x}
    if value_at(f, {x: problem.at}) is None:
        raise Undefined(
            "outside-domain",
            f"The function has no value at {x} = {problem.at}, so it has no derivative there.",
            fix="Choose a point where the function is defined.",
        )
    if not Approach(x, problem.at).is_defined(f):
        raise Undefined(
            "one-sided",
            f"The function has values on one side of {x} = {problem.at} only, so it has no derivative there.",
            fix="Choose a point inside the domain.",
        )
    return {"x": x}


def suits(problem: Problem) -> tuple[str, ...]:
    if problem.at is None:
        return ("places",)
    if not _has_slopes(problem.f, Approach(problem.x, problem.at)):
        return ("quotients",)
    if problem.f.has(sp.Max, sp.Min):
        return ("one_sided_slopes",)
    return "quotients", "one_sided_slopes"


def _has_slopes(f: Expr, at: Approach) -> bool:
    """Whether the slopes on both sides can be found from the formulas beside the place."""
    return one_sided_slopes.has_bars_or_cases(f) and one_sided_slopes.exist(f, at)


def goals(problem: Problem, found: Found) -> tuple[tuple[str, Claim], ...]:
    return found.goals


def figures(problem: Problem, found: Found) -> tuple[Figure, ...]:
    if problem.at is None:
        return ()
    marks = function_pictures.half_tangents(problem.f, problem.x, problem.at, found.slopes)
    name, claim = found.goals[0]
    return (Figure(f"graph_with_{name}", claim, marks, str(problem.x)),) if marks else ()


def make(rng: Random, level: int) -> dict[str, Any]:
    x, a = Symbol("x"), Integer(rng.randint(-3, 3))
    b, c = nonzero(rng, 4), nonzero(rng, 4)
    if level == 1:
        f = rng.choice((sp.Abs(x - a) + b * x, b * x**2 + c * x))
    elif level == 2:
        f = rng.choice((b * sp.cbrt(x - a), b * (x - a) * sp.Abs(x - a), _meeting(x, a, b, c)))
    else:
        f = rng.choice(
            (sp.sign(x - a) + b * x, b * (x - a) ** Rational(2, 3), sp.Abs((x - a) * (x - a - b)))
        )
    everywhere = level > 1 and not f.has(sp.sign) and rng.random() < 0.5
    return {"f": f, "x": Tuple(x), **({} if everywhere else {"at": a})}


def _meeting(x: Symbol, a: Expr, b: Expr, c: Expr) -> Piecewise:
    """A parabola up to a, and from there on a line that continues it; for some b and c its tangent."""
    height = a**2 + b * a
    line = sp.expand(height + (2 * a + b + (c if c > 0 else 0)) * (x - a))
    left, right = sp.Lt(x, a, evaluate=False), sp.Ge(x, a, evaluate=False)
    return Piecewise((x**2 + b * x, left), (line, right), evaluate=False)


WHERE = (
    "[find|determine|decide] {where|at which points|at what points|for which x|for what x|for which {x}"
    "|for which values of {x}|for what values of {x}|for which values of x|for what values of x}"
)
STATE = "{differentiable|not differentiable|nondifferentiable|non-differentiable}"
PLACES = "{find|determine|list|what are|give} [all] [the] {points|places|numbers|values of x|values of {x}|x-values}"
TOPIC = Topic(
    id="calculus.differentiability",
    covers=("calc.nondiff",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="abs(x)", cases=True),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
        NumberInput(
            name="at", about="the point; without it, all places", example="0", optional=True
        ),
    ),
    phrases=(
        "is {f} differentiable at {at}",
        "is {f} differentiable at {x} = {at}",
        "[decide|check] whether {f} is differentiable at [{x} = ]{at}",
        "does {f} have a derivative at [{x} = ]{at}",
        "f({x}){ = |=}{f}{, |; |. }is f differentiable at [{x} = ]{at}",
        "is f differentiable at [{x} = ]{at} {for|if|where|with} f({x}){ = |=}{f}",
        "differentiability of {f} at [{x} = ]{at}",
        f"{WHERE} is {{f}} {STATE}",
        f"{WHERE} is f {STATE} {{for|if|when|with}} f({{x}}){{ = |=}}{{f}}",
        f"f({{x}}){{ = |=}}{{f}}{{, |; |. }}{WHERE} is f {STATE}",
        f"{PLACES} {{where|at which|in which|for which}} {{f}} is {STATE}",
        f"{WHERE} does {{f}} {{have no derivative|have a derivative|not have a derivative|fail to be differentiable}}",
        "is {f} differentiable [everywhere|on R|for all {x}|for all real {x}]",
        "is f differentiable [everywhere|on R] {for|if|where|with} f({x}){ = |=}{f}",
        "{differentiability of|study the differentiability of} {f}",
    ),
    methods={"quotients": by_quotients, "one_sided_slopes": by_slopes, "places": by_places},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
