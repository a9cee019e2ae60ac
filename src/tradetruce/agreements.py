"""Truces, deals and pauses: what was promised, and which decisions carried it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from attrs import field, frozen
from pendulum import Date

from ._record import (
    SourcedRecord,
    any_date,
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
from .decided import Decided
from .history import State

if TYPE_CHECKING:
    from .dataset import Dataset

__all__ = ["TERM_STATUSES", "Agreement", "Agreements", "Carrier", "Extension", "Term", "TermOutcome"]

AgreementKind = Literal["truce", "deal", "pause", "framework", "arrangement"]
#: What can become of a promise, the best first.
TermStatus = Literal["kept", "pending", "replaced", "lapsed", "reported", "unknown"]
TERM_STATUSES: tuple[str, ...] = get_args(TermStatus)


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
class TermOutcome:
    """
    What became of one promise by a day.

    Attributes:
        term: The promise.
        status: ``kept``, ``pending``, ``replaced``, ``lapsed``, ``reported`` or ``unknown``; see `Agreement.outcome`.
        record: Id of the measure, relief or control that shows it, or None.
        state: How that stands on the day, or None.
    """

    term: Term
    status: TermStatus
    record: str | None = None
    state: State | None = None

    def __repr__(self) -> str:
        """Return who promised what, and what became of it."""
        shown = f" ({self.record})" if self.record else ""
        return f"<TermOutcome {self.term.party}: {self.term.text} → {self.status}{shown}>"


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
    announced: AnyDate = field(converter=any_date)
    signed: AnyDate | None = field(default=None, converter=optional_any_date)
    start: AnyDate | None = field(default=None, converter=optional_any_date)
    end: AnyDate | None = field(default=None, converter=optional_any_date)
    extensions: tuple[Extension, ...] = field(default=(), converter=as_tuple, validator=instances(Extension))
    place: str | None = field(default=None, validator=optional_text)
    terms: tuple[Term, ...] = field(default=(), converter=as_tuple, validator=instances(Term))

    def ends(self) -> AnyDate | None:
        """
        Return the day it ends by the last extension, exclusive; None where it is open.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().agreements["us-cn-busan-2025"].ends()
            Date(2027, 1, 10)
        """
        return self.extensions[-1].end if self.extensions else self.end

    def outcome(self, *, on: DateLike) -> tuple[TermOutcome, ...]:
        """
        Return what became of each promise by a day.

        A term is ``kept`` while a decision that carries it out still holds, ``replaced`` where a later decision holds in its
        place, ``lapsed`` where the measure ended or the decision ran out, ``pending`` before it starts. Where no decision
        carries it out, it is ``reported`` if its result was, and otherwise ``unknown``.

        Args:
            on: The day.

        Raises:
            UnboundRecordError: The record belongs to no dataset.
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> {outcome.status for outcome in tt.load().agreements["us-cn-busan-2025"].outcome(on="2026-01-15")} <= set(tt.TERM_STATUSES)
            True
        """
        day = as_date(on)
        return tuple(self._outcome(term, day) for term in self.terms)

    def _outcome(self, term: Term, day: Date) -> TermOutcome:
        dataset = self.dataset
        found: list[tuple[TermStatus, Carrier, State | None]] = []
        for carrier in term.carried_out_by:
            record = (
                dataset.tariffs.get(carrier.record)
                or dataset.reliefs.get(carrier.record)
                or dataset.controls.get(carrier.record)
            )
            if record is None:
                continue
            found.append((_carried(carrier, record.state(day), record, dataset, day), carrier, record.state(day)))
        if not found:
            return TermOutcome(term=term, status="reported" if term.result else "unknown")
        order = get_args(TermStatus)
        status, carrier, state = min(found, key=lambda item: order.index(item[0]))
        return TermOutcome(term=term, status=status, record=carrier.record, state=state)


def _carried(carrier: Carrier, state: State | None, record: Decided, dataset: Dataset, day: Date) -> TermStatus:
    """Return how one carrying decision stands on a day."""
    made = dataset.acts[carrier.act].made
    if day < made or state is None or state.status == "announced":
        return "pending"
    if state.decision.act == carrier.act:
        return "lapsed" if state.status == "ended" and _ran_out(carrier, record, day) else "kept"
    return (
        "replaced" if dataset.acts[state.decision.act].made >= made and state.status not in ("ended", "withdrawn") else "lapsed"
    )


def _ran_out(carrier: Carrier, record: Decided, day: Date) -> bool:
    """Tell whether the last step of a decision lies behind: its own end, not an end it was made to bring."""
    steps = [step for decision in record.decisions if decision.act == carrier.act for step in decision.steps]
    return bool(steps) and steps[-1].through is not None and steps[-1].through < day


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
