"""A key with the derivations of 30 linear systems: HTML, PDF and LaTeX.

HTML, for systems of several sizes, is compared with what a program makes that has SymPy alone: after each of
the same row operations a whole matrix, printed with `sympy.latex`; each operation checked with its
elementary matrix, and each equation at the solution, by `simplify`.  It has no reasons, no words to
read aloud and no figure, so figures are left out on both sides.  PDF is compared with the same pages
with empty boxes in place of formulas, and with pdflatex on the same derivations if it is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import sympy

from tutor.catalogue import TOPICS
from tutor.core.claims import Added, Cleared, Scaled, Swapped
from tutor.kit import nice
from tutor.render import write
from tutor.render.document import Item, sheet
from tutor.verify import verify

PROBLEMS = 30
ROUNDS = 3
SIZE = 4
SIZES = (4, 6, 10)  # of the HTML keys
topic = TOPICS["linear_algebra.linear_system"]


def systems(size: int = SIZE) -> list[dict]:
    return [nice.linear_system(Random(seed), size, "unique") for seed in range(PROBLEMS)]


def key(size: int = SIZE):
    posed = [topic.problem(**system) for system in systems(size)]
    traces = [topic.trace(problem, "gauss_jordan", pictures=False) for problem in posed]
    return sheet("Key", [Item(trace, verify(trace)) for trace in traces], answers=True)


def html(size: int = SIZE) -> str:
    return write(key(size), "html")


def addition(target: int, source: int, factor: sympy.Expr) -> dict[str, Any]:
    return {"op": "n->n+km", "row": target - 1, "k": factor, "row2": source - 1}


def operations(size: int) -> Iterator[tuple[sympy.Matrix, list[dict[str, Any]]]]:
    """The augmented matrix of each system, and its row operations as SymPy takes them."""
    for system in systems(size):
        trace = topic.trace(topic.problem(**system), "gauss_jordan", pictures=False)
        first, chosen = None, []
        for step in trace.walk():
            match step.claims[0]:
                case Swapped(before, i, j, _):
                    chosen.append({"op": "n<->m", "row1": i - 1, "row2": j - 1})
                case Scaled(before, i, factor, _):
                    chosen.append({"op": "n->kn", "row": i - 1, "k": factor})
                case Added(before, target, source, factor, _):
                    chosen.append(addition(target, source, factor))
                case Cleared(before, source, factors, _):
                    pairs = enumerate(factors.row(1), start=1)
                    chosen += [addition(target, source, k) for target, k in pairs if k != 0]
                case _:
                    continue
            first = first or sympy.Matrix(before.entries())
        yield first, chosen


def html_with_copies(problems: Iterable[tuple[sympy.Matrix, list[dict[str, Any]]]]) -> str:
    """A page of whole matrices, each operation and the solution checked by `simplify`."""
    parts = []
    for first, chosen in problems:
        state, unknowns = first, sympy.symbols(f"x1:{first.cols}")
        for how in chosen:
            before, state = state, state.elementary_row_op(**how)
            elementary = sympy.eye(first.rows).elementary_row_op(**how)
            assert sympy.simplify(elementary * before - state).is_zero_matrix
            parts.append(sympy.latex(state))
        solution = dict(zip(unknowns, state.col(-1), strict=True))
        for k in range(first.rows):
            left = sum(a * x for a, x in zip(first.row(k)[:-1], unknowns, strict=True))
            assert sympy.simplify(left.subs(solution) - first[k, -1]) == 0
            parts.append(sympy.latex(sympy.Eq(left, first[k, -1])))
        parts += [sympy.latex(sympy.Eq(*pair)) for pair in solution.items()]
    return "".join(f"<p>\\({part}\\)</p>" for part in parts)


def pdf(document) -> bytes:
    return write(document, "pdf")


def seconds(run: Callable[[], object]) -> float:
    """What a call takes of the processor, in this process and in those it starts."""
    before = os.times()[:4]
    run()
    return sum(os.times()[:4]) - sum(before)


def pdf_with_empty_boxes(document) -> bytes:
    """The same pages: every formula has its box, and nothing is drawn in it."""
    from tutor.render.pdf_operators import Formula

    drawing = Formula.draw
    Formula.draw = lambda *arguments: None
    try:
        return pdf(document)
    finally:
        Formula.draw = drawing


def main() -> None:
    html()  # templates compiled, caches of SymPy warm for both
    for size in SIZES:
        known = list(operations(size))
        both = [
            (seconds(lambda n=size: html(n)), seconds(lambda k=known: html_with_copies(k)))
            for _ in range(ROUNDS)
        ]
        ratio = median(ours / theirs for ours, theirs in both)
        ours, theirs = map(min, zip(*both, strict=True))
        print(
            f"HTML key, n = {size:2} {ours:6.2f} s   {ratio:5.2f} times SymPy alone ({theirs:.2f} s)"
        )
    document = key()
    formulas = len(re.findall("<math", html()))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        cold, cached = seconds(lambda: pdf(document)), seconds(lambda: pdf(document))
        bare = seconds(lambda: pdf_with_empty_boxes(document))
    print(f"PDF, {formulas} formulas: the same pages with empty boxes {bare:.2f} s")
    print(f"  cold          {cold:6.2f} s   {cold / bare:5.2f} times these pages")
    print(f"  cached        {cached:6.2f} s   {cached / bare:5.2f} times these pages")
    if shutil.which("pdflatex"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "key.tex"
            path.write_text(write(document, "latex"), encoding="utf-8")
            command = ["pdflatex", "-interaction=batchmode", path.name]
            tex = seconds(lambda: subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False))  # fmt: skip
        print(f"  pdflatex      {tex:6.2f} s   our cold PDF is {cold / tex:5.2f} times that")


if __name__ == "__main__":
    main()
