"""A derivative's trace with its verification, against `sympy.diff` with a cleared cache.

Two ratios: with the checks of the claims alone, as `elimination` has them, and with all that
`verify` does besides: the line from step to step, the goals, and what the answer must be.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from sympy import Symbol, cos, diff, exp, log, sin, sqrt
from sympy.core.cache import clear_cache

from tutor.catalogue import TOPICS
from tutor.core.step import Trace
from tutor.verify import check, verify
from tutor.verify.points.places import Places

ROUNDS = 15
x = Symbol("x")
FUNCTIONS = {
    "polynomial": 3 * x**3 - 2 * x + 1,
    "product": x**2 * sin(x),
    "quotient": (x**2 + 1) / (x - 3),
    "chain": exp(sin(x**2)),
    "three factors": x * exp(x) * cos(3 * x),
    "nested": log(sqrt(x**2 + 1)) + sin(cos(x)) ** 3,
}


def seconds(run: Callable[[], object]) -> float:
    clear_cache()
    start = time.process_time()
    run()
    return time.process_time() - start


def claims_hold(trace: Trace) -> bool:
    places = Places()
    verdicts = [check(claim, places) for part in trace.walk() for claim in part.claims]
    return all(verdict.passes for verdict in verdicts)


def main() -> None:
    topic = TOPICS["calculus.derivative"]
    print("function        diff ms   with claims   with verify")
    ratios = []
    for name, f in FUNCTIONS.items():
        trace = partial(topic.trace, topic.problem(f=f, x=x), pictures=False)
        rows = []
        for _ in range(ROUNDS):
            rows.append(
                (
                    seconds(lambda f=f: diff(f, x)),
                    seconds(lambda trace=trace: claims_hold(trace())),
                    seconds(lambda trace=trace: verify(trace())),
                )
            )
        assert claims_hold(trace())
        assert verify(trace()).ok
        pairs = [(claims / theirs, whole / theirs) for theirs, claims, whole in rows]
        ratio = tuple(median(column) for column in zip(*pairs, strict=True))
        ratios.append(ratio)
        theirs = median(row[0] for row in rows) * 1e3
        print(f"{name:14}  {theirs:7.2f}  {ratio[0]:12.2f}  {ratio[1]:12.2f}")
    alone, whole = (median(column) for column in zip(*ratios, strict=True))
    print(f"median ratio {alone:.2f} with the claims, {whole:.2f} with all of verify")


if __name__ == "__main__":
    main()
