"""Stacking on a small law of its own: every mechanism by itself, with numbers one can check by hand."""

import itertools
from decimal import Decimal

import attrs
import pytest
from pendulum import Date

import tradetruce as tt

ACT = tt.Act(id="nz-act", issuer="NZ", kind="order", title="An order", made="2025-01-01")
LATER = tt.Act(id="nz-later", issuer="NZ", kind="order", title="A later order", made="2025-06-01")
PROGRAMMES = [tt.Programme(id=f"nz-{name}", title=name, importer="NZ", authority="law") for name in ("first", "second")]


def tariff(name, *steps, scope=None, programme="nz-first", **changes):
    steps = steps or (tt.Step(start="2025-02-01", rate="10"),)
    return tt.TariffMeasure(
        id=f"nz-{name}", title=name, importer="NZ", origins=changes.pop("origins", ["FJ"]), programme=programme,
        scope=scope or tt.Scope(everything=True), decisions=[tt.Decision(act="nz-act", steps=steps)], **changes,
    )  # fmt: skip


def relief(name, requires, *steps, relieves=("nz-a",), **changes):
    return tt.Relief(
        id=f"nz-{name}", title=name, importer="NZ", relieves=relieves, scope=changes.pop("scope", tt.Scope(everything=True)),
        requires=requires, decisions=[tt.Decision(act="nz-act", steps=steps or (tt.Step(start="2025-02-01"),))], **changes,
    )  # fmt: skip


def duty(make, *records, hs="4202.92.31", on="2025-03-01", origin="FJ", **facts):
    return make(ACT, LATER, *PROGRAMMES, *records).duty("NZ", origin, hs, on=on, **facts)


def test_layers_add_up(make):
    d = duty(make, tariff("a"), tariff("b", tt.Step(start="2025-02-01", rate="2.5"), programme="nz-second"))
    assert d.additional == tt.Known("12.5")
    assert [c.rate for c in d.components] == [Decimal(10), Decimal("2.5")]
    assert d.total == tt.Unknown()  # no schedule of New Zealand is held: unknown, not zero
    assert d.base == tt.Unknown()


def test_nothing_found_is_known_to_be_nothing(make):
    assert duty(make, tariff("a", origins=["WS"])).additional == tt.Known(0)


def test_what_is_not_covered_is_unknown_and_not_zero(ds):
    # New Zealand is not in the record; the US from 7 February 2018 on; China on others in a selection
    nowhere = ds.duty("NZ", "CN", "8703.80", on="2025-04-15")
    assert (nowhere.additional, nowhere.total) == (tt.Unknown(), tt.Unknown())
    assert "holds no tariffs of NZ" in nowhere.conditions[0]
    early = ds.duty("US", "CN", "9503.00.00", on="2018-02-06")
    assert early.additional == tt.Unknown()
    assert "starts on 2018-02-07" in early.conditions[0]
    assert ds.duty("US", "CN", "9503.00.00", on="2018-02-07").additional == tt.Known(0)
    selected = ds.duty("CN", "FJ", "9503.00", on="2025-04-15")
    assert selected.additional == tt.Unknown()
    assert "only a selection" in selected.conditions[0]


def test_a_selection_bounds_a_duty_from_below_alone(ds):
    part = tt.Coverage(
        id="own", collection="tariffs", jurisdictions=["NZ"], slice="some", completeness="selected", definition="Some."
    )
    held = ds.with_records(part, ACT, *PROGRAMMES, tariff("a"))
    assert held.duty("NZ", "FJ", "4202.92.31", on="2025-03-01").additional == tt.AtLeast(10)
    cars = tt.Coverage(
        id="cars", collection="tariffs", jurisdictions=["NZ"], counterparts=["FJ"], goods=["8703"], slice="cars",
        completeness="complete", definition="All on cars.",
    )  # fmt: skip
    held = ds.with_records(part, cars, ACT, *PROGRAMMES, tariff("a"))
    assert held.duty("NZ", "FJ", "8703.80", on="2025-03-01").additional == tt.Known(10)
    assert held.duty("NZ", "FJ", "8704.21", on="2025-03-01").additional == tt.AtLeast(10)
    assert held.duty("NZ", "WS", "8703.80", on="2025-03-01").additional == tt.Unknown()


@pytest.mark.parametrize(
    ("hs", "on", "why"),
    [
        ("9999.99", "2025-12-01", "special provisions"),
        ("7777.77", "2025-12-01", "has no 7777.77"),
        ("0101.21.01", "2025-12-01", "it has 0101.21.00"),
        ("8517.12.00", "2025-12-01", "it became 8517.13.00, 8517.14.00"),
        ("8703.80.99", "2019-12-01", "has no 8703.80.99"),
        ("9802.00.40", "2025-12-01", "special provisions"),
    ],
)
def test_a_code_that_the_schedule_does_not_have_is_unknown(ds, hs, on, why):
    duty = ds.duty("US", "CN", hs, on=on)
    assert (duty.additional, duty.total, duty.components) == (tt.Unknown(), tt.Unknown(), ())
    assert why in duty.conditions[0]


@pytest.mark.parametrize("hs", ["8517.12.00", "8703.80.00.20", "0101", "85", "8542.33.00"])
def test_codes_of_earlier_editions_and_of_other_lengths_are_answered(ds, hs):
    on = "2019-10-01" if hs == "8517.12.00" else "2025-12-01"
    assert ds.duty("US", "CN", hs, on=on).additional.low is not None


def test_before_its_first_day_it_is_announced_and_not_charged(make):
    d = duty(make, tariff("a"), on="2025-01-31")
    assert d.additional == tt.Known(0)
    assert "announced, not in force before 2025-02-01" in d.dropped[0].reason


@pytest.mark.parametrize("status", ["suspended", "provisional", "not_enforced", "relaxed"])
def test_only_what_is_in_force_is_charged(make, status):
    d = duty(make, tariff("a", tt.Step(start="2025-02-01", rate="10", status=status)))
    assert d.additional == tt.Known(0)
    assert [part.measure.id for part in d.dropped] == ["nz-a"]


def test_an_unknown_status_makes_the_answer_unknown(make):
    d = duty(make, tariff("a", tt.Step(start="2025-02-01", rate="10", status="unknown")))
    assert d.additional == tt.Unknown()
    d = duty(make, tariff("a", tt.Step(start="2025-02-01", rate="10", status="unknown")), tariff("b", programme="nz-second"))
    assert d.additional == tt.AtLeast(10)


def test_the_replaced_drops_out_only_while_the_replacing_is_in_force(make):
    special = tariff("b", tt.Step(start="2025-04-01", rate="0"), replaces=["nz-a"])
    assert duty(make, tariff("a"), special, on="2025-03-01").additional == tt.Known(10)
    d = duty(make, tariff("a"), special, on="2025-04-01")
    assert d.additional == tt.Known(0)
    assert "replaced by b" in {part.reason for part in d.dropped}


def test_one_measure_gives_way_to_another_for_the_whole_good_and_in_its_time(make):
    rule = tt.GivesWay(to=["nz-second"], start="2025-02-15", end="2025-05-01", rule="note 1")
    records = tariff("a", gives_way=[rule]), tariff("b", tt.Step(start="2025-02-01", rate="25"), programme="nz-second")
    assert duty(make, *records, on="2025-02-14").additional == tt.Known(35)
    d = duty(make, *records, on="2025-02-15")
    assert d.additional == tt.Known(25)
    assert d.dropped[0].reason == "gives way to b (note 1)"
    assert duty(make, *records, on="2025-05-01").additional == tt.Known(35)


def test_who_gives_way_itself_is_not_given_way_to(make):
    a = tariff("a", gives_way=[tt.GivesWay(to=["nz-b"])])
    b = tariff("b", tt.Step(start="2025-02-01", rate="20"), gives_way=[tt.GivesWay(to=["nz-second"])])
    c = tariff("c", tt.Step(start="2025-02-01", rate="40"), programme="nz-second")
    assert {x.measure.id for x in duty(make, a, b, c).components} == {"nz-a", "nz-c"}
    assert duty(make, a, b).additional == tt.Known(20)


def test_who_gives_way_as_a_whole_is_not_paid_even_to_a_duty_on_content(make):
    a = tariff("a", gives_way=[tt.GivesWay(to=["nz-b"])])
    b = tariff("b", tt.Step(start="2025-02-01", rate="50", value_base="steel"), programme="nz-second")
    c = tariff("c", tt.Step(start="2025-02-01", rate="5"), programme="nz-second", gives_way=[tt.GivesWay(to=["nz-a"])])
    d = duty(make, a, b, c, metal={"steel": "0.5"})
    assert {part.measure.id: part.rate for part in d.components} == {"nz-b": Decimal(25), "nz-c": Decimal(5)}


def test_rules_can_be_for_a_tier_or_an_origin_alone(make):
    scope = tt.Scope(everything=True, tiers=[tt.Tier(name="energy", codes=["27"])])
    step = tt.Step(start="2025-02-01", rate="25", tiers={"energy": "10"})
    rule = tt.GivesWay(to=["nz-second"], tiers=["general"], origins=["FJ"])
    records = (
        tariff("a", step, scope=scope, origins=["FJ", "WS"], gives_way=[rule]),
        tariff("b", programme="nz-second", origins=["*"]),
    )
    assert duty(make, *records).additional == tt.Known(10)
    assert duty(make, *records, hs="2709.00").additional == tt.Known(20)
    assert duty(make, *records, origin="WS").additional == tt.Known(35)


def test_content_is_charged_on_its_slice_and_the_rest_pays_the_other(make):
    metal = tariff("b", tt.Step(start="2025-02-01", rate="50", value_base="steel"), programme="nz-second")
    rest = tariff("a", gives_way=[tt.GivesWay(to=["nz-second"], part="content")])
    d = duty(make, metal, rest, metal={"steel": Decimal("0.4")})
    assert d.additional == tt.Known("26")  # 0.4 x 50 + 0.6 x 10
    d = duty(make, metal, rest)
    assert d.additional == tt.Between(10, 50)
    assert d.conditions == ("the share of the value that is steel content",)


def test_two_metals_take_two_slices(make):
    steel = tariff("b", tt.Step(start="2025-02-01", rate="50", value_base="steel"), programme="nz-second")
    aluminum = tariff("c", tt.Step(start="2025-02-01", rate="20", value_base="aluminum"), programme="nz-second")
    rest = tariff("a", gives_way=[tt.GivesWay(to=["nz-second"], part="content")])
    d = duty(make, steel, aluminum, rest, metal={"steel": "0.5", "aluminum": "0.25"})
    assert d.additional == tt.Known("32.5")  # 25 + 5 + 2.5


def test_floors_without_a_base_are_bounded(make):
    floor = tariff("a", tt.Step(start="2025-02-01", rate=tt.Rate(percent="15", basis="floor")))
    d = duty(make, floor)
    assert (d.additional, d.total) == (tt.Between(0, 15), tt.AtLeast(15))


def test_floors_top_up_the_base(ds):
    # 8703.23.01: 2.5 % column 1; 2204.21.50: specific
    step = tt.Step(start="2025-02-01", rate=tt.Rate(percent="15", basis="floor"))
    measure = tt.TariffMeasure(
        id="us-floor", title="floor", importer="US", origins=["FJ"], programme="us-s122", scope=tt.Scope(codes=["8703", "6109"]),
        decisions=[tt.Decision(act="us-eo-14257", steps=[step])], replaces=["us-ieepa-reciprocal-fj", "us-ieepa-reciprocal-baseline", "us-s232-autos-general"],  # noqa: E501
    )  # fmt: skip
    held = ds.with_records(measure)
    car = held.duty("US", "FJ", "8703.23.01", on="2025-09-01")
    assert next(c.rate for c in car.components if c.measure.id == "us-floor") == Decimal("12.5")
    shirt = held.duty("US", "FJ", "6109.10.00", on="2025-09-01")  # 16.5 % is above the floor
    assert next(c.rate for c in shirt.components if c.measure.id == "us-floor") == 0


def test_a_replacement_takes_the_place_of_the_base(make):
    d = duty(make, tariff("a", tt.Step(start="2025-02-01", rate=tt.Rate(percent="6.1", basis="replacement"))))
    assert (d.additional, d.total) == (tt.Known(0), tt.Known("6.1"))


def test_a_rate_by_company(make):
    companies = [tt.CompanyRate(company="BYD", percent="17.0"), tt.CompanyRate(company="Geely", percent="18.8")]
    measure = tariff("a", tt.Step(start="2025-02-01", rate=tt.Rate(percent="20.7", high="35.3", companies=companies)))
    d = duty(make, measure)
    assert d.additional == tt.Between("17.0", "35.3")
    assert any("company" in condition for condition in d.conditions)
    assert duty(make, measure, company="byd").additional == tt.Known("17.0")
    assert duty(make, measure, company="SAIC").additional == tt.Between("20.7", "35.3")


def test_the_schedule_holds_from_its_first_day(ds):
    assert ds.duty("US", "CN", "8703.80.00", on="2024-12-31").base == tt.Unknown()
    assert ds.duty("US", "CN", "8703.80.00", on="2025-01-01").base == tt.Known("2.5")


def test_a_code_is_its_own_from_the_day_of_the_renumbering(ds):
    asked = {day: ds.duty("US", "CN", "8517.13.00", on=day).assumptions for day in ("2022-01-26", "2022-01-27")}
    assert "8517.12.00" in asked["2022-01-26"][0]
    assert not any("8517.12.00" in text for text in asked["2022-01-27"])


def test_a_base_per_unit_needs_the_value_of_a_unit(ds):
    # HTSUS 2025: 0402.10.50 pays 86.5 cents a kilogram, so 25 % at $3.46; 8215.99.01 pays 0.9 cents each + 15.8 %, so 17.6 % at 50 cents
    ask = {"importer": "US", "origin": "FR", "hs": "0402.10.50", "on": "2025-03-01"}
    assert (ds.duty(**ask).additional, ds.duty(**ask).total) == (tt.Known(0), tt.Unknown())
    assert ds.duty(**ask, unit_value={"kg": "3.46"}).total == tt.Known(25)
    assert ds.duty(**ask, unit_value={"liter": "3.46"}).total == tt.Unknown()
    compound = ds.duty("US", "FR", "8215.99.01", on="2025-03-01")
    assert compound.total == tt.AtLeast("15.8")
    assert ds.duty("US", "FR", "8215.99.01", on="2025-03-01", unit_value={"each": "0.50"}).total == tt.Known("17.6")
    with pytest.raises(ValueError, match="above zero"):
        ds.duty(**ask, unit_value={"kg": 0})


def test_a_range_of_rates_names_what_it_hangs_on(make):
    records = (
        tariff("a"),
        relief("lower", tt.Requirement(quota="in"), tt.Step(start="2025-02-01", rate=tt.Rate(percent="2", high="4"))),
    )
    d = duty(make, *records, quota="in")
    assert d.additional == tt.Between(2, 4)
    assert d.conditions == ("lower — which rate within 2 to 4 % holds the shipment does not say",)
    assert d.components[0].relief.id == "nz-lower"
    span = tariff("b", tt.Step(start="2025-02-01", rate=tt.Rate(percent="2", high="4")))
    assert duty(make, span).conditions == ("b: the rate depends on the company or the product",)


def test_a_relief_from_what_is_not_charged_is_not_assumed_away(make):
    rule = tt.GivesWay(to=["nz-second"])
    records = (
        tariff("a", gives_way=[rule]),
        tariff("b", programme="nz-second"),
        relief("exclusion", tt.Requirement(exclusion=True)),
    )
    assert duty(make, *records).assumptions == ()
    assert duty(make, records[0], records[2]).assumptions == ("not relieved by exclusion (claims a product exclusion)",)


def test_a_specific_rate_is_no_percentage(make):
    dollars = tariff(
        "a", tt.Step(start="2025-02-01", rate=tt.Rate(specific="US$5 per kg", amount="5", currency="USD", unit="kg"))
    )
    assert duty(make, dollars, unit_value={"kg": "20"}).additional == tt.Known(25)
    assert "what US$5 per kg comes to" in duty(make, dollars).conditions[0]
    measure = tariff(
        "a", tt.Step(start="2025-02-01", rate=tt.Rate(specific="NZ$5 per kg", amount="5", currency="NZD", unit="kg"))
    )
    assert duty(make, measure).additional == tt.Unknown()
    assert duty(make, measure, tariff("b", programme="nz-second")).additional == tt.AtLeast(10)


def test_an_exclusion_is_assumed_not_to_be_claimed(make):
    records = tariff("a"), relief("exclusion", tt.Requirement(exclusion=True))
    d = duty(make, *records)
    assert d.additional == tt.Known(10)
    assert "claims a product exclusion" in d.assumptions[0]
    claimed = duty(make, *records, exclusion=True)
    assert claimed.additional == tt.Known(0)
    assert claimed.dropped[0].reason == "relieved: exclusion"
    assert duty(make, *records, exclusion=False).assumptions == ()


def test_a_preference_is_asked_for(make):
    records = tariff("a"), relief("preference", tt.Requirement(preference="pacer"), default="asked", origins=["FJ"])
    d = duty(make, *records)
    assert d.additional == tt.Between(0, 10)
    assert d.conditions == ("whether PACER treatment is claimed",)
    assert duty(make, *records, preference="pacer").additional == tt.Known(0)
    assert duty(make, *records, preference="none").additional == tt.Known(10)


def test_very_many_questions_are_told_and_not_multiplied_out(make):
    reliefs = [relief(f"r{n}", tt.Requirement(company=f"Company {n}"), default="asked") for n in range(12)]
    d = duty(make, tariff("a"), *reliefs)
    assert d.additional == tt.Between(0, 10)
    assert any(condition.startswith("12 open questions") for condition in d.conditions)


def test_a_quota_is_asked_for_and_leaves_its_own_rate(make):
    records = tariff("a"), relief("quota", tt.Requirement(quota="in"), tt.Step(start="2025-02-01", rate="4"), default="asked")
    assert duty(make, *records).additional == tt.Between(4, 10)
    assert duty(make, *records, quota="in").additional == tt.Known(4)
    assert duty(make, *records, quota="out").additional == tt.Known(10)


def test_a_relief_is_claimed_by_its_name(make):
    described = relief("described", tt.Requirement(description="for a lighthouse"))
    assert duty(make, tariff("a"), described).additional == tt.Known(10)
    assert [r.id for r in duty(make, tariff("a"), described).claimable] == ["nz-described"]
    claimed = duty(make, tariff("a"), described, reliefs=["nz-described"])
    assert claimed.additional == tt.Known(0)
    assert claimed.assumptions == ()
    assert claimed.claimable == ()
    assert duty(make, tariff("a"), described).to_dict()["claimable"] == [{"relief": "nz-described", "title": "described"}]
    with pytest.raises(tt.UnknownRecordError, match="nz-described"):
        duty(make, tariff("a"), described, reliefs=["nz-descibed"])
    # what another fact denies is not met
    late = relief("described", tt.Requirement(description="for a lighthouse", entered_before="2025-02-15"))
    assert duty(make, tariff("a"), late, reliefs=["nz-described"]).additional == tt.Known(10)


def test_an_absolute_quota_is_taken_to_be_kept(make):
    over = tt.Step(start="2025-02-01")  # no rate: nothing enters above the quota
    records = tariff("a", over), relief("quota", tt.Requirement(quota="in"), default="granted")
    assert duty(make, *records).additional == tt.Known(0)
    assert duty(make, *records).assumptions == ("quota (within the quota)",)
    assert duty(make, *records, quota="in").assumptions == ()
    assert duty(make, *records, quota="out").additional == tt.Unknown()


def test_goods_in_transit(make):
    transit = relief("transit", tt.Requirement(loaded_before="2025-02-01", entered_before="2025-04-01"))
    assert duty(make, tariff("a"), transit).additional == tt.Known(10)
    assert "loaded before 2025-02-01" in duty(make, tariff("a"), transit).assumptions[0]
    assert duty(make, tariff("a"), transit, loaded="2025-01-31").additional == tt.Known(0)
    assert duty(make, tariff("a"), transit, loaded="2025-02-01").additional == tt.Known(10)
    late = duty(make, tariff("a"), transit, loaded="2025-01-31", on="2025-04-01")
    assert late.additional == tt.Known(10)
    assert late.assumptions == ()


def test_small_values_companies_and_descriptions(make):
    small = relief("small", tt.Requirement(value_at_most="800"))
    assert duty(make, tariff("a"), small, value=Decimal(800)).additional == tt.Known(0)
    assert duty(make, tariff("a"), small, value=Decimal(801)).additional == tt.Known(10)
    firm = relief("firm", tt.Requirement(company="Acme"), default="asked")
    assert duty(make, tariff("a"), firm).additional == tt.Between(0, 10)
    assert duty(make, tariff("a"), firm, company="Acme Ltd").additional == tt.Known(0)
    described = relief("described", tt.Requirement(description="for the blind"))
    assert "for the blind" in duty(make, tariff("a"), described).assumptions[0]


def rows(*codes, **changes):
    return tt.CodeList(
        id="nz-list",
        title="a list",
        importer="NZ",
        complete_from="2020-01-01",
        rows=[tt.CodeRow(code=code, **changes) for code in codes],
    )


def test_a_longer_code_on_the_list_covers_only_a_part(make):
    records = rows("8507.60.0010"), tariff("a", scope=tt.Scope(lists=["nz-list"]))
    assert duty(make, *records, hs="8507.60.0010").additional == tt.Known(10)
    assert duty(make, *records, hs="8507.60.0020").additional == tt.Known(0)
    short = duty(make, *records, hs="8507.60")
    assert short.additional == tt.Between(0, 10)
    assert "which line under 8507.60" in short.conditions[-1]


def test_a_list_that_is_not_complete_leaves_other_codes_unknown(make):
    listed = tt.CodeList(id="nz-list", title="a list", importer="NZ", rows=[tt.CodeRow(code="8507")])
    records = listed, tariff("a", scope=tt.Scope(lists=["nz-list"]))
    assert duty(make, *records, hs="8507.60").additional == tt.Known(10)
    assert duty(make, *records, hs="8508.60").additional == tt.Between(0, 10)


def test_a_code_that_left_by_a_renumbering_is_not_free_after_it(make):
    listed = rows("8525.80.30", end="2022-01-27")
    listed = attrs.evolve(listed, renumbered=["2022-01-27"])
    records = listed, tariff("a", tt.Step(start="2020-01-01", rate="10"), scope=tt.Scope(lists=["nz-list"]))
    assert duty(make, *records, hs="8525.80.30", on="2025-03-01").additional == tt.Between(0, 10)


def test_the_lines_beneath_a_code_are_asked_by_the_codes_of_the_day(ds):
    # cameras of 8525.89.30 were in 8525.80.30 until 2022, on List 4A: 15 % from 1 September 2019
    short = ds.duty("US", "CN", "8525.89", on="2019-10-01")
    assert short.additional.low is not None
    assert ds.duty("US", "CN", "8525.89.30", on="2019-10-01").additional.low <= short.additional.high


def test_an_incomplete_scope_is_unknown_within_its_chapters_alone(make):
    fish = tariff("a", scope=tt.Scope(complete=False, within=["03"], description="seafood"))
    assert duty(make, fish, hs="0302.11").additional == tt.Between(0, 10)
    both = tariff("a", scope=tt.Scope(complete=False, within=["03", "16"], description="seafood"))
    assert [duty(make, both, hs=hs).additional for hs in ("0302.11", "1604.11")] == [tt.Between(0, 10)] * 2
    assert duty(make, fish, hs="6109.10").additional == tt.Known(0)
    assert duty(make, tariff("a", scope=tt.Scope(goods=False)), hs="0302.11").additional == tt.Known(0)


def test_conditions_and_exceptions_of_lists(make):
    described = rows("8708.10", condition="for passenger cars")
    d = duty(make, described, tariff("a", scope=tt.Scope(lists=["nz-list"])), hs="8708.10")
    assert d.additional == tt.Between(0, 10)
    assert "for passenger cars" in d.conditions[0]
    d = duty(make, described, tariff("a", scope=tt.Scope(everything=True, except_lists=["nz-list"])), hs="8708.10")
    assert d.additional == tt.Known(10)
    assert "for passenger cars" in d.assumptions[0]
    plain = duty(make, rows("8708.10"), tariff("a", scope=tt.Scope(everything=True, except_lists=["nz-list"])), hs="8708.10")
    assert plain.additional == tt.Known(0)
    assert plain.dropped[0].reason == "exempt: a list"
    by_code = duty(make, tariff("a", scope=tt.Scope(everything=True, except_codes=["8708"])), hs="8708.10")
    assert by_code.dropped[0].reason == "exempt by its code"


def test_what_is_likely_exempt_is_asked_and_not_assumed(make):
    aircraft = tt.CodeList(
        id="nz-list", title="aircraft", importer="NZ", complete_from="2020-01-01", asked=["8802"],
        rows=[tt.CodeRow(code=code, condition="civil aircraft") for code in ("8802.40", "8708.10")],
    )  # fmt: skip
    records = aircraft, tariff("a", scope=tt.Scope(everything=True, except_lists=["nz-list"]))
    airliner = duty(make, *records, hs="8802.40")
    assert airliner.additional == tt.Between(0, 10)
    assert airliner.conditions == ("the good is not exempt as: civil aircraft",)
    assert duty(make, *records, hs="8708.10").additional == tt.Known(10)


def test_membership_has_days_and_a_day_it_was_known(make):
    listed = rows("8517.13", start="2025-02-01", end="2025-08-01", act="nz-later")
    ds = make(ACT, LATER, *PROGRAMMES, listed, tariff("a", scope=tt.Scope(everything=True, except_lists=["nz-list"])))
    ask = {"importer": "NZ", "origin": "FJ", "hs": "8517.13.00"}
    assert ds.duty(**ask, on="2025-03-01").additional == tt.Known(0)  # known later, effective before
    assert ds.duty(**ask, on="2025-03-01", known_on="2025-05-31").additional == tt.Known(10)
    assert ds.duty(**ask, on="2025-08-01").additional == tt.Known(10)


def test_origins_left_out_for_a_time_and_customs_unions(make):
    out = tt.OriginException(economy="WS", start="2025-02-01", end="2025-06-01")
    everywhere = tariff("a", origins=["*"], except_origins=[out])
    assert duty(make, everywhere, origin="WS").additional == tt.Known(0)
    assert duty(make, everywhere, origin="WS", on="2025-06-01").additional == tt.Known(10)
    union = tariff("a", origins=["EU"])
    assert duty(make, union, origin="DE").additional == tt.Known(10)
    assert duty(make, union, origin="GB").additional == tt.Known(0)


def test_money_is_rounded_line_by_line(make):
    d = duty(make, tariff("a", tt.Step(start="2025-02-01", rate="7.5")), tariff("b", programme="nz-second"))
    paid = d.on_value("1234.57")
    assert dict(paid.lines) == {"nz-b": tt.Known("123.46"), "nz-a": tt.Known("92.59")}
    assert paid.additional == tt.Known("216.05")
    assert paid.total == tt.Unknown()


def test_a_shipment_says_the_same(make):
    ds = make(ACT, *PROGRAMMES, tariff("a"))
    shipment = tt.Shipment(importer="NZ", origin="FJ", hs="4202.92.31", on="2025-03-01")
    assert ds.duty(shipment) == ds.duty("New Zealand", "Fiji", "42029231", on="2025-03-01")
    assert ds.duty(shipment) is ds.duty(shipment)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({}, TypeError),
        ({"on": "2025-03-01", "colour": "red"}, TypeError),
        ({"on": "soon"}, tt.InvalidDateError),
        ({"on": "2025-03-01", "metal": {"steel": "1.5"}}, ValueError),
        ({"on": "2025-03-01", "quota": "maybe"}, ValueError),
        ({"on": "2025-03-01", "metal": {"aluminium": "0.5"}}, ValueError),
        ({"on": "2025-03-01", "exclusion": "maybe"}, ValueError),
        ({"on": "2025-03-01", "value": "-5"}, ValueError),
        ({"on": "2025-03-01", "preference": "usmka"}, ValueError),
    ],
)
def test_wrong_questions(ds, facts, error):
    ds.duty("US", "CN", "8703.80.00", on="2025-03-01")  # an answer that is kept answers no other question
    with pytest.raises(error):
        ds.duty("US", "CN", "8703.80.00", **facts)


def test_a_shipment_is_the_whole_question(ds):
    shipment = tt.Shipment(importer="US", origin="CN", hs="6109.10.00", on="2026-08-01")
    with pytest.raises(TypeError, match="takes a Shipment alone"):
        ds.duty(shipment, on="2025-01-01")
    with pytest.raises(TypeError, match="knows no colour"):
        ds.duty_history("US", "CN", "6109.10.00", colour="red")
    with pytest.raises(TypeError, match="takes no day"):
        ds.duty_history("US", "CN", "6109.10.00", on="2025-04-15")


def test_preferences_are_told_the_nearest(ds):
    with pytest.raises(tt.TradetruceError, match="preference must be usmca or"):
        ds.duty("US", "CA", "9503.00.00", on="2025-04-15", preference="usmka")
    assert ds.duty("US", "CA", "9503.00.00", on="2025-04-15", preference="USMCA").additional == tt.Known(0)


def test_a_metal_share_is_asked_only_where_it_matters(ds):
    bus = ds.duty("US", "DE", "8702.10.31", on="2025-11-01")
    assert (bus.additional, bus.conditions) == (tt.Known(10), ())
    screw = ds.duty("US", "DE", "7318.15.20", on="2025-09-01")
    assert screw.conditions == ("the share of the value that is steel content",)


def test_the_day_of_knowledge_is_told_whoever_set_it(ds):
    asked = ds.known_on("2025-09-01").duty("US", "CN", "9503.00.00", on="2025-11-15").to_dict()
    assert asked["known_on"] == "2025-09-01"
    assert ds.duty("US", "CN", "9503.00.00", on="2025-11-15").to_dict()["known_on"] is None


def test_wrong_names_are_told_the_nearest(ds):
    with pytest.raises(tt.UnknownRecordError, match="China"):
        ds.duty("US", "Chna", "8703.80.00", on="2025-04-15")
    with pytest.raises(tt.InvalidCodeError):
        ds.duty("US", "CN", "cars", on="2025-04-15")


def test_history_is_steps_without_gaps(make):
    ds = make(ACT, *PROGRAMMES, tariff("a", tt.Step(start="2025-02-01", rate="10"), tt.Step(start="2025-05-01", rate="20")))
    history = ds.duty_history("NZ", "FJ", "4202.92.31")
    inside = [
        (str(period), str(duty.additional)) for period, duty in history if period.start and str(period.start) >= "2025-02-01"
    ]
    assert inside[:2] == [("2025-02-01/2025-04-30", "10"), inside[1]]
    assert inside[1][0].startswith("2025-05-01/")
    for (before, _), (after, _) in itertools.pairwise(history):
        assert before.end == after.start
    assert history[-1][0].end is None


@pytest.mark.parametrize(
    ("importer", "origin", "code", "facts"),
    [
        ("US", "CN", "8703.80.00", {}),
        ("US", "CN", "8425.42.00", {}),
        ("US", "CN", "8425.42.00", {"exclusion": True}),
        ("US", "CN", "9503.00.00", {"value": 500}),
        ("US", "CN", "6109.10.00", {"loaded": "2025-04-01"}),
        ("US", "CA", "7208.51.00", {}),
        ("US", "MX", "8704.31.00", {"preference": "usmca"}),
        ("US", "KR", "7208.51.00", {"quota": "out"}),
        ("US", "DE", "8703.23.01", {}),
        ("CN", "US", "8542.31.19", {}),  # the record of China starts later than that of the United States
        ("DE", "US", "8703.80", {}),
        ("EU", "CN", "8703.80", {"company": "BYD"}),
    ],
)
def test_a_history_says_on_any_day_what_is_said_of_the_day(ds, importer, origin, code, facts):
    history = ds.duty_history(importer, origin, code, **facts)
    first = history[0][0].start.toordinal()
    starts = {period.start.toordinal() for period, _ in history}
    around = {start + shift for start in starts for shift in (-1, 0, 1)} | set(range(first, first + 3300, 5))
    for ordinal in sorted(day for day in around if day >= first):
        day = Date.fromordinal(ordinal)
        told, said = history.on(day), ds.duty(importer, origin, code, on=day, **facts)
        assert (told.additional, told.total, told.scheduled_only) == (said.additional, said.total, said.scheduled_only), day
        assert [part.measure.id for part in told.components] == [part.measure.id for part in said.components], day


def test_what_was_known_before_the_record_starts_is_not_known(ds):
    early = ds.known_on("2017-12-31").duty("US", "CN", "9503.00.00", on="2025-01-15")
    assert (early.additional, early.conditions) == (
        tt.Unknown(),
        ("which other duties are levied: the record starts on 2018-02-07",),
    )


@pytest.mark.parametrize("day", ["2021-01-01", "2025-04-15"])
def test_special_provisions_are_no_goods_on_any_day(ds, day):
    assert ds.duty("US", "CN", "9802.00.40", on=day).additional == tt.Unknown()


@pytest.mark.parametrize(
    ("importer", "origin", "code", "on", "undivided"),
    [
        ("EU", "CN", "8703.80.00", "2025-06-01", "8703.80"),  # its lines are 8703.80.10 and 8703.80.90
        ("CN", "US", "1201.90.00", "2025-06-01", "1201.90"),
        ("CA", "US", "2204.21.00", "2025-04-01", "2204.21"),
        ("CA", "CN", "8703.80.00", "2025-06-01", None),  # a line of Canada's tariff
        ("CN", "US", "0203.29.00", "2025-06-01", None),
    ],
)
def test_a_subheading_written_as_a_line_is_asked_as_a_subheading(ds, importer, origin, code, on, undivided):
    found = ds.duty(importer, origin, code, on=on)
    if undivided is None:
        assert not any(text.startswith("asked as") for text in found.assumptions)
        return
    assert found.additional == ds.duty(importer, origin, undivided, on=on).additional
    assert f"asked as {undivided}, which the tariff divides into other lines" in found.assumptions
    steps = [[(period, duty.additional) for period, duty in ds.duty_history(importer, origin, c)] for c in (code, undivided)]
    assert steps[0] == steps[1]


def test_a_lowered_rate_is_filed_under_the_heading_of_its_relief(ds):
    headings = {
        quota: ds.duty("US", "GB", "8703.23.01", on="2025-09-01", quota=quota).components[0].heading
        for quota in ("in", "out", None)
    }
    assert headings == {"in": "9903.94.31", "out": "9903.94.01", None: "9903.94.01"}


@pytest.mark.parametrize("amount", [tt.Between(0, 25), tt.AtLeast(15), tt.Unknown()])
def test_what_is_not_one_number_is_no_float(amount):
    with pytest.raises(TypeError):
        float(amount)


def test_a_part_of_a_history_says_where_it_ends(ds):
    history = ds.duty_history("US", "CN", "9503.00.00")  # the duty of February 2025 began on the 4th: 90 FR 9121
    first = next(place for place, (period, _) in enumerate(history) if str(period.start) == "2025-02-04")
    with pytest.raises(tt.InvalidDateError, match=r"2026-03-01 lies outside the history, which runs .*/2025-02-03"):
        history[:first].on("2026-03-01")
    with pytest.raises(tt.InvalidDateError, match="which runs 2025-02-04/"):
        history[first:].on("2018-03-01")
    with pytest.raises(tt.InvalidDateError, match="empty"):
        history[:0].on("2018-03-01")


def test_goods_of_the_importer_itself_are_not_known(ds):
    # 9801.00.10: US products are free when they come back. Customs NY N298549: no steel duty on US steel worked on in Mexico.
    asked = [("US", "US", "8703.23.01"), ("EU", "DE", "8703.23.19"), ("FR", "DE", "8703.23.19"), ("CN", "CN", "8703.23.00")]
    for importer, origin, code in asked:
        duty = ds.duty(importer, origin, code, on="2025-06-01")
        assert (duty.additional, duty.total, duty.components) == (tt.Unknown(), tt.Unknown(), ())
        assert any("of its own" in condition for condition in duty.conditions)
