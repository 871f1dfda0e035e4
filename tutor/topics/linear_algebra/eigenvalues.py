"""Eigenvalues and eigenvectors of a square matrix, and whether it can be diagonalised.

The eigenvalues are the roots of the characteristic polynomial.  How often one is a
root is its algebraic multiplicity; the dimension of its eigenspace, found by row
reduction, is the geometric one.  If one is smaller, the matrix is defective.  Of a map of
the plane with a name, such as a reflection, geometry tells which directions it keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from random import Random
from typing import Any, cast

from sympy import Expr, Tuple

from tutor.core.claims import Basis, Choice, Claim
from tutor.core.errors import NotUnderstood
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput, NamedMapsInput
from tutor.core.matrix_expression import Eigenspace
from tutor.core.named_map import named_map as map_called
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit.linear_algebra import eigen_cases
from tutor.kit.linear_algebra import nice_eigenvalues as nice
from tutor.kit.linear_algebra import pictures_of_eigenvalues as pictures
from tutor.kit.linear_algebra.characteristic import characteristic, unknown_for
from tutor.kit.linear_algebra.eigen import (
    Expand,
    find_eigenvalues,
    in_decimals,
    is_long,
    is_numbered,
    name_of,
    roots_claim,
)
from tutor.kit.linear_algebra.eigen_cases import Goals
from tutor.kit.linear_algebra.geometric_eigenvalues import has_geometry, see_directions
from tutor.kit.linear_algebra.multiplicities import (
    Found,
    compare_multiplicities,
    decide_diagonalizable,
    diagonalizable,
)
from tutor.kit.linear_algebra.named_maps import named_map
from tutor.kit.linear_algebra.numbered_roots import find_space, write_cofactor_vector
from tutor.kit.linear_algebra.plane_maps import check_angle, find_matrix, matrix_of
from tutor.kit.linear_algebra.power_method import approach_largest
from tutor.kit.linear_algebra.principal_minors import by_minors
from tutor.kit.linear_algebra.products import transposed
from tutor.kit.linear_algebra.qr_iteration import approach_all
from tutor.kit.linear_algebra.turning import find_turn
from tutor.kit.polynomial_roots import Root

Solution = Generator[Step, None, Found]
Cases = Generator[Step, None, Goals]
LARGEST = 8


def from_name(method: Callable[[Problem], Any]) -> Callable[[Problem], Any]:
    """The method, after the matrix of a map that is given by its name has been found."""

    def steps(problem: Problem) -> Any:
        if problem.map is not None:
            yield from find_matrix(map_called(problem.map[0]), "")
        return (yield from method(problem))

    return steps


def characteristic_equation(problem: Problem) -> Solution:
    return (yield from _solve(problem, None))


def trace_and_determinant(problem: Problem) -> Solution:
    return (yield from _solve(problem, by_minors))


def geometry(problem: Problem) -> Solution:
    A = problem.A
    yield step("look_for_directions", Choice(characteristic(A, unknown_for(A))))
    found = yield from see_directions(A)
    for eigen in found:
        if eigen.multiplicity > 1:
            yield from compare_multiplicities(A, eigen)
    yield from decide_diagonalizable(A, found)
    return found


def cases(problem: Problem) -> Cases:
    A, unknown = problem.A, unknown_for(problem.A)
    yield step("look_for_directions", Choice(characteristic(A, unknown)))
    return (yield from eigen_cases.tell_eigenvalues_apart(A, unknown))


def _solve(problem: Problem, expand: Expand | None) -> Solution:
    A, unknown = problem.A, unknown_for(problem.A)
    yield step("look_for_directions", Choice(characteristic(A, unknown)))
    if (named := named_map(A)) is not None:
        yield step(*named)
    roots = yield from find_eigenvalues(A, unknown, expand)
    general = yield from write_cofactor_vector(A, unknown, roots)
    found = []
    for k, root in enumerate(roots, start=1):
        eigen = yield from find_space(A, unknown, general, root, k)
        found.append(eigen)
        if root.multiplicity > 1:
            yield from compare_multiplicities(A, eigen)
    yield from decide_diagonalizable(A, tuple(found))
    if is_numbered(roots):
        yield from approach_largest(A, roots)
        if A.is_rational and transposed(A) == A:
            yield from approach_all(A, [_called(root, k) for k, root in enumerate(roots, start=1)])
    return tuple(found)


def _called(root: Root, k: int) -> tuple[Expr, Expr]:
    """An eigenvalue by its name, if it has one, and its value."""
    return name_of(k) if is_long(root.value) else root.value, root.value


def suits(problem: Problem) -> tuple[str, ...]:
    if problem.A.free_symbols:
        return ("cases",)
    shortcut = ("trace_and_determinant",) if problem.A.shape == (2, 2) else ()
    seen = ("geometry",) if has_geometry(problem.A) else ()
    if problem.map is not None:
        return (*seen, "characteristic_equation", *shortcut)
    return ("characteristic_equation", *shortcut, *seen)


def complete(problem: Problem) -> dict[str, Any]:
    if problem.map is not None:
        one = map_called(problem.map[0])
        check_angle(one)
        A = matrix_of(one).after
        if problem.A is None or problem.A == A:
            return {"A": A}
    if problem.A is None or problem.map is not None:
        raise NotUnderstood(
            "missing-input",
            "Give either a matrix A or a map of the plane by its name.",
            fix="For example A = [2 1; 1 2], or the reflection in the line y = x.",
        )
    if problem.A.free_symbols:
        eigen_cases.check(problem.A)
    return {}


def make(rng: Random, level: int) -> dict[str, Any]:
    return nice.problem(rng, level)


def goals(problem: Problem, found: Found | Goals) -> Goals:
    if problem.A.free_symbols:
        return cast(Goals, found)
    made = goals_in_numbers(problem, cast(Found, found))
    if problem.map is None:
        return made
    return (("matrix", matrix_of(map_called(problem.map[0]))), *made)


def goals_in_numbers(problem: Problem, found: Found) -> Goals:
    A, unknown = problem.A, unknown_for(problem.A)
    roots = tuple(Root(e.value, e.multiplicity) for e in found)
    named = named_map(A)
    made: list[tuple[str, Claim]] = (
        [] if named is None else [(named[0].removeprefix("recognise_"), named[1])]
    )
    made.append(("eigenvalues", roots_claim(characteristic(A, unknown), unknown, roots)))
    for k, eigen in enumerate(found, start=1):
        if is_long(eigen.value):
            made.append((f"value{k}", in_decimals(eigen.value, k)))
        made.append((f"space{k}", Basis(Eigenspace(A, eigen.value), Tuple(*eigen.vectors))))
    _, turn = collect(find_turn(A, [root.value for root in roots]))
    return (*made, *turn, ("diagonalizable", diagonalizable(A, found)))


def figures(problem: Problem, found: Found | Goals) -> tuple[Figure, ...]:
    A, unknown = problem.A, unknown_for(problem.A)
    if A.shape != (2, 2) or A.free_symbols:
        return ()
    pairs = cast(Found, found)
    roots = tuple(Root(e.value, e.multiplicity) for e in pairs)
    claim = roots_claim(characteristic(A, unknown), unknown, roots)
    lines = [v for e in pairs if e.value.is_real for v in e.vectors]
    marks = pictures.directions(A, lines)
    return (Figure("directions", claim, marks, "x", "y", equal=True),)


TOPIC = Topic(
    id="linear_algebra.eigenvalues",
    covers=("linalg.eigen", "linalg.eigen_special"),
    inputs=(
        MatrixInput(
            name="A",
            about="a square matrix",
            example="[2 1; 1 2]",
            square=True,
            largest=LARGEST,
            optional=True,
        ),
        NamedMapsInput(
            name="map",
            about="a map of the plane by its name",
            example="reflection in the line y = x",
            optional=True,
            largest=1,
        ),
    ),
    phrases=(
        "[find|compute|what are] [the] {eigenvalues|eigenvectors|eigenspaces} [of [the matrix]] {A}",
        "[find|compute|what are] [the] eigenvalues and {eigenvectors|eigenspaces} [of [the matrix]] {A}",
        "[find|what are] [the] eigenvalues and [the] eigenvectors of the {2x2|3x3} matrix[:] {A}",
        "[find|compute|what are] [the] {eigenvalues|eigenvectors|eigenspaces} of [the|a|an] {map}",
        "[find|compute|what are] [the] eigenvalues and [the] {eigenvectors|eigenspaces} of [the|a|an] {map}",
        "[find|what are] [the] {algebraic|geometric|algebraic and geometric} multiplicities of {A}",
        "{eig|eigs|eigenvalues|eigenvectors}({A})",
        "is [the matrix] {A} {defective|diagonalisable|diagonalizable}",
        "is [the|a|an] {map} {defective|diagonalisable|diagonalizable}",
        "{show|prove|check|decide|determine} {that|if|whether} [the matrix] {A} is [not] {defective|diagonalisable|diagonalizable}",
    ),
    methods={
        "characteristic_equation": from_name(characteristic_equation),
        "trace_and_determinant": from_name(trace_and_determinant),
        "geometry": from_name(geometry),
        "cases": cases,
    },
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
