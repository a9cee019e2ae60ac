"""Adding up: what a case charges in each of its worlds, and the hull of all of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from .amounts import Amount, Known, amount
from .duties import Component
from .shipments import same_company
from .worlds import ZERO, Charge, Missed, Stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .history import Legality, State
    from .rates import Rate
    from .schedules import BaseRate


class Case(NamedTuple):
    """One code and one preference: what the engine found, and the base rate, which may be a text or not known."""

    stack: Stack
    base: BaseRate | None


class Said(NamedTuple):
    """What a shipment says that bears on a rate alone: the company, and dollars per unit of quantity."""

    company: str | None = None
    unit_value: tuple[tuple[str, Decimal], ...] | None = None

    def price(self, unit: str | None) -> Decimal | None:
        """Return the customs value per unit in US dollars, or None where it is not said."""
        return dict(self.unit_value or ()).get(unit or "")


class Outcome(NamedTuple):
    """What cases come to when they are added up."""

    components: tuple[Component, ...]
    base: Amount
    base_printed: str | None
    additional: Amount
    total: Amount
    assumptions: tuple[str, ...]
    conditions: tuple[str, ...]
    legality: tuple[Legality, ...]
    missed: tuple[Missed, ...]


class Bounds:
    """The hull of the amounts found so far; None is a bound not known."""

    __slots__ = ("high", "low", "seen")

    def __init__(self) -> None:
        self.low: Decimal | None = None
        self.high: Decimal | None = None
        self.seen: bool = False

    def add(self, low: Decimal | None, high: Decimal | None) -> None:
        """Widen the hull by one more amount."""
        if not self.seen:
            self.low, self.high, self.seen = low, high, True
            return
        self.low = None if self.low is None or low is None else min(self.low, low)
        self.high = None if self.high is None or high is None else max(self.high, high)

    def amount(self) -> Amount:
        """Return what the hull says."""
        return amount(self.low, self.high) if self.seen else Known(ZERO)


class Layer:
    """One measure's part across all cases."""

    __slots__ = ("bounds", "charge", "count", "relieved", "shares", "tiers")

    def __init__(self, charge: Charge) -> None:
        self.charge: Charge = charge
        self.bounds: Bounds = Bounds()
        self.shares: set[Decimal] = set()
        self.tiers: set[str] = set()
        self.relieved: set[State | None] = set()
        self.count: int = 0

    def add(self, charge: Charge, low: Decimal, high: Decimal | None) -> None:
        """Take in what it charges in one world."""
        self.bounds.add(low, high)
        self.shares.add(charge.share)
        self.tiers.add(charge.tier)
        self.relieved.add(charge.relieved)
        self.count += 1

    def component(self) -> Component:
        """Return the layer of the answer."""
        return Component(
            measure=self.charge.measure,
            state=self.charge.state,
            points=self.bounds.amount(),
            terms=self.charge.rate,
            tier=self.tiers.pop() if len(self.tiers) == 1 else "",
            share=self.charge.share if len(self.shares) == 1 else None,
            relief=self.charge.relief,
            relieved=self.charge.relieved if len(self.relieved) == 1 else None,
        )


def add_up(cases: Sequence[Case], said: Said) -> Outcome:
    """Return what cases come to: the hull of all their worlds."""
    additional, total, base = Bounds(), Bounds(), Bounds()
    layers: dict[str, Layer] = {}
    missed: dict[str, Missed] = {}
    count = 0
    for stack, rate in cases:
        for world in stack.worlds:
            count += 1
            bounds = _sum(world.charges, rate, said)
            additional.add(*bounds.additional)
            total.add(*bounds.total)
            base.add(*bounds.base)
            for charge, low, high in bounds.charges:
                layers.setdefault(charge.measure.id, Layer(charge)).add(charge, low, high)
            for item in (*stack.missed, *world.missed):
                missed.setdefault(item.measure.id, item)
    for layer in layers.values():
        if layer.count < count:
            layer.bounds.add(ZERO, ZERO)
    components = tuple(
        sorted((layer.component() for layer in layers.values()), key=lambda c: c.points.low or ZERO, reverse=True)
    )
    printed = {rate.printed if rate else None for _, rate in cases}
    return Outcome(
        components=components,
        base=base.amount(),
        base_printed=printed.pop() if len(printed) == 1 else None,
        additional=additional.amount(),
        total=total.amount(),
        assumptions=tuple(dict.fromkeys(text for stack, _ in cases for text in stack.assumptions)),
        conditions=(
            *dict.fromkeys(text for stack, _ in cases for text in stack.conditions),
            *(words for part in components if (words := _open_rate(part, said)) is not None),
        ),
        legality=tuple(dict.fromkeys(span for part in components for span in part.state.legality)),
        missed=tuple(item for name, item in missed.items() if name not in layers),
    )


class _Sum(NamedTuple):
    """The bounds of one case."""

    additional: tuple[Decimal, Decimal | None]
    total: tuple[Decimal | None, Decimal | None]
    base: tuple[Decimal | None, Decimal | None]
    charges: tuple[tuple[Charge, Decimal, Decimal | None], ...]


def _sum(charged: Sequence[Charge], base: BaseRate | None, said: Said) -> _Sum:
    """
    Add up one world of one case.

    A floor tops the base up to its rate; a replacement takes the place of the base and adds nothing.
    """
    base_low, base_high, base_held = _base_bounds(charged, base, said)
    charges: list[tuple[Charge, Decimal, Decimal | None]] = []
    low, high = ZERO, ZERO  # of what adds, floors apart
    unbounded = False
    floored = False
    top_low, top_high = ZERO, ZERO
    for charge in charged:
        rate, share = charge.rate, charge.share
        least, most = _range(rate, said)
        if rate is None:
            charges.append((charge, ZERO, None))
            unbounded = True
        elif rate.basis == "replacement":
            charges.append((charge, ZERO, ZERO))
        elif rate.basis == "floor":
            part_low = ZERO if base_high is None else share * max(ZERO, least - base_high)
            part_most = share * max(ZERO, (least if most is None else most) - (base_low or ZERO))
            charges.append((charge, part_low, part_most))
            floored = True
            top_low += part_low
            top_high += part_most
        else:
            part_high = None if most is None else share * most
            charges.append((charge, share * least, part_high))
            low += share * least
            unbounded = unbounded or part_high is None
            high += part_high or ZERO
    additional = (low + top_low, None if unbounded else high + top_high)
    if not base_held and not floored:
        return _Sum(additional, (None, None), (None, None), tuple(charges))
    lowest = base_low or ZERO
    total_high = None if base_high is None or unbounded else high + base_high + top_low
    return _Sum(additional, (low + lowest + top_high, total_high), (base_low if base_held else None, base_high), tuple(charges))


def _base_bounds(charged: Sequence[Charge], base: BaseRate | None, said: Said) -> tuple[Decimal | None, Decimal | None, bool]:
    """Return the bounds of the base rate and whether anything is known of it."""
    for charge in charged:
        if charge.rate is not None and charge.rate.basis == "replacement":
            return charge.rate.percent, charge.rate.percent, True
    if base is None:
        return None, None, False
    points = base.points(dict(said.unit_value or ()))
    return (base.percent or ZERO) if points is None else points, points, True


def _range(rate: Rate | None, said: Said) -> tuple[Decimal, Decimal | None]:
    """Return the least and the most a rate can be for what is said of the shipment; None where there is no bound."""
    if rate is None:
        return ZERO, None
    companies = rate.companies
    if said.company and companies:
        own = next((held.percent for held in companies if same_company(held.company, said.company)), None)
        if own is not None:
            return own, own
    if rate.percent is None and not rate.specific:
        return ZERO, None
    least = most = rate.percent or ZERO
    if rate.high is not None:
        most = rate.high
    if said.company is None and companies:
        least, most = min(least, *(held.percent for held in companies)), max(most, *(held.percent for held in companies))
    if rate.specific is None:
        return least, most
    price = said.price(rate.unit) if rate.currency == "USD" else None
    if not price or rate.amount is None:
        return least, None
    added = 100 * rate.amount / price
    return least + added, most + added


def _open_rate(part: Component, said: Said) -> str | None:
    """Return in words what a layer's rate hangs on, where it is a range; None where it is one number or not known at all."""
    rate = part.terms
    if rate is None or (rate.percent is None and not rate.specific):
        return None
    least, most = _range(rate, said)
    if least == most:
        return None
    if rate.specific and most is None:
        return f"{part.measure.title}: what {rate.specific} comes to on the value"
    if part.relief is not None:
        return f"{part.relief.title} — which rate within {rate} holds the shipment does not say"
    hangs = "the company" if rate.companies else "the company or the product"
    return f"{part.measure.title}: the rate depends on {hangs}"
