"""Tariff codes, economies and groups of economies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Any, Final, Self

from attrs import field, frozen
from pendulum import Date

from ._record import SourcedRecord, alone, as_tuple, fold_text, instances, optional_date, optional_text, ordered, text
from .collection import Collection
from .dates import DateLike, as_date
from .errors import InvalidCodeError

__all__ = ["ASEAN", "EU27", "G7", "G20", "Economies", "Economy", "Group", "Groups", "HSCode", "Membership"]

#: Names of groups in the bundled data, for `by(...)` and completion in an editor.
G7: Final = "G7"
G20: Final = "G20"
EU27: Final = "EU27"
ASEAN: Final = "ASEAN"

_DIGITS = re.compile(r"\d{2,10}")
_ECONOMY = re.compile(r"[A-Z]{2}")


class HSCode(str):
    """
    A tariff code of 2 to 10 digits, kept as text so that leading zeros stay.

    It compares, hashes and sorts as its bare digits; dots and spaces in the input are dropped. Six digits are the Harmonized
    System; what follows belongs to the importer's own schedule (HTSUS: 8 digits carry the rate, 10 are statistical).

    Args:
        value: Digits, with or without dots; never an int, which has lost its leading zero.

    Raises:
        InvalidCodeError: It is not 2 to 10 digits, or not text.

    Examples:
        >>> import tradetruce as tt
        >>> ev = tt.HSCode("8703.80.00")
        >>> ev, ev.dotted, ev.chapter
        (HSCode('8703.80.00'), '8703.80.00', '87')
        >>> ev == "87038000", ev in tt.HSCode("8703")
        (True, True)
    """

    __slots__ = ()

    def __new__(cls, value: object) -> Self:
        """Return the code, checked and stripped of dots."""
        if isinstance(value, cls):
            return value
        digits = value.replace(".", "").replace(" ", "") if isinstance(value, str) else ""
        if not _DIGITS.fullmatch(digits) or not digits.isascii():
            msg = f"{value!r} is not a tariff code: expected 2 to 10 digits, such as 8703.80 or 8703.80.00.10"
            if isinstance(value, int):
                msg += " (as text: a number loses its leading zero)"
            raise InvalidCodeError(msg)
        return super().__new__(cls, digits)

    @property
    def dotted(self) -> str:
        """
        The code as schedules print it, ``8703.80.00.10``.

        Examples:
            >>> import tradetruce as tt
            >>> tt.HSCode("8507600020").dotted
            '8507.60.00.20'
        """
        parts = [self[:4], self[4:6], self[6:8], self[8:]]
        return ".".join(part for part in parts if part)

    @property
    def chapter(self) -> str:
        """
        The first two digits.

        Examples:
            >>> import tradetruce as tt
            >>> tt.HSCode("0401.10").chapter
            '04'
        """
        return self[:2]

    def __contains__(self, other: object) -> bool:
        """Tell whether another code lies under this one."""
        return isinstance(other, str) and HSCode(other).startswith(str(self))

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"HSCode({self.dotted!r})"


def as_codes(value: Any) -> tuple[HSCode, ...]:
    """Convert a list of tariff codes."""
    return tuple(HSCode(code) for code in as_tuple(value))


def codes_beneath(codes: list[str], code: str) -> list[str]:
    """Return those of sorted bare codes that are longer than *code* and start with it."""
    # A colon sorts right after the digit nine, so the second place is where the next sibling would stand.
    return codes[bisect_right(codes, code) : bisect_left(codes, f"{code}:")]


@alone
def economy_code(_record: Any, attribute: Any, value: Any) -> None:
    """Validate an economy code: ISO 3166-1 alpha-2, or EU."""
    if not isinstance(value, str) or not _ECONOMY.fullmatch(value):
        msg = f"{attribute.name} must be an ISO 3166-1 alpha-2 code in capitals (or EU), such as 'CN', not {value!r}"
        raise InvalidCodeError(msg)


@alone
def economy_codes(record: Any, attribute: Any, value: tuple[str, ...]) -> None:
    """Validate a tuple of economy codes."""
    for code in value:
        economy_code(record, attribute, code)


@frozen(kw_only=True)
class Membership:
    """
    One economy's time in a group or a customs union.

    Attributes:
        economy: ISO 3166-1 alpha-2 code, or EU.
        start: First day, or None where it lies before the dataset's subject.
        end: The day it was no longer a member, or None.

    Examples:
        >>> import tradetruce as tt
        >>> [m.end for m in tt.load().groups["EU27"].members if m.economy == "GB"]
        []
    """

    economy: str = field(validator=economy_code)
    start: Date | None = field(default=None, converter=optional_date)
    end: Date | None = field(default=None, converter=optional_date, validator=ordered)

    def covers(self, on: Date) -> bool:
        """
        Tell whether it was a member on a day.

        Examples:
            >>> import tradetruce as tt
            >>> timor_leste = tt.Membership(economy="TL", start="2025-10-26")
            >>> timor_leste.covers(tt.as_date("2025-10-25"))
            False
        """
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


@frozen(kw_only=True, repr=False)
class Economy(SourcedRecord):
    """
    A state, the EU, or a separate customs territory (HK, MO, TW), under a neutral name.

    Attributes:
        id: ISO 3166-1 alpha-2 code, ``EU``, or ``XK`` for Kosovo. ``NA`` is Namibia.
        name: Short English name.
        alpha3: ISO 3166-1 alpha-3 code, or None for the EU and Kosovo.
        cow: Correlates of War country code (state system, version 2016), or None where it is no member of that system.
        aliases: Other names people type: ``USA``, ``Britain``.
        zone: IANA time zone of the customs clock, where the dataset needs one.
        leader_role: Which role leads the economy: ``head_of_state`` in presidential systems, ``head_of_government`` elsewhere.
        leader_office: Title of the office that leads it where several offices have that role; None elsewhere.
        customs_unions: Unions whose measures are its own, with dates. The `economy` of each is the union.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().economies["NA"].name
        'Namibia'
    """

    id: str = field(validator=economy_code)
    name: str = field(validator=text)
    alpha3: str | None = field(default=None, validator=optional_text)
    cow: int | None = None
    aliases: tuple[str, ...] = field(default=(), converter=as_tuple)
    zone: str | None = field(default=None, validator=optional_text)
    leader_role: str = field(default="head_of_government", validator=text)
    leader_office: str | None = field(default=None, validator=optional_text)
    customs_unions: tuple[Membership, ...] = field(default=(), converter=as_tuple, validator=instances(Membership))

    @property
    def _with_unions(self) -> frozenset[str]:
        """Its code, and those of the customs unions it belongs to at some time."""
        return frozenset((self.id, *(membership.economy for membership in self.customs_unions)))

    def union_on(self, on: DateLike) -> str | None:
        """
        Return the customs union it belongs to on a day, or None.

        Raises:
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> gb = tt.load().economies["GB"]
            >>> gb.union_on("2020-12-31"), gb.union_on("2021-01-01")
            ('EU', None)
        """
        day = as_date(on)
        for membership in self.customs_unions:
            if membership.covers(day):
                return membership.economy
        return None


@frozen(kw_only=True, repr=False)
class Group(SourcedRecord):
    """
    A named set of economies whose membership has dates.

    Attributes:
        id: The name people use, such as ``G7`` or ``EU27``.
        name: The full name.
        members: Economies with their days of membership.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().groups["G7"].on("2026-05-13")
        ('CA', 'DE', 'FR', 'GB', 'IT', 'JP', 'US')
    """

    id: str = field(validator=text)
    name: str = field(validator=text)
    members: tuple[Membership, ...] = field(converter=as_tuple, validator=instances(Membership))

    def on(self, on: DateLike) -> tuple[str, ...]:
        """
        Return the codes of the members on a day, sorted.

        Raises:
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> asean = tt.load().groups[tt.ASEAN]
            >>> "TL" in asean.on("2025-10-25"), "TL" in asean.on("2025-10-26")
            (False, True)
        """
        day = as_date(on)
        return tuple(sorted({member.economy for member in self.members if member.covers(day)}))


def names_of(economy: Economy) -> tuple[str, ...]:
    """Return what an economy is called: its name, its longer code and its aliases."""
    return (economy.name, economy.alpha3 or economy.id, *economy.aliases)


class Economies(Collection[Economy]):
    """
    Economies, by code.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().economies["EU"].name
        'European Union'
    """

    __slots__ = ()
    kind = "economy"

    def _like_named(self, name: str) -> tuple[str, ...]:
        folded = fold_text(name)
        called = tuple(economy.id for economy in self if folded in map(fold_text, names_of(economy)))
        return called or super()._like_named(name)


class Groups(Collection[Group]):
    """
    Groups of economies, by name.

    Examples:
        >>> import tradetruce as tt
        >>> {tt.ASEAN, tt.EU27, tt.G7, tt.G20} <= set(tt.load().groups.ids)
        True
    """

    __slots__ = ()
    kind = "group"
