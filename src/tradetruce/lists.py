"""Code lists: which tariff codes a measure covers, since when, by which act, on what condition."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, overload

from attrs import field, frozen
from pendulum import Date

from ._files import read_csv
from ._record import SourcedRecord, as_tuple, one_of, optional_date, optional_text, ordered, text
from .codes import HSCode, as_codes, codes_beneath, economy_code
from .collection import Collection
from .dates import DateLike, as_date, day_from_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .scopes import Scope

__all__ = ["CodeList", "CodeLists", "CodeRow"]

ConditionDefault = Literal["asked", "assumed"]
COLUMNS = ("code", "start", "end", "act", "condition")
NEVER = 10_000_000  # an ordinal later than any date Python can hold


@frozen(kw_only=True)
class CodeRow:
    """
    One code of a list.

    Attributes:
        code: Tariff code; it stands for everything beneath it.
        start: First day on the list, or None for as long as the list exists.
        end: The day it was off the list, or None.
        act: Id of the act that put it there, where it differs from the list's own; None otherwise.
        condition: What a good must be besides its code, in words; None where the code alone decides.

    Examples:
        >>> import tradetruce as tt
        >>> exempt = tt.load().code_lists["us-ieepa-annex-ii"]
        >>> [(row.start, row.act) for row in exempt.rows if row.code == "85171300"]  # smartphones
        [(Date(2025, 4, 5), 'us-memo-2025-04-11')]
    """

    code: HSCode = field(converter=HSCode)
    start: Date | None = field(default=None, converter=optional_date)
    end: Date | None = field(default=None, converter=optional_date, validator=ordered)
    act: str | None = field(default=None, validator=optional_text)
    condition: str | None = field(default=None, validator=optional_text)


class CsvRows(Sequence[CodeRow]):
    """The rows of a list in a CSV file, read when they are first needed: most questions need few of the lists."""

    __slots__ = ("_cells", "_ends", "_later", "path")

    def __init__(self, path: Path, later: frozenset[str] = frozenset(), ends: tuple[str, frozenset[str]] | None = None) -> None:
        self.path: Path = path
        self._later: frozenset[str] = later
        self._ends: tuple[str, frozenset[str]] | None = ends
        self._cells: list[dict[str, str | None]] | None = None

    def known_without(self, later: frozenset[str], known: str, announced: frozenset[str]) -> CsvRows:
        """Return the rows but those that acts not yet made put there, without ends after a day that were not announced."""
        return CsvRows(self.path, later | self._later, (known, announced))

    def _read(self) -> list[dict[str, str | None]]:
        if self._cells is None:
            self._cells = [cells for cells in read_csv(self.path, COLUMNS) if cells["act"] not in self._later]
            if self._ends is not None:
                known, announced = self._ends
                for cells in self._cells:
                    if (end := cells["end"]) is not None and end > known and end not in announced:
                        cells["end"] = None
        return self._cells

    def __len__(self) -> int:
        return len(self._read())

    @overload
    def __getitem__(self, index: int) -> CodeRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CodeRow]: ...
    def __getitem__(self, index: int | slice) -> CodeRow | Sequence[CodeRow]:
        if isinstance(index, slice):
            return [_row(cells) for cells in self._read()[index]]
        return _row(self._read()[index])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, CsvRows):
            same = (self.path, self._later, self._ends) == (other.path, other._later, other._ends)
            return same or self._read() == other._read()
        return isinstance(other, tuple) and tuple(self) == other

    def __hash__(self) -> int:
        return hash(tuple(self))


def _row(cells: Mapping[str, Any]) -> CodeRow:
    return CodeRow(**cells)


def as_days(value: Iterable[DateLike]) -> tuple[Date, ...]:
    """Convert to a tuple of days."""
    return tuple(as_date(day) for day in value)


def as_rows(value: Iterable[CodeRow]) -> Sequence[CodeRow]:
    """Convert to a tuple, but leave a file's rows unread."""
    return value if isinstance(value, CsvRows) else as_tuple(value)


@frozen(kw_only=True, repr=False)
class CodeList(SourcedRecord):
    """
    A named list of tariff codes with dated membership.

    Attributes:
        title: What the list is.
        importer: Economy whose schedule the codes belong to.
        edition: Edition of the schedule in which the codes are written, such as ``HTSUS 2026 Rev. 6``.
        complete_from: First day for which the list is complete, or None where it never is.
        complete_until: The day from which it is no longer known to be complete, or None.
        renumbered: Days on which the schedule was renumbered. Before such a day a row that starts on it is not known to be off the list:
            the good had another code.
        conditions: What holds for a row with a condition where the shipment does not say: ``asked``, the answer widens; ``assumed``,
            the good is taken not to meet it, and the answer says so.
        asked: Codes of which it is asked whether they meet an exemption's condition, where for the others it is assumed that they do not:
            an airliner is a civil aircraft more often than not, a screw is not.
        rows: The codes.

    Examples:
        >>> import tradetruce as tt
        >>> len(tt.load().code_lists["us-s301-list-2-codes"].rows) > 283  # of the note, and those of earlier editions
        True
    """

    title: str = field(validator=text)
    importer: str = field(validator=economy_code)
    edition: str | None = field(default=None, validator=optional_text)
    complete_from: Date | None = field(default=None, converter=optional_date)
    complete_until: Date | None = field(default=None, converter=optional_date)
    renumbered: tuple[Date, ...] = field(default=(), converter=as_days)
    conditions: ConditionDefault = field(default="asked", validator=one_of(ConditionDefault))  # pyright: ignore[reportAssignmentType]  # a literal default is read as any text
    asked: tuple[HSCode, ...] = field(default=(), converter=as_codes)
    rows: Sequence[CodeRow] = field(default=(), converter=as_rows)


class CodeLists(Collection[CodeList]):
    """
    Code lists, in the order of their ids.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().code_lists["us-s301-list-1-codes"].importer
        'US'
    """

    __slots__ = ()
    kind = "code list"


class Match(Enum):
    """Whether a list or a scope covers a code."""

    NO = 0
    YES = 1
    PARTLY = 2
    UNKNOWN = 3


class Found(NamedTuple):
    """A match and, where it hangs on more than the code, the conditions in words; with NO, those that are assumed not to be met."""

    match: Match
    conditions: tuple[str, ...] = ()


_NO, _YES, _UNKNOWN = Found(Match.NO), Found(Match.YES), Found(Match.UNKNOWN)


class _Span(NamedTuple):
    start: int
    end: int
    known: int
    condition: str | None

    def holds(self, day: int, known: int) -> bool:
        return self.start <= day < self.end and self.known <= known


class ListIndex:
    """One list, ready for lookup: its codes by prefix, and sorted for questions shorter than its codes."""

    __slots__ = ("asked", "assumed", "chapters", "codes", "complete", "known", "renumbered", "spans", "title")

    def __init__(self, record: CodeList, made: Callable[[str], Date], known: int) -> None:
        self.known: int = known
        self.title: str = record.title
        self.asked: tuple[HSCode, ...] = record.asked
        self.assumed: bool = record.conditions == "assumed"
        self.renumbered: frozenset[int] = frozenset(day.toordinal() for day in record.renumbered)
        rows = record.rows
        cells: Iterable[tuple[str, Any, Any, Any, str | None]]
        if isinstance(rows, CsvRows):
            cells = ((r["code"] or "", r["start"], r["end"], r["act"], r["condition"]) for r in rows._read())
        else:
            cells = ((row.code, row.start, row.end, row.act, row.condition) for row in rows)
        self.spans: dict[str, tuple[_Span, ...]] = {}
        for code, start, end, act, condition in cells:
            span = _Span(_ordinal(start, 0), _ordinal(end, NEVER), made(act).toordinal() if act else 0, condition)
            self.spans[code] = (*self.spans.get(code, ()), span)
        self.codes: list[str] = sorted(self.spans)
        self.chapters: frozenset[str] = frozenset(code[:2] for code in self.codes)
        first, last = record.complete_from, record.complete_until
        self.complete: tuple[int, int] = (
            NEVER if first is None else first.toordinal(),
            NEVER if last is None else last.toordinal(),
        )

    @property
    def ever_complete(self) -> bool:
        """Whether there is a day for which a code that is not here is surely not on the list."""
        return self.complete[0] < NEVER

    @property
    def stays_complete(self) -> bool:
        """Whether the list is complete from some day on, without an end."""
        return self.ever_complete and self.complete[1] == NEVER

    def find(self, code: str, day: int, *, whole: bool = False) -> Found:
        """
        Return whether the list covers a code on a day (an ordinal).

        With *whole* the code stands for what is left of it after the longer codes beneath, which are asked about apart.
        """
        conditions: list[str] = []
        for length in range(len(code), 1, -1):
            for span in self.spans.get(code[:length], ()):
                if span.holds(day, self.known):
                    if span.condition is None:
                        return _YES
                    conditions.append(span.condition)
        if conditions:
            return Found(Match.NO if self.assumed else Match.PARTLY, tuple(dict.fromkeys(conditions)))
        beneath = [] if whole else [c for c in self.beneath(code) if any(span.holds(day, self.known) for span in self.spans[c])]
        if beneath:
            shown = ", ".join(HSCode(c).dotted for c in beneath[:4]) + (" and others" if len(beneath) > 4 else "")
            return Found(Match.PARTLY, (f"only part of {HSCode(code).dotted} is on the list “{self.title}”: {shown}",))
        if not self.complete[0] <= day < self.complete[1] or self._is_of_another_edition(code, day):
            return _UNKNOWN
        return _NO

    def _is_of_another_edition(self, code: str, day: int) -> bool:
        """Tell whether a code came on the list, or left it, by a renumbering alone: its older or newer code is then not known."""
        spans = [span for length in range(len(code), 1, -1) for span in self.spans.get(code[:length], ())]
        later = all(span.start > day and span.start in self.renumbered for span in spans)
        gone = all(span.end <= day and span.end in self.renumbered for span in spans)
        return bool(spans) and (later or gone)

    def change_days(self, code: str) -> set[int]:
        """Return the days (ordinals) on which a code comes on or off the list, or its completeness changes."""
        held = [*(code[:length] for length in range(2, len(code) + 1)), *self.beneath(code)]
        days = {day for c in held for span in self.spans.get(c, ()) for day in (span.start, span.end)}
        return {day for day in (*days, *self.complete) if 0 < day < NEVER}

    def beneath(self, code: str) -> list[str]:
        """Return the list's codes that are longer than *code* and start with it."""
        return codes_beneath(self.codes, code)


def _ordinal(value: Date | str | None, default: int) -> int:
    if value is None:
        return default
    return (day_from_text(value) if isinstance(value, str) else value).toordinal()


class ListBook:
    """All lists of a dataset, indexed one by one as they are asked for."""

    __slots__ = ("_indexes", "_known", "_lists", "_made")

    def __init__(self, lists: CodeLists, made: Callable[[str], Date], known: Date | None) -> None:
        self._lists = lists
        self._made = made
        self._known = NEVER if known is None else known.toordinal()
        self._indexes: dict[str, ListIndex] = {}

    def index(self, name: str) -> ListIndex:
        """Return one list's index."""
        found = self._indexes.get(name)
        if found is None:
            found = self._indexes[name] = ListIndex(self._lists[name], self._made, self._known)
        return found

    def names(self, importer: str, code: str) -> bool:
        """Tell whether a list of an importer names a code on any day: itself, its line of eight digits, or what is beneath it."""
        for record in self._lists:
            if record.importer == importer:
                index = self.index(record.id)
                if any(code[:length] in index.spans for length in range(8, len(code) + 1)) or index.beneath(code):
                    return True
        return False

    def cover(self, codes: Sequence[str], lists: Sequence[str], code: str, day: int, *, whole: bool = False) -> Found:
        """Return whether codes and lists together cover a code on a day."""
        conditions: list[str] = []
        assumed: list[str] = []
        unknown = False
        for name in lists:
            found = self.index(name).find(code, day, whole=whole)
            if found.match is Match.YES:
                return found
            if found.match is Match.PARTLY:
                conditions += found.conditions
            elif found.match is Match.NO:
                assumed += found.conditions
            unknown = unknown or found.match is Match.UNKNOWN
        for held in codes:
            if code.startswith(held):
                return _YES
            if held.startswith(code) and not whole:
                conditions.append(f"only {HSCode(held).dotted} of {HSCode(code).dotted} is covered")
        if conditions:
            return Found(Match.PARTLY, tuple(dict.fromkeys(conditions)))
        return _UNKNOWN if unknown else Found(Match.NO, tuple(assumed)) if assumed else _NO

    def ever_covers(self, scope: Scope, code: str) -> bool:
        """Tell whether a scope covers a code, or a part of it, on some day."""
        if scope.everything:
            return not any(code.startswith(held) for held in scope.except_codes)
        if any(code.startswith(held) or held.startswith(code) for held in scope.codes):
            return True
        for name in scope.lists:
            index = self.index(name)
            if any(code[:length] in index.spans for length in range(2, len(code) + 1)) or index.beneath(code):
                return True
        return False

    def beneath(self, scope: Scope, code: str) -> set[str]:
        """Return all codes longer than *code* on which a scope's answer can differ."""
        indexes = [self.index(name) for name in scope.every_list]
        found = {held for index in indexes for held in index.beneath(code)}
        named = (*scope.every_code, *(held for index in indexes for held in index.asked))
        return found | {held for held in named if held.startswith(code) and len(held) > len(code)}
