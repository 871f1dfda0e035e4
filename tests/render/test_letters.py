"""Letters that stand alone in a sentence are mathematics, and words are not."""

from __future__ import annotations

import pytest

from tutor.render.letters import letters
from tutor.render.prose import Text, plain_words
from tutor.render.typeset import Typesetter


@pytest.mark.parametrize(
    ("said", "set_apart"),
    [
        ("Take a small step h.", "Take a small step [h]."),
        ("u′ v + u v′", "[u'] [v] + [u] [v']"),
        ("Then du is dx.", "Then [du] is [dx]."),
        (
            "A t interval, a p-value and Student’s t",
            "A [t] interval, a [p]-value and Student’s [t]",
        ),
        ("‖A x − b‖² and xᵀ A x", "‖[A] [x] − [b]‖² and [x^{T}] [A] [x]"),
        ("(a − b)(a + b) = a² − b²", "([a] − [b])([a] + [b]) = [a^{2}] − [b^{2}]"),
        ("from a to b, from a point to P", "from [a] to [b], from a point to [P]"),
        ("s₁, P⁻¹ and σ", r"[s_{1}], [P^{-1}] and [\sigma]"),
        ("l’Hôpital’s rule, e.g. I, H3 and two-s", "l’Hôpital’s rule, e.g. I, H3 and two-s"),
    ],
)
def test_which_letters_are_names(said: str, set_apart: str) -> None:
    typesetter = Typesetter()
    runs = letters((Text(said),))
    assert plain_words(runs, lambda value: f"[{typesetter.latex(value)}]") == set_apart
