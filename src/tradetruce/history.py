"""
Decisions and the fold that turns them into states: once, for tariffs and for controls.

A measure's life is a list of decisions. Each is an act and the steps it lays down from given days on, future ones
included. The history as known on a day is the fold of the binding decisions made by then; see docs/design.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from attrs import field, frozen
from pendulum import Date

from ._record import (
    as_tuple,
    instances,
    one_of,
    optional_date,
    optional_decimal,
    optional_text,
    ordered,
    slug,
    some,
    text,
)
from .dates import FAR, MINUTES, as_date
from .errors import InvalidDateError
from .rates import Rate, as_rate, as_tiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Decision", "Legality", "State", "Status", "Step", "StoredStatus"]

#: What an act can lay down, and what customs did.
StoredStatus = Literal["in_force", "provisional", "suspended", "relaxed", "not_enforced", "ended", "unknown"]
#: The same and what follows from the days: `announced` and `withdrawn` are derived, never stored.
Status = Literal[
    "announced", "in_force", "provisional", "suspended", "relaxed", "not_enforced", "ended", "withdrawn", "unknown"
]
LegalityKind = Literal["contested", "unlawful", "stayed"]


def as_time(value: dt.time | str | None) -> dt.time | None:
    """Convert clock text such as ``00:01``."""
    if value is None or isinstance(value, dt.time):
        return value
    try:
        return dt.time.fromisoformat(value)
    except (TypeError, ValueError):
        msg = f"{value!r} is not a time of day: expected something like 00:01"
        raise InvalidDateError(msg) from None


def _step_through(record: Any, attribute: Any, value: Any) -> None:
    ordered(record, attribute, value)


@frozen(kw_only=True)
class Step:
    """
    What holds from a day on.

    Attributes:
        start: First day, or None in a decision that is not binding and names no day.
        when: What is said instead of a day, such as ``within weeks``; None where `start` is known.
        at: Time of day on the customs territory's clock from which it holds, or None for the whole day.
        through: Last day, after which what stood before resumes, or None.
        status: What customs did from then on.
        rate: What is charged; None for controls, bans, and where it is not known.
        suspended_rate: Percentage points held back beside `rate`, or None.
        tiers: Rates of the scope's named tiers, where they differ from `rate`.
        value_base: What the rate is charged on: ``value`` (the customs value) or a metal, for its content only.
        heading: Heading of the schedule's chapter 99 under which it is filed, or None.
        note: What a careful reader should know, or None.

    Examples:
        >>> import tradetruce as tt
        >>> step = tt.Step(start="2025-05-14", rate="10", suspended_rate="24")
        >>> step.rate.percent + step.suspended_rate
        Decimal('34')
    """

    start: Date | None = field(default=None, converter=optional_date)
    when: str | None = field(default=None, validator=optional_text)
    at: dt.time | None = field(default=None, converter=as_time)
    through: Date | None = field(default=None, converter=optional_date, validator=_step_through)
    status: StoredStatus = field(default="in_force", validator=one_of(StoredStatus))  # pyright: ignore[reportAssignmentType]  # a literal default is read as any text
    rate: Rate | None = field(default=None, converter=as_rate)
    suspended_rate: Decimal | None = field(default=None, converter=optional_decimal)
    tiers: tuple[tuple[str, Rate | None], ...] = field(default=(), converter=as_tiers)
    value_base: str = field(default="value", validator=text)
    heading: str | None = field(default=None, validator=optional_text)
    note: str | None = field(default=None, validator=optional_text)

    @property
    def starts(self) -> int:
        """
        The first minute it holds, counted from the year 1; for internal comparison.

        Examples:
            >>> import tradetruce as tt
            >>> tt.Step(start="2025-05-14", at="00:01").starts - tt.Step(start="2025-05-14").starts
            1
        """
        assert self.start is not None  # noqa: S101  # decisions make sure of it before they ask
        minute = self.at.hour * 60 + self.at.minute if self.at else 0
        return self.start.toordinal() * MINUTES + minute

    @property
    def terms(self) -> tuple[object, ...]:
        """
        What it says apart from its days; equal terms are no change of law.

        Examples:
            >>> import tradetruce as tt
            >>> tt.Step(start="2025-05-14", rate="10").terms == tt.Step(start="2025-08-12", rate="10").terms
            True
        """
        return (self.status, self.rate, self.suspended_rate, self.tiers, self.value_base)


def _decision_steps(record: Any, attribute: Any, steps: Any) -> None:
    some(record, attribute, steps)
    instances(Step)(record, attribute, steps)
    before: Step | None = None
    for step in steps:
        if step.start is None:
            continue
        if before is not None and before.start is not None:
            if step.starts <= before.starts:
                msg = f"steps must be in order of time: {step.start} comes after {before.start}"
                raise ValueError(msg)
            if before.through and step.start <= before.through:
                msg = f"the step of {before.start} runs through {before.through}, past the next one of {step.start}"
                raise ValueError(msg)
        before = step


def _decision_binding(record: Any, _attribute: Any, binding: Any) -> None:
    for step in record.steps:
        if step.start is None and binding:
            msg = "a binding decision needs a start on every step; if it only announces, say binding = false"
            raise ValueError(msg)
        if step.start is None and step.when is None:
            msg = "a step without a start says in `when` what is known of its time"
            raise ValueError(msg)


@frozen(kw_only=True)
class Decision:
    """
    An act and the steps it lays down.

    A decision restates all that holds from its first step on: what stood there before is cut.

    Attributes:
        act: Id of the `Act`; the day it was made is the day the decision was known.
        steps: What holds from when, in order of time.
        binding: False for a threat, statement, letter, proposal or bill: it never overrules law.
        note: What a careful reader should know, or None.

    Examples:
        >>> import tradetruce as tt
        >>> tt.Decision(act="us-eo-14334", steps=[tt.Step(start="2025-11-10", rate="34"), tt.Step(start="2025-08-12", rate="10")])
        Traceback (most recent call last):
        ...
        ValueError: steps must be in order of time: 2025-08-12 comes after 2025-11-10
    """

    act: str = field(validator=slug)
    steps: tuple[Step, ...] = field(converter=as_tuple, validator=_decision_steps)
    binding: bool = field(default=True, validator=_decision_binding)
    note: str | None = field(default=None, validator=optional_text)


@frozen(kw_only=True)
class Legality:
    """
    What a court's ruling says of a measure from a day on; it does not rewrite what was paid.

    Attributes:
        start: The day the ruling was given or took effect.
        end: The day it stopped to hold (a stay, a reversal), or None.
        kind: ``contested``, ``unlawful`` or ``stayed``.
        act: Id of the ruling.
        relief: Whom relief reaches, or None where all.
        refundable: True where what was paid can be claimed back, None where it is open.
        note: What a careful reader should know, or None.

    Examples:
        >>> import tradetruce as tt
        >>> ruling = tt.load().tariffs["us-ieepa-reciprocal-cn"].legality[-1]
        >>> ruling.start, ruling.kind, ruling.refundable
        (Date(2026, 2, 20), 'unlawful', True)
    """

    start: Date = field(converter=as_date)
    end: Date | None = field(default=None, converter=optional_date, validator=ordered)
    kind: LegalityKind = field(validator=one_of(LegalityKind))
    act: str = field(validator=slug)
    relief: str | None = field(default=None, validator=optional_text)
    refundable: bool | None = None
    note: str | None = field(default=None, validator=optional_text)


@frozen(kw_only=True, repr=False)
class State:
    """
    How a measure stands on a day.

    Attributes:
        status: Stored or derived status.
        since: First day of the step that holds; the day it was made for ``announced``.
        until: The day its step ends by what was known, exclusive; None where it has no end. A later decision that says the same lays a
            step of its own.
        step: The step that holds, or None for a derived state.
        decision: The decision that laid it down.
        intended: Decisions that are not binding, made by then and not overtaken: threats, proposals, promised extensions.
        legality: What courts had said by then.
        scheduled_only: True where the day lies past the horizon of what was checked: the law as last seen.

    Examples:
        >>> import tradetruce as tt
        >>> state = tt.load().tariffs["us-ieepa-reciprocal-cn"].state("2025-06-01", known_on="2025-06-01")
        >>> state.rate, state.suspended_rate, state.last_day
        (Decimal('10'), Decimal('24'), Date(2025, 8, 11))
    """

    status: Status
    since: Date
    until: Date | None = None
    step: Step | None = None
    decision: Decision
    intended: tuple[Decision, ...] = ()
    legality: tuple[Legality, ...] = ()
    scheduled_only: bool = False

    @property
    def terms(self) -> Rate | None:
        """
        The rate with its basis, range and companies; None where nothing is charged by percentage or at all.

        Examples:
            >>> import tradetruce as tt
            >>> terms = tt.load().tariffs["us-ieepa-reciprocal-eu"].state("2026-01-15").terms
            >>> terms.percent, terms.basis
            (Decimal('15'), 'floor')
        """
        return self.step.rate if self.step else None

    @property
    def rate(self) -> Decimal | None:
        """
        Percentage points of the step, whatever its basis; None where the step has none.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().tariffs["us-ieepa-fentanyl-cn"].state("2025-11-10").rate
            Decimal('10')
        """
        return self.step.rate.percent if self.step and self.step.rate else None

    @property
    def suspended_rate(self) -> Decimal | None:
        """
        Percentage points held back beside the rate, or None.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().tariffs["us-ieepa-reciprocal-cn"].state("2025-05-14").suspended_rate
            Decimal('24')
        """
        return self.step.suspended_rate if self.step else None

    @property
    def last_day(self) -> Date | None:
        """
        The last day it holds, or None where it has no end.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().tariffs["us-s122-surcharge"].state("2026-05-20").last_day  # the 150th
            Date(2026, 7, 23)
        """
        return None if self.until is None else Date.fromordinal(self.until.toordinal() - 1)

    @property
    def in_force(self) -> bool:
        """
        Whether it binds and is applied on the day, in full or in part.

        Examples:
            >>> import tradetruce as tt
            >>> surcharge = tt.load().tariffs["us-s122-surcharge"]
            >>> surcharge.state("2026-07-23").in_force, surcharge.state("2026-07-24").in_force
            (True, False)
        """
        return self.status == "in_force"

    def __repr__(self) -> str:
        """Return status, rate and days in one line."""
        words = [self.status.replace("_", " ")]
        if self.terms is not None and self.status not in ("ended", "withdrawn"):
            words.append(str(self.terms))
        if self.suspended_rate:
            words.append(f"{self.suspended_rate} points suspended")
        words.append(f"since {self.since}")
        if self.last_day is not None:
            words.append(f"last day {self.last_day}")
        if self.scheduled_only:
            words.append("past the horizon")
        return f"<State {', '.join(words)}>"

    def _repr_html_(self) -> str:
        from ._html import state_card

        return state_card(self)

    @property
    def is_suspended(self) -> bool:
        """
        Whether all or a part of it is held back.

        Examples:
            >>> import tradetruce as tt
            >>> state = tt.load().tariffs["us-ieepa-reciprocal-cn"].state("2025-12-01")
            >>> state.is_suspended, state.in_force  # 24 of 34 points were held back
            (True, True)
        """
        return self.status == "suspended" or bool(self.suspended_rate)


class Segment(NamedTuple):
    """A stretch of time, in minutes, on which one step holds."""

    start: int
    end: int
    step: Step
    decision: Decision


def fold(decisions: Iterable[Decision], made: Callable[[str], Date]) -> list[Segment]:
    """
    Return the segments that the binding ones among *decisions* leave, in order of time.

    They are taken in the order (made, order given). Each cuts what stood at its first step; after a step with `through`, what
    stood before resumes until its next step.
    """
    binding = sorted((decision for decision in decisions if decision.binding), key=lambda d: made(d.act))
    segments: list[Segment] = []
    for decision in binding:
        segments = _lay(segments, decision)
    return segments


def _lay(standing: list[Segment], decision: Decision) -> list[Segment]:
    steps = decision.steps
    laid = _clip(standing, 0, steps[0].starts)
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        following_start = following.starts if following else FAR
        end = (step.through.toordinal() + 1) * MINUTES if step.through else following_start
        laid.append(Segment(step.starts, end, step, decision))
        if end < following_start:
            laid += _clip(standing, end, following_start)
    return laid


def _clip(segments: Sequence[Segment], start: int, end: int) -> list[Segment]:
    return [
        segment._replace(start=max(segment.start, start), end=min(segment.end, end))
        for segment in segments
        if segment.start < end and start < segment.end
    ]
