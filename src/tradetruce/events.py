"""Events: rulings, summits, elections, announcements that are no measure of their own."""

from __future__ import annotations

from attrs import field, frozen

from ._record import SourcedRecord, as_tuple, optional_any_date, optional_text, ordered, text
from .codes import economy_codes
from .collection import Collection
from .dates import AnyDate, AnyDateLike, any_date, within

__all__ = ["Event", "Events"]


@frozen(kw_only=True, repr=False)
class Event(SourcedRecord):
    """
    Something that happened and that the other records refer to.

    Attributes:
        title: What it is called.
        kind: Lower-case keyword: ``ruling``, ``summit``, ``election``, ``statement``, ``policy``, ``statistic`` ...
        start: The day, month or year.
        end: Last day, inclusive, where it lasted; None otherwise.
        place: City and economy, or None.
        parties: Economies concerned.
        summary: What happened, in our own words.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().events["maduro-captured-2026-01"].start
        Date(2026, 1, 3)
    """

    title: str = field(validator=text)
    kind: str = field(validator=text)
    start: AnyDate = field(converter=any_date)
    end: AnyDate | None = field(default=None, converter=optional_any_date, validator=ordered)
    place: str | None = field(default=None, validator=optional_text)
    parties: tuple[str, ...] = field(default=(), converter=as_tuple, validator=economy_codes)
    summary: str = field(validator=text)


class Events(Collection[Event]):
    """
    Events, in order of time.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().events.of("VE")["maduro-captured-2026-01"].start
        Date(2026, 1, 3)
    """

    __slots__ = ()
    kind = "event"

    def between(self, start: AnyDateLike, end: AnyDateLike) -> Events:
        """
        Return those that began within a span, both ends included; ``2026-01`` or ``2026`` mean the whole of it.

        Raises:
            InvalidDateError: A date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> "maduro-captured-2026-01" in tt.load().events.between("2026-01-03", "2026-01-03")
            True
        """
        lies = within(start, end)
        return self.filter(lambda event: lies(event.start))

    def of(self, party: str) -> Events:
        """
        Return those that concern an economy.

        Raises:
            UnknownRecordError: The dataset knows no such economy.

        Examples:
            >>> import tradetruce as tt
            >>> "maduro-captured-2026-01" in tt.load().events.of("Venezuela")
            True
        """
        code = self.dataset.economy(party).id
        return self.filter(lambda r: code in r.parties)
