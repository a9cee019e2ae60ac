"""Timelines: all that happened in a window, changes of law with visits, meetings, agreements, events and quotes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, overload

from attrs import frozen
from pendulum import Date

from ._record import Record
from .changes import DECIDED, Change, words
from .dates import AnyDateLike, PartialDate, earliest, first_and_last, latest
from .errors import FieldError
from .frames import DAY, TEXT, Rows, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .controls import ExportControl
    from .dataset import Dataset
    from .frames import Column
    from .tariffs import Relief, TariffMeasure

__all__ = ["Entry", "Timeline"]

Measure: TypeAlias = "TariffMeasure | Relief | ExportControl"
#: The kinds of entries, in the order in which those of one day are told.
ENTRY_KINDS = ("law", "intention", "agreement", "visit", "meeting", "event", "quote")
#: What the columns of a timeline hold.
ENTRY_COLUMNS: Mapping[str, Column] = {"date": DAY, "end": DAY, "kind": TEXT, "title": TEXT, "record": TEXT}


class _Dated(NamedTuple):
    """Where the records of a kind of entry are held, and in which fields their first and last days."""

    collection: str
    when: str
    until: str | None = None


_DATED = {
    "visit": _Dated("visits", "start", "end"),
    "meeting": _Dated("meetings", "start", "end"),
    "agreement": _Dated("agreements", "announced"),
    "event": _Dated("events", "start", "end"),
    "quote": _Dated("quotes", "said"),
}


@frozen(kw_only=True, repr=False)
class Entry:
    """
    Something dated in a timeline.

    Attributes:
        date: The day; the first day it can be where only month or year are known.
        kind: ``law``, ``intention``, ``visit``, ``meeting``, ``agreement``, ``event`` or ``quote``.
        title: What, in a few words.
        record: The record it comes from.
        change: The change of law, where it is one; None otherwise.
        end: The last day, inclusive, where it lasted; None otherwise.

    Examples:
        >>> import tradetruce as tt
        >>> entries = tt.load().timeline("2026-01-04", "2026-01-07")
        >>> [entry.record.id for entry in entries if entry.kind == "visit" and entry.record.visitor_economy == "KR"]
        ['lee-cn-2026']
    """

    date: Date
    kind: str
    title: str
    record: Record
    change: Change | None = None
    end: Date | None = None

    def __repr__(self) -> str:
        """Return day, kind and title."""
        return f"<Entry {self.date} {self.kind}: {self.title}>"


class Timeline(Rows[Entry]):
    """
    Dated entries in order of time: changes of law, visits, meetings, agreements, events and quotes.

    Examples:
        >>> import tradetruce as tt
        >>> days = tt.load().timeline("2026-01-14", "2026-01-17")
        >>> "carney-cn-2026" in [entry.record.id for entry in days], days.start, days.end
        (True, Date(2026, 1, 14), Date(2026, 1, 17))
    """

    __slots__ = ("_items", "end", "start")

    def __init__(self, items: Iterable[Entry], *, start: Date, end: Date) -> None:
        self._items = tuple(items)
        self.start: Date = start
        self.end: Date = end

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._items)

    def _at(self, index: int) -> Entry:
        return self._items[index]

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Timeline: ...
    def __getitem__(self, index: int | slice) -> Entry | Timeline:
        """Return an entry, or a part."""
        if isinstance(index, slice):
            return Timeline(self._items[index], start=self.start, end=self.end)
        return self._items[index]

    def filter(self, predicate: Callable[[Entry], object]) -> Timeline:
        """
        Return the entries for which *predicate* is true.

        Examples:
            >>> import tradetruce as tt
            >>> window = tt.load().timeline("2026-01-01", "2026-01-31")
            >>> {entry.kind for entry in window.filter(lambda entry: entry.kind == "visit")}
            {'visit'}
        """
        return Timeline((entry for entry in self._items if predicate(entry)), start=self.start, end=self.end)

    def only(self, *kinds: str) -> Timeline:
        """
        Return the entries of some kinds, such as ``law`` or ``visit``; see `Entry`.

        Raises:
            FieldError: There is no such kind.

        Examples:
            >>> import tradetruce as tt
            >>> {entry.kind for entry in tt.load().timeline("2026-01-01", "2026-01-31").only("visit")}
            {'visit'}
        """
        for kind in kinds:
            if kind not in ENTRY_KINDS:
                raise FieldError("kind", kind, f"one of {', '.join(ENTRY_KINDS)}")
        return Timeline((entry for entry in self._items if entry.kind in kinds), start=self.start, end=self.end)

    def to_columns(self, *, flat: bool = False) -> dict[str, list[Any]]:
        """
        Return one row per entry; every column is flat.

        ``date`` (the day, or the first it can be), ``end`` (last day where it lasted, else null), ``kind``, ``title``, ``record`` (id).

        Args:
            flat: No difference here.

        Examples:
            >>> import tradetruce as tt
            >>> "carney-cn-2026" in tt.load().timeline("2026-01-14", "2026-01-17").to_columns()["record"]
            True
        """
        del flat
        return {
            "date": [plain(e.date) for e in self],
            "end": [plain(e.end) for e in self],
            "kind": [e.kind for e in self],
            "title": [e.title for e in self],
            "record": [e.record.id for e in self],
        }

    def _types(self) -> Mapping[str, Column]:
        return ENTRY_COLUMNS

    def plot(self, **options: Any) -> Any:
        """
        Return an altair chart of the entries; needs the extra ``tradetruce[plot]``.

        Args:
            **options: ``kinds``, those drawn, from top to bottom; ``labels=False`` for marks alone; ``title``.

        Raises:
            ImportError: altair is not installed; the message says how to.

        Examples:
            >>> import tradetruce as tt
            >>> chart = tt.load().timeline("2025-10-01", "2025-11-30").plot()
            >>> "vega-lite" in chart.to_json()
            True
        """
        from .calendar_plots import timeline_chart

        return timeline_chart(self, **options)

    def __repr__(self) -> str:
        """Return the span and the count."""
        return f"<Timeline {self.start} to {self.end}: {len(self)} entries>"

    def _repr_html_(self) -> str:
        from ._html import timeline_table

        return timeline_table(self)


def timeline(dataset: Dataset, start: AnyDateLike, end: AnyDateLike) -> Timeline:
    """Return all that is dated within a span, both days included; what is partly dated where all the days it can be lie within."""
    first, last = first_and_last(start, end)
    every = dataset._entries
    begun = every[bisect_left(every, first, key=_when) : bisect_right(every, last, key=_when)]
    return Timeline((entry for entry in begun if _latest(entry) <= last), start=first, end=last)


def _when(entry: Entry) -> Date:
    return entry.date


def _latest(entry: Entry) -> Date:
    """Return the last day that an entry's date can be, where only month or year are known."""
    dated = _DATED.get(entry.kind)
    return entry.date if dated is None else latest(getattr(entry.record, dated.when))


def every_entry(dataset: Dataset) -> tuple[Entry, ...]:
    """Return all that is dated, in order of time."""
    entries = [
        Entry(date=change.date, kind="law", title=change.summary, record=change.subject, change=change)
        for change in dataset._transitions
        if change.date is not None and change.binding
    ]
    acts = dataset.acts
    for name in DECIDED:
        records: Iterable[Measure] = getattr(dataset, name)
        for measure in records:
            for decision in measure.decisions:
                if not decision.binding:
                    title = f"{measure.title}: intended, {words(decision.steps[0])}"
                    entries.append(Entry(date=acts[decision.act].made, kind="intention", title=title, record=measure))
    for kind, dated in _DATED.items():
        for record in getattr(dataset, dated.collection):
            date = getattr(record, dated.when)
            if date is None:
                continue
            stop = getattr(record, dated.until) if dated.until else None
            entries.append(
                Entry(
                    date=earliest(date),
                    kind=kind,
                    title=_title(record),
                    record=record,
                    end=None if stop is None or isinstance(stop, PartialDate) else stop,
                )
            )
    return tuple(sorted(entries, key=lambda entry: (entry.date, ENTRY_KINDS.index(entry.kind), entry.record.id)))


def _title(record: Any) -> str:
    visitors = getattr(record, "visitors", None)
    if visitors is None:
        return str(record._summary())
    names = ", ".join(leader.name for leader in record.leaders)
    return f"{names} ({record.visitor_economy}) in {record.host_economy}, {record.status}"
