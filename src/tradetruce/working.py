"""The working-out of a duty: every way a question can be settled is added up, and the answer is the hull of them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve
from pendulum import Date

from .amounts import Amount, Known, Unknown, amount
from .codes import HSCode
from .dates import MINUTES, moment
from .duties import Component, Duty
from .errors import FieldError, nearest
from .shipments import Shipment, same_company
from .worlds import ZERO, Charge, Missed, Question, Stack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .dataset import Dataset
    from .history import Legality, Rate, State
    from .schedules import BaseRate, Rates
    from .stacking import Engine

#: Answers kept per dataset; when full, the store is emptied and fills again.
KEPT = 4096
#: Facts of a shipment that `duty` takes by keyword.
FACTS = ("on", "known_on", "preference", "metal", "loaded", "company", "quota", "exclusion", "value", "unit_value", "reliefs")
KNOWN_FACTS = frozenset(FACTS)
#: Digits of a code that all schedules share.
SUBHEADING = 6


def answer(dataset: Dataset, importer: str | Shipment, origin: str, hs: str, facts: Mapping[str, Any]) -> Duty:
    """Return the duty on a shipment, from the store where the same question was asked before."""
    if not facts.keys() <= KNOWN_FACTS or (facts and isinstance(importer, Shipment)):
        raise TypeError(_misplaced(facts))  # before the store is asked, which knows nothing of what it does not keep
    key: object = (importer, origin, hs, *(_hashable(facts.get(name)) for name in FACTS))
    held = dataset._answers.get(key)
    if held is None:
        shipment = importer if isinstance(importer, Shipment) else as_shipment(importer, origin, hs, facts)
        if len(dataset._answers) >= KEPT:
            dataset._answers.clear()
        held = dataset._answers[key] = work_out(dataset, shipment)
    return held


def _hashable(fact: Any) -> object:
    if fact is None or fact.__class__ is str:  # nearly all are: the rest takes ten times as long to tell
        return fact
    if isinstance(fact, dt.datetime):
        return fact, fact.utcoffset()  # one instant in two zones is two days
    if hasattr(fact, "items"):
        return tuple(sorted(fact.items()))
    return fact if isinstance(fact, Hashable) else tuple(fact)


def _misplaced(facts: Mapping[str, Any]) -> str:
    """Return in words why facts cannot be taken: no fact of a shipment, or beside a whole `Shipment`."""
    unknown = ", ".join(sorted(facts.keys() - KNOWN_FACTS))
    if unknown:
        return f"duty() knows no {unknown}; the facts of a shipment are {', '.join(FACTS)}"
    return f"duty() takes a Shipment alone; it holds {', '.join(sorted(facts))} itself"


def as_shipment(importer: str, origin: str, hs: str, facts: Mapping[str, Any]) -> Shipment:
    """Return the shipment that keywords describe."""
    if "on" not in facts:
        msg = "duty() needs the day of entry: on='2025-04-15'"
        raise TypeError(msg)
    if not facts.keys() <= KNOWN_FACTS:
        raise TypeError(_misplaced(facts))
    return Shipment(importer=importer, origin=origin, hs=hs, **facts)


def work_out(dataset: Dataset, shipment: Shipment) -> Duty:
    """Return the duty on a shipment, worked out anew."""
    if shipment.known_on is not None and shipment.known_on != dataset.known:
        return work_out(dataset.known_on(shipment.known_on), shipment)
    return Work(dataset, shipment).duty()


def _expect(fact: str, name: str, names: frozenset[str]) -> None:
    """Refuse a name that the data does not know, with the nearest that it does."""
    if name not in names:
        hint = nearest(name, names)
        raise FieldError(fact, name, " or ".join(hint) if hint else f"one of {', '.join(sorted(names))}")


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


class Work:
    """The working-out of one question."""

    def __init__(self, dataset: Dataset, shipment: Shipment, *, on: Date | None = None) -> None:
        """Make a question ready; *on* asks about another day than the shipment's own, as a history does."""
        importer, origin = dataset.economy(shipment.importer), dataset.economy(shipment.origin)
        if (shipment.importer, shipment.origin) != (importer.id, origin.id):
            shipment = evolve(shipment, importer=importer.id, origin=origin.id)
        self.dataset: Dataset = dataset
        self.engine: Engine = dataset._engine
        self.shipment: Shipment = shipment
        self.key: int = moment(on or shipment.on, importer.zone)
        self._on: Date | None = on
        self.ordinal: int = self.key // MINUTES
        self.day: Date = Date.fromordinal(self.ordinal)
        self.importing: str = importer.union_on(self.day) or importer.id
        self.origins: frozenset[str] = frozenset(filter(None, (origin.id, origin.union_on(self.day))))
        self.rates: Rates | None = dataset._rates(self.importing)
        self.code: str = self._undivided() if self.rates is None else self.rates.code_on(shipment.hs, self.ordinal)
        self.conditions: list[str] = []
        self.assumptions: list[str] = []
        whole = dataset._whole
        if shipment.preference is not None:
            _expect("preference", shipment.preference.casefold(), whole._engine.preference_names)
        for metal, _ in shipment.metal or ():
            _expect("metal", metal, whole._engine.metals)
        for name in shipment.reliefs:
            whole.reliefs[name]  # an unknown one is told the nearest

    def duty(self) -> Duty:
        """Return the answer."""
        return self.told(self.found())

    def found(self) -> Outcome:
        """Return what the question comes to, bounded where the record does not reach."""
        found = self._outcome()
        known = self.dataset.known  # the record holds no law that was known before its first day
        day = self.ordinal if known is None else min(self.ordinal, known.toordinal())
        unheld = self.dataset.coverage.gap("tariffs", self.importing, self.origins, self.code, day)
        if unheld is None:
            return found
        # What else is levied is not known, so that there is no bound from above.
        self.conditions.append(f"which other duties are levied: {unheld}")
        return found._replace(additional=amount(found.additional.low, None), total=amount(found.total.low, None))

    @property
    def scheduled_only(self) -> bool:
        """Whether the day lies past what was checked."""
        return self.ordinal > self.dataset.horizon("tariffs", self.importing).toordinal()

    def told(self, found: Outcome) -> Duty:
        """Return the answer that an outcome is."""
        if self.code != self.shipment.hs:
            why = "the code of the good before it was renumbered" if self.rates else "which the tariff divides into other lines"
            self.assumptions.append(f"asked as {HSCode(self.code).dotted}, {why}")
        shipment = evolve(self.shipment, on=self._on) if self._on else self.shipment
        return Duty(
            shipment=shipment,
            components=found.components,
            base=found.base,
            base_printed=found.base_printed,
            additional=found.additional,
            total=found.total,
            assumptions=tuple(dict.fromkeys((*self.assumptions, *found.assumptions))),
            conditions=tuple(dict.fromkeys((*self.conditions, *found.conditions))),
            legality=found.legality,
            scheduled_only=self.scheduled_only,
            dataset=self.dataset,
            missed=found.missed,
            importing=self.importing,
            question=Question(self.origins, self.code, self.key, shipment, whole=True),
        )

    def _outcome(self) -> Outcome:
        unlisted = self._unlisted()
        if unlisted is not None:
            return Outcome((), Unknown(), None, Unknown(), Unknown(), (), (unlisted,), (), ())
        cases = self._cases()
        said = Said(self.shipment.company, self.shipment.unit_value)
        key = (cases, said)
        held = self.engine.outcomes.get(key)
        if held is None:
            if len(self.engine.outcomes) >= KEPT:
                self.engine.outcomes.clear()
            held = self.engine.outcomes[key] = add_up(cases, said)
        return held

    def _unlisted(self) -> str | None:
        """Return in words that the schedule of the day does not have the code, or None where it does, or where none is held."""
        if self.rates is None:
            return None
        lacking = self.rates.lacks(self.code, self.ordinal)
        early = self.ordinal < self.rates.first and not self.rates.is_special(self.code)
        if lacking is not None and early and self.engine.lists.names(self.importing, self.code):
            return None  # lists know codes of editions that are not held
        return lacking

    def _undivided(self) -> str:
        """
        Return the code to ask about where no schedule is held.

        Zeros beyond six digits stand for a subheading without lines; where lists know other lines of it, there is no such code.
        """
        code = str(self.shipment.hs)
        if len(code) == SUBHEADING or code[SUBHEADING:].strip("0"):
            return code
        lines = self.engine.chapter(self.importing, self.origins, code).beneath(code[:SUBHEADING])
        return code if not lines or any(line.startswith(code) or code.startswith(line) for line in lines) else code[:SUBHEADING]

    def _cases(self) -> tuple[Case, ...]:
        """Return what there is to settle: per code beneath, per preference."""
        codes = self._codes()
        wholes = len(codes) > 1
        found: dict[str | None, list[Case]] = {}
        for preference in self._preferences():
            facts = self.shipment if preference is None else evolve(self.shipment, preference=preference)
            found[preference] = [
                Case(
                    self.engine.worlds(
                        self.importing,
                        Question(self.origins, code, self.key, facts, wholes or len(code) > len(self.shipment.hs)),
                    ),
                    self._base(code, facts.preference),
                )
                for code in codes
            ]
        if len(found) > 1:
            charged = {
                name: [(case.base, [world.charges for world in case.stack.worlds]) for case in cases]
                for name, cases in found.items()
            }
            if any(charges != charged["none"] for charges in charged.values()):
                names = " or ".join(name.upper() for name in found if name and name != "none")
                self.conditions.append(f"whether {names} treatment is claimed")
        if wholes:
            self.conditions.append(f"which line under {self.shipment.hs.dotted} the good is in")
        return tuple(case for cases in found.values() for case in cases)

    def _codes(self) -> list[str]:
        """Return the codes to ask about: the given one, or those beneath it where lists tell them apart."""
        given = self.code
        below = self.engine.chapter(self.importing, self.origins, given).beneath(given)
        lines = self.rates.beneath(given) if self.rates and len(given) < 8 else []
        if not below and not lines:
            return [given]
        held = {*below, *(lines or (given,))}
        if self.rates is None:
            return sorted(held)
        # A line of today had another code on an earlier day.
        return sorted({self.rates.code_on(code, self.ordinal) for code in held})

    def _preferences(self) -> Sequence[str | None]:
        """Return the preferences to try: the one given, or none and each one the origin can claim."""
        if self.shipment.preference is not None:
            return (None,)
        names = self.engine.preferences(self.importing, self.origins)
        return ("none", *names) if names else (None,)

    def _base(self, code: str, preference: str | None) -> BaseRate | None:
        return None if self.rates is None else self.rates.base(code, self.ordinal, self.origins, preference)


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
            part_most = share * max(ZERO, least - (base_low or ZERO))
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
