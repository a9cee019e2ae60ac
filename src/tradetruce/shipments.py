"""Shipments: what is asked about, and whether it meets what a relief requires."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import field, frozen
from pendulum import Date

from ._record import as_decimal, as_tuple, optional_date, optional_decimal, optional_text, text
from .codes import HSCode
from .dates import MINUTES, DateLike
from .errors import FieldError
from .tariffs import Relief, Requirement

__all__ = ["Shipment"]

ZERO = Decimal(0)


def as_pairs(value: Any) -> tuple[tuple[str, Decimal], ...] | None:
    """Convert a mapping of names to numbers to sorted pairs, so that a shipment can be hashed."""
    if value is None:
        return None
    pairs: Any = value.items() if hasattr(value, "items") else value
    if isinstance(value, str) or not hasattr(pairs, "__iter__"):
        msg = f"expected a dict of names and numbers, such as {{'steel': Decimal('0.4')}}, not {value!r}"
        raise TypeError(msg)
    return tuple(sorted((name, as_decimal(number)) for name, number in pairs))


def _shipment_metal(_record: Any, attribute: Any, shares: Any) -> None:
    total = sum((share for _, share in shares or ()), ZERO)
    if any(share < 0 for _, share in shares or ()) or total > 1:
        said = {name: f"{share:f}" for name, share in shares}
        raise FieldError(attribute.name, said, "shares of the value between 0 and 1 that add up to at most 1")


def _shipment_prices(_record: Any, attribute: Any, prices: Any) -> None:
    if any(price <= 0 for _, price in prices or ()):
        said = {name: f"{price:f}" for name, price in prices}
        raise FieldError(attribute.name, said, "US dollars per unit above zero, such as {'kg': Decimal('8.20')}")


def _shipment_value(_record: Any, attribute: Any, value: Any) -> None:
    if value is not None and value < 0:
        raise FieldError(attribute.name, f"{value:f}", "a customs value of zero or more")


def _shipment_exclusion(_record: Any, attribute: Any, value: Any) -> None:
    if value not in (None, True, False):
        raise FieldError(attribute.name, value, "True or False")


def _shipment_quota(_record: Any, attribute: Any, value: Any) -> None:
    if value not in (None, "in", "out"):
        raise FieldError(attribute.name, value, "'in' or 'out'")


@frozen(kw_only=True)
class Shipment:
    """
    A good on its way: what `Dataset.duty` asks about.

    What is not said is either assumed by a stated rule or asked for; the answer says which.

    Attributes:
        importer: Economy of entry: alpha-2 code, EU, or a name.
        origin: Economy of origin, likewise.
        hs: Tariff code of the importer's schedule, 2 to 10 digits.
        on: Day of entry, or an aware instant.
        known_on: Use only what was known on this day; None for all the dataset knows.
        preference: Preference claimed, such as ``usmca`` or ``korus``; ``none`` for none; None where not said.
        metal: Shares of the customs value that are metal content, such as ``{"steel": Decimal("0.4")}``; None where not said.
        loaded: Day of loading on the final vessel, or None.
        company: Producer or exporter, or None.
        quota: ``in`` or ``out`` of the quota, or None.
        exclusion: True where a product exclusion is claimed, False where none is; None where not said.
        value: Customs value of the entry in US dollars, or None.
        unit_value: Customs value in US dollars per unit of quantity, such as ``{"kg": Decimal("8.20")}``, for rates per unit; None where
            not said. Units as the schedule prints them, without stops: ``kg``, ``liter``, ``bbl``, ``each``, ``pr``, ``doz``.
        reliefs: Ids of reliefs that are claimed and whose terms the shipment meets as far as no other fact denies it, such as what no
            fact can say: that a machine is for a civil aircraft, or has little of a metal. `Duty.claimable` names those there are.

    Examples:
        >>> import tradetruce as tt
        >>> tt.Shipment(importer="US", origin="CN", hs="6109.10.00", on="2026-08-01").hs
        HSCode('6109.10.00')
    """

    importer: str = field(validator=text)
    origin: str = field(validator=text)
    hs: HSCode = field(converter=HSCode)
    on: DateLike
    known_on: Date | None = field(default=None, converter=optional_date)
    preference: str | None = field(default=None, validator=optional_text)
    metal: tuple[tuple[str, Decimal], ...] | None = field(default=None, converter=as_pairs, validator=_shipment_metal)
    loaded: Date | None = field(default=None, converter=optional_date)
    company: str | None = field(default=None, validator=optional_text)
    quota: str | None = field(default=None, validator=[optional_text, _shipment_quota])
    exclusion: bool | None = field(default=None, validator=_shipment_exclusion)
    value: Decimal | None = field(default=None, converter=optional_decimal, validator=_shipment_value)
    unit_value: tuple[tuple[str, Decimal], ...] | None = field(default=None, converter=as_pairs, validator=_shipment_prices)
    reliefs: tuple[str, ...] = field(default=(), converter=as_tuple)

    @property
    def claims(self) -> tuple[object, ...]:
        """
        What is said of the shipment apart from importer, origin, code and day.

        Examples:
            >>> import tradetruce as tt
            >>> truck = tt.Shipment(importer="US", origin="MX", hs="8704.31", on="2025-12-01", preference="usmca")
            >>> truck.claims[0]
            'usmca'
        """
        said = (self.preference, self.metal, self.loaded, self.company, self.quota, self.exclusion, self.value, self.unit_value)
        return (*said, self.reliefs)


def meets(relief: Relief, facts: Shipment, key: int) -> bool | None:
    """Tell whether a shipment meets what a relief requires: yes, no, or None where it does not say."""
    needs = relief.requires
    answers: list[bool | None] = []
    if needs.preference is not None:
        answers.append(None if facts.preference is None else facts.preference.casefold() == needs.preference.casefold())
    if needs.exclusion is not None:
        answers.append(None if facts.exclusion is None else bool(facts.exclusion))
    if needs.company is not None:
        answers.append(None if facts.company is None else same_company(needs.company, facts.company))
    if needs.quota is not None:
        answers.append(None if facts.quota is None else facts.quota == needs.quota)
    if needs.entered_before is not None:
        answers.append(key < needs.entered_before.toordinal() * MINUTES)
    if needs.loaded_before is not None:
        answers.append(None if facts.loaded is None else facts.loaded < needs.loaded_before)
    if needs.value_at_most is not None:
        answers.append(None if facts.value is None else facts.value <= as_decimal(needs.value_at_most))
    if needs.description is not None:
        answers.append(None)
    if False in answers:
        return False
    return True if relief.id in facts.reliefs or None not in answers else None


def goes_unmet(needs: Requirement) -> bool:
    """Tell whether a shipment that claims nothing, or a preference alone, never meets a requirement for sure."""
    said = (needs.exclusion, needs.company, needs.quota, needs.loaded_before, needs.value_at_most, needs.description)
    return any(need is not None for need in said)


def same_company(one: str, other: str) -> bool:
    """Tell whether two names are those of one company: equal, or one the beginning of the other, whatever the case."""
    first, second = one.casefold().strip(), other.casefold().strip()
    return first == second or first.startswith(second + " ") or second.startswith(first + " ")


def claim(needs: Requirement) -> str:
    """Return a requirement in words, as an open question or an assumption names it."""
    parts: list[str] = []
    if needs.preference:
        parts.append(f"claims {needs.preference.upper()} treatment")
    if needs.exclusion:
        parts.append("claims a product exclusion")
    if needs.company:
        parts.append(f"made by {needs.company}")
    if needs.quota:
        parts.append(f"{'within' if needs.quota == 'in' else 'over'} the quota")
    if needs.loaded_before:
        parts.append(f"loaded before {needs.loaded_before}")
    if needs.entered_before:
        parts.append(f"entered before {needs.entered_before}")
    if needs.value_at_most:
        parts.append(f"worth at most US${needs.value_at_most}")
    if needs.description:
        parts.append(needs.description)
    return ", ".join(parts)
