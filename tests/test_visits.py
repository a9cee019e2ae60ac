"""Visits, leaders and quotes, against the press and the offices' own calendars."""

import attrs
import pytest

import tradetruce as tt
from tradetruce.dates import months_before


def test_trump_was_the_fifth_g7_leader_in_six_months(ds):
    g7 = ds.visits.to("CN").by(tt.G7).between("2025-11-01", "2026-05-31").completed()
    assert [(v.leaders[0].family_name, str(v.start), str(v.end)) for v in g7] == [
        ("Macron", "2025-12-03", "2025-12-05"),
        ("Carney", "2026-01-14", "2026-01-17"),
        ("Starmer", "2026-01-28", "2026-01-31"),
        ("Merz", "2026-02-25", "2026-02-26"),
        ("Trump", "2026-05-13", "2026-05-15"),
    ]
    assert len(g7.within(6, until="2026-05-13").leaders) == 5


@pytest.mark.parametrize(
    ("visit", "previous", "start"),
    [
        ("carney-cn-2026", "justin-trudeau", "2017-12"),
        ("starmer-cn-2026", "theresa-may", "2018-01-31"),
        ("lee-cn-2026", "moon-jae-in", "2019-12-23"),
    ],
)
def test_first_since(ds, visit, previous, start):
    held = ds.visits[visit].previous
    assert held.visitors[0].leader == previous
    assert str(held.start).startswith(start)


def test_carney_came_eight_years_and_a_month_after_trudeau_left(ds):
    since = ds.visits["carney-cn-2026"].since_previous
    assert (since.in_years(), since.in_months()) == (8, 97)


def test_five_leaders_came_in_january_2026(ds):
    # CNBC: Lee, Martin, Carney, Orpo, Starmer, at least
    came = ds.visits.to("CN").by_level("leaders").between("2026-01-01", "2026-01-31").completed()
    assert {"lee-jae-myung", "micheal-martin", "mark-carney", "petteri-orpo", "keir-starmer"} <= set(came.leaders.ids)


def test_albanese_came_in_november_2023_and_july_2025(ds):
    months = [str(v.start)[:7] for v in ds.visits.to("CN").by("anthony-albanese").completed()]
    assert months[:2] == ["2023-11", "2025-07"]


def test_as_known_when_the_article_appeared(ds):
    then = ds.known_on("2026-01-15")
    assert {then.visits[name].status for name in ("starmer-cn-2026", "merz-cn-2026", "trump-cn-2026")} == {"planned"}
    assert then.visits["macron-cn-2025"].status == "completed"
    assert "2026-05-13" not in {str(v.start) for v in then.visits}
    assert then.leaders["keir-starmer"].office_on("2026-01-15").end is None


def test_wadephul_was_called_off_and_came_later(ds):
    made = next(v for v in ds.visits.by("johann-wadephul") if v.status == "completed")
    assert (str(made.start), ds.visits[made.instead_of].status) == ("2025-12-08", "cancelled")
    assert made.level == "ministers"


def test_who_governs(ds):
    assert ds.leaders.in_office("CA", on="2025-03-13").id == "justin-trudeau"
    assert ds.leaders.in_office("CA", on="2025-03-14").id == "mark-carney"
    assert ds.leaders.in_office("US", on="2021-01-20").id == "joe-biden"
    assert ds.leaders.in_office("KR", on="2025-06-04").id == "lee-jae-myung"
    assert ds.leaders.in_office("JP", on="2025-10-21").id == "sanae-takaichi"
    assert ds.leaders.in_office("CN", on="2026-01-15").id == "xi-jinping"
    assert ds.leaders.in_office("GB", on="2026-01-28").id == "keir-starmer"
    assert ds.leaders.in_office("NA", on="1990-01-01") is None


def test_every_visitor_held_the_stated_office_on_the_day(ds):
    wrong = []
    for visit in ds.visits.completed():
        for visitor in visit.visitors:
            if visitor.role == "other":
                continue  # a president-elect, an envoy: no office whose tenure is recorded
            held = [t for t in ds.leaders[visitor.leader].tenures if t.economy == visit.visitor_economy]
            first = visit.period.start
            if not any(t.covers(first) for t in held):
                wrong.append((visit.id, visitor.leader))
    assert wrong == []


def test_everybody_has_a_tenure_and_every_tenure_its_days(ds):
    assert [leader.id for leader in ds.leaders if not leader.tenures] == []
    partly = [
        (leader.id, held.office)
        for leader in ds.leaders
        for held in leader.tenures
        if isinstance(held.start, tt.PartialDate) or isinstance(held.end, tt.PartialDate)
    ]
    assert partly == []


def test_levels_and_kinds_widen_and_narrow(ds):
    to_china = ds.visits.to("CN").completed()
    leaders, ministers, everybody = (to_china.by("DE", level=level) for level in ("leaders", "ministers", "all"))
    assert len(leaders) < len(ministers) <= len(everybody)
    assert {v.kind for v in to_china.bilateral()} <= {"state", "official", "working", "private"}


def test_days_and_overlaps(ds):
    lee = ds.visits["lee-cn-2026"]
    assert lee in ds.visits.on("2026-01-06")
    assert lee not in ds.visits.overlapping(lee)
    assert "martin-cn-2026" in ds.visits.to("CN").overlapping(lee)
    assert "lee-cn-2026" in ds.visits.overlapping(tt.Period("2026-01-07", "2026-01-08"))
    assert len(ds.visits.overlapping(attrs.evolve(lee, start=None, end=None, status="planned"))) == 0


def test_counts_per_month_have_no_holes(ds):
    months = ds.visits.to("CN").by(tt.G7).completed().per_month()
    assert list(months) == sorted(months)
    assert months["2026-01"] == 2
    assert 0 in months.values()
    assert ds.visits[:0].per_month() == {}


def test_what_was_called_off_does_not_count(ds):
    # Wadephul called off his trip of 27 October 2025 and made it on 8 December
    ministers = ds.visits.to("CN").by("DE", level="ministers").between("2025-10", "2025-12")
    assert "wadephul-cn-2025" in ministers
    assert ministers.per_month() == {"2025-12": 1}
    assert ministers.last_before("2025-12-01") is None
    assert ministers.days_since("2025-12-10") == 1
    assert [day for day, _ in ministers.rolling(6)] == [tt.as_date("2025-12-08")]


def test_last_before(ds):
    assert ds.visits.to("CN").by("GB").completed().last_before("2026-01-28").visitors[0].leader == "theresa-may"
    assert ds.visits.to("CN").by("GB").last_before("1990-01-01") is None


def test_unknown_visitors_are_told_the_nearest(ds):
    with pytest.raises(tt.UnknownRecordError, match="mark-carney"):
        ds.visits.by("mark-carny")
    with pytest.raises(tt.UnknownRecordError):
        ds.visits.to("Chnia")


def test_a_visit_needs_its_days():
    fields = {
        "id": "x-cn-2026",
        "visitors": [tt.Visitor(leader="x", office="King", role="head_of_state")],
        "visitor_economy": "NO",
        "host_economy": "CN",
        "kind": "state",
    }
    assert tt.Visit(**fields, status="planned").period is None
    with pytest.raises(ValueError, match="needs its start"):
        tt.Visit(**fields, status="completed")
    with pytest.raises(ValueError, match="come together"):
        tt.Visit(**fields, status="planned", start="2026-01-01")
    with pytest.raises(tt.InvalidDateError, match="before it starts"):
        tt.Visit(**fields, status="planned", start="2026-01-05", end="2026-01-01")


def test_quotes_are_found_by_speaker_topic_record_and_words(ds):
    assert ds.quotes.about("fomo").first.affiliation == "Asia Society Policy Institute"
    assert {q.speaker for q in ds.quotes.by("neil thomas")} == {"Neil Thomas"}
    assert len(ds.quotes.by("donald-trump")) > 3
    assert len(ds.quotes.search("FOMO")) >= 1
    visit = next(q for q in ds.quotes if any(name in ds.visits for name in q.about))
    name = next(name for name in visit.about if name in ds.visits)
    assert visit in ds.quotes.about(ds.visits[name])
    assert visit in ds.quotes.between("2018-01-01", "2026-12-31")
    with pytest.raises(tt.UnknownRecordError, match="Neil Thomas"):
        ds.quotes.by("Neal Tomas")


def test_quotes_are_short():
    with pytest.raises(ValueError, match="at most 600"):
        tt.Quote(id="q", speaker="x", text="y" * 601)


def test_the_european_union_is_led_by_the_president_of_the_european_council(ds):
    # Juncker took over the Commission on 1 November 2014, Tusk the European Council on 1 December
    led = {
        day: ds.leaders.in_office("EU", on=day).family_name for day in ("2014-11-15", "2014-12-01", "2021-01-01", "2026-01-01")
    }
    assert list(led.values()) == ["Van Rompuy", "Tusk", "Michel", "Costa"]


def test_people_are_found_by_a_family_name_that_is_theirs_alone(ds):
    assert ds.visits.to("CN").by("macron") == ds.visits.to("CN").by("emmanuel-macron")
    assert ds.visits.to("CN").by("g7") == ds.visits.to("CN").by(tt.G7)
    with pytest.raises(tt.UnknownRecordError, match="lee-jae-myung"):
        ds.visits.by("Lee")  # a prime minister of Singapore and presidents of Korea
    with pytest.raises(tt.UnknownRecordError, match="luiz-inacio-lula-da-silva"):
        ds.visits.by("Lula")
    with pytest.raises(tt.UnknownRecordError, match="Macron"):
        ds.visits.by("Makron")


def test_a_rolling_count_is_the_count_of_each_window(ds):
    visits = ds.visits.to("CN").completed()
    for day, count in visits.rolling(6)[::9]:
        assert count == len(visits.within(6, until=day).leaders)
    assert dict(visits.by(tt.G7).rolling(6))[tt.as_date("2026-05-13")] == 5


def test_months_before_a_day_end_with_the_month(ds):
    # the window of one month up to 31 March begins on the last day of February, as in pendulum
    assert tt.as_date("2026-03-31").subtract(months=1) == months_before(tt.as_date("2026-03-31"), 1)
    assert tt.as_date("2026-01-15").subtract(months=13) == months_before(tt.as_date("2026-01-15"), 13)
    assert len(ds.visits.within(1, until="2026-03-31")) >= 0


def test_a_word_that_is_none_of_the_choices_is_told(ds):
    with pytest.raises(tt.FieldError, match="leaders, ministers or all"):
        ds.visits.by("DE", level="minister")
    with pytest.raises(tt.FieldError, match="planned"):
        ds.visits.with_status("done")
    with pytest.raises(tt.FieldError, match="foreign_minister"):
        ds.leaders.in_office("DE", on="2026-01-01", role="king")
    with pytest.raises(tt.FieldError, match="visit"):
        ds.timeline("2026-01-01", "2026-01-31").only("visits")


def test_a_part_of_an_id_is_told_the_ids_that_have_it(ds):
    with pytest.raises(tt.UnknownRecordError, match="did you mean carney-cn-2026") as caught:
        ds.visits["carney"]
    assert all("carney" in held for held in caught.value.suggestions)


@pytest.mark.parametrize(
    ("whole", "first", "last"),
    [("2026-01", "2026-01-01", "2026-01-31"), (tt.PartialDate("2024-02"), "2024-02-01", "2024-02-29")],
)
def test_a_span_of_months_is_that_of_their_days(ds, whole, first, last):
    days = ds.timeline(first, last)
    assert list(ds.timeline(whole, whole)) == list(days)
    assert (days.start, days.end) == (tt.as_date(first), tt.as_date(last))
    for collection in (ds.visits, ds.meetings, ds.acts, ds.agreements, ds.events, ds.quotes):
        assert collection.between(whole, whole).ids == collection.between(first, last).ids
    for decided in (ds.tariffs, ds.controls):
        assert decided.announced_between(whole, whole).ids == decided.announced_between(first, last).ids


def test_january_2026_is_the_leaders_that_cnbc_counted(ds):
    """At least five leaders in January 2026 (CNBC): Lee, Martin, Carney, Orpo, Starmer."""
    january = ds.visits.to("CN").between("2026-01", "2026-01").completed()
    assert {"Lee", "Martin", "Carney", "Orpo", "Starmer"} <= {leader.family_name for leader in january.leaders}


@pytest.mark.parametrize(
    ("leader", "before"),
    [
        ("lee-jae-myung", "yoon-suk-yeol"),  # three acted in between
        ("marcel-ciolacu", "nicolae-ciuca"),
        ("droupadi-murmu", "ram-nath-kovind"),
        ("ursula-von-der-leyen", "jean-claude-juncker"),
        ("hwang-kyo-ahn", "park-geun-hye"),  # acted while she was suspended
        ("li-chenggang", None),  # the envoy before him is not in the data; a vice premier is another office
        ("david-perdue", None),
    ],
)
def test_a_predecessor_held_the_same_office(ds, leader, before):
    found = ds.leaders[leader].predecessor
    assert (found and found.id) == before


@pytest.mark.parametrize(
    ("economy", "day", "leader"),
    [
        ("BR", "2016-05-11", "dilma-rousseff"),  # Xinhua, 2016-05-13: suspended on 12 May, Temer acts
        ("BR", "2016-05-12", "michel-temer"),
        ("KG", "2020-10-16", "sadyr-japarov"),  # TASS, 2020-10-16
        ("IR", "2024-07-01", "mohammad-mokhber"),  # Public Radio of Armenia, 2024-05-20
        ("TH", "2024-08-15", "phumtham-wechayachai"),  # News Central, August 2024
        ("TH", "2025-09-01", "phumtham-wechayachai"),  # IANS, 2025-08-30
    ],
)
def test_who_acts_is_in_office(ds, economy, day, leader):
    assert ds.leaders.in_office(economy, on=day).id == leader


def test_a_visitor_came_in_the_role_that_the_leader_held(ds):
    wrong = [
        (visit.id, visitor.leader)
        for visit in ds.visits.completed()
        for visitor in visit.visitors
        if visitor.role != "other"
        and "European Parliament" not in visitor.office
        and visitor.role
        not in {tenure.role for tenure in ds.leaders[visitor.leader].tenures if tenure.covers(visit.period.start)}
    ]
    assert wrong == []


def test_whom_they_met_is_of_the_host(ds):
    for visit in ds.visits:
        for name in visit.met:
            assert visit.host_economy in {tenure.economy for tenure in ds.leaders[name].tenures}, (visit.id, name)


@pytest.mark.parametrize(("typed", "found"), [(" UK ", "GB"), ("g7", "G7"), ("south korea\n", "KR"), ("de", "DE")])
def test_case_and_spaces_around_a_name_do_not_matter(ds, typed, found):
    assert ds.party(typed).id == found


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [("President Xi", "xi-jinping"), ("S. Korea", "South Korea"), ("Korea, South", "South Korea")],
)
def test_a_name_that_is_none_is_told_the_nearest(ds, typed, suggested):
    with pytest.raises(tt.UnknownRecordError) as caught:
        ds.visits.by(typed)
    assert suggested in caught.value.suggestions


def test_nothing_is_near_to_no_name(ds):
    with pytest.raises(tt.UnknownRecordError) as caught:
        ds.visits.by(" ")
    assert caught.value.suggestions == ()


def test_meetings_of_a_group_are_those_of_its_members(ds):
    assert {"starmer-xi-rio-de-janeiro-2024-11-18", "trump-xi-busan-2025-10-30"} <= set(ds.meetings.of("G7").ids)
    assert "putin-xi-astana-2024-07-03" not in ds.meetings.of("G7")


@pytest.mark.parametrize("months", [0, -3, 6.5, "6"])
def test_a_window_has_a_whole_number_of_months(ds, months):
    with pytest.raises(tt.FieldError, match="months"):
        ds.visits.rolling(months)
    with pytest.raises(tt.FieldError, match="months"):
        ds.visits.within(months, until="2026-05-13")


def test_a_visit_without_days_says_so(ds):
    assert "no day named, postponed" in repr(ds.known_on("2026-03-17").visits["trump-cn-2026"])
