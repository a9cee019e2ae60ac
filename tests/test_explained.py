"""The six duties of docs/explained: what a customs broker must find in each, from the orders and the schedule."""

from decimal import Decimal

import pytest


def told(ds, origin, hs, on, **facts):
    return " ".join(line.lstrip("├─│└· ") for line in ds.duty("US", origin, hs, on=on, **facts).explain().splitlines())


#: Origin, code, day, facts; what must be said (with headings of chapter 99 and acts), and what must not.
CASES = {
    "an electric car from China": (
        ("CN", "8703.80.00", "2025-04-15"),
        {},
        ("additional 145 %, total 147.5 %", "9903.91.03", "9903.94.01", "9903.01.24", "proclamation 10908", "89 FR 76581",
         "Reciprocal tariff: China, Hong Kong and Macau — gives way to Section 232 passenger vehicles"),
        ("9903.01.63", "loaded before 2025-04-10"),
    ),
    "a T-shirt from China": (
        ("CN", "6109.10.00", "2026-08-01"),
        {},
        ("additional 20 %, total 36.5 % with the base rate of 16.5 %", "9903.88.15", "85 FR 3741", "91 FR 47318",
         "synthetic opioids — ended, not charged from 2026-02-24 on"),
        ("2.5 % (2.5%)",),
    ),
    "a German car": (
        ("DE", "8703.23.01", "2025-09-01"),
        {},
        ("from Germany into the United States", "additional 12.5 %, total 15 % with the base rate of 2.5 %",
         "tops the base rate up to 15 %", "since 2025-08-01", "made 2025-09-25, retroactive", "FR Doc. 2025-18660"),
        (),
    ),
    "a Canadian pickup of which nothing is said": (
        ("CA", "8704.31.01", "2025-09-01"),
        {},
        ("additional 0 to 25 %", "whether USMCA treatment is claimed", "EO 14289"),
        (),
    ),
    "a Canadian pickup with USMCA": (
        ("CA", "8704.31.01", "2025-09-01"),
        {"preference": "usmca"},
        ("USMCA claimed", "base rate of 0 % (Free)", "Vehicles under USMCA: US content free — which rate within 0 to 25 % holds",
         "Border duty on Canada (drugs and migration) — relieved"),
        ("depends on the company",),
    ),
    "a Canadian pickup without": (
        ("CA", "8704.31.01", "2025-09-01"),
        {"preference": "none"},
        ("no preference claimed", "additional 25 %, total 50 % with the base rate of 25 %"),
        ("depends on",),
    ),
    "Brazilian coffee": (
        ("BR", "0901.11.00", "2025-11-20"),
        {},
        ("additional 0 %, total 0 %", "Additional 40 percent on Brazil — exempt", "Executive Order 14361"),
        (),
    ),
    "a refrigerator from China": (
        ("CN", "8418.21.00", "2025-10-15"),
        {},
        ("additional 55 to 95 %", "the share of the value that is steel content", "50 % on a part of the value", "9903.81.91"),
        (),
    ),
    "a refrigerator with 40 percent of steel": (
        ("CN", "8418.21.00", "2025-10-15"),
        {"metal": {"steel": Decimal("0.4")}},
        ("40 % of the value is steel", "additional 71 %", "50 % on 40 % of the value", "10 % on 60 % of the value",
         "Reciprocal tariff: China, Hong Kong and Macau: contested from 2025-08-29"),
        ("depends on",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_broker_finds_what_belongs_there(ds, case):
    (origin, hs, on), facts, present, absent = CASES[case]
    text = told(ds, origin, hs, on, **facts)
    for words in present:
        assert words in text
    for words in absent:
        assert words not in text


def test_lines_are_short_and_sources_begin_with_each_layer(ds):
    duty = ds.duty("US", "CN", "8703.80.00", on="2025-04-15")
    lines = duty.explain().splitlines()
    assert all(len(line) <= 101 or "http" in line for line in lines)
    sources = lines[lines.index("└─ sources") :]
    text = " ".join(line.strip() for line in sources)
    assert all(words in text for words in ("89 FR 76581", "90 FR 14705", "90 FR 11463"))
    assert "more in .sources" in lines[-1]


def test_a_rate_per_unit_asks_for_the_price(ds):
    facts = {"on": "2025-12-01"}
    assert "$1.89/kg + 4.7%, a percentage once unit_value is given" in ds.duty("US", "CN", "2402.10.30", **facts).explain()
    priced = ds.duty("US", "CN", "2402.10.30", unit_value={"kg": Decimal(20)}, **facts).explain()
    assert "US$20 per kg" in priced
    assert "once unit_value is given" not in priced


def test_nothing_found_says_so(ds):
    text = ds.duty("US", "CN", "8517.12.00", on="2023-01-01").explain()
    assert "no additional duty found" in text
    assert text.endswith("no sources, as no measure was found")


def test_what_is_claimed_is_in_the_question(ds):
    duty = ds.duty(
        "US", "CN", "9503.00.00", on="2025-05-05", loaded="2025-04-01", company="Any", quota="in", exclusion=True, value=750
    )
    first = duty.explain().splitlines()[0]
    for words in ("loaded 2025-04-01", "made by Any", "within the quota", "a product exclusion holds", "worth US$750"):
        assert words in first
    then = ds.duty("US", "CN", "9503.00.00", on="2025-11-15", known_on="2025-09-01", quota="out", exclusion=False)
    assert "as known on 2025-09-01 (outside the quota, no product exclusion)" in then.explain().splitlines()[0]


def test_what_is_not_known_is_not_called_nothing(ds):
    odd = ds.duty("US", "CN", "7777.77", on="2025-12-01").explain().splitlines()
    assert odd[1:3] == ["additional unknown, total unknown", "├─ no layer is known"]
    milk = ds.duty("US", "FR", "0402.10.50", on="2025-03-01").explain().splitlines()
    assert milk[1:3] == ["additional 0 %, total unknown, with the base rate of 86.5¢/kg", "├─ no additional duty found"]
