"""The chain rule for functions of functions, along every way that leads to a letter.

The derivatives of the inner functions come first.  Each of them is multiplied with the partial
derivative of the outer function by it, the products are added, and the inner functions put in.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sympy import Basic, Expr, Symbol, Tuple, exp, log

from tutor.core.claims import Conditions, DerivativeOf, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.matrix_expression import Dot
from tutor.core.step import Step, step
from tutor.kit.calculus.compositions import Composition
from tutor.kit.calculus.derivative import Differentiation, conditions_of
from tutor.kit.calculus.partials import Gradient, differentiation
from tutor.kit.domain import combined, holds_at_point
from tutor.kit.real_values import value_at
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import ONE, added, equation, times


class Slope(NamedTuple):
    """The derivative of a function by a letter: by the chain rule, put in, and tidied."""

    partials: Tuple
    inner: Tuple
    total: Expr
    inserted: Expr
    result: Expr
    given: Conditions


class ChainRule:
    """The derivatives of the outer function by some of the letters, and of all functions inside it."""

    def __init__(self, functions: Composition, by: Sequence[Symbol]) -> None:
        self.functions = functions
        self.by = tuple(by)
        self.slope = cache(self._slope)
        self.gradient = cache(self._gradient)

    @property
    def listed(self) -> Tuple:
        """The outermost function, then those inside it in the order of the problem."""
        formulas, outer = self.functions.formulas, self.functions.outer
        inner = (n for n in self.functions.typed if n in formulas and n != outer)
        return Tuple(*(equation(name, formulas[name]) for name in (outer, *inner)))

    def leads_to(self, name: Symbol, letter: Symbol) -> bool:
        """Whether a letter stands in a formula, or in one of the functions inside it."""
        if name == letter:
            return True
        found = self.functions.formulas.get(name)
        return found is not None and any(self.leads_to(s, letter) for s in found.free_symbols)

    def parts(self, name: Symbol, letters: Sequence[Symbol]) -> list[Symbol]:
        """What stands in a formula and leads to one of the letters: functions first."""
        inside = self.functions.inside(name)
        direct = sorted(self.functions.formulas[name].free_symbols & set(letters), key=str)
        return [s for s in inside if any(self.leads_to(s, t) for t in letters)] + direct

    def partials(self) -> Generator[Step, None, None]:
        """The partial derivatives of all functions that have functions inside."""
        for name in reversed(self.functions.formulas):
            if self.functions.inside(name):
                yield from self.gradient(name).steps

    def along(self, letter: Symbol) -> Generator[Step, None, DerivativeOf]:
        """The derivatives of all functions by a letter, the outermost one last."""
        names = [n for n in self.functions.formulas if self.leads_to(n, letter)]
        for name in names:
            if self.functions.inside(name):
                yield from self._multiplied(name, letter)
            else:
                formula = self.functions.formulas[name]
                yield differentiation("differentiate_inner_function", formula, letter)
        return self.claim(letter)

    def claim(self, letter: Symbol) -> DerivativeOf:
        """The derivative of the outer function by a letter."""
        return self._claim(self.functions.outer, letter)

    def _claim(self, name: Symbol, letter: Symbol) -> DerivativeOf:
        """It holds where the chain rule does and the rules for the composed function as well."""
        found, f = self.slope(name, letter), self.functions.composed[name]
        direct = conditions_of(Differentiation(letter, f).of(f))
        return DerivativeOf(f, letter, found.result, combined(found.given, direct))

    def _multiplied(self, name: Symbol, letter: Symbol) -> Generator[Step, None, None]:
        found, functions = self.slope(name, letter), self.functions
        yield step("add_branches", Equal(Dot(found.partials, found.inner), found.total))
        if used := functions.used(found.total):
            put = Substituted(found.total, used, found.inserted)
            yield step("put_in_inner_functions", put)
        reasons, last = functions.put_in(name), self._claim(name, letter)
        if found.inserted == found.result:
            yield step("read_total_derivative", last, *reasons)
        else:
            tidied = Equal(found.inserted, found.result, last.given)
            undone = any(isinstance(p.args[0], log) for p in found.inserted.atoms(exp))
            rule = "undo_logarithms" if undone else "tidy_total_derivative"
            yield step(rule, tidied, last, *reasons)

    def _gradient(self, name: Symbol) -> Gradient:
        formula = self.functions.formulas[name]
        return Gradient(formula, self.parts(name, self.by), "differentiate_partially")

    def _slope(self, name: Symbol, letter: Symbol) -> Slope:
        formula, functions = self.functions.formulas[name], self.functions
        if not functions.inside(name):
            claim = differentiation("", formula, letter).claims[0]
            assert isinstance(claim, DerivativeOf)
            return Slope(Tuple(), Tuple(), claim.result, claim.result, claim.result, claim.given)
        outer = {claim.variable: claim for claim in self.gradient(name).claims}
        parts = self.parts(name, (letter,))
        slopes = {s: self.slope(s, letter) for s in parts if s != letter}
        inner = [slopes[s].result if s in slopes else ONE for s in parts]
        partials = [outer[s].result for s in parts]
        total = added(*(times(p, d) for p, d in zip(partials, inner, strict=True)))
        conditions = functions.conditions(c for s in parts for c in outer[s].given)
        inserted = functions.written(total)
        given = combined(conditions, *(found.given for found in slopes.values()))
        return Slope(Tuple(*partials), Tuple(*inner), total, inserted, tidy(inserted), given)

    def check(self, point: Mapping[Basic, Expr]) -> None:
        """Raise `Undefined` where a derivative that the chain rule needs does not exist at a point."""
        composed = self.functions.composed.items()
        place = {**point, **{name: value_at(f, point) for name, f in composed}}
        needed: list[tuple[Symbol, DerivativeOf]] = []
        for name, formula in self.functions.formulas.items():
            if self.functions.inside(name):
                needed += [(name, claim) for claim in self.gradient(name).claims]
                continue
            for t in (t for t in self.by if self.leads_to(name, t)):
                found = self.slope(name, t)
                needed.append((name, DerivativeOf(formula, t, found.result, found.given)))
        for name, claim in needed:
            there = {s: place[s] for s in claim.function.free_symbols if s in place}
            lost = None in there.values() or not all(holds_at_point(c, there) for c in claim.given)
            if lost or None in (value_at(claim.function, there), value_at(claim.result, there)):
                raise Undefined(
                    "no-partial-derivative",
                    f"The derivative of {name} with respect to {claim.variable} does not exist at this "
                    "point, so the chain rule says nothing there.",
                    fix="Choose another point.",
                )
