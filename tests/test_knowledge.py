"""What was known on a day: nothing later may leak."""

import datetime as dt
from zoneinfo import ZoneInfo

import attrs
import pytest

import tradetruce as tt
from tradetruce.dates import latest

DAYS = ("2018-09-01", "2025-04-03", "2025-11-01", "2026-01-15", "2026-06-01")


@pytest.mark.parametrize("day", DAYS)
def test_nothing_later_leaks(ds, day):
    known = tt.as_date(day)
    then = ds.known_on(day)
    assert all(act.made <= known for act in then.acts)
    assert all(latest(quote.said) <= known for quote in then.quotes)
    assert all(latest(event.start) <= known for event in then.events)
    assert all(latest(agreement.announced) <= known for agreement in then.agreements)
    assert all(source.published is None or latest(source.published) <= known for source in then.sources)
    for visit in then.visits:
        assert all(report.on <= known for report in visit.reports)
        if visit.status == "completed":
            assert visit.end is not None
        for outcome in visit.outcomes:
            assert outcome.on is None or outcome.on <= known
    for leader in then.leaders:
        for tenure in leader.tenures:
            assert latest(tenure.start) <= known
            assert tenure.end is None or latest(tenure.end) <= known
    for name in ("tariffs", "controls", "reliefs"):
        for record in getattr(then, name):
            assert all(then.acts[decision.act].made <= known for decision in record.decisions)
            assert all(then.acts[span.act].made <= known for span in record.legality)


@pytest.mark.parametrize("day", DAYS)
def test_later_days_know_more(ds, day):
    then = ds.known_on(day)
    for name in ("acts", "tariffs", "controls", "quotes", "events", "agreements", "sources"):
        assert set(getattr(then, name).ids) <= set(getattr(ds, name).ids)


def test_a_state_asked_with_known_on_is_the_state_of_the_known_dataset(ds):
    for day in DAYS:
        then = ds.known_on(day)
        for measure in then.tariffs[::7]:
            on = "2026-03-01"
            assert measure.state(on) == ds.tariffs[measure.id].state(on, known_on=day)


def test_what_was_not_known_has_no_state(ds):
    assert ds.tariffs["us-s122-surcharge"].state("2026-03-01", known_on="2025-01-01") is None


def test_knowledge_nests_and_is_kept(ds):
    then = ds.known_on("2026-01-15")
    assert ds.known_on("2026-01-15") is then
    assert then.known_on("2026-01-15") is then
    assert then.known_on("2025-11-01").visits == ds.known_on("2025-11-01").visits
    assert "as known on 2026-01-15" in repr(then)


def test_nobody_knows_past_the_horizon(ds):
    with pytest.raises(tt.InvalidDateError, match="past what this dataset knows"):
        ds.known_on("2030-01-01")
    with pytest.raises(tt.InvalidDateError, match="past what this dataset knows"):
        ds.known_on("2026-01-15").known_on("2026-01-16")


def test_answers_past_the_horizon_say_so(ds):
    horizon = ds.horizon("tariffs", "US")
    state = ds.tariffs["us-s232-autos-general"].state(horizon.add(days=1))
    assert state.scheduled_only
    assert not ds.tariffs["us-s232-autos-general"].state(horizon).scheduled_only
    assert ds.duty("US", "CN", "8703.80.00", on=horizon.add(days=1)).scheduled_only
    assert "past the horizon" in ds.duty("US", "CN", "8703.80.00", on=horizon.add(days=1)).explain()
    assert ds.known_on("2025-09-01").duty("US", "CN", "9503.00.00", on="2025-11-15").scheduled_only


def test_the_truce_as_it_stood_at_each_time(ds):
    # the word of EO 14298, 14334 and 14358: 34 back on 12 August 2025, 10 November 2025, 10 November 2026
    china = ds.tariffs["us-ieepa-reciprocal-cn"]
    for known, lapse in (("2025-06-01", "2025-08-12"), ("2025-09-01", "2025-11-10"), ("2025-12-01", "2026-11-10")):
        assert str(china.state(known, known_on=known).until) == lapse


def test_a_change_past_the_horizon_that_is_contradicted_is_unknown(make):
    acts = [
        tt.Act(id="a", issuer="US", kind="order", title="law", made="2026-01-01"),
        tt.Act(id="b", issuer="US", kind="statement", title="said", made="2026-09-01"),
    ]
    law = tt.Decision(act="a", steps=[tt.Step(start="2026-02-01", rate="10"), tt.Step(start="2026-11-10", rate="34")])
    said = tt.Decision(act="b", binding=False, steps=[tt.Step(start="2026-11-10", rate="10", through="2027-01-09")])
    fields = {"title": "m", "importer": "NZ", "origins": ["FJ"], "programme": "us-s122", "scope": tt.Scope(everything=True)}
    held = make(*acts, tt.TariffMeasure(id="nz-m", decisions=[law, said], **fields))
    duty = held.duty("NZ", "FJ", "6109.10", on="2026-11-24")
    assert duty.additional == tt.Unknown()
    assert "how it stands" in duty.conditions[0]
    assert held.duty("NZ", "FJ", "6109.10", on="2026-11-24", known_on="2026-10-01").additional == tt.Known(34)
    sure = make(*acts, tt.TariffMeasure(id="nz-m", decisions=[law], **fields))
    assert sure.duty("NZ", "FJ", "6109.10", on="2026-11-24").additional == tt.Known(34)


def test_records_of_two_datasets_compare_by_value(ds):
    then = ds.known_on("2026-06-01")
    assert then.visits["carney-cn-2026"] == attrs.evolve(then.visits["carney-cn-2026"])


def test_rows_of_lists_are_known_by_their_acts(ds):
    # the memorandum of 11 April 2025 put phones on Annex II, back to 5 April
    def phones(held):
        return [row for row in held.code_lists["us-ieepa-annex-ii"].rows if row.code == "8517.13.00".replace(".", "")]

    assert (len(phones(ds.known_on("2025-04-10"))), len(phones(ds.known_on("2025-04-11")))) == (0, 1)
    assert len(phones(ds)) == 1


def test_an_intention_is_spent_after_the_last_day_it_speaks_of(make):
    act = tt.Act(id="a", issuer="NZ", kind="statement", title="said", made="2025-01-01")
    law = tt.Act(id="b", issuer="NZ", kind="order", title="law", made="2024-01-01")
    decisions = [
        tt.Decision(act="b", steps=[tt.Step(start="2024-01-01", rate="10")]),
        tt.Decision(act="a", binding=False, steps=[tt.Step(start="2025-02-01", through="2025-02-28", rate="20")]),
    ]
    measure = tt.TariffMeasure(
        id="m",
        title="m",
        importer="NZ",
        origins=["*"],
        programme="us-s122",
        scope=tt.Scope(everything=True),
        decisions=decisions,
    )
    held = make(act, law, measure).tariffs["m"]
    assert [bool(held.state(day).intended) for day in ("2024-12-31", "2025-01-01", "2025-02-28", "2025-03-01")] == [
        False,
        True,
        True,
        False,
    ]


def test_rows_of_your_own_lists_are_known_by_their_acts(make):
    acts = [
        tt.Act(id=name, issuer="NZ", kind="order", title=name, made=day)
        for name, day in (("a", "2025-01-01"), ("b", "2025-06-01"))
    ]
    listed = tt.CodeList(
        id="l", title="l", importer="NZ", rows=[tt.CodeRow(code="01", act="a"), tt.CodeRow(code="02", act="b")]
    )
    held = make(*acts, listed)
    assert [str(row.code) for row in held.known_on("2025-05-31").code_lists["l"].rows] == ["01"]
    assert len(held.known_on("2025-06-01").code_lists["l"].rows) == 2


@pytest.mark.parametrize("day", DAYS)
def test_notes_and_results_written_later_are_not_known(ds, day):
    then = ds.known_on(day)
    for name in ("visits", "meetings", "events", "agreements", "quotes", "acts", "tariffs", "controls", "leaders"):
        for record in getattr(then, name):
            assert record.note is None or (record.checked is not None and record.checked <= then.known)
    for agreement in then.agreements:
        for term in agreement.terms:
            full = next(t for t in ds.agreements[agreement.id].terms if t.text == term.text)
            assert term.result is None or term.sources == full.sources


def test_the_extension_of_the_truce_was_not_known_in_january(ds):
    assert "extension" in ds.agreements["us-cn-busan-2025"].note  # of September 2026
    busan = ds.known_on("2026-01-15").agreements["us-cn-busan-2025"]
    assert busan.note is None
    assert not any("2026" in (term.result or "") for term in busan.terms)


def test_the_article_makes_its_claims_on_its_day(ds):
    assert len(ds.known_on("2026-01-14").claims) == 0
    assert len(ds.known_on("2026-01-15").claims) == len(ds.claims)


def test_when_a_ruling_would_be_overtaken_was_not_known(ds):
    # the Supreme Court ruled on 20 February 2026; until then the duties were contested without an end in sight
    fentanyl = ds.known_on("2026-01-15").tariffs["us-ieepa-fentanyl-cn"]
    assert [(span.kind, span.end) for span in fentanyl.legality][-1] == ("contested", None)
    assert [span.kind for span in fentanyl.state("2026-03-01").legality] == ["contested"]
    for day in DAYS:
        then = ds.known_on(day)
        for name in ("tariffs", "controls", "reliefs"):
            for record in getattr(then, name):
                assert all(span.end is None or span.end <= then.known for span in record.legality)
        assert all(act.published is None or latest(act.published) <= then.known for act in then.acts)


@pytest.mark.parametrize(
    ("code", "origin", "known", "on"),
    [
        # IEEPA duties give way to Section 232 until an order of 20 February 2026 ends them on 24 February
        ("7208.10.15", "CN", "2026-01-15", "2026-03-01"),
        ("8703.80.00", "CN", "2026-01-15", "2026-03-01"),
        ("7208.10.15", "BR", "2025-12-15", "2026-02-28"),
        # until Proclamation 10947 of 3 June 2025 the metals duties gave way to the one on Canada (EO 14289)
        ("7208.10.15", "CA", "2025-05-20", "2025-07-01"),
        ("7208.10.15", "CN", "2025-05-20", "2025-07-01"),
        ("7606.11.30", "EU", "2025-05-20", "2025-07-01"),
        # and nobody knew of an end of the lists of goods that are free of them
        ("9503.00.00", "DE", "2025-08-20", "2026-03-01"),
        # and before it no derivative was taken off the list of steel
        ("73181520", "DE", "2026-03-01", "2026-05-01"),
        # bullion and wood left Annex II by an order of 5 September 2025 and a proclamation of 29 September 2025
        ("44123148", "EU", "2025-08-08", "2025-11-20"),
        # until Proclamation 11021 of 2 April 2026 Section 122 gave way to the metals duties on their content
        ("7208.10.15", "CN", "2026-03-01", "2026-05-01"),
    ],
)
def test_a_precedence_lasts_until_an_act_was_known_that_ended_it(ds, code, origin, known, on):
    then = ds.known_on(known)
    assert str(then.duty("US", origin, code, on=on).additional) == str(then.duty("US", origin, code, on=known).additional)


def test_an_end_that_was_announced_was_known(ds):
    # Proclamation 10896 of 10 February 2025 ended the exemption of Canadian steel on 12 March
    def told(known):
        spans = ds.known_on(known).tariffs["us-s232-steel-mill"].except_origins
        return [str(span.end) for span in spans if span.economy == "CA"][-1]

    assert [told("2025-02-09"), told("2025-02-10")] == ["None", "2025-03-12"]


def test_lists_are_cut_twice_as_once(ds):
    once, twice = ds.known_on("2025-04-10"), ds.known_on("2026-01-15").known_on("2025-04-10")
    for record in once.code_lists:
        assert list(twice.code_lists[record.id].rows) == list(record.rows), record.id


@pytest.mark.parametrize("known", ["2025-05-20", "2025-12-15", "2026-03-01"])
def test_a_duty_known_then_changes_only_on_days_announced_then(ds, known):
    then = ds.known_on(known)
    announced = {str(change.date) for change in then.upcoming(on=known, within=900)}
    unannounced = []
    for origin in ("CN", "DE", "CA", "BR"):
        for code in ("7208.10.15", "7318.15.20", "8703.23.01", "9503.00.00", "4412.31.48", "8541.10.00", "0901.11.00"):
            before = None
            for period, duty in then.duty_history("US", origin, code):
                after, start = str(duty.additional), str(period.start)
                if before not in (None, after) and start > known and start not in announced:
                    unannounced.append((origin, code, start, before, after))
                before = after
    assert unannounced == []


def test_what_was_researched_less_far_is_not_known_further(ds):
    last = ds.known_on(ds.as_of)
    for name in ("tariffs", "controls"):
        for jurisdiction in {record.jurisdiction for record in getattr(ds, name)}:
            assert last.horizon(name, jurisdiction) == ds.horizon(name, jurisdiction), (name, jurisdiction)
            assert ds.known_on("2025-09-01").horizon(name, jurisdiction) == tt.as_date("2025-09-01")
    dutch = ds.controls.by("NL").first
    beyond = ds.horizon("controls", "NL").add(days=1)
    assert beyond < ds.as_of
    assert dutch.state(beyond).scheduled_only
    assert dutch.state(beyond, known_on=ds.as_of).scheduled_only
    late = ds.horizon("tariffs", "EU").add(days=1)
    assert ds.duty("EU", "CN", "8703.80.10", on=late, known_on=ds.as_of).scheduled_only


@pytest.mark.parametrize("day", DAYS)
def test_no_rule_was_known_before_its_act(ds, day):
    then = ds.known_on(day)
    for holder in (*then.tariffs, *then.programmes):
        for span in (*holder.gives_way, *getattr(holder, "except_origins", ())):
            assert span.act is None or then.acts[span.act].made <= then.known, holder.id


def test_who_would_leave_the_baseline_was_not_known_in_april(ds):
    # Switzerland and others got rates of their own by EO 14326 of 31 July 2025
    def left_out(day):
        return {span.economy for span in ds.known_on(day).tariffs["us-ieepa-reciprocal-baseline"].except_origins if span.act}

    assert ("CH" in left_out("2025-07-30"), "CH" in left_out("2025-07-31")) == (False, True)


def test_notes_on_decisions_tell_nothing_that_came_later(ds):
    # the trade court struck the change of October 2020 down in November 2021
    assert any("2021" in (decision.note or "") for decision in ds.tariffs["us-s201-solar"].decisions)
    then = ds.known_on("2020-12-01")
    for record in (*then.tariffs, *then.reliefs, *then.controls):
        parts = (*record.decisions, *record.legality, *(step for decision in record.decisions for step in decision.steps))
        assert all(part.note is None for part in (*parts, *getattr(record, "except_origins", ()))), record.id


def test_one_instant_in_two_zones_is_known_on_two_days(ds):
    evening = dt.datetime(2025, 4, 2, 23, 0, tzinfo=ZoneInfo("America/New_York"))
    asked = [
        ds.duty("US", "CN", "9503.00.00", on="2025-04-20", known_on=instant).shipment.known_on
        for instant in (evening, evening.astimezone(dt.UTC))
    ]
    assert [str(day) for day in asked] == ["2025-04-02", "2025-04-03"]
    shipments = [
        tt.Shipment(importer="US", origin="CN", hs="9503", on="2025-04-20", known_on=instant)
        for instant in (evening, evening.astimezone(dt.UTC))
    ]
    assert shipments[0] != shipments[1]


def test_one_instant_in_two_zones_is_two_days_of_loading(ds):
    # what was loaded before 1 February 2025 was free of the duty of that month (90 FR 9121)
    evening = dt.datetime(2025, 1, 31, 23, 0, tzinfo=ZoneInfo("America/New_York"))
    free, charged = (
        ds.duty("US", "CN", "9503.00.00", on="2025-02-20", loaded=instant).additional.value
        for instant in (evening, evening.astimezone(dt.UTC))
    )
    assert (free, charged) == (0, 10)


def test_a_name_that_was_heard_of_later_is_no_slip(ds):
    # metal shares came to count on 4 June 2025 (Proclamation 10947); gallium was controlled from August 2023, announced in July
    for name, facts in (("metal", {"metal": {"steel": "0.4"}}), ("reliefs", {"reliefs": ["us-ieepa-fentanyl-ca-usmca"]})):
        early = ds.duty("US", "CN", "9503.00.00", on="2018-06-01", known_on="2018-06-01", **facts)
        assert early.additional == tt.Known(0), name
    with pytest.raises(tt.TradetruceError, match="steel"):
        ds.duty("US", "CN", "9503.00.00", on="2018-06-01", known_on="2018-06-01", metal={"stele": "0.4"})
    assert len(ds.known_on("2022-01-01").controls.covering("gallium")) == 0
    assert ds.controls.covering("gallium").states("2022-01-01") == {}
    with pytest.raises(tt.UnknownRecordError, match="gallium"):
        ds.known_on("2022-01-01").controls.covering("galium")
