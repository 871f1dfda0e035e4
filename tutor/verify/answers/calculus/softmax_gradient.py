"""Gradients of softmax, log-sum-exp and the cross entropy, from components without a common total.

A component of softmax is one over a sum of powers of e of differences; SymPy differentiates
that.  Log-sum-exp is a letter plus the logarithm of such a sum, and the cross entropy a
weighted sum of these logarithms.  At numbers the derivatives are taken with forty digits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sympy import Add, Derivative, Expr, Rational, Symbol, Tuple, exp, log

from tutor.core.claims import Approximates, Equal
from tutor.core.matrix import Matrix
from tutor.verify.answers import Answer, Answers, Says, Value
from tutor.verify.values.real_derivative import real_derivative


def answers(given: Mapping[str, Any]) -> Answers:
    letters, at = tuple(given["z"]), given.get("at")
    shares = [1 / _apart(letters, z) for z in letters]
    if given["function"] == "softmax":
        rows = [[real_derivative(s, z) for z in letters] for s in shares]
        made: dict[str, Answer] = {"jacobian": Says(Equal, after=Value(Matrix.of(rows)))}
        if at is not None:
            there = [[_at(e, letters, at) for e in row] for row in rows]
            made["at"] = _numbers([_at(s, letters, at) for s in shares])
            exact = all(isinstance(_at(s, letters, at), Rational) for s in shares)
            found = Value(Matrix.of(there))
            made["jacobian_at"] = (
                Says(Equal, before=found) if exact else Says(Approximates, exact=found)
            )
        return made
    f = letters[0] + log(_apart(letters, letters[0]))
    if given["function"] == "cross_entropy":
        pairs = zip(given["y"], letters, strict=True)
        f = Add(*(y * log(_apart(letters, z)) for y, z in pairs))
    gradient = [real_derivative(f, z) for z in letters]
    slopes = Value(Tuple(*(Derivative(f, z) for z in letters)))
    made = {
        "function": Value(f),
        "gradient": Says(Equal, before=slopes, after=Value(Tuple(*gradient))),
    }
    if at is not None:
        made["at"] = _numbers([_at(e, letters, at) for e in gradient])
    return made


def _apart(letters: Sequence[Symbol], z: Symbol) -> Expr:
    """The total of the powers of e over the one of z."""
    return Add(*(exp(other - z) for other in letters))


def _at(value: Expr, letters: Sequence[Symbol], at: Tuple) -> Expr:
    return value.xreplace(dict(zip(letters, at, strict=True)))


def _numbers(values: Sequence[Expr]) -> Answer:
    exact, found = all(isinstance(v, Rational) for v in values), Value(Tuple(*values))
    return Says(Equal, before=found) if exact else Says(Approximates, exact=found)
