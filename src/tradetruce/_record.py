"""What every record shares: an id, a link to its dataset, converters and validators for its fields."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast, get_args

from attrs import field, frozen
from pendulum import Date

from .dates import AnyDate, PartialDate, any_date, as_date, earliest, latest
from .errors import FieldError, InvalidDateError, UnboundRecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .dataset import Dataset
    from .sources import Source

#: Validators that look at the value of their own field only, so that it can be checked before the record is whole.
ALONE: set[Callable[[Any, Any, Any], None]] = set()

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def alone(check: Callable[[Any, Any, Any], None]) -> Callable[[Any, Any, Any], None]:
    """Mark a validator that does not look at the record."""
    ALONE.add(check)
    return check


@alone
def slug(_record: Any, attribute: Any, value: Any) -> None:
    """Validate an id: kebab-case, so that it can stand in a file name, a URL and a diff."""
    if not isinstance(value, str) or not _SLUG.fullmatch(value):
        raise FieldError(attribute.name, value, "lower-case words joined by hyphens, such as 'us-s301-list-1'")


@alone
def text(_record: Any, attribute: Any, value: Any) -> None:
    """Validate text that must say something."""
    if not isinstance(value, str) or not value.strip():
        raise FieldError(attribute.name, value, "text that is not empty")


@alone
def optional_text(record: Any, attribute: Any, value: Any) -> None:
    """Validate text that may be absent but not empty: nothing known is None."""
    if value is not None:
        text(record, attribute, value)


def one_of(literal: Any) -> Callable[[Any, Any, Any], None]:
    """Return a validator that lets the members of a `Literal` pass and lists them otherwise."""
    allowed = get_args(literal)

    @alone
    def check(_record: Any, attribute: Any, value: Any) -> None:
        if value not in allowed:
            raise FieldError(attribute.name, value, f"one of {', '.join(map(str, allowed))}")

    return check


def instances(kind: type) -> Callable[[Any, Any, Any], None]:
    """Return a validator for a tuple whose items are all of one class."""

    @alone
    def check(_record: Any, attribute: Any, value: Any) -> None:
        for item in value:
            if not isinstance(item, kind):
                raise FieldError(attribute.name, item, f"a sequence of {kind.__name__} objects")

    return check


@alone
def some(_record: Any, attribute: Any, value: Any) -> None:
    """Validate that a tuple is not empty."""
    if not value:
        raise FieldError(attribute.name, value, "a sequence that is not empty")


def as_tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    """Convert a field to a tuple; text is refused, as it would fall into letters."""
    if isinstance(value, str):
        msg = f"expected a list of values, not the text {value!r}"
        raise TypeError(msg)
    return tuple(value)


def optional_any_date(value: dt.date | str | PartialDate | None) -> AnyDate | None:
    """Convert as `any_date` does, keeping None."""
    return None if value is None else any_date(value)


def optional_date(value: dt.date | str | None) -> Date | None:
    """Convert to a day, keeping None."""
    return None if value is None else as_date(value)


def as_decimal(value: Any) -> Decimal:
    """Convert to an exact number; a float is refused, since 7.5 is exact and 0.1 is not."""
    if value.__class__ is Decimal:
        return value
    if isinstance(value, (bool, float)) or not isinstance(value, (int, str, Decimal)):
        msg = f"{value!r} is not an exact number: give a Decimal, an int or text such as '7.5'"
        raise TypeError(msg)
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        msg = f"{value!r} is not a number: expected something like '7.5'"
        raise ValueError(msg)
    return number


@lru_cache(maxsize=65536)
def fold_text(value: str) -> str:
    """Return text without case and accents, for comparison."""
    decomposed = unicodedata.normalize("NFKD", value)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def optional_decimal(value: Any) -> Decimal | None:
    """Convert as `as_decimal` does, keeping None."""
    return None if value is None else as_decimal(value)


def ordered(record: Any, _attribute: Any, end: Any) -> None:
    """Validate an `end` field against `start`: no span ends before it begins."""
    start = record.start
    if end is None or start is None:
        return
    if latest(end) < earliest(start):
        msg = f"ends on {end}, before it starts on {start}"
        raise InvalidDateError(msg)


@frozen(kw_only=True, repr=False)
class Record:
    """
    The base of all records: a stable id and, inside a dataset, a way to the others.

    Attributes:
        id: Stable kebab-case id, never reused.

    Examples:
        >>> import tradetruce as tt
        >>> visit = tt.load().visits["carney-cn-2026"]
        >>> visit.id, visit.dataset is tt.load()
        ('carney-cn-2026', True)
    """

    id: str = field(validator=slug)
    # Not part of the value: two records that say the same are equal, whatever dataset they are in.
    _dataset: Any = field(default=None, init=False, eq=False, repr=False)

    @property
    def dataset(self) -> Dataset:
        """
        The dataset this record belongs to.

        Raises:
            UnboundRecordError: It was made by hand and belongs to none.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().tariffs["us-s301-list-1"].dataset is tt.load()
            True
        """
        if self._dataset is None:
            msg = (
                f"{type(self).__name__} {self.id!r} belongs to no dataset: "
                "take it from one, or add it with Dataset.with_records(...)"
            )
            raise UnboundRecordError(msg)
        return cast("Dataset", self._dataset)

    def _summary(self) -> str:
        """Return the few words that tell this record from its neighbours."""
        return str(getattr(self, "title", None) or getattr(self, "name", ""))

    def _cited(self) -> tuple[Dataset, str, Iterable[Source]]:
        """Return the dataset, what this is in words, and the sources it rests on."""
        dataset = self.dataset
        return dataset, f"record {self.id}: {self._summary()}", dataset._sources_of(getattr(self, "sources", ()))

    def _repr_html_(self) -> str:
        from ._html import record_card

        return record_card(self)

    def __dir__(self) -> list[str]:
        """Return the public names, for completion."""
        return [name for name in super().__dir__() if not name.startswith("_")]

    def __repr__(self) -> str:
        """Return class, id and a few words."""
        return f"<{type(self).__name__} {self.id}: {self._summary()}>"


def bind(record: Record, dataset: Dataset) -> None:
    """Attach a record to its dataset; the one place where a record is changed after it is made."""
    object.__setattr__(record, "_dataset", dataset)


@frozen(kw_only=True, repr=False)
class SourcedRecord(Record):
    """
    A record that says where it comes from.

    Attributes:
        sources: Ids of the `Source` records it rests on, the strongest first.
        note: What a careful reader should know: doubt, disagreement between sources, a gap. None where nothing.
        checked: The day somebody last compared it with its sources, or None.

    Examples:
        >>> import tradetruce as tt
        >>> ds = tt.load()
        >>> all(name in ds.sources for name in ds.acts["us-eo-14257"].sources)
        True
    """

    sources: tuple[str, ...] = field(default=(), converter=as_tuple)
    note: str | None = field(default=None, validator=optional_text)
    checked: Date | None = field(default=None, converter=optional_date)
