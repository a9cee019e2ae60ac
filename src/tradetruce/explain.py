"""Duties in words, as plain data and as tidy rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .amounts import Amount, Unknown, shown
from .frames import plain

if TYPE_CHECKING:
    from .dataset import Dataset
    from .duties import Component, Duty
    from .duty_history import DutyHistory


def headline(duty: Duty) -> str:
    """Return the answer in one line."""
    if isinstance(duty.total, Unknown):
        rest = "total unknown, as the base rate is not held for that day"
    elif duty.base.value is not None:
        rest = f"total {duty.total} % with the base rate of {duty.base} % ({duty.base_printed})"
    elif duty.base_printed:
        rest = f"total {duty.total} % with the base rate of {duty.base_printed}"
    else:
        rest = f"total {duty.total} %"
    return f"additional {percent(duty.additional)}, {rest}"


def percent(value: Amount) -> str:
    """Return an amount of percentage points in words."""
    return str(value) if isinstance(value, Unknown) else f"{value} %"


def explain(duty: Duty, dataset: Dataset) -> str:
    """Return a duty as a tree of text."""
    asked = duty.shipment
    known = f", as known on {asked.known_on or dataset.known}" if asked.known_on or dataset.known else ""
    lines = [f"{asked.hs.dotted} from {asked.origin} into {asked.importer} on {asked.on}{known}", headline(duty)]
    for part in duty.components:
        lines.append(f"├─ {part.points!s:>6}  {layer(part)}")
        lines.append(f"│          {since(part, dataset)}")
    if not duty.components:
        lines.append("├─ no additional duty found")
    sections = (
        ("not charged", [f"{part.measure.title}: {part.reason}" for part in duty.dropped]),
        ("assumed", duty.assumptions),
        ("depends on", duty.conditions),
        (
            "courts",
            [
                f"{span.kind} from {span.start}{_refund(span.refundable)}" + (f": {span.note}" if span.note else "")
                for span in duty.legality
            ],
        ),
    )
    for title, items in sections:
        if items:
            lines.append(f"├─ {title}")
            lines += [f"│    · {item}" for item in items]
    reach = dataset.horizon("tariffs", asked.importer)
    if duty.scheduled_only:
        lines.append(f"├─ past the horizon: the law as last checked, {reach}")
    lines.append("└─ sources")
    lines += [f"     · {source}" for source in duty.sources[:12]]
    if len(duty.sources) > 12:
        lines.append(f"     · and {len(duty.sources) - 12} more in .sources")
    return "\n".join(lines)


def _refund(refundable: bool | None) -> str:
    return ", refundable" if refundable else ""


def layer(part: Component) -> str:
    """Return a layer's name with its heading, tier, basis and share."""
    words = [part.measure.title]
    if part.heading:
        words.append(f"[{part.heading}]")
    if part.tier:
        words.append(f"({part.tier})")
    terms = part.terms
    if terms is not None and (terms.basis != "additional" or terms.high is not None or terms.specific):
        words.append(f"({terms})")
    if part.share is None:
        words.append(f"({shown(terms.percent) if terms and terms.percent is not None else '?'} % on a part of the value)")
    elif part.share != 1:
        words.append(f"({terms} on {shown(part.share * 100)} % of the value)")
    return " ".join(words)


def since(part: Component, dataset: Dataset) -> str:
    """Return since when and by which act a layer holds."""
    state = part.state
    act = dataset.acts.get(state.decision.act)
    words = f"since {state.since}"
    if act is not None:
        citation = f", {act.citation}" if act.citation and act.citation not in act.label else ""
        words += f" by {act.label}{citation} (made {act.made})"
    if state.last_day is not None:
        words += f", last day {state.last_day}"
    if state.suspended_rate:
        words += f", {shown(state.suspended_rate)} points suspended"
    return words


def bounds(value: Amount) -> dict[str, str | None]:
    """Return an amount as its bounds, in text."""
    return {
        "low": None if value.low is None else shown(value.low),
        "high": None if value.high is None else shown(value.high),
    }


def duty_dict(duty: Duty) -> dict[str, Any]:
    """Return a duty as plain data for JSON."""
    asked = duty.shipment
    return {
        "importer": asked.importer,
        "origin": asked.origin,
        "hs": asked.hs.dotted,
        "on": str(asked.on),
        "known_on": None if asked.known_on is None else str(asked.known_on),
        "additional": bounds(duty.additional),
        "base": bounds(duty.base),
        "base_printed": duty.base_printed,
        "total": bounds(duty.total),
        "components": [
            {
                "measure": part.measure.id,
                "title": part.measure.title,
                "programme": part.programme,
                "points": bounds(part.points),
                "heading": part.heading,
                "since": part.state.since.isoformat(),
                "last_day": None if part.state.last_day is None else part.state.last_day.isoformat(),
                "act": part.state.decision.act,
            }
            for part in duty.components
        ],
        "dropped": [{"measure": part.measure.id, "title": part.measure.title, "reason": part.reason} for part in duty.dropped],
        "assumptions": list(duty.assumptions),
        "conditions": list(duty.conditions),
        "legality": [
            {"kind": span.kind, "start": span.start.isoformat(), "refundable": span.refundable} for span in duty.legality
        ],
        "scheduled_only": duty.scheduled_only,
        "sources": [
            {
                "id": source.id,
                "publisher": source.publisher,
                "title": source.title,
                "url": source.url,
                "citation": source.citation,
            }
            for source in duty.sources
        ],
    }


def history_columns(history: DutyHistory) -> dict[str, list[Any]]:
    """Return one row per step and layer; a step without layers has one row of zero."""
    columns: dict[str, list[Any]] = {
        name: []
        for name in (
            "start",
            "end",
            "measure",
            "title",
            "programme",
            "low",
            "high",
            "additional_low",
            "additional_high",
            "scheduled_only",
        )
    }
    for period, duty in history:
        rows: list[tuple[Any, ...]] = [
            (c.measure.id, c.measure.title, c.programme, c.points.low, c.points.high) for c in duty.components
        ]
        for row in rows or [(None, None, None, duty.additional.low, duty.additional.high)]:
            values = (
                plain(period.start),
                plain(period.end),
                *row,
                duty.additional.low,
                duty.additional.high,
                duty.scheduled_only,
            )
            for name, value in zip(columns, values, strict=True):
                columns[name].append(value)
    return columns
