"""Rates: what a step charges, in percentage points, in words, or for named companies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from attrs import field, frozen

from ._record import alone, as_decimal, as_tuple, instances, one_of, optional_decimal, optional_text, text
from .errors import FieldError

__all__ = ["CompanyRate", "Rate"]

Basis = Literal["additional", "floor", "replacement"]


@alone
def _not_negative(_record: Any, attribute: Any, value: Any) -> None:
    if value is not None and value < 0:
        raise FieldError(attribute.name, value, "0 or more")


@frozen(kw_only=True)
class CompanyRate:
    """
    A company's own rate, as anti-dumping and countervailing orders set them.

    Attributes:
        company: Name as the order prints it.
        percent: Percentage points.

    Examples:
        >>> import tradetruce as tt
        >>> fiber = tt.load().tariffs["cn-ad-2025-us-optical-fibre-circumvention"]
        >>> fiber.state("2026-01-15").terms.companies[0]
        CompanyRate(company='Corning', percent=Decimal('37.9'))
    """

    company: str = field(validator=text)
    percent: Decimal = field(converter=as_decimal, validator=_not_negative)


def _rate_high(record: Any, _attribute: Any, value: Any) -> None:
    if value is not None and (record.percent is None or value < record.percent):
        msg = f"high {value} needs a lower percent beside it, not {record.percent}"
        raise ValueError(msg)


@frozen(kw_only=True)
class Rate:
    """
    What a step charges.

    Attributes:
        percent: Percentage points ad valorem; the lower end where the rate is a range. None where it is only specific or unknown.
        high: Upper end of a range in percentage points, where it depends on the company or the product; None otherwise.
        basis: ``additional`` adds to the column-1 rate; ``floor`` tops the column-1 rate up to `percent`, all in;
            ``replacement`` stands in its place.
        specific: A rate that is no percentage, in words, such as ``US$50 per net ton``; None otherwise.
        amount: The number of a specific rate, in `currency` per `unit`, where it can be said; None otherwise.
        currency: ISO 4217 code of `amount`.
        unit: Unit of `amount`, such as ``net ton``.
        companies: Rates of named companies; `percent` and `high` hold for the others.

    Examples:
        >>> import tradetruce as tt
        >>> tt.Rate(percent="15", basis="floor").percent
        Decimal('15')
    """

    percent: Decimal | None = field(default=None, converter=optional_decimal, validator=_not_negative)
    high: Decimal | None = field(default=None, converter=optional_decimal, validator=_rate_high)
    basis: Basis = field(default="additional", validator=one_of(Basis))  # pyright: ignore[reportAssignmentType]  # a literal default is read as any text
    specific: str | None = field(default=None, validator=optional_text)
    amount: Decimal | None = field(default=None, converter=optional_decimal, validator=_not_negative)
    currency: str | None = field(default=None, validator=optional_text)
    unit: str | None = field(default=None, validator=optional_text)
    companies: tuple[CompanyRate, ...] = field(default=(), converter=as_tuple, validator=instances(CompanyRate))

    def __str__(self) -> str:
        """Return the rate in a few words."""
        words: list[str] = []
        if self.percent is not None:
            number = f"{self.percent}" if self.high is None else f"{self.percent} to {self.high}"
            prefix = {"additional": "", "floor": "at least ", "replacement": "in place of the base, "}[self.basis]
            words.append(f"{prefix}{number} %")
        if self.specific:
            words.append(self.specific)
        return " + ".join(words) or "rate not known"


def as_rate(value: Rate | Decimal | int | str | None) -> Rate | None:
    """Convert a bare number to the additional rate it means."""
    return value if value is None or isinstance(value, Rate) else Rate(percent=value)


def as_tiers(value: Any) -> tuple[tuple[str, Rate | None], ...]:
    """Convert the tier rates of a step to pairs of name and rate."""
    pairs = value.items() if hasattr(value, "items") else value
    return tuple((name, as_rate(rate)) for name, rate in pairs)
