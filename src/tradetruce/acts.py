"""Legal and political acts: what was made, by whom, on which day."""

from __future__ import annotations

from attrs import field, frozen
from pendulum import Date

from ._record import SourcedRecord, optional_any_date, optional_text, text
from .codes import economy_code
from .collection import Collection
from .dates import AnyDate, AnyDateLike, as_date, within

__all__ = ["Act", "Acts"]


@frozen(kw_only=True, repr=False)
class Act(SourcedRecord):
    """
    A law, order, notice, ruling, statement or threat, on the day it was made.

    Attributes:
        issuer: Economy whose organ made it, as an alpha-2 code or EU.
        body: The organ or person, such as ``President`` or ``Ministry of Commerce``.
        kind: What it is: ``executive order``, ``proclamation``, ``notice``, ``announcement``, ``ruling``, ``statement`` ...
        number: Its number as printed, such as ``14257`` or ``No. 18 of 2025``, or None.
        title: Its title, or a short description in our own words.
        made: The day it was signed or announced: from then on it was known.
        published: The day it was published officially, or None.
        citation: Official citation, such as ``90 FR 15041``, or None.

    Examples:
        >>> import tradetruce as tt
        >>> act = tt.load().acts["us-eo-14257"]
        >>> act.made, act.citation
        (Date(2025, 4, 2), '90 FR 15041')
    """

    issuer: str = field(validator=economy_code)
    body: str | None = field(default=None, validator=optional_text)
    kind: str = field(validator=text)
    number: str | None = field(default=None, validator=optional_text)
    title: str = field(validator=text)
    made: Date = field(converter=as_date)
    published: AnyDate | None = field(default=None, converter=optional_any_date)
    citation: str | None = field(default=None, validator=optional_text)

    @property
    def label(self) -> str:
        """
        Kind and number, as one would name it in a sentence; the number alone where it says the kind, the title where there is none.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().acts["us-eo-14257"].label
            'executive order 14257'
        """
        if self.number is None:
            return self.title
        return self.number if self.kind.casefold() in self.number.casefold() else f"{self.kind} {self.number}"


class Acts(Collection[Act]):
    """
    Acts, in order of the day they were made.

    Examples:
        >>> import tradetruce as tt
        >>> acts = tt.load().acts.by("US").between("2025-04-02", "2025-04-02")
        >>> acts["us-eo-14257"].citation
        '90 FR 15041'
    """

    __slots__ = ()
    kind = "act"

    def by(self, issuer: str) -> Acts:
        """
        Return the acts of an economy's organs.

        Raises:
            UnknownRecordError: The dataset knows no such economy.

        Examples:
            >>> import tradetruce as tt
            >>> {act.issuer for act in tt.load().acts.by("Netherlands")}
            {'NL'}
        """
        code = self.dataset.economy(issuer).id
        return self.filter(lambda act: act.issuer == code)

    def between(self, start: AnyDateLike, end: AnyDateLike) -> Acts:
        """
        Return the acts made within a span, both ends included; ``2026-01`` or ``2026`` mean the whole of it.

        Raises:
            InvalidDateError: A date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> "us-eo-14257" in tt.load().acts.between("2025-04-02", "2025-04-02")
            True
        """
        lies = within(start, end)
        return self.filter(lambda act: lies(act.made))
