"""What notebooks show: cards and tables without scripts, escaped, light and dark."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, cast

from ._record import Record
from .amounts import shown
from .changes import state_words, words
from .decided import Decided
from .explain import layer, percent, question, sections, since, strongest, total_words
from .frames import flatten, plain, shown_fields
from .kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .agreements import Agreement
    from .amounts import Amount
    from .changes import Changes
    from .collection import Collection
    from .dataset import Dataset
    from .duties import Duty, DutyAmount
    from .duty_history import DutyHistory
    from .history import State
    from .timeline import Timeline

#: Rows shown of a long table; the rest is counted.
ROWS = 30
#: Characters shown of a long cell.
CELL = 160
#: Items shown of a long list in a card; the rest is counted.
ITEMS = 12


#: Fields of parts whose values need no name beside them.
SPEAKING = frozenset({"act", "economy", "name", "note", "office", "party", "role", "status", "text", "title"})


def _codes(names: Iterable[str]) -> str:
    return ", ".join("all" if name == "*" else name for name in names)


def _who(visit: Any) -> str:
    dataset = visit._dataset
    ids = [visitor.leader for visitor in visit.visitors]
    return ", ".join(dataset.leaders[name].name for name in ids) if dataset is not None else ", ".join(ids)


def _office(leader: Any) -> str:
    if not leader.tenures:
        return ""
    last = leader.tenures[-1]
    return f"{last.office}, {last.economy}, {last.start} to {last.end or 'now'}"


#: What a table of records shows beside the id: few columns that tell one record from the next.
COLUMNS: dict[str, tuple[str, ...]] = {
    "Source": ("publisher", "title", "published"),
    "Economy": ("name", "alpha3", "cow", "aliases"),
    "Group": ("name", "members"),
    "Act": ("made", "issuer", "label", "title", "citation"),
    "Programme": ("title", "importer", "authority"),
    "CodeList": ("title", "importer", "edition"),
    "Schedule": ("title", "importer", "start"),
    "TariffMeasure": ("title", "importer", "origins", "programme"),
    "Relief": ("title", "importer", "origins", "relieves"),
    "ExportControl": ("title", "controller", "destinations", "kind"),
    "Leader": ("name", "born", "last office"),
    "Visit": ("who", "visitor_economy", "host_economy", "start", "end", "kind", "status", "places"),
    "Meeting": ("title", "parties", "start", "end", "format"),
    "Quote": ("said", "speaker", "affiliation", "text"),
    "Agreement": ("title", "kind", "parties", "announced", "end"),
    "Event": ("title", "kind", "start", "parties"),
    "Claim": ("paragraph", "kind", "text"),
    "Coverage": ("collection", "slice", "completeness", "start", "end", "jurisdictions"),
}
#: What is no field of its own.
WORKED_OUT: dict[str, Callable[[Any], object]] = {
    "who": _who,
    "last office": _office,
    "members": lambda group: f"{len({member.economy for member in group.members})} economies",
}
#: Fields whose values are words of a fixed list, joined by underscores in the data.
CODED = frozenset({"kind", "format", "leader_role"})
#: Columns whose cells stay on one line.
DAYS = frozenset({"start", "end", "made", "said", "announced", "published", "born"})

# Colors come from the page, so that light and dark themes both hold; opacity makes the quieter parts. JupyterLab turns the cells of
# tables to the right by a rule that only an important one outweighs.
STYLE = (
    "<style>.tt{font:13px/1.45 system-ui,sans-serif;color:inherit;max-width:64rem;overflow-x:auto}"
    ".tt table{border-collapse:collapse;font-size:12px;margin:0;border:0;width:auto}"
    ".tt th,.tt td{padding:.25em .7em;text-align:left!important;vertical-align:top;border:0;"
    "border-bottom:1px solid rgba(128,128,128,.35);white-space:normal;min-width:2.5em}"
    ".tt td.n{text-align:right!important;font-variant-numeric:tabular-nums}.tt td.n,.tt td.w{white-space:nowrap}"
    ".tt .q{opacity:.7}.tt.tt h4{margin:.2em 0 .5em;padding:0;font-size:14px;font-weight:600}.tt p{margin:.3em 0 .6em}"
    ".tt>b{display:block;margin:.7em 0 .2em}"
    ".tt ul{margin:.2em 0 .6em;padding-left:1.3em}.tt td ul{margin:0;padding-left:1.1em}"
    ".tt a{color:inherit;text-decoration:underline}.tt b.big{font-size:18px}.tt summary{cursor:pointer}</style>"
)


def _frame(body: str) -> str:
    return f'<div class="tt">{STYLE}{body}</div>'


def _cut(value: object) -> str:
    text = "" if value is None else str(value)
    return escape(text if len(text) <= CELL else text[: CELL - 1] + "…")


class _Html(str):
    """Text that is HTML already: made here, of escaped parts."""

    __slots__ = ()


def _table(
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    count: int,
    numbers: frozenset[int] = frozenset(),
    whole: frozenset[int] = frozenset({0}),
) -> str:
    """Return a table, or nothing where it has no rows; cells of `whole` columns stay on one line."""
    if not count:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    body: list[str] = []
    for index, row in enumerate(rows):
        if index == ROWS:
            break
        cells: list[str] = []
        for place, cell in enumerate(row):
            kind = " class=n" if place in numbers else " class=w" if place in whole else ""
            cells.append(f"<td{kind}>{cell if isinstance(cell, _Html) else _cut(cell)}</td>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    more = f'<p class="q">… and {count - ROWS} more</p>' if count > ROWS else ""
    top = f"<thead><tr>{head}</tr></thead>" if any(header) else ""
    return f"<table>{top}<tbody>{''.join(body)}</tbody></table>{more}"


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


# --- records


def record_card(record: Record) -> str:
    """Return a record as a card: what it says, how it stood, its sources with links where it belongs to a dataset."""
    rows: list[tuple[str, object]] = []
    kind: Any = type(record)
    for name in shown_fields(kind):
        value = getattr(record, name)
        if value is None or value == () or name in ("id", "sources", "rows", "visitors"):
            continue
        if name == "decisions" and record._dataset is not None:
            continue
        if name == "terms" and record._dataset is not None:
            continue
        said = _value(plain(value))
        if said != "":  # a part with nothing to say, as conditions that ask for nothing
            rows.append((name.replace("_", " "), str(said).replace("_", " ") if name in CODED else said))
    if hasattr(record, "visitors"):
        rows.insert(0, ("who", ", ".join(f"{who}, {office}" for who, office in _visitors(record))))
    title = f"<h4>{escape(type(record).__name__)} <code>{escape(record.id)}</code></h4>"
    parts = [title, _table(("", ""), rows, count=len(rows))]
    if record._dataset is not None:
        if isinstance(record, Decided):
            parts.append(_states(record))
        if hasattr(record, "outcome"):
            parts.append(_terms(record))  # type: ignore[arg-type]  # only an agreement has outcomes
    return _frame("".join(parts) + _sources(record))


def _visitors(visit: Any) -> list[tuple[str, str]]:
    dataset = visit._dataset
    return [(dataset.leaders[v.leader].name if dataset is not None else v.leader, v.office) for v in visit.visitors]


def _value(value: Any) -> object:
    """Return the plain value of a field for a cell: parts as a list, one line each."""
    if isinstance(value, str):
        return _Html(escape(value))
    if value.__class__ is list:
        parts = value and value[0].__class__ is dict
        return _Html(_parts(value)) if parts else _codes(str(item) for item in value)
    if isinstance(value, dict):
        return _part(cast("dict[str, Any]", value))
    return "yes" if value is True else "no" if value is False else value


def _parts(values: list[dict[str, Any]]) -> str:
    """Return the parts of a record: in one line where they are short, as a list otherwise."""
    if max(map(len, values)) and all(len(_part(item)) < 12 for item in values):
        return escape(", ".join(_part(item) for item in values))
    lines = [_cut(_part(item)) for item in values[:ITEMS]]
    more = [f"… and {len(values) - ITEMS} more"] if len(values) > ITEMS else []
    return _list([*lines, *more])


def _part(value: dict[str, Any]) -> str:
    """Return a part of a record in one line: what speaks for itself as it is, the rest with its name; sources are left to the code."""
    said: list[str] = []
    for name, item in value.items():
        if item in (None, [], "", {}, False) or name == "sources":
            continue
        if item is True:
            said.append(name.replace("_", " "))
        else:
            words_of = flatten(item)
            said.append(str(words_of) if name in SPEAKING else f"{name.replace('_', ' ')} {words_of}")
    return ", ".join(said)


def _states(record: Decided) -> str:
    acts = record.dataset.acts
    rows = [
        (state.since, state_words(state), acts[state.decision.act].label, acts[state.decision.act].made)
        for state in record.states
    ]
    return "<b>States</b>" + _table(("since", "state", "by", "made"), rows, count=len(rows), whole=frozenset({0, 3}))


def _terms(agreement: Agreement) -> str:
    dataset = agreement.dataset
    day = dataset.known or dataset.as_of
    rows = [
        (outcome.term.party, outcome.term.text, outcome.status, outcome.record or outcome.term.result)
        for outcome in agreement.outcome(on=day)
    ]
    if not rows:
        return ""
    return f"<b>Terms, as they stood on {day}</b>" + _table(("party", "promised", "became", "shown by"), rows, count=len(rows))


def _sources(record: Record) -> str:
    ids = getattr(record, "sources", ())
    dataset = record._dataset
    if not ids or dataset is None:
        return ""
    return "<ul class=q>" + "".join(f"<li>{_link(source)}</li>" for source in dataset._sources_of(ids)) + "</ul>"


def _link(source: Any) -> str:
    words_of = escape(f"{source.publisher}: {source.title}" + (f" ({source.published})" if source.published else ""))
    safe = source.url is not None and source.url.startswith(("https://", "http://"))
    return (
        f'<a href="{escape(str(source.url))}">{words_of}</a>'
        if safe
        else words_of + (f", {escape(str(source.citation))}" if source.citation else "")
    )


def collection_table(collection: Collection[Record]) -> str:
    """Return a collection as a table of its telling fields."""
    name = f"<h4>{escape(type(collection).__name__)}: {len(collection)}</h4>"
    if not collection:
        return _frame(name)
    columns = COLUMNS[type(collection[0]).__name__]
    rows = ([record.id, *(_brief(record, column) for column in columns)] for record in collection[:ROWS])
    header = ["id", *(column.replace("_", " ") for column in columns)]
    whole = frozenset({0, *(place for place, column in enumerate(columns, start=1) if column in DAYS)})
    return _frame(name + _table(header, rows, count=len(collection), whole=whole))


def _brief(record: Any, column: str) -> object:
    """Return what a cell of a table of records says."""
    if column in WORKED_OUT:
        return WORKED_OUT[column](record)
    value = getattr(record, column)
    if isinstance(value, tuple):
        return _codes(cast("tuple[str, ...]", value))
    return value.replace("_", " ") if column in CODED else value


def dataset_card(dataset: Dataset) -> str:
    """Return a dataset as a card: its version, how far it reaches, and what is in it."""
    reach = f"Researched to {dataset.as_of}{dataset._as_known_words}; see <code>.coverage</code>."
    title = f"<h4>Dataset {escape(dataset.version)}</h4><p>{reach}</p>"
    rows = [
        (_Html(f"<code>.{kind.collection}</code>"), f"{len(dataset._collection(kind.collection)):,}", _first_line(kind.record))
        for kind in KINDS.values()
    ]
    return _frame(title + _table(("", "", ""), rows, count=len(rows), numbers=frozenset({1})))


def _first_line(cls: type[Record]) -> str:
    return (cls.__doc__ or "").strip().partition("\n")[0]


# --- answers


def duty_card(duty: Duty) -> str:
    """Return a duty as a card: the stack, what was dropped, what is assumed and asked, the sources."""
    dataset = duty._dataset
    parts = [
        f"<h4>{escape(question(duty, dataset))}</h4>",
        f"<p><b class=big>{escape(percent(duty.additional))}</b> additional; {escape(total_words(duty))}</p>",
    ]
    if duty.components:
        rows = [(str(part.points), layer(part), since(part, dataset)) for part in duty.components]
        parts.append(_table(("points", "layer", "since"), rows, count=len(rows), numbers=frozenset({0})))
    parts += [f"<b>{title.capitalize()}</b>{_list(_cut(item) for item in items)}" for title, items in sections(duty)]
    if duty.scheduled_only:
        parts.append("<p class=q>Past the horizon: the law as last checked.</p>")
    sources = strongest(duty)
    if sources:
        parts.append(
            f"<details><summary>{len(sources)} sources</summary>{_list(_link(source) for source in sources)}</details>"
        )
    return _frame("".join(parts))


def amount_card(owed: DutyAmount) -> str:
    """Return a duty in money as a table."""
    rows = [("base duty", _money(owed.base)), *((name, _money(value)) for name, value in owed.lines)]
    rows += [("additional duty", _money(owed.additional)), ("all", _money(owed.total))]
    return _frame(
        f"<h4>On a value of {owed.value:,}</h4>" + _table(("", "amount"), rows, count=len(rows), numbers=frozenset({1}))
    )


def _money(value: Amount) -> str:
    if value.low is None:
        return "unknown"
    if value.high is None:
        return f"at least {value.low:,.2f}"
    return f"{value.low:,.2f}" if value.low == value.high else f"{value.low:,.2f} to {value.high:,.2f}"


def history_table(history: DutyHistory) -> str:
    """Return a duty's history as a table."""
    rows = [
        (
            period.start,
            period.last_day or "open",
            str(duty.additional),
            " + ".join(f"{part.points} {part.measure.title}" for part in duty.components),
            "past the horizon" if duty.scheduled_only else "",
        )
        for period, duty in history
    ]
    return _frame(
        f"<h4>{escape(repr(history)[1:-1])}</h4>"
        + _table(
            ("first day", "last day", "points", "layers", ""),
            rows,
            count=len(rows),
            numbers=frozenset({2}),
            whole=frozenset({0, 1, 4}),
        )
    )


def state_card(state: State) -> str:
    """Return a state as a card."""
    rows = [
        ("status", state_words(state)),
        ("since", state.since),
        ("last day", state.last_day),
        ("decision", state.decision.act),
    ]
    if state.suspended_rate is not None:
        rows.append(("suspended", f"{shown(state.suspended_rate)} points"))
    rows += [("intended", "; ".join(words(step) for step in decision.steps)) for decision in state.intended]
    rows += [("court", f"{span.kind} from {span.start}") for span in state.legality]
    if state.scheduled_only:
        rows.append(("horizon", "past it: the law as last checked"))
    kept = [row for row in rows if row[1] is not None]
    return _frame("<h4>State</h4>" + _table(("", ""), kept, count=len(kept)))


def changes_table(changes: Changes) -> str:
    """Return changes as a table."""
    rows = [
        (c.date or "no day", c.subject.jurisdiction, c.summary, "law" if c.binding else "intended", c.decision.act)
        for c in changes
    ]
    return _frame(f"<h4>Changes: {len(rows)}</h4>" + _table(("date", "of", "change", "", "act"), rows, count=len(rows)))


def timeline_table(timeline: Timeline) -> str:
    """Return a timeline as a table."""
    rows = [(e.date, e.kind, e.title) for e in timeline]
    return _frame(
        f"<h4>{timeline.start} to {timeline.end}: {len(rows)} {'entry' if len(rows) == 1 else 'entries'}</h4>"
        + _table(("date", "kind", "what"), rows, count=len(rows))
    )
