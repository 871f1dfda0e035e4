"""What hypotheses and their probabilities must fulfil, whatever is done with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sympy import Add, Expr

from tutor.core.errors import NotUnderstood, OverLimit, Undefined

MOST_HYPOTHESES = 12


def in_range(about: str, value: Expr) -> None:
    """Refuse what is no probability."""
    if not value.is_Rational:
        raise NotUnderstood(
            "letter-for-number",
            f"{about} must be a number. {value} is none.",
            fix="Give a decimal, a fraction or a percentage.",
        )
    if not 0 <= value <= 1:
        percent = (
            f" {value}% is written {value}% or {float(value) / 100:g}." if 1 < value <= 100 else ""
        )
        raise Undefined(
            "probability-range",
            f"{about} cannot be {value}. A probability lies between 0 and 1.",
            fix=f"Check the number.{percent}",
        )


def partition(priors: Iterable[Expr]) -> None:
    """Refuse priors that are not those of two or more hypotheses of which one is true."""
    values = tuple(priors)
    if len(values) > MOST_HYPOTHESES:
        raise OverLimit(
            "hypotheses",
            f"There are {len(values)} hypotheses. The limit is {MOST_HYPOTHESES}.",
            fix="Join some of them.",
        )
    if len(values) < 2:
        raise NotUnderstood(
            "one-hypothesis",
            "There is one hypothesis. Nothing can be learned about it.",
            fix="Give at least two hypotheses.",
        )
    total = Add(*values)
    if total != 1:
        raise Undefined(
            "priors-sum",
            f"The prior probabilities add up to {total}, not to 1.",
            fix="Exactly one hypothesis is true, so their probabilities must add up to 1.",
        )


def different(names: Sequence[str], reserved: str) -> None:
    """Refuse a name that two hypotheses share, or that has a meaning already."""
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise NotUnderstood(
            "given-twice",
            f"Two hypotheses have the name {twice}.",
            fix="Give each hypothesis a name of its own.",
        )
    if reserved in names:
        raise NotUnderstood(
            "reserved-name",
            f"A hypothesis cannot have the name {reserved}: here it means what was observed.",
            fix="Give the hypothesis another name.",
        )
