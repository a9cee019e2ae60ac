"""JSON Schema (2020-12) of the data files, made from the record classes: editors complete and check with it."""

from __future__ import annotations

import datetime as dt
import inspect
import types
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from pendulum import Date

from ._record import optional_text, slug, some, text
from .codes import HSCode, economy_code, economy_codes
from .dates import PartialDate
from .errors import UnknownRecordError
from .history import Step
from .kinds import KINDS
from .rates import Rate

__all__ = ["json_schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
PARTIAL = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
NUMBER: dict[str, Any] = {"anyOf": [{"type": "string", "pattern": r"^\d+(\.\d+)?$"}, {"type": "integer", "minimum": 0}]}
#: What the validators of text ask of it.
PATTERNS: dict[Any, str] = {
    slug: r"^[a-z0-9]+(-[a-z0-9]+)*$",
    text: r"\S",
    optional_text: r"\S",
    economy_code: r"^[A-Z]{2}$",
}
SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: NUMBER,
    Date: DAY,
    PartialDate: PARTIAL,
    HSCode: {"type": "string", "pattern": r"^[\d. ]{2,13}$"},
    dt.time: {"type": "string", "pattern": r"^\d{2}:\d{2}(:\d{2})?$"},
}


def json_schema(kind: str | None = None) -> dict[str, Any]:
    """
    Return the JSON Schema of one kind of record, or of a whole data file.

    Args:
        kind: Name of the kind as files write it, such as ``visit``; None for a file with all kinds.

    Raises:
        UnknownRecordError: There is no such kind; the error suggests the nearest.

    Examples:
        >>> import tradetruce as tt
        >>> tt.json_schema("visit")["required"]
        ['id', 'visitors', 'visitor_economy', 'host_economy', 'kind', 'status']
    """
    definitions: dict[str, Any] = {}
    if kind is not None:
        if kind not in KINDS:
            raise UnknownRecordError("kind of record", kind, KINDS)
        return {"$schema": DIALECT, **_object(KINDS[kind].record, definitions), "$defs": definitions}
    for held in KINDS.values():
        definitions[held.record.__name__] = _object(held.record, definitions)
    properties: dict[str, Any] = {
        held.name: {"type": "array", "items": {"$ref": f"#/$defs/{held.record.__name__}"}} for held in KINDS.values()
    }
    about = {"type": "object", "properties": {"as_of": DAY, "version": {"type": "string"}}, "additionalProperties": False}
    return {
        "$schema": DIALECT,
        "title": "tradetruce data file",
        "type": "object",
        "properties": {"format": {"const": 1}, "dataset": about, **properties},
        "additionalProperties": False,
        "$defs": definitions,
    }


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    described = descriptions(cls)
    properties: dict[str, Any] = {}
    required: list[str] = []
    for field in attrs.fields(cls):
        if not field.init:
            continue
        schema = _narrowed(_schema(hints[field.name], definitions, within=cls), field.validator)
        if field.name in described:
            schema["description"] = described[field.name]
        properties[field.name] = schema
        if field.default is attrs.NOTHING:
            required.append(field.name)
    found: dict[str, Any] = {"title": cls.__name__, "type": "object", "properties": properties, "additionalProperties": False}
    return found | ({"required": required} if required else {})


def _narrowed(schema: dict[str, Any], validator: Any) -> dict[str, Any]:
    """Return the schema of a field with what its validators ask beyond the type, as far as a schema can say it."""
    found = dict(schema)
    for check in getattr(validator, "_validators", (validator,)):
        if check is some:
            found["minItems"] = 1
        elif check is economy_codes:
            found["items"] = found["items"] | {"pattern": PATTERNS[economy_code]}
        elif check in PATTERNS:
            found["pattern"] = PATTERNS[check]
    return found


def _schema(kind: Any, definitions: dict[str, Any], *, within: type) -> dict[str, Any]:
    if kind in SCALARS or kind is Any:
        return SCALARS.get(kind, {})
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return _union([a for a in arguments if a is not type(None)], definitions, within=within)
    if origin is tuple and get_origin(arguments[0]) is tuple and within is Step:
        return {"type": "object", "additionalProperties": _reference(Rate, definitions)}
    if origin in (tuple, Sequence):
        return {"type": "array", "items": _schema(arguments[0], definitions, within=within)}
    return _reference(kind, definitions)


def _union(arguments: list[Any], definitions: dict[str, Any], *, within: type) -> dict[str, Any]:
    if PartialDate in arguments:
        return PARTIAL
    if len(arguments) == 1:
        return _schema(arguments[0], definitions, within=within)
    return {"anyOf": [_schema(argument, definitions, within=within) for argument in arguments]}


def _reference(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}  # a placeholder ends the recursion
        definitions[name] = _object(cls, definitions)
    reference = {"$ref": f"#/$defs/{name}"}
    # A bare number is the additional rate it means.
    return {"anyOf": [NUMBER, reference]} if cls is Rate else reference


def descriptions(cls: type) -> dict[str, str]:
    """Return what the docstrings of a class and its bases say of each attribute."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        lines = inspect.cleandoc(base.__doc__ or "").splitlines()  # Python 3.13 keeps docstrings without their indentation
        if "Attributes:" not in lines:
            continue
        name = ""
        for line in lines[lines.index("Attributes:") + 1 :]:
            if not line.startswith("    "):
                break
            if not line.startswith("        "):
                name, _, text = line.strip().partition(": ")
                found[name] = text
            else:
                found[name] += f" {line.strip()}"
    return found
