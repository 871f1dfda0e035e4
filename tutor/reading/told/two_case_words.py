"""What is said in stories of a condition and a sign of it: the words for a disease and a test, for spam and a word.

A vocabulary has patterns for the people who have the condition and those who lack it, and for
what is seen of them; the forms of sentences in `two_case_story` are the same for all of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

REST: Final = (  # the group that was not named
    "(?:the |all |all the )?(?:rest|others|remaining ones|everyone else|everybody else"
    "|(?:other|remaining) (?:people|persons|patients|e-?mails?|messages?|mails?))"
)


class Vocabulary(NamedTuple):
    """The words of a kind of story, as patterns; of a pair, the first is about the condition or the
    sign, and the second about the lack of it."""

    names: tuple[str, str]  # of the condition and of the sign
    condition: str  # a disease, spam
    population: str
    person: str
    members: tuple[str, str]  # the sick, the healthy
    have: tuple[str, str]  # what is said of one of them: has the disease, is healthy
    shows: tuple[str, str]  # what is said of a person with the sign: tests positive
    seen: tuple[str, str]  # what is said of the sign: the test is positive
    known: tuple[str, str]  # the sign as a noun: a positive test
    rates: tuple[tuple[str, str], ...]  # what a rate such as sensitivity means, and its names
    fillers: str
    right: tuple[
        str, ...
    ] = ()  # how a result is called that fits the condition, and one that does not
    looks: str = ""  # what is done several times to look for the sign: tests

    @property
    def table(self) -> str:
        """What may be typed instead of the story."""
        one, sign = self.names
        return f"P({one}) = 0.01, P({sign}|{one}) = 0.9, P({sign}|not {one}) = 0.05"


_NOUNS: Final = (
    "disease|condition|illness|virus|infection|disorder|(?:breast |lung |skin )?cancer|diabetes|flu|covid"
    "|HIV|syndrome|drugs?(?: use)?|steroids?(?: use)?|mutation|malaria|tuberculosis|allergy"
)
_DISEASE: Final = (
    rf"(?:(?:the|a|an|this|that|certain|rare|particular|genetic|common) )*(?:{_NOUNS})(?![A-Za-z])"
)
_NO_NAME: Final = (  # capitals at the beginning of a sentence
    "A|All|An?|And|Any|Any(?:one|body)|Both|But|Each|Every|Every(?:one|body)|Exactly|Few|Half|How|If|It|Its|Many|Most"
    "|Neither|Nobody|None|No|Not|Of|One|Only|Other|Others|Some|Such|Tests?|The|Then|There|These|This|Those|Two|What|When|Who"
)
NAME: Final = rf"(?-i:(?!(?:{_NO_NAME})\b)[A-Z][a-z]+)"
_PERSON: Final = (
    r"(?:(?:(?:a|the|this|that|one|your|my) )?(?:(?:randomly (?:chosen|selected)|random|tested|certain) )?"
    r"(?:person|patient|individual|someone|somebody|athlete|woman|man|he|she|they|you|I|employee|child|friend|student|donor)"
    rf"|{NAME})"
)
_PEOPLE: Final = "(?:people|persons|patients|individuals|those|athletes|women|men|adults|employees|children|students|donors|residents|citizens|babies)"
_ILL: Final = "(?:sick|ill|infected|diseased|affected)"
_WELL: Final = f"(?:healthy|uninfected|unaffected|not {_ILL})"
HAS: Final = "(?:has|have|having|carry|carries|suffers? from|uses?|(?:is|are) infected with)"
_LACKS: Final = (
    "(?:(?:does|do) not (?:have|use|carry)|(?:doesn|don)'t (?:have|use|carry)|not having)"
)
BE: Final = "(?:is|are|was|were|being)(?: really| actually)?"
TEST: Final = rf"(?:(?:the|a|an|this|his|her|their|my|your|medical|screening|blood|diagnostic|drug|HIV|TB|covid|PCR|antigen|rapid|pregnancy|(?:[a-z]+|{NAME})'s) )*(?:test|result|test result|mammogram|scan)"
_TURNS: Final = "(?:is|was|gives|shows|returns|comes back|came back|turns out|will be)(?: a)?"
_RESULT: Final = "(?: (?:tests?|results?|test results?|mammograms?|scans?))?"
_SHOWN: Final = (
    "(?:(?:will |would )?(?:tests?|tested|testing) {0}"
    "|(?:get|gets|got|have|has|with)(?: a)? {0} (?:test results?|tests?|results?|mammograms?|scans?))"
)
MEDICAL: Final = Vocabulary(
    names=("sick", "positive"),
    condition=rf"{_DISEASE}",
    population=rf"(?:(?:all|the|a) )*(?:population|public|{_PEOPLE})",
    person=_PERSON,
    members=(
        rf"(?:the |all )?(?:{_ILL}(?: {_PEOPLE})?|carriers|diabetics|(?:drug )?users"
        rf"|{_PEOPLE} (?:with|(?:who|that) {HAS}) (?:{_DISEASE}|it)|{_PEOPLE} who are {_ILL})",
        rf"(?:the |all )?(?:(?:healthy|uninfected|unaffected)(?: {_PEOPLE})?|non-?(?:carriers|diabetics|users)"
        rf"|{_PEOPLE} (?:without|(?:who|that) {_LACKS}|free of) (?:{_DISEASE}|it)|{_PEOPLE} who are {_WELL})",
    ),
    have=(
        rf"(?:(?:actually |really )?{HAS} (?:{_DISEASE}|it)|{BE} (?:{_ILL}(?: with {_DISEASE})?|an? (?:drug )?user|a carrier|(?:drug )?users))",
        rf"(?:{_LACKS} (?:{_DISEASE}|it)|{BE} (?:{_WELL}|free of (?:{_DISEASE}|it)|not a user))",
    ),
    shows=(_SHOWN.format("positive"), _SHOWN.format("negative")),
    seen=(
        rf"(?:(?:{TEST} (?:correctly )?{_TURNS} )?positive{_RESULT}|{TEST} (?:correctly )?(?:detects|finds)(?: {_DISEASE}| it)?)",
        rf"(?:(?:{TEST} (?:correctly )?{_TURNS} )?negative{_RESULT}|{TEST} (?:misses|fails to detect)(?: {_DISEASE}| it)?)",
    ),
    known=(
        "(?:a |the )?positive (?:test result|test|result|mammogram|scan)",
        "(?:a |the )?negative (?:test result|test|result|mammogram|scan)",
    ),
    rates=(
        (
            "sick_positive",
            rf"sensitivity|sens\.?|tpr|likelihood|true[- ]positive rate|(?:detection|hit) rate|{TEST} (?:correctly )?(?:detects|identifies)(?: {_DISEASE}| it)?",
        ),
        (
            "sick_negative",
            "fnr|false[- ]negative rate|false[- ]negative probability|false negatives?|miss rate",
        ),
        (
            "well_positive",
            "fpr|false[- ]positive rate|false[- ]positive probability|false positives?(?: results?)?|false[- ]alarm (?:rate|probability)|false alarms?",
        ),
        ("well_negative", "specificity|spec\\.?|tnr|true[- ]negative rate"),
    ),
    fillers="gives has have yields produces with test for this it its there is exists used by in there medical population so same independent independently",
    right=(
        r"(?:correctly (?:identifies|classifies|recogni[sz]es|detects|diagnoses|flags)"
        r"|is (?:right|correct)(?: for| in| on)?|gives (?:the|a) (?:right|correct) result (?:for|in|to))",
        r"(?:(?:wrongly|falsely|incorrectly|mistakenly) (?:identifies|classifies|diagnoses|detects|flags|marks)"
        r"|is wrong (?:for|in|on)|gives (?:the|a) (?:wrong|false) result (?:for|in|to))",
    ),
    looks="(?:tests|test results|results)",
)
_MAIL: Final = "(?:e-?mails?|messages?|mails?)"


@lru_cache(8)
def mail(word: str) -> Vocabulary:
    named = (
        rf"(?:(?:the |this )?(?:word |phrase |term )?['\"“‘]?{word}['\"”’]?|it|(?:the|this) word)"
    )
    return Vocabulary(
        names=("spam", word),
        condition="(?:spam)",
        population=rf"(?:(?:all|the|incoming|received|my|your|our) )*{_MAIL}",
        person=rf"(?:(?:a|an|the|this|that|new|random|incoming) )*(?:{_MAIL}|it)",
        members=(
            rf"(?:(?:the |all )?spam(?: {_MAIL})?)",
            rf"(?:(?:the |all )?(?:non-?spam|ham|legitimate|other|normal|good|genuine)(?: {_MAIL})?"
            rf"|{_MAIL} that (?:are|is) not spam)",
        ),
        have=(f"(?:{BE} spam)", f"(?:{BE} (?:not spam|ham|legitimate))"),
        shows=(
            rf"(?:(?:contains?|containing|includes?|uses?|has|have|with) {named})",
            rf"(?:(?:do not|does not|not) (?:contain|containing|include|use|have) {named})",
        ),
        seen=(rf"(?:{named} (?:occurs|appears|is found|is contained|is used))", "(?:(?!))"),
        known=(rf"(?:{named})", "(?:(?!))"),
        rates=(),
        fillers="there is spam_filter you i receives receive received arrives",
    )


FILTER: Final = mail("marked")._replace(
    shows=(
        "(?:(?:is|are|was|gets) (?:marked|flagged|blocked)(?: as spam| by the filter)*)",
        "(?:(?:is|are|was) not (?:marked|flagged|blocked)(?: as spam| by the filter)*)",
    ),
    seen=(
        "(?:(?:the |a |an |this )?(?:spam |e-?mail |mail )?filter (?:correctly |wrongly )?(?:marks|flags|blocks|catches|detects))",
        "(?:(?!))",
    ),
    known=(
        f"(?:(?:a |an |the )?(?:marked|flagged|blocked) {_MAIL})",
        f"(?:(?:a |an |the )?(?:unmarked|unflagged) {_MAIL})",
    ),
)
