"""
Who went to Beijing between the Busan truce and Trump's own trip, and how long had it been since the last one?

A table with the previous visit from the same country, the count per month, and, where altair is installed, two pictures.

    python examples/who_went_to_beijing.py                     draws and throws the pictures away
    python examples/who_went_to_beijing.py my-folder
"""

import sys
import tempfile
from pathlib import Path

import tradetruce as tt

FIRST, LAST = "2025-11-01", "2026-05-31"


def rush(ds: tt.Dataset) -> tt.Visits:
    """Return the visits by leaders that were made to China: gatherings of many states are left out."""
    return ds.visits.to("CN").by_level("leaders").between(FIRST, LAST).completed().bilateral()


def since_words(visit: tt.Visit) -> str:
    """Return the previous visit and how long ago it ended, in words that say what is not known."""
    previous, gap = visit.previous, visit.since_previous
    if previous is None or gap is None:
        return "no earlier one in the data"
    names = ", ".join(leader.family_name or leader.name for leader in previous.leaders[:1])
    years, months = divmod(gap.in_months(), 12)
    parts = [f"{years} y" if years else "", f"{months} m" if months else "", "" if years or months else f"{gap.in_days()} d"]
    return f"{names}, {previous.start}: {' '.join(filter(None, parts))} before"


def print_table(visits: tt.Visits) -> None:
    """Print one line per visit: who, when, and the first since when."""
    for visit in visits:
        leader = visit.leaders[0]
        print(f"{visit.start!s:<11}{visit.visitor_economy}  {leader.name:<28}{since_words(visit)}")


def print_months(visits: tt.Visits) -> None:
    """Print the visits per month as bars of text."""
    for month, count in visits.per_month().items():
        print(f"{month}  {'#' * count} {count}")


def print_group(ds: tt.Dataset) -> None:
    """Print the leaders of the G7 in order, and the day each arrived counted from the first."""
    g7 = ds.visits.to("CN").by(tt.G7).between(FIRST, LAST).completed()
    start = g7.first.start
    for number, visit in enumerate(g7, start=1):
        days = visit.start.toordinal() - start.toordinal() if visit.start and start else None  # type: ignore[union-attr]
        print(f"{number}. {visit.leaders[0].name}, {visit.start}, day {days}")


def draw(visits: tt.Visits, folder: Path) -> None:
    """Write the timeline of visits and the chart per month, with who came, as pictures."""
    visits.plot(title="Leaders in China after the Busan truce").save(str(folder / "visits.svg"))
    visits.plot(by="month", title="Leaders' visits to China by month").save(str(folder / "months.svg"))
    print("pictures: visits.svg, months.svg")


def main(arguments: list[str]) -> None:
    """Print the tables, then draw where that is possible."""
    ds = tt.load()
    visits = rush(ds)
    print(f"{len(visits)} visits to China by leaders of {len(visits.economies)} economies, {FIRST} to {LAST}\n")
    print_table(visits)
    print("\nVisits per month")
    print_months(visits)
    print("\nThe Group of Seven")
    print_group(ds)
    try:
        if arguments:
            draw(visits, Path(arguments[0]))
        else:
            with tempfile.TemporaryDirectory() as folder:
                draw(visits, Path(folder))
    except ImportError as error:
        print(f"no pictures: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
