"""Duties: the answer to “what did this good from there pay on that day, why, and how do you know?”."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from attrs import evolve, field, frozen
from pendulum import Date

from ._record import as_decimal
from .amounts import Amount, Known, Unknown, amount
from .codes import HSCode
from .dates import MINUTES, Period, as_date, moment
from .errors import InvalidDateError
from .frames import Rows
from .history import Legality, Rate, State
from .sources import Source
from .stacking import ONE, ZERO, Charge, Engine, Missed, Question, Shipment, Stack, World, same_company
from .tariffs import TariffMeasure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .dataset import Dataset
    from .frames import Column
    from .schedules import BaseRate

__all__ = ["Component", "Dropped", "Duty", "DutyAmount", "DutyHistory", "Shipment"]

CENT = Decimal("0.01")
#: Answers kept per dataset; when full, the store is emptied and fills again.
KEPT = 4096
#: Facts of a shipment that `duty` takes by keyword.
FACTS = ("on", "known_on", "preference", "metal", "loaded", "company", "quota", "exclusion", "value")


@frozen(kw_only=True)
class Component:
    """
    One layer of a duty.

    Attributes:
        measure: The tariff measure.
        state: How it stands on the day.
        points: What it adds, in percentage points of the customs value.
        terms: Its rate as the law says it.
        tier: The tier of its scope the good is in, or empty.
        share: The share of the value it is charged on; None where that is not settled.
    """

    measure: TariffMeasure
    state: State
    points: Amount
    terms: Rate | None
    tier: str = ""
    share: Decimal | None = ONE

    @property
    def programme(self) -> str:
        """Id of the measure's programme."""
        return self.measure.programme

    @property
    def rate(self) -> Decimal | None:
        """Percentage points it adds to the duty, or None where they are not settled."""
        return self.points.value

    @property
    def heading(self) -> str | None:
        """Heading of chapter 99 under which it is filed, or None."""
        return self.state.step.heading if self.state.step else None


@frozen(kw_only=True)
class Dropped:
    """
    A measure that was considered and adds nothing.

    Attributes:
        measure: The tariff measure.
        state: How it stands on the day, or None.
        reason: Why it adds nothing.
    """

    measure: TariffMeasure
    state: State | None
    reason: str


@frozen(kw_only=True)
class DutyAmount:
    """
    A duty in money.

    Attributes:
        value: The customs value.
        lines: Measure id and amount, each rounded to the cent as an entry summary does.
        base: The base duty, where known.
        additional: The sum of the lines.
        total: Base and additional duty.
    """

    value: Decimal
    lines: tuple[tuple[str, Amount], ...]
    base: Amount
    additional: Amount
    total: Amount

    def _repr_html_(self) -> str:
        from ._html import amount_card

        return amount_card(self)


@frozen(kw_only=True, repr=False)
class Duty:
    """
    The additional duty on a good, worked out and explained.

    Attributes:
        shipment: What was asked, with codes and names resolved.
        components: The layers that are charged, or may be, the highest first.
        base: The base rate (column 1, or the preference claimed) in percentage points.
        base_printed: The base rate as the schedule prints it, or None where it is not held.
        additional: The sum of the layers in percentage points of the customs value.
        total: Base and layers together.
        assumptions: What was taken for granted because the shipment does not say otherwise.
        conditions: What the answer hangs on and the shipment does not say.
        legality: What courts had said of the layers by then.
        scheduled_only: True where the day lies past what was checked: the law as last seen.

    Examples:
        >>> import tradetruce as tt
        >>> d = tt.load().duty("US", "CN", "9503.00.00", on="2025-04-15")
        >>> {component.measure.id: component.rate for component in d.components}
        {'us-ieepa-reciprocal-cn': Decimal('125'), 'us-ieepa-fentanyl-cn': Decimal('20')}
    """

    shipment: Shipment
    components: tuple[Component, ...]
    base: Amount
    base_printed: str | None
    additional: Amount
    total: Amount
    assumptions: tuple[str, ...]
    conditions: tuple[str, ...]
    legality: tuple[Legality, ...]
    scheduled_only: bool
    _dataset: Any = field(eq=False, alias="dataset")
    _missed: tuple[Missed, ...] = field(eq=False, alias="missed")
    _importing: str = field(eq=False, alias="importing")
    _question: Question = field(eq=False, alias="question")

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """
        What was considered and adds nothing, and why.

        First what this good is freed from: replaced, giving way, exempt, relieved. Then what covers it and is not in force:
        suspended, announced, or ended within the last year.

        Examples:
            >>> import tradetruce as tt
            >>> duty = tt.load().duty("US", "CN", "8703.80.00", on="2025-04-15")
            >>> {part.measure.id: part.reason for part in duty.dropped}["us-s301-list-1"]
            'replaced by Section 301 four-year review on China: electric vehicles'
        """
        idle = self._dataset._engine.idle(self._importing, self._question)
        return tuple(Dropped(measure=m.measure, state=m.state, reason=m.reason) for m in (*self._missed, *idle))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of every layer and of what it displaced: of the decision that set it, then of the measure; each once."""
        dataset = self._dataset
        seen: dict[str, None] = {}
        parts: tuple[Component | Missed, ...] = (*self.components, *self._missed)
        for part in parts:
            act = dataset.acts.get(part.state.decision.act) if part.state else None
            for name in (*(act.sources if act else ()), *part.measure.sources):
                seen.setdefault(name)
        return tuple(dataset.sources[name] for name in seen if name in dataset.sources)

    def explain(self) -> str:
        """
        Return the answer as a tree of text: each layer with its rate, heading, reason and source; what is not there, and why.

        Examples:
            >>> import tradetruce as tt
            >>> print(tt.load().duty("US", "CN", "9503.00.00", on="2025-04-15").explain().splitlines()[1])
            additional 145 %, total 145 % with the base rate of 0 % (Free)
        """
        from .explain import explain

        return explain(self, self._dataset)

    def on_value(self, value: Decimal | int | str) -> DutyAmount:
        """
        Return the duty in money on a customs value, each line rounded half up to the cent.

        Args:
            value: Customs value in any currency.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().duty("US", "CN", "9503.00.00", on="2026-01-15").on_value("14172.00").additional
            Known(value=Decimal('2834.40'))
        """
        customs = as_decimal(value)
        lines = tuple((part.measure.id, _money(part.points, customs)) for part in self.components)
        base = _money(self.base, customs)
        if self.additional.value is not None and all(line.value is not None for _, line in lines):
            additional: Amount = Known(sum((line.low or ZERO for _, line in lines), ZERO))
        else:
            additional = _money(self.additional, customs)
        total = (
            Known(base.value + additional.value)
            if base.value is not None and additional.value is not None and self.total.value is not None
            else _money(self.total, customs)
        )
        return DutyAmount(value=customs, lines=lines, base=base, additional=additional, total=total)

    def to_dict(self) -> dict[str, Any]:
        """
        Return the answer as plain data for JSON.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().duty("US", "CN", "9503.00.00", on="2025-04-15").to_dict()["additional"]
            {'low': '145', 'high': '145'}
        """
        from .explain import duty_dict

        return duty_dict(self)

    def __str__(self) -> str:
        """Return the explanation."""
        return self.explain()

    def __repr__(self) -> str:
        """Return question and answer in one line."""
        s = self.shipment
        return f"<Duty {s.hs.dotted} from {s.origin} into {s.importer} on {s.on}: {self.additional} % additional>"

    def _repr_html_(self) -> str:
        from ._html import duty_card

        return duty_card(self)


def _money(points: Amount, value: Decimal) -> Amount:
    def cents(part: Decimal | None) -> Decimal | None:
        return None if part is None else (value * part / 100).quantize(CENT, ROUND_HALF_UP)

    return amount(cents(points.low), cents(points.high)) if not isinstance(points, Unknown) else points


def answer(dataset: Dataset, importer: str | Shipment, origin: str, hs: str, facts: Mapping[str, Any]) -> Duty:
    """Return the duty on a shipment, from the store where the same question was asked before."""
    metal = facts.get("metal")
    key: object = (
        importer,
        origin,
        hs,
        *(facts.get(name) for name in FACTS if name != "metal"),
        None if metal is None else tuple(sorted(metal.items())),
    )
    held = dataset._answers.get(key)
    if held is None:
        shipment = importer if isinstance(importer, Shipment) else _shipment(importer, origin, hs, facts)
        if len(dataset._answers) >= KEPT:
            dataset._answers.clear()
        held = dataset._answers[key] = work_out(dataset, shipment)
    return held


def _shipment(importer: str, origin: str, hs: str, facts: Mapping[str, Any]) -> Shipment:
    if "on" not in facts:
        msg = "duty() needs the day of entry: on='2025-04-15'"
        raise TypeError(msg)
    unknown = set(facts) - set(FACTS)
    if unknown:
        msg = f"duty() knows no {', '.join(sorted(unknown))}; the facts of a shipment are {', '.join(FACTS)}"
        raise TypeError(msg)
    return Shipment(importer=importer, origin=origin, hs=hs, **facts)


def work_out(dataset: Dataset, shipment: Shipment) -> Duty:
    """Return the duty on a shipment, worked out anew."""
    if shipment.known_on is not None and as_date(shipment.known_on) != dataset.known:
        return work_out(dataset.known_on(shipment.known_on), shipment)
    importer, origin = dataset.economy(shipment.importer), dataset.economy(shipment.origin)
    resolved = evolve(shipment, importer=importer.id, origin=origin.id)
    key = moment(shipment.on, importer.zone)
    day = Date.fromordinal(key // MINUTES)
    origins = frozenset(filter(None, (origin.id, origin.union_on(day))))
    importing = importer.union_on(day) or importer.id
    return _Work(dataset, resolved, importing, origins, key).duty()


class _Case(NamedTuple):
    """One code, one preference, one world: everything is settled but the base may be a text."""

    stack: Stack
    world: World
    base: BaseRate | None


class _Bounds:
    """The hull of the amounts found so far; None is a bound not known."""

    __slots__ = ("high", "low", "seen")

    def __init__(self) -> None:
        self.low: Decimal | None = None
        self.high: Decimal | None = None
        self.seen = False

    def add(self, low: Decimal | None, high: Decimal | None) -> None:
        if not self.seen:
            self.low, self.high, self.seen = low, high, True
            return
        self.low = None if self.low is None or low is None else min(self.low, low)
        self.high = None if self.high is None or high is None else max(self.high, high)

    def amount(self) -> Amount:
        return amount(self.low, self.high) if self.seen else Known(ZERO)


class _Work:
    """The working-out of one question."""

    def __init__(self, dataset: Dataset, shipment: Shipment, importing: str, origins: frozenset[str], key: int) -> None:
        self.dataset = dataset
        self.engine: Engine = dataset._engine
        self.shipment = shipment
        self.importing = importing
        self.origins = origins
        self.key = key
        self.rates = dataset._rates(importing)
        self.conditions: list[str] = []
        self.assumptions: list[str] = []

    def duty(self) -> Duty:
        """Return the answer."""
        cases = list(self._cases())
        additional, total, base = _Bounds(), _Bounds(), _Bounds()
        layers: dict[str, _Layer] = {}
        missed: dict[str, Missed] = {}
        for case in cases:
            bounds = _sum(case, self.shipment.company)
            additional.add(*bounds.additional)
            total.add(*bounds.total)
            base.add(*bounds.base)
            for charge, low, high in bounds.charges:
                layers.setdefault(charge.measure.id, _Layer(charge)).add(charge, low, high)
            for item in (*case.stack.missed, *case.world.missed):
                missed.setdefault(item.measure.id, item)
        for layer in layers.values():
            if layer.count < len(cases):
                layer.bounds.add(ZERO, ZERO)
        components = tuple(
            sorted((layer.component() for layer in layers.values()), key=lambda c: c.points.low or ZERO, reverse=True)
        )
        freed = tuple(item for name, item in missed.items() if name not in layers)
        horizon = self.dataset.horizon("tariffs", self.importing)
        conditions = [*self.conditions, *(text for case in cases for text in case.stack.conditions)]
        conditions += self._companies(components)
        printed = {case.base.printed if case.base else None for case in cases}
        return Duty(
            shipment=self.shipment,
            components=components,
            base=base.amount(),
            base_printed=printed.pop() if len(printed) == 1 else None,
            additional=additional.amount(),
            total=total.amount(),
            assumptions=tuple(dict.fromkeys((*self.assumptions, *(text for case in cases for text in case.stack.assumptions)))),
            conditions=tuple(dict.fromkeys(conditions)),
            legality=tuple(dict.fromkeys(span for part in components for span in part.state.legality)),
            scheduled_only=self.key // MINUTES > horizon.toordinal(),
            dataset=self.dataset,
            missed=freed,
            importing=self.importing,
            question=Question(self.origins, self._code_of_the_day(), self.key, self.shipment, whole=True),
        )

    def _cases(self) -> Iterator[_Case]:
        """Yield every way the question can be settled: per code beneath, per preference, per world."""
        codes = self._codes()
        wholes = len(codes) > 1
        settled: dict[str | None, list[object]] = {}
        for preference in self._preferences():
            facts = self.shipment if preference is None else evolve(self.shipment, preference=preference)
            found = settled.setdefault(preference, [])
            for code in codes:
                question = Question(self.origins, code, self.key, facts, wholes or len(code) > len(self.shipment.hs))
                stack = self.engine.worlds(self.importing, question)
                base = self._base(code, facts.preference)
                for world in stack.worlds:
                    found.append((world.charges, base))
                    yield _Case(stack, world, base)
        if any(found != settled["none"] for found in settled.values() if len(settled) > 1):
            names = " or ".join(name.upper() for name in settled if name and name != "none")
            self.conditions.append(f"whether {names} treatment is claimed")
        if wholes:
            self.conditions.append(f"which line under {self.shipment.hs.dotted} the good is in")

    def _codes(self) -> list[str]:
        """Return the codes to ask about: the given one, or those beneath it where lists tell them apart."""
        given = self._code_of_the_day()
        below = self.engine.chapter(self.importing, self.origins, given).beneath(given)
        lines = self.rates[1].beneath(given) if self.rates and len(given) < 8 else []
        if not below and not lines:
            return [given]
        return sorted({*below, *(lines or (given,))})

    def _code_of_the_day(self) -> str:
        """Return the code the good had on the day, and note it where that is another than the one asked about."""
        given = str(self.shipment.hs)
        if self.rates is None:
            return given
        held = self.rates[0].code_on(given, Date.fromordinal(self.key // MINUTES))
        if held != given:
            self.assumptions.append(f"asked as {HSCode(held).dotted}, the code of the good before it was renumbered")
        return held

    def _preferences(self) -> list[str | None]:
        """Return the preferences to try: the one given, or none and each one the origin can claim."""
        if self.shipment.preference is not None:
            return [None]
        names = {
            relief.requires.preference
            for relief in self.dataset.reliefs
            if relief.importer == self.importing
            and relief.requires.preference
            and ("*" in relief.origins or self.origins.intersection(relief.origins))
        }
        if self.rates:
            names |= {p.name for p in self.rates[0].preferences if self.origins.intersection(p.origins)}
        return ["none", *sorted(names)] if names else [None]

    def _base(self, code: str, preference: str | None) -> BaseRate | None:
        if self.rates is None:
            return None
        schedule, rates = self.rates
        if self.origins.intersection(schedule.without_general_rate):
            return None
        line = rates.find(code, self.key // MINUTES)
        if line is None:
            return None
        if preference is not None:
            for held in schedule.preferences:
                if held.name == preference.casefold() and self.origins.intersection(held.origins):
                    special = line.special_rate(held.symbols)
                    if special is not None:
                        return special
        return line.general_rate

    def _companies(self, components: Sequence[Component]) -> list[str]:
        if self.shipment.company is not None:
            return []
        return [
            f"{part.measure.title}: the rate depends on the company"
            for part in components
            if part.terms is not None and part.terms.companies
        ]


class _Layer:
    """One measure's part across all cases."""

    def __init__(self, charge: Charge) -> None:
        self.charge = charge
        self.bounds = _Bounds()
        self.shares: set[Decimal] = set()
        self.tiers: set[str] = set()
        self.count = 0

    def add(self, charge: Charge, low: Decimal, high: Decimal | None) -> None:
        self.bounds.add(low, high)
        self.shares.add(charge.share)
        self.tiers.add(charge.tier)
        self.count += 1

    def component(self) -> Component:
        return Component(
            measure=self.charge.measure,
            state=self.charge.state,
            points=self.bounds.amount(),
            terms=self.charge.rate,
            tier=self.tiers.pop() if len(self.tiers) == 1 else "",
            share=self.charge.share if len(self.shares) == 1 else None,
        )


class _Sum(NamedTuple):
    """The bounds of one case."""

    additional: tuple[Decimal, Decimal | None]
    total: tuple[Decimal | None, Decimal | None]
    base: tuple[Decimal | None, Decimal | None]
    charges: tuple[tuple[Charge, Decimal, Decimal | None], ...]


def _sum(case: _Case, company: str | None) -> _Sum:
    """
    Add up one case.

    A floor tops the base up to its rate; a replacement takes the place of the base and adds nothing.
    """
    base_low, base_high, base_held = _base_bounds(case)
    charges: list[tuple[Charge, Decimal, Decimal | None]] = []
    low, high = ZERO, ZERO  # of what adds, floors apart
    unbounded = False
    floors: list[tuple[Decimal, Decimal]] = []
    for charge in case.world.charges:
        rate = charge.rate
        if rate is None or (rate.percent is None and not rate.specific):
            charges.append((charge, ZERO, None))
            unbounded = True
            continue
        least, most = _range(rate, company)
        if rate.basis == "replacement":
            charges.append((charge, ZERO, ZERO))
        elif rate.basis == "floor":
            top = ZERO if base_high is None else max(ZERO, least - base_high)
            charges.append((charge, charge.share * top, charge.share * max(ZERO, least - (base_low or ZERO))))
            floors.append((charge.share, least))
        else:
            part_high = None if rate.specific or most is None else charge.share * most
            charges.append((charge, charge.share * least, part_high))
            low += charge.share * least
            unbounded = unbounded or part_high is None
            high += part_high or ZERO
    top_low = sum((part[1] for part in charges if part[0].rate and part[0].rate.basis == "floor"), ZERO)
    top_high = sum((part[2] or ZERO for part in charges if part[0].rate and part[0].rate.basis == "floor"), ZERO)
    additional = (low + top_low, None if unbounded else high + top_high)
    if not base_held and not floors:
        return _Sum(additional, (None, None), (None, None), tuple(charges))
    lowest = base_low or ZERO
    total_low = low + lowest + sum((share * max(ZERO, floor - lowest) for share, floor in floors), ZERO)
    total_high = None
    if base_high is not None and not unbounded:
        total_high = high + base_high + sum((share * max(ZERO, floor - base_high) for share, floor in floors), ZERO)
    return _Sum(additional, (total_low, total_high), (base_low if base_held else None, base_high), tuple(charges))


def _base_bounds(case: _Case) -> tuple[Decimal | None, Decimal | None, bool]:
    """Return the bounds of the base rate and whether anything is known of it."""
    for charge in case.world.charges:
        if charge.rate is not None and charge.rate.basis == "replacement":
            return charge.rate.percent, charge.rate.percent, True
    if case.base is None:
        return None, None, False
    if case.base.percent is None:
        return ZERO, None, True
    return case.base.percent, case.base.percent, True


def _range(rate: Rate, company: str | None) -> tuple[Decimal, Decimal | None]:
    """Return the least and the most a rate can be for a company."""
    if company is not None:
        for held in rate.companies:
            if same_company(held.company, company):
                return held.percent, held.percent
    if rate.percent is None:
        return ZERO, None
    if company is None and rate.companies:
        every = [rate.percent, rate.high or rate.percent, *(held.percent for held in rate.companies)]
        return min(every), max(every)
    return rate.percent, rate.high or rate.percent


class DutyHistory(Rows[tuple[Period, Duty]]):
    """
    The duty on a good through time, as steps of `Period` and `Duty`.

    Examples:
        >>> import tradetruce as tt
        >>> history = tt.load().duty_history("US", "CN", "9503.00.00")
        >>> print(history.on("2025-04-15").additional)
        145
    """

    __slots__ = ("_steps",)

    def __init__(self, steps: Sequence[tuple[Period, Duty]]) -> None:
        self._steps = tuple(steps)

    def __len__(self) -> int:
        """Return how many steps there are."""
        return len(self._steps)

    def _at(self, index: int) -> tuple[Period, Duty]:
        return self._steps[index]

    @overload
    def __getitem__(self, index: int) -> tuple[Period, Duty]: ...
    @overload
    def __getitem__(self, index: slice) -> DutyHistory: ...
    def __getitem__(self, index: int | slice) -> tuple[Period, Duty] | DutyHistory:
        """Return one step, or a part of the history."""
        return DutyHistory(self._steps[index]) if isinstance(index, slice) else self._steps[index]

    def on(self, day: str | Date) -> Duty:
        """
        Return the duty of the step in which a day lies.

        Raises:
            InvalidDateError: The day lies before the history.
        """
        for period, duty in self._steps:
            if day in period:
                return duty
        msg = f"{day} lies before the history, which starts on {self._steps[0][0].start if self._steps else 'no day'}"
        raise InvalidDateError(msg)

    def to_columns(self, *, flat: bool = False) -> dict[str, list[Any]]:
        """
        Return one row per step and layer: tidy, flat columns for a chart; a step without layers has one row.

        ``start``, ``end`` (the step; `end` is the first day no longer in it, null where open), ``measure``, ``title``, ``programme``
        (the layer; null where nothing is charged), ``low``, ``high`` (the layer's percentage points; `high` null where not bounded),
        ``additional_low``, ``additional_high`` (the sum of the step), ``scheduled_only`` (true past the horizon).

        Args:
            flat: No difference here.
        """
        del flat
        from .explain import history_columns

        return history_columns(self)

    def _types(self) -> Mapping[str, Column]:
        from .explain import HISTORY_COLUMNS

        return HISTORY_COLUMNS

    def plot(self, **options: Any) -> Any:
        """Return an altair chart of the stacked duty; needs the extra ``tradetruce[plot]``."""
        from .plots import duty_chart

        return duty_chart(self, **options)

    def __repr__(self) -> str:
        """Return the good and the number of steps."""
        if not self._steps:
            return "<DutyHistory: empty>"
        s = self._steps[0][1].shipment
        return f"<DutyHistory {s.hs.dotted} from {s.origin} into {s.importer}: {len(self)} steps>"

    def _repr_html_(self) -> str:
        from ._html import history_table

        return history_table(self)


def history(dataset: Dataset, importer: str, origin: str, hs: str, facts: Mapping[str, Any]) -> DutyHistory:
    """Return every change of a duty, from the first day the importer's tariffs are covered."""
    held = dataset.economy(importer)
    code = HSCode(hs)
    days = _change_days(dataset, held.id, dataset.economy(origin).id, code)
    steps: list[tuple[Date, Duty]] = []
    for day in days:
        shipment = _shipment(importer, origin, hs, {**facts, "on": day})
        duty = work_out(dataset, shipment)
        if not steps or _said(duty) != _said(steps[-1][1]):
            steps.append((day, duty))
    ends = [*(day for day, _ in steps[1:]), None]
    return DutyHistory([(Period(start, end), duty) for (start, duty), end in zip(steps, ends, strict=True)])


def _said(duty: Duty) -> object:
    parts = tuple((part.measure.id, part.points, part.share) for part in duty.components)
    return (parts, duty.additional, duty.total, duty.scheduled_only)


def _change_days(dataset: Dataset, importer: str, origin: str, code: HSCode) -> list[Date]:
    """Return the days on which the duty on a good can change."""
    economy = dataset.economy(origin)
    origins = frozenset((origin, *(membership.economy for membership in economy.customs_unions)))
    engine = dataset._engine
    importers = [importer, *(m.economy for m in dataset.economy(importer).customs_unions)]
    days: set[int] = set()
    for name in importers:
        for measure in engine.chapter(name, origins, code).measures:
            if dataset._lists.ever_covers(measure.scope, code) or not measure.scope.complete:
                days |= engine.change_days(measure, code)
        rates = dataset._rates(name)
        if rates:
            days |= rates[1].change_days(code)
    starts = [
        c.start.toordinal() for c in dataset.coverage if c.collection == "tariffs" and c.start and importer in c.jurisdictions
    ]
    first = min(starts, default=min(days, default=1))
    return [Date.fromordinal(day) for day in sorted({first, *(day for day in days if day > first)})]
