"""The course cases of statistics."""

from __future__ import annotations

from .find import Case, field

CASES: dict[str, Case] = {
    "st-bu-01": Case(
        ("posterior from prior 0.75, 0.25 and likelihood 0.5, 0.8", "bayes update: prior=0.75, 0.25; theta=0.5, 0.8; k=1; n=1"),
        {"evidence": field("evidence", "after"), "posterior": lambda t: list(t.answer["posterior"].shares)},
        (r"0\.375\+0\.2",),
    ),
    "st-mb-03": Case(
        ("maximum likelihood: model=binomial, data=9, 26, 18, 14, 5; n=30",),
        {"p": lambda t: t.answer["maximum"].point[0]},
        (r"72.*150",),
    ),
    "st-mn-02": Case(
        ("mle of normal from 66.75,70.24,67.19,67.09,63.65,64.64,69.81,69.79,73.52,71.74",),
        {"mu": field("mu", "after"), "sigma": field("sigma", "after"), "s": field("s", "value")},
        (r"68\.442", r"2\.95.*3\.11"),
    ),
    "st-mo-02": Case(
        ("mle of exponential from 0.5, 1.2, 2.3", "maximum likelihood exponential 0.5,1.2,2.3"),
        {"mle": lambda t: t.answer["maximum"].point[0]},
        (r"3\\ln\(\\lambda\)-4\\lambda", r"\\frac\{3\}\{\\lambda\}-4", r"-\\frac\{3\}\{\\lambda\^\{2\}\}"),
    ),
    "st-mu-02": Case(
        ("Data 0.9, 0.26, 0.18, 0.07, 0.5 from U(a,b): MLE of a and b.", "mle of uniform from 0.9, 0.26, 0.18, 0.07, 0.5"),
        {"a": lambda t: t.answer["maximum"].point[0], "b": lambda t: t.answer["maximum"].point[1]},
        ("smallest.*largest",),
    ),
    "st-ct-02": Case(
        ("recover the mean and standard deviation from the t interval (18.985, 21.015) with n = 36",),
        {"xbar": field("xbar", "after"), "s": field("s", "value")},
        ("midpoint", r"1\.015"),
    ),
    "st-ct-04": Case(("95% confidence interval for the mean of 12", "t interval for 12"), {"error": lambda t: None}, (r"n - 1 = 0.*undefined",)),
    "st-tt-03": Case(
        ("t test: n=25, xbar=7.73, s=0.77, mu0=8, two, alpha=0.05", "t test with n = 25, mean 7.73 and standard deviation 0.77 against 8"),
        {
            "t": field("t", "value"),
            "df": field("df", "after"),
            "p": field("p", "value"),
            "crit": field("critical", "value"),
            "decision": lambda t: "reject" if t.answer["decision"].relation in ("<", "<=") else "fail to reject",
        },
        ("[Nn]ullhypothesis.*two-sided", r"-1\.753", "24", r"0\.092", "[Ff]ailtoreject|notreject"),
    ),
}  # fmt: skip
