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
from typing import Final, NoReturn

from tutor.reading.quantities import pattern
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import Clause, Fields, Question, clause, plainly, words
from tutor.reading.told.several_results import listed_results, results, several_results
from tutor.reading.told.shares import SHARE, share
from tutor.reading.told.two_case_words import BE, FILTER, HAS, MEDICAL, REST, TEST, Vocabulary, mail

_NEVER: Final = "(?:(?!))"
_IS: Final = r"(?: is| are| of| ?[=:])?"
_PROBABLE: Final = "(?:probability|chance|likelihood|likely)"
_PART: Final = "(?:proportion|fraction|percentage|percent|share|part|how many)"
_AND: Final = r",?(?: and| but| while)?(?: only| also)?"


@lru_cache(8)
def _question(v: Vocabulary) -> Question:
    groups = dict(zip(("sick", "well"), zip(v.members, v.have, strict=True), strict=True))
    named = {**groups, "rest": (REST, _NEVER)}
    signs = dict(
        zip(("positive", "negative"), zip(v.shows, v.seen, v.known, strict=True), strict=True)
    )
    made = [
        clause(rf"(?P<prior>{SHARE})(?: of)? {v.population} {v.have[0]}"),
        clause(
            rf"{v.condition} (?:affects|infects|occurs in|is found in|is present in) (?P<prior>{SHARE})(?:(?: of)? {v.population})?"
        ),
        clause(
            rf"(?:the )?(?:prevalence|prior|prior probability|base rate)(?: of {v.condition})?(?: in {v.population})?{_IS} ?(?P<prior>{SHARE})(?: of {v.population})?"
        ),
        clause(rf"{v.condition} (?:has|with)(?: a)? prevalence(?: of)? (?P<prior>{SHARE})"),
        clause(rf"(?P<prior>{SHARE}) prevalence"),
        clause(rf"P ?\( ?{_symbols(v, 'sick', v.have[0])} ?\) ?= ?(?P<prior>{SHARE})"),
        clause(rf"of {v.population},? (?P<prior>{SHARE}) {v.have[0]}"),
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
    made.append(
        clause(
            "in (?:the|this|a|that|our) (?:city|town|country|region|village|school|hospital|clinic|area)"
        )
    )
    made.append(clause(rf"(?P<prior>{SHARE}) {v.have[0]}"))
    made += _right_and_wrong(v)
    for rate, name in v.rates:
        group = v.members[rate.startswith("well")]
        made += [
            clause(
                rf"(?:the |a |an )?(?:{name})(?: of {TEST})?{_IS}(?: in| for| with probability)? ?(?P<{rate}>{SHARE})(?: of (?:{group}|the time|(?:the )?cases))?"
            ),
            clause(rf"(?:a |an )?(?P<{rate}>{SHARE}) (?:{name})(?! of)"),
        ]
    for (who, (members, have)), (sign, (shows, seen, known)) in product(
        named.items(), signs.items()
    ):
        rate = f"{who}_{sign}"
        for_sure = (
            rf"(?: with probability| in)? (?P<{rate}>{SHARE})(?: of (?:the )?(?:cases|time))?"
        )
        given = rf"(?:if|when|whenever|given that|for) (?:{v.person} {have}|{members})"
        made += [
            clause(rf"(?P<{rate}>{SHARE})(?: of)? {members} (?:also |still |will |do )?{shows}"),
            clause(rf"(?:of|among) {members},? (?P<{rate}>{SHARE}) {shows}"),
            clause(rf"{seen}(?: in| for| with| on)? (?P<{rate}>{SHARE}) of {members}"),
            clause(rf"{given},? (?:then )?{seen}{for_sure}"),
            clause(rf"{given},? (?:{v.person} {shows}){for_sure}"),
            clause(rf"{seen}{for_sure},? {given}"),
            clause(
                rf"(?:the )?probability (?:of {known}|that (?:{seen}|{v.person} {shows})) {given} is (?P<{rate}>{SHARE})"
            ),
        ]
        if who == "rest":
            if v.looks:
                made.append(
                    clause(rf"(?:if not|otherwise),? (?:then )?(?:{seen}|it is {sign}){for_sure}")
                )
            continue
        other = f"{'well' if who == 'sick' else 'sick'}_{sign}"
        rest = rf"(?:{v.members[who == 'sick']}|{REST})"
        both = rf"{_AND}(?: in| for| with)? (?P<{other}>{SHARE}) of {rest}"
        made += [
            clause(rf"{seen}(?: in| for| with| on)? (?P<{rate}>{SHARE}) of {members}{both}"),
            clause(rf"(?P<{rate}>{SHARE}) of {members}{both} {shows}"),
            clause(rf"(?P<{rate}>{SHARE}) of {members} {shows}{both}(?: do(?:es)?)"),
        ]
    if v.looks:
        made += [clause(TEST), *listed_results(v)]
    for sign, (shows, seen, known) in signs.items():
        if v.looks:
            made += several_results(v, sign)
        made += [
            clause(rf"{v.person} (?:who |that )?{shows}", observed=sign),
            clause(
                rf"(?:if|given|given that|when|after) (?:{v.person} {shows}|{seen}|{known})",
                observed=sign,
            ),
            clause(rf"{seen}|{known}|{shows}(?! (?:in |for |with |on )?{SHARE})", observed=sign),
            clause(
                rf"{_PROBABLE} (?:of (?:{known}|{shows})|that {v.person} {shows}|that {seen})",
                asked="sign",
                observed=sign,
            ),
        ]
    for who, (_, have) in groups.items():
        condition = f"|of (?:having )?{v.condition}" if who == "sick" else ""
        made.append(clause(rf"P ?\( ?{_symbols(v, who, have)} ?\)(?: ?= ?\?)?", asked=who))
        listed = r"(?:positive|negative|[+−-])"
        made.append(
            clause(
                rf"P ?\( ?{_symbols(v, who, have)} ?\| ?(?P<sequence>{listed}(?: ?, ?{listed})+) ?\)(?: ?= ?\?)?",
                asked=who,
            )
        )
        being = have.replace(BE, "being").replace(HAS, "having")
        made.append(
            clause(
                rf"(?:probability|chance|likelihood) (?:(?:that )?{v.person} {have}|of {being}{condition})",
                asked=who,
            )
        )
        made.append(clause(rf"that {v.person} {have}", asked=who))
        been = have.replace(f"{BE} ", "")  # how likely is it spam
        made.append(clause(rf"likely (?:is|are|am|was) {v.person} {been}", asked=who))
        made.append(clause(rf"likely (?:is|are) {v.person}(?= to (?:be|have)\b)"))
        made.append(clause(have.replace(BE, "to be").replace(HAS, "to have"), asked=who))
    for (who, (members, have)), (sign, (shows, seen, known)) in product(
        groups.items(), signs.items()
    ):
        both = rf"(?:{have},? and (?:{v.person} )?(?:also )?{shows}|{shows},? and (?:{v.person} )?(?:also )?{have})"
        one, other = _symbols(v, who, have, members), _symbols(v, sign, shows, known)
        some = rf"(?:{v.population} (?:who |that |with |having )?{shows}|{known}s?)"
        made += [
            clause(rf"(?:{_PROBABLE} )?(?:that )?{v.person} {both}", joint="yes"),
            clause(rf"P ?\( ?{one} ?\| ?{other} ?\)(?: ?= ?\?)?", asked=who, observed=sign),
            clause(rf"P ?\( ?{other} ?\)(?: ?= ?\?)?", asked="sign", observed=sign),
            clause(
                rf"(?:of|among) {some},? (?:what )?{_PART}(?: of (?:them|these))? (?:actually |really )?{have}"
                rf"|(?:what )?{_PART} of {some} (?:actually |really )?{have}",
                asked=who,
                observed=sign,
            ),
            clause(
                rf"(?:what )?{_PART} of {v.population} (?:will |would |do )?{shows}",
                asked="sign",
                observed=sign,
            ),
        ]
        seen = rf"(?:{v.person} (?:who |that )?{shows}|{known})"
        made.append(
            clause(rf"(?:(?:probability|chance) )?that {seen} {have}", asked=who, observed=sign)
        )
    neutral = (
        "a an the and but if given that who what is find compute calculate how likely it probability chance "
        "what's whats what’s we know suppose assume now then in of only also also, randomly selected chosen total overall posterior bayes theorem use by using"
    )
    telling = pattern("|".join((*v.shows, *v.seen, *v.known, *v.members, *v.have)))
    return Question(
        tuple(made),
        words(neutral, v.fillers),
        (),
        v.table,
        telling,
        ("observed", "then", "sequence"),
    )


def _symbols(v: Vocabulary, case: str, *said: str) -> str:
    """How a case is written in P( | ): by what is said of it, by its name, or by a sign for it."""
    condition, sign = v.names
    names = {
        "sick": rf"(?:{condition}|{v.condition}|D)",
        "well": rf"(?:(?:not |no ){condition}|no {v.condition}|not D)",
        "positive": rf"(?:{sign}|\+)",
        "negative": rf"(?:not {sign}|-|−)",
    }
    return rf"(?:{'|'.join((*said, names[case]))})"


def _right_and_wrong(v: Vocabulary) -> list[Clause]:
    """How often a result fits: correctly identifies 99% of the sick and 95% of the healthy."""
    if not v.right:
        return []
    right, wrong = v.right
    (sick, well), test = v.members, f"(?:{TEST} )?"
    also = rf"{_AND} (?:{right} )?(?:for |in )?"
    made = [
        clause(rf"{test}{right} (?P<sick_positive>{SHARE}) of {sick}"),
        clause(rf"{test}{right} (?P<well_negative>{SHARE}) of {well}"),
        clause(rf"{test}{right} (?P<sick_positive>{SHARE}) of {sick}{also}(?P<well_negative>{SHARE}) of (?:{well}|{REST})"),
        clause(rf"{test}{right} (?P<well_negative>{SHARE}) of {well}{also}(?P<sick_positive>{SHARE}) of (?:{sick}|{REST})"),
        clause(rf"{test}{wrong} (?P<well_positive>{SHARE}) of {well}(?: as (?:sick|ill|positive|infected|diseased))?"),
        clause(rf"{test}{wrong} (?P<sick_negative>{SHARE}) of {sick}(?: as (?:healthy|negative|well))?"),
        clause(rf"{test}identifies (?P<sick_positive>{SHARE}) of {sick}"),
        clause(rf"{test}(?:is )?(?P<sick_positive>{SHARE}) sensitive"),
        clause(rf"{test}(?:is )?(?P<well_negative>{SHARE}) specific"),
    ]  # fmt: skip
    for name, when in (
        ("sick_positive", "it(?: is|['’]s)"),
        ("well_positive", "it(?: is|['’]s) not|it isn['’]t"),
    ):
        made.append(
            clause(
                rf"(?P<{name}>{SHARE}) of (?:the )?(?:tests|mammograms|scans) detect {v.condition} when (?:{when}) (?:there|present)"
            )
        )
    exact = "(?:accurate|correct|right|reliable)"
    for name, group in (("sick_positive", sick), ("well_negative", well)):
        made.append(
            clause(rf"(?:{test}is )?(?P<{name}>{SHARE}) {exact} (?:for|on|in|among|with) {group}")
        )
    return made


_TRIGGER: Final = pattern(
    r"\b(?:tests?|tested)\b.*\b(?:positive|negative|detects?|sick|ill|infected|disease)\b|sensitivity|specificity"
    r"|false[- ](?:positive|negative)|prevalence|mammogram"
)
_STATED: Final = pattern(
    r"P ?\([^()]*\|[^()]*\) ?= ?[\d.]"
)  # a table of probabilities, and no story
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
            vocabulary = mail(next(filter(None, found.groups())).lower())
        elif "filter" in shown.lower():
            vocabulary = FILTER
        else:
            return None
    elif _TRIGGER.search(shown) and re.search(r"\d", shown) and not _STATED.search(shown):
        vocabulary = MEDICAL
    else:
        return None
    said = _question(vocabulary).fields(text)
    return "story of probabilities", _statements(text, said, vocabulary)


def _statements(text: str, said: Fields, v: Vocabulary) -> Fields:
    def fail(message: str, fix: str = "") -> NoReturn:
        refuse(text, "story", message, fix or f"For example {v.table}.", 0, len(text.rstrip()))

    condition, sign = v.names
    if "vague" in said:
        fail(
            "It is not said whether this accuracy holds for the sick, for the healthy, or for both.",
            "Give the sensitivity and the specificity, for example: sensitivity 99%, specificity 99%.",
        )
    if "prior" not in said:
        fail(f"P({condition}) is not said: how frequent is it before anything is observed?")
    said = _with_rest(said)
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
    if "joint" in said:
        fail(
            f"This asks for {condition} and {sign} together. What is answered is how probable {condition} is given {sign}.",
            f"Say what was observed, or multiply P({condition}) by P({sign} | {condition}).",
        )
    if "questioned" in said:
        said.setdefault("asked", "sign")
    if "asked" in said and not said.keys() & {"observed", "then", "sequence"}:
        fail("It is not said what was observed.")
    seen = [names[result] for result in results(said, fail)]
    asked = names.get(said.get("asked", "sick"), "")
    if len(seen) > 1 and not asked:
        fail(f"What is answered is the probability of {condition} after several observations.")
    stated.append(f"P({asked} | {', '.join(seen)}) = ?" if asked else f"P({seen[0]}) = ?")
    return {"statements": ", ".join(stated)}


def _with_rest(said: Fields) -> Fields:
    """The rates of "the rest" as those of the group that is not named, if the other one is."""
    if not any(name.startswith("rest_") for name in said):
        return said
    named = {name.partition("_")[0] for name in said} & {"sick", "well"}
    if len(named) != 1:
        return said
    rest = {"sick": "well", "well": "sick"}[named.pop()]
    return {re.sub("^rest_", f"{rest}_", name): value for name, value in said.items()}
