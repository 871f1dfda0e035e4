"""Checks of claims about values: equal, substituted, approximate, compared."""

from __future__ import annotations

from sympy import (
    Abs,
    Add,
    Basic,
    Eq,
    Expr,
    Function,
    Ge,
    Gt,
    Mul,
    Ne,
    Pow,
    Rational,
    Tuple,
    cos,
    exp,
    log,
    sin,
)
from sympy.core.relational import Relational
from sympy.polys.domains import QQ_I
from sympy.polys.polyerrors import CoercionFailed

from tutor.core.claims import Approximates, Compared, Conditions, Equal, Substituted
from tutor.core.insertion import inserted
from tutor.core.matrix import Matrix
from tutor.verify.claims.limits import compared_extended, is_extended, same_extended
from tutor.verify.claims.matrix_equality import (
    confirm_different,
    confirm_matrices,
    confirm_near,
    different_matrices,
    exact_scalars,
    identical_polynomials,
    near_matrices,
    same_matrices,
    special_fault,
)
from tutor.verify.points.borders import borders, poles
from tutor.verify.points.places import FEWEST, POINTS, Check, Places, shown
from tutor.verify.report import PROVED, Misfit, Verdict, all_of, refuted
from tutor.verify.values.complex_values import fitting
from tutor.verify.values.differential import proves_equal
from tutor.verify.values.exact import OF_MATRICES, Element, identical, modular_value, rational
from tutor.verify.values.matrix_values import is_matrix_valued, is_written_matrix
from tutor.verify.values.numeric import NotWorkedOut, NoValue, Number, Point, close, context
from tutor.verify.values.opinion import second_opinion
from tutor.verify.values.precision import difference

CAREFUL = FEWEST  # places at which two values are compared with all the digits they need
TRIED = 5 * POINTS  # places for an inequality, which may fail in a small region
HOLDS = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}


EVERYWHERE = (exp, sin, cos, Abs)  # functions with a value at every real number
STRICT = ("<", "!=", ">")


def equal(claim: Equal, places: Places) -> Verdict:
    return same(claim.before, claim.after, claim.given, places)


def same(before: Basic, after: Basic, given: Conditions, places: Places) -> Verdict:
    """Whether two values agree: exactly if both are rational, else at points, else by expansion."""
    if _is_written(before, after, places):
        return same_matrices(before, after, given, places)
    if isinstance(before, Tuple | Matrix) or isinstance(after, Tuple | Matrix):
        return _same_parts(before, after, given, places)
    if isinstance(before, Relational) and isinstance(after, Relational):
        if type(before) is not type(after):
            return refuted("the relations differ")
        return all_of(
            [same(a, b, given, places) for a, b in zip(before.args, after.args, strict=True)]
        )
    if is_extended(before, after):
        return same_extended(before, after, given, places, same)
    if before == after:
        return PROVED
    left, right = _exactly(before, places), _exactly(after, places)
    if left is not None and right is not None:
        return PROVED if left == right else refuted("{} is not {}", left, right)
    of_matrices = before.has(*OF_MATRICES) or after.has(*OF_MATRICES)
    if of_matrices and (exact := exact_scalars(before, after, places)) is not None:
        return PROVED if exact[0] == exact[1] else refuted("{} is not {}", before, after)
    if not of_matrices and proves_equal(before, after, places.forward()):
        return PROVED
    if of_matrices and identical_polynomials(before, after, places.definitions):
        return PROVED

    looked = 0

    def test(at: Point) -> str:
        nonlocal looked
        there = fitting(at, (before, after))
        a, b = _value(before, there), _value(after, there)
        if a is None and b is None:
            raise NoValue("neither side has a value")
        if a is None or b is None:
            return f"{before if a is None else after} has no value, and the other side has"
        looked += 1
        if looked > CAREFUL and close(a, b):
            return ""
        return f"{shown(a)} is not {shown(b)}" if difference(before, after, there) else ""

    verdict = places.everywhere(test, given, (before, after))
    if verdict.status != "supported":
        return verdict
    if of_matrices and (fault := special_fault(test, before, after, given, places)):
        return refuted(fault)
    if fault := _at_borders(before, after, given, places):
        return refuted(fault)
    return PROVED if identical(before, after, places.definitions) else verdict


def _at_borders(before: Basic, after: Basic, given: Conditions, places: Places) -> str:
    """A place where only one side has a value, or where the formulas differ."""
    known = places.definitions
    left, right = poles(before, known), poles(after, known)
    for border in borders((before, after), given, places):
        there = fitting(border.point, (before, after))
        try:
            a = not left & border.zero and _value(before, there) is not None
            b = not right & border.zero and _value(after, there) is not None
        except NotWorkedOut:
            continue
        if a != b:
            return f"only {before if a else after} has a value at {border.where}"
        if a and border.exact:
            try:
                if difference(before, after, there):
                    return f"{before} is not {after} at {border.where}"
            except NoValue:
                continue
    return ""


def _is_written(before: Basic, after: Basic, places: Places) -> bool:
    """Whether a side is a matrix or a vector that is written and not worked out."""
    return any(is_written_matrix(side, places.definitions) for side in (before, after))


def _same_parts(before: Basic, after: Basic, given: Conditions, places: Places) -> Verdict:
    left, right = parts(before), parts(after)
    if type(before) is not type(after) or len(left) != len(right):
        return refuted("the two sides have different shapes")
    if isinstance(before, Matrix) and before.shape != after.shape:
        return refuted("the two matrices have different shapes")
    return all_of([same(a, b, given, places) for a, b in zip(left, right, strict=True)])


def parts(value: Basic) -> tuple[Basic, ...]:
    """The entries of a tuple, or of a matrix row by row."""
    if isinstance(value, Matrix):
        return tuple(e for line in value.entries() for e in line)
    return tuple(value.args) if isinstance(value, Tuple) else (value,)


def _exactly(expr: Basic, places: Places) -> Element | None:
    try:
        return rational(expr, places.definitions)
    except ZeroDivisionError:
        return None


def _value(expr: Basic, at: Point) -> object | None:
    try:
        return at.of(expr)
    except NotWorkedOut:
        raise
    except NoValue:
        return None


def substituted(claim: Substituted, places: Places) -> Verdict:
    if not all(isinstance(v, Eq) for v in claim.values.args):
        return refuted("a value is given by an equation")
    replaced = {v.args[0]: v.args[1] for v in claim.values.args}
    if len(replaced) < len(claim.values.args):
        return refuted("two values are given for the same")
    before = claim.before
    if not all(before.has(name) for name in replaced):
        return refuted("a value is given for something that does not occur")
    given = _domain(Tuple(*replaced.values()))
    if not isinstance(before, Relational):
        return same(_put_in(before, replaced, claim.after), claim.after, given, places)
    if type(claim.after) is not type(before):
        return refuted("an equation stays an equation")
    # An equation whose sides become numbers would turn into true or false: replace in its sides.
    pairs = zip(before.args, claim.after.args, strict=True)
    sides = Tuple(*(_put_in(side, replaced, new) for side, new in pairs))
    verdict = same(sides, Tuple(*claim.after.args), given, places)
    if isinstance(before, Eq) and not claim.after.free_symbols:
        return all_of([verdict, same(claim.after.lhs, claim.after.rhs, (), places)])
    return verdict


def _domain(values: Tuple) -> Conditions:
    """Where what is put in has values: x = 1/n says nothing of n = 0."""
    powers = [p for p in values.atoms(Pow) if p.base.free_symbols]
    below = (Ne(p.base, 0, evaluate=False) for p in powers if p.exp.is_negative)
    roots = (
        Ge(p.base, 0, evaluate=False)
        for p in powers
        if isinstance(p.exp, Rational) and p.exp.q % 2 == 0
    )
    logs = (Gt(e.args[0], 0, evaluate=False) for e in values.atoms(log) if e.free_symbols)
    return tuple(sorted((*below, *roots, *logs), key=str))


def _put_in(expr: Basic, values: dict[Basic, Basic], after: Basic) -> Basic:
    """As it is written, where SymPy's own insertion could lose places at which it has no value.

    Where no letter is left, as in x/theta at x = 0, the result is a number for all theta that have one.
    """
    evaluated, written = expr.xreplace(values), inserted(expr, values)
    if not evaluated.free_symbols and not after.free_symbols:
        return evaluated
    powers = all(p.exp.is_Integer and p.exp >= 0 for p in written.atoms(Pow))
    everywhere = powers and all(isinstance(f, EVERYWHERE) for f in written.atoms(Function))
    return evaluated if everywhere else written


def too_wide(value: Basic, tolerance: Basic) -> str:
    """What is wrong with an approximate value or its tolerance, or nothing.

    A tolerance may be at most one hundredth of the largest value, or one thousandth.
    """
    numbers = tuple(n for part in parts(value) for n in _real_and_imaginary(part))
    if not all(isinstance(number, Rational) for number in (*numbers, tolerance)):
        return "an approximate value and its tolerance must be exact decimals"
    if not 0 <= tolerance <= max([Rational(1, 1000), *(abs(n) / 100 for n in numbers)]):
        return f"{tolerance} is no tolerance for {value}"
    return ""


def _real_and_imaginary(number: Basic) -> tuple[Basic, ...]:
    """The parts of a complex number with fractions; anything else as it stands."""
    if isinstance(number, Rational) or not isinstance(number, Expr):
        return (number,)
    try:
        found = QQ_I.from_sympy(number)
    except CoercionFailed:
        return (number,)
    return tuple(Rational(int(p.numerator), int(p.denominator)) for p in (found.x, found.y))


def approximates(claim: Approximates, places: Places) -> Verdict:
    if fault := too_wide(claim.value, claim.tolerance):
        return refuted(fault)
    if isinstance(claim.value, Tuple | Matrix):
        return near_matrices(claim.exact, claim.value, claim.tolerance, places)
    exact, value = _exactly(claim.exact, places), _exactly(claim.value, places)
    if exact is not None and value is not None:
        tolerance = _exactly(claim.tolerance, places)
        off = abs(exact - value) > tolerance
        return refuted("{} is not {}", exact, value) if off else PROVED

    def test(at: Point) -> str:
        return _off(fitting(at, (claim.exact, claim.value)).of(claim.exact), claim, at)

    return places.everywhere(test, (), (claim.exact,))


def _off(true: Number, claim: Approximates, at: Point) -> str:
    """That a value is farther from the true one than the tolerance, or nothing."""
    away = true - fitting(at, (claim.value,)).of(claim.value)
    off = max(abs(away.real), abs(away.imag)) > at.of(claim.tolerance)
    return f"the value is {shown(true)}" if off else ""


def compared(claim: Compared, places: Places) -> Verdict:
    holds = HOLDS.get(claim.relation)
    if holds is None:
        return refuted(f"{claim.relation} is no relation")
    sides = claim.left, claim.right
    if any(is_matrix_valued(side, places.definitions) for side in sides):
        if claim.relation == "=":
            return same_matrices(*sides, claim.given, places)
        if claim.relation == "!=":
            return different_matrices(*sides, claim.given, places)
        return refuted("matrices and vectors have no order")
    if is_extended(*sides):
        return compared_extended(claim.left, claim.relation, claim.right, claim.given, places)
    ordered = claim.relation not in ("=", "!=")
    left, right = _exactly(claim.left, places), _exactly(claim.right, places)
    if left is not None and right is not None:
        return (
            PROVED
            if holds(left, right)
            else refuted(f"{{}} {claim.relation} {{}} is false", left, right)
        )

    def test(at: Point) -> str:
        there = fitting(at, sides)
        a, b = there.of(claim.left), there.of(claim.right)
        apart = difference(claim.left, claim.right, there)
        if ordered and not all(close(context.im(v), 0) for v in (a, b)):
            raise Misfit("complex numbers have no order")
        if holds(context.re(apart) if ordered else apart, 0):
            return ""
        return f"{shown(a)} {claim.relation} {shown(b)} is false"

    about = (claim.left, claim.right)
    verdict = places.everywhere(test, claim.given, about, TRIED)
    if verdict.status != "supported":
        return verdict
    apart = Add(claim.left, Mul(-1, claim.right))
    for border in borders(about, claim.given, places, [apart]):
        if apart in border.zero and claim.relation in STRICT:
            return refuted(f"both sides are equal at {border.where}")
        if border.exact:
            try:
                wrong = test(border.point)
            except NoValue:
                continue
            if wrong:
                return refuted(f"{wrong} at {border.where}")
    return verdict


def confirm_equal(claim: Equal, places: Places) -> Verdict:
    """Both sides by SymPy's own evaluation; determinants modulo primes."""
    if _is_written(claim.before, claim.after, places):
        return confirm_matrices(claim.before, claim.after, claim.given, places)
    pairs = list(zip(parts(claim.before), parts(claim.after), strict=True))
    return all_of([_confirmed(a, b, claim.given, places) for a, b in pairs])


def _confirmed(before: Basic, after: Basic, given: Conditions, places: Places) -> Verdict:
    if isinstance(before, Relational):
        pairs = zip(before.args, after.args, strict=True)
        return all_of([_confirmed(a, b, given, places) for a, b in pairs])
    modular = (modular_value(side, places.definitions) for side in (before, after))
    left, right = modular
    if left is not None and right is not None:
        return PROVED if left == right else refuted("{} is not {} modulo a prime", before, after)

    def test(at: Point) -> str:
        a, b = second_opinion(before, at), second_opinion(after, at)
        return "" if close(a, b) else f"{shown(a)} is not {shown(b)}"

    return places.everywhere(test, given, (before, after))


def confirm_approximates(claim: Approximates, places: Places) -> Verdict:
    if isinstance(claim.value, Tuple | Matrix):
        return confirm_near(claim.exact, claim.value, claim.tolerance, places)

    def test(at: Point) -> str:
        return _off(second_opinion(claim.exact, at), claim, at)

    return places.everywhere(test, (), (claim.exact,))


def confirm_compared(claim: Compared, places: Places) -> Verdict:
    sides = claim.left, claim.right
    if any(is_matrix_valued(side, places.definitions) for side in sides):
        confirm = confirm_matrices if claim.relation == "=" else confirm_different
        return confirm(*sides, claim.given, places)

    def test(at: Point) -> str:
        a, b = second_opinion(claim.left, at), second_opinion(claim.right, at)
        if close(a, b):
            if claim.relation in STRICT:
                raise NoValue("the sides are too close for a second opinion")
            b = a
        return (
            ""
            if HOLDS[claim.relation](a, b)
            else f"{shown(a)} {claim.relation} {shown(b)} is false"
        )

    return places.everywhere(test, claim.given, (claim.left, claim.right), TRIED)


CONFIRMATIONS: dict[type, Check] = {
    Equal: confirm_equal,
    Approximates: confirm_approximates,
    Compared: confirm_compared,
}
CHECKS: dict[type, Check] = {
    Equal: equal,
    Substituted: substituted,
    Approximates: approximates,
    Compared: compared,
}
