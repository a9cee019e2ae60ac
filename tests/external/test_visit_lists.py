"""Visits and offices against the lists of others: foreign ministries, the State Department, the Council of the EU, the press."""

import pytest
from tables import table


def is_of(visit, row):
    """Tell whether a row's days are the visit's: a month holds all its days, an empty last day says nothing."""
    return str(visit.start).startswith(row["start"]) and row["end"] in ("", str(visit.end))


@pytest.mark.parametrize("row", table("visits.csv"), ids=lambda row: f"{row['visitor']}-{row['start']}")
def test_the_days_are_those_the_offices_gave(ds, row):
    came = ds.visits.to(row["host"]).by(row["visitor"]).completed()
    assert [visit.id for visit in came if is_of(visit, row)] != []


@pytest.mark.parametrize("economy", ["US", "CA", "GB", "FR", "DE", "IT", "JP", "EU", "AU", "NZ", "KR", "IN"])
def test_nobody_came_before_october_2022_who_is_not_in_the_lists(ds, economy):
    # With the test above, lists and records are one set: each row has its visit, each visitor of each visit a row.
    came = ds.visits.to("CN").by(economy).by_level("leaders").completed().between("2013-01-01", "2022-09-30")
    rows = [row for row in table("visits.csv") if row["host"] == "CN"]
    unlisted = [
        (visit.id, visitor.leader)
        for visit in came
        for visitor in visit.visitors
        if not any(row["visitor"] == visitor.leader and is_of(visit, row) for row in rows)
    ]
    assert (unlisted, len(came) > 0) == ([], True)


@pytest.mark.parametrize("economy", ["AU", "CA", "DE", "FR", "GB", "IN", "IT", "JP", "NZ"])
def test_heads_of_government_from_2013_to_june_2022_are_those_of_the_list(ds, economy):
    # The list was read whole: each of its rows has one visit, and no visit of theirs is without a row.
    came = ds.visits.to("CN").by(economy).by_level("leaders").completed().between("2013-01-01", "2022-06-30")
    stays = [(v, who.leader) for v in came for who in v.visitors if who.role == "head_of_government"]
    listed = [row for row in table("heads_of_government.csv") if row["economy"] == economy]
    found = [[visit.id for visit, leader in stays if leader == row["visitor"] and is_of(visit, row)] for row in listed]
    assert [len(ids) for ids in found] == [1] * len(stays)


@pytest.mark.parametrize(
    ("leader", "until", "times"),
    [
        ("david-cameron", "2016-07-13", 1),  # The Week, 2013-12-02: only once before, and that was in November 2010 (SCMP)
        ("theresa-may", "2018-02-02", 2),  # HuffPost, 2018-01-29: her second trip, after the G20 meeting of 2016
        ("stephen-harper", "2015-11-03", 1),  # Xinhua, 2014-11: his third visit, after December 2009 and February 2012
        ("justin-trudeau", "2020-12-31", 2),  # an encyclopedia's list of his trips, as of December 2020
        ("matteo-renzi", "2016-12-12", 2),  # the same of his, to the end of his office
        ("paolo-gentiloni", "2018-06-01", 1),  # the same of his, to the end of his office
        ("shinzo-abe", "2018-10-27", 3),  # Agora, 2018-10-24: after those for the APEC and G20 meetings of 2014 and 2016
        ("shinzo-abe", "2019-12-25", 4),  # The Straits Times, 2019-11-10: the first since October 2018
        ("yoshihide-suga", "2021-10-04", 0),  # an encyclopedia's list of his trips, to the end of his office
        ("park-geun-hye", "2015-09-04", 3),  # HuffPost Korea, 2015-09-02: her third since she took office
        ("park-geun-hye", "2017-03-10", 4),  # those in the Chinese foreign ministry's list
        ("moon-jae-in", "2018-10-18", 1),  # an encyclopedia's list of his trips
        ("jacinda-ardern", "2019-04-01", 1),  # World Politics Review, 2019-04: her first as prime minister
        ("ursula-von-der-leyen", "2023-04-07", 1),  # Politico, 2023-03: her first to Beijing as president of the Commission
        ("emmanuel-macron", "2019-11-06", 2),  # France Bleu, 2019-11-04: his second time in China
        ("emmanuel-macron", "2025-12-05", 4),  # China's foreign ministry, 2025-12-01: his fourth state visit
        ("narendra-modi", "2022-09-17", 5),  # Firstpost, 2022-09-17
        ("julia-gillard", "2013-06-27", 1),  # the Australian embassy: her second as prime minister, the first lies before 2013
    ],
)
def test_how_often_they_came(ds, leader, until, times):
    assert len(ds.visits.to("CN").by(leader).completed().between("2013-01-01", until)) == times


def test_merkel_came_six_times_after_2012(ds):
    # Shine, 2021-12-09: twelve trips in sixteen years, six of them from 2006 to August 2012
    assert len(ds.visits.to("CN").by("angela-merkel").completed()) == 12 - 6


def test_sanchez_came_four_times_in_four_years(ds):
    # CCTV, 2026-08-06
    came = ds.visits.to("CN").by("pedro-sanchez").completed().between("2023-01-01", "2026-08-06")
    assert [visit.start.year for visit in came] == [2023, 2024, 2025, 2026]


@pytest.mark.parametrize(
    ("visit", "before"),
    [
        ("hipkins-cn-2023", ("jacinda-ardern", 2019)),  # AFP, 2023-06-12
        ("albanese-cn-2023", ("malcolm-turnbull", 2016)),  # the Australian prime minister's office, 2023-10
        ("lee-cn-2026", ("moon-jae-in", 2019)),  # SCMP, on the visit then planned: the first since 2019
        ("modi-cn-2025", ("narendra-modi", 2018)),  # Republic, 2025-08-30
    ],
)
def test_the_last_one_before(ds, visit, before):
    previous = ds.visits[visit].previous
    assert (previous.visitors[0].leader, previous.start.year) == before


@pytest.mark.parametrize(
    ("visit", "leader"),
    [
        ("michel-cn-2022", "li-zhanshu"),  # CCTV, 2022-12-01
        ("thongloun-cn-2023-2", "li-xi"),  # CCTV, 2023-06-15
        ("hipkins-cn-2023", "zhao-leji"),  # CCTV, 2023-06-27
        ("mirziyoyev-cn-2024", "zhao-leji"),  # CCTV, 2024-01-24
        ("tokayev-cn-2023-2", "wang-huning"),  # CCTV, 2023-10-18
        ("modi-cn-2025", "cai-qi"),  # CCTV, 2025-08-31
        ("khurelsukh-cn-2025", "ding-xuexiang"),  # CCTV, 2025-09-02
        ("sihamoni-cn-2026-2", "cai-qi"),  # CCTV, 2026-03-25
        ("kasymaliev-cn-2026", "li-qiang"),  # CCTV, 2026-09-24
    ],
)
def test_whom_they_met(ds, visit, leader):
    assert leader in ds.visits[visit].met


WEST = {"GB", "US", "CA", "AU", "NZ", "NO", "IS", "CH", "EU", "KR"}  # and the members of the EU


def test_western_nations_since_trump_came_back(ds):
    # Semafor, 2026-02-23, counts the leaders of twelve Western nations in the thirteen months since Trump came back, by the
    # bilateral visits that Beijing announced. South Korea is among them in its text, and so is Germany: Merz's visit of "this
    # week" was announced by then, though he came on the 25th. The EU is one; summits and parades do not count.
    made = ds.visits.to("CN").by_level("leaders").completed().bilateral()
    west = WEST | set(ds.groups["EU27"].on("2025-01-20"))
    nations = {visit.visitor_economy for visit in made.between("2025-01-20", "2026-02-28")} & west
    assert len(nations) == 12
    assert nations >= {"AU", "CA", "DE", "GB", "KR"}  # those it names


# The Council of the EU's page of the members of the European Council, as it stood in the summer of 2022. The presidents who speak
# there for Lithuania and Romania do not head their governments and are left out.
MEMBERS = {
    "AT": "Karl Nehammer",
    "BE": "Alexander De Croo",
    "BG": "Kiril Petkov",
    "HR": "Andrej Plenković",
    "CY": "Nicos Anastasiades",
    "CZ": "Petr Fiala",
    "DK": "Mette Frederiksen",
    "EE": "Kaja Kallas",
    "FI": "Sanna Marin",
    "FR": "Emmanuel Macron",
    "DE": "Olaf Scholz",
    "GR": "Kyriakos Mitsotakis",
    "HU": "Viktor Orbán",
    "IE": "Micheál Martin",
    "IT": "Mario Draghi",
    "LV": "Krišjānis Kariņš",
    "LU": "Xavier Bettel",
    "MT": "Robert Abela",
    "NL": "Mark Rutte",
    "PL": "Mateusz Morawiecki",
    "PT": "António Costa",
    "SK": "Eduard Heger",
    "SI": "Robert Golob",
    "ES": "Pedro Sánchez",
    "SE": "Magdalena Andersson",
    "EU": "Charles Michel",
}


def test_the_european_council_of_summer_2022(ds):
    assert {economy: ds.leaders.in_office(economy, on="2022-06-15").name for economy in MEMBERS} == MEMBERS


@pytest.mark.parametrize(
    ("economy", "day", "leader"),
    [
        ("LV", "2026-05-28", "andris-kulbergs"),  # Reuters, 2026-05-28
        ("PE", "2026-07-28", "keiko-fujimori"),  # Financial Times, 2026-07-28
        ("LT", "2026-10-05", "mindaugas-sinkevicius"),  # an atlas of elections, 2026-10-05, and so are those below
        ("RO", "2026-10-05", "ilie-bolojan"),
        ("SE", "2026-10-05", "ulf-kristersson"),
        ("SI", "2026-10-05", "janez-jansa"),
    ],
)
def test_who_governs_in_2026(ds, economy, day, leader):
    assert ds.leaders.in_office(economy, on=day).id == leader


def test_vucic_left_the_presidency(ds):
    # China News Service and Xinhua, 2026-09-28
    assert str(ds.leaders["aleksandar-vucic"].tenures[-1].end) == "2026-09-27"


@pytest.mark.parametrize("day", ["2017-04-23", "2017-09-06"])
def test_calls_of_2017(ds, day):
    # AP, 2017-04-23; UPI, 2017-09
    assert any({"donald-trump", "xi-jinping"} <= set(m.participants) for m in ds.meetings if str(m.start) == day)


@pytest.mark.parametrize(
    "day", ["2018-01-15", "2020-01-15", "2022-06-01", "2024-06-01", "2025-06-01", "2026-01-15", "2026-10-01"]
)
@pytest.mark.parametrize("group", ["G7", "G20", "EU27", "ASEAN", "CENTRALASIA5"])
def test_somebody_governs_every_member(ds, group, day):
    members = ds.groups[group].members
    assert [m.economy for m in members if ds.leaders.in_office(m.economy, on=day) is None] == []


def test_somebody_governs_in_each_month_that_coverage_claims(ds):
    claimed = ds.coverage["coverage-leaders"]
    assert {m.economy for name in ("G7", "G20", "EU27", "ASEAN", "CENTRALASIA5") for m in ds.groups[name].members} == set(
        claimed.jurisdictions
    )
    days = [f"{year}-{month:02}-10" for year in range(2018, 2027) for month in range(1, 13)]
    days = [day for day in days if day < str(claimed.end)]
    assert [
        (economy, day) for economy in claimed.jurisdictions for day in days if not ds.leaders.in_office(economy, on=day)
    ] == []


def test_five_rounds_of_talks_in_2025(ds):
    # CCTV, 2026-03-17: He Lifeng in Paris on the five rounds of the year before
    rounds = [meeting for meeting in ds.meetings if meeting.kind == "talks" and str(meeting.start).startswith("2025")]
    assert len(rounds) == 5


@pytest.mark.parametrize(
    ("visit", "last"),
    [
        # CCTV's evening news on who sat at the openings: 2023-09-17, 2023-11-05, 2024-11-05, 2025-03-27, 2025-09-17, 2025-11-05
        ("hun-manet-cn-2023", "2023-09-17"),
        ("chinh-cn-2023-2", "2023-09-17"),
        ("sonexay-cn-2023", "2023-09-17"),
        ("smailov-cn-2023", "2023-11-05"),
        ("aripov-cn-2024", "2024-11-05"),
        ("bektenov-cn-2024", "2024-11-05"),
        ("sonexay-cn-2025", "2025-03-27"),
        ("nyo-saw-cn-2025", "2025-09-17"),
        ("kobakhidze-cn-2025", "2025-11-05"),
        ("macut-cn-2025", "2025-11-05"),
    ],
)
def test_guests_stayed_for_the_opening(ds, visit, last):
    assert str(ds.visits[visit].end) == last
