"""Export controls and truces, against the notices."""

import pytest

import tradetruce as tt

OCTOBER = ("55", "56", "57", "58", "61", "62")


def october(ds):
    acts = {f"cn-mofcom-2025-{number}" for number in OCTOBER}
    return ds.controls.by("CN").filter(lambda c: c.decisions[0].act in acts)


def test_the_controls_of_9_october_2025_as_known_before_the_truce(ds):
    controls = october(ds.known_on("2025-11-01"))
    assert len(controls) >= 5
    starts = {str(state.since) for c in controls for state in c.states if state.in_force}
    assert {"2025-11-08", "2025-12-01"} <= starts


def test_the_controls_of_9_october_2025_as_known_after_it(ds):
    known = ds.known_on("2025-11-12")
    states = {c.id: c.state("2025-12-15") for c in october(known)}
    assert {state.status for state in states.values()} == {"suspended"}
    assert {str(state.last_day) for state in states.values()} == {"2026-11-10"}


def test_the_licensing_of_april_2025_was_never_suspended(ds):
    control = ds.controls.filter(lambda c: c.decisions[0].act == "cn-mofcom-2025-18").first
    assert all(state.status != "suspended" for state in control.states)
    assert control.state("2026-01-15").in_force


def test_gallium_is_suspended_and_still_held(ds):
    # No. 46 of 2024: paragraph 2 suspended to 27 November 2026, paragraph 1 and No. 23 of 2023 stand
    states = ds.controls.by("CN").against("US").covering("gallium").states(on="2026-01-15")
    ban = ds.controls["cn-us-ga-ge-sb-ban-2024-12"]
    assert (states[ban.id].status, str(states[ban.id].last_day)) == ("suspended", "2026-11-27")
    assert states["cn-gallium-germanium-2023-08"].in_force
    assert ban.still_applies
    assert all(ds.controls[name].state("2026-01-15").in_force for name in ban.still_applies)


def test_a_ban_on_all_listed_items_holds_each_of_them(ds):
    # No. 46 of 2024, paragraph 1 (US military users), and No. 1 of 2026 (Japan) name no item: they hold what No. 23 of 2023 lists
    held = ds.controls.by("CN").covering("gallium")
    assert "cn-us-military-dual-use-ban-2024-12" in held.against("US").in_force("2026-01-15")
    assert "cn-japan-dual-use-2026-01" in held.against("JP").in_force("2026-01-15")
    assert "cn-japan-dual-use-2026-01" not in ds.controls.by("CN").covering("precursor chemicals")
    assert "eu-dual-use-list-2026" not in ds.controls.covering("gallium")  # another controller's list


def test_the_affiliates_rule(ds):
    rule = ds.controls["us-affiliates-rule-2025-09"]
    assert rule.state("2025-09-29").in_force
    assert rule.state("2025-11-10").status == "suspended"
    assert rule.state("2026-11-10", known_on="2025-12-01").in_force


def test_ai_diffusion_was_published_and_not_enforced(ds):
    rule = ds.controls.by("US").filter(lambda c: "iffusion" in c.title).first
    assert str(rule.announced) in ("2025-01-13", "2025-01-15")
    assert rule.state("2025-06-01").status == "not_enforced"


def test_curbs_on_japan_came_during_lees_visit(ds):
    assert "cn-japan-dual-use-2026-01" in ds.controls.announced_during(ds.visits["lee-cn-2026"])
    assert str(ds.controls["cn-japan-dual-use-2026-01"].announced) == "2026-01-06"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gallium", "Ga"),
        ("Gallium", "gallium"),
        ("rare earth", "rare earths"),
        ("rare-earth", "rare earths"),
        ("magnet", "magnets"),
        ("lithium battery", "lithium batteries"),
        ("lithium ion battery", "lithium-ion batteries"),
    ],
)
def test_an_item_has_many_names(ds, one, other):
    assert ds.controls.covering(one) == ds.controls.covering(other)


def test_items_by_code(ds):
    assert len(ds.controls.by("US").covering("3A090")) >= 1
    assert len(ds.controls.by("CN").covering("8112.92")) >= 1


def test_unknown_items_are_told_the_nearest(ds):
    with pytest.raises(tt.UnknownRecordError, match="gallium"):
        ds.controls.covering("galium")
    assert len(ds.controls.by("NL").covering("gallium")) == 0  # known, only not there


def test_announced_between(ds):
    found = ds.controls.by("CN").announced_between("2025-10-09", "2025-10-09")
    assert set(october(ds).ids) <= set(found.ids)


def test_a_symbol_is_no_word(ds):
    # In is indium, whatever else is licensed “in China” or “in a data center”
    named = {item.name for control in ds.controls.by("US").covering("In") for item in control.items}
    assert named == set()
    with pytest.raises(tt.UnknownRecordError):
        ds.controls.covering("in vain")


@pytest.mark.parametrize("nothing", ["", "  ", "-"])
def test_no_item_is_not_every_item(ds, nothing):
    with pytest.raises(tt.UnknownRecordError, match="no controlled item"):
        ds.controls.covering(nothing)


@pytest.mark.parametrize(
    ("chip", "control"),
    [
        ("A100", "us-advanced-computing-2023-10"),  # Nvidia's Form 8-K of 17 October 2023 names A100, A800, H100, H800
        ("H100", "us-advanced-computing-2022-10"),
        ("H800", "us-advanced-computing-2023-10"),
        ("H200", "us-advanced-computing-2023-10"),  # 3A090.a, presumption of denial before the rule of 15 January 2026
    ],
)
def test_a_chip_is_held_by_the_rule_on_its_class(ds, chip, control):
    assert ds.controls.by("US").against("CN").covering(chip)[control].state("2025-05-15").in_force


def test_every_name_that_is_suggested_is_found(ds):
    lost = [
        (control.id, name)
        for control in ds.controls
        for item in control.items
        for name in (item.name, item.category, *item.symbols, *item.aliases, *item.control_codes, *item.hs)
        if control.id not in ds.controls.covering(str(name))
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In", "indium"),
        ("Ag", "silver"),
        ("Li", "lithium"),
        ("镓", "gallium"),  # the elements as No. 46 of 2024, No. 10 and No. 18 of 2025 write them
        ("锗", "germanium"),
        ("锑", "antimony"),
        ("钨", "tungsten"),
        ("铟", "indium"),
        ("镝", "dysprosium"),
        ("稀土", "rare earths"),
        ("REE", "rare earths"),
        ("rare-earth elements", "rare earths"),
        ("rare earth metals", "rare earths"),
        ("chipmaking equipment", "chip-making equipment"),
        ("EDA software", "EDA"),
        ("ECCN 3A090", "3A090"),
        ("HS 8112.92", "8112.92"),
        ("HS code 8112.92", "8112.92"),
    ],
)
def test_an_item_is_the_same_by_either_name(ds, one, other):
    assert ds.controls.covering(one).ids == ds.controls.covering(other).ids


def test_silver_is_under_state_trading_and_on_no_list_of_dual_use_goods(ds):
    """The annexes of No. 10 of 2025 name silver only as what tungsten is doped with."""
    assert {control.listed for control in ds.controls.covering("silver")} == {None}
    assert "cn-japan-dual-use-2026-01" not in ds.controls.covering("silver")


def test_part_of_an_entry_of_a_control_list_is_under_what_holds_for_the_whole(ds):
    """The rule of October 2022 made entry 3A090, which that of October 2023 divided into 3A090.a and .b."""
    first = ds.controls.covering("3A090.a")
    assert {"us-advanced-computing-2022-10", "us-advanced-computing-2023-10"} <= set(first.ids)
    assert "us-hbm-sme-fdpr-2024-12" not in first  # 3A090.c


def test_what_moves_within_the_union_is_no_export(ds):
    """Regulation 2021/821, article 2, and the Dutch regulation of 23 June 2023: to a destination outside the Union."""
    for member in ("DE", "FR", "NL"):
        assert not ds.controls.against(member).filter(lambda control: control.controller in ("EU", "NL"))
    assert "nl-sme-2023-09" in ds.controls.against("GB")  # which had left
    assert "eu-dual-use-list-2025-11" in ds.controls.against("US")


def test_hong_kong_is_china_in_the_american_regulations(ds):
    """85 FR 83765 took out the entry for Hong Kong: that for China governs."""
    chips = ds.controls.by("US").covering("3A090")
    assert {"us-advanced-computing-2022-10", "us-advanced-computing-2023-10", "us-h200-case-by-case-2026-01"} <= set(
        chips.against("HK").ids
    )


def test_what_an_entry_is_divided_into_is_no_name(ds):
    with pytest.raises(tt.UnknownRecordError):
        ds.controls.covering("a")  # as in 3A090.a
