"""The dataset as plain CSV with a data dictionary: for spreadsheets, R, and catalogues of data sets."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from .agreements import Agreement, Term
from .amounts import shown
from .changes import DECIDED, state_words
from .controls import ControlItem, ExportControl
from .decided import Decided
from .frames import DAY, NUMBER, TEXT, WHOLE, YES, Column, flat_types, plain, record_types, to_columns
from .kinds import KINDS, Kind
from .lists import CodeList, CodeRow
from .schema import descriptions
from .visits import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ._record import Record
    from .dataset import Dataset

__all__ = ["data_dictionary", "export_csv"]

#: Column types by the names that Frictionless Table Schema gives them.
FRICTIONLESS = {TEXT: "string", DAY: "date", YES: "boolean", WHOLE: "integer", NUMBER: "number"}
#: Tables beside the collections: one row per part that a collection nests.
STATES: dict[str, tuple[Column, str]] = {
    "record": (TEXT, "Id of the tariff measure, relief or export control."),
    "collection": (TEXT, "Where it is: tariffs, reliefs or controls."),
    "jurisdiction": (TEXT, "Economy that imposes it."),
    "since": (DAY, "First day of the state."),
    "until": (DAY, "The day it ends by what is known, exclusive; empty where it has no end."),
    "status": (TEXT, "Status: in_force, suspended, announced, ended and so on; see the definitions."),
    "rate": (NUMBER, "Percentage points, whatever the basis; empty for controls and where there is none."),
    "rate_high": (NUMBER, "Upper end where the rate is a range; empty otherwise."),
    "basis": (TEXT, "additional, floor or replacement; empty where there is no rate."),
    "suspended_rate": (NUMBER, "Percentage points held back beside the rate; empty where none."),
    "words": (TEXT, "The state in words."),
    "act": (TEXT, "Id of the act whose decision set it."),
    "made": (DAY, "The day that act was made."),
    "scheduled_only": (YES, "True where the state begins after the day to which the slice was researched."),
}
VISITORS: dict[str, tuple[Column, str]] = {
    "visit": (TEXT, "Id of the visit."),
    "leader": (TEXT, "Id of the leader."),
    "name": (TEXT, "Name of the leader."),
    "wikidata": (TEXT, "Wikidata item of the leader; empty where not verified."),
    "office": (TEXT, "Title of the office held on the first day."),
    "role": (TEXT, "What kind of office it was."),
    "visitor_economy": (TEXT, "Economy they came for: ISO 3166-1 alpha-2, or EU."),
    "visitor_alpha3": (TEXT, "The same as ISO 3166-1 alpha-3; empty for the EU."),
    "visitor_cow": (WHOLE, "The same as Correlates of War code; empty where it has none."),
    "host_economy": (TEXT, "Economy they went to."),
    "host_alpha3": (TEXT, "The same as ISO 3166-1 alpha-3; empty for the EU."),
    "host_cow": (WHOLE, "The same as Correlates of War code; empty where it has none."),
    "start": (DAY, "First day; empty where no day is known."),
    "end": (DAY, "Last day, inclusive; empty where no day is known."),
    "level": (TEXT, "Level of the visit: leaders, ministers or other."),
    "kind": (TEXT, "State, official or working visit, and so on."),
    "status": (TEXT, "What became of it."),
}


class Part(NamedTuple):
    """A part of records that has a table of its own, one row per part."""

    table: str
    title: str
    record: type[Record]
    attribute: str
    cls: Any


PARTS = (
    Part("control_items", "What each export control holds, one row per item.", ExportControl, "items", ControlItem),
    Part("terms", "What each agreement promises, one row per promise.", Agreement, "terms", Term),
)


class Table(NamedTuple):
    """One table of the export: what its columns are, and what they hold."""

    name: str
    title: str
    types: Mapping[str, Column]
    said: Mapping[str, str]


def _tables() -> list[Table]:
    """Return the tables of the export without their rows."""
    found: list[Table] = []
    for kind in KINDS.values():
        cls: Any = kind.record
        types = dict(flat_types(record_types(cls)))
        if kind.record is CodeList:
            del types["rows"]  # a table of their own
        title = (kind.record.__doc__ or "").strip().partition("\n")[0]
        found.append(Table(kind.collection, title, types, _said(kind.record, types)))
    rows = {"list": TEXT, **flat_types(record_types(CodeRow))}
    said = {"list": "Id of the code list.", **descriptions(CodeRow)}
    found.append(Table("code_rows", "The tariff codes of the lists, one row per code.", rows, said))
    for part in PARTS:
        types = flat_types(record_types(part.cls))
        owner = _kind(part).name
        said = {owner: f"Id of the {owner}.", **_said(part.cls, types)}
        found.append(Table(part.table, part.title, {owner: TEXT, **types}, said))
    for name, title, columns in (
        ("states", "Every state of every tariff measure, relief and export control.", STATES),
        ("visitors", "Who came on each visit, ready to join.", VISITORS),
    ):
        types = {column: kind for column, (kind, _) in columns.items()}
        found.append(Table(name, title, types, {column: words for column, (_, words) in columns.items()}))
    return found


def _plain_words(said: str) -> str:
    """Return a docstring's words as a reader of a table takes them: without markup, and an empty cell where Python has None."""
    text = re.sub(r"(^|\. )None\b", r"\1Empty", said.replace("``", "").replace("`", ""))
    return re.sub(r"\bNone\b", "empty", text)


def _said(cls: Any, names: Iterable[str]) -> dict[str, str]:
    """Return what each column of a class of records means, from its docstrings."""
    known = descriptions(cls)
    found: dict[str, str] = {}
    for name in names:
        first = name.removesuffix("_edtf")
        if name in known:
            found[name] = known[name]
        elif first in known:
            found[name] = f"EDTF text of `{first}`, where a month or a year may be all that is known."
        else:
            found[name] = " ".join((getattr(cls, name).__doc__ or "").partition("Examples:")[0].split())
    return found


def _rows(table: Table, dataset: Dataset) -> Iterable[tuple[Any, ...]]:
    if table.name == "states":
        return _state_rows(dataset)
    if table.name == "visitors":
        return [row for visit in dataset.visits for row in _visitor_rows(visit, dataset)]
    if table.name == "code_rows":
        names = [field.name for field in attrs.fields(CodeRow)]
        return [(held.id, *(plain(getattr(row, name)) for name in names)) for held in dataset.code_lists for row in held.rows]
    for part in PARTS:
        if table.name == part.table:
            return _part_rows(part, dataset)
    records: Iterable[Record] = getattr(dataset, table.name)
    if table.name == "code_lists":
        records = [attrs.evolve(record, rows=()) for record in records]  # type: ignore[call-arg]
    columns = to_columns(records, flat=True)
    return zip(*(columns[name] for name in table.types), strict=True)


def _kind(part: Part) -> Kind:
    return next(kind for kind in KINDS.values() if kind.record is part.record)


def _part_rows(part: Part, dataset: Dataset) -> Iterable[tuple[Any, ...]]:
    for record in getattr(dataset, _kind(part).collection):
        columns = to_columns(getattr(record, part.attribute), flat=True)
        for row in zip(*(columns.get(name, ()) for name in record_types(part.cls)), strict=True):
            yield (record.id, *row)


def _state_rows(dataset: Dataset) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for name in DECIDED:
        records: Iterable[Decided] = getattr(dataset, name)
        for record in records:
            for state in record.states:
                terms = state.terms
                rows.append(
                    (
                        record.id,
                        name,
                        record.jurisdiction,
                        plain(state.since),
                        plain(state.until),
                        state.status,
                        state.rate,
                        terms.high if terms else None,
                        terms.basis if terms else None,
                        state.suspended_rate,
                        state_words(state),
                        state.decision.act,
                        plain(dataset.acts[state.decision.act].made),
                        state.scheduled_only,
                    )
                )
    return rows


def _visitor_rows(visit: Visit, dataset: Dataset) -> Iterable[tuple[Any, ...]]:
    start, end = (to_columns([visit])[name][0] for name in ("start", "end"))
    for visitor in visit.visitors:
        leader = dataset.leaders[visitor.leader]
        codes = (visit.visitor_economy, visit.host_economy)
        guest, host = ((code, dataset.economies[code].alpha3, dataset.economies[code].cow) for code in codes)
        who = (visit.id, leader.id, leader.name, leader.wikidata, visitor.office, visitor.role)
        yield (*who, *guest, *host, start, end, visit.level, visit.kind, visit.status)


def data_dictionary() -> list[dict[str, str]]:
    """
    Return what every column of every table means: one dict per column, with ``table``, ``column``, ``type`` and ``meaning``.

    Examples:
        >>> import tradetruce as tt
        >>> [row["type"] for row in tt.data_dictionary() if (row["table"], row["column"]) == ("visits", "start")]
        ['date']
    """
    return [
        {"table": table.name, "column": name, "type": FRICTIONLESS[str(kind)], "meaning": _plain_words(table.said[name])}
        for table in _tables()
        for name, kind in table.types.items()
    ]


def export_csv(dataset: Dataset, folder: str | Path) -> tuple[Path, ...]:
    """
    Write a dataset as CSV files, one per collection and five of their nested parts, with a data dictionary.

    Needs no other package. Days are ISO 8601, numbers exact, nothing known is an empty cell; ``NA`` is Namibia, so tell your reader not to
    take it for a gap (pandas: ``keep_default_na=False, na_values=[""]``). ``datapackage.json`` describes every column as Frictionless Table
    Schema; ``dictionary.csv`` has the same as a table.

    Args:
        dataset: What to write.
        folder: Where to; it is made if it is not there.

    Returns:
        The files written.

    Raises:
        OSError: A file cannot be written.

    Examples:
        >>> import pathlib, tempfile, tradetruce as tt
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     files = tt.export_csv(tt.load(), folder)
        ...     "visits.csv" in {file.name for file in files}
        True
    """
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    resources: list[dict[str, Any]] = []
    for table in _tables():
        files.append(_write(path / f"{table.name}.csv", table.types, _rows(table, dataset)))
        fields = [
            {"name": name, "type": FRICTIONLESS[str(kind)], "description": _plain_words(table.said[name])}
            for name, kind in table.types.items()
        ]
        schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
        if "id" in table.types:
            schema["primaryKey"] = ["id"]
        resources.append(
            {
                "name": table.name.replace("_", "-"),
                "path": f"{table.name}.csv",
                "title": table.title,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": schema,
            }
        )
    dictionary = data_dictionary()
    files.append(_write(path / "dictionary.csv", dictionary[0], (tuple(row.values()) for row in dictionary)))
    package = {
        "name": "tradetruce",
        "title": "tradetruce: the US-China tariff war 2018-2026, its truces, export controls and leaders' visits",
        "version": dataset.version,
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": resources,
    }
    about = path / "datapackage.json"
    about.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return (*files, about)


def _write(path: Path, names: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(names)
        out.writerows([_cell(value) for value in row] for row in rows)
    return path


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return shown(value) if isinstance(value, Decimal) else str(value)
