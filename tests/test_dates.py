import datetime as dt

import pendulum
import pytest
from pendulum import Date

import tradetruce as tt
from tradetruce.dates import END_OF_DAY, MINUTES, moment


@pytest.mark.parametrize("given", ["2025-11-10", dt.date(2025, 11, 10), Date(2025, 11, 10)])
def test_what_is_taken_as_a_day(given):
    assert tt.as_date(given) == Date(2025, 11, 10)
    assert type(tt.as_date(given)) is Date


def test_an_aware_datetime_gives_its_own_day():
    assert tt.as_date(dt.datetime(2025, 11, 10, 23, 59, tzinfo=dt.UTC)) == Date(2025, 11, 10)


@pytest.mark.parametrize("bad", ["2025-11", "2025", "10.11.2025", "", "2025-02-30", None, 20251110, dt.datetime(2025, 11, 10)])
def test_what_is_no_day_is_refused(bad):
    with pytest.raises(tt.InvalidDateError):
        tt.as_date(bad)


def test_an_invalid_date_is_a_value_error():
    assert issubclass(tt.InvalidDateError, ValueError)


def test_a_day_stands_for_its_end_and_an_instant_for_itself():
    day = Date(2025, 11, 10)
    noon = dt.datetime(2025, 11, 10, 12, 0, tzinfo=dt.UTC)
    assert moment(day) == day.toordinal() * MINUTES + END_OF_DAY
    assert moment("2025-11-10") == moment(day)
    assert moment(noon) == day.toordinal() * MINUTES + 720
    # 12:00 in Greenwich is 07:00 in New York: the clock is the customs territory's.
    assert moment(noon, "America/New_York") == day.toordinal() * MINUTES + 420


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [("2024-02", "2024-02-01", "2024-02-29"), ("2025", "2025-01-01", "2025-12-31"), ("2025-12", "2025-12-01", "2025-12-31")],
)
def test_a_partial_date_spans_all_it_can_be(text, earliest, latest):
    partial = tt.PartialDate(text)
    assert (str(partial.earliest), str(partial.latest)) == (earliest, latest)
    assert str(partial) == partial.isoformat() == text
    assert repr(partial) == f"PartialDate({text!r})"


@pytest.mark.parametrize("bad", ["2025-13", "2025-00", "0000", "25", "2025-1", "2025-11-10", 2025, None])
def test_what_is_no_partial_date_is_refused(bad):
    with pytest.raises(tt.InvalidDateError):
        tt.PartialDate(bad)


def test_a_partial_date_is_no_day():
    assert tt.PartialDate("2025-01") != Date(2025, 1, 1)
    assert tt.PartialDate("2025").month is None


def test_periods_are_half_open():
    period = tt.Period("2025-11-10", "2026-11-10")
    assert period.days == 365
    assert str(period) == "2025-11-10/2026-11-09"
    assert repr(period) == "Period('2025-11-10', '2026-11-10')"
    assert "2025-11-09" not in period
    assert "2025-11-10" in period
    assert tt.Period(None, "2026-01-01").days is None
    assert str(tt.Period()) == "../.."


def test_a_period_must_end_after_it_starts():
    with pytest.raises(tt.InvalidDateError, match="must end later"):
        tt.Period("2025-11-10", "2025-11-10")


def test_neighbours_do_not_overlap():
    first, second = tt.Period("2026-01-01", "2026-01-05"), tt.Period("2026-01-05", "2026-01-09")
    assert not first.overlaps(second)
    assert not second.overlaps(first)
    assert first.overlaps(tt.Period("2026-01-04"))
    assert first.overlaps(tt.Period())


def test_an_instant_of_pendulum_is_an_instant(ds):
    # pendulum.DateTime is a pendulum.Date too; the reciprocal duty began at 00:01 in New York, 04:01 in UTC (EO 14257)
    duty = ds.tariffs["us-ieepa-reciprocal-cn"]
    before, after = pendulum.datetime(2025, 4, 5, 4, 0), pendulum.datetime(2025, 4, 5, 4, 2)
    assert (duty.state(before).status, duty.state(after).status) == ("announced", "in_force")
    assert tt.as_date(before) == tt.as_date("2025-04-05")
    assert type(tt.as_date(before)) is pendulum.Date
    assert "lee-cn-2026" in ds.visits.on(pendulum.datetime(2026, 1, 6))
    with pytest.raises(tt.InvalidDateError, match="no time zone"):
        tt.as_date(pendulum.naive(2026, 1, 6))


def test_periods_sort_with_open_sides():
    closed, still, ever = tt.Period("2025-01-01", "2026-01-01"), tt.Period("2025-01-01"), tt.Period(None, "2025-06-01")
    assert sorted([still, closed, ever]) == [ever, closed, still]
    assert closed < still
    assert ever < tt.Period()
