"""The power method: an eigenvalue of largest size by applying the matrix again and again.

Every application stretches the part along the eigenvector of the largest eigenvalue
most, so the vectors turn towards it.  The Rayleigh quotient x.Ax / x.x then comes near
to the eigenvalue; for a symmetric matrix the distance is at most |Ax - qx| / |x|.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import pairwise

import sympy as sp
from sympy import Abs, Expr, Integer, Tuple

from tutor.core.claims import Compared, Defines, Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Dot, MatrixProduct, MatrixSum, Norm, ScalarMultiple
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.decimals import rounded_number
from tutor.kit.linear_algebra.products import applied, dotted, transposed
from tutor.kit.polynomial_roots import Root
from tutor.kit.unevaluated import added, over

TIMES, FEWEST = 10, 4  # vectors
RATIO = 0.8  # of the second largest size to the largest, up to which the method is quick enough
LONGEST = 12  # digits of a component
WORKING = 20  # digits of a root whose size is asked for

Steps = Generator[Step, None, None]


def largest(roots: tuple[Root, ...]) -> Expr | None:
    """The eigenvalue that the method finds: real, simple, and clearly larger than all others."""
    sizes = sorted(((_size(r.value), r) for r in roots), key=lambda pair: pair[0])
    top, root = sizes[-1]
    second = sizes[-2][0] if len(sizes) > 1 else 0.0
    fits = root.value.is_real and root.multiplicity == 1 and top > 0 and second <= RATIO * top
    return root.value if fits else None


def _size(value: Expr) -> float:
    if isinstance(value, sp.CRootOf):  # `evalf` halves rectangles, which takes seconds
        value = value.eval_approx(WORKING)
    return abs(complex(value))


def approach_largest(A: Matrix, roots: tuple[Root, ...]) -> Steps:
    """Apply the matrix to a vector of ones, and compare the quotient with the exact root."""
    value = largest(roots)
    if value is None or not A.is_rational:
        return
    vectors = _images(A)
    if len(vectors) < FEWEST:
        return
    start, *again = (Equal(MatrixProduct(A, x), y) for x, y in pairwise(vectors))
    yield step("start_power_method", start)
    *_, x, y = vectors
    v, w, q = sp.symbols("v w q")
    more = tuple(step("apply_matrix_again", image) for image in again)
    yield step("name_last_vector", Defines(v, x), substeps=more)
    yield step("name_its_image", Defines(w, y))
    yield step("name_rayleigh_quotient", Defines(q, over(Dot(v, w), Dot(v, v))))
    quotient = dotted(x, y) / dotted(x, x)
    yield step("find_rayleigh_quotient", rounded_number(q, quotient))
    residual = over(Norm(MatrixSum(w, ScalarMultiple(-q, v))), Norm(v))
    size = sp.sqrt(sum((b - quotient * a) ** 2 for a, b in zip(x, y, strict=True)) / dotted(x, x))
    yield step("measure_residual", rounded_number(residual, size))
    away = Abs(added(value, -q), evaluate=False)
    if transposed(A) == A:
        yield step("bound_eigenvalue", Compared(away, "<=", residual))
    else:
        yield step("measure_error", rounded_number(away, abs(value - quotient)))


def _images(A: Matrix) -> list[Tuple]:
    """A vector of ones and its images, as long as they are not zero and can be read."""
    vectors = [Tuple(*[Integer(1)] * A.shape[0])]
    while len(vectors) < TIMES:
        image = applied(A, vectors[-1])
        if not any(image.args) or max(len(str(e)) for e in image.args) > LONGEST:
            break
        vectors.append(image)
    return vectors
