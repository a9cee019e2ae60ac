"""Which goods a measure reaches: scopes against codes, and the goods of a chapter that no scope tells apart."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from .codes import codes_beneath
from .dates import MINUTES
from .lists import Found, ListBook, Match
from .scopes import Scope

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from .history import State
    from .lists import ListIndex
    from .tariffs import Relief, TariffMeasure


class Reach(NamedTuple):
    """Whether a scope reaches a code: the match, the tier, conditions, assumptions, and the exemption that took it out."""

    found: Found
    tier: str = ""
    assumed: tuple[str, ...] = ()
    exempt: str | None = None


def reach(scope: Scope, code: str, day: int, lists: ListBook, *, whole: bool) -> Reach:
    """
    Return whether a scope reaches a code on a day.

    Args:
        scope: The scope.
        code: Bare digits.
        day: Ordinal.
        lists: The lists.
        whole: True where the code stands for what is left of it after the longer codes beneath.
    """
    none = Found(Match.NO)
    if not scope.goods or (scope.within and not any(code.startswith(held) for held in scope.within)):
        return Reach(none)
    found = Found(Match.YES) if scope.everything else lists.cover(scope.codes, scope.lists, code, day, whole=whole)
    if found.match is Match.NO:
        if scope.complete:
            return Reach(none, assumed=found.conditions)
        found = Found(Match.UNKNOWN)
    exempt, asked, assumed = _exceptions(scope, code, day, lists, whole=whole)
    if exempt is not None:
        return Reach(none, exempt=exempt)
    if asked is None:
        found = Found(Match.UNKNOWN, found.conditions)
    elif asked and found.match is not Match.UNKNOWN:
        found = Found(Match.PARTLY, (*found.conditions, *asked))
    for tier in scope.tiers:
        inside = lists.cover(tier.codes, tier.lists, code, day, whole=whole)
        if inside.match is Match.YES:
            return Reach(found, tier.name, tuple(assumed))
        assumed += [f"not in the tier “{tier.name}”: {condition}" for condition in inside.conditions]
    return Reach(found, "", tuple(assumed))


def _exceptions(
    scope: Scope, code: str, day: int, lists: ListBook, *, whole: bool
) -> tuple[str | None, list[str] | None, list[str]]:
    """Return what exempts a code, what is asked of it (None where a list does not say), and what is assumed of it."""
    asked: list[str] | None = []
    assumed: list[str] = []
    for name in scope.except_lists:
        index = lists.index(name)
        exception = index.find(code, day, whole=whole)
        if exception.match is Match.YES:
            return f"exempt: {index.title}", asked, assumed
        if exception.match is Match.UNKNOWN:
            asked = None
        elif exception.match is Match.PARTLY and asked is not None and any(code.startswith(held) for held in index.asked):
            asked += [f"the good is not exempt as: {condition}" for condition in exception.conditions]
        else:
            assumed += [f"not exempt as: {condition}" for condition in exception.conditions]
    exception = lists.cover(scope.except_codes, (), code, day, whole=whole)
    exempt = "exempt by its code" if exception.match is Match.YES else None
    return exempt, asked, [*assumed, *exception.conditions]


class Live(NamedTuple):
    """A measure that can be charged at a moment, with its state, whether that is in doubt, and the reliefs that can be claimed."""

    measure: TariffMeasure
    state: State
    doubtful: bool
    reliefs: tuple[tuple[Relief, State], ...]


class Chapter:
    """An importer's measures that can hit one origin's goods of one chapter, cut by time and by code."""

    __slots__ = (
        "_chapter", "_days_of", "_kind_of", "_kinds", "_lists", "_marks", "_reaches", "_spans", "codes", "live", "measures", "moments",
        "turns",
    )  # fmt: skip

    def __init__(
        self,
        chapter: str,
        measures: tuple[TariffMeasure, ...],
        reliefs: tuple[Relief, ...],
        lists: ListBook,
        *,
        moments: set[int],
        spans: set[int],
    ) -> None:
        self.measures: tuple[TariffMeasure, ...] = measures
        self._chapter: str = chapter
        self._lists: ListBook = lists
        scopes = [measure.scope for measure in measures]
        #: Codes of the chapter on which the scopes of measures can differ, sorted.
        self.codes: list[str] = sorted({code for scope in scopes for code in lists.beneath(scope, chapter)})
        scopes += [relief.scope for relief in reliefs]
        self._marks: list[str] = sorted({code for scope in scopes for code in lists.beneath(scope, chapter)})
        indexes = [lists.index(name) for name in sorted({name for scope in scopes for name in scope.every_list})]
        self._kinds: dict[str, int] = _kinds(
            self._marks,
            chapter,
            indexes,
            {code for scope in scopes for code in scope.every_code} | {code for index in indexes for code in index.asked},
        )
        days = {day for index in indexes for day in index.change_days(chapter)}
        #: Moments at which anything can change for goods of the chapter, sorted.
        self.moments: list[int] = sorted(moments.union(day * MINUTES for day in days | spans))
        #: Days (ordinals) on which a rule of precedence, an exception of origin or a term of entry begins or ends, sorted.
        self._spans: list[int] = sorted(spans)
        self._kind_of: dict[str, int | str] = {}
        #: The measures that can be charged, by the interval between two moments.
        self.live: dict[int, tuple[Live, ...]] = {}
        #: The days on which the duty on a good can change, by the kind of its code and whether nothing is claimed.
        self.turns: dict[tuple[int | str, bool], frozenset[int]] = {}
        self._days_of: dict[int, list[int]] = {}
        self._reaches: dict[tuple[int, int | str, bool, int], Reach] = {}

    def reach(self, scope: Scope, code: str, day: int, *, whole: bool) -> Reach:
        """Return whether a scope reaches a code on a day, as found before for a code of its kind while its own lists did not change."""
        days = self._days_of.get(id(scope))
        if days is None:
            changes = {day for name in scope.every_list for day in self._lists.index(name).change_days(self._chapter)}
            days = self._days_of[id(scope)] = sorted(changes)
        key = (id(scope), self.kind(code), whole, bisect_right(days, day))
        held = self._reaches.get(key)
        if held is None:
            held = self._reaches[key] = reach(scope, code, day, self._lists, whole=whole)
        return held

    def interval(self, key: int) -> int:
        """Return the number of the interval between two moments in which a moment lies."""
        return bisect_right(self.moments, key)

    def span(self, day: int) -> int:
        """Return the number of the interval between two changes of the rules in which a day (an ordinal) lies."""
        return bisect_right(self._spans, day)

    def beneath(self, code: str) -> list[str]:
        """Return the codes that lie under a shorter one and are told apart by the scope of a measure."""
        return codes_beneath(self.codes, code)

    def kind(self, code: str) -> int | str:
        """Return what stands for all codes that no scope tells apart from this one; a code with others beneath stands for itself."""
        held = self._kind_of.get(code)
        if held is None:
            longest = next((code[:length] for length in range(len(code), 1, -1) if code[:length] in self._kinds), None)
            held = code if codes_beneath(self._marks, code) else self._kinds[longest] if longest else 0
            self._kind_of[code] = held
        return held


def _kinds(marks: Sequence[str], chapter: str, lists: Sequence[ListIndex], direct: Container[str]) -> dict[str, int]:
    """Return a number for each code; codes have the same where they are on the same lists, on the same days and conditions."""
    listed: dict[str, list[object]] = {}
    for place, index in enumerate(lists):
        for code in index.beneath(chapter):
            listed.setdefault(code, []).append((place, index.spans[code]))
    numbers: dict[object, int] = {}
    kinds: dict[str, int] = {}
    for code in marks:  # sorted: what a code lies under comes before it
        over = next((kinds[code[:length]] for length in range(len(code) - 1, 1, -1) if code[:length] in kinds), 0)
        told = (over, code if code in direct else None, *listed.get(code, ()))
        kinds[code] = numbers.setdefault(told, len(numbers) + 1)
    return kinds
