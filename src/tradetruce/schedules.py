"""Base rates: the column-1 (MFN) rates of an importer's schedule, and what preferences make of them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen
from pendulum import Date

from ._files import read_csv
from ._record import SourcedRecord, as_tuple, instances, optional_date, some, text
from .codes import HSCode, as_codes, codes_beneath, economy_code, economy_codes
from .collection import Collection
from .dates import as_date, day_from_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Preference", "Renumbered", "Schedule", "Schedules"]

NEVER = 10_000_000  # an ordinal later than any date Python can hold
COLUMNS = ("code", "general", "special", "start", "end")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
#: A rate per unit of quantity; what is printed beside it (“on the case”, “less ... for each degree”) makes it text.
_PER_UNIT = re.compile(
    r"(?:\$(?P<dollars>\d+(?:\.\d+)?)|(?P<cents>\d+(?:\.\d+)?)¢)\s*(?:/\s*)?"
    r"(?P<unit>kg|liter|bbl|pr\.|doz\.|doz\. pr\.|each|t|pf\. ?liter|gross|clean kg|m2|m3|head|1,000|thousand|article)"
)
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

    Examples:
        >>> import tradetruce as tt
        >>> changes = tt.load().schedules["us-htsus"].renumbered
        >>> [change.code for change in changes if change.was == "85171200"]  # telephones
        [HSCode('8517.13.00'), HSCode('8517.14.00')]
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
        special: Chapters of special provisions, whose codes stand beside that of a good: no question is answered for one alone.
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
    special: tuple[HSCode, ...] = field(default=(), converter=as_codes)
    without_general_rate: tuple[str, ...] = field(default=(), converter=as_tuple, validator=economy_codes)


class Schedules(Collection[Schedule]):
    """
    Tariff schedules, by id.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().schedules["us-htsus"].importer
        'US'
    """

    __slots__ = ()
    kind = "schedule"


class BaseRate(NamedTuple):
    """
    A base rate, as printed and as far as it is numbers.

    `percent` is in percentage points, None where the rate is no sum of numbers; `per_unit` holds the amounts in US dollars that come on
    top per unit of quantity, such as ``("kg", Decimal("0.044"))``; `printed` is what the schedule says.
    """

    percent: Decimal | None
    printed: str
    per_unit: tuple[tuple[str, Decimal], ...] = ()

    def points(self, unit_value: Mapping[str, Decimal]) -> Decimal | None:
        """Return the rate in percentage points of goods worth so many dollars per unit; None where that cannot be said."""
        if self.percent is None or any(not unit_value.get(unit) for unit, _ in self.per_unit):
            return None
        return self.percent + sum((100 * price / unit_value[unit] for unit, price in self.per_unit), Decimal(0))


@lru_cache(maxsize=4096)
def parse_rate(printed: str) -> BaseRate:
    """
    Return a rate as the schedule prints it.

    ``Free``, ``2.5%``, ``4.4¢/kg`` and their sums, such as ``16.5¢/kg + 7%``, become numbers; anything else stays text.
    """
    stripped = printed.strip()
    if stripped.lower() == "free":
        return BaseRate(Decimal(0), stripped)
    percent = Decimal(0)
    per_unit: list[tuple[str, Decimal]] = []
    for part in stripped.split("+"):
        if match := _PERCENT.fullmatch(part.strip()):
            percent += Decimal(match[1])
        elif match := _PER_UNIT.fullmatch(part.strip()):
            price = Decimal(match["dollars"] or match["cents"]) / (1 if match["dollars"] else 100)
            per_unit.append((match["unit"].replace(".", "").replace(" ", ""), price))
        else:
            return BaseRate(None, stripped)
    return BaseRate(percent, stripped, tuple(per_unit))


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

    __slots__ = ("_before", "codes", "first", "lines", "schedule")

    def __init__(self, schedule: Schedule, path: Path) -> None:
        self.schedule: Schedule = schedule
        #: The first day (ordinal) for which the lines are held.
        self.first: int = schedule.start.toordinal() if schedule.start else 0
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
        self._before: dict[str, tuple[tuple[int, str], ...]] = {}
        for change in schedule.renumbered:
            held = self._before.get(change.code, ())
            self._before[change.code] = (*held, (change.on.toordinal(), str(change.was)))

    def code_on(self, code: str, day: int) -> str:
        """Return the code a good had on a day (an ordinal): its predecessor where it is newer and the predecessor is certain."""
        for length in range(len(code), 5, -1):
            for on, was in self._before.get(code[:length], ()):
                if day < on:
                    return self.code_on(was, day)
        return str(code)

    def earlier(self, code: str) -> set[str]:
        """Return the codes the good had in earlier editions, as far as they are certain."""
        found: set[str] = set()
        for length in range(6, len(code) + 1):
            for _, was in self._before.get(code[:length], ()):
                found |= {was, *self.earlier(was)}
        return found

    def find(self, code: str, day: int) -> Line | None:
        """Return the line of a code on a day: its own, or that of the longest prefix that has one."""
        for length in range(len(code), 3, -1):
            for line in self.lines.get(code[:length], ()):
                if line.start <= day < line.end:
                    return line
        below = {line for held in self.beneath(code) for line in self.lines[held] if line.start <= day < line.end}
        return next(iter(below)) if len({(line.general, line.special) for line in below}) == 1 else None

    def base(self, code: str, day: int, origins: frozenset[str], preference: str | None) -> BaseRate | None:
        """Return the base rate of a code on a day: the general one, or the special one where it is claimed; None if not held."""
        if origins.intersection(self.schedule.without_general_rate):
            return None
        line = self.find(code, day)
        if line is None:
            return None
        claimed = preference.casefold() if preference else None
        for held in self.schedule.preferences:
            if held.name == claimed and origins.intersection(held.origins):
                special = line.special_rate(held.symbols)
                if special is not None:
                    return special
        return line.general_rate

    def is_special(self, code: str) -> bool:
        """Tell whether a code lies in a chapter of special provisions."""
        return code.startswith(tuple(self.schedule.special))

    def lacks(self, code: str, day: int) -> str | None:
        """
        Return in words that the schedule of a day has no such code, or None where it has.

        Before the first day whose lines are held, a code of any held edition counts.
        """
        if self.is_special(code):
            return f"{HSCode(code).dotted} lies in a chapter of special provisions; ask with the code of the good itself"
        held = [name for n in range(len(code), 3, -1) if (name := code[:n]) in self.lines] or self.beneath(code)
        if any(day < self.first or line.start <= day < line.end for name in held for line in self.lines[name]):
            return None
        gone = {name: on for name, changes in self._before.items() for on, was in changes if code.startswith(was)}
        if any(day < on for on in gone.values()):
            return None
        near: Sequence[str] = next((found for n in range(len(code) - 1, 3, -1) if (found := self.beneath(code[:n]))), ())
        shown = ", ".join(HSCode(name).dotted for name in (list(gone) or near)[:4])
        hint = f"; it became {shown}" if gone else f"; it has {shown}" if shown else ""
        return f"{self.schedule.title} has no {HSCode(code).dotted} on {Date.fromordinal(day)}{hint}"

    def change_days(self, code: str) -> set[int]:
        """Return the days (ordinals) on which a code's rate, or the code itself, can change."""
        renumbered = {on for length in range(6, len(code) + 1) for on, _ in self._before.get(code[:length], ())}
        held = [*(code[:length] for length in range(4, len(code) + 1)), *self.beneath(code)]
        return renumbered | {
            day for c in held for line in self.lines.get(c, ()) for day in (line.start, line.end) if 0 < day < NEVER
        }

    def beneath(self, code: str) -> list[str]:
        """Return the codes of the lines under a shorter code."""
        return codes_beneath(self.codes, code)
