"""
How measures stack: which ones reach a good, who replaces whom, who gives way, and on which slice of the value.

Nothing here knows a country, a programme or a year: all law is in the data. What the shipment does not say and the law asks for
is an open question; the answer is worked out for every way it can be settled, and the results are kept apart until the end.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import field, frozen
from pendulum import Date

from ._record import as_decimal, optional_date, optional_decimal, optional_text, text
from .codes import HSCode, codes_beneath
from .dates import MINUTES, DateLike
from .history import Rate, State
from .lists import Found, ListBook, Match
from .tariffs import EVERYWHERE, GivesWay, Relief, Requirement, Scope, TariffMeasure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .dataset import Dataset

#: More open questions than this are not multiplied out: the answer is then bounded from both sides.
MOST_QUESTIONS = 10
#: For how long after its end a measure is named among those that are not charged.
DAYS_TOLD = 366
ONE = Decimal(1)
ZERO = Decimal(0)


class Reached(NamedTuple):
    """A measure whose scope covers the good, with what it hangs on."""

    measure: TariffMeasure
    state: State
    rate: Rate | None
    tier: str
    #: Open questions that must all be answered with yes for it to be charged; none where it surely is.
    asks: tuple[str, ...]


class Missed(NamedTuple):
    """A measure that was considered and is not charged, and why."""

    measure: TariffMeasure
    state: State | None
    reason: str


class Charge(NamedTuple):
    """What one measure charges when all questions are settled."""

    measure: TariffMeasure
    state: State
    rate: Rate | None
    tier: str
    share: Decimal


class World(NamedTuple):
    """One way to settle the open questions, and what is charged then."""

    charges: tuple[Charge, ...]
    missed: tuple[Missed, ...]


class Stack(NamedTuple):
    """All that the engine finds for one code: the worlds, and what was assumed and asked on the way."""

    worlds: tuple[World, ...]
    missed: tuple[Missed, ...]
    assumptions: tuple[str, ...]
    conditions: tuple[str, ...]


def as_shares(value: Any) -> tuple[tuple[str, Decimal], ...] | None:
    """Convert metal shares to sorted pairs, so that a shipment can be hashed."""
    if value is None:
        return None
    pairs = value.items() if hasattr(value, "items") else value
    return tuple(sorted((name, as_decimal(share)) for name, share in pairs))


def _shipment_metal(_record: Any, _attribute: Any, shares: Any) -> None:
    total = sum((share for _, share in shares or ()), ZERO)
    if any(share < 0 for _, share in shares or ()) or total > 1:
        msg = f"metal must be shares of the value between 0 and 1 that add up to at most 1, not {total}"
        raise ValueError(msg)


def _shipment_quota(_record: Any, _attribute: Any, value: Any) -> None:
    if value not in (None, "in", "out"):
        msg = f"quota must be 'in' or 'out', not {value!r}"
        raise ValueError(msg)


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

    Examples:
        >>> import tradetruce as tt
        >>> tt.Shipment(importer="US", origin="CN", hs="6109.10.00", on="2026-08-01").hs
        HSCode('6109.10.00')
    """

    importer: str = field(validator=text)
    origin: str = field(validator=text)
    hs: HSCode = field(converter=HSCode)
    on: DateLike
    known_on: DateLike | None = None
    preference: str | None = field(default=None, validator=optional_text)
    metal: tuple[tuple[str, Decimal], ...] | None = field(default=None, converter=as_shares, validator=_shipment_metal)
    loaded: Date | None = field(default=None, converter=optional_date)
    company: str | None = field(default=None, validator=optional_text)
    quota: str | None = field(default=None, validator=[optional_text, _shipment_quota])
    exclusion: bool | None = None
    value: Decimal | None = field(default=None, converter=optional_decimal)


def meets(needs: Requirement, facts: Shipment, key: int) -> bool | None:
    """Tell whether a shipment meets a relief's requirement: yes, no, or None where it does not say."""
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
    return None if None in answers else True


def same_company(one: str, other: str) -> bool:
    """Tell whether two names are those of one company: equal, or one the beginning of the other, whatever the case."""
    first, second = one.casefold().strip(), other.casefold().strip()
    return first == second or first.startswith(second + " ") or second.startswith(first + " ")


def claim(needs: Requirement) -> str:
    """Return a requirement in words, as an open question or an assumption names it."""
    parts = []
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
    assumed: list[str] = []
    for name in scope.except_lists:
        exception = lists.cover((), (name,), code, day, whole=whole)
        if exception.match is Match.YES:
            return Reach(none, exempt=f"exempt: {lists.index(name).title}")
        if exception.match is Match.UNKNOWN:
            found = Found(Match.UNKNOWN, found.conditions)
        assumed += [f"not exempt as: {condition}" for condition in exception.conditions]
    exception = lists.cover(scope.except_codes, (), code, day, whole=whole)
    if exception.match is Match.YES:
        return Reach(none, exempt="exempt by its code")
    assumed += exception.conditions
    for tier in scope.tiers:
        inside = lists.cover(tier.codes, tier.lists, code, day, whole=whole)
        if inside.match is Match.YES:
            return Reach(found, tier.name, tuple(assumed))
        assumed += [f"not in the tier “{tier.name}”: {condition}" for condition in inside.conditions]
    return Reach(found, "", tuple(assumed))


class Question(NamedTuple):
    """A question put to the engine, made ready: codes as text, days as numbers."""

    origins: frozenset[str]
    code: str
    key: int
    facts: Shipment
    whole: bool

    @property
    def day(self) -> int:
        """The day as an ordinal."""
        return self.key // MINUTES


class Chapter:
    """An importer's measures that can hit one origin's goods of one chapter, cut by time and by code."""

    __slots__ = ("codes", "keys", "live", "measures")

    def __init__(self, measures: tuple[TariffMeasure, ...], keys: list[int], codes: list[str]) -> None:
        self.measures: tuple[TariffMeasure, ...] = measures
        #: Moments at which the state of one of the measures changes.
        self.keys: list[int] = keys
        #: Codes of the chapter on which scopes can differ, sorted.
        self.codes: list[str] = codes
        #: The measures that can be charged, by the interval between two moments.
        self.live: dict[int, tuple[tuple[TariffMeasure, State, bool], ...]] = {}

    def beneath(self, code: str) -> list[str]:
        """Return the codes that lie under a shorter one and are told apart by a scope."""
        return codes_beneath(self.codes, code)


class Engine:
    """The stacking engine over one dataset: it keeps what does not change between questions."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset: Dataset = dataset
        self.lists: ListBook = dataset._lists
        self._chapters: dict[tuple[str, frozenset[str], str], Chapter] = {}
        self._reliefs: dict[str, tuple[Relief, ...]] = {}
        self._by_importer: dict[str, list[TariffMeasure]] = {}
        for measure in dataset.tariffs:
            self._by_importer.setdefault(measure.importer, []).append(measure)
        self._rules: dict[str, tuple[GivesWay, ...]] = {}
        for relief in dataset.reliefs:
            for target in relief.relieves:
                self._reliefs[target] = (*self._reliefs.get(target, ()), relief)

    def chapter(self, importer: str, origins: frozenset[str], code: str) -> Chapter:
        """Return the importer's measures that can hit an origin's goods of a code's chapter at some time."""
        key = (importer, origins, code[:2])
        held = self._chapters.get(key)
        if held is None:
            wanted = origins | {EVERYWHERE}
            measures = tuple(
                measure
                for measure in self._by_importer.get(importer, ())
                if wanted.intersection(measure.origins) and self._touches(measure.scope, code[:2])
            )
            keys = sorted({moment for measure in measures for moment in (measure._timeline or measure._unfold()).keys})
            codes = sorted({held for measure in measures for held in self.lists.beneath(measure.scope, code[:2])})
            held = self._chapters[key] = Chapter(measures, keys, codes)
        return held

    def _touches(self, scope: Scope, chapter: str) -> bool:
        if not scope.goods:
            return False
        if scope.within and not any(held.startswith(chapter) for held in scope.within):
            return False
        if scope.everything or not scope.complete:
            return True
        if any(held.startswith(chapter) for held in scope.codes):
            return True
        indexes = [self.lists.index(name) for name in scope.lists]
        return any(chapter in index.chapters or not index.ever_complete for index in indexes)

    def live(self, chapter: Chapter, key: int) -> tuple[tuple[TariffMeasure, State, bool], ...]:
        """Return the measures that can be charged at a moment, each with its state and whether that is in doubt."""
        interval = bisect_right(chapter.keys, key)
        held = chapter.live.get(interval)
        if held is None:
            found = []
            for measure in chapter.measures:
                state = (measure._timeline or measure._unfold()).at(key)
                if state is None:
                    continue
                doubtful = state.status == "unknown" or (
                    state.scheduled_only and self.dataset.known is None and _contradicted(state, measure, self.dataset)
                )
                if state.in_force or doubtful:
                    found.append((measure, state, doubtful))
            held = chapter.live[interval] = tuple(found)
        return held

    def change_days(self, measure: TariffMeasure, code: str) -> set[int]:
        """Return the days (ordinals) on which a measure's part in a duty can change."""
        timeline = measure._timeline or measure._unfold()
        days = {key // MINUTES for key in timeline.keys}
        scope = measure.scope
        for name in (*scope.lists, *scope.except_lists, *(name for tier in scope.tiers for name in tier.lists)):
            days |= self.lists.index(name).change_days(code)
        for rule in self._rules_of(measure):
            days |= {day.toordinal() for day in (rule.start, rule.end) if day is not None}
        for relief in (*self._reliefs.get(measure.id, ()), *self._reliefs.get(measure.programme, ())):
            days |= {key // MINUTES for key in (relief._timeline or relief._unfold()).keys}
        for exception in measure.except_origins:
            days |= {day.toordinal() for day in (exception.start, exception.end) if day is not None}
        return days

    def worlds(self, importer: str, question: Question) -> Stack:
        """Return the worlds of one code."""
        reached: list[Reached] = []
        missed: list[Missed] = []
        notes = _Notes([], [])
        chapter = self.chapter(importer, question.origins, question.code)
        for measure, state, doubtful in self.live(chapter, question.key):
            if not self._left_out(measure, question):
                self._consider(measure, state, doubtful, question, reached, missed, notes)
        reliefs = self._open_reliefs(reached, question, notes)
        worlds = tuple(self._worlds(reached, reliefs, question, notes))
        return Stack(worlds, tuple(missed), tuple(dict.fromkeys(notes.assumed)), tuple(dict.fromkeys(notes.asked)))

    def idle(self, importer: str, question: Question) -> list[Missed]:
        """
        Return the measures that cover the good and are not in force: suspended, announced, or ended within the last year.

        Mere intentions and what was withdrawn before it began are left out: they were never part of a duty.
        """
        found = []
        chapter = self.chapter(importer, question.origins, question.code)
        charged = {measure.id for measure, _, _ in self.live(chapter, question.key)}
        for measure in chapter.measures:
            state = (measure._timeline or measure._unfold()).at(question.key)
            if measure.id in charged or state is None or not state.decision.binding or self._left_out(measure, question):
                continue
            if state.status == "withdrawn" or (state.status == "ended" and state.since.toordinal() + DAYS_TOLD < question.day):
                continue
            covers = reach(measure.scope, question.code, question.day, self.lists, whole=question.whole)
            if covers.found.match is Match.YES:
                found.append(Missed(measure, state, _why_not(state)))
        return sorted(found, key=lambda item: item.state.status == "ended" if item.state else False)

    def _left_out(self, measure: TariffMeasure, question: Question) -> bool:
        """Tell whether a measure leaves an origin out on the day, by an act that was known."""
        day = question.day
        return any(
            exception.economy in question.origins
            and (exception.start is None or exception.start.toordinal() <= day)
            and (exception.end is None or day < exception.end.toordinal())
            and (exception.act is None or self.dataset.acts.get(exception.act) is not None)
            for exception in measure.except_origins
        )

    def _consider(
        self,
        measure: TariffMeasure,
        state: State,
        doubtful: bool,
        question: Question,
        reached: list[Reached],
        missed: list[Missed],
        notes: _Notes,
    ) -> None:
        covers = reach(measure.scope, question.code, question.day, self.lists, whole=question.whole)
        if covers.exempt is not None:
            missed.append(Missed(measure, state, covers.exempt))
            return
        notes.assumed.extend(
            f"{measure.title}: the good is not {item}" for item in covers.assumed if covers.found.match is Match.NO
        )
        if covers.found.match is Match.NO:
            return
        rate = _tier_rate(state, covers.tier)
        asks: tuple[str, ...] = ()
        if doubtful:
            rate = None
            notes.asked.append(f"{measure.title}: how it stands after {self.dataset._horizon(measure)} is not known")
        if covers.found.match is Match.UNKNOWN:
            asks = (f"whether {measure.title} covers {HSCode(question.code).dotted} (its goods are not all known by code)",)
        elif covers.found.match is Match.PARTLY:
            # Asked by the condition alone: measures that hang on the same one must not be told apart by it.
            asks = covers.found.conditions
        notes.assumed.extend(f"{measure.title}: {item}" for item in covers.assumed)
        reached.append(Reached(measure, state, rate, covers.tier, asks))

    def _open_reliefs(
        self, reached: Sequence[Reached], question: Question, notes: _Notes
    ) -> dict[str, list[tuple[Relief, State, str | None]]]:
        """Return the reliefs that can reach each measure, with the question each hangs on, None where it surely applies."""
        found: dict[str, list[tuple[Relief, State, str | None]]] = {}
        for item in reached:
            measure = item.measure
            for relief in (*self._reliefs.get(measure.id, ()), *self._reliefs.get(measure.programme, ())):
                if not _for_origin(relief.origins, question.origins):
                    continue
                state = (relief._timeline or relief._unfold()).at(question.key)
                if state is None or not state.in_force:
                    continue
                covers = reach(relief.scope, question.code, question.day, self.lists, whole=question.whole)
                if covers.found.match is Match.NO:
                    continue
                met = meets(relief.requires, question.facts, question.key)
                if met is False:
                    continue
                words = claim(relief.requires)
                if met and covers.found.match is Match.YES:
                    found.setdefault(measure.id, []).append((relief, state, None))
                elif met and relief.requires.exclusion:
                    # Who claims an exclusion says that the good is what it describes.
                    notes.assumed.append(f"the good is what {relief.title} describes")
                    found.setdefault(measure.id, []).append((relief, state, None))
                elif met or relief.default == "asked":
                    ask = f"{relief.title}: {words}" if not met else f"{relief.title}: covers the good"
                    found.setdefault(measure.id, []).append((relief, state, ask))
                else:
                    notes.assumed.append(f"not relieved by {relief.title} ({words})")
        return found

    def _worlds(
        self,
        reached: Sequence[Reached],
        reliefs: Mapping[str, Sequence[tuple[Relief, State, str | None]]],
        question: Question,
        notes: _Notes,
    ) -> Iterator[World]:
        asks = [ask for item in reached for ask in item.asks]
        asks += [ask for held in reliefs.values() for _, _, ask in held if ask is not None]
        questions = list(dict.fromkeys(asks))
        notes.asked.extend(questions)
        corners = _corners(reached, question.facts, notes)
        if len(questions) > MOST_QUESTIONS:
            settled: Iterable[tuple[bool, ...]] = [(False,) * len(questions), (True,) * len(questions)]
        else:
            settled = itertools.product((False, True), repeat=len(questions))
        for answers in settled:
            yes = {ask for ask, answer in zip(questions, answers, strict=True) if answer}
            for corner in corners:
                yield self._settle(reached, reliefs, question, yes, corner)

    def _settle(
        self,
        reached: Sequence[Reached],
        reliefs: Mapping[str, Sequence[tuple[Relief, State, str | None]]],
        question: Question,
        yes: set[str],
        metal: Mapping[str, Decimal],
    ) -> World:
        missed: list[Missed] = []
        standing = {item.measure.id: item for item in reached if all(ask in yes for ask in item.asks)}
        for item in list(standing.values()):
            for name in item.measure.replaces:
                if name in standing:
                    gone = standing.pop(name)
                    missed.append(Missed(gone.measure, gone.state, f"replaced by {item.measure.title}"))
        relieved: dict[str, Rate | None] = {}
        for name, held in reliefs.items():
            for relief, state, ask in held:
                if name in standing and (ask is None or ask in yes):
                    rate = state.terms
                    if rate is None:
                        gone = standing.pop(name)
                        missed.append(Missed(gone.measure, gone.state, f"relieved: {relief.title}"))
                    else:
                        relieved[name] = rate
        charges: list[Charge] = []
        paid: dict[str, bool] = {}
        for name, item in standing.items():
            share, rule = self._share(item, standing, question, metal, paid)
            if share == 0 and rule is not None:
                missed.append(Missed(item.measure, item.state, rule))
            else:
                rate = relieved.get(name, item.rate)
                charges.append(Charge(item.measure, item.state, rate, item.tier, share))
        return World(tuple(charges), tuple(missed))

    def _paid(self, item: Reached, standing: Mapping[str, Reached], question: Question, paid: dict[str, bool]) -> bool:
        """Tell whether a measure is charged at all, so that others give way to it."""
        name = item.measure.id
        if name not in paid:
            paid[name] = True  # rules that point at each other do not undo each other
            paid[name] = not any(
                rule.part == "whole" or other.state.step is None or other.state.step.value_base == "value"
                for rule, other in self._yields_to(item, standing, question, paid)
            )
        return paid[name]

    def _yields_to(
        self, item: Reached, standing: Mapping[str, Reached], question: Question, paid: dict[str, bool]
    ) -> Iterator[tuple[GivesWay, Reached]]:
        for rule in self._rules_of(item.measure):
            if not _applies(rule, item, question):
                continue
            for other in standing.values():
                if other is item or not {other.measure.id, other.measure.programme}.intersection(rule.to):
                    continue
                if self._paid(other, standing, question, paid):
                    yield rule, other

    def _rules_of(self, measure: TariffMeasure) -> tuple[GivesWay, ...]:
        rules = self._rules.get(measure.id)
        if rules is None:
            programme = self.dataset.programmes.get(measure.programme)
            acts = self.dataset.acts
            own = (*measure.gives_way, *(programme.gives_way if programme else ()))
            rules = self._rules[measure.id] = tuple(rule for rule in own if rule.act is None or acts.get(rule.act) is not None)
        return rules

    def _share(
        self,
        item: Reached,
        standing: Mapping[str, Reached],
        question: Question,
        metal: Mapping[str, Decimal],
        paid: dict[str, bool],
    ) -> tuple[Decimal, str | None]:
        """Return the share of the value a measure is charged on, and the rule where that is nothing."""
        base = item.state.step.value_base if item.state.step else "value"
        share = ONE if base == "value" else metal.get(base, ZERO)
        taken: dict[str, Decimal] = {}
        for rule, other in self._yields_to(item, standing, question, paid):
            theirs = other.state.step.value_base if other.state.step else "value"
            if rule.part == "whole" or theirs == "value":
                why = f" ({rule.rule})" if rule.rule else ""
                return ZERO, f"gives way to {other.measure.title}{why}"
            taken[theirs] = metal.get(theirs, ZERO)
        if base == "value":
            share -= sum(taken.values(), ZERO)
        elif base in taken:
            share = ZERO
        return max(share, ZERO), None


class _Notes(NamedTuple):
    """What is assumed and asked while a question is worked out."""

    assumed: list[str]
    asked: list[str]


def _for_origin(origins: Sequence[str], wanted: frozenset[str]) -> bool:
    return EVERYWHERE in origins or bool(wanted.intersection(origins))


def _applies(rule: GivesWay, item: Reached, question: Question) -> bool:
    day = question.day
    return (
        (rule.start is None or rule.start.toordinal() <= day)
        and (rule.end is None or day < rule.end.toordinal())
        and (not rule.tiers or (item.tier or "general") in rule.tiers)
        and (not rule.origins or bool(question.origins.intersection(rule.origins)))
    )


def _tier_rate(state: State, tier: str) -> Rate | None:
    if state.step is None:
        return None
    return dict(state.step.tiers).get(tier, state.step.rate) if tier else state.step.rate


def _contradicted(state: State, measure: TariffMeasure, dataset: Dataset) -> bool:
    """
    Tell whether a change of law past the horizon is itself in doubt: a later intention says otherwise.

    The written law is then not enough to say what is charged.
    """
    made = dataset.acts[state.decision.act].made
    horizon = dataset._horizon(measure)
    return state.since > horizon and any(dataset.acts[decision.act].made > made for decision in state.intended)


def _why_not(state: State) -> str:
    until = f", last day {state.last_day}" if state.last_day else ""
    words = {
        "announced": f"announced, not in force{f' before {state.until}' if state.until else ''}",
        "suspended": f"suspended since {state.since}{until}",
        "provisional": "provisional: secured, not collected",
        "not_enforced": "not enforced",
        "relaxed": f"relaxed since {state.since}{until}",
        "ended": f"ended, not charged from {state.since} on",
        "withdrawn": "withdrawn before it was ever in force",
    }
    return words[state.status]


def _corners(reached: Sequence[Reached], facts: Shipment, notes: _Notes) -> list[Mapping[str, Decimal]]:
    """
    Return the shares of metal to work with: the given ones, or the corners between which all others lie.

    The duty is linear in the shares, so its bounds are at the corners.
    """
    bases = sorted({item.state.step.value_base for item in reached if item.state.step} - {"value"})
    if not bases or facts.metal is not None:
        return [dict(facts.metal or ())]
    notes.asked.append(f"the share of the value that is {' or '.join(bases)} content")
    return [{}, *({base: ONE} for base in bases)]
