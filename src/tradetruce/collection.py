"""The immutable, ordered, indexed sequence in which a dataset holds its records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, overload

from ._record import Record
from .errors import UnboundRecordError, UnknownRecordError, nearest
from .frames import Tabular, record_class, record_types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Self

    from .dataset import Dataset
    from .frames import Column

__all__ = ["Collection"]

T_co = TypeVar("T_co", bound=Record, covariant=True)
D = TypeVar("D")


class Collection(Tabular, Generic[T_co]):
    """
    Records of one kind, in order, found by id or by position.

    It is no `collections.abc.Sequence` by name, so that polars, duckdb and pyarrow see its Arrow interface and take it directly.
    Verbs such as `filter` return a collection of the same kind, so that they chain. Nothing changes in place.

    Args:
        items: The records.
        dataset: The dataset they belong to, or None for loose ones.

    Examples:
        >>> import tradetruce as tt
        >>> visits = tt.load().visits
        >>> visits["carney-cn-2026"] in visits, visits.get("no-such-visit") is None
        (True, True)
    """

    __slots__ = ("_by_id", "_dataset", "_items")

    #: What one record is called in messages.
    kind: ClassVar[str] = "record"

    def __init__(self, items: Iterable[T_co], dataset: Dataset | None = None) -> None:
        self._items: tuple[T_co, ...] = tuple(items)
        self._by_id: dict[str, T_co] = {item.id: item for item in self._items}
        self._dataset = dataset

    @property
    def dataset(self) -> Dataset:
        """
        The dataset these records belong to.

        Raises:
            UnboundRecordError: They belong to none.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits.to("CN").dataset is tt.load()
            True
        """
        if self._dataset is None:
            msg = f"this collection of {self.kind}s belongs to no dataset: take it from one"
            raise UnboundRecordError(msg)
        return self._dataset

    def _like(self, items: Iterable[Any]) -> Self:
        return type(self)(items, self._dataset)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[T_co]:
        """Iterate over the records in order."""
        return iter(self._items)

    def __reversed__(self) -> Iterator[T_co]:
        """Iterate over the records from the last to the first."""
        return reversed(self._items)

    @overload
    def __getitem__(self, key: str | int) -> T_co: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: str | int | slice) -> T_co | Self:
        """
        Return the record with an id or at a position, or the part a slice names.

        Raises:
            UnknownRecordError: No record has the id; the error suggests the nearest ones.
            IndexError: The position is past the end.
        """
        if isinstance(key, str):
            try:
                return self._by_id[key]
            except KeyError:
                raise UnknownRecordError(self.kind, key, suggestions=self._like_named(key)) from None
        return self._like(self._items[key]) if isinstance(key, slice) else self._items[key]

    def _like_named(self, name: str) -> tuple[str, ...]:
        """Return the ids that can be meant by a name which is none."""
        return nearest(name, self._by_id)

    def __contains__(self, item: object) -> bool:
        """Tell whether a record, or a record with this id, is here."""
        if isinstance(item, str):
            return item in self._by_id
        return isinstance(item, Record) and self._by_id.get(item.id) == item

    @overload
    def get(self, key: str) -> T_co | None: ...
    @overload
    def get(self, key: str, default: D) -> T_co | D: ...
    def get(self, key: str, default: D | None = None) -> T_co | D | None:
        """
        Return the record with an id, or *default* where there is none.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().acts.get("us-eo-99999", "none")
            'none'
        """
        return self._by_id.get(key, default)

    def filter(self, predicate: Callable[[T_co], object]) -> Self:
        """
        Return the records for which *predicate* is true.

        Examples:
            >>> import tradetruce as tt
            >>> trips = tt.load().visits.filter(lambda visit: "Chengdu" in visit.places)
            >>> "macron-cn-2025" in trips
            True
        """
        return self._like(item for item in self._items if predicate(item))

    @property
    def first(self) -> T_co:
        """
        The first record.

        Raises:
            IndexError: There is none.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits.to("CN").by("GB").between("2026-01-01", "2026-12-31").first.id
            'starmer-cn-2026'
        """
        return self._end(0)

    @property
    def last(self) -> T_co:
        """
        The last record.

        Raises:
            IndexError: There is none.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits.to("CN").by("GB").between("2018-01-01", "2026-01-31").last.id
            'starmer-cn-2026'
        """
        return self._end(-1)

    def _end(self, index: int) -> T_co:
        if not self._items:
            msg = f"no {self.kind} here: the collection is empty"
            raise IndexError(msg)
        return self._items[index]

    @property
    def ids(self) -> tuple[str, ...]:
        """
        The ids, in order.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().leaders.named("merz").ids
            ('friedrich-merz',)
        """
        return tuple(item.id for item in self._items)

    def __eq__(self, other: object) -> bool:
        """Tell whether another collection of the kind holds equal records in the same order."""
        return type(other) is type(self) and self._items == other._items

    def __hash__(self) -> int:
        """Return a hash of the records."""
        return hash(self._items)

    def __repr__(self) -> str:
        """Return the kind, the count and the first few ids."""
        shown = ", ".join(self.ids[:3]) + (", ..." if len(self) > 3 else "")
        return f"<{type(self).__name__} of {len(self)}: {shown}>" if self._items else f"<{type(self).__name__}: empty>"

    def __dir__(self) -> list[str]:
        """Return the public names, for completion."""
        return [name for name in super().__dir__() if not name.startswith("_")]

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._by_id)

    def _repr_html_(self) -> str:
        from ._html import collection_table

        return collection_table(self)

    # --- ways out

    def to_dicts(self) -> list[dict[str, Any]]:
        """
        Return one plain dict per record: lists, dicts, `datetime.date`, `Decimal`, text.

        Partial dates are EDTF text. Every field is there, None where nothing is known.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits.to("CN").by("mark-carney").to_dicts()[0]["start"]
            datetime.date(2026, 1, 14)
        """
        from .frames import to_dicts

        return to_dicts(self)

    def to_columns(self, *, flat: bool = False) -> dict[str, list[Any]]:
        """
        Return a dict of lists, one per field: the base of every data frame.

        Args:
            flat: Join lists and nested parts to text, for CSV.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().economies.to_columns()["id"][:2]
            ['AD', 'AE']
        """
        from .frames import to_columns

        return to_columns(self, flat=flat)

    def _types(self) -> Mapping[str, Column]:
        holder: Any = type(self)
        cls: Any = record_class(holder) or type(self._items[0])
        return record_types(cls)
