"""The values of a sample told with what they are: `the weights of 5 sugar bags in g are 998, 1002, ...`.

The words before and behind the list say nothing that is computed with. Words that do, such as
"mean" or "not", never stand among them.
"""

from __future__ import annotations

from typing import Final

from tutor.reading import number_words
from tutor.reading.data import data
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import LIST, Clause, Fields, clause, refusal

_UNIT_NAME: Final = (
    r"(?:mm|cm|km|m|mg|kg|g|grams?|ml|l|litres?|ms|seconds?|sec|s|minutes?|min|hours?|h|days?|weeks?|months?|years?|points?|dollars?"
    r"|euros?|degrees?|volts?|V|°C|units?)"
)
_COUNTS: Final = number_words.COUNT
UNIT: Final = rf"(?: ?(?P<unit>{_UNIT_NAME})(?![A-Za-z0-9]| ?=))?"
_COMPUTED: Final = """
    mean average whether if not no greater less more than from against test confidence level interval standard deviation
    variance except without population claim claims claimed should supposed alternative hypothesis null size alpha mu
    is are was were be have has had differs differ different s n xbar k p lambda theta sigma rate left right tail sided
    sample-size upper lower paired known unknown find estimate compute calculate determine mle maximum likelihood estimator
    poisson exponential geometric bernoulli binomial normal gaussian laplace multinomial uniform density distribution
    success successes failure failures trial trials toss tosses until before heads tails coin double twice
"""
TOLD: Final = (  # a word of what the values are: the weights of sugar bags
    rf"(?!(?:{'|'.join(_COMPUTED.split())})\b|mu_?[0₀])[A-Za-z][a-z'-]*"
)
_WHAT: Final = rf"(?:{TOLD}:? ){{0,8}}?(?:(?P<count>\d+|{_COUNTS}) (?:{TOLD} ){{1,4}}?)?"
_CHANGED: Final = (
    "twice|times|each|respectively|repeated|missing|removed|squared|excluding|ignoring|removing|dropping|omitting|plus|minus|but"
    "|instead|wrong|only|doubled|halved|divided|multiplied|increased|decreased|before|logarithms?"
)
_EACH: Final = rf"(?: (?:per|in|an|a|on|every) (?:(?:\d+|{_COUNTS}|an?|one|the) )?{TOLD})?"
_OF_WHAT: Final = rf"(?: of(?: {TOLD}){{1,3}}|(?: (?!(?:{_CHANGED}|per|in|and|with)\b){TOLD}){{0,3}}{_EACH}(?= ?(?:[.;!?]|\Z)))?"
THEY: Final = (
    r"(?:weigh(?:s|ed)?|contain(?:s|ed)?|measured?|gave|give|show(?:s|ed)?|(?:is|are|was|were|has|have|had)(?: (?:scores|weights|heights"
    r"|lengths|times|values|grades|the (?:scores|weights|heights|lengths|times|values|grades)))?|took|takes?|lasted|lasts?|scored"
    r"|(?:I|we|they|he|she) (?:measured|observed|recorded|counted|found|got))"
)

LETTERS: Final = refusal(
    r"(?:data|sample|values)(?: ?[=:]| are| is)? ?(?-i:[a-z])(?: ?, ?(?-i:[a-z]))+(?![A-Za-z_])"
    r"|(?<=\d) ?[,;] ?(?-i:[a-z])(?= ?(?:[,;.?!]|\Z)| (?:against|at|and|with|vs)\b)|(?-i:(?<![A-Za-z_\\])[abcxyz]) ?[,;] ?[-−]?\d(?![\d.]* ?[%=])",
    "There is a letter among the data, and numbers are needed.",
    "Give a number for it.",
)
NO_VALUES: Final = (  # the name of a file, or nothing
    refusal(
        r"[\w./~@:-]*\w\.(?:csv|tsv|txt|dat|xlsx?|json)(?!\w)",
        "This is the name of a file. A question holds the values themselves.",
        "Give the file as an option of `tutor solve`, with @ in front of its name: --data @FILE.",
    ),
    refusal(
        r"(?:data|sample|values) ?[=:] ?(?:\[ ?\]|\( ?\))?(?= ?(?:[;,]|\.(?!\d)|\Z))",
        "No values follow here.",
        "Add them, for example data = 5.1, 4.9, 5.6.",
    ),
)
VALUES: Final[tuple[Clause, ...]] = (
    clause(rf"{_WHAT}(?:{TOLD} ){{0,4}}?(?:{THEY})(?: of)? ?:? ?(?P<data>{LIST}){UNIT}{_OF_WHAT}"),
    clause(
        rf"(?:{TOLD}:? ){{0,8}}?(?:(?P<count>\d+|{_COUNTS}) )?{TOLD}(?: {TOLD}){{0,3}}?(?: in {_UNIT_NAME}| \( ?{_UNIT_NAME} ?\))? ?:? ?(?P<data>{LIST}){UNIT}{_OF_WHAT}"
    ),
)


def check_count(text: str, found: Fields, *names: str) -> None:
    """Leave out the number of values that is said under these names, if so many are listed; refuse another."""
    listed = len(data(found["data"])) if "data" in found else 0
    for name in names:
        if name not in found or not listed:
            continue
        said = found.pop(name)
        if int(number_words.count(said) or said) != listed:
            refuse(
                text,
                "count",
                f"It is said that there are {said} values, and {listed} are listed.",
                "Check the number and the list.",
                0,
                len(text.rstrip()),
            )
