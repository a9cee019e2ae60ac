"""Base rates: the column-1 (MFN) rates of an importer's schedule, and what preferences make of them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from attrs import field, frozen
from pendulum import Date

from ._files import read_csv
from ._record import SourcedRecord, as_tuple, instances, optional_date, some, text
from .codes import HSCode, codes_beneath, economy_code, economy_codes
from .collection import Collection
from .dates import as_date, day_from_text

__all__ = ["Preference", "Renumbered", "Schedule", "Schedules"]

NEVER = 10_000_000  # an ordinal later than any date Python can hold
COLUMNS = ("code", "general", "special", "start", "end")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_PART = re.compile(r"([^(),]+?)\s*\(([^)]*)\)")


@frozen(kw_only=True)
class Preference:
    """
    A trade agreement or programme whose goods pay the special rate.

    Attributes:
        name: Name used by `Shipment.preference`, such as ``usmca``.
        symbols: Symbols of the schedule's special column, such as ``S`` and ``S+``.
        origins: Origins that can claim it.

    Examples:
        >>> import tradetruce as tt
        >>> [p.symbols for p in tt.load().schedules["us-htsus"].preferences if p.name == "korus"]
        [('KR',)]
    """

    name: str = field(validator=text)
    symbols: tuple[str, ...] = field(converter=as_tuple, validator=some)
    origins: tuple[str, ...] = field(converter=as_tuple, validator=[some, economy_codes])


@frozen(kw_only=True)
class Renumbered:
    """
    A code that took the place of another.

    Attributes:
        code: The newer code.
        was: The code before.
        on: First day of the newer one.
    """

    code: HSCode = field(converter=HSCode)
    was: HSCode = field(converter=HSCode)
    on: Date = field(converter=as_date)


@frozen(kw_only=True, repr=False)
class Schedule(SourcedRecord):
    """
    An importer's tariff schedule, as far as the dataset holds its base rates.

    Attributes:
        title: What it is called.
        importer: Economy whose schedule it is.
        start: First day for which the rates are held; before it the base is unknown.
        preferences: Preferences of its special column.
        renumbered: Codes that were changed, where the predecessor is certain.
        without_general_rate: Origins that do not get the general rate (column 2 in the HTSUS): their base is unknown here.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().schedules["us-htsus"].start
        Date(2025, 1, 1)
    """

    title: str = field(validator=text)
    importer: str = field(validator=economy_code)
    start: Date | None = field(default=None, converter=optional_date)
    preferences: tuple[Preference, ...] = field(default=(), converter=as_tuple, validator=instances(Preference))
    renumbered: tuple[Renumbered, ...] = field(default=(), converter=as_tuple, validator=instances(Renumbered))
    without_general_rate: tuple[str, ...] = field(default=(), converter=as_tuple, validator=economy_codes)

    def code_on(self, code: str, day: Date) -> str:
        """
        Return the code a good had on a day: its predecessor where the code is newer and the predecessor is certain.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().schedules["us-htsus"].code_on("85171300", tt.as_date("2019-09-01"))
            '85171200'
        """
        for change in self.renumbered:
            if day < change.on and code.startswith(change.code):
                return str(change.was)
        return code


class Schedules(Collection[Schedule]):
    """Tariff schedules, by id."""

    __slots__ = ()
    kind = "schedule"


class BaseRate(NamedTuple):
    """
    A base rate: percentage points, or text where it is no percentage.

    `percent` is None where the rate is specific or compound; `printed` is what the schedule says.
    """

    percent: Decimal | None
    printed: str


@lru_cache(maxsize=4096)
def parse_rate(printed: str) -> BaseRate:
    """Return a rate as the schedule prints it: ``Free``, ``2.5%``, or text such as ``16.5¢/kg + 7%`` that stays text."""
    stripped = printed.strip()
    if stripped.lower() == "free":
        return BaseRate(Decimal(0), stripped)
    match = _PERCENT.fullmatch(stripped)
    return BaseRate(Decimal(match[1]) if match else None, stripped)


class Line(NamedTuple):
    """One line of a schedule: its rates and the days (ordinals, end exclusive) on which they are printed."""

    general: str
    special: str
    start: int
    end: int

    @property
    def general_rate(self) -> BaseRate:
        """The general (column 1) rate."""
        return parse_rate(self.general)

    def special_rate(self, symbols: tuple[str, ...]) -> BaseRate | None:
        """Return the special rate for one of the symbols, or None where the line gives them none."""
        for rate, holders in _PART.findall(self.special):
            if set(symbols).intersection(holder.strip() for holder in holders.split(",")):
                return parse_rate(rate)
        return None


class Rates:
    """The lines of one schedule, found by longest prefix."""

    __slots__ = ("codes", "lines")

    def __init__(self, path: Path) -> None:
        self.lines: dict[str, tuple[Line, ...]] = {}
        for cells in read_csv(path, COLUMNS):
            start, end = cells["start"], cells["end"]
            line = Line(
                cells["general"] or "",
                cells["special"] or "",
                day_from_text(start).toordinal() if start else 0,
                day_from_text(end).toordinal() if end else NEVER,
            )
            code = cells["code"] or ""
            self.lines[code] = (*self.lines.get(code, ()), line)
        self.codes: list[str] = sorted(self.lines)

    def find(self, code: str, day: int) -> Line | None:
        """Return the line of a code on a day: its own, or that of the longest prefix that has one."""
        for length in range(len(code), 3, -1):
            for line in self.lines.get(code[:length], ()):
                if line.start <= day < line.end:
                    return line
        below = {line for held in self.beneath(code) for line in self.lines[held] if line.start <= day < line.end}
        return next(iter(below)) if len({(line.general, line.special) for line in below}) == 1 else None

    def change_days(self, code: str) -> set[int]:
        """Return the days (ordinals) on which a code's rate can change."""
        held = [*(code[:length] for length in range(4, len(code) + 1)), *self.beneath(code)]
        return {day for c in held for line in self.lines.get(c, ()) for day in (line.start, line.end) if 0 < day < NEVER}

    def beneath(self, code: str) -> list[str]:
        """Return the codes of the lines under a shorter code."""
        return codes_beneath(self.codes, code)
