"""The command line, as a stranger types it."""

import json

import pytest

import tradetruce as tt
from tradetruce.__main__ import main


def run(capsys, *words):
    try:
        code = main(words)
    except SystemExit as left:
        code = left.code
    out = capsys.readouterr()
    return code, out.out, out.err


def test_the_screen(capsys):
    code, out, err = run(capsys, "--on", "2025-11-10")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) <= 50
    for words in ("8703.80.00", "Suspended", "In the next 120 days", "visits", "Data 20"):
        assert words in out


def test_the_screen_is_about_the_two(capsys):
    screen = json.loads(run(capsys, "--on", "2025-12-01", "--json")[1])
    shown = {item["id"] for item in (*screen["suspended"], *screen["upcoming"])}
    assert {"us-ieepa-reciprocal-cn", "cn-retaliation-2025-04-us-all-goods", "cn-us-ga-ge-sb-ban-2024-12"} <= shown
    assert not any(name.startswith(("cn-retaliation-2025-03-ca", "us-ieepa-fentanyl-ca", "eu-")) for name in shown)
    ends = [item["last_day"] or "9" for item in screen["suspended"]]
    assert ends == sorted(ends)


def test_what_is_said_and_not_law_is_told_apart(capsys):
    # the extension to January 2027 was said in September 2026; no act that carries it out had been found
    screen = json.loads(run(capsys, "--on", "2026-11-25", "--json")[1])
    told = {item["id"]: item for item in screen["said"]}
    assert told["us-affiliates-rule-2025-09"] == {
        "id": "us-affiliates-rule-2025-09",
        "status": "in_force",
        "said": "suspended, through 2027-01-09",
    }
    assert "cn-rare-earths-2025-11" in told
    assert "Said for this day" in run(capsys, "--on", "2026-11-25")[1]
    assert "Said for this day" not in run(capsys, "--on", "2026-06-01")[1]


def test_the_screen_of_today_says_that_it_lies_past_the_horizon(capsys):
    code, out, _ = run(capsys)
    assert code == 0
    assert "Past the horizon" in out


def test_the_screen_as_known_then(capsys):
    _, out, _ = run(capsys, "--on", "2025-11-10", "--known-on", "2025-11-01", "--json")
    screen = json.loads(out)
    assert screen["known_on"] == "2025-11-01"
    assert screen["goods"]["9503.00.00"]["additional"]["low"] == "54"  # the snap-back that EO 14358 averted on 4 November


def test_the_versions(capsys, ds):
    assert run(capsys, "--version") == (0, f"tradetruce {tt.__version__}, data {ds.version}, researched to {ds.as_of}\n", "")


def test_the_explained_stack(capsys):
    code, out, _ = run(capsys, "duty", "US", "CN", "8703.80.00", "--on", "2025-04-15")
    assert code == 0
    assert "additional 145 %, total 147.5 %" in out
    assert "not charged" in out


def test_the_stack_as_json(capsys):
    _, out, _ = run(capsys, "duty", "US", "CN", "9503.00.00", "--on", "2025-11-15", "--known-on", "2025-09-01", "--json")
    assert json.loads(out)["additional"] == {"low": "54", "high": "54"}


def test_facts_of_the_shipment(capsys):
    words = (
        "duty",
        "US",
        "CN",
        "7326.90.86",
        "--on",
        "2025-07-01",
        "--metal",
        "steel=0.4",
        "--exclusion",
        "--value",
        "1000",
        "--unit-value",
        "kg=8.20",
        "--json",
    )
    code, out, _ = run(capsys, *words)
    assert code == 0
    assert json.loads(out)["hs"] == "7326.90.86"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("duty", "US", "Chna", "8703.80.00", "--on", "2025-04-15"), "did you mean China"),
        (("duty", "US", "CN", "cars", "--on", "2025-04-15"), "2 to 10 digits"),
        (("--on", "soon"), "not a date"),
        (("--known-on", "2030-01-01"), "past what this dataset knows"),
        (("duty", "US", "CN"), "required: hs"),
        (("--knwon-on", "2025-01-01"), "did you mean --known-on"),
        (("duty", "US", "CN", "7326.90.86", "--metal", "steel"), "NAME=NUMBER"),
    ],
)
def test_wrong_input_is_one_line_and_code_2(capsys, words, message):
    code, out, err = run(capsys, *words)
    assert code == 2
    assert out == ""
    assert message in err
    assert len(err.strip().splitlines()) == 1


def test_a_visit_of_one_day_prints_the_day_once(capsys):
    _, out, _ = run(capsys, "--on", "2025-07-25", "--known-on", "2025-07-30")
    lines = [line.split() for line in out.partition("Latest leaders' visits")[2].splitlines()]
    assert any(line[:3] == ["2025-07-24", "EU", "António"] for line in lines)
    assert any(line[:4] == ["2025-07-12", "to", "2025-07-18", "AU"] for line in lines)


def test_a_wrong_choice_is_not_told_its_own_option(capsys):
    code, _, err = run(capsys, "duty", "US", "CN", "9503.00.00", "--quota", "inn")
    assert code == 2
    assert "did you mean" not in err


def test_options_count_before_the_command_and_after_it(capsys):
    # 100 + 25 + 20 on an electric car in April 2025; 20 + 34 on a toy by the order that held on 1 September (EO 14334)
    car = ("duty", "US", "CN", "8703.80.00")
    assert "additional 145 %" in run(capsys, "--on", "2025-04-15", *car)[1]
    toy = ("duty", "US", "CN", "9503.00.00", "--on", "2025-11-15")
    assert "additional 54 %" in run(capsys, "--known-on", "2025-09-01", *toy)[1]
    assert json.loads(run(capsys, "--json", *toy)[1])["on"] == "2025-11-15"
    assert run(capsys, "--on", "2025-04-15", *toy) == run(capsys, *toy)  # said twice, the nearer counts
