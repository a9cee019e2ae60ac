"""Charts are altair's own objects, valid by its schema, with sources in the caption; tidy rows stand behind them."""

import json
import re

import pytest
import vl_convert

import tradetruce as tt
from tradetruce import calendar_plots, plots


def spec(chart):
    """Return a chart as data, proved to be drawn by Vega and to say where it comes from."""
    made = chart.to_dict()
    assert made["title"]["text"]
    assert any(line.startswith("Source") for line in made["title"]["subtitle"])
    assert len(vl_convert.vegalite_to_svg(json.dumps(made))) > 1000
    return made


def rows_of(made):
    return (made if "data" in made else made["layer"][0])["data"]["values"]


def first_layer(made):
    return made["layer"][0] if "layer" in made else made


def test_the_stacked_duty(ds):
    history = ds.duty_history("US", "CN", "9503.00.00")
    rows = rows_of(spec(history.plot()))
    assert max(row["high"] for row in rows if row["from"] <= "2025-04-15" < row["to"]) == 145
    assert spec(history.plot(since="2025-01-01", until="2026-01-01", title="Toys"))["title"]["text"] == "Toys"
    assert len(history.to_pandas()) == len(history.to_polars()) == len(history.to_columns()["start"])
    assert "steps" in repr(history)
    assert repr(history[:0]) == "<DutyHistory: empty>"
    with pytest.raises(ValueError, match="empty"):
        history[:0].plot()
    with pytest.raises(ValueError, match="nothing to draw"):
        history.plot(since="2025-02-01", until="2025-01-01")


def test_layers_keep_their_order_and_the_oldest_lies_at_the_bottom(ds):
    made = spec(ds.duty_history("US", "CN", "8703.80.00").plot())
    order = first_layer(made)["encoding"]["color"]["scale"]["domain"]
    assert [name.split(":")[0].split(" over")[0] for name in order] == [
        "Section 301",
        "Duties",
        "Section 232 passenger vehicles and light trucks",
    ]
    steps = {}
    for row in rows_of(made):
        steps.setdefault(row["from"], []).append(row)
    for step in steps.values():
        assert [row["layer"] for row in step] == [name for name in order if name in {row["layer"] for row in step}]
        assert [row["low"] for row in step] == [0, *(row["high"] for row in step[:-1])]


def test_a_duty_is_drawn_from_its_first_day_to_the_horizon(ds):
    made = spec(ds.duty_history("US", "CN", "6109.10.00").plot())
    first, last = first_layer(made)["encoding"]["x"]["scale"]["domain"]
    assert (first["year"], first["month"], first["date"]) == (2019, 9, 1)  # list 4A, 84 FR 45821
    end = tt.as_date(f"{last['year']}-{last['month']:02}-{last['date']:02}")
    assert end.subtract(days=1) == ds.horizon("tariffs", "US")
    coffee = spec(ds.duty_history("US", "BR", "0901.11.00").plot(since="2025-01-01"))
    assert first_layer(coffee)["encoding"]["x"]["scale"]["domain"][0]["month"] == 1  # though the first duty came in April


def test_what_is_scheduled_is_marked(ds):
    then = ds.known_on("2025-09-01").duty_history("US", "CN", "9503.00.00")
    made = spec(then.plot(since="2025-01-01", until="2025-12-31"))
    scheduled = [row for row in rows_of(made) if row["scheduled"]]
    assert max(row["high"] for row in scheduled) == 54  # EO 14334: 34 from 10 November, beside 20
    assert not any(row["scheduled"] for row in rows_of(made) if row["to"] <= "2025-09-01")
    assert "known on 2025-09-01" in json.dumps(made)


def test_what_the_shipment_does_not_settle_is_drawn_apart(ds):
    rows = rows_of(spec(ds.duty_history("US", "CN", "8418.21.00").plot(since="2025-01-01")))
    on = [row for row in rows if row["from"] <= "2025-10-15" < row["to"]]
    assert on[-1]["layer"] == plots.OPEN
    assert on[-1]["high"] == 95
    assert on[-1]["low"] == 45


def test_visits_months_timelines_and_controls(ds):
    visits = ds.visits.to("CN").by(tt.G7)
    rows = rows_of(spec(visits.completed().plot()))
    assert len(rows) == len(visits.completed())
    assert "Carney (CA), Jan 14, 2026" in {row["who"] for row in rows}
    by_month = rows_of(spec(visits.completed().plot(by="month")))
    assert max(row["high"] for row in by_month if row["month"] == "2026-01-01") == 2
    assert len(rows_of(spec(visits.completed().between("2025-11-01", "2026-05-31").plot(by="month")))) == 5
    assert spec(ds.visits[:0].plot())
    assert rows_of(spec(calendar_plots.months_chart(visits.completed().per_month())))
    window = ds.timeline("2025-10-01", "2026-02-28")
    made = spec(window.plot())
    assert len(rows_of(made)) == len(window.only("law", "agreement", "visit", "meeting"))
    assert "Carney (CA) in CN" in json.dumps(made)
    assert spec(ds.timeline("2018-01-01", "2026-06-30").plot(labels=False))
    assert spec(window.plot(kinds=("quote", "intention", "event"), title="Words"))["title"]["text"] == "Words"
    assert spec(window[:0].plot())
    rows = rows_of(spec(ds.controls.covering("gallium").plot()))
    assert "suspended" in {row["status"] for row in rows}
    bills = rows_of(spec(ds.controls.by("US").plot(since="2025-01-01", until="2026-12-31")))
    assert {row["status"] for row in bills if "(bill)" in row["title"]} == {"not binding"}
    assert any(row["scheduled"] for row in bills)


def test_tariff_measures_are_drawn_with_their_rates(ds):
    made = spec(ds.tariffs.by("US").covering("8703.80.00").plot(since="2025-01-01"))
    rows = rows_of(made)
    fentanyl = [row["rate"] for row in rows if row["title"] == "Duty on China and Hong Kong over synthetic opioids"]
    assert [rate for rate in fentanyl if rate] == ["10", "20", "10"]  # EO 14195, 14228, 14357
    floors = {row["rate"] for row in rows if row["title"] == "Section 232 vehicles: European Union"}
    assert "≥15" in floors
    assert made["title"]["text"] == "Tariff measures: United States"


def test_changes_and_timelines_are_frames(ds):
    changes, timeline = ds.diff("2025-11-09", "2025-11-10"), ds.timeline("2026-01-01", "2026-01-31")
    for thing in (changes, timeline):
        assert len(thing.to_pandas()) == len(thing.to_polars()) == len(thing)


def test_acts_events_and_agreements_by_party_and_day(ds):
    assert "us-eo-14257" in ds.acts.by("US").between("2025-04-02", "2025-04-02")
    assert "us-cn-busan-2025" in ds.agreements.of("CN").between("2025-10-30", "2025-10-30")
    assert len(ds.events.of("US").between("2026-01-01", "2026-12-31")) > 1


def test_answers_in_words(ds):
    for origin, hs, on in (
        ("CA", "8704.31.01", "2025-09-01"),
        ("CN", "7326.90.86", "2025-07-01"),
        ("JP", "8703.23.01", "2026-01-05"),
        ("RU", "2709.00.10", "2025-09-01"),
    ):
        duty = ds.duty("US", origin, hs, on=on)
        assert "additional" in duty.explain()
        assert str(duty) == duty.explain()
        assert duty.to_dict()["hs"] == duty.shipment.hs.dotted
        assert repr(duty).startswith("<Duty ")
        assert "additional; total" in duty._repr_html_()
    assert [str(a) for a in (tt.Known("7.50"), tt.Between(0, 1), tt.AtLeast(3), tt.Unknown())] == [
        "7.5",
        "0 to 1",
        "at least 3",
        "unknown",
    ]


@pytest.mark.parametrize(
    "draw",
    [
        lambda ds: ds.visits[:0].plot(),
        lambda ds: ds.visits[:0].plot(by="month"),
        lambda ds: ds.controls[:0].plot(),
        lambda ds: ds.tariffs[:0].plot(),
        lambda ds: ds.tariffs.plot(since="1990-01-01", until="1990-12-31"),
        lambda ds: ds.timeline("2025-10-01", "2026-02-28")[:0].plot(),
        lambda ds: ds.duty_history("US", "RU", "2709.00.10").plot(since="2019-01-01", until="2019-12-31"),
        lambda _ds: calendar_plots.months_chart({}),
    ],
)
def test_an_empty_chart_can_be_drawn_and_says_that_it_is_empty(ds, draw):
    made = spec(draw(ds))
    (row,) = rows_of(made)
    assert row["words"].startswith(("There ", "Nothing ", "The additional duty is 0 "))
    svg = vl_convert.vegalite_to_svg(json.dumps(made))
    assert "Infinity" not in svg
    assert "NaN" not in svg


def test_where_no_upper_bound_is_known_the_whole_stretch_says_so(ds):
    history = ds.duty_history("CN", "CA", "1514.11.00")
    assert any(duty.additional.high is None for _, duty in history)
    made = spec(history.plot())
    layer = made["layer"][-1] if "layer" in made else made
    open_rows = layer["data"]["values"]
    assert {row["layer"] for row in open_rows} == {plots.ENDLESS}
    assert all(row["high"] is None for row in open_rows)
    assert plots.ENDLESS in layer["encoding"]["color"]["scale"]["domain"]
    mixed = spec(ds.duty_history("CN", "US", "2711.11.00").plot())
    assert plots.ENDLESS in {row["layer"] for part in mixed["layer"] for row in part["data"]["values"]}
    toys = spec(ds.duty_history("US", "CN", "9503.00.00").plot())
    assert plots.ENDLESS not in first_layer(toys)["encoding"]["color"]["scale"]["domain"]  # no legend for what is not there


def test_days_are_local_and_tooltips_name_the_last_day(ds):
    for made in (
        spec(ds.duty_history("US", "CN", "9503.00.00").plot()),
        spec(ds.controls.covering("gallium").plot()),
        spec(ds.visits.to("CN").by(tt.G7).plot()),
    ):
        layer = first_layer(made)
        assert layer["data"]["format"]["parse"]["from"] == "date:'%Y-%m-%d'"
        names = {tip["field"]: tip["title"] for tip in layer["encoding"]["tooltip"]}
        assert names["from"] == "first day"
        assert names["last"] == "last day"
    toys = rows_of(spec(ds.duty_history("US", "CN", "9503.00.00").plot()))
    assert "2025-11-09" in {row["last"] for row in toys}  # EO 14357: 10 points less from November 10


def test_a_visit_known_to_the_month_has_no_day_in_its_label(ds):
    partly = ds.visits.filter(lambda visit: isinstance(visit.start, tt.PartialDate))
    assert partly
    for row in rows_of(spec(partly.plot())):
        assert re.search(r"\), ([A-Z][a-z]{2} )?\d{4}$", row["who"])


def test_counts_in_words_and_rates_without_trailing_zeros(ds):
    one = spec(ds.visits.completed()[:1].plot())
    assert one["title"]["subtitle"][0].startswith("1 visit made;")
    rates = {row["rate"] for row in rows_of(spec(ds.tariffs.by("CN").plot()))}
    assert "43" in rates  # stainless billets of the EU: MOFCOM's 43.0 %
    assert not any(rate.endswith(".0") for rate in rates)
