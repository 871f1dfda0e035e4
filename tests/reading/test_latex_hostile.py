"""Hostile and malformed LaTeX is read right or refused in time, and nothing is executed."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from sympy import Integer, Rational, Symbol, exp, sin

from tutor.core.errors import TutorError, Undefined
from tutor.kit.unevaluated import added
from tutor.reading import latex

a, b, c, i, k, n, p, r, x, y, z = sp.symbols("a b c i k n p r x y z")
x1, x2, mu, sigma, lam, T = sp.symbols("x1 x2 mu sigma lambda T")


def attacks() -> list[dict[str, Any]]:
    path = Path(__file__).parents[1] / "cases" / "attacks.jsonl"
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["surface"] == "latex"]


def text_of(row: dict[str, Any]) -> str:
    if "repeat" in row:
        before, part, count, after = row["repeat"]
        return str(before + part * count + after)
    if "repeat2" in row:
        before, count, middle, after, again = row["repeat2"]
        return str(before * count + middle + after * again)
    return str(row["input"])


def read_as_anything(text: str) -> Any:
    """What the text reads as, by the reader for its kind of statement."""
    kind, parts = latex.statement(text) or ("expression", {"f": text})
    match kind:
        case "matrix" | "determinant":
            found = latex.matrix(parts["A"])
            if kind == "determinant" and found.shape[0] != found.shape[1]:
                raise Undefined("not-square", "The matrix is not square.")
            return found
        case "system":
            return latex.equations(parts["system"])
        case "equation":
            return latex.equation(parts["equation"])
    return latex.expression(parts.get("f", text))


VALUES: dict[str, Any] = {
    "x+1": x + 1,
    "exp(x)": exp(x),
    "sin(x)**2": sin(x) ** 2,
    "Abs(Abs(x)-1)": sp.Abs(added(sp.Abs(x), Integer(-1)), evaluate=False),
    "x*y": x * y,
    "x": x,
}


@pytest.mark.parametrize("row", attacks(), ids=lambda row: row["id"])
def test_hostile_input_is_read_right_or_refused_in_time(
    row: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    latex.expression("ab")  # the import of latex2sympy2 is no part of what is watched
    monkeypatch.chdir(tmp_path)

    def executed(*_: Any, **__: Any) -> None:
        raise AssertionError("something was executed")

    for module, name in ((os, "system"), (subprocess, "Popen"), (os, "open")):
        monkeypatch.setattr(module, name, executed)
    if "after" in row:
        read_as_anything(row["after"])
    start = time.perf_counter()
    found = error = None
    try:
        found = read_as_anything(text_of(row))
    except TutorError as caught:
        error = caught
    assert time.perf_counter() - start < 20
    assert not list(tmp_path.iterdir())
    if error is not None:
        assert row["expect"] != "correct result"
        assert error.message
        return
    assert row["expect"] != "clear error"
    if "value_symbol" in row:
        assert Symbol(row["value_symbol"]) in found.free_symbols
    if "value" in row:
        text = row["value"]
        assert found == (VALUES[text] if text in VALUES else Rational(text))
