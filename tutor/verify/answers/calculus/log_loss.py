"""The most likely chance, as a claim about the likelihood on the whole interval from 0 to 1.

The likelihood is written again from the counts.  That it is largest at the share
of heads is tried at points of the verifier's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Rational, Symbol, Tuple, log

from tutor.core.claims import DerivativeOf, Equal, Extremum
from tutor.verify.answers import Answer, Answers, Says, Value, Wherever

p = Symbol("p")


def answers(given: Mapping[str, Any]) -> Answers:
    k, n = int(given["k"]), int(given["n"])
    likelihood = p**k * (1 - p) ** (n - k)
    logarithm = k * log(p) + (n - k) * log(1 - p)
    made: dict[str, Answer] = {
        "maximum": Says(
            Extremum,
            objective=Value(likelihood),
            variables=Tuple(p),
            constraints=Tuple(),
            point=Value(Tuple(Rational(k, n))),
            kind="maximum",
            given=(p >= 0, p <= 1),
        )
    }
    if 0 < k < n:
        made["logarithm"] = Says(Equal, after=Value(logarithm), given=Wherever(logarithm))
        made["slope"] = Says(
            DerivativeOf, function=Value(logarithm), variable=p, given=Wherever(logarithm)
        )
    else:
        made["derivative"] = Says(DerivativeOf, function=Value(likelihood), variable=p, given=())
    return made
