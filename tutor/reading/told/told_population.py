"""What is told of a population and not of the sample: its standard deviation, its variance, its mean.

    a population has standard deviation 8; a normal population with mean 50 and variance 64

A t statistic takes the standard deviation of the sample, so that of a population is refused and
never taken for it.
"""

from __future__ import annotations

from typing import Final

from tutor.reading.told.clauses import NUMBER, refusal

_SPREAD: Final = r"(?:standard deviation|std\.?(?: dev\.?)?|stdev|sd|variance)"
_MEAN: Final = "(?:mean|average)"
_VALUE: Final = rf"(?: is| are| was| equals| of| known| to be| ?[=:])* ?(?:{NUMBER})"
_OF_SAMPLE: Final = (  # words with which the talk is of a sample
    r"samples?\b|n ?=|xbar|x̄|\d+ (?:values|observations|measurements|people|students|items|subjects|patients)"
)


def _up_to(blocked: str) -> str:
    """The rest of a sentence, as far as none of these words comes."""
    return rf"(?:(?!\b(?:{blocked}))(?:[^.;!?]|\.(?=\d)))*?\b"


_SUBJECT: Final = (  # at the beginning of a clause, and not `a sample from a population has`
    r"(?:\A|(?<=[.;:,!?\n]) ?|\b(?:that|where|and|if|assume|suppose|given|when|for) )"
    r"(?:an?|the|this|that|our|some) (?:(?!samples?\b|from\b|of\b)[a-z-]+ ){0,3}?population\b"
)


def _told(what: str) -> tuple[str, ...]:
    """The forms in which a value is told of a population."""
    return (
        rf"population (?:with|having|whose|of(?= (?:mean|variance|standard)))\b{_up_to(_OF_SAMPLE + '|ha(?:s|ve)')}{what}{_VALUE}",
        rf"population['’]s {what}{_VALUE}",
        rf"{what} of (?:the|this|that|a) (?:[a-z]+ )?population{_VALUE}",
        rf"{what} (?:is|was) known to be {_VALUE}",
        rf"{_SUBJECT}{_up_to(_OF_SAMPLE)}{what}{_VALUE}",
        rf"normal(?:ly)?(?: distribut(?:ed|ion))? with {_up_to(_OF_SAMPLE + '|ha(?:s|ve)')}{what}{_VALUE}",
    )


SPREAD_OF_POPULATION: Final = tuple(
    refusal(
        written,
        "Here the standard deviation of the population is known, and a normal distribution is used. "
        "What is available estimates it from the sample.",
        "If it is the standard deviation of the sample, write s = and the number.",
    )
    for written in (
        rf"(?:population|known) {_SPREAD}\b|sigma\b|σ|z ?-? ?(?:test|interval)",
        "|".join(_told(_SPREAD)),
    )
)
MEAN_OF_POPULATION: Final = refusal(
    "|".join(_told(_MEAN)),
    "This tells the mean of the population. A confidence interval is for a mean that is not known.",
    "If it is the mean of the sample, write xbar = and the number.",
)
