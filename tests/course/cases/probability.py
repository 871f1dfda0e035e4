"""The course cases of probability."""

from __future__ import annotations

from tutor.solution import solve

from .find import Case, field

CASES: dict[str, Case] = {
    "pr-by-03": Case(
        ("P(D)=0.2, P(+|D)=0.7, P(+|not D)=0.125", r"P(D)=0.2,\ P(+\mid D)=0.7,\ P(+\mid D')=0.125"),
        {"evidence": field("evidence", "after"), "posterior": lambda t: t.answer["each"].after[0]},
        (r"0\.14.*0\.1",),
    ),
    "pr-bi-03": Case(  # two questions: the second is typed here, for it shows all that the row demands
        ("P(X <= 2) if X ~ Bin(5, 0.697)",),
        {
            "p": lambda _: solve("P(X = 6) if X ~ Bin(10, 0.697)").answer["rounded"].value,
            "le2of5": field("rounded", "value"),
        },
        (r"0\.697\^\{2\}\\cdot0\.303\^\{3\}", r"\\sum_\{i=0\}\^\{2\}"),
    ),
}  # fmt: skip
