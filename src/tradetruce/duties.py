"""Duties: the answer to “what did this good from there pay on that day, why, and how do you know?”."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ._record import as_decimal
from .amounts import Amount, Known, Unknown, amount
from .errors import FieldError
from .history import Legality, State
from .rates import Rate
from .shipments import Shipment
from .sources import Source
from .tariffs import Relief, TariffMeasure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .dataset import Dataset
    from .worlds import Missed, Question

__all__ = ["Component", "Dropped", "Duty", "DutyAmount"]

CENT = Decimal("0.01")
ONE = Decimal(1)
ZERO = Decimal(0)


@frozen(kw_only=True, repr=False)
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
        relief: The relief that leaves it this rate, or None.
        relieved: How that relief stands on the day; None where there is none, or where it is not settled whether it holds.

    Examples:
        >>> import tradetruce as tt
        >>> car = tt.load().duty("US", "CN", "8703.80.00", on="2025-04-15")
        >>> [(part.measure.id, str(part.points)) for part in car.components][0]
        ('us-s301-fyr-ev', '100')
    """

    measure: TariffMeasure
    state: State
    points: Amount
    terms: Rate | None
    tier: str = ""
    share: Decimal | None = ONE
    relief: Relief | None = None
    relieved: State | None = None

    @property
    def programme(self) -> str:
        """
        Id of the measure's programme.

        Examples:
            >>> import tradetruce as tt
            >>> car = tt.load().duty("US", "CN", "8703.80.00", on="2025-04-15")
            >>> car.components[0].programme
            'us-s301-china'
        """
        return self.measure.programme

    @property
    def rate(self) -> Decimal | None:
        """
        Percentage points it adds to the duty, or None where they are not settled.

        Examples:
            >>> import tradetruce as tt
            >>> car = tt.load().duty("US", "CN", "8703.80.00", on="2025-04-15")
            >>> [part.rate for part in car.components]
            [Decimal('100'), Decimal('25'), Decimal('20')]
        """
        return self.points.value

    @property
    def heading(self) -> str | None:
        """
        Heading of chapter 99 under which it is filed, that of the relief where one surely leaves it its rate, or None.

        Examples:
            >>> import tradetruce as tt
            >>> car = tt.load().duty("US", "CN", "8703.80.00", on="2025-04-15")
            >>> [part.heading for part in car.components]
            ['9903.91.03', '9903.94.01', '9903.01.24']
        """
        step = (self.relieved or self.state).step
        return step.heading if step else None

    def __repr__(self) -> str:
        """Return the measure and what it adds."""
        return f"<Component {self.measure.id}: {self.points} points>"


@frozen(kw_only=True, repr=False)
class Dropped:
    """
    A measure that was considered and adds nothing.

    Attributes:
        measure: The tariff measure.
        state: How it stands on the day, or None.
        reason: Why it adds nothing.

    Examples:
        >>> import tradetruce as tt
        >>> toy = tt.load().duty("US", "CN", "9503.00.00", on="2025-11-15")
        >>> {part.measure.id: part.reason for part in toy.dropped}["us-s301-list-4b"]
        'suspended since 2019-12-15'
    """

    measure: TariffMeasure
    state: State | None
    reason: str

    def __repr__(self) -> str:
        """Return the measure and why it adds nothing."""
        return f"<Dropped {self.measure.id}: {self.reason}>"


@frozen(kw_only=True, repr=False)
class DutyAmount:
    """
    A duty in money.

    Attributes:
        value: The customs value.
        lines: Measure id and amount, each rounded to the cent as an entry summary does.
        base: The base duty, where known.
        additional: The sum of the lines.
        total: Base and additional duty.

    Examples:
        >>> import tradetruce as tt
        >>> due = tt.load().duty("US", "CN", "9503.00.00", on="2025-04-15").on_value("1000")
        >>> due.lines
        (('us-ieepa-reciprocal-cn', Known('1250.00')), ('us-ieepa-fentanyl-cn', Known('200.00')))
    """

    value: Decimal
    lines: tuple[tuple[str, Amount], ...]
    base: Amount
    additional: Amount
    total: Amount

    def __repr__(self) -> str:
        """Return the sums in one line."""
        return f"<DutyAmount on {self.value:f}: {self.additional} additional, {self.total} in total>"

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
    def claimable(self) -> tuple[Relief, ...]:
        """
        The reliefs from its layers that can reach the good and hang on what the shipment does not say; `Shipment.reliefs` claims them.

        Examples:
            >>> import tradetruce as tt
            >>> ds = tt.load()
            >>> asked = {"importer": "US", "origin": "CN", "hs": "8418.10.00", "on": "2026-05-01"}
            >>> fridge = ds.duty(**asked)
            >>> "us-s232-metals-under-15-percent" in [relief.id for relief in fridge.claimable]
            True
            >>> print(fridge.additional, ds.duty(**asked, reliefs=["us-s232-metals-under-15-percent"]).additional)
            50 35
        """
        charged = {part.measure.id for part in self.components}
        return tuple(self._dataset._engine.claimable(self._importing, self._question, charged))

    @property
    def sources(self) -> tuple[Source, ...]:
        """
        The sources of every layer and of what it displaced, each once; those of the decision that set it come first.

        Examples:
            >>> import tradetruce as tt
            >>> car = tt.load().duty("US", "CN", "8703.80.00", on="2025-04-15")
            >>> "89 FR 76581" in {source.citation for source in car.sources}
            True
        """
        dataset = self._dataset
        seen: dict[str, None] = {}
        parts: tuple[Component | Missed, ...] = (*self.components, *self._missed)
        for part in parts:
            act = dataset.acts.get(part.state.decision.act) if part.state else None
            for name in (*(act.sources if act else ()), *part.measure.sources):
                seen.setdefault(name)
        return tuple(dataset._sources_of(seen))

    def _cited(self) -> tuple[Dataset, str, Iterable[Source]]:
        from .explain import percent

        s = self.shipment
        question = f"duty on {s.hs.dotted} from {s.origin} into {s.importer} on {s.on}{self._dataset._as_known_words}"
        words = f"{question}: additional {percent(self.additional)}"
        return self._dataset, words, self.sources

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

        Raises:
            FieldError: It is below zero.
            ValueError: It is no number.
            TypeError: It is a float, which is not exact.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().duty("US", "CN", "9503.00.00", on="2026-01-15").on_value("14172.00").additional
            Known('2834.40')
        """
        customs = as_decimal(value)
        if customs < 0:
            raise FieldError("value", f"{customs:f}", "a customs value of zero or more")
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

    def __dir__(self) -> list[str]:
        """Return the public names, for completion."""
        return [name for name in super().__dir__() if not name.startswith("_")]

    def __repr__(self) -> str:
        """Return question and answer in one line."""
        from .explain import percent

        s = self.shipment
        return f"<Duty {s.hs.dotted} from {s.origin} into {s.importer} on {s.on}: {percent(self.additional)} additional>"

    def _repr_html_(self) -> str:
        from ._html import duty_card

        return duty_card(self)


def _money(points: Amount, value: Decimal) -> Amount:
    def cents(part: Decimal | None) -> Decimal | None:
        return None if part is None else (value * part / 100).quantize(CENT, ROUND_HALF_UP)

    return amount(cents(points.low), cents(points.high)) if not isinstance(points, Unknown) else points
