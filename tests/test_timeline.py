"""Changes, what is coming, and windows of time."""

import datetime as dt

import icalendar
import pendulum
import pytest

import tradetruce as tt


def test_what_the_busan_truce_changed_overnight(ds):
    changes = ds.diff("2025-11-09", "2025-11-10")
    fentanyl = changes["us-ieepa-fentanyl-cn"]
    assert (fentanyl.before.rate, fentanyl.after.rate) == (20, 10)  # EO 14357
    assert "us-ieepa-reciprocal-cn" not in changes  # 10 with 24 suspended before and after
    assert all(change.binding for change in changes)
    assert changes.of("US").binding()[0].subject.jurisdiction == "US"


def test_nothing_differs_between_a_day_and_itself(ds):
    assert len(ds.diff("2025-11-10", "2025-11-10")) == 0


def test_the_cliff_of_november_2025_as_it_was_seen_then(ds):
    coming = ds.upcoming(on="2025-09-01", within=120)
    snap = coming["us-ieepa-reciprocal-cn"]
    assert (str(snap.date), snap.after.rate) == ("2025-11-10", 34)  # EO 14334


@pytest.mark.parametrize("within", [120, dt.timedelta(days=120), pendulum.duration(days=120)])
def test_within_takes_days_and_durations(ds, within):
    assert [c.summary for c in ds.upcoming(on="2026-10-01", within=within)] == [
        c.summary for c in ds.upcoming(on="2026-10-01", within=120)
    ]


@pytest.mark.parametrize("within", ["120", 1.5, True, None])
def test_within_takes_nothing_else(ds, within):
    with pytest.raises(tt.InvalidDateError, match="days"):
        ds.upcoming(on="2026-10-01", within=within)


def test_upcoming_names_intentions_apart(ds):
    coming = ds.upcoming(on="2026-10-01", within=120)
    assert any(not c.binding and c.after is None and c.intended is not None for c in coming)
    assert all(c.binding for c in coming.binding())


def test_the_truce_lapses_in_november_2026_by_written_law(ds):
    coming = ds.upcoming(on="2026-10-01", within=120).binding()
    days = {str(c.date) for c in coming}
    assert {"2026-11-10", "2026-11-11", "2026-11-28"} <= days  # US and Chinese clocks, No. 46


def test_a_calendar_opens_elsewhere(ds):
    text = ds.upcoming(on="2026-10-01", within=120).to_ics(name="What lapses")
    calendar = icalendar.Calendar.from_ical(text)
    events = list(calendar.walk("VEVENT"))
    assert events
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert all(type(event.decoded("DTSTART")) is dt.date for event in events)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert {str(event["STATUS"]) for event in events} == {"CONFIRMED", "TENTATIVE"}
    for event in events:
        assert str(event["DESCRIPTION"]).startswith("Law: ") is (str(event["STATUS"]) == "CONFIRMED")
        assert len(str(event["DESCRIPTION"]).splitlines()) == 2  # by which act; where it can be read
    assert text == ds.upcoming(on="2026-10-01", within=120).to_ics(name="What lapses")


def test_visits_as_a_calendar(ds):
    text = ds.visits.to("CN").by(tt.G7).to_ics()
    events = {str(e["UID"]): e for e in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    carney = events["carney-cn-2026@tradetruce"]
    assert (carney.decoded("DTSTART"), carney.decoded("DTEND")) == (dt.date(2026, 1, 14), dt.date(2026, 1, 18))
    assert str(carney["STATUS"]) == "CONFIRMED"
    off = ds.visits.with_status("cancelled").filter(lambda visit: visit.start is not None).to_ics()
    assert {str(e["STATUS"]) for e in icalendar.Calendar.from_ical(off).walk("VEVENT")} == {"CANCELLED"}


def test_a_window_of_time(ds):
    window = ds.timeline("2026-01-04", "2026-01-07")
    assert list(window) == sorted(window, key=lambda entry: entry.date)
    kinds = {entry.kind for entry in window}
    assert {"visit", "law"} <= kinds
    assert any(entry.record.id == "lee-cn-2026" for entry in window.only("visit"))
    assert all(str(entry.date) >= "2026-01-04" for entry in window)
    assert "entries" in repr(window)
    assert len(window[:2]) == 2


def test_changes_know_their_subjects(ds):
    changes = ds.diff("2025-11-09", "2025-11-10")
    with pytest.raises(KeyError):
        changes["no-such-record"]
    assert changes[0] in changes
    assert len(changes[:1]) == 1
    assert repr(changes).startswith("<Changes, ")
    assert repr(changes[:0]) == "<Changes: none>"


def test_both_days_of_a_timeline_are_in_it(ds):
    entries = {entry.record.id: entry for entry in ds.timeline("2026-01-14", "2026-01-14")}
    assert (str(entries["carney-cn-2026"].date), str(entries["carney-cn-2026"].end)) == ("2026-01-14", "2026-01-17")
    assert "carney-cn-2026" not in {entry.record.id for entry in ds.timeline("2026-01-15", "2026-01-17")}


def test_threats_are_told_as_intentions_and_orders_are_not(ds):
    # 10 October 2025: 100 points more said for 1 November, and the order on port fees of foreign-built car carriers
    told = {entry.record.id: entry.kind for entry in ds.timeline("2025-10-10", "2025-10-10").only("intention")}
    assert told["us-cn-100pct-nov-2025"] == "intention"
    binding = {record.id for record in ds.tariffs if all(decision.binding for decision in record.decisions)}
    assert binding.isdisjoint(told)
    # 30 % on lists 1 to 3 was said, put off and given up in 2019, and never law
    threat = ds.timeline("2019-08-01", "2019-10-31").filter(lambda entry: entry.record.id == "us-s301-lists-1-3-30pct-2019")
    assert [str(entry.date) for entry in threat] == ["2019-08-23", "2019-09-03", "2019-09-11", "2019-10-11"]
    assert {entry.kind for entry in threat} == {"intention"}


def test_what_is_upcoming_begins_after_the_day(ds):
    # the extra 100 points were said for 1 November 2025
    def told(on):
        return "us-cn-100pct-nov-2025" in ds.upcoming(on=on, within=30)

    assert [told("2025-10-20"), told("2025-11-01")] == [True, False]


def test_a_change_starts_from_the_state_of_the_day_before(ds):
    changes = {change.subject.id: change for change in ds.upcoming(on="2026-10-01", within=120) if change.binding}
    for name in ("us-s232-cabinets", "us-s232-furniture", "cn-ecl-us-2025-04-04"):
        change = changes[name]
        assert change.before == change.subject.state(on=change.date.subtract(days=1)), name
    assert str(changes["us-s232-cabinets"].before.last_day) == "2026-12-31"


@pytest.mark.parametrize("within", [-1, dt.timedelta(days=-3), pendulum.duration(months=-1)])
def test_what_is_coming_does_not_lie_behind(ds, within):
    with pytest.raises(tt.InvalidDateError, match="must not be negative"):
        ds.upcoming(on="2026-10-01", within=within)


@pytest.mark.parametrize("within", [10**9, 10**30, dt.timedelta(days=4_000_000), pendulum.duration(years=9000)])
def test_what_is_coming_comes_before_the_year_10000(ds, within):
    with pytest.raises(tt.InvalidDateError, match="before the year 10000"):
        ds.upcoming(on="2026-10-01", within=within)


def test_a_window_is_a_part_of_the_whole(ds):
    whole = ds.timeline("2017-01-01", "2026-12-31")
    days = tt.as_date("2025-11-08"), tt.as_date("2025-11-12")
    assert list(ds.timeline(*days)) == [entry for entry in whole if days[0] <= entry.date <= days[1]]
    with pytest.raises(tt.InvalidDateError, match="the earlier day comes first"):
        ds.timeline("2025-11-12", "2025-11-08")


def test_the_aircraft_duties_were_not_lifted_for_a_minute(ds):
    # the suspension of March 2021 was prolonged for five years before it ran out: 86 FR 36313
    july = ds.timeline("2021-07-01", "2021-07-20")
    assert not [entry for entry in july if entry.kind == "law" and entry.record.id.startswith("us-s301-aircraft")]


def test_what_changes_on_a_day_is_what_differs_from_the_day_before(ds):
    days = {state.since for record in (*ds.tariffs, *ds.reliefs, *ds.controls) for state in record.states}
    for day in sorted(days)[::4]:
        changed = [entry.record.id for entry in ds.timeline(day, day) if entry.kind == "law"]
        differs = ds.diff(day.subtract(days=1), day).binding()
        assert sorted(changed) == sorted(change.subject.id for change in differs), day


def test_no_state_ends_before_it_begins(ds):
    for record in (*ds.tariffs, *ds.reliefs, *ds.controls):
        assert all(state.until is None or state.since < state.until for state in record.states), record.id


def test_a_difference_is_dated_by_what_brought_it_not_by_what_prolonged_it(ds):
    # EO 14298 of 12 May 2025 lowered the duty from 14 May; EO 14334 of 11 August only carried that on
    change = ds.diff("2025-05-01", "2025-09-01")["us-ieepa-reciprocal-cn"]
    assert (str(change.date), str(change.made), change.decision.act) == ("2025-05-14", "2025-05-12", "us-eo-14298")
    assert (change.before.rate, change.after.rate) == (125, 10)
    assert change.after == change.subject.state("2025-09-01")
    assert "us-ieepa-reciprocal-cn-20250514-us-eo-14298" in ds.diff("2025-05-01", "2025-09-01").to_ics().replace("\r\n ", "")


@pytest.mark.parametrize("days", [("2024-12-26", "2025-04-03"), ("2019-07-23", "2020-08-26"), ("2017-12-31", "2026-10-10")])
def test_a_difference_has_the_date_of_the_last_change_between_the_days(ds, days):
    first, last = map(tt.as_date, days)
    told = {}
    for entry in ds.timeline(first.add(days=1), last).only("law"):
        told[entry.record.id] = entry.date
    for change in ds.diff(first, last).binding():
        assert change.date == told[change.subject.id], change


def test_asked_for_backwards_a_difference_is_dated_by_the_day_the_earlier_state_began(ds):
    change = ds.diff("2025-09-01", "2025-05-01")["us-ieepa-reciprocal-cn"]  # 125 points from 10 April, EO 14266
    assert (str(change.date), change.before.rate, change.after.rate) == ("2025-04-10", 10, 125)


@pytest.mark.parametrize(
    "days",
    [("2024-12-29", "2025-01-01"), ("2018-04-04", "2018-05-04"), ("2018-05", "2018-05"), ("2025", "2025"), ("2016", "2027")],
)
def test_a_timeline_has_what_lies_between_its_days_as_collections_do(ds, days):
    window = ds.timeline(*days)
    for kind in ("visit", "meeting", "agreement", "event", "quote"):
        held = {"visit": ds.visits, "meeting": ds.meetings, "agreement": ds.agreements, "event": ds.events}.get(kind)
        if held is None:
            lies = [quote for quote in ds.quotes if quote.said and window.start <= quote.said <= window.end]
            assert {entry.record.id for entry in window.only(kind)} == {quote.id for quote in lies}
        else:
            assert {entry.record.id for entry in window.only(kind)} == set(held.between(*days).ids), kind


def test_what_is_known_to_the_year_does_not_happen_on_new_years_day(ds):
    yearly = {event.id for event in ds.events if str(event.start) == "2025"}
    assert yearly
    assert yearly.isdisjoint(entry.record.id for entry in ds.timeline("2024-12-01", "2025-01-31"))
    assert yearly <= {entry.record.id for entry in ds.timeline("2025", "2025")}


def test_a_proposal_does_not_take_the_place_of_the_law_it_would_change(ds):
    # the notice of 17 April 2025 set the fee for 14 October; a lower one was proposed on 6 June and laid down on 10 October
    carriers = ds.tariffs["us-s301-maritime-vehicle-carriers"]
    state = carriers.state("2025-06-25")
    assert (state.status, str(state.since), state.decision.act) == ("announced", "2025-04-17", "us-fr-90-17114")
    assert [decision.act for decision in state.intended] == ["us-ustr-2025-06-06-vehicle-carriers"]
