"""Data frames: the one place where pandas, polars and pyarrow are imported, and only when asked for."""
# pyarrow has no types, and the parts of a record are known only at run time:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from pendulum import Date

from .dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas
    import polars

    from ._record import Record

T_co = TypeVar("T_co", covariant=True)
#: The type of a column: a scalar by name, a list of a type as a tuple of one, a struct as a dict. Every value can be null.
Column: TypeAlias = "str | tuple[Any] | dict[str, Any]"
TEXT, DAY, YES, WHOLE, NUMBER = "text", "date", "bool", "int", "float"
SCALARS: dict[Any, str] = {Date: DAY, dt.date: DAY, bool: YES, int: WHOLE, Decimal: NUMBER, float: NUMBER}
#: What is worked out and users join and count by, shown beside the fields of a record.
DERIVED = {"Visit": ("level",)}


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


@lru_cache(maxsize=64)
def shown_fields(cls: Any) -> tuple[str, ...]:
    """Return the fields of a class in the order in which people read them: the id, its own, then what every record has."""
    last = ("note", "sources", "checked")
    names = [field.name for field in attrs.fields(cls) if field.init]
    return tuple(sorted(names, key=lambda name: 0 if name == "id" else 2 if name in last else 1))


def to_dicts(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Return one plain dict per record."""
    return [plain(record) for record in records]


def flatten(value: Any) -> Any:
    """Return a nested value as text: items joined by semicolons, parts as ``name=value``."""
    if isinstance(value, list):
        return "; ".join(str(flatten(item)) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}={_word(flatten(item))}" for name, item in value.items() if item not in (None, [], ""))
    return value


def _word(value: Any) -> Any:
    """Return true and false as a column of their own has them in CSV."""
    return str(value).lower() if isinstance(value, bool) else value


# --- what a column holds


@lru_cache(maxsize=64)
def record_class(holder: Any) -> Any:
    """Return the class of the records that a collection's class holds."""
    for cls in holder.__mro__:
        for base in getattr(cls, "__orig_bases__", ()):
            for argument in get_args(base):
                if attrs.has(argument):
                    return argument
    return None


@lru_cache(maxsize=64)
def record_types(cls: Any) -> dict[str, Column]:
    """
    Return the columns of a class of records and their types, from its annotations: they do not depend on which records are there.

    A field that can hold a partial date is two columns: real days, and EDTF text under ``<name>_edtf``.
    """
    hints = get_type_hints(cls)
    found: dict[str, Column] = {}
    for name in shown_fields(cls):
        if name in partial_fields(cls):
            found |= {name: DAY, f"{name}_edtf": TEXT}
        else:
            found[name] = column_type(hints[name])
    return found | dict.fromkeys(DERIVED.get(cls.__name__, ()), TEXT)


def column_type(kind: Any) -> Column:
    """Return the type of a column from an annotation."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        held = [argument for argument in arguments if argument is not type(None)]
        # A day that can be partial is EDTF text within a nested part, so that every row has one type.
        return TEXT if PartialDate in held else column_type(held[0])
    if origin in (tuple, Sequence):
        if get_origin(arguments[0]) is tuple:  # the named parts of a step
            return ({"name": TEXT, "value": column_type(get_args(arguments[0])[1])},)
        return (column_type(arguments[0]),)
    if attrs.has(kind):
        hints = get_type_hints(kind)
        return {f.name: column_type(hints[f.name]) for f in attrs.fields(kind) if f.init}
    return SCALARS.get(kind, TEXT)


def flat_types(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Return the types of columns whose nested parts have become text."""
    return {name: held if isinstance(held, str) else TEXT for name, held in columns.items()}


def to_columns(records: Iterable[Any], *, flat: bool = False) -> dict[str, list[Any]]:
    """
    Return one list per field.

    A field that can hold a partial date becomes two columns: real days, empty where no day is known, and EDTF text under
    ``<name>_edtf`` where nothing is lost.
    """
    held = list(records)
    cls: Any = type(held[0]) if held else record_class(type(records))
    if cls is None:
        return {}
    partial = partial_fields(cls)
    columns: dict[str, list[Any]] = {}
    for name in shown_fields(cls):
        values = [getattr(record, name) for record in held]
        if name in partial:
            columns[name] = [None if isinstance(value, PartialDate) else plain(value) for value in values]
            columns[f"{name}_edtf"] = [None if value is None else value.isoformat() for value in values]
        else:
            columns[name] = [flatten(nested(value)) if flat else nested(value) for value in values]
    for name in DERIVED.get(cls.__name__, ()):
        columns[name] = [plain(getattr(record, name)) for record in held]
    return columns


# --- ways out


class Tabular:
    """
    What has rows and columns: the ways out to data frames.

    A class says what its columns are and hold; the rest follows. The Arrow PyCapsule interface lets polars, duckdb and pyarrow take it
    as it is, as long as it is no `collections.abc.Sequence` by name.

    Examples:
        >>> import tradetruce as tt
        >>> from tradetruce.frames import Tabular
        >>> isinstance(tt.load().visits, Tabular), isinstance(tt.load().diff("2025-11-09", "2025-11-10"), Tabular)
        (True, True)
    """

    __slots__ = ()

    def to_columns(self, *, flat: bool = False) -> dict[str, list[Any]]:
        """
        Return a dict of lists, one per column: the base of every data frame.

        Args:
            flat: Join lists and nested parts to text, for CSV.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().economies.to_columns()["id"][:2]
            ['AD', 'AE']
        """
        raise NotImplementedError

    def _types(self) -> Mapping[str, Column]:
        """Return the type of each column."""
        raise NotImplementedError

    def _typed(self, *, flat: bool) -> tuple[dict[str, list[Any]], Mapping[str, Column]]:
        held = self._types()
        return self.to_columns(flat=flat), flat_types(held) if flat else held

    def to_pandas(self, *, flat: bool = False) -> pandas.DataFrame:
        """
        Return a pandas data frame with nullable columns; needs the extra ``tradetruce[pandas]``.

        Args:
            flat: Join lists and nested parts to text, for CSV.

        Raises:
            ImportError: pandas is not installed; the message says how to.

        Examples:
            >>> import tradetruce as tt
            >>> frame = tt.load().visits.to_pandas()
            >>> frame.loc[frame.id == "carney-cn-2026", "visitor_economy"].item()
            'CA'
        """
        return to_pandas(*self._typed(flat=flat))

    def to_polars(self, *, flat: bool = False) -> polars.DataFrame:
        """
        Return a polars data frame; needs the extra ``tradetruce[polars]``.

        Args:
            flat: Join lists and nested parts to text, for CSV.

        Raises:
            ImportError: polars is not installed; the message says how to.

        Examples:
            >>> import tradetruce as tt
            >>> frame = tt.load().economies.to_polars()
            >>> frame.filter(frame["id"] == "NA")["name"].item()
            'Namibia'
        """
        return to_polars(*self._typed(flat=flat))

    def to_arrow(self, *, flat: bool = False) -> Any:
        """
        Return a pyarrow table; needs the extra ``tradetruce[arrow]``.

        Args:
            flat: Join lists and nested parts to text, for CSV.

        Raises:
            ImportError: pyarrow is not installed; the message says how to.

        Examples:
            >>> import tradetruce as tt
            >>> str(tt.load().acts.to_arrow().schema.field("made").type)
            'date32[day]'
        """
        return to_arrow(*self._typed(flat=flat))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the rows to any library that speaks the Arrow PyCapsule interface."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)


class Rows(Tabular, Generic[T_co]):
    """
    Answers in order, found by position: a sequence, though not by name.

    Examples:
        >>> import tradetruce as tt
        >>> changes = tt.load().diff("2025-11-09", "2025-11-10")
        >>> changes[0] in changes, len(list(reversed(changes))) == len(changes)
        (True, True)
    """

    __slots__ = ()

    def __len__(self) -> int:
        """Return how many there are."""
        raise NotImplementedError

    def _at(self, index: int) -> T_co:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        """Tell whether another answer of the kind holds equal parts in the same order."""
        return type(other) is type(self) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Return a hash of the parts."""
        return hash(tuple(self))

    def __iter__(self) -> Iterator[T_co]:
        """Iterate in order."""
        return (self._at(index) for index in range(len(self)))

    def __reversed__(self) -> Iterator[T_co]:
        """Iterate from the last to the first."""
        return (self._at(index) for index in reversed(range(len(self))))

    def __contains__(self, item: object) -> bool:
        """Tell whether something is here."""
        return any(held is item or held == item for held in self)

    def index(self, item: object) -> int:
        """
        Return the position of the first that equals *item*.

        Raises:
            ValueError: It is not here.

        Examples:
            >>> import tradetruce as tt
            >>> changes = tt.load().diff("2025-11-09", "2025-11-10")
            >>> changes.index(changes[1])
            1
        """
        for place, held in enumerate(self):
            if held is item or held == item:
                return place
        msg = f"{item!r} is not here"
        raise ValueError(msg)

    def count(self, item: object) -> int:
        """
        Return how often *item* is here.

        Examples:
            >>> import tradetruce as tt
            >>> changes = tt.load().diff("2025-11-09", "2025-11-10")
            >>> changes.count(changes[0]), changes.count("nothing")
            (1, 0)
        """
        return sum(held is item or held == item for held in self)

    def to_dicts(self) -> list[dict[str, Any]]:
        """
        Return one plain dict per row of `to_columns`.

        Examples:
            >>> import tradetruce as tt
            >>> rows = tt.load().diff("2025-11-09", "2025-11-10").to_dicts()
            >>> next(row["after"] for row in rows if row["subject"] == "us-ieepa-fentanyl-cn")
            'in force, 10 %'
        """
        columns = self.to_columns()
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def __dir__(self) -> list[str]:
        """Return the public names, for completion."""
        return [name for name in super().__dir__() if not name.startswith("_")]


def to_pandas(columns: Mapping[str, list[Any]], held: Mapping[str, Column]) -> pandas.DataFrame:
    """Return a pandas data frame with nullable columns and real dates; lists and structs are objects."""
    try:
        import pandas as pd
    except ImportError as error:
        raise _missing("pandas") from error
    kinds = {DAY: "datetime64[s]", TEXT: "string", YES: "boolean", WHOLE: "Int64", NUMBER: "Float64"}
    frame: dict[str, Any] = {}
    for name, values in columns.items():
        kind = held[name]
        if kind == DAY:
            frame[name] = pd.Series(pd.to_datetime(pd.Series(values, dtype="object"))).astype("datetime64[s]")
        else:
            frame[name] = pd.Series(_even(values), dtype=kinds.get(kind, "object") if isinstance(kind, str) else "object")
    return pd.DataFrame(frame)


def to_polars(columns: Mapping[str, list[Any]], held: Mapping[str, Column]) -> polars.DataFrame:
    """Return a polars data frame."""
    try:
        import polars as pl
    except ImportError as error:
        raise _missing("polars") from error
    scalars: dict[str, Any] = {DAY: pl.Date, TEXT: pl.String, YES: pl.Boolean, WHOLE: pl.Int64, NUMBER: pl.Float64}

    def kind(column: Column) -> Any:
        if isinstance(column, str):
            return scalars[column]
        if isinstance(column, tuple):
            return pl.List(kind(column[0]))
        return pl.Struct({name: kind(part) for name, part in column.items()})

    return pl.DataFrame([pl.Series(name, _even(values), dtype=kind(held[name])) for name, values in columns.items()])


def to_arrow(columns: Mapping[str, list[Any]], held: Mapping[str, Column]) -> Any:
    """Return a pyarrow table."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise _missing("pyarrow", extra="arrow") from error
    scalars: dict[str, Any] = {DAY: pa.date32(), TEXT: pa.string(), YES: pa.bool_(), WHOLE: pa.int64(), NUMBER: pa.float64()}

    def kind(column: Column) -> Any:
        if isinstance(column, str):
            return scalars[column]
        if isinstance(column, tuple):
            return pa.list_(kind(column[0]))
        return pa.struct([(name, kind(part)) for name, part in column.items()])

    return pa.table({name: pa.array(_even(values), type=kind(held[name])) for name, values in columns.items()})


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
