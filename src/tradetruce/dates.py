"""
Days, partial dates, periods and instants: the only interval engine.

Days are `pendulum.Date`. What is known only to the month or the year is a
`PartialDate`. Periods are half-open. A question about a day is answered for
the end of that day; an aware instant is read on the customs territory's clock.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from attrs import field, frozen
from pendulum import Date

from .errors import FieldError, InvalidDateError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DateLike", "PartialDate", "Period", "as_date"]

#: What every date parameter takes: a day, ISO text or an aware datetime.
DateLike: TypeAlias = dt.date | str

_EDTF = re.compile(r"(\d{4})(?:-(\d{2}))?")
MINUTES = 1440
#: The key of the last minute of a day, less the day itself: see `moment`.
END_OF_DAY = MINUTES - 1
#: The last day there is, for what has no day.
LAST_DAY = Date.fromordinal(Date.max.toordinal())
FAR = 4_000_000 * MINUTES  # later than any date Python can hold


@lru_cache(maxsize=8192)
def day_from_text(text: str) -> Date:
    """Return the day that ISO 8601 text names; kept, since few days recur often."""
    # `pendulum.parse` would turn a bare month into its first day: never here.
    if len(text) != 10:
        raise InvalidDateError(_not_a_day(text))
    try:
        return Date.fromisoformat(text)
    except ValueError:
        raise InvalidDateError(_not_a_day(text)) from None


def _not_a_day(value: object) -> str:
    return f"{value!r} is not a date: expected a day such as 2025-11-10"


def as_date(value: DateLike) -> Date:
    """
    Return a day as `pendulum.Date`.

    An aware datetime gives its own calendar day. A naive datetime is refused: without a zone it does not say
    which day it is in the customs territory asked about.

    Args:
        value: A `datetime.date`, a `pendulum.Date`, ISO text (``2025-11-10``) or an aware datetime.

    Returns:
        The day.

    Raises:
        InvalidDateError: The value is not a day, or a datetime without a zone.

    Examples:
        >>> import tradetruce as tt
        >>> tt.as_date("2025-11-10")
        Date(2025, 11, 10)
    """
    if isinstance(value, dt.datetime):  # pendulum's too, although it is a pendulum.Date as well
        if value.tzinfo is None:
            msg = f"{value!r} has no time zone: give a datetime with one, or its day, as `.date()` does"
            raise InvalidDateError(msg)
        return Date(value.year, value.month, value.day)
    if isinstance(value, Date):
        return value
    if isinstance(value, str):
        return day_from_text(value)
    if not isinstance(value, dt.date):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without a checker
        raise InvalidDateError(_not_a_day(value))
    return Date(value.year, value.month, value.day)


def moment(value: DateLike, zone: str | None = None) -> int:
    """
    Return a question's time as minutes since the year 1, on the clock of *zone*.

    A day stands for its end, as a customs entry of that day would be read; an aware datetime is converted.
    """
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        local = value.astimezone(ZoneInfo(zone)) if zone else value
        return local.toordinal() * MINUTES + local.hour * 60 + local.minute
    return as_date(value).toordinal() * MINUTES + END_OF_DAY


def day_of(key: int) -> Date:
    """Return the day in which a moment lies."""
    return Date.fromordinal(key // MINUTES)


def _partialdate_text(_record: Any, _attribute: Any, value: Any) -> None:
    match = _EDTF.fullmatch(value) if isinstance(value, str) else None
    month = int(match[2]) if match and match[2] else 1
    if not match or int(match[1]) == 0 or not 1 <= month <= 12:
        msg = f"{value!r} is not a partial date: expected a year or a month, such as 2025 or 2025-12"
        raise InvalidDateError(msg)


@frozen(order=False, repr=False)
class PartialDate:
    """
    A date known only to the month or the year, as EDTF level 0 text.

    It never becomes its own first day by itself: ask for `earliest` or `latest`.

    Attributes:
        text: ``2025-12`` or ``2025``.

    Raises:
        InvalidDateError: The text is not a year or a year and month.

    Examples:
        >>> import tradetruce as tt
        >>> month = tt.PartialDate("2025-12")
        >>> month.earliest, month.latest
        (Date(2025, 12, 1), Date(2025, 12, 31))
    """

    text: str = field(validator=_partialdate_text)

    @property
    def year(self) -> int:
        """
        The year.

        Examples:
            >>> import tradetruce as tt
            >>> tt.PartialDate("2025-12").year
            2025
        """
        return int(self.text[:4])

    @property
    def month(self) -> int | None:
        """
        The month, 1 to 12, or None where only the year is known.

        Examples:
            >>> import tradetruce as tt
            >>> tt.PartialDate("2025-12").month, tt.PartialDate("2025").month
            (12, None)
        """
        return int(self.text[5:7]) if len(self.text) > 4 else None

    @property
    def earliest(self) -> Date:
        """
        The first day it can be.

        Examples:
            >>> import tradetruce as tt
            >>> tt.PartialDate("2025").earliest
            Date(2025, 1, 1)
        """
        return Date(self.year, self.month or 1, 1)

    @property
    def latest(self) -> Date:
        """
        The last day it can be.

        Examples:
            >>> import tradetruce as tt
            >>> tt.PartialDate("2024-02").latest
            Date(2024, 2, 29)
        """
        month = self.month or 12
        return Date(self.year, month, calendar.monthrange(self.year, month)[1])

    def isoformat(self) -> str:
        """
        Return the EDTF text, as `datetime.date.isoformat` does for a day.

        Examples:
            >>> import tradetruce as tt
            >>> tt.PartialDate("2025-12").isoformat()
            '2025-12'
        """
        return self.text

    def __str__(self) -> str:
        """Return the EDTF text."""
        return self.text

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"PartialDate({self.text!r})"


#: A day, or a month or year where no day is known.
AnyDate: TypeAlias = Date | PartialDate
#: What the ends of a span take: a day, or a month or a year, which stand for their first day at its start and their last at its end.
AnyDateLike: TypeAlias = DateLike | PartialDate


def any_date(value: AnyDateLike) -> AnyDate:
    """Convert to a day, or to a partial date where the text names a month or a year."""
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, str) and len(value) in (4, 7):
        return PartialDate(value)
    return as_date(value)


def earliest(value: AnyDate) -> Date:
    """Return the first day that a date, partial or not, can be."""
    return value.earliest if isinstance(value, PartialDate) else value


def latest(value: AnyDate) -> Date:
    """Return the last day that a date, partial or not, can be."""
    return value.latest if isinstance(value, PartialDate) else value


def first_and_last(start: AnyDateLike, end: AnyDateLike) -> tuple[Date, Date]:
    """Return the first and the last day of a span, whose ends may be months or years; one that ends before it starts is refused."""
    first, last = earliest(any_date(start)), latest(any_date(end))
    if last < first:
        msg = f"a span that starts on {first} cannot end on {last}: the earlier day comes first"
        raise InvalidDateError(msg)
    return first, last


def within(start: AnyDateLike, end: AnyDateLike) -> Callable[[AnyDate | None], bool]:
    """Return the test of whether a date lies in a span; a partial one does where all the days it can be do, none at all never."""
    first, last = first_and_last(start, end)

    def lies(value: AnyDate | None) -> bool:
        return value is not None and bool(first <= earliest(value) and latest(value) <= last)

    return lies


def day_after(value: Date) -> Date:
    """Return the next day; cheaper than pendulum's own arithmetic."""
    return Date.fromordinal(value.toordinal() + 1)


def day_before(value: Date) -> Date:
    """Return the day before; cheaper than pendulum's own arithmetic."""
    return Date.fromordinal(value.toordinal() - 1)


def months_before(value: Date, months: int) -> Date:
    """Return the same day some months earlier, or the last of that month; cheaper than pendulum's own arithmetic."""
    if type(months) is not int or months < 1:
        raise FieldError("months", months, "a whole number from 1")
    year, month = divmod(value.year * 12 + value.month - 1 - months, 12)
    return Date(year, month + 1, min(value.day, calendar.monthrange(year, month + 1)[1]))


def _side(value: DateLike | None) -> Date | None:
    return None if value is None else as_date(value)


def _period_end(record: Any, _attribute: Any, value: Any) -> None:
    if value is not None and record.start is not None and value <= record.start:
        msg = f"a period that starts on {record.start} must end later, not on {value}: the end is the day after the last"
        raise InvalidDateError(msg)


@frozen(order=True, repr=False)
class Period:
    """
    A half-open span of days: *start* is in it, *end* is not.

    Attributes:
        start: First day, or None for no beginning.
        end: The day after the last one, or None for no end.

    Raises:
        InvalidDateError: The end is not after the start.

    Examples:
        >>> import tradetruce as tt
        >>> truce = tt.Period("2025-11-10", "2026-11-10")
        >>> "2026-11-09" in truce, "2026-11-10" in truce
        (True, False)
        >>> truce.last_day
        Date(2026, 11, 9)
        >>> print(truce)
        2025-11-10/2026-11-09
    """

    start: Date | None = field(default=None, converter=_side, order=lambda day: day or Date.min)
    end: Date | None = field(default=None, converter=_side, validator=_period_end, order=lambda day: day or LAST_DAY)

    @property
    def last_day(self) -> Date | None:
        """
        The last day in the period, or None where it has no end.

        Examples:
            >>> import tradetruce as tt
            >>> tt.Period("2026-02-24", "2026-07-24").last_day
            Date(2026, 7, 23)
        """
        return None if self.end is None else day_before(self.end)

    @property
    def days(self) -> int | None:
        """
        How many days it has, or None where a side is open.

        Examples:
            >>> import tradetruce as tt
            >>> tt.Period("2026-02-24", "2026-07-24").days  # as long as section 122 lets a surcharge last
            150
        """
        if self.start is None or self.end is None:
            return None
        return self.end.toordinal() - self.start.toordinal()

    def __contains__(self, day: DateLike) -> bool:
        """Tell whether a day lies in the period."""
        given = as_date(day)
        return (self.start is None or self.start <= given) and (self.end is None or given < self.end)

    def overlaps(self, other: Period) -> bool:
        """
        Tell whether two periods share a day.

        Examples:
            >>> import tradetruce as tt
            >>> tt.Period("2026-01-01", "2026-01-05").overlaps(tt.Period("2026-01-05"))
            False
        """
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )

    def __str__(self) -> str:
        """Return an EDTF interval with the last day, ``..`` for an open side."""
        return f"{self.start or '..'}/{self.last_day or '..'}"

    def __repr__(self) -> str:
        """Return the call that makes it."""
        ends = ", ".join(repr(str(side)) if side else "None" for side in (self.start, self.end))
        return f"Period({ends})"
