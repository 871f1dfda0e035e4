"""The squeeze theorem: a wave that does not settle, times something that vanishes.

A sine or cosine stays between -1 and 1, whatever its argument does.  So the product lies between the
other factor and its negative.  Where both tend to 0, so does the product.
"""

from __future__ import annotations

import sympy as sp
from sympy import Expr, Mul

from tutor.core.claims import Compared, Equal
from tutor.core.step import Step, step
from tutor.kit.calculus.approach import INFINITE, Approach
from tutor.kit.unevaluated import ZERO, negated

WAVES = (sp.sin, sp.cos)


def squeezed(f: Expr, at: Approach) -> list[Step] | None:
    """A sine or cosine that does not settle, times something that vanishes."""
    waves = [u for u in Mul.make_args(f) if isinstance(u, WAVES) and _is_wild(u.args[0], at)]
    if not waves or not isinstance(f, Mul):
        return None
    rest = Mul(*(u for u in f.args if u not in waves))
    if at.tends(rest) != 0:
        return None
    bound, given = sp.Abs(rest, evaluate=False), at.apart()
    limits = Compared(f, "<=", bound, given), Compared(f, ">=", negated(bound), given)
    return [
        step("bound_wave", *limits),
        step("squeeze", Equal(at.of(f), ZERO), Compared(at.of(rest), "=", ZERO)),
    ]


def _is_wild(argument: Expr, at: Approach) -> bool:
    if at.both:
        return any(at.from_side(s).tends(argument) in INFINITE for s in "+-")
    return at.tends(argument) in INFINITE
