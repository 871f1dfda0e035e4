"""How students ask for a line through a point of a curve: its tangent, and its normal."""

from __future__ import annotations


def line_phrases(line: str) -> tuple[str, ...]:
    """How the `tangent` or the `normal` of a function `f` is asked for, at a place or at a point."""
    asked = f"[find|what is] [the] [equation of the] {line} [line] {{to|of}} [the graph of|the curve] {{f}}"
    return (
        f"{asked} at {{at}}",
        f"{asked} at ({{at}}, {{value}})",
        f"{asked} at ({{at}},{{value}})",
        f"{asked} {{at|where|at the point where}} {{x}}{{ = |=}}{{at}}",
        f"{line} [line] at {{x}}{{=| = }}{{at}}{{.|:|,}} {{f}}",
    )
