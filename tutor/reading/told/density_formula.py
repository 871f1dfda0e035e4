r"""A family of distributions told by its formula: `f(x) = \lambda e^{-\lambda x}` for x > 0.

The formula is read and compared with that of every known family, at several points and with the
letters exchanged as they must be.  A formula of no family is refused with the formulas that are known,
and so is a range of x that does not belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations
from typing import Final, NamedTuple

from sympy import Abs, Expr, Integer, Pow, Rational, Symbol, exp, factorial, pi, sqrt

from tutor.core.errors import TutorError
from tutor.reading import plain
from tutor.reading.notation import is_latex
from tutor.reading.quantities import pattern
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import Fields

X = Symbol("x")
_RATE, _P, _MU, _SIGMA, _B, _THETA = (
    Symbol(name) for name in ("lambda", "p", "mu", "sigma", "b", "theta")
)


class Family(NamedTuple):
    """A density in x, its parameters, where x may lie, and what it says as inputs."""

    formula: Expr
    parameters: tuple[Symbol, ...]
    ranges: tuple[str, ...]
    says: Fields


_BELL: Final = exp(-((X - _MU) ** 2) / (2 * _SIGMA**2)) / (_SIGMA * sqrt(2 * pi))
_FAMILIES: Final = (
    Family(_RATE * exp(-_RATE * X), (_RATE,), ("positive",), {"model": "exponential"}),
    Family(exp(-_RATE) * _RATE**X / factorial(X), (_RATE,), ("counts",), {"model": "poisson"}),
    Family(_P * (1 - _P) ** X, (_P,), ("counts",), {"model": "geometric", "counts": "failures"}),
    Family(_P * (1 - _P) ** (X - 1), (_P,), ("from one",), {"model": "geometric", "counts": "trials"}),
    Family(_P**X * (1 - _P) ** (1 - X), (_P,), ("bits",), {"model": "bernoulli"}),
    Family(_BELL, (_MU, _SIGMA), ("all",), {"model": "normal"}),
    Family(_BELL.xreplace({_SIGMA: Integer(1)}), (_MU,), ("all",), {"model": "normal", "sigma": "1"}),
    Family(_BELL.xreplace({_MU: Integer(0)}), (_SIGMA,), ("all",), {"model": "normal", "mu": "0"}),
    Family(exp(-Abs(X - _MU) / _B) / (2 * _B), (_MU, _B), ("all",), {"model": "laplace"}),
    Family(_THETA * X ** (_THETA - 1), (_THETA,), ("unit",), {"model": "power"}),
    Family(exp(-X / _THETA) / _THETA, (_THETA,), ("positive",), {"model": "exponential_mean"}),
    Family(1 / _THETA, (_THETA,), ("up to it",), {"model": "uniform", "support": "from_zero"}),
)  # fmt: skip
_KNOWN: Final = (
    "lambda e^(-lambda x), 1/theta e^(-x/theta), theta x^(theta - 1), e^(-lambda) lambda^x/x!, p (1 - p)^x, p (1 - p)^(x - 1), p^x (1 - p)^(1 - x), the normal and the "
    "Laplace density, and 1/theta on (0, theta)"
)
_SHOWN: Final = {"lambda": "λ", "mu": "μ", "sigma": "σ"}

_HEAD: Final = pattern(
    r"(?:(?:with |has |have |from )*(?:the )?(?:(?:probability )?(?:density|mass)(?: function)?|pdf|pmf|distribution)(?: is)? )?"
    r"(?:[fp](?:_ ?\{?[Xλθ]?(?:\\theta|\\lambda)?\}?)? ?\( ?(?P<x>[xky](?:_ ?i)?) ?(?:(?:[;|,]|\\mid|\\vert) ?[^()]*)?\)"
    r"|P ?\( ?X ?= ?(?P<k>[xk]) ?\)) ?= ?"
)
_END: Final = pattern(
    r" ?(?:,?\s(?:for|on|with|where|from|given|and|if|when|find|what|data|sample|using|based|zero|0 (?:otherwise|else)|estimate|x ?[=><≥≤]|0 ?[<≤] ?x|values|observations)\b"
    r"|[,;$]|\.(?!\d)|\\(?:text|quad|qquad|,|;)|\Z)"
)
_V: Final = r"[xky](?:_ ?i)?"
_LE: Final = r" ?(?:<=|<|≤|\\leq?|\\lt) ?"
_GE: Final = r" ?(?:>=|>|≥|\\geq?|\\gt) ?"
_INF: Final = r"(?:∞|\\infty|infinity|oo)"
_FACTOR: Final = re.compile(
    r"^1/([A-Za-z]+|[θλσμ]) ?\*? ?(?=e\b|exp\b)"
)  # the other reading is no density
_PARAMETER: Final = r"(?:\\?(?:theta|lambda|sigma|mu)|[θλσμpb])"
_DOTS: Final = r"(?:\.\.\.|…|\\l?dots|\\cdots)"
_ON: Final = r"(?:for |on |where |if |when |with )*(?:the (?:interval|unit interval) )?"
_RANGES: Final = {
    "positive": rf"{_V}{_GE}0(?!\.?\d)|0{_LE}{_V}{_LE}{_INF}|0{_LE}{_V}(?!{_LE})|[\[(] ?0 ?, ?{_INF} ?\)|positive {_V}",
    "unit": rf"0{_LE}{_V}{_LE}1(?!\.?\d)|(?:{_V} (?:in|∈|\\in) )?[\[(] ?0 ?, ?1 ?[\])]|the unit interval",
    "up to it": rf"0{_LE}{_V}{_LE}{_PARAMETER}(?![A-Za-z])|(?:{_V} (?:in|∈|\\in) )?[\[(] ?0 ?, ?{_PARAMETER} ?[\])]",
    "counts": rf"{_V} (?:=|in|∈|\\in) ?(?:\\?\{{)? ?0 ?, ?1 ?, ?(?:2 ?, ?)?{_DOTS}(?: ?\\?\}})?",
    "from one": rf"{_V} (?:=|in|∈|\\in) ?(?:\\?\{{)? ?1 ?, ?2 ?, ?(?:3 ?, ?)?{_DOTS}(?: ?\\?\}})?",
    "bits": rf"{_V} (?:=|in|∈|\\in) ?(?:\\?\{{)? ?0 ?(?:,|or) ?1(?: ?\\?\}})?(?! ?,)",
    "all": rf"(?:all |every )?(?:real )?{_V} (?:in|∈|\\in) (?:R|ℝ|\\mathbb\{{R\}})|-{_INF}{_LE}{_V}{_LE}{_INF}",
}
_RANGE: Final = {name: pattern(rf",? ?{_ON}(?:{written})") for name, written in _RANGES.items()}
_BESIDE: Final = pattern(
    r",? ?(?:and )?(?:f\(x\) ?= ?)?(?:0|zero) (?:otherwise|elsewhere|else)"
    rf"|,? ?(?:where |with |for |and )*(?:(?:unknown )?(?:parameter )?){_PARAMETER}{_GE}0(?!\.?\d)(?: (?:is )?unknown)?"
    rf"|,? ?(?:where |with |for |and )*0{_LE}{_PARAMETER}{_LE}1(?!\.?\d)|,? ?\\q?quad|\$"
)
_OTHER_RANGE: Final = pattern(
    rf",? ?{_ON}(?:{_V}{_GE}|\d+(?:\.\d+)?{_LE}{_V}|{_V}{_LE}|[\[(] ?-?\d)"
)


class Density(NamedTuple):
    """The text without the formula, in as many characters, and what the formula says as inputs."""

    text: str
    says: Fields


def density_formula(text: str) -> Density | None:
    """The family whose density the text gives by a formula; None if there is no such formula.

    Raises `NotUnderstood`, with the place, if the formula is that of no family, or for other x.
    """
    text = text.replace("$", " ")
    head = _HEAD.search(text)
    if head is None:
        return None
    end = _END.search(text, head.end())
    stop = end.start() if end else len(text)
    written = text[head.end() : stop].strip().rstrip(".")
    variable = Symbol((head["x"] or head["k"]).replace(" ", ""))
    formula = _read(text, written, head.end())
    stop, where = _range(text, stop)
    letters = sorted(formula.free_symbols - {variable}, key=str)
    for family in _FAMILIES:
        for named in _namings(family, letters):
            if where in (*family.ranges, "") and _same(
                formula.xreplace({variable: X, **named}), family
            ):
                if family.says["model"] == "uniform" and not where:
                    continue
                return Density(_without(text, head.start(), stop, named), family.says)
    refuse(
        text,
        "density",
        f"{written[:60]} is the density of no distribution that is available{_for(where)}.",
        f"The densities are {_KNOWN}.",
        head.start(),
        stop,
    )


def _for(where: str) -> str:
    return " for these x" if where else ""


def _read(text: str, written: str, at: int) -> Expr:
    try:
        if not is_latex(written):
            return plain.expression(_FACTOR.sub(r"(1/\1)*", written))
        from tutor.reading import latex

        return latex.expression(written)
    except TutorError as error:
        raise error.within(text, text.index(written, at)) from None


def _range(text: str, at: int) -> tuple[int, str]:
    """Where what is said of x and of the parameter ends, and the range of x; empty if none is said."""
    where = ""
    while True:
        found = {name: m for name, one in _RANGE.items() if (m := one.match(text, at))}
        if found and not where:
            where = max(found, key=lambda name: found[name].end())
            at = found[where].end()
        elif beside := _BESIDE.match(text, at):
            at = beside.end()
        elif other := _OTHER_RANGE.match(text, at):
            return other.end(), "other"
        else:
            return at, where


def _namings(family: Family, letters: list[Symbol]) -> Iterator[dict[Symbol, Symbol]]:
    if len(letters) == len(family.parameters):
        for order in permutations(family.parameters):
            yield dict(zip(letters, order, strict=True))


def _same(formula: Expr, family: Family) -> bool:
    """Whether two formulas agree at several places, with thirty digits."""
    if not _small(formula):
        return False
    discrete = family.ranges[0] in ("counts", "from one", "bits")
    for k in range(1, 6):
        place = {
            X: Integer(k % 2 if family.ranges[0] == "bits" else k)
            if discrete
            else Rational(2 * k - 1, 7)
        }
        place |= {s: Rational(k, 7 + j) for j, s in enumerate(family.parameters)}
        value = (formula - family.formula).xreplace(place)
        if not value.is_number or abs(value.evalf(30)) > Rational(1, 10**20):
            return False
    return True


def _small(formula: Expr) -> bool:
    """Whether the formula is so short, with no power in an exponent but squares, that it has a value soon."""
    if formula.count_ops() > 60:
        return False
    exponents = [e for p in formula.atoms(Pow, exp) if (e := p.as_base_exp()[1]).free_symbols]
    inner = [p for e in exponents for p in e.atoms(Pow, exp, factorial)]
    return all(isinstance(p, Pow) and p.exp in (2, -1, -2) for p in inner)


def _without(text: str, at: int, end: int, named: dict[Symbol, Symbol]) -> str:
    """The text with spaces for the formula, and the usual letters of the parameters in the rest."""
    rest = text[:at] + " " * (end - at) + text[end:]
    for letter, usual in named.items():
        if letter == usual:
            continue
        name = str(letter)
        short = len(name) == 1 and name.isascii()
        behind = (
            r"(?= ?(?:[,.?;:$)]|\bfrom\b|\bgiven\b|\bif\b|\bfor\b|\bwith\b|\bis\b|\Z))"
            if short
            else r"(?![A-Za-z])"
        )
        greek = {
            "theta": "θ",
            "lambda": "λ",
            "mu": "μ",
            "sigma": "σ",
            "alpha": "α",
            "beta": "β",
        }.get(name)
        spelled = rf"\\?{name}|{greek}" if greek else name
        shown = _SHOWN.get(str(usual), str(usual))
        for found in re.finditer(rf"(?<![A-Za-z\\])(?:{spelled}){behind}", rest):
            rest = rest[: found.start()] + shown.ljust(len(found[0])) + rest[found.end() :]
    return rest
