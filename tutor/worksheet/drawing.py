"""Problems that a topic makes for a sheet, the same ones whenever the seed is the same."""

from __future__ import annotations

from random import Random

from tutor import catalogue
from tutor.core.errors import NotUnderstood
from tutor.core.topic import Problem
from tutor.worksheet.problem_set import Drawn

TRIES = 20  # for each problem, until it is another one than those before and its method fits


def draw(entry: Drawn, variant: str) -> list[Problem]:
    """Different problems of a topic; raises `NotUnderstood` if it has no such topic or not so many.

    What is drawn depends on the entry and the variant alone, so other entries of a set may change.
    """
    topic = catalogue.topic(entry.topic)
    random = Random(f"{topic.id} {entry.level} {entry.seed} {variant}")
    found: list[Problem] = []
    for _ in range(TRIES * entry.count):
        problem = topic.problem(**topic.make(random, entry.level))
        fits = not entry.method or entry.method in topic.suitable(problem)
        if fits and problem not in found:
            found.append(problem)
        if len(found) == entry.count:
            return found
    if not found:
        topic.method(problem, entry.method)
    raise NotUnderstood(
        "set-count",
        f"{topic.id} was asked for {entry.count} different problems of level {entry.level} "
        f"and made {len(found)}.",
        fix="Ask for fewer, or for several levels.",
    )
