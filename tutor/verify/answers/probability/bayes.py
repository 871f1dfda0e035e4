"""Bayes' theorem from the joint distribution of the hypotheses and the observation.

Each hypothesis has two unknowns, its probability together with the observation and
without it.  Everything that is stated is a linear equation in these; the solution
is the whole table, and no formula is inverted by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from math import comb
from typing import Any

from msgspec import Struct
from sympy import Add, Basic, Rational, Symbol, Tuple, linsolve

from tutor.core.claims import Compared, Normalised
from tutor.core.expr import Probability
from tutor.verify.answers import Answer, Answers, Forms, Says, Value
from tutor.verify.answers.samples import fraction
from tutor.verify.report import Misfit

Cells = dict[tuple[str, bool], Basic]
LONGEST = 1000  # so often may something be observed


class Table(Struct, frozen=True):
    """The hypotheses by name, their probabilities, and those of the `event` under each."""

    event: str
    names: tuple[str, ...]
    priors: list[Fraction]
    likelihoods: list[Fraction]


def answers(given: Mapping[str, Any]) -> Answers | Forms:
    table = _stated(given) if "statements" in given else _listed(given)
    asked = given.get("asked", ())
    if asked == (table.event,):
        return _total(table)
    table = _asked_first(table, asked)
    results = given.get("results") or (table.event,) * _rounds(given)
    hits = results.count(table.event)
    misses = results.count(_opposite(table.event))
    if hits + misses != len(results):
        raise Misfit(f"{results} are not all {table.event} or its opposite")
    pairs = list(zip(table.priors, table.likelihoods, strict=True))
    once = sum((p * q for p, q in pairs), Fraction(0))
    weights = [p * q**hits * (1 - q) ** misses for p, q in pairs]
    total = sum(weights, Fraction(0))
    name, event = table.names[0], table.event
    found: dict[str, Answer] = {"evidence": Value(once, written=Probability(event))}
    if total == 0:
        return found
    shares = [w / total for w in weights]
    posterior = Probability(name, *results)
    relation = "=" if shares[0] == table.priors[0] else ">" if shares[0] > table.priors[0] else "<"
    found["posterior"] = Says(
        Normalised, weights=Value(_tuple(weights)), total=Value(total), shares=Value(_tuple(shares))
    )
    found["change"] = Says(
        Compared,
        left=Value(shares[0], written=posterior),
        relation=relation,
        right=Value(table.priors[0], written=Probability(name)),
        given=(),
    )
    if (10**4 * shares[0]).denominator != 1:
        found["decimal"] = Value(shares[0], written=posterior, rounded=True)
    names = Tuple(*(Probability(name, *results) for name in table.names))
    each = {"each": Value(_tuple(shares), written=names)}
    return found | each, found | {
        "first": Value(shares[0], written=posterior)
    }  # as traces once had it


def _rounds(given: Mapping[str, Any]) -> int:
    rounds = int(given.get("repetitions", 1))
    if not 1 <= rounds <= LONGEST:
        raise ValueError(f"{rounds} observations")
    return rounds


def _total(table: Table) -> Answers:
    """The probability of the event alone, as what is left when it does not happen."""
    pairs = zip(table.priors, table.likelihoods, strict=True)
    total = 1 - sum((p * (1 - q) for p, q in pairs), Fraction(0))
    name = Probability(table.event)
    found: dict[str, Answer] = {"total": Value(total, written=name)}
    if (10**4 * total).denominator != 1:
        found["decimal"] = Value(total, written=name, rounded=True)
    return found


def _asked_first(table: Table, asked: Collection[str]) -> Table:
    """The table with the row of the hypothesis that is asked for on top."""
    rows = list(zip(table.names, table.priors, table.likelihoods, strict=True))
    top, rest = ([r for r in rows if (r[0] in asked) is first] for first in (True, False))
    if len(top) != len(asked):
        raise Misfit(f"no hypothesis {asked}")
    names, priors, likelihoods = zip(*top, *rest, strict=True)
    return Table(table.event, names, list(priors), list(likelihoods))


def _tuple(numbers: list[Fraction]) -> Tuple:
    return Tuple(*(Rational(v.numerator, v.denominator) for v in numbers))


def _listed(given: Mapping[str, Any]) -> Table:
    priors = [fraction(p) for p in given["prior"]]
    names = given.get("hypotheses") or tuple(f"H{j + 1}" for j in range(len(priors)))
    if "likelihood" in given:
        return Table("data", names, priors, [fraction(q) for q in given["likelihood"]])
    hits, size = int(given["k"]), int(given["n"])
    if not 0 <= hits <= size <= LONGEST:
        raise Misfit(f"{hits} successes in {size} trials")
    misses, orders = size - hits, comb(size, hits)
    chances = [fraction(p) for p in given["theta"]]
    likelihoods = [orders * p**hits * (1 - p) ** misses for p in chances]
    return Table("data", names, priors, likelihoods)


def _stated(given: Mapping[str, Any]) -> Table:
    statements = [(s.args[0], s.args[1]) for s in given["statements"]]
    conditional = [p for p, _ in statements if p.given]
    event = next(iter(given.get("results", ())), given.get("observed"))
    event = event or conditional[0].event.removeprefix("not ")
    conditions = list(dict.fromkeys(p.given[0] for p in conditional))
    bases = list(dict.fromkeys(c.removeprefix("not ") for c in conditions))
    names = (bases[0], f"not {bases[0]}") if len(bases) == 1 else tuple(conditions)
    table = _solved(names, event, statements, ())
    priors = [table[h, True] + table[h, False] for h in names]
    never = tuple(h for h, p in zip(names, priors, strict=True) if p == 0)
    if never:
        table = _solved(names, event, statements, never)
    seen = [table[h, True] / p if p else Rational(0) for h, p in zip(names, priors, strict=True)]
    return Table(event, names, [fraction(p) for p in priors], [fraction(q) for q in seen])


def _solved(
    names: tuple[str, ...],
    event: str,
    statements: list[tuple[Probability, Rational]],
    never: tuple[str, ...],
) -> Cells:
    """The probability of each hypothesis with (True) and without (False) the event."""
    cells = {(h, seen): Symbol(f"{h} {seen}") for h in names for seen in (True, False)}

    def total(claimed: str, condition: str = "") -> Basic:
        """The probability of a hypothesis or event together with a condition: a sum of cells."""
        other = claimed.removeprefix("not ") if claimed not in names else ""
        parts = []
        for (h, seen), cell in cells.items():
            if claimed == h or (other in names and other != h):
                holds = True
            else:
                holds = event in ((claimed, _opposite(claimed))) and seen == (claimed == event)
            if holds and condition in ("", h):
                parts.append(cell)
        return Add(*parts)

    equations = [Add(*cells.values()) - 1, *(cells[h, e] for h in never for e in (True, False))]
    for name, value in statements:
        condition = name.given[0] if name.given else ""
        whole = total(condition) if condition else 1
        equations.append(total(name.event, condition) - value * whole)
    (solved,) = linsolve(equations, *cells.values())
    return dict(zip(cells, solved, strict=True))


def _opposite(event: str) -> str:
    return event.removeprefix("not ") if event.startswith("not ") else f"not {event}"
