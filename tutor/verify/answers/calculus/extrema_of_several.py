"""Local extrema and saddles of several variables, judged by second differences with eighty digits.

Every solution of the equations must be named, with a kind.  The kind follows
from the eigenvalues of a matrix of second difference quotients; where one is
zero, from values on small circles, as far as they tell.  Where level points fill lines, all of
each line must be named but for single points, and on slices of the plane no other level point may lie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from typing import Any

from sympy import (
    Complement,
    Derivative,
    Eq,
    Expr,
    FiniteSet,
    Gt,
    Integer,
    Intersection,
    Lt,
    Poly,
    Rational,
    S,
    Symbol,
    Tuple,
    Union,
    gcd,
    real_roots,
    simplify,
    together,
)

from tutor.core.claims import Compared, DerivativeOf, Equal, Extremum, SolutionSet, Substituted
from tutor.core.matrix import Matrix
from tutor.core.written import written
from tutor.verify.answers import Answer, Answers, Follows, Forms, Perhaps, Says, Value, Wherever
from tutor.verify.report import Misfit
from tutor.verify.values.numeric import Draws, NoValue, Number, Point, context
from tutor.verify.values.real_derivative import off_breaks, real_derivative

LOCAL = ("local_minimum", "local_maximum", "saddle")
MOST = 9
SENSES = {"minimum": ("minimum",), "maximum": ("maximum",), "both": ("minimum", "maximum")}
BEYOND = {"minimum": "<", "maximum": ">"}
SLICES = (Rational(37, 10), Rational(-53, 7))
TINY = context.mpf(10) ** -12


def answers(given: Mapping[str, Any]) -> Forms:
    f, x = given["f"], tuple(given["variables"])
    system = Tuple(*(Eq(Derivative(f, u), 0, evaluate=False) for u in x))
    critical = Says(SolutionSet, system=Value(system), unknowns=Tuple(*x), given=Wherever(f))
    hessian = Matrix.of([[real_derivative(f, u, v) for v in x] for u in x])
    named: dict[str, Answer] = {
        "critical": Follows(_all_named(f, x, critical)),
        "hessian": Says(Equal, after=Value(hessian, given=off_breaks(f))),
    }
    for k, u in enumerate(x, start=1):
        named[f"slope_{k}"] = Says(DerivativeOf, function=f, variable=u, given=Wherever(f))
    for kind, k in product(LOCAL, range(1, MOST + 1)):
        name = kind if k == 1 else f"{kind}_{k}"
        named[name] = Perhaps(Follows(_named(f, x, name, kind.replace("_", " "))))
    slopes = [real_derivative(f, u) for u in x]
    if any(not s.free_symbols and s != 0 for s in slopes):
        steep = next(s for s in slopes if not s.free_symbols and s != 0)
        named = {n: a for n, a in named.items() if n.startswith("slope")}
        constant = Says(Compared, left=Value(steep), relation="!=", right=Integer(0), given=())
        endless = {f"no_{kind}": constant for kind in SENSES.get(given.get("sense", ""), ())}
        return ({**named, "critical": constant, **endless},)
    found: list[dict[str, Answer]] = [named]
    for kind in SENSES.get(given.get("sense", ""), ()):
        found = [{**form, **one} for form in found for one in _global(f, x, kind)]
    return tuple(found)


def _extremum(f: Expr, x: Sequence[Symbol], kind: str) -> Says:
    return Says(
        Extremum, objective=f, variables=Tuple(*x), constraints=Tuple(), kind=kind, given=()
    )


def _named(
    f: Expr, x: Sequence[Symbol], name: str, kind: str
) -> Callable[[Mapping[str, Any]], Says]:
    """A point, or with a letter in it those of a line or of a part of it."""

    def rule(goals: Mapping[str, Any]) -> Says:
        goal = goals[name]
        if not goal.point.free_symbols:
            return _extremum(f, x, kind)
        return Says(Extremum, objective=f, variables=Tuple(*x), constraints=Tuple(), kind=kind)

    return rule


def _global(f: Expr, x: Sequence[Symbol], kind: str) -> Iterator[Answers]:
    yield {kind: _extremum(f, x, kind)}
    path = Says(Substituted, before=f)
    yield {f"no_{kind}": Follows(_endless(f, kind)), f"path_without_{kind}": Perhaps(path)}


def _endless(f: Expr, kind: str) -> Callable[[Mapping[str, Any]], Answer]:
    """On its path the function lies beyond a bound that has no end."""

    def rule(goals: Mapping[str, Any]) -> Answer:
        goal, followed = goals[f"no_{kind}"], goals.get(f"path_without_{kind}")
        if isinstance(goal, SolutionSet):
            if goal != goals["critical"] or goal.solutions.args:
                raise Misfit("there are points that could have this value")
            return Says(SolutionSet)
        along = f if followed is None else followed.after
        (t,) = goal.right.free_symbols
        sign = -1 if kind == "minimum" else 1
        ends = [s for s in (1, -1) if all(_leads(c, s) for c in goal.given)]
        far = [Point(Draws(0), {}, {t: s * context.mpf(10) ** 60}).of(goal.right) for s in ends]
        if not any(sign * value > 1000 for value in far):
            raise Misfit("the bound has an end")
        return Says(Compared, left=along, relation=BEYOND[kind])

    return rule


def _leads(condition: Any, sign: int) -> bool:
    kinds = ("StrictGreaterThan",) if sign > 0 else ("StrictLessThan",)
    return type(condition).__name__ in kinds and condition.args[1].is_Rational


def _all_named(f: Expr, x: Sequence[Symbol], critical: Says) -> Callable[[Any], Answer]:
    def rule(goals: Mapping[str, Any]) -> Answer:
        points = list(goals["critical"].solutions.args)
        lines = [p for p in points if p.free_symbols]
        parts = [c for n, c in goals.items() if n.startswith(LOCAL) and c.point.free_symbols]
        named = [
            (c.point, n)
            for n, c in goals.items()
            if n.startswith(LOCAL) and not c.point.free_symbols
        ]
        points = [p for p in points if p not in lines]
        _lines_named(lines, parts, [p for p, n in named if n.startswith("saddle")])
        if lines:
            _no_other(f, x, [*lines, *points])
        if len({p for p, _ in named}) < len(named):
            raise Misfit("a point is named twice")
        for point in points:
            kind = kind_of(f, x, point)
            names = [n for p, n in named if p == point]
            if kind and not (names and names[0].startswith(kind)):
                raise Misfit(f"the {kind} at {point} is not named")
        if any(p not in points and not any(_lies_on(p, line) for line in lines) for p, _ in named):
            raise Misfit("a point is named that is no solution")
        return critical

    return rule


def _lies_on(point: Tuple, line: Tuple) -> bool:
    there = {u: a for u, a in zip(line, point, strict=True) if u in line.free_symbols}
    return all(simplify(v.xreplace(there) - a) == 0 for v, a in zip(line, point, strict=True))


def _lines_named(
    lines: Sequence[Tuple], parts: Sequence[Extremum], saddles: Sequence[Tuple]
) -> None:
    """Each line is named but for single points, by points whose one letter runs along it.

    A point between parts of different kinds, or between saddles, is a saddle.
    """
    stretches: dict[Tuple, list[tuple[Any, str]]] = {line: [] for line in lines}
    for part in parts:
        (t,) = part.point.free_symbols
        line = next((p for p in lines if _renamed(p, t) == part.point), None)
        if line is None:
            raise Misfit("a line is named that is no solution")
        for condition in part.given:
            if not isinstance(condition, Gt | Lt) or condition.args[0] != t:
                raise Misfit(f"{written(condition)} is no part of a line")
        there = Intersection(S.Reals, *(c.as_set() for c in part.given))
        stretches[line].append((there, part.kind))
    for line, known in stretches.items():
        left = Complement(S.Reals, Union(*(there for there, _ in known)))
        if not isinstance(left, FiniteSet) and left != S.EmptySet:
            raise Misfit("a part of a line of solutions is not named")
        for place in left:
            beside = {kind for there, kind in known if place in there.boundary}
            point = _renamed(line, place)
            if (len(beside) > 1 or beside == {"saddle"}) and point not in saddles:
                raise Misfit(f"the saddle at {written(point)} is not named")


def _renamed(line: Tuple, value: Expr) -> Tuple:
    """The points of a line with a letter or a number for the unknown that is free."""
    return line.xreplace(dict.fromkeys(line.free_symbols, value))


def _no_other(f: Expr, x: Sequence[Symbol], points: Sequence[Tuple]) -> None:
    """On lines along the axes there is no level point but the ones that are listed."""
    slopes = [together(real_derivative(f, u)).as_numer_denom()[0] for u in x]
    for k, a in product(range(len(x)), SLICES):
        other = x[1 - k]
        common = reduce(gcd, (Poly(s.xreplace({x[k]: a}), other) for s in slopes))
        for root in real_roots(common.as_expr(), other) if common.degree() > 0 else ():
            there = Tuple(a, root) if k == 0 else Tuple(root, a)
            if not any(_lies_on(there, p) for p in points):
                raise Misfit(f"{written(there)} is a solution that is missing")


def kind_of(f: Expr, x: Sequence[Symbol], point: Tuple) -> str:
    """What second differences say, or nothing where an eigenvalue is zero."""
    with context.workdps(80):
        start = Point(Draws(0), {})
        centre = [start.of(c) for c in point.args]
        step, size = context.mpf(10) ** -20, range(len(x))

        def height(*shift: Number) -> Number:
            moved = {u: c + s for u, c, s in zip(x, centre, shift, strict=True)}
            return start.moved(moved).of(f)

        def axis(k: int, sign: int) -> list[Number]:
            return [sign * step * (j == k) for j in size]

        def both(i: int, j: int, a: int, b: int) -> list[Number]:
            return [p + q for p, q in zip(axis(i, a), axis(j, b), strict=True)]

        try:
            bends = context.matrix(
                [
                    [
                        sum(
                            a * b * height(*both(i, j, a, b)) for a, b in product((1, -1), repeat=2)
                        )
                        / (4 * step**2)
                        for j in size
                    ]
                    for i in size
                ]
            )
        except NoValue:
            return ""
        values = context.eigsy(bends, eigvals_only=True)
    signs = {0 if abs(v) < TINY else 1 if v > 0 else -1 for v in values}
    if {1, -1} <= signs:
        return "saddle"
    if signs == {1}:
        return "local_minimum"
    return "local_maximum" if signs == {-1} else ""
