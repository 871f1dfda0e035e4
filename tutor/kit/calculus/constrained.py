"""Extreme values under constraints: which candidates are extreme, and why.

If the constraint set is bounded, the extreme value theorem promises a smallest
and a largest value, and the candidates only have to be compared.  Otherwise
the constraint is solved for a variable: the function that is left stays above
a candidate's value, or runs away along a path.  Second derivatives along the
constraint classify the other candidates.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import cos, floor, isfinite, log2, pi, sin

import sympy as sp
from sympy import Add, Eq, Expr, Gt, Integer, Lt, Poly, Rational, Symbol, Tuple
from sympy.polys.polyerrors import PolynomialError

from tutor.core.claims import Choice, Claim, Compared, Conditions, Equal, Substituted
from tutor.core.step import Step, step
from tutor.kit.free_letters import parameter
from tutor.kit.real_values import columns
from tutor.kit.sums_of_squares import squares_of
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import MINUS, ZERO, added, equation, negated, power, times

SIDES = {"minimum": 1, "maximum": -1}
LINE = [s * 2.0**k for k in range(-12, 21) for s in (1, -1)] + [0.0]
DENSE = [*LINE, *(k / 4 for k in range(-400, 401))]
COARSE = [-1000.0, -30.0, -7.0, -3.0, -1.0, -0.3, 0.0, 0.2, 0.5, 1.0, 2.0, 5.0, 20.0, 500.0]
FAR = 2.0**30
NOT_REAL = (sp.zoo, sp.nan, sp.I)  # in a function without real values there, as in ln(y) at y = 0
LARGEST_SHIFT = 1000
STARTS = (Integer(1), Integer(10), Integer(100), Integer(10_000))


@dataclass(frozen=True, slots=True)
class Graph:
    """The constraint solved for some variables.

    `whole` says that every choice of the free variables gives a point, and
    every point comes from one; otherwise a denominator may not be zero.
    """

    solved: Tuple
    free: tuple[Symbol, ...]
    restricted: Expr
    whole: bool


def highest_form(expr: Expr, unknowns: Sequence[Symbol]) -> tuple[Expr, int] | None:
    """The terms of highest degree, and the degree; None if it is no polynomial."""
    try:
        poly = Poly(expr, *unknowns)
    except PolynomialError:
        return None
    degree = poly.total_degree()
    terms = [(m, c) for m, c in poly.terms() if sum(m) == degree]
    return Poly(dict(terms), *unknowns).as_expr(), int(degree)


def growth_bound(
    expr: Expr, unknowns: Sequence[Symbol], written: Sequence[Expr] = ()
) -> Equal | Compared | None:
    """The highest terms are at least a positive multiple of a power of the distance, if they are.

    For squares that is an equation if they are one of the expressions that the problem has `written`:
    the rest is a sum of squares too.
    """
    found = highest_form(expr, unknowns)
    if found is None or found[1] % 2 or found[1] == 0 or expr.free_symbols - set(unknowns):
        return None
    form, degree = found
    around = [list(column) for column in zip(*_directions(len(unknowns)), strict=True)]
    others = dict(zip(unknowns[1:], around[1:], strict=True))
    values = columns(form, unknowns[0], around[0], others)
    least = min(values)
    if least <= 1e-6 * max(map(abs, values)):
        return None
    squares = Add(*(u**2 for u in unknowns))
    distance = power(squares, Integer(degree // 2))
    factor = _below(least, exact=_is_diagonal(form, unknowns))
    bound = distance if factor == 1 else times(factor, distance)
    if degree == 2 and any(sp.expand(form - e) == 0 for e in written):
        rest = squares_of(sp.expand(form - factor * squares), unknowns)
        if rest is not None:
            return Equal(form, added(bound, *rest))
    return Compared(form, ">=", bound)


def bowl(f: Expr, unknowns: Sequence[Symbol], kind: str) -> Compared | None:
    """That f is above (below) a bowl, if it is a sum of polynomials in one variable that all grow (fall) far out."""
    side = SIDES[kind]
    if not f.is_polynomial(*unknowns):
        return None
    terms = Add.make_args(sp.expand(side * f))
    parts = [Poly(Add(*(t for t in terms if t.has(u))), u) for u in unknowns]
    if sp.expand(side * f - Add(*(p.as_expr() for p in parts))).free_symbols:
        return None
    if any(p.degree() < 2 or p.degree() % 2 or p.LC() <= 0 for p in parts):
        return None
    if not all(c.is_Rational for p in parts for c in p.coeffs()):
        return None
    factor = min([Integer(1), *(p.LC() / 2 for p in parts if p.degree() == 2)])
    least = sum(
        min(float(rest.eval(r)) for r in sp.real_roots(rest.diff()))
        for rest in (p - Poly(factor * u**2, u) for p, u in zip(parts, unknowns, strict=True))
    )
    bottom = floor(least + float(f.xreplace(dict.fromkeys(unknowns, ZERO))) * side)
    bound = Add(*(factor * u**2 for u in unknowns), Integer(bottom))
    return Compared(f, ">=" if side > 0 else "<=", sp.expand(side * bound))


def growth_towards(f: Expr, unknowns: Sequence[Symbol], kind: str) -> Equal | Compared | None:
    """Why f has a smallest (largest) value on every closed set: it grows (falls) far out."""
    if kind == "minimum":
        return growth_bound(f, unknowns, [f])
    found = growth_bound(sp.expand(-f), unknowns, [-f])
    if found is None:
        return None
    if isinstance(found, Equal):
        return Equal(sp.expand(-found.before), times(MINUS, found.after))
    return Compared(sp.expand(-found.left), "<=", negated(found.right))


def multiplied_out(f: Expr) -> tuple[Equal, ...]:
    """That a function is what its brackets give, if it has any; its terms of highest degree are seen there."""
    whole = sp.expand(f)
    return () if whole == f else (Equal(f, whole),)


def _is_diagonal(form: Expr, unknowns: Sequence[Symbol]) -> bool:
    return all(sum(e > 0 for e in m) == 1 and max(m) == 2 for m, _ in Poly(form, *unknowns).terms())


def _below(least: float, exact: bool) -> Rational:
    """A simple number that is positive and not above `least`."""
    if exact:
        return Rational(least).limit_denominator(1000)
    for q in (1, 2, 3, 4, 5, 8, 10, 100, 10_000):
        if p := int(0.95 * least * q):
            return Rational(p, q)
    return Rational(least / 2).limit_denominator(10**9)


def _directions(size: int) -> Iterator[tuple[float, ...]]:
    if size == 1:
        yield from ((1.0,), (-1.0,))
    elif size == 2:
        yield from ((cos(pi * k / 180), sin(pi * k / 180)) for k in range(360))
    else:
        for j, k in product(range(37), range(72)):
            a, b = pi * j / 36, pi * k / 36
            yield sin(a) * cos(b), sin(a) * sin(b), cos(a)


def bounded_set(
    equations: Sequence[Eq], sides: Sequence[Expr], unknowns: Sequence[Symbol]
) -> tuple[Claim, ...] | None:
    """Why the constraints leave a bounded set, if they do, and what the reason rests on.

    One of them is enough if its highest terms outgrow the rest in all
    variables; with two, a variable may first be expressed by the others.
    """
    constraints = [sp.expand(e.lhs - e.rhs) for e in equations]
    for e, g in zip(equations, constraints, strict=True):
        for side in (g, sp.expand(-g)):
            if (bound := growth_bound(side, unknowns, e.args)) is not None:
                return (bound,)
    if len(constraints) == 2:
        for g, other, shown in zip(constraints, constraints[::-1], sides[::-1], strict=True):
            found = _solvable(g, unknowns)
            if found is not None and found[2] and not found[1].has(sp.Pow):
                rest = [u for u in unknowns if u != found[0]]
                inserted = sp.expand(other.xreplace({found[0]: found[1]}))
                for side in (inserted, sp.expand(-inserted)):
                    if (bound := growth_bound(side, rest)) is not None:
                        put = Tuple(equation(*found[:2]))
                        return (bound, Substituted(shown, put, inserted), Choice(put))
    return None


def graph(f: Expr, constraints: Sequence[Expr], unknowns: Sequence[Symbol]) -> Graph | None:
    """The constraint solved for as many variables as it has equations, or None."""
    free, solved = list(unknowns), dict[Symbol, Expr]()
    whole = True
    for g in constraints:
        g = sp.expand(g.xreplace(solved))
        found = _solvable(g, free)
        if found is None:
            return None
        u, value, plain = found
        whole = whole and plain
        solved = {v: sp.expand(w.xreplace({u: value})) for v, w in solved.items()}
        solved[u] = value
        free.remove(u)
    restricted = f.xreplace(solved)
    pairs = Tuple(*(equation(u, v) for u, v in solved.items()))
    return Graph(pairs, tuple(free), tidy(sp.expand(restricted)), whole)


def branches(f: Expr, constraints: Sequence[Expr], unknowns: Sequence[Symbol]) -> list[Graph]:
    """Parts of the set that one constraint splits into: where a factor is zero that solves for a variable."""
    if len(constraints) != 1:
        return []
    factors = [p for p, _ in sp.factor_list(constraints[0], *unknowns)[1]]
    found = (graph(f, [p], unknowns) for p in factors if len(factors) > 1)
    return [part for part in found if part is not None and part.whole]


def _solvable(g: Expr, unknowns: Sequence[Symbol]) -> tuple[Symbol, Expr, bool] | None:
    """An unknown that occurs once, in an odd power, its value, and whether its factor is a number."""
    for odd in (1, 3, 5):
        for u in unknowns:
            try:
                poly = Poly(g, u)
            except PolynomialError:
                continue
            terms = {e: c for (e,), c in poly.terms()}
            if set(terms) - {0} == {odd} and terms[odd].is_Rational:
                value = sp.expand(-terms.get(0, Integer(0)) / terms[odd])
                if value.free_symbols <= set(unknowns):
                    return u, value if odd == 1 else power(value, Rational(1, odd)), True
    for u in unknowns:
        poly = Poly(g, u)
        if poly.degree() == 1:
            return u, sp.cancel(-poly.nth(0) / poly.nth(1)), False
    return None


def ways_out(f: Expr, unknowns: tuple[Symbol, ...]) -> Iterator[Graph]:
    """Where paths may lead that end nowhere: along each of the axes, and towards places without a value.

    Such a place is a zero of a denominator; 1/t is the distance from it.
    """
    for k in range(len(unknowns)):
        whole = graph(f, (), (*unknowns[k:], *unknowns[:k]))
        assert whole is not None
        yield whole
    t = parameter(unknowns)
    denominator = sp.fraction(sp.together(f))[1]
    for factor, _ in sp.factor_list(denominator)[1]:
        if factor.is_polynomial(*unknowns) and (found := _solvable(factor, unknowns)):
            u, value, plain = found
            beside = value + 1 / t
            others = tuple(v for v in unknowns if v != u)
            restricted = tidy(sp.expand(f.xreplace({u: beside})))
            yield Graph(Tuple(equation(u, beside)), (t, *others), restricted, plain)


def stays_beyond(found: Graph, value: Expr, kind: str, given: Conditions = ()) -> Compared | None:
    """The restricted function is nowhere better than the value, as far as many places show."""
    side, limit = SIDES[kind], float(value)
    values = _samples(found)
    if not values or any(side * (v - limit) < -1e-9 * max(1, abs(limit)) for v in values):
        return None
    relation = ">=" if side > 0 else "<="
    inside = tuple(c.xreplace(dict(e.args for e in found.solved)) for c in given)
    return Compared(found.restricted, relation, value, inside)


def _samples(found: Graph) -> list[float]:
    if len(found.free) == 1:
        values = columns(found.restricted, found.free[0], LINE)
    else:
        t, *others = found.free
        values = []
        for fixed in product(COARSE, repeat=len(others)):
            known = {u: sp.Rational(v) for u, v in zip(others, fixed, strict=True)}
            along = found.restricted.xreplace(known)
            values += [] if along.has(*NOT_REAL) else columns(along, t, LINE)
    return [v for v in values if isfinite(v)]


def runs_away(
    found: Graph, f: Expr, kind: str
) -> Generator[Step, None, tuple[Compared, Substituted | None] | None]:
    """Find a path along which f gets better beyond every bound, if there is one.

    Returns what f exceeds on it and, unless the path leaves f as it is, what f becomes there.
    """
    t, *others = found.free
    for fixed in product((0, 1, -1, 2), repeat=len(others)):
        known = {u: Integer(v) for u, v in zip(others, fixed, strict=True)}
        along = found.restricted.xreplace(known)
        if along.has(*NOT_REAL):
            continue
        for direction in (1, -1):
            claim = outgrows(along, t, direction, -SIDES[kind])
            if claim is not None:
                chosen = [equation(u, v) for u, v in known.items()]
                chosen += [equation(e.lhs, e.rhs.xreplace(known)) for e in found.solved]
                used = Tuple(*(e for e in chosen if f.has(e.lhs)))
                path = Substituted(f, used, claim.left) if used else None
                if path is not None:
                    yield step("follow_path", path, Choice(used))
                return claim, path
    return None


def outgrows(along: Expr, t: Symbol, direction: int, sign: int) -> Compared | None:
    """`along` is past a multiple of a power of t, less a number or beyond some place.

    `sign` is 1 if it grows and -1 if it falls.
    """
    near, far = columns(along, t, [direction * FAR, direction * 2 * FAR])
    if not isfinite(near) or not isfinite(far) or sign * near < 1 or sign * far <= sign * near:
        return None
    degree = Rational(round(6 * log2(far / near)), 6)
    size = t if direction > 0 else times(Integer(-1), t)
    if degree <= 0:
        return None
    factor = _below(abs(far) / (2 * FAR) ** float(degree) / 2, exact=False)
    bound = sp.expand(sign * factor * power(size, degree).doit())
    relation = ">" if sign > 0 else "<"
    gaps = [
        sign * (b - v)
        for v, b in zip(columns(along, t, DENSE), columns(bound, t, DENSE), strict=True)
    ]
    if all(map(isfinite, gaps)) and max(gaps) < LARGEST_SHIFT:
        shift = max(0, int(max(gaps)) + 1)
        return Compared(along, relation, bound - sign * shift)
    for start in STARTS:
        places = [direction * float(start) * 1.5**k for k in range(60)]
        values, bounds = columns(along, t, places), columns(bound, t, places)
        if all(sign * (v - b) > 0 for v, b in zip(values, bounds, strict=True)):
            given = (Gt(t, start),) if direction > 0 else (Lt(t, -start),)
            return Compared(along, relation, bound, given)
    return None
