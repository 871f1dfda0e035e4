"""Nothing in a trace file is evaluated: text has no place inside an expression."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tutor.core.errors import NotUnderstood
from tutor.core.expr import HEADS, Decoder

PAYLOAD = "__import__('pathlib').Path('CANARY').touch()"
STRANGERS: dict[str, Any] = {
    "text": {"text": PAYLOAD},
    "int": {"int": 1},
    "bool": True,
    "nothing": None,
    "tuple": {"tuple": [{"text": PAYLOAD}]},
}


@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS)
@pytest.mark.parametrize("head", [*HEADS, "Add", "Mul", "Pow", "ExprCondPair"])
def test_what_is_no_expression_is_refused_inside_one(
    head: str, stranger: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    decoder = Decoder([], [])
    for form in ([head, stranger], [head, stranger, {"symbol": "x"}], [head, "1", stranger]):
        with pytest.raises(NotUnderstood):
            decoder.decode(form)
    assert not list(tmp_path.iterdir())


def test_rows_of_two_kinds_make_no_matrix() -> None:
    rows = [{"over": "1", "numbers": ["1", "2"]}, [{"symbol": "a"}, "1"]]
    with pytest.raises(NotUnderstood):
        Decoder(rows, [{"rows": [0, 1]}])
