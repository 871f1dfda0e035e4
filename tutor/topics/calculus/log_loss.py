"""The chance that makes an outcome of coin tosses most likely, and why the logarithm helps.

The likelihood of k heads in n tosses is a product of powers.  Its logarithm is a
sum, is largest at the same place, and has a derivative with two terms.  The
product rule on the likelihood itself leads to the same chance.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import sympy as sp
from sympy import Expr, Gt, Integer, Lt, Symbol, Tuple, log

from tutor.core.claims import (
    Claim,
    Compared,
    Defines,
    DerivativeOf,
    Equal,
    Extremum,
    Signs,
    SolutionSet,
)
from tutor.core.errors import Undefined
from tutor.core.figure import Curve, Dots, Figure
from tutor.core.inputs import NumberInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.curve import inserted
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.real_values import columns
from tutor.kit.unevaluated import (
    ZERO,
    added,
    divided,
    equation,
    negated,
    power,
    times,
    without_ones,
)

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
p, L = Symbol("p"), Symbol("L")
REST = added(Integer(1), negated(p))
INSIDE = (Gt(p, 0, evaluate=False), Lt(p, 1, evaluate=False))
LONGEST = 10**6  # a denominator that is still worked out
WHOLE = (sp.Ge(p, 0, evaluate=False), sp.Le(p, 1, evaluate=False))


def by_logarithm(problem: Problem) -> Solution:
    heads, tails = problem.k, problem.n - problem.k
    likelihood = _likelihood(heads, tails)
    yield step("write_likelihood", Defines(L, likelihood))
    if not heads or not tails:
        return (yield from _at_the_end(likelihood, heads))
    summed = added(without_ones(heads, log(p)), without_ones(tails, log(REST)))
    written = Equal(log(L), summed, INSIDE)
    yield step("take_logarithm_of_likelihood", written)
    slope = added(divided(heads, p), negated(divided(tails, REST)))
    derivative = DerivativeOf(summed, p, slope, INSIDE)
    yield step("differentiate_log_likelihood", derivative)
    best = heads / problem.n
    level = SolutionSet(Tuple(equation(slope, ZERO)), Tuple(p), Tuple(Tuple(best)), INSIDE)
    yield step("find_best_chance", level)
    bend = added(
        negated(divided(heads, power(p, Integer(2)))),
        negated(divided(tails, power(REST, Integer(2)))),
    )
    yield step("differentiate_slope_of_log_likelihood", DerivativeOf(slope, p, bend, INSIDE))
    value = bend.xreplace({p: best}).doit()
    shown = inserted("insert_best_chance", bend, p, best, value)
    yield step(shown.rule, *shown.claims, Compared(value, "<", ZERO))
    goals: Goals = {"logarithm": written, "slope": derivative}
    return goals | (yield from _conclude(likelihood, heads, tails))


def by_product_rule(problem: Problem) -> Solution:
    heads, tails = problem.k, problem.n - problem.k
    likelihood = _likelihood(heads, tails)
    yield step("write_likelihood", Defines(L, likelihood))
    if not heads or not tails:
        return (yield from _at_the_end(likelihood, heads))
    up, down = power(p, heads), power(REST, tails)
    raw = added(
        times(_slope_of_power(heads, p), down),
        negated(times(up, _slope_of_power(tails, REST))),
    )
    factored = times(
        *(f for f in (power(p, heads - 1), power(REST, tails - 1)) if f not in (1, p**0)),
        added(heads, negated(times(problem.n, p))),
    )
    yield step("differentiate_likelihood", DerivativeOf(likelihood, p, raw))
    yield step("factor_slope_of_likelihood", Equal(raw, factored))
    best = heads / problem.n
    level = SolutionSet(Tuple(equation(factored, ZERO)), Tuple(p), Tuple(Tuple(best)), INSIDE)
    yield step("find_best_chance", level)
    table = Signs(factored, p, Tuple(best), ("zero",), ("positive", "negative"), INSIDE)
    yield step("see_rise_and_fall", table)
    summed = added(without_ones(heads, log(p)), without_ones(tails, log(REST)))
    written = Equal(log(L), summed, INSIDE)
    slope = added(divided(heads, p), negated(divided(tails, REST)))
    derivative = DerivativeOf(summed, p, slope, INSIDE)
    yield step("compare_with_logarithm", derivative, written)
    goals: Goals = {"logarithm": written, "slope": derivative}
    return goals | (yield from _conclude(likelihood, heads, tails))


def _slope_of_power(exponent: Expr, base: Expr) -> Expr:
    return without_ones(exponent, power(base, exponent - 1)) if exponent != 1 else Integer(1)


def _likelihood(heads: Expr, tails: Expr) -> Expr:
    factors = [power(b, e) for b, e in ((p, heads), (REST, tails)) if e != 0]
    return times(*factors)


def _conclude(likelihood: Expr, heads: Expr, tails: Expr) -> Solution:
    best = heads / (heads + tails)
    value = best**heads * (1 - best) ** tails
    if value.q > LONGEST:
        value = times(power(best, heads), power(1 - best, tails))
    yield inserted("compute_largest_likelihood", likelihood, p, best, value)
    if not value.is_Rational:
        yield step("round_largest_likelihood", six_digits(value))
    claim = Extremum(likelihood, Tuple(p), Tuple(), Tuple(best), value, "maximum", WHOLE)
    yield step("state_best_chance", claim)
    return {"maximum": claim}


def _at_the_end(likelihood: Expr, heads: Expr) -> Solution:
    """All tosses gave the same: the likelihood rises, or falls, all the way to the end."""
    best = Integer(1) if heads else Integer(0)
    slope = sp.factor(sp.diff(likelihood.doit(), p))
    derivative = DerivativeOf(likelihood, p, slope)
    yield step("differentiate_likelihood", derivative)
    if slope.has(p):
        sign = "positive" if heads else "negative"
        yield step("see_no_level_place_inside", Signs(slope, p, Tuple(), (), (sign,), INSIDE))
    else:
        yield step("see_constant_slope", Compared(slope, "!=", ZERO))
    claim = Extremum(likelihood, Tuple(p), Tuple(), Tuple(best), Integer(1), "maximum", WHOLE)
    yield step("state_chance_at_the_end", claim)
    return {"derivative": derivative, "maximum": claim}


def complete(problem: Problem) -> dict[str, Any]:
    if problem.k > problem.n:
        raise Undefined(
            "more-heads-than-tosses",
            f"There are {problem.k} heads in {problem.n} tosses.",
            fix="Give at most as many heads as tosses.",
        )
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    n = rng.choice(((4, 5, 6), (8, 10, 12, 16), (20, 24, 25, 30))[level - 1])
    low = 0 if level == 3 and rng.random() < 0.2 else 1
    return {"k": Integer(rng.randint(low, n - 1)), "n": Integer(n)}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    claim = found["maximum"]
    assert isinstance(claim, Extremum)
    places = [(k + 0.5) / 120 for k in range(120)]
    heights = columns(claim.objective.doit(), p, places)
    top = max(heights)
    best = float(claim.point[0])
    scaled = tuple((a, h / top) for a, h in zip(places, heights, strict=True))
    marks = (Curve(scaled, "likelihood, scaled"), Dots(((best, 1.0),), label="most likely"))
    return (Figure("likelihood_of_chance", claim, marks, "p"),)


TOPIC = Topic(
    id="calculus.log_loss",
    covers=("calc.log_loss",),
    inputs=(
        NumberInput(name="k", about="the number of heads", example="7", whole=True, minimum=ZERO),
        NumberInput(
            name="n",
            about="the number of tosses",
            example="10",
            whole=True,
            minimum=Integer(1),
            maximum=Integer(1000),
        ),
    ),
    phrases=(
        "[find|what is] [the] most likely {chance|p|probability|value of p} [of heads] for {k} {heads|successes} in {n} {tosses|trials|flips}",
        "[find|what is] [the] best p for {k} {heads|successes} in {n} {tosses|trials}",
        "[find|what is] [the] log loss [minimizer|minimiser] {for|of} {k} {heads|successes} in {n} {tosses|trials}[{: |, |. }{best p|find the best p}]",
        "which p makes {k} heads in {n} tosses most likely",
        "you win if {n} tosses give {k} heads [in a given order]. best p",
    ),
    methods={"logarithm": by_logarithm, "product_rule": by_product_rule},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
