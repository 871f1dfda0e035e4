"""The words of formulas: what is read aloud for each sign and form, one table for each language.

In a phrase, {0} stands for the first part as it is; {0:whole} puts a part that is not a single number
or letter between words that say where it begins and ends, and {0:name} also a number with a sign.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tutor.render.typeset.names import GREEK


class Vocabulary(Struct, frozen=True):
    """The words of one language.

    words      seen inside formulas, with the spaces around them
    signs      an operator or letter, by its character
    negative   the minus sign before a number or letter
    names      names of functions
    letters    Greek letters
    accents    after the letter they are on
    phrases    a form, by its name
    """

    words: Mapping[str, str]
    signs: Mapping[str, str]
    negative: str
    names: Mapping[str, str]
    letters: Mapping[str, str]
    accents: Mapping[str, str]
    phrases: Mapping[str, str]


ENGLISH = Vocabulary(
    words={
        "and": " and ",
        "or": " or ",
        "if": "if ",
        "otherwise": "otherwise",
        "at": " at ",
        "any": " any number",
        "no solution": "no solution",
        "minimum": "minimum ",
        "maximum": "maximum ",
        "local minimum": "local minimum ",
        "local maximum": "local maximum ",
        "saddle": "saddle point with value ",
        "echelon form": "echelon form",
        "reduced form": "rref",
        "independent": " are linearly independent",
        "basis": " is a basis of ",
        "positive definite": " is positive definite",
        "negative definite": " is negative definite",
        "positive semidefinite": " is positive semidefinite",
        "negative semidefinite": " is negative semidefinite",
        "indefinite": " is indefinite",
        "times": " times",
        "positive": ": positive",
        "negative": ": negative",
        "zero": ": zero",
        "undefined": ": no value",
        "no sign": "undef.",
        "true": "true",
        "false": "false",
    },
    signs={
        "+": "plus",
        "−": "minus",
        "·": "times",
        "×": "times",
        "=": "equals",
        "≠": "is not equal to",
        "<": "is less than",
        "≤": "is at most",
        ">": "is greater than",
        "≥": "is at least",
        "≈": "is approximately",
        "→": "tends to",
        "←": "becomes",
        "↔": "swapped with",
        "⟺": "has the same solutions as",
        "⟹": "implies",
        "∼": "has the same solutions as",
        "|": "given",
        "∈": "in",
        "∪": "union",
        ",": ",",
        "!": "factorial",
        "′": "prime",
        "∅": "the empty set",
        "∞": "infinity",
        "∂": "partial",
        "ℝ": "the real numbers",
        "⋯": "and so on",
        "⋮": "and so on",
        "⋱": "and so on",
        "and": "and",
        "times": "times",
        "of": "of",
    },
    negative="negative",
    names={
        "sin": "sine",
        "cos": "cosine",
        "tan": "tangent",
        "cot": "cotangent",
        "sec": "secant",
        "csc": "cosecant",
        "sinh": "hyperbolic sine",
        "cosh": "hyperbolic cosine",
        "tanh": "hyperbolic tangent",
        "arcsin": "arc sine",
        "arccos": "arc cosine",
        "arctan": "arc tangent",
        "arccot": "arc cotangent",
        "arcsec": "arc secant",
        "arccsc": "arc cosecant",
        "arsinh": "inverse hyperbolic sine",
        "arcosh": "inverse hyperbolic cosine",
        "artanh": "inverse hyperbolic tangent",
        "ln": "the natural logarithm",
        "exp": "the exponential",
        "sgn": "the sign",
        "erf": "the error function",
        "Γ": "the gamma function",
        "max": "the maximum",
        "min": "the minimum",
        "det": "the determinant",
        "tr": "the trace",
        "rank": "the rank",
        "dim": "the dimension",
        "adj": "the adjugate",
        "Null": "the null space",
        "Col": "the column space",
        "Row": "the row space",
        "Exp": "the exponential distribution",
        "Poisson": "the Poisson distribution",
        "Bernoulli": "the Bernoulli distribution",
    },
    letters={letter: name for name, letter in GREEK.items() if name.islower() and name != "lamda"}
    | {
        letter: "capital " + name.lower()
        for name, letter in GREEK.items()
        if name.istitle() and name != "Lamda"
    },
    accents={"bar": "bar", "hat": "hat", "tilde": "tilde"},
    phrases={
        "whole": "the quantity {0}, end quantity",
        "simple fraction": "the fraction {0} over {1}",
        "slash": "{0} over {1}",
        "fraction": "the fraction with numerator {0} and denominator {1}, end fraction",
        "squared": "{0} squared",
        "cubed": "{0} cubed",
        "power": "{0} to the power {1}",
        "long power": "{0} to the power {1}, end power",
        "index": "{0} sub {1}",
        "simple square root": "the square root of {0}",
        "square root": "the square root of {0}, end root",
        "simple root": "the root of degree {1} of {0}",
        "root": "the root of degree {1} of {0}, end root",
        "arrow": "by {0},",
        "matrix": "the {0} by {1} matrix, {2}, end matrix",
        "determinant": "the determinant of the {0} by {1} matrix, {2}, end determinant",
        "row": "row {0}: {1}",
        "table of values": "the table with the columns {0}. {1}. End of table",
        "values": "{0}: {1}",
        "row left out": "row {0} is left out",
        "rows left out": "rows {0} to {1} are left out",
        "bar": "bar",
        "cases": "the cases {0}, end cases",
        "system": "the system {0}, end system",
        "absolute value": "the absolute value of {0:whole}",
        "floor": "the floor of {0:whole}",
        "ceiling": "the ceiling of {0:whole}",
        "factorial": "{0:name} factorial",
        "binomial": "{0:name} choose {1:name}",
        "derivative": "the derivative with respect to {0} of {1:whole}",
        "partial derivative": "the partial derivative with respect to {0} of {1:whole}",
        "integral": "the integral of {0} with respect to {1}",
        "integral between": "the integral from {0} to {1} of {2} with respect to {3}",
        "limit": "the limit as {0} tends to {1} of {2:whole}",
        "limit from above": "the limit as {0} tends to {1} from above of {2:whole}",
        "limit from below": "the limit as {0} tends to {1} from below of {2:whole}",
        "sum": "the sum over {0} from {1} to {2} of {3:whole}",
        "product": "the product over {0} from {1} to {2} of {3:whole}",
        "distributed": "{0} follows {1}",
        "column": "the column {0}, end column",
        "line": "the row {0}, end row",
        "pair": "the pair {0}",
        "triple": "the triple {0}",
        "tuple": "the tuple {0}, end tuple",
        "set": "the set of {0}, end set",
        "interval closed closed": "the closed interval from {0} to {1}",
        "interval open open": "the open interval from {0} to {1}",
        "interval closed open": "the interval from {0} to {1}, without {1}",
        "interval open closed": "the interval from {0} to {1}, without {0}",
        "probability": "the probability of {0}",
        "hypothesis": "{0}: {1}",
        "t distribution": "the t distribution with {0} degrees of freedom",
        "chi-squared distribution": "the chi-squared distribution with {0} degrees of freedom",
        "normal distribution": "the normal distribution with mean {0} and variance {1}",
        "echelon form": "{0} has the echelon form {1}",
        "reduced form": "{0} has the reduced row echelon form {1}",
        "transpose": "{0:whole} transpose",
        "inverse": "the inverse of {0:whole}",
        "identity matrix": "the {0} by {0} identity matrix",
        "columns": "the matrix with the columns {0}, end columns",
        "projection": "the projection of {0:whole} onto {1:whole}",
        "dot product": "the dot product of {0:whole} and {1:whole}",
        "cross product": "the cross product of {0:whole} and {1:whole}",
        "norm": "the norm of {0:whole}",
        "p-norm": "the {1} norm of {0:whole}",
        "Frobenius norm": "the Frobenius norm of {0:whole}",
        "entry": "the entry in row {1}, column {2} of {0:whole}",
        "component": "component {1} of {0:whole}",
        "span": "the span of {0}, end span",
        "eigenspace": "the eigenspace of {0:whole} for {1:whole}",
        "coordinate space": "the space R {0}",
        "root of polynomial": "root {0} of the polynomial {1:whole}",
        "row swap": "row {0} swapped with row {1}",
        "row scaling": "row {0} becomes {1} times row {0}",
        "long row scaling": "row {0} becomes {1:whole} times row {0}",
        "row addition": "row {0} becomes row {0} plus {2:whole} times row {1}",
        "row subtraction": "row {0} becomes row {0} minus {2:whole} times row {1}",
        "plain row addition": "row {0} becomes row {0} plus row {1}",
        "plain row subtraction": "row {0} becomes row {0} minus row {1}",
        "evaluated": "{0:whole} at {1}",
        "both": "{0} and {1}",
        "signs": "the signs of {0:whole}, {1}",
        "quantile": "the {1} quantile of {0}",
    },
)

VOCABULARIES: Mapping[str, Vocabulary] = {"en": ENGLISH}
