"""Questions about a perceptron or a small network with its values in any order and in words.

`a neuron with ReLU activation, weights (1, 2), bias 0, input (1, 3), target 2, learning rate 0.1` is said as
the topics take it: by the names of their inputs.  A text with a word that is not known here stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 500  # characters; no network that is told in a sentence is longer
_NUMBER: Final = r"[-−]?(?:\d+(?:\.\d+)?|\.\d+)(?:/\d+)?(?![\w.^(])"
_NEXT: Final = "(?: ?[,;] ?| )"
_ROW: Final = rf"[(\[<] ?{_NUMBER}(?:{_NEXT}{_NUMBER})* ?[)\]>]"
_VALUE: Final = rf"(?:[(\[] ?{_ROW}(?:{_NEXT}{_ROW})* ?[)\]]|{_ROW}|{_NUMBER})"
_IS: Final = r"(?: ?= ?| is | are | of |: ?| )"
_NAMES: Final = (
    *((name, rf"{name[0]}_?{name[1:]}") for name in ("W1", "b1", "W2", "b2", "W3", "b3")),
    *((f"W{k}", f"w_?{k}") for k in "123"),
    ("w", r"(?:initial |current )?weights?(?: vector)?(?: w)?|w"),
    ("b", r"(?:initial |current )?bias(?: b)?|b"),
    ("y", r"(?:true |correct )?(?:target|label|desired output)(?: output| value)?(?: y)?|y"),
    ("x", r"inputs?(?: vector)?(?: x)?|features?|x"),
    ("rate", r"learning rate|rate|step size|\\?alpha|α|\\?eta|η|lr"),
)
_ACTIVATIONS: Final = {
    "sigmoid": "sigmoid|logistic",
    "tanh": "tanh",
    "relu": "relu",
    "softmax": "softmax",
    "identity": "identity|linear|no(?= activation)",
}
_LOSSES: Final = {
    "log": r"(?:binary )?cross[- ]entropy(?: loss)?|log[- ]?loss|logistic loss|bce(?: loss)?",
    "half_squared": r"half (?:the )?squared (?:loss|error)|half[- ]squared(?: loss| error)?",
    "squared": r"(?:mean )?squared? (?:loss|error)(?: loss)?|mse(?: loss)?|l2 loss",
}
_ACT: Final = "|".join(f"(?:{said})" for said in _ACTIVATIONS.values())
_WORDS: Final = """a an the and with for of in on one single step update do compute find calculate perform apply use using what is are
    network neural net perceptron neuron unit layer layers hidden output two small backpropagation backprop propagation back
    backward forward pass gradient gradients loss activation activations function new weights weight biases bias after by its
    all example regression has have given consider"""
_HARMLESS: Final = frozenset(_WORDS.split())
_NETWORK: Final = re.compile(
    r"\b(?:back-?prop\w*|perceptron|neuron|neural|network|(?:sigmoid|logistic|relu|tanh) unit)\b",
    re.IGNORECASE,
)


def _taken(text: str, pattern: str) -> tuple[re.Match[str] | None, str]:
    found = re.search(pattern, text, re.IGNORECASE)
    return found, text if found is None else f"{text[: found.start()]} {text[found.end() :]}"


def _components_together(text: str) -> str:
    """The text with `w1 = 1, w2 = -1` of one unit as `w = (1, -1)`; the weights of layers stay apart."""
    if re.search(r"\bb_?1\b", text):
        return text
    for letter in "wx":
        found = re.findall(rf"\b{letter}_?([1-9]) ?= ?({_NUMBER})", text)
        if len(found) > 1 and [int(k) for k, _ in found] == list(range(1, len(found) + 1)):
            text = re.sub(rf"\b{letter}_?[1-9] ?= ?{_NUMBER},? ?(?:and )?", "", text)
            text += f", {letter} = ({', '.join(value for _, value in found)})"
    return text


def _named(said: str, options: dict[str, str]) -> str:
    return next(name for name, p in options.items() if re.fullmatch(p, said, re.IGNORECASE))


def values_by_name(text: str) -> str:
    """The values of a unit or a network by the names of the inputs, if the text has nothing else to say."""
    if len(text) > LONGEST or not _NETWORK.search(text):
        return text
    rest, given = _components_together(text.replace("$", "")), dict[str, str]()
    for name, said in _NAMES:
        found, left = _taken(rest, rf"(?<![\w\\])(?-i:{said}){_IS}(?P<value>{_VALUE})")
        if found is not None and name not in given:
            number = name[0] == "W" and re.fullmatch(_NUMBER, found["value"])
            given[name], rest = f"({found['value']})" if number else found["value"], left
    deep = "W1" in given
    for name, at in (("output", "output|last|final"), ("activation", "hidden|first")):
        for form in (
            rf"\b(?P<act>{_ACT})(?: activation)?(?: function)?(?: in| for| on| at)?(?: the)? (?:{at})(?: layer| unit)?s?\b",
            rf"\b(?:{at})(?: layer| unit)?s?(?: activation)?(?: is| with| has| uses?| =|:)?(?: an?)? (?P<act>{_ACT})\b",
        ):
            found, left = _taken(rest, form)
            if deep and found is not None and name not in given:
                given[name], rest = _named(found["act"], _ACTIVATIONS), left
    for name, said in _LOSSES.items():
        found, left = _taken(rest, rf"\b(?:{said})\b")
        if found is not None and "loss" not in given:
            given["loss"], rest = name, left
    found, left = _taken(rest, rf"\b(?P<act>{_ACT})\b(?: activation)?(?: function)?s?")
    if found is not None:
        act = _named(found["act"], _ACTIVATIONS)
        layer = (
            "output" if deep and act == "softmax" else "activation"
        )  # no hidden layer has a softmax
        if layer not in given:
            given[layer], rest = act, left
    classes = given.get("output") == "softmax" or (
        "," in given.get("y", "") and "binary" not in text
    )
    if deep and given.get("loss") == "log" and classes:
        given["loss"] = "cross_entropy"
    if re.search(r"\bx_?1\b", rest) if deep else "hidden" in rest:
        return text  # the inputs of a network are one vector, and a single unit has no layers
    needed = ("x", "y", "W1", "W2") if deep else ("x", "y", "w")
    words = re.findall(r"[^\s,.;:?!]+", rest.lower())
    if any(name not in given for name in needed) or not _HARMLESS.issuperset(words):
        return text
    topic = "backpropagation" if deep else "perceptron"
    return f"calculus.{topic}: " + ", ".join(f"{name} = {value}" for name, value in given.items())
