"""What a problem typed as bare mathematics asks for, judged by its form alone.

A determinant stands between bars, a derivative behind d/dx, a system is several equations.  The
parts stay text, named like the inputs that topics have; they are read later, by `read`.  Text
with words in it is no bare mathematics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from tutor.core import limits
from tutor.core.errors import TutorError
from tutor.reading import names, number_words, plain
from tutor.reading.events import ASKING
from tutor.reading.notation import is_latex
from tutor.reading.plain import ends_equation, split
from tutor.reading.tokens import Token, refuse_decimal_comma, tokens
from tutor.reading.told import told
from tutor.reading.vector_statement import vector_statement

_RELATIONS: Final = ("=", "<", ">", "<=", ">=", "!=")
_DERIVATIVE: Final = re.compile(
    r"\(?[d∂]\s*(?:(?:\^\s*([0-9]{1,2})|([²³]))\s*)?/\s*\(?\s*[d∂]\s*([A-Za-zα-ω][0-9₀-₉]?)"
    r"\s*(?:\^\s*([0-9]{1,2})|([²³]))?\s*\)?\s*(.+)",
    re.DOTALL,
)
# `at x = 0`, and the bar of LaTeX and of the board, with x = 0 below
_AT_POINT: Final = re.compile(
    r"(?P<formula>.+?)\$?\s*,?\s*(?:(?:evaluated\s+)?(?:at|when|for)\s+\$?"
    r"|(?:\\(?:[Bb]igg?[lr]?|right)\s*)?(?:\||\\[lr]?vert)\s*_\s*)"
    r"\{?\s*(?P<x>[A-Za-zα-ω]\w?)\s*=(?!=)\s*(?P<at>[^=|]+?)\}?\$?",
    re.DOTALL,
)
_LEFT_OF_BAR: Final = re.compile(r"(\$?)\s*\\left\s*\.\s*")
_FUNCTION: Final = re.compile(
    r"([^\W\d]\w*)\s*\(\s*([A-Za-zα-ω]\w*(?:\s*,\s*[A-Za-zα-ω]\w*)*)\s*\)\s*=(?!=)\s*(.+)",
    re.DOTALL,
)
_OPTIMISATION: Final = re.compile(
    r"(min|max)(?:imi[sz]e)?\b(?:_\(?[\w, ]*\)?)?\s*(.+?)"
    r"(?:\s*,?\s*(?:\bs\.?\s?t\.?|\bsubject to\b|\bsuch that\b|\bunder\b)\s*:?\s*(.+))?",
    re.DOTALL | re.IGNORECASE,
)
_DETERMINANT: Final = re.compile(r"det\b\s*(.+)", re.DOTALL | re.IGNORECASE)
_FIND: Final = re.compile(r"(?:find|compute|calculate|evaluate|what is)\s+", re.IGNORECASE)
_GIVEN: Final = re.compile(r"(?:given|suppose|assume|let|if)\s+(?:that\s+)?(?=P)", re.IGNORECASE)
_PROBABILITY: Final = re.compile(
    rf"(?i:{ASKING})?P(?:r|rob)?\s*\([^()]*\)(?:\s*=\s*(?:\?|[0-9./()%*+^ -]+))?", re.DOTALL
)
_STATEMENT_END: Final = re.compile(
    r"[;\n]|\.\s|,(?![^()]*\))|\band\b(?![^()]*\))|(?<=\))\?|\s+(?=(?:find|compute|calculate|determine|what is)\s+P)"
)
_SEEN: Final = re.compile(  # how often: D seen 3 times, observed twice
    r"(?:and )?(?:(?:event )?(?P<observed>(?!is\b|was\b)[A-Za-z+]\w*) )?(?:(?:is|was) )?(?:observed|seen)"
    r" (?:(?P<often>twice)|(?P<times>\w+) times)(?:,? independently| in a row)?",
    re.IGNORECASE,
)
_MATRIX: Final = re.compile(r"(?:[A-Za-z]\w?\s*=\s*)?(\[.*\](?:'|\^T)?)", re.DOTALL)
_SETTING: Final = re.compile(r"\s*([A-Za-zα-ω]\w*)\s*=\s*[-−]?[0-9./%eE]+\s*")
_LATEX_WORD: Final = re.compile(
    r"\\(?:text|mathrm|operatorname|textbf)\{[^{}]*\}|\\[A-Za-z]+|\{\w*\}"
)
_BAR: Final = re.compile(r"\{array\}\s*\{[^{}|]*\|")
_DECIMAL_COMMA: Final = re.compile(r"[0-9],[0-9]")
_OPERATORS: Final = {
    "limit": re.compile(r"\$*\s*(?:\\?lim|limit)(?![A-Za-z])", re.IGNORECASE),
    "integral": re.compile(r"\$*\s*(?:\\?int|integral)(?![A-Za-z])|∫", re.IGNORECASE),
}
_VERB: Final = re.compile(
    r"(?:evaluate|find|compute|calculate|determine|work out|what is)\s*:?\s*(?:the\s+)?"
    r"(?:(?:determinant\s+)?(?=\$*\s*(?:\\left\s*\||\\begin\{vmatrix\}|\\det(?![A-Za-z])))"
    r"|(?=\$*\s*\\(?:lim|int|[dt]?frac)(?![A-Za-z])|[d∂](?:\^?[0-9]+|[²³])?\s*/\s*[d∂][A-Za-zα-ω]|(?:lim(?:it)?|int(?:egral)?)(?![A-Za-z])|∫))",
    re.IGNORECASE,
)
_END: Final = re.compile(r"(?<!\\right)[.?\s]+$")
_SLANTED: Final = re.compile(  # d/dx, which stands for a fraction in front of LaTeX
    r"(?P<open>\$*\s*)(?P<d>[d∂])(?P<k>\^[2-9])?\s*/\s*(?P=d)(?P<x>[A-Za-zα-ω])(?(k)(?P=k))(?![\w^])"
)
_CAPITAL_D: Final = tuple(  # D_x[x e^x], D_x(x e^x), and D[x^2, x] of computer algebra
    re.compile(rf"\$*\s*(?P<before>(?:(?:find|compute|calculate|evaluate)\s+)?){form}\s*\$*")
    for form in (
        r"D_\{?(?P<x>[a-z])\}?\s*(?:\\left\s*)?\[(?P<f>[^][,;]+?)(?:\\right\s*)?\](?P<behind>)",
        r"D_\{?(?P<x>[a-z])\}?\s*(?=(?:\\left\s*)?\()(?P<behind>.+?)",
        r"D ?[(\[](?P<f>[^][,;]+), ?(?P<x>[a-z])[)\]](?P<behind>)",
    )
)
_ORDERS: Final = {"²": "2", "³": "3"}


class Statement(Struct, frozen=True):
    """A shape, such as "derivative", and its parts as text, such as `{"f": "x^2", "x": "x"}`.

    The shapes and their parts: determinant (A), derivative (f, x, perhaps at), higher derivative (the same and order), gradient (f), function
    (f, x), optimisation (sense, f, g), extremum (sense, f), extremum on interval (the same and interval), probabilities (statements, perhaps observed and repetitions),
    matrix (A), augmented matrix (system), system (system), equation (equation and system), expression (f); integral
    (integral) and limit (limit); those of `vector_statement`; and those of `told`, which are prose.
    """

    shape: str
    fields: dict[str, str]


def bare(text: str) -> Statement | None:
    """The statement that the text is, or None if it is prose or of no known shape."""
    if not text.strip() or len(text) > limits.CHARACTERS:
        return None
    stated = _slashed(_END.sub("", text.strip()))
    if (vectors := vector_statement(stated)) is not None:
        return Statement(*vectors)
    if (story := _told(stated)) is not None:
        return story
    stated = _upright(_VERB.sub("", stated))
    for shape, begins in _OPERATORS.items():
        if begins.match(stated):
            return Statement(shape, {shape: stated})
    if (there := _derivative_at_point(stated)) is not None:
        return there
    if is_latex(stated):
        plainly = _derivative(stated) if "\\" not in stated else None  # d^2/dx^2 (x e^{-x})
        return plainly or _latex(stated)
    if (probabilities := _probabilities(text.strip().rstrip(". \n\t"))) is not None:
        return probabilities
    for recognise in (_determinant, _derivative, _optimisation, _matrix):
        found = recognise(stated)
        if found is not None:
            return found
    return _relations(stated)


def check(text: str) -> None:
    """Raise the error of bare mathematics that cannot be read; other prose than stories is left alone."""
    stated = _upright(_VERB.sub("", _END.sub("", text.strip())))
    check_story(text)
    if is_latex(stated):
        from tutor.reading import latex

        if _has_words(stated):
            return
        found = latex.statement(stated)
        if found is not None and found[0] == "expression":
            latex.expression(found[1]["f"])
        return
    comma = _DECIMAL_COMMA.search(text)
    if comma is not None and "=" in text and not is_prose(stated):
        refuse_decimal_comma(text, comma.start() + 1)
    statement = bare(text)
    if statement is not None and statement.shape == "expression":
        plain.expression(statement.fields["f"])


def check_story(text: str) -> None:
    """Raise the error of a problem told in sentences of which only a part is understood."""
    told(text)


def _told(stated: str) -> Statement | None:
    try:
        found = told(stated)
    except TutorError:
        return None
    return None if found is None else Statement(*found)


def _slashed(stated: str) -> str:
    """The statement with d/dx for the derivatives D_x[f] and D[f, x], which are no products with a vector."""
    for form in _CAPITAL_D:
        if found := form.fullmatch(stated):
            f = found.groupdict().get("f")
            return f"{found['before']}d/d{found['x']} {f'({f})' if f else ''}{found['behind']}"
    return stated


def _upright(stated: str) -> str:
    """The statement with d/dx in front of LaTeX as a fraction, as LaTeX has it."""
    found = _SLANTED.match(stated)
    if found is None or "\\" not in stated[found.end() :]:
        return stated
    d, power = found["d"].replace("∂", r"\partial "), found["k"] or ""
    fraction = rf"\frac{{{d}{power}}}{{{d}{found['x']}{power}}}"
    return f"{found['open']}{fraction}{stated[found.end() :]}"


def _has_words(stated: str) -> bool:
    words = re.findall("[A-Za-z]{3,}", _LATEX_WORD.sub(" ", stated))
    from tutor.reading.latex.spelled import NAMES, joined_name

    known = {*names.FUNCTIONS, *NAMES, "det", "mod"}
    return any(word not in known and joined_name(word) is None for word in words)


def _latex(stated: str) -> Statement | None:
    from tutor.reading import latex

    if _has_words(stated):
        return None
    try:
        found = latex.statement(stated)
    except TutorError:
        return None
    if found is None:
        return None
    shape, fields = found
    if shape == "matrix" and _BAR.search(stated):
        return Statement("augmented", {"system": stated})
    # A formula without a sign of LaTeX stays LaTeX: there, xy is a product.
    fields |= {n: f"${fields[n]}$" for n in ("f", "g") if n in fields and not is_latex(fields[n])}
    if shape == "equation":
        fields = fields | {"system": fields["equation"]}
    if shape in ("limit", "integral"):
        fields = {shape: fields["f"]}
    return Statement(shape, fields)


def _determinant(stated: str) -> Statement | None:
    stated = stated[found.end() :] if (found := _FIND.match(stated)) else stated
    match = _DETERMINANT.fullmatch(stated)
    inside = stated[1:-1].strip()
    if match is not None:
        body = match.group(1).strip()
        if body.startswith("(") and body.endswith(")"):
            body = body[1:-1].strip()
        rows = ";" in body or "\n" in body
        if not (body.startswith("[") and body.endswith("]")) and not rows:
            return None
        return None if is_prose(body) else Statement("determinant", {"A": body})
    barred = len(stated) > 2 and stated[0] == stated[-1] == "|" and "|" not in inside
    if barred and "=" not in inside and (re.search("[;\n]", inside) or inside.startswith("[")):
        return None if is_prose(inside) else Statement("determinant", {"A": inside})
    return None


def _derivative(stated: str) -> Statement | None:
    match = _DERIVATIVE.fullmatch(stated)
    if match is None:
        return None
    above, above_sign, variable, below, below_sign, content = match.groups()
    order = above or _ORDERS.get(above_sign or "", "1")
    if order != (below or _ORDERS.get(below_sign or "", "1")) or is_prose(content):
        return None
    found = _tokens(content)
    whole = bool(found) and _is_bracket(found)
    if not whole and any(t.is_sign("+", "-", *_RELATIONS) for t in _outside(found)[1:]):
        return Statement("expression", {"f": stated})  # reading it asks how far d/dx reaches
    fields = {"f": content.strip()[1:-1].strip() if whole else content, "x": variable}
    if order != "1":
        return Statement("higher derivative", fields | {"order": order})
    return Statement("derivative", fields)


def _derivative_at_point(stated: str) -> Statement | None:
    match = _AT_POINT.fullmatch(stated)
    if match is None:
        return None
    formula = _LEFT_OF_BAR.sub(r"\1", match["formula"])
    formula += "$" * (formula.count("$") % 2)
    found = _latex(formula) if is_latex(formula) else _derivative(formula)
    if found is None or found.fields.get("x") != match["x"]:
        return found if found is not None and not is_latex(formula) else None
    if not found.shape.endswith("derivative"):
        return None
    return Statement(found.shape, found.fields | {"at": match["at"].strip()})


def _optimisation(stated: str) -> Statement | None:
    match = _OPTIMISATION.fullmatch(stated)
    if match is None:
        return None
    sense, f, g = match.groups()
    call = re.match(r"(?:min|max)\s*\([^()]*,", stated, re.IGNORECASE) is not None
    if is_prose(f) or (g and is_prose(g)) or call:
        return None
    fields = {"sense": sense.lower(), "f": f.strip(" ,")}
    return Statement("optimisation", fields | {"g": g}) if g else Statement("extremum", fields)


def _probabilities(stated: str) -> Statement | None:
    stated = stated[found.end() :] if (found := _GIVEN.match(stated)) else stated
    parts = [p.strip() for p in _STATEMENT_END.split(stated)]
    statements = [p for p in parts if p]
    if not any("=" in p.partition(")")[2] for p in statements):
        return None
    seen = [found for p in statements if (found := _SEEN.fullmatch(p))]
    if len(seen) == 1:  # between the statements and the question
        statements.remove(seen[0][0])
        stated = ", ".join(statements)
    if len(seen) > 1 or not all(_PROBABILITY.fullmatch(p) for p in statements):
        return None
    return Statement("probabilities", {"statements": stated, **_how_often(*seen)})


def _how_often(seen: re.Match[str] | None = None) -> dict[str, str]:
    if seen is None:
        return {}
    times = "2" if seen["often"] else str(number_words.count(seen["times"]) or seen["times"])
    return {"repetitions": times, **({"observed": seen["observed"]} if seen["observed"] else {})}


def _matrix(stated: str) -> Statement | None:
    match = _MATRIX.fullmatch(stated)
    if match is None or is_prose(match.group(1)):
        return None
    found = _tokens(match.group(1))
    if any(t.is_sign(*_RELATIONS) for t in found) or any(
        t.is_sign(",", ";") for t in _outside(found)
    ):
        return None
    if any(t.is_sign("|") for t in found):
        return Statement("augmented", {"system": stated})
    return Statement("matrix", {"A": match.group(1)})


def _relations(stated: str) -> Statement | None:
    if is_prose(stated):
        return None
    found = _tokens(stated)
    if not found:
        # reading a text with a letter that looks like another says so
        return None if stated.isascii() else Statement("expression", {"f": stated})
    function = _FUNCTION.fullmatch(stated)
    if function is not None and names.is_variable(function.group(1)):
        _, variables, right = function.groups()
        if not any(t.is_sign(*_RELATIONS, ";") for t in _tokens(right)) and not any(
            t.is_sign(",") for t in _outside(_tokens(right))
        ):
            return Statement("function", {"f": right, "x": variables})
    if _has_list(found):
        return None
    parts = [part for part in split(found, ends_equation) if part]
    if len(parts) == 1:
        if any(t.is_sign(*_RELATIONS) for t in _outside(parts[0])):
            return Statement("equation", {"equation": stated, "system": stated})
        return Statement("expression", {"f": stated})
    equations = all(any(t.is_sign("=") for t in _outside(part)) for part in parts)
    if not equations or any(t.is_sign("[", "]") for t in found):
        return None
    texts = [stated[part[0].at : part[-1].end] for part in parts]
    settings = [_SETTING.fullmatch(part) for part in texts]
    values = [m.group(1) for m in settings if m is not None]
    if len(values) == len(parts) == len(set(values)) or any(map(_FUNCTION.fullmatch, texts)):
        return None  # values for the inputs of a topic
    return Statement("system", {"system": stated})


def is_prose(text: str) -> bool:
    """Whether there are words in the text that are no names of mathematics."""
    for word in re.findall(r"[^\W\d_]+", text):
        if word.lower() in names.WORDS and len(word) > 1:
            return True
        known = word in names.FUNCTIONS or names.is_variable(word) or word in ("and", "oo")
        begins = any(word.startswith(f) for f in names.FUNCTIONS)
        if len(word) > 3 and word.isascii() and not known and not begins and word != "infinity":
            return True
    return False


def _tokens(text: str) -> list[Token]:
    """The tokens, or none if the text has characters that are not read."""
    try:
        return tokens(text)
    except TutorError:
        return []


def _outside(found: Sequence[Token]) -> list[Token]:
    """The tokens outside all brackets."""
    depth = 0
    outside = []
    for token in found:
        depth -= token.is_sign(")", "]", "}")
        if depth == 0:
            outside.append(token)
        depth += token.is_sign("(", "[", "{")
    return outside


def _has_list(found: Sequence[Token]) -> bool:
    """Whether there is a bracket with commas that is no call of a function, such as (1, 2)."""
    calls: list[bool] = []
    for before, token in zip([None, *found], found, strict=False):
        if token.is_sign("("):
            calls.append(before is not None and before.value in names.FUNCTIONS)
        elif token.is_sign(")") and calls:
            calls.pop()
        elif token.is_sign(",") and calls and not calls[-1]:
            return True
    return False


def _is_bracket(found: Sequence[Token]) -> bool:
    """Whether one pair of round brackets encloses all the tokens before the end."""
    outside = [t for t in _outside(found) if t.kind != "end"]
    return [t.value for t in outside] == ["(", ")"]
