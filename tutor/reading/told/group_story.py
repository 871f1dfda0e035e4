"""Stories with groups that a thing may come from: machines and their defects, urns and their balls.

    Machine A makes 50% of the items, machine B 30% and machine C 20%. The defect rates are 1%, 2%
    and 5%. An item is defective. What is the probability that it came from machine C?

Every group has a share and a rate, or an urn its balls and a chance to be chosen.  A text is read
whole or not at all, and a share that is not said is not guessed.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.reading.quantities import pattern
from tutor.reading.told import told_groups
from tutor.reading.told.clauses import (
    Fields,
    Forms,
    plainly,
    words,
)
from tutor.reading.told.group_words import (
    BAD,
    BALL,
    COLOUR,
    COME,
    DEFECT_RATE,
    DRAW,
    DRAWN,
    FROM,
    GROUP,
    ITEMS,
    KIND,
    KINDS,
    LABEL,
    LABELS,
    MADE,
    MAKES,
    NAMED,
    OF_ITEMS,
    ONE,
    PERSON,
    RANDOMLY,
    SHARES,
    THE_OTHER,
    THEN,
)
from tutor.reading.told.shares import LISTED_SHARE as _SHARE
from tutor.reading.told.told_groups import COUNTED, Groups

_LABEL_FIRST: Final = pattern(
    rf"(?:the )?(?:{KIND} )?(?P<label>{LABEL})(?: {MAKES})?(?: {THE_OTHER})? ?\(?(?P<number>{_SHARE})"
)
_NUMBER_FIRST: Final = pattern(
    rf"(?P<number>{_SHARE}){OF_ITEMS}(?: (?:comes?|are|is))? {FROM} (?:the )?(?:{KIND} )?(?P<label>{LABEL})"
)
_CHANCE: Final = rf"{NAMED}(?: (?:is|was) {DRAWN})? with probability {_SHARE}"
_CHANCE_OF: Final = pattern(
    rf"(?P<label>{LABEL})(?: (?:is|was) {DRAWN})? with probability (?P<number>{_SHARE})"
)
_RATED: Final = rf"{GROUP} (?:has|with) an? {DEFECT_RATE} of {_SHARE}"
_RATE_OF: Final = pattern(
    rf"(?P<label>{LABEL})(?: (?:has|with|one))*(?: an?)?(?: {DEFECT_RATE})? of (?P<number>{_SHARE})"
)
_OWNED: Final = rf"{_SHARE} of {GROUP}(?:'s|’s)(?: {ITEMS})?"
_MADE_BAD: Final = rf"{GROUP}(?: {MAKES})? {_SHARE} {BAD}(?: {ITEMS})?"
_WITH: Final = r",? ?(?:with |\()"
_MADE_WITH: Final = rf"{GROUP}{MADE}{_WITH}{_SHARE}"  # and which part of them is defective
_IS_BAD: Final = r" (?:defective|defects?|faulty|broken)(?: ones| items| parts)?\)?"
_MADE_WITH_RATE: Final = pattern(
    rf"(?P<label>{LABEL}){MADE.replace(_SHARE, f'(?P<share>{_SHARE})')}{_WITH}(?P<rate>{_SHARE})"
)
_OWNED_BY: Final = pattern(rf"(?P<number>{_SHARE}) of (?:the )?(?:{KIND} )?(?P<label>{LABEL})")
_THING: Final = rf"(?:it|{ONE} (?:(?P<bad>{BAD}) )?{ITEMS}|{ONE} (?:(?P<colour>{COLOUR}) )?{BALL})"
_MOST: Final = "(?:(?:most|more) (?:likely|probably)|probably)"
_CAUSED: Final = "(?:made|produced|manufactured|supplied|delivered)"
_WHICH: Final = (  # asks which group is the most probable one
    rf"(?:from )?(?:which|what) {KIND} (?:did|does|has|is|was) {_THING} {_MOST}(?: to)?(?: have)?"
    rf" (?:comes?|came|be|(?:been )?(?:{DRAWN}|{_CAUSED}))(?: from| by)?",
    rf"(?:which|what) {KIND} {_MOST} {_CAUSED} {_THING}",
    rf"(?:which|what) {KIND} (?:is|was) {_MOST}(?: to have (?:{_CAUSED} {_THING}|been {DRAWN}))?",
    rf"where (?:did|does) {_THING} {_MOST} come from",
)
_OF_COLOUR: Final = rf"{COUNTED} {COLOUR}(?: {BALL})?"

_FORMS: Final = tuple(
    (pattern(rf"(?:{written})(?![A-Za-z0-9%])"), say)
    for written, say in (
        (
            rf"{NAMED}{MADE}(?:{THEN}{GROUP}{MADE})*(?! {BAD})",
            told_groups.pairs(_LABEL_FIRST, "shares"),
        ),
        (
            rf"(?:{KINDS} )?{GROUP} \({_SHARE}\)(?:{THEN}{GROUP} \({_SHARE}\))*",
            told_groups.pairs(_LABEL_FIRST, "shares"),
        ),
        (
            rf"{KINDS} (?P<labels>{LABELS}),? {MAKES} (?P<numbers>{SHARES}){OF_ITEMS}(?:,? respectively)?",
            told_groups.lists,
        ),
        (
            rf"{_SHARE} of {ITEMS}{COME}(?:{THEN}{_SHARE}{OF_ITEMS}{COME})*(?! (?:are|is) {BAD})",
            told_groups.pairs(_NUMBER_FIRST, "shares"),
        ),
        (
            rf"{_SHARE} of {ITEMS}{COME}(?:{THEN}{_SHARE}{OF_ITEMS}{COME})* (?:are|is) {BAD}",
            told_groups.pairs(_NUMBER_FIRST, "rates"),
        ),
        (
            rf"(?:(?:the|their|with|respective|corresponding) )*{DEFECT_RATE}(?: (?:of|for|from) (?:the )?(?:{KINDS}|(?:{KINDS} )?(?P<labels>{LABELS})))?(?: of| are| is| ?:)? ?(?P<numbers>{SHARES})(?:,? respectively)?",
            told_groups.rates_in_order,
        ),
        (
            rf"(?:of (?:these|which|them|(?:their|the) (?:output|outputs|production|{ITEMS})),? )?(?P<numbers>{_SHARE}(?:{THEN}{_SHARE})+)(?:,? respectively,?)? are {BAD}(?: {ITEMS})?(?:,? respectively)?",
            told_groups.rates_in_order,
        ),
        (
            rf"(?P<group>{GROUP}) (?:has|with) an? {DEFECT_RATE} of (?P<number>{_SHARE})",
            told_groups.one_rate,
        ),
        (
            rf"{_RATED}(?:{THEN}{GROUP}(?: (?:has|with|one))*(?: an?)?(?: {DEFECT_RATE})? of {_SHARE})+",
            told_groups.pairs(_RATE_OF, "rates"),
        ),
        (
            rf"(?:the )?{DEFECT_RATE} (?:of|for) (?P<group>{GROUP}) is (?P<number>{_SHARE})",
            told_groups.one_rate,
        ),
        (
            rf"{_MADE_BAD}(?:{THEN}{GROUP}(?: {MAKES})? {_SHARE}(?: {BAD}(?: {ITEMS})?)?)*",
            told_groups.pairs(_LABEL_FIRST, "rates"),
        ),
        (
            rf"{_OWNED}(?:{THEN}{_OWNED})* (?:are|is) {BAD}",
            told_groups.pairs(_OWNED_BY, "rates"),
        ),
        (rf"(?:two |three )?{KINDS} {MAKES} {ITEMS}", told_groups.nothing),
        (rf"(?:two |three )?{KINDS},? {LABELS}(?=[.;!?\n]|\Z)", told_groups.nothing),
        (
            rf"(?:probability|chance|likely)(?: is it)? (?:that|of) {ONE} {ITEMS}(?: {DRAWN} at random)? (?:is|being) (?P<no>not )?{BAD}",
            told_groups.total,
        ),
        (
            rf"(?:probability|chance) of (?:getting|choosing|picking|selecting|drawing|finding) (?:{ONE} {BAD} {ITEMS}|{ONE} (?P<colour>{COLOUR}) {BALL})",
            told_groups.total,
        ),
        (
            rf"(?:what )?(?:proportion|fraction|percentage|percent|share|part) of {ITEMS} (?:is|are) {BAD}|(?:total|overall) {DEFECT_RATE}",
            told_groups.total,
        ),
        (
            rf"(?:of which )?(?P<number>{_SHARE})(?: of (?:(?:its|their) (?:{ITEMS}|own)|them|these))? (?:are|is) {BAD}",
            told_groups.rate_of_last,
        ),
        (
            rf"{_MADE_WITH}{_IS_BAD}(?:{THEN}{_MADE_WITH}(?:{_IS_BAD})?)*",
            told_groups.shares_with_rates(_MADE_WITH_RATE),
        ),
        (rf"with an? (?P<number>{_SHARE}) {DEFECT_RATE}", told_groups.rate_of_last),
        (rf"of which (?P<number>{_SHARE}) (?:are|is) {BAD}", told_groups.rate_of_last),
        (
            rf"(?P<group>{NAMED})(?: (?:contains|has|holds|with|containing)| ?[:=,])? (?P<counts>{_OF_COLOUR}(?:(?:{THEN}| ){_OF_COLOUR})*)",
            told_groups.contents,
        ),
        (
            rf"(?:one |an? )?(?:of the )?(?:two |three )?(?:{KIND}|{KINDS}) (?:is|was) {DRAWN} {RANDOMLY}",
            told_groups.equal,
        ),
        (
            rf"(?:(?:I|you|we|he|she|someone|{PERSON}) )?{DRAW} (?:an?|one)(?: of the)?(?: two| three)? (?:{KIND}|{KINDS}) {RANDOMLY}",
            told_groups.equal,
        ),
        (rf"{_CHANCE}(?:{THEN}{_CHANCE})*", told_groups.pairs(_CHANCE_OF, "shares")),
        (
            rf"(?:and )?the (?:rest|others|remaining ones|remainder|remaining {ITEMS})(?: (?:is|are|comes?))?(?: made| produced| supplied| delivered)? {FROM} (?P<group>{GROUP})",
            told_groups.rest,
        ),
        (rf"{GROUP}(?: {MAKES})? the (?:rest|others?|remainder)(?! \d)", told_groups.rest),
        (
            rf"{GROUP} {MAKES} (?:{THE_OTHER} )?{_SHARE}{OF_ITEMS}(?:{THEN}{GROUP}{MADE})*(?! {BAD})",
            told_groups.pairs(_LABEL_FIRST, "shares"),
        ),
        (
            rf"(?:{ONE} )?randomly {DRAWN} {KIND}|(?:both|all|the) {KINDS} are equally likely(?: to be {DRAWN})?",
            told_groups.equal,
        ),
        (
            rf"(?:{ONE} {ITEMS}|it)(?:,? (?:is |was )?(?:{DRAWN}|examined|tested|inspected)(?: at random| randomly)?(?: from {ITEMS})?(?:,? and)?)?"
            rf"(?: (?:it )?(?:is|was|turns out to be|(?:(?:is|was) )?found (?:to be)?|proves to be))? (?P<no>not )?{BAD}",
            told_groups.observed,
        ),
        (rf"{ONE} {ITEMS} (?:fails|failed)", told_groups.observed),
        (rf"{ONE} {BAD} {ITEMS}(?: (?:is|was) (?:{DRAWN}|found))?", told_groups.observed),
        (
            rf"{ONE} {ITEMS} (?:is|was) {DRAWN}(?: at random| randomly)?(?: from {ITEMS})?",
            told_groups.nothing,
        ),
        (rf"P ?\( ?(?P<group>{GROUP}) ?\| ?(?P<bad>{BAD}) ?\)", told_groups.asked),
        (
            rf"(?:it|{ONE} {BALL}(?: {DRAWN})?) (?:is|was|turns out to be) (?P<colour>{COLOUR})",
            told_groups.observed,
        ),
        (
            rf"{ONE} (?P<colour>{COLOUR}) {BALL}(?: (?:is |was )?{DRAWN}(?: at random)?(?: from it)?)?",
            told_groups.observed,
        ),
        (
            rf"(?:(?:I|you|we|he|she|{PERSON}) )?{DRAW} an? (?P<colour>{COLOUR}) {BALL}(?: from it| at random)*",
            told_groups.observed,
        ),
        (
            rf"(?:(?:probability|chance) (?:that )?|that )(?:it|{ONE} (?:(?P<bad>{BAD}) )?{ITEMS}|{ONE} (?:(?P<colour>{COLOUR}) )?{BALL})"
            rf" (?:came|comes|was|is|were|has been|has come) (?:{DRAWN} )?{FROM} (?P<group>{GROUP})",
            told_groups.asked,
        ),
        (
            rf"likely (?:is|are) {ONE} (?P<bad>{BAD}) {ITEMS} to (?:be|come|have come|have been) {FROM} (?P<group>{GROUP})",
            told_groups.asked,
        ),
        (
            rf"(?:probabilit(?:y|ies) |chances? )?that (?:it|{ONE} (?:{BAD} )?{ITEMS}) (?:came|comes|was|is|were|has come) {FROM} (?:the )?(?:each (?:of the )?(?:{KIND}|{KINDS})|{KINDS} {LABELS})",
            told_groups.any_group,
        ),
        (
            rf"(?:probability |chance )?that (?P<group>{GROUP}) (?:has )?{_CAUSED} (?:it|{ONE} (?:{BAD} )?{ITEMS})",
            told_groups.asked,
        ),
        (
            rf"(?:probability |chance )?(?:that|of) (?P<group>{NAMED}) (?:was|is|being|having been) (?:{DRAWN}|used)",
            told_groups.asked,
        ),
        (
            rf"(?:(?:probability|chance) (?:that )?|that )(?:it|the (?:{DRAWN} )?{KIND}|this) (?:was|is) (?P<group>{NAMED})",
            told_groups.asked,
        ),
        (
            rf"likely (?:is|was) it (?:from )?(?P<group>{NAMED})",
            told_groups.asked,
        ),
        (
            rf"(?:probability |chance )?that (?:I|you|we|he|she|{PERSON}) (?:drew|chose|picked|selected|took|has chosen|have chosen) (?:from )?(?P<group>{NAMED})",
            told_groups.asked,
        ),
        *((which, told_groups.any_group) for which in _WHICH),
    )
)
_FILLERS: Final = words(
    "a an the and of in is are there two three there_are what find compute calculate how likely probability chance "
    "given that if then it we which probabilities bolt screw one_day where has from with at random now suppose respectively factory factories "
    "company urns machines suppliers boxes bags jars bowls same buys from ball marble coin item "
    "is_drawn_from_it is_drawn was_drawn_from_it drawn a_ball_is_drawn_from_it one chosen is_chosen "
    "from_it item_is_chosen deliver deliver_screws makes_items bolts screws items parts chips uses is_taken taken "
    "bulbs light_bulbs I you we she he draw_a_ball pick_a_ball take_a_ball draws_a_ball takes_a_ball what's which find_the"
)
_ORDINAL: Final = pattern(rf"(?P<ordinal>first|second|third) (?P<kind>{KIND})(?![A-Za-z])")
_TRIGGER: Final = pattern(
    rf"\b(?:{KIND}|{KINDS}) {LABEL}|\b{KINDS}\b(?=[^.:]*: ?{LABEL} {MAKES}\b)"
)
_BOTH: Final = pattern(rf"{BAD}|{DEFECT_RATE}|{COLOUR} {BALL}|\d {COLOUR}")
_EXAMPLE: Final = "P(A) = 0.6, P(B) = 0.4, P(D|A) = 0.02, P(D|B) = 0.05, find P(B|D)"


def group_story(text: str) -> tuple[str, Fields] | None:
    """The statements of the story as text, with the question; None if it is no such story.

    Raises `NotUnderstood`, with the place, for a part that is not understood, and where a share or
    a rate is missing.
    """
    shown = _ORDINAL.sub(_numbered, plainly(text))
    first = _TRIGGER.search(shown)
    if first is None or _BOTH.search(shown) is None:
        return None
    told = Groups(text, kind=_kind(first[0]))
    Forms(_FORMS, _FILLERS, _BOTH, _EXAMPLE).tell(told, text, shown)
    return "story of probabilities", {"statements": ", ".join(_statements(told))}


def _numbered(found: re.Match[str]) -> str:
    """The second urn as urn 2, in as many characters."""
    number = ("first", "second", "third").index(found["ordinal"].lower()) + 1
    return f"{found['kind']} {number}".ljust(len(found[0]))


def _kind(first: str) -> str:
    word = first.lower().split()[0]
    for plural, one in (("factories", "factory"), ("companies", "company"), ("boxes", "box")):
        word = word.replace(plural, one)
    return word.removesuffix("s")


def _statements(told: Groups) -> list[str]:
    names = {label: f"{told.kind} {label}" for label in told.labels}
    event = told.sign.removeprefix("not ") or "defective"
    if told.balls and not told.sign:
        told.refuse("It is not said which ball was drawn.", "For example: The ball is red.")
    for label, counts in told.balls.items():
        told.rates.setdefault(label, f"{counts.get(event, 0)}/{sum(counts.values())}")
    if told.equal and not told.shares:
        told.shares = {label: f"1/{len(names)}" for label in names}
    if told.asked and told.asked not in names:
        told.refuse(f"Nothing is said about {told.asked}.", f"Ask about one of {', '.join(names)}.")
    for label, name in names.items():
        if label not in told.rates:
            told.refuse(
                f"P({event} | {name}) is not said.", f"For example P({event} | {name}) = 0.02."
            )
    if not told.shares:
        told.refuse(
            f"It is not said how the {told.kind} is chosen.",
            f"For example: one {told.kind} is chosen at random.",
        )
    stated = [f"P({names[label]}) = {number}" for label, number in told.shares.items()]
    stated += [f"P({event} | {names[label]}) = {told.rates[label]}" for label in names]
    if told.total and told.asked:
        told.refuse("These are several questions.", "Ask for one probability.")
    if told.total:
        return [*stated, f"P({told.sign}) = ?"]
    asked = names[told.asked or next(iter(names))]
    return [*stated, f"P({asked} | {told.sign or event}) = ?"]
