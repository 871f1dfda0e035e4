"""The long-run state of a Markov chain, step by step: by a null space, or by applying P again and again."""

from __future__ import annotations

from collections.abc import Generator

import sympy as sp
from sympy import Abs, Basic, Expr, Integer, Symbol, Tuple

from tutor.core.claims import Approximates, Basis, Compared, Defines, Equal, Normalised
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import (
    Eigenspace,
    Entry,
    Identity,
    MatrixPower,
    MatrixProduct,
    MatrixSum,
    Norm,
    NullSpace,
    ScalarMultiple,
)
from tutor.core.step import Step, collect, step
from tutor.kit.linear_algebra.characteristic import characteristic, shifted, unknown_for
from tutor.kit.linear_algebra.eigen import find_eigenvalues, is_numbered, roots_claim
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.kit.linear_algebra.markov import classes, groups, period, returns
from tutor.kit.linear_algebra.null_space import special_solutions
from tutor.kit.linear_algebra.products import applied
from tutor.kit.polynomial_roots import six_digits
from tutor.kit.unevaluated import times

TIMES = 8  # that the matrix is applied in the method of powers
LONG = 100  # a fraction with a larger denominator is also given in decimals
EIGENVALUES = 3  # rows up to which all eigenvalues are found, to see how fast the chain settles
ONE = Integer(1)
ROUND = Symbol("z")  # shares that go round

Steps = Generator[Step, None, None]


def find_fixed_vectors(P: Matrix, written: Basic) -> Steps:
    """The vectors that P keeps, from the null space of P - I; `written` is P as it stands in claims."""
    moved = shifted(P, ONE)
    difference = MatrixSum(written, ScalarMultiple(-1, Identity(P.shape[0])))
    parts = [step("subtract_identity", Equal(difference, moved))]
    operations, reduced = collect(gauss_jordan(moved))
    special = special_solutions(reduced.matrix, reduced.pivots)
    read = step("read_fixed_vectors", Basis(NullSpace(reduced.matrix), Tuple(*special)))
    vectors = fixed(P)
    rule = "find_fixed_vector" if len(vectors) == 1 else "find_several_classes"
    claim = Basis(Eigenspace(written, ONE), Tuple(*vectors))
    yield step(rule, claim, substeps=(*parts, *operations, read))


def scale_to_distribution(vector: Tuple, written: Basic) -> Generator[Step, None, Tuple]:
    """Divide by the sum of the entries, and check that P keeps the result."""
    claim = distribution(vector)
    yield step("scale_to_sum_one", claim)
    yield step("check_long_run", Equal(MatrixProduct(written, claim.shares), claim.shares))
    for share in dict.fromkeys(claim.shares.args):
        if share.is_Rational and share.q > LONG:
            yield step("approximate_share", six_digits(share))
    return claim.shares


def distribution(vector: Tuple) -> Normalised:
    total = sum(vector.args, Integer(0))
    return Normalised(vector, total, Tuple(*(e / total for e in vector)))


def explain_speed(P: Matrix) -> Steps:
    """The eigenvalue of second largest size, if all eigenvalues of a small matrix have a short form."""
    found = second_eigenvalue(P)
    if found is None:
        return
    unknown = unknown_for(P)
    parts, roots = collect(find_eigenvalues(P, unknown))
    claim = roots_claim(characteristic(P, unknown), unknown, roots)
    yield step("find_all_eigenvalues", claim, substeps=parts)
    yield step("compare_second_eigenvalue", speed(found))


def explain_period(P: Matrix, written: Basic) -> Steps:
    """Whether a chain of more states settles: by returns to one state, or by shares that go round."""
    if P.shape[0] <= EIGENVALUES:
        return
    (_, claim) = rhythm(P, written)
    if isinstance(claim, Compared):
        yield step("see_returns" if claim.left.is_Mul else "see_stay", claim)
        return
    states = groups(P, classes(P)[0])
    yield step("start_in_group", Defines(ROUND, claim.after))
    x: Tuple = claim.after
    for k in range(len(states)):
        image = applied(P, x)
        yield step("go_round", Equal(MatrixProduct(written, x if k else ROUND), image))
        x = image
    yield step("see_period", claim)


def rhythm(P: Matrix, written: Basic) -> tuple[str, Compared | Equal]:
    """The claim that a state is met again after n and n + 1 steps, or that shares come back.

    The shares are those of the long run in one of the groups that follow one another, so they
    are others in between.
    """
    (states,) = classes(P)
    divisor = period(P, states)
    if divisor == 1:
        state, n = returns(P, states)
        place = Integer(state), Integer(state)
        if n == 1:
            return "returns", Compared(Entry(written, *place), ">", Integer(0))
        ways = (Entry(MatrixPower(written, m), *place) for m in (n, n + 1))
        return "returns", Compared(times(*ways), ">", Integer(0))
    shares = distribution(fixed(P)[0]).shares
    first = groups(P, states)[0]
    start = Tuple(
        *(divisor * e if j in first else Integer(0) for j, e in enumerate(shares, start=1))
    )
    again = MatrixProduct(MatrixPower(written, Integer(divisor)), ROUND)
    return "period", Equal(again, start)


def second_eigenvalue(P: Matrix) -> Expr | None:
    """The eigenvalue of largest size when 1 is left out once; None if it is not to be had."""
    if not 1 < P.shape[0] <= EIGENVALUES:
        return None
    _, roots = collect(find_eigenvalues(P, unknown_for(P)))
    if is_numbered(roots):
        return None
    values = [root.value for root in roots for _ in range(root.multiplicity)]
    values.remove(ONE)
    return max(values, key=lambda v: abs(complex(v)))


def speed(second: Expr) -> Compared:
    """Whether the size of the second eigenvalue is below 1, so that its part dies out."""
    size = Abs(second, evaluate=False)
    return Compared(size, "=" if sp.expand(second * sp.conjugate(second)) == 1 else "<", ONE)


def apply_again_and_again(P: Matrix, written: Basic, start: Tuple, known: int) -> Steps:
    """Apply P so often that the shares settle; `known` images are there already."""
    x = start
    for k in range(TIMES):
        image = applied(P, x)
        if k >= known:
            yield step("apply_again", Equal(MatrixProduct(written, x), image))
        x = image
    if known < TIMES:
        yield from see_shares(x)
    (vector,) = fixed(P)
    yield step("guess_fixed_vector", Basis(Eigenspace(written, ONE), Tuple(vector)))
    shares = yield from scale_to_distribution(vector, written)
    off = sum((abs(a - b) for a, b in zip(x, shares, strict=True)), Integer(0))
    gap = Norm(MatrixSum(x, ScalarMultiple(-1, shares)), 1)
    rounded = six_digits(off)
    yield step("see_distance", Approximates(gap, rounded.value, rounded.tolerance))


def see_shares(state: Tuple) -> Steps:
    """The shares that are long fractions, in decimals; short decimals are shares of a chain in decimals."""
    for share in dict.fromkeys(state.args):
        short = share.q % 5 == 0 and six_digits(share).value == share
        if share.is_Rational and share.q > LONG and not short:
            yield step("see_share", six_digits(share))


def fixed(P: Matrix) -> tuple[Tuple, ...]:
    """A vector that P keeps for each closed class; with entry sum 1 if there are several."""
    closed = classes(P)
    if len(closed) == 1:
        _, reduced = collect(gauss_jordan(shifted(P, ONE)))
        return special_solutions(reduced.matrix, reduced.pivots)
    return tuple(_of_class(P, states) for states in closed)


def _of_class(P: Matrix, states: list[int]) -> Tuple:
    """The stationary distribution that lives on a closed class."""
    inner = Matrix.of([[P[i, j] for j in states] for i in states])
    _, reduced = collect(gauss_jordan(shifted(inner, ONE)))
    (vector,) = special_solutions(reduced.matrix, reduced.pivots)
    share = dict(zip(states, distribution(vector).shares, strict=True))
    return Tuple(*(share.get(k, Integer(0)) for k in range(1, P.shape[0] + 1)))
