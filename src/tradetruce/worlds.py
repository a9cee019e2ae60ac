"""
Worlds: every way in which what the shipment leaves open can be settled, and what is charged then.

In a world the measures that reach the good stand beside each other; some are replaced, some are relieved, some give way to others, as
a whole or on a slice of the value. The results are kept apart until they are added up.
"""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve, frozen

from .dates import MINUTES
from .history import State
from .rates import Rate
from .scopes import GivesWay
from .shipments import Shipment
from .tariffs import Relief, TariffMeasure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

#: More open questions than this are not multiplied out; the answer then says so.
MOST_QUESTIONS = 10
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


class OpenRelief(NamedTuple):
    """A relief that frees a shipment, or may: with the question it hangs on, None where it surely applies."""

    relief: Relief
    state: State
    ask: str | None


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
    #: The relief that leaves its rate, or None, and how that one stands.
    relief: Relief | None = None
    relieved: State | None = None


class World(NamedTuple):
    """One way to settle the open questions, and what is charged then."""

    charges: tuple[Charge, ...]
    missed: tuple[Missed, ...]


@frozen(eq=False)  # two stacks are the same only where they are one: they are looked up by
class Stack:
    """All that the engine finds for one code: the worlds, and what was assumed and asked on the way."""

    worlds: tuple[World, ...]
    missed: tuple[Missed, ...]
    assumptions: tuple[str, ...]
    conditions: tuple[str, ...]


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


class Notes(NamedTuple):
    """What is assumed and asked while a question is worked out."""

    assumed: list[str]
    asked: list[str]
    #: Reliefs that are taken not to be claimed, by the measure they would relieve.
    unclaimed: list[tuple[str, str]]


class Settling:
    """The settling of one question: the measures that reach the good, the reliefs from them, and the rules between them."""

    def __init__(
        self,
        question: Question,
        reached: Sequence[Reached],
        reliefs: Mapping[str, Sequence[OpenRelief]],
        rules: Callable[[TariffMeasure], Sequence[GivesWay]],
    ) -> None:
        self.question: Question = question
        self.reached: Sequence[Reached] = reached
        self.reliefs: Mapping[str, Sequence[OpenRelief]] = reliefs
        self.rules: Callable[[TariffMeasure], Sequence[GivesWay]] = rules

    def worlds(self, notes: Notes) -> Iterator[World]:
        """Yield one world for every way to answer the open questions, and note them."""
        asks = [ask for item in self.reached for ask in item.asks]
        asks += [ask for held in self.reliefs.values() for _, _, ask in held if ask is not None]
        questions = list(dict.fromkeys(asks))
        notes.asked.extend(questions)
        corners = _corners(self.reached, self.question.facts)
        matters = False
        if len(questions) > MOST_QUESTIONS:
            notes.asked.append(f"{len(questions)} open questions: worked out for all of them answered no, and all answered yes")
            settled: Iterable[tuple[bool, ...]] = [(False,) * len(questions), (True,) * len(questions)]
        else:
            settled = itertools.product((False, True), repeat=len(questions))
        for answers in settled:
            yes = {ask for ask, answer in zip(questions, answers, strict=True) if answer}
            found = [self._settle(yes, corner) for corner in corners]
            matters = matters or any(world.charges != found[0].charges for world in found)
            yield from found
        if matters:
            metals = [metal for corner in corners for metal in corner]
            notes.asked.append(f"the share of the value that is {' or '.join(metals)} content")

    def _settle(self, yes: set[str], metal: Mapping[str, Decimal]) -> World:
        missed: list[Missed] = []
        standing = {item.measure.id: item for item in self.reached if all(ask in yes for ask in item.asks)}
        for replacing in list(standing.values()):
            for name in replacing.measure.replaces:
                if name in standing:
                    gone = standing.pop(name)
                    missed.append(Missed(gone.measure, gone.state, f"replaced by {replacing.measure.title}"))
        relieved: dict[str, tuple[Rate, Relief, State]] = {}
        for name, held in self.reliefs.items():
            for item in held:
                if name in standing and (item.ask is None or item.ask in yes):
                    terms = item.state.terms
                    if terms is None:
                        gone = standing.pop(name)
                        missed.append(Missed(gone.measure, gone.state, f"relieved: {item.relief.title}"))
                    else:
                        relieved[name] = (_no_more(terms, standing[name].rate), item.relief, item.state)
        charges: list[Charge] = []
        paid: dict[str, bool] = {}
        for name, charged in standing.items():
            share, rule = self._share(charged, standing, metal, paid)
            if share == 0 and rule is not None:
                missed.append(Missed(charged.measure, charged.state, rule))
            else:
                rate, relief, lowered = relieved.get(name) or (charged.rate, None, None)
                charges.append(Charge(charged.measure, charged.state, rate, charged.tier, share, relief, lowered))
        return World(tuple(charges), tuple(missed))

    def _paid(self, item: Reached, standing: Mapping[str, Reached], paid: dict[str, bool]) -> bool:
        """Tell whether a measure is charged at all, so that others give way to it."""
        name = item.measure.id
        if name not in paid:
            paid[name] = True  # rules that point at each other do not undo each other
            paid[name] = not any(
                rule.part == "whole" or other.state.step is None or other.state.step.value_base == "value"
                for rule, other in self._yields_to(item, standing, paid)
            )
        return paid[name]

    def _yields_to(
        self, item: Reached, standing: Mapping[str, Reached], paid: dict[str, bool]
    ) -> Iterator[tuple[GivesWay, Reached]]:
        for rule in self.rules(item.measure):
            if not _applies(rule, item, self.question):
                continue
            for other in standing.values():
                if other is item or not {other.measure.id, other.measure.programme}.intersection(rule.to):
                    continue
                if self._paid(other, standing, paid):
                    yield rule, other

    def _share(
        self, item: Reached, standing: Mapping[str, Reached], metal: Mapping[str, Decimal], paid: dict[str, bool]
    ) -> tuple[Decimal, str | None]:
        """Return the share of the value a measure is charged on, and the rule where that is nothing."""
        base = item.state.step.value_base if item.state.step else "value"
        share = ONE if base == "value" else metal.get(base, ZERO)
        taken: dict[str, Decimal] = {}
        for rule, other in self._yields_to(item, standing, paid):
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


def _no_more(left: Rate, due: Rate | None) -> Rate:
    """Return what a relief leaves: where that is a range, never more than is due without it."""
    if left.high is None or due is None or due.percent is None or due.high is not None or left.basis != "additional":
        return left
    return evolve(left, high=min(left.high, max(left.percent or ZERO, due.percent)), basis=due.basis)


def _applies(rule: GivesWay, item: Reached, question: Question) -> bool:
    day = question.day
    return (
        (rule.start is None or rule.start.toordinal() <= day)
        and (rule.end is None or day < rule.end.toordinal())
        and (not rule.tiers or (item.tier or "general") in rule.tiers)
        and (not rule.origins or bool(question.origins.intersection(rule.origins)))
    )


def _corners(reached: Sequence[Reached], facts: Shipment) -> list[Mapping[str, Decimal]]:
    """
    Return the shares of metal to work with: the given ones, or the corners between which all others lie.

    The duty is linear in the shares, so its bounds are at the corners.
    """
    bases = sorted({item.state.step.value_base for item in reached if item.state.step} - {"value"})
    if not bases or facts.metal is not None:
        return [dict(facts.metal or ())]
    return [{}, *({base: ONE} for base in bases)]
