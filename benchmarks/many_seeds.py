"""Every problem that a topic makes over many seeds: are all claims verified, and do the numbers stay friendly?

    python benchmarks/many_seeds.py linear_algebra --seeds 1000

For each topic and level it prints how many problems differ, the verdicts over all methods, the largest
numerator and denominator that a step shows, and each seed with a claim that is refuted or unchecked,
or whose problem is refused.
A problem that comes again is solved once.  It ends with status 1 if there is a fault.  With
--numbers-only nothing is verified, which takes a third of the time.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from random import Random
from typing import NamedTuple

from sympy import Basic, Rational

from tutor.catalogue import TOPICS
from tutor.core.claims import Approximates, Quantile, TailProbability, values
from tutor.core.errors import TutorError
from tutor.core.matrix import Matrix
from tutor.core.step import Trace
from tutor.verify import verify

LEVELS = (1, 2, 3)
DECIMAL = (Approximates, TailProbability, Quantile)  # their values are rounded, not friendly
BATCH = 25


class Tally(NamedTuple):
    """What the seeds of one batch showed."""

    verdicts: Counter[str]
    numerator: int
    denominator: int
    faults: tuple[str, ...]


def numbers(trace: Trace) -> list[Rational]:
    """The rational numbers that the steps show."""
    found: list[Rational] = []
    for step in trace.walk():
        for claim in step.claims:
            if isinstance(claim, DECIMAL):
                continue
            for _, value in values(claim):
                if isinstance(value, Basic):
                    for part in (value, *value.atoms(Matrix)):
                        entries = part.entries() if isinstance(part, Matrix) else ()
                        found += [e for line in entries for e in line if isinstance(e, Rational)]
                    found += value.atoms(Rational) if not isinstance(value, Matrix) else ()
    return found


def survey(topic_id: str, level: int, seeds: list[int], numbers_only: bool) -> Tally:
    topic, verdicts, faults = TOPICS[topic_id], Counter[str](), []
    top = bottom = 1
    for seed in seeds:
        try:
            problem = topic.problem(**topic.make(Random(seed), level))
        except TutorError as refused:
            faults.append(f"seed {seed}: refused: {refused.message}")
            continue
        for method in topic.suitable(problem):
            trace = topic.trace(problem, method, pictures=False)
            report = None if numbers_only else verify(trace)
            verdicts += Counter(report.counts if report else ())
            if report and not report.ok:
                why = report.faults[0].verdict
                faults.append(f"seed {seed} {method}: {why.status}: {why.why}")
            for number in numbers(trace):
                top, bottom = max(top, abs(int(number.p))), max(bottom, int(number.q))
    return Tally(verdicts, top, bottom, tuple(faults))


def different(topic_id: str, level: int, seeds: int) -> list[int]:
    """The seeds whose problems have not come before."""
    make, first = TOPICS[topic_id].make, dict[str, int]()
    for seed in range(seeds):
        first.setdefault(str(sorted(make(Random(seed), level).items(), key=str)), seed)
    return list(first.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("topics", nargs="+", help="topics or fields")
    parser.add_argument("--seeds", type=int, default=1000, help="how many for each level")
    parser.add_argument("--numbers-only", action="store_true", help="verify nothing")
    asked = parser.parse_args()
    chosen = [t for t in TOPICS if any(t == a or t.startswith(f"{a}.") for a in asked.topics)]
    faulty = False
    print(
        f"{'topic':45} level  problems of {asked.seeds} seeds, verdicts, largest numerator and denominator"
    )
    with ProcessPoolExecutor() as pool:
        for topic_id in chosen:
            for level in LEVELS:
                seeds = different(topic_id, level, asked.seeds)
                batches = [seeds[k : k + BATCH] for k in range(0, len(seeds), BATCH)]
                jobs = [(topic_id, level, batch, asked.numbers_only) for batch in batches]
                parts = list(pool.map(survey, *zip(*jobs, strict=True)))
                verdicts = sum((p.verdicts for p in parts), Counter[str]())
                top, bottom = max(p.numerator for p in parts), max(p.denominator for p in parts)
                said = ", ".join(f"{n} {status}" for status, n in sorted(verdicts.items()))
                print(
                    f"{topic_id:45} {level}      {len(seeds)}; {said}; {top}, {bottom}", flush=True
                )
                for fault in (f for p in parts for f in p.faults):
                    faulty = True
                    print(f"    {fault}", flush=True)
    return int(faulty)


if __name__ == "__main__":
    sys.exit(main())
