"""
What has this good paid since 2018, layer upon layer?

The chart that think tanks draw for averages, drawn for one good from one origin. Needs the extra `tradetruce[plot]`.

    python examples/duty_chart.py                                         a T-shirt from China, as a picture in a temporary folder
    python examples/duty_chart.py 8507.60.0020 --out battery.html         a page with tooltips
    python examples/duty_chart.py 0901.11.00 --origin BR --since 2025-01-01
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import tradetruce as tt


def chart(code: str, *, origin: str = "CN", importer: str = "US", since: str = "2018-01-01") -> Any:
    """Return the chart: altair's own object, ready to be changed."""
    return tt.load().duty_history(importer, origin, code).plot(since=since)


def print_steps(history: tt.DutyHistory, since: str) -> None:
    """Print the same steps in words."""
    first = tt.as_date(since)
    for period, duty in history:
        if duty.scheduled_only or (period.end is not None and period.end <= first):
            continue
        layers = " + ".join(f"{part.points} {part.measure.title}" for part in duty.components)
        print(f"{period!s:<24}{duty.additional!s:>12}  {layers or 'nothing on top of the base rate'}")


def main(arguments: list[str]) -> int:
    """Draw one chart and print its steps."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("code", nargs="?", default="6109.10.00", help="tariff code of the importer's schedule")
    parser.add_argument("--origin", default="CN")
    parser.add_argument("--importer", default="US")
    parser.add_argument("--since", default="2018-01-01", metavar="DATE")
    parser.add_argument("--out", type=Path, help="where to write: .html, .svg or .png")
    asked = parser.parse_args(arguments)
    print_steps(tt.load().duty_history(asked.importer, asked.origin, asked.code), asked.since)
    try:
        drawn = chart(asked.code, origin=asked.origin, importer=asked.importer, since=asked.since)
    except ImportError as error:
        print(f"no chart: {error}", file=sys.stderr)
        return 1
    path = asked.out or Path(tempfile.mkdtemp(), "duty.svg")
    drawn.save(str(path))
    print(f"chart: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
