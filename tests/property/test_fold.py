"""The fold against a slow model that asks, for every single day, which decision spoke last."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from pendulum import Date

import tradetruce as tt
from tradetruce.dates import MINUTES
from tradetruce.history import fold

FIRST = Date(2025, 1, 1)
DAYS = 60


def day(number):
    return Date.fromordinal(FIRST.toordinal() + number)


@st.composite
def decisions(draw):
    made, found = {}, []
    for index in range(draw(st.integers(1, 6))):
        starts = sorted(draw(st.sets(st.integers(0, DAYS - 1), min_size=1, max_size=4)))
        steps = []
        for place, start in enumerate(starts):
            limit = starts[place + 1] - 1 if place + 1 < len(starts) else DAYS + 10
            through = draw(st.none() | st.integers(start, max(start, limit)))
            steps.append(
                tt.Step(start=day(start), through=None if through is None else day(through), rate=str(index * 10 + place))
            )
        name = f"act-{index}"
        made[name] = day(draw(st.integers(0, 10)))
        found.append(tt.Decision(act=name, steps=steps, binding=draw(st.booleans())))
    return found, made


def slow(given, made, on):
    """Return the rate on a day: ask the latest decision first, and the one before where it does not speak."""
    binding = [d for d in given if d.binding]
    ordered = sorted(range(len(binding)), key=lambda i: (made[binding[i].act], i))
    for index in reversed(ordered):
        steps = binding[index].steps
        if on < steps[0].start:
            continue
        last = [step for step in steps if step.start <= on][-1]
        if last.through is None or on <= last.through:
            return last.rate.percent
    return None


@settings(max_examples=300, deadline=None, derandomize=True)
@given(decisions())
def test_the_fold_agrees_with_the_slow_model(drawn):
    given_decisions, made = drawn
    segments = fold(given_decisions, made.__getitem__)
    for number in range(DAYS + 15):
        on = day(number)
        key = on.toordinal() * MINUTES + 1439
        held = [s.step.rate.percent for s in segments if s.start <= key < s.end]
        assert held == ([] if (rate := slow(given_decisions, made, on)) is None else [rate])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(decisions(), st.integers(0, 12))
def test_what_is_known_on_a_day_is_the_fold_of_what_was_made_by_then(drawn, number):
    given_decisions, made = drawn
    acts = [tt.Act(id=name, issuer="US", kind="order", title=name, made=on) for name, on in made.items()]
    record = tt.TariffMeasure(
        id="xx-measure",
        title="x",
        importer="US",
        origins=["CN"],
        programme="us-s301-china",
        scope=tt.Scope(everything=True),
        decisions=given_decisions,
    )
    held = tt.load().with_records(*acts, record).tariffs["xx-measure"]
    known = day(number)
    by_then = [d for d in given_decisions if made[d.act] <= known]
    for later in range(0, DAYS + 15, 3):
        state = held.state(day(later), known_on=known)
        rate = slow(by_then, made, day(later))
        if rate is None:
            assert state is None or state.rate is None
        else:
            assert state.rate == rate


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.dates(dt.date(2018, 1, 1), dt.date(2027, 12, 31)))
def test_a_day_answers_like_its_last_instant(on):
    from zoneinfo import ZoneInfo

    ds = tt.load()
    end = dt.datetime(on.year, on.month, on.day, 23, 59, tzinfo=ZoneInfo("America/New_York"))
    for name in ("us-ieepa-reciprocal-cn", "us-s301-list-3", "us-s122-surcharge"):
        assert ds.tariffs[name].state(on) == ds.tariffs[name].state(end)
