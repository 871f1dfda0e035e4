"""Labels of figures: symbols are set as mathematics, words of a user stay words and do no harm."""

from __future__ import annotations

import json
from random import Random

import pytest

from tutor.core.figure import (
    Bars,
    Curve,
    Dots,
    Note,
)
from tutor.render import figure
from tutor.render.figure import labels, style

from .figures import ROOT, SVG, parsed, picture

ATTACKS = [
    row["input"]
    for line in (ROOT / "tests/cases/attacks.jsonl").read_text(encoding="utf-8").splitlines()
    if (row := json.loads(line))["surface"] in ("web", "title", "yaml") and row["input"]
]


HOSTILE = [*ATTACKS, "$x^2$", r"\frac{1}{", "日本語", "😀", "a" * 3000, "$", "x$y$"]


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 5))
def test_hostile_labels_are_words(start: int) -> None:
    a, b, c, d, e = (HOSTILE[start : start + 5] * 5)[:5]
    made = picture(
        Curve(((0.0, 0.0), (1.0, 1.0)), a),
        Dots(((0.5, 0.5),), (b,)),
        Note((0.2, 0.8), c, True),
        x=d,
        y=e,
    )
    text = figure.svg(made, words=a)
    root = parsed(text)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "desc", "defs", "clipPath", "rect", "path", "g", "use", "pattern")
    }
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert figure.pdf(made).startswith(b"%PDF")


def test_hostile_names_of_bars_are_words() -> None:
    made = picture(Bars(("<b>", "$x_", "^", "\\alpha"), (1.0, 2.0, 3.0, 4.0), "%_$^"))
    assert parsed(figure.svg(made, words="Bars."))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("x1", "$x_{1}$"),
        ("-1/2", "\N{MINUS SIGN}1/2"),
        ("mu_0", r"$\mu_{0}$"),
        ("xbar", r"$\bar{x}$"),
        ("L(theta)", r"$L(\theta)$"),
        ("f'", "$f'$"),
        ("p_hat = 0.7", r"$\hat{p} = 0.7$"),
        ("x^2", "$x^{2}$"),
        ("density", "density"),
        ("a $b$", "a $b$"),
        ("\\alpha", "\\alpha"),
        ("x^2^2", "x^2^2"),
        ("x'^2", "x'^2"),
        ("2^2", "2^2"),
        ("x^22", "$x^{22}$"),
        ("a" * 60, "a" * 47 + "…"),
    ],
)
def test_a_symbol_is_set_as_mathematics(text: str, source: str) -> None:
    assert labels.symbol(text)["s"] == source


def test_whatever_is_set_as_mathematics_can_be_drawn() -> None:
    from matplotlib.mathtext import MathTextParser

    rng = Random(1)
    parts = [
        "x",
        "x1",
        "y_max",
        "mu",
        "p_hat",
        "f",
        "'",
        "^2",
        "^",
        "_",
        "(",
        ")",
        "|",
        " ",
        "=",
        "+",
    ]
    parser = MathTextParser("path")
    drawn = 0
    with style.settings("svg"):
        for _ in range(1500):
            made = labels.label("".join(rng.choices(parts, k=rng.randint(1, 7))))
            if made["parse_math"]:
                parser.parse(made["s"])
                drawn += 1
    assert drawn > 100


def test_a_word_of_a_user_stays_a_word() -> None:
    assert labels.label("beta") == {"s": "beta", "parse_math": False}


@pytest.mark.parametrize(
    ("value", "shown"), [(0.3125, "0.3125"), (1 / 3, "0.333"), (100.5, "100.5")]
)
def test_a_level_is_shown_as_it_is_if_that_is_short(value: float, shown: str) -> None:
    assert labels.rounded(value)["s"] == shown
