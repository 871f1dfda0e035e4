"""The derivative of a function of one variable.

Look at how the function is built: a sum is differentiated term by term, a
product, a quotient and a nested function each have their rule, and the
elementary functions stand in a table.  Logarithmic differentiation takes the
logarithm first, which turns products into sums.  A product of short sums may
be multiplied out first, and a fraction is a product with a negative power.  At a point where the rules
say nothing, the difference quotient decides.
"""

from __future__ import annotations

from random import Random
from typing import Any

from sympy import Expr

from tutor.core.claims import Claim, Conditions, DerivativeOf, Equal
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, ExpressionInput, NumberInput, SymbolsInput
from tutor.core.step import step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import (
    differentiation_rules,
    function_pictures,
    logarithmic,
    nice_functions,
    rewriting,
    zeros_of_bars,
)
from tutor.kit.calculus.at_point import Found, Solution, at_point
from tutor.kit.calculus.derivative import Differentiation, conditions_of, derivative_of
from tutor.kit.calculus.inner_fractions import tidy_with_inner_fractions
from tutor.kit.calculus.one_variable import letter_to_differentiate
from tutor.kit.domain import refuse_empty
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import looks_like


def by_rules(problem: Problem) -> Solution:
    tree = Differentiation(problem.x, problem.f).of(problem.f)
    result, given = derivative_of(tree), conditions_of(tree)
    derivative = tidy_with_inner_fractions(result)
    same = Equal(result, derivative, given)
    if derivative == result:
        yield tree
    elif looks_like(result, derivative):
        yield step(tree.rule, *tree.claims, same, substeps=tree.substeps)
    else:
        yield tree
        yield step("tidy_derivative", same)
    return (yield from _concluded(problem, derivative, given))


def by_logarithm(problem: Problem) -> Solution:
    result, where = yield from logarithmic.differentiate(problem.f, problem.x)
    tree = Differentiation(problem.x, problem.f).of(problem.f)
    derivative = tidy_with_inner_fractions(derivative_of(tree))
    given = conditions_of(tree)
    claim = DerivativeOf(problem.f, problem.x, derivative, given)
    yield step("multiply_out_and_tidy", claim, Equal(result, derivative, where))
    return (yield from _concluded(problem, derivative, given))


def by_expanding(problem: Problem) -> Solution:
    whole = rewriting.multiplied_out(problem.f, problem.x)
    return (yield from _rewritten(problem, "multiply_function_out", whole, "carry_over_to_product"))


def by_negative_power(problem: Problem) -> Solution:
    product = rewriting.with_negative_power(problem.f, problem.x)
    return (yield from _rewritten(problem, "write_with_negative_power", product, "put_back_below"))


def _rewritten(problem: Problem, rewrite: str, shape: Expr, back: str) -> Solution:
    """The function in another shape is differentiated, and the result said of the one that was given."""
    usual = Differentiation(problem.x, problem.f).of(problem.f)
    derivative, given = tidy_with_inner_fractions(derivative_of(usual)), conditions_of(usual)
    yield step(rewrite, Equal(problem.f, shape, given))
    tree = Differentiation(problem.x, shape).of(shape)
    parts, result = [tree], derivative_of(tree)
    if result != derivative:
        parts.append(step("tidy_derivative", Equal(result, derivative, given)))
    yield step(back, DerivativeOf(problem.f, problem.x, derivative, given), substeps=parts)
    return (yield from _concluded(problem, derivative, given))


def _concluded(problem: Problem, derivative: Expr, given: Conditions) -> Solution:
    """Where else the formula holds, and what it says at the point of the problem."""
    given = yield from zeros_of_bars.include(problem.f, problem.x, derivative, given)
    return (yield from at_point(problem, Found(derivative, given)))


def complete(problem: Problem) -> dict[str, Any]:
    f, x = problem.f, letter_to_differentiate(problem.f, problem.x)
    if problem.at is not None and value_at(f, {x: problem.at}) is None:
        raise Undefined(
            "outside-domain",
            f"The function has no value at {x} = {problem.at}, so it has no derivative there.",
            fix="Choose a point where the function is defined.",
        )
    tree = Differentiation(x, f).of(f)
    refuse_empty(conditions_of(tree))
    by = differentiation_rules.ASKED.get(problem.by)
    differentiation_rules.demand(tree, by)
    return {"x": x, "by": by}


def suits(problem: Problem) -> tuple[str, ...]:
    f, x = problem.f, problem.x
    others = {
        "logarithmic": logarithmic.is_suited(f, Differentiation(x, f)),
        "expanding": rewriting.multiplied_out(f, x) is not None,
        "negative_power": rewriting.with_negative_power(f, x) is not None,
    }
    return ("rules", *(name for name, fits in others.items() if fits))


def make(rng: Random, level: int) -> dict[str, Any]:
    return {"f": nice_functions.to_differentiate(rng, level), "x": nice_functions.X}


def goals(problem: Problem, found: Found) -> tuple[tuple[str, Claim], ...]:
    derivative = DerivativeOf(problem.f, problem.x, found.derivative, found.given)
    return (("derivative", derivative), *found.at_point)


def figures(problem: Problem, found: Found) -> tuple[Figure, ...]:
    if problem.f.free_symbols - {problem.x}:
        return ()
    marks = function_pictures.with_derivative(problem.f, found.derivative, problem.x)
    claim = DerivativeOf(problem.f, problem.x, found.derivative, found.given)
    return (Figure("function_and_derivative", claim, marks, str(problem.x)),) if marks else ()


WHERE = "{ for| of| if| where| when| with|,|, where} [NAME = |NAME=]{f}"
AT = "[at [the point] {at}|at [the point] {x}{ = |=}{at}]"
WHEN = "{when|where|for} {x}{ = |=}{at}"
BY = "{with respect to|wrt|w.r.t.}"
USUAL = (
    f"[find|compute|calculate|determine|evaluate|what is] [the] [first] derivative of {{f}} {AT}",
    f"[find|compute|calculate|determine|what is] [the] [first] derivative of {{f}} {BY} {{x}} {AT}",
    f"{{differentiate|diff}}[.] {{f}} {AT}",
    f"{{differentiate|diff}}[.] {{f}} {BY} {{x}} {AT}",
)
SLOPE = (  # with "for" and a comma, other functions follow: those are total derivatives
    "[find|compute|calculate|determine|what is] dNAME/d{x}"
    f"{{ if| where| when| of| given| with}} NAME{{ = |=}}{{f}} {AT}",
    "[find|compute|calculate|determine|what is] \\\\frac\\{dNAME\\}\\{d{x}\\}"
    f"{{ if| for| where| when| of| given|,| with}} NAME{{ = |=}}{{f}} {AT}",
    f"[if|let|given|for] NAME{{ = |=}}{{f}}{{,|.|;}}[ then][ find| compute| calculate| what is] "
    f"{{dNAME/d{{x}}|\\\\frac\\{{dNAME\\}}\\{{d{{x}}\\}}}} {AT}",
    f"[if|let|given|for] NAME{{ = |=}}{{f}}{{,|.|;}}[ then][ find| compute| calculate| what is] dNAME/d{{x}} {WHEN}",
)
PRIMED = (  # the prime of one letter
    "[find|compute|calculate|determine|what is] NAME'[({x})]{ if| for| where| when| of| given|,| with} NAME[({x})]{ = |=}{f}",
    "[if|let|given|for] NAME[({x})]{ = |=}{f}{,|.|;}[ then][ find| compute| calculate| what is] NAME'[({x})]",
)
PARTIAL = (
    "[find|compute|what is] ∂NAME/∂{x}" + WHERE,
    r"[find|compute|what is] \\frac\{\\partial NAME\}\{\\partial {x}\}" + WHERE,
    r"[find|compute|what is] {\\partial_|∂_}{x} NAME" + WHERE,
)
TOPIC = Topic(
    id="calculus.derivative",
    covers=("calc.diff_rules", "calc.product_quotient", "calc.chain_rule"),
    inputs=(
        ExpressionInput(name="f", about="the function to differentiate", example="x^2 sin(x)"),
        SymbolsInput(
            name="x", about="the variable, if there are several letters", example="x", optional=True
        ),
        NumberInput(
            name="at", about="a point at which the derivative is wanted", example="2", optional=True
        ),
        ChoiceInput(
            name="by",
            about="the rule, if one is asked for",
            example="product rule",
            optional=True,
            options=differentiation_rules.ASKED,
        ),
    ),
    phrases=(
        *USUAL,
        "{differentiate|[find|compute] [the] derivative of} {f} {by|using|with} {by}",
        "{differentiate|[find|compute] [the] derivative of} {f} at [the point] [{x}{ = |=}]{at}[,] {by|using|with} {by}",
        "{use|apply} {by} to {differentiate|find the derivative of} {f}",
        "{using|by} {by}[,] {differentiate|find the derivative of} {f}",
        "[find|compute|what is] f'[({x})] {of|for} {f}",
        "{find the derivative of|differentiate} f({x}) = {f}",
        f"[find|compute|what is] f'({{x}}) {{for|if|when|where}} f({{x}}){{ = |=}}{{f}} {AT}",
        "f({x}){ = |=}{f}{,|;|.}[ find| compute| what is] f'({x})",
        "f({x}){ = |=}{f}{,|;|.}[ find| compute| what is] f'({at})",
        "{let|if|given} f({x}){ = |=}{f}{, |; |. |, then | then }{find|compute|what is} f'({x})",
        "{let|if|given} f({x}){ = |=}{f}{, |; |. |, then | then }{find|compute|what is} f'({at})",
        *(form.replace("NAME", name) for name in "yzuvws" for form in SLOPE),
        *(form.replace("NAME", name) for name in "yzuvwsgh" for form in PRIMED),
        f"[find|compute|calculate|determine|what is] dy/d{{x}} for y{{ = |=}}{{f}} {AT}",
        "[find|compute|what is] [the] partial derivative of {f} {with respect to|wrt|by} {x}",
        "[find|compute|what is] df/d{x} of {f}",
        *(form.replace("NAME", name) for name in "fguwz" for form in PARTIAL),
        "differentiate with respect to {x}: {f}",
        "[find|compute|what is] f'({at}) {for|if|when|where} f({x}){ = |=}{f}",
        "[find|compute|calculate|what is] d/d{x} of {f}",
        "differentiate and state where the function is defined{:|.} {f}",
        "diff at {at}: {f}",
        "[find|what is] [the] slope of [y = |y=]{f} at {x}{ = |=}{at}",
        "[find|what is] [the] slope of the {curve|graph|line|graph of|function} {y = |y=|f(x) = |f(x)=}{f} at [the point] {x}{ = |=}{at}",
        "[find|what is] the slope of [the tangent [line] to] {f} at {x} = {at}",
    ),
    bare=("derivative",),
    methods={
        "rules": by_rules,
        "logarithmic": by_logarithm,
        "expanding": by_expanding,
        "negative_power": by_negative_power,
    },
    complete=complete,
    suits=suits,
    make=make,
    goals=goals,
    figures=figures,
)
