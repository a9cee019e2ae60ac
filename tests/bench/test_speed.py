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

import pytest
from pendulum import Date

import tradetruce as tt
from tradetruce import _codec
from tradetruce.dataset import DATA, KINDS
from tradetruce.duties import work_out
from tradetruce.stacking import Question, reach

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


CODES = [
    f"{chapter:02}{heading:02}.90.{line:02}"
    for chapter, heading, line in itertools.product(range(25, 97), range(1, 9), (10, 50))
]


@pytest.mark.benchmark(group="duty on a good")
def test_scan(benchmark, ds):
    key = DAY.toordinal() * 1440 + 1439
    codes = itertools.cycle(CODES)
    scan(ds, "85076000", key)
    benchmark(lambda: scan(ds, next(codes).replace(".", ""), key))


@pytest.mark.benchmark(group="duty on a good")
def test_index_alone(benchmark, ds):
    key = DAY.toordinal() * 1440 + 1439
    codes = itertools.cycle(CODES)
    shipment = tt.Shipment(importer="US", origin="CN", hs="85076000", on=DAY)
    origins = frozenset({"CN"})
    engine = ds._engine
    benchmark(lambda: engine.worlds("US", Question(origins, next(codes).replace(".", ""), key, shipment, whole=True)))


@pytest.mark.benchmark(group="duty on a good")
def test_new_question(benchmark, ds):
    codes = itertools.cycle(CODES)
    ds.duty("US", "CN", "8507.60.00", on=DAY)
    benchmark(lambda: work_out(ds, tt.Shipment(importer="US", origin="CN", hs=next(codes), on=DAY)))


@pytest.mark.benchmark(group="duty on a good")
def test_repeated_question(benchmark, ds):
    benchmark(lambda: ds.duty("US", "CN", "8703.80.00", on=DAY))


@pytest.mark.benchmark(group="history of a good")
def test_duty_history(benchmark, ds):
    benchmark(lambda: ds.duty_history("US", "CN", "6109.10.00"))


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
