"""Techniques of integration: the one that is asked for, those that do not help, and those that are missing."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, exp, simplify

from tutor.catalogue import problem
from tutor.core.errors import TutorError
from tutor.kit.calculus.integration import Integration
from tutor.kit.calculus.integration_tree import antiderivative_of
from tutor.render import write
from tutor.render.document import document
from tutor.solution import solve
from tutor.verify import verify

from ..solving import solved
from .test_integral import trace_of

x = Symbol("x")


def test_a_high_power_goes_down_by_parts() -> None:
    f = x**5 * exp(2 * x)
    tree = Integration(x).of(f)
    assert sum(part.rule == "integrate_by_parts" for part in tree.walk()) == 5
    assert simplify(antiderivative_of(tree).diff(x) - f) == 0


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("integrate by parts x e^x", "integrate_by_parts"),
        ("integrate e^x sin x by parts", "integrate_by_parts_twice"),
        ("int x^2 ln(x) dx using integration by parts", "integrate_by_parts"),
        ("integrate 2x cos(x^2) by substitution", "substitute"),
        ("integrate x/(x^2-1) by partial fractions", "split_into_partial_fractions"),
    ],
)
def test_the_technique_that_is_asked_for_is_used(text: str, rule: str) -> None:
    trace = trace_of(text)
    assert rule in {part.rule for top in trace.steps for part in top.walk()}
    assert not verify(trace).faults


@pytest.mark.parametrize(
    "text",
    [
        "integrate sin(x) by parts",
        "integrate x e^(x^2) by parts",
        "integrate x e^x by substitution",
        "integrate sin(x) by partial fractions",
    ],
)
def test_a_technique_that_does_not_help_is_refused_with_its_reason(text: str) -> None:
    with pytest.raises(TutorError) as caught:
        problem(text)
    assert caught.value.code == "technique"


def test_parts_in_u_use_other_letters() -> None:
    said = write(document(trace_of("int u e^u du"), None), "text", None)
    assert "Let p = u. Then dp is du." in said
    assert "Let u" not in said


@pytest.mark.parametrize(
    ("f", "missing"),
    [
        ("1/(2 + cos(x))", "substitution t = tan(x/2)"),
        ("sin(x)/(1 + sin(x))", "substitution t = tan(x/2)"),
        ("1/(x^2 sqrt(x^2 + 4))", "a tangent or a secant"),
        ("x^2/sqrt(9 - x^2)", "a sine"),
        ("e^(-x^2)", "No rule here"),
        ("x tan(x)", "No rule here"),
    ],
)
def test_a_technique_that_is_missing_is_named(f: str, missing: str) -> None:
    with pytest.raises(TutorError) as refused:
        trace_of(f"integral of {f} dx")
    assert refused.value.code == "no-antiderivative"
    assert missing in refused.value.message


def test_simpsons_rule_is_used_where_it_is_asked_for() -> None:
    solution = solved("integral of x^2 from 0 to 1 by Simpson's rule")
    assert solution.trace.method == "simpson"
    assert abs(solution.answer["rounded"].value - Rational(1, 3)) < Rational(1, 10**7)


@pytest.mark.parametrize("text", ["integral of 1/x from 0 to 1", "integral of e^(-x) from 0 to oo"])
def test_simpsons_rule_needs_ends_with_values(text: str) -> None:
    with pytest.raises(TutorError):
        solve(f"{text} by Simpson's rule")
