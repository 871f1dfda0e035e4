"""Maximum likelihood for a uniform distribution: the smallest and the largest value.

The density is one over the length of the interval, and zero outside of it.  The
shorter the interval, the larger the likelihood, so no derivative is ever zero;
but the interval must hold all values.  The maximum lies at the edge of what is
possible, where the interval just reaches the outermost values.  If the length is
known, the likelihood is the same wherever the interval holds all values.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from random import Random
from typing import Any, NamedTuple

from sympy import Basic, Eq, Expr, Integer, Max, Min, Product, Rational, Symbol, Tuple, log

from tutor.core.claims import (
    Claim,
    Compared,
    Defines,
    DerivativeOf,
    Equal,
    Extremum,
    SolutionSet,
)
from tutor.core.errors import Undefined
from tutor.core.figure import Curve, Dots, Figure
from tutor.core.inputs import ChoiceInput, DataInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.statistics import curves
from tutor.kit.statistics.sample import i, n

L, a, b, theta = (Symbol(name) for name in ("L", "a", "b", "theta"))
SUPPORTS = {
    **dict.fromkeys(("both", "(a, b)", "a, b"), "both"),
    **dict.fromkeys(("from_zero", "(0, theta)", "0, theta"), "from_zero"),
    **dict.fromkeys(("shifted", "(theta, theta + 1)"), "shifted"),
    **dict.fromkeys(("centred", "(theta - 1/2, theta + 1/2)"), "centred"),
}
HALF = Rational(1, 2)
PLACED = {"shifted": (Integer(0), Integer(1)), "centred": (-HALF, HALF)}  # ends, from theta on


class End(NamedTuple):
    """An unknown end of the interval, the outermost value on its side, and how that is found."""

    name: Symbol
    value: Expr
    outermost: Expr
    rises: bool  # whether the likelihood grows with it

    @property
    def reaches(self) -> Basic:
        """That the interval holds the values on this side."""
        return self.name <= self.value if self.rises else self.name >= self.value


class Interval(NamedTuple):
    """The unknown ends of the interval, and its length in them."""

    ends: tuple[End, ...]
    length: Expr
    size: Integer

    @property
    def density(self) -> Expr:
        return 1 / self.length

    @property
    def likelihood(self) -> Expr:
        return self.length**-self.size

    @property
    def given(self) -> tuple[Basic, ...]:
        """That the interval has a length."""
        return (theta > 0,) if len(self.ends) == 1 else (a < b,)


def interval(problem: Problem) -> Interval:
    values = problem.data.args
    high = Max(*values, evaluate=False)
    size = Integer(len(values))
    if problem.support == "from_zero":
        return Interval((End(theta, max(values), high, rises=False),), theta, size)
    low = End(a, min(values), Min(*values, evaluate=False), rises=True)
    return Interval((low, End(b, max(values), high, rises=False)), b - a, size)


class Moved(NamedTuple):
    """An interval of length 1 that only its place is unknown of: where theta may lie."""

    low: Expr
    high: Expr

    @property
    def given(self) -> tuple[Basic, ...]:
        return (theta >= self.low, theta <= self.high)


def moved(problem: Problem) -> Moved:
    left, right = PLACED[problem.support]
    return Moved(max(problem.data) - right, min(problem.data) - left)


def by_edge(problem: Problem) -> Generator[Step, None, Interval | Moved]:
    if problem.support in PLACED:
        return (yield from _move(problem))
    return (yield from _shrink(problem))


def _move(problem: Problem) -> Generator[Step, None, Moved]:
    """The likelihood is the same wherever the interval holds all values."""
    values, (left, right), found = problem.data.args, PLACED[problem.support], moved(problem)
    yield step("name_left_end", Defines(a, theta + left))
    yield step("name_right_end", Defines(b, theta + right))
    yield step("find_smallest_value", Equal(Min(*values, evaluate=False), min(values)))
    yield step("find_largest_value", Equal(Max(*values, evaluate=False), max(values)))
    yield step("multiply_ones", Equal(1 / (b - a), Integer(1)))
    for rule, end, value, place in (
        ("reach_largest_value", theta + right, max(values), found.low),
        ("reach_smallest_value", theta + left, min(values), found.high),
    ):
        reached = Tuple(Eq(end, value, evaluate=False))
        yield step(rule, SolutionSet(reached, Tuple(theta), Tuple(Tuple(place))))
    first, last = ends_of(found)
    yield step("see_same_likelihood", first, *([last] if last != first else []))
    return found


def ends_of(found: Moved) -> tuple[Extremum, Extremum]:
    """The first and the last place where the likelihood is largest."""
    one, names = Integer(1), Tuple(theta)
    first, last = (
        Extremum(one, names, Tuple(), Tuple(end), one, "maximum", found.given) for end in found
    )
    return first, last


def _shrink(problem: Problem) -> Generator[Step, None, Interval]:
    found = interval(problem)
    yield step("count_values", Defines(n, found.size))
    yield step("multiply_equal_densities", Defines(L, Product(found.density, (i, 1, n))))
    for end in found.ends:
        rule = "find_smallest_value" if end.rises else "find_largest_value"
        yield step(rule, Equal(end.outermost, end.value))
    yield step("collect_densities", Equal(L, found.likelihood, found.given))
    objective = -found.size * log(found.length)
    yield step("take_logarithm_of_power", Equal(log(L), objective, found.given))
    for end in found.ends:
        slope = objective.diff(end.name)
        yield step("differentiate_by_end", DerivativeOf(objective, end.name, slope, found.given))
        sign = ">" if end.rises else "<"
        never = SolutionSet(
            Tuple(Eq(slope, 0, evaluate=False)), Tuple(end.name), Tuple(), found.given
        )
        rule = "see_growth" if end.rises else "see_decline"
        yield step(rule, Compared(slope, sign, Integer(0), found.given), never)
    yield step("shrink_to_values", maximum(found))
    return found


def maximum(found: Interval) -> Extremum:
    point = Tuple(*(end.value for end in found.ends))
    names = Tuple(*(end.name for end in found.ends))
    value = found.likelihood.xreplace(dict(zip(names, point, strict=True)))
    given = tuple(end.reaches for end in found.ends)
    return Extremum(found.likelihood, names, Tuple(), point, value, "maximum", given)


def complete(problem: Problem) -> Mapping[str, Any]:
    values, support = problem.data.args, SUPPORTS[problem.support]
    if support in PLACED:
        if max(values) - min(values) > 1:
            raise Undefined(
                "outside-support",
                f"The values {min(values)} and {max(values)} are further apart than 1, so no such interval "
                "holds both.",
                fix="Check the values, or ask for a and b, the ends of an interval of unknown length.",
            )
        return {"support": support}
    if support == "from_zero" and min(values) < 0:
        raise Undefined(
            "outside-support",
            f"{min(values)} cannot be a value of a uniform distribution on (0, theta).",
            fix="Every value is at least 0. For both ends unknown, ask for a and b.",
        )
    if max(values) == (0 if support == "from_zero" else min(values)):
        raise Undefined(
            "no-maximum",
            "There is no maximum likelihood estimate: the interval can shrink to one point, and the "
            "likelihood grows without bound.",
            fix="Give at least two different values."
            if support == "both"
            else "Give at least one value above 0.",
        )
    return {"support": support}


def make(rng: Random, level: int) -> dict[str, Any]:
    if level == 2 and rng.random() < HALF:
        tenths = [0, 10, *rng.sample(range(1, 10), 2)][rng.randint(0, 1) :]
        support, start = rng.choice(tuple(PLACED)), rng.randint(1, 9)
        return {"support": support, "data": Tuple(*(start + Rational(k, 10) for k in tenths))}
    support = "from_zero" if level == 1 else "both"
    values = rng.sample(range(1, 20), level + 2)
    scale = 10 if level == 3 else 1
    return {"support": support, "data": Tuple(*(Rational(v, scale) for v in values))}


def goals(problem: Problem, found: Interval | Moved) -> tuple[tuple[str, Claim], ...]:
    if isinstance(found, Moved):
        first, last = ends_of(found)
        return (("maximum", first), *([("last", last)] if last != first else []))
    return (("maximum", maximum(found)),)


def figures(problem: Problem, found: Interval | Moved) -> tuple[Figure, ...]:
    if isinstance(found, Moved):
        low, high = map(float, found)
        outside = (((low - 1, 0.0), (low, 0.0)), ((high, 0.0), (high + 1, 0.0)))
        shown: tuple[Curve | Dots, ...] = (
            *(Curve(part, "") for part in outside),
            Curve(((low, 1.0), (high, 1.0)), "likelihood"),
            *(Curve(((end, 0.0), (end, 1.0)), "", "muted", dashed=True) for end in (low, high)),
            Dots(((low, 1.0), (high, 1.0))),
        )
        return (
            Figure("likelihood_with_plateau", ends_of(found)[0], shown, theta.name, "likelihood"),
        )
    if len(found.ends) > 1:
        return ()
    high, size = float(found.ends[0].value), int(found.size)
    falls = curves.sampled(lambda t: (high / t) ** size, high, 2 * high)
    marks = (
        Curve(((0.0, 0.0), (high, 0.0)), "likelihood"),
        Curve(falls, ""),
        Curve(((high, 0.0), (high, 1.0)), "", "muted", dashed=True),
        Dots(((high, 1.0),), label="maximum"),
    )
    return (Figure("likelihood_with_jump", maximum(found), marks, theta.name, "share of largest"),)


TOPIC = Topic(
    id="statistics.uniform_likelihood",
    covers=("stat.mle_uniform",),
    inputs=(
        DataInput(name="data", about="the sample", example="4, 9, 5"),
        ChoiceInput(
            name="support",
            about="the interval of the uniform distribution",
            example="both",
            default="both",
            options=SUPPORTS,
        ),
    ),
    phrases=("{mle|maximum likelihood} of uniform from {data}",),
    bare=("uniform likelihood",),
    methods={"edge": by_edge},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=True,
)
