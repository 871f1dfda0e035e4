"""A perceptron as one formula of its weights and its bias, derived by SymPy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Tuple

from tutor.verify.answers import Answers
from tutor.verify.answers.networks import Trained


def answers(given: Mapping[str, Any]) -> Answers:
    layer = Tuple(given["w"]), given["b"], given["activation"]
    return Trained(
        (layer,), given["x"].args, (given["y"],), given["loss"], given.get("rate")
    ).answers()
