r"""Bare mathematics with vectors and matrices, such as `(1,2).(3,4)` or `3u-2v, u=(2,1), v=(1,4)`.

Each vector or matrix that is written out becomes one sign, and so does a name that is given a
value.  What is left, such as `3o-2o`, has a form that is easy to recognise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_VERB: Final = re.compile(
    r"\s*(?:compute|calculate|evaluate|work out|find|what is)\s+", re.IGNORECASE
)
_GAP: Final = re.compile(r"\\[,;: !]|\\q?quad\b|\\left\b|\\right\b|\s+|\$")
_VECTOR: Final = r"\([^()]*\)|\\begin\{[bp]matrix\}.*?\\end\{[bp]matrix\}"
_OPENED: Final = re.compile(
    r"\\begin\{([bp]?matrix)\}.*?\\end\{\1\}|\\langle.*?\\rangle|\[\s*\[.*?\]\s*\]"
    r"|\[[^][]*\]|\((?![^()]*(?:\[|\\begin))[^()]*(?:\([^()]*\)[^()]*)*\)|<[^<>]*>",
    re.DOTALL,
)
_ANGLE: Final = re.compile(
    rf"(?:\\angle|∠)\s*\(\s*(?P<u>{_VECTOR})\s*,\s*(?P<v>{_VECTOR})\s*\)\s*$"
)
_LIST: Final = re.compile(r"[,;&]|\\\\|^<|^\[\s*\S+\s+\S|^\[\s*\[")
_OBJECT: Final = "[\ue000-\uf8ff]"
_SETTING: Final = re.compile(rf"([A-Za-z](?:_?\{{?\d\}}?)?)=({_OBJECT})")
_BETWEEN: Final = r"(?:,|;|\bwhere\b|\bwith\b|\bfor\b|\bif\b|\band\b|\\text\{(?:and|where|with)\})"
_DOT: Final = rf"({_OBJECT})(?:\.|·|⋅|∙|•|\\cdot|\\bullet)({_OBJECT})"
_BETWEEN_VECTORS: Final = re.compile(r"(?<=[)\]>}])\s*[xX]\s*$")
_CROSS: Final = rf"(?:\||‖)?({_OBJECT})(?:[x×X]|\\times)({_OBJECT})(?:\||‖)?"
_TRIPLE: Final = re.compile(
    r"(?P<u>{0})\s*{1}\s*\(\s*(?P<v>{0})\s*{2}\s*(?P<w>{0})\s*\)|"
    r"\(\s*(?P<a>{0})\s*{2}\s*(?P<b>{0})\s*\)\s*{1}\s*(?P<c>{0})".format(
        r"(?:\([^()]*,[^()]*\)|<[^<>]*,[^<>]*>)",
        r"(?:\.|·|⋅|∙|•|\\cdot|\bdot\b)",
        r"(?:[x×X]|\\times|\bcross\b)",
    )
)
_PRODUCT: Final = rf"({_OBJECT})\*?({_OBJECT})"
_TERM: Final = re.compile(rf"([+\-−]?)([^+\-−,;={_OBJECT[1:-1]}]*?)(?:\*|\\cdot)?({_OBJECT})")
_POWER: Final = re.compile(rf"({_OBJECT})\^(?:\{{([^{{}}]+)\}}|\(([^()]+)\)|(-?\w+))")
_TRACE: Final = re.compile(
    rf"(?:\\(?:operatorname|mathrm|text)\{{tr\}}|tr(?:ace)?)\(?({_OBJECT})\)?", re.IGNORECASE
)
_MATRIX_FORMULA: Final = re.compile(
    rf"(?:{_OBJECT}|[\d./]|I(?:_\{{?\d\}}?)?|\^(?:\{{|\()?(?:T|-?\d|\\top)(?:\}}|\))?|'|ᵀ|\\cdot|\\times|\\[dt]?frac\{{\d+\}}\{{\d+\}}|[-−+*·()])+"
)
_TWO_ENTRIES: Final = re.compile(r"[\w)]\s*,\s*\S|[\w)]\s+[-−+]?[\w(\\]")
_NORM: Final = re.compile(
    rf"(?:\|\||\\\||‖|\\lVert)({_OBJECT})(?:\|\||\\\||‖|\\rVert)(?:_\{{?2\}}?)?|\|({_OBJECT})\|"
)


def vector_statement(stated: str) -> tuple[str, dict[str, str]] | None:
    """The shape and its parts as text, or None.

    The shapes and their parts: dot product (u, v), cross product (u, v), matrix product (A, and B or x), matrix power (A, n),
    inverse (A), matrix formula (formula, perhaps operation), linear combination (coefficients, vectors), norm (v), angle (u, v), and triple product (vectors).
    """
    if match := _ANGLE.search(stated):
        return "angle", {"u": match["u"], "v": match["v"]}
    verb = _VERB.match(stated)
    asked = stated[verb.end() if verb else 0 :]
    if match := _TRIPLE.fullmatch(asked.strip()):
        return "triple product", {"vectors": ", ".join(filter(None, match.groups()))}
    objects: list[str] = []
    form = "".join(_marked(asked, objects))
    if not objects:
        return None
    form = _GAP.sub(" ", form)
    settings = dict(_SETTING.findall(re.sub(r"\s*=\s*", "=", form)))
    form = re.sub(rf"{_BETWEEN}?\s*{_SETTING.pattern}", " ", re.sub(r"\s*=\s*", "=", form))
    form = re.sub(rf"^(?:\s|{_BETWEEN})+|(?:\s|{_BETWEEN})+$", "", form)
    for name in sorted(settings, key=len, reverse=True):
        form = re.sub(
            rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z0-9]{{2}})", settings[name], form
        )
    return _shape(re.sub(r"\s+", "", form), objects)


def _marked(text: str, objects: list[str]) -> Iterator[str]:
    """The text with a sign for each list in brackets, which goes to `objects`."""
    at = 0
    for match in _OPENED.finditer(text):
        inside = match.group().strip("()")
        before = _BETWEEN_VECTORS.sub("", text[: match.start()])
        called = re.search(r"(?<![A-Za-z\\])[A-Za-z]\s?$", before) is not None
        if not _LIST.search(inside) or (called and match.group()[0] == "("):
            continue
        yield text[at : match.start()] + chr(0xE000 + len(objects))
        objects.append(match.group())
        at = match.end()
    yield text[at:]


def _shape(form: str, objects: list[str]) -> tuple[str, dict[str, str]] | None:
    def text(sign: str) -> str:
        return objects[ord(sign) - 0xE000]

    if match := re.fullmatch(_DOT, form):
        u, v = map(text, match.groups())
        if _is_matrix(u):
            return _product(u, v)
        return "dot product", {"u": u, "v": v}
    if match := re.fullmatch(_CROSS, form):
        u, v = map(text, match.groups())
        return _product(u, v) if _is_matrix(u) else ("cross product", {"u": u, "v": v})
    if match := re.fullmatch(_PRODUCT, form):
        A, B = map(text, match.groups())
        both = A[0] == B[0] == "["
        return _product(A, B) if both or _is_matrix(A) or _is_matrix(B) else None
    if (match := _NORM.fullmatch(form)) and (match[1] or text(match[2])[0] in "(<"):
        return "norm", {"v": text(match[1] or match[2])}
    if (match := _POWER.fullmatch(form)) and _is_matrix(text(match[1])):
        exponent = match[2] or match[3] or match[4]
        if exponent == "-1":
            return "inverse", {"A": text(match[1])}
        if exponent != "T":
            return "matrix power", {"A": text(match[1]), "n": exponent}
    if (match := _TRACE.fullmatch(form)) and _is_matrix(text(match[1])):
        return "matrix formula", {"formula": text(match[1]), "operation": "trace"}
    if (
        len(form) > 1
        and _MATRIX_FORMULA.fullmatch(form)
        and ("^" in form or any(map(_is_matrix, objects)))
    ):
        return "matrix formula", {"formula": re.sub(_OBJECT, lambda sign: text(sign[0]), form)}
    terms = list(_TERM.finditer(form))
    if "".join(t.group() for t in terms) != form or not terms:
        return None
    numbers = [f"{sign.replace('+', '')}{c or '1'}" for sign, c, _ in (t.groups() for t in terms)]
    vectors = [text(t[3]) for t in terms]
    words = re.findall(r"(?<![A-Za-z\\])[A-Za-z]{2,}", " ".join(numbers))
    if not set(words) <= {"sqrt", "pi"} or any(map(_is_matrix, vectors)):
        return None
    if len(terms) == 1 and numbers == ["1"]:
        return None
    fields = {"coefficients": f"({', '.join(numbers)})", "vectors": ", ".join(vectors)}
    return "linear combination", fields


def _product(A: str, B: str) -> tuple[str, dict[str, str]]:
    return "matrix product", {"A": A, "x" if B[0] in "(<" else "B": B}


def _is_matrix(text: str) -> bool:
    """Whether the text is a matrix of several columns."""
    if text.startswith("["):
        return text.count("[") > 2 or (
            ";" in text and any(map(_TWO_ENTRIES.search, text.split(";")))
        )
    return "&" in text
