"""The fact-check of the article: its verdicts agree with those found by hand, and they follow from the data."""

import importlib
import json
import sys
import tomllib
from pathlib import Path

import attrs
import pytest

import tradetruce as tt

HERE = Path(__file__).parent
EXPECTED = tomllib.loads((HERE / "external" / "article_verdicts.toml").read_text(encoding="utf-8"))

sys.path.insert(0, str(HERE.parent / "examples"))  # the example is a script beside its modules, as one runs it
fact_check = importlib.import_module("fact_check")
queries = importlib.import_module("fact_check_queries")


@pytest.fixture(scope="module")
def rows(ds):
    return {row.claim: row for row in fact_check.fact_check(ds)}


def changed(ds, *, without=(), **records):
    """Build the dataset with records left out, or changed by a function of the record with that id."""
    changes = {name.replace("_", "-"): change for name, change in records.items()}

    def kept(kind):
        for record in getattr(ds, kind.collection):
            if record.id not in without:
                yield changes.get(record.id, attrs.evolve)(record)

    return tt.Dataset(kept, as_of=ds.as_of, version="changed")


def verdict(ds, claim):
    return fact_check.check(ds, ds.claims[claim]).verdict


def test_every_claim_but_the_opinions_has_a_check(ds):
    checkable = {claim.id for claim in ds.claims if claim.kind != "opinion"}
    assert set(queries.CHECKS) == checkable == set(EXPECTED["verdicts"])


@pytest.mark.parametrize("claim", EXPECTED["verdicts"])
def test_verdict_is_the_one_found_by_hand(rows, claim):
    expected = "open" if claim in EXPECTED["undecided"] else EXPECTED["verdicts"][claim]
    row = rows[claim]
    assert row.now == expected, row
    assert row.evidence or row.now == "open"


def test_opinions_are_not_judged(rows, ds):
    opinions = [rows[claim.id] for claim in ds.claims if claim.kind == "opinion"]
    assert len(opinions) == 13
    assert all(row.then is row.now is None for row in opinions)


@pytest.mark.parametrize(
    ("claim", "then"),
    [
        ("c11", "partly"),  # the gap was known
        ("c16", "true"),  # expected, and later made
        ("c22", "true"),  # April was the plan
        ("c23", "open"),  # two had gone, two were due
        ("c76", "open"),  # the deal came a day later
        ("c80", "open"),  # the embassy was decided five days later
        ("c94", "open"),  # the figures came four days later
    ],
)
def test_what_was_known_then(rows, claim, then):
    assert rows[claim].then == then


def test_nothing_known_later_is_evidence_then(ds):
    then = ds.known_on(queries.PUBLISHED)
    for claim in ds.claims:
        if claim.kind == "opinion":
            continue
        for name in fact_check.check(then, claim).evidence:
            event = ds.events.get(name) or ds.acts.get(name)
            day = getattr(event, "start", None) or getattr(event, "made", None)
            assert day is None or queries.first_day(day) <= queries.PUBLISHED, (claim.id, name)


@pytest.mark.parametrize(
    ("claim", "without", "becomes"),
    [
        ("c04", ["iran-tariff-threat-2026"], "true"),
        ("c08", ["moon-cn-2019"], "false"),
        ("c10", ["carney-cn-2026"], "false"),
        ("c11", ["trudeau-cn-2017", "trudeau-cn-2016"], "true"),
        ("c13", ["may-cn-2018"], "false"),
        ("c16", ["merz-cn-2026"], "false"),
        ("c19", ["us-cn-busan-2025"], "false"),
        ("c23", ["macron-cn-2025"], "false"),
        ("c26", ["thomas-fomo-2026"], "open"),
        ("c30", ["us-h200-case-by-case-2026-01"], "open"),
        ("c38", ["cn-japan-dual-use-2026-01"], "false"),
        ("c52", ["g7-finance-washington-2026-01"], "open"),
        ("c57", ["maduro-captured-2026-01"], "false"),
        ("c64", ["macron-stuck-2025"], "true"),
        ("c69", ["albanese-cn-2023"], "false"),
        ("c72", ["eu-cvd-2024-cn-bev"], "true"),
        ("c75", ["cn-dairy-probe-2024"], "open"),
        ("c77", ["us-s301-fyr-ev"], "false"),
        ("c78", ["cn-ca-2026-01"], "open"),
        ("c80", ["uk-embassy-2026"], "false"),
        ("c90", ["g20-johannesburg-2025"], "open"),
        ("c94", ["china-gdp-2025"], "open"),
    ],
)
def test_without_its_record_a_verdict_falls(ds, claim, without, becomes):
    assert all(
        any(name in getattr(ds, kind) for kind in ("visits", "events", "tariffs", "controls", "quotes", "agreements"))
        for name in without
    )
    assert verdict(ds, claim) == EXPECTED["verdicts"][claim] != becomes
    assert verdict(changed(ds, without=without), claim) == becomes


def test_another_day_gives_another_verdict(ds):
    def newer(leader):
        return attrs.evolve(leader, tenures=[attrs.evolve(held, start="2025-11-06") for held in leader.tenures[-1:]])

    assert verdict(changed(ds, friedrich_merz=newer), "c15") == "true"
    assert verdict(changed(ds, xi_jinping=lambda xi: attrs.evolve(xi, born="1950-06-15")), "c88") == "false"
    later = changed(ds, carney_cn_2026=lambda visit: attrs.evolve(visit, start="2026-01-21", end="2026-01-24", reports=()))
    assert verdict(later, "c10") == "false"


def test_a_control_that_was_not_suspended_gives_another_verdict(ds):
    def unsuspended(control):
        return attrs.evolve(control, decisions=control.decisions[:1])

    assert verdict(changed(ds, cn_superhard_2025_11=unsuspended), "c45") == "partly"


def test_a_trip_to_the_summit_gives_another_verdict(ds):
    trip = attrs.evolve(ds.visits["xi-za-2023"], id="xi-za-2025", start="2025-11-21", end="2025-11-23")
    assert verdict(ds.with_records(trip), "c90") == "false"


def test_what_the_record_does_not_hold_is_open_not_false(ds):
    hong_kong = [event.id for event in ds.events.of("GB") if "Hong Kong" in event.title]
    assert verdict(changed(ds, without=["markets-fall-2025-04"]), "c20") == "open"
    assert verdict(changed(ds, without=hong_kong), "c84") == "open"
    assert verdict(changed(ds, without=hong_kong[1:]), "c84") == "partly"


def test_the_report_has_every_claim_and_the_count(ds, capsys):
    fact_check.main([])
    printed = capsys.readouterr().out
    assert all(f"  {claim.id} " in printed for claim in ds.claims)
    assert "83 claims judged, 13 opinions." in printed
    assert max(map(len, printed.splitlines())) <= fact_check.WIDTH


def test_the_json_says_the_same(rows, capsys):
    fact_check.main(["--json"])
    printed = json.loads(capsys.readouterr().out)
    assert {row["claim"]: row["now"] for row in printed} == {name: row.now for name, row in rows.items()}


def test_later_tells_what_came_of_it(rows):
    assert any("2026-05-13 to 2026-05-15" in news for news in rows["c23"].later)
    assert any("until 2027-01-10" in news for news in rows["c18"].later)
    assert rows["c11"].correction.startswith("8 years 1 month since Justin Trudeau left on 2017-12-07")
