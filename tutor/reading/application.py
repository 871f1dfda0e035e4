"""Functions applied to what follows them: `sin(x)`, `sin 2x`, `sin^2(x)`, `log_2(8)`.

Without brackets a function takes one number, one name, or both side by side, as in `sin 2x`.
Where more follows, such as in `sin x^2`, both readings are named and asked back; spaces around a
fraction stroke say where the function ends, as in `sin x / x`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

from sympy import Expr, Integer, Rational, pi

from tutor.reading import exact, names
from tutor.reading.tokens import Token

if TYPE_CHECKING:
    from tutor.reading.grammar import Reader


def function(reader: Reader, token: Token) -> Expr:
    """The function whose name, `token`, was read, applied to what follows."""
    name = names.FUNCTIONS[token.value]
    exponent = exponent_of_function(reader, token)
    if reader.sees("("):
        values = arguments(reader, token)
    else:
        values = [argument_without_brackets(reader, token)]
    least, most = names.ARGUMENTS.get(name, (1, 1))
    if not least <= len(values) <= most:
        needed = "1 value" if most == 1 else f"{least} values" if least > 1 else "1 or 2 values"
        reader.refuse(
            "arguments",
            f"{token.value} takes {needed}, and {len(values)} stand here.",
            f"For example {_EXAMPLES.get(name, f'{token.value}(x)')}.",
            token._replace(end=reader.before.end),
        )
    span = token._replace(end=reader.before.end)
    value = reader.work(span, exact.call, name, values)
    return value if exponent is None else reader.work(span, exact.power, value, exponent)


def exponent_of_function(reader: Reader, token: Token) -> Rational | None:
    """The exponent in `sin^2(x)`, which is the square of the value."""
    if not reader.sees("^"):
        return None
    reader.take()
    bracketed = reader.sees("(")
    if bracketed:
        reader.take()
    number = reader.next.number
    if number is not None and number > 1 and isinstance(number, Integer):
        reader.take()
        if not bracketed:
            return number
        if reader.sees(")"):
            reader.take()
            return number
    name = token.value
    inverse = names.FUNCTIONS[name]
    arc = f"arc{inverse}(x)" if inverse in ("sin", "cos", "tan", "cot") else "its inverse"
    reader.refuse(
        "ambiguous",
        f"This exponent of {name} can mean a power or the inverse function.",
        f"Write {arc} or ({name}(x))^(-1).",
        token._replace(end=reader.next.end),
    )


def arguments(reader: Reader, token: Token) -> list[Expr]:
    """The formulas between the brackets and commas that follow."""
    opened = reader.take()
    reader.enter(opened)
    bars, reader.bars = reader.bars, 0
    if reader.sees(")"):
        reader.refuse(
            "arguments",
            f"{token.value} needs a value.",
            f"For example {_EXAMPLES.get(token.value, f'{token.value}(x)')}.",
            token._replace(end=reader.next.end),
        )
    values = [reader.sum()]
    while reader.sees(","):
        reader.take()
        values.append(reader.sum())
    if reader.sees("="):
        reader.refuse(
            "relation",
            "A function is taken of a formula, not of an equation.",
            "Write one side only.",
            reader.next,
        )
    reader.need(")", opened)
    reader.bars = bars
    reader.depth -= 1
    return values


def argument_without_brackets(reader: Reader, token: Token) -> Expr:
    """The argument of `sin x`, `ln 2x` or `cos πx`: a number or pi, a name, or both side by side."""
    name, start = token.value, reader.k
    simple = reader.next.kind in ("number", "name") or reader.sees("|")
    if not simple or (names.FUNCTIONS[name] in names.ARGUMENTS and names.FUNCTIONS[name] != "ln"):
        reader.refuse(
            "argument",
            f"{name} needs a value.",
            f"Write brackets: {_EXAMPLES.get(names.FUNCTIONS[name], f'{name}(x)')}.",
            token,
        )
    if reader.next.value in names.FUNCTIONS and reader.next.value not in reader.declared:
        reader.refuse("argument", f"{name} needs brackets here.", f"Write {name}(...).", token)
    factors = [reader.atom()]
    while reader.before.kind == "number" or factors[-1] is pi:
        if reader.next.kind != "name" or reader.next.gap or at_function(reader):
            break
        reader.check_implicit_product()
        factors.append(reader.name())
    apart = reader.sees("/") and reader.next.gap and reader.tokens[reader.k + 1].gap  # sin x / x
    if (reader.sees("^", "!", "/", "%", "'") and not apart) or (
        reader.begins_factor() and not at_function(reader)
    ):
        ask_how_far_to_take(reader, name, start)
    return factors[0] if len(factors) == 1 else reader.work(token, exact.product, factors)


def ask_how_far_to_take(reader: Reader, name: str, start: int) -> NoReturn:
    """Ask whether what follows belongs to the argument of a function without brackets."""
    shown, stop = reader.source(start), reader.k
    joined = reader.next.kind != "sign" or reader.sees("(")
    if not joined and reader.tokens[stop + 1].kind != "end":
        reader.k += 1
    rest = reader.text[reader.tokens[stop].at : reader.next.end].replace("(", "(...)")
    join = "*" if joined else ""
    bracketed = f"({name}({shown}))" if reader.tokens[stop].is_sign(*"^!%'") else f"{name}({shown})"
    reader.ambiguous(f"{name}({shown}{join}{rest})", f"{bracketed}{join}{rest}", start - 1)


def at_function(reader: Reader) -> bool:
    """Whether the name of a function comes next, which ends the argument of the one before."""
    value = reader.next.value
    known = value in names.FUNCTIONS or names.LOGARITHM.fullmatch(value)
    return reader.next.kind == "name" and bool(known) and value not in reader.declared


def logarithm(reader: Reader, token: Token, base: str) -> Expr:
    """`log_2(8)`, `log10(x)` or `log_a(x)`."""
    if not reader.sees("("):
        reader.refuse(
            "argument", f"{token.value} needs brackets.", f"Write {token.value}(x).", token
        )
    if base.isdigit():
        to: Expr = Integer(base)
    elif names.is_variable(base) and base != "e":
        to = reader.symbol(token._replace(value=base))
    else:
        reader.unknown(token)
    argument, *more = arguments(reader, token)
    if more:
        reader.refuse("arguments", "A logarithm takes 1 value.", "Write log_2(8).", token)
    span = token._replace(end=reader.before.end)
    return reader.work(span, exact.call, "ln", [argument, to])


_EXAMPLES: Final = {
    "max": "max(2, 3)",
    "min": "min(2, 3)",
    "gcd": "gcd(12, 18)",
    "lcm": "lcm(12, 18)",
    "binomial": "binomial(5, 2)",
    "ln": "ln(x)",
}
