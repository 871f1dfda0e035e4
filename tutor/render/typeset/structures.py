"""Relations, tuples, sets, cases, matrices, probabilities and distributions."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt
from typing import Any

import sympy as sp
from sympy import Basic, Expr, Integer

from tutor.core.expr import Distribution, Hypothesis, Probability
from tutor.core.matrix import Matrix
from tutor.render.typeset import order
from tutor.render.typeset.arithmetic import sum_
from tutor.render.typeset.breaking import lines, stacked
from tutor.render.typeset.composer import Composer, Maker
from tutor.render.typeset.condensing import DOTS, DOTS_DOWN
from tutor.render.typeset.functions import call
from tutor.render.typeset.layout import (
    APPLY,
    COMMA,
    GIVEN,
    RELATION,
    WIDE_SPACE,
    Fenced,
    Ident,
    Node,
    Number,
    Operator,
    Row,
    Said,
    Subscript,
    Superscript,
    Table,
    TableRow,
    Words,
    parenthesized,
    separated,
    side,
)
from tutor.render.typeset.names import label
from tutor.render.typeset.vocabulary import VOCABULARIES

_RELATIONS: dict[type, str] = {
    sp.Eq: "=",
    sp.Ne: "≠",
    sp.Lt: "<",
    sp.Le: "≤",
    sp.Gt: ">",
    sp.Ge: "≥",
}
_ROOM_FOR_NAME = 12  # characters left free beside a long tuple, for what is equal to it


def word(composer: Composer, key: str) -> Words:
    """A word that is seen inside a formula, in the language of the style."""
    return Words(VOCABULARIES[composer.style.language].words[key])


def related(left: Node, sign: str, right: Node) -> Node:
    """Two sides of a relation."""
    relation = Operator(sign)
    return Row((side(left), relation, side(right)), RELATION)


def _relation(composer: Composer, value: Basic, small: bool) -> Node:
    left, right = _sides(composer, value, small)
    return related(left, _RELATIONS[type(value)], right)


def _sides(composer: Composer, value: Basic, small: bool = False) -> tuple[Node, Node]:
    """The sides of a relation; a linear left side has its letters in the order of the alphabet."""
    left, right = value.args
    if order.is_linear(left):
        return sum_(composer, left, small, lined_up=True), composer.node(right, small)
    return composer.node(left, small), composer.node(right, small)


def _logic(composer: Composer, value: Basic, small: bool) -> Node:
    joint = word(composer, "and" if isinstance(value, sp.And) else "or")
    parts = [composer.node(part, small) for part in _in_order(value)]
    inner = [
        parenthesized(part) if isinstance(arg, sp.And | sp.Or) else part
        for arg, part in zip(_in_order(value), parts, strict=True)
    ]
    return separated(inner, joint)


def _in_order(value: Basic) -> list[Basic]:
    return sorted(value.args, key=sp.default_sort_key)


def alone(value: Basic) -> Basic:
    """The member of a tuple that has one; a letter by itself needs no brackets."""
    return value[0] if isinstance(value, sp.Tuple) and len(value) == 1 else value


def _tuple(composer: Composer, value: Sequence[Any], small: bool) -> Node:
    members = value.args if isinstance(value, Basic) else value
    related_all = members and all(isinstance(member, tuple(_RELATIONS)) for member in members)
    if related_all and not _exclude_one_another(members):
        return system(composer, members)
    nodes = composer.ends([composer.node(member) for member in members], DOTS)
    if related_all or (members and all(isinstance(m, Hypothesis) for m in members)):
        return separated(nodes, COMMA, WIDE_SPACE)
    body: Node = separated(nodes, COMMA)
    inside = stacked(lines(body, composer.style.width - _ROOM_FOR_NAME))
    return Said(parenthesized(inside), "tuple", tuple(nodes))


def _exclude_one_another(members: Sequence[Basic]) -> bool:
    """Whether relations cannot hold together, such as two hypotheses mu = 8 and mu < 8."""
    equal = {m.args for m in members if isinstance(m, sp.Eq)}
    strict = (sp.Lt, sp.Gt)
    return any(isinstance(m, sp.Ne) or (isinstance(m, strict) and m.args in equal) for m in members)


def system(composer: Composer, members: Sequence[Basic]) -> Node:
    """Equations that hold together: one alone, several one below the other behind a brace."""
    if len(members) == 1:
        return composer.node(members[0])
    rows = []
    for member in members:
        left, right = _sides(composer, member)
        relation = Row((Operator(_RELATIONS[type(member)]), right), RELATION)
        rows.append(TableRow((left, relation)))
    return Table(tuple(composer.ends(rows, TableRow((Row(()), DOTS_DOWN)))), "system")


def _finite_set(composer: Composer, value: Basic, small: bool) -> Node:
    members = separated([composer.node(member) for member in _in_order(value)], COMMA)
    return Said(Fenced("{", "}", members), "set", (members,))


def _interval(composer: Composer, value: Basic, small: bool) -> Node:
    left, right = composer.node(value.args[0]), composer.node(value.args[1])
    left_open, right_open = map(bool, value.args[2:])
    fences = "(" if left_open else "[", ")" if right_open else "]"
    phrase = f"interval {'open' if left_open else 'closed'} {'open' if right_open else 'closed'}"
    return Said(Fenced(*fences, Row((left, COMMA, right), RELATION)), phrase, (left, right))


def _union(composer: Composer, value: Basic, small: bool) -> Node:
    return separated([composer.node(part) for part in _in_order(value)], Operator("∪"))


def _piecewise(composer: Composer, value: Expr, small: bool) -> Node:
    rows = []
    for result, condition in value.args:
        if condition is sp.true:
            cell: Node = word(composer, "otherwise")
        else:
            cell = Row((word(composer, "if"), composer.node(condition)), RELATION)
        rows.append(TableRow((composer.node(result), cell)))
    return Table(tuple(rows), "cases")


def probability(event: Node, given: Sequence[Node] = ()) -> Node:
    """P(event | given, ...)."""
    inside = event
    if given:
        inside = Row((event, GIVEN, separated(list(given), COMMA)), RELATION)
    shown = Row((Ident("P"), APPLY, parenthesized(inside)))
    return Said(shown, "probability", (inside,))


def _probability(composer: Composer, value: Probability, small: bool) -> Node:
    return probability(label(value.event), [label(name) for name in value.given])


def _hypothesis(composer: Composer, value: Hypothesis, small: bool) -> Node:
    name, statement = label(value.name), composer.node(value.statement, small)
    return Said(Row((name, Words(": "), statement), RELATION), "hypothesis", (name, statement))


def distribution(composer: Composer, value: Distribution) -> Node:
    """t with its degrees of freedom, N(mean, variance), chi-squared and the rest by name."""
    parts = [composer.node(part) for part in value.parameters]
    family = value.family
    if family == "t":
        return Said(Subscript(Ident("t"), parts[0]), "t distribution", (parts[0],))
    if family == "chi2":
        letter = Superscript(Ident("χ"), Number("2"))
        return Said(Subscript(letter, parts[0]), "chi-squared distribution", (parts[0],))
    if family == "normal":
        variance = value.parameters[1]
        if isinstance(variance, Integer) and variance > 1 and isqrt(int(variance)) ** 2 == variance:
            parts[1] = Superscript(Number(str(isqrt(int(variance)))), Number("2"))
        inside = separated(parts, COMMA)
        return Said(
            Row((Ident("N"), APPLY, parenthesized(inside))), "normal distribution", tuple(parts)
        )
    names = {"exponential": "Exp", "poisson": "Poisson", "bernoulli": "Bernoulli"}
    return call(names.get(family, family), *parts)


MAKERS: dict[type, Maker] = {
    **dict.fromkeys(_RELATIONS, _relation),
    sp.And: _logic,
    sp.Or: _logic,
    tuple: _tuple,
    sp.Tuple: _tuple,
    sp.FiniteSet: _finite_set,
    sp.Interval: _interval,
    sp.Union: _union,
    sp.Piecewise: _piecewise,
    Matrix: lambda composer, value, small: composer.matrix(value),
    Probability: _probability,
    Hypothesis: _hypothesis,
    Distribution: lambda composer, value, small: distribution(composer, value),
    str: lambda composer, value, small: label(value),
    type(sp.S.EmptySet): lambda composer, value, small: Operator("∅"),
    type(sp.S.Reals): lambda composer, value, small: Ident("ℝ"),
    type(sp.true): lambda composer, value, small: word(composer, "true"),
    type(sp.false): lambda composer, value, small: word(composer, "false"),
}
