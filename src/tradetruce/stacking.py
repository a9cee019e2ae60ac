"""
How measures stack: which ones reach a good at a moment, and what the answer hangs on.

Nothing here knows a country, a programme or a year: all law is in the data. What the shipment does not say and the law asks for
is an open question; `worlds` settles it in every way.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from .dates import MINUTES
from .decided import timeline_of
from .history import State
from .lists import ListBook, Match
from .rates import Rate
from .reach import Chapter, Live, Reach
from .scopes import EVERYWHERE, GivesWay, Scope
from .shipments import claim, goes_unmet, meets
from .tariffs import Relief, TariffMeasure
from .worlds import Missed, Notes, OpenRelief, Question, Reached, Settling, Stack

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from .dataset import Dataset

#: Stacks, and measures at moments, kept per dataset; when full, a store is emptied and fills again.
KEPT = 8192
#: For how long after its end a measure is named among those that are not charged.
DAYS_TOLD = 366


class Engine:
    """The stacking engine over one dataset: it keeps what does not change between questions."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset: Dataset = dataset
        self.lists: ListBook = dataset._lists
        self._chapters: dict[tuple[str, frozenset[str], str], Chapter] = {}
        self._lives: dict[object, Live | None] = {}
        self._stacks: dict[object, Stack] = {}
        self._preferences: dict[tuple[str, frozenset[str]], tuple[str, ...]] = {}
        #: What cases of stacks came to, kept for those who add them up.
        self.outcomes: dict[object, Any] = {}
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
            measures = tuple(
                measure
                for measure in self._by_importer.get(importer, ())
                if _for_origin(measure.origins, origins) and self._touches(measure.scope, code[:2])
            )
            reliefs = {relief.id: relief for measure in measures for relief in self._reliefs_of(measure, origins)}
            moments = {moment for record in (*measures, *reliefs.values()) for moment in timeline_of(record).keys}
            names = _names(measures)
            spans = {day for measure in measures for day in self._days_of(measure, names, origins)}
            spans.update(_terms(reliefs.values()))
            held = self._chapters[key] = Chapter(
                code[:2], measures, tuple(reliefs.values()), self.lists, moments=moments, spans=spans
            )
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

    def _can_reach(self, scope: Scope, code: str) -> bool:
        """Tell whether a scope can reach a code on some day."""
        if not scope.complete or self.lists.ever_covers(scope, code):
            return True
        return any(not self.lists.index(name).stays_complete for name in scope.lists)

    def _days_of(self, measure: TariffMeasure, names: set[str], origins: frozenset[str]) -> Iterator[int]:
        """Yield the days (ordinals) on which a rule towards one of some measures, or an exception of origin, begins or ends."""
        spans = [(rule.start, rule.end) for rule in self._rules_of(measure) if names.intersection(rule.to)]
        spans += [(exception.start, exception.end) for exception in measure.except_origins if exception.economy in origins]
        yield from (day.toordinal() for span in spans for day in span if day is not None)

    def turns(self, importer: str, origins: frozenset[str], code: str, *, bare: bool) -> frozenset[int]:
        """
        Return the days (ordinals) on which the duty on a good can change.

        Args:
            importer: Economy.
            origins: The origin and its customs unions.
            code: Bare digits.
            bare: True where the shipment claims nothing, so that reliefs it would have to claim change nothing.
        """
        chapter = self.chapter(importer, origins, code)
        key = (chapter.kind(code), bare)
        held = chapter.turns.get(key)
        if held is None:
            held = chapter.turns[key] = frozenset(self._turns(chapter, origins, code, bare=bare))
        return held

    def _turns(self, chapter: Chapter, origins: frozenset[str], code: str, *, bare: bool) -> Iterator[int]:
        measures = [measure for measure in chapter.measures if self._can_reach(measure.scope, code)]
        names = _names(measures)
        changes: dict[str, set[int]] = {}
        for measure in measures:
            timeline = timeline_of(measure)
            yield from (moment // MINUTES for moment in timeline.turns)
            reliefs = self._reliefs_of(measure, origins)
            if bare:
                reliefs = [r for r in reliefs if r.default != "assumed" or not goes_unmet(r.requires)]
            reliefs = [r for r in reliefs if self._can_reach(r.scope, code)]
            days = {*self._days_of(measure, names, origins), *_terms(reliefs)}
            days |= {moment // MINUTES for relief in reliefs for moment in timeline_of(relief).turns}
            for name in {name for scope in (measure.scope, *(r.scope for r in reliefs)) for name in scope.every_list}:
                if name not in changes:
                    changes[name] = self.lists.index(name).change_days(code)
                days |= changes[name]
            # What changes around a measure changes nothing while it is not charged.
            yield from (day for day in days if any(start <= day * MINUTES <= end for start, end in timeline.charged))

    def _reliefs_of(self, measure: TariffMeasure, origins: frozenset[str]) -> list[Relief]:
        """Return the reliefs from a measure that goods of an origin can claim."""
        named = (*self._reliefs.get(measure.id, ()), *self._reliefs.get(measure.programme, ()))
        return [relief for relief in named if relief._for(origins)]

    def _live(self, chapter: Chapter, interval: int, question: Question) -> tuple[Live, ...]:
        """Return the measures that can be charged in an interval of time."""
        held = chapter.live.get(interval)
        if held is None:
            found = (self._alive(measure, question) for measure in chapter.measures)
            held = chapter.live[interval] = tuple(live for live in found if live is not None)
        return held

    def _alive(self, measure: TariffMeasure, question: Question) -> Live | None:
        """Return a measure that can be charged at a moment, or None; chapters ask about the same moments, so that it is kept."""
        key = (measure.id, question.origins, question.key)
        if key not in self._lives:
            if len(self._lives) >= KEPT:
                self._lives.clear()
            self._lives[key] = self._charged(measure, question)
        return self._lives[key]

    def _charged(self, measure: TariffMeasure, question: Question) -> Live | None:
        state = timeline_of(measure).at(question.key)
        if state is None or self._left_out(measure, question):
            return None
        doubtful = state.status == "unknown" or (
            state.scheduled_only and self.dataset.known is None and _contradicted(state, measure, self.dataset)
        )
        if not state.in_force and not doubtful:
            return None
        return Live(measure, state, doubtful, tuple(self._running(measure, question)))

    def _running(self, measure: TariffMeasure, question: Question) -> Iterator[tuple[Relief, State]]:
        """Yield the reliefs from a measure that are open to an origin at a moment."""
        for relief in self._reliefs_of(measure, question.origins):
            state = timeline_of(relief).at(question.key)
            if state is not None and state.in_force:
                yield relief, state

    def preferences(self, importer: str, origins: frozenset[str]) -> tuple[str, ...]:
        """Return the names of the preferences that goods of an origin can claim, for a relief or for a base rate."""
        held = self._preferences.get((importer, origins))
        if held is None:
            names = {
                relief.requires.preference
                for relief in self.dataset.reliefs
                if relief.importer == importer and relief.requires.preference and relief._for(origins)
            }
            rates = self.dataset._rates(importer)
            names |= {p.name for p in rates.schedule.preferences if origins.intersection(p.origins)} if rates else set()
            held = self._preferences[importer, origins] = tuple(sorted(names))
        return held

    @cached_property
    def metals(self) -> frozenset[str]:
        """The names of what a duty of the data is charged on apart from the rest of the value."""
        steps = (step for measure in self.dataset.tariffs for decision in measure.decisions for step in decision.steps)
        return frozenset(step.value_base for step in steps) - {"value"}

    @cached_property
    def preference_names(self) -> frozenset[str]:
        """The names of all preferences of the data, and ``none``."""
        claimed = {relief.requires.preference for relief in self.dataset.reliefs if relief.requires.preference}
        listed = {held.name for schedule in self.dataset.schedules for held in schedule.preferences}
        return frozenset({"none", *(name.casefold() for name in claimed | listed)})

    def worlds(self, importer: str, question: Question) -> Stack:
        """Return the worlds of one code: those of every code of its kind, at any moment between the same two changes."""
        chapter = self.chapter(importer, question.origins, question.code)
        interval = chapter.interval(question.key)
        key = (chapter, interval, chapter.kind(question.code), question.whole, question.facts.claims)
        held = self._stacks.get(key)
        if held is None:
            held = self._keep(key, self._stack(chapter, self._live(chapter, interval, question), question))
        return held

    def _keep(self, key: object, stack: Stack) -> Stack:
        if len(self._stacks) >= KEPT:
            self._stacks.clear()
        self._stacks[key] = stack
        return stack

    def _stack(self, chapter: Chapter, live: Iterable[Live], question: Question) -> Stack:
        reached: list[Reached] = []
        missed: list[Missed] = []
        notes = Notes([], [], [])
        reliefs: dict[str, list[OpenRelief]] = {}
        for item in live:
            covers = chapter.reach(item.measure.scope, question.code, question.day, whole=question.whole)
            if self._consider(item, covers, reached, missed, notes):
                reliefs[item.measure.id] = list(_open_reliefs(item, chapter, question, notes))
        # Most moments change nothing for a good: where all that was found is as before, so is what comes of it.
        key = (chapter, chapter.span(question.day), question.facts.claims, _print(reached, missed, reliefs, notes))
        return self._stacks.get(key) or self._keep(key, self._settled(question, reached, missed, reliefs, notes))

    def _settled(
        self,
        question: Question,
        reached: Sequence[Reached],
        missed: Sequence[Missed],
        reliefs: Mapping[str, Sequence[OpenRelief]],
        notes: Notes,
    ) -> Stack:
        worlds = tuple(Settling(question, reached, reliefs, self._rules_of).worlds(notes))
        # A relief from what gives way, or is replaced, changes nothing.
        charged = {charge.measure.id for world in worlds for charge in world.charges}
        assumed = (*notes.assumed, *(text for name, text in notes.unclaimed if name in charged))
        return Stack(worlds, tuple(missed), tuple(dict.fromkeys(assumed)), tuple(dict.fromkeys(notes.asked)))

    def idle(self, importer: str, question: Question) -> list[Missed]:
        """
        Return the measures that cover the good and are not in force: suspended, announced, or ended within the last year.

        Mere intentions and what was withdrawn before it began are left out: they were never part of a duty.
        """
        found: list[Missed] = []
        chapter = self.chapter(importer, question.origins, question.code)
        charged = {item.measure.id for item in self._live(chapter, chapter.interval(question.key), question)}
        for measure in chapter.measures:
            state = timeline_of(measure).at(question.key)
            if measure.id in charged or state is None or not state.decision.binding or self._left_out(measure, question):
                continue
            if state.status == "withdrawn" or (state.status == "ended" and state.since.toordinal() + DAYS_TOLD < question.day):
                continue
            covers = chapter.reach(measure.scope, question.code, question.day, whole=question.whole)
            if covers.found.match is Match.YES:
                found.append(Missed(measure, state, _why_not(state)))
        return sorted(found, key=lambda item: item.state.status == "ended" if item.state else False)

    def claimable(self, importer: str, question: Question, measures: Container[str]) -> tuple[Relief, ...]:
        """Return the reliefs from some measures that can reach a good and hang on what its shipment does not say."""
        chapter = self.chapter(importer, question.origins, question.code)
        found: dict[str, Relief] = {}
        for live in self._live(chapter, chapter.interval(question.key), question):
            for relief, _ in live.reliefs if live.measure.id in measures else ():
                covers = chapter.reach(relief.scope, question.code, question.day, whole=question.whole)
                if covers.found.match is not Match.NO and meets(relief, question.facts, question.key) is None:
                    found.setdefault(relief.id, relief)
        return tuple(found.values())

    def _left_out(self, measure: TariffMeasure, question: Question) -> bool:
        """Tell whether a measure leaves an origin out on the day."""
        day = question.day
        return any(
            exception.economy in question.origins
            and (exception.start is None or exception.start.toordinal() <= day)
            and (exception.end is None or day < exception.end.toordinal())
            for exception in measure.except_origins
        )

    def _consider(self, live: Live, covers: Reach, reached: list[Reached], missed: list[Missed], notes: Notes) -> bool:
        """Tell whether a measure reaches a good, for sure or perhaps, and note what it hangs on."""
        measure, state, doubtful, _ = live
        if covers.exempt is not None:
            missed.append(Missed(measure, state, covers.exempt))
            return False
        if covers.found.match is Match.NO:
            notes.assumed.extend(f"{measure.title}: the good is not {item}" for item in covers.assumed)
            return False
        rate = _tier_rate(state, covers.tier)
        asks: tuple[str, ...] = ()
        if doubtful:
            rate = None
            notes.asked.append(f"{measure.title}: how it stands after {self.dataset._horizon(measure)} is not known")
        if covers.found.match is Match.UNKNOWN:
            asks = (f"whether {measure.title} covers the good (its goods are not all known by code)",)
        elif covers.found.match is Match.PARTLY:
            # Asked by the condition alone: measures that hang on the same one must not be told apart by it.
            asks = covers.found.conditions
        notes.assumed.extend(f"{measure.title}: {item}" for item in covers.assumed)
        reached.append(Reached(measure, state, rate, covers.tier, asks))
        return True

    def _rules_of(self, measure: TariffMeasure) -> tuple[GivesWay, ...]:
        rules = self._rules.get(measure.id)
        if rules is None:
            programme = self.dataset.programmes.get(measure.programme)
            rules = self._rules[measure.id] = (*measure.gives_way, *(programme.gives_way if programme else ()))
        return rules


def _print(
    reached: Sequence[Reached], missed: Sequence[Missed], reliefs: Mapping[str, Sequence[OpenRelief]], notes: Notes
) -> object:
    """Return what tells one finding from another; records and states live as long as the dataset, so that they are told by identity."""
    return (
        tuple((id(item.state), id(item.rate), item.tier, item.asks) for item in reached),
        tuple((id(item.state), item.reason) for item in missed),
        tuple((name, id(item.state), item.ask) for name, held in reliefs.items() for item in held),
        tuple(notes.assumed),
        tuple(notes.asked),
        tuple(notes.unclaimed),
    )


def _open_reliefs(live: Live, chapter: Chapter, question: Question, notes: Notes) -> Iterator[OpenRelief]:
    """Yield the reliefs that reach a good, and note those that are assumed not to be claimed."""
    for relief, state in live.reliefs:
        match = chapter.reach(relief.scope, question.code, question.day, whole=question.whole).found.match
        met = None if match is Match.NO else meets(relief, question.facts, question.key)
        if match is Match.NO or met is False:
            continue
        if met and match is Match.YES:
            yield OpenRelief(relief, state, None)
        elif met and (relief.requires.exclusion or relief.id in question.facts.reliefs):
            # Who claims an exclusion, or a relief by its name, says that the good is what it describes.
            notes.assumed.append(f"the good is what {relief.title} describes")
            yield OpenRelief(relief, state, None)
        elif met is None and match is Match.YES and relief.default == "granted":
            notes.assumed.append(f"{relief.title} ({claim(relief.requires)})")
            yield OpenRelief(relief, state, None)
        elif met or relief.default != "assumed":
            yield OpenRelief(relief, state, f"{relief.title}: {'covers the good' if met else claim(relief.requires)}")
        else:
            notes.unclaimed.append((live.measure.id, f"not relieved by {relief.title} ({claim(relief.requires)})"))


def _names(measures: Iterable[TariffMeasure]) -> set[str]:
    """Return what rules and reliefs call measures by: their ids and programmes."""
    return {name for measure in measures for name in (measure.id, measure.programme)}


def _terms(reliefs: Iterable[Relief]) -> Iterator[int]:
    """Yield the days (ordinals) on which terms of entry of reliefs run out."""
    yield from (r.requires.entered_before.toordinal() for r in reliefs if r.requires.entered_before is not None)


def _for_origin(origins: Sequence[str], wanted: frozenset[str]) -> bool:
    return EVERYWHERE in origins or bool(wanted.intersection(origins))


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
