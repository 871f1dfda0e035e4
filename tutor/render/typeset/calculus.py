"""Derivatives, integrals, limits, sums and products, written and not worked out."""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Symbol

from tutor.render.typeset.composer import Composer, Maker
from tutor.render.typeset.layout import (
    ATOM,
    COMMA,
    EQUALS,
    PRODUCT,
    RELATION,
    THIN_SPACE,
    BigOperator,
    Fenced,
    Fraction,
    Ident,
    Node,
    Number,
    Operator,
    Row,
    Said,
    Subscript,
    Superscript,
    bound,
    separated,
)

TENDS_TO = Operator("→")


def derivative(
    function: Node, variables: list[tuple[Node, int]], partial: bool, simple: bool = False
) -> Node:
    """The derivative of a function, as d/dx[...]; a `simple` function stands beside its d."""
    sign = Ident("∂" if partial else "d")
    order = sum(times for _, times in variables)
    below: list[Node] = []
    for variable, times in variables:
        below += [sign, _power(variable, times)]
    above = _power(sign, order)
    names = [part for variable, times in variables for part in [variable] * times]
    spoken = "partial derivative" if partial else "derivative"
    parts = (separated(names, Operator("and")) if len(names) > 1 else names[0], function)
    if simple:
        shown: Node = Fraction(Row((above, function)), Row(tuple(below)))
    else:
        operator = Fraction(above, Row(tuple(below)))
        shown = Row((operator, Fenced("[", "]", function)), PRODUCT)
    return Said(shown, spoken, parts)


def _power(base: Node, times: int) -> Node:
    return base if times == 1 else Superscript(base, Number(str(times)))


def _derivative(composer: Composer, value: Expr, small: bool) -> Node:
    function = value.args[0]
    variables = [(composer.node(v), int(times)) for v, times in value.args[1:]]
    partial = len(function.free_symbols | {v for v, _ in value.args[1:]}) > 1
    simple = isinstance(function, Symbol)
    return derivative(composer.node(function), variables, partial and not simple, simple)


def _integral(composer: Composer, value: Expr, small: bool) -> Node:
    body = bound(composer.node(value.args[0]), PRODUCT)
    for variable, *limits in value.args[1:]:
        letter = composer.node(variable)
        inside = Row((body, THIN_SPACE, Ident("d"), letter), PRODUCT)
        lower, upper = _ends(composer, limits)
        drawn = BigOperator("∫", lower, upper, inside)
        if lower is not None and upper is not None:
            body = Said(drawn, "integral between", (lower, upper, body, letter))
        else:
            body = Said(drawn, "integral", (body, letter))
    return body


def up_to_a_constant(antiderivative: Expr) -> Expr:
    """The antiderivative plus C; integrals that are left in it hold the constant."""
    if antiderivative.has(sp.Integral):
        return antiderivative
    return sp.Add._from_args([*sp.Add.make_args(antiderivative), Symbol("C")])


def _ends(composer: Composer, limits: list[Expr]) -> tuple[Node | None, Node | None]:
    if len(limits) == 2:
        return composer.node(limits[0], True), composer.node(limits[1], True)
    return None, composer.node(limits[0], True) if limits else None


def _limit(composer: Composer, value: Expr, small: bool) -> Node:
    function, variable, place, side = value.args
    goal = composer.node(place, True)
    letter = composer.node(variable)
    spoken, shown = "limit", goal
    if str(side) != "+-" and not place.is_infinite:
        spoken = "limit from above" if str(side) == "+" else "limit from below"
        shown = Superscript(bound(goal, ATOM), Operator("+" if str(side) == "+" else "−", True))
    body = bound(composer.node(function), PRODUCT)
    drawn = BigOperator("lim", Row((letter, TENDS_TO, shown), RELATION), None, body)
    return Said(drawn, spoken, (letter, goal, body))


def _repeated(composer: Composer, value: Expr, small: bool) -> Node:
    sign, phrase = ("∑", "sum") if isinstance(value, sp.Sum) else ("∏", "product")
    body = bound(composer.node(value.args[0]), PRODUCT)
    for index, lower, upper in value.args[1:]:
        letter, first, last = (composer.node(part, True) for part in (index, lower, upper))
        drawn = BigOperator(sign, Row((letter, EQUALS, first), RELATION), last, body)
        body = Said(drawn, phrase, (letter, first, last, body))
    return body


def _indexed(composer: Composer, value: Expr, small: bool) -> Node:
    base, *indices = (composer.node(part, True) for part in value.args)
    return Subscript(base, indices[0] if len(indices) == 1 else separated(indices, COMMA))


MAKERS: dict[type, Maker] = {
    sp.Derivative: _derivative,
    sp.Integral: _integral,
    sp.Limit: _limit,
    sp.Sum: _repeated,
    sp.Product: _repeated,
    sp.Indexed: _indexed,
    sp.IndexedBase: lambda composer, value, small: composer.node(value.args[0]),
}
