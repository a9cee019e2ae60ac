"""
Records whose life is a list of decisions: their timeline and their state on a day.

A timeline cuts a measure's life at every moment at which its state changes, so that a question is one bisection.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import field, frozen
from pendulum import Date

from ._record import SourcedRecord, as_tuple, instances
from .collection import Collection
from .dates import END_OF_DAY, FAR, MINUTES, AnyDateLike, DateLike, day_of, moment, within
from .history import Decision, Legality, Segment, State, Status, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Self

__all__ = ["Decided", "DecidedCollection"]


#: Statuses in which a measure is charged, or may be.
CHARGED = frozenset({"in_force", "unknown"})


class Timeline:
    """The states of one measure by time, ready for lookup by bisection."""

    __slots__ = ("charged", "keys", "segments", "states", "turns")

    def __init__(self, record: Decided, made: Callable[[str], Date], horizon: Date) -> None:
        """Fold a measure's decisions and cut its life at every moment where its state changes."""
        self.segments: list[Segment] = fold(record.decisions, made)
        cuts = _Cuts(record, made, horizon, self.segments)
        #: Spans of moments in which the measure is charged, or may be, as from the horizon on.
        self.charged: list[tuple[int, int]] = cuts.charged()
        #: Moments at which what is charged can change; `keys` has those at which any part of the state does.
        self.turns: set[int] = cuts.turns()
        self.keys: list[int] = cuts.moments()
        self.states: list[State | None] = [cuts.state(key) for key in self.keys]

    def at(self, key: int) -> State | None:
        """Return the state at a moment."""
        index = bisect_right(self.keys, key) - 1
        return self.states[index] if index >= 0 else None

    def daily(self) -> list[State]:
        """
        Return the states in which a day ends, in order of time.

        What only holds for minutes is left out: a suspension that ends at midnight and is renewed from 00:01 was not lifted.
        """
        following = (*map(day_of, self.keys[1:]), None)
        spans = zip(self.keys, following, self.states, strict=True)
        return [state for key, turn, state in spans if state is not None and day_of(key) != turn]


class _Cuts:
    """The parts of a measure's life that change its state, while its timeline is built."""

    def __init__(self, record: Decided, made: Callable[[str], Date], horizon: Date, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.made = {decision.act: made(decision.act) for decision in record.decisions}
        self.decisions = sorted(record.decisions, key=lambda decision: self.made[decision.act])
        self.legality = [(span, max(span.start, made(span.act))) for span in record.legality]
        self.past = (horizon.toordinal() + 1) * MINUTES

    def charged(self) -> list[tuple[int, int]]:
        """Return the spans of moments in which the measure is charged, or may be."""
        return [*((s.start, s.end) for s in self.segments if s.step.status in CHARGED), (self.past, FAR)]

    def turns(self) -> set[int]:
        """Return the moments at which what is charged can change: past the horizon, any that a step or an intention names."""
        charged = (s for s in self.segments if s.step.status in CHARGED or s.end > self.past)
        return _ends(charged) | {key for key in self._over() if key > self.past}

    def _over(self) -> set[int]:
        """Return the moments at which intentions are over."""
        over = (_over(decision) for decision in self.decisions if not decision.binding)
        return {day.toordinal() * MINUTES for day in over if day is not None}

    def moments(self) -> list[int]:
        """Return every moment at which something changes, sorted."""
        days: list[Date] = list(self.made.values())
        for span, known in self.legality:
            days += [known] if span.end is None else [known, span.end]
        keys = _ends(self.segments) | {day.toordinal() * MINUTES for day in days} | self._over()
        first = min(keys, default=0)
        return sorted(keys | ({self.past} if self.past > first else set()))

    def state(self, key: int) -> State | None:
        """Return the state from a moment on."""
        day = day_of(key)
        segment = next((s for s in self.segments if s.start <= key < s.end), None)
        known = [decision for decision in self.decisions if self.made[decision.act] <= day]
        if segment is None and not known:
            return None
        intended = tuple(
            decision
            for index, decision in enumerate(known)
            if not decision.binding and not _overtaken(decision, known[index + 1 :], day)
        )
        legality = tuple(s for s, known_from in self.legality if known_from <= day and (s.end is None or day < s.end))
        common: dict[str, Any] = {
            "intended": intended,
            "legality": legality,
            "scheduled_only": key >= self.past,
        }
        if segment is None:
            return self._derived(key, known, common)
        status: Status = segment.step.status
        if status == "ended" and not any(s.step.status != "ended" for s in self.segments if s.start < segment.start):
            status = "withdrawn"
        return State(
            status=status,
            since=day_of(segment.start),
            until=None if segment.end >= FAR else day_of(segment.end),
            step=segment.step,
            decision=segment.decision,
            **common,
        )

    def _derived(self, key: int, known: Sequence[Decision], common: dict[str, Any]) -> State:
        """Return the state of a moment that no step covers: announced, withdrawn, or run out."""
        earlier = [segment for segment in self.segments if segment.end <= key]
        if earlier:
            last = earlier[-1]
            return State(status="ended", since=day_of(last.end), decision=last.decision, **common)
        following = next((segment for segment in self.segments if segment.start > key), None)
        # A later decision may lay down anew what was announced: until it was made, the law of the day is the announcement.
        law = [held for held in known if held.binding] or known
        decision = following.decision if following and following.decision in known else law[-1]
        withdrawn = not decision.binding and decision.steps[-1].status == "ended"
        return State(
            status="withdrawn" if withdrawn else "announced",
            since=self.made[decision.act],
            until=day_of(following.start) if following else None,
            decision=decision,
            **common,
        )


def _ends(segments: Iterable[Segment]) -> set[int]:
    """Return the moments at which segments begin and end, as far as they end."""
    return {key for segment in segments for key in (segment.start, segment.end) if key < FAR}


def _over(decision: Decision) -> Date | None:
    """Return the day after the last that an intention speaks of, or None where it is open."""
    last = decision.steps[-1].through
    return None if last is None else Date.fromordinal(last.toordinal() + 1)


def _overtaken(decision: Decision, later: Sequence[Decision], day: Date) -> bool:
    """Tell whether an intention is spent: past its own last day, withdrawn, or followed by a later word."""
    over = _over(decision)
    return (over is not None and over <= day) or decision.steps[-1].status == "ended" or bool(later)


@frozen(kw_only=True, repr=False)
class Decided(SourcedRecord):
    """
    A record whose life is a list of decisions.

    Attributes:
        decisions: Acts and the steps they lay down, in the order they were made.
        legality: What courts said of it, and from when.

    Examples:
        >>> import tradetruce as tt
        >>> tariff = tt.load().tariffs["us-s122-surcharge"]
        >>> tariff.decisions[0].act
        'us-proc-11012'
    """

    decisions: tuple[Decision, ...] = field(default=(), converter=as_tuple, validator=instances(Decision))
    legality: tuple[Legality, ...] = field(default=(), converter=as_tuple, validator=instances(Legality))
    _timeline: Timeline | None = field(default=None, init=False, eq=False, repr=False)

    @property
    def jurisdiction(self) -> str:
        """
        Economy whose clock and whose coverage count for this record.

        Examples:
            >>> import tradetruce as tt
            >>> ds = tt.load()
            >>> ds.tariffs["us-s301-list-1"].jurisdiction, ds.controls["cn-gallium-germanium-2023-08"].jurisdiction
            ('US', 'CN')
        """
        raise NotImplementedError  # each kind of record says which of its fields that is

    @property
    def announced(self) -> Date:
        """
        The day its first decision was made.

        Raises:
            UnboundRecordError: The record belongs to no dataset.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().tariffs["us-s122-surcharge"].announced
            Date(2026, 2, 20)
        """
        acts = self.dataset.acts
        return min(acts[decision.act].made for decision in self.decisions)

    def state(self, on: DateLike, *, known_on: DateLike | None = None) -> State | None:
        """
        Return how the measure stands on a day, or at an instant.

        A day is answered for its end; an aware datetime is read on the clock of the customs territory.

        Args:
            on: The day or instant asked about.
            known_on: Use only what was made by this day; None for all the dataset knows.

        Returns:
            The state, or None where the measure had not been made nor announced.

        Raises:
            InvalidDateError: A date cannot be read, or `known_on` is later than the dataset.
            UnboundRecordError: The record belongs to no dataset, so the days of its acts are not known.

        Examples:
            >>> import tradetruce as tt
            >>> fentanyl = tt.load().tariffs["us-ieepa-fentanyl-cn"]
            >>> fentanyl.state("2025-04-15").rate, fentanyl.state("2026-03-01").status
            (Decimal('20'), 'ended')
        """
        if known_on is not None:
            record = self.dataset.known_on(known_on)._same(self)
            return record.state(on) if record is not None else None
        timeline = self._timeline or self._unfold()
        # The common case is spelled out: it is five times as fast.
        day = on.__class__ is Date
        key = on.toordinal() * MINUTES + END_OF_DAY if day else moment(on, self.dataset._zone(self.jurisdiction))  # type: ignore[union-attr]  # the exact class was tested
        index = bisect_right(timeline.keys, key) - 1  # pyright: ignore[reportUnknownArgumentType]  # likewise
        return timeline.states[index] if index >= 0 else None

    def _unfold(self) -> Timeline:
        """Build and keep the timeline."""
        dataset = self.dataset
        horizon = dataset._horizon(self)
        timeline = Timeline(self, lambda act: dataset.acts[act].made, horizon)
        object.__setattr__(self, "_timeline", timeline)
        return timeline

    @property
    def states(self) -> tuple[State, ...]:
        """
        Every state the measure goes through, in order of time, scheduled ones included; a day's state is that of its end.

        Examples:
            >>> import tradetruce as tt
            >>> [state.rate for state in tt.load().tariffs["us-s122-surcharge"].states if state.in_force]
            [Decimal('10')]
        """
        kept: list[State] = []
        for state in timeline_of(self).daily():
            if not (kept and (kept[-1].since, kept[-1].step) == (state.since, state.step)):
                kept.append(state)
        return tuple(kept)


D_co = TypeVar("D_co", bound=Decided, covariant=True)


def timeline_of(record: Decided) -> Timeline:
    """Return the states of a record as the engine looks them up, folded once."""
    return record._timeline or record._unfold()


class DecidedCollection(Collection[D_co], Generic[D_co]):
    """
    The verbs that tariff measures, reliefs and export controls share.

    Examples:
        >>> import tradetruce as tt
        >>> ds = tt.load()
        >>> [len(held.suspended("2025-12-01")) > 0 for held in (ds.tariffs, ds.controls)]
        [True, True]
    """

    __slots__ = ()

    def states(self, on: DateLike, *, known_on: DateLike | None = None) -> dict[str, State]:
        """
        Return the state of every record on a day, by id; those not yet made or announced are left out.

        Args:
            on: The day or instant.
            known_on: Use only what was made by this day.

        Raises:
            InvalidDateError: A date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> states = tt.load().tariffs.by("US").states(on="2025-04-15")
            >>> states["us-ieepa-reciprocal-cn"].rate
            Decimal('125')
        """
        found = ((record.id, record.state(on, known_on=known_on)) for record in self)
        return {name: state for name, state in found if state is not None}

    def in_force(self, on: DateLike) -> Self:
        """
        Return those in force on a day, in full or in part.

        Raises:
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> "us-s122-surcharge" in tt.load().tariffs.in_force("2026-05-20")
            True
        """
        return self._like(record for record in self if (state := record.state(on)) and state.in_force)

    def suspended(self, on: DateLike) -> Self:
        """
        Return those suspended on a day, partial suspensions included.

        Raises:
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> "us-ieepa-reciprocal-cn" in tt.load().tariffs.suspended("2025-12-01")
            True
        """
        return self._like(record for record in self if (state := record.state(on)) and state.is_suspended)

    def announced_between(self, start: AnyDateLike, end: AnyDateLike) -> Self:
        """
        Return those whose first decision was made within a span, both ends included; ``2026-01`` or ``2026`` mean the whole of it.

        Raises:
            InvalidDateError: A date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> "us-ieepa-reciprocal-cn" in tt.load().tariffs.announced_between("2025-04-02", "2025-04-02")
            True
        """
        lies = within(start, end)
        return self._like(record for record in self if lies(record.announced))
