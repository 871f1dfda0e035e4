"""Claims as JSON: the name of the kind and its fields; what is not of the vocabulary is refused."""

from __future__ import annotations

from functools import cache
from typing import Any, get_origin, get_type_hints

from tutor.core.claims import FIELDS, KINDS, Claim, values
from tutor.core.expr import Decoder, Encoder, unknown_form


def write(claim: Claim, encoder: Encoder) -> dict[str, Any]:
    """The JSON form of a claim."""
    form: dict[str, Any] = {"is": type(claim).__name__}
    for name, value in values(claim):
        if name != "given" or value:
            form[name] = encoder.encode(value)
    return form


@cache
def types(kind: type[Claim]) -> dict[str, Any]:
    """The types that the fields of a claim may have; those of a tuple's members are left out."""
    hints = get_type_hints(kind)
    return {name: get_origin(h) if get_origin(h) is tuple else h for name, h in hints.items()}


def read(form: dict[str, Any], decoder: Decoder) -> Claim:
    """The claim that `write` wrote; raises `NotUnderstood` for an unknown kind or field."""
    kind = KINDS.get(form.get("is", "")) if isinstance(form, dict) else None
    if kind is None or not set(form) - {"is"} <= set(FIELDS[kind]):
        raise unknown_form(form)
    parts = {name: decoder.decode(value) for name, value in form.items() if name != "is"}
    for name, value in parts.items():
        if not isinstance(value, types(kind)[name]) or isinstance(value, bool):
            raise unknown_form(form[name])
    if missing := set(FIELDS[kind]) - set(parts) - {"given"}:
        raise unknown_form(missing)
    return kind(**parts)
