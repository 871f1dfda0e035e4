"""The gradient of x^T A x, or of ||A x - b||^2, and where it is zero.

Two identities give the gradient without multiplying out: it is (A + A^T) x, or
2 A^T (A x - b).  The partial derivatives of the function, multiplied out, give
the same entries one by one.  It is zero at the solutions of a linear system;
for ||A x - b||^2 these are the normal equations A^T A x = A^T b.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

from sympy import Derivative, Eq, Expr, Integer, Tuple, expand

from tutor.core.claims import (
    Claim,
    Compared,
    Defines,
    DerivativeOf,
    Equal,
    Equivalent,
    SolutionSet,
    Substituted,
)
from tutor.core.errors import Undefined
from tutor.core.figure import Figure
from tutor.core.inputs import MatrixInput, VectorInput
from tutor.core.limits import MATRIX_WITH_STEPS
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Dot, MatrixProduct, Rank, Transpose
from tutor.core.step import Step, step
from tutor.core.topic import Problem, Topic
from tutor.kit.calculus import gradient_pictures
from tutor.kit.calculus.matrix_functions import GRAM, SUM, A, B, MatrixFunction
from tutor.kit.calculus.partials import differentiation
from tutor.kit.calculus.several_variables import point_of
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.nice_vectors import over_determined
from tutor.kit.linear_algebra.numbers_only import numbers_only
from tutor.kit.linear_algebra.products import columns_of, transposed
from tutor.kit.linear_algebra.solutions import read_off
from tutor.kit.unevaluated import ZERO

Goals = dict[str, Claim]
Solution = Generator[Step, None, Goals]


def by_identity(problem: Problem) -> Solution:
    task = task_of(problem)
    q = yield from write_function(task)
    names, entries = task.letters, task.gradient
    slopes = Tuple(*(Derivative(q, x) for x in names))
    pairs = zip(names, entries, strict=True)
    reasons = [DerivativeOf(q, x, e) for x, e in pairs]
    collected, formula = Equal(slopes, entries), task.identity
    if task.right is None:
        relation = "=" if transposed(problem.A) == problem.A else "!="
        yield step("compare_with_transpose", Compared(Transpose(A), relation, A))
        yield step("add_transpose", Equal(SUM, task.coefficients))
        yield step("apply_identity_of_form", Equal(slopes, formula), *reasons)
        yield step("multiply_sum_by_vector", Equal(formula, entries), collected)
    else:
        yield step("apply_identity_of_square", Equal(slopes, formula), *reasons)
        yield step("multiply_rest_by_transpose", Equal(formula, entries), collected)
    return {"gradient": collected, **(yield from use(task, problem.at))}


def by_components(problem: Problem) -> Solution:
    task = task_of(problem)
    q = yield from write_function(task)
    names, entries = task.letters, task.gradient
    for x in names:
        yield differentiation("differentiate_partially", q, x, shape=expand)
    slopes = Tuple(*(Derivative(q, x) for x in names))
    collected = Equal(slopes, entries)
    yield step("collect_components", collected)
    formula = task.identity
    yield step("check_with_identity", Compared(formula, "=", entries), Equal(slopes, formula))
    return {"gradient": collected, **(yield from use(task, problem.at))}


def task_of(problem: Problem) -> MatrixFunction:
    return MatrixFunction(problem.A, problem.b)


def write_function(task: MatrixFunction) -> Generator[Step, None, Expr]:
    """Name what is given, and multiply the function out."""
    names = task.letters
    yield step("name_matrix", Defines(A, task.matrix))
    if task.right is None:
        yield step("multiply_matrix_by_vector", Equal(MatrixProduct(A, names), task.images))
        head: Expr = Dot(names, MatrixProduct(A, names))
    else:
        yield step("name_right_side", Defines(B, task.right))
        yield step("subtract_right_side", Equal(task.rest, task.rests))
        head = Dot(task.rest, task.rest)
    q = expand(task.written)
    yield step("write_function", Equal(head, task.written))
    if q != task.written:
        yield step("multiply_function_out", Equal(task.written, q))
    return q


def use(task: MatrixFunction, at: Tuple | None) -> Solution:
    """The gradient at the point, and where it is zero."""
    names, entries, goals = task.letters, task.gradient, Goals()
    if at is not None:
        pairs = zip(names, at, strict=True)
        used = Tuple(*(Eq(x, a, evaluate=False) for x, a in pairs if entries.has(x)))
        goals["at"] = Substituted(entries, used, task.slopes_at(at))
        yield step("insert_point_in_gradient", goals["at"])
    normal = task.system
    zero = Tuple(*(Eq(e, ZERO, evaluate=False) for e in entries if e != 0))
    rule = "set_form_gradient_to_zero" if task.right is None else "write_normal_equations"
    yield step(rule, Equivalent(zero, normal, names))
    reduced = yield from gauss_jordan(normal)
    size, full = Integer(len(names)), len(reduced.pivots) == len(names)
    if not full:
        note = "note_singular_sum" if task.right is None else "note_singular_product"
        singular = Compared(Rank(SUM if task.right is None else GRAM), "<", size)
        yield step(note, singular)
    values = yield from read_off(reduced, names)
    solutions = Tuple(Tuple(*(values.get(x, x) for x in names)))
    goals["zero"] = SolutionSet(normal, names, solutions)
    yield step("state_zero_of_gradient" if full else "state_zeros_of_gradient", goals["zero"])
    return goals


def complete(problem: Problem) -> dict[str, Any]:
    columns = columns_of(problem.A)
    rows, size = problem.A.shape
    numbers_only(*columns, *([] if problem.b is None else [problem.b]))
    if problem.b is None and rows != size:
        raise Undefined(
            "not-square",
            f"The matrix is {rows} by {size}. The product of x, A and x needs a square matrix.",
            fix="Give as many columns as rows, or a vector b for the function ||Ax-b||^2.",
        )
    if all(e == 0 for line in task_of(problem).coefficients.entries() for e in line):
        raise Undefined(
            "constant-function",
            "The function has the same value for every x, so its gradient is zero everywhere.",
            fix="Give a matrix A with A + A^T not zero."
            if problem.b is None
            else "Give a matrix with an entry that is not zero.",
        )
    at = problem.at
    return (
        {} if at is None else {"at": point_of(at, tuple(task_of(problem).letters), "the gradient")}
    )


def make(rng: Random, level: int) -> dict[str, Any]:
    if level == 1 or (level == 3 and rng.random() < 0.4):
        size = 2 if level == 1 else 3
        lines = [[Integer(rng.randint(-3, 4)) for _ in range(size)] for _ in range(size)]
        lines[0][0] = Integer(rng.choice((1, 2, 3)))
        made: dict[str, Any] = {"A": Matrix.of(lines)}
    else:
        made = over_determined(rng, level)
        size = made["A"].shape[1]
    return {**made, "at": Tuple(*(Integer(rng.randint(-2, 2)) for _ in range(size)))}


def goals(problem: Problem, found: Goals) -> tuple[tuple[str, Claim], ...]:
    return tuple(found.items())


def figures(problem: Problem, found: Goals) -> tuple[Figure, ...]:
    task, zero = task_of(problem), found["zero"]
    names = task.letters
    place, claim = problem.at, found.get("at", zero)
    if len(names) != 2:
        return ()
    if place is None and isinstance(zero, SolutionSet):
        place = zero.solutions[0].xreplace(dict.fromkeys(names, ZERO))
    q = expand(task.written)
    marks = gradient_pictures.arrow_on_contours(q, names.args, place, task.slopes_at(place), None)
    rule = "contours_of_quadratic" if problem.at is None else "gradient_of_quadratic"
    x, y = map(str, names)
    return (Figure(rule, claim, marks, x, y, equal=True),) if marks else ()


_SQUARES = (
    r"[find|what is|compute] [the] gradient of "
    r"{\|\|Ax-b\|\|^2|\|\|Ax - b\|\|^2|\|\|A x - b\|\|^2|\|\|A*x-b\|\|^2}"
)
TOPIC = Topic(
    id="calculus.matrix_gradient",
    covers=("calc.matrix_gradient",),
    inputs=(
        MatrixInput(
            name="A", about="the matrix", example="[0 1; 1 1; 2 1]", largest=MATRIX_WITH_STEPS
        ),
        VectorInput(name="b", about="the vector b", example="(6, 0, 0)", optional=True),
        VectorInput(name="at", about="the point", example="(0, 0)", optional=True),
    ),
    phrases=(
        _SQUARES
        + " {for|with} {A=|A = }{A}{, |; | and |,}{b=|b = }{b} [at {x=|x = }{at}|at {at}][,] [and where it {vanishes|is zero}]",
        _SQUARES
        + " {for|with} {A=|A = }{A}{, |; | and |,}{b=|b = }{b}{, |; | and |, and }{x=|x = }{at}",
        _SQUARES + " at [x=|x = ]{at} {for|with} {A=|A = }{A}{, |; | and |,}{b=|b = }{b}",
        r"[find|what is|compute] [the] gradient of {x^T A x|x^TAx|x^T*A*x} {for|with} {A=|A = }{A} "
        "[at {x=|x = }{at}|at {at}][,] [and where it {vanishes|is zero}]",
        r"\|\|A*x-b\|\|^2, A={A}, b={b}[, x={at}]",
        r"[gradient of ]\\nabla_x\\\|Ax-b\\\|^2,\\ A={A},\\ b={b}[,\\ x={at}]",
        r"\\nabla_x{ x^T A x| x^TAx|(x^TAx)|(x^T A x)},\\ A={A}[,\\ x={at}]",
    ),
    methods={"identity": by_identity, "components": by_components},
    complete=complete,
    make=make,
    goals=goals,
    figures=figures,
)
