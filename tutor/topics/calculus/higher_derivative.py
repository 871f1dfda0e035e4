"""Second and higher derivatives of a function of one variable.

Each derivative is a function again, so it can be differentiated once more.  The
result is tidied before the next round, since every term that is left over doubles
the work.  The conditions of all rounds hold together.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from random import Random
from typing import Any

from sympy import Derivative, Expr, Integer, Mul, Symbol, Tuple, expand

from tutor.core.claims import Claim, Conditions, DerivativeOf, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, ExpressionInput, NumberInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import function_pictures, nice_functions, zeros_of_bars
from tutor.kit.calculus.derivative import Differentiation, conditions_of, derivative_of
from tutor.kit.calculus.one_variable import letter_to_differentiate
from tutor.kit.domain import combined, holds_at, refuse_empty
from tutor.kit.ordinals import ORDINALS
from tutor.kit.real_values import value_at
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import equation

LARGEST = 20  # of the orders: each is a step of its own
ORDERS = {  # what a person may call the order of a derivative
    **{str(k): str(k) for k in range(2, LARGEST + 1)},
    **{f"{k}th": str(k) for k in range(4, LARGEST + 1)},
    **{f"({k})": str(k) for k in range(2, LARGEST + 1)},
    **{name: str(k) for k, name in enumerate(ORDINALS[1:], start=2)},
    **{"'" * k: str(k) for k in range(2, 6)},
    "2nd": "2",
    "3rd": "3",
    "twice": "2",
    **{f"{name} times": str(k) for k, name in enumerate(("three", "four", "five"), start=3)},
}


@dataclass(frozen=True, slots=True)
class Found:
    """The last derivative, where it holds, and its value at the point, if one was given.

    A constant derivative has no value of its own at the point.
    """

    claim: Equal
    value: Substituted | None = None


def by_repetition(problem: Problem) -> Generator[Step, None, Found]:
    f, x, a = problem.f, problem.x, problem.at
    current, given = f, ()
    for k in range(int(problem.order)):
        found = _differentiated(current, x, "differentiate_again" if k else "differentiate_once")
        yield found
        _, _, result, where = found.shown.values()
        where = yield from zeros_of_bars.include(current, x, result, where)
        current, given = result, combined(given, where)
    claim = Equal(Derivative(f, (x, int(problem.order))), current, given)
    yield step("state_derivative", claim)
    if a is None or not current.has(x):
        return Found(claim)
    inserted = Substituted(current, Tuple(equation(x, a)), _value(current, given, x, a))
    yield step("insert_point", inserted)
    return Found(claim, inserted)


def _differentiated(f: Expr, x: Symbol, rule: str) -> Step:
    """One derivative, tidied, with its rules below it."""
    tree = Differentiation(x, f).of(f)
    result, given = derivative_of(tree), conditions_of(tree)
    derivative = _in_two_factors(tidy(result), x)
    tidied = step("tidy_derivative", Equal(result, derivative, given))
    below = [tree] if derivative == result else [tree, tidied]
    if not tree.substeps and derivative == result:
        below = []
    return step(rule, DerivativeOf(f, x, derivative, given), substeps=below)


def _in_two_factors(f: Expr, x: Symbol) -> Expr:
    """A product with its polynomials multiplied out, so that the next product rule is short."""
    factors = Mul.make_args(f)
    plain = [factor for factor in factors if factor.is_polynomial(x)]
    rest = [factor for factor in factors if factor not in plain]
    return Mul(expand(Mul(*plain)), *rest)


def _value(f: Expr, given: Conditions, x: Symbol, a: Expr) -> Expr:
    value = value_at(f, {x: a}) if all(holds_at(c, x, a) for c in given) else None
    if value is None:
        raise Undefined(
            "rules-say-nothing",
            f"The rules give no value of this derivative at {x} = {a}.",
            fix="Choose another point, or ask whether the function is differentiable there.",
        )
    return value


def complete(problem: Problem) -> dict[str, Any]:
    f, x, order = problem.f, letter_to_differentiate(problem.f, problem.x), ORDERS[problem.order]
    if problem.at is not None and value_at(f, {x: problem.at}) is None:
        raise Undefined(
            "outside-domain",
            f"The function has no value at {x} = {problem.at}, so it has no derivative there.",
            fix="Choose a point where the function is defined.",
        )
    refuse_empty(conditions_of(Differentiation(x, f).of(f)))
    return {"x": x, "order": order}


def make(rng: Random, level: int) -> dict[str, Any]:
    f, x = nice_functions.to_differentiate_again(rng, level), nice_functions.X
    order = str(rng.choice((2, 2, 3) if level < 3 else (3, 4)))
    places = [Integer(k) for k in (1, 2) if f.subs(x, k).is_finite]
    asked = rng.random() < 0.3 and places
    return {"f": f, "order": order, "x": x, "at": rng.choice(places) if asked else None}


def goals(problem: Problem, found: Found) -> tuple[tuple[str, Claim], ...]:
    last = (("derivative", found.claim),)
    return last if found.value is None else (*last, ("value", found.value))


def figures(problem: Problem, found: Found) -> tuple[Figure, ...]:
    if problem.f.free_symbols - {problem.x}:
        return ()
    order = int(problem.order)
    label = "f" + "'" * order if order < 4 else f"derivative {order}"
    marks = function_pictures.with_derivative(problem.f, found.claim.after, problem.x, label)
    return (Figure("function_and_derivative", found.claim, marks, str(problem.x)),) if marks else ()


ASK = "[find|compute|calculate|determine|what is] [the]"
AT = "[at [the point] {at}|at [the point] {x}{ = |=}{at}]"
TOPIC = Topic(
    id="calculus.higher_derivative",
    covers=(),
    inputs=(
        ChoiceInput(name="order", about="which derivative", example="second", options=ORDERS),
        ExpressionInput(name="f", about="the function to differentiate", example="x^3 e^x"),
        SymbolsInput(
            name="x", about="the variable, if there are several letters", example="x", optional=True
        ),
        NumberInput(
            name="at", about="a point at which the derivative is wanted", example="2", optional=True
        ),
    ),
    phrases=(
        f"{ASK} {{order}} derivative of {{f}} {AT}",
        f"{ASK} {{order}} derivative of {{f}} {{with respect to|wrt|w.r.t.}} {{x}} {AT}",
        f"{ASK} {{order}} order derivative of {{f}} {AT}",
        f"{ASK} derivative of {{f}} of order {{order}}",
        *(
            form.replace("NAME", name)
            for name in "fgh"
            for form in (
                "NAME({x}){ = |=}{f}{, |; |. }[find|compute|what is] NAME{order}({x})",
                "{let|if|given} NAME({x}){ = |=}{f}{, |; |. }{find|compute|what is} NAME{order}({x})",
                "[let|if|given] NAME({x}){ = |=}{f}{, |; |. }[find|compute|what is] NAME{order}({at})",
                "[find|compute|what is] NAME{order}({x}) {for|if|when|where} NAME({x}){ = |=}{f}",
                "[find|compute|what is] NAME{order}({at}) {for|if|when|where} NAME({x}){ = |=}{f}",
            )
        ),
        "[find|compute|what is] f{order}[({x})] {of|for} {f}",
        "differentiate {f} {order}",
        *(
            form.replace("NAME", name)
            for name in "fyzgh"
            for form in (
                "NAME{ = |=}{f}{, |; |. }[find|compute|what is] NAME{order}",
                "[find|compute|what is] NAME{order} {for|if|when|where} NAME{ = |=}{f}",
            )
        ),
    ),
    bare=("higher derivative",),
    methods={"repetition": by_repetition},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
