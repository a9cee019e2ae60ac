"""iCalendar (RFC 5545): what lapses and who comes, for any calendar program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pendulum import Date

from .dates import day_after, earliest, latest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .changes import Change, Changes
    from .dataset import Dataset
    from .visits import Visit, Visits

#: A content line has at most 75 octets; longer ones are folded.
LINE = 75
#: How calendars call what became of a visit; what is over or set is confirmed.
STATUS = {"completed": "CONFIRMED", "planned": "TENTATIVE", "postponed": "CANCELLED", "cancelled": "CANCELLED"}


def changes_calendar(changes: Changes, *, name: str) -> str:
    """Return dated changes as a calendar."""
    events = [
        _event(
            uid=f"{change.subject.id}-{change.date:%Y%m%d}-{change.decision.act}@tradetruce",
            stamp=change.made,
            start=change.date,
            end=day_after(change.date),
            summary=change.summary,
            description=_because(change),
            status="CONFIRMED" if change.binding else "TENTATIVE",
        )
        for change in changes
        if change.date is not None
    ]
    return _calendar(events, name)


def visits_calendar(visits: Visits, *, name: str) -> str:
    """Return visits as a calendar; one without a day is left out."""
    events: list[list[str]] = []
    for visit in visits:
        if visit.start is None or visit.end is None:
            continue
        names = ", ".join(leader.name for leader in visit.leaders)
        start = earliest(visit.start)
        events.append(
            _event(
                uid=f"{visit.id}@tradetruce",
                stamp=start,
                start=start,
                end=day_after(latest(visit.end)),
                summary=f"{names} ({visit.visitor_economy}) in {visit.host_economy}",
                description=_about(visit),
                status=STATUS[visit.status],
            )
        )
    return _calendar(events, name)


def _because(change: Change) -> str:
    """Return by which act a change comes, whether it is law, and where the act can be read."""
    dataset: Dataset | None = change.subject._dataset
    act = dataset.acts.get(change.decision.act) if dataset is not None else None
    name = change.decision.act if act is None else act.label if act.number else f"“{act.title}”"
    said = f"{'Law' if change.binding else 'Intended, not binding'}: {name}, made {change.made}."
    if dataset is None or act is None:
        return said
    source = next(iter(dataset._sources_of(act.sources)), None)
    return said if source is None else f"{said}\n{source}"


def _about(visit: Visit) -> str:
    """Return what kind of visit it is, how it stands, where, and where that can be read."""
    kind = visit.kind.replace("_", " ").capitalize()
    places = f" {', '.join(visit.places)}." if visit.places else ""
    source = next((visit.dataset.sources[held] for held in visit.sources if held in visit.dataset.sources), None)
    return f"{kind} visit, {visit.status}.{places}" + ("" if source is None else f"\n{source}")


def _calendar(events: Iterable[list[str]], name: str) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tradetruce//tradetruce//EN",
        f"NAME:{_escape(name)}",
        f"X-WR-CALNAME:{_escape(name)}",
    ]
    for event in events:
        lines += event
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) + "\r\n" for line in lines)


def _event(*, uid: str, stamp: Date, start: Date, end: Date, summary: str, description: str, status: str) -> list[str]:
    # DTSTAMP is the day the fact was made, not now: the same data gives the same calendar.
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        f"SUMMARY:{_escape(summary)}",
        f"DESCRIPTION:{_escape(description)}",
        f"STATUS:{status}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> str:
    """Return a content line folded at 75 octets, never within a character."""
    parts: list[str] = []
    held = ""
    for letter in line:
        if len((held + letter).encode()) > LINE - (1 if parts else 0):
            parts.append(held)
            held = ""
        held += letter
    return "\r\n ".join([*parts, held])
