import copy
import pickle

import pytest

import tradetruce as tt


@pytest.mark.parametrize("text", ["8703.80.00", "87038000", "8703 8000", "8703.8000"])
def test_dots_and_spaces_do_not_matter(text):
    code = tt.HSCode(text)
    assert code == "87038000"
    assert hash(code) == hash("87038000")
    assert (code.dotted, code.chapter) == ("8703.80.00", "87")


def test_leading_zeros_stay():
    assert tt.HSCode("0401.10.00") == "04011000"
    assert tt.HSCode("01").dotted == "01"


@pytest.mark.parametrize("bad", ["8", "87O3", "", "12345678901", "８７０３", 8703, None, 401.0])
def test_what_is_no_code_is_refused(bad):
    with pytest.raises(tt.InvalidCodeError, match="2 to 10 digits"):
        tt.HSCode(bad)


def test_a_number_is_told_why():
    with pytest.raises(tt.InvalidCodeError, match="leading zero"):
        tt.HSCode(401)


def test_a_code_contains_what_is_beneath_it():
    assert "8703.80.00" in tt.HSCode("8703")
    assert "8703" not in tt.HSCode("8703.80")
    assert 8703 not in tt.HSCode("87")


def test_codes_survive_copies_and_pickles():
    code = tt.HSCode("8703.80.00")
    assert tt.HSCode(code) is code
    assert copy.deepcopy(code) == code
    assert pickle.loads(pickle.dumps(code)) == code  # noqa: S301  # our own bytes
    assert repr(code) == "HSCode('8703.80.00')"


@pytest.mark.parametrize("bad", ["usa", "us", "U", "", None, 1])
def test_economy_codes_are_two_capitals(bad):
    with pytest.raises(tt.InvalidCodeError):
        tt.Economy(id=bad, name="x")


def test_namibia_is_not_missing(ds):
    assert ds.economies["NA"].name == "Namibia"
    assert ds.economy("Namibia").id == "NA"


@pytest.mark.parametrize(
    ("name", "code"), [("USA", "US"), ("korea", "KR"), ("Türkiye", "TR"), ("turkiye", "TR"), ("Britain", "GB"), ("CHN", "CN")]
)
def test_names_people_type(ds, name, code):
    assert ds.economy(name).id == code


def test_hong_kong_macao_and_taiwan_are_themselves(ds):
    names = {ds.economies[code].name for code in ("HK", "MO", "TW", "CN")}
    assert len(names) == 4


def test_britain_left_the_customs_union_at_the_end_of_2020(ds):
    britain = ds.economies["GB"]
    assert britain.union_on("2020-12-31") == "EU"
    assert britain.union_on("2021-01-01") is None
    assert ds.economies["DE"].union_on("2026-01-01") == "EU"


def test_groups_have_dates(ds):
    assert ds.groups["G7"].on("2026-01-01") == ("CA", "DE", "FR", "GB", "IT", "JP", "US")
    assert len(ds.groups["EU27"].on("2026-01-01")) == 27
    assert "GB" not in ds.groups["EU27"].on("2026-01-01")


def test_an_unknown_economy_is_told_the_nearest(ds):
    with pytest.raises(tt.UnknownRecordError, match="Germany"):
        ds.economy("Germny")


@pytest.mark.parametrize(("key", "near"), [("China", "CN"), ("CHN", "CN"), ("britain", "GB"), ("Türkiye", "TR")])
def test_a_name_in_place_of_a_code_is_told_the_code(ds, key, near):
    with pytest.raises(tt.UnknownRecordError) as caught:
        ds.economies[key]
    assert caught.value.suggestions == (near,)
