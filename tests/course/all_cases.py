"""How a student types each course case, where its answers are in the trace, and what must be shown.

`typed` are whole problems; each has to be read to the same trace.  `answers` maps an item of the
case's answer to a goal of the trace.  `shown` has one pattern for each quantity of the case's
`must_show`, searched in the LaTeX of the derivation with the blanks taken out.
"""

from __future__ import annotations

from .cases import calculus, linear_algebra, probability, statistics
from .cases.find import Case

CASES: dict[str, Case] = {
    **linear_algebra.CASES,
    **calculus.CASES,
    **probability.CASES,
    **statistics.CASES,
}
