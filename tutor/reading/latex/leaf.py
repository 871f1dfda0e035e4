"""One term of a formula, read by latex2sympy2 behind a guard.

Every number, letter and bracketed part of the term is first replaced by a letter of its own,
so latex2sympy2 sees only the shape: `3x^{2}` becomes `ab^{c}`.  Its answer must hold each of
these letters once, the functions that were written, and nothing else.  Then the
exact values are put back, within the limits.

A term is built of these constructs, each with a test: a letter, a product (written beside
each other or with a dot), a quotient with `/`, a fraction, a power, a root, a factorial, a binomial
coefficient, an absolute value, and a function or logarithm with its bracket.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from types import ModuleType
from typing import Any, Final, TextIO

import sympy as sp
from sympy import Basic, Expr

from tutor.core.errors import NotUnderstood, OverLimit
from tutor.reading import exact
from tutor.reading.latex.tokens import Token

# Letters without a meaning of their own in latex2sympy2: no c, d, e, i, j, r, C, E, I, J, O, P, T.
_LETTERS: Final = "abfghklmnopqstuvwxyzABDFGHKLMNQRSUVWXYZ"
FACTORS: Final = len(_LETTERS)  # of one term: latex2sympy2 recurses once or twice for each

_LOCK: Final = threading.Lock()

_NAMES: Final = {
    **{function: name for name, function in exact.FUNCTIONS.items()},
    sp.exp: "exp",
    sp.log: "ln",
    sp.Abs: "abs",
    sp.floor: "floor",
    sp.ceiling: "ceil",
    sp.Max: "max",
    sp.Min: "min",
    sp.factorial: "factorial",
    sp.binomial: "binomial",
}
_TO_BE_WORKED_OUT: Final = (sp.Integral, sp.Sum, sp.Product, sp.Limit, sp.Derivative)


class Leaf:
    """The term as it grows: its shape in LaTeX, and the values its letters stand for.

    `at` is where the term begins in the text, `last` the factor before unless a sign followed
    it, `divided` says that a slash stood before that factor, `negative` the sign met on the way.
    """

    def __init__(self, at: int) -> None:
        self.at = at
        self.last: Token | None = None
        self.divided = False
        self.negative = False
        self.shape = ""
        self.values: list[Expr] = []
        self.functions: Counter[str] = Counter()

    def stand_in(self, value: Expr) -> str:
        """The letter that stands for the value."""
        if len(self.values) == FACTORS:
            raise OverLimit(
                "term-size",
                f"One term has more than {FACTORS} factors.",
                fix="Put some of the factors in brackets.",
            )
        self.values.append(value)
        return _LETTERS[len(self.values) - 1]

    def function(self, name: str, shape: str) -> str:
        """Note that the shape holds this function; return the shape."""
        self.functions[name] += 1
        return shape

    def value(self) -> Expr:
        """What the term is, from the reading of its shape by latex2sympy2."""
        if self.shape == _LETTERS[0]:
            return self.values[0]
        tree = _tree(self.shape)
        if not _faithful(tree, len(self.values), self.functions):
            raise unreadable()
        return _filled(tree, self.values)


def unreadable() -> NotUnderstood:
    """The error for a term that latex2sympy2 rejects or misreads."""
    return NotUnderstood(
        "latex-term",
        "This part of the formula cannot be read.",
        fix="Write it with brackets, fractions and explicit products.",
    )


@lru_cache(maxsize=2048)
def _tree(shape: str) -> Basic:
    """The shape as latex2sympy2 reads it; it keeps state, so one thread at a time may ask."""
    with _LOCK:
        module = _latex2sympy2()
        _forget(module)
        try:
            tree = module.latex2sympy(shape)
        except RecursionError as error:
            raise unreadable() from error
        except Exception as error:  # its errors are bare Exceptions
            raise unreadable() from error
        finally:
            _forget(module)
    if not isinstance(tree, Expr):
        raise unreadable()
    return tree


def _forget(module: Any) -> None:
    """Empty what latex2sympy2 remembers: `x = 5` in one text must not reach the next."""
    module.var = {}
    module.variances.clear()
    module.VARIABLE_VALUES = {}
    module.is_real = None


@lru_cache(maxsize=1)
def _latex2sympy2() -> Any:
    """The module, imported when the first formula needs it.

    Its ANTLR runtime asks for `typing.io`, which Python 3.13 no longer has and earlier ones
    warn about, so a stand-in takes that name during the import.
    """
    stand_in: Any = ModuleType("typing.io")
    stand_in.TextIO = TextIO
    kept = sys.modules.get("typing.io")
    sys.modules["typing.io"] = stand_in
    try:
        import latex2sympy2

        _forget(latex2sympy2)
        latex2sympy2.latex2sympy("a")
    except Exception as error:  # missing, or another package has displaced a part of it
        raise NotUnderstood(
            "latex2sympy2-missing",
            "LaTeX cannot be read: the package latex2sympy2 is missing or displaced.",
            fix="Install it with: pip install --force-reinstall latex2sympy2==1.9.1"
            " antlr4-python3-runtime==4.7.2",
        ) from error
    finally:
        if kept is None:
            del sys.modules["typing.io"]
        else:
            sys.modules["typing.io"] = kept
    return latex2sympy2


def _faithful(tree: Basic, count: int, functions: Counter[str]) -> bool:
    """Whether the tree holds each letter once, these functions, and nothing else."""
    letters: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for node in sp.preorder_traversal(tree):
        if isinstance(node, sp.Symbol):
            letters[node.name] += 1
        elif node.func in _NAMES:
            found[_NAMES[node.func]] += 1
        elif not isinstance(node, sp.Mul | sp.Pow) and node not in (-1, sp.S.Half, sp.E):
            return False
    return letters == Counter(_LETTERS[:count]) and found == functions


def _filled(tree: Basic, values: list[Expr]) -> Expr:
    """The tree with the values in place of its letters, every operation carried out."""
    at = dict(zip(_LETTERS, values, strict=False))

    def fill(node: Basic) -> Expr:
        if isinstance(node, sp.Symbol):
            return at[node.name]
        if not node.args:
            return node
        filled = [fill(part) for part in node.args]
        if isinstance(node, sp.Mul):
            return exact.product(filled)
        check_worked_out(filled)
        if isinstance(node, sp.Pow):
            if node.exp == -1:  # the placeholder of a written exponent is a letter
                return exact.quotient(sp.S.One, filled[0])
            return exact.power(filled[0], filled[1])
        return called(_NAMES[node.func], filled)

    return fill(tree)


def called(name: str, arguments: list[Expr]) -> Expr:
    """The function applied to its arguments."""
    check_worked_out(arguments)
    if name == "ln" and len(arguments) == 2 and arguments[1] is sp.E:
        arguments = arguments[:1]
    value = exact.call(name, arguments)
    if value.has(sp.re, sp.im):  # SymPy's |e^x| allows for complex x; here all is real
        return sp.Abs(*arguments, evaluate=False)
    return value


def check_worked_out(values: Sequence[Expr]) -> None:
    """Refuse a sum, integral or limit without letters where SymPy would compute its number."""
    for value in values:
        if not value.free_symbols and value.has(*_TO_BE_WORKED_OUT):
            raise NotUnderstood(
                "operator-inside",
                "An integral, sum, limit or derivative stands where a number is needed.",
                fix="Work it out first, and write its value.",
            )
