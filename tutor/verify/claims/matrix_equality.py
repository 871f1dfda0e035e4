"""Whether two matrices or vectors agree, or differ, wherever the conditions hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from sympy import Basic
from sympy.polys.domains import QQ

from tutor.core.claims import Conditions
from tutor.verify.points.places import Places
from tutor.verify.points.special_matrices import special_points
from tutor.verify.report import PROVED, Misfit, Verdict, refuted
from tutor.verify.values.algebraic import algebraic
from tutor.verify.values.complex_values import fitting
from tutor.verify.values.exact import Exact, identical, is_polynomial, modular_table
from tutor.verify.values.linear import exact_at
from tutor.verify.values.matrix_numbers import NotExact, PointNumbers
from tutor.verify.values.matrix_values import (
    Arithmetic,
    Element,
    Table,
    Values,
    Vector,
    is_matrix_valued,
    shape,
)
from tutor.verify.values.numeric import NoValue, Point, close, context
from tutor.verify.values.opinion import second_table

T = TypeVar("T")
Found = Table | Vector | None  # None: it has no value
DIFFERENT_SHAPES = "the two sides have different shapes"


def same_matrices(before: Basic, after: Basic, given: Conditions, places: Places) -> Verdict:
    """Exactly where all numbers are rational, else at points, else as rational functions."""
    exact = _exactly(before, after, places)
    if exact is not None:
        return PROVED if exact[0] == exact[1] else refuted(_difference(*exact))
    if identical_polynomials(before, after, places.definitions):
        return PROVED

    def test(at: Point) -> str:
        left, right = _both(before, after, at)
        if left is None and right is None:
            raise NoValue("neither side has a value")
        if left is None or right is None:
            return f"{before if left is None else after} has no value, and the other side has"
        return _difference(left, right)

    verdict = places.everywhere(test, given, (before, after))
    if verdict.status == "supported" and (
        fault := special_fault(test, before, after, given, places)
    ):
        return refuted(fault)
    if verdict.status == "supported" and identical(before, after, places.definitions):
        return PROVED
    return verdict


def identical_polynomials(before: Basic, after: Basic, definitions: Mapping[Basic, Basic]) -> bool:
    """Whether two values without divisions are the same polynomials, and so the same everywhere."""
    if not all(is_polynomial(side, definitions) for side in (before, after)):
        return False
    try:
        return identical(before, after, definitions)
    except Misfit:
        return False


def special_fault(
    test: Callable[[Point], str], before: Basic, after: Basic, given: Conditions, places: Places
) -> str:
    """What is wrong where a letter has a special value and `before` has a value there, or nothing."""
    for point, where in special_points((before, after), given, places):
        try:
            if has_value(before, point) and (wrong := test(point)):
                return f"{wrong} at {where}"
        except NoValue:
            continue
    return ""


def different_matrices(before: Basic, after: Basic, given: Conditions, places: Places) -> Verdict:
    """Whether the two are never equal where the conditions hold."""

    def test(at: Point) -> str:
        left, right = _both(before, after, at)
        if left is None or right is None:
            raise NoValue("one side has no value")
        return "" if _difference(left, right) else "the two sides are equal"

    exact = _exactly(before, after, places)
    if exact is not None:
        return refuted("the two sides are equal") if not _difference(*exact) else PROVED
    return places.everywhere(test, given, (before, after))


def near_matrices(exact: Basic, value: Basic, tolerance: Basic, places: Places) -> Verdict:
    """Whether no entry is further away than the tolerance: in fractions, else with forty digits."""
    fractions = Exact(QQ, places.definitions)
    try:
        left, right = map(Values(fractions).of, (exact, value))
        wrong = _far(left, right, fractions.of(tolerance))
        return refuted(wrong) if wrong else PROVED
    except NotExact:
        pass
    except ZeroDivisionError:
        return refuted("a value in it is not defined")

    def test(at: Point) -> str:
        numbers = PointNumbers(fitting(at, (exact,)), context)
        left, right = (Values(numbers).of(side) for side in (exact, value))
        return _far(left, right, numbers.of(tolerance))

    return places.everywhere(test, (), (exact,))


def confirm_near(exact: Basic, value: Basic, tolerance: Basic, places: Places) -> Verdict:
    """By SymPy's dense matrices."""

    def test(at: Point) -> str:
        rounding = 1 + context.mpf(10) ** -30  # where the tolerance is just met
        return _far(second_table(exact, at), second_table(value, at), rounding * at.of(tolerance))

    return places.everywhere(test, (), (exact,))


def confirm_matrices(before: Basic, after: Basic, given: Conditions, places: Places) -> Verdict:
    """Modulo primes where all numbers are rational, else by SymPy's dense matrices."""
    left, right = (modular_table(side, places.definitions) for side in (before, after))
    if left is not None and right is not None:
        return PROVED if left == right else refuted("{} is not {} modulo a prime", before, after)

    def test(at: Point) -> str:
        return _difference(second_table(before, at), second_table(after, at))

    return places.everywhere(test, given, (before, after))


def confirm_different(before: Basic, after: Basic, given: Conditions, places: Places) -> Verdict:
    """By SymPy's dense matrices."""

    def test(at: Point) -> str:
        found = _difference(second_table(before, at), second_table(after, at))
        return "" if found else "the two sides are equal"

    return places.everywhere(test, given, (before, after))


def has_value(value: Basic, at: Point) -> bool:
    """Whether a number, a matrix or a vector has a value at a place."""
    if is_matrix_valued(value, at.definitions):
        return _or_none(lambda v: numbers_at((v,), at, lambda n: n.of(v)), value) is not None
    try:
        exact_at(at).of(value)
    except NotExact:
        return _or_none(fitting(at, (value,)).of, value) is not None
    except ZeroDivisionError:
        return False
    return True


def exact_numbers(
    about: tuple[Basic, ...], definitions: Mapping[Basic, Basic]
) -> Iterator[Arithmetic]:
    """Fractions, and the field that the values need."""
    yield Exact(QQ, definitions)
    with suppress(NotExact):
        yield algebraic(about, definitions)


def numbers_at(about: tuple[Basic, ...], at: Point, work_out: Callable[[Values], T]) -> T:
    """What is worked out at a place with fractions, or else roots, or else forty digits."""
    try:
        return work_out(Values(exact_at(at)))
    except NotExact:
        pass
    with suppress(NotExact):
        return work_out(Values(algebraic(about, at.definitions, at)))
    return work_out(Values(PointNumbers(fitting(at, about), context)))


def exact_scalars(before: Basic, after: Basic, places: Places) -> tuple[Element, Element] | None:
    """Two numbers in fractions or a field of roots, or None if they are not there."""
    return _exactly(before, after, places, lambda values: values.numbers.of)


def _exactly(
    before: Basic,
    after: Basic,
    places: Places,
    worker: Callable[[Values], Callable[[Basic], Any]] = lambda values: values.of,
) -> tuple[Any, Any] | None:
    for numbers in exact_numbers((before, after), places.definitions):
        work_out = worker(Values(numbers))
        try:
            return work_out(before), work_out(after)
        except NotExact:
            continue
        except ZeroDivisionError:
            return None
    return None


def _both(before: Basic, after: Basic, at: Point) -> tuple[Found, Found]:
    """Both values by the same numbers."""

    def work_out(values: Values) -> tuple[Found, Found]:
        return _or_none(values.of, before), _or_none(values.of, after)

    return numbers_at((before, after), at, work_out)


def _or_none(work_out: Callable[[Basic], Any], value: Basic) -> Any:
    try:
        return work_out(value)
    except (ZeroDivisionError, NoValue):
        return None


def _far(left: Table | Vector, right: Table | Vector, tolerance: Element) -> str:
    """Which entries of two tables are further apart than the tolerance, or nothing."""
    if type(left) is not type(right) or shape(left) != shape(right):
        return DIFFERENT_SHAPES
    for k, (one, other) in enumerate(zip(left, right, strict=True), start=1):
        pairs = [(one, other)] if isinstance(left, Vector) else zip(one, other, strict=True)
        if any(abs(a - b) > tolerance for a, b in pairs):
            return f"an entry in row {k} is further away"
    return ""


def _difference(left: Table | Vector, right: Table | Vector) -> str:
    """Where two tables differ, or nothing."""
    if type(left) is not type(right) or shape(left) != shape(right):
        return DIFFERENT_SHAPES
    for k, (one, other) in enumerate(zip(left, right, strict=True), start=1):
        if isinstance(left, Vector):
            if not _equal(one, other):
                return f"component {k} differs"
            continue
        for j, (a, b) in enumerate(zip(one, other, strict=True), start=1):
            if not _equal(a, b):
                return f"the entries in row {k}, column {j} differ"
    return ""


def _equal(a: Element, b: Element) -> bool:
    if isinstance(a, context.mpf | context.mpc) or isinstance(b, context.mpf | context.mpc):
        return close(a, b)
    return bool(a == b)
