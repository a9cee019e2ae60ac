"""The kinds of records: each with its name in files, its collection in a dataset, its classes and its order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pendulum import Date

from ._record import Record
from .acts import Act, Acts
from .agreements import Agreement, Agreements
from .claims import Claim, Claims
from .codes import Economies, Economy, Group, Groups
from .collection import Collection
from .controls import Controls, ExportControl
from .coverage import Coverage, Coverages
from .dates import earliest
from .events import Event, Events
from .leaders import Leader, Leaders
from .lists import CodeList, CodeLists
from .meetings import Meeting, Meetings
from .quotes import Quote, Quotes
from .schedules import Schedule, Schedules
from .sources import Source, Sources
from .tariffs import Programme, Programmes, Relief, Reliefs, TariffMeasure, Tariffs
from .visits import Visit, Visits

if TYPE_CHECKING:
    from collections.abc import Callable

#: Where the bundled data lies.
DATA = Path(__file__).parent / "data"


class Kind(NamedTuple):
    """One kind of record: its name in files, its collection in a dataset, its classes, and its order."""

    name: str
    collection: str
    record: type[Record]
    holder: type[Collection[Any]]
    order: Callable[[Any], object]


def _by_id(record: Any) -> object:
    return record.id


def _as_given(_record: Any) -> object:
    return 0


def _by_day(name: str) -> Callable[[Any], object]:
    """Return an order by a field that holds a day or a partial date; records without one come last."""

    def order(record: Any) -> object:
        date = getattr(record, name)
        return (earliest(date) if date else Date.max, record.id)

    return order


def _in_reading_order(claim: Any) -> object:
    return (claim.paragraph, len(claim.id), claim.id)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("source", "sources", Source, Sources, _by_id),
        Kind("economy", "economies", Economy, Economies, _by_id),
        Kind("group", "groups", Group, Groups, _by_id),
        Kind("act", "acts", Act, Acts, _by_day("made")),
        Kind("programme", "programmes", Programme, Programmes, _as_given),
        Kind("code_list", "code_lists", CodeList, CodeLists, _by_id),
        Kind("schedule", "schedules", Schedule, Schedules, _by_id),
        Kind("tariff", "tariffs", TariffMeasure, Tariffs, _as_given),
        Kind("relief", "reliefs", Relief, Reliefs, _as_given),
        Kind("control", "controls", ExportControl, Controls, _as_given),
        Kind("leader", "leaders", Leader, Leaders, _by_id),
        Kind("visit", "visits", Visit, Visits, _by_day("start")),
        Kind("meeting", "meetings", Meeting, Meetings, _by_day("start")),
        Kind("quote", "quotes", Quote, Quotes, _by_day("said")),
        Kind("agreement", "agreements", Agreement, Agreements, _by_day("announced")),
        Kind("event", "events", Event, Events, _by_day("start")),
        Kind("claim", "claims", Claim, Claims, _in_reading_order),
        Kind("coverage", "coverage", Coverage, Coverages, _by_id),
    )
}
BY_COLLECTION = {kind.collection: kind for kind in KINDS.values()}


def kind_of(record: Record) -> Kind | None:
    """Return the kind of a record, or None where it is no record of a dataset."""
    return next((kind for kind in KINDS.values() if isinstance(record, kind.record)), None)
