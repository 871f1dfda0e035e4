"""Functions that depend on one another by name, and what each is in the letters that are left.

In z = x^2 y, x = cos(t), y = t^2 the names are z, x and y, and z as a function of t is
cos(t)^2 t^2.  Conditions on inner functions become conditions on the letters in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sympy import Basic, Expr, Symbol, Tuple

from tutor.core.claims import Claim, Conditions, Equal, Substituted
from tutor.core.errors import NotUnderstood, Undefined
from tutor.core.written import written
from tutor.kit.calculus.cancelled_places import cancelled
from tutor.kit.calculus.several_variables import USUAL
from tutor.kit.domain import RELATIONS, combined, require
from tutor.kit.tidy import tidy
from tutor.kit.unevaluated import equation, looks_like, replaced

SIGNS = {relation: sign for sign, relation in RELATIONS.items()}


class Composition:
    """The functions that `outer` is made of.

    `formulas` has those that are needed, innermost first; `composed` says what each is in the
    letters without a formula.  Without a name, `outer` is the function that no other needs.
    Raises a `TutorError` where that is not one, or where a function depends on itself.
    """

    def __init__(self, functions: Tuple, outer: Symbol | None = None) -> None:
        given = {f.lhs: f.rhs for f in functions}
        self.typed = tuple(given)
        self.outer = outer if outer is not None else _outermost(given)
        if self.outer not in given:
            raise NotUnderstood(
                "no-formula",
                f"There is no formula for {self.outer}.",
                fix=f"Add {self.outer} = ... to the functions.",
            )
        self.formulas: dict[Symbol, Expr] = {}
        self._collect(given, self.outer, ())
        self.composed: dict[Symbol, Expr] = {}
        for name, formula in self.formulas.items():
            self.composed[name] = tidy(self.written(formula))

    def _collect(
        self, given: Mapping[Symbol, Expr], name: Symbol, above: tuple[Symbol, ...]
    ) -> None:
        if name in above:
            raise Undefined(
                "circular",
                f"{name} depends on itself: {' on '.join(map(str, (*above, name)))}.",
                fix="Give the inner functions in letters that have no formula themselves.",
            )
        for inner in sorted(given[name].free_symbols & given.keys(), key=str):
            if inner not in self.formulas:
                self._collect(given, inner, (*above, name))
        self.formulas[name] = given[name]

    @property
    def letters(self) -> list[Symbol]:
        """The letters without a formula, in alphabetical order."""
        found = {s for formula in self.formulas.values() for s in formula.free_symbols}
        return sorted(found - self.formulas.keys(), key=str)

    def inside(self, name: Symbol) -> list[Symbol]:
        """The functions that stand in the formula of another."""
        return sorted(self.formulas[name].free_symbols & self.formulas.keys(), key=str)

    def written(self, value: Expr) -> Expr:
        """What a formula is in the letters, as written."""
        for name, inner in self.composed.items():
            value = replaced(value, name, inner)
        return value

    def put_in(self, name: Symbol) -> list[Claim]:
        """That the inner functions are put into a formula; and what it is then, if it gets shorter.

        t^2/t has no value at t = 0, and its short form t has one: the second claim is for t other than 0.
        """
        formula, composed = self.formulas[name], self.composed[name]
        shown = self.written(formula)
        if looks_like(shown, composed):
            shown = composed
        before, after = equation(name, formula), equation(name, shown)
        claims: list[Claim] = [Substituted(before, self.used(formula), after)]
        if shown != composed:
            lost = (cancelled(shown, composed, x) for x in self.letters if shown.has(x))
            claims.append(Equal(shown, composed, combined(*lost)))
        return claims

    def used(self, value: Basic) -> Tuple:
        """The inner functions that a formula needs, as equations in the letters."""
        pairs = self.composed.items()
        return Tuple(*(equation(name, inner) for name, inner in pairs if value.has(name)))

    def conditions(self, given: Iterable[Basic]) -> Conditions:
        """What conditions on the inner functions say of the letters."""
        return combined(*map(self._condition, given))

    def _condition(self, condition: Basic) -> Conditions:
        if not any(condition.has(name) for name in self.composed):
            return (condition,)
        left, right = map(self.written, condition.args)
        return require(SIGNS[condition.func], tidy(left - right))


def refuse_gaps(functions: Composition, by: Tuple) -> None:
    """Refuse letters to differentiate by that lead nowhere, and variables without a formula."""
    outer, formulas = functions.outer, functions.formulas
    for letter in by:
        if letter in functions.typed:
            raise Undefined(
                "not-at-the-end",
                f"{letter} is a function itself here: it has a formula.",
                fix=f"Differentiate with respect to {', '.join(map(str, functions.letters))}. "
                "The slope of a curve with a parameter t is the quotient of dy/dt and dx/dt.",
            )
    if len(formulas) == 1:
        letters = sorted(formulas[outer].free_symbols, key=str)
        raise NotUnderstood(
            "no-inner-function",
            f"None of the letters of {outer} has a formula.",
            fix=f"Add one, such as {letters[0]} = ..., or ask for the derivative of "
            f"{written(formulas[outer])} with respect to {letters[0]}."
            if letters
            else "Give a function of functions, such as z = x^2*y, x = cos(t), y = t^2.",
        )
    for letter in by:
        if letter not in functions.letters:
            raise Undefined(
                "no-dependence",
                f"Nothing here depends on {letter}: the letters without a formula are "
                f"{', '.join(map(str, functions.letters)) or 'none'}.",
                fix=f"Differentiate with respect to one of these, or add a formula with {letter}.",
            )
    inner = {s for name, f in formulas.items() if name != outer for s in f.free_symbols}
    open_ones = formulas[outer].free_symbols - formulas.keys() - inner - set(by)
    if missing := sorted((s for s in open_ones if by and str(s)[0] in USUAL), key=str):
        raise NotUnderstood(
            "missing-inner-function",
            f"{outer} depends on {missing[0]}, and {missing[0]} has no formula.",
            fix=f"Add {missing[0]} = ..., or use a letter such as a for a constant.",
        )


def check_point(functions: Composition, at: Tuple) -> None:
    """Refuse a point that does not give numbers to letters without a formula."""
    letters = functions.letters
    for equation_ in at:
        letter, value = equation_.args
        if letter not in letters or value.free_symbols:
            raise NotUnderstood(
                "not-a-point",
                f"A point gives numbers to the letters {', '.join(map(str, letters))}.",
                fix=f"For example {letters[0]} = 1.",
            )


def _outermost(given: Mapping[Symbol, Expr]) -> Symbol:
    inner: set[Basic] = set().union(*(formula.free_symbols for formula in given.values()))
    found: Sequence[Symbol] = [name for name in given if name not in inner]
    if len(found) == 1:
        return found[0]
    raise NotUnderstood(
        "which-function",
        "Every function here is part of another one."
        if not found
        else f"Neither of {', '.join(map(str, found))} is part of another function.",
        fix=f"Say which one is to be differentiated, for example of = {next(iter(given))}.",
    )
