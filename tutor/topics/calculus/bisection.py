"""Bisection: a root caught between two places, in an interval that is halved again and again.

A continuous function with different signs at two places has a root between
them.  The middle has one of the two signs, and the half whose ends still have different signs is kept; or it
is the root, and the search is over.  Each step halves the error, for certain.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from random import Random
from typing import Any

import sympy as sp
from sympy import Basic, Expr, Integer, Le, Piecewise, Rational, Symbol, Tuple

from tutor.core.claims import Choice, Claim, Compared, Conditions, Defines, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, NumberInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import areas, halvings, iteration_demands, iteration_pictures
from tutor.kit.calculus.derivative import Differentiation, conditions_of
from tutor.kit.calculus.iteration_ends import Goals
from tutor.kit.calculus.iterations import Iteration, Run, table
from tutor.kit.calculus.newton_step import bracket_letters
from tutor.kit.many_digits import Digits, formula
from tutor.kit.real_values import columns, value_at
from tutor.kit.unevaluated import ONE, ZERO, added, divided, equation, replaced, times

PLACES, DIGITS = 8, 60
MOST = Integer(30)  # steps; the table has no more decimals
USUAL = Integer(10)
SMALL = 1e-6  # values that may be zero are worked out exactly
Hit = tuple[int, Expr]  # the number of steps before a middle that is the root, and the root
TRIED = 97  # parts of the interval at whose ends the function must have a value


@dataclass(frozen=True)
class Outcome:
    """The intervals, if the first middle is not the root, and the goals."""

    x: Symbol
    run: Run | None
    goals: Goals


def by_halving(problem: Problem) -> Generator[Step, None, Outcome]:
    f, x = problem.f, iteration_demands.variable(problem.f)
    low, high = problem.a, problem.b
    goals: Goals = ()
    for side, end in (("left", low), ("right", high)):
        value = value_at(f, {x: end})
        assert value is not None  # it was looked at when the problem was posed
        found = Substituted(f, Tuple(equation(x, end)), value)
        sign = Compared(value, "<" if float(value) < 0 else ">", ZERO)
        yield step(f"find_value_at_{side}_end", found)
        yield step(f"find_sign_at_{side}_end", sign)
        goals += ((f"{side}_value", found), (side, sign))
    goals += yield from halvings.count(problem, x)
    hit = _exact_root(f, x, (low, high), int(problem.n))
    middle = halvings.name_apart_from(x, "m", "c")
    if hit is not None and hit[0] == 0:
        yield step("name_first_middle", Defines(middle, divided(added(low, high), 2)))
        yield step("find_first_middle", Equal(middle, hit[1]))
        return Outcome(x, None, (*goals, *(yield from _end(f, x, hit, problem.n))))
    a, b = (Symbol(letter) for letter in bracket_letters(x))
    at_left, at_middle = Symbol(f"f_{a}"), Symbol("f_m")
    named = {
        middle: divided(added(a, b), 2),
        at_left: replaced(f, x, a),
        at_middle: replaced(f, x, middle),
    }
    for name, rule in zip(
        named, ("name_middle", "name_left_value", "name_middle_value"), strict=True
    ):
        yield step(rule, Defines(name, named[name]))
    keeps = Le(times(at_left, at_middle), ZERO, evaluate=False)
    rules = (Piecewise((a, keeps), (middle, True)), Piecewise((middle, keeps), (b, True)))
    yield step("write_left_rule", Defines(Symbol(f"{a}_next"), rules[0]))
    yield step("write_right_rule", Defines(Symbol(f"{b}_next"), rules[1]))
    iteration = Iteration((a, b), rules, (middle, at_middle), {})
    run = _halve(iteration, f, x, (low, high), int(problem.n) if hit is None else hit[0])
    made = table(run, PLACES)
    yield step("repeat_halving", made)
    goals += (("iterates", made),)
    if hit is not None:
        goals += yield from _end(f, x, hit, problem.n)
    return Outcome(x, run, goals)


def _end(f: Expr, x: Symbol, hit: Hit, count: Integer) -> Generator[Step, None, Goals]:
    """The search ends at a middle that is the root."""
    after, root = hit
    there = Tuple(equation(x, root))
    found = Substituted(f, there, ZERO)
    yield step("see_root_in_middle", found, Choice(there))
    if after == count:
        return (("root", found),)
    early = Compared(Integer(after), "<", count)
    yield step("stop_at_root", early)
    return ("root", found), ("early", early)


def _exact_root(f: Expr, x: Symbol, start: tuple[Expr, Expr], count: int) -> Hit | None:
    """The first middle that is a root, after so many steps, or None."""
    low, high = start
    positive = columns(f, x, [float(low)])[0] > 0
    for k in range(count + 1):
        middle = sp.expand((low + high) / 2)
        height = columns(f, x, [float(middle)])[0]
        if abs(height) < SMALL and value_at(f, {x: middle}) == 0:
            return k, middle
        low, high = (middle, high) if (height > 0) == positive else (low, middle)
    return None


def _halve(iteration: Iteration, f: Expr, x: Symbol, start: tuple[Expr, Expr], count: int) -> Run:
    numbers = Digits(DIGITS)
    value = formula(f, (x,), numbers)
    low, high = (formula(v, (), numbers)(()) for v in start)
    states, columns = [[low, high]], []
    for k in range(count + 1):
        middle = (low + high) / 2
        columns.append([middle, value([middle])])
        if value([low]) * columns[-1][1] <= 0:
            high = middle
        else:
            low = middle
        if k < count:
            states.append([low, high])
    return Run(iteration, start, states, columns, "done")


def complete(problem: Problem) -> dict[str, Any]:
    """Check that the function is continuous on the interval and has different signs at its ends."""
    f, x = problem.f, iteration_demands.variable(problem.f)
    low, high = sorted((problem.a, problem.b), key=float)
    slopes: Conditions = conditions_of(Differentiation(x, f).of(f))
    given = [c for c in slopes if not _is_kink(c, f, x)]
    values = [value_at(f, {x: end}) for end in (low, high)]
    left_out = [c.args[1] for c in given if isinstance(c, sp.Ne) and c.args[0] == x]
    broken = any(low <= place <= high for place in left_out) or areas.gaps(f, x, low, high)
    inside = [float(low + (high - low) * Rational(k, TRIED)) for k in range(1, TRIED)]
    missing = None in values or any(v != v for v in columns(f, x, inside))
    if low == high or missing or broken:
        raise Undefined(
            "not-continuous",
            f"Bisection needs a function that is continuous from {low} to {high}, with a value at both ends.",
            fix="Choose an interval inside the domain of the function.",
        )
    left, right = (float(v) for v in values if v is not None)
    if not left * right < 0:
        raise Undefined(
            "no-change-of-sign",
            f"At {x} = {low} and {x} = {high} the function does not have different signs, "
            "so bisection cannot begin.",
            fix="Choose two places where the function has different signs.",
        )
    return {"a": low, "b": high, "n": halvings.needed(problem, high - low, USUAL, MOST)}


def _is_kink(condition: Basic, f: Expr, x: Symbol) -> bool:
    """Whether this leaves out a place with a value and without a slope, such as 0 for |x|."""
    left, place = condition.args
    return isinstance(condition, sp.Ne) and left == x and value_at(f, {x: place}) is not None


def make(rng: Random, level: int) -> dict[str, Any]:
    """A square root, or a root that a middle hits; a cubic; an equation with a cosine or a power of e."""
    x = Symbol("x")
    if level == 1:
        square = rng.choice((2, 3, 5, 6, 7, 8, 10))
        if rng.random() < 0.3:
            high = Integer(square * rng.choice((1, 2)))
            return {"f": 2 * x - square, "a": ZERO, "b": high, "n": Integer(4)}
        low = int(square**0.5)
        return {"f": x**2 - square, "a": Integer(low), "b": Integer(low + 1), "n": Integer(4)}
    if level == 2:
        c = rng.randint(1, 9)
        tolerance = Rational(1, rng.choice((10, 20, 50)))
        return {"f": x**3 + x - c, "a": ZERO, "b": Integer(3), "tolerance": tolerance}
    k = rng.randint(2, 9)
    f = rng.choice((sp.cos(x) - x / k, sp.exp(x) - k - x / 2))
    return {"f": f, "a": ZERO, "b": Integer(3), "n": Integer(20)}


def goals(problem: Problem, found: Outcome) -> tuple[tuple[str, Claim], ...]:
    return found.goals


def figures(problem: Problem, found: Outcome) -> tuple[Figure, ...]:
    if found.run is None:
        return ()
    marks = iteration_pictures.intervals(problem.f, found.x, found.run)
    claim = dict(found.goals)["iterates"]
    return (Figure("halved_intervals", claim, marks, str(found.x)),) if marks else ()


BISECTION = "{bisection|the bisection method|bisection method|interval halving}"
INTERVAL = "{ on | in | for }\\[{a}{, |,}{b}\\]"
UP_TO = (
    "{ with tolerance | with a tolerance of |, tolerance |, tolerance = |, tolerance: |, tol = |, tol=| with tol = "
    "| with tol=| to within | accurate to within | accurate to | within | with accuracy | with an accuracy of | to an accuracy of | with precision "
    "| with error less than | with an error less than | with an error of less than | with error at most "
    "| with an error of at most | with an error at most | until the error is less than | until the error is at most "
    "| until the interval is shorter than | until the interval is smaller than }"
)
STEPS = (
    "[{, | and | for | with | in |, n = }{n}[ steps| step| iterations| iteration]|"
    + UP_TO
    + "{tolerance}]"
)
TOPIC = Topic(
    id="calculus.bisection",
    covers=("calc.newton",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="cos(x) - x"),
        NumberInput(name="a", about="the left end", example="0"),
        NumberInput(name="b", about="the right end", example="1"),
        NumberInput(
            name="n",
            about="the number of steps, 10 if nothing is said",
            example="5",
            minimum=ONE,
            maximum=MOST,
            whole=True,
            optional=True,
        ),
        NumberInput(
            name="tolerance",
            about="the length that the interval shall not exceed in the end, instead of a number of steps",
            example="0.01",
            minimum=ZERO,
            open_below=True,
            optional=True,
        ),
    ),
    phrases=(
        "[use |apply |do ]" + BISECTION + "{ for | on | of |: | to }{f}" + INTERVAL + STEPS,
        "[use |apply |do ]"
        + BISECTION
        + "{ for | on | of |: }{f} between {a} and {b}[, {n} steps]",
        "[use |apply |do ]"
        + BISECTION
        + "{ to find | to approximate | to estimate }{a |the }{root|zero|solution}{ of | to }"
        "{f}[ = 0]{ between | between x = }{a}{ and | and x = }{b}" + STEPS,
        "[use |apply |do ]"
        + BISECTION
        + "{ to find | to approximate | to estimate }{a |the }{root|zero|solution}{ of | to }"
        "{f}[ = 0]" + INTERVAL + STEPS,
        "{find the root of |find a root of |find the zero of |solve |root of }{f}[ = 0]"
        "{ by | with | using }" + BISECTION + INTERVAL + STEPS,
        "{find the root of |find a root of |find the zero of |solve |root of }{f}[ = 0]"
        + INTERVAL
        + "{ by | with | using }"
        + BISECTION
        + STEPS,
    ),
    methods={"halving": by_halving},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
