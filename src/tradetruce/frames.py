"""Data frames: the one place where pandas, polars and pyarrow are imported, and only when asked for."""
# pyarrow has no types, and the parts of a record are known only at run time:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import attrs
from pendulum import Date

from .dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas
    import polars

    from ._record import Record


def plain(value: Any) -> Any:
    """Return a value without our own types: pendulum's dates break in most frames, ours mean nothing to them."""
    if value is None or value.__class__ in (str, int, bool, Decimal):
        return value
    if isinstance(value, Date):
        return dt.date(value.year, value.month, value.day)
    if isinstance(value, (PartialDate, str, dt.time)):
        return str(value)
    if attrs.has(type(value)):
        return {field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value)) if field.init}
    # The named parts of a step are pairs; all else that is left is a sequence.
    return [{"name": item[0], "value": plain(item[1])} if isinstance(item, tuple) else plain(item) for item in value]


@lru_cache(maxsize=256)
def partial_fields(cls: Any) -> frozenset[str]:
    """Return the fields of a class that hold a day or a partial date."""
    hints = get_type_hints(cls)
    return frozenset(
        field.name
        for field in attrs.fields(cls)
        if PartialDate in get_args(hints[field.name]) or hints[field.name] is PartialDate
    )


def nested(value: Any) -> Any:
    """Return a part of a record for a typed column: dates that can be partial are EDTF text, so that every row has one type."""
    if attrs.has(type(value)):
        texts = partial_fields(value.__class__)
        found = {}
        for field in attrs.fields(type(value)):
            if field.init:
                part = getattr(value, field.name)
                found[field.name] = part and part.isoformat() if field.name in texts else nested(part)
        return found
    if isinstance(value, tuple) and value and attrs.has(type(value[0])):
        return [nested(item) for item in value]
    return plain(value)


def to_dicts(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Return one plain dict per record."""
    return [plain(record) for record in records]


def flatten(value: Any) -> Any:
    """Return a nested value as text: items joined by semicolons, parts as ``name=value``."""
    if isinstance(value, list):
        return "; ".join(str(flatten(item)) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}={flatten(item)}" for name, item in value.items() if item not in (None, [], ""))
    return value


def to_columns(records: Iterable[Any], *, flat: bool = False) -> dict[str, list[Any]]:
    """
    Return one list per field.

    A field that can hold a partial date becomes two columns: real days, empty where no day is known, and EDTF text under
    ``<name>_edtf`` where nothing is lost.
    """
    held = list(records)
    if not held:
        return {}
    cls: Any = type(held[0])
    partial = partial_fields(cls)
    columns: dict[str, list[Any]] = {}
    for field in attrs.fields(cls):
        if not field.init:
            continue
        values = [getattr(record, field.name) for record in held]
        if field.name in partial:
            columns[field.name] = [None if isinstance(value, PartialDate) else plain(value) for value in values]
            columns[f"{field.name}_edtf"] = [None if value is None else value.isoformat() for value in values]
        else:
            columns[field.name] = [flatten(nested(value)) if flat else nested(value) for value in values]
    return columns


def to_pandas(columns: Mapping[str, list[Any]]) -> pandas.DataFrame:
    """Return a pandas data frame with nullable columns and real dates."""
    try:
        import pandas as pd
    except ImportError as error:
        raise _missing("pandas") from error
    frame = pd.DataFrame({name: pd.Series(values, dtype="object") for name, values in columns.items()})
    for name, values in columns.items():
        held = {type(value) for value in values if value is not None}
        if held == {dt.date}:
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
        elif held and held <= {str}:
            frame[name] = frame[name].astype("string")
        elif held == {bool}:
            frame[name] = frame[name].astype("boolean")
        elif held == {int}:
            frame[name] = frame[name].astype("Int64")
    return frame


def to_polars(columns: Mapping[str, list[Any]]) -> polars.DataFrame:
    """Return a polars data frame."""
    try:
        import polars as pl
    except ImportError as error:
        raise _missing("polars") from error
    return pl.DataFrame([pl.Series(name, _even(values), strict=False) for name, values in columns.items()])


def to_arrow(columns: Mapping[str, list[Any]]) -> Any:
    """Return a pyarrow table."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise _missing("pyarrow", extra="arrow") from error
    return pa.table({name: pa.array(_even(values)) for name, values in columns.items()})


def _even(values: list[Any]) -> list[Any]:
    """Return decimals as floats: frames want one scale per column, and rates are shown, not summed, there."""
    return [_float(value) for value in values]


def _float(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list):
        return [_float(item) for item in value]
    if isinstance(value, dict):
        return {name: _float(item) for name, item in value.items()}
    return value


def _missing(package: str, *, extra: str | None = None) -> ImportError:
    return ImportError(f"this needs {package}: pip install 'tradetruce[{extra or package}]'")
