"""Code lists against the notes of chapter 99 that they stand for, in both directions."""

from functools import cache

import pytest
from tables import table

import tradetruce as tt
from tradetruce.dates import day_before


@cache
def note(name, *, described=None):
    """Return the codes of a note; with *described*, those that the note covers in part, or those that it covers whole."""
    found = [row for row in table("us_chapter_99_notes.csv.gz") if row["note"] == name]
    assert found, name
    return {line(row["code"]) for row in found if described is None or row["described"] == str(int(described))}


def line(code):
    """Return a statistical number that is the whole of its eight-digit line as that line."""
    return code[:8] if len(code) == 10 and code.endswith("00") else code


def schedule(ds, day):
    """Return the lines of the schedule on a day."""
    when = tt.as_date(day).toordinal()
    return {code for code, lines in ds._rates("US").lines.items() if any(line.start <= when < line.end for line in lines)}


def on(ds, name, day):
    """Return the rows of a list that hold on a day, by code."""
    when = tt.as_date(day)
    held = {}
    for row in ds.code_lists[name].rows:
        if (row.start is None or row.start <= when) and (row.end is None or when < row.end):
            held.setdefault(line(str(row.code)), []).append(row)
    return held


NOTES = [
    # list, day, notes
    ("us-ieepa-annex-ii", "2026-02-20", "2(v)(iii)(a) 2(v)(iii)(b)"),
    ("us-ieepa-exempt-eu", "2026-02-20", "2(v)(xx) 2(v)(xxi) 2(v)(xxii) 2(v)(xxiii)"),
    ("us-ieepa-exempt-kr", "2026-02-20", "2(v)(xxiv)(b)"),
    ("us-ieepa-exempt-ch-li", "2026-02-20", "2(v)(xxv)(b) 2(v)(xxv)(c) 2(v)(xxv)(d)"),
    ("us-ieepa-exempt-gb", "2026-02-20", "35(a)"),
    ("us-ieepa-exempt-jp", "2026-02-20", "35(b)"),
    ("us-ieepa-brazil-exempt", "2026-02-20", "2(x)(iii)(a) 2(x)(iii)(b) 2(x)(iv)"),
    ("us-s122-exempt", "2026-04-06", "2(aa)(ii)"),
    ("us-s122-exempt-described", "2026-04-06", "2(aa)(iii)"),
    ("us-s122-exempt-aircraft", "2026-04-06", "2(aa)(iv)"),
    ("us-s232-steel-articles-codes", "2026-04-06", "16(c)(iii)"),
    ("us-s232-aluminum-articles-codes", "2026-04-06", "16(c)(i)"),
    ("us-s232-aluminum-articles-codes", "2026-04-05", "19(g)"),
    ("us-s232-copper-articles-codes", "2026-04-06", "16(c)(v)"),
    ("us-s232-copper-derivatives-codes", "2026-04-06", "16(c)(viii)"),
    ("us-s232-metals-annex-i-a-derivatives-codes", "2026-04-06", "16(c)(ii) 16(c)(iv)"),
    ("us-s232-metals-annex-i-b-steel-codes", "2026-04-06", "16(c)(vii)"),
    ("us-s232-metals-annex-i-b-aluminum-codes", "2026-04-06", "16(c)(vi)"),
    ("us-s232-metals-annex-iii-codes", "2026-04-06", "16(c)(ix) 16(c)(x)"),
    ("us-s232-aluminum-derivatives-codes", "2026-04-05", "19(i) 19(j)"),
    ("us-s232-aluminum-derivatives-others-codes", "2026-04-05", "19(k)"),
    ("us-s201-washers-codes", "2023-02-01", "17(c)"),
    ("us-s201-washer-parts-codes", "2023-02-01", "17(f)"),
    ("us-s201-solar-codes", "2026-02-01", "18(c) 18(g)"),
    ("us-s301-list-1-codes", "2026-04-06", "20(b)"),
    ("us-s301-list-2-codes", "2026-04-06", "20(d)"),
    ("us-s301-list-3-codes", "2026-04-06", "20(f) 20(g)"),
    ("us-s301-list-4a-codes", "2026-04-06", "20(s)(i) 20(s)(ii)"),
    ("us-s301-list-4b-codes", "2026-04-06", "20(u)(i) 20(u)(ii)"),
    ("us-s301-maritime-codes", "2026-04-06", "31(k) 31(l)"),
    ("us-s301-maritime-cranes-others-codes", "2026-04-06", "31(l)"),
    ("us-s232-autos-codes", "2026-04-06", "33(b)"),
    ("us-s232-auto-parts-codes", "2026-04-06", "33(g)"),
    ("us-s232-civil-aircraft-gb-codes", "2026-04-06", "35(a)"),
    ("us-s232-civil-aircraft-jp-codes", "2026-04-06", "35(b)"),
    ("us-s232-civil-aircraft-tw-codes", "2026-05-28", "35(c)"),
    ("us-s232-civil-aircraft-eu-codes", "2026-04-06", "2(v)(xxii)"),
    ("us-s232-civil-aircraft-kr-codes", "2026-04-06", "2(v)(xxiv)(b)"),
    ("us-s232-lumber-codes", "2026-04-06", "37(b)"),
    ("us-s232-furniture-codes", "2026-04-06", "37(d)"),
    ("us-s232-cabinets-codes", "2026-04-06", "37(f)"),
    ("us-s232-trucks-codes", "2026-04-06", "38(b)"),
    ("us-s232-buses-codes", "2026-04-06", "38(c)"),
    ("us-s232-truck-parts-codes", "2026-04-06", "38(i)"),
    ("us-s232-semiconductors-codes", "2026-04-06", "39(b)"),
    ("us-s232-pharma-codes", "2026-10-07", "40(c)"),
    ("us-s301-forced-labor-exempt", "2026-10-07", "52(b)"),
    ("us-s301-forced-labor-exempt-described", "2026-10-07", "52(c)"),
    ("us-s301-forced-labor-exempt-aircraft", "2026-10-07", "52(d)"),
    ("us-s301-forced-labor-exempt-ch", "2026-10-07", "52(j)(3)"),
    ("us-s301-forced-labor-exempt-my", "2026-10-07", "52(j)(4)"),
    ("us-s301-forced-labor-exempt-kh", "2026-10-07", "52(j)(5)"),
    ("us-s301-forced-labor-exempt-gt", "2026-10-07", "52(j)(6)"),
    ("us-s301-forced-labor-exempt-id", "2026-10-07", "52(j)(11)"),
    ("us-s301-forced-labor-exempt-ec", "2026-10-07", "52(j)(12)"),
    ("us-s301-forced-labor-exempt-gb", "2026-10-07", "52(j)(1)"),
    ("us-s301-forced-labor-exempt-eu", "2026-10-07", "52(j)(2)"),
    ("us-s301-forced-labor-exempt-sv", "2026-10-07", "52(j)(7)"),
    ("us-s301-forced-labor-exempt-ar", "2026-10-07", "52(j)(8)"),
    ("us-s301-forced-labor-exempt-bd", "2026-10-07", "52(j)(9)"),
    ("us-s301-forced-labor-exempt-tw", "2026-10-07", "52(j)(10)"),
    ("us-s301-forced-labor-exempt-pharmaceutical", "2026-10-07", "52(e)"),
    ("us-s301-brazil-exempt", "2026-07-22", "50(a)(ii)"),
    # the record of Brazil's duty takes these two for its note as well
    ("us-s122-exempt-described", "2026-07-22", "50(a)(iii)"),
    ("us-s122-exempt-aircraft", "2026-07-22", "50(a)(iv)"),
    ("us-s301-brazil-exempt-pharmaceutical", "2026-07-22", "50(a)(v)"),
    ("us-s338-canada-alcohol-list", "2026-08-22", "51(b)(1)"),
    ("us-s338-canada-alcohol-list", "2026-09-15", "51(b)(1)@2026-09-15"),
    ("us-s338-canada-dairy-list", "2026-08-22", "51(b)(2)"),
    ("us-s338-canada-motor-vehicles-list", "2026-08-22", "51(b)(3)"),
    ("us-s338-canada-motor-vehicles-list", "2026-09-15", "51(b)(3)@2026-09-15"),
    ("us-s338-canada-exempt-aircraft", "2026-08-22", "51(d)"),
    ("us-s338-canada-alcohol-ban-list", "2026-09-29", "proclamation-11061"),
    ("us-s338-canada-dairy-ban-list", "2026-09-29", "proclamation-11062"),
    ("us-s232-metals-annex-i-b-steel-codes", "2026-06-08", "16(c)(vii)@2026-06-08"),
    ("us-s232-metals-annex-i-c-codes", "2026-06-08", "16(c)(xi)"),
    ("us-s232-metals-annex-iii-codes", "2026-06-08", "16(c)(ix)@2026-06-08 16(c)(x)@2026-06-08"),
    ("us-s232-drones-large-codes", "2026-09-03", "43(c)(1) 43(c)(2) 43(c)(3)"),
    ("us-s232-drones-small-codes", "2026-09-03", "43(c)(4)"),
    ("us-s201-quartz-codes", "2026-08-15", "41(a)"),
]

FOUR_YEAR_REVIEW = {f"31({letter})" for letter in "bcdfgij"}

# Where a list and its note part, and why: codes of the note that are not on the list, codes of the list that are not in the note.
PARTLY_4B = {"29319090", *["94016140", "94017100", "94017900", "94018020", "94018040", "94037040", "94037080"]}
GONE_4B = {
    "08029025",
    "08029082",
    "29033920",
    "44199010",
    "44201000",
    "62019217",
    "62029303",
    "85171200",
    "85195000",
    "85198140",
    "85395000",
    "85437087",
    "94049080",
    "94049085",
    "94049095",
}
STATISTICAL_4B = {
    "2931909051",
    "9401614001",
    "9401710001",
    "9401710005",
    "9401710006",
    "9401790001",
    "9401790002",
    "9401790003",
    "9401790004",
    "9401802001",
    "9401804001",
    "9403704003",
    "9403708003",
}
EXCEPTIONS = {
    "us-s232-auto-parts-codes": [
        # the note has heading 8471 whole; a portable computer (8471.30) is no part of a vehicle
        ({"8471"}, {"847141", "847149", "847150", "847160", "847170", "847180", "847190"}),
    ],
    "us-s301-list-4a-codes": [
        # lines of which the note takes what List 3 leaves: the statistical numbers that existed then
        ({"85176200", "94016960", "94017100"}, {"8517620090", "9401696001", "9401710007"}),
    ],
    "us-s301-list-4b-codes": [
        # the same: the note says what it leaves out, the list what is left (USITC table of January 1, 2020)
        (PARTLY_4B, STATISTICAL_4B),
        # codes the note still prints and the schedule has not had since the 2022 Harmonized System
        (GONE_4B, set()),
    ],
    "us-s201-solar-codes": [
        # modules are asked about at eight digits; the note names the statistical number of the crystalline ones
        ({"8541430010"}, {"85414300"}),
    ],
    "us-s232-aluminum-derivatives-others-codes": [
        # 8415.90.8025 and 9401.99.9070, which the note still prints, became these on February 1, 2026 (change record of 2026 Revision 2)
        (set(), {"8415908010", "8415908020", "9401999040", "9401999085"}),
        # 3004.90.9244 was used again for other goods that day, those of the list are 3004.90.9251 since (supplement to the 484(f) changes)
        ({"3004909244"}, {"3004909251"}),
    ],
    "us-s232-pharma-codes": [
        # statistical numbers that together are all of their line
        ({"2922190910", "2922190990"}, {"29221909"}),
        ({"2934994720", "2934994730", "2934994740", "2934994790"}, {"29349947"}),
        ({"2937220010", "2937220090"}, {"29372200"}),
        ({"2941903030", "2941903090", "2941905030", "2941905090"}, {"29419030", "29419050"}),
        ({"3004310010", "3004310090"}, {"30043100"}),
        # numbers of the proclamation's annex that were deleted on July 1, 2026: the note prints what became of them
        (set(), {"3004200083", "3004320060", "3004390055"}),
    ],
    "us-s232-aluminum-articles-codes": [
        # castings and forgings: to April 5, 2026 by their line, which they did not fill, since then by their statistical numbers
        ({"76169951"}, {"7616995160", "7616995170"}),
    ],
}


@pytest.mark.parametrize(("name", "day", "notes"), NOTES, ids=[f"{name}-{day}" for name, day, _ in NOTES])
def test_a_list_is_its_note(ds, name, day, notes):
    printed = set().union(*(note(one) for one in notes.split()))
    held = set(on(ds, name, day))
    missing, extra = printed - held, held - printed
    for left_out, put_in in EXCEPTIONS.get(name, []):
        if left_out & printed or not left_out:
            assert left_out <= missing, "an exception that is none"
            assert put_in <= extra, "an exception that is none"
            missing, extra = missing - left_out, extra - put_in
    if name.startswith("us-s301-list-"):
        # What the four-year review moved stays on its old list, for the years before
        extra -= set().union(*(note(one) for one in FOUR_YEAR_REVIEW))
    assert (missing, extra) == (set(), set())


@pytest.mark.parametrize(("name", "day", "notes"), NOTES, ids=[f"{name}-{day}" for name, day, _ in NOTES])
def test_what_a_note_describes_is_a_condition(ds, name, day, notes):
    if name.startswith("us-s301-list-"):
        pytest.skip("lines of which a list has a part are told by statistical numbers")
    held = on(ds, name, day)
    whole = set().union(*(note(one, described=False) for one in notes.split()))
    if name == "us-s232-drones-small-codes":
        whole |= set(held)  # drones without thermal imaging: those with it are on the other list, which goes before this one
    for code in set().union(*(note(one, described=True) for one in notes.split())) & set(held):
        assert all(row.condition for row in held[code]) or code in whole, code
    # Headings 9903.94.06, 9903.74.05 and 9903.74.11 leave out what is no part of a car, no truck and no part of one
    if name not in {"us-s232-auto-parts-codes", "us-s232-trucks-codes", "us-s232-truck-parts-codes"}:
        for code in whole & set(held):
            assert any(row.condition is None for row in held[code]), code


def test_a_list_with_headings_is_its_note(ds):
    # Textiles and clothing of Jordan: a chapter, heading or subheading stands for all its lines
    held = on(ds, "us-s301-forced-labor-exempt-jo", "2026-10-07")
    printed = note("52(j)(13)")
    lines = {code for code in schedule(ds, "2026-10-07") if any(code.startswith(part) for part in held)}
    assert lines == printed
    assert {code for code, rows in held.items() if rows[0].condition} == note("52(j)(13)", described=True)


def test_the_one_code_of_a_ban_is_the_annex(ds):
    assert set(ds.tariffs["us-s338-canada-motorcycles-ban"].scope.codes) == note("proclamation-11063")


REVIEW = [
    # heading, day, notes; statistical numbers deleted from 31(b) and (e) since are those of 89 FR 76581
    ("9903.91.01", "2026-04-06", "31(b)"),
    ("9903.91.02", "2026-04-06", "31(c)"),
    ("9903.91.03", "2026-04-06", "31(d)"),
    ("9903.91.05", "2026-04-06", "31(f)"),
    ("9903.91.06", "2026-04-06", "31(g)"),
    ("9903.91.07", "2026-04-06", "31(h)"),
    ("9903.91.08", "2026-04-06", "31(i)"),
    ("9903.91.11", "2026-04-06", "31(j)"),
]


@pytest.mark.parametrize(("heading", "day", "notes"), REVIEW, ids=[heading for heading, _, _ in REVIEW])
def test_a_heading_of_the_four_year_review_is_its_note(ds, heading, day, notes):
    held = set()
    for measure in ds.tariffs.by("US"):
        state = measure.state(day)
        if state is not None and state.step is not None and state.step.heading == heading:
            held |= {str(code) for code in measure.scope.codes}
            held |= set().union(*(on(ds, name, day) for name in measure.scope.lists))
    assert held == set().union(*(note(one) for one in notes.split()))


SPLIT = tt.as_date("2026-07-01")

EXCLUSIONS = [
    ("us-s301-exclusions-164-codes", "20(vvv)"),
    ("us-s301-exclusions-solar-equipment-codes", "20(www)"),
    ("us-s301-exclusions-352-codes", "20(ttt)"),
    ("us-s301-exclusions-covid-2023-codes", "20(uuu)"),
    ("us-s301-exclusions-covid-2021-codes", "20(sss)"),
    ("us-s301-exclusions-covid-2020-codes", "20(ooo) 20(ppp) 20(qqq) 20(rrr)"),
]


@pytest.mark.parametrize(("name", "notes"), EXCLUSIONS, ids=[name for name, _ in EXCLUSIONS])
def test_exclusions_are_those_of_the_note(ds, name, notes):
    # without what became of deleted statistical numbers, which the note does not print
    held = [row for row in ds.code_lists[name].rows if row.start != SPLIT]
    whole = set().union(*(note(one, described=False) for one in notes.split()))
    assert {line(str(row.code)) for row in held} == set().union(*(note(one) for one in notes.split()))
    assert {line(str(row.code)) for row in held if row.condition is None} == whole


LISTS_OF_2020 = [
    # list, headings, codes of the first heading, notes of 2026
    ("us-s301-list-1-codes", ("9903.88.01",), 818, "20(b)"),
    ("us-s301-list-2-codes", ("9903.88.02",), 279, "20(d)"),
    ("us-s301-list-3-codes", ("9903.88.03", "9903.88.04"), 5759, "20(f)"),
    ("us-s301-list-4a-codes", ("9903.88.15",), 3243, "20(s)(i)"),
    ("us-s301-list-4b-codes", ("9903.88.16",), 555, "20(u)(i)"),
]


@pytest.mark.parametrize(("name", "headings", "count", "notes"), LISTS_OF_2020, ids=[row[0] for row in LISTS_OF_2020])
def test_a_section_301_list_is_the_table_of_january_2020(ds, name, headings, count, notes):
    printed_rows = table("us_china_tariffs_2020.csv.gz")
    assert sum(row["heading"] == headings[0] for row in printed_rows) == count
    printed = {row["code"] for row in printed_rows if row["heading"] in headings}
    held = set(on(ds, name, "2020-01-01"))
    # 9903.88.04 and 4901.99 are told by their statistical numbers there, by the line and what it leaves out here
    partial = {code for code in printed if len(code) == 10 and code[:8] in held}
    assert printed - held - partial == set()
    # Codes of the 2022 schedule stand from the start where every line that their goods come from was on the list
    newer = set().union(*(note(one) for one in (*notes.split(), *FOUR_YEAR_REVIEW))) - {row["code"][:8] for row in printed_rows}
    assert held - printed - {code[:8] for code in partial} - newer == set()


def test_the_reciprocal_annex_by_date(ds):
    # Annex II of EO 14257 has 1,039 codes, the memorandum of April 11, 2025 added nine; 76 of copper left with Proclamation 10962, EO 14346
    # took 8 and put in 39, 158 of wood left with Proclamation 10976, EO 14360 put in 237 and eleven described goods: the printed note
    ordered = [row for rows_ in on(ds, "us-ieepa-annex-ii", "2025-04-05").values() for row in rows_ if row.act is None]
    assert len(ordered) == 1039
    days = ("2025-04-05", "2025-08-01", "2025-09-08", "2025-10-14", "2025-11-13")
    assert [len(on(ds, "us-ieepa-annex-ii", day)) for day in days] == [1048, 972, 1003, 845, 1093]


# Lists of a part of a heading that the four-year review has whole
REVIEWED = {
    "us-s301-fyr-aluminum-codes",
    "us-s301-fyr-critical-minerals-codes",
    "us-s301-fyr-facemasks-codes",
    "us-s301-fyr-li-ion-batteries-codes",
    "us-s301-fyr-semiconductors-codes",
    "us-s301-fyr-steel-codes",
}


def test_the_lists_of_the_four_year_review_are_in_the_comparison(ds):
    headings = {heading for heading, _, _ in REVIEW}
    seen = set()
    for measure in ds.tariffs.by("US"):
        if any(step.heading in headings for decision in measure.decisions for step in decision.steps):
            seen |= set(measure.scope.lists)
    assert seen >= REVIEWED


STEEL = ("us-s232-steel-derivatives-codes", "us-s232-steel-derivatives-others-codes")
# The notice of August 2025 puts this line among the derivatives of chapter 73; 7302.90 is on the list of articles since 2018
ARTICLE = {"73029090"}


def steel(source):
    return {line(row["code"]) for row in table("us_steel_derivatives_2025.csv") if row["source"] == source}


def test_derivatives_of_steel_are_those_of_customs(ds):
    held = set().union(*(on(ds, name, "2026-01-15") for name in STEEL))
    printed = steel("customs") - ARTICLE
    # nails and staples, which Customs tells by statistical number and the list by line
    whole = {code for code in printed - held if code[:8] in {"73170055", "73170065"} and code[:8] in held}
    assert printed - held == whole
    assert held - printed == {"73170055", "73170065"} - printed


def test_derivatives_of_steel_of_august_2025_are_those_of_the_notice(ds):
    new = {line(str(row.code)) for name in STEEL for row in ds.code_lists[name].rows if row.start == tt.as_date("2025-08-18")}
    assert new == steel("fr-90-40326") - ARTICLE


# Exclusions that ended before January 1, 2025: what became of their numbers since need not be on them
ENDED = {
    "us-s301-exclusions-352-codes": "to June 14, 2024",
    "us-s301-exclusions-covid-2020-codes": "to November 30, 2021",
    "us-s301-exclusions-covid-2021-codes": "to May 31, 2023",
    "us-s301-exclusions-covid-2023-codes": "to June 14, 2024",
}


def renumbered():
    """Return, by day, what became of the statistical numbers deleted on it."""
    days = {}
    for row in table("us_statistical_numbers.csv"):
        days.setdefault(row["on"], {})[row["was"]] = row["became"].split()
    return days


RENUMBERED = renumbered()


def running(ds, day):
    """Return the lists of the United States that are complete and not of ended exclusions on a day."""
    return [
        one.id
        for one in ds.code_lists
        if one.importer == "US" and one.id not in ENDED and (one.complete_from is None or one.complete_from <= tt.as_date(day))
    ]


def test_exclusions_that_ended_have_ended(ds):
    for relief in ds.reliefs:
        if ENDED.keys() & set(relief.scope.lists):
            assert relief.state("2025-01-01").status == "ended"


@pytest.mark.parametrize("day", RENUMBERED)
def test_what_became_of_a_deleted_number_is_on_its_lists(ds, day):
    # or the line of what it became, where all of it is there
    short = set()
    for name in running(ds, day_before(tt.as_date(day))):
        held, holds = set(on(ds, name, day_before(tt.as_date(day)))), set(on(ds, name, day))
        for code in held & set(RENUMBERED[day]):
            short |= {(name, code, new) for new in RENUMBERED[day][code] if new not in holds and new[:8] not in holds}
    assert short == set()


@pytest.mark.parametrize("day", RENUMBERED)
def test_what_a_number_was_is_on_its_lists(ds, day):
    # with a condition where not all that it became is on the list; without those numbers that were other goods before
    short = set()
    for name in running(ds, day_before(tt.as_date(day))):
        held = on(ds, name, day_before(tt.as_date(day)))
        holds = {code for code, rows in held.items() for row in rows if row.end is None or row.end > tt.as_date(day)}
        for was, became in RENUMBERED[day].items():
            there = [new for new in became if new in holds and new not in RENUMBERED[day]]
            if there and was[:8] not in held:
                rows = held.get(line(was), [])
                whole = set(became) <= holds
                short |= {(name, was)} if not rows or not (whole or all(row.condition for row in rows)) else set()
    assert short == set()


@pytest.mark.parametrize("day", RENUMBERED)
def test_a_number_used_again_for_other_goods_is_not_on_the_list_of_the_old(ds, day):
    again = {new for became in RENUMBERED[day].values() for new in became} & set(RENUMBERED[day])
    kept = {
        (name, code)
        for name in running(ds, day_before(tt.as_date(day)))
        for code in again & set(on(ds, name, day_before(tt.as_date(day)))) & set(on(ds, name, day))
        if not any(
            code in became for was, became in RENUMBERED[day].items() if was in on(ds, name, day_before(tt.as_date(day)))
        )
    }
    assert kept == set()


HEADINGS = [
    # list, day, the code that its heading prints: 9903.91.10 and 9903.92.10 in 2025 Basic
    ("us-s301-fyr-enteral-syringes", "2025-06-01", "9018310080"),
    ("us-s301-fyr-sts-cranes-codes", "2025-06-01", "84261900"),
]


@pytest.mark.parametrize(("name", "day", "code"), HEADINGS, ids=[name for name, _, _ in HEADINGS])
def test_a_list_of_one_code_is_that_of_its_heading(ds, name, day, code):
    assert set(on(ds, name, day)) == {code}


# Lists of the United States that no text outside was found for, and why
TOLD = {
    "us-ieepa-fentanyl-ca-energy": "heading 9903.01.13 names crude oil, gas, coal, critical minerals and others, and prints no codes",
    "us-ieepa-fentanyl-potash": "headings 9903.01.05 and 9903.01.15 say potash, and print no codes",
    "us-s232-metals-equipment-parts-codes": "note 16(k) prints no codes: three chapters of the lists of Annex I-B, which are compared",
    "us-s232-polysilicon-codes": "from December 4, 2026: the annexes of Proclamation 11052 are files that no public repository has as text",
}


def test_every_list_is_compared_or_told(ds):
    compared = {row[0] for table_ in (NOTES, EXCLUSIONS, LISTS_OF_2020, HEADINGS) for row in table_}
    compared |= {"us-s301-forced-labor-exempt-jo", *STEEL, *REVIEWED}
    assert not compared & set(TOLD)
    assert {one.id for one in ds.code_lists if one.importer == "US"} == compared | set(TOLD)
