"""
What did these entries owe the day before the truce and the day after, and which part of it rested on IEEPA?

A ledger of real goods, priced line by line in money as an entry summary rounds it. What the ledger does not say of a good stays
a range; the reason is printed under the line.

    python examples/price_a_ledger.py
    python examples/price_a_ledger.py 2025-04-15 2025-05-20
"""

import sys
from decimal import Decimal
from typing import Any, NamedTuple

import tradetruce as tt


class Row(NamedTuple):
    """One line of the ledger: what, from where, its tariff code, its customs value in US dollars, and what else is known."""

    what: str
    origin: str
    code: str
    value: Decimal
    facts: dict[str, Any]


LEDGER = (
    Row("cotton T-shirts", "CN", "6109.10.00", Decimal("14172.00"), {}),
    Row("dolls and toys", "CN", "9503.00.00", Decimal("8310.50"), {}),
    Row("lithium-ion batteries", "CN", "8507.60.0020", Decimal("61240.00"), {}),
    Row("smartphones", "CN", "8517.13.00", Decimal("120000.00"), {}),
    Row("steel screws, 70 % steel", "CN", "7318.15.20", Decimal("9450.25"), {"metal": {"steel": Decimal("0.7")}}),
    Row("frozen shrimp", "VN", "0306.17.00", Decimal("33800.00"), {}),
    Row("whisky", "GB", "2208.30.30", Decimal("21999.99"), {}),
    Row("plywood, USMCA claimed", "CA", "4412.39.50", Decimal("17600.00"), {"preference": "usmca"}),
    Row("plywood, nothing claimed", "CA", "4412.39.50", Decimal("17600.00"), {}),
)


def ieepa_part(ds: tt.Dataset, duty: tt.Duty, owed: tt.DutyAmount) -> Decimal | None:
    """Return what the layers under IEEPA cost, or None where one of them is not settled."""
    total = Decimal(0)
    for part, (_, amount) in zip(duty.components, owed.lines, strict=True):
        if "IEEPA" in ds.programmes[part.programme].authority:
            if amount.value is None:
                return None
            total += amount.value
    return total


def money(amount: tt.Known | tt.Between | tt.AtLeast | tt.Unknown | Decimal | None) -> str:
    """Return an amount for a column."""
    if amount is None:
        return "open"
    if isinstance(amount, Decimal):
        return f"{amount:,.2f}"
    if amount.low is None:
        return "unknown"
    if amount.high is None:
        return f"from {amount.low:,.2f}"
    return f"{amount.low:,.2f}" if amount.low == amount.high else f"{amount.low:,.2f} to {amount.high:,.2f}"


def added(lines: list[tt.DutyAmount]) -> tt.Between | tt.AtLeast:
    """Return the sum of the lines: a range, open upward as soon as one line is."""
    low = sum((line.additional.low or Decimal(0) for line in lines), Decimal(0))
    highs = [line.additional.high for line in lines]
    known = [high for high in highs if high is not None]
    return tt.Between(low, sum(known, Decimal(0))) if len(known) == len(highs) else tt.AtLeast(low)


def price(ds: tt.Dataset, row: Row, day: str) -> tuple[tt.Duty, tt.DutyAmount]:
    """Return a line's duty on a day, in points and in money."""
    duty = ds.duty("US", row.origin, row.code, on=day, **row.facts)
    return duty, duty.on_value(row.value)


def main(arguments: list[str]) -> None:
    """Price the ledger on both days."""
    days = tuple(arguments) if len(arguments) == 2 else ("2025-11-09", "2025-11-10")
    ds = tt.load()
    print(f"{'additional duty, US$':<31}{'value':>12}" + "".join(f"{day:>25}{'of it IEEPA':>13}" for day in days))
    sums: dict[str, list[tt.DutyAmount]] = {day: [] for day in days}
    for row in LEDGER:
        line = f"{row.what:<26} {row.origin}  {row.value:>12,.2f}"
        conditions: dict[str, None] = {}
        for day in days:
            duty, owed = price(ds, row, day)
            line += f"{money(owed.additional):>25}{money(ieepa_part(ds, duty, owed)):>13}"
            sums[day].append(owed)
            conditions.update(dict.fromkeys(duty.conditions))
        print(line)
        for condition in conditions:
            print(f"      depends on {condition}")
    print(f"{'all lines':<43}" + "".join(f"{money(added(sums[day])):>25}{'':>13}" for day in days))


if __name__ == "__main__":
    main(sys.argv[1:])
