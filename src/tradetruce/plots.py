"""Charts: the one place where altair is imported. Every function returns altair's own object, so that users can change it."""
# Rows are loose, as altair takes them:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .dates import DateLike, as_date, earliest, latest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .controls import Controls
    from .duty_history import DutyHistory
    from .timeline import Timeline
    from .visits import Visits

#: Okabe and Ito's palette, told apart by color-blind readers and in gray print.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#666666", "#8DA0CB", "#A6761D")
STATUS = {
    "in force": "#0072B2",
    "suspended": "#E69F00",
    "announced": "#BBBBBB",
    "relaxed": "#56B4E9",
    "other": "#666666",
}
WIDTH = 680


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


def _titles(title: str, subtitle: str, caption: str) -> Any:
    return _altair().TitleParams(title, subtitle=[subtitle, caption], anchor="start", fontSize=15, subtitleColor="#666666")


def duty_chart(
    history: DutyHistory, *, since: DateLike = "2018-01-01", until: DateLike | None = None, title: str | None = None
) -> Any:
    """
    Return the stacked additional duty on a good through time.

    A layer that is not settled is drawn at its lower bound.

    Args:
        history: From `Dataset.duty_history`.
        since: First day drawn.
        until: Last day drawn; None for the day to which the data reaches.
        title: Title; None for one made from the good.
    """
    alt = _altair()
    asked = history[0][1].shipment
    dataset = history[0][1]._dataset
    first = as_date(since)
    last = as_date(until) if until is not None else dataset.horizon("tariffs", asked.importer)
    rows = []
    names = {programme.id: programme.title for programme in dataset.programmes}
    for period, duty in history:
        start = max(period.start or first, first)
        end = min(period.end or last, last)
        if end <= start:
            continue
        floor = Decimal(0)
        by_programme: dict[str, Decimal] = {}
        for part in duty.components:
            name = names.get(part.programme, part.programme)
            by_programme[name] = by_programme.get(name, Decimal(0)) + (part.points.low or Decimal(0))
        for name in sorted(by_programme):
            top = floor + by_programme[name]
            if top > floor:
                rows.append(
                    {
                        "from": _day(start),
                        "to": _day(end),
                        "low": float(floor),
                        "high": float(top),
                        "layer": name,
                        "points": float(top - floor),
                    }
                )
            floor = top
    order = list(dict.fromkeys(str(row["layer"]) for row in rows))
    heading = title or f"Additional {asked.importer} duty on {asked.hs.dotted} from {asked.origin}"
    caption = f"Source: tradetruce {dataset.version}, each layer by its own act; researched to {dataset.horizon('tariffs', asked.importer)}"
    return (
        alt.Chart(_data(rows))
        .mark_rect()
        .encode(
            x=alt.X("from:T", title=None, axis=alt.Axis(format="%Y", tickCount="year")),
            x2="to:T",
            y=alt.Y("low:Q", title="percentage points"),
            y2="high:Q",
            color=alt.Color(
                "layer:N",
                title=None,
                sort=order,
                scale=alt.Scale(range=list(PALETTE)),
                legend=alt.Legend(orient="bottom", columns=2, labelLimit=320),
            ),
            tooltip=["layer:N", "points:Q", "from:T", "to:T"],
        )
        .properties(
            width=WIDTH,
            height=300,
            title=_titles(heading, "percentage points on top of the base rate, layers added up", caption),
        )
    )


def timeline_chart(timeline: Timeline, *, kinds: Iterable[str] = ("law", "visit", "meeting", "agreement")) -> Any:
    """
    Return the entries of a timeline as marks on one row per kind.

    Args:
        timeline: From `Dataset.timeline`.
        kinds: Kinds to draw, from top to bottom.
    """
    alt = _altair()
    order = list(kinds)
    rows = [
        {"date": _day(e.date), "to": _day(e.end or e.date), "kind": e.kind, "what": e.title, "day": f"{e.date}"}
        for e in timeline
        if e.kind in order
    ]
    source = f"Source: tradetruce; {len(rows)} entries"
    return (
        alt.Chart(_data(rows))
        .mark_tick(thickness=2, size=34)
        .encode(
            x=alt.X("date:T", title=None),
            y=alt.Y("kind:N", title=None, sort=order),
            color=alt.Color("kind:N", legend=None, sort=order, scale=alt.Scale(range=list(PALETTE))),
            tooltip=["day:N", "kind:N", "what:N"],
        )
        .properties(
            width=WIDTH,
            height=60 * len(order),
            title=_titles(f"{timeline.start} to {timeline.end}", "one mark per entry", source),
        )
    )


def visits_chart(visits: Visits, *, title: str | None = None) -> Any:
    """
    Return visits as bars from first to last day, one row per visit, labeled with who came.

    Args:
        visits: Any selection; those without a day are left out.
        title: Title; None for one made from the hosts.
    """
    alt = _altair()
    rows = []
    for visit in visits:
        if visit.start is None or visit.end is None:
            continue
        who = f"{visit.leaders[0].family_name or visit.leaders[0].name} ({visit.visitor_economy})"
        start, end = earliest(visit.start), latest(visit.end)
        label = f"{who}, {start:%b} {start.day}"
        rows.append(
            {
                "who": label,
                "from": _day(start),
                "to": _day(dt.date.fromordinal(end.toordinal() + 1)),
                "kind": visit.kind.replace("_", " "),
                "status": visit.status,
            }
        )
    hosts = " and ".join(sorted({visit.host_economy for visit in visits}))
    caption = f"Source: tradetruce; {len(rows)} visits"
    base = alt.Chart(_data(rows)).encode(
        y=alt.Y("who:N", title=None, sort=[row["who"] for row in rows], axis=alt.Axis(labelLimit=260))
    )
    bars = base.mark_bar(height=10, cornerRadius=2).encode(
        x=alt.X("from:T", title=None),
        x2="to:T",
        color=alt.Color(
            "kind:N", title="kind of visit", scale=alt.Scale(range=list(PALETTE)), legend=alt.Legend(orient="bottom")
        ),
        tooltip=["who:N", "from:T", "to:T", "kind:N", "status:N"],
    )
    heading = title or f"Leaders in {hosts}"
    return bars.properties(width=WIDTH, height=alt.Step(18), title=_titles(heading, "first to last day", caption))


def months_chart(counts: Mapping[str, int], *, title: str = "Visits per month") -> Any:
    """
    Return counts per month, as `Visits.per_month` gives them, as bars.

    Args:
        counts: EDTF month to count.
        title: Title.
    """
    alt = _altair()
    rows = [{"month": f"{month}-01", "visits": count} for month, count in counts.items()]
    return (
        alt.Chart(_data(rows))
        .mark_bar(color=PALETTE[0])
        .encode(
            x=alt.X("yearmonth(month):T", title=None),
            y=alt.Y("visits:Q", title="visits that began", axis=alt.Axis(tickMinStep=1)),
            tooltip=[alt.Tooltip("yearmonth(month):T", title="month"), "visits:Q"],
        )
        .properties(width=WIDTH, height=220, title=_titles(title, "by the month of the first day", "Source: tradetruce"))
    )


def controls_chart(
    controls: Controls, *, since: DateLike = "2022-01-01", until: DateLike | None = None, title: str | None = None
) -> Any:
    """
    Return export controls as a Gantt chart: in force, suspended, announced.

    Args:
        controls: Any selection from a dataset.
        since: First day drawn.
        until: Last day drawn; None for the day to which the data reaches.
        title: Title; None for a plain one.
    """
    alt = _altair()
    first = as_date(since)
    last = as_date(until) if until is not None else controls.dataset.as_of
    rows = []
    for control in controls:
        states = control.states
        for index, state in enumerate(states):
            following = states[index + 1].since if index + 1 < len(states) else None
            start, end = max(state.since, first), min(following or last, last)
            if end <= start or state.status in ("ended", "withdrawn"):
                continue
            words = state.status.replace("_", " ")
            rows.append(
                {
                    "control": control.title,
                    "from": _day(start),
                    "to": _day(end),
                    "status": words if words in STATUS else "other",
                    "state": words,
                }
            )
    caption = f"Source: tradetruce {controls.dataset.version}; each state by its own act"
    return (
        alt.Chart(_data(rows))
        .mark_bar(height=12)
        .encode(
            x=alt.X("from:T", title=None),
            x2="to:T",
            y=alt.Y("control:N", title=None, sort=[control.title for control in controls], axis=alt.Axis(labelLimit=330)),
            color=alt.Color(
                "status:N",
                title=None,
                scale=alt.Scale(domain=list(STATUS), range=list(STATUS.values())),
                legend=alt.Legend(orient="bottom"),
            ),
            tooltip=["control:N", "state:N", "from:T", "to:T"],
        )
        .properties(
            width=WIDTH - 120, height=alt.Step(20), title=_titles(title or "Export controls", "what holds when", caption)
        )
    )
