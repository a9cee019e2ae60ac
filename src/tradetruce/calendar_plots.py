"""Charts of days: timelines, visits, visits per month. Each is altair's own object, so that users can change it."""
# Rows are loose, as altair takes them:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from pendulum import Date

from ._canvas import PALETTE, WIDTH, altair, caption, data, day, nothing, the, time_axis, tips, titles, together
from .dates import PartialDate, day_after, earliest, latest
from .errors import FieldError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .dataset import Dataset
    from .timeline import Entry, Timeline
    from .visits import Visit, Visits

KINDS = {
    "official": "#0072B2",
    "state": "#E69F00",
    "working": "#009E73",
    "summit sidelines": "#56B4E9",
    "multilateral": "#CC79A7",
    "private": "#444444",
}
#: Timeline: pixels of one row of labels, of a character of a label, and of a lane without labels.
ROW, LETTER, LANE = 14, 5.4, 26
#: Characters of a label, and labels of a lane beyond which it has marks alone.
LABEL, LABELS = 48, 36
#: Visits by month: months beyond which blocks are too narrow for a name.
NAMED = 30


def timeline_chart(
    timeline: Timeline,
    *,
    kinds: Iterable[str] = ("law", "agreement", "visit", "meeting"),
    labels: bool = True,
    title: str | None = None,
) -> Any:
    """
    Return the entries of a timeline, one lane per kind; law has a lane for the US, one for China and one for the others.

    A lane with few entries names each of them; one with many has marks alone, and the rows behind the chart tell what they are.

    Args:
        timeline: From `Dataset.timeline`.
        kinds: Kinds to draw, from top to bottom: ``law``, ``intention``, ``agreement``, ``visit``, ``meeting``, ``event``, ``quote``.
        labels: False leaves out all names.
        title: Title; None for the span.

    Raises:
        FieldError: There is no such kind.
    """
    alt = altair()
    order = [kinds] if isinstance(kinds, str) else list(kinds)
    first, end = timeline.start, day_after(timeline.end)
    lanes: dict[str, list[Entry]] = {}
    for kind in order:
        names = [f"{kind}: {party}" for party in ("US", "China", "others")] if kind in ("law", "intention") else [kind]
        lanes.update({name: [] for name in names})
    for entry in timeline.only(*order):
        lanes[_lane(entry)].append(entry)
    scale = WIDTH / max(1, end.toordinal() - first.toordinal())
    least = max(1, round(2 / scale))  # days, so that a mark keeps two pixels
    rows: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    centers: dict[int, str] = {}
    lines: list[dict[str, Any]] = []
    colors = dict(zip(order, PALETTE, strict=False))
    y = 0.0
    for name, held in ((name, held) for name, held in lanes.items() if held):
        named = labels and len(held) <= LABELS and not name.startswith(("law", "quote"))
        ends: list[float] = []
        for entry in held:
            start, stop = (
                max(entry.date, first),
                min(max(day_after(max(entry.end or entry.date, entry.date)), entry.date.add(days=least)), end),
            )
            row = 0
            if named:
                left = (start.toordinal() - first.toordinal()) * scale
                words = textwrap.shorten(_words(entry), LABEL, placeholder="…")
                width = len(words) * LETTER + 8
                right = left + (stop.toordinal() - start.toordinal()) * scale
                flip = right + width > WIDTH
                span = (left - width, right) if flip else (left, right + width)
                row = next((i for i, taken in enumerate(ends) if taken <= span[0]), len(ends))
                ends[row : row + 1] = [span[1]]
                texts.append({"day": day(start if flip else stop), "y": y + row * ROW + ROW / 2, "words": words, "flip": flip})
            height = ROW if named else LANE
            rows.append(
                {
                    "date": day(start),
                    "to": day(stop),
                    "kind": entry.kind,
                    "what": entry.title,
                    "day": f"{entry.date}",
                    "top": y + row * ROW + 2,
                    "bottom": y + row * ROW + height - 2,
                }
            )
        deep = max(len(ends) * ROW if named else LANE, ROW)
        centers[round(y + deep / 2)] = f"{name} ({len(held)})"
        y += deep + 10
        lines.append({"y": y - 5})
    dataset = timeline[0].record._dataset if len(timeline) else None
    heading = titles(
        title or f"{_long(timeline.start)} to {_long(timeline.end)}",
        "One mark per entry, in brackets how many; law by the day it takes effect" if rows else "",
        caption(dataset, (entry.record for entry in timeline if entry.kind in order)),
    )
    if not rows:
        return nothing(f"There is no entry of these kinds: {', '.join(order)}.", heading)
    span = alt.Scale(domain=[max(y, 1), 0], nice=False)
    axis = alt.Axis(
        values=list(centers), labelExpr=f"({ {str(k): v for k, v in centers.items()} })[datum.value]", grid=False, ticks=False
    )
    marks = (
        alt.Chart(data(rows, "date", "to"))
        .mark_rect(opacity=0.8)
        .encode(
            x=time_axis("date", first, end),
            x2="to:T",
            y=alt.Y("top:Q", title=None, scale=span, axis=axis),
            y2="bottom:Q",
            color=alt.Color(
                "kind:N", legend=None, scale=alt.Scale(domain=order, range=[colors.get(k, "#444444") for k in order])
            ),
            tooltip=tips({"day:N": "day", "kind:N": "kind", "what:N": "what"}),
        )
    )
    parts = [marks]
    for flip, align, shift in ((False, "left", 3), (True, "right", -3)):
        held_texts = [text for text in texts if text["flip"] is flip]
        if held_texts:
            chart = alt.Chart(data(held_texts, "day")).mark_text(
                align=align, dx=shift, fontSize=10, baseline="middle", color="#222222"
            )
            parts.append(chart.encode(x="day:T", y=alt.Y("y:Q", scale=span), text="words:N"))
    if len(lines) > 1:
        rule = alt.Chart(data(lines[:-1])).mark_rule(color="#CCCCCC", strokeWidth=0.7)
        parts.append(rule.encode(y=alt.Y("y:Q", scale=span)))
    return together(parts).properties(width=WIDTH, height=max(y, LANE), title=heading)


def _long(day: Date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _lane(entry: Entry) -> str:
    if entry.kind not in ("law", "intention"):
        return entry.kind
    party = {"US": "US", "CN": "China"}.get(str(getattr(entry.record, "jurisdiction", "")), "others")
    return f"{entry.kind}: {party}"


def _words(entry: Entry) -> str:
    """Return what a label says of an entry: of a visit who and where, else the title."""
    record: Any = entry.record
    if entry.kind == "visit":
        leader = record.leaders[0]
        status = "" if record.status == "completed" else f", {record.status}"
        return f"{leader.family_name or leader.name} ({record.visitor_economy}) in {record.host_economy}{status}"
    if entry.kind == "quote":
        return f"{record.speaker}: {record.text}"
    return entry.title


def visits_chart(visits: Visits, *, by: Literal["visit", "month"] = "visit", title: str | None = None) -> Any:
    """
    Return visits as a picture: one row per visit, from first to last day, or one block per visit, stacked by month.

    Visits that were not made, planned or called off, are pale. Those without a day are left out.

    Args:
        visits: Any selection.
        by: ``visit`` for a row each, ``month`` for the count per month with who came.
        title: Title; None for one made from the hosts.

    Raises:
        FieldError: `by` is neither.
    """
    if by not in ("visit", "month"):
        raise FieldError("by", by, "visit or month")
    alt = altair()
    held = sorted((visit for visit in visits if visit.start is not None), key=lambda visit: earliest(visit.start))  # type: ignore[arg-type]  # starts were checked
    dataset = held[0]._dataset if held else None
    hosts = " and ".join(dict.fromkeys(the(_economy(visit.host_economy, dataset)) for visit in held))
    heading = title or (f"Visits to {hosts}" if hosts else "Visits: none")
    sources = caption(dataset, held)
    if not held:
        return nothing("There is no visit with a day." if len(visits) else "There are no visits.", titles(heading, sources))
    rows = [_visit_row(visit) for visit in held]
    kinds = [kind for kind in KINDS if any(row["kind"] == kind for row in rows)]
    color = alt.Color(
        "kind:N",
        title="kind of visit",
        scale=alt.Scale(domain=kinds, range=[KINDS[kind] for kind in kinds]),
        legend=alt.Legend(orient="bottom", titleOrient="left"),
    )
    opacity = alt.condition("datum.status == 'completed'", alt.value(1), alt.value(0.4))
    if by == "month":
        return _by_month(rows, color, opacity, titles(heading, _counted(rows, "by month of arrival"), sources))
    first = min(earliest(visit.start) for visit in held)  # type: ignore[arg-type]
    last = max(latest(visit.end) for visit in held)  # type: ignore[arg-type]
    margin = max(2, (last.toordinal() - first.toordinal()) // 60)
    # A visit of two days in a chart of ten years keeps a width that can be seen.
    least = max(1, round((last.toordinal() - first.toordinal()) * 4 / WIDTH))
    for row in rows:
        shown = dt.date.fromisoformat(row["from"]).toordinal() + least
        row["shown"] = max(row["to"], day(dt.date.fromordinal(shown)))
    axis = time_axis("from", first.subtract(days=margin), last.add(days=margin + 1))
    return (
        alt.Chart(data(rows, "from", "shown", "last"))
        .mark_bar(height=10, cornerRadius=2)
        .encode(
            y=alt.Y(
                "who:N",
                title=None,
                sort=[row["who"] for row in rows],
                axis=alt.Axis(labelLimit=300, grid=True, gridColor="#EEEEEE"),
            ),
            x=axis,
            x2="shown:T",
            color=color,
            opacity=opacity,
            tooltip=tips(
                {
                    "who:N": "who",
                    "from:T": "first day",
                    "last:T": "last day",
                    "kind:N": "kind of visit",
                    "status:N": "status",
                    "places:N": "places",
                }
            ),
        )
        .properties(
            width=WIDTH - 60, height=alt.Step(18), title=titles(heading, _counted(rows, "from first to last day"), sources)
        )
    )


def _economy(code: str, dataset: Dataset | None) -> str:
    return dataset.economy(code).name if dataset is not None else code


def _counted(rows: Sequence[dict[str, Any]], how: str) -> str:
    made = sum(row["status"] == "completed" for row in rows)
    rest = f", {len(rows) - made} planned or called off (pale)" if made < len(rows) else ""
    return f"{made} {'visit' if made == 1 else 'visits'} made{rest}; {how}"


def _visit_row(visit: Visit) -> dict[str, Any]:
    start, end = earliest(visit.start), latest(visit.end)  # type: ignore[arg-type]  # the caller checked
    leader = visit.leaders[0]
    when = f"{start:%b} {start.day}, {start.year}"
    if isinstance(visit.start, PartialDate):  # named as far as it is known, not by a first day that nobody announced
        when = f"{start:%b %Y}" if len(str(visit.start)) > 4 else f"{start:%Y}"
    return {
        "who": f"{leader.family_name or leader.name} ({visit.visitor_economy}), {when}",
        "economy": visit.visitor_economy,
        "id": visit.id,
        "from": day(start),
        "to": day(day_after(end)),
        "last": day(end),
        "month": day(Date(start.year, start.month, 1)),
        "kind": visit.kind.replace("_", " "),
        "status": visit.status,
        "places": ", ".join(visit.places),
    }


def _by_month(rows: list[dict[str, Any]], color: Any, opacity: Any, title: Any) -> Any:
    """Return a block per visit with the visitor's economy on it, stacked by month."""
    alt = altair()
    height: Counter[str] = Counter()
    for row in rows:
        row["low"] = height[row["month"]]
        height[row["month"]] += 1
        row["high"] = height[row["month"]]
        row["middle"] = row["low"] + 0.5
    months = _months(height)
    axis = alt.X(
        "month:O", title=None, sort=months, scale=alt.Scale(domain=months, paddingInner=0.08), axis=_month_axis(months)
    )
    most = max(height.values(), default=1)
    blocks = (
        alt.Chart(data(rows))
        .mark_bar(stroke="white", strokeWidth=1 if len(months) <= NAMED else 0.3)
        .encode(
            x=axis,
            y=alt.Y(
                "low:Q", title="visits that began", axis=alt.Axis(tickMinStep=1, format="d"), scale=alt.Scale(domain=[0, most])
            ),
            y2="high:Q",
            color=color,
            opacity=opacity,
            tooltip=tips({"who:N": "who", "kind:N": "kind of visit", "status:N": "status", "places:N": "places"}),
        )
    )
    parts = [blocks]
    if len(months) <= NAMED:
        texts = alt.Chart(data(rows)).mark_text(fontSize=10, fontWeight="bold")
        dark = alt.condition("datum.kind == 'official' || datum.kind == 'private'", alt.value("white"), alt.value("black"))
        parts.append(texts.encode(x=axis, y="middle:Q", text="economy:N", color=dark))
    return together(parts).properties(width=WIDTH, height=max(120, min(400, 26 * most)), title=title)


def _months(counts: Mapping[str, int]) -> list[str]:
    """Return every month from the first to the last that has a count."""
    if not counts:
        return []
    month, last = dt.date.fromisoformat(min(counts)), dt.date.fromisoformat(max(counts))
    found = []
    while month <= last:
        found.append(day(month))
        month = (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    return found


def _month_axis(months: Sequence[str]) -> Any:
    alt = altair()
    words = "timeFormat(toDate(datum.value + 'T12:00:00'), '%b %Y')"
    every = -(-len(months) // 14)
    kept = [month for index, month in enumerate(months) if index % every == 0]
    return alt.Axis(values=kept, labelExpr=words, labelAngle=0 if len(kept) <= 10 else -40, labelLimit=120)


def months_chart(counts: Mapping[str, int], *, title: str = "Visits per month") -> Any:
    """
    Return counts per month, as `Visits.per_month` gives them, as bars; ``visits.plot(by="month")`` also shows who came.

    Args:
        counts: EDTF month to count.
        title: Title.
    """
    alt = altair()
    if not counts:
        return nothing("There are no visits to count.", titles(title, "Source: tradetruce"))
    rows = [{"month": f"{month}-01", "named": month, "visits": count} for month, count in counts.items()]
    months = [str(row["month"]) for row in rows]
    x = alt.X("month:O", title=None, sort=months, axis=_month_axis(months))
    y = alt.Y("visits:Q", title="visits that began", axis=alt.Axis(tickMinStep=1, format="d"))
    base = alt.Chart(data(rows)).encode(x=x, y=y, tooltip=tips({"named:N": "month", "visits:Q": "visits that began"}))
    subtitle = f"{sum(counts.values())} in all, by month of arrival"
    return base.mark_bar(color=PALETTE[0]).properties(
        width=WIDTH, height=220, title=titles(title, subtitle, "Source: tradetruce")
    )
