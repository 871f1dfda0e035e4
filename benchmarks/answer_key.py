"""A key with the derivations of 30 linear systems: HTML, PDF and LaTeX.

HTML, for systems of several sizes, is compared with the same row operations on copied SymPy matrices, each
formula printed with `sympy.latex`.  PDF is compared with the same pages with
empty boxes in place of formulas, and with pdflatex on the same derivations if
it is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

import sympy

from tutor.catalogue import TOPICS
from tutor.core.claims import Added, Scaled, Swapped
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
    traces = [topic.trace(topic.problem(**system), "gauss_jordan") for system in systems(size)]
    return sheet("Key", [Item(trace, verify(trace)) for trace in traces], answers=True)


def html(size: int = SIZE) -> str:
    return write(key(size), "html")


def html_with_copies(size: int) -> str:
    """The row operations of the same derivations, on SymPy matrices and through `sympy.latex`."""
    parts = []
    for system in systems(size):
        trace = topic.trace(topic.problem(**system), "gauss_jordan")
        state = None
        for step in trace.walk():
            match step.claims[0]:
                case Swapped(before, i, j, _):
                    state = sympy.Matrix(before.entries()) if state is None else state
                    state = state.elementary_row_op("n<->m", row1=i - 1, row2=j - 1)
                case Scaled(before, i, factor, _):
                    state = sympy.Matrix(before.entries()) if state is None else state
                    state = state.elementary_row_op("n->kn", row=i - 1, k=factor)
                case Added(before, target, source, factor, _):
                    state = sympy.Matrix(before.entries()) if state is None else state
                    state = state.elementary_row_op(
                        "n->n+km", row=target - 1, k=factor, row2=source - 1
                    )
                case claim:
                    parts += [
                        sympy.latex(v)
                        for v in map(claim.__getattribute__, claim.__struct_fields__)
                        if isinstance(v, sympy.Basic) and not hasattr(v, "rows")
                    ]
                    continue
            parts.append(sympy.latex(state))
    return "".join(f"<p>\\({part}\\)</p>" for part in parts)  # fmt: skip


def pdf(document) -> bytes:
    return write(document, "pdf")


def seconds(run: Callable[[], object], rounds: int = 1) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


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
        both = [
            (seconds(lambda n=size: html(n)), seconds(lambda n=size: html_with_copies(n)))
            for _ in range(ROUNDS)
        ]
        ratio = median(ours / theirs for ours, theirs in both)
        ours, theirs = map(min, zip(*both, strict=True))
        print(
            f"HTML key, n = {size:2} {ours:6.2f} s   {ratio:5.2f} times copies and sympy.latex ({theirs:.2f} s)"
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
