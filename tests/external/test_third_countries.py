"""Duties of and on third countries against the acts that laid them down."""

import pytest
from tables import table

import tradetruce as tt

ROWS = table("third_countries.csv")


def facts(text):
    given = dict(part.split("=") for part in text.split(";") if part)
    if "exclusion" in given:
        given["exclusion"] = given["exclusion"] == "yes"
    if "metal" in given:
        given["metal"] = dict(part.split(":") for part in given["metal"].split("+"))
    if "reliefs" in given:
        given["reliefs"] = given["reliefs"].split("+")
    return given


def amount(text):
    if text.startswith("at least "):
        return tt.AtLeast(text.removeprefix("at least "))
    low, to, high = text.partition(" to ")
    return tt.Between(low, high) if to else tt.Known(low)


def name(row):
    return "-".join(filter(None, (row["importer"], row["origin"], row["hs"], row["on"], row["known_on"], row["facts"])))


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_duty_by_the_act(ds, row):
    known = {"known_on": row["known_on"]} if row["known_on"] else {}
    duty = ds.duty(row["importer"], row["origin"], row["hs"], on=row["on"], **known, **facts(row["facts"]))
    total, _, number = row["expected"].rpartition("total ")
    assert not total
    answer = duty.total if row["expected"].startswith("total ") else duty.additional
    expected = amount(number)
    if any(condition.startswith("which other duties are levied") for condition in duty.conditions):
        # The record of these measures is a selection: what the act lays down is a bound from below, and nothing where it is zero.
        expected = tt.AtLeast(expected.low) if expected.low else tt.Unknown()
    assert answer == expected, duty.explain()


def test_where_the_record_is_complete_and_where_it_is_a_selection(ds):
    complete = {("CN", "US"), ("CA", "CN"), ("CA", "US"), ("EU", "US")}
    for row in ROWS:
        pair = (row["importer"], row["origin"])
        gap = ds.coverage.gap(
            "tariffs", pair[0], frozenset({pair[1]}), row["hs"].replace(".", ""), tt.as_date("2025-06-01").toordinal()
        )
        assert (gap is None) == (pair[0] == "US" or pair in complete or (pair[0] == "EU" and row["hs"].startswith("8703"))), row


def test_every_row_cites_its_act():
    assert all(row["source"] for row in ROWS)


def test_soybeans_say_in_words_what_they_hang_on(ds):
    # Exclusions are granted to the buyer on application: the answer names them whichever way the shipment goes.
    open_ = ds.duty("CN", "US", "1201.90.11", on="2025-11-20")
    assert any("exclusion" in condition.lower() for condition in open_.conditions)
    granted = ds.duty("CN", "US", "1201.90.11", on="2025-11-20", exclusion=True)
    assert any("relieved" in dropped.reason for dropped in granted.dropped)


@pytest.mark.parametrize(
    ("measure", "on", "known_on", "status"),
    [
        ("cn-ad-2024-ca-canola-seed", "2025-10-01", "2025-10-01", "provisional"),
        ("cn-ad-2024-ca-canola-seed", "2025-10-01", "2026-03-01", "in_force"),
        ("cn-ad-2024-ca-canola-seed", "2026-01-15", "2026-03-01", "provisional"),
        ("cn-ad-2024-eu-pork", "2025-10-01", "2025-10-01", "provisional"),
        ("cn-ad-2024-eu-pork", "2025-10-01", "2025-12-16", "in_force"),
        ("cn-cvd-2024-eu-dairy", "2026-01-01", "2026-02-12", "in_force"),
        ("cn-ad-2025-pom-copolymer-us", "2025-03-01", "2025-05-18", "in_force"),
        # The duty on brandy is not collected for the months of the deposits (threat of injury).
        ("cn-ad-2024-eu-brandy", "2025-01-01", "2026-01-01", "provisional"),
        # Regulation (EU) 2024/2754: the amounts secured in 2024 are released.
        ("eu-cvd-2024-cn-bev", "2024-08-01", "2026-01-01", "provisional"),
        ("eu-retaliation-2018", "2022-06-01", "2021-11-26", "suspended"),
        ("eu-retaliation-2018", "2022-06-01", "2021-11-25", "in_force"),
        ("us-s301-aircraft-21c", "2026-10-01", "2026-10-01", "suspended"),
    ],
)
def test_deposits_and_what_became_of_them(ds, measure, on, known_on, status):
    state = ds.tariffs[measure].state(on, known_on=known_on)
    assert state.status == status


def test_what_was_only_announced_binds_nobody(ds):
    names = (
        "us-threat-canada-autos-50-2027",
        "us-s301-vietnam-ip-duty",
        "us-threat-greenland-2026",
        "us-statute-russian-energy-buyers",
    )
    for measure in map(ds.tariffs.__getitem__, names):
        assert not any(decision.binding for decision in measure.decisions), measure.id
