"""Results of several tests in a story: tests positive twice, one positive and one negative test.

The first result is said as "observed", a second and a third one in sentences of their own as "then"
and "third", and results that are listed in one sentence as "sequence".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn

from tutor.reading import number_words
from tutor.reading.quantities import pattern
from tutor.reading.told.clauses import Clause, Fields, clause
from tutor.reading.told.two_case_words import TEST, Vocabulary

OPPOSITES: Final = {"positive": "negative", "negative": "positive"}
_TIMES: Final = {  # how often, and all of so many
    "2": ("twice|two times|2 times", "both|(?:the )?two|2"),
    "3": ("thrice|three times|3 times", "(?:all )?(?:three|3)"),
    "4": ("(?:four|4) times", "(?:all )?(?:four|4)"),
}
_OFTEN: Final = {"once": 1, "twice": 2, "thrice": 3}
_SIGNS: Final = {"+": "positive", "-": "negative", "−": "negative"}
_AGAIN: Final = "(?: in a row| in succession| one after the other| independently)?"
_COUNT: Final = f"(?:an?|{'|'.join(number_words.ONES)}|[1-9])"
_RESULT: Final = "positive|negative"
_TIMES_OVER: Final = f"(?:once|twice|thrice|{_COUNT} times)"
_ONE_RESULT: Final = pattern(
    rf"(?:(?P<count>{_COUNT}) )?(?P<result>{_RESULT}|[+−-])(?:[a-z ]*? (?P<often>{_TIMES_OVER})(?![a-z]))?"
)
_GIVEN: Final = "(?:(?:if|given|given that|when|after|with|of which|of these) )?"
_COME: Final = "(?:are|were|is|was|came back|comes? back|turned out|turns? out|showed|shows?|gave|gives?)(?: also| again)?(?: a)?"
_GETS: Final = (
    "(?:(?:will |would |has |have )?(?:tests?|tested|testing|gets?|got|had|has|receives?|received|obtains?|obtained"
    f"|gives?|gave|shows?|showed|produces?|produced|takes?|took)|{_COME})(?: a| an)?"
)
_FIRST: Final = r"(?:(?:the|his|her|a) )?(?:first|one|1st)(?: of (?:the |these |his |her )?(?:two )?(?:tests|results))?(?: (?:test|result|one))?"
_BETWEEN: Final = "(?: ?,? ?(?:and then|but then|followed by|then|and|but)| ?,)"
_SAID_OFTEN: Final = (
    f"(?:{_TIMES_OVER}|(?:on )?(?:the )?first(?: (?:time|test|try))?"
    "|(?:on )?(?:the )?second(?: (?:time|test|try))?|later|afterwards)"
)


def several_results(v: Vocabulary, sign: str) -> list[Clause]:
    """The sign seen several times: tests positive twice, both tests are positive, a second test is positive."""
    shows = v.shows[sign == "negative"]
    come = f"{_COME} {sign}"
    every = "(?: of)?(?: the| these| his| her| their)?(?: independent)?"
    result = f"(?: independent)?(?: test| one| result)?(?: {come}| {sign})"
    made = [
        clause(rf"{_GIVEN}{v.person} (?:{shows} again|{shows} a second time)", then=sign, again="yes"),
        clause(rf"{_GIVEN}(?:another|one more|the other){result}", then=sign),
        clause(rf"{_GIVEN}(?:the|a|his|her) second{result}", then=sign, second="yes"),
        clause(rf"{_GIVEN}(?:the|a|his|her) third(?: independent)?(?: test| one| result)? {come}", third=sign),
        clause(rf"{_GIVEN}{_FIRST} {come}", observed=sign),
    ]  # fmt: skip
    for times, (often, all_of_them) in _TIMES.items():
        made += [
            clause(
                rf"{_GIVEN}(?:(?:{v.person} (?:who |that )?)?{shows}|(?:the|a) test {come}) (?:{often}){_AGAIN}",
                observed=sign,
                repetitions=times,
            ),
            clause(
                rf"{_GIVEN}(?:{all_of_them}){every} {v.looks}{_AGAIN} {come}",
                observed=sign,
                repetitions=times,
            ),
            clause(
                rf"{_GIVEN}(?:{v.person} (?:has|gets|got|had) )?(?:{all_of_them})(?: independent)? {sign} {v.looks}{_AGAIN}",
                observed=sign,
                repetitions=times,
            ),
            clause(
                rf"{v.person} (?:takes|took|does|did|repeats|repeated|is given|was given) (?:(?:the|this|a) test (?:{often})|(?:{all_of_them})(?: independent)? tests){_AGAIN}"
                rf"|{v.person} (?:is|was|gets) tested (?:{often}){_AGAIN}"
                rf"|(?:the|a) test is (?:done|repeated|performed|taken|made) (?:{often}){_AGAIN}"
                rf"|(?:{all_of_them})(?: independent)? tests(?: are (?:done|performed|taken|made)| ?(?=:))",
                taken=times,
            ),
        ]
    return made


def listed_results(v: Vocabulary) -> list[Clause]:
    """Results one after the other, of both kinds: tests positive twice and negative once."""
    things = rf"(?: (?:tests?|results?|test results?|ones?))?{_AGAIN}"
    subject = rf"(?:{v.person} (?:who |that )?|{TEST} |(?:the |his |her |their )?(?:two |three )?(?:test )?results |they |it )"
    which = r"(?:(?:the|his|her|a) )?(?:first|one|1st|second|other|2nd|next|third|3rd|last)(?: of (?:the |these |his |her )?(?:two |three )?(?:tests|results))?(?: (?:independent )?(?:test|result|one))? "
    one = rf"(?:{subject}?{_GETS} |{which}(?:{_GETS} )?)?(?:{_COUNT} )?(?:{_RESULT}){things}(?: (?:{_SAID_OFTEN}))?"
    made = [clause(rf"{_GIVEN}(?P<sequence>{one}(?:{_BETWEEN} {one})+)")]
    for sign, other in OPPOSITES.items():
        of_all = rf"(?P<some_count>{_COUNT})(?: of them)?"
        tests = rf"(?P<all_count>{_COUNT})(?: independent)? (?:tests|results)"
        come = f"{_COME} {sign}"
        made += [
            clause(f"{_GIVEN}{some} {come}", observed=sign, rest=other)
            for some in (
                f"(?:of|in|out of) {tests},? {of_all}",
                f"{of_all} (?:out )?of (?:the )?{tests}",
            )
        ]
    return made


def results(said: Fields, fail: Callable[[str, str], NoReturn]) -> tuple[str, ...]:
    """All results in their order; what does not fit together is refused."""
    if "sequence" in said:
        if said.keys() & {"observed", "then"}:
            fail("Results are said in several places.", "Say all of them in one sentence.")
        found = _listed(said["sequence"])
    elif "rest" in said:
        some, others = _count(said["some_count"]), _count(said["all_count"])
        if some > others:
            fail(f"{some} of {others} tests cannot be.", "Check the numbers.")
        found = (said["observed"],) * some + (said["rest"],) * (others - some)
    elif "observed" in said or "again" in said or not said.keys() & {"then", "third"}:
        first = said.get("observed", said.get("then", "positive"))
        found = (first,) * int(said.get("repetitions", 1))
    else:
        found = ()
    needed = {"then": 1 if "second" in said else max(1, len(found)), "third": 2}
    for name in [name for name in needed if name in said]:
        if len(found) != needed[name]:
            fail(
                f"A later result is said, and the number of results before it is {len(found)}.",
                "Say all results in their order, for example: the first test is positive, the second test is negative.",
            )
        found += (said[name],)
    if "taken" in said and int(said["taken"]) != len(found):
        fail(
            f"The test is taken {said['taken']} times, and its result is said for {len(found)}.",
            "Say all results, for example: both tests are positive.",
        )
    return found


def _listed(sequence: str) -> tuple[str, ...]:
    """The results of a list, each as often as the word in front of it or behind it says."""
    found: list[str] = []
    for one in _ONE_RESULT.finditer(sequence):
        often = (one["often"] or "").lower()
        times = _OFTEN.get(often) or _count(one["count"] or often.partition(" ")[0])
        found += [_SIGNS.get(one["result"].lower(), one["result"].lower())] * times
    return tuple(found)


def _count(said: str) -> int:
    return int(said) if said.isdigit() else number_words.count(said) or 1
