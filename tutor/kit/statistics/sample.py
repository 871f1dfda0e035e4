"""What a sample says: its size, its mean, its standard deviation and the standard error.

The mean adds the values and divides by n.  The standard deviation adds the
squared deviations from the mean, divides by n - 1 and takes the root.  The
standard error of the mean is the standard deviation divided by the root of n.
A summary (n, mean, standard deviation) may stand in for the values.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from random import Random

from sympy import Add, Expr, IndexedBase, Integer, Mul, Pow, Rational, Sum, Symbol, Tuple

from tutor.core.claims import Approximates, Compared, Defines, Equal
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.inputs import DataInput, Input, NumberInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem
from tutor.kit import distributions
from tutor.kit.unevaluated import divided

n, i = Symbol("n"), Symbol("i")
xbar, s, se = Symbol("xbar"), Symbol("s"), Symbol("se")
x = IndexedBase("x")
WRITTEN_OUT = 12  # so many values still fit one line
LARGE = Integer(30)  # from this size on, t procedures bear data that is not normal
WHOLE_DEVIATION = (  # deviations of nine values whose standard deviation is 2 or 3
    (-3, -2, -2, -1, 1, 1, 2, 2, 2),
    (-3, -2, -1, -1, 0, 0, 2, 2, 3),
    (-4, -1, -1, 0, 0, 0, 1, 2, 3),
    (-4, -3, -2, -1, -1, 0, 3, 4, 4),
    (-4, -4, -3, 0, 1, 1, 2, 3, 4),
)

INPUTS: tuple[Input, ...] = (
    DataInput(name="data", about="the sample", example="5.1, 4.9, 5.6, 5.2", optional=True),
    NumberInput(
        name="n",
        about="the number of values",
        example="25",
        optional=True,
        whole=True,
        minimum=Integer(1),
        maximum=Integer(10**6),
    ),
    NumberInput(name="xbar", about="the sample mean", example="7.73", optional=True),
    NumberInput(
        name="s",
        about="the sample standard deviation (divisor n - 1)",
        example="0.77",
        optional=True,
        minimum=Integer(0),
    ),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Size, mean and the square of the standard deviation (divisor n - 1)."""

    size: Integer
    mean: Expr
    variance: Expr

    @property
    def deviation(self) -> Expr:
        return root(self.variance)

    @property
    def error(self) -> Expr:
        """The standard error of the mean."""
        return root(self.variance / self.size)


Limits = tuple[Approximates, Approximates]  # the lower and the upper one


def check(problem: Problem) -> Sample:
    """The sample of a problem; raises a `TutorError` where it has no standard deviation."""
    sample = _sample(problem)
    if sample.size == 1:
        raise Undefined(
            "n-too-small",
            "There is one value. The standard deviation divides by n - 1 = 0, so it is undefined.",
            fix="Give at least two values.",
        )
    if sample.variance == 0:
        raise Undefined(
            "zero-variance",
            "The standard deviation is zero: all values are equal. "
            "The standard error is zero too, and nothing can be divided by it.",
            fix="Check the values. A t procedure needs values that vary.",
        )
    return sample


def _sample(problem: Problem) -> Sample:
    if problem.data is not None:
        counted = problem.n is None or problem.n == len(problem.data)
        if not counted or problem.xbar is not None or problem.s is not None:
            raise NotUnderstood(
                "data-and-summary",
                "There is data and a summary of data.",
                fix="Give either the values, or n, xbar and s.",
            )
        size, values = len(problem.data), problem.data.args
        if letter := next((v for v in values if not v.is_Rational), None):
            raise NotUnderstood(
                "letter-for-number",
                f"The data must be numbers. {letter} is none.",
                fix="For example data = 5.1, 4.9, 5.6.",
            )
        mean = Add(*values) / size
        squares = Add(*((v - mean) ** 2 for v in values))
        return Sample(Integer(size), mean, squares / max(size - 1, 1))
    missing = [name for name in ("n", "xbar", "s") if getattr(problem, name) is None]
    if missing == ["s"] and problem.n == 1:
        return Sample(problem.n, problem.xbar, Integer(0))
    if missing:
        raise NotUnderstood(
            "missing-input",
            "The sample is missing." if len(missing) == 3 else f"{missing[0]} is missing.",
            fix="Give the values as data, or n, xbar and s together.",
        )
    return Sample(problem.n, problem.xbar, problem.s**2)


def describe(problem: Problem) -> Generator[Step, None, Sample]:
    """Steps to n, xbar and s, each defined by its formula or taken from the summary."""
    sample = _sample(problem)
    if problem.data is None:
        yield step("note_size", Defines(n, problem.n))
        yield step("note_mean", Defines(xbar, problem.xbar))
        yield step("note_deviation", Defines(s, problem.s))
        return sample
    values, size = problem.data.args, sample.size
    short = size <= WRITTEN_OUT
    yield step("note_values", Defines(x, problem.data))
    yield step("count_values", Defines(n, sample.size))
    yield from _mean(sample, values, short)
    yield from _deviation(sample, values, short)
    return sample


def _mean(sample: Sample, values: tuple[Expr, ...], short: bool) -> Generator[Step, None, None]:
    yield step("define_mean", Defines(xbar, Mul(Sum(x[i], (i, 1, n)), Pow(n, -1))))
    total = Add(*values)
    added = Add(*values, evaluate=False)
    in_words = Equal(added, total), Equal(Sum(x[i], (i, 1, n)), added)
    add = (
        step("add_values", *in_words)
        if short
        else step("add_many_values", Equal(Sum(x[i], (i, 1, n)), total))
    )
    quotient = divided(total, sample.size)
    divide = step("divide_sum", Equal(quotient, sample.mean), Equal(xbar, quotient))
    yield step("compute_mean", Equal(xbar, sample.mean), substeps=(add, divide))


def _deviation(
    sample: Sample, values: tuple[Expr, ...], short: bool
) -> Generator[Step, None, None]:
    squares = Sum((x[i] - xbar) ** 2, (i, 1, n))
    total = sample.variance * (sample.size - 1)
    root_of = Pow(Mul(squares, Pow(n - 1, -1)), Rational(1, 2))
    yield step("define_deviation", Defines(s, root_of))
    parts = []
    if short:
        away = [v - sample.mean for v in values]
        written = [Add(v, -sample.mean, evaluate=False) for v in values]
        named = Tuple(*(x[k] - xbar for k in range(1, len(values) + 1)))
        deviations = Equal(Tuple(*written), Tuple(*away)), Equal(named, Tuple(*written))
        parts.append(step("subtract_mean", *deviations))
        added = Add(*(Pow(d, 2, evaluate=False) for d in away), evaluate=False)
        parts.append(step("add_squares", Equal(added, total), Equal(squares, added)))
    else:
        parts.append(step("add_many_squares", Equal(squares, total)))
    exact = Pow(divided(total, sample.size - 1), Rational(1, 2), evaluate=False)
    parts.append(step("insert_squares", Equal(s, exact), Equal(exact, sample.deviation)))
    if sample.deviation.is_Rational:
        yield step("compute_deviation", Equal(s, sample.deviation), substeps=tuple(parts))
    else:
        rounded = distributions.approximates(sample.deviation, s)
        yield step("round_deviation", rounded, substeps=tuple(parts))


def standard_error(sample: Sample) -> Generator[Step, None, None]:
    """Steps to the standard error of the mean, which is then named se."""
    yield step("define_standard_error", Defines(se, s / Pow(n, Rational(1, 2))))
    written = divided(sample.deviation, Pow(sample.size, Rational(1, 2), evaluate=False))
    parts = (step("insert_deviation", Equal(se, written), Equal(written, sample.error)),)
    if sample.error.is_Rational:
        yield step("compute_standard_error", Equal(se, sample.error), substeps=parts)
    else:
        rounded = distributions.approximates(sample.error, se)
        yield step("round_standard_error", rounded, substeps=parts)


def root(square: Expr) -> Expr:
    """The square root: worked out if it is rational or has letters, else one root of one number."""
    worked_out = Pow(square, Rational(1, 2))
    if worked_out.is_Rational or not square.is_Rational:
        return worked_out
    return Pow(square, Rational(1, 2), evaluate=False)


def check_conditions(sample: Sample) -> Generator[Step, None, None]:
    """The step that says when a t procedure may be trusted at this sample size."""
    small = sample.size < LARGE
    rule, relation = ("check_small_sample", "<") if small else ("check_large_sample", ">=")
    yield step(rule, Compared(n, relation, LARGE), Compared(sample.size, relation, LARGE))


def limits(
    sample: Sample, factor: Rational, sides: str, apart_from: Expr | None = None
) -> Generator[Step, None, Limits]:
    """Steps to the limits of the interval that goes `factor` standard errors from the mean.

    `sides` is `both`, `lower` or `upper`: the limits that get a step.  `apart_from`
    is a value that they will be compared with.  A large mean gets as many digits as show how far
    the limits lie from it.
    """
    margin = distributions.approximates(factor * sample.error, Mul(factor, se))
    yield step("compute_margin", margin)
    lower, upper = (
        distributions.approximates(
            sample.mean + sign * factor * sample.error,
            Add(xbar, sign * factor * se, evaluate=False),
            apart_from,
            coarsest=abs(margin.value) / 1000,
        )
        for sign in (-1, 1)
    )
    if sides != "upper":
        yield step("compute_lower_limit", lower)
    if sides != "lower":
        yield step("compute_upper_limit", upper)
    return lower, upper


def friendly(rng: Random, level: int, centre: Expr) -> Tuple:
    """A sample with a whole mean near `centre`; below level 3 with a whole standard deviation."""
    mean = centre + rng.choice((-1, 1)) * rng.randint(1, 3)
    if level < 3:
        sign = rng.choice((-1, 1))
        away = [sign * d for d in rng.choice(WHOLE_DEVIATION)]
    else:
        away = [rng.randint(-6, 6) for _ in range(rng.randint(5, 9))]
        away += [-sum(away) - 1, 1]  # these bring the mean back, and the values vary
    rng.shuffle(away)
    return Tuple(*(mean + d for d in away))


def friendly_summary(rng: Random, centre: Expr) -> dict[str, Expr]:
    """n, xbar near `centre` and s, such that the standard error is a short decimal."""
    error, size = Rational(rng.randint(1, 9), 10), rng.choice((9, 16, 25, 36))
    away = rng.choice((-1, 1)) * Rational(rng.randint(5, 35), 10)
    deviation = error * int(size**0.5)
    return {"n": Integer(size), "xbar": centre + away * error, "s": deviation}
