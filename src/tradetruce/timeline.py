"""Time across records: what changed between two days, what is coming, and what happened in a window."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, overload

from attrs import field, frozen
from pendulum import Date, Duration

from ._record import Record, optional_date
from .dates import LAST_DAY, DateLike, PartialDate, as_date, earliest
from .decided import Decided
from .errors import FieldError, InvalidDateError
from .frames import DAY, TEXT, YES, Rows
from .history import Decision, State, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .controls import ExportControl
    from .dataset import Dataset
    from .frames import Column
    from .tariffs import Relief, TariffMeasure

__all__ = ["Change", "Changes", "Entry", "Timeline"]

Within: TypeAlias = "int | dt.timedelta | Duration"
Measure: TypeAlias = "TariffMeasure | Relief | ExportControl"
#: The collections whose records have states, in the order in which changes of one day are told.
DECIDED = ("tariffs", "reliefs", "controls")
#: The kinds of entries, in the order in which those of one day are told.
ENTRY_KINDS = ("law", "intention", "agreement", "visit", "meeting", "event", "quote")
#: What the columns of changes and of timelines hold.
CHANGE_COLUMNS: Mapping[str, Column] = {
    "date": DAY,
    "made": DAY,
    "subject": TEXT,
    "jurisdiction": TEXT,
    "binding": YES,
    "before": TEXT,
    "after": TEXT,
    "act": TEXT,
    "summary": TEXT,
}
ENTRY_COLUMNS: Mapping[str, Column] = {"date": DAY, "end": DAY, "kind": TEXT, "title": TEXT, "record": TEXT}


@frozen(kw_only=True, repr=False)
class Change:
    """
    A transition of one measure: from one state to the next.

    Attributes:
        date: The day the new state begins; None where an intention names no day.
        made: The day the decision behind it was made.
        subject: The tariff measure, relief or export control.
        before: The state before, or None where there was none.
        after: The state after; None where the change is only intended.
        decision: The decision behind it.
        intended: The step an intention speaks of, where the decision is not binding; None otherwise.

    Examples:
        >>> import tradetruce as tt
        >>> change = tt.load().diff("2025-11-09", "2025-11-10")["us-ieepa-fentanyl-cn"]
        >>> change.before.rate, change.after.rate
        (Decimal('20'), Decimal('10'))
    """

    date: Date | None = field(default=None, converter=optional_date)
    made: Date
    subject: Decided
    before: State | None = None
    after: State | None = None
    decision: Decision
    intended: Step | None = None

    @property
    def binding(self) -> bool:
        """
        Whether it is law, not only an intention.

        Examples:
            >>> import tradetruce as tt
            >>> threat = tt.load().upcoming(on="2025-10-15", within=30)["us-cn-100pct-nov-2025"]
            >>> threat.date, threat.binding
            (Date(2025, 11, 1), False)
        """
        return self.decision.binding

    @cached_property
    def summary(self) -> str:
        """
        The change in a few words.

        Examples:
            >>> import tradetruce as tt
            >>> change = tt.load().diff("2026-02-23", "2026-02-24")["us-s122-surcharge"]
            >>> print(change.summary.split(": ")[1])
            announced → in force, 10 %
        """
        title = str(getattr(self.subject, "title", self.subject.id))
        if self.after is None:
            step = self.intended
            said = words(step) if step else "a change"
            return f"{title}: intended, {said}{f' ({step.when})' if step and step.when else ''}"
        return f"{title}: {state_words(self.before)} → {state_words(self.after)}"

    def __repr__(self) -> str:
        """Return day and summary."""
        return f"<Change {self.date or 'no day'}: {self.summary}>"


def words(step: Step) -> str:
    """Return a step in a few words."""
    parts = [step.status.replace("_", " ")]
    if step.rate is not None:
        parts.append(str(step.rate))
    if step.suspended_rate:
        parts.append(f"{step.suspended_rate} points suspended")
    if step.through is not None:
        parts.append(f"through {step.through}")
    return ", ".join(parts)


def state_words(state: State | None) -> str:
    """Return a state in a few words."""
    if state is None:
        return "nothing"
    parts = [state.status.replace("_", " ")]
    if state.terms is not None and state.status not in ("ended", "withdrawn"):
        parts.append(str(state.terms))
    if state.suspended_rate:
        parts.append(f"{state.suspended_rate} points suspended")
    return ", ".join(parts)


class Changes(Rows[Change]):
    """
    Changes, in order of time, found by position or by the id of their subject.

    Examples:
        >>> import tradetruce as tt
        >>> "us-ieepa-fentanyl-cn" in tt.load().diff("2025-11-09", "2025-11-10")
        True
    """

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[Change]) -> None:
        self._items = tuple(items)

    def __len__(self) -> int:
        """Return how many changes there are."""
        return len(self._items)

    def _at(self, index: int) -> Change:
        return self._items[index]

    @overload
    def __getitem__(self, key: int | str) -> Change: ...
    @overload
    def __getitem__(self, key: slice) -> Changes: ...
    def __getitem__(self, key: int | str | slice) -> Change | Changes:
        """
        Return a change by position or by its subject's id, or a part.

        Raises:
            KeyError: No change has the subject.
        """
        if isinstance(key, str):
            for change in self._items:
                if change.subject.id == key:
                    return change
            raise KeyError(key)
        return Changes(self._items[key]) if isinstance(key, slice) else self._items[key]

    def __contains__(self, item: object) -> bool:
        """Tell whether a change, or one of a subject's id, is here."""
        if isinstance(item, str):
            return any(change.subject.id == item for change in self._items)
        return item in self._items

    def _ipython_key_completions_(self) -> list[str]:
        return list(dict.fromkeys(change.subject.id for change in self._items))

    def binding(self) -> Changes:
        """
        Return the changes that are law.

        Examples:
            >>> import tradetruce as tt
            >>> coming = tt.load().upcoming(on="2025-10-15", within=30)
            >>> "us-cn-100pct-nov-2025" in coming, "us-cn-100pct-nov-2025" in coming.binding()
            (True, False)
        """
        return Changes(change for change in self._items if change.binding)

    def of(self, jurisdiction: str) -> Changes:
        """
        Return the changes of one importer's or controller's measures, by its code.

        Examples:
            >>> import tradetruce as tt
            >>> changes = tt.load().diff("2025-11-09", "2025-11-10")
            >>> {change.subject.jurisdiction for change in changes.of("US")}
            {'US'}
        """
        return Changes(change for change in self._items if change.subject.jurisdiction == jurisdiction)

    def to_ics(self, *, name: str = "tradetruce") -> str:
        """
        Return the dated changes as an iCalendar (RFC 5545): all-day entries with stable UIDs.

        Args:
            name: Name of the calendar.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().upcoming(on="2025-11-01", within=30).to_ics().splitlines()[0]
            'BEGIN:VCALENDAR'
        """
        from .ics import changes_calendar

        return changes_calendar(self, name=name)

    def to_columns(self, *, flat: bool = False) -> dict[str, list[Any]]:
        """
        Return one row per change; every column is flat.

        ``date`` (first day of the new state, null where an intention names none), ``made`` (the day the decision was made),
        ``subject`` (id of the measure, relief or control), ``jurisdiction``, ``binding`` (false for an intention), ``before`` and
        ``after`` (the states in words), ``act`` (id), ``summary``.

        Args:
            flat: No difference here.

        Examples:
            >>> import tradetruce as tt
            >>> columns = tt.load().diff("2025-11-09", "2025-11-10").of("US").to_columns()
            >>> set(columns["date"])
            {datetime.date(2025, 11, 10)}
        """
        del flat
        return {
            "date": [None if c.date is None else dt.date(c.date.year, c.date.month, c.date.day) for c in self],
            "made": [dt.date(c.made.year, c.made.month, c.made.day) for c in self],
            "subject": [c.subject.id for c in self],
            "jurisdiction": [c.subject.jurisdiction for c in self],
            "binding": [c.binding for c in self],
            "before": [state_words(c.before) for c in self],
            "after": [state_words(c.after) if c.after else (words(c.intended) if c.intended else "") for c in self],
            "act": [c.decision.act for c in self],
            "summary": [c.summary for c in self],
        }

    def _types(self) -> Mapping[str, Column]:
        return CHANGE_COLUMNS

    def __repr__(self) -> str:
        """Return the count and the first few subjects."""
        shown = ", ".join(change.subject.id for change in self._items[:3]) + (", ..." if len(self) > 3 else "")
        return f"<Changes, {len(self)}: {shown}>" if self._items else "<Changes: none>"

    def _repr_html_(self) -> str:
        from ._html import changes_table

        return changes_table(self)


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
            "date": [dt.date(e.date.year, e.date.month, e.date.day) for e in self],
            "end": [None if e.end is None else dt.date(e.end.year, e.end.month, e.end.day) for e in self],
            "kind": [e.kind for e in self],
            "title": [e.title for e in self],
            "record": [e.record.id for e in self],
        }

    def _types(self) -> Mapping[str, Column]:
        return ENTRY_COLUMNS

    def plot(self, **options: Any) -> Any:
        """
        Return an altair chart of the entries; needs the extra ``tradetruce[plot]``.

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


def transitions(dataset: Dataset, start: Date, end: Date) -> list[Change]:
    """Return the changes of law whose new state begins after *start*, up to and including *end*."""
    every = dataset._transitions
    return list(every[bisect_right(every, start, key=_begins) : bisect_right(every, end, key=_begins)])


def _begins(change: Change) -> Date:
    return change.date or LAST_DAY


def every_transition(dataset: Dataset) -> tuple[Change, ...]:
    """Return all changes of law, in order of the day on which they begin."""
    found: list[Change] = []
    acts = dataset.acts
    for name in DECIDED:
        records: Iterable[Measure] = getattr(dataset, name)
        for record in records:
            timeline = record._timeline or record._unfold()
            held: State | None = None
            for state in timeline.states:
                if state is None or _alike(held, state):
                    held = state  # what was prolonged on the same terms: the state before a change is the last of them
                    continue
                if _real(held, state):
                    made = acts[state.decision.act].made
                    found.append(
                        Change(date=state.since, made=made, subject=record, before=held, after=state, decision=state.decision)
                    )
                held = state
    return tuple(sorted(found, key=lambda change: (_begins(change), change.subject.id)))


def _alike(one: State | None, other: State) -> bool:
    """Tell whether two states differ in nothing that matters: status and terms."""
    return one is not None and _said(one) == _said(other)


def _said(state: State) -> object:
    return (state.status, state.step.terms if state.step else None)


def _real(before: State | None, after: State) -> bool:
    """Tell whether a transition is news: that something ended which was never there is not."""
    return not (before is None and after.status == "ended")


def diff(dataset: Dataset, a: DateLike, b: DateLike) -> Changes:
    """Return the states that differ between two days."""
    first, second = as_date(a), as_date(b)
    acts = dataset.acts
    found: list[Change] = []
    for name in DECIDED:
        records: Iterable[Measure] = getattr(dataset, name)
        for record in records:
            before, after = record.state(first), record.state(second)
            if after is None or (before is not None and _said(before) == _said(after)):
                continue
            if before is None and after.status in ("ended", "withdrawn"):
                continue
            made = acts[after.decision.act].made
            found.append(
                Change(date=after.since, made=made, subject=record, before=before, after=after, decision=after.decision)
            )
    return Changes(sorted(found, key=lambda change: (_begins(change), change.subject.id)))


def upcoming(dataset: Dataset, on: DateLike, within: Within) -> Changes:
    """Return the transitions after a day as known on it, and the intentions that stood then."""
    day = as_date(on)
    last = _after(day, within)
    limit = dataset.known or dataset.as_of
    known = dataset.known_on(day) if day < limit else dataset
    changes = transitions(known, day, last)
    acts = known.acts
    for name in DECIDED:
        records: Iterable[Measure] = getattr(known, name)
        for record in records:
            state = record.state(day)
            if state is None:
                continue
            for decision in state.intended:
                for step in decision.steps:
                    if step.start is None or day < step.start <= last:
                        made = acts[decision.act].made
                        changes.append(
                            Change(date=step.start, made=made, subject=record, before=state, decision=decision, intended=step)
                        )
    return Changes(sorted(changes, key=lambda change: (_begins(change), change.subject.id)))


def _after(day: Date, within: Within) -> Date:
    if isinstance(within, bool) or not isinstance(within, (int, dt.timedelta)):  # pyright: ignore[reportUnnecessaryIsInstance]
        msg = f"within must be days, a timedelta or a pendulum duration, not {within!r}"
        raise InvalidDateError(msg)
    last = (
        day + within
        if isinstance(within, Duration)
        else Date.fromordinal(day.toordinal() + (within if isinstance(within, int) else within.days))
    )
    if last < day:
        msg = f"within must not be negative, as {within!r} is: ask from an earlier day"
        raise InvalidDateError(msg)
    return last


def timeline(dataset: Dataset, start: DateLike, end: DateLike) -> Timeline:
    """Return all that is dated within a span, both days included."""
    first, last = as_date(start), as_date(end)
    every = dataset._entries
    within = every[bisect_left(every, first, key=_when) : bisect_right(every, last, key=_when)]
    return Timeline(within, start=first, end=last)


def _when(entry: Entry) -> Date:
    return entry.date


def every_entry(dataset: Dataset) -> tuple[Entry, ...]:
    """Return all that is dated, in order of time."""
    entries = [
        Entry(date=change.date, kind="law", title=change.summary, record=change.subject, change=change)
        for change in dataset._transitions
        if change.date is not None
    ]
    acts = dataset.acts
    for name in DECIDED:
        records: Iterable[Measure] = getattr(dataset, name)
        for measure in records:
            for decision in measure.decisions:
                if not decision.binding:
                    title = f"{measure.title}: {words(decision.steps[0])}, not binding"
                    entries.append(Entry(date=acts[decision.act].made, kind="intention", title=title, record=measure))
    for kind, collection, when, until in (
        ("visit", dataset.visits, "start", "end"),
        ("meeting", dataset.meetings, "start", "end"),
        ("agreement", dataset.agreements, "announced", None),
        ("event", dataset.events, "start", "end"),
        ("quote", dataset.quotes, "said", None),
    ):
        for record in collection:
            date = getattr(record, when)
            if date is None:
                continue
            stop = getattr(record, until) if until else None
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
