"""Softmax of a few letters as formulas: its components, their slopes, and their values at numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Add, Expr, Integer, Rational, Symbol, Tuple, exp, expand

from tutor.core.claims import Approximates
from tutor.core.errors import NotUnderstood, OverLimit, Undefined, counted
from tutor.core.matrix import Matrix, unknown
from tutor.core.matrix_expression import Entry
from tutor.core.step import Step
from tutor.core.topic import Problem
from tutor.kit.activations import formulas
from tutor.kit.calculus.partials import differentiation
from tutor.kit.linear_algebra.decimals import rounded_vector
from tutor.kit.unevaluated import ONE, ZERO, added, equation, negated, over, power, times

LARGEST = 4
TWO = Integer(2)
SPREAD = 12  # further apart, a component has no digit among the first five
TAKEN = "JLQps"  # names of the derivation
FUNCTIONS = {
    "softmax": "powers of e, divided by their total",
    "log_sum_exp": "the logarithm of the sum of the powers of e",
    "cross_entropy": "minus the logarithms of softmax, weighted with a target",
}
SAID = {
    "log-sum-exp": "log_sum_exp",
    "logsumexp": "log_sum_exp",
    "log sum exp": "log_sum_exp",
    "cross entropy of softmax": "cross_entropy",
    "cross-entropy of softmax": "cross_entropy",
    "softmax cross entropy": "cross_entropy",
    "softmax cross-entropy": "cross_entropy",
}


class Softmax:
    """The components of softmax of some letters; `name` stands for the vector of them."""

    def __init__(self, letters: Tuple, name: Symbol) -> None:
        self.letters = tuple(letters)
        self.powers = [exp(z) for z in letters]
        self.total = added(*self.powers)
        self.shares = Tuple(*formulas("softmax", self.letters))
        self.named = [Entry(name, Integer(k)) for k in range(1, len(self.letters) + 1)]

    def slope(self, i: int, j: int) -> Expr:
        """The derivative of component i by letter j, over the square of the total."""
        if i != j:
            product = times(self.powers[i], self.powers[j])
            return negated(over(product, power(self.total, TWO)))
        others = added(*(p for k, p in enumerate(self.powers) if k != i))
        return over(times(self.powers[i], others), power(self.total, TWO))

    def named_slope(self, i: int, j: int) -> Expr:
        """The same in the components themselves."""
        s = self.named
        if i == j:
            return times(s[i], added(ONE, negated(s[i])))
        return negated(times(s[i], s[j]))

    def matrix(self) -> Matrix:
        """All of these slopes; row k belongs to component k."""
        size = range(len(self.letters))
        return Matrix.of([[expand(self.named_slope(i, j)) for j in size] for i in size])

    def differentiation(self, rule: str, j: int) -> Step:
        """The step that differentiates the first component by letter j."""
        return differentiation(rule, self.shares[0], self.letters[j], lambda _: self.slope(0, j))

    def values(self, at: Sequence[Expr]) -> Tuple:
        """The components at numbers: no power of e is larger than needed."""
        return Tuple(*(1 / Add(*(exp(other - z) for other in at)) for z in at))

    def place(self, at: Sequence[Expr]) -> Tuple:
        """The numbers as equations for the letters."""
        return Tuple(*(equation(z, a) for z, a in zip(self.letters, at, strict=True)))


def rounded(name: Symbol, values: Tuple) -> Approximates | None:
    """What a name for the values is worth in decimals, where they are not all rational."""
    if all(isinstance(e, Rational) for e in values):
        return None
    return rounded_vector(name, values.args)


def complete(problem: Problem) -> dict[str, Any]:
    """Letters for softmax, the numbers at which it is wanted, and a target that fits."""
    letters, at, target = problem.z, problem.at, problem.y
    function = SAID.get(problem.function, problem.function)
    if letters is None:
        letters = _numbered(int(problem.n or len(target or at or "123")))
    elif not letters.free_symbols:
        letters, at = _numbered(len(letters)), letters
    _check_letters(letters)
    if at is not None and (len(at) != len(letters) or at.free_symbols):
        raise Undefined(
            "different-lengths",
            f"A point has a number for each of the {len(letters)} letters.",
            fix=f"For example at = ({', '.join('0' for _ in letters)}).",
        )
    if at is not None and max(at) - min(at) > SPREAD:
        raise OverLimit(
            "saturated",
            f"The numbers lie more than {SPREAD} apart. Softmax gives nearly everything to the largest.",
            fix="Use numbers that lie closer together.",
        )
    if function != "cross_entropy":
        if target is not None:
            raise Undefined(
                "no-target",
                "Only the cross entropy has a target.",
                fix="Ask for the gradient of the cross entropy of softmax, or leave the target out.",
            )
        return {"function": function, "z": letters, "at": at, "n": None}
    if target is None:
        target = Tuple(ONE, *(ZERO for _ in letters[1:]))
    if len(target) != len(letters) or not _is_distribution(target):
        raise Undefined(
            "target",
            f"The target has {len(letters)} numbers from 0 to 1 that add up to 1.",
            fix=f"For example y = ({', '.join('01'[k == 1] for k in range(len(letters)))}).",
        )
    return {"function": function, "z": letters, "at": at, "y": target, "n": None}


def _numbered(size: int) -> Tuple:
    return Tuple(*(unknown(k) for k in range(1, size + 1)))


def _check_letters(letters: Tuple) -> None:
    if not all(isinstance(z, Symbol) for z in letters) or len(set(letters)) < len(letters):
        raise NotUnderstood(
            "letters-or-numbers",
            "Softmax is worked out here for different letters, or for numbers.",
            fix="For example (x, y, z), or (1, 2, 3).",
        )
    if taken := [z for z in letters if str(z) in TAKEN]:
        raise NotUnderstood(
            "reserved-name",
            f"The name {taken[0]} is needed for something else here.",
            fix="Use other letters, for example (x, y, z).",
        )
    if not 2 <= len(letters) <= LARGEST:
        raise OverLimit(
            "components",
            f"The vector has {counted(len(letters), 'component', 'components')}. Here 2 to {LARGEST} are worked out.",
            fix=f"Give 2 to {LARGEST} letters or numbers.",
        )


def _is_distribution(target: Tuple) -> bool:
    return all(isinstance(p, Rational) and p >= 0 for p in target) and sum(target) == 1
