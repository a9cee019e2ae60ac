"""Duties against the orders themselves, published tables and other people's worked examples."""

import collections
from decimal import Decimal

import pytest
from tables import table

import tradetruce as tt


@pytest.mark.parametrize("row", table("us_china_stack.csv"), ids=lambda row: f"{row['date']}-{row['hs']}")
def test_the_stack_on_goods_of_china(ds, row):
    # The battery in the table is the one that is not for cars: statistical number 0020.
    hs = "8507.60.0020" if row["hs"] == "8507.60.00" else row["hs"]
    duty = ds.duty("US", "CN", hs, on=row["date"])
    assert str(duty.additional) == str(tt.Known(row["additional"])), duty.explain()


def test_laptops_never_paid_the_forced_labor_duty(ds):
    # HTSUS 2026 Rev. 21, note 52(b) lists 8471.30.01
    assert ds.duty("US", "CN", "8471.30.01", on="2026-08-01").additional == tt.Known(0)


EO_14326 = {15: 39, 19: 6, 20: 4, 25: 5, 30: 4, 35: 2, 40: 2, 18: 1, 39: 1, 41: 1}


def test_annex_i_of_eo_14326_by_rate(ds):
    # EO 14326, Annex I, as in force on 7 August 2025; the EU apart, its 15 % is a floor
    rates = collections.Counter()
    for measure in ds.tariffs.by("US").filter(lambda m: m.programme == "us-ieepa-reciprocal" and m.origins != ("*",)):
        state = measure.state("2025-08-07", known_on="2025-08-07")
        if state is None or not state.in_force or "CN" in measure.origins:
            continue
        if state.terms.basis == "floor":
            assert (measure.origins, state.rate) == (("EU",), 15)
            continue
        rates[int(state.rate)] += len(measure.origins)
    assert {rate: count for rate, count in rates.items() if rate != 10} == EO_14326
    for origin in ("GB", "BR", "FK"):
        d = ds.duty("US", origin, "9503.00.00", on="2025-08-07", known_on="2025-08-07")
        assert next(c.rate for c in d.components if c.programme == "us-ieepa-reciprocal") == 10, origin
    assert ds.duty("US", "AR", "9503.00.00", on="2025-08-07").additional == tt.Known(10)


def test_india_was_27_on_the_chart_and_26_in_the_corrected_annex(ds):
    def india(known):
        duty = ds.duty("US", "IN", "9503.00.00", on="2025-04-09", known_on=known)
        return next(c.rate for c in duty.components if c.programme == "us-ieepa-reciprocal")

    assert india("2025-04-02") == 27
    assert india("2025-04-03") == 26


def test_graphite_of_two_lines(ds):
    # Annex II of EO 14257 exempts 2504.10.50, not 2504.10.10
    assert ds.duty("US", "CN", "2504.10.10", on="2025-04-15").additional == tt.Known(145)
    assert ds.duty("US", "CN", "2504.10.50", on="2025-04-15").additional == tt.Known(20)


def test_batteries_of_two_statistical_numbers(ds):
    # 9903.91.01: 8507.60.0010 at 25 from 2024-09-27; 8507.60.0020 on List 4A at 7.5 until 2026
    on = "2025-06-15"
    cars, other = (ds.duty("US", "CN", hs, on=on).additional for hs in ("8507.60.0010", "8507.60.0020"))
    assert cars == tt.Known(25 + 20 + 10)
    assert other == tt.Known("37.5")
    assert ds.duty("US", "CN", "8507.60", on=on).additional == tt.Between("37.5", "55")


def test_section_122_in_may_2026(ds):
    state = ds.tariffs["us-s122-surcharge"].state("2026-05-20")
    assert (state.rate, state.in_force) == (10, True)
    # held unlawful for the plaintiffs by the trade court on 7 May, stayed by the Federal Circuit on 12 May
    assert {span.kind for span in state.legality} == {"contested", "stayed"}
    assert {span.kind for span in ds.tariffs["us-s122-surcharge"].state("2026-05-08").legality} == {"contested", "unlawful"}


def test_phones_paid_until_it_was_known_that_they_did_not(ds):
    ask = {"importer": "US", "origin": "CN", "hs": "8517.13.00", "on": "2025-04-09"}
    assert ds.duty(**ask, known_on="2025-04-10").additional == tt.Known(104)
    assert ds.duty(**ask, known_on="2025-04-12").additional == tt.Known(20)


def test_soybeans_from_the_us_into_china(ds):
    # 10 since 10 November 2025; 10 + 10 from 14 May to 9 November 2025 (Tariff Commission announcements 2, 7, 9, 10 of 2025). The 25 of 2018  # noqa: E501
    # stands beside exclusions granted on application, which press totals (13 with the base of 3) assume.
    def layers(on):
        duty = ds.duty("CN", "US", "1201.90", on=on)
        return {c.measure.id: c.points for c in duty.components}, duty

    now, duty = layers("2025-11-20")
    recent = sum((p.low for name, p in now.items() if "2025" in name), Decimal(0))
    assert recent == 10
    then, _ = layers("2025-09-01")
    assert sum((p.low for name, p in then.items() if "2025" in name), Decimal(0)) == 20
    assert any("exclusion" in text.lower() for text in (*duty.assumptions, *duty.conditions, *(d.reason for d in duty.dropped)))


def test_the_geneva_cut_is_115_points(ds):
    # EO 14298 and the joint statement of 12 May 2025: 145 to 30
    before, after = (ds.duty("US", "CN", "9503.00.00", on=day).additional.value for day in ("2025-05-13", "2025-05-14"))
    assert (before, after) == (145, 30)


def test_a_german_car(ds):
    # 90 FR 46136 (made 2025-09-25, back to 2025-08-01): 15 all in
    assert ds.duty("US", "DE", "8703.23.01", on="2025-09-01").total == tt.Known(15)
    assert ds.duty("US", "DE", "8703.23.01", on="2025-09-01", known_on="2025-09-01").total == tt.Known("27.5")


def test_a_public_worked_example_of_july_2026(ds):
    # HTS 8204.20.00: 9 % base + 25 (List 3) + 12.5 (forced labor) = 46.5
    assert ds.duty("US", "CN", "8204.20.00", on="2026-08-01").total == tt.Known("46.5")


@pytest.mark.parametrize(
    ("on", "total"), [("2025-12-15", "30.9"), ("2026-01-15", "48.4"), ("2026-03-01", "38.4"), ("2026-08-01", "40.9")]
)
def test_a_published_analysis_of_batteries(ds, on, total):
    # totals with the 3.4 % base for 8507.60.00, other than for cars
    assert ds.duty("US", "CN", "8507.60.0020", on=on).total == tt.Known(total)


def test_hong_kong_and_macao_pay_their_own(ds):
    # 9903.01.20, .24: China and Hong Kong; 9903.01.63: with Macau; note 20(a): products of China alone
    on = "2025-04-15"
    assert ds.duty("US", "CN", "4202.92.31", on=on).additional == tt.Known(170)
    assert ds.duty("US", "HK", "4202.92.31", on=on).additional == tt.Known(145)
    assert ds.duty("US", "MO", "4202.92.31", on=on).additional == tt.Known(125)
    assert ds.duty("US", "TW", "4202.92.31", on=on).additional == tt.Known(10)


def test_goods_freed_by_a_deal_do_not_fall_back_on_the_general_rate(ds):
    # FR Doc. 2025-18660: freed by the deal with the EU from 2025-09-01 (note 2(v)(xx)-(xxiii)), before at least 15 all in; MFN 8 %
    good = {"importer": "US", "origin": "FR", "hs": "0711.90.30"}
    assert ds.duty(**good, on="2025-08-20").total == tt.Known(15)
    assert ds.duty(**good, on="2025-10-01").additional == tt.Known(0)


def test_an_airliner_of_europe_hangs_on_being_civil(ds):
    # FR Doc. 2025-18660, note 35: civil aircraft free, others at least 15 all in
    airliner = ds.duty("US", "FR", "8802.40.01", on="2025-10-01")
    assert airliner.additional == tt.Between(0, 15)
    assert "civil aircraft" in airliner.conditions[0]
