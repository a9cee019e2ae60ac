"""The headings of chapter 99 that steps cite, against the schedule: that they are there, what they add, and to whose goods."""

import datetime as dt
import re

from tables import table

import tradetruce as tt

FIRST = "2025-01-01"  # the first edition in the table

# Headings that the table does not have, and why
NOT_HELD = {
    "9903.80.02": "steel of Turkey, 2018 and 2019: out of the schedule long before its first edition here",
    "9903.05.85": "note 52: goods in transit; the Federal Register prints the heading as an image",
    "9903.05.93": "note 52: the Federal Register prints the heading as an image",
    "9903.05.95": "note 52: the Federal Register prints the heading as an image",
    "9903.06.06": "note 52: the Federal Register prints the heading as an image",
    "9903.08.25": "note 43: no text of 2026 Revision 18 or later with its rate was found",
    "9903.08.26": "note 43: no text of 2026 Revision 18 or later with its rate was found",
}

# States that their heading does not have, and why
EXCEPTIONS = {
    # nothing on top of the 50 percent of the four-year review, to which the heading belongs, until June 2027
    "us-s301-legacy-chips",
    # the heading is for the US content alone; the rest of the good stays under the heading of its country
    "us-ieepa-reciprocal-us-content",
}
LAST = "2026-10-10"  # what comes after is not printed yet


def headings(text):
    """Return the headings of a step: one, several, or a range."""
    found = []
    for part in re.split(r",\s*", text):
        first, to, last = part.partition(" to ")
        numbers = range(int(first[-2:]), int(last[-2:]) + 1) if to else [int(first[-2:])]
        found += [f"{first[:-2]}{number:02d}" for number in numbers]
    return found


def printed():
    held = {}
    for row in table("us_chapter_99_headings.csv"):
        held.setdefault(row["heading"], []).append(row)
    return held


PRINTED = printed()


def cited(ds):
    """Return each measure and relief of the United States with a step that cites headings, as the dataset knows them at last."""
    for record in (*ds.tariffs, *ds.reliefs):
        if record.importer == "US":
            for decision in record.decisions:
                for step in decision.steps:
                    if step.heading:
                        yield record, step


def test_every_heading_is_in_the_schedule(ds):
    names = {name for _, step in cited(ds) for name in headings(step.heading)}
    assert all(re.fullmatch(r"9903\.\d\d\.\d\d", name) for name in names)
    assert names - set(PRINTED) == set(NOT_HELD)


def days(record):
    """Return the days on which a record is compared: each start of a step, and a week after each edition with a new text of a heading."""
    steps = [step for decision in record.decisions for step in decision.steps if step.heading]
    starts = {str(step.start) for step in steps if step.start}
    editions = {row["from"] for step in steps for name in headings(step.heading) for row in PRINTED.get(name, ())}
    editions = {str(tt.as_date(day) + dt.timedelta(days=7)) for day in editions}
    return sorted(day for day in starts | editions | {FIRST} if FIRST <= day <= LAST)


def texts(name, day, column="general"):
    """Return what a heading says on a day, and what it says within the six weeks after, for what is printed late."""
    rows = PRINTED[name]
    late = str(tt.as_date(day) + dt.timedelta(days=45))
    now = [row for row in rows if row["from"] <= day][-1:]
    return {row[column] for row in (*now, *(row for row in rows if day < row["from"] <= late))}


def says(rate):
    """Return a rate as the table writes it; a range, of which the share is not known, by its upper end."""
    return f"{'+' if rate.basis == 'additional' else ''}{rate.high or rate.percent.normalize():f}%"


def test_a_state_has_the_rate_of_its_heading(ds):
    compared = 0
    for record in {id(record): record for record, _ in cited(ds)}.values():
        for day in days(record):
            state = record.state(day)
            if state is None or not state.in_force or state.step is None or not state.step.heading or state.step.rate is None:
                continue
            names = [name for name in headings(state.step.heading) if name in PRINTED]
            found = {text for name in names for column in ("general", "special") for text in texts(name, day, column)} - {""}
            if not found or record.id in EXCEPTIONS:
                continue
            assert says(state.step.rate) in found, (record.id, day, state.step.heading, says(state.step.rate), found)
            compared += 1
    assert compared > 300


def test_a_heading_for_a_country_is_that_of_its_measures(ds):
    compared = set()
    for record, step in cited(ds):
        for name in headings(step.heading):
            for row in PRINTED.get(name, ()):
                if row["country"]:
                    assert set(record.origins) & countries(ds, row["country"]), (record.id, name, row["country"])
                    compared.add(name)
    assert len(compared) > 150


SPELT = {"Côte d`Ivoire": "CI", "Côte d’Ivoire": "CI", "Côte D’Ivoire": "CI", "Myanmar (Burma)": "MM", "Hong Kong, China": "HK"}


def countries(ds, text):
    """Return the codes of the countries a description names."""
    if text in SPELT:
        return {SPELT[text]}
    text = text.removeprefix("a member state of ").replace(", including ", ", ")
    known = {name.casefold(): economy.id for economy in ds.economies for name in (economy.name, *economy.aliases)}
    parts = [SPELT.get(part, part.removeprefix("the ")) for part in re.split(r",? (?:or|and) (?!Herzegovina|Tobago)|, ", text)]
    return {part if part in SPELT.values() else known[part.casefold()] for part in parts}
