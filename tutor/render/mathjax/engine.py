"""Typesets LaTeX formulas as SVG.

MathJax, the program that sets mathematics on web pages, is bundled with this package and runs in
V8, the JavaScript engine of a browser, without a browser and without a network.  All formulas of a
page are handed over in one call.  What was typeset once is remembered on disk and not set again.
"""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from tutor.render.mathjax import cache
from tutor.render.system import MissingPart

if TYPE_CHECKING:
    from py_mini_racer import MiniRacer

_one_at_a_time = threading.Lock()


def svg(formulas: Sequence[tuple[str, bool]]) -> list[str]:
    r"""One SVG text for each pair of LaTeX and whether it stands on a line of its own.

    Lengths are thousandths of an em, the baseline is y = 0, and the view box is the whole size:
    the text has no `width` and no `height`.  Colours that the formula does not set are
    `currentColor`.  A formula that MathJax refuses is a mistake of the program that wrote it and
    raises `ValueError`.

    >>> svg([("x", False)])[0][:72]
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -442 572 453" xmlns:x'
    """
    keys = {formula: _key(*formula) for formula in formulas}
    known = cache.recall(list(keys.values()))
    missing = [formula for formula, key in keys.items() if key not in known]
    if missing:
        fresh = {
            keys[formula]: text for formula, text in zip(missing, _typeset(missing), strict=True)
        }
        cache.remember(fresh)
        known.update(fresh)
    return [known[keys[formula]] for formula in formulas]


def _typeset(formulas: Sequence[tuple[str, bool]]) -> list[str]:
    with _one_at_a_time:
        process, racer = _context()
        if process != os.getpid():  # V8's threads stay behind, and a call would wait for ever
            raise RuntimeError("this process was forked after formulas were set; spawn it instead")
        answers = racer.call("drawings", list(formulas))
    drawings = []
    for (latex, _), (drawing, reason) in zip(formulas, answers, strict=True):
        if drawing is None:
            raise ValueError(f"MathJax cannot set {latex!r}: {reason}")
        if "<text" in drawing:
            raise ValueError(f"MathJax has no glyph for a character of {latex!r}")
        drawings.append(drawing)
    return drawings


@functools.cache
def _bundle() -> bytes:
    return (files("tutor.render.mathjax") / "bundle" / "mathjax.js").read_bytes()


@functools.cache
def _checksum() -> bytes:
    return sha256(_bundle()).digest()


def _key(latex: str, display: bool) -> bytes:
    return sha256(_checksum() + bytes([display]) + latex.encode()).digest()


@functools.cache
def _context() -> tuple[int, MiniRacer]:
    """The process that started the engine, and the engine with MathJax loaded."""
    try:
        from py_mini_racer import MiniRacer
    except ImportError as error:
        raise MissingPart(
            "no_javascript_engine",
            "The JavaScript engine that sets formulas in PDF files is not installed.",
            fix="Install it with: python -m pip install mini-racer",
        ) from error
    # The engine ties itself to the event loop of the thread that makes it, if there is one.  A
    # notebook or a web server may close its loop while we live on, so a thread without one makes it.
    with ThreadPoolExecutor(max_workers=1) as pool:
        racer = pool.submit(MiniRacer).result()
    racer.eval(_bundle().decode())
    return os.getpid(), racer
