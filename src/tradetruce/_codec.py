"""
Records from and to plain data: the only module that imports cattrs.

cattrs coerces silently (123 becomes "123"), so every scalar has a strict hook and unknown keys are refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

import attrs
from cattrs import Converter, IterableValidationError
from cattrs.cols import list_structure_factory
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
from pendulum import Date

from ._record import ALONE, as_decimal
from .codes import HSCode
from .dates import PartialDate, any_date, as_date, day_from_text
from .errors import Problem
from .history import Step, as_time
from .rates import Rate

T = TypeVar("T")


#: Half of a pair of UTF-16: JSON can spell it, no file can hold it.
_HALF = re.compile("[\ud800-\udfff]")


def _text(value: object, _type: Any) -> str:
    if not isinstance(value, str):
        msg = f"expected text, not {value!r}"
        raise TypeError(msg)
    if not value.isascii() and _HALF.search(value):
        msg = f"expected text that can be written as UTF-8, not half a character as in {value!r}"
        raise ValueError(msg)
    return value


def _flag(value: object, _type: Any) -> bool:
    if not isinstance(value, bool):
        msg = f"expected true or false, not {value!r}"
        raise TypeError(msg)
    return value


def _whole(value: object, _type: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        msg = f"expected a whole number, not {value!r}"
        raise TypeError(msg)
    return value


def _decimal(value: object, _type: Any) -> Decimal:
    return as_decimal(value)


def _day(value: object, _type: Any) -> Date:
    return as_date(value)  # type: ignore[arg-type]  # what does not fit is refused there


def _code(value: object, _type: Any) -> HSCode:
    return HSCode(value)


def _any_day(value: object, _type: Any) -> Date | PartialDate:
    return any_date(value)  # type: ignore[arg-type]  # what does not fit is refused there


def _clock(value: object, _type: Any) -> dt.time:
    time = as_time(value)  # type: ignore[arg-type]  # what does not fit is refused there
    assert time is not None  # noqa: S101  # None never reaches a hook for a plain type
    return time


def _is_any_date(kind: Any) -> bool:
    return PartialDate in get_args(kind)


def _is_literal(kind: Any) -> bool:
    return get_origin(kind) is Literal


def _rate(value: object, _type: Any) -> Rate:
    if isinstance(value, dict):
        return _RATE(cast("dict[str, Any]", value), Rate)
    return Rate(percent=value)


def _tiers(value: object, _type: Any) -> tuple[tuple[str, Rate | None], ...]:
    if not isinstance(value, dict):
        msg = f"expected a table of tier names and rates, not {value!r}"
        raise TypeError(msg)
    return tuple((name, None if rate is None else _rate(rate, Rate)) for name, rate in cast("dict[str, Any]", value).items())


def _register(converter: Converter) -> None:
    for kind, hook in {
        str: _text,
        bool: _flag,
        int: _whole,
        Decimal: _decimal,
        Date: _day,
        dt.time: _clock,
        HSCode: _code,
    }.items():
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook_func(_is_any_date, lambda v, _t: None if v is None else _any_day(v, _t))
    converter.register_structure_hook_func(_is_literal, _text)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) in (tuple, Sequence)


def _strict_list(kind: Any, converter: Converter) -> Any:
    """Return the hook for a list that refuses text, which would fall into letters."""
    structure_items = list_structure_factory(list[get_args(kind)[0]], converter)  # type: ignore[arg-type,misc]

    def hook(value: object, _type: Any) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):
            msg = f"expected a list, not {value!r}"
            raise TypeError(msg)
        return tuple(structure_items(value, kind))

    return hook


def _alone(a: Any) -> list[Any]:
    """Return the validators of a field that look at that field only: those that compare it with others wait for the constructor."""
    return [check for check in getattr(a.validator, "_validators", (a.validator,)) if check in ALONE]


def _checked(a: Any, kind: Any, converter: Converter) -> Any:
    """
    Return the hook for a field that validates it at once.

    The constructor would stop at the first field that its validator refuses, and does not run while any field is of a wrong type.
    """
    structure_field, checks = converter.get_structure_hook(kind), _alone(a)

    def hook(value: object, _type: Any) -> Any:
        made = structure_field(value, kind)
        for check in checks:
            check(None, a, made)
        return made

    return hook


def make_converter() -> Converter:
    """Return the converter for data from outside: strict, detailed in its errors, closed to unknown keys."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True, prefer_attrib_converters=False)
    _register(converter)

    def structure_class(cls: type[Any]) -> Any:
        hints = get_type_hints(cls)
        overrides: dict[str, Any] = {}
        for a in attrs.fields(cls):
            if not a.init:
                overrides[a.name] = override(omit=True)
            elif cls is Step and a.name == "tiers":
                overrides[a.name] = override(struct_hook=_tiers)
            elif _alone(a):
                overrides[a.name] = override(struct_hook=_checked(a, hints[a.name], converter))
        return make_dict_structure_fn(cls, converter, **overrides)

    converter.register_structure_hook_factory(attrs.has, structure_class)
    converter.register_structure_hook_factory(_is_tuple, _strict_list)
    converter.register_structure_hook(Rate, _rate)
    return converter


_PLAIN = make_converter()
_RATE = make_dict_structure_fn(Rate, _PLAIN)


def structure(value: object, cls: type[T]) -> T:
    """Return a record from plain data that somebody else wrote; raises cattrs' grouped errors."""
    return _PLAIN.structure(value, cls)


def problems_of(error: BaseException, *, file: str | None, id: str | None, value: object) -> list[Problem]:  # noqa: A002  # the field's name
    """Return every fault that a structuring error groups, each with its path."""
    return [
        Problem(file=file, id=id, path=path, value=_short(found), message=message)
        for path, found, message in _walk(error, "", value)
    ]


def _walk(error: BaseException, path: str, value: object) -> list[tuple[str, object, str]]:
    found: list[tuple[str, object, str]] = []
    if isinstance(error, IterableValidationError):
        items, rest = error.group_exceptions()
        for inner, place in items:
            found += _walk(inner, f"{path}[{place.index}]", _item(value, int(place.index)))
    elif isinstance(error, ClassValidationError):
        named, rest = error.group_exceptions()
        for inner, note in named:
            found += _walk(inner, f"{path}.{note.name}" if path else note.name, _part(value, note.name))
    else:
        return [(_where(path, error), _found(error, value), _say(error))]
    for inner in rest:
        found += _walk(inner, path, value)
    return found


_MISSING = object()


def _item(value: object, index: int) -> object:
    return cast("Sequence[object]", value)[index] if isinstance(value, (list, tuple)) else None


def _part(value: object, name: str) -> object:
    return cast("dict[str, object]", value).get(name, _MISSING) if isinstance(value, dict) else _MISSING


def _where(path: str, error: BaseException) -> str:
    name = getattr(error, "field", None)
    if not name or path == name or path.endswith(f".{name}"):  # a field that was checked at once has its name in the path
        return path
    return f"{path}.{name}" if path else name


def _found(error: BaseException, value: object) -> object:
    if getattr(error, "field", None):
        return error.value  # type: ignore[attr-defined]  # a FieldError has both
    return _MISSING if isinstance(value, dict) else value


def _say(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return "is required and missing"
    if isinstance(error, ForbiddenExtraKeysError):
        known = [a.name for a in attrs.fields(error.cl) if a.init] if attrs.has(error.cl) else []
        from .errors import nearest

        parts: list[str] = []
        for key in sorted(error.extra_fields):
            close = nearest(key, known)
            hint = f", did you mean {' or '.join(close)}?" if close else f"; the fields are {', '.join(known)}"
            parts.append(f"unknown field {key!r}{hint if known else ''}")
        return "; ".join(parts)
    return str(error) or type(error).__name__


def _short(value: object) -> str:
    if value is _MISSING:
        return ""
    shown = repr(value)
    return shown if len(shown) <= 80 else shown[:79] + "…"


def _unstructure_rate(rate: Rate) -> Any:
    plain = _RATE_OUT(rate)
    return plain["percent"] if set(plain) == {"percent"} else plain


def _make_unstructurer() -> Converter:
    converter = Converter(omit_if_default=True, unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(Decimal, str)
    converter.register_unstructure_hook(HSCode, str)
    converter.register_unstructure_hook(Date, lambda day: day.isoformat())
    converter.register_unstructure_hook(dt.time, lambda time: time.isoformat("minutes"))
    converter.register_unstructure_hook(PartialDate, lambda date: date.text)
    converter.register_unstructure_hook_func(_is_any_date, lambda value: None if value is None else value.isoformat())

    def unstructure_class(cls: type) -> Any:
        overrides = {a.name: override(omit=True) for a in attrs.fields(cls) if not a.init}
        if cls is Step:
            overrides["tiers"] = override(
                unstruct_hook=lambda tiers: {name: rate and _unstructure_rate(rate) for name, rate in tiers}
            )
        return make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **overrides)  # type: ignore[arg-type]

    converter.register_unstructure_hook_factory(attrs.has, unstructure_class)
    converter.register_unstructure_hook(Rate, _unstructure_rate)
    return converter


_OUT = _make_unstructurer()
_RATE_OUT = make_dict_unstructure_fn(Rate, _OUT, _cattrs_omit_if_default=True)


def unstructure(record: object) -> Any:
    """Return a record as plain data that JSON can hold, without the fields that say nothing."""
    return _OUT.unstructure(record)


# --- the bundled data: proved when it was built, trusted when it is loaded
#
# cattrs builds objects through their constructors, which convert and validate once more. Here the slots are filled directly, which is
# three times as fast; a test proves that both ways give equal records.


def _same(value: Any) -> Any:
    return value


@lru_cache(maxsize=4096)
def _number(text: str) -> Decimal:
    return Decimal(text)


@lru_cache(maxsize=4096)
def _date(text: str) -> Date | PartialDate:
    return any_date(text)


_FILLERS: dict[Any, Any] = {
    str: _same,
    bool: _same,
    int: _same,
    Decimal: _number,
    Date: day_from_text,
    dt.time: dt.time.fromisoformat,
    HSCode: HSCode,
}


def _filler(kind: Any) -> Any:  # noqa: PLR0911  # one return per kind of type reads best
    """Return the function that makes a value of a type from its JSON."""
    held = _FILLERS.get(kind)
    if held is not None:
        return held
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _same
    if PartialDate in arguments:
        return _date
    if origin in (tuple, Sequence):
        if arguments[0] is str:
            return tuple
        if get_origin(arguments[0]) is tuple:
            return _fill_tiers
        return _sequence_filler(_filler(arguments[0]))
    if type(None) in arguments:
        return _filler(next(argument for argument in arguments if argument is not type(None)))
    return _fill_rate if kind is Rate else _class_filler(kind)


def _fill_tiers(value: dict[str, Any]) -> tuple[tuple[str, Rate | None], ...]:
    return tuple((name, rate and _fill_rate(rate)) for name, rate in value.items())


def _sequence_filler(item: Any) -> Any:
    def fill(value: list[Any]) -> tuple[Any, ...]:
        return tuple([item(part) for part in value])

    return fill


def _fill_rate(value: Any) -> Rate:
    return _bare_rate(value) if value.__class__ is str else _class_filler(Rate)(value)


@lru_cache(maxsize=1024)
def _bare_rate(text: str) -> Rate:
    return Rate(percent=text)


@cache
def _class_filler(cls: Any) -> Any:
    """Return the function that makes a record of a class without its constructor."""
    hints = get_type_hints(cls)
    plan: list[tuple[str, Any, Any, Any]] = [
        (field.name, getattr(cls, field.name).__set__, _filler(hints[field.name]) if field.init else _same, field.default)
        for field in attrs.fields(cls)
    ]
    new = object.__new__

    def fill(value: dict[str, Any]) -> Any:
        made = new(cls)
        for name, put, convert, default in plan:
            given = value.get(name)
            put(made, default if given is None else convert(given))
        return made

    return fill


def trusted(values: list[Any], cls: type[T]) -> list[T]:
    """Return records from the package's own data, without checking them again."""
    kind: Any = cls
    fill = _class_filler(kind)
    return [fill(value) for value in values]
