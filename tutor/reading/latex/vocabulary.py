"""The signs and commands that are read, and what each stands for.

A line of a table gives the kind and the value of a token and then every spelling of it; the
value `.` means that each spelling is its own value.  What is not in these tables is refused.
"""

from __future__ import annotations

from typing import Final


def _table(lines: str) -> dict[str, tuple[str, str]]:
    found = {}
    for line in lines.strip().splitlines():
        kind, value, *spellings = line.split()
        found.update({s: (kind, s if value == "." else value) for s in spellings})
    return found


COMMANDS: Final = _table(
    """
    letter . alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda
    letter . mu nu xi pi rho varrho sigma tau upsilon phi varphi chi psi omega ell partial
    letter . Gamma Delta Theta Lambda Xi Sigma Upsilon Phi Psi Omega
    letter d differentialD
    letter e exponentialE
    function . sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh arsinh arcosh artanh
    function . exp ln log max min
    accent . hat bar tilde vec
    accent bar overline
    frac . frac dfrac tfrac cfrac
    binom . binom dbinom tbinom
    command . sqrt infty int sum prod lim det to nabla
    command to rightarrow
    command transpose top intercal
    complement . neg lnot
    times * cdot times
    over / div
    relation <= le leq leqslant
    relation >= ge geq geqslant
    relation != ne neq
    relation < lt
    relation > gt
    set and cap
    set or cup
    gap . quad qquad
    bar | mid vert
    open | lvert
    close | rvert
    open || lVert
    close || rVert
    open floor lfloor
    close floor rfloor
    open ceil lceil
    close ceil rceil
    open < langle
    close < rangle
    open { lbrace
    close { rbrace
    prime ' prime
    """
)
CHARACTERS: Final = _table(
    """
    brace { {
    unbrace { }
    open ( (
    close ( )
    open [ [
    close [ ]
    bar | |
    sign + +
    sign - - −
    times * * × ·
    over / / ÷
    power ^ ^
    sub _ _
    prime ' '
    factorial ! !
    comma , ,
    semicolon ; ;
    relation = =
    relation < <
    relation > >
    relation <= ≤
    relation >= ≥
    relation != ≠
    column & &
    question ? ?
    gap $ $
    command infty ∞
    """
)
CONTROL_SYMBOLS: Final = _table(
    r"""
    open { \{
    close { \}
    norm || \|
    percent % \%
    gap $ \( \) \[ \]
    """
)
# After \left and \right: whether the delimiter opens or closes follows from the command.
DELIMITERS: Final = {
    ".": ".",
    **{c: CHARACTERS[c][1] for c in "()[]|"},
    **{c: CONTROL_SYMBOLS[c][1] for c in (r"\{", r"\}", r"\|")},
    **{rf"\{c}": v for c, (kind, v) in COMMANDS.items() if kind in ("open", "close") or v == "|"},
}
SIDES: Final = {"left": "open", "right": "close", "mleft": "open", "mright": "close"}

_NAMES: Final = _table(
    """
    greek . alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma
    greek . tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Sigma Phi Psi Omega
    ignored . displaystyle textstyle limits nolimits hline
    ignored . big bigl bigr Big Bigl Bigr bigg biggl biggr Bigg Biggl Biggr
    font . mathrm mathbf mathit mathcal mathsf boldsymbol bm operatorname
    font . text textrm textbf textit
    matrix . matrix pmatrix bmatrix Bmatrix vmatrix smallmatrix array
    lines . cases aligned align align* gathered gather gather* split
    """
)


def _of_kind(kind: str) -> frozenset[str]:
    return frozenset(name for name, (k, _) in _NAMES.items() if k == kind)


GREEK: Final = _of_kind("greek")
IGNORED: Final = _of_kind("ignored")
FONTS: Final = _of_kind("font")
MATRICES: Final = _of_kind("matrix")
LINES: Final = _of_kind("lines")
ALLOWED: Final = frozenset(COMMANDS) | IGNORED | FONTS | frozenset(SIDES) | {"begin", "end"}

# Functions whose name is written with \operatorname or \mathrm, in its usual spellings.
OPERATOR_NAMES: Final = {
    **{name: name for name, (kind, _) in COMMANDS.items() if kind == "function"},
    **{f"a{name}": f"arc{name}" for name in ("sin", "cos", "tan")},
    **{f"a{name}": f"ar{name}" for name in ("sinh", "cosh", "tanh")},
    "erf": "erf",
    "sgn": "sign",
    "sign": "sign",
}

# Kinds of tokens that can begin a factor, or that are refused by name where one may begin.
BEGINS_FACTOR: Final = frozenset(
    {"number", "letter", "accent", "open", "bar", "norm", "brace", "frac", "binom", "command"}
    | {"function", "complement", "begin"}
)
