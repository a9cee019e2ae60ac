"""Codes that took the place of others: the correlation of the Harmonized System, and the duty the goods paid under their older code."""

from decimal import Decimal

import pytest
from tables import table

import tradetruce as tt

# Rates on March 1, 2020 by heading: 83 FR 28710, 83 FR 40823, 84 FR 20459, 85 FR 3741; list 4B suspended by 84 FR 69447
RATES = {"9903.88.01": 25, "9903.88.02": 25, "9903.88.03": 25, "9903.88.15": Decimal("7.5"), "9903.88.16": 0}


def changes(ds):
    return ds.schedules["us-htsus"].renumbered


def headings():
    """Return the Section 301 heading of each code on January 1, 2020."""
    return {row["code"]: row["heading"] for row in table("us_china_tariffs_2020.csv.gz")}


def test_a_predecessor_is_one_that_the_harmonized_system_names(ds):
    correlation = {row["hs2022"]: row["hs2017"].split() for row in table("hs_2022_to_2017.csv")}
    for change in changes(ds):
        if change.on == tt.as_date("2022-01-27"):
            assert change.was[:6] in correlation[change.code[:6]], change


def test_no_code_has_two_predecessors(ds):
    codes = [change.code for change in changes(ds)]
    assert len(codes) == len(set(codes))


def test_a_code_of_today_pays_in_2020_what_its_predecessor_paid(ds):
    heading = headings()
    for change in changes(ds):
        if change.was == "85414060":  # also under the solar safeguard, Proclamation 9693: 20 from February 7, 2020
            continue
        then = change.was if change.on > tt.as_date("2020-03-01") else change.code
        duty = ds.duty("US", "CN", change.code, on="2020-03-01")
        assert duty.additional == tt.Known(RATES.get(heading.get(then), 0)), duty.explain()


@pytest.mark.parametrize(
    ("hs", "on", "additional"),
    [
        # under 8541.40.60: list 2 and the solar safeguard (Proclamation 9693)
        ("8541.43.00", "2018-07-10", 30),
        ("8541.43.00", "2019-10-01", 50),
        # under 8525.80.30 (list 3), 8525.80.40 (list 4A)
        ("8525.89.30", "2018-10-01", 10),
        ("8525.89.30", "2019-10-01", 25),
        ("8525.89.40", "2019-10-01", 15),
        # electric trucks and tractors, under 8704.90.00 and 8701.20.00 (list 2)
        ("8704.60.00", "2019-10-01", 25),
        ("8701.24.00", "2018-08-23", 25),
        # smartphones, under 8517.12.00 (list 4B, never in force)
        ("8517.13.00", "2019-12-20", 0),
        # bending machines, under 8462.21.00 (list 1); car seat parts of wood, under 9401.90.10 (list 4A)
        ("8462.23.00", "2018-07-06", 25),
        ("9401.91.15", "2019-10-01", 15),
        # a six-digit question finds the one list of all its lines
        ("8541.43", "2019-10-01", 50),
        ("8462.23", "2019-10-01", 25),
        # on list 1 all along
        ("9033.00.90", "2018-07-06", 25),
    ],
)
def test_goods_before_their_code(ds, hs, on, additional):
    assert ds.duty("US", "CN", hs, on=on).additional == tt.Known(additional)


@pytest.mark.parametrize("hs", ["8524.11.10", "8525.81.00", "8541.51.00", "8806.22.00", "8704.51.00"])
def test_a_code_of_many_predecessors_is_not_free(ds, hs):
    # flat panel modules, high-speed cameras, transducers, drones and hybrid trucks come from lines of several lists or of none
    duty = ds.duty("US", "CN", hs, on="2019-10-01")
    assert duty.additional == tt.Between(0, 25), duty.explain()
    assert duty.conditions
