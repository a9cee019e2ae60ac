"""Duties in words, as plain data and as tidy rows."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from .amounts import Amount, Unknown, shown
from .frames import DAY, NUMBER, TEXT, YES, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .dataset import Dataset
    from .duties import Component, Duty
    from .duty_history import DutyHistory
    from .frames import Column
    from .shipments import Shipment
    from .sources import Source


#: How the engine begins an assumption that a relief was left out.
NOT_RELIEVED = "not relieved by "
#: Sources printed; the rest is counted.
SOURCES = 6
#: Characters of a line of an explanation, where words allow.
WIDTH = 100


def headline(duty: Duty) -> str:
    """Return the answer in one line."""
    return f"additional {percent(duty.additional)}, {total_words(duty)}"


def total_words(duty: Duty) -> str:
    """Return the total and the base rate it includes, in words."""
    if isinstance(duty.total, Unknown):
        if duty.base_printed is not None:
            return f"total unknown, with the base rate of {duty.base_printed}"
        return "total unknown" + ("" if isinstance(duty.additional, Unknown) else ", as the base rate is not held for that day")
    if duty.base.value is not None:
        printed = duty.base_printed
        same = printed is None or printed.replace(" ", "") == f"{duty.base}%"
        return f"total {percent(duty.total)} with the base rate of {duty.base} %" + ("" if same else f" ({printed})")
    if duty.base_printed is None:
        return f"total {percent(duty.total)}"
    asks = duty.total.high is None and duty.shipment.unit_value is None
    return f"total {percent(duty.total)} with the base rate of {duty.base_printed}" + (
        ", a percentage once unit_value is given" if asks else ""
    )


def percent(value: Amount) -> str:
    """Return an amount of percentage points in words."""
    return str(value) if isinstance(value, Unknown) else f"{value} %"


def question(duty: Duty, dataset: Dataset) -> str:
    """Return what was asked, in words."""
    asked = duty.shipment
    known = asked.known_on or dataset.known
    importer, origin = (_the(dataset.economy(code).name) for code in (asked.importer, asked.origin))
    said = _facts(asked)
    return (
        f"{asked.hs.dotted} from {origin} into {importer}, entered {asked.on}"
        + (f", as known on {known}" if known else "")
        + (f" ({said})" if said else "")
    )


def _the(name: str) -> str:
    return f"the {name}" if name.startswith(("United ", "European ", "Netherlands", "Philippines")) else name


def _facts(asked: Shipment) -> str:
    """Return what the shipment says beside good, origin and day."""
    words: list[str] = []
    if asked.preference is not None:
        words.append("no preference claimed" if asked.preference == "none" else f"{asked.preference.upper()} claimed")
    if asked.metal is not None:
        words += [f"{shown(share * 100)} % of the value is {metal}" for metal, share in asked.metal]
    if asked.loaded is not None:
        words.append(f"loaded {asked.loaded}")
    if asked.company is not None:
        words.append(f"made by {asked.company}")
    if asked.quota is not None:
        words.append("within the quota" if asked.quota == "in" else "outside the quota")
    if asked.exclusion is not None:
        words.append("a product exclusion holds" if asked.exclusion else "no product exclusion")
    if asked.value is not None:
        words.append(f"worth US${shown(asked.value)}")
    if asked.unit_value is not None:
        words += [f"US${shown(price)} per {unit}" for unit, price in asked.unit_value]
    words += [f"{name} claimed" for name in asked.reliefs]
    return ", ".join(words)


def sections(duty: Duty) -> list[tuple[str, list[str]]]:
    """Return what is said below the layers: headings and their items, the empty ones left out."""
    reliefs = [text.removeprefix(NOT_RELIEVED) for text in duty.assumptions if text.startswith(NOT_RELIEVED)]
    others = [text for text in duty.assumptions if not text.startswith(NOT_RELIEVED)]
    courts = [
        f"{part.measure.title}: {span.kind} from {span.start}"
        + (", refundable" if span.refundable else "")
        + (f". {span.note}" if span.note else "")
        for part in duty.components
        for span in part.state.legality
    ]
    parts = [
        ("not charged", [f"{part.measure.title} — {part.reason}" for part in duty.dropped]),
        ("depends on", list(duty.conditions)),
        ("assumed", others),
        ("reliefs assumed not to be claimed", reliefs),
        ("courts", courts),
    ]
    return [(title, items) for title, items in parts if items]


def strongest(duty: Duty) -> list[Source]:
    """Return the sources in the order in which a reader needs them: the first of each layer, then the second, and so on."""
    dataset: Dataset = duty._dataset
    rows: list[list[str]] = []
    for part in duty.components:
        act = dataset.acts.get(part.state.decision.act)
        rows.append([*(act.sources if act else ()), *part.measure.sources])
    turns = (row[place] for place in range(max(map(len, rows), default=0)) for row in rows if place < len(row))
    return list({source.id: source for source in (*dataset._sources_of(turns), *duty.sources)}.values())


def explain(duty: Duty, dataset: Dataset) -> str:
    """Return a duty as a tree of text."""
    lines = [question(duty, dataset), headline(duty)]
    for part in duty.components:
        lines += _wrapped(layer(part), f"├─ {part.points!s:>6}  ", "│          ")
        lines += _wrapped(since(part, dataset), "│          ", "│          ")
    if not duty.components:
        lines.append("├─ no additional duty found" if duty.additional.value == 0 else "├─ no layer is known")
    for title, items in sections(duty):
        lines.append(f"├─ {title}")
        for item in items:
            lines += _wrapped(item, "│    · ", "│      ")
    if duty.scheduled_only:
        reach = dataset.horizon("tariffs", duty.shipment.importer)
        lines.append(f"├─ past the horizon: the law as last checked, {reach}")
    sources = strongest(duty)
    lines.append("└─ sources" if sources else "└─ no sources, as no measure was found")
    for source in sources[:SOURCES]:
        lines += _wrapped(str(source), "     · ", "       ")
    if len(sources) > SOURCES:
        lines.append(f"     · and {len(sources) - SOURCES} more in .sources")
    return "\n".join(lines)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    """Return text in lines that a terminal and a page hold; addresses stay whole."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def layer(part: Component) -> str:
    """Return a layer's name with its heading, tier, basis and share."""
    words = [part.measure.title]
    if part.heading:
        words.append(f"[{part.heading}]")
    if part.tier:
        words.append(f"({part.tier})")
    terms = part.terms
    if terms is not None and terms.basis == "floor" and terms.percent is not None and part.share == 1:
        words.append(f"(tops the base rate up to {shown(terms.percent)} %)")
    elif terms is not None and (terms.basis != "additional" or terms.high is not None or terms.specific):
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
        name = act.label if act.number else f"“{act.title}”"
        citation = f", {act.citation}" if act.citation and act.citation not in act.label else ""
        made = f"made {act.made}, retroactive" if act.made > state.since else f"made {act.made}"
        words += f" by {name}{citation} ({made})"
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
        "known_on": None if (known := asked.known_on or duty._dataset.known) is None else str(known),
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
        "claimable": [{"relief": relief.id, "title": relief.title} for relief in duty.claimable],
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


#: What the columns of a duty's history hold.
HISTORY_COLUMNS: Mapping[str, Column] = {
    "start": DAY,
    "end": DAY,
    "measure": TEXT,
    "title": TEXT,
    "programme": TEXT,
    "low": NUMBER,
    "high": NUMBER,
    "additional_low": NUMBER,
    "additional_high": NUMBER,
    "scheduled_only": YES,
}


def history_columns(history: DutyHistory) -> dict[str, list[Any]]:
    """Return one row per step and layer; a step without layers has one row of zero."""
    columns: dict[str, list[Any]] = {name: [] for name in HISTORY_COLUMNS}
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
