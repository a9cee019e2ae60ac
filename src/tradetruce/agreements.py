"""Truces, deals and pauses: what was promised, and which decisions carried it out."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen
from pendulum import Date

from ._record import (
    SourcedRecord,
    as_tuple,
    instances,
    one_of,
    optional_any_date,
    optional_date,
    optional_text,
    slug,
    some,
    text,
)
from .codes import economy_codes
from .collection import Collection
from .dates import AnyDate, DateLike, as_date, earliest, latest

__all__ = ["Agreement", "Agreements", "Carrier", "Extension", "Term"]

AgreementKind = Literal["truce", "deal", "pause", "framework", "arrangement"]


@frozen(kw_only=True)
class Carrier:
    """
    A decision that carries out a term.

    Attributes:
        record: Id of the tariff measure, relief or export control.
        act: Id of the act whose decision it is.
    """

    record: str = field(validator=slug)
    act: str = field(validator=slug)


@frozen(kw_only=True)
class Term:
    """
    One promise of an agreement.

    Attributes:
        party: Economy that promised; ``both`` or ``all`` where shared.
        text: What, in our own words.
        start: From when, or None where not said.
        end: The day it ends, exclusive, or None where open or not said.
        carried_out_by: Decisions that carry it out; empty where none is known.
        result: What became of it where no decision can show it (purchases, talks), in our own words; None where not known.
        sources: Ids of the sources of the result.
    """

    party: str = field(validator=text)
    text: str = field(validator=text)
    start: AnyDate | None = field(default=None, converter=optional_any_date)
    end: AnyDate | None = field(default=None, converter=optional_any_date)
    carried_out_by: tuple[Carrier, ...] = field(default=(), converter=as_tuple, validator=instances(Carrier))
    result: str | None = field(default=None, validator=optional_text)
    sources: tuple[str, ...] = field(default=(), converter=as_tuple)


@frozen(kw_only=True)
class Extension:
    """
    A new end for an agreement.

    Attributes:
        act: Id of the act or statement.
        end: The day it then ends, exclusive, or None for open.
    """

    act: str = field(validator=slug)
    end: Date | None = field(default=None, converter=optional_date)


@frozen(kw_only=True, repr=False)
class Agreement(SourcedRecord):
    """
    A truce, deal or pause between economies.

    Attributes:
        title: What it is called.
        kind: Truce, deal, pause, framework or unilateral arrangement.
        parties: Economies that agreed.
        announced: The day it was announced.
        signed: The day it was signed, or None where it never was.
        start: First day it counted, or None where not said.
        end: The day it was to end when made, exclusive; None where open.
        extensions: Later ends, in order.
        place: City and economy, or None.
        terms: What each side promised.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().agreements["us-cn-busan-2025"].announced
        Date(2025, 10, 30)
    """

    title: str = field(validator=text)
    kind: AgreementKind = field(validator=one_of(AgreementKind))
    parties: tuple[str, ...] = field(converter=as_tuple, validator=[some, economy_codes])
    announced: AnyDate = field(converter=optional_any_date)
    signed: AnyDate | None = field(default=None, converter=optional_any_date)
    start: AnyDate | None = field(default=None, converter=optional_any_date)
    end: AnyDate | None = field(default=None, converter=optional_any_date)
    extensions: tuple[Extension, ...] = field(default=(), converter=as_tuple, validator=instances(Extension))
    place: str | None = field(default=None, validator=optional_text)
    terms: tuple[Term, ...] = field(default=(), converter=as_tuple, validator=instances(Term))


class Agreements(Collection[Agreement]):
    """Agreements, in order of the day they were announced."""

    __slots__ = ()
    kind = "agreement"

    def between(self, start: DateLike, end: DateLike) -> Agreements:
        """Return those announced within a span, both days included."""
        first, last = as_date(start), as_date(end)
        return self.filter(lambda r: first <= earliest(r.announced) and latest(r.announced) <= last)

    def of(self, party: str) -> Agreements:
        """
        Return those that concern an economy.

        Raises:
            UnknownRecordError: The dataset knows no such economy.
        """
        code = self.dataset.economy(party).id
        return self.filter(lambda r: code in r.parties)
