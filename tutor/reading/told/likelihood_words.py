"""The words of questions for a maximum likelihood estimate: distributions, parameters, and what is counted."""

from __future__ import annotations

from typing import Final

from tutor.reading import number_words
from tutor.reading.told.clauses import SINGLE

MODELS: Final = {
    "bernoulli": r"bernoulli|coin|ber(?:n)?",
    "binomial": r"binomial|binom|bin",
    "poisson": r"poisson|pois|po",
    "exponential": r"exponential(?:ly)?|expo?",
    "geometric": r"geometric|geom?",
    "normal": r"normal|gaussian",
    "laplace": r"laplace|double[- ]exponential",
    "multinomial": r"multinomial|categorical",
    "uniform": r"uniform|unif",
}
PARAMETERS: Final = {
    "lambda": "lambda|λ|rate",
    "p": "p|success (?:probability|rate)|(?:probability|chance) of (?:a )?(?:success|heads)|proportion",
    "defect": "defect (?:probability|rate)|(?:probability|chance) of a defect",
    "mu": "mu|μ",
    "sigma": r"sigma(?: ?\^ ?2|²)?|σ(?: ?\^ ?2|²)?|standard deviation|variance",
    "mean": "mean",
    "theta": "theta|θ",
    "b": "b",
    "scale": "scale(?: parameter)?",
}
ABOUT_UNKNOWN: Final = (  # said of a parameter that is estimated too, and not asked for
    r"with (?:an? |the )?unknown (?:mu|μ|mean|sigma|σ|standard deviation|variance)|(?:mu|μ|mean|sigma|σ|standard deviation|variance)(?: ?\^ ?2|²)? (?:is |are )?unknown"
)
EXAMPLES: Final = {
    "bernoulli": "mle of p from 7 heads in 10 tosses",
    "binomial": "mle of p from 7 successes in 10 trials",
    "poisson": "mle of lambda for poisson data 2, 4, 3",
    "exponential": "mle of exponential from 2, 4, 3",
    "geometric": "mle of geometric from 2, 4, 3, trials until the first success",
    "normal": "mle of normal from 2, 4, 3",
    "laplace": "mle of laplace from 2, 4, 3",
    "multinomial": "mle of multinomial with counts 5, 3, 2",
    "uniform": "mle of uniform(0, theta) from 2, 4, 3",
}
MEANS: Final = {
    "poisson": "lambda",
    "normal": "mu",
    "bernoulli": "p",
}  # the parameter that is the mean
COUNT: Final = rf"\d+|{number_words.COUNT}|one|an?|no"
HIT: Final = r"(?:success(?:es)?|succeed(?:s|ed)?|heads?|hits?|ones|yes|positives?)"
MISS: Final = (
    r"(?:failures?|fail(?:s|ed)?|unsuccessful|tails?|miss(?:es|ed)?|lost|loses?|losses|zeros)"
)
TRIAL: Final = (
    r"(?:independent )?(?:trials?|tosses|flips|throws|coin tosses|coin flips|attempts|samples)"
)
SIDE: Final = "six|five|four|three|two|one|[1-6]"  # of a die
_THING: Final = rf"(?!(?:not|no|never|without|nor|only|but|and|{MISS})\b)[A-Za-z]+"
THINGS: Final = rf"(?:{_THING})(?: {_THING}){{0,4}}?"
FAIL: Final = (  # what is said of the trials that are no successes
    rf"(?:(?:are|were|is|was|show|showed|land on|landed on|came up) )?{MISS}(?: (?:the|a|an|their) [a-z]+)?"
)
AGAIN: Final = r"(?: each| for each(?: value)?| per value)"
IS: Final = r"(?: is| of| ?[=:])?"
GREEK: Final = r"(?:lambda|λ|p)"

KNOWN: Final = (
    rf"(?:known )?(?:sigma|σ|standard deviation){IS} ?(?P<sigma>{SINGLE})(?: known)?",
    rf"(?:known )?(?:(?:sigma|σ) ?(?:\^ ?2|²)|variance){IS} ?(?P<variance>{SINGLE})(?: known)?",
    rf"(?:known )?(?:mu|μ|mean){IS} ?(?P<mu>{SINGLE})(?: known)?",
    rf"(?:known )?(?:(?:lambda|λ|p) ?(?:=|is)|rate{IS}) ?(?P<known>{SINGLE})(?: known)?",
)
UNIFORM: Final = r"(?:uniform|unif|U)(?:ly)?(?: distribut(?:ion|ed))?"
HALF: Final = r"(?:1 ?/ ?2|0?\.5)"
IN_LETTERS: Final = (  # n of what is not listed
    r"n(?= (?:(?:independent|identically|i\.?i\.?d\.?|random|distributed|bernoulli|binomial|poisson|exponential|geometric"
    r"|normal|gaussian|coin)(?: and)? )*(?:trials|observations|values|variables|samples|measurements|tosses|flips|data)\b)"
)
LETTER_OF: Final = r" (?:theta|θ|lambda|λ|mu|μ|beta|β|tau|τ)"
RESULT: Final = (  # what is to be shown; the derivation finds it
    r"(?:is|equals|is equal to|is given by|=) (?:just |simply )?(?:the )?(?:sample (?:mean|average|proportion)|x-?bar|x̄|k ?/ ?n"
    r"|1 ?/ ?(?:x-?bar|x̄)|1 over the sample mean|(?:the )?reciprocal of the sample mean)"
)
ON: Final = r"(?: on| over)?(?: the interval)? ?"
