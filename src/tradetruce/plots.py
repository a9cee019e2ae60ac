"""Charts of law: what a good paid, what was in force and suspended when. Each is altair's own object, so that users can change it."""
# Rows are loose, as altair takes them:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pendulum import Date

from ._canvas import PALETTE, WIDTH, altair, caption, data, day, nothing, the, time_axis, tips, titles, together
from .amounts import shown
from .dates import DateLike, as_date, day_after, day_before

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .controls import Controls, ExportControl
    from .dataset import Dataset
    from .duties import Duty
    from .duty_history import DutyHistory
    from .history import State
    from .tariffs import TariffMeasure, Tariffs

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
#: What the shipment does not settle, drawn between the least and the most it can be.
OPEN = "depends on the shipment"
OPEN_COLOR = "#D0D0D0"
#: Where the data sets no upper bound, drawn from what is known to the top of the chart.
ENDLESS = "upper bound not known"
ENDLESS_COLOR = "#F2F2F2"


def duty_chart(
    history: DutyHistory, *, since: DateLike | None = None, until: DateLike | None = None, title: str | None = None
) -> Any:
    """
    Return the stacked additional duty on a good through time.

    The oldest layer lies at the bottom, and all keep their order. What the shipment does not settle is drawn in gray, from the least to
    the most it can be; where no upper bound is known, a field with a dashed border goes on to the top. Steps past the horizon, the law
    as last checked, are pale, behind a dashed line.

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
    alt = altair()
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
    endless = [row for row in rows if row["high"] is None]
    rows = [row for row in rows if row["high"] is not None]
    importer, origin = dataset.economy(asked.importer).name, dataset.economy(asked.origin).name
    used = (part.measure for _, duty in history for part in duty.components)
    sources = caption(dataset, {record.id: record for record in used}.values())
    heading = title or f"{importer}: additional duty on {asked.hs.dotted} from {the(origin)}"
    if not rows and not endless:
        return nothing(f"The additional duty is 0 from {first} to {last}.", titles(heading, sources))
    gray = [(OPEN, OPEN_COLOR)] if any(row["layer"] == OPEN for row in rows) else []
    gray += [(ENDLESS, ENDLESS_COLOR)] if endless else []
    layers = [*order, *(name for name, _ in gray)]
    colors = [*(PALETTE[index % len(PALETTE)] for index in range(len(order))), *(color for _, color in gray)]
    color = {
        "sort": layers,
        "scale": alt.Scale(domain=layers, range=colors),
        "legend": alt.Legend(
            orient="bottom",
            columns=1 if max(map(len, layers), default=0) > 48 else 2,
            labelLimit=620,
            symbolType="square",
            symbolStrokeColor="#888888",
        ),
    }
    opacity = alt.condition("datum.scheduled", alt.value(0.45), alt.value(1))
    points = alt.Y(
        "low:Q",
        title="percentage points of the value",
        axis=alt.Axis(gridColor="#E5E5E5"),
        # Where nothing has an upper bound there is still an axis.
        scale=alt.Scale() if rows else alt.Scale(domain=[0, max(row["low"] for row in endless) + 10]),
    )
    words = {
        "layer:N": "layer",
        "points:N": "percentage points",
        "from:T": "first day",
        "last:T": "last day",
        "scheduled:N": "scheduled only",
    }
    when = time_axis("from", first, day_after(last))
    base = alt.Chart(data(rows, "from", "to", "last")).encode(
        x=when,
        x2="to:T",
        y=points,
        y2="high:Q",
        # The border in the same color closes the hairlines between steps.
        stroke=alt.Stroke("layer:N", sort=layers, scale=color["scale"], legend=None),
        color=alt.Color("layer:N", title=None, **color),
        opacity=opacity,
        strokeOpacity=alt.condition("datum.scheduled", alt.value(0), alt.value(1)),
        tooltip=tips(words),
    )
    parts = [base.mark_rect(strokeWidth=0.7)] if rows else []
    if endless:
        field = alt.Chart(data(endless, "from", "to", "last")).mark_rect(stroke="#888888", strokeDash=[3, 3], strokeWidth=0.7)
        parts.append(
            field.encode(
                x=when,
                x2="to:T",
                y=points,
                y2=alt.value(0),
                color=alt.Color("layer:N", title=None, **color),
                tooltip=tips(words),
            )
        )
    mark = alt.Chart(
        data(
            [
                {
                    "day": day(day_after(horizon)),
                    "words": f"{'known on' if horizon == dataset.known else 'checked to'} {horizon}",
                }
            ],
            "day",
        )
    )
    if first < horizon < last:
        parts.append(mark.mark_rule(strokeDash=[4, 3], color="#444444").encode(x="day:T"))
        parts.append(
            mark.mark_text(align="left", dx=4, dy=8, y=0, baseline="top", color="#444444").encode(x="day:T", text="words:N")
        )
    return together(parts).properties(
        width=WIDTH,
        height=300,
        title=titles(
            heading,
            f"Percentage points on top of the base rate, layers added up, to {min(horizon, last)}"
            + ("; pale: what was scheduled then" if last > horizon else "")
            + (f"; gray: {OPEN}" if OPEN in layers else "")
            + (f"; dashed: {ENDLESS}" if endless else ""),
            sources,
        ),
    )


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
        spans: list[tuple[str, Decimal, Decimal | None, str]] = []
        for name in order:
            if points.get(name):
                spans.append((name, floor, floor + points[name], f"{points[name]}"))
                floor += points[name]
        top = duty.additional.high
        if top is None:
            spans.append((ENDLESS, floor, None, f"{duty.additional} in all"))
        elif top > floor:
            spans.append((OPEN, floor, top, f"{duty.additional} in all"))
        rows += [
            {
                "from": day(start),
                "to": day(stop),
                "last": day(day_before(stop)),
                "low": float(low),
                "high": None if high is None else float(high),
                "layer": name,
                "points": said,
                "scheduled": duty.scheduled_only,
            }
            for name, low, high, said in spans
        ]
    return list(order), rows


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
    alt = altair()
    dataset = controls.dataset
    horizons = {control.jurisdiction: dataset._horizon(control) for control in controls}
    last = as_date(until) if until is not None else max(horizons.values(), default=dataset.as_of)
    begun = [state.since for control in controls for state in control.states]
    first = as_date(since) if since is not None else min(begun, default=last).subtract(days=30)
    rows = [row for control in controls for row in _spans(control, first, last, horizons[control.jurisdiction])]
    status = [word for word in STATUS if any(row["status"] == word for row in rows)]
    named = " and ".join(dict.fromkeys(dataset.economy(control.jurisdiction).name for control in controls)) or "none"
    heading = title or f"{controls.kind.capitalize()}s: {named}"
    if not rows:
        return nothing(
            f"Nothing was announced, in force or suspended from {first} to {last}."
            if begun
            else f"There are no {controls.kind}s.",
            titles(heading, caption(dataset, controls)),
        )
    for row in rows:
        row["last"] = day(day_before(as_date(row["to"])))
    order = list(dict.fromkeys(row["control"] for row in sorted(rows, key=lambda row: row["from"])))
    deep = max((label.count("|") + 1 for label in order), default=1)
    centered = {"test": "indexof(datum.value, '|') > 0", "expr": "-5.5 * (length(split(datum.value, '|')) - 1)"}
    bars = (
        alt.Chart(data(rows, "from", "to", "last"))
        .mark_bar(height=12, stroke="white", strokeWidth=0.5)
        .encode(
            x=time_axis("from", first, day_after(last)),
            x2="to:T",
            y=alt.Y(
                "control:N",
                title=None,
                sort=order,
                axis=alt.Axis(
                    labelLimit=360,
                    labelExpr="split(datum.label, '|')",
                    labelLineHeight=11,
                    labelBaseline="middle",
                    # A label of two lines stands beside its bar, not under it.
                    labelOffset={"condition": centered, "value": 0},
                ),
            ),
            color=alt.Color(
                "status:N",
                title=None,
                scale=alt.Scale(domain=status, range=[STATUS[word] for word in status]),
                legend=alt.Legend(orient="bottom"),
            ),
            opacity=alt.condition("datum.scheduled", alt.value(0.45), alt.value(1)),
            tooltip=tips(
                {
                    "title:N": controls.kind,
                    "status:N": "status",
                    "rate:N": "percentage points",
                    "from:T": "first day",
                    "last:T": "last day",
                    "act:N": "by",
                    "scheduled:N": "scheduled only",
                }
            ),
        )
    )
    width = WIDTH - 180
    scale = width / (last.toordinal() + 1 - first.toordinal())
    rated = [row for row in rows if row["rate"] and _days(row) * scale > 7 * len(row["rate"]) + 4]
    parts = [bars]
    if rated:
        dark = alt.condition("datum.status == 'in force'", alt.value("white"), alt.value("black"))
        texts = alt.Chart(data(rated, "from")).mark_text(align="left", dx=3, fontSize=9, baseline="middle")
        parts.append(texts.encode(x="from:T", y=alt.Y("control:N", sort=order), text="rate:N", color=dark))
    rates = "; numbers are percentage points" if rated else ""
    pale = f"; pale past what was checked ({min(horizons.values())})" if any(row["scheduled"] for row in rows) else ""
    return together(parts).properties(
        width=width,
        height=alt.Step(20 if deep == 1 else 13 * deep + 2),
        title=titles(
            heading,
            f"What was announced, in force and suspended when, to {last}{rates}{pale}",
            caption(dataset, controls),
        ),
    )


def _days(row: Mapping[str, str]) -> int:
    return dt.date.fromisoformat(row["to"]).toordinal() - dt.date.fromisoformat(row["from"]).toordinal()


def _spans(record: ExportControl | TariffMeasure, first: Date, last: Date, horizon: Date) -> list[dict[str, Any]]:
    """Return a record's states within a span as bars, cut where the checked part ends; alike neighbors are one."""
    rows: list[dict[str, Any]] = []
    lines = len(textwrap.wrap(record.title, 62))
    label = "|".join(
        textwrap.wrap(record.title, min(62, len(record.title) // lines + 8))
    )  # of like length: no word stands alone
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
                "from": day(part_start),
                "to": day(part_end),
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
    number = shown(terms.percent) if terms.high is None else f"{shown(terms.percent)}–{shown(terms.high)}"
    return f"≥{number}" if terms.basis == "floor" else number


def _status_words(state: State) -> str:
    if state.status == "announced" and not state.decision.binding:
        return "not binding"
    words = state.status.replace("_", " ")
    return words if words in STATUS else "unknown"
