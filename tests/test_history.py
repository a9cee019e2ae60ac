"""The fold, on the eight hard records of law: states taken from the orders themselves."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

import tradetruce as tt


def measure(*decisions, **changes):
    fields = {
        "id": "xx-measure",
        "title": "A measure",
        "importer": "US",
        "origins": ["CN"],
        "programme": "us-s301-china",
        "scope": tt.Scope(everything=True),
        "decisions": decisions,
    }
    return tt.TariffMeasure(**fields | changes)


def act(name, made, **changes):
    return tt.Act(**{"id": name, "issuer": "US", "kind": "order", "title": name, "made": made} | changes)


def bound(make, acts, *decisions, **changes):
    record = measure(*decisions, **changes)
    return make(*(act(name, made) for name, made in acts.items()), record).tariffs["xx-measure"]


def test_before_it_is_made_there_is_no_state(make):
    held = bound(make, {"a": "2025-04-02"}, tt.Decision(act="a", steps=[tt.Step(start="2025-04-05", rate="10")]))
    assert held.state("2025-04-01") is None
    assert held.state("2025-04-02").status == "announced"
    assert held.state("2025-04-02").until == dt.date(2025, 4, 5)
    assert held.state("2025-04-05").status == "in_force"
    assert held.announced == dt.date(2025, 4, 2)


def test_a_later_decision_cuts_what_stood_from_its_first_step_on(make):
    held = bound(
        make,
        {"a": "2025-01-01", "b": "2025-02-01"},
        tt.Decision(act="a", steps=[tt.Step(start="2025-01-10", rate="10"), tt.Step(start="2025-03-01", rate="30")]),
        tt.Decision(act="b", steps=[tt.Step(start="2025-02-15", rate="20")]),
    )
    assert [held.state(day).rate for day in ("2025-02-14", "2025-02-15", "2025-03-02")] == [10, 20, 20]
    assert held.state("2025-03-02", known_on="2025-01-31").rate == 30


def test_after_a_step_with_through_what_stood_before_resumes(make):
    held = bound(
        make,
        {"a": "2025-01-01", "b": "2025-01-02"},
        tt.Decision(act="a", steps=[tt.Step(start="2025-01-10", rate="25")]),
        tt.Decision(act="b", steps=[tt.Step(start="2025-02-01", through="2025-02-28", status="suspended")]),
    )
    suspended = held.state("2025-02-28")
    assert (suspended.status, suspended.last_day, suspended.is_suspended) == ("suspended", dt.date(2025, 2, 28), True)
    assert held.state("2025-03-01").rate == 25


def test_what_runs_out_with_nothing_behind_it_has_ended(make):
    held = bound(
        make, {"a": "2025-01-01"}, tt.Decision(act="a", steps=[tt.Step(start="2025-01-10", through="2025-01-31", rate="25")])
    )
    state = held.state("2025-02-01")
    assert (state.status, state.since, state.rate) == ("ended", dt.date(2025, 2, 1), None)


def test_what_ends_before_its_first_day_was_withdrawn(make):
    held = bound(
        make,
        {"a": "2025-01-01", "b": "2025-01-05"},
        tt.Decision(act="a", steps=[tt.Step(start="2025-02-01", rate="25")]),
        tt.Decision(act="b", steps=[tt.Step(start="2025-02-01", status="ended")]),
    )
    assert held.state("2025-02-01").status == "withdrawn"


def test_a_threat_never_overrules_law(make):
    threat = tt.Decision(act="b", binding=False, steps=[tt.Step(start="2025-02-01", rate="100")])
    held = bound(
        make,
        {"a": "2025-01-01", "b": "2025-01-15"},
        tt.Decision(act="a", steps=[tt.Step(start="2025-01-10", rate="10")]),
        threat,
    )
    assert held.state("2025-02-01").rate == 10
    assert held.state("2025-01-14").intended == ()
    assert held.state("2025-01-15").intended == (threat,)


def test_a_threat_alone_is_announced_until_it_is_withdrawn(make):
    held = bound(
        make,
        {"a": "2025-10-10", "b": "2025-10-30"},
        tt.Decision(act="a", binding=False, steps=[tt.Step(start="2025-11-01", rate="100")]),
        tt.Decision(act="b", binding=False, steps=[tt.Step(start="2025-11-01", status="ended")]),
    )
    assert held.state("2025-10-29").status == "announced"
    assert held.state("2025-11-02").status == "withdrawn"


def test_an_instant_is_read_on_the_customs_clock(make):
    step = tt.Step(start="2025-04-10", at="12:01", rate="84")
    held = bound(make, {"a": "2025-04-09"}, tt.Decision(act="a", steps=[step]), importer="CN", origins=["US"])
    shanghai = ZoneInfo("Asia/Shanghai")
    assert held.state(dt.datetime(2025, 4, 10, 12, 0, tzinfo=shanghai)).status == "announced"
    assert held.state(dt.datetime(2025, 4, 10, 12, 1, tzinfo=shanghai)).rate == 84
    assert held.state(dt.datetime(2025, 4, 10, 4, 1, tzinfo=dt.UTC)).rate == 84
    assert held.state("2025-04-10").rate == 84  # a day is answered for its end


def test_two_acts_of_one_day_count_in_the_order_given(make):
    held = bound(
        make,
        {"a": "2025-01-01", "b": "2025-01-01"},
        tt.Decision(act="a", steps=[tt.Step(start="2025-01-10", rate="10")]),
        tt.Decision(act="b", steps=[tt.Step(start="2025-01-10", rate="20")]),
    )
    assert held.state("2025-01-10").rate == 20


def test_a_ruling_adds_legality_and_leaves_the_status(make):
    ruling = tt.Legality(start="2026-02-20", kind="unlawful", act="b", refundable=True)
    held = bound(
        make,
        {"a": "2025-01-01", "b": "2026-02-20"},
        tt.Decision(act="a", steps=[tt.Step(start="2025-01-10", rate="10")]),
        legality=[ruling],
    )
    assert held.state("2026-02-19").legality == ()
    assert held.state("2026-02-21").legality == (ruling,)
    assert held.state("2026-02-21").in_force


def test_a_loose_record_cannot_tell_its_state():
    with pytest.raises(tt.UnboundRecordError, match="belongs to no dataset"):
        measure(tt.Decision(act="a", steps=[tt.Step(start="2025-01-10", rate="10")])).state("2025-01-10")


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([], "must be a sequence that is not empty"),
        ([tt.Step(start="2025-02-01"), tt.Step(start="2025-01-01")], "order of time"),
        ([tt.Step(start="2025-02-01", through="2025-03-01"), tt.Step(start="2025-02-15")], "past the next one"),
        ([tt.Step(when="soon")], "needs a start"),
        (["2025-02-01"], "Step"),
    ],
)
def test_decisions_that_make_no_sense_are_refused(steps, message):
    with pytest.raises(ValueError, match=message):
        tt.Decision(act="a", steps=steps)


def test_an_intention_without_a_day_says_when():
    with pytest.raises(ValueError, match="says in `when`"):
        tt.Decision(act="a", binding=False, steps=[tt.Step(rate="10")])
    assert tt.Decision(act="a", binding=False, steps=[tt.Step(rate="10", when="within weeks")]).steps[0].when == "within weeks"


@pytest.mark.parametrize("bad", [7.5, True, "x", "NaN", None])
def test_rates_are_exact_numbers(bad):
    with pytest.raises((TypeError, ValueError)):
        tt.CompanyRate(company="x", percent=bad)


def test_rates_in_words():
    assert str(tt.Rate(percent="15", basis="floor")) == "at least 15 %"
    assert str(tt.Rate(percent="7.8", high="35.3")) == "7.8 to 35.3 %"
    assert str(tt.Rate(specific="US$50 per net ton")) == "US$50 per net ton"
    assert str(tt.Rate()) == "rate not known"
    with pytest.raises(ValueError, match="lower percent"):
        tt.Rate(percent="10", high="5")


# --- the eight hard records, as the orders print them


def rates(record, *days, known_on=None):
    return [(state.rate, state.suspended_rate) if (state := record.state(day, known_on=known_on)) else None for day in days]


def test_us_reciprocal_duty_on_china_with_all_its_pauses(ds):
    # EO 14257, 14259, 14266, 14298, 14334, 14358, 14389
    china = ds.tariffs["us-ieepa-reciprocal-cn"]
    assert rates(china, "2025-04-05", "2025-04-09", "2025-04-10", "2025-05-13") == [
        (10, None),
        (84, None),
        (125, None),
        (125, None),
    ]
    assert rates(china, "2025-05-14", "2025-08-12", "2025-11-10", "2026-02-23") == [(10, 24)] * 4
    assert china.state("2026-02-24").status == "ended"
    for known, day in [
        ("2025-04-02", "2025-04-09"),
        ("2025-06-01", "2025-08-12"),
        ("2025-09-01", "2025-11-10"),
        ("2025-12-01", "2026-11-10"),
    ]:
        assert china.state(day, known_on=known).rate == 34, known
    assert china.state("2026-02-23").legality[0].kind == "unlawful"


def test_list_3_with_its_delays(ds):
    # 83 FR 47974, 83 FR 65198, the notice of 2019-02-28, 84 FR 20459
    list_3 = ds.tariffs["us-s301-list-3"]
    assert list_3.state("2019-01-02", known_on="2018-10-01").rate == 25
    assert list_3.state("2019-01-02").rate == 10
    assert list_3.state("2019-03-02", known_on="2019-01-15").rate == 25
    assert list_3.state("2019-03-02").rate == 10
    assert list_3.state("2019-05-10").rate == 25


def test_canada_fentanyl(ds):
    # EO 14193, 14197, 14231, 14325
    canada = ds.tariffs["us-ieepa-fentanyl-ca"]
    assert canada.state("2025-02-04", known_on="2025-02-01").rate == 25
    assert not canada.state("2025-02-04").in_force
    state = canada.state("2025-03-04")
    assert state.rate == 25
    assert dict(state.step.tiers)["energy"].percent == 10
    assert dict(canada.state("2025-03-07").step.tiers)["potash"].percent == 10
    assert canada.state("2025-08-01").rate == 35
    assert canada.state("2025-10-26").rate == 35  # the 45 of October 2025 was only said


def test_eu_cars_were_decided_in_september_for_august(ds):
    cars = ds.tariffs["us-s232-autos-eu"]
    state = cars.state("2025-08-15")
    assert (state.rate, state.terms.basis) == (15, "floor")
    before = cars.state("2025-08-15", known_on="2025-08-15")
    assert before is None or not before.in_force


def test_chinas_duty_on_all_us_goods(ds):
    # Tariff Commission announcements 4, 5, 6, 7, 8, 10 of 2025
    china = ds.tariffs["cn-retaliation-2025-04-us-all-goods"]
    assert rates(china, "2025-04-10", "2025-04-12", "2025-05-14", "2025-11-10") == [(84, None), (125, None), (10, 24), (10, 24)]
    assert china.state("2025-04-10", known_on="2025-04-04").rate == 34
    assert china.state("2026-11-10", known_on="2025-12-01").rate == 34


def test_paragraph_2_of_no_46_alone_is_suspended(ds):
    ban = ds.controls["cn-us-ga-ge-sb-ban-2024-12"].state("2026-01-15")
    assert (ban.status, str(ban.last_day)) == ("suspended", "2026-11-27")
    assert ds.controls["cn-us-ga-ge-sb-ban-2024-12"].state("2025-01-15").in_force


def test_trumps_trip_moved(ds):
    trip = ds.visits["trump-cn-2026"]
    assert (str(trip.start), str(trip.end), trip.status) == ("2026-05-13", "2026-05-15", "completed")
    statuses = [report.status for report in trip.reports]
    assert "planned" in statuses
    assert "postponed" in statuses
    in_march = ds.known_on("2026-03-10").visits["trump-cn-2026"]
    assert (in_march.status, str(in_march.start), str(in_march.end)) == ("planned", "2026-03-31", "2026-04-02")
    assert ds.known_on("2026-03-16").visits["trump-cn-2026"].status == "postponed"


def test_the_eus_duties_on_electric_cars_by_company(ds):
    cars = ds.tariffs.by("EU").on_goods_of("CN").covering("8703.80")
    byd = [
        held.percent
        for record in cars
        if (state := record.state("2025-01-15")) and state.in_force and state.terms
        for held in state.terms.companies
        if "BYD" in held.company
    ]
    assert byd == [Decimal("17.0")]
