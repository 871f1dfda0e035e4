"""The logarithm of a likelihood, taken apart one rule at a time.

The logarithm of a product is a sum of logarithms; an exponent comes down in
front; the logarithm undoes the exponential function.  A sum over the sample is
split at its plus signs, and what does not depend on the value is taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Add, Expr, Mul, Pow, Product, Sum, exp, log

Rewritten = tuple[str, Expr]
Rule = Callable[[Expr], Expr]


def rewritings(logarithm: Expr) -> Iterator[Rewritten]:
    """The rules that change `log(...)`, in order, each with the expression after it."""
    current = logarithm
    for name, rule in RULES.items():
        after = rule(current)
        if after != current:
            yield name, after
            current = after


def product_into_sum(expr: Expr) -> Expr:
    """log of a product over the sample = sum of the logarithms."""
    if isinstance(expr, log) and isinstance(expr.args[0], Product):
        body, over = expr.args[0].args
        return Sum(log(body, evaluate=False), over)
    return expr


def split_products(expr: Expr) -> Expr:
    """log(a b) = log(a) + log(b)."""

    def split(one: Expr) -> Expr:
        if isinstance(one, log) and isinstance(one.args[0], Mul):
            return Add(*(log(factor, evaluate=False) for factor in one.args[0].args))
        return one

    return _within_sum(expr, split)


def bring_down(expr: Expr) -> Expr:
    """log(a^b) = b log(a), and log(exp(u)) = u."""

    def lower(one: Expr) -> Expr:
        if isinstance(one, log):
            (inside,) = one.args
            if isinstance(inside, exp):
                return inside.args[0]
            if isinstance(inside, Pow):
                return inside.args[1] * log(inside.args[0])
        return one

    return _within_sum(expr, lambda e: Add(*(lower(t) for t in Add.make_args(e))))


def split_sum(expr: Expr) -> Expr:
    """The sum of a + b is the sum of a plus the sum of b."""
    if isinstance(expr, Sum) and isinstance(expr.args[0], Add):
        body, over = expr.args
        return Add(*(Sum(term, over) for term in body.args))
    return expr


def take_constants_out(expr: Expr) -> Expr:
    """What is the same for every value comes out of the sum; a sum of n equal terms is n times one."""

    def out(one: Expr) -> Expr:
        if not isinstance(one, Sum):
            return one
        body, (index, first, last) = one.args
        fixed, varying = body.as_independent(index, as_Add=False)
        if varying == 1:
            return fixed * (last - first + 1)
        return fixed * Sum(varying, (index, first, last))

    return Add(*(out(term) for term in Add.make_args(expr)))


def _within_sum(expr: Expr, rule: Rule) -> Expr:
    if isinstance(expr, Sum):
        body, over = expr.args
        return Sum(rule(body), over)
    return rule(expr)


RULES: dict[str, Rule] = {
    "turn_product_into_sum": product_into_sum,
    "split_logarithm_of_product": split_products,
    "bring_down_exponents": bring_down,
    "split_sum": split_sum,
    "take_constants_out": take_constants_out,
}
