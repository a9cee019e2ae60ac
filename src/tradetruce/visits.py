"""Visits of leaders and ministers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, get_args

from attrs import field, frozen
from pendulum import Date

from ._record import SourcedRecord, as_tuple, instances, one_of, optional_any_date, optional_text, ordered, some
from .codes import Economy, Group, economy_code
from .collection import Collection
from .counting import Counted, counted, per_month
from .dates import AnyDate, AnyDateLike, DateLike, Period, as_date, day_after, earliest, latest, months_before, within
from .errors import FieldError
from .leaders import LEADERS, MINISTERS, Leader, Leaders
from .reports import Outcome, Report, Visitor, VisitStatus

if TYPE_CHECKING:
    from pendulum import Interval

__all__ = ["Visit", "Visits"]

VisitKind = Literal["state", "official", "working", "summit_sidelines", "multilateral", "private"]
Level = Literal["leaders", "ministers", "other"]
#: The levels, the highest first.
LEVELS: tuple[str, ...] = get_args(Level)


def _visit_start(record: Any, _attribute: Any, start: Any) -> None:
    if (start is None) != (record.end is None):
        msg = "start and end come together: give both, or neither where no day was named"
        raise ValueError(msg)
    if start is None and record.status == "completed":
        msg = "a completed visit needs its start and end"
        raise ValueError(msg)


@frozen(kw_only=True, repr=False)
class Visit(SourcedRecord):
    """
    One trip of a leader or minister to a host economy, made, planned or called off.

    A trip that was moved is one record; one called off and made later is two, linked by `instead_of`.

    Attributes:
        visitors: Who came, with the office each held, the highest first.
        visitor_economy: Economy they came for.
        host_economy: Economy they went to.
        start: First day; a partial date where no day is sourced; None where none was ever named.
        end: Last day, inclusive, as programs print it; None where `start` is.
        places: Cities, in order.
        kind: State, official or working visit, a meeting on a summit's sidelines, a multilateral gathering, private.
        status: What became of it, as far as the dataset reaches.
        met: Ids of the host's leaders they met.
        event: The occasion, where it was not bilateral: a summit, a forum, a parade; None otherwise.
        reports: What was said of it and when, in order of time; empty where only the fact is recorded.
        outcomes: What came of it.
        instead_of: Id of the visit that was called off before this one, or None.

    Examples:
        >>> import tradetruce as tt
        >>> carney = tt.load().visits["carney-cn-2026"]
        >>> carney.start, carney.end, carney.status
        (Date(2026, 1, 14), Date(2026, 1, 17), 'completed')
    """

    visitors: tuple[Visitor, ...] = field(converter=as_tuple, validator=[some, instances(Visitor)])
    visitor_economy: str = field(validator=economy_code)
    host_economy: str = field(validator=economy_code)
    start: AnyDate | None = field(default=None, converter=optional_any_date, validator=_visit_start)
    end: AnyDate | None = field(default=None, converter=optional_any_date, validator=ordered)
    places: tuple[str, ...] = field(default=(), converter=as_tuple)
    kind: VisitKind = field(validator=one_of(VisitKind))
    status: VisitStatus = field(validator=one_of(VisitStatus))
    met: tuple[str, ...] = field(default=(), converter=as_tuple)
    event: str | None = field(default=None, validator=optional_text)
    reports: tuple[Report, ...] = field(default=(), converter=as_tuple, validator=instances(Report))
    outcomes: tuple[Outcome, ...] = field(default=(), converter=as_tuple, validator=instances(Outcome))
    instead_of: str | None = field(default=None, validator=optional_text)

    @property
    def level(self) -> Level:
        """
        The level of its highest visitor, ``leaders``, ``ministers`` or ``other``.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits["wadephul-cn-2025"].level
            'ministers'
        """
        roles = {visitor.role for visitor in self.visitors}
        return "leaders" if roles & LEADERS else "ministers" if roles & MINISTERS else "other"

    @cached_property
    def period(self) -> Period | None:
        """
        The days it can have lasted at most, half-open; None where no day was named.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits["carney-cn-2026"].period
            Period('2026-01-14', '2026-01-18')
        """
        if self.start is None or self.end is None:
            return None
        return Period(earliest(self.start), day_after(latest(self.end)))

    @property
    def leaders(self) -> tuple[Leader, ...]:
        """
        The visitors as records.

        Raises:
            UnboundRecordError: The record belongs to no dataset.

        Examples:
            >>> import tradetruce as tt
            >>> [leader.name for leader in tt.load().visits["carney-cn-2026"].leaders]
            ['Mark Carney']
        """
        return tuple(self.dataset.leaders[visitor.leader] for visitor in self.visitors)

    @property
    def previous(self) -> Visit | None:
        """
        The last completed visit before this one to the same host from the same economy at the same level, or None.

        None says that the dataset has none, not that there was none: see `Dataset.coverage`.

        Raises:
            UnboundRecordError: The record belongs to no dataset.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits["carney-cn-2026"].previous.leaders[0].name
            'Justin Trudeau'
        """
        if self.start is None:
            return None
        start = earliest(self.start)
        earlier = [
            visit
            for visit in self.dataset.visits
            if visit.status == "completed"
            and visit.host_economy == self.host_economy
            and visit.visitor_economy == self.visitor_economy
            and visit.level == self.level
            and visit.end is not None
            and latest(visit.end) < start
        ]
        return max(earlier, key=lambda visit: latest(visit.end), default=None)  # type: ignore[arg-type]  # ends were checked

    @property
    def since_previous(self) -> Interval[Date] | None:
        """
        The time from the last day of the previous visit to the first of this one, or None where there is none.

        Raises:
            UnboundRecordError: The record belongs to no dataset.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits["carney-cn-2026"].since_previous.in_years()
            8
        """
        previous = self.previous
        if previous is None or previous.end is None or self.start is None:
            return None
        return earliest(self.start) - latest(previous.end)

    @property
    def first_since(self) -> AnyDate | None:
        """
        The first day of the previous visit, as in “the first since ...”, or None where the dataset has no earlier one.

        Raises:
            UnboundRecordError: The record belongs to no dataset.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits["starmer-cn-2026"].first_since
            Date(2018, 1, 31)
        """
        previous = self.previous
        return None if previous is None else previous.start

    def _summary(self) -> str:
        names = ", ".join(visitor.leader for visitor in self.visitors)
        days = f"{self.start} to {self.end}" if self.start else "no day named"
        return f"{names} ({self.visitor_economy}) to {self.host_economy}, {days}, {self.status}"


class Visits(Collection[Visit]):
    """
    Visits, in order of their first day.

    One counting rule holds unless you say otherwise: leaders, in person, completed. `by` takes leaders; what counts (`per_month`,
    `rolling`, `days_since`, `last_before`, `counted`) takes visits that were made; `to` and `between` keep what was planned or called
    off too, until `completed` or `planned` says which.

    Examples:
        >>> import tradetruce as tt
        >>> ds = tt.load()
        >>> g7 = ds.visits.to("CN").by(tt.G7).between("2025-11-01", "2026-05-31").completed()
        >>> [leader.family_name for leader in g7.leaders]
        ['Macron', 'Carney', 'Starmer', 'Merz', 'Trump']
    """

    __slots__ = ()
    kind = "visit"

    def to(self, host: str | Economy) -> Visits:
        """
        Return the visits to a host economy.

        Raises:
            UnknownRecordError: The dataset knows no such economy.

        Examples:
            >>> import tradetruce as tt
            >>> {visit.host_economy for visit in tt.load().visits.to("China")}
            {'CN'}
        """
        code = self.dataset.economy(host).id
        return self._like(visit for visit in self if visit.host_economy == code)

    def by(
        self, visitor: str | Leader | Economy | Group, *, level: Literal["leaders", "ministers", "all"] = "leaders"
    ) -> Visits:
        """
        Return the visits of a person, an economy or a group.

        A group counts an economy only while it is a member. For a person the level does not matter.

        Args:
            visitor: A leader (id or name), an economy (code or name), a group (name), or such a record.
            level: ``leaders`` counts heads of state, of government and presidents of the EU's institutions; ``ministers`` adds
                ministers; ``all`` adds everybody.

        Raises:
            UnknownRecordError: The dataset knows nobody of that name.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits.to("CN").by("Ireland").between("2026-01-01", "2026-12-31").ids
            ('martin-cn-2026',)
        """
        found = self.dataset.party(visitor)
        if isinstance(found, Leader):
            return self._like(visit for visit in self if any(v.leader == found.id for v in visit.visitors))
        at_level = self.by_level(level)
        if isinstance(found, Group):
            return self._like(visit for visit in at_level if _member(found, visit))
        return self._like(visit for visit in at_level if visit.visitor_economy == found.id)

    def by_level(self, level: Literal["leaders", "ministers", "all"]) -> Visits:
        """
        Return the visits of a level and those above it: ``leaders``, ``ministers`` or ``all``.

        Raises:
            FieldError: There is no such level.

        Examples:
            >>> import tradetruce as tt
            >>> "wadephul-cn-2025" in tt.load().visits.by_level("leaders")
            False
        """
        levels = {"leaders": LEVELS[:1], "ministers": LEVELS[:2], "all": LEVELS}.get(level)
        if levels is None:
            raise FieldError("level", level, "leaders, ministers or all")
        return self._like(visit for visit in self if visit.level in levels)

    def between(self, start: AnyDateLike, end: AnyDateLike) -> Visits:
        """
        Return the visits that start within a span, both ends included; ``2026-01`` or ``2026`` mean the whole of it.

        A visit whose first day is only partly known counts where all the days it can be lie within.

        Raises:
            InvalidDateError: A date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> "starmer-cn-2026" in tt.load().visits.between("2026-01-28", "2026-01-28")
            True
        """
        lies = within(start, end)
        return self.filter(lambda visit: lies(visit.start))

    def on(self, day: DateLike) -> Visits:
        """
        Return the visits that were under way on a day.

        A visit of which only the month is known counts on each day that it can have been.

        Raises:
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> "lee-cn-2026" in tt.load().visits.to("CN").on("2026-01-06")
            True
        """
        given = as_date(day)
        return self._like(visit for visit in self if visit.period and given in visit.period)

    def overlapping(self, other: Visit | Period) -> Visits:
        """
        Return the visits that share a day with another visit, itself left out, or with a period, or by a partial date can share one.

        Examples:
            >>> import tradetruce as tt
            >>> ds = tt.load()
            >>> "martin-cn-2026" in ds.visits.to("CN").overlapping(ds.visits["lee-cn-2026"])
            True
        """
        period = other.period if isinstance(other, Visit) else other
        if period is None:
            return self._like(())
        return self._like(visit for visit in self if visit is not other and visit.period and visit.period.overlaps(period))

    def with_status(self, status: VisitStatus) -> Visits:
        """
        Return the visits with a status.

        Raises:
            FieldError: There is no such status.

        Examples:
            >>> import tradetruce as tt
            >>> {visit.status for visit in tt.load().visits.with_status("cancelled")}
            {'cancelled'}
        """
        if status not in get_args(VisitStatus):
            raise FieldError("status", status, f"one of {', '.join(get_args(VisitStatus))}")
        return self._like(visit for visit in self if visit.status == status)

    def completed(self) -> Visits:
        """
        Return the visits that were made.

        Examples:
            >>> import tradetruce as tt
            >>> "wadephul-cn-2025" in tt.load().visits.completed()  # called off
            False
        """
        return self.with_status("completed")

    def planned(self) -> Visits:
        """
        Return the visits that were planned and neither made nor called off, as far as the dataset knows.

        Examples:
            >>> import tradetruce as tt
            >>> "merz-cn-2026" in tt.load().known_on("2026-01-15").visits.planned()
            True
        """
        return self.with_status("planned")

    def bilateral(self) -> Visits:
        """
        Return the visits without multilateral gatherings and summit sidelines.

        Examples:
            >>> import tradetruce as tt
            >>> all(visit.kind != "multilateral" for visit in tt.load().visits.bilateral())
            True
        """
        return self._like(visit for visit in self if visit.kind not in ("multilateral", "summit_sidelines"))

    @property
    def leaders(self) -> Leaders:
        """
        The visitors, each once, in order of their first visit here.

        Companions of lower rank on a leaders' visit are left out.

        Examples:
            >>> import tradetruce as tt
            >>> january = tt.load().visits.to("CN").by(tt.G7).between("2026-01-01", "2026-01-31")
            >>> january.leaders.ids
            ('mark-carney', 'keir-starmer')
        """
        seen: dict[str, None] = {}
        for visit in self:
            seen |= dict.fromkeys(_counting(visit))
        people = self.dataset.leaders
        return Leaders((people[leader] for leader in seen), self.dataset)

    @property
    def economies(self) -> tuple[str, ...]:
        """
        The visitors' economies, each once, in order of their first visit here.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits.to("CN").by(tt.G7).between("2026-01-01", "2026-02-28").completed().economies
            ('CA', 'GB', 'DE')
        """
        return tuple(dict.fromkeys(visit.visitor_economy for visit in self))

    def per_month(self) -> dict[str, int]:
        """
        Return how many visits were made in each month from the first to the last, months without any included.

        A visit counts in the month of its first day. What was only planned, put off or called off does not count.

        Returns:
            EDTF month (``2026-01``) to count, in order.

        Examples:
            >>> import tradetruce as tt
            >>> months = tt.load().visits.to("CN").by(tt.G7).per_month()
            >>> months["2026-01"], months["2026-04"]
            (2, 0)
        """
        return per_month(self.completed())

    def counted(self, *, level: Literal["leaders", "ministers", "all"] = "leaders", multilateral: bool = True) -> Counted:
        """
        Count by the house's rule, and say what it drops: leaders, in person, completed.

        Published counts differ mostly by their rules; with the switches they can be followed.

        Args:
            level: Whom to count, as in `by`.
            multilateral: False leaves out multilateral gatherings and summit sidelines.

        Examples:
            >>> import tradetruce as tt
            >>> january = tt.load().visits.to("CN").between("2026-01-01", "2026-01-31")
            >>> count = january.counted(multilateral=False)
            >>> "carney-cn-2026" in count.kept, count.dropped["not completed"].ids
            (True, ())
        """
        return counted(self, level=level, multilateral=multilateral)

    def rolling(self, months: int) -> list[tuple[Date, int]]:
        """
        Return, at the first day of each visit made, how many different leaders came in the months up to it.

        Args:
            months: Length of the window, 1 or more.

        Raises:
            FieldError: That is no number of months.

        Examples:
            >>> import tradetruce as tt
            >>> dict(tt.load().visits.to("CN").by(tt.G7).rolling(6))[tt.as_date("2026-05-13")]
            5
        """
        came = sorted(
            (
                (earliest(visit.start), latest(visit.start), who)
                for visit in self.completed()
                if visit.start
                for who in _counting(visit)
            ),
            key=itemgetter(0),
        )
        days = [first for first, _, _ in came]
        counts: dict[Date, int] = {}
        for day in dict.fromkeys(days):
            window = came[bisect_left(days, months_before(day, months)) : bisect_right(days, day)]
            counts[day] = len({who for _, last, who in window if last <= day})
        return list(counts.items())

    def within(self, months: int, *, until: DateLike) -> Visits:
        """
        Return the visits that start in the months up to and including a day.

        Args:
            months: How many months back, 1 or more.
            until: The last day.

        Raises:
            FieldError: That is no number of months.
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> visits = tt.load().visits.to("CN").by(tt.G7).completed()
            >>> len(visits.within(6, until="2026-05-13").leaders)
            5
        """
        last = as_date(until)
        return self.between(months_before(last, months), last)

    def to_ics(self, *, name: str = "visits") -> str:
        """
        Return the visits as an iCalendar (RFC 5545): all-day entries with stable UIDs.

        Args:
            name: Name of the calendar.

        Examples:
            >>> import tradetruce as tt
            >>> "UID:carney-cn-2026@tradetruce" in tt.load().visits.to_ics().splitlines()
            True
        """
        from .ics import visits_calendar

        return visits_calendar(self, name=name)

    def plot(self, **options: Any) -> Any:
        """
        Return an altair chart with one bar per visit; needs the extra ``tradetruce[plot]``.

        Args:
            **options: ``by="month"`` for a block per visit, stacked by month; ``title``.

        Raises:
            ImportError: altair is not installed; the message says how to.

        Examples:
            >>> import tradetruce as tt
            >>> chart = tt.load().visits.to("CN").by(tt.G7).plot()
            >>> "vega-lite" in chart.to_json()
            True
        """
        from .calendar_plots import visits_chart

        return visits_chart(self, **options)

    def days_since(self, day: DateLike) -> int | None:
        """
        Return how many days before a day the last of these visits that were made had ended, or None where none had.

        Raises:
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits.to("CN").by("GB").days_since("2026-01-28")  # Theresa May left on 2 February 2018
            2917
        """
        last = self.last_before(day)
        return None if last is None or last.end is None else (as_date(day) - latest(last.end)).days

    def last_before(self, day: DateLike) -> Visit | None:
        """
        Return the last visit made that had ended before a day, or None.

        Raises:
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits.to("CN").by("GB").last_before("2026-01-28").start
            Date(2018, 1, 31)
        """
        given = as_date(day)
        before = [visit for visit in self.completed() if visit.end is not None and latest(visit.end) < given]
        return max(before, key=lambda visit: latest(visit.end), default=None)  # type: ignore[arg-type]  # ends were checked


def _counting(visit: Visit) -> tuple[str, ...]:
    """Return the ids of the visitors who count: the leaders, where any came, without their companions."""
    top = tuple(visitor.leader for visitor in visit.visitors if visitor.role in LEADERS)
    return top or tuple(visitor.leader for visitor in visit.visitors)


def _member(group: Group, visit: Visit) -> bool:
    when = None if visit.start is None else earliest(visit.start)
    return any(m.economy == visit.visitor_economy and (when is None or m.covers(when)) for m in group.members)
