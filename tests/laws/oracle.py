"""Whether a changed claim is false, decided by SymPy's own solvers and not by the verifier.

`truth` gives True or False, or None where it cannot tell; it is slow and
trusts SymPy, which is why the verifier does neither.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import NormalDist
from typing import Any

import mpmath
import sympy as sp
from sympy import Basic, Expr, Integer, Rational, Symbol, Tuple
from sympy.utilities.exceptions import SymPyDeprecationWarning

from tutor.core.claims import (
    AntiderivativeOf,
    Approximates,
    Choice,
    Claim,
    Compared,
    Defines,
    DerivativeOf,
    Equal,
    Extremum,
    Normalised,
    Quantile,
    Signs,
    Substituted,
    TailProbability,
)
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixExpression

from .oracle_equations import JUDGES as EQUATION_JUDGES
from .oracle_iterations import JUDGES as ITERATION_JUDGES
from .oracle_matrices import JUDGES as MATRIX_JUDGES
from .oracle_matrices import Misfit, entries
from .values import Definitions, Unknown, parts, samples, written_out, zero


def truth(claim: Claim, definitions: Definitions) -> bool | None:
    """Whether a claim is true, given what the names in it stand for."""
    try:
        return JUDGES[type(claim)](claim, definitions)
    except Misfit:
        return False
    except (Unknown, NotImplementedError, TypeError, ValueError, ZeroDivisionError):
        return None
    except (SymPyDeprecationWarning, AttributeError):  # a matrix in the place of a number
        return None


def same_value(old: Defines, new: Defines, definitions: Definitions) -> bool:
    """Whether a changed definition gives the name the same value."""
    try:
        return old.name == new.name and _same(old.value, new.value, definitions) is True
    except (Misfit, Unknown, TypeError, ValueError, SymPyDeprecationWarning):
        return False
    except AttributeError:  # a matrix in the place of a number
        return False


def _same(a: Any, b: Any, definitions: Definitions, given: tuple[Basic, ...] = ()) -> bool | None:
    if _is_made_of_matrices(a, definitions) or _is_made_of_matrices(b, definitions):
        (shape, left), (other, right) = entries(a, definitions), entries(b, definitions)
        return shape == other and _same(Tuple(*left), Tuple(*right), definitions, given)
    if any(isinstance(side, Basic) and side.has(sp.Limit, sp.oo) for side in (a, b)):
        ends = [written_out(side, definitions) for side in (a, b)]
        if any(end in (sp.oo, -sp.oo) for end in ends):
            return bool(ends[0] == ends[1])
    left, right = parts(a), parts(b)
    if len(left) != len(right) or (type(a) is not type(b) and (len(left) > 1)):
        return False
    verdicts = [zero(x - y, definitions, given) for x, y in zip(left, right, strict=True)]
    return None if None in verdicts else all(verdicts)


def _is_made_of_matrices(value: Any, definitions: Definitions) -> bool:
    """Whether a matrix or vector is given by an expression or a name, and not by its entries."""
    meaning = value
    while isinstance(meaning, Symbol) and meaning in definitions:
        meaning = definitions[meaning]
    named = meaning is not value and isinstance(meaning, Matrix | Tuple)
    return named or isinstance(meaning, MatrixExpression)


def _equal(c: Equal, d: Definitions) -> bool | None:
    return _same(c.before, c.after, d, c.given)


def _antiderivative(c: AntiderivativeOf, d: Definitions) -> bool | None:
    return _derivative(DerivativeOf(c.result, c.variable, c.function, c.given), d)


def _substituted(c: Substituted, d: Definitions) -> bool | None:
    replaced = {v.args[0]: v.args[1] for v in c.values.args}
    if not all(c.before.has(name) for name in replaced):
        return False
    if type(c.before) is not type(c.after) and isinstance(c.before, sp.core.relational.Relational):
        return False
    before = Tuple(*(part.xreplace(replaced) for part in parts(c.before)))
    return _same(before, Tuple(*parts(c.after)), d)


def _derivative(c: DerivativeOf, d: Definitions) -> bool | None:
    known = {name: value for name, value in d.items() if name != c.variable}
    letters = c.function.free_symbols | c.result.free_symbols | {c.variable}
    real = {s: sp.Dummy(s.name, real=True) for s in letters if isinstance(s, Symbol)}
    function, result = (written_out(e, known).xreplace(real) for e in (c.function, c.result))
    given = tuple(g.xreplace(real) for g in c.given)
    return zero(sp.diff(function, real[c.variable]) - result, {}, given)


def _signs(c: Signs, d: Definitions) -> bool:
    """By values on a fine grid between the places, and at them."""
    if not len(c.places) == len(c.at) == len(c.signs) - 1:
        return False
    where = [sp.N(p, 30) for p in c.places.args]
    if any(a >= b for a, b in pairwise(where)):
        return False
    found = [_sign(c, p) for p in c.places.args] == list(c.at)
    ends = [where[0] - 5, *where, where[-1] + 5] if where else [Integer(-5), Integer(5)]
    for (low, high), sign in zip(pairwise(ends), c.signs, strict=True):
        points = [low + (high - low) * Rational(k, 67) for k in range(1, 67)]
        inside = [p for p in points if all(g.xreplace({c.variable: p}) for g in c.given)]
        found = found and bool(inside) and {_sign(c, p) for p in inside} == {sign}
    return found


def _sign(c: Signs, place: Expr) -> str:
    value = sp.N(c.expression.xreplace({c.variable: place}), 30)
    if value.is_real is not True or not value.is_finite:
        return "undefined"
    return "zero" if abs(value) < 1e-20 else "positive" if value > 0 else "negative"


def _approximates(c: Approximates, d: Definitions) -> bool | None:
    if isinstance(c.value, Tuple | Matrix):
        return _each_near(c, d)
    exact = sp.N(written_out(c.exact, d), 40)
    if not exact.is_Number:
        raise Unknown
    return bool(abs(exact - c.value) <= c.tolerance)


def _each_near(c: Approximates, d: Definitions) -> bool:
    (shape, exact), (other, rounded) = entries(c.exact, d), entries(c.value, d)
    if shape != other:
        return False
    pairs = zip(exact, rounded, strict=True)
    return all(bool(abs(sp.N(a, 40) - b) <= c.tolerance) for a, b in pairs)


HOLDS = {
    "<": sp.Lt,
    "<=": sp.Le,
    "=": sp.Eq,
    "!=": sp.Ne,
    ">=": sp.Ge,
    ">": sp.Gt,
}


def _compared(c: Compared, d: Definitions) -> bool | None:
    if c.relation not in HOLDS:
        return False
    if isinstance(c.left, MatrixExpression | Matrix | Tuple):
        same = _same(c.left, c.right, d, c.given)
        return same if c.relation == "=" else c.relation == "!=" and not same
    difference = written_out(c.left - c.right, d)
    for at in samples(difference.free_symbols, c.given):
        value = sp.N(difference.xreplace(at), 30)
        if not value.is_real:
            raise Unknown
        if not HOLDS[c.relation](0 if abs(value) < 1e-20 else value, 0):
            return False
        if not difference.free_symbols:
            return True
    raise Unknown


def _cumulative(claim: TailProbability | Quantile, d: Definitions, x: Expr) -> mpmath.mpf:
    family = claim.distribution.family
    parameters = [
        mpmath.mpf(str(sp.N(written_out(p, d), 30))) for p in claim.distribution.parameters
    ]
    at = mpmath.mpf(str(sp.N(written_out(x, d), 30)))
    if family == "normal":
        mean, variance = parameters
        return mpmath.mpf(NormalDist(float(mean), float(variance) ** 0.5).cdf(float(at)))
    if family == "t":
        (df,) = parameters
        inside = mpmath.betainc(df / 2, 0.5, 0, df / (df + at**2), regularized=True) / 2
        return inside if at < 0 else 1 - inside
    if family == "chi2":
        return mpmath.gammainc(parameters[0] / 2, 0, max(at, 0) / 2, regularized=True)
    if family == "exponential":
        return 1 - mpmath.exp(-parameters[0] * max(at, 0))
    raise Unknown


def _tail(c: TailProbability, d: Definitions) -> bool | None:
    below = _cumulative(c, d, c.statistic)
    if c.tail == "two":
        true = 2 * min(below, 1 - below)
    elif c.tail in ("left", "right"):
        true = below if c.tail == "left" else 1 - below
    else:
        return False
    return bool(abs(true - mpmath.mpf(c.value.p) / c.value.q) <= float(c.tolerance) * 1.000001)


def _quantile(c: Quantile, d: Definitions) -> bool | None:
    low, high = (_cumulative(c, d, c.value + s * c.tolerance) for s in (-1, 1))
    return bool(low - 1e-12 <= float(sp.N(written_out(c.level, d))) <= high + 1e-12)


def _normalised(c: Normalised, d: Definitions) -> bool | None:
    weights, shares = (
        [written_out(v, d) for v in t.args] if isinstance(t, Tuple) else []
        for t in (c.weights, c.shares)
    )
    total = written_out(c.total, d)
    if len(weights) != len(shares) or zero(sum(weights) - total, {}) is not True:
        return False
    if any(w < 0 for w in weights) or total == 0:
        return False
    return all(zero(s * total - w, {}) for s, w in zip(shares, weights, strict=True))


def _extremum(c: Extremum, d: Definitions) -> bool | None:
    """False if the point is not feasible, the value is another or the kind the opposite."""
    if c.kind not in ("minimum", "maximum", "local minimum", "local maximum", "saddle"):
        return False
    if len(c.point.args) != len(c.variables.args):
        return False
    known = {name: v for name, v in d.items() if name not in c.variables.args}
    at = dict(zip(c.variables.args, c.point.args, strict=True))
    if len(at) != len(c.variables.args):
        return False
    for constraint in c.constraints.args:
        if zero((constraint.lhs - constraint.rhs).xreplace(at), known) is False:
            return False
    if zero(c.objective.xreplace(at) - c.value, known) is False:
        return False
    height = written_out(c.objective, known)
    if c.constraints.args or height.free_symbols - set(c.variables.args):
        raise Unknown
    return _beaten(c, height, {v: sp.N(p, 20) for v, p in at.items()})


def _beaten(c: Extremum, height: Expr, at: dict[Symbol, Expr]) -> bool | None:
    """False if points close by, or random ones, contradict the kind."""
    best = sp.N(height.xreplace(at), 20)
    near = [{**at, v: p + s} for v, p in at.items() for s in (Rational(1, 500), -Rational(1, 500))]
    far = [] if c.kind.startswith("local") else list(samples(set(at), c.given))
    signs = set()
    for place in near if c.kind == "saddle" else near + far:
        if all(g.xreplace(place) == sp.true for g in c.given):
            there = sp.N(height.xreplace(place), 20)
            if there.is_real and abs(there - best) > 1e-12:
                signs.add(bool(there > best))
    wrong = {"minimum": False, "maximum": True}.get(c.kind.removeprefix("local "))
    if wrong in signs or (c.kind == "saddle" and len(signs) < 2):
        return False
    raise Unknown


def _nothing(c: Defines | Choice, d: Definitions) -> bool:
    return False  # a changed announcement or definition is never the same


JUDGES: dict[type, Any] = {
    **MATRIX_JUDGES,
    **EQUATION_JUDGES,
    **ITERATION_JUDGES,
    Equal: _equal,
    Substituted: _substituted,
    DerivativeOf: _derivative,
    AntiderivativeOf: _antiderivative,
    Signs: _signs,
    Approximates: _approximates,
    Compared: _compared,
    TailProbability: _tail,
    Quantile: _quantile,
    Normalised: _normalised,
    Extremum: _extremum,
    Defines: _nothing,
    Choice: _nothing,
}
