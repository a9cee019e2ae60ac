"""The rules that the bundled data must keep, each a test."""

import itertools
from collections import Counter
from urllib.parse import urlsplit

import attrs
import pytest

import tradetruce as tt
from tradetruce._record import SourcedRecord
from tradetruce.dates import Date, earliest, latest
from tradetruce.kinds import DATA, KINDS
from tradetruce.rules import check


def test_no_reference_dangles(ds):
    assert check(ds, files={}) == []


def test_ids_are_unique_across_kinds(ds):
    ids = Counter(record.id for kind in KINDS.values() for record in ds._collection(kind.collection))
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_record_names_its_sources(ds):
    unsourced = [
        record.id
        for kind in KINDS.values()
        if issubclass(kind.record, SourcedRecord)
        for record in ds._collection(kind.collection)
        if not record.sources
    ]
    assert unsourced == []
    assert [source.id for source in ds.sources if not (source.url or source.citation)] == []


SEARCH_ENGINES = {"google", "bing", "baidu", "duckduckgo", "yandex", "ecosia", "startpage", "sogou", "naver"}


def test_every_source_can_be_opened_or_ordered(ds):
    for source in ds.sources:
        assert source.url or source.citation, source.id
        if source.url is None:
            continue
        url = urlsplit(source.url)
        assert url.scheme in ("http", "https"), source.id
        assert url.netloc, source.id
        assert " " not in source.url, source.id
        assert url.path.strip("/") or url.query or source.citation, f"{source.id} names a whole site"
        assert not SEARCH_ENGINES & set(url.hostname.split(".")), f"{source.id} names a search engine"


def test_one_page_is_one_source(ds):
    urls = Counter(source.url for source in ds.sources if source.url and not source.citation)
    assert [url for url, count in urls.items() if count > 1] == []


def test_acts_are_published_after_they_were_made(ds):
    wrong = [act.id for act in ds.acts if isinstance(act.published, Date) and act.published < act.made]
    assert wrong == []


def test_every_list_has_its_file_and_every_file_its_list(ds):
    files = {file.stem for file in (DATA / "lists").glob("*.csv")}
    assert files == {record.id for record in ds.code_lists}


def test_every_row_of_every_list_is_sound(ds):
    for record in ds.code_lists:
        seen = set()
        for row in record.rows:
            assert row.act is None or row.act in ds.acts, (record.id, row)
            key = (row.code, row.start, row.condition)
            assert key not in seen, (record.id, row)
            seen.add(key)


SAMPLE = [
    "0201.10.05", "0901.11.00", "2504.10.10", "2709.00.10", "2804.61.00", "2844.30.20", "3004.90.92", "3926.90.99", "4202.92.31", "4407.11.00",  # noqa: E501
    "6109.10.00", "6307.90.98", "7208.10.15", "7326.90.86", "7601.10.30", "7616.99.51", "7403.11.00", "8413.91.90", "8415.90.80", "8426.19.00",  # noqa: E501
    "8471.30.01", "8486.20.00", "8504.40.95", "8507.60.00", "8517.13.00", "8541.43.00", "8542.31.00", "8544.42.90", "8703.23.01", "8703.80.00",  # noqa: E501
    "8704.31.01", "8708.29.51", "8716.39.00", "9018.31.00", "9401.61.40", "9403.40.90", "9503.00.00",
]  # fmt: skip
ORIGINS = ("CN", "HK", "CA", "MX", "DE", "JP", "KR", "GB", "BR", "IN", "VN", "CH", "TW", "AR", "RU")
DAYS = (
    "2018-12-01",
    "2019-10-01",
    "2024-10-01",
    "2025-03-15",
    "2025-04-15",
    "2025-06-15",
    "2025-09-15",
    "2025-12-15",
    "2026-03-15",
    "2026-08-15",
)


@pytest.mark.parametrize("origin", ORIGINS)
def test_no_two_measures_of_one_programme_collide(ds, origin):
    found = set()
    for code, day in itertools.product(SAMPLE, DAYS):
        duty = ds.duty("US", origin, code, on=day, preference="none")
        settled = [part for part in duty.components if part.share == 1 and part.rate]
        programmes = Counter(part.programme for part in settled)
        for programme, count in programmes.items():
            if count > 1:
                found.add(
                    (programme, tuple(sorted(part.measure.id for part in settled if part.programme == programme)), code, day)
                )
    assert found == set()


def test_coverage_is_stated_for_every_main_collection(ds):
    stated = {statement.collection for statement in ds.coverage}
    assert {"tariffs", "controls", "visits", "meetings", "quotes", "events", "agreements", "claims"} <= stated
    assert all(statement.end is None or statement.end <= ds.as_of.add(days=1) for statement in ds.coverage)


def test_quotes_and_prose_name_no_workshop(ds):
    for record in ds.quotes:
        assert not record.text.startswith(("“", '"')), record.id


def test_status_follows_the_last_report(ds):
    wrong = [visit.id for visit in ds.visits if visit.reports and visit.reports[-1].status != visit.status]
    assert wrong == []


def test_what_carries_a_term_out_is_a_decision_of_the_record(ds):
    wrong = []
    for agreement in ds.agreements:
        for term in agreement.terms:
            for carrier in term.carried_out_by:
                record = ds.tariffs.get(carrier.record) or ds.reliefs.get(carrier.record) or ds.controls.get(carrier.record)
                if carrier.act not in {decision.act for decision in record.decisions}:
                    wrong.append((agreement.id, carrier.record, carrier.act))
    assert wrong == []


def test_outcomes_of_the_busan_truce(ds):
    busan = ds.agreements["us-cn-busan-2025"]
    outcomes = busan.outcome(on="2026-01-15")
    assert len(outcomes) == len(busan.terms)
    assert {outcome.status for outcome in outcomes} <= set(tt.TERM_STATUSES)
    assert any(outcome.status == "kept" for outcome in outcomes)
    cut = next(o for o in outcomes if o.record == "us-ieepa-fentanyl-cn")
    assert (cut.status, cut.state.rate) == ("kept", 10)
    later = busan.outcome(on="2026-03-01")
    assert next(o for o in later if o.record == "us-ieepa-fentanyl-cn").status == "lapsed"


def test_a_word_that_is_not_binding_intends_and_does_not_keep_or_lapse(ds):
    extension = ds.agreements["us-cn-washington-2026"]
    carried = {term.text for term in extension.terms if len(term.carried_out_by) > 1}
    for outcome in extension.outcome(on="2026-10-05"):
        if outcome.term.text in carried:
            assert (outcome.status, outcome.state.status) in {("intended", "suspended"), ("intended", "in_force")}
    assert {outcome.status for outcome in extension.outcome(on="2026-09-22") if outcome.term.text in carried} == {"pending"}
    spent = {outcome.status for outcome in extension.outcome(on="2027-01-11") if outcome.term.text in carried}
    assert spent == {"lapsed"}


def test_a_notice_later_on_takes_the_place_of_the_word(ds):
    fees = ds.tariffs["us-s301-maritime-port-fees"]
    act = tt.Act(
        id="us-fr-invented", issuer="US", kind="notice", title="Fees stay suspended", made="2026-11-05", sources=fees.sources
    )
    step = tt.Step(start="2026-11-10", through="2027-01-09", status="suspended")
    decided = attrs.evolve(fees, decisions=(*fees.decisions, tt.Decision(act=act.id, steps=[step])))
    term = ds.agreements["us-cn-washington-2026"].terms[0]
    alone = attrs.evolve(term, carried_out_by=[carrier for carrier in term.carried_out_by if carrier.record == fees.id])
    deal = attrs.evolve(ds.agreements["us-cn-washington-2026"], terms=[alone])
    then = ds.with_records(act, decided, deal).agreements[deal.id]
    assert [then.outcome(on=day)[0].status for day in ("2026-10-05", "2026-11-20")] == ["intended", "replaced"]


def test_a_threat_taken_back_stays_kept_until_its_term_is_over(ds):
    mexico = ds.agreements["deal-us-mx-90days"]
    assert [mexico.outcome(on=day)[0].status for day in ("2025-07-30", "2025-09-01", "2025-10-29")] == [
        "pending",
        "kept",
        "lapsed",
    ]


def test_a_decision_is_pending_between_the_day_it_was_made_and_its_first_day(ds):
    busan = ds.agreements["us-cn-busan-2025"]

    def fentanyl(day):
        return next(o.status for o in busan.outcome(on=day) if o.record == "us-ieepa-fentanyl-cn")

    assert [fentanyl(day) for day in ("2025-10-31", "2025-11-06", "2025-11-10")] == ["pending", "pending", "kept"]


def test_a_term_lapses_with_its_own_end(ds):
    busan = ds.agreements["us-cn-busan-2025"]

    def exclusions(day):
        return next(o.status for o in busan.outcome(on=day) if "exclusions due" in o.term.text)

    assert [exclusions(day) for day in ("2026-11-09", "2026-11-10")] == ["kept", "lapsed"]


def test_the_extension_ends_on_one_day_for_each_kind_of_measure(ds):
    """The extension of September 2026: US measures end a day before what China suspends through the tenth."""
    ends = {}
    for term in ds.agreements["us-cn-washington-2026"].terms:
        for carrier in term.carried_out_by:
            record = ds.tariffs.get(carrier.record) or ds.controls[carrier.record]
            decision = next(d for d in record.decisions if d.act == carrier.act)
            if not decision.binding:
                ends.setdefault((record.jurisdiction, str(decision.steps[-1].through)), []).append(record.id)
                assert decision.steps[-1].through.add(days=1) == term.end, record.id
    assert set(ends) == {("US", "2027-01-09"), ("CN", "2027-01-09"), ("CN", "2027-01-10")}
    assert set(ends["CN", "2027-01-10"]) == {carrier.record for carrier in _october_controls(ds)}


def _october_controls(ds):
    term = next(t for t in ds.agreements["us-cn-busan-2025"].terms if "export controls announced on 9 October" in t.text)
    return term.carried_out_by


def test_every_record_can_be_cited(ds):
    for name in ("visits", "tariffs", "controls", "quotes"):
        text = tt.cite(getattr(ds, name).first)
        assert ds.version in text
        assert len(text.splitlines()) >= 2
    assert ds.sources.first.title in tt.cite(ds.sources.first)


def test_nothing_is_reported_of_a_promise_before_it_is_made_or_told(ds):
    for agreement in ds.agreements:
        announced = earliest(agreement.announced)
        before = agreement.outcome(on=announced.subtract(days=1))
        assert {outcome.status for outcome in before} <= {"pending"}, agreement.id
        for outcome in agreement.outcome(on=announced):
            if outcome.status == "reported":
                days = [published for name in outcome.term.sources if (published := ds.sources[name].published)]
                assert all(latest(day) <= latest(agreement.announced) or day == agreement.announced for day in days)


def test_whoever_imposes_something_has_a_clock(ds):
    imposing = {record.jurisdiction for record in (*ds.tariffs, *ds.reliefs, *ds.controls)}
    assert not [name for name in imposing if ds.economies[name].zone is None]
