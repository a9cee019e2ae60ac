"""
What the world knew on a day: the rules by which a dataset is cut back, one per kind of record.

Acts count from the day they were made, a ruling without the day on which a later one overtook it; a visit by its reports, without
them from its last day; a tenure from its first day, its end masked until then; a claim from the day of the text that makes it;
everything else from its own day. Sources and outcomes that came later are dropped, and so are a promise's result until its last
source is out and a note, of a record or of a decision in it, that nobody had checked by then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve
from pendulum import Date

from ._record import Record, SourcedRecord
from .acts import Act
from .agreements import Agreement
from .claims import Claim
from .dates import AnyDate, latest
from .decided import Decided
from .events import Event
from .history import Decision, Legality, Step
from .leaders import Leader
from .lists import CodeList, CsvRows
from .meetings import Meeting
from .quotes import Quote
from .reports import Outcome
from .scopes import GivesWay, OriginException
from .sources import Source
from .tariffs import Programme, TariffMeasure
from .visits import Visit

if TYPE_CHECKING:
    from .dataset import Dataset

Span = TypeVar("Span", GivesWay, OriginException)
Noted = TypeVar("Noted", Decision, Step, Legality, OriginException)


def as_known(record: Record, known: Date, dataset: Dataset) -> Record | None:
    """Return a record as it was known on a day, or None where it was not known at all."""
    for kind, rule in _RULES.items():
        if isinstance(record, kind):
            kept: Record | None = rule(record, known, dataset)
            break
    else:
        kept = record
    if isinstance(kept, SourcedRecord):
        sources = _known_sources(kept.sources, known, dataset)
        changes: dict[str, Any] = {} if sources == kept.sources else {"sources": sources}
        if kept.checked is not None and kept.checked > known:
            changes |= {"checked": None}
        if kept.note is not None and _noted_later(kept, known, dataset):
            changes |= {"note": None}
        if changes:
            return evolve(kept, **changes)
    return kept


def _by(date: AnyDate | None, known: Date) -> bool:
    """Tell whether something of a date, partial or not, had certainly happened."""
    return date is not None and latest(date) <= known


def _known_sources(ids: tuple[str, ...], known: Date, dataset: Dataset) -> tuple[str, ...]:
    sources = dataset.sources
    return tuple(name for name in ids if (s := sources.get(name)) is None or s.published is None or _by(s.published, known))


def _noted_later(record: SourcedRecord, known: Date, dataset: Dataset) -> bool:
    """Tell whether a record's notes were written after a day, so that they may tell what came later."""
    return (record.checked or dataset.as_of) > known


def _without_note(part: Noted) -> Noted:
    return part if part.note is None else evolve(part, note=None)


def _without_notes(decision: Decision) -> Decision:
    steps = tuple(map(_without_note, decision.steps))
    return _without_note(decision) if steps == decision.steps else evolve(decision, steps=steps, note=None)


def _outcomes(outcomes: tuple[Outcome, ...], end: AnyDate | None, known: Date) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome in outcomes if _by(outcome.on or end, known))


def _source(source: Source, known: Date, _dataset: Dataset) -> Source | None:
    return source if source.published is None or _by(source.published, known) else None


def _act(act: Act, known: Date, _dataset: Dataset) -> Act | None:
    if act.made > known:
        return None
    return act if act.published is None or _by(act.published, known) else evolve(act, published=None)


def _decided(record: Decided, known: Date, dataset: Dataset) -> Decided | None:
    acts = dataset.acts
    decisions = tuple(decision for decision in record.decisions if acts[decision.act].made <= known)
    if not decisions:
        return None
    # When a span ends is told by a later ruling.
    legality = tuple(
        evolve(span, end=None) if span.end is not None and span.end > known else span
        for span in record.legality
        if acts[span.act].made <= known
    )
    later = _noted_later(record, known, dataset)
    if later:
        decisions = tuple(_without_notes(decision) for decision in decisions)
        legality = tuple(_without_note(span) for span in legality)
    changes: dict[str, Any] = {"decisions": decisions, "legality": legality}
    if isinstance(record, TariffMeasure):
        changes["gives_way"] = _open_ends(record.gives_way, record.importer, known, dataset)
        exceptions = _open_ends(record.except_origins, record.importer, known, dataset)
        changes["except_origins"] = tuple(map(_without_note, exceptions)) if later else exceptions
    return evolve(record, **{name: value for name, value in changes.items() if value != getattr(record, name)})


def _programme(programme: Programme, known: Date, dataset: Dataset) -> Programme:
    return evolve(programme, gives_way=_open_ends(programme.gives_way, programme.importer, known, dataset))


def _open_ends(spans: tuple[Span, ...], importer: str, known: Date, dataset: Dataset) -> tuple[Span, ...]:
    """
    Return the rules and exceptions whose acts had been made, without the ends that were not known.

    An end is no act of its own: it was known once an act had said what begins on that day in its place.
    """
    said = dataset._said

    def as_seen(span: Span) -> Span:
        if span.end is None or span.end <= known or said.get((importer, span.end), (span.end,))[0] <= known:
            return span
        return evolve(span, end=None)

    return tuple(as_seen(span) for span in spans if span.act is None or dataset.acts[span.act].made <= known)


def first_and_last_said(dataset: Dataset) -> dict[tuple[str, Date], tuple[Date, Date]]:
    """Return the first and last day on which an act said that something begins, by the importer and the day it begins."""
    found: dict[tuple[str, Date], tuple[Date, Date]] = {}

    def say(importer: str, start: Date | None, act: str | None) -> None:
        if start is not None and act is not None and act in dataset.acts:
            made = dataset.acts[act].made
            first, last = found.get((importer, start), (made, made))
            found[importer, start] = min(first, made), max(last, made)

    for record in (*dataset.tariffs, *dataset.reliefs):
        for decision in record.decisions:
            for step in decision.steps if decision.binding else ():
                say(record.importer, step.start, decision.act)
    for holder in (*dataset.tariffs, *dataset.programmes):
        for span in (*holder.gives_way, *getattr(holder, "except_origins", ())):
            say(holder.importer, span.start, span.act)
    return found


def _leader(leader: Leader, known: Date, dataset: Dataset) -> Leader:
    tenures = tuple(
        evolve(
            tenure,
            end=tenure.end if _by(tenure.end, known) else None,
            sources=_known_sources(tenure.sources, known, dataset),
        )
        for tenure in leader.tenures
        if _by(tenure.start, known)
    )
    return evolve(leader, tenures=tenures)


def _visit(visit: Visit, known: Date, _dataset: Dataset) -> Visit | None:
    reports = tuple(report for report in visit.reports if report.on <= known)
    outcomes = _outcomes(visit.outcomes, visit.end, known)
    if reports:
        last = reports[-1]
        changes: dict[str, Any] = {"reports": reports, "outcomes": outcomes, "status": last.status}
        changes |= {"start": last.start, "end": last.end or last.start}
        if last.status != "completed":
            # Where they went, whom they met and what one notes of it was only known afterwards.
            changes |= {"places": (), "met": (), "note": None}
        return evolve(visit, **changes)
    if visit.reports and not _by(visit.end, known):
        return None
    return evolve(visit, reports=(), outcomes=outcomes) if _by(visit.end, known) else None


def _meeting(meeting: Meeting, known: Date, _dataset: Dataset) -> Meeting | None:
    return evolve(meeting, outcomes=_outcomes(meeting.outcomes, meeting.end, known)) if _by(meeting.end, known) else None


def _quote(quote: Quote, known: Date, _dataset: Dataset) -> Quote | None:
    return evolve(quote) if _by(quote.said, known) else None


def _agreement(agreement: Agreement, known: Date, dataset: Dataset) -> Agreement | None:
    if not _by(agreement.announced, known):
        return None
    acts = dataset.acts
    return evolve(
        agreement,
        signed=agreement.signed if _by(agreement.signed, known) else None,
        extensions=tuple(e for e in agreement.extensions if acts[e.act].made <= known),
        terms=tuple(
            evolve(
                term,
                carried_out_by=tuple(c for c in term.carried_out_by if acts[c.act].made <= known),
                # What became of a promise has no day of its own: it was known when the last of its sources was out.
                result=term.result if term.sources and _known_sources(term.sources, known, dataset) == term.sources else None,
                sources=_known_sources(term.sources, known, dataset),
            )
            for term in agreement.terms
        ),
    )


def _code_list(record: CodeList, known: Date, dataset: Dataset) -> CodeList:
    """
    Drop the rows that acts put there which had not been made, and the ends that were not known; renumbering ends stay.

    Of several acts that begin something on the day of an end the last made counts: others need not touch the list.
    """
    later = frozenset(act.id for act in dataset.acts if act.made > known)
    said = dataset._said.items()
    announced = {day for (importer, day), (_, made) in said if importer == record.importer and made <= known < day}
    announced.update(record.renumbered)
    if record.complete_until is not None and record.complete_until > known:
        record = evolve(record, complete_until=None)  # who wrote the list down stopped there later, with what it was for
    rows = record.rows
    if isinstance(rows, CsvRows):
        return evolve(record, rows=rows.known_without(later, str(known), frozenset(map(str, announced))))
    kept = [row for row in rows if row.act not in later]
    return evolve(
        record,
        rows=[
            evolve(row, end=None) if row.end is not None and row.end > known and row.end not in announced else row
            for row in kept
        ],
    )


def _claim(claim: Claim, known: Date, dataset: Dataset) -> Claim | None:
    """Keep a claim once the text that makes it, the first of its sources, is out."""
    return claim if _known_sources(claim.sources[:1], known, dataset) else None


def _event(event: Event, known: Date, _dataset: Dataset) -> Event | None:
    return evolve(event, end=event.end if _by(event.end, known) else None) if _by(event.start, known) else None


_RULES: dict[type[Record], Any] = {
    Source: _source,
    Act: _act,
    Decided: _decided,
    Leader: _leader,
    Visit: _visit,
    Meeting: _meeting,
    Quote: _quote,
    Agreement: _agreement,
    Event: _event,
    Claim: _claim,
    Programme: _programme,
    CodeList: _code_list,
}
