r"""Statements about probabilities in LaTeX among words: `Let $\Pr(A) = 0.3$ and ... Find $\Pr(A \mid B)$.`

Their few signs are put as they are typed without LaTeX, so that one reader does for both.
"""

from __future__ import annotations

import re
from typing import Final

_P: Final = re.compile(
    r"\\(?:Pr|(?:mathbb|mathbf|mathrm|mathsf|operatorname)\s*\{\s*P(?:r|rob)?\s*\})(?=\s*(?:\\left\s*)?\()"
)
_STATED: Final = re.compile(r"(?<![A-Za-z])P(?:r|rob)?\s*(?:\\left\s*)?\(")
_SIGNS: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\\(?:left|right)(?![A-Za-z])|\\[,;:! ]|\\quad(?![A-Za-z])|\$", ""),
        (r"\\(?:mid|vert|lvert|rvert)(?![A-Za-z])", "|"),
        (
            r"\\(?:bar|overline)\s*(?:\{\s*(?:\\text\s*\{)?([^{}\\]+)\}?\s*\}|\s([A-Za-z]))",
            r"not \1\2",
        ),
        (r"\\(?:neg|lnot|sim)(?![A-Za-z])\s*", "not "),
        (r"\\cap(?![A-Za-z])", " and "),
        (r"\\cup(?![A-Za-z])", " or "),
        (r"\\complement(?![A-Za-z])", "c"),
        (r"\\%", "%"),
        (r"\\[dt]?frac\s*\{\s*(\d+)\s*\}\s*\{\s*(\d+)\s*\}", r"\1/\2"),
        (r"\\(?:text|mathrm)\s*\{([^{}]*)\}", r"\1"),
        (r"\^\s*\{\s*([cC'])\s*\}", r"^\1"),
    )
)


def plain_probabilities(text: str) -> str:
    """The text with its probabilities in plain notation; as it is if there are none, or other LaTeX."""
    written = _P.sub("P", text)
    if _STATED.search(written) is None:
        return text
    for sign, instead in _SIGNS:
        written = sign.sub(instead, written)
    return text if "\\" in written else written
