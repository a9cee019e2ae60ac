"""What notebooks show: cards and tables without scripts, escaped, light and dark."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import attrs

from .amounts import shown
from .explain import headline, layer, since
from .frames import flatten, plain
from .timeline import state_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._record import Record
    from .collection import Collection
    from .duties import Duty
    from .duty_history import DutyHistory
    from .history import State
    from .timeline import Changes, Timeline

#: Rows shown of a long table; the rest is counted.
ROWS = 30
#: Characters shown of a long cell.
CELL = 160
#: Columns a table of records does not show: long, or the same for all.
HIDDEN = frozenset(
    {"note", "sources", "checked", "scope", "decisions", "gives_way", "legality", "rows", "reports", "except_origins"}
)

# Colors come from the page, so that light and dark themes both hold; opacity makes the quieter parts.
STYLE = (
    "<style>.tt{font:13px/1.45 system-ui,sans-serif;color:inherit;max-width:64rem;overflow-x:auto}"
    ".tt table{border-collapse:collapse;font-size:12px}"
    ".tt th,.tt td{padding:.25em .7em;text-align:left;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.35)}"
    ".tt td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    ".tt .q{opacity:.7}.tt h4{margin:.2em 0 .5em;font-size:14px}.tt ul{margin:.2em 0 .6em;padding-left:1.3em}"
    ".tt a{color:inherit}.tt b.big{font-size:18px}</style>"
)


def _frame(body: str) -> str:
    return f'<div class="tt">{STYLE}{body}</div>'


def _cut(value: object) -> str:
    text = "" if value is None else str(value)
    return escape(text if len(text) <= CELL else text[: CELL - 1] + "…")


def _table(
    header: Sequence[str], rows: Iterable[Sequence[object]], *, count: int, numbers: frozenset[int] = frozenset()
) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    body: list[str] = []
    for index, row in enumerate(rows):
        if index == ROWS:
            break
        cells = "".join(f"<td{' class=n' if place in numbers else ''}>{_cut(cell)}</td>" for place, cell in enumerate(row))
        body.append(f"<tr>{cells}</tr>")
    more = f'<p class="q">… and {count - ROWS} more</p>' if count > ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>{more}"


def record_card(record: Record) -> str:
    """Return a record as a card: its fields, and its sources with links where it belongs to a dataset."""
    rows: list[tuple[str, object]] = []
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if not field.init or value is None or value == () or field.name in ("id", "sources", "rows"):
            continue
        rows.append((field.name.replace("_", " "), flatten(plain(value))))
    title = f"<h4>{escape(type(record).__name__)} <code>{escape(record.id)}</code></h4>"
    return _frame(title + _table(("field", "value"), rows, count=len(rows)) + _sources(record))


def _sources(record: Record) -> str:
    ids = getattr(record, "sources", ())
    dataset = record._dataset
    if not ids or dataset is None:
        return ""
    held = [dataset.sources.get(name) for name in ids]
    return "<ul class=q>" + "".join(f"<li>{_link(source)}</li>" for source in held if source is not None) + "</ul>"


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
    fields = [f.name for f in attrs.fields(type(collection[0])) if f.init and f.name not in HIDDEN]
    rows = ([flatten(plain(getattr(record, field))) for field in fields] for record in collection[:ROWS])
    return _frame(name + _table([field.replace("_", " ") for field in fields], rows, count=len(collection)))


def duty_card(duty: Duty) -> str:
    """Return a duty as a card: the stack, what was dropped, what is assumed and asked, the sources."""
    asked = duty.shipment
    dataset = duty._dataset
    parts = [
        f"<h4>{escape(asked.hs.dotted)} from {escape(asked.origin)} into {escape(asked.importer)} on {escape(str(asked.on))}</h4>",
        f"<p><b class=big>{escape(str(duty.additional))}</b> points additional. <span class=q>{escape(headline(duty))}</span></p>",
    ]
    if duty.components:
        rows = [(str(part.points), layer(part), since(part, dataset)) for part in duty.components]
        parts.append(_table(("points", "layer", "since"), rows, count=len(rows), numbers=frozenset({0})))
    dropped = [f"{part.measure.title}: {part.reason}" for part in duty.dropped]
    courts = [f"{span.kind} from {span.start}" + (", refundable" if span.refundable else "") for span in duty.legality]
    for title, items in (
        ("Not charged", dropped),
        ("Assumed", duty.assumptions),
        ("Depends on", duty.conditions),
        ("Courts", courts),
    ):
        if items:
            parts.append(f"<b>{title}</b><ul>" + "".join(f"<li>{_cut(item)}</li>" for item in items) + "</ul>")
    if duty.scheduled_only:
        parts.append("<p class=q>Past the horizon: the law as last checked.</p>")
    parts.append(
        "<details><summary>Sources</summary><ul>" + "".join(f"<li>{_link(s)}</li>" for s in duty.sources) + "</ul></details>"
    )
    return _frame("".join(parts))


def history_table(history: DutyHistory) -> str:
    """Return a duty's history as a table."""
    rows = [
        (str(period), str(duty.additional), " + ".join(f"{part.points} {part.measure.title}" for part in duty.components))
        for period, duty in history
    ]
    return _frame(
        f"<h4>{escape(repr(history)[1:-1])}</h4>"
        + _table(("period", "points", "layers"), rows, count=len(rows), numbers=frozenset({1}))
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
        f"<h4>{timeline.start} to {timeline.end}: {len(rows)} entries</h4>"
        + _table(("date", "kind", "what"), rows, count=len(rows))
    )
