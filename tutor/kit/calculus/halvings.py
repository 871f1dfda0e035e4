"""How often an interval has to be halved until it is no longer than a tolerance."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, Integer, Symbol, ceiling, log

from tutor.core.claims import Compared, Defines, Equal
from tutor.core.errors import OverLimit, Undefined
from tutor.core.step import Step, step
from tutor.core.topic import Problem
from tutor.core.written import written
from tutor.kit.calculus.iteration_ends import Goals
from tutor.kit.unevaluated import MINUS, added, over, power

TWO = Integer(2)


def name_apart_from(x: Symbol, usual: str, other: str) -> Symbol:
    """A name, or another one if the function has it as its letter."""
    return Symbol(usual if str(x) != usual else other)


def needed(problem: Problem, length: Expr, usual: Integer, most: Integer) -> Integer:
    """The number of steps: as given, the smallest that the tolerance allows, or the usual one.

    Raises `Undefined` if it is given twice or none is needed, and `OverLimit` beyond the most.
    """
    tolerance = problem.tolerance
    if tolerance is None:
        return usual if problem.n is None else problem.n
    count = Integer(ceiling(log(length / tolerance, 2)))
    if count < 1:
        raise Undefined(
            "tolerance",
            f"The interval has the length {written(length)}, which is within the tolerance already.",
            fix="Give a smaller tolerance.",
        )
    if problem.n not in (None, count):
        raise Undefined(
            "tolerance",
            f"The tolerance {written(tolerance)} needs {count} steps, and {problem.n} are asked for.",
            fix="Give the number of steps or the tolerance, not both.",
        )
    if count > most:
        raise OverLimit(
            "steps",
            f"The tolerance {written(tolerance)} needs {count} steps. The limit is {most}.",
            fix="Give a larger tolerance, or a shorter interval.",
        )
    return count


def count(problem: Problem, x: Symbol) -> Generator[Step, None, Goals]:
    """The length of the interval after the last step and before it, beside the tolerance."""
    if problem.tolerance is None:
        return ()
    length, steps = name_apart_from(x, "d", "D"), name_apart_from(x, "n", "N")
    yield step("name_length", Defines(length, problem.b - problem.a))
    yield step("name_count", Defines(steps, problem.n))
    last, before = (over(length, power(TWO, k)) for k in (steps, added(steps, MINUS)))
    yield step("work_out_length", Equal(last, (problem.b - problem.a) / TWO**problem.n))
    enough = Compared(last, "<=", problem.tolerance)
    too_few = Compared(before, ">", problem.tolerance)
    yield step("see_enough_steps", enough)
    yield step("see_fewer_are_too_few", too_few)
    return ("enough", enough), ("needed", too_few)
