"""Charts are altair's own objects, valid by its schema, with sources in the caption; tidy rows stand behind them."""

import tradetruce as tt
from tradetruce import plots


def spec(chart):
    made = chart.to_dict()
    assert made["title"]["text"]
    assert any("Source" in line for line in made["title"]["subtitle"])
    return made


def test_the_stacked_duty(ds):
    history = ds.duty_history("US", "CN", "9503.00.00")
    rows = spec(history.plot())["data"]["values"]
    assert max(row["high"] for row in rows if row["from"] <= "2025-04-15" < row["to"]) == 145
    assert spec(history.plot(since="2025-01-01", until="2026-01-01", title="Toys"))["title"]["text"] == "Toys"
    assert len(history.to_pandas()) == len(history.to_polars()) == len(history.to_columns()["start"])
    assert "steps" in repr(history)
    assert repr(history[:0]) == "<DutyHistory: empty>"


def test_visits_months_timelines_and_controls(ds):
    visits = ds.visits.to("CN").by(tt.G7).completed()
    assert len(spec(visits.plot())["data"]["values"]) == len(visits)
    assert spec(plots.months_chart(visits.per_month()))
    assert spec(ds.timeline("2025-10-01", "2026-02-28").plot())
    assert "suspended" in {row["status"] for row in spec(ds.controls.covering("gallium").plot())["data"]["values"]}


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
        assert "points additional" in duty._repr_html_()
    assert [str(a) for a in (tt.Known("7.50"), tt.Between(0, 1), tt.AtLeast(3), tt.Unknown())] == [
        "7.5",
        "0 to 1",
        "at least 3",
        "unknown",
    ]
