"""The rules that data must keep: references resolve, spans are in order, no two measures of one programme collide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._record import Record, SourcedRecord
from .acts import Act
from .agreements import Agreement
from .claims import Claim
from .codes import Group
from .controls import ExportControl
from .coverage import Coverage
from .decided import Decided
from .errors import Problem, nearest
from .events import Event
from .leaders import Leader
from .lists import CodeList
from .meetings import Meeting
from .quotes import Quote
from .schedules import Schedule
from .scopes import EVERYWHERE
from .tariffs import Programme, Relief, TariffMeasure
from .visits import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .dataset import Dataset

ANY = (
    "tariffs", "reliefs", "controls", "programmes", "visits", "meetings", "agreements", "acts", "events", "leaders",
    "quotes", "code_lists", "economies", "groups", "claims",
)  # fmt: skip
#: A reference: the path in the record, the id it names, and the collections that may hold it.
Reference = tuple[str, str, tuple[str, ...]]


def check(dataset: Dataset, *, files: Mapping[str, str]) -> list[Problem]:
    """Return every rule that a dataset breaks."""
    from .kinds import KINDS

    problems: list[Problem] = []
    for kind in KINDS.values():
        for record in dataset._collection(kind.collection):
            problems += dangling(record, dataset, file=files.get(record.id))
    return problems


def dangling(record: Record, dataset: Dataset, *, file: str | None) -> list[Problem]:
    """Return a problem for every id in a record that its dataset does not have."""
    problems: list[Problem] = []
    for path, target, collections in references(record):
        held = [getattr(dataset, name) for name in collections]
        if any(target in collection for collection in held):
            continue
        close = nearest(target, (name for collection in held for name in collection.ids))
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        message = f"there is no such record in {' or '.join(collections[:3])}{hint}"
        problems.append(Problem(file=file, id=record.id, path=path, value=repr(target), message=message))
    return problems


def references(record: Record) -> Iterator[Reference]:
    """Yield every id that a record names."""
    if isinstance(record, SourcedRecord):
        yield from _each("sources", record.sources, "sources")
    if isinstance(record, Decided):
        for index, decision in enumerate(record.decisions):
            yield f"decisions[{index}].act", decision.act, ("acts",)
        for index, span in enumerate(record.legality):
            yield f"legality[{index}].act", span.act, ("acts",)
    for kind, rule in _RULES.items():
        if isinstance(record, kind):
            yield from rule(record)


def _each(path: str, ids: tuple[str, ...], *collections: str) -> Iterator[Reference]:
    for index, name in enumerate(ids):
        yield f"{path}[{index}]", name, collections


def _scope(record: TariffMeasure | Relief) -> Iterator[Reference]:
    scope = record.scope
    yield from _each("scope.lists", scope.lists, "code_lists")
    yield from _each("scope.except_lists", scope.except_lists, "code_lists")
    for index, tier in enumerate(scope.tiers):
        yield from _each(f"scope.tiers[{index}].lists", tier.lists, "code_lists")


def _ways(record: TariffMeasure | Programme) -> Iterator[Reference]:
    for index, way in enumerate(record.gives_way):
        yield from _each(f"gives_way[{index}].to", way.to, "tariffs", "programmes")
        if way.act is not None:
            yield f"gives_way[{index}].act", way.act, ("acts",)


def _economies(path: str, codes: tuple[str, ...]) -> Iterator[Reference]:
    yield from _each(path, tuple(code for code in codes if code != EVERYWHERE), "economies")


def _act(act: Act) -> Iterator[Reference]:
    yield "issuer", act.issuer, ("economies",)


def _importer(record: CodeList | Schedule) -> Iterator[Reference]:
    yield "importer", record.importer, ("economies",)


def _group(group: Group) -> Iterator[Reference]:
    for index, member in enumerate(group.members):
        yield f"members[{index}].economy", member.economy, ("economies",)


def _coverage(coverage: Coverage) -> Iterator[Reference]:
    yield from _each("jurisdictions", coverage.jurisdictions, "economies")
    yield from _each("counterparts", coverage.counterparts, "economies")


def _programme(programme: Programme) -> Iterator[Reference]:
    yield "importer", programme.importer, ("economies",)
    yield from _ways(programme)


def _tariff(measure: TariffMeasure) -> Iterator[Reference]:
    yield "importer", measure.importer, ("economies",)
    yield "programme", measure.programme, ("programmes",)
    yield from _economies("origins", measure.origins)
    for index, exception in enumerate(measure.except_origins):
        yield f"except_origins[{index}].economy", exception.economy, ("economies",)
        if exception.act is not None:
            yield f"except_origins[{index}].act", exception.act, ("acts",)
    yield from _scope(measure)
    yield from _ways(measure)
    yield from _each("replaces", measure.replaces, "tariffs")
    yield from _each("answers", measure.answers, *ANY)


def _relief(relief: Relief) -> Iterator[Reference]:
    yield "importer", relief.importer, ("economies",)
    yield from _economies("origins", relief.origins)
    yield from _each("except_origins", relief.except_origins, "economies")
    yield from _scope(relief)
    yield from _each("relieves", relief.relieves, "tariffs", "programmes")


def _control(control: ExportControl) -> Iterator[Reference]:
    yield "controller", control.controller, ("economies",)
    yield from _economies("destinations", control.destinations)
    yield from _each("still_applies", control.still_applies, "controls", "tariffs")
    yield from _each("answers", control.answers, *ANY)


def _leader(leader: Leader) -> Iterator[Reference]:
    for index, tenure in enumerate(leader.tenures):
        yield f"tenures[{index}].economy", tenure.economy, ("economies",)
        yield from _each(f"tenures[{index}].sources", tenure.sources, "sources")


def _sourced_parts(path: str, parts: tuple[Any, ...]) -> Iterator[Reference]:
    for index, part in enumerate(parts):
        yield from _each(f"{path}[{index}].sources", part.sources, "sources")


def _visit(visit: Visit) -> Iterator[Reference]:
    for index, visitor in enumerate(visit.visitors):
        yield f"visitors[{index}].leader", visitor.leader, ("leaders",)
    yield "visitor_economy", visit.visitor_economy, ("economies",)
    yield "host_economy", visit.host_economy, ("economies",)
    yield from _each("met", visit.met, "leaders")
    yield from _sourced_parts("reports", visit.reports)
    yield from _sourced_parts("outcomes", visit.outcomes)
    if visit.instead_of is not None:
        yield "instead_of", visit.instead_of, ("visits",)


def _meeting(meeting: Meeting) -> Iterator[Reference]:
    yield from _economies("parties", meeting.parties)
    yield from _each("participants", meeting.participants, "leaders")
    yield from _sourced_parts("outcomes", meeting.outcomes)


def _quote(quote: Quote) -> Iterator[Reference]:
    if quote.leader is not None:
        yield "leader", quote.leader, ("leaders",)
    yield from _each("about", quote.about, *ANY)


def _agreement(agreement: Agreement) -> Iterator[Reference]:
    yield from _economies("parties", agreement.parties)
    for index, extension in enumerate(agreement.extensions):
        yield f"extensions[{index}].act", extension.act, ("acts",)
    for index, term in enumerate(agreement.terms):
        yield from _each(f"terms[{index}].sources", term.sources, "sources")
        for place, carrier in enumerate(term.carried_out_by):
            path = f"terms[{index}].carried_out_by[{place}]"
            yield f"{path}.record", carrier.record, ("tariffs", "reliefs", "controls")
            yield f"{path}.act", carrier.act, ("acts",)


def _event(event: Event) -> Iterator[Reference]:
    yield from _economies("parties", event.parties)


def _claim(claim: Claim) -> Iterator[Reference]:
    yield from _each("about", claim.about, *ANY)


_RULES: dict[type[Record], Any] = {
    Act: _act,
    CodeList: _importer,
    Schedule: _importer,
    Group: _group,
    Coverage: _coverage,
    Programme: _programme,
    TariffMeasure: _tariff,
    Relief: _relief,
    ExportControl: _control,
    Leader: _leader,
    Visit: _visit,
    Meeting: _meeting,
    Quote: _quote,
    Agreement: _agreement,
    Event: _event,
    Claim: _claim,
}
