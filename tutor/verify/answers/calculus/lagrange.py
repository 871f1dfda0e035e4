"""Extreme values under equations: the claims are about the function and the equations of the problem.

The system for the multipliers is written with derivatives that are not worked out and is
compared by difference quotients.  A minimum is a claim about this function on
these equations, which the verifier tries at points of its own; that there is none must
be seen on a path that fulfils the equations and on a bound that has no end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from itertools import combinations, product
from typing import Any

import sympy as sp
from sympy import Add, Derivative, Eq, Expr, Integer, Mul, Symbol, Tuple

from tutor.core.claims import Equal, Equivalent, Extremum, SolutionSet, Substituted
from tutor.core.written import written
from tutor.verify.answers import Answer, Answers, Follows, Forms, Perhaps, Says, Value, Wherever
from tutor.verify.answers.real_points import TINY, Corner, real_points
from tutor.verify.answers.unbounded import endless, path
from tutor.verify.points.places import shown
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, Point, context
from tutor.verify.values.real_derivative import real_derivative

KINDS = {"minimum": ("minimum",), "maximum": ("maximum",), "both": ("minimum", "maximum")}
LOCAL = ("local minimum", "local maximum", "saddle")
MOST = 4  # so many points that are not extreme overall are classified, by increasing value

Corners = list[Corner] | None


def answers(given: Mapping[str, Any]) -> Forms:
    f, g = given["f"], given["g"]
    letters = tuple(sorted(f.free_symbols | g.free_symbols, key=str))
    x = tuple(given.get("variables") or letters)
    typed, bases = g, _reduced(g, x)
    g = _distinct(bases, x)
    kinds = KINDS[given["sense"]]
    domain, unknowns = Wherever(f), Tuple(*x)
    value = Symbol("w" if Symbol("w") not in x else "w_0")
    system = Tuple(Eq(value, f, evaluate=False), *g)
    empty = Says(SolutionSet, system=system, unknowns=Tuple(*x, value), solutions=Tuple(), given=())
    always: dict[str, Answer] = {}
    corners: Corners = None
    if len(g) < len(x):
        corners = corners_of(f, g, x)
        candidates = _candidates(f, g, x)
        for name in _names("degenerate", max(MOST, len(corners or ()))):
            always[name] = Perhaps(Follows(_is_corner(g, x, name, corners)))
        always["candidates"] = Follows(_corners_named(candidates, corners))
        if bases != typed:
            always["simpler"] = Follows(_bases(typed, bases, unknowns))
    feasible: dict[str, Answer] = {
        "feasible": Says(SolutionSet, system=g, unknowns=unknowns, given=domain),
        **{f"{kind}_value": Follows(_best(f, kind)) for kind in kinds},
    }
    others = {
        name: Perhaps(_extremum(f, g, unknowns, kind)) for kind in LOCAL for name in _names(kind)
    }
    constant: dict[str, Answer] = {
        "constant": Follows(_one_value(f, typed)),
        **{f"some_{kind}": _extremum(f, g, unknowns, kind) for kind in kinds},
    }
    found: list[Answers] = [{"infeasible": empty}, constant, {**always, **feasible}]
    for forms in product(*(_decided(f, g, unknowns, kind) for kind in kinds)):
        settled = {name: answer for form in forms for name, answer in form.items()}
        form = {**always, **settled, **others}
        if always:
            form["candidates"] = Follows(_all_named(f, g, x, candidates, corners))
        found.append(form)
    return tuple(found)


def _reduced(g: Tuple, x: tuple[Symbol, ...]) -> Tuple:
    """The equations, with the base where one says that a power is zero.

    A factor that comes more than once is shared with all derivatives.
    """
    found = []
    for e in g:
        side = sp.expand(e.lhs - e.rhs)
        if side.free_symbols and side.is_polynomial(*x):
            whole = sp.Poly(side, *x)
            shared = reduce(sp.gcd, map(whole.diff, x), whole)
            if shared.total_degree():
                base = sp.quo(whole, shared).primitive()[1]
                base = base if base.LC() > 0 else -base
                e = Eq(base.as_expr(), 0, evaluate=False)
        found.append(e)
    return Tuple(*found)


def _bases(typed: Tuple, bases: Tuple, unknowns: Tuple) -> Callable[[Mapping[str, Any]], Says]:
    """That the bases take the place of the equations as they were typed, perhaps factored."""

    def rule(goals: Mapping[str, Any]) -> Says:
        factored = goals["simpler"].before
        for e, other in zip(typed, factored.args, strict=True):
            if sp.expand((e.lhs - e.rhs) - (other.lhs - other.rhs)) != 0:
                raise Misfit(f"{written(other)} is not the constraint {written(e)}")
        return Says(Equivalent, before=factored, after=bases, unknowns=unknowns, given=())

    return rule


def _distinct(g: Tuple, x: tuple[Symbol, ...]) -> Tuple:
    """The equations without those whose difference is a multiple of another one's."""
    for k, e in reversed(list(enumerate(g))):
        others = Tuple(*g[:k], *g[k + 1 :])
        if any(_is_multiple(e, other, x) for other in others):
            return _distinct(others, x)
    return g


def _is_multiple(e: Eq, other: Eq, x: tuple[Symbol, ...]) -> bool:
    quotient = sp.cancel((e.lhs - e.rhs) / (other.lhs - other.rhs))
    return bool(other.free_symbols and quotient.is_polynomial(*x))


def _candidates(f: Expr, g: Tuple, x: tuple[Symbol, ...]) -> Says:
    names = ("lambda",) if len(g) == 1 else tuple(f"lambda_{k + 1}" for k in range(len(g)))
    multipliers = [Symbol(name) for name in names]
    rows = []
    for u in x:
        pulls = (Mul(m, Derivative(e.lhs - e.rhs, u)) for m, e in zip(multipliers, g, strict=True))
        rows.append(Eq(Derivative(f, u), Add(*pulls), evaluate=False))
    system = Value(Tuple(*rows, *g))
    return Says(SolutionSet, system=system, unknowns=Tuple(*x, *multipliers), given=Wherever(f))


def _one_value(f: Expr, g: Tuple) -> Callable[[Mapping[str, Any]], Answer]:
    """That f is one number wherever the equations hold."""

    def rule(goals: Mapping[str, Any]) -> Answer:
        if goals["constant"].after.free_symbols:
            raise Misfit("it should be a number")
        return Says(Equal, before=f, given=tuple(g))

    return rule


def _names(kind: str, most: int = MOST) -> tuple[str, ...]:
    first = kind.replace(" ", "_")
    return first, *(f"{first}_{k}" for k in range(2, most + 1))


def corners_of(f: Expr, g: Tuple, x: tuple[Symbol, ...]) -> Corners:
    """The real points where the gradients of the equations depend on one another and f has a value."""
    numerators = [sp.numer(sp.together(e.lhs - e.rhs)) for e in g]
    rows = sp.Matrix([[real_derivative(n, u) for u in x] for n in numerators])
    columns = combinations(range(len(x)), len(numerators))
    minors = [rows.extract(list(range(rows.rows)), list(c)).det() for c in columns]
    return real_points([*numerators, *minors], x, (f, *(e.lhs - e.rhs for e in g)))


def _covers(goal: Any, corner: Mapping[Symbol, Any]) -> bool:
    """Whether the values that a goal inserts are those of the point."""
    at = Point(Draws(0), {})
    return all(abs(at.of(e.args[1]) - corner[e.args[0]]) < TINY for e in goal.values.args)


def _is_corner(
    g: Tuple, x: tuple[Symbol, ...], name: str, corners: Corners
) -> Callable[[Mapping[str, Any]], Answer]:
    normals = _normals(g, x)
    zeros = Tuple(*(Integer(0) for _ in normals))
    answer = Says(Substituted, before=Value(normals), after=zeros)

    def rule(goals: Mapping[str, Any]) -> Answer:
        if corners is not None and not any(_covers(goals[name], c) for c in corners):
            raise Misfit("at this point the gradients are independent, or it is none of the set")
        return answer

    return rule


def _corners_named(answer: Answer, corners: Corners) -> Callable[[Mapping[str, Any]], Answer]:
    """The answer, if the goals name every point where the gradients depend on one another."""

    def rule(goals: Mapping[str, Any]) -> Answer:
        named = [goal for name, goal in goals.items() if name.startswith("degenerate")]
        for corner in corners or ():
            if not any(_covers(goal, corner) for goal in named):
                where = ", ".join(f"{u} = {shown(v)}" for u, v in corner.items())
                raise Misfit(f"the point {where}, which has no multiplier, is not named")
        return answer

    return rule


def _all_named(
    f: Expr, g: Tuple, x: tuple[Symbol, ...], answer: Answer, corners: Corners
) -> Callable[[Mapping[str, Any]], Answer]:
    """The candidates, if the goals name every one that second derivatives classify.

    Points where the gradients depend on one another are candidates as well, and take a place among
    the first ones by value.
    """
    at_corners = [Point(Draws(0), {}, corner).of(f) for corner in corners or ()]

    def rule(goals: Mapping[str, Any]) -> Answer:
        _corners_named(answer, corners)(goals)
        if corners is None and "degenerate" in goals:
            return answer
        size = len(x)
        best = {
            p
            for n in ("minimum", "maximum")
            if f"{n}_points" in goals
            for p in goals[f"{n}_points"].solutions
        }
        solutions = [s for s in goals["candidates"].solutions if Tuple(*s[:size]) not in best]
        values = [sp.N(f.xreplace(dict(zip(x, s, strict=False))), 30) for s in solutions]
        for solution, value in zip(solutions, values, strict=True):
            if sum(bool(v <= value + TINY) for v in (*values, *at_corners)) > MOST:
                continue
            kind, point = _kind(f, g, x, solution), Tuple(*solution[:size])
            named = [goals[n].point for n in _names(kind) if n in goals] if kind else [point]
            if point not in named:
                raise Misfit(f"the {kind} at {point} is not named")
        return answer

    return rule


def _kind(f: Expr, g: Tuple, x: tuple[Symbol, ...], solution: Tuple) -> str:
    """What the eigenvalues of the second derivatives along the equations say, if they do.

    They are those of f less the multiples of the equations, on the vectors orthogonal to the
    gradients.  Determinants with a border tell less where the first few letters do not move
    the equations independently; nothing is said there, and of saddles in two directions only.
    """
    sides = [e.lhs - e.rhs for e in g]
    multiples = Add(*(m * d for m, d in zip(solution[len(x) :], sides, strict=True)))
    place = dict(zip(x, solution, strict=False))

    def at(expression: Expr) -> Any:
        return context.mpf(sp.N(expression.xreplace(place), 40))

    bends = context.matrix([[at(real_derivative(f - multiples, u, v)) for v in x] for u in x])
    normals = context.matrix([[at(real_derivative(d, u)) for u in x] for d in sides])
    _, _, turned = context.svd_r(normals, full_matrices=True)
    along = turned[len(sides) :, :]
    signs = [
        0 if abs(value) < TINY else 1 if value > 0 else -1
        for value in context.eigsy(along * bends * along.T, eigvals_only=True)
    ]
    _, sizes, _ = context.svd_r(normals[:, : len(sides) + 1])
    if abs(min(sizes)) > TINY and len(set(signs)) == 1 and signs[0]:
        return "local minimum" if signs[0] > 0 else "local maximum"
    return "saddle" if sorted(signs) == [-1, 1] else ""


def _normals(g: Tuple, x: tuple[Symbol, ...]) -> Tuple:
    """The derivatives of one equation, or the determinants of those of two."""
    rows = [[Derivative(e.lhs - e.rhs, u) for u in x] for e in g]
    if len(rows) == 1:
        return Tuple(*rows[0])
    (a, b) = rows
    return Tuple(*(a[i] * b[j] - a[j] * b[i] for i, j in combinations(range(len(x)), 2)))


def _extremum(f: Expr, g: Tuple, unknowns: Tuple, kind: str) -> Says:
    return Says(
        Extremum, objective=f, variables=unknowns, constraints=g, kind=kind, given=Wherever(f)
    )


def _decided(f: Expr, g: Tuple, unknowns: Tuple, kind: str) -> tuple[dict[str, Answer], ...]:
    """There is a best value, with all its places, or there is none."""

    def places(goals: Mapping[str, Any]) -> Tuple:
        return Tuple(Eq(f, goals[kind].value, evaluate=False), *g)

    points = Says(SolutionSet, system=Follows(places), unknowns=unknowns, given=Wherever(f))
    best: dict[str, Answer] = {
        kind: _extremum(f, g, unknowns, kind),
        f"{kind}_points": points,
    }
    way = f"path_without_{kind}"
    gone = Follows(endless(f, kind))
    followed = Says(Substituted, before=f, values=Follows(path(g, way)))
    return best, {f"no_{kind}": gone, way: followed}, {f"no_{kind}": gone}


def _best(f: Expr, kind: str) -> Callable[[Mapping[str, Any]], Says]:
    """The smallest or largest value of f at the points that fulfil the equations."""

    def rule(goals: Mapping[str, Any]) -> Says:
        known = goals["feasible"]
        points = [dict(zip(known.unknowns, p, strict=True)) for p in known.solutions.args]
        at = Point(Draws(0), {})
        choose = min if kind == "minimum" else max
        return Says(
            Substituted, before=f, after=Value(choose(at.of(f.xreplace(p)) for p in points))
        )

    return rule
