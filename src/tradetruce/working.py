"""The working-out of a duty: a question is made ready, put to the engine, and its cases are added up into an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from attrs import evolve
from pendulum import Date

from .adding import Case, Outcome, Said, add_up
from .amounts import Unknown, amount
from .codes import HSCode
from .dates import MINUTES, moment
from .duties import Duty
from .errors import FieldError, nearest
from .shipments import Shipment
from .worlds import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .dataset import Dataset
    from .schedules import BaseRate, Rates
    from .stacking import Engine

#: Answers kept per dataset; when full, the store is emptied and fills again.
KEPT = 4096
#: Facts of a shipment that `duty` takes by keyword.
FACTS = ("on", "known_on", "preference", "metal", "loaded", "company", "quota", "exclusion", "value", "unit_value", "reliefs")
KNOWN_FACTS = frozenset(FACTS)
#: Digits of a code that all schedules share.
SUBHEADING = 6


def answer(dataset: Dataset, importer: str | Shipment, origin: str, hs: str, facts: Mapping[str, Any]) -> Duty:
    """Return the duty on a shipment, from the store where the same question was asked before."""
    if not facts.keys() <= KNOWN_FACTS or (facts and isinstance(importer, Shipment)):
        raise TypeError(misplaced(facts))  # before the store is asked, which knows nothing of what it does not keep
    key: object = (importer, origin, hs, *(_hashable(facts.get(name)) for name in FACTS))
    held = dataset._answers.get(key)
    if held is None:
        shipment = importer if isinstance(importer, Shipment) else as_shipment(importer, origin, hs, facts)
        if len(dataset._answers) >= KEPT:
            dataset._answers.clear()
        held = dataset._answers[key] = work_out(dataset, shipment)
    return held


def _hashable(fact: Any) -> object:
    if fact is None or fact.__class__ is str:  # nearly all are: the rest takes ten times as long to tell
        return fact
    if isinstance(fact, dt.datetime):
        return fact, fact.utcoffset()  # one instant in two zones is two days
    if hasattr(fact, "items"):
        return tuple(sorted(fact.items()))
    return fact if isinstance(fact, Hashable) else tuple(fact)


def misplaced(facts: Mapping[str, Any], asked: str = "duty") -> str:
    """Return in words why facts cannot be taken: no fact of a shipment, or beside a whole `Shipment`."""
    unknown = sorted(facts.keys() - KNOWN_FACTS)
    if unknown:
        close = dict.fromkeys(name for word in unknown for name in nearest(word, FACTS)[:1])
        hint = f"did you mean {' or '.join(close)}; " if close else ""
        known = [name for name in FACTS if asked == "duty" or name != "on"]
        return f"{asked}() knows no {', '.join(unknown)}; {hint}the facts of a shipment are {', '.join(known)}"
    return f"duty() takes a Shipment alone; it holds {', '.join(sorted(facts))} itself"


def as_shipment(importer: str, origin: str, hs: str, facts: Mapping[str, Any]) -> Shipment:
    """Return the shipment that keywords describe."""
    if "on" not in facts:
        msg = "duty() needs the day of entry: on='2025-04-15'"
        raise TypeError(msg)
    if not facts.keys() <= KNOWN_FACTS:
        raise TypeError(misplaced(facts))
    return Shipment(importer=importer, origin=origin, hs=hs, **facts)


def work_out(dataset: Dataset, shipment: Shipment) -> Duty:
    """Return the duty on a shipment, worked out anew."""
    if shipment.known_on is not None and shipment.known_on != dataset.known:
        return work_out(dataset.known_on(shipment.known_on), shipment)
    return Work(dataset, shipment).duty()


def _expect(fact: str, name: str, names: frozenset[str]) -> None:
    """Refuse a name that the data does not know, with the nearest that it does."""
    if name not in names:
        hint = nearest(name, names)
        raise FieldError(fact, name, " or ".join(hint) if hint else f"one of {', '.join(sorted(names))}")


class Work:
    """The working-out of one question."""

    def __init__(self, dataset: Dataset, shipment: Shipment, *, on: Date | None = None) -> None:
        """Make a question ready; *on* asks about another day than the shipment's own, as a history does."""
        importer, origin = dataset.economy(shipment.importer), dataset.economy(shipment.origin)
        if (shipment.importer, shipment.origin) != (importer.id, origin.id):
            shipment = evolve(shipment, importer=importer.id, origin=origin.id)
        self.dataset: Dataset = dataset
        self.engine: Engine = dataset._engine
        self.shipment: Shipment = shipment
        self.key: int = moment(on or shipment.on, importer.zone)
        self._on: Date | None = on
        self.ordinal: int = self.key // MINUTES
        self.day: Date = Date.fromordinal(self.ordinal)
        self.importing: str = importer.union_on(self.day) or importer.id
        self.origins: frozenset[str] = frozenset(filter(None, (origin.id, origin.union_on(self.day))))
        self.rates: Rates | None = dataset._rates(self.importing)
        self.code: str = self._undivided() if self.rates is None else self.rates.code_on(shipment.hs, self.ordinal)
        self.conditions: list[str] = []
        self.assumptions: list[str] = []
        whole = dataset._whole
        if shipment.preference is not None:
            _expect("preference", shipment.preference.casefold(), whole._engine.preference_names)
        for metal, _ in shipment.metal or ():
            _expect("metal", metal, whole._engine.metals)
        for name in shipment.reliefs:
            whole.reliefs[name]  # an unknown one is told the nearest

    def duty(self) -> Duty:
        """Return the answer."""
        return self.told(self.found())

    def found(self) -> Outcome:
        """Return what the question comes to, bounded where the record does not reach."""
        found = self._outcome()
        known = self.dataset.known  # the record holds no law that was known before its first day
        day = self.ordinal if known is None else min(self.ordinal, known.toordinal())
        unheld = self.dataset.coverage.gap("tariffs", self.importing, self.origins, self.code, day)
        if unheld is None:
            return found
        # What else is levied is not known, so that there is no bound from above.
        self.conditions.append(f"which other duties are levied: {unheld}")
        return found._replace(additional=amount(found.additional.low, None), total=amount(found.total.low, None))

    @property
    def scheduled_only(self) -> bool:
        """Whether the day lies past what was checked."""
        return self.ordinal > self.dataset.horizon("tariffs", self.importing).toordinal()

    def told(self, found: Outcome) -> Duty:
        """Return the answer that an outcome is."""
        if self.code != self.shipment.hs:
            why = "the code of the good before it was renumbered" if self.rates else "which the tariff divides into other lines"
            self.assumptions.append(f"asked as {HSCode(self.code).dotted}, {why}")
        shipment = evolve(self.shipment, on=self._on) if self._on else self.shipment
        return Duty(
            shipment=shipment,
            components=found.components,
            base=found.base,
            base_printed=found.base_printed,
            additional=found.additional,
            total=found.total,
            assumptions=tuple(dict.fromkeys((*self.assumptions, *found.assumptions))),
            conditions=tuple(dict.fromkeys((*self.conditions, *found.conditions))),
            legality=found.legality,
            scheduled_only=self.scheduled_only,
            dataset=self.dataset,
            missed=found.missed,
            importing=self.importing,
            question=Question(self.origins, self.code, self.key, shipment, whole=True),
        )

    def _outcome(self) -> Outcome:
        unlisted = self._unanswerable()
        if unlisted is not None:
            return Outcome((), Unknown(), None, Unknown(), Unknown(), (), (unlisted,), (), ())
        cases = self._cases()
        said = Said(self.shipment.company, self.shipment.unit_value)
        key = (cases, said)
        held = self.engine.outcomes.get(key)
        if held is None:
            if len(self.engine.outcomes) >= KEPT:
                self.engine.outcomes.clear()
            held = self.engine.outcomes[key] = add_up(cases, said)
        return held

    def _unanswerable(self) -> str | None:
        """Return in words why nothing is known: goods of the importer's own, or no such code on the day; None where neither is so."""
        if self.importing in self.origins:
            name = self.dataset.economies[self.importing].name
            return f"what {name} levies on goods of its own that come back: only duties on others are recorded"
        if self.rates is None:
            return None
        lacking = self.rates.lacks(self.code, self.ordinal)
        early = self.ordinal < self.rates.first and not self.rates.is_special(self.code)
        if lacking is not None and early and self.engine.lists.names(self.importing, self.code):
            return None  # lists know codes of editions that are not held
        return lacking

    def _undivided(self) -> str:
        """
        Return the code to ask about where no schedule is held.

        Zeros beyond six digits stand for a subheading without lines; where lists know other lines of it, there is no such code.
        """
        code = str(self.shipment.hs)
        if len(code) == SUBHEADING or code[SUBHEADING:].strip("0"):
            return code
        lines = self.engine.chapter(self.importing, self.origins, code).beneath(code[:SUBHEADING])
        return code if not lines or any(line.startswith(code) or code.startswith(line) for line in lines) else code[:SUBHEADING]

    def _cases(self) -> tuple[Case, ...]:
        """Return what there is to settle: per code beneath, per preference."""
        codes = self._codes()
        wholes = len(codes) > 1
        found: dict[str | None, list[Case]] = {}
        for preference in self._preferences():
            facts = self.shipment if preference is None else evolve(self.shipment, preference=preference)
            found[preference] = [
                Case(
                    self.engine.worlds(
                        self.importing,
                        Question(self.origins, code, self.key, facts, wholes or len(code) > len(self.shipment.hs)),
                    ),
                    self._base(code, facts.preference),
                )
                for code in codes
            ]
        if len(found) > 1:
            charged = {
                name: [(case.base, [world.charges for world in case.stack.worlds]) for case in cases]
                for name, cases in found.items()
            }
            if any(charges != charged["none"] for charges in charged.values()):
                names = " or ".join(name.upper() for name in found if name and name != "none")
                self.conditions.append(f"whether {names} treatment is claimed")
        if wholes:
            self.conditions.append(f"which line under {self.shipment.hs.dotted} the good is in")
        return tuple(case for cases in found.values() for case in cases)

    def _codes(self) -> list[str]:
        """Return the codes to ask about: the given one, or those beneath it where lists tell them apart."""
        given = self.code
        below = self.engine.chapter(self.importing, self.origins, given).beneath(given)
        lines = self.rates.beneath(given) if self.rates and len(given) < 8 else []
        if not below and not lines:
            return [given]
        held = {*below, *(lines or (given,))}
        if self.rates is None:
            return sorted(held)
        # A line of today had another code on an earlier day.
        return sorted({self.rates.code_on(code, self.ordinal) for code in held})

    def _preferences(self) -> Sequence[str | None]:
        """Return the preferences to try: the one given, or none and each one the origin can claim."""
        if self.shipment.preference is not None:
            return (None,)
        names = self.engine.preferences(self.importing, self.origins)
        return ("none", *names) if names else (None,)

    def _base(self, code: str, preference: str | None) -> BaseRate | None:
        return None if self.rates is None else self.rates.base(code, self.ordinal, self.origins, preference)
