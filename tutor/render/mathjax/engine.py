"""Typesets LaTeX formulas as SVG.

MathJax, the program that sets mathematics on web pages, is bundled with this package and runs in
V8, the JavaScript engine of a browser, without a browser and without a network.  All formulas of a
page are handed over in one call.  What was typeset once is remembered on disk and not set again.
"""

from __future__ import annotations

import atexit
import functools
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from hashlib import sha256
from importlib.resources import files
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

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
        answers = _engine().drawings(formulas)
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


class Engine:
    """V8 with MathJax loaded, in a thread of its own.

    On processors with memory protection keys only the thread that starts V8, and threads that come
    from it, may touch its memory: in any other the process crashes.  So one thread makes the
    engine, asks it and closes it, and a process starts no second one.
    """

    def __init__(self) -> None:
        try:
            from py_mini_racer import MiniRacer
        except ImportError as error:
            raise MissingPart(
                "no_javascript_engine",
                "The JavaScript engine that sets formulas in PDF files is not installed.",
                fix="Install it with: python -m pip install mini-racer",
            ) from error
        self._requests: SimpleQueue[tuple[list[Any], Future[Any]] | None] = SimpleQueue()
        self._thread = threading.Thread(
            target=self._serve, args=(MiniRacer,), name="formulas", daemon=True
        )
        self._thread.start()
        atexit.register(self.close)  # left to the end of Python, another thread would free it

    def drawings(self, formulas: Sequence[tuple[str, bool]]) -> list[list[str | None]]:
        """For each formula its SVG and None, or None and the reason why MathJax refuses it."""
        if not self._thread.is_alive():  # a fork takes no threads along
            raise RuntimeError("this process was forked after formulas were set; spawn it instead")
        answer: Future[list[list[str | None]]] = Future()
        self._requests.put((list(formulas), answer))
        return answer.result()

    def close(self) -> None:
        """Free the engine; it sets no more formulas."""
        self._requests.put(None)
        self._thread.join()

    def _serve(self, make: type[MiniRacer]) -> None:
        racer: MiniRacer | None = None
        while (request := self._requests.get()) is not None:
            formulas, answer = request
            try:
                if racer is None:
                    racer = make()
                    racer.eval(_bundle().decode())
                answer.set_result(racer.call("drawings", formulas))
            except Exception as error:
                answer.set_exception(error)
        if racer is not None:
            racer.close()


@functools.cache
def _engine() -> Engine:
    return Engine()
