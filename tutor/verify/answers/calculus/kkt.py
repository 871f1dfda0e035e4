"""Extreme values under inequalities: all places where an extreme value can be are found once more.

For every choice of inequalities that hold as equations the gradients must depend on one
another, so certain determinants are zero.  The common zeros come from a Groebner basis,
multipliers play no part, and the best of those inside the set must be what is claimed.
That no point is feasible must be seen on a sum of multiples of the constraints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any

import sympy as sp
from sympy import Add, Basic, Derivative, Eq, Expr, Ge, Integer, Mul, Symbol, Tuple

from tutor.core.claims import Compared, Conditions, Extremum, SolutionSet, Substituted
from tutor.verify.answers import Answer, Answers, Follows, Forms, Perhaps, Says, Value
from tutor.verify.answers.real_points import TINY, Corner, real_points
from tutor.verify.answers.unbounded import endless, way_out
from tutor.verify.points.places import shown
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Point
from tutor.verify.values.real_derivative import real_derivative

KINDS = {"minimum": ("minimum",), "maximum": ("maximum",), "both": ("minimum", "maximum")}
MOST_LEVELS = 4  # families of points with one value
MOST = 8  # points that share the best value
LOOKS = 40  # places at which conditions on the domain are tried


def answers(given: Mapping[str, Any]) -> Forms:
    f, g = given["f"], given["g"]
    letters = tuple(sorted(f.free_symbols | g.free_symbols, key=str))
    x = tuple(given.get("variables") or letters)
    kinds = KINDS[given["sense"]]
    corners = [p for found in _places(f, g, x) for p in found or ()]
    listed = Follows(_candidates(f, g, x, given["sense"]))
    level = Says(Substituted, before=f)
    more = {f"level_{k}": Perhaps(level) for k in range(2, MOST_LEVELS + 1)}
    known: tuple[dict[str, Answer], ...] = ({"candidates": listed}, {"level": level, **more})
    if not _regular(f, g, x):
        known = ({"candidates": Perhaps(listed), "level": Perhaps(level), **more},)
    forms: list[Answers] = [{"infeasible": Follows(_contradiction(g, x))}]
    for chosen in product(known, *(_decided(f, g, x, kind, corners) for kind in kinds)):
        forms.append({name: answer for form in chosen for name, answer in form.items()})
    return tuple(forms)


def _inequalities(g: Tuple) -> list[Basic]:
    return [c for c in g if not isinstance(c, Eq)]


def _below(condition: Basic) -> Expr:
    """What is at most 0, or is 0."""
    left, right = condition.args
    return right - left if isinstance(condition, Ge) else left - right


def _places(f: Expr, g: Tuple, x: Sequence[Symbol]) -> Iterator[list[Corner] | None]:
    """For each choice of active inequalities the feasible points with dependent gradients."""
    for active in _choices(g):
        sides = [_below(c) for c in active]
        yield _dependent([real_derivative(f, u) for u in x], sides, g, x, f)


def _choices(g: Tuple) -> Iterator[list[Basic]]:
    equations = [c for c in g if isinstance(c, Eq)]
    found = _inequalities(g)
    for count in range(len(found) + 1):
        for active in combinations(found, count):
            yield [*active, *equations]


def _dependent(
    slopes: list[Expr] | None, sides: list[Expr], g: Tuple, x: Sequence[Symbol], f: Expr
) -> list[Corner] | None:
    """Where the sides are 0 and their gradients, with the slopes if there are any, are dependent."""
    rows = [[real_derivative(s, u) for u in x] for s in sides]
    table = sp.Matrix([*([slopes] if slopes is not None else []), *rows])
    minors = []
    if table.rows <= len(x):
        columns = combinations(range(len(x)), table.rows)
        minors = [table.extract(list(range(table.rows)), list(c)).det() for c in columns]
    system = [sp.numer(sp.together(p)) for p in (*sides, *minors)]
    system = [p for p in map(sp.expand, system) if p != 0]
    if any(not p.free_symbols for p in system):
        return []
    found = real_points(system, x, (f,)) if system else None
    return None if found is None else [p for p in found if _is_inside(g, p)]


def _is_inside(g: Tuple, place: Corner) -> bool:
    at = Point(Draws(0), {}, place)
    sides = ((at.of(_below(c)), isinstance(c, Eq)) for c in g)
    return all(v < TINY and (not is_equation or v > -TINY) for v, is_equation in sides)


def _regular(f: Expr, g: Tuple, x: Sequence[Symbol]) -> bool:
    """Whether the gradients of active constraints are independent at every feasible point."""
    choices = ([_below(c) for c in active] for active in _choices(g))
    return all(_dependent(None, sides, g, x, f) == [] for sides in choices if sides)


def _candidates(f: Expr, g: Tuple, x: Sequence[Symbol], sense: str) -> Callable[[Any], Says]:
    """All points with multipliers, under whatever names these have."""
    inequalities = _inequalities(g)
    equations = [c for c in g if isinstance(c, Eq)]
    side = 1 if sense == "minimum" else -1

    def rule(goals: Mapping[str, Any]) -> Says:
        letters = goals["candidates"].unknowns.args[len(x) :]
        if len(letters) != len(g) or len({*letters, *x}) < len(g) + len(x):
            raise Misfit("there must be one multiplier for each constraint")
        pairs = list(zip(letters, map(_below, (*inequalities, *equations)), strict=True))
        rows = [
            Eq(
                Add(Derivative(f, u), *(Mul(side, m, Derivative(s, u)) for m, s in pairs)),
                0,
                evaluate=False,
            )
            for u in x
        ]
        rows += [Eq(m * s, 0, evaluate=False) for m, s in pairs[: len(inequalities)]]
        of_inequalities = letters[: len(inequalities)]
        signs = [Ge(m, 0) for m in of_inequalities]
        if sense == "both":
            signs = [Ge(m * n, 0) for m, n in combinations(of_inequalities, 2)]
        return Says(
            SolutionSet,
            system=Value(Tuple(*rows, *equations)),
            unknowns=Tuple(*x, *letters),
            given=_conditions(f, goals["candidates"].given, (*inequalities, *signs)),
        )

    return rule


def _conditions(f: Expr, said: Conditions, needed: Sequence[Basic]) -> Conditions:
    """What is said, if that is what is needed and otherwise no more than that f has a value."""
    if not set(needed) <= set(said):
        raise Misfit("a constraint or a sign is missing among the conditions")
    others = [c for c in said if c not in needed]
    for seed in range(LOOKS if others else 0):
        at = Point(Draws(seed), {})
        try:
            at.of(f)
        except NoValue:
            continue
        if not all(at.satisfies(c) for c in others):
            raise Misfit("a condition leaves out points at which the function has a value")
    return said


def _decided(
    f: Expr, g: Tuple, x: Sequence[Symbol], kind: str, corners: list[Corner]
) -> tuple[dict[str, Answer], ...]:
    """There is a best value, with all its places; or there is none; or it is left open."""
    names = (kind, *(f"{kind}_{k}" for k in range(2, MOST + 1)))
    best: dict[str, Answer] = {n: Perhaps(Follows(_extremum(f, g, x, kind, n))) for n in names}
    best[kind] = Follows(_all_places(f, g, x, kind, corners))
    way = f"path_without_{kind}"
    followed = Says(Substituted, before=Tuple(*x), values=Follows(way_out(g, x, way)))
    gone: dict[str, Answer] = {f"no_{kind}": Follows(endless(f, kind)), way: followed}
    left: dict[str, Answer] = {
        f"open_{kind}": Says(Substituted, before=f),
        f"open_{kind}_point": Follows(_best_seen(f, g, x, kind, corners)),
    }
    return best, gone, left


def _best_seen(
    f: Expr, g: Tuple, x: Sequence[Symbol], kind: str, corners: list[Corner]
) -> Callable[[Mapping[str, Any]], Says]:
    """A whole point that is feasible, with the value that is named, and no better one is found here."""

    def rule(goals: Mapping[str, Any]) -> Says:
        values = goals[f"open_{kind}_point"].values
        place = {e.args[0]: Point(Draws(0), {}).of(e.args[1]) for e in values.args}
        if set(place) != set(x):
            raise Misfit("the point does not say what every letter is")
        height = Point(Draws(0), {}, place).of(f)
        side = 1 if kind == "minimum" else -1
        if not _is_inside(g, place):
            raise Misfit("the point does not satisfy the constraints")
        if abs(height - Point(Draws(0), {}).of(goals[f"open_{kind}"].after)) > TINY:
            raise Misfit("the point has another value")
        if any(side * (Point(Draws(0), {}, c).of(f) - height) < -TINY for c in corners):
            raise Misfit("another candidate is better")
        return Says(Substituted, before=Tuple(*x))

    return rule


def _extremum(
    f: Expr, g: Tuple, x: Sequence[Symbol], kind: str, name: str
) -> Callable[[Mapping[str, Any]], Says]:
    def rule(goals: Mapping[str, Any]) -> Says:
        return Says(
            Extremum,
            objective=f,
            variables=Tuple(*x),
            constraints=Tuple(*(c for c in g if isinstance(c, Eq))),
            kind=kind,
            given=_conditions(f, goals[name].given, _inequalities(g)),
        )

    return rule


def _all_places(
    f: Expr, g: Tuple, x: Sequence[Symbol], kind: str, corners: list[Corner]
) -> Callable[[Mapping[str, Any]], Says]:
    """The claim, if its value is the best one found here, and every place that has it is named."""

    def rule(goals: Mapping[str, Any]) -> Says:
        goal = goals[kind]
        value = Point(Draws(0), {}).of(goal.value)
        side = 1 if kind == "minimum" else -1
        named = [_place(goals[n].point, x) for n in goals if n == kind or n.startswith(f"{kind}_")]
        for corner in corners:
            height = Point(Draws(0), {}, corner).of(f)
            where = ", ".join(f"{u} = {shown(v)}" for u, v in corner.items())
            if side * (height - value) < -TINY:
                raise Misfit(f"{where} gives the better value {shown(height)}")
            same = abs(height - value) < TINY
            if same and not any(_is_near(corner, other) for other in named):
                raise Misfit(f"{where} has this value too and is not named")
        return _extremum(f, g, x, kind, kind)(goals)

    return rule


def _place(point: Tuple, x: Sequence[Symbol]) -> Corner:
    at = Point(Draws(0), {})
    return {u: at.of(v) for u, v in zip(x, point.args, strict=True)}


def _is_near(one: Corner, other: Corner) -> bool:
    return all(abs(one[u] - other[u]) < TINY for u in one)


def _contradiction(g: Tuple, x: Sequence[Symbol]) -> Callable[[Mapping[str, Any]], Says]:
    """A sum of multiples of the constraints, none negative, that is positive everywhere.

    If there are such multiples, there are some of independent constraints, which are determined.
    """

    def rule(goals: Mapping[str, Any]) -> Says:
        for some in (c for n in range(1, len(g) + 1) for c in combinations(g, n)):
            weights = sp.symbols(f"w:{len(some)}", cls=sp.Dummy)
            total = Add(*(w * _below(c) for w, c in zip(weights, some, strict=True)))
            rows = sp.Poly(sp.expand(goals["infeasible"].left - total), *x).coeffs()
            for found in sp.linsolve(rows, *weights):
                pairs = zip(found, some, strict=True)
                if all(isinstance(c, Eq) or (v.is_number and v >= 0) for v, c in pairs):
                    return Says(Compared, relation=">", right=Integer(0), given=())
        raise Misfit("this is no sum of multiples of the constraints that are not negative")

    return rule
