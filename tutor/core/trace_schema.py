"""The form of a saved trace as a JSON Schema, made from the claims, the heads and the marks themselves.

A program in another language can check a trace with it before it reads one.  It says what a trace
looks like; whether its claims are true is for the verifier to say.
"""

from __future__ import annotations

from inspect import getdoc
from types import UnionType
from typing import Any, get_args

from msgspec import json
from sympy import Rational, Symbol, Tuple

from tutor.core.claim_forms import types
from tutor.core.claims import KINDS, Claim
from tutor.core.expr import CONSTANTS, HEADS
from tutor.core.figure import MARKS
from tutor.core.matrix import Matrix
from tutor.core.step import SCHEMA

Form = dict[str, Any]
ARITHMETIC = ("Add", "Mul", "Pow", "ExprCondPair")  # heads beside those of the table
WHOLE: Form = {"type": "string", "pattern": "^-?[0-9]+$"}
RATIONAL: Form = {"type": "string", "pattern": "^-?[0-9]+(/[0-9]+)?$"}
PLACE: Form = {"type": "integer", "minimum": 0}
TEXT: Form = {"type": "string"}


def trace_schema() -> Form:
    """The schema, in draft 2020-12, of what `Trace.to_json` writes."""
    whole = _object(
        {
            "tutor": {"const": SCHEMA},
            "rows": _list({"anyOf": [_row(), _list(_ref("value"))]}),
            "states": _list(_object({"rows": _list(PLACE), "bar": PLACE}, optional=("bar",))),
            "topic": TEXT,
            "method": TEXT,
            "inputs": _named(_ref("value")),
            "steps": _list(_ref("step")),
            "goals": _named(_ref("claim")),
            "figures": _list(_ref("figure")),
            "decimals": {"type": "boolean"},
        },
        optional=("decimals",),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A derivation by Tutor",
        **whole,
        "$defs": {
            "value": _value(),
            "step": _object(
                {"rule": TEXT, "claims": _list(_ref("claim"), 1), "substeps": _list(_ref("step"))},
                optional=("substeps",),
            ),
            "claim": {"oneOf": [_ref(name) for name in KINDS]},
            "figure": _figure(),
            **{name: _claim(name, kind) for name, kind in KINDS.items()},
            **_marks(),
        },
    }


def _object(fields: Form, optional: tuple[str, ...] = ()) -> Form:
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def _list(of: Form, least: int = 0) -> Form:
    return {"type": "array", "items": of, **({"minItems": least} if least else {})}


def _named(of: Form) -> Form:
    return {"type": "object", "additionalProperties": of}


def _ref(name: str) -> Form:
    return {"$ref": f"#/$defs/{name}"}


def _row() -> Form:
    return _object({"over": WHOLE, "numbers": _list(WHOLE)})


def _headed(*heads: str) -> Form:
    """An expression: its head, then its arguments."""
    return {
        "type": "array",
        "prefixItems": [{"enum": list(heads)}],
        "items": _ref("value"),
        "minItems": 1,
    }


def _value() -> Form:
    """What an expression, a matrix, a text or a list of these looks like."""
    return {
        "anyOf": [
            {"type": ["null", "boolean"]},
            RATIONAL,
            _headed(*ARITHMETIC, *HEADS),
            *(_object({name: TEXT}) for name in ("text", "symbol", "name")),
            _object({"constant": {"enum": list(CONSTANTS)}}),
            _object({"int": {"type": "integer"}}),
            _object({"tuple": _list(_ref("value"))}),
            _object({"matrix": PLACE}),
        ]
    }


OF_TYPES: dict[Any, Form] = {  # all others are any value
    str: _object({"text": TEXT}),
    int: _object({"int": {"type": "integer"}}),
    tuple: _object({"tuple": _list(_ref("value"))}),
    Tuple: _headed("Tuple"),
    Matrix: _object({"matrix": PLACE}),
    Symbol: _object({"symbol": TEXT}),
    Rational: RATIONAL,
}


def _field(kind: Any) -> Form:
    if isinstance(kind, UnionType):
        return {"anyOf": [_field(one) for one in get_args(kind)]}
    return OF_TYPES.get(kind, _ref("value"))


def _claim(name: str, kind: type[Claim]) -> Form:
    fields = {field: _field(of) for field, of in types(kind).items()}
    form = _object({"is": {"const": name}, **fields}, optional=("given",))
    return {"description": getdoc(kind), **form}


def _figure() -> Form:
    names = dict.fromkeys(("x", "y", "z"), TEXT)
    marks = _list({"oneOf": [_ref(name) for name in MARKS]})
    return _object(
        {
            "words": TEXT,
            "claim": _ref("claim"),
            "marks": marks,
            **names,
            "equal": {"type": "boolean"},
        }
    )


def _marks() -> Form:
    """The marks of figures, every field of which is written."""
    _, found = json.schema_components(list(MARKS.values()), ref_template="#/$defs/{name}")
    return {
        name: {
            "description": form.get("description", ""),
            **_object({"is": {"const": name}, **form["properties"]}),
        }
        for name, form in found.items()
    }
