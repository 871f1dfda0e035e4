"""Whether vectors are a basis, what they span, and whether a vector lies in their span.

Put the vectors as columns into a matrix.  They are independent if its rank is
their number, and span the whole space if it is the number of components; a
square matrix needs only its determinant.  A target lies in the span if the
system with these columns and the target on the right has a solution.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any, NamedTuple

from sympy import Integer, Tuple

from tutor.core.claims import Basis, Claim, Compared, Equal, RowReduced, SolutionSet
from tutor.core.errors import Undefined, counted
from tutor.core.expr import Det
from tutor.core.figure import Arrow, Figure, Mark, SpacePoint
from tutor.core.inputs import ChoiceInput, VectorInput, VectorsInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Columns,
    CoordinateSpace,
    MatrixProduct,
    NullSpace,
    Rank,
    Span,
)
from tutor.core.step import Step, collect, step
from tutor.core.topic import Problem, Topic, if_typed
from tutor.kit import nice
from tutor.kit.linear_algebra import pictures
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.expansion import expand_along_emptiest_line
from tutor.kit.linear_algebra.null_space import special_solutions
from tutor.kit.linear_algebra.spans import augmented, columns, combined, find_coefficients, names

LARGEST_DETERMINANT = 4
SPACES = {f"r^{n}": n for n in range(2, 6)} | {"the plane": 2, "space": 3}


class Answer(NamedTuple):
    """The columns of the pivots, or the coefficients of the target: None if there is none."""

    pivots: tuple[int, ...] = ()
    coefficients: Tuple | None = None


Solution = Generator[Step, None, Answer]


def by_determinant(problem: Problem) -> Solution:
    M = columns(problem)
    yield step("write_columns", Equal(Columns(*problem.vectors), M))
    parts, value = collect(expand_along_emptiest_line(M))
    yield step("find_determinant", Equal(Det(M), value), substeps=parts)
    if value == 0:
        yield step("find_no_basis", Compared(Det(M), "=", Integer(0)))
        return (yield from reduce_columns(problem, M))
    yield step("find_independent", Compared(Det(M), "!=", Integer(0)))
    yield step("take_full_rank", Equal(Rank(M), Integer(M.shape[1])))
    return (yield from conclude(problem, tuple(range(1, M.shape[1] + 1))))


def by_elimination(problem: Problem) -> Solution:
    if problem.target is not None:
        return Answer(coefficients=(yield from find_coefficients(problem)))
    M = columns(problem)
    yield step("write_columns", Equal(Columns(*problem.vectors), M))
    return (yield from reduce_columns(problem, M))


def reduce_columns(problem: Problem, M: Matrix) -> Solution:
    reduced = yield from gauss_jordan(M)
    R, pivots = reduced.matrix, reduced.pivots
    yield step("reach_reduced_form", RowReduced(M, R, Tuple(*map(Integer, pivots))))
    special = Tuple(*special_solutions(R, pivots))
    if special.args:
        yield step("find_relations", Basis(NullSpace(M), special), Basis(NullSpace(R), special))
    else:
        yield step("find_no_relation", Compared(Rank(R), "=", Integer(len(problem.vectors))))
    zero = Tuple(*[Integer(0)] * M.shape[0])
    for relation in special.args:
        written = Compared(combined(relation, problem.vectors), "=", zero)
        yield step("write_relation", written, Compared(MatrixProduct(M, relation), "=", zero))
    yield step("count_pivots", Equal(Rank(M), Integer(len(pivots))))
    return (yield from conclude(problem, pivots))


def conclude(problem: Problem, pivots: tuple[int, ...]) -> Solution:
    rules = {"basis": "state_basis", "span": "state_span"}
    for name, claim in goals(problem, Answer(pivots)):
        if name in rules:
            yield step(rules[name], claim)
    if len(pivots) < len(problem.vectors[0]):
        yield step("state_too_small", spans(problem))
    return Answer(pivots)


def spans(problem: Problem) -> Compared:
    M = columns(problem)
    return Compared(Rank(M), "<", Integer(M.shape[0]))


def suits(problem: Problem) -> tuple[str, ...]:
    square = len(problem.vectors) == len(problem.vectors[0]) <= LARGEST_DETERMINANT
    return ("determinant", "elimination") if square and problem.target is None else ("elimination",)


def complete(problem: Problem) -> dict[str, Any]:
    vectors, target = problem.vectors, problem.target
    length = len(vectors[0])
    if target is not None and len(target) != length:
        raise Undefined(
            "lengths",
            f"The vectors have {length} components and the target has {len(target)}.",
            fix="Give all of them equally many components.",
        )
    if found := vectors.free_symbols | (target.free_symbols if target is not None else set()):
        letter = min(map(str, found))
        raise Undefined(
            "letter-for-number",
            f"The letter {letter} stands in a vector. The rank depends on its value.",
            fix=f"Give {letter} a value.",
        )
    if max(len(vectors), length) > MATRIX_WITH_STEPS:
        raise Undefined(
            "too-many-vectors",
            f"There are {len(vectors)} vectors with {length} components. The limit is "
            f"{MATRIX_WITH_STEPS} of each.",
            fix="Give fewer.",
        )
    dimension = SPACES.get(problem.space or "", length)
    if dimension != length:
        raise Undefined(
            "other-space",
            f"The vectors have {counted(length, 'component', 'components')}, so they do not lie in {problem.space.replace('r^', 'R^')}.",
            fix=f"Ask about R^{length}, or give vectors with {dimension} components.",
        )
    return {"space": None}


def make(rng: Random, level: int) -> dict[str, Any]:
    length = 2 if level == 1 else 3
    count = length if rng.random() < 0.6 else rng.choice((length - 1, length + 1))
    rank = min(length, count) - (level > 1 and rng.random() < 0.4)
    M = nice.matrix_of_rank(rng, length, count, max(rank, 1))
    vectors = Tuple(*(Tuple(*M.column(j)) for j in range(1, count + 1)))
    if level < 3 or rng.random() < 0.3:
        return {"vectors": vectors}
    factors = [rng.randint(-3, 3) for _ in range(count)]
    target = [
        sum((c * v[i] for c, v in zip(factors, vectors, strict=True)), Integer(0))
        for i in range(length)
    ]
    if rng.random() < 0.4:
        target[rng.randrange(length)] += nice.nonzero(rng, 2)
    return {"vectors": vectors, "target": Tuple(*target)}


def goals(problem: Problem, answer: Answer) -> tuple[tuple[str, Claim], ...]:
    vectors = problem.vectors
    if answer.coefficients is not None:
        solutions = SolutionSet(augmented(problem), names(problem), answer.coefficients)
        return (("coefficients", solutions),)
    M, length = columns(problem), len(vectors[0])
    rank = ("rank", Equal(Rank(M), Integer(len(answer.pivots))))
    if len(answer.pivots) == len(vectors) == length:
        return rank, ("basis", Basis(CoordinateSpace(length), vectors))
    chosen = Tuple(*(vectors[k - 1] for k in answer.pivots))
    return rank, ("span", Basis(Span(*vectors), chosen))


def figures(problem: Problem, answer: Answer) -> tuple[Figure, ...]:
    M, target = columns(problem), problem.target
    _, reduced = collect(gauss_jordan(M))
    rank, place = len(reduced.pivots), tuple(map(float, target or ()))
    marks: tuple[Mark, ...] = ()
    if M.shape[0] == 2 and rank:
        marks = pictures.image_in_plane(M, rank, "vector")
        marks += (Arrow((0.0, 0.0), (place[0], place[1]), "target"),) if place else ()
    elif M.shape[0] == 3 and rank == 2:
        marks = pictures.image_in_space(M, "vector")
        marks += (SpacePoint((place[0], place[1], place[2]), "target"),) if place else ()
    z = "z" if M.shape[0] == 3 else ""
    claim = goals(problem, answer)[-1][1]
    words = "target_and_span" if place else "span_of_columns"
    return (Figure(words, claim, marks, "x", "y", z, equal=True),) if marks else ()


TOPIC = Topic(
    id="linear_algebra.basis",
    covers=("linalg.basis_span",),
    inputs=(
        VectorsInput(name="vectors", about="the vectors, of one length", example="(1, 2), (3, 5)"),
        VectorInput(
            name="target",
            about="a vector that may lie in their span",
            example="(4, 7)",
            optional=True,
        ),
        ChoiceInput(
            name="space",
            about="the space of which they may be a basis",
            example="R^2",
            options={name: f"{n} components" for name, n in SPACES.items()},
            optional=True,
        ),
    ),
    phrases=(
        "{is|are|do|does} [the] [set [of vectors]|vectors] {vectors} {a basis|form a basis|forms a basis|be a basis} [{of|for} {space}]",
        "{do|does} [the] [set [of vectors]|vectors] {vectors} {span|generate} {space}",
        "[find] [a] basis {of|for} [the] {span of|subspace spanned by|space spanned by} {vectors}",
        "[find] [a] basis {of|for} [the] span{vectors}",
        "[find] [a] basis {of|for} [the] subspace of {space} spanned by {vectors}",
        "[find|what is] [the] dimension of [the] {span of|subspace spanned by|space spanned by} {vectors}",
        "[find|what is] [the] dimension of span{vectors}",
        "[find|what is] [the] span of {vectors}",
        "[check|decide|determine] [whether|if] [is|does] [the vector] {target} {in|lies in|lie in|is in|belongs to|belong to} [the] span of {vectors}",
        "[check|decide|determine] [whether|if] [is|does] [the vector] {target} {in|lies in|lie in|is in|belongs to|belong to} [the] span{vectors}",
        "[find|express|write] {target} as [a] [linear] combination of {vectors}",
        "is {target} a [linear] combination of {vectors}",
        "[find|what are] [the] coefficients of {target} in {vectors}",
    ),
    methods={"determinant": by_determinant, "elimination": by_elimination},
    suits=suits,
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
    decimals=if_typed,
)
