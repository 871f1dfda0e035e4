"""Stories that ask for the best of a shape or of two numbers: a fence, a box, a sum.

    A farmer has 40 m of fence for a rectangular field along a river. No fence is needed along
    the river. What is the largest area?

What is given and what is to be largest or smallest must both be told.  Every sentence is
understood whole, or the text is refused with the place.
"""

from __future__ import annotations

import re
from typing import Final, NoReturn

from tutor.reading.tokens import refuse

_N: Final = r"\d+(?:\.\d+)?"
_U: Final = r"(?: ?(?:m|cm|mm|km|metres?|meters?|centimetres?|centimeters?|feet|ft|yards?|yd|inch(?:es)?|in|units?)\b)?"
_MOST: Final = r"(?:largest|maximum|maximal|greatest|biggest|max)(?: possible)?"
_LEAST: Final = r"(?:smallest|minimum|minimal|least|min)(?: possible)?"
_FIND: Final = r"(?:find|what is|what are|determine|calculate|compute|give)"
_FIELD: Final = (
    r"(?:field|garden|pen|area|region|plot|enclosure|pasture|yard|corral|run|paddock|lot)"
)
_BORDER: Final = r"(?:river|wall|barn|house|building|stream|canal|cliff)"
_ALONG: Final = (
    rf"(?P<along>,? (?:(?:that|which) (?:lies |is )?)?(?:along|against|beside|next to|by|on|borders|bordering|adjacent to) "
    rf"(?:an? |the )?(?:straight |long |existing )?{_BORDER})"
)
_WHO: Final = r"(?:(?:an? |the )?[a-z]+ (?:has|have|had|buys|bought) )"
_FENCED: Final = (
    rf"(?:,? (?:and (?:wants|would like|wishes) )?(?:with which )?(?:to (?:enclose|fence off|fence in|fence|build|make|surround)|for) "
    rf"(?:a |the )?(?P<rectangle>rectangular {_FIELD}|rectangle))"
)
_CAN: Final = r"(?: (?:that )?(?:(?:he|she|they|you|we|i|it) can (?:enclose|fence|fence off|fence in|make|have)|can be (?:enclosed|fenced)))?"
_OF_FIELD: Final = rf"(?: of (?:the|such a|this) (?:rectangular )?(?:rectangle|{_FIELD}))?"
_SIDES: Final = r"(?:dimensions|sides|side lengths|length and (?:the )?width)"
_PERIMETER: Final = rf"(?:with|of|that has|having) (?:a )?perimeter(?: of)? (?P<fence>{_N}){_U}"
_BIG_AREA: Final = rf"(?:(?:that |which |to |will )*(?:have|has|gives?|maximi[sz]es?|yields?|encloses?|with|of) (?:the |an? |its )?(?:{_MOST} )?area)"
_SUM_IS: Final = rf"(?:whose sum is|with (?:a |the )?sum(?: of)?|(?:that |which )?(?:have|has) (?:a |the )?sum(?: of)?|(?:that |which )?(?:add up|add|sum) to) (?P<sum>{_N})"
_DIFFERENCE_IS: Final = rf"(?:whose difference is|with (?:a |the )?difference(?: of)?|(?:that |which )?have (?:a |the )?difference(?: of)?|(?:that |which )?differ by) (?P<difference>{_N})"
_PRODUCT_IS: Final = rf"(?:whose product is|with (?:a |the )?product(?: of)?|(?:that |which )?have (?:a |the )?product(?: of)?) (?P<product>{_N})"
_BIG: Final = (
    rf"(?:is )?(?:as (?:large|great|big) as possible|a maximum|maximal|the {_MOST}|{_MOST})"
)
_SMALL: Final = rf"(?:is )?(?:as small as possible|a minimum|minimal|the {_LEAST}|{_LEAST})"
_PRODUCT_BIG: Final = rf"(?P<most_product>(?:whose |their |the )product {_BIG}|(?:with |have )?(?:the )?{_MOST} (?:value of (?:the|their) )?product|maximi[sz]es? (?:the|their) product)"
_PRODUCT_SMALL: Final = rf"(?P<least_product>(?:whose |their |the )product {_SMALL}|(?:with |have )?(?:the )?{_LEAST} (?:value of (?:the|their) )?product|minimi[sz]es? (?:the|their) product)"
_SUM_SMALL: Final = rf"(?P<least_sum>(?:whose |their |the )sum {_SMALL}|(?:with |have )?(?:the )?{_LEAST} (?:value of (?:the|their) )?sum|minimi[sz]es? (?:the|their) sum)"
_POSITIVE: Final = r"(?:(?P<positive>positive )?(?:real )?)"
_JOIN: Final = r"(?:,? (?:and |such that |so that |for which |that |which )?|,? )"
_NUMBERS: Final = r"(?:(?:the |these |two )?numbers(?: if| so that| such that| that| for which)? )?"
_SHEET: Final = (
    rf"(?:an? )?(?:(?:rectangular |square )?(?P<a>{_N}){_U} (?:by|x|×) (?P<b>{_N}){_U} (?:rectangular |square )?(?:sheet|piece)(?: of [a-z]+)?"
    rf"|(?:rectangular |square )?(?:sheet|piece)(?: of [a-z]+)?(?: with sides?| of size| measuring| that measures| that is| of) (?P<a2>{_N}){_U} (?:by|x|×|and) (?P<b2>{_N}){_U}"
    rf"|square (?:sheet|piece)(?: of [a-z]+)? (?:with|of) (?:side(?:s| length)?(?: of)? )(?P<s>{_N}){_U})"
)
_CUT: Final = (
    r"(?P<cut>(?: by)? cutting (?:out )?(?:equal |identical |congruent )?squares(?: of (?:equal|the same) size)? (?:from|out of|off|at) "
    r"(?:each (?:of the (?:four )?)?corners?|(?:the|its|all)(?: the)?(?: four)? corners)(?:,? and (?:folding|turning|bending) up the (?:sides|flaps|edges))?)"
)
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_WHO}?(?P<fence>{_N}){_U} of (?:fence|fencing)(?: material)?{_FENCED}?{_ALONG}?",
        rf"(?:a |the )?(?P<rectangle>rectangular {_FIELD}|rectangle)(?: is (?:to be )?(?:enclosed|fenced)(?: in| off)?)?{_ALONG}? (?:with|by|using) (?P<fence>{_N}){_U} of (?:fence|fencing)",
        rf"(?P<open_side>(?:(?:he|she|there|we|you|they) (?:needs?|is) )?no fenc(?:e|ing) (?:is )?(?:needed |required )?(?:along|on|at) the (?:side (?:along|of|at) the )?{_BORDER}(?: side)?)",
        rf"(?P<open_side>the side (?:along|at|by|next to|on) the {_BORDER} (?:needs no|does not need(?: a| any)?|requires no) fenc(?:e|ing))",
        rf"(?:a|the) (?P<rectangle>rectangle) has (?:a |the )?perimeter(?: of)? (?P<fence>{_N}){_U}",
        rf"(?:{_FIND} )?(?:the )?{_SIDES}{_OF_FIELD} (?P<most_area>{_BIG_AREA})",
        rf"what {_SIDES} (?P<most_area>{_BIG_AREA})",
        rf"(?P<most_area>(?:{_FIND} )?(?:the )?{_MOST} (?P<rectangle>rectangular )?area{_OF_FIELD}{_CAN}|maximi[sz]e (?:the|its) area)",
        rf"how should (?:he|she|they|you|we|i) (?:build|choose|make) (?:the|a) (?P<rectangle>rectangular {_FIELD}|rectangle) to (?P<most_area>maximi[sz]e (?:the|its) area)",
        rf"(?P<most_area>(?:{_FIND} )?(?:the )?{_MOST} area of) (?:a|the) (?P<rectangle>rectangular {_FIELD}|rectangle) that can be (?:enclosed|fenced)(?: in| off)? (?:with|by|using) (?P<fence>{_N}){_U} of (?:fence|fencing)",
        rf"(?:a |the )?[a-z]+ (?:wants|would like|wishes) to (?:enclose|fence off|fence in|fence|build|make) a (?P<rectangle>rectangular {_FIELD}|rectangle){_ALONG}? (?:with|using) (?P<fence>{_N}){_U} of (?:fence|fencing)",
        rf"(?:{_FIND} )?(?:the )?(?P<most_area>{_MOST}) (?P<rectangle>rectangle) {_PERIMETER}",
        rf"(?:{_FIND} )?(?:the )?(?P<rectangle>rectangle) {_PERIMETER} (?P<most_area>{_BIG_AREA})",
        rf"(?:of|among) all (?:the )?(?P<rectangle>rectangle)s {_PERIMETER}, (?:which(?: one)?|find the one (?:that|which)|find the one|find that) (?P<most_area>(?:has|with) the {_MOST} area)",
        rf"the perimeter of (?:a|the) (?P<rectangle>rectangle) is (?P<fence>{_N}){_U}",
        rf"(?P<most_area>{_FIND} (?:the )?{_SIDES} of (?:a|the) (?:rectangle|rectangular {_FIELD}|{_FIELD}) (?:with|of|that has|that have) the {_MOST} area)",
        rf"(?P<most_area>(?:{_FIND} )?(?:the )?{_MOST} area of) a (?P<rectangle>rectangle) (?:with|of) (?:a )?perimeter(?: of)? (?P<fence>{_N}){_U}",
        rf"{_FIND} (?:the )?{_SIDES} of (?:a|the) (?P<rectangle>rectangle) (?:with|of) (?:a )?perimeter(?: of)? (?P<fence>{_N}){_U}(?: and)? (?P<most_area>{_BIG_AREA}|whose area {_BIG})",
        rf"(?P<numbers>(?:find |what |which )?two ){_POSITIVE}numbers {_SUM_IS}(?:{_JOIN}{_PRODUCT_BIG})?",
        rf"(?P<numbers>(?:find |what |which )?two ){_POSITIVE}numbers {_PRODUCT_IS}(?:{_JOIN}{_SUM_SMALL})?",
        rf"(?P<numbers>(?:find |what |which )?two ){_POSITIVE}numbers {_DIFFERENCE_IS}(?:{_JOIN}{_PRODUCT_SMALL})?",
        rf"(?P<numbers>the difference (?:of|between) two ){_POSITIVE}numbers is (?P<difference>{_N})",
        rf"(?:{_FIND} )?{_NUMBERS}{_PRODUCT_SMALL}",
        rf"(?:{_FIND} )?(?:the )?(?P<most_product>{_MOST} product of|maximi[sz]e the product of) (?P<numbers>two ){_POSITIVE}numbers {_SUM_IS}",
        rf"(?:{_FIND} )?(?:the )?(?P<least_sum>{_LEAST} sum of|minimi[sz]e the sum of) (?P<numbers>two ){_POSITIVE}numbers {_PRODUCT_IS}",
        rf"(?:{_FIND} )?(?:the )?(?P<most_product>{_MOST} (?:possible )?product)(?: that)? they can have",
        rf"(?P<numbers>the sum of two ){_POSITIVE}numbers is (?P<sum>{_N})",
        rf"(?P<numbers>the product of two ){_POSITIVE}numbers is (?P<product>{_N})",
        rf"(?:{_FIND} )?{_NUMBERS}{_PRODUCT_BIG}",
        rf"(?:{_FIND} )?{_NUMBERS}{_SUM_SMALL}",
        rf"an? (?P<box>open(?:[- ]top(?:ped)?)? box|box (?:(?:with no|without a) (?:top|lid)|with an open top|(?:that is |which is )?open at the top)) is (?:to be )?(?:made|constructed|formed|built)(?: from| out of) {_SHEET}{_CUT}",
        rf"(?:a|an) square (?:sheet|piece)(?: of [a-z]+)? (?:with|of) side(?:s| length)?(?: of)? (?P<s>{_N}){_U} has (?P<cut>(?:equal )?squares cut (?:from|out of|off) (?:its|the|all)(?: four)? corners) to (?:make|form) an? (?P<box>open(?:-top(?:ped)?)? box)",
        rf"(?:four )?(?:equal |identical )?(?P<cut>squares(?: of (?:equal|the same) size)? are cut (?:from|out of|off) (?:the|its|all)(?: four)? corners) of {_SHEET}(?:,? and the (?:sides|flaps|edges) are (?:folded|turned|bent) up)? to (?:make|form) an? (?P<box>open(?:-top(?:ped)?)? box)",
        rf"(?P<most_volume>(?:{_FIND} )?(?:the )?{_MOST} volume(?: of (?:the|such a|this) box)?|maximi[sz]e (?:the|its) volume)",
        rf"{_FIND} the size of the squares? (?P<most_volume>(?:that|which) (?:maximi[sz]es?|gives?|makes?) the (?:{_MOST} )?volume)",
        r"(?P<most_volume>what size (?:of )?squares? should be cut(?: out| off)? (?:to|so as to) maximi[sz]e the volume)",
    )
)
_OURS: Final = re.compile(
    r"(?=.*\b(?:fenc(?:e|ing)|rectang\w+|box|two (?:positive )?(?:real )?numbers)\b)(?=.*\d)"
    r"(?=.*\b(?:largest|maxim\w+|max|greatest|biggest|smallest|minim\w+|least|as (?:large|small|great|big) as possible)\b.*\b(?:area|volume|product|sum|rectangle)\b"
    r"|.*\b(?:area|volume|product|sum) (?:is )?(?:as (?:large|small|great|big) as possible|an? (?:max|min)imum)\b)",
    re.DOTALL,
)
_SENTENCE: Final = re.compile(r"[^.?!;\s](?:[^.?!;]|\.(?=\d))*")
_EXAMPLE: Final = (
    "For example: A farmer has 40 m of fence for a rectangular field. What is the largest area?"
)
Facts = dict[str, str]


def shape_story(text: str) -> tuple[str, dict[str, str]] | None:
    """The shape `best shape` with its kind and its numbers, or None if the text is no such story.

    Raises `NotUnderstood`, with the place, if a sentence is of no known form or something is not told.
    """
    lowered = text.lower()
    if not _OURS.search(lowered):
        return None
    facts: Facts = {}
    for sentence in _SENTENCE.finditer(lowered):
        said = " ".join(sentence[0].strip(" ,").split())
        found = next(filter(None, (form.fullmatch(said) for form in _FORMS)), None)
        if found is None:
            if not facts:
                return None  # it begins as something else
            _refuse(
                text, "This sentence is not understood, so none of the problem is solved.", sentence
            )
        for name, value in found.groupdict().items():
            if value is None:
                continue
            if (
                name in facts
                and name in ("fence", "sum", "product", "difference")
                and facts[name] != value
            ):
                _refuse(text, f"There are two numbers here, {facts[name]} and {value}.", sentence)
            facts.setdefault(name, value)
    return "best shape", _kind(text, facts)


def _kind(text: str, facts: Facts) -> dict[str, str]:
    """What is to be made best; refused if a part of it is not told."""
    if "box" in facts and "most_volume" in facts:
        side = facts.get("s")
        a, b = facts.get("a", facts.get("a2", side)), facts.get("b", facts.get("b2", side))
        return {"kind": "open box", "width": str(a), "length": str(b)}
    if "fence" in facts and "most_area" in facts:
        if "rectangle" not in facts and "dimensions" not in text.lower():
            _refuse(text, "It is not told that the region is a rectangle.")
        if "along" in facts and "open_side" not in facts:
            _refuse(
                text,
                "It is not told whether the side along the border needs a fence.",
                fix="Say it, for example: No fence is needed along the river.",
            )
        wall = "open_side" in facts
        return {"kind": "rectangle along a wall" if wall else "rectangle", "total": facts["fence"]}
    if "numbers" in facts and "sum" in facts and "most_product" in facts:
        positive = "positive " if "positive" in facts else ""
        return {"kind": f"{positive}numbers with a sum", "total": facts["sum"]}
    if "numbers" in facts and "difference" in facts and "least_product" in facts:
        if "positive" in facts:
            _refuse(
                text,
                "Among positive numbers with a difference there is no smallest product.",
                fix="Leave the word positive out, if the numbers may be negative too.",
            )
        return {"kind": "numbers with a difference", "total": facts["difference"]}
    if "numbers" in facts and "product" in facts and "least_sum" in facts:
        if "positive" not in facts:
            _refuse(
                text,
                "Among all real numbers with a product there is no smallest sum.",
                fix="Say that the numbers are positive, if they are.",
            )
        return {"kind": "positive numbers with a product", "total": facts["product"]}
    _refuse(text, "It is not told what is given, or what is to be as large or small as possible.")


def _refuse(
    text: str, message: str, where: re.Match[str] | None = None, fix: str = _EXAMPLE
) -> NoReturn:
    start, end = (0, len(text)) if where is None else where.span()
    refuse(text, "word-problem", message, fix, start, end)
