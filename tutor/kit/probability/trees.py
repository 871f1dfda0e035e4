"""Pictures of a Bayes update: the tree of cases, and bars before and after."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr

from tutor.core.figure import Bars, Curve, Mark, Note, Point
from tutor.kit.probability.hypotheses import Hypotheses
from tutor.kit.probability.updating import MOST_PEOPLE, PEOPLE, population

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def people(h: Hypotheses) -> tuple[Mark, ...]:
    """A population, split by hypothesis and then by whether the event was observed."""
    size = population(h)
    if size > MOST_PEOPLE:
        size = PEOPLE
    return tuple(_tree(h, size))


def _tree(h: Hypotheses, size: int) -> Iterator[Mark]:
    root: Point = (0.0, 0.0)
    spread = 2.0 * len(h.names) - 1
    for j, name in enumerate(h.names):
        count, hits = size * h.priors[j], size * h.products[j].doit()
        place: Point = (1.0, spread / 2 - 2.0 * j - 0.5)
        yield Curve((root, place), role="muted")
        for up, amount, label in ((0.5, hits, event(h)), (-0.5, count - hits, rest(h))):
            leaf: Point = (2.0, place[1] + up)
            yield Curve((place, leaf), role="accent" if up > 0 else "muted")
            yield Note(leaf, f"{shown(amount)}: {label}", boxed=True)
        yield Note(place, f"{shown(count)}: {indexed(name)}", boxed=True)
    yield Note(root, f"{size} cases", boxed=True)


def event(h: Hypotheses) -> str:
    if len(h.kinds) > 1:
        return ", ".join(h.results)
    return h.event if h.rounds == 1 else f"{h.rounds} times {h.event}"


def rest(h: Hypotheses) -> str:
    if h.event.startswith("not ") or len(h.kinds) > 1:
        return "otherwise"
    return f"not {event(h)}"


def indexed(name: str) -> str:
    """A letter with an index as formulas show it: H₁ for H1; other names stay."""
    return name[0] + name[1:].translate(_LOWERED) if name[1:].isdigit() else name


def shown(amount: Expr | int) -> str:
    """A count; rounded if the population is too small to make it whole."""
    return f"{int(amount)}" if int(amount) == amount else f"{float(amount):.1f}"


def prior_and_posterior(h: Hypotheses, shares: tuple[Expr, ...]) -> tuple[Mark, ...]:
    """The probability of each hypothesis before and after."""
    return (
        Bars(h.names, tuple(map(float, h.priors)), "prior", "muted"),
        Bars(h.names, tuple(map(float, shares)), "posterior", "first"),
    )
