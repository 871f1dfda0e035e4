"""Questions about the mean of one sample: a t test or a t interval, told in any order.

    H0: mu = 5, H1: mu > 5, data 4, 5, 9
    t test of 4, 5, 9 at alpha = 0.01 against 5, greater
    A sample of 25 values has mean 7.73 and standard deviation 0.77. Find a 95% confidence interval.

What is about two samples, a proportion or a known standard deviation is refused by name.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.reading.number_words import COUNT
from tutor.reading.quantities import pattern
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import (
    LIST,
    NUMBER,
    SINGLE,
    Fields,
    Question,
    clause,
    plainly,
    refusal,
    words,
)
from tutor.reading.told.told_population import MEAN_OF_POPULATION, SPREAD_OF_POPULATION
from tutor.reading.told.told_values import LETTERS, NO_VALUES, THEY, TOLD, UNIT, VALUES, check_count

_NOUNS: Final = (
    r"(?: (?!(?:is|was|are|were|be|of|for|from|in|on|at|and|or|with|the|a|an|equals?|exceeds?|differs?"
    r"|greater|larger|higher|bigger|more|less|lower|smaller|above|below|over|under|not|against"
    r"|versus|vs|significantly|has|have|had|with|given?|gives?|gave|yields?|mean|average|whose|that|n|s|xbar)\b)[a-z]+){0,2}(?: of (?:the |all |our )?[a-z]{2,})?"
)
_MU: Final = r"(?:mu|μ)(?: ?_? ?[0₀])?(?![A-Za-z])"
_MEAN: Final = rf"(?:the )?(?:true |population |actual )?(?:mean|average)(?! value theorem){_NOUNS}"
_IS: Final = r"(?: is| was| equals| of| ?[=:])?"
_ONE: Final = rf"(?:{SINGLE}|{NUMBER}(?= ?[,;] ?\d+(?:\.\d+)? ?%))"  # `s = 4, 99%` is no list
_OUGHT: Final = (
    r"(?:should|ought to|(?:is|are) (?:claimed|said|believed|advertised) to|is supposed to|are supposed to|is set to|is meant to|must)(?: (?:have|weigh|contain|be|last|hold|measure|take|fill"
    r"(?: [a-z]+){0,2} with|fill in|(?:have|be) [a-z]+ of|produce))?(?: (?:on average|exactly|about))?(?: a mean of| an average of)?"
)
_H0: Final = r"(?:H ?_? ?[0₀o]|(?:the )?null hypothesis)(?: ?[:=]| is| that)?"
_H1: Final = (
    r"(?:H ?_? ?(?:1|₁|a)|(?:the )?alternative(?: hypothesis)?)(?![A-Za-z])(?: ?[:=]| is| that)?"
)
_FAR: Final = "(?:significantly )?"
_SIDES: Final = {
    "two": rf"!=|≠|<>|(?:is )?{_FAR}(?:not equal to|different from|other than)|is not(?: equal to)?"
    rf"|differs? {_FAR}from",
    "left": rf"<|(?:is )?{_FAR}(?:less than|lower than|smaller than|shorter than|below|under)",
    "right": rf">|(?:is )?{_FAR}(?:(?:greater|larger|higher|bigger|longer|more) than|above|over)"
    "|exceeds?",
}
_BESIDE: Final = {"right": "<=|≤", "left": ">=|≥"}  # what such an alternative leaves to H0
_TAILS: Final = {
    "two": r"(?:two|2|both)[- ]?(?:sided|tailed|tails?|sides)|different|not equal|!=|≠",
    "left": r"(?:left|lower)(?:[- ]?(?:sided|tailed|tail))?|to the left|less|smaller|below|<",
    "right": r"(?:right|upper)(?:[- ]?(?:sided|tailed|tail))?|to the right|greater|larger|higher"
    "|above|>",
}
_ONE_SIDED: Final = pattern(r"(?:one|single|\b1)[- ]?(?:sided|tailed|tail)")
_LEVEL: Final = (
    r"(?:significance level|level of significance|significance|level|alpha|α)(?: alpha| α)?"
)

_SAMPLE: Final = (
    clause(rf"(?:(?:data|sample|values|x)(?: is| are| ?[=:])? ?)?(?P<data>{LIST}){UNIT}"),
    *VALUES,
    clause(r"from (?:an?|the) (?:[a-z]+ ){0,2}?population(?! (?:with|of|having|whose))"),
    clause(r"(?:sample size|size|n)(?: is| of| ?[=:])? ?(?P<n>\d+)"),
    clause(r"n ?[=:] ?(?P<n>[-−]?\d+(?:\.\d+)?)"),
    clause(rf"(?:random )?(?:sample|survey|poll|study) of (?:size )?(?:n ?= ?)?(?P<n>\d+|{COUNT})(?! ?[,;] ?\d){_NOUNS}"),
    clause(rf"(?:the )?(?:sample )?(?:mean|average)(?: {TOLD}){{0,2}} of (?P<n>\d+|{COUNT}) {TOLD}(?: {TOLD})? (?:is|was|are|were) (?P<xbar>{_ONE}){UNIT}"),
    clause(rf"(?P<n>\d+|{COUNT}) {TOLD}(?: {TOLD})? (?:have|had|has|with|show|showed|gave|give)(?= (?:a|an|the) (?:mean|average))"),
    clause(rf"(?:a |the )?(?:random )?sample of (?P<n>\d+|{COUNT}) {TOLD}(?: {TOLD})? {THEY} (?P<xbar>{_ONE}){UNIT} on average"),
    clause(r"(?P<n>\d+) (?:values|observations|measurements|people|students|items|subjects|patients)"),
    clause(rf"(?:the |a )?(?:sample )?(?:xbar|x̄|x_?-?bar){_IS} ?(?P<xbar>{_ONE}){UNIT}"),
    clause(rf"(?:the |a )?(?:sample )?(?:mean|average){_NOUNS}{_IS} ?(?P<xbar>{_ONE})(?! (?:values|numbers|observations|measurements)){UNIT}"),
    clause(rf"(?:the |a )?(?:sample )?(?:standard deviation|std\.?(?: dev\.?)?|stdev|sd|s)(?: s)?{_IS}"
           rf" ?(?P<s>{_ONE}){UNIT}"),
    clause(rf"(?:the |a )?(?:sample )?(?:variance|s ?\^ ?2|s²){_IS} ?(?P<variance>{_ONE})"),
)  # fmt: skip
_HYPOTHESES: Final = (
    clause(rf"{_H0} ?(?:{_MU}|{_MEAN}) ?(?:=|is equal to|equals|is) ?(?P<mu0>{SINGLE}){UNIT}"),
    *(clause(rf"{_H0} ?(?:{_MU}|{_MEAN}) ?(?:{sign}) ?(?P<mu0>{SINGLE}){UNIT}", tail=side)
      for side, sign in _BESIDE.items()),
    *(clause(rf"{_H1} ?(?:{_MU}|{_MEAN}) ?(?:{more}) ?(?P<mu1>{SINGLE}){UNIT}", tail=side)
      for side, more in _SIDES.items()),
    *(clause(rf"(?:(?:{_MU}|{_MEAN}) ?)?(?:{more}) ?(?:a mean of )?(?P<mu0>{SINGLE}){UNIT}", tail=side)
      for side, more in _SIDES.items()),
    clause(rf"(?:against|versus|vs\.?)(?: the)?(?: (?:hypothesi[sz]ed|null))?(?: value| mean)?(?: of)?"
           rf"(?: ?{_MU} ?=)? ?(?P<mu0>{SINGLE}){UNIT}"),
    clause(rf"(?:{_MU}(?: is| ?[=:]) ?|(?:mu|μ)(?:_?[0₀])? )(?P<mu0>{SINGLE}){UNIT}"),
    clause(rf"(?:the )?(?:hypothesi[sz]ed|claimed|null|true|population) (?:mean|value){_IS}"
           rf" ?(?P<mu0>{SINGLE}){UNIT}"),
    clause(rf"population (?:with|of|having|has)(?: a)? mean{_IS} ?(?P<mu0>{SINGLE}){UNIT}"),
    clause(rf"(?:{TOLD} ){{0,4}}?{_OUGHT} (?P<mu0>{SINGLE}){UNIT}"),
    clause(rf"(?:(?:a|an|the) )?(?:{TOLD} ){{0,3}}(?:claims?|says?|states?|promises)(?: that)? {_MEAN} (?:is|equals) (?P<mu0>{SINGLE}){UNIT}"),
    clause(rf"(?:(?:a|an|the) )?(?:{TOLD} ){{0,3}}(?:claims?|says?|states?|promises) (?:a|an) (?:mean|average){_NOUNS}(?: of)? (?P<mu0>{SINGLE}){UNIT}"),
    clause(rf"(?:(?:a|an|the) )?(?:{TOLD} ){{0,3}}(?:claims?|says?|states?|promises) that (?:{TOLD} ){{1,4}}?(?P<mu0>{SINGLE}){UNIT} on average"),
    clause(rf"(?:(?:a|an|the) )?(?:{TOLD} ){{0,3}}(?:claims?|says?|states?|promises)(?: that)? (?:{TOLD} ){{1,3}}?(?:lasts?|weighs?|contains?) (?P<mu0>{SINGLE}){UNIT}"),
    clause(rf"(?:do|does) (?:the |this )?(?:data|sample|values):? (?P<data>{LIST}){UNIT} differ(?: significantly)? from (?P<mu0>{SINGLE}){UNIT}".replace("(?P<unit>", "(?:", 1)),
    clause(rf"(?:{TOLD} ){{0,4}}?(?:fills|is filling) (?:{TOLD} ){{1,2}}with (?P<mu0>{SINGLE}){UNIT}"),
    clause(rf"(?:do|does|is|are|did) (?:{TOLD} ){{1,4}}?(?P<mu0>{SINGLE}){UNIT} on average"),
    clause(_MEAN),
    clause(rf"(?:do|does|did) (?:{TOLD} ){{1,4}}?(?=more|less|longer|fewer)|on average"),
    clause(r"(?:the )?(?:machine )?underfills?|(?:fills|contains?) too little|too light|too short", tail="left"),
    clause(r"(?:the )?(?:machine )?overfills?|(?:fills|contains?) too much|too heavy|too long", tail="right"),
    clause(rf"(?:is )?(?:claimed|said|believed|supposed) to be (?P<mu0>{SINGLE}){UNIT}"),
    clause(rf"(?:whether|if|that) {_MEAN} (?:is|equals|is equal to|=) ?(?P<mu0>{SINGLE}){UNIT}"),
    *(clause(rf"(?:(?:the )?(?:alternative|tail|side)(?: hypothesis)?(?: ?[:=]| is)? ?)?(?:{more})", tail=side)
      for side, more in _TAILS.items()),
    clause(_ONE_SIDED.pattern, sides="one"),
    clause(rf"(?:{_LEVEL})(?: is| of| ?[=:])? ?(?P<alpha>{SINGLE})"),
    clause(rf"(?:at )?(?:the |a |an )?(?P<alpha>{SINGLE}) (?:{_LEVEL})(?: of significance)?"),
    clause(r"at (?:the )?(?P<alpha>\d+(?:\.\d+)? ?%)"),
    clause(rf"(?:at )?(?:the |a )?(?P<conf>{SINGLE}) confidence(?: level)?"),
)  # fmt: skip
_CONFIDENCE: Final = (
    clause(_MEAN),
    clause(rf"(?P<conf>{SINGLE})(?: two-sided)? (?:confidence|t)[- ](?:interval|limits|level)"),
    clause(rf"(?P<conf>{SINGLE}) (?:level of )?(?:confidence|CI)"),
    clause(rf"(?:confidence level|level of confidence|level|confidence|conf){_IS} ?(?P<conf>{SINGLE})"),
    clause(r"(?P<conf>\d+(?:\.\d+)? ?%)"),
    clause(r"(?:confidence |t[- ]?)interval:? (?:at |of )?(?P<conf>\d+(?:\.\d+)? ?%)(?! ?[,;]? ?[-−]?[\d.]+ ?%)"),
    clause(rf"(?:alpha|α) ?= ?(?P<alpha>{SINGLE})"),
)  # fmt: skip

_NEUTRAL: Final = r"""
    a an and approximately are as assume assuming at average based be by calculate can carry claim collected
    compute conclude conduct construct data decide determine distributed distribution do does draw drawn enough estimate
    evidence find follow following for from gave get give given gives had has have here if in is it its let's
    justified correct make mean measured measurements mu n poll study survey normal normally numbers come comes coming observations observed obtain obtained of on one[-_]sample out perform
    please population provide question question: random results run sample samples see shows? state student's
    sufficient suggest support suppose t take taken that the their there these this to true unknown use
    using value values was we were what whether which with you your μ
"""
_OF_TEST: Final = r"""
    t[-_]?test hypothesis_test significance_test test tests? t-statistic statistic p-?_?value conclusion
    critical_value decision reject H.?0 null_hypothesis hypothes[ie]s against versus vs\.? significant significantly
"""
_OF_INTERVAL: Final = r"""
    confidence_interval confidence_limits CI t[-_]?interval interval margin_of_error two-sided
"""
_REFUSED: Final = (
    LETTERS,
    *NO_VALUES,
    refusal(
        r"(?:two|2)[- ]samples?\b|welch|paired\b|unpaired\b|pooled\b|independent samples|\bmeans differ|\bdifference (?:of|between) (?:the )?means|\bthe two means",
        "This asks to compare two samples. What is available is about the mean of one sample.",
        "If the values are pairs, give their differences as one sample.",
    ),
    *SPREAD_OF_POPULATION,
    refusal(
        r"proportions?\b|median\b|standard error",
        "This is not about the mean of a sample that is given by its values, or by n, xbar and s.",
        "For example t test with n = 25, xbar = 7.73, s = 0.77 against mu0 = 8.",
    ),
    refusal(
        r"interval(?: for \w+ \w+)? ?(?:is|was|=|:)? ?[\[(] ?[-\d.]",
        "This gives the interval, and asks what it was made from.",
        "For example mean and standard deviation from the 95% t interval (60, 76), n = 25.",
    ),
)

_TOO_FEW: Final = (
    "This is one value. The standard deviation divides by n - 1, which is zero, so one value is too few.",
    "Give at least two values, or the mean and the standard deviation of a sample: n = 25, xbar = 7.73, s = 0.77.",
)
_ONE_VALUE: Final = rf"(?P<place>{_ONE}(?<!%)(?! ?%))"
_ONE_TESTED: Final = refusal(
    rf"t[- ]?test(?: of| for| on| with)?:? (?:data ?[=:]? ?)?{_ONE_VALUE}(?=,? ?(?:[.?!]*\Z|(?:against|vs|versus|mu_?0?|μ|H_?0|alpha|at|with)\b))",
    *_TOO_FEW,
)
_ONE_IN_INTERVAL: Final = refusal(
    rf"(?:interval|limits|CI)(?: (?:for|of|from|at))?:?(?: \d+(?:\.\d+)? ?%)?,? (?:for |from |data ?[=:]? ?)?{_ONE_VALUE}(?=[ .?!]*\Z)",
    *_TOO_FEW,
)

_TELLING: Final = pattern(
    r"\b(?:means?|average|than|whether|level|hypothesis|significan(?:t|tly)|samples|groups|pairs|known|normally|sigma)\b"
)
_TEST: Final = Question(
    (*_SAMPLE, *_HYPOTHESES),
    words(_NEUTRAL, _OF_TEST),
    (*_REFUSED, _ONE_TESTED),
    "t test of 5.1, 4.9, 5.6 against 5, greater, alpha = 1%",
    _TELLING,
)
_INTERVAL: Final = Question(
    (*_SAMPLE, *_CONFIDENCE),
    words(_NEUTRAL, _OF_INTERVAL),
    (*_REFUSED, MEAN_OF_POPULATION, _ONE_IN_INTERVAL),
    "95% confidence interval for the mean of 5.1, 4.9, 5.6",
    _TELLING,
)
_TRIED: Final = (
    (
        "t test",
        _TEST,
        pattern(
            rf"\b[tz][- ]?test|{_H0} ?(?:{_MU}|{_MEAN}) ?[=<>≤≥i]"
            r"|\btest\b(?:[^.]|\.\d)*\b(?:whether|if|that)\b[^.]*\b(?:mean|average)\b(?! value)"
            r"|\btest\b[^.]*\b(?:means differ|two means)|\b(?:mean|average)\b.*signific|\btest\b[^.]*\b(?:under|over)fill|\bon average\b.*\btest\b"
            r"|\btest statistic\b.*(?:\bxbar\b|\bmean\b|\bmu)|\bclaims\b.*\b(?:mean|average)\b.*\bclaim\b|\bclaim(?:s|ed)?\b.*\btest\b|\bt[- ]statistic\b"
            rf"|\btest {_MU} ?[=<>≤≥]|{_MU} ?= ?[-\d.]+ (?:vs|against|versus)\b"
            r"|\bdiffer significantly from\b"
            r"|\b(?:claims?|says|states|promises) that[^.]*\b(?:mean|average)\b.*\b[Tt]est\b"
            r"|\b(?:is|does|do|whether)\b(?:[^.]|\.\d)*\b(?:mean|average)\b(?! value)(?:[^.]|\.\d)*"
            r"\b(?:differs?|different|greater|larger|higher|bigger|longer|less|lower|smaller|shorter|more|exceeds?|above|below)\b"
        ),
    ),
    (
        "t interval",
        _INTERVAL,
        pattern(
            r"(?:confidence|\bt[- ]?)(?:interval| interval| limits)|% CI\b|\bCI for|\binterval estimate\b"
        ),
    ),
)


def mean_question(text: str) -> tuple[str, Fields] | None:
    """The shape ("t test", "t interval") and its inputs as text; None if it is neither.

    Raises `NotUnderstood`, with the place, if only a part of the text is understood.
    """
    shown = plainly(text)
    for shape, question, asks in _TRIED:
        if asks.search(shown) is not None:
            found = question.fields(text)
            if found.pop("sides", "") and found.get("tail", "two") == "two":
                one = _ONE_SIDED.search(shown)
                refuse(
                    text,
                    "side",
                    "The test is one-sided, and it is not said on which side.",
                    "Add greater or less.",
                    *(one.span() if one else (0, len(text))),
                )
            return shape, _as_inputs(text, found, "alpha" if shape == "t test" else "conf")
    return None


def _as_inputs(text: str, found: Fields, level: str) -> Fields:
    """The variance as a standard deviation, and a confidence as the level of a test or back."""
    if "variance" in found:
        found.setdefault("s", f"sqrt({found.pop('variance')})")
    found.pop("unit", None)
    check_count(text, found, "n", "count")
    if not {"n", "s", "data"} & found.keys() and f"mean of {found.get('xbar')}" in text:
        found["data"] = found.pop("xbar")  # one value, and not the mean of several
    for other in {"alpha", "conf"} - {level}:
        if other in found:
            found.setdefault(level, f"1 - {_fraction(found.pop(other))}")
    if level == "alpha" and "mu1" in found:
        found.setdefault("mu0", found["mu1"])
    return found


def _fraction(percentage: str) -> str:
    return re.sub(r" ?%", "/100", percentage)
