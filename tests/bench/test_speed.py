"""
Speed, side by side with something real in the same run: read the ratios, not the times.

    python -m pytest tests/bench --benchmark-only --benchmark-group-by=group

Nothing here fails for being slow: machines differ. The README and the docs quote the ratios of one run.
"""

import itertools
import json
import subprocess
import sys
from bisect import bisect_right
from pathlib import Path

import pytest
from pendulum import Date

import tradetruce as tt
from tradetruce import _codec
from tradetruce.duty_history import _change_days
from tradetruce.kinds import DATA, KINDS
from tradetruce.reach import reach
from tradetruce.working import work_out
from tradetruce.worlds import Question

DAY = Date(2025, 12, 1)


def run(code):
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.benchmark(group="import")
@pytest.mark.parametrize(
    "code", ["import attrs, cattrs, pendulum", "import tradetruce", "import tradetruce; tradetruce.load()"]
)
def test_import(benchmark, code):
    benchmark.pedantic(run, args=(code,), rounds=5)


def texts():
    return {kind: (DATA / f"{kind.collection}.json").read_text(encoding="utf-8") for kind in KINDS.values()}


@pytest.mark.benchmark(group="load of all kinds")
def test_json_alone(benchmark):
    held = texts()
    assert benchmark(lambda: [json.loads(text) for text in held.values()])


@pytest.mark.benchmark(group="load of all kinds")
def test_records(benchmark):
    held = texts()
    assert benchmark(lambda: [_codec.trusted(json.loads(text), kind.record) for kind, text in held.items()])


@pytest.mark.benchmark(group="state on a day")
def test_bare_bisect(benchmark, ds):
    measure = ds.tariffs["us-ieepa-reciprocal-cn"]
    measure.state(DAY)
    keys, states = measure._timeline.keys, measure._timeline.states

    def bare(on):
        return states[bisect_right(keys, on.toordinal() * 1440 + 1439) - 1]

    assert benchmark(bare, DAY)


@pytest.mark.benchmark(group="state on a day")
def test_state(benchmark, ds):
    measure = ds.tariffs["us-ieepa-reciprocal-cn"]
    assert benchmark(lambda: measure.state(on=DAY))


@pytest.mark.benchmark(group="record by id")
def test_dict_and_a_call(benchmark, ds):
    held = {visit.id: visit for visit in ds.visits}

    class Plain:
        def __getitem__(self, key):
            return held[key]

    plain = Plain()
    assert benchmark(lambda: plain["carney-cn-2026"])


@pytest.mark.benchmark(group="record by id")
def test_collection(benchmark, ds):
    visits = ds.visits
    assert benchmark(lambda: visits["carney-cn-2026"])


def scan(ds, code, key):
    """Ask every measure of the importer in turn, without any index: state, origin, scope."""
    found = []
    for measure in ds.tariffs:
        if measure.importer != "US" or not {"CN", "*"}.intersection(measure.origins):
            continue
        state = measure.state(DAY)
        if state is None or not state.in_force:
            continue
        if reach(measure.scope, code, key // 1440, ds._lists, whole=False).found.match.value:
            found.append(measure)
    return found


@pytest.fixture
def codes(ds):
    """Codes of real lines, from all chapters, in an order that jumps between them: no two questions are the same."""
    held = [code for code in ds._rates("US").codes if code < "98"]
    for first in {code[:2]: code for code in held}.values():  # a warm dataset has answered something in each chapter
        ds.duty("US", "CN", first, on=DAY)
    return itertools.cycle(held[start] for first in range(101) for start in range(first, len(held), 101))


@pytest.mark.benchmark(group="duty on a good")
def test_scan(benchmark, ds, codes):
    key = DAY.toordinal() * 1440 + 1439
    scan(ds, "85076000", key)
    benchmark(lambda: scan(ds, next(codes), key))


@pytest.mark.benchmark(group="duty on a good")
def test_index_alone(benchmark, ds, codes):
    key = DAY.toordinal() * 1440 + 1439
    shipment = tt.Shipment(importer="US", origin="CN", hs="85076000", on=DAY)
    origins = frozenset({"CN"})
    engine = ds._engine
    benchmark(lambda: engine.worlds("US", Question(origins, next(codes), key, shipment, whole=True)))


@pytest.mark.benchmark(group="duty on a good")
def test_new_question(benchmark, ds, codes):
    benchmark(lambda: work_out(ds, tt.Shipment(importer="US", origin="CN", hs=next(codes), on=DAY)))


@pytest.mark.benchmark(group="duty on a good")
def test_repeated_question(benchmark, ds):
    benchmark(lambda: ds.duty("US", "CN", "8703.80.00", on=DAY))


@pytest.mark.benchmark(group="history of a good")
def test_scan_by_day(benchmark, ds):
    """Scan all measures on each day on which the duty can change: the plain way to a history."""
    days = _change_days(ds, "US", "CN", tt.HSCode("6109.10.00"), bare=True)
    benchmark(lambda: [scan(ds, "61091000", day.toordinal() * 1440) for day in days])


@pytest.mark.benchmark(group="history of a good")
def test_duty_history(benchmark, ds, codes):
    """Histories of 300 goods of all chapters, each asked about for the first time."""
    for first in {code[:2]: code for code in ds._rates("US").codes if code < "98"}.values():
        ds.duty_history("US", "CN", first)
    assert benchmark.pedantic(lambda: ds.duty_history("US", "CN", next(codes)), rounds=300)


@pytest.mark.benchmark(group="history of a good")
def test_duty_history_in_a_new_chapter(benchmark, ds):
    """A history of the first good of a chapter that is asked about at all."""
    engine = ds._engine

    def forget():
        for held in (engine._chapters, engine._lives, engine._stacks, engine.outcomes):
            held.clear()

    ds.duty_history("US", "CN", "6109.10.00")
    assert benchmark.pedantic(lambda: ds.duty_history("US", "CN", "6109.10.00"), setup=forget, rounds=20)


@pytest.mark.benchmark(group="history of a good")
def test_repeated_duty_history(benchmark, ds):
    assert benchmark(lambda: ds.duty_history("US", "CN", "6109.10.00"))


@pytest.mark.benchmark(group="queries")
@pytest.mark.parametrize(
    "query",
    [
        lambda ds: ds.visits.to("CN").by(tt.G7).between("2025-11-01", "2026-05-31").completed().leaders,
        lambda ds: ds.controls.by("CN").against("US").covering("gallium").states(on="2026-01-15"),
        lambda ds: ds.quotes.about("fomo"),
        lambda ds: ds.leaders.in_office("CA", on="2025-03-14"),
    ],
    ids=["visits", "controls", "quotes", "office"],
)
def test_queries(benchmark, ds, query):
    query(ds)
    assert benchmark(lambda: query(ds))


RESIDENT = """
import os
def resident():
    with open("/proc/self/statm") as numbers:
        return int(numbers.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
before = resident()
import tradetruce as tt
from tradetruce.kinds import BY_COLLECTION
ds = tt.load()
for name in BY_COLLECTION:
    len(ds._collection(name))
for held in ds.code_lists:
    ds._lists.index(held.id)
ds.duty("US", "CN", "8703.80.00", on="2025-04-15")
print(resident() - before)
"""


@pytest.mark.benchmark(group="memory")
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads Linux's account of memory")
def test_memory_above_the_interpreter(benchmark):
    """Read `extra_info`: megabytes that a loaded dataset with all its lists and the column-1 rates takes above a bare interpreter."""

    def ask():
        return float(subprocess.run([sys.executable, "-c", RESIDENT], check=True, capture_output=True, text=True).stdout)

    benchmark.extra_info["megabytes"] = round(benchmark.pedantic(ask, rounds=1), 1)
