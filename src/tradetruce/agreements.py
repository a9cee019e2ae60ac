"""Truces, deals and pauses: what was promised, and which decisions carried it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

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
from .dates import AnyDate, AnyDateLike, DateLike, any_date, as_date, earliest, latest, within
from .decided import Decided
from .history import Decision, State

if TYPE_CHECKING:
    from .dataset import Dataset

__all__ = ["TERM_STATUSES", "Agreement", "Agreements", "Carrier", "Extension", "Term", "TermOutcome"]

AgreementKind = Literal["truce", "deal", "pause", "framework", "arrangement"]
#: What can become of a promise, the best first; `Agreement.outcome` says what each word means.
TermStatus = Literal["kept", "pending", "intended", "replaced", "lapsed", "reported", "unknown"]
TERM_STATUSES: tuple[str, ...] = get_args(TermStatus)


@frozen(kw_only=True)
class Carrier:
    """
    A decision that carries out a term.

    Attributes:
        record: Id of the tariff measure, relief or export control.
        act: Id of the act whose decision it is.

    Examples:
        >>> import tradetruce as tt
        >>> term = tt.load().agreements["us-cn-busan-2025"].terms[0]
        >>> tt.Carrier(record="us-ieepa-fentanyl-cn", act="us-eo-14357") in term.carried_out_by
        True
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

    Examples:
        >>> import tradetruce as tt
        >>> term = tt.load().agreements["us-cn-busan-2025"].terms[0]
        >>> term.party, term.start
        ('US', Date(2025, 11, 10))
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

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().agreements["us-cn-busan-2025"].extensions[0].end
        Date(2027, 1, 10)
    """

    act: str = field(validator=slug)
    end: Date | None = field(default=None, converter=optional_date)


@frozen(kw_only=True, repr=False)
class TermOutcome:
    """
    What became of one promise by a day.

    Attributes:
        term: The promise.
        status: ``kept``, ``pending``, ``intended``, ``replaced``, ``lapsed``, ``reported`` or ``unknown``; see `Agreement.outcome`.
        record: Id of the measure, relief or control that shows it, or None.
        state: How that stands on the day, or None.

    Examples:
        >>> import tradetruce as tt
        >>> outcome = tt.load().agreements["us-cn-busan-2025"].outcome(on="2026-01-15")[0]
        >>> outcome.status, outcome.record, outcome.state.rate
        ('kept', 'us-ieepa-fentanyl-cn', Decimal('10'))
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

        A term is ``kept`` while a decision that carries it out still holds, or while a threat stays taken back, ``pending``
        before the agreement is announced or the decision made or started, ``replaced`` where a later decision holds in its
        place, ``lapsed`` where the measure ended, the decision ran out or the term's own end has passed. It is ``intended``
        where only a word that is not binding speaks for it: a statement that a truce goes on, a proposal. Where no decision
        carries it out, it is ``reported`` once the sources of its result are out, and otherwise ``unknown``. Of several
        decisions the best counts, in the order of `TERM_STATUSES`.

        Args:
            on: The day.

        Raises:
            UnboundRecordError: The record belongs to no dataset.
            InvalidDateError: The date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> {outcome.status for outcome in tt.load().agreements["us-cn-busan-2025"].outcome(on="2026-01-15")} <= set(tt.TERM_STATUSES)
            True
            >>> extension = tt.load().agreements["us-cn-washington-2026"].outcome(on="2026-10-01")[0]
            >>> extension.term.party, extension.status
            ('US', 'intended')
        """
        day = as_date(on)
        if day < earliest(self.announced):
            return tuple(TermOutcome(term=term, status="pending") for term in self.terms)
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
            state = record.state(day)
            found.append((_carried(carrier, term, state, record, dataset, day), carrier, state))
        if not found:
            told = (published for name in term.sources if (published := dataset.sources[name].published) is not None)
            known = term.result and all(latest(published) <= day for published in told)
            return TermOutcome(term=term, status="reported" if known else "unknown")
        order = get_args(TermStatus)
        status, carrier, state = min(found, key=lambda item: order.index(item[0]))
        return TermOutcome(term=term, status=status, record=carrier.record, state=state)


def _carried(carrier: Carrier, term: Term, state: State | None, record: Decided, dataset: Dataset, day: Date) -> TermStatus:
    """Return how one carrying decision stands on a day."""
    made = dataset.acts[carrier.act].made
    decision = next((decision for decision in record.decisions if decision.act == carrier.act), None)
    if day < made or state is None or decision is None:
        return "pending"
    newer = state.decision.act != carrier.act and dataset.acts[state.decision.act].made >= made
    replaced = newer and state.status not in ("ended", "withdrawn", "announced")
    status: TermStatus
    if not decision.binding:
        status = _spoken(decision, state, replaced=replaced)
    elif state.status == "announced":
        status = "pending"
    elif state.decision.act == carrier.act:
        status = "lapsed" if state.status == "ended" and _ran_out(decision, day) else "kept"
    elif newer:
        status = "replaced" if replaced else "lapsed"
    else:
        start = decision.steps[0].start
        status = "pending" if start is not None and day < start else "lapsed"
    return "lapsed" if status == "kept" and term.end is not None and latest(term.end) <= day else status


def _spoken(decision: Decision, state: State, *, replaced: bool) -> TermStatus:
    """Return how a word that is not binding stands: it intends, it takes a threat back, or it is spent."""
    if decision.steps[-1].status == "ended":
        return "replaced" if replaced else "kept"
    if decision in state.intended:
        return "intended"
    return "replaced" if replaced else "lapsed"


def _ran_out(decision: Decision, day: Date) -> bool:
    """Tell whether the last step of a decision lies behind: its own end, not an end it was made to bring."""
    through = decision.steps[-1].through
    return through is not None and through < day


class Agreements(Collection[Agreement]):
    """
    Agreements, in order of the day they were announced.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().agreements["us-cn-phase-one-2020"].signed
        Date(2020, 1, 15)
    """

    __slots__ = ()
    kind = "agreement"

    def between(self, start: AnyDateLike, end: AnyDateLike) -> Agreements:
        """
        Return those announced within a span, both ends included; ``2026-01`` or ``2026`` mean the whole of it.

        Raises:
            InvalidDateError: A date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> "us-cn-busan-2025" in tt.load().agreements.between("2025-10-30", "2025-10-30")
            True
        """
        lies = within(start, end)
        return self.filter(lambda agreement: lies(agreement.announced))

    def of(self, party: str) -> Agreements:
        """
        Return those that concern an economy.

        Raises:
            UnknownRecordError: The dataset knows no such economy.

        Examples:
            >>> import tradetruce as tt
            >>> "us-cn-busan-2025" in tt.load().agreements.of("Japan")
            False
        """
        code = self.dataset.economy(party).id
        return self.filter(lambda r: code in r.parties)
