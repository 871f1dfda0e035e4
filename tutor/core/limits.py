"""How large an input may be, and why.

A limit is there so that no input hangs the program or fills the memory; each
is far above what a course or a textbook asks.  An input over a limit raises
`OverLimit`, which names the limit.
"""

from __future__ import annotations

from typing import Final

CHARACTERS: Final = 2_000  # a long word problem; a larger text is no single problem
TOKENS: Final = 800  # keeps a recursive reader within Python's stack
DEPTH: Final = 50  # nested brackets; SymPy itself recurses on depth
DIGITS: Final = 100  # of one literal
BITS: Final = 13_000  # of an exact number, about 3,900 digits: below Python's own printing limit
SYMBOL_EXPONENT: Final = 100  # (x + 1)^100 still expands in a blink
DEGREE: Final = 400  # of nested powers such as (x^2 + 1)^100; the verifier multiplies them out
TOWER: Final = 4  # levels of powers upon one another: x^x^x^x^x has no decimal value at x = 4
FACTORIAL: Final = 1_000  # argument of factorials and binomials
VARIABLES: Final = 30
TERMS: Final = 400
SUM: Final = 10_000  # terms of a written sum or product, which the verifier works out one by one
NAME: Final = 32  # characters of one name

ROWS_ONE_BY_ONE: Final = 6  # of a taller matrix a whole column is cleared in one step
MATRIX_WITH_STEPS: Final = 10  # rows or columns whose every step fits a page
MATRIX: Final = 50  # rows or columns of the largest condensed derivation
LETTERS_IN_MATRIX: Final = 4  # symbolic elimination grows like the factorial of the size

VALUE_BITS: Final = 1_100  # of a number that is measured, about 330 digits: roots of it are taken
ROOTS_TOGETHER: Final = 16  # degree of the common domain of a matrix; four square roots take 0.05 s
DATA: Final = 10_000  # values of a sample
YAML_BYTES: Final = 256 * 1024
FILE: Final = 4 * 1024**2  # bytes of a problem or of data in a file
TRACE: Final = 256 * 1024**2  # bytes of a saved trace

SECONDS: Final = 60  # a command works on a problem unless told otherwise; a textbook's takes one
WRITING: Final = 30  # seconds to write the steps of work that was stopped
LONGEST: Final = 86_400  # seconds, a day
WORKER_MEMORY: Final = 2 * 1024**3  # bytes a process may use before it is stopped
