"""Whether a map is linear: each place in a goal is taken apart and compared with what the condition asks.

The places of a sum are sums of the components of two vectors of free letters,
those of a multiple the multiples of one; the images must be those of these
vectors.  A counter-example must be about numbers u, v and c u or u + v.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Add, Basic, Eq, Expr, Integer, Mul, Symbol, Tuple, expand

from tutor.core.claims import Choice, Compared, Equal, Substituted
from tutor.core.matrix_expression import MatrixProduct, MatrixSum, ScalarMultiple
from tutor.verify.answers import Answer, Answers, Follows, Forms, Says, Value
from tutor.verify.report import Misfit

Goals = Mapping[str, Any]
Vector = list[Expr]


def answers(given: Mapping[str, Any]) -> Forms:
    rule = Rule(given["T"])
    letters: Answers = {"letters": Says(Choice, shown=rule.letters)}
    affine = Says(Equal, before=rule.values, after=Follows(rule.affine), given=())
    if not rule.occurring:
        return _constant(rule.values, letters, affine)
    origin = [Integer(0)] * len(rule.occurring)
    moved: Answers = {
        "zero": rule.at(lambda goals: origin),
        "differs": _different(lambda goals: (rule.image(origin), rule.nothing())),
    }
    proved: Answers = {
        "sum": rule.claimed("sum", rule.of_sum),
        "multiple": rule.claimed("multiple", rule.of_multiple),
    }
    return (
        {**letters, **moved},
        {**letters, **moved, "affine": affine},
        {**letters, **proved},
        {**letters, **rule.failing_multiple()},
        {**letters, **rule.failing_sum()},
    )


def _constant(values: Tuple, letters: Answers, affine: Answer) -> Forms:
    """All images are equal: linear if that is the zero vector."""
    if any(values.args):
        zeros = Tuple(*(Integer(0) for _ in values.args))
        differs = Says(Compared, left=values, relation="!=", right=zeros, given=())
        return ({**letters, "differs": differs, "affine": affine},)

    def multiple(goals: Goals) -> Basic:
        return _like(goals["multiple"].after, ScalarMultiple, [_factor(goals), values])

    def _factor(goals: Goals) -> Basic:
        factor: Basic = goals["multiple"].after.args[0]
        if not isinstance(factor, Symbol):
            raise Misfit("the factor may be any number")
        return factor

    both = Says(Equal, before=values, after=MatrixSum(values, values), given=())
    times = Says(Equal, before=values, after=Follows(multiple), given=())
    return ({**letters, "sum": both, "multiple": times},)


class Rule:
    """The components of a map as functions of the letters that occur in them."""

    def __init__(self, rule: Tuple) -> None:
        self.letters, self.values = rule.args
        self.occurring = [x for x in self.letters.args if self.values.has(x)]

    def nothing(self) -> Tuple:
        return Tuple(*(Integer(0) for _ in self.values.args))

    def image(self, vector: Vector) -> Tuple:
        there = dict(zip(self.occurring, vector, strict=True))
        return Tuple(*(v.xreplace(there) for v in self.values.args))

    def at(self, vector: Callable[[Goals], Vector]) -> Answer:
        """The goal inserts this vector."""

        def says(goals: Goals) -> Says:
            pairs = zip(self.occurring, vector(goals), strict=True)
            values = Tuple(*(Eq(x, e, evaluate=False) for x, e in pairs))
            return Says(Substituted, before=self.values, values=values)

        return Follows(says)

    def vector(self, goal: Any) -> Vector:
        """What a goal inserts."""
        if not isinstance(goal, Substituted):
            raise Misfit("it inserts no vector")
        if [e.args[0] for e in goal.values.args] != self.occurring:
            raise Misfit("it is not about the letters of the rule")
        return [e.args[1] for e in goal.values.args]

    def numbers(self, goal: Any) -> Vector:
        found = self.vector(goal)
        if not all(e.is_Rational for e in found):
            raise Misfit("a counter-example has numbers")
        return found

    def claimed(self, name: str, wanted: Callable[[Any], Basic]) -> Answer:
        """The goal is about what the condition asks, and says what that is made of."""

        def says(goals: Goals) -> Says:
            after = wanted(goals[name])
            return Says(Substituted, before=self.values, values=goals[name].values, after=after)

        return Follows(says)

    def of_sum(self, goal: Any) -> Basic:
        """The sum of the two images, as the goal has it."""
        pairs = [self._fresh(e, Add) for e in self.vector(goal)]
        self._apart([e for pair in pairs for e in pair])
        images = [self.image([pair[k] for pair in pairs]) for k in (0, 1)]
        return _like(goal.after, MatrixSum, images)

    def of_multiple(self, goal: Any) -> Basic:
        """The factor times the image, as the goal has it."""
        pairs = [self._fresh(e, Mul) for e in self.vector(goal)]
        factors = {c for c, _ in pairs} or {goal.after.args[0]}
        if len(factors) != 1:
            raise Misfit("each component has the same factor")
        self._apart([*factors, *(e for _, e in pairs)])
        return _like(goal.after, ScalarMultiple, [*factors, self.image([e for _, e in pairs])])

    def _fresh(self, value: Expr, kind: type[Expr]) -> tuple[Symbol, Symbol]:
        if not isinstance(value, kind) or len(value.args) != 2:
            raise Misfit(f"{value} is no {kind.__name__} of two letters")
        one, other = value.args
        if not (isinstance(one, Symbol) and isinstance(other, Symbol)):
            raise Misfit(f"{value} is not made of letters")
        return one, other

    def _apart(self, found: list[Basic]) -> None:
        taken = self.letters.free_symbols | self.values.free_symbols
        if len(set(found)) < len(found) or not taken.isdisjoint(found):
            raise Misfit("the letters must be free and different")

    def affine(self, goals: Goals) -> Basic:
        """A matrix times the letters plus a vector, as the goal has it; the claim binds both."""
        after: Basic = goals["affine"].after
        product, shift = after.args
        if not isinstance(after, MatrixSum) or not isinstance(product, MatrixProduct):
            raise Misfit("it is no linear map and a shift")
        if product.args[1:] != (self.letters,) or (
            product.args[0].free_symbols | shift.free_symbols
        ) & set(self.letters.args):
            raise Misfit("it is no matrix times the letters, and a vector of numbers")
        return after

    def failing_multiple(self) -> Answers:
        def factor(goals: Goals) -> Expr:
            once, times = self.numbers(goals["first"]), self.numbers(goals["image_of_multiple"])
            pairs = list(zip(once, times, strict=True))
            found = next(b / a for a, b in pairs if a != 0)
            if any(found * a != b for a, b in pairs):
                raise Misfit("the one vector is no multiple of the other")
            return found

        def result(goals: Goals) -> Basic:
            return ScalarMultiple(factor(goals), goals["first"].after)

        return self._failing("multiple", ("first",), result)

    def failing_sum(self) -> Answers:
        def result(goals: Goals) -> Basic:
            one, other = (self.numbers(goals[name]) for name in ("first", "second"))
            whole = self.numbers(goals["image_of_sum"])
            if [a + b for a, b in zip(one, other, strict=True)] != whole:
                raise Misfit("the third vector is not the sum of the two")
            return MatrixSum(goals["first"].after, goals["second"].after)

        return self._failing("sum", ("first", "second"), result)

    def _failing(
        self, kind: str, given: tuple[str, ...], result: Callable[[Goals], Basic]
    ) -> Answers:
        whole = f"image_of_{kind}"

        def inserted(name: str) -> Answer:
            return self.at(lambda goals: self.numbers(goals[name]))

        return {
            **{name: inserted(name) for name in given},
            f"{kind}_of_images": Follows(lambda goals: Value(result(goals))),
            whole: inserted(whole),
            "differs": _different(lambda goals: (goals[whole].after, result(goals))),
        }


def _different(sides: Callable[[Goals], tuple[Basic, Basic]]) -> Answer:
    def says(goals: Goals) -> Says:
        left, right = sides(goals)
        return Says(Compared, left=Value(left), relation="!=", right=Value(right), given=())

    return Follows(says)


def _like(after: Any, kind: type[Basic], wanted: list[Any]) -> Basic:
    """What the goal has, if it is of this kind and its parts have these values."""
    found: Basic = after
    if not isinstance(found, kind) or len(found.args) != len(wanted):
        raise Misfit(f"it is no {kind.__name__}")
    for mine, theirs in zip(found.args, wanted, strict=True):
        pairs = zip(Tuple(mine), Tuple(theirs), strict=True)
        vectors = zip(mine, theirs, strict=True) if isinstance(theirs, Tuple) else pairs
        if any(expand(a - b) != 0 for a, b in vectors):
            raise Misfit(f"{mine} should be {theirs}")
    return found
