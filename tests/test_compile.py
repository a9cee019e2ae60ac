"""The records that people edit and the JSON that ships say the same, and an edit tells what it does."""

import shutil

import pytest

from tradetruce import _compile
from tradetruce.kinds import DATA

pytestmark = pytest.mark.skipif(not _compile.RECORDS.exists(), reason="the records are in the source, not in the wheel")


def test_the_json_is_what_the_toml_says(capsys):
    assert _compile.main(["--check"]) == 0
    assert capsys.readouterr().err == ""


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the data to edit."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    for room in ("_compile", "loading", "dataset", "kinds"):
        monkeypatch.setattr(f"tradetruce.{room}.DATA", data, raising=False)
    monkeypatch.setattr(_compile, "RECORDS", data / "records")
    return data


def edit(data, file, old, new):
    path = data / "records" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_edit_tells_what_it_does_to_the_states(copy, capsys):
    edit(copy, "tariffs/us-s122.toml", "{ start = 2026-02-24, at", "{ start = 2026-02-25, at")
    assert _compile.main(["--check"]) == 1
    assert "tariffs.json" in capsys.readouterr().err
    assert _compile.main([]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "us-s122-surcharge"
    assert told[1:3] == ["  - 2026-02-24 in force, 10 %", "  + 2026-02-25 in force, 10 %"]
    assert told[-1] == "wrote tariffs.json"
    assert _compile.main([]) == 0
    assert "nothing: all is as it was" in capsys.readouterr().out


def test_a_broken_record_is_told_and_nothing_is_written(copy, capsys):
    before = (copy / "tariffs.json").read_bytes()
    edit(copy, "tariffs/us-s122.toml", 'importer = "US"', 'importer = "XX"')
    assert _compile.main([]) == 1
    assert "'XX'" in capsys.readouterr().err
    assert (copy / "tariffs.json").read_bytes() == before
