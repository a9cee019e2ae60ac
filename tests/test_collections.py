"""Collections, ways out of them, and what notebooks show."""

import copy
import datetime as dt
import io
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


def test_empty_collections_have_no_columns(ds):
    assert ds.visits[:0].to_columns() == {}
    assert len(ds.visits[:0].to_pandas()) == 0


class Tags(HTMLParser):
    VOID = frozenset({"br", "hr", "img"})

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

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


def test_markup_in_a_record_is_shown_and_not_run():
    source = tt.Source(id="x", publisher="<script>alert(1)</script>", title="t", url="javascript:alert(1)")
    html = source._repr_html_()
    well_formed(html)
    assert "&lt;script&gt;" in html
    assert "href" not in html


def test_loose_collections_cannot_navigate():
    with pytest.raises(tt.UnboundRecordError, match="belongs to no dataset"):
        tt.Visits([]).dataset  # noqa: B018  # the access is the test
