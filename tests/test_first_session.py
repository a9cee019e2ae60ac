"""What somebody tries in a first session: answers are short to read, and what cannot be answered says what can."""

import pytest

import tradetruce as tt


def test_amounts_show_the_call_that_makes_them():
    for value, text in (
        (tt.Known("147.50"), "Known('147.50')"),
        (tt.Known("1E+2"), "Known('100')"),
        (tt.Between(0, 25), "Between('0', '25')"),
        (tt.AtLeast("49.7"), "AtLeast('49.7')"),
        (tt.Unknown(), "Unknown()"),
    ):
        assert repr(value) == text
        assert eval(text, vars(tt)) == value  # noqa: S307  # our own text


def test_parts_of_a_duty_are_one_line_each(ds):
    duty = ds.duty("US", "CN", "9503.00.00", on="2025-11-15")
    assert repr(duty.components[1]) == "<Component us-ieepa-reciprocal-cn: 10 points>"
    assert "<Dropped us-s301-list-4b: suspended since 2019-12-15>" in map(repr, duty.dropped)
    assert repr(duty.on_value("14172.00")) == "<DutyAmount on 14172.00: 2834.4 additional, 2834.4 in total>"
    assert repr(ds.duty("US", "CN", "0000.00.00", on="2025-04-15")).endswith("2025-04-15: unknown additional>")
    assert repr(duty).endswith("2025-11-15: 20 % additional>")


def test_completion_shows_what_is_public(ds):
    duty = ds.duty("US", "CN", "9503.00.00", on="2025-11-15")
    for shown in (ds, ds.visits, ds.visits.first, duty, ds.duty_history("US", "CN", "9503.00.00")):
        assert [name for name in dir(shown) if name.startswith("_")] == []


@pytest.mark.parametrize(("name", "code"), [("us", "US"), ("cn", "CN"), ("na", "NA"), ("no", "NO"), ("gb", "GB"), ("eu", "EU")])
def test_economies_are_found_whatever_the_case_of_the_code(ds, name, code):
    assert ds.economy(name).id == code
    assert ds.party(name).id == code


def test_no_name_of_an_economy_is_the_code_of_another(ds):
    for economy in ds.economies:
        for name in (economy.name, economy.alpha3, *economy.aliases):
            assert name is None or ds.economy(name) is economy


def test_several_at_once_are_told_how(ds):
    with pytest.raises(TypeError, match="expected one leader, economy or group"):
        ds.visits.by(["FR", "DE"])


def test_a_slice_that_is_none_has_no_horizon(ds):
    for dataset in (ds, ds.known_on("2025-09-01")):
        with pytest.raises(tt.UnknownRecordError, match="no collection 'tarifs'; did you mean tariffs"):
            dataset.horizon("tarifs", "US")
        with pytest.raises(tt.UnknownRecordError, match="no economy"):
            dataset.horizon("tariffs", "Ruritania")
    assert ds.horizon("tariffs", "China") == ds.horizon("tariffs", "CN")


def test_a_span_that_ends_before_it_starts_is_no_empty_answer(ds):
    for ask in (ds.visits.between, ds.quotes.between, ds.meetings.between, ds.controls.announced_between, ds.timeline):
        with pytest.raises(tt.InvalidDateError, match="the earlier day comes first"):
            ask("2025-12-01", "2025-11")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"metal": {"steel": 40}}, "metal must be shares of the value between 0 and 1"),
        ({"unit_value": {"kg": 0}}, "unit_value must be US dollars per unit above zero"),
        ({"value": -3}, "value must be a customs value of zero or more, not '-3'"),
        ({"exclusion": "yes"}, "exclusion must be True or False, not 'yes'"),
        ({"quota": "inside"}, "quota must be 'in' or 'out', not 'inside'"),
    ],
)
def test_facts_that_cannot_be_are_errors_of_ours(ds, facts, message):
    with pytest.raises(tt.FieldError, match=message):
        ds.duty("US", "CN", "8418.21.00", on="2025-10-15", **facts)


@pytest.mark.parametrize("facts", [{"metal": "steel"}, {"unit_value": 5}])
def test_numbers_without_names_are_told_the_shape(ds, facts):
    with pytest.raises(TypeError, match="expected a dict of names and numbers"):
        ds.duty("US", "CN", "8418.21.00", on="2025-10-15", **facts)


def test_a_value_below_zero_is_an_error_of_ours(ds):
    with pytest.raises(tt.FieldError, match="zero or more"):
        ds.duty("US", "CN", "9503.00.00", on="2025-11-15").on_value(-5)


def test_misspelt_facts_are_told_the_nearest_and_who_was_asked(ds):
    with pytest.raises(TypeError, match=r"^duty\(\) knows no preferences; did you mean preference; the facts"):
        ds.duty("US", "CA", "9503.00.00", on="2025-04-15", preferences="usmca")
    with pytest.raises(TypeError, match=r"^duty_history\(\) knows no since; the facts of a shipment are known_on, preference"):
        ds.duty_history("US", "CN", "9503.00.00", since="2025-01-01")


def test_controls_take_the_id_of_a_visit(ds):
    assert ds.controls.announced_during("lee-cn-2026") == ds.controls.announced_during(ds.visits["lee-cn-2026"])
    with pytest.raises(tt.UnknownRecordError, match="no visit"):
        ds.controls.announced_during("lee-cn-2062")


@pytest.mark.parametrize("subject", ["us-eo-14257", 5, None])
def test_what_cannot_be_cited_is_told_what_can(subject):
    with pytest.raises(TypeError, match="expected a record such as"):
        tt.cite(subject)
    with pytest.raises(TypeError, match="expected a record such as"):
        tt.cite(tt.load().visits)


def test_charts_refuse_what_they_do_not_know(ds):
    with pytest.raises(tt.FieldError, match="by must be visit or month, not 'year'"):
        ds.visits.plot(by="year")
    weeks = ds.timeline("2025-10-01", "2025-11-15")
    with pytest.raises(tt.FieldError, match="kind must be one of law"):
        weeks.plot(kinds=("laws",))
    assert weeks.plot(kinds="visit").to_dict() == weeks.plot(kinds=("visit",)).to_dict()
