"""What is asked about an estimate and not available: other distributions, letters for values, sums.

Each is refused by name, with a form that can be asked; so is a word that is not understood.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.reading.quantities import pattern
from tutor.reading.told.clauses import plainly, refusal
from tutor.reading.told.likelihood_words import EXAMPLES, HIT, MISS, MODELS, PARAMETERS
from tutor.reading.told.told_values import LETTERS, NO_VALUES

_OTHERS: Final = (
    "gamma beta weibull pareto cauchy rayleigh lognormal log-normal "
    "hypergeometric chi-squared? chi-square logistic dirichlet erlang negative_binomial student"
).replace("_", " ")
AVAILABLE: Final = (
    "bernoulli, binomial, geometric, poisson, exponential, normal, laplace, multinomial and uniform"
)
REFUSED: Final = (
    LETTERS,
    *NO_VALUES,
    refusal(
        r"x ?_?[1-9](?: ?(?:[,;]|,? and) ?x ?_?[1-9])+(?![\d.,…\\]| ?[,;] ?(?:\.|…|\\|[lc]?dots|x))",
        "These are letters, and numbers are needed.",
        "Give the values, or ask for the estimate in letters: mle of poisson from x_1, ..., x_n.",
    ),
    refusal(
        r"(?:sum|total)(?: of (?:the |all )?(?:values|data|observations))?(?: ?=| is| equals) ?[-−\d.]",
        "The estimate is made from the values of the sample, and here their sum is given.",
        "Give the values themselves, or ask for the estimate in letters: mle of exponential.",
    ),
    refusal(
        r"\b(?:mu|μ|sigma|σ|mean|variance|standard deviation)(?: ?\^ ?2|²)? (?:is )?known\b(?! ?(?:[=:]|to be|as)? ?[-−\d.])"
        r"|\bknown (?:mu|μ|sigma|σ|mean|variance|standard deviation)(?: ?\^ ?2|²)?(?! ?(?:[=:]|is|of)? ?[-−\d.])",
        "A parameter that is known needs its number.",
        "For example mle of normal from 2, 4, 6 with mu = 3.",
    ),
    *(
        refusal(
            rf"{name}\b",
            f"The maximum likelihood estimate of the {name} distribution is not available.",
            f"The distributions are {AVAILABLE}.",
        )
        for name in re.split(r" (?!binomial)", _OTHERS)
    ),
)
_NAMED: Final = {
    **{model: pattern(rf"\b(?:{names})\b") for model, names in reversed(MODELS.items())},
    "binomial": pattern(rf"\b(?:binomial|{PARAMETERS['p']}|{HIT}|{MISS})\b"),
}


def example(text: str) -> str:
    """A question of the distribution that the text names, or of the usual one."""
    shown = plainly(text)
    named = (model for model, names in _NAMED.items() if names.search(shown))
    return EXAMPLES[next(named, "poisson")]
