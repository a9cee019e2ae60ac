"""Amounts that may not be fully known: a total is `Known`, `Between`, `AtLeast` or `Unknown`, and unknown is never zero."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from ._record import as_decimal

__all__ = ["Amount", "AtLeast", "Between", "Known", "Unknown"]


@frozen(repr=False)
class Known:
    """
    An amount that is known.

    Attributes:
        value: The amount, in percentage points where it is a duty.

    Examples:
        >>> import tradetruce as tt
        >>> tt.Known("145") == tt.Known(145), tt.Known("145").low
        (True, Decimal('145'))
        >>> float(tt.Known("12.5"))  # the others are no number, and say so
        12.5
    """

    value: Decimal = field(converter=as_decimal)

    @property
    def low(self) -> Decimal:
        """
        The least it can be, which is the value.

        Examples:
            >>> import tradetruce as tt
            >>> tt.Known("20").low
            Decimal('20')
        """
        return self.value

    @property
    def high(self) -> Decimal:
        """
        The most it can be, which is the value.

        Examples:
            >>> import tradetruce as tt
            >>> tt.Known("20").high
            Decimal('20')
        """
        return self.value

    def __float__(self) -> float:
        """Return the number, for arithmetic outside; only what is known has one."""
        return float(self.value)

    def __str__(self) -> str:
        """Return the number."""
        return shown(self.value)

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"Known('{self.value:f}')"


@frozen(repr=False)
class Between:
    """
    An amount that hangs on something not given: it lies between two values, both possible.

    Attributes:
        low: The least it can be.
        high: The most it can be.

    Examples:
        >>> import tradetruce as tt
        >>> tt.Between("0", "25").value is None
        True
    """

    low: Decimal = field(converter=as_decimal)
    high: Decimal = field(converter=as_decimal)

    @property
    def value(self) -> None:
        """
        None, as it is not one number.

        Examples:
            >>> import tradetruce as tt
            >>> print(tt.Between("0", "25").value)
            None
        """
        return

    def __str__(self) -> str:
        """Return both numbers."""
        return f"{shown(self.low)} to {shown(self.high)}"

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"Between('{self.low:f}', '{self.high:f}')"


@frozen(repr=False)
class AtLeast:
    """
    An amount known only from below.

    Attributes:
        low: The least it can be.

    Examples:
        >>> import tradetruce as tt
        >>> tt.AtLeast("15").high is None
        True
    """

    low: Decimal = field(converter=as_decimal)

    @property
    def high(self) -> None:
        """
        None, as nothing is known from above.

        Examples:
            >>> import tradetruce as tt
            >>> print(tt.AtLeast("15").high)
            None
        """
        return

    @property
    def value(self) -> None:
        """
        None, as it is not one number.

        Examples:
            >>> import tradetruce as tt
            >>> print(tt.AtLeast("15").value)
            None
        """
        return

    def __str__(self) -> str:
        """Return the number it is at least."""
        return f"at least {shown(self.low)}"

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"AtLeast('{self.low:f}')"


@frozen
class Unknown:
    """
    An amount of which nothing is known; not zero.

    Examples:
        >>> import tradetruce as tt
        >>> tt.Unknown().low is None
        True
    """

    @property
    def low(self) -> None:
        """
        None, as nothing is known.

        Examples:
            >>> import tradetruce as tt
            >>> tt.Unknown().low == 0
            False
        """
        return

    @property
    def high(self) -> None:
        """
        None, as nothing is known.

        Examples:
            >>> import tradetruce as tt
            >>> print(tt.Unknown().high)
            None
        """
        return

    @property
    def value(self) -> None:
        """
        None, as nothing is known.

        Examples:
            >>> import tradetruce as tt
            >>> tt.Unknown().value == 0
            False
        """
        return

    def __str__(self) -> str:
        """Return the word."""
        return "unknown"


Amount: TypeAlias = Known | Between | AtLeast | Unknown


def amount(low: Decimal | None, high: Decimal | None) -> Amount:
    """Return the amount that two bounds describe; None is a bound not known."""
    if low is None or (high is None and low == 0):
        return Unknown()  # "at least nothing" says nothing
    if high is None:
        return AtLeast(low)
    return Known(low) if low == high else Between(low, high)


def shown(value: Decimal) -> str:
    """Return a number without trailing zeros: 7.50 as 7.5, 100 as 100."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
