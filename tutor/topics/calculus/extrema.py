"""Local extrema of a function of one variable, and its smallest and largest value.

Where a function has an extremum inside its domain, its derivative is zero or
missing.  The second derivative tells a minimum from a maximum; where it is
zero, the sign of the first derivative on both sides does.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any, NamedTuple

import sympy as sp
from sympy import Expr, Integer, Symbol

from tutor.core.claims import Claim, Compared, Extremum
from tutor.core.figure import Figure
from tutor.core.inputs import ExpressionInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import bar_cases, curve_pictures, level_stretches
from tutor.kit.calculus.curve import Curve, inserted, value_of
from tutor.kit.calculus.global_extrema import Decision
from tutor.kit.calculus.level_stretches import Pieces
from tutor.kit.calculus.one_variable import the_variable
from tutor.kit.calculus.sense import ALSO_WANTED, WANTED, WORDS

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
BEND = {"local minimum": "bend_to_minimum", "local maximum": "bend_to_maximum"}
CLASSIFY = {
    "local minimum": "classify_minimum",
    "local maximum": "classify_maximum",
    "saddle": "classify_level_place",
}


class Places(NamedTuple):
    """The goals reached, and what was found at each place."""

    goals: Goals
    kinds: dict[Expr, Extremum]

    def named(self) -> Goals:
        """All goals; the second local minimum from the left is called `local_minimum_2`."""
        goals = dict(self.goals)
        for place in sorted(self.kinds, key=float):
            first = self.kinds[place].kind.replace(" ", "_")
            number = sum(name.startswith(first) for name in goals) + 1
            goals[first if number == 1 else f"{first}_{number}"] = self.kinds[place]
        return goals


def by_second_derivative(problem: Problem) -> Solution:
    curve, found = Curve(problem.f, problem.x), Places({}, {})
    yield from _find_places(curve, found)
    undecided = list(curve.sharp)
    bends = {place: value_of(curve.bend.slope, curve.x, place) for place in curve.flat}
    if any(bend is not None for bend in bends.values()):
        yield curve.bend.differentiate("differentiate_again")
    for place, bend in bends.items():
        if bend is None or float(bend) == 0:
            undecided.append(place)
            if bend is not None:
                yield inserted("find_no_bend", curve.bend.slope, curve.x, place, bend)
            continue
        if curve.bend.slope.has(curve.x):
            yield inserted("insert_in_second_derivative", curve.bend.slope, curve.x, place, bend)
        kind, relation = ("local minimum", ">") if float(bend) > 0 else ("local maximum", "<")
        decisive = Compared(bend, relation, Integer(0))
        yield from _classify(curve, place, kind, found, BEND[kind], decisive)
    if undecided:
        yield curve.show_table("make_sign_table")
        for place in sorted(undecided, key=float):
            kind = curve.kind(place)
            yield from _classify(curve, place, kind, found, CLASSIFY[kind])
    return (yield from _decide(problem, curve, found, shown=bool(undecided)))


def by_sign_table(problem: Problem) -> Solution:
    curve, found = Curve(problem.f, problem.x), Places({}, {})
    yield from _find_places(curve, found)
    yield curve.show_table("make_sign_table")
    for place in sorted([*curve.flat, *curve.sharp], key=float):
        kind = curve.kind(place)
        yield from _classify(curve, place, kind, found, CLASSIFY[kind])
    return (yield from _decide(problem, curve, found, shown=True))


def by_pieces(problem: Problem) -> Solution:
    return (yield from Pieces(problem.f, problem.x).steps(WANTED[problem.sense or "both"]))


def suits(problem: Problem) -> tuple[str, ...]:
    if level_stretches.fit(problem.f, problem.x):
        return ("pieces",)
    return "second_derivative", "sign_table"


def _find_places(curve: Curve, found: Places) -> Generator[Step, None, None]:
    derivative, flat = curve.differentiate("differentiate"), curve.find_flat()
    found.goals.update({"derivative": derivative.claims[0], "critical": flat.claims[0]})
    yield derivative
    yield flat
    yield from curve.name_flat()
    yield from curve.name_sharp()


def _classify(
    curve: Curve, place: Expr, kind: str, found: Places, rule: str, *reasons: Claim
) -> Generator[Step, None, None]:
    yield from curve.heights([place])
    found.kinds[place] = curve.extremum(place, kind)
    yield step(rule, found.kinds[place], *reasons)


def _decide(problem: Problem, curve: Curve, found: Places, *, shown: bool) -> Solution:
    goals = found.named()
    for kind in WANTED.get(problem.sense, ()):
        decision = Decision(curve, kind)
        if decision.by_signs and not shown:
            yield curve.show_table("make_sign_table")
            shown = True
        goals |= yield from decision.steps()
    return goals


def complete(problem: Problem) -> dict[str, Any]:
    x = the_variable(problem.f, problem.x)
    if not level_stretches.fit(problem.f, x):
        Curve(problem.f, x).refuse_constant()  # and what has no derivative here
    return {"x": x, "sense": WORDS.get(problem.sense)}


def make(rng: Random, level: int) -> dict[str, Any]:
    """The derivative is made first, from its zeros."""
    x = Symbol("x")
    a, b = sorted(rng.sample(range(-3, 4), 2))
    scale = rng.choice((1, -1))
    if level == 1:
        f = scale * (x**2 - 2 * a * x + rng.randint(-5, 5))
    elif level == 2:
        f = scale * (2 * x**3 - 3 * (a + b) * x**2 + 6 * a * b * x + rng.randint(-5, 5))
    elif rng.random() < 0.3:
        f = scale * (sp.Abs(x - a) + sp.Abs(x - b))
    else:
        p, q = rng.randint(2, 4), rng.randint(1, 3)
        f = scale * (x ** (p + 1) - q * (p + 1) * x**p)
    sense = rng.choice((None, None, "minimum", "maximum", "both"))
    return {"f": sp.expand(f), "x": x, "sense": sense}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    ends = None
    if "pieces" in found:  # all corners, so that the whole of each finite stretch is seen
        ends = curve_pictures.window(list(map(float, bar_cases.corners(problem.f, problem.x))))
    return curve_pictures.with_points("curve_with_extrema", problem.f, problem.x, found, ends)


TOPIC = Topic(
    id="calculus.extrema",
    covers=("calc.opt1",),
    inputs=(
        ExpressionInput(name="f", about="the function", example="x^3 - 3x"),
        SymbolsInput(name="x", about="the variable", example="x", optional=True),
        ALSO_WANTED,
    ),
    phrases=(
        "[find|what are] [all|the] {local extrema|critical points|local extrema and inflection points"
        "|turning points|stationary points|critical numbers|critical values|local maxima and minima|local minima and maxima} of {f}",
        "[find] [all|the|all the] [points|points on the curve|values of x] where the [tangent|tangent line|slope] {to|of} [the] [graph|graph of|curve] [y = |y=]{f} is {horizontal|zero}",
        "where {is|does} the {tangent|tangent line|slope} {to|of} [the] [graph of|curve] [y = |y=]{f} {horizontal|zero}",
        "[use] [the] {second derivative test|second-derivative test} {for|of|on|to} {f}",
        "[find] [the] critical points [of] {f} and {classify them|their nature}",
        "{find and classify|find, and classify|determine and classify|classify} [all|the|all the|all of the] "
        "{critical|stationary|turning} {points|point} {of|for} {f}",
        "find the local extrema and the {sense} value of {f}",
        "[find|what is|what are] [the] {sense} [value|values] of {f}",
        "{sense} {f}",
    ),
    bare=("extremum",),
    methods={
        "second_derivative": by_second_derivative,
        "sign_table": by_sign_table,
        "pieces": by_pieces,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
