"""What inequalities say together: they contradict one another, bound a set, or leave a way out.

Each answer is a formula that can be read: a sum of multiples of the constraints that
is positive everywhere, bounds for every variable, the function as a value plus terms
that are not negative, or a path to infinity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from operator import itemgetter

import sympy as sp
from sympy import Expr, Gt, Integer, Poly, Rational, Symbol, Tuple

from tutor.core.claims import Compared, Equal
from tutor.kit.calculus import constrained
from tutor.kit.calculus.kkt import Program
from tutor.kit.real_values import columns
from tutor.kit.sums_of_squares import squares_around
from tutor.kit.unevaluated import ZERO, added, equation, negated, without_ones

WEIGHTS = sorted(
    {Rational(p, q) for p in range(1, 9) for q in (1, 2, 3, 4)}, key=lambda w: (w.q, w.p)
)
FAR = Integer(2) ** 20  # where paths are looked at first
STARTS = (1, 10, 100, 10_000)  # of a path, beyond all roots of its formulas


def contradiction(program: Program) -> tuple[Equal, Equal] | None:
    """A sum of multiples of the sides, which should be at most 0, that is positive everywhere.

    With it comes what it is in the names of the sides.
    """
    size = len(program.sides)
    for count in range(1, size + 1):
        for chosen in combinations(range(size), count):
            for weights in _weights(program, chosen):
                pairs = list(zip(weights, (program.sides[k] for k in chosen), strict=True))
                total = sp.expand(sum(w * g for w, g in pairs))
                squares = _positive(total, program.unknowns)
                if squares is not None:
                    written = added(*(without_ones(w, g) for w, g in pairs))
                    names = (program.names[k] for k in chosen)
                    named = added(*map(without_ones, weights, names))
                    return Equal(written, squares), Equal(named, written)
    return None


def _weights(program: Program, chosen: Sequence[int]) -> Iterator[tuple[Rational, ...]]:
    """Positive weights that may lead to a contradiction; exact ones for linear constraints."""
    polys = [Poly(program.sides[k], *program.unknowns) for k in chosen]
    if all(p.total_degree() < 2 for p in polys):
        rows = sp.Matrix([[p.coeff_monomial(u) for p in polys] for u in program.unknowns])
        for vector in rows.nullspace():
            scaled = vector / (next(v for v in vector if v != 0))
            if all(v > 0 for v in scaled):
                yield tuple(scaled)
    elif len(chosen) < 3:
        yield from ((Integer(1), *rest) for rest in product(WEIGHTS, repeat=len(chosen) - 1))
    else:
        few = [w for w in WEIGHTS if w.q == 1]
        yield from ((Integer(1), *rest) for rest in product(few, repeat=len(chosen) - 1))


def _positive(total: Expr, unknowns: Sequence[Symbol]) -> Expr | None:
    """A quadratic polynomial as a positive number plus squares, or None if it is no such sum."""
    if Poly(total, *unknowns).total_degree() > 2:
        return None
    slopes = [sp.diff(total, u) for u in unknowns]
    lowest = next(iter(sp.linsolve(slopes, *unknowns)), None)
    if lowest is None:
        return None
    point = {
        u: v.xreplace(dict.fromkeys(unknowns, ZERO)) for u, v in zip(unknowns, lowest, strict=True)
    }
    least = total.xreplace(point) if total.free_symbols else total
    squares = squares_around(total - least, point)
    return added(least, *squares) if least > 0 and squares is not None else None


def box(program: Program) -> list[tuple[Compared, Equal]]:
    """Bounds of every variable that follow from the linear constraints; none if one is missing.

    With each stands the sum of multiples of the constraints that shows it.
    """
    sides = list(zip(program.inequalities, program.sides, strict=True))
    for e in program.equations:  # a multiple of either sign may be added
        sides += [(e, e.lhs - e.rhs), (e, e.rhs - e.lhs)]
    rows = [(c, Poly(g, *program.unknowns)) for c, g in sides]
    linear = [(typed, poly) for typed, poly in rows if poly.total_degree() == 1]
    given = tuple(dict.fromkeys(typed for typed, _ in linear))
    found = []
    for k, u in enumerate(program.unknowns):
        for sign, relation in ((-1, ">="), (1, "<=")):
            goal = [Integer(sign * (j == k)) for j in range(len(program.unknowns))]
            best = min(_bounds([p for _, p in linear], goal), default=None, key=itemgetter(0))
            if best is None:
                return []
            bound, parts = best
            form = u if sign > 0 else negated(u)
            above = form if bound == 0 else added(form, negated(bound))
            shown = Equal(added(*(without_ones(w, g.as_expr()) for w, g in parts)), above)
            found.append((Compared(u, relation, sign * bound, given), shown))
    return found


def _bounds(linear: list[Poly], goal: list[Expr]) -> Iterator[tuple[Expr, list[tuple[Expr, Poly]]]]:
    """Upper bounds of a linear form: the form as a sum of positive multiples of the constraints."""
    for count in range(1, len(linear) + 1):
        for chosen in combinations(linear, count):
            columns = [[p.coeff_monomial(u) for u in p.gens] for p in chosen]
            solved = sp.linsolve((sp.Matrix(columns).T, sp.Matrix(goal)))
            for weights in solved:
                if not weights.free_symbols and all(w >= 0 for w in weights):
                    pairs = [(w, p) for w, p in zip(weights, chosen, strict=True) if w != 0]
                    yield -sum(w * p.coeff_monomial(1) for w, p in pairs), pairs


def runaways(program: Program, kind: str) -> Iterator[tuple[Compared, Tuple, list[Compared]]]:
    """Paths in the feasible set along which f leaves every bound.

    Each comes as what f exceeds on it, the path, and why each inequality holds there.
    """
    t = next(s for s in map(Symbol, "tsrq") if s not in program.unknowns)
    graph = constrained.graph(
        program.f, [e.lhs - e.rhs for e in program.equations], program.unknowns
    )
    if graph is None or not graph.whole or program.given:
        return
    moves = [t, -t, ZERO, *map(Integer, (1, -1, 2, -2)), t**2, -(t**2)]
    if len(graph.free) < 3:  # so that a narrow way out is found
        moves += [k * t for k in (2, -2, 3, -3, 4, -4)]
    better = 1 if kind == "maximum" else -1
    for chosen in _promising(program, graph, list(product(moves, repeat=len(graph.free))), better):
        known = dict(zip(graph.free, chosen, strict=True))
        known |= {e.lhs: sp.expand(e.rhs.xreplace(known)) for e in graph.solved}
        along = sp.expand(program.f.xreplace(known))
        sides = [sp.expand(g.xreplace(known)) for g in program.sides]
        if not along.has(t) or not all(map(_ends_below, sides)):
            continue
        claim = constrained.outgrows(along, t, 1, better)
        below = [c for g in sides if (c := _below(g, t)) is not None]
        if claim is not None and len(below) == len(sides):
            path = Tuple(*(equation(u, known[u]) for u in program.unknowns))
            yield claim, path, below


def _promising(
    program: Program, graph: constrained.Graph, paths: list[tuple[Expr, ...]], better: int
) -> Iterator[tuple[Expr, ...]]:
    """The paths that lie in the feasible set at one place far out, where f is large (small)."""
    far = [
        [float(move.xreplace(dict.fromkeys(move.free_symbols, FAR))) for move in p] for p in paths
    ]
    first, *others = graph.free
    start, *rest = (list(column) for column in zip(*far, strict=True))
    table = {first: start, **dict(zip(others, rest, strict=True))}
    known = {u: v for u, v in table.items() if u != first}
    for e in graph.solved:
        known[e.lhs] = columns(e.rhs, first, start, known)
    heights = columns(program.f, first, start, known)
    sides = [columns(g, first, start, known) for g in program.sides]
    for path, height, *below in zip(paths, heights, *sides, strict=True):
        if better * height > 1 and all(side <= 0 for side in below):
            yield path


def _ends_below(side: Expr) -> bool:
    """Whether a polynomial in one letter is at most 0 from some place on."""
    if not side.free_symbols:
        return bool(side <= 0)
    return bool(Poly(side).LC() < 0)


def _below(side: Expr, t: Symbol) -> Compared | None:
    """That a polynomial is at most 0 from a simple place on."""
    if not side.free_symbols:
        return Compared(side, "<=", ZERO)
    last = max((float(sp.re(r)) for r in Poly(side, t).nroots()), default=0.0)
    start = next((s for s in STARTS if s > last), None)
    return None if start is None else Compared(side, "<=", ZERO, (Gt(t, Integer(start)),))
