"""Leaders and the offices they held."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import field, frozen

from ._record import (
    SourcedRecord,
    as_tuple,
    fold_text,
    instances,
    one_of,
    optional_any_date,
    optional_text,
    ordered,
    text,
)
from .codes import economy_code
from .collection import Collection
from .dates import AnyDate, DateLike, any_date, as_date, earliest, latest
from .errors import FieldError

__all__ = ["Leader", "Leaders", "Role", "Tenure"]

Role = Literal[
    "head_of_state",
    "head_of_government",
    "institution_president",
    "foreign_minister",
    "finance_minister",
    "trade_minister",
    "minister",
    "other",
]
#: Roles that count as leaders in visits: heads of state, of government, presidents of the EU's institutions.
LEADERS = frozenset({"head_of_state", "head_of_government", "institution_president"})
#: Roles that `level="ministers"` adds.
MINISTERS = frozenset({"foreign_minister", "finance_minister", "trade_minister", "minister"})


@frozen(kw_only=True)
class Tenure:
    """
    One person's time in one office.

    Attributes:
        office: Title of the office, such as ``Prime Minister``.
        role: What kind of office it is.
        economy: Economy whose office it is: alpha-2 code or EU.
        start: First day in office; a partial date where only month or year are sourced.
        end: The day the office passed on, exclusive; None while held as far as the dataset reaches.
        party: Party on taking office, or None.
        acting: True for an acting or caretaker holder.
        sources: Ids of the sources of these days, or empty where the leader's own sources say them.

    Examples:
        >>> import tradetruce as tt
        >>> tenure = tt.load().leaders["justin-trudeau"].tenures[-1]
        >>> tenure.office, tenure.end
        ('Prime Minister', Date(2025, 3, 14))
    """

    office: str = field(validator=text)
    role: Role = field(validator=one_of(Role))
    economy: str = field(validator=economy_code)
    start: AnyDate = field(converter=any_date)
    end: AnyDate | None = field(default=None, converter=optional_any_date, validator=ordered)
    party: str | None = field(default=None, validator=optional_text)
    acting: bool = False
    sources: tuple[str, ...] = field(default=(), converter=as_tuple)

    def covers(self, on: DateLike) -> bool:
        """
        Tell whether the office was certainly held on a day.

        A day inside the month of a partial start or end is not certain, so it is not counted.

        Raises:
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> tenure = tt.load().leaders["justin-trudeau"].tenures[-1]
            >>> tenure.covers("2025-03-13"), tenure.covers("2025-03-14")
            (True, False)
        """
        day = as_date(on)
        return latest(self.start) <= day and (self.end is None or day < earliest(self.end))


@frozen(kw_only=True, repr=False)
class Leader(SourcedRecord):
    """
    A person who speaks or acts for an economy: a head of state or government, a minister, an envoy.

    Attributes:
        name: Name as English-language news print it.
        native_name: Name in the person's own script, or None.
        family_name: The family name, which need not come last, or None.
        born: Day or year of birth, where sourced; None otherwise.
        wikidata: Wikidata item, such as ``Q15031``, where verified; None otherwise.
        tenures: Offices held, in order of time.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().leaders["mark-carney"].office_on("2026-01-14").office
        'Prime Minister'
    """

    name: str = field(validator=text)
    native_name: str | None = field(default=None, validator=optional_text)
    family_name: str | None = field(default=None, validator=optional_text)
    born: AnyDate | None = field(default=None, converter=optional_any_date)
    wikidata: str | None = field(default=None, validator=optional_text)
    tenures: tuple[Tenure, ...] = field(default=(), converter=as_tuple, validator=instances(Tenure))

    def office_on(self, on: DateLike) -> Tenure | None:
        """
        Return the office held on a day: the one of highest rank, or None.

        The day on which an office passes on belongs to the successor.

        Raises:
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> trudeau = tt.load().leaders["justin-trudeau"]
            >>> trudeau.office_on("2025-03-13").office, trudeau.office_on("2025-03-14")
            ('Prime Minister', None)
        """
        held = [tenure for tenure in self.tenures if tenure.covers(on)]
        ranks: tuple[str, ...] = Role.__args__  # type: ignore[attr-defined]  # the members of a Literal, highest first
        return min(held, key=lambda tenure: ranks.index(tenure.role), default=None)

    @property
    def predecessor(self) -> Leader | None:
        """
        Who held this person's latest office before, the highest where several began together, or None where the dataset has nobody.

        Who only acted is passed over, unless the office goes by the same title; whoever acts follows the one they stand in for.

        Raises:
            UnboundRecordError: The record belongs to no dataset.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().leaders["mark-carney"].predecessor.name
            'Justin Trudeau'
        """
        ranks: tuple[str, ...] = Role.__args__  # type: ignore[attr-defined]  # the members of a Literal, highest first
        own = max(self.tenures, key=lambda t: (latest(t.start), -ranks.index(t.role)), default=None)
        if own is None:
            return None
        began = latest(own.start)
        before = [
            (began if tenure.end is None else min(earliest(tenure.end), began), latest(tenure.start), leader)
            for leader in self.dataset.leaders
            for tenure in leader.tenures
            if (tenure.economy, tenure.role) == (own.economy, own.role)
            and (own.acting or tenure.office == own.office)
            and latest(tenure.start) < began
            and leader.id != self.id
        ]
        return max(before, key=lambda found: found[:2], default=(None, None, None))[2]


class Leaders(Collection[Leader]):
    """
    Leaders, found by id, name, economy or the day they held office.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().leaders.in_office("GB", on="2026-01-28").name
        'Keir Starmer'
    """

    __slots__ = ()
    kind = "leader"

    def of(self, economy: str) -> Leaders:
        """
        Return those who ever held an office of an economy.

        Raises:
            UnknownRecordError: The dataset knows no such economy.

        Examples:
            >>> import tradetruce as tt
            >>> "mark-carney" in tt.load().leaders.of("CA")
            True
        """
        code = self.dataset.economy(economy).id
        return self._like(leader for leader in self if any(tenure.economy == code for tenure in leader.tenures))

    def in_office(self, economy: str, *, on: DateLike, role: Role | Literal["leader"] = "leader") -> Leader | None:
        """
        Return who held an economy's office on a day; of several, such as somebody suspended and who acts, the one who came last.

        After `Dataset.as_of` it is whoever held the office when the dataset was last researched.

        Args:
            economy: Alpha-2 code, EU, or a name.
            on: The day.
            role: A role, or ``leader``: the office that leads the economy (`Economy.leader_role` and `leader_office`). A president
                who heads both state and government is a ``head_of_state``.

        Returns:
            The leader, or None where the dataset has nobody for that day.

        Raises:
            UnknownRecordError: The dataset knows no such economy.
            FieldError: There is no such role.
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().leaders.in_office("CA", on="2025-03-13").name
            'Justin Trudeau'
        """
        held = self.dataset.economy(economy)
        if role not in ("leader", *get_args(Role)):
            raise FieldError("role", role, f"one of leader, {', '.join(get_args(Role))}")
        wanted = held.leader_role if role == "leader" else role
        day = as_date(on)
        holders = [
            (latest(tenure.start), leader)
            for leader in self
            for tenure in leader.tenures
            if tenure.economy == held.id and tenure.role == wanted and tenure.covers(day)
            if role != "leader" or held.leader_office in (None, tenure.office)
        ]
        return max(holders, key=lambda pair: pair[0], default=(None, None))[1]

    def named(self, name: str) -> Leaders:
        """
        Return those whose name contains a text, whatever the case and the accents.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().leaders.named("carney").ids
            ('mark-carney',)
        """
        wanted = fold_text(name)
        return self._like(
            leader for leader in self if wanted in fold_text(leader.name) or wanted in fold_text(leader.native_name or "")
        )
