"""Polynomial equations in several unknowns, solved step by step.

A product is zero when one of its factors is zero, so a factored equation
splits into cases.  In each case an equation that is linear in an unknown is
solved for it and put into the others, until one equation in one unknown is
left; its real roots are then put back.  No equation is divided by anything
that may be zero, so no solution is lost.  Where no equation is of such a
form, a Groebner basis combines them into one that is.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

import sympy as sp
from sympy import Expr, Integer, Poly, Rational, Symbol, Tuple
from sympy.polys.polyerrors import PolynomialError

from tutor.core.claims import Conditions, Equivalent, SolutionSet, Substituted
from tutor.core.errors import OverLimit, Undefined
from tutor.core.step import Step, collect, step
from tutor.kit.real_roots import real_roots, tidied
from tutor.kit.signs import sign
from tutor.kit.sums_of_squares import terms_of_squares
from tutor.kit.unevaluated import ZERO, equation, times

Values = dict[Symbol, Expr]
Found = Generator[Step, None, list[Values]]

HIGHEST_DEGREE = 8
MOST_CASES = 40  # of a whole derivation


class Solver:
    """Solves systems in `unknowns`; `seen` counts the cases of the derivation.

    Unknowns may be left `free`: they are missing in a solution, and others may be given by them.
    """

    def __init__(self, unknowns: Sequence[Symbol], *, free: bool = False) -> None:
        self.unknowns = tuple(unknowns)
        self.free = free
        self.seen = 0

    def solve(self, polynomials: Sequence[Expr]) -> Found:
        """Yield the steps to all real common zeros and return them.

        Raises `Undefined` if there are infinitely many or if they have no
        simple exact form.
        """
        left = [p for p in dict.fromkeys(polynomials) if p != 0]
        if any(not self.letters(p) for p in left):
            return []
        if not left and self.free:
            return [{}]
        if not left:
            raise _infinitely_many()
        linear = self._linear(left)
        if linear is not None and _length(linear[2]) == 1:
            return (yield from self._substitute(left, *linear))
        if (chosen := self._splits(left)) is not None:
            return (yield from self._cases(left, *chosen))
        single = [p for p in left if len(self.letters(p)) == 1]
        if single:
            return (yield from self._insert_roots(left, min(single, key=self._degree)))
        if linear is not None:
            return (yield from self._substitute(left, *linear))
        for p in left:
            letters = self.letters(p)
            if parts := terms_of_squares(p, letters):
                claim = Equivalent(self.system([p]), self.system(parts), Tuple(*letters))
                yield step("split_sum_of_squares", claim)
                return (yield from self.solve([*parts, *(q for q in left if q != p)]))
        return (yield from self._combine(left))

    def letters(self, polynomial: Expr) -> list[Symbol]:
        return [u for u in self.unknowns if polynomial.has(u)]

    def system(self, polynomials: Sequence[Expr]) -> Tuple:
        return Tuple(*(equation(p, ZERO) for p in polynomials))

    def set_of(self, solutions: list[Values], unknowns: Sequence[Symbol]) -> Tuple:
        """The solutions as tuples; raises `Undefined` if one leaves an unknown free."""
        if not self.free and any(u not in s for s in solutions for u in unknowns):
            raise _infinitely_many()
        return Tuple(*(Tuple(*(s.get(u, u) for u in unknowns)) for s in solutions))

    def _degree(self, polynomial: Expr) -> int:
        return int(Poly(polynomial, *self.letters(polynomial)).total_degree())

    def _factors(self, polynomial: Expr) -> list[Expr]:
        """The different factors that can be zero."""
        _, pairs = sp.factor_list(polynomial, *self.letters(polynomial))
        return [p for p, _ in pairs if sign(p) != "positive"]

    def _splits(self, left: list[Expr]) -> tuple[Expr, list[Expr]] | None:
        """The equation to split into cases, and its factors: the one with the simplest factors."""
        found = []
        for p in (q for q in left if len(self.letters(q)) > 1):
            if all(c.is_Rational for c in Poly(p, *self.letters(p)).coeffs()):
                factors = self._factors(p)
                if factors != [p] and not (len(factors) == 1 and _is_multiple(p, factors[0])):
                    found.append((p, factors))
        if not found:
            return None
        return min(found, key=lambda pair: max(map(self._degree, pair[1]), default=0))

    def _cases(self, left: list[Expr], p: Expr, factors: list[Expr]) -> Found:
        used = self.letters(p)
        factored = sp.factor(p)
        if factored != p:
            shown = Tuple(equation(p, ZERO)), Tuple(equation(factored, ZERO))
            yield step("factor_equation", Equivalent(*shown, Tuple(*used)))
        others = [q for q in left if q != p]
        if len(factors) == 1:
            start = Tuple(equation(factored, ZERO))
            yield step("drop_powers", Equivalent(start, self.system(factors), Tuple(*used)))
            return (yield from self.solve([factors[0], *others]))
        found: list[Values] = []
        letters = [u for u in self.unknowns if any(q.has(u) for q in left)]
        for factor in factors:
            self._count()
            parts, solutions = collect(self.solve([factor, *others]))
            for s in solutions:
                if s not in found:
                    found.append(s)
            claim_of_case = SolutionSet(
                self.system([factor, *others]),
                Tuple(*letters),
                self.set_of(solutions, letters),
            )
            yield step("take_case", claim_of_case, substeps=parts)
        return found

    def _linear(self, left: list[Expr]) -> tuple[Expr, Symbol, Expr] | None:
        """An equation that is linear in an unknown with a number as its factor, solved for it."""
        best: tuple[Any, ...] | None = None
        for p in left:
            if len(left) > 1 or len(self.letters(p)) == 1 or self.free:
                for u in self.letters(p):
                    poly = Poly(p, u)
                    if poly.degree() == 1 and not self.letters(slope := poly.nth(1)):
                        value = sp.expand(-poly.nth(0) / slope)
                        shared = sum(q.has(u) for q in left)
                        whole = all(c.is_Integer for c in Poly(value, *self.unknowns).coeffs())
                        cost = (self._degree(p), _length(value), not whole, -shared)
                        if best is None or cost < best[0]:
                            best = (cost, p, u, value)
        return None if best is None else best[1:]

    def _substitute(
        self, left: list[Expr], p: Expr, u: Symbol, value: Expr, *, known: bool = False
    ) -> Found:
        """Put u = value, which follows from p = 0, into the other equations."""
        solved = equation(u, tidied(value) if not self.letters(value) else value)
        if not known and equation(p, ZERO) != solved:
            claim = Equivalent(Tuple(equation(p, ZERO)), Tuple(solved), Tuple(u))
            yield step("isolate_unknown", claim)
        rest: list[Expr] = []
        for q in left:
            if q == p:
                continue
            if q.has(u):
                inserted = tidied(q.xreplace({u: solved.rhs}))
                sides = (q, inserted)
                if inserted == 0 or inserted.free_symbols:  # else -1 = 0 would be claimed
                    sides = equation(q, ZERO), equation(inserted, ZERO)
                yield step("insert_in_equation", Substituted(sides[0], Tuple(solved), sides[1]))
                q = inserted
            rest.append(q)
        remaining = self.letters(solved.rhs)
        if not any(rest) and not remaining and all(self.letters(q) in ([], [u]) for q in left):
            return [{u: solved.rhs}]
        if [q for q in rest if q != 0 and not self.letters(q)]:
            return []
        solutions = yield from self.solve(rest)
        found = []
        for s in solutions:
            if not self.free and any(v not in s for v in remaining):
                raise _infinitely_many()
            others = {v: s[v] for v in remaining if v in s}
            result = tidied(solved.rhs.xreplace(others))
            if others:
                pairs = Tuple(*(equation(v, w) for v, w in others.items()))
                yield step("insert_back", Substituted(solved, pairs, equation(u, result)))
            found.append({**s, u: result})
        return found

    def _insert_roots(self, left: list[Expr], p: Expr) -> Found:
        """Put every real root of an equation in one unknown into the others."""
        (u,) = self.letters(p)
        factored = sp.factor(p)
        if isinstance(factored, sp.Mul) and sum(f.has(u) for f in factored.args) > 1:
            shown = Tuple(equation(p, ZERO)), Tuple(equation(factored, ZERO))
            yield step("factor_equation", Equivalent(*shown, Tuple(u)))
        roots = real_roots(p, u)
        known = Tuple(*(Tuple(r) for r in roots))
        yield step("solve_equation", SolutionSet(self.system([p]), Tuple(u), known))
        others = [q for q in left if q != p]
        if not others:
            return [{u: r} for r in roots]
        found: list[Values] = []
        shared: list[Values] | None = None
        for r in roots:
            self._count()
            if any(q.has(u) for q in others):
                parts, solutions = collect(
                    self._substitute([u - r, *others], u - r, u, r, known=True)
                )
                yield step("take_root", *parts[0].claims, substeps=parts[1:])
            else:
                if shared is None:
                    shared = yield from self.solve(others)
                solutions = [{**s, u: r} for s in shared]
            found += solutions
        return found

    def _combine(self, left: list[Expr]) -> Found:
        letters = [u for u in self.unknowns if any(p.has(u) for p in left)]
        if max(map(self._degree, left)) > HIGHEST_DEGREE or len(left) < len(letters):
            raise _perhaps_infinitely_many() if len(left) < len(letters) else no_exact_form()
        basis = [p.as_expr() for p in sp.groebner(left, *letters, order="lex").polys]
        combined = self.system([Integer(1)]) if basis == [1] else self.system(basis)
        yield step("combine_equations", Equivalent(self.system(left), combined, Tuple(*letters)))
        if set(basis) == set(left):
            raise no_exact_form()
        return (yield from self.solve(basis))

    def _count(self) -> None:
        self.seen += 1
        if self.seen > MOST_CASES:
            raise OverLimit(
                "cases",
                f"The equations split into more than {MOST_CASES} cases.",
                fix="Use a simpler function or constraint.",
            )


def tidying(before: Tuple, after: Tuple, unknowns: Tuple, given: Conditions = ()) -> Step:
    """The step from equations to polynomials without common factors; perhaps only numbers are divided out."""
    pairs = [*zip(before, after, strict=False)]
    only_numbers = len(before) == len(after) and all(
        one.rhs == other.rhs == 0
        and one.lhs.is_polynomial()
        and other.lhs != 0
        and sp.cancel(one.lhs / other.lhs).is_number
        for one, other in pairs
    )
    rule = "divide_equations" if only_numbers else "tidy_equations"
    return step(rule, Equivalent(before, after, unknowns, given))


def polynomial_of(expr: Expr, unknowns: Sequence[Symbol]) -> Expr | None:
    """The numerator of an expression if that is a polynomial with rational coefficients, or None.

    Factors that are positive everywhere, such as powers of e, are left out.
    """
    numerator = sp.together(expr).as_numer_denom()[0]
    numerator = times(*(f for f in sp.Mul.make_args(sp.factor(numerator)) if sign(f) != "positive"))
    try:
        found = Poly(sp.expand(numerator), *unknowns)
    except PolynomialError:
        return None
    if not all(isinstance(c, Rational) for c in found.coeffs()):
        return None
    found = found.primitive()[1]
    return (-found if found.LC() < 0 else found).as_expr()


def _is_multiple(p: Expr, factor: Expr) -> bool:
    ratio = sp.cancel(p / factor)
    return bool(ratio.is_number)


def _length(expr: Expr) -> int:
    return len(expr.args) if isinstance(expr, sp.Add) else 1


def _infinitely_many() -> Undefined:
    return Undefined(
        "infinitely-many",
        "Infinitely many points satisfy these equations, so they cannot be listed.",
        fix="Add a constraint, or leave out the variables that do not matter.",
    )


def _perhaps_infinitely_many() -> Undefined:
    return Undefined(
        "infinitely-many",
        "Fewer equations than unknowns are left, so the points that satisfy them may fill a curve. "
        "They cannot be listed here.",
        fix="Add a constraint, or leave out the variables that do not matter.",
    )


def no_exact_form() -> Undefined:
    return Undefined(
        "no-exact-solution",
        "The equations lead to numbers that have no simple exact form.",
        fix="Change the numbers of the problem; roots of quadratic equations can be written exactly.",
    )
