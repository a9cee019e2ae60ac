"""
What lapses, snaps back or starts in the 120 days after 1 October 2026, as it was known that day?

Every truce is a scheduled snap-back that somebody keeps postponing. The list shows what the law said would happen if nobody
acted, marks what was only intended, and goes to a calendar file.

    python examples/what_lapses_next.py                            calendar in a temporary folder
    python examples/what_lapses_next.py 2025-11-01 30 cliff.ics
"""

import sys
import tempfile
from pathlib import Path

import tradetruce as tt


def print_changes(ds: tt.Dataset, changes: tt.Changes) -> None:
    """Print the changes by date, law first."""
    for change in changes.binding():
        act = ds.acts[change.decision.act]
        label = act.label if act.number else f"“{act.title}”"
        print(f"{change.date!s:<12}{change.subject.jurisdiction}  {change.summary}\n{'':<16}by {label}, made {act.made}")
    intended = [change for change in changes if not change.binding]
    if intended:
        print("\nIntended, not law")
        for change in intended:
            print(f"{change.date or 'no day'!s:<12}{change.subject.jurisdiction}  {change.summary}")


def main(arguments: list[str]) -> None:
    """Print what is coming and write the calendar."""
    day = arguments[0] if arguments else "2026-10-01"
    within = int(arguments[1]) if len(arguments) > 1 else 120
    path = Path(arguments[2]) if len(arguments) > 2 else Path(tempfile.mkdtemp(), "lapses.ics")
    ds = tt.load()
    changes = ds.upcoming(on=day, within=within)
    print(f"Within {within} days of {day}, as known then: {len(changes)} changes\n")
    print_changes(ds, changes)
    path.write_text(changes.to_ics(name="What lapses next"), encoding="utf-8", newline="")
    print(f"\ncalendar: {path}")


if __name__ == "__main__":
    main(sys.argv[1:])
