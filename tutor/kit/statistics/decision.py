"""How a test decides: by the p-value, by the critical value, or by the interval.

The p-value is the probability, if the null hypothesis is true, of a statistic
at least as extreme as the one seen.  The critical value is the point whose tail
has the significance level as its probability.  The null hypothesis is rejected
if the p-value is at most the level, which is the same as a statistic at or
beyond the critical value, and the same as an interval that leaves the
hypothesised value out.  A test may follow any of the three ways; the other two
then confirm it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

from sympy import Abs, Eq, Expr, Gt, Lt, Ne, Rational, Symbol, Tuple
from sympy.core.symbol import Str

from tutor.core.claims import Choice, Compared, Equal, Quantile, TailProbability
from tutor.core.expr import Distribution, Hypothesis
from tutor.core.inputs import ChoiceInput, Input, NumberInput, TextInput
from tutor.core.step import Step, collect, step
from tutor.kit import distributions
from tutor.kit.distributions import SMALLEST_LEVEL
from tutor.kit.statistics.sample import Limits
from tutor.kit.unevaluated import divided

TAILS = {  # what a person may call the tail of a test
    **dict.fromkeys(("two", "two-sided", "two-tailed", "different", "different from"), "two"),
    **dict.fromkeys(("not equal", "!=", "≠"), "two"),
    **dict.fromkeys(("left", "less", "less than", "lower", "below", "smaller", "<"), "left"),
    **dict.fromkeys(("right", "greater", "greater than", "higher", "above", "more", ">"), "right"),
}
HYPOTHESES = {  # the rule that states them, and the relation of the alternative
    "two": ("state_two_sided_hypotheses", Ne),
    "left": ("state_left_sided_hypotheses", Lt),
    "right": ("state_right_sided_hypotheses", Gt),
}
alpha = Symbol("alpha")
Steps = Generator[Step, None, None]

INPUTS: tuple[Input, ...] = (
    ChoiceInput(
        name="tail",
        about="the side on which the alternative hypothesis lies",
        example="two",
        default="two",
        options=TAILS,
    ),
    NumberInput(
        name="alpha",
        about="the significance level",
        example="5%",
        default=Rational(1, 20),
        minimum=SMALLEST_LEVEL,
        maximum=1 - SMALLEST_LEVEL,
    ),
    TextInput(
        name="subject",
        about="what is measured, for the closing sentence",
        example="the mean sleep of New Yorkers",
        optional=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A statistic, its p-value and critical value, and how they compare.

    `by_p_value` compares the p-value with the level, `by_critical_value` the
    statistic with the critical value, and `in_numbers` its rounded value.
    """

    level: Rational
    p_value: TailProbability
    critical: Quantile
    by_p_value: Compared
    by_critical_value: Compared
    in_numbers: Compared
    rejects: bool


def decide(
    distribution: Distribution, statistic: Expr, name: Symbol, tail: str, level: Rational
) -> Decision:
    """The decision on a `statistic`, which the claims call `name`, at significance `level`."""
    p = distributions.tail_probability(distribution, statistic, name, tail, apart_from=level)
    size = abs(statistic) if tail == "two" else statistic
    quantile_level = {"two": 1 - level / 2, "left": level, "right": 1 - level}[tail]
    critical = distributions.quantile(distribution, quantile_level, apart_from=size)
    rejects = bool(p.value <= level)
    beyond = ("<=" if rejects else ">") if tail == "left" else (">=" if rejects else "<")
    rounded = distributions.approximates(size, apart_from=critical.value)
    return Decision(
        level,
        p,
        critical,
        Compared(p.value if p.value else p.tolerance, "<=" if rejects else ">", level),
        Compared(Abs(name) if tail == "two" else name, beyond, critical.value),
        Compared(rounded.value, beyond, critical.value),
        rejects,
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """What a test is put together from: its decision, the hypothesised `value` with its `name`, and
    two pieces of work."""

    decision: Decision
    value: Rational
    name: Symbol
    find_statistic: Callable[[], Steps]
    find_limits: Callable[[], Generator[Step, None, Limits]]


Order = Callable[[Parts], Generator[Step, None, Limits]]


def by_p_value(test: Parts) -> Generator[Step, None, Limits]:
    decision = test.decision
    yield from test.find_statistic()
    yield from find_p_value(decision)
    yield step("decide_by_p_value", *with_level(decision.by_p_value))
    parts, _ = collect(find_critical_value(decision))
    compared = decision.by_critical_value, decision.in_numbers
    yield step("decide_by_critical_value", *compared, substeps=parts)
    parts, limits = collect(test.find_limits())
    yield from side_of_interval(limits, test, parts)
    return limits


def by_critical_value(test: Parts) -> Generator[Step, None, Limits]:
    decision = test.decision
    yield from test.find_statistic()
    yield from find_critical_value(decision)
    yield step("decide_by_critical_value", decision.by_critical_value, decision.in_numbers)
    parts, _ = collect(find_p_value(decision))
    yield step("decide_by_p_value", *with_level(decision.by_p_value), substeps=parts)
    parts, limits = collect(test.find_limits())
    yield from side_of_interval(limits, test, parts)
    return limits


def by_interval(test: Parts) -> Generator[Step, None, Limits]:
    decision = test.decision
    yield from find_critical_value(decision)
    limits = yield from test.find_limits()
    yield from side_of_interval(limits, test)
    statistic, _ = collect(test.find_statistic())
    p_value, _ = collect(find_p_value(decision))
    yield step(
        "decide_by_p_value", *with_level(decision.by_p_value), substeps=(*statistic, *p_value)
    )
    return limits


ORDERS: dict[str, Order] = {
    "p_value": by_p_value,
    "critical_value": by_critical_value,
    "interval": by_interval,
}


def hypotheses(parameter: Symbol, value: Expr, tail: str, subject: str = "") -> tuple[Choice, ...]:
    """The null and the alternative hypothesis and, if it was given, what is measured."""
    _, relation = HYPOTHESES[tail]
    null, alternative = Eq(parameter, value), relation(parameter, value)
    pair = Choice(Tuple(Hypothesis("H_0", null), Hypothesis("H_1", alternative)))
    return (pair, Choice(Str(subject))) if subject else (pair,)


def find_p_value(decision: Decision) -> Steps:
    rules = {"two": "find_two_tails", "left": "find_left_tail", "right": "find_right_tail"}
    yield step(rules[decision.p_value.tail], decision.p_value)


def find_critical_value(decision: Decision) -> Steps:
    tail = decision.p_value.tail
    if tail == "two":
        yield step("split_level", Equal(1 - divided(alpha, 2), decision.critical.level))
    elif tail == "right":
        yield step("take_level_from_one", Equal(1 - alpha, decision.critical.level))
    yield step("find_critical_value", decision.critical)


def with_level(compared: Compared) -> tuple[Compared, Compared]:
    """A comparison with the number of the significance level, and with the level by name."""
    return compared, Compared(compared.left, compared.relation, alpha)


def side_of_interval(limits: Limits, test: Parts, parts: tuple[Step, ...] = ()) -> Steps:
    """Whether the interval, found in `parts`, holds the hypothesised value; both ends are compared.

    The rounded numbers are compared, which the reader sees, and then what they stand for.
    """
    tail, value, (low, high) = test.decision.p_value.tail, test.value, limits
    if test.decision.rejects:
        above = tail == "left" or (tail == "two" and value >= high.value)
        limit, relation = (high, ">=") if above else (low, "<=")
        outside = Compared(value, relation, limit.value), Compared(test.name, relation, limit.exact)
        yield step("find_value_outside", *outside, substeps=parts)
        return
    above_low = Compared(low.value, "<", value), Compared(low.exact, "<", test.name)
    below_high = Compared(value, "<", high.value), Compared(test.name, "<", high.exact)
    if tail == "two":
        yield step("find_value_above_lower_limit", *above_low, substeps=parts)
        yield step("find_value_below_upper_limit", *below_high)
    else:
        one = below_high if tail == "left" else above_low
        yield step("find_value_inside", *one, substeps=parts)
