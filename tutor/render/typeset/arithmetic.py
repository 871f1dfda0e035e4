"""Sums, products, powers and numbers.

A product becomes a fraction as soon as something in it is divided by.  Its numbers go into the
fraction, its letters stay beside it when there is a number to write above the line: x/3, but 2/3 x.
Powers with a negative number as exponent are divided by, powers of 1/2 are roots.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp
from sympy import Expr, Rational

from tutor.render.typeset import order
from tutor.render.typeset.composer import Composer, Maker, Signed, SignedMaker
from tutor.render.typeset.condensing import DOTS
from tutor.render.typeset.functions import call
from tutor.render.typeset.layout import (
    ATOM,
    DOT,
    MINUS,
    NEGATE,
    NEGATIVE,
    PLUS,
    PRODUCT,
    SUM,
    THIN_SPACE,
    TIMES,
    Accent,
    BigOperator,
    Fenced,
    Fraction,
    Ident,
    Node,
    Number,
    Root,
    Row,
    Said,
    Subscript,
    Superscript,
    Table,
    Words,
    binding,
    bound,
    is_big,
    negative,
    parenthesized,
    width,
)
from tutor.render.typeset.numbers import magnitude, places, whole
from tutor.render.typeset.style import Style

_EXACT = Style()
_LONGEST_EXPONENT = 10  # characters of an exponent of e that is still easy to read
_FACTORS_LEFT_OUT = Row((THIN_SPACE, DOTS, THIN_SPACE))
_FUNCTIONS_WITH_POWERS = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc, sp.sinh, sp.cosh, sp.tanh)


def number(composer: Composer, value: Any, small: bool) -> Signed:
    p, q = (int(value.p), int(value.q)) if isinstance(value, Rational) else (int(value), 1)
    return p < 0, magnitude(abs(p), q, composer.style, small)


def infinity(composer: Composer, value: Expr, small: bool) -> Signed:
    return value is sp.S.NegativeInfinity, Ident("∞")


def _has_surds(terms: Iterable[Expr]) -> bool:
    """Whether these are halves, quarters or eighths beside multiples of square roots of whole numbers."""
    parts = [term.as_coeff_Mul() for term in terms]
    roots = [root for _, root in parts if root != 1]
    plain = all(
        isinstance(root, sp.Pow) and root.exp == sp.S.Half and isinstance(root.base, sp.Integer)
        for root in roots
    )
    return bool(roots) and plain and all(n.q in (1, 2, 4, 8) for n, root in parts if root == 1)


def sum_(composer: Composer, value: Expr, small: bool, lined_up: bool = False) -> Node:
    children: list[Node] = []
    terms: list[Expr | None] = composer.ends(
        value.args if value in composer.style.rising else order.terms(value, lined_up), None
    )
    for term in terms:
        if term is None:
            children += [PLUS, DOTS]
            continue
        if isinstance(term, Rational) and _has_surds(value.args):
            is_negative = term < 0  # 1/2 beside the root of 5 is no decimal
            body = magnitude(abs(int(term.p)), int(term.q), _EXACT, small)
        else:
            is_negative, body = composer.signed(term, small)
        if children:
            children.append(MINUS if is_negative else PLUS)
        elif is_negative:
            children.append(NEGATE)
        holds = binding(body) > NEGATIVE or is_big(body)
        children.append(body if holds else parenthesized(body))
    return Row(tuple(children), SUM)


def product(composer: Composer, value: Expr, small: bool) -> Signed:
    if order.is_own_order(value):
        return _usual_product(composer, value.args, small)
    return _product_as_written(composer, value.args, small)


def _usual_product(composer: Composer, args: tuple[Expr, ...], small: bool) -> Signed:
    p = q = 1
    if isinstance(args[0], Rational):
        p, q = int(args[0].p), int(args[0].q)
        args = args[1:]
    is_negative, p = p < 0, abs(p)
    above: list[Expr] = []
    below: list[Expr] = []
    beside: list[Node] = []
    for factor in sorted(args, key=order.factor_key):
        if (divisor := _divisor(factor)) is not None:
            below.append(divisor)
        elif order.is_wide(factor) or (
            isinstance(factor, sp.exp) and not _is_short(composer, factor)
        ):
            beside.append(composer.node(factor, small))
        else:
            above.append(factor)
    # Halves, quarters and eighths are constants of a formula, as in (x - m)^2 / (2 s^2), and no data,
    # unless nothing but a number is divided by a number.
    numbers = below and not (above or beside) and all(isinstance(b, Rational) for b in below)
    decimal = composer.style.decimals and places(q) is not None and (q not in (2, 4, 8) or numbers)
    if not below and (q == 1 or decimal):
        factors = [] if p == q == 1 else [magnitude(p, q, composer.style, small)]
        return is_negative, _joined([*factors, *_nodes(composer, above, small), *beside])
    letters: list[Expr] = []
    if not below and not small:
        numeric = [factor for factor in above if order.is_numeric(factor)]
        if p != 1 or numeric:
            letters = [factor for factor in above if not order.is_numeric(factor)]
            above = numeric
    if decimal and q != 1:
        number_above, q = [magnitude(p, q, composer.style, small)], 1
    else:
        number_above = [whole(p, composer.style)] if p != 1 else []
    over = number_above + _nodes(composer, above, small)
    under = ([whole(q, composer.style)] if q != 1 else []) + _nodes(composer, below, small)
    fraction = Fraction(
        _joined(over) if over else Number("1"), _joined(under), "slash" if small else "bar"
    )
    return is_negative, _joined([fraction, *_nodes(composer, letters, small), *beside])


def _product_as_written(composer: Composer, args: tuple[Expr, ...], small: bool) -> Signed:
    is_negative = False
    if args[0] is sp.S.NegativeOne:
        is_negative, args = True, args[1:]
    factors: list[Node] = []
    above: list[Node] = []
    below: list[Node] = []

    def close() -> None:
        if below:
            over = _joined(above) if above else Number("1")
            factors.append(Fraction(over, _joined(below), "slash" if small else "bar"))
        else:
            factors.extend(above)
        above.clear()
        below.clear()

    for k, factor in enumerate(args):
        divisor = _divisor(factor)
        if divisor is not None:
            below.append(composer.node(divisor, small))
            continue
        if below:
            close()
        has_sign, node = composer.signed(factor, small)
        if has_sign and k == 0 and not is_negative:
            is_negative = True
        elif has_sign:
            node = parenthesized(negative(node))
        above.append(node)
    close()
    return is_negative, _joined(composer.ends(factors, _FACTORS_LEFT_OUT))


def _divisor(factor: Expr) -> Expr | None:
    """What is divided by, if the factor is a power with a negative number as exponent.

    Of the powers of e these are the ones with a whole exponent: 1/(2e), but e^(-1/2)/2 and e^(-x)/2.
    """
    if isinstance(factor, sp.exp) and isinstance(factor.args[0], sp.Integer) and factor.args[0] < 0:
        return sp.exp(-factor.args[0], evaluate=True)
    if isinstance(factor, sp.Pow):
        base, exponent = factor.args
        if isinstance(exponent, Rational) and exponent.p < 0:
            if exponent is sp.S.NegativeOne:
                return base
            return sp.Pow(base, -exponent, evaluate=False)
    return None


def _nodes(composer: Composer, factors: list[Expr], small: bool) -> list[Node]:
    return [composer.node(factor, small) for factor in factors]


def _joined(factors: list[Node]) -> Node:
    """The factors side by side, with a dot where two of them could run together."""
    if len(factors) == 1:
        return factors[0]
    children: list[Node] = []
    last = len(factors) - 1
    for k, factor in enumerate(factors):
        holds = binding(factor)
        if (holds < PRODUCT and not (k == last and is_big(factor))) or (
            isinstance(factor, Fraction) and factor.line == "slash" and k
        ):
            factor = parenthesized(factor)
        parts = factor.children if isinstance(factor, Row) and holds == PRODUCT else (factor,)
        if children:
            children.append(DOT if _needs_dot(children[-1], parts[0]) else TIMES)
        children.extend(parts)
    return Row(tuple(children), PRODUCT)


def _needs_dot(left: Node, right: Node) -> bool:
    if _FACTORS_LEFT_OUT in (left, right):
        return False
    if (
        isinstance(right, Superscript)
        and isinstance(left, Row)
        and not isinstance(right.base, Number)
    ):
        return False
    is_unit = isinstance(left, Number) and left.text in ("0", "1")
    if is_unit and isinstance(right, Ident | Superscript | Root):
        return True  # a number put in the place of a letter, as in 1 · e¹ or 1 · √2
    if left == right and isinstance(left, Ident | Subscript):
        return True
    while isinstance(right, Superscript | Subscript):
        right = right.base
    if isinstance(right, Number | Words) or (isinstance(right, Fraction) and right.line == "bar"):
        return True
    if isinstance(right, Table):
        return isinstance(left, Table)
    if isinstance(right, Fenced) and right.open == "(":
        return _is_number(right.body)
    if isinstance(right, Ident | Accent):
        return _is_word(left) or _is_word(right) or (isinstance(left, Row) and left.binds == ATOM)
    if isinstance(left, Fraction):
        return left.line == "slash"
    return False


def _is_number(node: Node) -> bool:
    if isinstance(node, Row) and node.children[0] is NEGATE:
        node = node.children[1]
    return isinstance(node, Number | Fraction)


def _is_word(node: Node) -> bool:
    return isinstance(node, Ident) and len(node.name) > 1


def power(composer: Composer, value: Expr, small: bool) -> Node:
    base, exponent = value.args
    if isinstance(exponent, Rational):
        p, q = int(exponent.p), int(exponent.q)
        if p < 0:
            under = composer.node(_divisor(value), small)
            return Fraction(Number("1"), under, "slash" if small else "bar")
        if p == 1 and q != 1:
            degree = None if q == 2 else Number(str(q))
            return Root(composer.node(base, small), degree)
        if q == 1 and p > 1 and isinstance(base, _FUNCTIONS_WITH_POWERS):
            function = composer.node(base, small)
            if isinstance(function, Row):
                head, *rest = function.children
                return Row((Superscript(head, Number(str(p))), *rest))
    below = composer.node(base, small)
    below = parenthesized(below) if isinstance(below, Row) else bound(below, ATOM)
    return Superscript(below, composer.node(exponent, True))


def exponential(composer: Composer, value: Expr, small: bool) -> Node:
    (exponent,) = value.args
    if _is_short(composer, value):
        return Superscript(Ident("e"), composer.node(exponent, True))
    return call("exp", composer.node(exponent, small))


def _is_short(composer: Composer, value: Expr) -> bool:
    """Whether a power of e reads well with its exponent raised."""
    exponent = composer.node(value.args[0], True)
    return _fits(exponent) and width(exponent) <= _LONGEST_EXPONENT


def _fits(node: Node) -> bool:
    match node:
        case Row(children):
            return all(map(_fits, children))
        case Fraction(over, under):
            return min(binding(over), binding(under)) >= PRODUCT and _fits(over) and _fits(under)
        case Superscript(base, script):
            return _fits(base) and not isinstance(script, Superscript | Fraction)
        case Subscript(base) | Accent(base) | Fenced(_, _, base) | Root(base) | Said(base):
            return _fits(base)
        case BigOperator() | Table():
            return False
    return True


SIGNED: dict[type, SignedMaker] = {
    int: number,
    Rational: number,
    sp.Mul: product,
    type(sp.oo): infinity,
    type(-sp.oo): infinity,
}
MAKERS: dict[type, Maker] = {
    sp.Add: sum_,
    sp.Pow: power,
    sp.exp: exponential,
    type(sp.pi): lambda composer, value, small: Ident("π"),
    type(sp.E): lambda composer, value, small: Ident("e"),
    type(sp.I): lambda composer, value, small: Ident("i"),
}
