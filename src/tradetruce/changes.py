"""Changes of law: what differs between two days, what is coming, and what was only intended."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, overload

from attrs import field, frozen
from pendulum import Date, Duration

from ._record import optional_date
from .dates import LAST_DAY, DateLike, as_date
from .decided import Decided, timeline_of
from .errors import InvalidDateError
from .frames import DAY, TEXT, YES, Rows, plain
from .history import Decision, State, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .controls import ExportControl
    from .dataset import Dataset
    from .frames import Column
    from .tariffs import Relief, TariffMeasure

__all__ = ["Change", "Changes"]

Within: TypeAlias = "int | dt.timedelta | Duration"
Measure: TypeAlias = "TariffMeasure | Relief | ExportControl"
#: The collections whose records have states, in the order in which changes of one day are told.
DECIDED = ("tariffs", "reliefs", "controls")
#: What the columns of changes hold.
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
            return f"{title}: intended, {words(self.intended, dated=False) if self.intended else 'a change'}"
        return f"{title}: {state_words(self.before)} → {state_words(self.after)}"

    def __repr__(self) -> str:
        """Return day and summary."""
        return f"<Change {self.date or 'no day'}: {self.summary}>"


def words(step: Step, *, dated: bool = True) -> str:
    """Return what a decision that is not binding says, in a few words; without its first day where that stands beside them."""
    parts = ["not in force" if step.status == "ended" else step.status.replace("_", " ")]
    if step.rate is not None:
        parts.append(str(step.rate))
    if step.suspended_rate:
        parts.append(f"{step.suspended_rate} points suspended")
    if dated and step.start is not None:
        parts.append(f"from {step.start}")
    if step.through is not None:
        parts.append(f"through {step.through}")
    return ", ".join(parts) + (f" ({step.when})" if step.when else "")


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
            "date": [plain(c.date) for c in self],
            "made": [plain(c.made) for c in self],
            "subject": [c.subject.id for c in self],
            "jurisdiction": [c.subject.jurisdiction for c in self],
            "binding": [c.binding for c in self],
            "before": [state_words(c.before) for c in self],
            "after": [
                state_words(c.after) if c.after else (words(c.intended, dated=False) if c.intended else "") for c in self
            ],
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
            held: State | None = None
            for state in timeline_of(record).daily():
                if _alike(held, state):
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
    return not (before is None and after.status in ("ended", "withdrawn"))


def diff(dataset: Dataset, a: DateLike, b: DateLike) -> Changes:
    """Return the states that differ between two days, each with the day and the decision that brought the later one."""
    first, second = as_date(a), as_date(b)
    turned = {change.subject.id: change.subject for change in transitions(dataset, *sorted((first, second)))}
    every = dataset._transitions
    until = every[: bisect_right(every, second, key=_begins)]
    began = {change.subject.id: change for change in until if change.subject.id in turned}
    found: list[Change] = []
    for name, record in turned.items():
        before, after = record.state(first), record.state(second)
        if after is None or _alike(before, after) or not _real(before, after):
            continue
        turn = began.get(name)
        if turn is not None and _alike(turn.after, after):
            date, made, decision = turn.date, turn.made, turn.decision
        else:  # what was never there and is asked for backwards
            date, made, decision = after.since, dataset.acts[after.decision.act].made, after.decision
        found.append(Change(date=date, made=made, subject=record, before=before, after=after, decision=decision))
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
    try:
        last = (
            day + within
            if isinstance(within, Duration)
            else Date.fromordinal(day.toordinal() + (within if isinstance(within, int) else within.days))
        )
    except (ValueError, OverflowError):
        msg = f"within must end before the year 10000, unlike {within!r} after {day}"
        raise InvalidDateError(msg) from None
    if last < day:
        msg = f"within must not be negative, as {within!r} is: ask from an earlier day"
        raise InvalidDateError(msg)
    return last
