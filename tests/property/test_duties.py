"""Duties of the bundled record under random questions: histories, short codes and cut-back knowledge agree with single days."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pendulum import Date

import tradetruce as tt

DS = tt.load()
FIRST, LAST = tt.as_date("2018-02-07").toordinal(), tt.as_date("2026-12-31").toordinal()
CODES = st.sampled_from([code for code in DS._rates("US").codes if code < "98"])
ORIGINS = st.sampled_from(["CN", "HK", "DE", "CA", "MX", "JP", "KR", "BR", "IN", "GB", "CH", "VN"])
DAYS = st.integers(FIRST, LAST).map(Date.fromordinal)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(CODES, ORIGINS, st.lists(DAYS, min_size=1, max_size=8))
def test_a_history_says_what_each_of_its_days_says(code, origin, days):
    history = DS.duty_history("US", origin, code)
    for day in days:
        step, single = history.on(day), DS.duty("US", origin, code, on=day)
        assert (step.additional, step.total, step.scheduled_only) == (single.additional, single.total, single.scheduled_only)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(CODES, ORIGINS, DAYS)
def test_a_shorter_code_answers_for_every_line_beneath_it(code, origin, day):
    line, heading = (DS.duty("US", origin, asked, on=day).additional for asked in (code, code[:4]))
    if heading.low is None:
        return
    assert line.low is None or heading.low <= line.low
    assert heading.high is None or (line.high is not None and line.high <= heading.high)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(CODES, ORIGINS, DAYS)
def test_bounds_are_in_order_and_layers_add_up(code, origin, day):
    duty = DS.duty("US", origin, code, on=day, preference="none")
    for amount in (duty.additional, duty.total, *(part.points for part in duty.components)):
        assert amount.low is None or amount.high is None or amount.low <= amount.high
    if duty.additional.value is not None:
        assert sum(part.rate for part in duty.components) == duty.additional.value


@settings(max_examples=40, deadline=None, derandomize=True)
@given(CODES, ORIGINS, st.integers(FIRST, tt.as_date("2026-10-10").toordinal()).map(Date.fromordinal))
def test_all_that_the_dataset_knows_is_what_it_knows_on_its_last_day(code, origin, day):
    last = DS.known_on(DS.as_of)
    assert DS.duty("US", origin, code, on=day).additional == last.duty("US", origin, code, on=day).additional
