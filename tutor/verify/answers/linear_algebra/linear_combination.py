"""The linear combination by Horner's scheme over the components.

With numbers c and components e the value is built up from the last vector to the first,
one component at a time: the running sum grows by the next product.  No multiple of a
whole vector is formed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Integer, Tuple, expand

from tutor.verify.answers import Answers, Value
from tutor.verify.report import Misfit


def answers(given: Mapping[str, Any]) -> Answers:
    vectors = given["vectors"].args
    numbers = (
        given["coefficients"].args if "coefficients" in given else (Integer(1),) * len(vectors)
    )
    if len({len(v.args) for v in vectors}) != 1 or len(vectors) != len(numbers):
        raise Misfit("the vectors have different lengths")
    found = []
    for k in range(len(vectors[0].args)):
        total = Integer(0)
        for number, vector in zip(reversed(numbers), reversed(vectors), strict=True):
            total += number * vector.args[k]
        found.append(expand(total))
    return {"combination": Value(Tuple(*found))}
