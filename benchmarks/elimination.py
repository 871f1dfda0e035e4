"""Trace and verification of an n x n elimination, against `DomainMatrix.rref` in the same run.

For each n: the median ratio of (derive + check every claim) to `rref`, the
microseconds a step takes in either half, and the memory of the trace.  The
last line is the growth exponent of the time.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from math import log
from statistics import median

from sympy import QQ
from sympy.polys.matrices import DomainMatrix

from tutor.core.matrix import Matrix
from tutor.core.step import collect
from tutor.kit.linear_algebra.elimination import gauss_jordan
from tutor.verify import check
from tutor.verify.points.places import Places

SIZES = (3, 5, 10, 20, 50)
ROUNDS = 5


def numbers(size: int) -> list[list[int]]:
    rng = random.Random(size)
    return [[rng.randint(-9, 9) for _ in range(size + 1)] for _ in range(size)]


def seconds(run, repetitions: int) -> float:
    start = time.process_time()
    for _ in range(repetitions):
        run()
    return (time.process_time() - start) / repetitions


def measure(size: int) -> tuple[float, float, float, int]:
    table = numbers(size)
    matrix = Matrix.of(table, bar=1)
    reference = DomainMatrix([[QQ(n) for n in line] for line in table], (size, size + 1), QQ)
    steps, _ = collect(gauss_jordan(matrix))

    def verify() -> None:
        places = Places()
        assert all(check(step.claims[0], places).passes for step in steps)

    repetitions = max(1, 2000 // size**2)
    rows = []
    for _ in range(ROUNDS):
        rref = seconds(reference.rref, repetitions)
        derive = seconds(lambda: collect(gauss_jordan(matrix)), repetitions)
        rows.append(
            ((derive + (check_time := seconds(verify, repetitions))) / rref, derive, check_time)
        )
    ratio, derive, check_time = (median(column) for column in zip(*rows, strict=True))
    return ratio, derive, check_time, len(steps)


def memory(size: int) -> float:
    matrix = Matrix.of(numbers(size), bar=1)
    tracemalloc.start()
    kept = collect(gauss_jordan(matrix))
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert kept
    return used / 1e6


def main() -> None:
    print(" n  steps  ratio to rref  derive us/step  check us/step  trace MB")
    times = {}
    for size in SIZES:
        ratio, derive, check_time, steps = measure(size)
        times[size] = derive + check_time
        print(
            f"{size:2}  {steps:5}  {ratio:13.2f}  {derive / steps * 1e6:14.1f}"
            f"  {check_time / steps * 1e6:13.1f}  {memory(size):8.2f}"
        )
    growth = log(times[50] / times[10]) / log(5)
    print(f"time grows as n^{growth:.2f} from n = 10 to n = 50")


if __name__ == "__main__":
    main()
