"""
The record against the law, line by line: `legal_check.csv`.

A row asks one question and says what the act in its last column answers. The subject tells which question it is:

- `US/CN/8703.80.00`: the duty on a good, by importer, origin and code; `facts` are those of the shipment.
- the id of a measure, relief or export control: its state on a day.
- the id of an act: the day on which it was made.
- the id of a code list: how many codes stand on it without a condition.

What is expected is a list of `name=value`. For a duty a name is `additional`, `total`, `base`, `open` (the law past the horizon), a
measure or a programme; the value is a number, `none`, `low..high`, `low..` or `?` for not known. For a state a name is an
attribute, `tier.energy` the rate of a tier, `amount.annex-ii` its sum, and `intended` the rate or status of what was said and not ordered.
"""

import datetime as dt

import pytest
from tables import table

import tradetruce as tt

ROWS = table("legal_check.csv")
FACTS = {
    "exclusion": lambda text: text == "yes",
    "metal": lambda text: dict(part.split(":") for part in text.split("+")),
    "reliefs": lambda text: text.split("+"),
}


def pairs(text):
    return dict(part.split("=", 1) for part in text.split())


def day(text):
    return dt.datetime.fromisoformat(text) if "T" in text else text or None


def amount(text):
    """Return the amount a cell means."""
    if text == "?":
        return tt.Unknown()
    low, dots, high = text.partition("..")
    if not dots:
        return tt.Known(low)
    return tt.Between(low, high) if high else tt.AtLeast(low)


def duty(ds, row):
    importer, origin, hs = row["subject"].split("/")
    facts = {name: FACTS.get(name, str)(text) for name, text in pairs(row["facts"]).items()}
    return ds.duty(importer, origin, hs, on=row["on"], known_on=day(row["known_on"]), **facts)


def part(found, name):
    """Return what a measure or a programme adds, or None where it is not charged."""
    layers = [c.points for c in found.components if name in (c.measure.id, c.programme)]
    assert len(layers) < 2, layers
    return layers[0] if layers else None


def told_of_duty(found, name):
    if name in ("additional", "total", "base"):
        return getattr(found, name)
    if name == "open":
        return "yes" if found.scheduled_only else "no"
    return part(found, name)


def said(decision):
    """Return rate or status of each step of an intention."""
    return [shown(step.rate.percent) if step.rate else step.status for step in decision.steps]


def shown(value):
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def told_of_state(state, name):
    if name.startswith("tier."):
        return shown(dict(state.step.tiers)[name.removeprefix("tier.")].percent)
    if name.startswith("amount."):
        return shown(dict(state.step.tiers)[name.removeprefix("amount.")].amount)
    if name == "intended":
        return [text for decision in state.intended for text in said(decision)]
    return {
        "status": lambda: state.status,
        "rate": lambda: shown(state.rate),
        "held": lambda: shown(state.suspended_rate),
        "last": lambda: shown(state.last_day),
        "since": lambda: shown(state.since),
        "open": lambda: "yes" if state.scheduled_only else "no",
        "basis": lambda: state.terms.basis,
        "amount": lambda: shown(state.terms.amount),
        "of": lambda: state.step.value_base,
        "act": lambda: state.decision.act,
        "law": lambda: ",".join(span.kind for span in state.legality) or "none",
    }[name]()


def check_duty(ds, row, expected):
    found = duty(ds, row)
    for name, value in expected.items():
        got = told_of_duty(found, name)
        if value == "none":
            assert got is None or got == tt.Known(0), (name, got, found.explain())
        elif name == "open":
            assert got == value, name
        else:
            assert str(got) == str(amount(value)), (name, got, found.explain())


def check_state(ds, row, expected):
    record = next(books[row["subject"]] for books in (ds.tariffs, ds.reliefs, ds.controls) if row["subject"] in books)
    state = record.state(day(row["on"]), known_on=day(row["known_on"]))
    if expected == {"status": "none"}:
        assert state is None, state
        return
    assert state is not None, "no state"
    for name, value in expected.items():
        got = told_of_state(state, name)
        assert value in got if name == "intended" else got == value, (name, got)


def check_act(ds, row, expected):
    act = ds.acts[row["subject"]]
    assert {name: str(getattr(act, name)) for name in expected} == expected


def check_list(ds, row, expected):
    ds = ds.known_on(row["known_on"]) if row["known_on"] else ds
    on = row["on"]
    held = [
        line
        for line in ds.code_lists[row["subject"]].rows
        if not line.condition and (line.start is None or str(line.start) <= on) and (line.end is None or str(line.end) > on)
    ]
    assert len(held) == int(expected["codes"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['subject']}-{row['on']}-{row['known_on']}".rstrip("-"))
def test_the_law(ds, row):
    expected = pairs(row["expected"])
    if "/" in row["subject"]:
        check_duty(ds, row, expected)
    elif row["subject"] in ds.acts:
        check_act(ds, row, expected)
    elif row["subject"] in ds.code_lists:
        check_list(ds, row, expected)
    else:
        check_state(ds, row, expected)


def test_every_row_names_its_source():
    assert all(row["source"] for row in ROWS)


@pytest.mark.parametrize(
    ("on", "day", "subject"),
    [
        ("2018-10-01", "2019-01-01", "us-s301-list-3"),  # 83 FR 47974
        ("2019-01-15", "2019-03-02", "us-s301-list-3"),  # 83 FR 65198
        ("2019-09-15", "2019-12-15", "us-s301-list-4b"),  # 84 FR 45821
        ("2025-02-10", "2025-03-04", "us-ieepa-fentanyl-ca"),  # EO 14197
        ("2025-02-10", "2025-03-04", "us-ieepa-fentanyl-mx"),  # EO 14198
        ("2025-05-10", "2025-06-01", "us-de-minimis-cn-post"),  # EO 14266
        ("2025-05-15", "2025-07-09", "us-ieepa-reciprocal-vn"),  # EO 14266
        ("2025-07-10", "2025-08-01", "us-ieepa-reciprocal-vn"),  # EO 14316
        ("2025-06-01", "2025-08-12", "us-ieepa-reciprocal-cn"),  # EO 14298
        ("2025-06-01", "2025-08-12", "cn-retaliation-2025-04-us-all-goods"),  # Tariff Commission No. 7 of 2025
        ("2025-09-01", "2025-11-10", "us-ieepa-reciprocal-cn"),  # EO 14334
        ("2025-09-01", "2025-11-30", "us-s301-exclusions-164"),  # 90 FR 42500
        ("2025-12-01", "2026-01-01", "us-s232-cabinets"),  # Proclamation 10976
        ("2025-12-01", "2026-02-07", "eu-countermeasures-2025-merged"),  # decision of 2025-08-05
        ("2026-09-01", "2026-11-10", "us-s301-maritime-port-fees"),  # 90 FR 50947
        ("2026-09-01", "2026-11-10", "us-s301-exclusions-164"),  # 90 FR 55232
        ("2026-09-01", "2026-11-10", "cn-retaliation-2025-04-us-all-goods"),  # Tariff Commission No. 10 of 2025
        ("2026-09-01", "2026-11-11", "cn-rare-earths-2025-11"),  # MOFCOM: suspended through 2026-11-10
        ("2026-09-01", "2026-11-28", "cn-us-ga-ge-sb-ban-2024-12"),  # MOFCOM: suspended through 2026-11-27
    ],
)
def test_what_was_about_to_come_back(ds, on, day, subject):
    coming = ds.upcoming(on=on, within=100)
    assert any(c.binding and str(c.date) == day and c.subject.id == subject for c in coming)
