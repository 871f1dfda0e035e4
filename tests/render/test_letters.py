"""Letters that stand alone in a sentence are mathematics, and words are not."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Integer

from tutor.core.claims import Choice
from tutor.core.step import step
from tutor.render import prose
from tutor.render.typeset import Typesetter


@pytest.mark.parametrize(
    ("said", "set_apart"),
    [
        ("Take a small step h.", "Take a small step [h]."),
        ("u′ v + u v′", "[u'v + uv']"),
        (
            "A t interval, a p-value and Student’s t",
            "A [t] interval, a [p]-value and Student’s [t]",
        ),
        ("‖A x − b‖² and xᵀ A x", "‖[Ax - b]‖² and [x^{T}Ax]"),
        ("(a − b)(a + b) = a² − b²", "([a - b])([a + b]) = [a^{2} - b^{2}]"),
        ("from a to b, from a point to P", "from [a] to [b], from a point to [P]"),
        ("value{% if 1 %}s{% endif %} {% if 1 %}x{% endif %}", "values [x]"),
        ("s₁, P D P⁻¹ and σ", r"[s_{1}], [PDP^{-1}] and [\sigma]"),
        (
            "A v = λ v, so A − λ I; n − 1 of n",
            r"[Av] = [\lambda v], so [A - \lambda I]; [n - 1] of [n]",
        ),
        (
            "with h = 0 as A P and P D, for a = 0.5 and x − 1.",
            "with [h] = [0] as [AP] and [PD], for [a] = 0.5 and [x - 1].",
        ),
        ("Of x a part; c = 1.", "Of [x] a part; [c] = [1]."),
        ("l’Hôpital’s rule, e.g. I, H3 and two-s", "l’Hôpital’s rule, e.g. I, H3 and two-s"),
    ],
)
def test_which_letters_are_names(sample: Any, said: str, set_apart: str) -> None:
    sample.reword("Call it {{ shown|m }}.", said)
    runs = prose.sentence("sample.problem", step("name_it", Choice(Integer(1))))
    assert prose.plain_words(runs, lambda v: f"[{Typesetter().latex(v)}]") == set_apart


def test_what_a_person_typed_is_not_touched(sample: Any) -> None:
    said = prose.ask("sample.problem", {"A": Integer(1), "f": Integer(2), "about": "h and u = v"})
    assert said[-1] == prose.Text(" for h and u = v.")
