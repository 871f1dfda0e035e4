"""Estimates of one number by a tangent, said as an estimate of a function: `approximate sqrt(4.1) by linear approximation`.

The place where the tangent touches is not told.  It is the nearest one whose value is known without a calculator:
0 for sine, cosine, tangent and powers of e, 1 for the logarithm, a whole number for its powers, a square for a square root.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_TANGENT: Final = r"(?:an? |the )?(?:linear (?:approximation|estimate)|tangent(?: line)?(?: approximation)?|lineari[sz]ation|local linearity|differentials?)"
_POSITIVE: Final = r"(?P<a>\d{0,6}\.\d{1,6}|\d{1,6})"
_NUMBER: Final = _POSITIVE.replace("<a>", "<a>[-−]?", 1).replace("|", "|[-−]?")
_END: Final = r"(?: by hand)?"


def _whole(a: float) -> float:
    return float(round(a))


def _root(order: int) -> Callable[[float], float]:
    return lambda a: float(round(a ** (1 / order)) ** order) if a > 0 else 0.0


_ORDERS: Final = {"square": 2, "cube": 3, "fourth": 4}
_KNOWN: Final[tuple[tuple[str, str, Callable[[float], float]], ...]] = (
    (rf"(?:sqrt ?\(?|√ ?\(?|\\sqrt ?\{{){_POSITIVE}[)}}]?", "sqrt(x)", _root(2)),
    *(
        (rf"(?:the )?{name} root of {_POSITIVE}", f"x^(1/{order})", _root(order))
        for name, order in _ORDERS.items()
    ),
    *(
        (rf"{_POSITIVE} ?\^ ?[({{]1/{order}[)}}]", f"x^(1/{order})", _root(order))
        for order in _ORDERS.values()
    ),
    *(
        (rf"\\?{name} ?\(?{_NUMBER}\)?", f"{name}(x)", lambda a: 0.0)
        for name in ("sin", "cos", "tan", "arctan", "arcsin", "exp")
    ),
    (rf"e ?\^ ?[({{]?{_NUMBER}[)}}]?", "e^x", lambda a: 0.0),
    (rf"\\?ln ?\(?{_NUMBER}\)?", "ln(x)", lambda a: 1.0),
    (rf"\(?{_POSITIVE}\)? ?\^ ?\{{?(?P<k>[2-9]|1\d|20)\}}?", r"x^\g<k>", _whole),
    (rf"1 ?/ ?{_POSITIVE}", "1/x", _whole),
)
FARTHEST: Final = 1.0
"""How far a place may be from 0 or 1, in units of the variable; farther away the estimate is worth nothing."""


def as_estimate(text: str) -> str:
    """The text with the function and the place of the tangent, if it asks for such an estimate."""
    for value, function, nearest in _KNOWN:
        for form in (
            rf"(?:use|using|by|with) {_TANGENT},? (?:to )?(?:estimate|approximate|find)(?: the value of)? {value}{_END}",
            rf"(?:estimate|approximate|find)(?: the value of)? {value}{_END},? (?:by|with|using|from|via) {_TANGENT}",
            rf"(?:find |what is )?(?:the |a )?(?:linear approximation|lineari[sz]ation) (?:of|for|to) {value}",
        ):
            found = re.fullmatch(form, text, re.IGNORECASE)
            if found is None:
                continue
            a = float(found["a"].replace("−", "-"))
            at = nearest(a)
            if (
                a == at
                or (at == 0 and "x^" in function)
                or (at in (0, 1) and abs(a - at) > FARTHEST)
            ):
                return text
            f = found.expand(function)
            return f"estimate {f} at {found['a'].replace('−', '-')} with the tangent at {at:g}"
    return text
