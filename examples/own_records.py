"""
What if a new tariff came, and how do I add records of my own with the same checks?

A measure written as TOML, as the bundled records are, is loaded and checked, laid over the bundled data, and compared with the
law as it stands. Then the same file with three slips in it: all are reported at once.

    python examples/own_records.py
"""

import tempfile
from pathlib import Path

import tradetruce as tt

MINE = """
format = 1

[[source]]
id = "example-memo"
publisher = "Example Importers"
title = "Scenario memo"
citation = "internal, October 2026"

[[act]]
id = "us-scenario-2026-10"
issuer = "US"
kind = "scenario"
title = "A further duty on toys, made up for this example"
made = 2026-10-05
sources = ["example-memo"]

[[programme]]
id = "us-scenario"
title = "Scenario"
importer = "US"
authority = "made up"
sources = ["example-memo"]

[[tariff]]
id = "us-scenario-toys"
title = "Scenario duty on toys"
importer = "US"
origins = ["CN"]
programme = "us-scenario"
scope = { codes = ["9503"] }
sources = ["example-memo"]

[[tariff.decisions]]
act = "us-scenario-2026-10"
steps = [
  { start = 2026-10-08, rate = "12.5" },
  { start = 2027-01-01, status = "ended" },
]
"""
SLIPS = (
    ("made = 2026-10-05", 'made = "2026-13-05"'),
    ('origins = ["CN"]', 'origin = ["CN"]'),
    ('rate = "12.5"', "rate = 12.5"),
)


def load_text(text: str) -> tt.Dataset:
    """Return the dataset that a text stands for: written to a file, read, checked whole."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mine.toml")
        path.write_text(text, encoding="utf-8")
        return tt.load(path)


def main() -> None:
    """Load, overlay, compare; then show what a faulty file says."""
    mine = load_text(MINE)
    ds = tt.load()
    what_if = ds.with_records(*mine.sources, *mine.acts, *mine.programmes, *mine.tariffs)

    day = "2026-10-09"
    for name, dataset in (("as it stands", ds), ("with the scenario", what_if)):
        duty = dataset.duty("US", "CN", "9503.00.00", on=day)
        print(f"{name:<18} {duty.additional} points on toys from China on {day}")
    print("\nWhat the scenario adds")
    for period, duty in what_if.duty_history("US", "CN", "9503.00.00")[-4:]:
        print(f"  {period!s:<24}{duty.additional!s:>10}{'  past the horizon' if duty.scheduled_only else ''}")

    print("\nThe same file with three slips")
    faulty = MINE
    for right, wrong in SLIPS:
        faulty = faulty.replace(right, wrong)
    try:
        load_text(faulty)
    except tt.DatasetError as error:
        for problem in error.problems:
            print(f"  {problem.id}: {problem.path or 'record'}: {problem.message}")


if __name__ == "__main__":
    main()
