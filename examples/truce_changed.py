"""
What did the Busan truce change overnight?

Two answers: the measures whose state differs between 9 and 10 November 2025, and what that did to the duty on a few goods that
crossed the Pacific on either day.

    python examples/truce_changed.py
    python examples/truce_changed.py 2025-05-13 2025-05-14      the Geneva pause
"""

import sys

import tradetruce as tt

PARTIES = ("US", "CN")
GOODS = (
    ("US", "CN", "8703.80.00", "electric car"),
    ("US", "CN", "6109.10.00", "cotton T-shirt"),
    ("US", "CN", "9503.00.00", "toy"),
    ("US", "CN", "8507.60.0020", "lithium-ion battery, not for cars"),
    ("US", "CN", "8517.13.00", "smartphone"),
    ("CN", "US", "1201.90.20", "soybeans"),
    ("CN", "US", "2709.00", "crude oil"),
)
#: A buyer of soybeans can be granted an exclusion from the duties of 2018 and 2019; the press takes it for granted, as here.
EXCLUDED = ("1201.90.20",)


def print_changes(ds: tt.Dataset, before: str, after: str) -> None:
    """Print what differs between two days, one jurisdiction after the other."""
    changes = ds.diff(before, after)
    for party in PARTIES:
        own = changes.of(party)
        print(f"\n{ds.economy(party).name}: {len(own)} measures stand differently on {after}")
        for change in own:
            act = ds.acts[change.decision.act]
            label = act.label if act.number else f"“{act.title}”"
            print(f"  {change.summary}\n      by {label}, made {act.made}")


def print_duties(ds: tt.Dataset, before: str, after: str) -> None:
    """Print the additional duty on each good on both days."""
    print(f"\nAdditional duty in percentage points\n{'':<58}{before:>14}{after:>14}")
    for importer, origin, code, name in GOODS:
        exclusion = True if code in EXCLUDED else None
        duties = [ds.duty(importer, origin, code, on=day, exclusion=exclusion) for day in (before, after)]
        shown = "".join(f"{duty.additional!s:>14}" for duty in duties)
        print(f"{origin} to {importer}  {code:<13} {name:<35}{shown}")
        for condition in duties[1].conditions:
            print(f"          depends on {condition}")


def main(arguments: list[str]) -> None:
    """Compare the two days given, or the eve and the first day of the Busan truce."""
    before, after = arguments if len(arguments) == 2 else ("2025-11-09", "2025-11-10")
    ds = tt.load()
    print_changes(ds, before, after)
    print_duties(ds, before, after)


if __name__ == "__main__":
    main(sys.argv[1:])
