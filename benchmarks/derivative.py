"""A derivative's trace with its verification, against `sympy.diff` with a cleared cache."""

from __future__ import annotations

import time
from statistics import median

from sympy import Symbol, cos, diff, exp, log, sin, sqrt
from sympy.core.cache import clear_cache

from tutor.catalogue import TOPICS
from tutor.verify import verify

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


def main() -> None:
    topic = TOPICS["calculus.derivative"]
    ratios = []
    print("function        derive + verify ms   diff ms   ratio")
    for name, f in FUNCTIONS.items():
        ours, theirs = [], []
        for _ in range(ROUNDS):
            clear_cache()
            start = time.process_time()
            diff(f, x)
            theirs.append(time.process_time() - start)
            clear_cache()
            start = time.process_time()
            assert verify(topic.trace(topic.problem(f=f, x=x), pictures=False)).ok
            ours.append(time.process_time() - start)
        ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
        ratios.append(ratio)
        print(f"{name:14}  {median(ours) * 1e3:19.2f}  {median(theirs) * 1e3:8.2f}  {ratio:6.2f}")
    print(f"median ratio {median(ratios):.2f}")


if __name__ == "__main__":
    main()
