"""Charts: the one place where altair is imported. Every function returns altair's own object, so that users can change it."""
# Rows are loose, as altair takes them:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from pendulum import Date

from .dates import DateLike, as_date, day_after, earliest, latest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ._record import Record
    from .controls import Controls, ExportControl
    from .dataset import Dataset
    from .duties import Duty
    from .duty_history import DutyHistory
    from .history import State
    from .tariffs import TariffMeasure, Tariffs
    from .timeline import Entry, Timeline
    from .visits import Visit, Visits

#: Okabe and Ito's colors, told apart by color-blind readers, ordered so that neighbors also differ in gray print; two more for
#: the rare chart that needs them.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#56B4E9", "#D55E00", "#CC79A7", "#F0E442", "#444444", "#8DA0CB", "#A6761D")
STATUS = {
    "in force": "#0072B2",
    "suspended": "#E69F00",
    "relaxed": "#56B4E9",
    "announced": "#BBBBBB",
    "not binding": "#E6E6E6",
    "not enforced": "#CC79A7",
    "provisional": "#009E73",
    "unknown": "#444444",
}
KINDS = {
    "official": "#0072B2",
    "state": "#E69F00",
    "working": "#009E73",
    "summit sidelines": "#56B4E9",
    "multilateral": "#CC79A7",
    "private": "#444444",
}
#: What the shipment does not settle, drawn between the least and the most it can be.
OPEN = "depends on the shipment"
OPEN_COLOR = "#D0D0D0"
WIDTH = 680
#: Timeline: pixels of one row of labels, of a character of a label, and of a lane without labels.
ROW, LETTER, LANE = 14, 5.4, 26
#: Characters of a label, and labels of a lane beyond which it has marks alone.
LABEL, LABELS = 48, 36


def _altair() -> Any:
    try:
        import altair
    except ImportError as error:
        msg = "this needs altair: pip install 'tradetruce[plot]'"
        raise ImportError(msg) from error
    return altair


def _data(rows: list[dict[str, Any]]) -> Any:
    return _altair().Data(values=rows)


def _day(value: Any) -> str:
    return f"{value:%Y-%m-%d}"


def _titles(title: str, *subtitle: str) -> Any:
    wrapped = [line for words in subtitle if words for line in textwrap.wrap(words, 118)]
    return _altair().TitleParams(title, subtitle=wrapped, anchor="start", fontSize=15, subtitleColor="#555555", offset=12)


def _caption(dataset: Dataset | None, records: Iterable[Record]) -> str:
    """Return where the facts of a chart come from: the publishers most cited by its records, and the data's version."""
    if dataset is None:
        return "Source: tradetruce"
    count: Counter[str] = Counter()
    for record in records:
        names = getattr(record, "sources", ())
        count.update({dataset.sources[name].publisher.removesuffix(" (copy)") for name in names if name in dataset.sources})
    first = [name for name, _ in count.most_common(3)]
    rest = f" and {len(count) - len(first)} more" if len(count) > len(first) else ""
    known = f", as known on {dataset.known}" if dataset.known else ""
    return (
        f"Sources: {'; '.join(first)}{rest}; by way of tradetruce, data {dataset.version}{known}"
        if first
        else (f"Source: tradetruce, data {dataset.version}{known}")
    )


def _time(name: str, first: Date, last: Date, **options: Any) -> Any:
    """Return a time axis that begins and ends with its span and names its ticks without leaving the year to be guessed."""
    alt = _altair()
    days = max(1, last.toordinal() - first.toordinal())
    if days > 4 * 365:
        axis: dict[str, Any] = {"format": "%Y", "tickCount": "year"}
    elif days > 400:
        axis = {"format": "%b %Y", "tickCount": {"interval": "month", "step": 6 if days > 800 else 3}}
    elif days > 62:
        axis = {"format": "%b %Y", "tickCount": {"interval": "month", "step": 1 if days < 300 else 2}}
    else:
        axis = {"format": "%b %-d, %Y", "tickCount": {"interval": "week", "step": 1}, "labelOverlap": True}
    span = [{"year": day.year, "month": day.month, "date": day.day} for day in (first, last)]
    domain = [alt.DateTime(**part) for part in span]
    scale = alt.Scale(domain=domain, nice=False)
    return alt.X(f"{name}:T", title=None, axis=alt.Axis(**axis, gridColor="#E5E5E5"), scale=scale, **options)


def _together(parts: Sequence[Any]) -> Any:
    """Return charts drawn over each other; one alone stays a plain chart, which is easier to change."""
    return parts[0] if len(parts) == 1 else _altair().layer(*parts)


# --- duties


def duty_chart(
    history: DutyHistory, *, since: DateLike | None = None, until: DateLike | None = None, title: str | None = None
) -> Any:
    """
    Return the stacked additional duty on a good through time.

    The oldest layer lies at the bottom, and all keep their order. What the shipment does not settle is drawn in gray, from the least to
    the most it can be. Steps past the horizon, the law as last checked, are pale, behind a dashed line.

    Args:
        history: From `Dataset.duty_history`.
        since: First day drawn; None for the first day with a duty.
        until: Last day drawn; None for the day to which the data reaches. A later one shows what is scheduled.
        title: Title; None for one made from the good.

    Raises:
        ValueError: The history is empty, or the span is.
    """
    if not history:
        msg = "there is nothing to draw: the history is empty"
        raise ValueError(msg)
    alt = _altair()
    asked = history[0][1].shipment
    dataset: Dataset = history[0][1]._dataset
    horizon = dataset.horizon("tariffs", asked.importer)
    last = as_date(until) if until is not None else horizon
    charged = [period.start for period, duty in history if duty.additional.low or duty.additional.high != 0]
    first = as_date(since) if since is not None else next((day for day in charged if day and day < last), None)
    first = first or min(history[0][0].start or last, Date(last.year - 1, 1, 1))
    if last <= first:
        msg = f"there is nothing to draw between {first} and {last}"
        raise ValueError(msg)
    order, rows = _stacked(history, dataset, first, day_after(last))
    layers = [*order, *([OPEN] if any(row["layer"] == OPEN for row in rows) else [])]
    colors = [*(PALETTE[index % len(PALETTE)] for index in range(len(order))), OPEN_COLOR]
    color = {
        "sort": layers,
        "scale": alt.Scale(domain=layers, range=colors[: len(layers)]),
        "legend": alt.Legend(
            orient="bottom", columns=1 if max(map(len, layers), default=0) > 48 else 2, labelLimit=620, symbolType="square"
        ),
    }
    opacity = alt.condition("datum.scheduled", alt.value(0.45), alt.value(1))
    base = alt.Chart(_data(rows)).encode(
        x=_time("from", first, day_after(last)),
        x2="to:T",
        y=alt.Y("low:Q", title="percentage points of the value", axis=alt.Axis(gridColor="#E5E5E5")),
        y2="high:Q",
        # The border in the same color closes the hairlines between steps.
        stroke=alt.Stroke("layer:N", sort=layers, scale=color["scale"], legend=None),
        color=alt.Color("layer:N", title=None, **color),
        opacity=opacity,
        strokeOpacity=alt.condition("datum.scheduled", alt.value(0), alt.value(1)),
        tooltip=["layer:N", "points:N", "from:T", "to:T", "scheduled:N"],
    )
    parts = [base.mark_rect(strokeWidth=0.7)]
    mark = alt.Chart(
        _data([{"day": _day(day_after(horizon)), "words": f"{'known on' if dataset.known else 'checked to'} {horizon}"}])
    )
    if first < horizon < last:
        parts.append(mark.mark_rule(strokeDash=[4, 3], color="#444444").encode(x="day:T"))
        parts.append(
            mark.mark_text(align="left", dx=4, dy=8, y=0, baseline="top", color="#444444").encode(x="day:T", text="words:N")
        )
    open_ended = [
        {"from": _day(max(p.start or first, first)), "words": "▲ no upper bound"}
        for p, d in history
        if d.additional.high is None and (p.start or first) < day_after(last) and (p.end is None or p.end > first)
    ]
    if open_ended:
        ends = alt.Chart(_data(open_ended[:1])).mark_text(align="left", dx=3, y=10, color="#444444")
        parts.append(ends.encode(x="from:T", text="words:N"))
    importer, origin = dataset.economy(asked.importer).name, dataset.economy(asked.origin).name
    used = (part.measure for _, duty in history for part in duty.components)
    return _together(parts).properties(
        width=WIDTH,
        height=300,
        title=_titles(
            title or f"{importer}: additional duty on {asked.hs.dotted} from {_the(origin)}",
            f"Percentage points on top of the base rate, layers added up, to {min(horizon, last)}"
            + ("; pale: what was scheduled then" if last > horizon else "")
            + (f"; gray: {OPEN}" if OPEN in layers else ""),
            _caption(dataset, {record.id: record for record in used}.values()),
        ),
    )


def _the(name: str) -> str:
    return f"the {name}" if name.startswith(("United", "European")) else name


def _stacked(history: DutyHistory, dataset: Dataset, first: Date, end: Date) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the layers, the oldest first, and one row per layer and step, stacked in that order."""
    names = {programme.id: programme.title for programme in dataset.programmes}
    order: dict[str, None] = {}
    steps: list[tuple[Date, Date, Duty, dict[str, Decimal]]] = []
    for period, duty in history:
        start, stop = max(period.start or first, first), min(period.end or end, end)
        if stop <= start:
            continue
        points: dict[str, Decimal] = {}
        for part in duty.components:
            name = names.get(part.programme, part.programme)
            points[name] = points.get(name, Decimal(0)) + (part.points.low or Decimal(0))
        order.update(dict.fromkeys(name for name, low in sorted(points.items(), key=lambda item: -item[1]) if low))
        steps.append((start, stop, duty, points))
    rows: list[dict[str, Any]] = []
    for start, stop, duty, points in steps:
        floor = Decimal(0)
        spans = []
        for name in order:
            if points.get(name):
                spans.append((name, floor, floor + points[name], f"{points[name]}"))
                floor += points[name]
        top = duty.additional.high if duty.additional.high is not None else duty.additional.low
        if top is not None and top > floor:
            spans.append((OPEN, floor, top, f"{duty.additional} in all"))
        rows += [
            {
                "from": _day(start),
                "to": _day(stop),
                "low": float(low),
                "high": float(high),
                "layer": name,
                "points": said,
                "scheduled": duty.scheduled_only,
            }
            for name, low, high, said in spans
        ]
    return list(order), rows


# --- timelines


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
    """
    alt = _altair()
    order = list(kinds)
    first, end = timeline.start, day_after(timeline.end)
    lanes: dict[str, list[Entry]] = {}
    for kind in order:
        names = [f"{kind}: {party}" for party in ("US", "China", "others")] if kind in ("law", "intention") else [kind]
        lanes.update({name: [] for name in names})
    for entry in timeline:
        if entry.kind in order:
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
                texts.append({"day": _day(start if flip else stop), "y": y + row * ROW + ROW / 2, "words": words, "flip": flip})
            height = ROW if named else LANE
            rows.append(
                {
                    "date": _day(start),
                    "to": _day(stop),
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
    span = alt.Scale(domain=[max(y, 1), 0], nice=False)
    axis = alt.Axis(
        values=list(centers), labelExpr=f"({ {str(k): v for k, v in centers.items()} })[datum.value]", grid=False, ticks=False
    )
    when = _time("date", first, end)
    marks = (
        alt.Chart(_data(rows))
        .mark_rect(opacity=0.8)
        .encode(
            x=when,
            x2="to:T",
            y=alt.Y("top:Q", title=None, scale=span, axis=axis),
            y2="bottom:Q",
            color=alt.Color(
                "kind:N", legend=None, scale=alt.Scale(domain=order, range=[colors.get(k, "#444444") for k in order])
            ),
            tooltip=["day:N", "kind:N", "what:N"],
        )
    )
    parts = [marks]
    for flip, align, shift in ((False, "left", 3), (True, "right", -3)):
        held_texts = [text for text in texts if text["flip"] is flip]
        if held_texts:
            chart = alt.Chart(_data(held_texts)).mark_text(
                align=align, dx=shift, fontSize=10, baseline="middle", color="#222222"
            )
            parts.append(chart.encode(x="day:T", y=alt.Y("y:Q", scale=span), text="words:N"))
    if len(lines) > 1:
        rule = alt.Chart(_data(lines[:-1])).mark_rule(color="#CCCCCC", strokeWidth=0.7)
        parts.append(rule.encode(y=alt.Y("y:Q", scale=span)))
    dataset = timeline[0].record._dataset if len(timeline) else None
    return _together(parts).properties(
        width=WIDTH,
        height=max(y, LANE),
        title=_titles(
            title or f"{_long(timeline.start)} to {_long(timeline.end)}",
            "One mark per entry, in brackets how many; law by the day it takes effect",
            _caption(dataset, (entry.record for entry in timeline if entry.kind in order)),
        ),
    )


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


# --- visits


def visits_chart(visits: Visits, *, by: Literal["visit", "month"] = "visit", title: str | None = None) -> Any:
    """
    Return visits as a picture: one row per visit, from first to last day, or one block per visit, stacked by month.

    Visits that were not made, planned or called off, are pale. Those without a day are left out.

    Args:
        visits: Any selection.
        by: ``visit`` for a row each, ``month`` for the count per month with who came.
        title: Title; None for one made from the hosts.
    """
    alt = _altair()
    held = sorted((visit for visit in visits if visit.start is not None), key=lambda visit: earliest(visit.start))  # type: ignore[arg-type]  # starts were checked
    dataset = held[0]._dataset if held else None
    hosts = " and ".join(dict.fromkeys(_the(_economy(visit.host_economy, dataset)) for visit in held))
    heading = title or (f"Visits to {hosts}" if hosts else "Visits: none")
    caption = _caption(dataset, held)
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
        return _by_month(rows, color, opacity, _titles(heading, _counted(rows, "by month of arrival"), caption))
    first = min((earliest(visit.start) for visit in held), default=Date(2025, 1, 1))  # type: ignore[arg-type]
    last = max((latest(visit.end) for visit in held), default=Date(2026, 1, 1))  # type: ignore[arg-type]
    margin = max(2, (last.toordinal() - first.toordinal()) // 60)
    # A visit of two days in a chart of ten years keeps a width that can be seen.
    least = max(1, round((last.toordinal() - first.toordinal()) * 4 / WIDTH))
    for row in rows:
        shown = dt.date.fromisoformat(row["from"]).toordinal() + least
        row["shown"] = max(row["to"], _day(dt.date.fromordinal(shown)))
    axis = _time("from", first.subtract(days=margin), last.add(days=margin + 1))
    return (
        alt.Chart(_data(rows))
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
            tooltip=["who:N", "from:T", "last:T", "kind:N", "status:N", "places:N"],
        )
        .properties(
            width=WIDTH - 60, height=alt.Step(18), title=_titles(heading, _counted(rows, "from first to last day"), caption)
        )
    )


def _economy(code: str, dataset: Dataset | None) -> str:
    return dataset.economy(code).name if dataset is not None else code


def _counted(rows: Sequence[dict[str, Any]], how: str) -> str:
    made = sum(row["status"] == "completed" for row in rows)
    rest = f", {len(rows) - made} more not made (pale)" if made < len(rows) else ""
    return f"{made} visits made{rest}; {how}"


def _visit_row(visit: Visit) -> dict[str, Any]:
    start, end = earliest(visit.start), latest(visit.end)  # type: ignore[arg-type]  # the caller checked
    leader = visit.leaders[0]
    return {
        "who": f"{leader.family_name or leader.name} ({visit.visitor_economy}), {start:%b} {start.day}, {start.year}",
        "economy": visit.visitor_economy,
        "id": visit.id,
        "from": _day(start),
        "to": _day(day_after(end)),
        "last": _day(end),
        "month": _day(Date(start.year, start.month, 1)),
        "kind": visit.kind.replace("_", " "),
        "status": visit.status,
        "places": ", ".join(visit.places),
    }


def _by_month(rows: list[dict[str, Any]], color: Any, opacity: Any, title: Any) -> Any:
    """Return a block per visit with the visitor's economy on it, stacked by month."""
    alt = _altair()
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
        alt.Chart(_data(rows))
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(
            x=axis,
            y=alt.Y(
                "low:Q", title="visits that began", axis=alt.Axis(tickMinStep=1, format="d"), scale=alt.Scale(domain=[0, most])
            ),
            y2="high:Q",
            color=color,
            opacity=opacity,
            tooltip=["who:N", "kind:N", "status:N", "places:N"],
        )
    )
    parts = [blocks]
    if len(months) <= 30:
        texts = alt.Chart(_data(rows)).mark_text(fontSize=10, fontWeight="bold")
        dark = alt.condition("datum.kind == 'official' || datum.kind == 'private'", alt.value("white"), alt.value("black"))
        parts.append(texts.encode(x=axis, y="middle:Q", text="economy:N", color=dark))
    return _together(parts).properties(width=WIDTH, height=max(120, min(400, 26 * most)), title=title)


def _months(counts: Mapping[str, int]) -> list[str]:
    """Return every month from the first to the last that has a count."""
    if not counts:
        return []
    month, last = dt.date.fromisoformat(min(counts)), dt.date.fromisoformat(max(counts))
    found = []
    while month <= last:
        found.append(_day(month))
        month = (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    return found


def _month_axis(months: Sequence[str]) -> Any:
    alt = _altair()
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
    alt = _altair()
    rows = [{"month": f"{month}-01", "visits": count} for month, count in counts.items()]
    months = [str(row["month"]) for row in rows]
    x = alt.X("month:O", title=None, sort=months, axis=_month_axis(months))
    y = alt.Y("visits:Q", title="visits that began", axis=alt.Axis(tickMinStep=1, format="d"))
    base = alt.Chart(_data(rows)).encode(x=x, y=y, tooltip=["month:N", "visits:Q"])
    subtitle = f"{sum(counts.values())} in all, by month of arrival"
    return base.mark_bar(color=PALETTE[0]).properties(
        width=WIDTH, height=220, title=_titles(title, subtitle, "Source: tradetruce")
    )


# --- controls


def controls_chart(
    controls: Controls | Tariffs, *, since: DateLike | None = None, until: DateLike | None = None, title: str | None = None
) -> Any:
    """
    Return export controls, or tariff measures, as a Gantt chart: in force, suspended, announced.

    Bills and threats are marked as not binding. What lies past the horizon, the law as last checked, is pale.

    Args:
        controls: Any selection from a dataset.
        since: First day drawn; None for the first day of any of them.
        until: Last day drawn; None for the day to which the data reaches. A later one shows what is scheduled.
        title: Title; None for one made from whose they are.
    """
    alt = _altair()
    dataset = controls.dataset
    horizons = {control.jurisdiction: dataset._horizon(control) for control in controls}
    last = as_date(until) if until is not None else max(horizons.values(), default=dataset.as_of)
    begun = [state.since for control in controls for state in control.states]
    first = as_date(since) if since is not None else min(begun, default=last).subtract(days=30)
    rows = [row for control in controls for row in _spans(control, first, last, horizons[control.jurisdiction])]
    status = [word for word in STATUS if any(row["status"] == word for row in rows)]
    order = list(dict.fromkeys(row["control"] for row in sorted(rows, key=lambda row: row["from"])))
    deep = max((label.count("|") + 1 for label in order), default=1)
    named = " and ".join(dict.fromkeys(dataset.economy(control.jurisdiction).name for control in controls)) or "none"
    bars = (
        alt.Chart(_data(rows))
        .mark_bar(height=12, stroke="white", strokeWidth=0.5)
        .encode(
            x=_time("from", first, day_after(last)),
            x2="to:T",
            y=alt.Y(
                "control:N",
                title=None,
                sort=order,
                axis=alt.Axis(labelLimit=360, labelExpr="split(datum.label, '|')", labelLineHeight=11, labelBaseline="middle"),
            ),
            color=alt.Color(
                "status:N",
                title=None,
                scale=alt.Scale(domain=status, range=[STATUS[word] for word in status]),
                legend=alt.Legend(orient="bottom"),
            ),
            opacity=alt.condition("datum.scheduled", alt.value(0.45), alt.value(1)),
            tooltip=["title:N", "status:N", "rate:N", "from:T", "to:T", "act:N", "scheduled:N"],
        )
    )
    width = WIDTH - 180
    scale = width / (last.toordinal() + 1 - first.toordinal())
    rated = [row for row in rows if row["rate"] and _days(row) * scale > 7 * len(row["rate"]) + 4]
    parts = [bars]
    if rated:
        dark = alt.condition("datum.status == 'in force'", alt.value("white"), alt.value("black"))
        texts = alt.Chart(_data(rated)).mark_text(align="left", dx=3, fontSize=9, baseline="middle")
        parts.append(texts.encode(x="from:T", y=alt.Y("control:N", sort=order), text="rate:N", color=dark))
    rates = "; numbers are percentage points" if rated else ""
    pale = f"; pale past what was checked ({min(horizons.values())})" if any(row["scheduled"] for row in rows) else ""
    return _together(parts).properties(
        width=width,
        height=alt.Step(20 if deep == 1 else 13 * deep + 2),
        title=_titles(
            title or f"{controls.kind.capitalize()}s: {named}",
            f"What was announced, in force and suspended when, to {last}{rates}{pale}",
            _caption(dataset, controls),
        ),
    )


def _days(row: Mapping[str, str]) -> int:
    return dt.date.fromisoformat(row["to"]).toordinal() - dt.date.fromisoformat(row["from"]).toordinal()


def _spans(record: ExportControl | TariffMeasure, first: Date, last: Date, horizon: Date) -> list[dict[str, Any]]:
    """Return a record's states within a span as bars, cut where the checked part ends; alike neighbors are one."""
    rows: list[dict[str, Any]] = []
    label = "|".join(textwrap.wrap(record.title, 62))
    past = day_after(horizon)
    states = record.states
    for state, following in zip(states, (*states[1:], None), strict=True):
        stop = following.since if following else state.until
        start, end = max(state.since, first), min(stop or day_after(last), day_after(last))
        if state.status in ("ended", "withdrawn"):
            continue
        for part_start, part_end, scheduled in ((start, min(end, past), False), (max(start, past), end, True)):
            if part_end <= part_start:
                continue
            row = {
                "control": label,
                "title": record.title,
                "from": _day(part_start),
                "to": _day(part_end),
                "status": _status_words(state),
                "rate": _rate_words(state),
                "act": record.dataset.acts[state.decision.act].label,
                "scheduled": scheduled,
            }
            before = rows[-1] if rows else None
            same = before is not None and all(before[key] == row[key] for key in ("status", "rate", "scheduled"))
            if before is not None and same and before["to"] == row["from"]:
                before["to"] = row["to"]
            else:
                rows.append(row)
    return rows


def _rate_words(state: State) -> str:
    terms = state.terms
    if terms is None or terms.percent is None:
        return ""
    number = f"{terms.percent}" if terms.high is None else f"{terms.percent}–{terms.high}"
    return f"≥{number}" if terms.basis == "floor" else number


def _status_words(state: State) -> str:
    if state.status == "announced" and not state.decision.binding:
        return "not binding"
    words = state.status.replace("_", " ")
    return words if words in STATUS else "unknown"
