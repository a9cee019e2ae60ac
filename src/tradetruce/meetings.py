"""Meetings that are no visits: on neutral ground, by telephone, of delegations."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from ._record import SourcedRecord, as_tuple, instances, one_of, optional_text, ordered, some, text
from .codes import Group
from .collection import Collection
from .dates import AnyDate, AnyDateLike, any_date, earliest, within
from .reports import Outcome

__all__ = ["Meeting", "Meetings"]

MeetingFormat = Literal["in_person", "call", "video"]
MeetingKind = Literal["leaders", "talks", "summit", "other"]


@frozen(kw_only=True, repr=False)
class Meeting(SourcedRecord):
    """
    A meeting, call or round of talks that is no visit to one of its parties: on neutral ground, by telephone, of delegations.

    Attributes:
        title: What it was.
        parties: Economies that met.
        participants: Ids of the leaders who took part, as far as recorded.
        start: First day.
        end: Last day, inclusive.
        place: City and economy, or None for a call.
        format: In person, by call or by video.
        kind: Leaders, rounds of talks, a summit, or other.
        outcomes: What came of it.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().meetings["trump-xi-busan-2025-10-30"].place
        'Busan, KR'
    """

    title: str = field(validator=text)
    parties: tuple[str, ...] = field(converter=as_tuple, validator=some)
    participants: tuple[str, ...] = field(default=(), converter=as_tuple)
    start: AnyDate = field(converter=any_date)
    end: AnyDate = field(converter=any_date, validator=ordered)
    place: str | None = field(default=None, validator=optional_text)
    format: MeetingFormat = field(default="in_person", validator=one_of(MeetingFormat))  # pyright: ignore[reportAssignmentType]  # a literal default is read as any text
    kind: MeetingKind = field(default="leaders", validator=one_of(MeetingKind))  # pyright: ignore[reportAssignmentType]  # a literal default is read as any text
    outcomes: tuple[Outcome, ...] = field(default=(), converter=as_tuple, validator=instances(Outcome))


class Meetings(Collection[Meeting]):
    """
    Meetings that are no visits, in order of their first day.

    Examples:
        >>> import tradetruce as tt
        >>> "trump-xi-busan-2025-10-30" in tt.load().meetings.of("US").between("2025-10-01", "2025-10-31")
        True
    """

    __slots__ = ()
    kind = "meeting"

    def of(self, party: str) -> Meetings:
        """
        Return the meetings of a leader, an economy or a group, which counts an economy only while it is a member.

        Raises:
            UnknownRecordError: The dataset knows nobody of that name.

        Examples:
            >>> import tradetruce as tt
            >>> "trump-xi-busan-2025-10-30" in tt.load().meetings.of("xi-jinping")
            True
        """
        found = self.dataset.party(party)
        if isinstance(found, Group):
            return self.filter(lambda meeting: not set(meeting.parties).isdisjoint(found.on(earliest(meeting.start))))
        return self.filter(lambda meeting: found.id in meeting.parties or found.id in meeting.participants)

    def between(self, start: AnyDateLike, end: AnyDateLike) -> Meetings:
        """
        Return the meetings that start within a span, both ends included; ``2026-01`` or ``2026`` mean the whole of it.

        Raises:
            InvalidDateError: A date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> "trump-xi-busan-2025-10-30" in tt.load().meetings.between("2025-10-30", "2025-10-30")
            True
        """
        lies = within(start, end)
        return self.filter(lambda meeting: lies(meeting.start))
