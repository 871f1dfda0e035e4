"""Products of letters without a sign, such as xy in x^2 + y^2 + xy, where nothing else can be meant.

Alone, `xy` may be one name.  It is a product if the rest of the text has x and y as letters of their
own: a letter stands alone somewhere, was declared, or is the factor of several such letters, as k
is in kx, ky and kz.  Of x, y and z one that stands alone is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tutor.core.errors import TutorError
from tutor.reading import names
from tutor.reading.tokens import Token, tokens

COORDINATES = frozenset("xyz")
OTHER_MEANINGS = frozenset("deijIJ")


def letters_alone(text: str) -> set[str]:
    """The letters that stand alone in a text, but for those that may be no variables."""
    try:
        found = {token.value for token in tokens(text) if token.kind == "name"}
    except TutorError:  # whoever reads the text says what is wrong
        return set()
    return {name for name in found if len(name) == 1} - OTHER_MEANINGS


def with_products(found: Sequence[Token], declared: Iterable[str]) -> list[Token]:
    """The tokens, with each name that can only be a product of letters cut in its letters."""
    known = set(declared)
    single = {t.value for t in found if t.kind == "name" and names.is_variable(t.value)} | known
    pairs = {t.value for t in found if _may_be_pair(t, known)}
    own = set(single)
    for factor in {pair[0] for pair in pairs}:
        if len({pair for pair in pairs if pair[0] == factor and pair[1] in single}) > 1:
            own.add(factor)
    cut: list[Token] = []
    for token in found:
        letters = set(token.value)
        coordinates = letters <= COORDINATES and bool(letters & own)
        several = token.value in pairs and (coordinates or letters <= own)
        if several or (_may_be_three(token, known) and set(token.value) <= single):
            for k, letter in enumerate(token.value):
                begin = token.at + k
                gap = "" if k else token.gap
                cut.append(token._replace(value=letter, at=begin, end=begin + 1, gap=gap))
        else:
            cut.append(token)
    return cut


def _may_be_pair(token: Token, known: set[str]) -> bool:
    return re.fullmatch("[A-Za-z]{2}", token.value) is not None and _is_no_word(token, known)


def _may_be_three(token: Token, known: set[str]) -> bool:
    """Words have a vowel."""
    three = re.fullmatch("[b-df-hj-np-tv-z]{3}", token.value) is not None
    return three and _is_no_word(token, known)


def _is_no_word(token: Token, known: set[str]) -> bool:
    name = token.value
    return (
        token.kind == "name"
        and name not in (*known, *names.FUNCTIONS, "pi", "oo")
        and "e" not in name
        and name[0] != "d"  # dx is a differential
        and not names.is_variable(name)
    )
