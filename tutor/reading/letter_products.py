"""Products of letters without a sign, such as xy in x^2 + y^2 + xy, where nothing else can be meant.

Alone, `xy` may be one name.  It is a product if the rest of the text has x and y as letters of their
own: a letter stands alone somewhere, was declared, or is the factor of several such letters, as k
is in kx, ky and kz.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tutor.core.errors import TutorError
from tutor.reading import names
from tutor.reading.tokens import Token, tokens

OTHER_MEANINGS = frozenset("deijIJ")


def letters_alone(text: str) -> set[str]:
    """The letters that stand alone in a text, but for those that may be no variables."""
    try:
        found = {token.value for token in tokens(text) if token.kind == "name"}
    except TutorError:  # whoever reads the text says what is wrong
        return set()
    return {name for name in found if len(name) == 1} - OTHER_MEANINGS


def with_products(found: Sequence[Token], declared: Iterable[str]) -> list[Token]:
    """The tokens, with each name that can only be a product of two letters cut in two."""
    known = set(declared)
    single = {t.value for t in found if t.kind == "name" and names.is_variable(t.value)} | known
    pairs = {t.value for t in found if _may_be_pair(t, known)}
    own = set(single)
    for factor in {pair[0] for pair in pairs}:
        if len({pair for pair in pairs if pair[0] == factor and pair[1] in single}) > 1:
            own.add(factor)
    cut: list[Token] = []
    for token in found:
        if token.value in pairs and token.kind == "name" and set(token.value) <= own:
            middle = token.at + 1
            cut.append(token._replace(value=token.value[0], end=middle))
            cut.append(token._replace(value=token.value[1], at=middle, gap=""))
        else:
            cut.append(token)
    return cut


def _may_be_pair(token: Token, known: set[str]) -> bool:
    name = token.value
    return (
        token.kind == "name"
        and re.fullmatch("[A-Za-z]{2}", name) is not None
        and name not in (*known, *names.FUNCTIONS, "pi", "oo")
        and "e" not in name
        and name[0] != "d"  # dx is a differential
        and not names.is_variable(name)
    )
