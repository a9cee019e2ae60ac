"""Collections, ways out of them, and what notebooks show."""

import copy
import csv
import datetime as dt
import io
import json
import pickle
from html.parser import HTMLParser

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pendulum import Date

import tradetruce as tt

KINDS = (
    "sources", "economies", "groups", "acts", "programmes", "code_lists", "schedules", "tariffs", "reliefs", "controls",
    "leaders", "visits", "meetings", "quotes", "agreements", "events", "claims", "coverage",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_collection_behaves_like_a_sequence_and_a_mapping(ds, kind):
    held = getattr(ds, kind)
    assert len(held) == len(list(held)) == len(held.ids) > 0
    assert held[0] is held.first is held[held.ids[0]]
    assert held[-1] is held.last
    assert type(held[:2]) is type(held)
    assert held.first in held
    assert held.first.id in held
    assert "no-such-id" not in held
    assert held.get("no-such-id") is None
    assert held.filter(lambda _: True) == held
    assert hash(held[:2]) == hash(held[:2])
    assert type(held).__name__ in repr(held)
    assert repr(held[:0]) == f"<{type(held).__name__}: empty>"
    assert len(held[:0]) == 0
    with pytest.raises(tt.UnknownRecordError):
        held["no-such-id"]
    with pytest.raises(IndexError):
        held[:0].first  # noqa: B018  # the access is the test
    with pytest.raises(KeyError):
        held["no-such-id"]


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_values(ds, kind):
    record = getattr(ds, kind).first
    again = attrs.evolve(record)
    assert again == record
    assert hash(again) == hash(record)
    assert not hasattr(record, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.id = "other"
    assert record.id in repr(record)
    with pytest.raises(tt.UnboundRecordError):
        again.dataset  # noqa: B018  # the access is the test


def test_records_survive_copies(ds):
    visit = ds.visits["carney-cn-2026"]
    assert copy.copy(visit) == visit
    loose = attrs.evolve(visit)
    assert pickle.loads(pickle.dumps(loose)) == loose  # noqa: S301  # our own bytes


def test_completion_offers_only_what_is_public(ds):
    assert not [name for name in dir(ds.visits) if name.startswith("_")]
    assert not [name for name in dir(ds.visits.first) if name.startswith("_")]
    assert "carney-cn-2026" in ds.visits._ipython_key_completions_()
    assert not [name for name in dir(tt) if name.startswith("_") and name != "__version__"]
    with pytest.raises(AttributeError):
        tt.no_such_name  # noqa: B018  # the access is the test


@pytest.mark.parametrize("kind", KINDS)
def test_every_frame_takes_every_collection(ds, kind):
    held = getattr(ds, kind)[:20]
    dicts = held.to_dicts()
    assert dicts[0]["id"] == held.first.id
    for frame in (held.to_pandas(), held.to_polars(), held.to_arrow()):
        assert len(frame) == len(held)
    assert held.to_polars()["id"].to_list() == list(held.ids)
    assert pl.DataFrame(held)["id"].to_list() == list(held.ids)
    flat = held.to_pandas(flat=True).to_csv(index=False)
    assert len(pd.read_csv(io.StringIO(flat), keep_default_na=False)) == len(held)


def no_pendulum(value):
    if isinstance(value, dict):
        return all(map(no_pendulum, value.values()))
    if isinstance(value, list):
        return all(map(no_pendulum, value))
    return not isinstance(value, (Date, tt.PartialDate)) or type(value) is dt.date


def test_no_types_of_ours_leave_the_house(ds):
    for kind in KINDS:
        assert no_pendulum(getattr(ds, kind)[:50].to_dicts()), kind


def test_dates_are_dates_and_namibia_stays(ds):
    assert ds.acts.to_arrow().schema.field("made").type == pa.date32()
    assert ds.acts.to_polars().schema["made"] == pl.Date
    assert str(ds.acts.to_pandas()["made"].dtype).startswith("datetime64")
    frame = ds.economies.to_pandas()
    assert frame.loc[frame["name"] == "Namibia", "id"].item() == "NA"
    assert ds.economies.to_polars().filter(pl.col("name") == "Namibia")["id"].item() == "NA"


def test_sql_over_a_collection(ds):
    visits = ds.visits.to_arrow()  # noqa: F841  # duckdb finds it by its name
    found = duckdb.sql("select count(*) from visits where host_economy = 'CN' and visitor_economy = 'CA'").fetchall()
    assert found[0][0] == len(ds.visits.to("CN").by("CA", level="all"))


@pytest.mark.parametrize("kind", KINDS)
def test_columns_and_their_types_do_not_depend_on_the_rows(ds, kind):
    held = getattr(ds, kind)
    none = held[:0]
    assert list(none.to_columns()) == list(held.to_columns()) == list(held.to_polars().columns)
    assert none.to_polars().schema == held.to_polars().schema
    assert none.to_arrow().schema == held.to_arrow().schema
    assert none.to_pandas().dtypes.to_dict() == held.to_pandas().dtypes.to_dict()
    assert next(iter(none.to_columns())) == "id"
    assert not any(pa.types.is_nested(field.type) for field in held.to_arrow(flat=True).schema)


def tabular(ds):
    yield ds.duty_history("US", "CN", "6109.10.00")
    yield ds.diff("2025-11-09", "2025-11-10")
    yield ds.timeline("2026-01-01", "2026-01-31")
    yield ds.upcoming(on="2026-10-01")
    yield ds.visits


def test_arrow_takes_every_table_directly(ds):
    for thing in tabular(ds):
        rows = len(next(iter(thing.to_columns().values())))
        assert rows > 0
        assert pl.DataFrame(thing).height == pa.table(thing).num_rows == rows
        assert duckdb.sql("select count(*) from thing").fetchall() == [(rows,)]
        assert len(thing.to_pandas()) == thing.to_polars().height == thing.to_arrow().num_rows == rows
        assert len(thing.to_dicts()) == rows
    history = ds.duty_history("US", "CN", "6109.10.00")
    assert (str(history.to_pandas()["low"].dtype), history.to_polars().schema["start"]) == ("Float64", pl.Date)


def test_sql_over_a_duty_in_two_lines(ds):
    history = ds.duty_history("US", "CN", "6109.10.00")  # noqa: F841  # duckdb finds it by its name
    found = duckdb.sql("select max(additional_high) from history where start <= '2025-04-10' and \"end\" > '2025-04-10'")
    assert found.fetchall() == [(152.5,)]  # 7.5 + 20 + 125


def test_answers_are_sequences_by_nature(ds):
    changes = ds.diff("2025-11-09", "2025-11-10")
    assert list(reversed(changes))[-1] is changes[0]
    assert changes.index(changes[1]) == 1
    assert changes.count(changes[0]) == 1
    assert "us-ieepa-fentanyl-cn" in changes._ipython_key_completions_()
    with pytest.raises(ValueError, match="not here"):
        changes.index("x")
    assert changes == ds.diff("2025-11-09", "2025-11-10")
    assert len({changes, changes[:], changes[1:]}) == 2
    assert changes != list(changes)
    history = ds.duty_history("US", "CN", "6109.10.00")
    assert history[0] in history
    assert history == ds.duty_history("US", "CN", "6109.10.00")
    assert ds.timeline("2026-01-01", "2026-01-31") == ds.timeline("2026-01", "2026-01")
    assert not [name for thing in (changes, history, ds) for name in dir(thing) if name.startswith("_")]


def test_namibia_comes_back_from_csv(ds, tmp_path):
    path = tmp_path / "economies.csv"
    ds.economies.to_pandas(flat=True).to_csv(path, index=False)
    for frame in (
        pd.read_csv(path, keep_default_na=False, na_values=[""])[["id", "name"]].to_dict("records"),
        pl.read_csv(path)[["id", "name"]].to_dicts(),
        duckdb.read_csv(str(path)).df().to_dict("records"),
    ):
        assert {row["name"]: row["id"] for row in frame}["Namibia"] == "NA"


def test_economies_join_by_the_codes_of_others(ds):
    # Correlates of War, State System Membership, version 2016: members have a number, customs territories do not.
    expected = {
        "US": 2,
        "CA": 20,
        "GB": 200,
        "RS": 345,
        "NA": 565,
        "CN": 710,
        "TW": 713,
        "KR": 732,
        "XK": 347,
        "HK": None,
        "EU": None,
    }
    assert {code: ds.economies[code].cow for code in expected} == expected
    held = [economy.cow for economy in ds.economies if economy.cow is not None]
    assert len(held) == len(set(held)) == 195
    assert str(ds.economies.to_pandas()["cow"].dtype) == "Int64"
    assert all(len(economy.alpha3) == 3 for economy in ds.economies if economy.alpha3)


def test_a_csv_export_explains_itself(ds, tmp_path):
    files = {path.name: path for path in tt.export_csv(ds, tmp_path / "out")}
    package = json.loads(files["datapackage.json"].read_text(encoding="utf-8"))
    said = {(row["table"], row["column"]) for row in tt.data_dictionary()}
    for resource in package["resources"]:
        with files[resource["path"]].open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert rows[0] == names
        assert len(rows) > 1
        assert {len(row) for row in rows} == {len(names)}
        assert all(len(field["description"]) > 5 for field in resource["schema"]["fields"])
        assert {(resource["path"].removesuffix(".csv"), name) for name in names} <= said
    assert len(said) == sum(len(resource["schema"]["fields"]) for resource in package["resources"])
    rows = list(csv.DictReader(files["visitors.csv"].read_text(encoding="utf-8").splitlines()))
    carney = next(row for row in rows if row["visit"] == "carney-cn-2026")
    assert [carney[name] for name in ("leader", "wikidata", "visitor_alpha3", "visitor_cow", "host_cow", "start", "level")] == [
        "mark-carney", "Q192533", "CAN", "20", "710", "2026-01-14", "leaders",
    ]  # fmt: skip
    states = list(csv.DictReader(files["states.csv"].read_text(encoding="utf-8").splitlines()))
    paused = [row for row in states if row["record"] == "us-ieepa-reciprocal-cn" and row["since"] == "2025-05-14"]
    assert [(row["rate"], row["suspended_rate"]) for row in paused] == [("10", "24")]  # EO 14298


class Tags(HTMLParser):
    VOID = frozenset({"br", "hr", "img"})

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.text = [], [], ""

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, _attrs):
        self.seen.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def well_formed(html):
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    assert "script" not in tags.seen
    return tags


@pytest.mark.parametrize("kind", KINDS)
def test_notebooks_show_tables_and_cards(ds, kind):
    held = getattr(ds, kind)
    well_formed(held._repr_html_())
    well_formed(held.first._repr_html_())
    if len(held) > 30:
        assert f"and {len(held) - 30} more" in held._repr_html_()
    well_formed(held[:0]._repr_html_())


def test_notebooks_show_answers(ds):
    duty = ds.duty("US", "CN", "8703.80.00", on="2025-04-15")
    assert "145" in duty._repr_html_()
    for thing in (
        duty,
        ds.duty_history("US", "CN", "9503.00.00"),
        ds.diff("2025-11-09", "2025-11-10"),
        ds.timeline("2026-01-01", "2026-01-31"),
    ):
        well_formed(thing._repr_html_())
    well_formed(ds.tariffs["us-ieepa-reciprocal-cn"].state("2026-02-21")._repr_html_())
    assert ".visits" in well_formed(ds._repr_html_()).text
    owed = ds.duty("US", "CN", "9503.00.00", on="2026-01-15").on_value("14172.00")
    assert "2,834.40" in well_formed(owed._repr_html_()).text
    card = well_formed(ds.agreements["us-cn-busan-2025"]._repr_html_()).text
    assert "Halve the fentanyl duty" in card
    assert "suspended" in well_formed(ds.controls["cn-us-ga-ge-sb-ban-2024-12"]._repr_html_()).text


def test_reprs_are_one_short_line(ds):
    duty = ds.duty("US", "CN", "8703.80.00", on="2025-04-15")
    things = [ds, duty, ds.tariffs["us-ieepa-reciprocal-cn"].state("2025-06-01"), ds.diff("2025-11-09", "2025-11-10")]
    things += [ds.agreements["us-cn-busan-2025"].outcome(on="2026-01-15")[0], ds.timeline("2026-01-01", "2026-01-31")]
    things += [getattr(ds, kind) for kind in KINDS] + [getattr(ds, kind).first for kind in KINDS]
    for thing in things:
        assert "\n" not in repr(thing)
        assert len(repr(thing)) < 330, repr(thing)
        assert repr(thing).startswith("<")
    state = ds.tariffs["us-ieepa-reciprocal-cn"].state("2025-06-01", known_on="2025-06-01")
    assert repr(state) == "<State in force, 10 %, 24 points suspended, since 2025-05-14, last day 2025-08-11>"


def test_markup_in_a_record_is_shown_and_not_run():
    source = tt.Source(id="x", publisher="<script>alert(1)</script>", title="t", url="javascript:alert(1)")
    html = source._repr_html_()
    well_formed(html)
    assert "&lt;script&gt;" in html
    assert "href" not in html


def test_loose_collections_cannot_navigate():
    with pytest.raises(tt.UnboundRecordError, match="belongs to no dataset"):
        tt.Visits([]).dataset  # noqa: B018  # the access is the test


def test_items_of_controls_and_promises_of_agreements_have_rows_of_their_own(ds, tmp_path):
    files = {path.name: path for path in tt.export_csv(ds, tmp_path)}
    items = pd.read_csv(files["control_items.csv"], dtype=str, keep_default_na=False)
    april = items[items["control"] == "cn-rare-earths-2025-04"]
    elements = {  # No. 18 of 2025 of the Ministry of Commerce and the customs
        "samarium": "1C902", "gadolinium": "1C903", "terbium": "1C904", "dysprosium": "1C905", "lutetium": "1C906",
        "scandium": "1C907", "yttrium": "1C908",
    }  # fmt: skip
    assert elements.items() <= dict(zip(april["name"], april["control_codes"], strict=True)).items()
    assert len(items) == sum(len(control.items) for control in ds.controls)
    terms = pd.read_csv(files["terms.csv"], keep_default_na=False, na_values=[""], parse_dates=["start", "end"])
    assert len(terms) == sum(len(agreement.terms) for agreement in ds.agreements)
    assert str(terms[terms["agreement"] == "us-cn-busan-2025"].iloc[0]["start"].date()) == "2025-11-10"


def test_true_and_false_look_the_same_in_a_cell_and_within_one(ds):
    assert not [text for text in ds.controls.to_columns(flat=True)["decisions"] if "=True" in text or "=False" in text]


def test_cards_speak_plainly_and_show_no_table_without_rows(ds):
    andorra = well_formed(ds.economies["AD"]._repr_html_()).text
    assert "head of government" in andorra
    assert "head_of_government" not in andorra
    everyone = next(control for control in ds.controls if control.destinations == ("*",))
    assert "<td>all</td>" in everyone._repr_html_()
    asks_nothing = ds.reliefs["cn-retaliation-2018-us-autos-suspension"]._repr_html_()
    assert ">requires<" not in asks_nothing
    for empty in (
        ds.visits[:0],
        ds.diff("2025-11-10", "2025-11-10"),
        ds.timeline("2025-10-27", "2025-10-31")[:0],
        ds.duty_history("US", "JP", "8703.23.01")[:0],
    ):
        assert "<table>" not in empty._repr_html_()
