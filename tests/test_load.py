"""Whatever a user's file holds, the answer is one clear error that lists every fault, or a whole dataset."""

import copy
import json
import pickle

import attrs
import jsonschema
import pytest

import tradetruce as tt

VISIT = {
    "id": "doe-cn-2026",
    "visitors": [{"leader": "jane-doe", "office": "Prime Minister", "role": "head_of_government"}],
    "visitor_economy": "NO",
    "host_economy": "CN",
    "start": "2026-03-01",
    "end": "2026-03-03",
    "kind": "official",
    "status": "completed",
}
LEADER = {"id": "jane-doe", "name": "Jane Doe"}


def write(folder, content, name="own.json"):
    file = folder / name
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def faults(path):
    with pytest.raises(tt.DatasetError) as caught:
        tt.load(path)
    return caught.value.problems


def test_a_good_file_is_a_dataset(tmp_path):
    ds = tt.load(
        write(
            tmp_path, {"format": 1, "dataset": {"as_of": "2026-04-01", "version": "mine"}, "visit": [VISIT], "leader": [LEADER]}
        )
    )
    visit = ds.visits["doe-cn-2026"]
    assert (visit.visitor_economy, visit.leaders[0].name, ds.version) == ("NO", "Jane Doe", "mine")
    assert ds.economies["NA"].name == "Namibia"  # the bundled economies stand in
    assert len(ds.tariffs) == 0


def test_toml_and_folders_are_read_too(tmp_path):
    write(tmp_path, '[[leader]]\nid = "jane-doe"\nname = "Jane Doe"\nborn = 1970-01-01\n', "a.toml")
    write(tmp_path, {"visit": [VISIT]}, "b.json")
    ds = tt.load(tmp_path)
    assert str(ds.leaders["jane-doe"].born) == "1970-01-01"
    assert "doe-cn-2026" in ds.visits


def test_every_fault_is_told_at_once_with_file_id_path_and_value(tmp_path):
    bad = VISIT | {
        "start": "2026-13-01",
        "kind": "holiday",
        "strat": 1,
        "visitors": [{"leader": "jane-doe", "office": 5, "role": "king"}],
    }
    file = write(tmp_path, {"visit": [bad], "leader": [LEADER, {"name": "No Id"}]})
    problems = faults(file)
    told = {(p.id, p.path, p.value) for p in problems}
    assert ("doe-cn-2026", "start", "'2026-13-01'") in told
    assert ("doe-cn-2026", "visitors[0].office", "5") in told
    assert (None, "id", "") in told
    assert all(p.file == str(file) for p in problems)
    assert any("'strat', did you mean start" in p.message for p in problems)


def test_a_field_with_a_closed_vocabulary_lists_it(tmp_path):
    problems = faults(write(tmp_path, {"visit": [VISIT | {"kind": "holiday"}], "leader": [LEADER]}))
    assert [(p.path, p.value) for p in problems] == [("kind", "'holiday'")]
    assert "state, official, working" in problems[0].message


def test_dangling_references_name_the_nearest(tmp_path):
    problems = faults(write(tmp_path, {"visit": [VISIT], "leader": [LEADER | {"id": "jane-dow"}]}))
    assert [(p.id, p.path, p.value) for p in problems] == [("doe-cn-2026", "visitors[0].leader", "'jane-doe'")]
    assert "did you mean jane-dow" in problems[0].message


def test_faults_of_fields_and_of_references_are_told_together(tmp_path):
    visits = [
        VISIT | {"kind": "holiday"},
        VISIT | {"id": "roe-cn-2026", "visitors": [VISIT["visitors"][0] | {"leader": "richard-roe"}]},
    ]
    problems = faults(write(tmp_path, {"visit": visits, "leader": [LEADER | {"born": "soon"}]}))
    # the visit of the leader whose own record is faulty refers to somebody who is there
    assert {(p.id, p.path) for p in problems} == {
        ("doe-cn-2026", "kind"),
        ("jane-doe", "born"),
        ("roe-cn-2026", "visitors[0].leader"),
    }


def test_references_into_a_file_that_cannot_be_read_are_not_faults(tmp_path):
    write(tmp_path, {"visit": [VISIT]}, "a.json")
    write(tmp_path, '{"leader": [', "b.json")
    assert ["not JSON" in p.message for p in faults(tmp_path)] == [True]


@pytest.mark.parametrize("known", [None, "2026-01-15"])
def test_a_record_survives_pickling_with_its_dataset(ds, known, make):
    held = ds if known is None else ds.known_on(known)
    visit = pickle.loads(pickle.dumps(held.visits["carney-cn-2026"]))  # noqa: S301  # our own bytes
    assert visit == held.visits["carney-cn-2026"]
    assert visit.dataset is held
    duty = pickle.loads(pickle.dumps(held.duty("US", "CN", "9503.00.00", on="2025-11-15")))  # noqa: S301
    assert duty.additional == tt.Known(20)
    assert copy.deepcopy(visit).dataset is held
    act = tt.Act(id="own-act", issuer="NZ", kind="order", title="An order", made="2025-01-01")
    own = pickle.loads(pickle.dumps(make(act)))  # noqa: S301
    assert (own.acts["own-act"], own.version) == (act, f"{ds.version}+own")


def test_your_own_dataset_survives_pickling(tmp_path):
    held = tt.load(write(tmp_path, {"visit": [VISIT], "leader": [LEADER]}))
    assert held.visits["doe-cn-2026"].leaders[0].name == "Jane Doe"
    again = pickle.loads(pickle.dumps(held))  # noqa: S301
    assert again.visits["doe-cn-2026"].leaders[0].name == "Jane Doe"
    assert again.visits == held.visits


def test_double_ids_are_refused(tmp_path):
    problems = faults(write(tmp_path, {"leader": [LEADER, LEADER]}))
    assert "taken" in problems[0].message


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ('{"visit": [', "cut.json", "not JSON"),
        ("[[visit]\n", "cut.toml", "not TOML"),
        ("[1, 2]", "list.json", "expected a table"),
        ('{"format": 2}', "new.json", "reads format 1"),
        ('{"visits": []}', "kind.json", "did you mean visit"),
        ('{"zebra": []}', "kind2.json", "expected one of"),
        ('{"visit": {}}', "shape.json", "expected a list"),
        ('{"visit": [1]}', "shape2.json", "expected a list"),
        ('{"dataset": 1}', "about.json", "expected a table"),
        ('{"dataset": {"as_of": "soon"}}', "about2.json", "not a date"),
        ('{"dataset": {"color": "red"}}', "about3.json", "as_of or version"),
        ("[" * 100_000, "deep.json", "nested too deeply"),
        ("a = " + "[" * 100_000, "deep.toml", "nested too deeply"),
        ('{"leader": [], "leader": []}', "twice.json", "'leader' stands twice"),
        ('{"leader": [{"id": "x", "name": "A", "name": "B"}]}', "twice2.json", "'name' stands twice"),
        ('{"leader": [{"id": "x", "name": ' + "9" * 5000 + "}]}", "digits.json", "5000 digits"),
    ],
)
def test_files_that_are_no_data_files(tmp_path, content, name, message):
    problems = faults(write(tmp_path, content, name))
    assert message in str(problems[0])
    assert name in str(problems[0])


def test_a_file_that_is_not_utf_8(tmp_path):
    file = tmp_path / "latin.json"
    file.write_bytes(b'{"leader": [{"id": "x", "name": "Jos\xe9"}]}')
    assert "not UTF-8" in str(faults(file)[0])


def test_a_mark_in_front_is_no_fault(tmp_path):
    file = tmp_path / "mark.json"
    file.write_bytes(b'\xef\xbb\xbf{"leader": [{"id": "x", "name": "Jos\xc3\xa9"}]}')
    assert tt.load(file).leaders["x"].name == "José"


def test_a_file_that_is_far_too_large_is_not_read(tmp_path):
    file = tmp_path / "large.json"
    with file.open("wb") as sparse:
        sparse.truncate(100 * 1024 * 1024)
    assert "100 MB is too large" in str(faults(file)[0])


def test_nothing_there(tmp_path):
    assert "no such file" in str(faults(tmp_path / "none.json")[0])
    assert "no .toml or .json" in str(faults(tmp_path)[0])


def test_floats_and_numbers_as_text_are_not_coerced(tmp_path):
    tariff = {
        "id": "us-x", "title": 5, "importer": "US", "origins": "CN", "programme": "p", "scope": {"everything": "yes"},
        "decisions": [{"act": "a", "steps": [{"start": "2026-01-01", "rate": 7.5}]}],
    }  # fmt: skip
    told = {p.path: p.message for p in faults(write(tmp_path, {"tariff": [tariff]}))}
    assert "expected text" in told["title"]
    assert "origins" in told
    assert "true or false" in told["scope.everything"]
    assert "not an exact number" in told["decisions[0].steps[0].rate"]


def test_the_message_is_cut_but_the_problems_are_whole():
    error = tt.DatasetError([tt.Problem(message=f"fault {n}") for n in range(30)])
    assert "... and 10 more" in str(error)
    assert len(error.problems) == 30


def test_overlays_replace_and_add_and_leave_the_first_alone(ds):
    carney = ds.visits["carney-cn-2026"]
    mine = ds.with_records(attrs.evolve(carney, places=("Ottawa",)))
    assert mine.visits["carney-cn-2026"].places == ("Ottawa",)
    assert ds.visits["carney-cn-2026"].places != ("Ottawa",)
    assert mine.visits["carney-cn-2026"].leaders[0].name == "Mark Carney"
    assert mine.visits.ids == ds.visits.ids
    measure = ds.tariffs["us-s301-list-1"]
    assert ds.with_records(measure).tariffs == ds.tariffs  # what is replaced keeps its place


def test_overlays_are_checked(ds):
    with pytest.raises(tt.DatasetError, match="no such record"):
        ds.with_records(tt.Quote(id="q", speaker="x", text="y", leader="nobody"))
    with pytest.raises(tt.DatasetError, match="expected a record"):
        ds.with_records("carney-cn-2026")


def test_what_is_dumped_loads_again(ds, tmp_path):
    file = tmp_path / "all.json"
    tt.dump(ds, file)
    again = tt.load(file)
    for name in (
        "tariffs",
        "controls",
        "visits",
        "quotes",
        "leaders",
        "acts",
        "sources",
        "agreements",
        "reliefs",
        "code_lists",
    ):
        assert getattr(again, name).ids == getattr(ds, name).ids, name
    assert again.tariffs == ds.tariffs
    assert again.visits == ds.visits
    assert (again.version, again.as_of) == (ds.version, ds.as_of)
    assert again.code_lists == ds.code_lists
    assert hash(again.code_lists) == hash(ds.code_lists)


def test_what_was_known_on_a_day_is_not_dumped_as_all_there_is(ds, tmp_path):
    with pytest.raises(tt.DatasetError, match="dump it whole"):
        tt.dump(ds.known_on("2025-09-01"), tmp_path / "then.json")
    assert not list(tmp_path.iterdir())


def test_the_schema_takes_what_we_ship_and_refuses_what_we_refuse(ds, tmp_path):
    file = tmp_path / "all.json"
    tt.dump(ds, file)
    checker = jsonschema.Draft202012Validator(tt.json_schema())
    jsonschema.Draft202012Validator.check_schema(tt.json_schema())
    content = json.loads(file.read_text(encoding="utf-8"))
    content["code_list"] = content["code_list"][:3]
    assert list(checker.iter_errors(content)) == []
    assert list(checker.iter_errors({"visit": [VISIT | {"kind": "holiday"}]}))


def test_there_is_no_schema_for_what_is_no_kind():
    with pytest.raises(tt.UnknownRecordError, match="did you mean visit"):
        tt.json_schema("visits")


def test_bad_values_are_told_beside_wrong_types_and_missing_fields(tmp_path):
    bad = VISIT | {"visitor_economy": "USA", "start": "2026-13-01", "kind": "foo", "status": "done", "note": ""}
    del bad["host_economy"]
    found = {problem.path: problem.value for problem in faults(write(tmp_path, {"visit": [bad], "leader": [LEADER]}))}
    assert found == {
        "visitor_economy": "'USA'", "host_economy": "", "start": "'2026-13-01'", "kind": "'foo'", "status": "'done'", "note": "''",
    }  # fmt: skip


def test_two_records_of_one_id_are_told_though_the_first_has_another_fault(tmp_path):
    found = faults(write(tmp_path, {"leader": [LEADER | {"name": 5}, LEADER]}))
    assert [(problem.id, problem.path) for problem in found] == [("jane-doe", "name"), ("jane-doe", "id")]


def test_file_names_may_end_in_capitals(tmp_path):
    file = write(tmp_path, '[[leader]]\nid = "jane-doe"\nname = "Jane Doe"\n', "OWN.TOML")
    assert tt.load(file).leaders["jane-doe"] == tt.load(tmp_path).leaders["jane-doe"]


@pytest.mark.parametrize("name", ["own.csv", "own.yaml", "own"])
def test_a_file_of_another_kind_is_not_called_bad_json(tmp_path, name):
    (fault,) = faults(write(tmp_path, "id,name\n", name))
    assert ".toml or .json" in fault.message
    assert "not JSON" not in fault.message


def test_an_unknown_field_is_told_with_those_there_are(tmp_path):
    (fault,) = faults(write(tmp_path, {"leader": [LEADER | {"zzz": 1}]}))
    assert "born" in fault.message


def test_the_format_is_a_number(tmp_path):
    assert [problem.path for problem in faults(write(tmp_path, {"format": True}))] == ["format"]


@pytest.mark.parametrize(
    ("kind", "record", "path"),
    [
        ("act", {"issuer": "UK", "kind": "order", "title": "T", "made": "2026-10-05"}, "issuer"),
        ("group", {"name": "Us two", "members": [{"economy": "UK"}]}, "members[0].economy"),
    ],
)
def test_economies_are_known_ones(tmp_path, kind, record, path):
    (fault,) = faults(write(tmp_path, {kind: [{"id": "XX" if kind == "group" else "xx-order"} | record]}))
    assert (fault.path, fault.value) == (path, "'UK'")


def test_the_dictionary_says_what_a_column_means_and_no_more():
    assert not [row for row in tt.data_dictionary() if ">>>" in row["meaning"] or "\n" in row["meaning"]]


@pytest.mark.parametrize(
    "change",
    [
        {"id": "Doe CN"},
        {"visitor_economy": "USA"},
        {"host_economy": "China"},
        {"note": " "},
        {"visitors": [VISIT["visitors"][0] | {"office": ""}]},
    ],
)
def test_what_loading_refuses_an_editor_marks_too(tmp_path, change):
    content = {"visit": [VISIT | change], "leader": [LEADER]}
    assert faults(write(tmp_path, content))
    assert list(jsonschema.Draft202012Validator(tt.json_schema()).iter_errors(content))


@pytest.mark.parametrize("rate", [-5, "-0.5", {"percent": -5}, {"amount": "-1", "specific": "one per ton"}])
def test_a_duty_is_not_negative(tmp_path, rate):
    step = {"start": "2026-10-08", "rate": rate}
    measure = {
        "id": "us-toys", "title": "toys", "importer": "US", "origins": ["CN"], "programme": "us-p",
        "scope": {"codes": ["9503"]}, "decisions": [{"act": "us-order", "steps": [step]}],
    }  # fmt: skip
    content = {
        "tariff": [measure],
        "programme": [{"id": "us-p", "title": "P", "importer": "US", "authority": "made up"}],
        "act": [{"id": "us-order", "issuer": "US", "kind": "order", "title": "T", "made": "2026-10-05"}],
    }
    (fault,) = faults(write(tmp_path, content))
    assert "0 or more" in fault.message
    assert list(jsonschema.Draft202012Validator(tt.json_schema()).iter_errors(content))


def test_half_a_character_is_no_text(tmp_path):
    (fault,) = faults(write(tmp_path, {"leader": [LEADER | {"name": "Jane \ud800"}]}))
    assert (fault.id, fault.path) == ("jane-doe", "name")


def test_an_overlay_loses_no_record_to_another_of_its_id(ds):
    memo = tt.Source(id="my-memo", publisher="Us", title="One", citation="memo 1")
    assert ds.with_records(memo, memo).sources["my-memo"].title == "One"
    taken = tt.Source(id="us-eo-14257", publisher="Us", title="Three", citation="memo 3")  # the id of an act
    with pytest.raises(tt.DatasetError) as caught:
        ds.with_records("memo", memo, attrs.evolve(memo, title="Two"), taken)
    assert [problem.id for problem in caught.value.problems] == [None, "my-memo", "us-eo-14257"]
