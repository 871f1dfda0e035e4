"""The derivative of an inverse, from values of the inverse itself that bisection finds.

A value next to the given one is led back to its place by halving an interval beside
the known place, and the two points give a difference quotient.  A formula for the
inverse must lead back from the values of the function to their places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Eq, Expr, Interval, Limit, Ne, Rational, Symbol, Tuple, oo

from tutor.core.claims import Conditions, DerivativeOf, Equal, Extremum, SolutionSet
from tutor.verify.answers import Answer, Answers, Follows, Perhaps, Says
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context

DIGITS = 60
CHANGES = tuple(context.mpf(10) ** -k for k in (20, 24))  # of the value
WIDTHS = (3, 6, 9)  # exponents of the first intervals
HALVINGS = 180
GROWS = 3  # times as large at the smaller change, and a quotient has no bound
CLOSE = context.mpf(10) ** -12
MOST = 5
TRIED = [Rational(k, 3) + Rational(k * abs(k), 11) for k in range(-8, 9)]
FAR = [Rational(10) ** k * s for k in (2, 6) for s in (1, -1)]
Goals = Mapping[str, Any]


def answers(given: Mapping[str, Any]) -> Answers:
    whole = Function(given["f"], given["x"], given.get("interval") or Interval(-oo, oo))
    if "at" not in given:
        return {"inverse": Follows(whole.undone), "derivative": Follows(whole.differentiated)}
    level = given["at"]
    found: dict[str, Answer] = {"preimage": Follows(lambda goals: whole.led_back(goals, level))}
    for k in range(MOST + 1):
        suffix = f"_{k}" if k else ""
        found[f"slope{suffix}"] = Perhaps(Follows(whole.slope(max(k, 1), f"slope{suffix}")))
        found[f"turn{suffix}"] = Perhaps(Follows(whole.turn(max(k, 1))))
    return found


class Function:
    """A function on an interval, as it is given."""

    def __init__(self, f: Expr, x: Symbol, interval: Interval) -> None:
        self.f, self.x, self.interval = f, x, interval

    def _of(self, place: Any) -> Number:
        there = Point(Draws(0), {}).of(place) if isinstance(place, Expr) else place
        return Point(Draws(0), {}, {self.x: there}).of(self.f)

    def _no_narrower(self, given: Conditions, letter: Symbol | None) -> Conditions:
        """The conditions, if they hold wherever the function has a value, up to a single place.

        `letter` is the value.
        """
        left_out = dict.fromkeys((c for c in given if isinstance(c, Ne)), 0)
        for place in TRIED if letter is not None else TRIED + FAR:
            if place not in self.interval.interior:
                continue
            try:
                known = {self.x: place} | ({} if letter is None else {letter: self._of(place)})
                self._of(place)
            except NoValue:
                continue
            failing = [c for c in given if not Point(Draws(0), {}, known).satisfies(c)]
            for condition in failing:
                left_out[condition] = left_out.get(condition, 1) + 1
            if any(left_out[condition] > 1 for condition in failing):
                raise Misfit(f"its conditions leave {self.x} = {place} out")
        return given

    def undone(self, goals: Goals) -> Answer:
        goal = goals["inverse"]
        letter, formula = goal.system.args[0].rhs, goal.solutions.args[0].args[0]
        if letter == self.x or formula.free_symbols != {letter}:
            raise Misfit("the inverse is a formula in the value alone")
        return Says(
            SolutionSet,
            system=Tuple(Eq(self.f, letter, evaluate=False)),
            unknowns=Tuple(self.x),
            solutions=Tuple(Tuple(formula)),
            given=self._no_narrower(goal.given, letter),
        )

    def differentiated(self, goals: Goals) -> Answer:
        inverse, goal = goals["inverse"], goals["derivative"]
        letter, formula = inverse.system.args[0].rhs, inverse.solutions.args[0].args[0]
        given = self._no_narrower(goal.given, letter)
        return Says(DerivativeOf, function=formula, variable=letter, given=given)

    def led_back(self, goals: Goals, level: Expr) -> Answer:
        goal = goals["preimage"]
        number = len(goal.solutions.args)
        suffixes = [f"_{k}" for k in range(1, number + 1)] if number > 1 else [""] * number
        for suffix in suffixes:
            if (f"slope{suffix}" in goals) == (f"turn{suffix}" in goals):
                raise Misfit("each of these places needs one slope of the inverse")
        if len(goals) != number + 1:
            raise Misfit("there is a slope for no place")
        return Says(
            SolutionSet,
            system=Tuple(Eq(self.f, level, evaluate=False)),
            unknowns=Tuple(self.x),
            given=self._no_narrower(goal.given, None),
        )

    def slope(self, number: int, name: str) -> Callable[[Goals], Answer]:
        def rule(goals: Goals) -> Answer:
            goal, place = goals[name], goals["preimage"].solutions.args[number - 1].args[0]
            if not isinstance(goal, Equal) or not isinstance(goal.before, Limit):
                raise Misfit("it should be a limit of difference quotients")
            with context.workdps(DIGITS):
                first, last = (self._quotient(place, change) for change in CHANGES)
                if goal.after in (oo, -oo):
                    fits = abs(last) > GROWS * abs(first) and (last > 0) == (goal.after == oo)
                else:
                    known = Point(Draws(0), {}).of(goal.after)
                    fits = abs(last - known) <= CLOSE * max(1, abs(known))
            if not fits:
                raise Misfit(f"values of the inverse give {context.nstr(last, 10)}")
            return Says(Equal, after=goal.after, given=())

        return rule

    def _quotient(self, place: Expr, change: Number) -> Number:
        """The difference quotient of the inverse, from the sides on which it has values."""
        at = Point(Draws(0), {}).of(place)
        height = self._of(place)
        beside = {
            s: p for s in (1, -1) if (p := self._place_of(height + s * change, at)) is not None
        }
        if not beside:
            raise Misfit("the function is not one to one around this place")
        if len(beside) == 2:
            return (beside[1] - beside[-1]) / (2 * change)
        ((s, there),) = beside.items()
        return (there - at) / (s * change)

    def _place_of(self, value: Number, at: Number) -> Number | None:
        """The only place beside `at` with this value, None if there is none or more than one."""
        found = [p for side in (1, -1) if (p := self._beside(value, at, side)) is not None]
        return found[0] if len(found) == 1 else None

    def _beside(self, value: Number, at: Number, side: int) -> Number | None:
        for exponent in WIDTHS:
            far = at + side * context.mpf(10) ** -exponent
            try:
                if self._holds(far) and (self._of(far) - value) * (self._of(at) - value) < 0:
                    return self._halved(value, at, far)
            except NoValue:
                continue
        return None

    def _holds(self, place: Number) -> bool:
        low, high = (
            Point(Draws(0), {}).of(e) if e.is_finite else e for e in self.interval.args[:2]
        )
        return bool(low <= place) and bool(place <= high)

    def _halved(self, value: Number, near: Number, far: Number) -> Number:
        above = self._of(far) > value
        for _ in range(HALVINGS):
            middle = (near + far) / 2
            near, far = (near, middle) if (self._of(middle) > value) == above else (middle, far)
        return near

    def turn(self, number: int) -> Callable[[Goals], Answer]:
        def rule(goals: Goals) -> Answer:
            solution = goals["preimage"].solutions.args[number - 1]
            return Says(
                Extremum,
                objective=self.f,
                variables=Tuple(self.x),
                constraints=Tuple(),
                point=solution,
                given=(),
            )

        return rule
