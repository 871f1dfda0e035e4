"""The course cases of probability."""

from __future__ import annotations

from .find import Case, field

CASES: dict[str, Case] = {
    "pr-by-03": Case(
        ("P(D)=0.2, P(+|D)=0.7, P(+|not D)=0.125", r"P(D)=0.2,\ P(+\mid D)=0.7,\ P(+\mid D')=0.125"),
        {"evidence": field("evidence", "after"), "posterior": lambda t: t.answer["each"].after[0]},
        (r"0\.14.*0\.1",),
    ),
}  # fmt: skip
