"""The derivative of a quantity whose variables are functions themselves.

Draw which quantity depends on which.  Each way from the top to the letter at the end gives a
product of derivatives along it, and the products are added.  Or put the inner functions in
first, and differentiate a function of the letters at the end alone.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Basic, Expr, Integer, Symbol, Tuple, cos, exp, sin

from tutor.core.claims import Choice, Claim, DerivativeOf, Substituted
from tutor.core.errors import NotUnderstood, OverLimit
from tutor.core.figure import Figure
from tutor.core.inputs import EquationsInput, FunctionsInput, SymbolsInput
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus.chain_rule import ChainRule
from tutor.kit.calculus.compositions import Composition, check_point, refuse_gaps
from tutor.kit.calculus.partials import differentiation
from tutor.kit.calculus.several_variables import the_variables
from tutor.kit.nice import nonzero
from tutor.kit.pictures_of_networks import Branch, tree
from tutor.kit.real_values import value_at
from tutor.kit.unevaluated import equation

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]
SLOPES = ("derivative", "second", "third")  # goals, one for each letter
MOST_LEAVES = 8


def by_chain_rule(problem: Problem) -> Solution:
    chain = rule_of(problem)
    goals = yield from _tree(chain)
    yield from chain.partials()
    for letter, name in zip(chain.by, SLOPES, strict=False):
        goals[name] = slope = yield from chain.along(letter)
        goals |= yield from _at(problem, name, slope)
    return goals


def by_substitution(problem: Problem) -> Solution:
    chain = rule_of(problem)
    functions, goals = chain.functions, (yield from _tree(chain))
    for name, formula in functions.formulas.items():
        if functions.used(formula):
            put, *tidied = functions.put_in(name)
            yield step("put_in_first", put)
            for claim in tidied:
                yield step("tidy_composition", claim)
    for letter, name in zip(chain.by, SLOPES, strict=False):
        slope = chain.claim(letter)
        yield differentiation(
            "differentiate_composition",
            slope.function,
            letter,
            shape=lambda _, found=slope: found.result,  # type: ignore[misc]
            also=slope.given,
        )
        goals[name] = slope
        goals |= yield from _at(problem, name, slope)
    return goals


def _tree(chain: ChainRule) -> Solution:
    shown = Choice(chain.listed)
    yield step("see_dependencies", shown)
    return {"dependencies": shown}


def _at(problem: Problem, name: str, slope: DerivativeOf) -> Solution:
    """The value at the point, if one is given."""
    if problem.at is None:
        return {}
    used = [e for e in problem.at if slope.result.has(e.lhs)]
    if not used:
        function, letter, result = slope.function, slope.variable, slope.result
        constant = DerivativeOf(function, letter, result, (*slope.given, *problem.at))
        yield step("note_constant_total", constant)
        return {f"{name}_at": constant}
    claim = Substituted(slope.result, Tuple(*used), value_at(slope.result, place_of(problem)))
    yield step("insert_letters", claim)
    return {f"{name}_at": claim}


def place_of(problem: Problem) -> dict[Basic, Expr]:
    return {e.lhs: e.rhs for e in problem.at}


def rule_of(problem: Problem) -> ChainRule:
    return ChainRule(Composition(problem.functions, problem.of[0]), problem.by)


def complete(problem: Problem) -> dict[str, Any]:
    of = tuple(problem.of or ())
    by = Tuple(*(problem.by or ()), *(problem.also or ()))
    if len(of) > 1:
        raise NotUnderstood(
            "one-function", "One function is differentiated at a time.", fix="Name one function."
        )
    functions = Composition(problem.functions, *of)
    refuse_gaps(functions, by)
    composed = Tuple(*functions.letters)
    if not by:
        by = the_variables(sum(composed, Integer(0)), None)
    if len(by) > len(SLOPES):
        raise OverLimit(
            "letters",
            f"There are {len(by)} letters to differentiate with respect to. The limit is {len(SLOPES)}.",
            fix="Name fewer letters.",
        )
    rule = ChainRule(functions, by)
    if problem.at is not None:
        check_point(functions, problem.at)
        rule.check(place_of(problem))
    return {"of": Tuple(functions.outer), "by": by, "also": None}


def make(rng: Random, level: int) -> dict[str, Any]:
    x, y, z, s, t, u = map(Symbol, "xyzstu")
    a, b = Integer(nonzero(rng, 3)), Integer(nonzero(rng, 4))
    wave = rng.choice((sin, cos, exp))
    match level, rng.randint(0, 1):
        case 1, 0:
            formulas = {z: x**2 + b * y, x: t, y: a * t**2}
        case 1, _:
            formulas = {z: x * y, x: a * t + b, y: t**2}
        case 2, 0:
            formulas = {z: x**2 * y, x: wave(t), y: t**2 + b}
        case 2, _:
            formulas = {z: x**2 + a * x * y, x: wave(t), y: b * t}
        case _, 0:
            formulas = {z: x**2 + a * x * y, x: s * t, y: b * s + t}
        case _:
            formulas = {z: u**2 + b * u, u: wave(x), x: a * t}
    made = {"functions": Tuple(*(equation(name, f) for name, f in formulas.items()))}
    if level == 1:
        return {**made, "at": Tuple(equation(t, Integer(nonzero(rng, 2))))}
    return {**made, "at": Tuple(equation(t, Integer(0)))} if level == 2 else made


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    """Which quantity depends on which, as a tree with the letters at the end as leaves."""
    chain = rule_of(problem)
    root = _branch(chain, problem.of[0], "")
    if _leaves(root) > MOST_LEAVES:
        return ()
    return (Figure("dependencies", found["dependencies"], tree(root), "", "", equal=True),)


def _branch(chain: ChainRule, name: Symbol, label: str) -> Branch:
    if name not in chain.functions.formulas:
        return Branch(str(name), label)
    parts = chain.parts(name, chain.by)
    sign = "d" if len(parts) == 1 else "∂"
    branches = (_branch(chain, part, f"{sign}{name}/{sign}{part}") for part in parts)
    return Branch(str(name), label, tuple(branches))


def _leaves(branch: Branch) -> int:
    return sum(map(_leaves, branch.parts)) or 1


TOPIC = Topic(
    id="calculus.total_derivative",
    covers=("calc.multichain",),
    inputs=(
        FunctionsInput(
            name="functions",
            about="the function and the functions inside it",
            example="z = x^2*y, x = cos(t), y = t^2",
        ),
        SymbolsInput(name="of", about="the outermost function", example="z", optional=True),
        SymbolsInput(
            name="by", about="the letters to differentiate by", example="t", optional=True
        ),
        SymbolsInput(name="also", about="a further such letter", example="s", optional=True),
        EquationsInput(name="at", about="the point", example="t = 1", optional=True),
    ),
    phrases=(
        "[find|compute|what is] [the] [total] derivative d{of}/d{by} {for|of|if|when|where|with|:} {functions} [at {at}]",
        "[use the chain rule to] [find|compute|what is] d{of}/d{by} [{by|using|with} the chain rule] {for|of|if|when|where|with|:} {functions} [at {at}]",
        "[find|compute|what is] d{of}/d{by} at {at} {for|of|if|when|where|with|:} {functions}",
        "[if|let|given|for] {functions}{,|;|.|:} [use the chain rule to] [find|compute|what is|then] d{of}/d{by} [{by|using|with} the chain rule] [at {at}]",
        "[find|compute] ∂{of}/∂{by} [and ∂{of}/∂{also}] {for|of|if|when|where|with|:} {functions} [at {at}]",
        "[if|let|given|for] {functions}{,|;|.|:} [find|compute] ∂{of}/∂{by} [and ∂{of}/∂{also}] [at {at}]",
        "[find|compute|what is] [the] [total] derivative of {of} {with respect to|wrt|by} {by} {for|if|when|where|with|:} {functions} [at {at}]",
        "[find|compute] [the] partial derivatives of {of} [{with respect to|wrt|by} {by}] {for|if|when|where|with|:} {functions} [at {at}]",
        "[use the] [multivariable] chain rule {for|with|on|:} {functions} [at {at}]",
        "[find|compute] total derivative {of|for} {functions} [at {at}]",
        r"[find|compute] \\frac\{d{of}\}\{d{by}\}{,|;|:| for| of| if| where| with} {functions} [at {at}]",
        r"{functions}{,|;|.|:|,\\} [find|compute] \\frac\{d{of}\}\{d{by}\} [at {at}]",
        r"[find|compute] \\frac\{\\partial {of}\}\{\\partial {by}\}{,|;|:| for| of| if| where| with} {functions} [at {at}]",
    ),
    methods={"chain_rule": by_chain_rule, "substitute_first": by_substitution},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
