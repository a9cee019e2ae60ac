"""What is told of a visit or meeting: who came, what was said of it beforehand, what came of it."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen
from pendulum import Date

from ._record import as_tuple, one_of, optional_any_date, optional_date, optional_text, ordered, slug, text
from .dates import AnyDate, as_date
from .leaders import Role

__all__ = ["Outcome", "Report", "VisitStatus", "Visitor"]

VisitStatus = Literal["planned", "postponed", "cancelled", "completed"]


@frozen(kw_only=True)
class Visitor:
    """
    Somebody on a visit, with the office held on its first day.

    Attributes:
        leader: Id of the `Leader`.
        office: Title of the office held then.
        role: What kind of office it was.
    """

    leader: str = field(validator=slug)
    office: str = field(validator=text)
    role: Role = field(validator=one_of(Role))


@frozen(kw_only=True)
class Report:
    """
    What was said of a visit on a day: its history as news.

    Attributes:
        on: The day it was said.
        status: What it was then said to be.
        start: First day then given, or None where none was.
        end: Last day then given, or None.
        note: More, in our own words, or None.
        sources: Ids of the sources.
    """

    on: Date = field(converter=as_date)
    status: VisitStatus = field(validator=one_of(VisitStatus))
    start: AnyDate | None = field(default=None, converter=optional_any_date)
    end: AnyDate | None = field(default=None, converter=optional_any_date, validator=ordered)
    note: str | None = field(default=None, validator=optional_text)
    sources: tuple[str, ...] = field(default=(), converter=as_tuple)


@frozen(kw_only=True)
class Outcome:
    """
    Something that came of a visit or meeting.

    Attributes:
        text: What, in our own words.
        on: The day it was known, where it is not the visit's last day.
        sources: Ids of the sources.
    """

    text: str = field(validator=text)
    on: Date | None = field(default=None, converter=optional_date)
    sources: tuple[str, ...] = field(default=(), converter=as_tuple)
