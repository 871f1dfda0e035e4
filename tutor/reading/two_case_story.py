"""Stories with a condition and a sign of it: a disease and a test, spam and a word.

    A disease affects 1% of a population. A test detects it in 99% of the sick and gives a false
    positive in 5% of the healthy. What is the probability of being sick given a positive test?

Each sentence has one of a few forms; together they state how frequent the condition is, and how
often the sign is seen with it and without it.  What has two meanings, such as "99% accurate", is
asked back.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from tutor.reading.clauses import SINGLE, Fields, Question, clause, plainly, words
from tutor.reading.quantities import pattern
from tutor.reading.tokens import refuse

_LARGE: Final = {"ten": "10", "hundred": "100", "thousand": "1000", "million": "1000000"}
FRACTION: Final = rf"(?:one|\d+) (?:in|out of)(?: every| a| one)? (?:\d+|{'|'.join(_LARGE)})"
SHARE: Final = rf"(?:{SINGLE}|{FRACTION})"
_IS: Final = r"(?: is| are| of| ?[=:])?"
_AND: Final = r",?(?: and| but| while)?(?: only| also)?"


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

    @property
    def table(self) -> str:
        """What may be typed instead of the story."""
        one, sign = self.names
        return f"P({one}) = 0.01, P({sign}|{one}) = 0.9, P({sign}|not {one}) = 0.05"


_NOUNS: Final = (
    "disease|condition|illness|virus|infection|disorder|(?:breast |lung |skin )?cancer|diabetes|flu|covid"
    "|HIV|syndrome|drugs?|steroids|mutation|malaria|tuberculosis|allergy"
)
_DISEASE: Final = (
    rf"(?:(?:the|a|an|this|that|certain|rare|particular|genetic|common) )*(?:{_NOUNS})(?![A-Za-z])"
)
_PERSON: Final = (
    r"(?:(?:a|the|this|that|one) )?(?:(?:randomly (?:chosen|selected)|random|tested) )?"
    r"(?:person|patient|individual|someone|somebody|athlete|woman|man|he|she|they|you|employee)"
)
_PEOPLE: Final = "(?:people|persons|patients|individuals|those|athletes|women|men|adults|employees)"
_ILL: Final = "(?:sick|ill|infected|diseased|affected)"
_WELL: Final = f"(?:healthy|uninfected|unaffected|not {_ILL})"
_HAS: Final = "(?:has|have|having|carry|carries|suffers? from|uses?|(?:is|are) infected with)"
_LACKS: Final = (
    "(?:(?:does|do) not (?:have|use|carry)|(?:doesn|don)'t (?:have|use|carry)|not having)"
)
_BE: Final = "(?:is|are|was|were|being)(?: really| actually)?"
_TEST: Final = r"(?:(?:the|a|an|this|his|her|their|medical|screening|blood|diagnostic|drug) )*(?:test|result|test result)"
_TURNS: Final = "(?:is|was|gives|shows|returns|comes back|came back|turns out|will be)(?: a)?"
_RESULT: Final = "(?: (?:test|result|test result))?"
_SHOWN: Final = (
    "(?:(?:will |would )?(?:tests?|tested|testing) {0}"
    "|(?:get|gets|got|have|has|with) a {0} (?:test result|test|result))"
)
_MEDICAL: Final = Vocabulary(
    names=("sick", "positive"),
    condition=rf"{_DISEASE}",
    population=rf"(?:(?:all|the|a) )*(?:population|public|{_PEOPLE})",
    person=_PERSON,
    members=(
        rf"(?:the |all )?(?:{_ILL}(?: {_PEOPLE})?|carriers|(?:drug )?users"
        rf"|{_PEOPLE} (?:with|(?:who|that) {_HAS}) (?:{_DISEASE}|it)|{_PEOPLE} who are {_ILL})",
        rf"(?:the |all )?(?:(?:healthy|uninfected|unaffected)(?: {_PEOPLE})?|non-?(?:carriers|users)"
        rf"|{_PEOPLE} (?:without|(?:who|that) {_LACKS}|free of) (?:{_DISEASE}|it)|{_PEOPLE} who are {_WELL})",
    ),
    have=(
        rf"(?:(?:actually |really )?{_HAS} (?:{_DISEASE}|it)|{_BE} (?:{_ILL}(?: with {_DISEASE})?|an? (?:drug )?user|a carrier|(?:drug )?users))",
        rf"(?:{_LACKS} (?:{_DISEASE}|it)|{_BE} (?:{_WELL}|free of (?:{_DISEASE}|it)|not a user))",
    ),
    shows=(_SHOWN.format("positive"), _SHOWN.format("negative")),
    seen=(
        rf"(?:(?:{_TEST} (?:correctly )?{_TURNS} )?positive{_RESULT}|{_TEST} (?:correctly )?(?:detects|identifies|finds)(?: {_DISEASE}| it)?)",
        rf"(?:(?:{_TEST} (?:correctly )?{_TURNS} )?negative{_RESULT}|{_TEST} (?:misses|fails to detect)(?: {_DISEASE}| it)?)",
    ),
    known=(
        "(?:a |the )?positive (?:test result|test|result)",
        "(?:a |the )?negative (?:test result|test|result)",
    ),
    rates=(
        (
            "sick_positive",
            rf"sensitivity|true[- ]positive rate|{_TEST} (?:correctly )?(?:detects|identifies)(?: {_DISEASE}| it)?",
        ),
        ("sick_negative", "false[- ]negative rate|false[- ]negative probability|false negatives?"),
        (
            "well_positive",
            "false[- ]positive rate|false[- ]positive probability|false positives?(?: results?)?",
        ),
        ("well_negative", "specificity|true[- ]negative rate"),
    ),
    fillers="gives has have yields produces with test for this it its there is exists used by in there medical population",
)
_MAIL: Final = "(?:e-?mails?|messages?|mails?)"


@lru_cache(8)
def _mail(word: str) -> Vocabulary:
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
        have=(f"(?:{_BE} spam)", f"(?:{_BE} (?:not spam|ham|legitimate))"),
        shows=(
            rf"(?:(?:contains?|containing|includes?|uses?|has|have|with) {named})",
            rf"(?:(?:do not|does not|not) (?:contain|containing|include|use|have) {named})",
        ),
        seen=(rf"(?:{named} (?:occurs|appears|is found|is contained|is used))", "(?:(?!))"),
        known=(rf"(?:{named})", "(?:(?!))"),
        rates=(),
        fillers="there is you i receives receive received arrives",
    )


_FILTER: Final = _mail("marked")._replace(
    shows=(
        "(?:(?:is|are|was|gets) (?:marked|flagged|blocked)(?: as spam| by the filter)*)",
        "(?:(?:is|are|was) not (?:marked|flagged|blocked)(?: as spam| by the filter)*)",
    ),
    seen=(
        "(?:(?:the |a |this )?(?:spam )?filter (?:correctly |wrongly )?(?:marks|flags|blocks|catches|detects))",
        "(?:(?!))",
    ),
    known=(
        f"(?:(?:a |an |the )?(?:marked|flagged|blocked) {_MAIL})",
        f"(?:(?:a |an |the )?(?:unmarked|unflagged) {_MAIL})",
    ),
)


@lru_cache(8)
def _question(v: Vocabulary) -> Question:
    groups = dict(zip(("sick", "well"), zip(v.members, v.have, strict=True), strict=True))
    signs = dict(
        zip(("positive", "negative"), zip(v.shows, v.seen, v.known, strict=True), strict=True)
    )
    made = [
        clause(rf"(?P<prior>{SHARE})(?: of)? {v.population} {v.have[0]}"),
        clause(
            rf"{v.condition} (?:affects|infects|occurs in|is found in|is present in) (?P<prior>{SHARE})(?: of)? {v.population}"
        ),
        clause(
            rf"(?:the )?prevalence(?: of {v.condition})?(?: in {v.population})?{_IS} ?(?P<prior>{SHARE})(?: of {v.population})?"
        ),
        clause(rf"(?P<prior>{SHARE}) prevalence"),
        clause(
            rf"(?:the )?(?:prior )?probability (?:that {v.person} {v.have[0]}|of (?:having )?{v.condition}) is (?P<prior>{SHARE})"
        ),
        clause(r"(?:the )?(?:positive predictive value|PPV)", asked="sick", observed="positive"),
        clause(r"(?:the )?(?:negative predictive value|NPV)", asked="well", observed="negative"),
        clause(
            rf"(?:{SHARE} )?(?:accurate|accuracy|reliable|correct|right|error rate)(?: {SHARE})?",
            vague="yes",
        ),
    ]
    made.append(clause(rf"for {v.condition}"))
    for rate, name in v.rates:
        group = v.members[rate.startswith("well")]
        made += [
            clause(
                rf"(?:the |a |an )?(?:{name})(?: of {_TEST})?{_IS}(?: in| for| with probability)? ?(?P<{rate}>{SHARE})(?: of (?:{group}|the time|(?:the )?cases))?"
            ),
            clause(rf"(?:a |an )?(?P<{rate}>{SHARE}) (?:{name})(?! of)"),
        ]
    for (who, (members, have)), (sign, (shows, seen, known)) in product(
        groups.items(), signs.items()
    ):
        rate = f"{who}_{sign}"
        for_sure = (
            rf"(?: with probability| in)? (?P<{rate}>{SHARE})(?: of (?:the )?(?:cases|time))?"
        )
        given = rf"(?:if|when|whenever|given that|for) (?:{v.person} {have}|{members})"
        made += [
            clause(rf"(?P<{rate}>{SHARE})(?: of)? {members} {shows}"),
            clause(rf"(?:of|among) {members},? (?P<{rate}>{SHARE}) {shows}"),
            clause(rf"{seen}(?: in| for| with| on)? (?P<{rate}>{SHARE}) of {members}"),
            clause(rf"{given},? (?:then )?{seen}{for_sure}"),
            clause(rf"{given},? (?:{v.person} {shows}){for_sure}"),
            clause(rf"{seen}{for_sure},? {given}"),
            clause(
                rf"(?:the )?probability (?:of {known}|that (?:{seen}|{v.person} {shows})) {given} is (?P<{rate}>{SHARE})"
            ),
        ]
        other = f"{'well' if who == 'sick' else 'sick'}_{sign}"
        rest = v.members[who == "sick"]
        both = rf"{_AND}(?: in| for| with)? (?P<{other}>{SHARE}) of {rest}"
        made += [
            clause(rf"{seen}(?: in| for| with| on)? (?P<{rate}>{SHARE}) of {members}{both}"),
            clause(rf"(?P<{rate}>{SHARE}) of {members}{both} {shows}"),
        ]
    for sign, (shows, seen, known) in signs.items():
        made += [
            clause(rf"{v.person} (?:who |that )?{shows}", observed=sign),
            clause(
                rf"(?:if|given|given that|when|after) (?:{v.person} {shows}|{seen}|{known})",
                observed=sign,
            ),
            clause(rf"{seen}|{known}", observed=sign),
            clause(
                rf"probability (?:of {known}|that {v.person} {shows}|that {seen})",
                asked="sign",
                observed=sign,
            ),
        ]
    for who, (_, have) in groups.items():
        condition = f"|of (?:having )?{v.condition}" if who == "sick" else ""
        being = have.replace(_BE, "being").replace(_HAS, "having")
        made.append(
            clause(
                rf"(?:probability|chance|likelihood) (?:that {v.person} {have}|of {being}{condition})",
                asked=who,
            )
        )
        made.append(clause(rf"that {v.person} {have}", asked=who))
    for (who, (_, have)), (sign, (shows, _, known)) in product(groups.items(), signs.items()):
        seen = rf"(?:{v.person} (?:who |that )?{shows}|{known})"
        made.append(
            clause(rf"(?:(?:probability|chance) )?that {seen} {have}", asked=who, observed=sign)
        )
    neutral = (
        "a an the and but if given that who what is find compute calculate how likely it probability chance "
        "we know suppose assume now then in of only also also, randomly selected chosen bayes theorem use by using"
    )
    return Question(tuple(made), words(neutral, v.fillers), (), v.table)


_TRIGGER: Final = pattern(
    r"\b(?:tests?|tested)\b.*\b(?:positive|negative|detects?|sick|ill|infected|disease)\b|sensitivity|specificity"
    r"|false[- ](?:positive|negative)|prevalence"
)
_SPAM: Final = pattern(r"\bspam\b")
_MAILED: Final = pattern(
    r"(?:word|phrase|term) ['\"“‘]?(?P<a>(?!occurs|appears|is\b|in\b)[A-Za-z]+)|['\"“‘](?P<b>[A-Za-z]+)['\"”’]"
    r"|(?:contains?|containing|includes?) (?:the word )?(?P<c>(?!the\b|it\b)[A-Za-z]+)"
)


def two_case_story(text: str) -> tuple[str, Fields] | None:
    """The statements of the story as text, with the question; None if it is no such story.

    Raises `NotUnderstood`, with the place, for a part that is not understood, where a number is
    missing, and where what is said has two meanings.
    """
    shown = plainly(text)
    if _SPAM.search(shown) and re.search(r"\d", shown):
        found = _MAILED.search(shown)
        if found is not None:
            vocabulary = _mail(next(filter(None, found.groups())).lower())
        elif "filter" in shown.lower():
            vocabulary = _FILTER
        else:
            return None
    elif _TRIGGER.search(shown) and re.search(r"\d", shown) and "P(" not in shown:
        vocabulary = _MEDICAL
    else:
        return None
    said = _question(vocabulary).fields(text)
    return "story of probabilities", _statements(text, said, vocabulary)


def _statements(text: str, said: Fields, v: Vocabulary) -> Fields:
    def fail(message: str, fix: str = "") -> None:
        refuse(text, "story", message, fix or f"For example {v.table}.", 0, len(text.rstrip()))

    condition, sign = v.names
    if "vague" in said:
        fail(
            "It is not said whether this accuracy holds for the sick, for the healthy, or for both.",
            "Give the sensitivity and the specificity, for example: sensitivity 99%, specificity 99%.",
        )
    if "prior" not in said:
        fail(f"P({condition}) is not said: how frequent is it before anything is observed?")
    names = {
        "sick": condition,
        "well": f"not {condition}",
        "positive": sign,
        "negative": f"not {sign}",
    }
    stated = [f"P({condition}) = {share(said['prior'])}"]
    for who in ("sick", "well"):
        rates = [s for s in ("positive", "negative") if f"{who}_{s}" in said]
        if not rates:
            fail(f"P({sign} | {names[who]}) is not said: how often is that observed there?")
        stated += [f"P({names[s]} | {names[who]}) = {share(said[f'{who}_{s}'])}" for s in rates]
    if "asked" in said and "observed" not in said:
        fail("It is not said what was observed.")
    observed = names[said.get("observed", "positive")]
    asked = names.get(said.get("asked", "sick"), "")
    stated.append(f"P({asked} | {observed}) = ?" if asked else f"P({observed}) = ?")
    return {"statements": ", ".join(stated)}


def share(typed: str) -> str:
    """A share such as `1 in 1000` or `5%` as a number."""
    parts = re.fullmatch(
        r"(\w+) (?:in|out of)(?: every| a| one)? (\w+)", " ".join(typed.lower().split())
    )
    if parts is None:
        return typed
    return f"{parts[1].replace('one', '1')}/{_LARGE.get(parts[2], parts[2])}"
