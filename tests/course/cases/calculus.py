"""The course cases of calculus."""

from __future__ import annotations

from .find import Case, field, points

CASES: dict[str, Case] = {
    "ca-dr-01": Case(
        ("differentiate f(x)=3*x^3-2*x+1", "d/dx (3x^3 - 2x + 1)", r"\frac{d}{dx}(3 x^{3} - 2 x + 1)"),
        {"derivative": field("derivative", "result")},
        ("[Pp]owerrule", r"1\$?doesnotcontain|[Tt]hederivativeofaconstantis\$?0"),
    ),
    "ca-pq-01": Case(
        ("Differentiate x sin(x).", "derivative of x*sin(x)", r"\frac{d}{dx} x \sin{\left(x \right)}"),
        {"derivative": field("derivative", "result")},
        (r"u=\$?x\$andv=\$?\\sin",),
    ),
    "ca-ch-03": Case(
        ("differentiate f(x)=log(cos(x))", r"\frac{d}{dx} \log{\left(\cos{\left(x \right)} \right)}"),
        {"derivative": field("derivative", "result")},
        (r"\\frac\{1\}\{\\cos\(x\)\}", r"\\cos\(x\)>0"),
    ),
    "ca-o1-02": Case(
        ("Find the local extrema and the minimum value of f(x)=x^2*ln(x).", r"find the local extrema and the minimum value of f(x)=x^{2} \log{\left(x \right)}", "minimum of x^2 ln(x)"),
        {"critical": lambda t: [s[0] for s in t.answer["critical"].solutions], "min_at": lambda t: t.answer["minimum"].point[0], "min_value": field("minimum", "value")},
        ("x>0", r"x\(2\\ln\(x\)\+1\)", r"2\\ln\(x\)\+3.*=2"),
    ),
    "ca-la-01": Case(
        ("min x^2+y^2 s.t. x+2y=5", "Minimise x^2+y^2 subject to x+2y=5", r"\min x^2+y^2 \text{ s.t. } x+2y=5"),
        {"points": points, "value": lambda t: next(g.value for n, g in t.goals if type(g).__name__ == "Extremum"), "multiplier": lambda t: t.answer["candidates"].solutions[0][2]},
        (r"2x.*\\lambda", "5"),
    ),
}  # fmt: skip
