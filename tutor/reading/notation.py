"""In which notation a text is written: LaTeX or plain."""

from __future__ import annotations

import re
from typing import Final

_SIGNS_OF_LATEX: Final = re.compile(r"\\|\$|[\^_]\s*\{")


def is_latex(text: str) -> bool:
    """Whether the text is LaTeX: it has a backslash, a dollar sign, or braces after ^ or _."""
    return _SIGNS_OF_LATEX.search(text) is not None
